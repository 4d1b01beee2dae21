//! Where the secrets lie: a variable, a file that a variable names, a service manager's credential, or `.secrets/` in
//! the project. Exactly one of them.
//!
//! A secret that others can read is no secret, so a file is judged after it was opened: what is checked is what is
//! read. No message here repeats a value. What a secret is for is not known here: see `links`.
#![expect(clippy::disallowed_methods, reason = "new secrets are made of the system's randomness")]

mod smtp;
mod token;

pub use smtp::{SmtpLogin, find_smtp_login};
pub use token::{find_pull_secret, find_store_password, find_webhook_secret};

use crate::links::{FormSecret, LinkSecret, SecretError};
use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags, Stat, fstat, fsync, mkdirat, openat, statat, unlinkat};
use rustix::io::Errno;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::path::{Path, PathBuf};

/// The environment, as an argument. Its `Debug` tells names only: some of the values are secrets.
#[derive(Default)]
pub struct Environment(BTreeMap<String, OsString>);

impl Environment {
    /// What this process was given. A variable whose name is not UTF-8 is none of ours.
    pub fn of_process() -> Environment {
        std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value))).collect()
    }

    /// A variable's value; an empty one counts as not given, since pipelines pass a missing secret as empty text.
    pub fn var(&self, name: &str) -> Option<&OsStr> {
        self.0.get(name).map(OsString::as_os_str).filter(|value| !value.is_empty())
    }
}

impl FromIterator<(String, OsString)> for Environment {
    fn from_iter<I: IntoIterator<Item = (String, OsString)>>(variables: I) -> Environment {
        Environment(variables.into_iter().collect())
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// A secret and where it was found.
#[derive(Debug)]
pub struct Found<S> {
    pub secret: S,
    pub source: Source,
}

/// One of the four ways to give a secret; shown as the user knows it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Source {
    /// The value of this variable.
    Variable(&'static str),
    /// The file that this variable names.
    Named(&'static str, PathBuf),
    /// The file in `$CREDENTIALS_DIRECTORY`, where service managers put it.
    Credential(PathBuf),
    /// The file in `.secrets/` of the project.
    Project(PathBuf),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Variable(name) | Source::Named(name, _) => f.write_str(name),
            Source::Credential(path) | Source::Project(path) => write!(f, "{}", path.display()),
        }
    }
}

/// A secret that cannot be used: a problem of the setup, which has no place in the user's files. Worded as diagnostics
/// are; never tells a secret.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SecretFailure {
    pub code: &'static str,
    pub title: String,
    pub hints: Vec<String>,
}

impl SecretFailure {
    fn new(code: &'static str, title: impl Into<String>) -> SecretFailure {
        SecretFailure { code, title: title.into(), hints: Vec::new() }
    }

    fn hint(mut self, hint: impl Into<String>) -> SecretFailure {
        self.hints.push(hint.into());
        self
    }
}

/// What a secret is called in each place.
struct Names {
    what: &'static str,
    variable: &'static str,
    file_variable: &'static str,
    credential: &'static str,
    /// In `.secrets/`.
    file: &'static str,
    /// What to do where the text is damaged.
    again: &'static str,
    /// What to do where the other secret stands in its place.
    other: &'static str,
}

const LINK: Names = Names {
    what: "link secret",
    variable: "PORTALSMITH_LINK_SECRET",
    file_variable: "PORTALSMITH_LINK_SECRET_FILE",
    credential: "portalsmith-link",
    file: "link",
    again: "put the whole line back from where it is kept safe; a new secret would change every link",
    other: "this is the form server's secret; building needs the one that `portalsmith init` made",
};

const FORM: Names = Names {
    what: "form secret",
    variable: "PORTALSMITH_FORM_SECRET",
    file_variable: "PORTALSMITH_FORM_SECRET_FILE",
    credential: "portalsmith-form",
    file: "form",
    again: "copy the whole line that `portalsmith links secret --form` prints",
    other: "take the link secret off this machine: the form server must not have it; \
            it needs the line that `portalsmith links secret --form` prints",
};

