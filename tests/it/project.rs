//! A project in a folder of its own, and what came of running a command in it.
//!
//! A new project is the smallest valid one: config with a name and an address, one customer, no invoice. Tests add the
//! one thing that differs. Nothing of the surrounding environment reaches the program.

use crate::pdf;
use serde_json::Value;
use snapbox::{Assert, Data};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::SystemTime;
use tempfile::TempDir;

/// The published test secret: the bytes 0 to 31. It is accepted for example addresses only.
pub(crate) const SECRET: &str = "portal-link-1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8_dtwarkpx";

const CONFIG: &str = "organization:\n  name: Northlight\nsite:\n  base_url: https://pay.example.com\n";

const CUSTOMERS: &str = "content/exports/customers.csv";
const INVOICES: &str = "content/exports/invoices.csv";
const PAYMENTS: &str = "content/exports/payments.csv";
const CREDIT_NOTES: &str = "content/exports/credit_notes.csv";

/// A file's bytes and when it was written.
pub(crate) type Written = BTreeMap<String, (Vec<u8>, SystemTime)>;

/// A project that is thrown away with the test.
#[derive(Debug)]
pub(crate) struct Project {
    folder: TempDir,
    environment: Vec<(String, String)>,
}

impl Project {
    /// The smallest valid project: customer `C-1`, no invoice.
    pub(crate) fn new() -> Project {
        Project::empty()
            .file("config.yaml", CONFIG)
            .file(CUSTOMERS, "id,name\nC-1,Harbor Bakery\n")
            .file(INVOICES, "number,customer_id,issued,due,currency,total\n")
    }

    /// A folder with nothing in it.
    pub(crate) fn empty() -> Project {
        let folder = tempfile::tempdir().unwrap();
        Project { folder, environment: vec![("PORTALSMITH_LINK_SECRET".to_owned(), SECRET.to_owned())] }
    }

    /// Adds to the minimal config.
    pub(crate) fn config(self, yaml: &str) -> Project {
        self.file("config.yaml", format!("{CONFIG}{yaml}"))
    }

    pub(crate) fn file(self, path: &str, contents: impl AsRef<[u8]>) -> Project {
        self.write(path, contents);
        self
    }

    /// `id,name`; a file of other columns is given with [`Project::file`].
    pub(crate) fn customer(self, row: &str) -> Project {
        self.row(CUSTOMERS, "", row)
    }

    /// `number,customer_id,issued,due,currency,total`
    pub(crate) fn invoice(self, row: &str) -> Project {
        self.row(INVOICES, "", row)
    }

    /// `reference,customer_id,received,currency,amount,invoice_number`
    pub(crate) fn payment(self, row: &str) -> Project {
        self.row(PAYMENTS, "reference,customer_id,received,currency,amount,invoice_number\n", row)
    }

    /// `number,customer_id,issued,currency,total,invoice_number`
    pub(crate) fn credit_note(self, row: &str) -> Project {
        self.row(CREDIT_NOTES, "number,customer_id,issued,currency,total,invoice_number\n", row)
    }

