//! Project files → inputs → published files, all in memory, as `disk` does it with a folder.

use crate::organization::Files;
use jiff::civil::Date;
use portalsmith::config;
use portalsmith::content::{Entry, EntryKind, HEAD, Inspector, Listing, PageFile};
use portalsmith::diag::{FileId, Problems};
use portalsmith::disk::{Delivered, pack};
use portalsmith::exports::Export;
use portalsmith::links::{Keys, LinkSecret};
use portalsmith::portal::{Address, Fingerprints};
use portalsmith::requests::Gathered;
use portalsmith::site::{self, Archive, BrandFiles, Content, File, InputFile, Inputs, Kept, OnProblems, Work};
use portalsmith::theme::{ThemeFile, built_in};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::Arc;

/// What was published.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    /// By customer id.
    pub portals: BTreeMap<String, Portal>,
    pub shared: Files,
}

#[derive(Clone, Debug)]
pub(crate) struct Portal {
    pub address: Address,
    pub fingerprints: Fingerprints,
    /// In the order in which they were rendered.
    pub shell: Vec<(String, Vec<u8>)>,
    pub closed: Vec<(String, Vec<u8>)>,
}

impl Portal {
    pub(crate) fn files(&self) -> impl Iterator<Item = &(String, Vec<u8>)> {
        self.shell.iter().chain(&self.closed)
    }

    pub(crate) fn files_mut(&mut self) -> impl Iterator<Item = &mut (String, Vec<u8>)> {
        self.shell.iter_mut().chain(&mut self.closed)
    }
}

pub(crate) fn keys() -> Keys {
    Keys::new(&LinkSecret::from_bytes([7; 32]))
}

/// The files of every portal; panics where the project has errors, for a generated one must have none.
pub(crate) fn publish(files: &Files, as_of: Date) -> Output {
    try_publish(files, as_of, OnProblems::Stop).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The files of every portal that is not withheld, or why there are none.
pub(crate) fn try_publish(files: &Files, as_of: Date, on_problems: OnProblems) -> Result<Output, Vec<String>> {
    publish_after(&mut Kept::default(), files, as_of, on_problems)
}

/// The same after an earlier build, of which `kept` has what the next one may use.
pub(crate) fn publish_after(
    kept: &mut Kept,
    files: &Files,
    as_of: Date,
    on_problems: OnProblems,
) -> Result<Output, Vec<String>> {
    let mut problems = Problems::new();
    let told = |problems: &Problems| {
        let errors =
            problems.iter().map(|problem| format!("{:?} [{}] {}", problem.severity, problem.code, problem.title));
        errors.collect::<Vec<_>>()
    };
    let Some(inputs) = inputs(files, &mut problems).map(Arc::new) else { return Err(told(&problems)) };
    let keys = Arc::new(keys());
    let Some(site) = site::rebuild(kept, (&inputs, &keys), as_of, on_problems, &mut problems) else {
        return Err(told(&problems));
    };
    let bytes = |file: File| match file.content {
        Content::Bytes(bytes) => (file.path, bytes),
        Content::Document { source, .. } => (file.path, files[&format!("content/documents/{source}")].clone()),
        Content::Archive(archive) => (file.path, packed(&archive, files)),
    };
    let mut portals = BTreeMap::new();
    let fingerprints = site.fingerprints();
    for (index, slot) in site.slots().iter().enumerate().filter(|(_, slot)| !slot.withheld) {
        let fingerprints = fingerprints[index];
        let rendered = site.render(Work { slot: index, shell: true, closed: true, new: true, fingerprints });
        let rendered = rendered.map_err(|problem| vec![problem.title.clone()])?;
        let portal = Portal {
            address: slot.address.clone(),
            fingerprints,
            shell: rendered.shell.into_iter().map(bytes).collect(),
            closed: rendered.closed.into_iter().map(bytes).collect(),
        };
        portals.insert(slot.customer.to_string(), portal);
    }
    let shared = site.shared_files().map_err(|problem| vec![problem.title.clone()])?;
    Ok(Output { portals, shared: shared.into_iter().map(bytes).collect() })
}

fn packed(archive: &Archive, files: &Files) -> Vec<u8> {
    let mut packed = Cursor::new(Vec::new());
    let mut pour = |document: Delivered<'_>, to: &mut dyn Write| {
        to.write_all(&files[&format!("content/documents/{}", document.source)]).unwrap();
        Ok(())
    };
    pack(archive, Path::new("archive.zip"), &mut packed, &mut pour).unwrap();
    packed.into_inner()
}

pub(crate) fn inputs(files: &Files, problems: &mut Problems) -> Option<Inputs> {
    let mut read: Vec<InputFile> = Vec::new();
    let mut add = |path: &str, bytes: Cow<'static, [u8]>| {
        read.push(InputFile { path: path.to_owned(), bytes });
        FileId(u16::try_from(read.len() - 1).unwrap())
    };
    let mut file = |path: &str| files.get(path).map(|bytes| add(path, Cow::Owned(bytes.clone())));
    let config_file = file("config.yaml").unwrap();
    let exports = Export::ALL
        .into_iter()
        .filter_map(|export| Some((export, file(&format!("content/exports/{}.csv", export.name()))?)));
    let exports = exports.collect();
    let (register, decisions) = (file("links.yaml"), file("inbox/decisions.yaml"));
    let pulled = file("inbox/pulled.jsonl");
    let pages = files.keys().filter(|path| path.starts_with("content/pages/"));
    let pages = pages.map(|path| PageFile { path: path["content/".len()..].to_owned(), file: file(path).unwrap() });
    let pages = pages.collect();
    let built_in = built_in().map(|(path, bytes)| {
        let bytes = Cow::Borrowed(bytes);
        ThemeFile { path: path.to_owned(), file: add(path, bytes.clone()), bytes }
    });
    let theme = BrandFiles { own: Vec::new(), built_in: built_in.collect(), brand: Vec::new() };
    let config = config::read(config_file, &files["config.yaml"], problems)?;
    let lock = None;
    let lines = files.get("inbox/pulled.jsonl").map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
    let received = Gathered::read(config_file, &lines, problems).into_order();
    Some(Inputs {
        pulled,
        files: read,
        config,
        config_file,
        exports,
        register,
        lock,
        decisions,
        received,
        pages,
        theme,
        documents: listing(files),
    })
}

fn listing(files: &Files) -> Listing {
    let documents = files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("content/documents/")?, bytes)));
    let entry = |(path, bytes): (&str, &Vec<u8>)| {
        let head = bytes[..bytes.len().min(HEAD)].into();
        let mut inspector = Inspector::new(path);
        inspector.see(bytes);
        let (sha256, e_invoice) = (Sha256::digest(bytes).into(), inspector.finish());
        let kind = EntryKind::File { size: bytes.len() as u64, sha256, head, e_invoice };
        Entry { path: path.to_owned(), kind }
    };
    Listing { entries: documents.map(entry).collect() }
}