/// The folder in the project.
const FOLDER: &str = ".secrets";

/// Lets files pass that others may read, as containers mount them.
const MODE: &str = "PORTALSMITH_SECRET_MODE";

/// Far more than a secret takes.
const LONGEST: u64 = 4096;

/// The link secret, by the one way it is given. `None` means that it is not given at all.
pub fn find_link_secret(env: &Environment, project: &Path) -> Result<Option<Found<LinkSecret>>, SecretFailure> {
    find(&LINK, env, project, LinkSecret::parse)
}

/// The form server's secret, likewise.
pub fn find_form_secret(env: &Environment, project: &Path) -> Result<Option<Found<FormSecret>>, SecretFailure> {
    find(&FORM, env, project, FormSecret::parse)
}

/// What to say where the form secret is needed and none was found.
pub fn no_form_secret() -> SecretFailure {
    SecretFailure::new(
        "no-form-secret",
        "there is no form secret, by which the endpoint knows tickets that are genuine",
    )
    .hint("`portalsmith links secret --form` prints it, where the portals are built")
    .hint(format!("give it by `{}`, or as a file: `{FOLDER}/form`", FORM.variable))
}

/// Whether no link secret is given: the endpoint must not have it. Where that cannot be seen, it cannot begin either.
pub fn refuse_link_secret(env: &Environment, project: &Path) -> Result<(), SecretFailure> {
    let Some(source) = sources(&LINK, env, project).into_iter().next() else { return Ok(()) };
    if let Source::Project(path) | Source::Credential(path) = &source
        && let Err(error) = statat(CWD, path, AtFlags::SYMLINK_NOFOLLOW)
    {
        let title = format!("cannot look for a link secret at `{}`: {}", path.display(), io::Error::from(error));
        let hint = "the endpoint reads its secrets there: give the folder to the user that it runs as";
        return Err(SecretFailure::new("secret-unreadable", title).hint(hint));
    }
    Err(link_secret_here(&source))
}

fn link_secret_here(source: &Source) -> SecretFailure {
    SecretFailure::new(
        "link-secret-here",
        format!("the link secret is given by {source}, and the endpoint must not have it"),
    )
    .hint("whoever breaks into the endpoint could make every customer's link with it")
    .hint("take it off this machine: the endpoint needs the line that `portalsmith links secret --form` prints")
}

/// What to say where a link secret is needed and none was found.
pub fn no_link_secret() -> SecretFailure {
    SecretFailure::new("no-link-secret", "there is no link secret, from which the links are made")
        .hint(format!("if the project has one, give it by `{}` or put it back into `{FOLDER}/link`", LINK.variable))
        .hint("for a new project, make one with `portalsmith init`")
}

fn find<S>(
    names: &Names,
    env: &Environment,
    project: &Path,
    parse: fn(&str) -> Result<S, SecretError>,
) -> Result<Option<Found<S>>, SecretFailure> {
    let mut sources = sources(names, env, project);
    if sources.len() > 1 {
        return Err(given_twice(names, &sources));
    }
    let Some(source) = sources.pop() else { return Ok(None) };
    let bytes = read(&source, names, env)?;
    let secret = str::from_utf8(&bytes).map_err(|_| SecretError::Foreign).and_then(parse);
    match secret {
        Ok(secret) => Ok(Some(Found { secret, source })),
        Err(error) => Err(unusable(names, &source, error)),
    }
}

/// All ways by which the secret is given, readable or not.
fn sources(names: &Names, env: &Environment, project: &Path) -> Vec<Source> {
    let variable = env.var(names.variable).map(|_| Source::Variable(names.variable));
    let named = env.var(names.file_variable).map(|path| Source::Named(names.file_variable, path.into()));
    let credential = env.var("CREDENTIALS_DIRECTORY").map(|folder| Path::new(folder).join(names.credential));
    let own = project.join(FOLDER).join(names.file);
    let mut sources: Vec<Source> = variable.into_iter().chain(named).collect();
    sources.extend(credential.filter(|path| is_there(path)).map(Source::Credential));
    sources.extend(Some(own).filter(|path| is_there(path)).map(Source::Project));
    sources
}