    /// A variable of the program's environment.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Project {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without_secret(mut self) -> Project {
        self.environment.retain(|(name, _)| name != "PORTALSMITH_LINK_SECRET");
        self
    }

    fn row(self, path: &str, header: &str, row: &str) -> Project {
        let before = if self.path(path).is_file() { self.text(path) } else { header.to_owned() };
        self.file(path, format!("{before}{row}\n"))
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file over the one that may be there.
    pub(crate) fn write(&self, path: &str, contents: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    /// Writes a file with one text in it replaced.
    #[track_caller]
    pub(crate) fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.text(path);
        assert!(text.contains(old), "`{old}` is not in {path}");
        self.write(path, text.replace(old, new));
    }

    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Lays a folder of files over the project.
    pub(crate) fn lay_over(&self, folder: &Path) {
        self.lay_over_at(folder, "");
    }

    /// Lays a folder of files over one of the project's.
    pub(crate) fn lay_over_at(&self, folder: &Path, at: &str) {
        for entry in walkdir::WalkDir::new(folder) {
            let entry = entry.unwrap();
            if entry.file_type().is_file() {
                let below = entry.path().strip_prefix(folder).unwrap();
                self.write(Path::new(at).join(below).to_str().unwrap(), fs::read(entry.path()).unwrap());
            }
        }
    }

    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portalsmith"));
        let of_ours = |name: &str| name.starts_with("PORTALSMITH_") || ["CI", "CREDENTIALS_DIRECTORY"].contains(&name);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(of_ours)) {
            command.env_remove(name);
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.current_dir(self.root()).args(arguments.split_whitespace()).stdin(Stdio::null());
        command
    }

    /// Runs the program in the project, with arguments apart by spaces.
    pub(crate) fn run(&self, arguments: &str) -> Run<'_> {
        let before = self.published();
        let output = self.command(arguments).output().unwrap();
        Run { project: self, before, output }
    }

    /// Builds for 31 March 2026.
    #[track_caller]
    pub(crate) fn build(&self) -> Run<'_> {
        self.run("build --as-of 2026-03-31").exits(0)
    }

    /// Starts the program and does not wait for it.
    pub(crate) fn start(&self, arguments: &str) -> Child {
        self.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// All files below a folder, by their path in it.
    pub(crate) fn files(&self, folder: &str) -> Written {
        let folder = self.path(folder);
        let mut files = Written::new();
        for entry in walkdir::WalkDir::new(&folder).into_iter().filter_map(Result::ok) {
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
                let modified = entry.metadata().unwrap().modified().unwrap();
                files.insert(path, (fs::read(entry.path()).unwrap(), modified));
            }
        }
        files
    }

    /// What a build leaves for others: the output folder and the lock.
    fn published(&self) -> Written {
        let mut files = self.files("output");
        // The lock of a running build is a file with nothing in it.
        files.remove(".portalsmith/lock");
        if let Ok(lock) = fs::read(self.path("links.lock")) {
            files.insert("../links.lock".to_owned(), (lock, SystemTime::UNIX_EPOCH));
        }
        files
    }

    /// The files that visitors can see, by path below `output/`, with their bytes.
    pub(crate) fn public(&self) -> BTreeMap<String, Vec<u8>> {
        let files = self.files("output").into_iter();
        files.filter(|(path, _)| !path.starts_with(".portalsmith/")).map(|(path, (bytes, _))| (path, bytes)).collect()
    }

    /// `links --format json`, by customer id.
    pub(crate) fn links(&self) -> BTreeMap<String, String> {
        let run = self.run("links --format json").exits(0);
        let json: Value = serde_json::from_str(&run.stdout()).unwrap();
        let links = json["links"].as_array().unwrap().iter();
        links.map(|link| (text(&link["customer_id"]), text(&link["url"]))).collect()
    }

    /// The published portal of a customer.
    #[track_caller]
    pub(crate) fn portal(&self, customer: &str) -> Portal {
        self.portal_if_any(customer).unwrap_or_else(|| panic!("`{customer}` has no portal"))
    }

    /// None where the customer has no link, or nothing lies at it.
    pub(crate) fn portal_if_any(&self, customer: &str) -> Option<Portal> {
        let url = self.links().remove(customer)?;
        Portal::of(&self.public(), url.split_once("/p/")?.1.trim_end_matches('/'))
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// The files of one portal: its pages by path below `/p/<key>/`, and the documents they link to by file name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Portal {
    pub(crate) key: String,
    pub(crate) pages: BTreeMap<String, String>,
    pub(crate) documents: BTreeMap<String, Vec<u8>>,
}