/// Whether something has this name, even if it cannot be looked at.
fn is_there(path: &Path) -> bool {
    !matches!(statat(CWD, path, AtFlags::SYMLINK_NOFOLLOW), Err(Errno::NOENT | Errno::NOTDIR))
}

fn read(source: &Source, names: &Names, env: &Environment) -> Result<Vec<u8>, SecretFailure> {
    let judge = Judge { what: names.what, any_mode: env.var(MODE).is_some_and(|mode| mode == "any") };
    match source {
        Source::Variable(name) => Ok(env.var(name).unwrap_or_default().as_encoded_bytes().to_vec()),
        // Container platforms mount secrets as links to files.
        Source::Named(_, path) => judge.read(CWD, path, path, OFlags::empty(), OTHERS),
        Source::Credential(path) => judge.read(CWD, path, path, OFlags::empty(), ACCESS_LIST),
        Source::Project(path) => {
            let folder = path.parent().expect("the path was joined from a folder and a name");
            let opened = judge.folder(folder)?;
            judge.read(opened.as_fd(), names.file.as_ref(), path, OFlags::NOFOLLOW, OTHERS)
        }
    }
}

/// Permissions that no one but the owner may have.
const OTHERS: Mode = Mode::RWXG.union(Mode::RWXO);

/// The same for a credential: systemd lets the service read it by an access list, which shows as the group's
/// permission to read.
const ACCESS_LIST: Mode = OTHERS.difference(Mode::RGRP);

/// Opens files and folders, and refuses those that could tell the secret to others.
struct Judge {
    what: &'static str,
    any_mode: bool,
}

impl Judge {
    /// What the file at `name` in `folder` holds; messages call it `path`.
    fn read(
        &self,
        folder: BorrowedFd<'_>,
        name: &Path,
        path: &Path,
        flags: OFlags,
        forbidden: Mode,
    ) -> Result<Vec<u8>, SecretFailure> {
        let file = self.open(folder, name, path, flags)?;
        let stat = fstat(&file).map_err(|error| self.unreadable(path, error.into()))?;
        if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
            return Err(self.not_a_file(path, "not a regular file"));
        }
        self.check(&stat, path, forbidden)?;
        let mut bytes = Vec::new();
        file.take(LONGEST).read_to_end(&mut bytes).map_err(|error| self.unreadable(path, error))?;
        Ok(bytes)
    }

    /// The folder that keeps secrets, opened: what is then opened in it cannot be another's.
    fn folder(&self, path: &Path) -> Result<File, SecretFailure> {
        let folder = self.open(CWD, path, path, OFlags::NOFOLLOW)?;
        let stat = fstat(&folder).map_err(|error| self.unreadable(path, error.into()))?;
        if FileType::from_raw_mode(stat.st_mode) != FileType::Directory {
            return Err(self.not_a_file(path, "not a folder"));
        }
        self.check(&stat, path, OTHERS)?;
        Ok(folder)
    }

    fn open(&self, folder: BorrowedFd<'_>, name: &Path, path: &Path, flags: OFlags) -> Result<File, SecretFailure> {
        // Without NONBLOCK, opening a FIFO would wait for someone to write to it.
        let flags = flags | OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        match openat(folder, name, flags, Mode::empty()) {
            Ok(file) => Ok(File::from(file)),
            Err(Errno::LOOP) => Err(self.not_a_file(path, "a symbolic link")),
            Err(error) => Err(self.unreadable(path, error.into())),
        }
    }

    fn check(&self, stat: &Stat, path: &Path, forbidden: Mode) -> Result<(), SecretFailure> {
        let user = rustix::process::geteuid().as_raw();
        if stat.st_uid != user && stat.st_uid != 0 {
            let title = format!("`{}` belongs to another user, who can read the {}", path.display(), self.what);
            return Err(SecretFailure::new("secret-owner", title).hint(format!(
                "run as the user with the number {}, or `chown {user} {}`",
                stat.st_uid,
                quoted(path)
            )));
        }
        let mode = Mode::from_raw_mode(stat.st_mode);
        if self.any_mode || !mode.intersects(forbidden) {
            return Ok(());
        }
        let right = if FileType::from_raw_mode(stat.st_mode) == FileType::Directory { "700" } else { "600" };
        let title =
            format!("`{}` is open to others (mode {:04o}), and with it the {}", path.display(), mode.bits(), self.what);
        Err(SecretFailure::new("secret-open", title)
            .hint(format!("`chmod {right} {}`", quoted(path)))
            .hint(format!("where a container mounts it so and nobody else can log in, set `{MODE}=any`")))
    }

    fn unreadable(&self, path: &Path, error: io::Error) -> SecretFailure {
        SecretFailure::new(
            "secret-unreadable",
            format!("cannot read the {} from `{}`: {error}", self.what, path.display()),
        )
    }

    fn not_a_file(&self, path: &Path, what_it_is: &str) -> SecretFailure {
        let title = format!("`{}` is {what_it_is}; the {} is not read from there", path.display(), self.what);
        SecretFailure::new("secret-not-a-file", title)
    }
}

fn given_twice(names: &Names, sources: &[Source]) -> SecretFailure {
    let sources: Vec<_> = sources.iter().map(|source| format!("by `{source}`")).collect();
    let title = format!("the {} is given more than once: {}", names.what, sources.join(" and "));
    SecretFailure::new("two-secrets", title).hint("keep the right one and take the others away")
}

fn unusable(names: &Names, source: &Source, error: SecretError) -> SecretFailure {
    let what = names.what;
    let (code, title, hint) = match error {
        SecretError::Empty => ("secret-empty", format!("`{source}` gives no {what}: it is empty"), names.again),
        SecretError::Foreign => ("secret-foreign", format!("what `{source}` gives is no {what}"), names.again),
        SecretError::OtherKind => {
            ("secret-of-other-kind", format!("what `{source}` gives is not the {what}"), names.other)
        }
        SecretError::Cut => {
            ("secret-cut", format!("the {what} of `{source}` lacks characters at its end"), names.again)
        }
        SecretError::Long => ("secret-altered", format!("the {what} of `{source}` is too long"), names.again),
        SecretError::Altered => {
            ("secret-altered", format!("the {what} of `{source}` was changed: its checksum is wrong"), names.again)
        }
    };
    SecretFailure::new(code, title).hint(hint)
}

/// Makes a new link secret and keeps it in `.secrets/link`, on disk before this returns. Never overwrites one.
///
/// The folder gets a `.gitignore` of its own, so that no project commits it.
pub fn make_link_secret(project: &Path) -> Result<LinkSecret, SecretFailure> {
    let (folder, path) = (project.join(FOLDER), project.join(FOLDER).join(LINK.file));
    let failed = |error: io::Error| {
        SecretFailure::new("secret-not-made", format!("cannot write a link secret to `{}`: {error}", path.display()))
    };
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| failed(io::Error::other(error)))?;
    let secret = LinkSecret::from_bytes(bytes);

    match mkdirat(CWD, &folder, Mode::RWXU) {
        Ok(()) | Err(Errno::EXIST) => {}
        Err(error) => return Err(failed(error.into())),
    }
    let folder = Judge { what: LINK.what, any_mode: false }.folder(&folder)?;
    let text = format!("{}\n", secret.to_text());
    match create(&folder, LINK.file, &text) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(already_there(&path)),
        created => created.map_err(failed)?,
    }
    match create(&folder, ".gitignore", "*\n") {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        created => created.map_err(failed)?,
    }
    let project = if project.as_os_str().is_empty() { Path::new(".") } else { project };
    let parent = openat(CWD, project, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty());
    fsync(&folder).and_then(|()| fsync(parent?)).map_err(|error| failed(error.into()))?;
    Ok(secret)
}