impl Portal {
    pub(crate) fn of(public: &BTreeMap<String, Vec<u8>>, key: &str) -> Option<Portal> {
        let folder = format!("p/{key}/");
        let below = public.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&folder)?, bytes)));
        let pages: BTreeMap<String, String> =
            below.map(|(path, bytes)| (path.to_owned(), String::from_utf8(bytes.clone()).unwrap())).collect();
        let all: String = pages.values().map(String::as_str).collect();
        let linked = public.iter().filter(|(path, _)| path.starts_with("d/") && all.contains(&format!("/{path}")));
        let documents = linked.map(|(path, bytes)| (path.rsplit('/').next().unwrap().to_owned(), bytes.clone()));
        (!pages.is_empty()).then(|| Portal { key: key.to_owned(), documents: documents.collect(), pages })
    }

    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> &str {
        self.pages.get(path).unwrap_or_else(|| panic!("no page {path} among {:?}", self.pages.keys()))
    }

    pub(crate) fn home(&self) -> &str {
        self.page("index.html")
    }

    #[track_caller]
    pub(crate) fn document(&self, name: &str) -> String {
        let bytes = self.documents.get(name);
        let bytes = bytes.unwrap_or_else(|| panic!("no document {name} among {:?}", self.documents.keys()));
        String::from_utf8(bytes.clone()).unwrap()
    }

    /// All that the customer can read, in one text: paths, pages and documents.
    pub(crate) fn everything(&self) -> String {
        let pages = self.pages.iter().map(|(path, page)| format!("{path}\n{page}\n"));
        let document = |bytes: &[u8]| match pdf::is_ours(bytes) {
            true => pdf::text(bytes),
            false => String::from_utf8_lossy(bytes).into_owned(),
        };
        let documents = self.documents.iter().map(|(name, bytes)| format!("{name}\n{}\n", document(bytes)));
        pages.chain(documents).collect()
    }

    #[track_caller]
    pub(crate) fn shows(&self, text: &str) -> &Portal {
        assert!(self.everything().contains(text), "the portal does not show `{text}`");
        self
    }

    /// No byte of the portal tells it.
    #[track_caller]
    pub(crate) fn hides(&self, text: &str) -> &Portal {
        let all = self.everything();
        if let Some(at) = all.find(text) {
            let around: String = all[..at].chars().rev().take(80).collect::<Vec<_>>().into_iter().rev().collect();
            panic!("the portal shows `{text}` after `{around}`");
        }
        self
    }
}

/// What came of a command.
#[derive(Debug)]
pub(crate) struct Run<'p> {
    project: &'p Project,
    before: Written,
    output: Output,
}

impl Run<'_> {
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.output.status.code(), Some(code), "stderr:\n{}", self.stderr());
        self
    }

    pub(crate) fn is_done(&self) -> bool {
        self.output.status.success()
    }

    /// Holds what was said (stderr) to a snapshot; the project's folder is `[PROJECT]` in it.
    #[track_caller]
    pub(crate) fn says(self, expected: impl Into<Data>) -> Self {
        same(self.stderr(), expected.into());
        self
    }

    /// Holds the data (stdout) to a snapshot.
    #[track_caller]
    pub(crate) fn prints(self, expected: impl Into<Data>) -> Self {
        same(self.stdout(), expected.into());
        self
    }

    /// Neither output nor lock changed, not even by a touch.
    #[track_caller]
    pub(crate) fn wrote_nothing(self) -> Self {
        let after = self.project.published();
        let differs = |path: &&String| self.before.get(*path) != after.get(*path);
        let changed: Vec<&String> = self.before.keys().chain(after.keys()).filter(differs).collect();
        assert!(changed.is_empty(), "written: {changed:?}");
        self
    }

    pub(crate) fn stderr(&self) -> String {
        self.redacted(&self.output.stderr)
    }

    pub(crate) fn stdout(&self) -> String {
        self.redacted(&self.output.stdout)
    }

    /// The data, as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.output.stdout).unwrap()
    }

    fn redacted(&self, bytes: &[u8]) -> String {
        let root = self.project.root();
        let real = root.canonicalize().unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        text.replace(real.to_str().unwrap(), "[PROJECT]").replace(root.to_str().unwrap(), "[PROJECT]")
    }
}

#[track_caller]
fn same(actual: String, expected: Data) {
    Assert::new().normalize_paths(false).action_env(snapbox::assert::DEFAULT_ACTION_ENV).eq(actual, expected);
}