fn already_there(path: &Path) -> SecretFailure {
    SecretFailure::new("secret-exists", format!("`{}` is there already and is not overwritten", path.display()))
        .hint("a new secret changes every link; to change the link of one customer, use `portalsmith renew`")
}

/// A new file for the owner only, synced. One that could not be written whole is taken away again.
fn create(folder: &File, name: &str, text: &str) -> io::Result<()> {
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mut file = File::from(openat(folder, name, flags, Mode::RUSR | Mode::WUSR)?);
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).inspect_err(|_| {
        // The first failure is the one to tell.
        let _ = unlinkat(folder, name, AtFlags::empty());
    })
}

/// A path for a shell: as it is where that is safe, in quotes otherwise.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+@%,".contains(c);
    if path.chars().all(plain) && !path.starts_with('-') { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};

    const LINE: &str = "portal-link-1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8_dtwarkpx";

    /// A project whose `.secrets/link` holds `text`, with the right modes.
    fn project(text: &str) -> tempfile::TempDir {
        let project = tempfile::tempdir().unwrap();
        let folder = project.path().join(".secrets");
        fs::create_dir(&folder).unwrap();
        set_mode(&folder, 0o700);
        write(&folder.join("link"), text, 0o600);
        project
    }

    fn write(path: &Path, text: &str, mode: u32) {
        fs::write(path, text).unwrap();
        set_mode(path, mode);
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    fn env<const N: usize>(variables: [(&str, &OsStr); N]) -> Environment {
        variables.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    fn nothing() -> Environment {
        Environment::default()
    }

    /// The failure, after making sure that it does not tell the secret.
    fn failure(env: &Environment, project: &Path) -> SecretFailure {
        let failure = find_link_secret(env, project).unwrap_err();
        let told = format!("{failure:?}");
        assert!(!told.contains("AAECAwQF") && !told.contains("dtwarkpx"), "{told}");
        failure
    }

    #[test]
    fn a_project_without_a_secret_is_an_outcome_of_its_own() {
        let empty = tempfile::tempdir().unwrap();
        assert!(find_link_secret(&nothing(), empty.path()).unwrap().is_none());
        let unset =
            env([("PORTALSMITH_LINK_SECRET", OsStr::new("")), ("CREDENTIALS_DIRECTORY", empty.path().as_os_str())]);
        assert!(find_link_secret(&unset, empty.path()).unwrap().is_none());
    }

    #[test]
    fn each_of_the_four_ways_gives_the_secret() {
        let (own, elsewhere) = (project(LINE), tempfile::tempdir().unwrap());
        let file = elsewhere.path().join("portalsmith-link");
        write(&file, &format!("{LINE}\n"), 0o400);
        for (env, project, source) in [
            (nothing(), own.path(), Source::Project(own.path().join(".secrets/link"))),
            (
                env([("PORTALSMITH_LINK_SECRET", LINE.as_ref())]),
                elsewhere.path(),
                Source::Variable("PORTALSMITH_LINK_SECRET"),
            ),
            (
                env([("PORTALSMITH_LINK_SECRET_FILE", file.as_os_str())]),
                elsewhere.path(),
                Source::Named("PORTALSMITH_LINK_SECRET_FILE", file.clone()),
            ),
            (
                env([("CREDENTIALS_DIRECTORY", elsewhere.path().as_os_str())]),
                elsewhere.path(),
                Source::Credential(file.clone()),
            ),
        ] {
            let found = find_link_secret(&env, project).unwrap().unwrap();
            assert!(found.secret.is_published_test_secret());
            assert_eq!(found.source, source);
        }
    }

    #[test]
    fn two_ways_at_once_are_refused_and_both_named() {
        let own = project(LINE);
        let failure = failure(&env([("PORTALSMITH_LINK_SECRET", LINE.as_ref())]), own.path());
        let path = own.path().join(".secrets/link");
        assert_eq!(failure.code, "two-secrets");
        assert_eq!(
            failure.title,
            format!(
                "the link secret is given more than once: by `PORTALSMITH_LINK_SECRET` and by `{}`",
                path.display()
            )
        );
    }

    #[test]
    fn a_file_or_folder_that_others_can_read_is_refused_with_the_mending_command() {
        let own = project(LINE);
        let (folder, file) = (own.path().join(".secrets"), own.path().join(".secrets/link"));
        for mode in [0o644, 0o640, 0o604, 0o620, 0o444] {
            set_mode(&file, mode);
            let failure = failure(&nothing(), own.path());
            assert_eq!((failure.code, &failure.hints[0]), ("secret-open", &format!("`chmod 600 {}`", file.display())));
        }
        set_mode(&file, 0o600);
        set_mode(&folder, 0o750);
        let failure = failure(&nothing(), own.path());
        assert_eq!((failure.code, &failure.hints[0]), ("secret-open", &format!("`chmod 700 {}`", folder.display())));
        assert!(failure.title.contains("(mode 0750)"), "{}", failure.title);
        let any = env([("PORTALSMITH_SECRET_MODE", "any".as_ref())]);
        assert!(find_link_secret(&any, own.path()).unwrap().is_some());
    }

    #[test]
    fn an_access_list_on_a_credential_is_fine_but_everyone_is_not() {
        let credentials = tempfile::tempdir().unwrap();
        let file = credentials.path().join("portalsmith-link");
        let env = env([("CREDENTIALS_DIRECTORY", credentials.path().as_os_str())]);
        write(&file, LINE, 0o440);
        assert!(find_link_secret(&env, Path::new("/nowhere")).unwrap().is_some());
        set_mode(&file, 0o444);
        assert_eq!(failure(&env, Path::new("/nowhere")).code, "secret-open");
    }

    #[test]
    #[expect(clippy::print_stderr, reason = "says why it was skipped")]
    fn another_users_file_is_refused() {
        if !rustix::process::geteuid().is_root() {
            eprintln!("skipped: only root can give files to another user");
            return;
        }
        for name in [".secrets/link", ".secrets"] {
            let own = project(LINE);
            std::os::unix::fs::chown(own.path().join(name), Some(4711), None).unwrap();
            let failure = failure(&env([("PORTALSMITH_SECRET_MODE", "any".as_ref())]), own.path());
            assert_eq!(failure.code, "secret-owner");
            assert!(failure.hints[0].starts_with("run as the user with the number 4711, or `chown 0 "), "{failure:?}");
        }
    }

    #[test]
    fn a_symbolic_link_in_the_project_is_not_followed() {
        let (own, other) = (project(LINE), project(LINE));
        let file = own.path().join(".secrets/link");
        fs::remove_file(&file).unwrap();
        symlink(other.path().join(".secrets/link"), &file).unwrap();
        assert_eq!(failure(&nothing(), own.path()).code, "secret-not-a-file");
        let linked = tempfile::tempdir().unwrap();
        symlink(other.path().join(".secrets"), linked.path().join(".secrets")).unwrap();
        assert_eq!(failure(&nothing(), linked.path()).code, "secret-not-a-file");
        let mounted = env([("PORTALSMITH_LINK_SECRET_FILE", file.as_os_str())]);
        assert!(find_link_secret(&mounted, tempfile::tempdir().unwrap().path()).unwrap().is_some());
    }

    #[test]
    fn folders_fifos_and_devices_are_refused_without_waiting() {
        let nowhere = tempfile::tempdir().unwrap();
        let fifo = nowhere.path().join("fifo");
        let made = rustix::fs::mknodat(CWD, &fifo, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0);
        assert!(made.is_ok());
        for path in [nowhere.path(), &fifo, Path::new("/dev/zero")] {
            let failure = failure(&env([("PORTALSMITH_LINK_SECRET_FILE", path.as_os_str())]), nowhere.path());
            assert_eq!(failure.code, "secret-not-a-file", "{}", path.display());
        }
        let missing = env([("PORTALSMITH_LINK_SECRET_FILE", "/nowhere/secret".as_ref())]);
        assert_eq!(failure(&missing, nowhere.path()).code, "secret-unreadable");
    }

    #[test]
    fn the_endpoint_begins_only_where_it_sees_that_there_is_no_link_secret() {
        let project = tempfile::tempdir().unwrap();
        assert_eq!(refuse_link_secret(&Environment::default(), project.path()), Ok(()));
        let folder = project.path().join(FOLDER);
        // A link to itself is as good as a folder that is somebody else's.
        std::os::unix::fs::symlink(&folder, &folder).unwrap();
        let failure = refuse_link_secret(&Environment::default(), project.path()).unwrap_err();
        assert!(failure.code == "secret-unreadable" && failure.title.contains("cannot look"), "{failure:?}");
        std::fs::remove_file(&folder).unwrap();
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("link"), "anything").unwrap();
        let failure = refuse_link_secret(&Environment::default(), project.path()).unwrap_err();
        assert_eq!(failure.code, "link-secret-here");
    }

    #[test]
    fn a_damaged_secret_is_refused_by_name() {
        let form = LINE.replace("link", "form");
        for (text, code) in [
            ("", "secret-empty"),
            ("\n", "secret-empty"),
            (&LINE[..60], "secret-cut"),
            (&LINE.replace('Q', "R"), "secret-altered"),
            (&format!("{LINE}{LINE}"), "secret-altered"),
            (&form, "secret-of-other-kind"),
            ("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", "secret-foreign"),
            (&"\0".repeat(1 << 20), "secret-foreign"),
        ] {
            assert_eq!(failure(&nothing(), project(text).path()).code, code);
        }
        assert!(find_link_secret(&nothing(), project(&format!("{LINE}\r\n")).path()).unwrap().is_some());
    }

    #[test]
    fn the_form_server_refuses_the_link_secret() {
        let env = env([("PORTALSMITH_FORM_SECRET", LINE.as_ref())]);
        let failure = find_form_secret(&env, Path::new("/nowhere")).unwrap_err();
        assert_eq!(failure.code, "secret-of-other-kind");
        assert!(failure.hints[0].starts_with("take the link secret off this machine"));
    }

    #[test]
    fn a_secret_that_was_made_is_found_and_never_overwritten() {
        let project = tempfile::tempdir().unwrap();
        let made = make_link_secret(project.path()).unwrap();
        let found = find_link_secret(&nothing(), project.path()).unwrap().unwrap();
        assert_eq!(found.secret.to_text(), made.to_text());
        let mode = |name: &str| fs::metadata(project.path().join(name)).unwrap().permissions().mode() & 0o7777;
        assert_eq!((mode(".secrets"), mode(".secrets/link")), (0o700, 0o600));
        assert_eq!(fs::read_to_string(project.path().join(".secrets/.gitignore")).unwrap(), "*\n");

        assert_eq!(make_link_secret(project.path()).unwrap_err().code, "secret-exists");
        let still = find_link_secret(&nothing(), project.path()).unwrap().unwrap();
        assert_eq!(still.secret.to_text(), made.to_text());
        assert_ne!(make_link_secret(tempfile::tempdir().unwrap().path()).unwrap().to_text(), made.to_text());
    }

    #[test]
    fn a_secret_is_not_made_in_a_folder_that_others_can_read() {
        let project = tempfile::tempdir().unwrap();
        fs::create_dir(project.path().join(".secrets")).unwrap();
        set_mode(&project.path().join(".secrets"), 0o755);
        assert_eq!(make_link_secret(project.path()).unwrap_err().code, "secret-open");
        assert_eq!(make_link_secret(&project.path().join("missing")).unwrap_err().code, "secret-not-made");
    }

    #[test]
    fn debug_of_the_environment_tells_names_only() {
        let env = env([("PORTALSMITH_LINK_SECRET", LINE.as_ref())]);
        assert_eq!(format!("{env:?}"), r#"{"PORTALSMITH_LINK_SECRET"}"#);
    }

    #[test]
    fn a_path_in_a_command_is_quoted_where_it_must_be() {
        assert_eq!(quoted(Path::new(".secrets/link")), ".secrets/link");
        assert_eq!(quoted(Path::new("it's here")), r"'it'\''s here'");
    }
}
