//! The output folder: what is published in it, and carrying a plan out.
//!
//! Nobody but the next build reads it while a build is at work, so changed files are overwritten in place; the journal
//! says *unfinished* until the manifest is renamed into its place.
#![expect(clippy::disallowed_methods, reason = "the rim's own reading and writing")]

use super::archive::{Delivered, pack};
use super::failure::{Failure, While};
use super::journal::Journal;
use super::listing::open_document;
use super::owner::make_folder;
use super::write::{open_in_place, remove, remove_folder, replace_private, write_in_place};
use crate::diag::Diagnostic;
use crate::links::{PortalId, PortalKey};
use crate::portal::Fingerprint;
use crate::site::{Content, File, FileRecord, Manifest, Plan, Record, Rendered, Shard, Site, Work};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use walkdir::WalkDir;

/// What a manifest begins with: the file's kind and the version of its form.
const MAGIC: &[u8] = b"portalsmith-manifest 1\n";

/// The folders and files that are ours at the top of an output folder.
const OURS: [&str; 7] = ["p", "d", "assets", "index.html", "404.html", "robots.txt", "_headers"];

/// A project's output folder.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    /// Where delivered documents are copied from.
    documents: PathBuf,
}

/// What an output folder holds.
#[derive(Debug, Default)]
pub struct Published {
    /// None before the first build.
    pub manifest: Option<Manifest>,
    /// Portals whose files cannot be trusted, since a build was cut off.
    pub in_flight: BTreeSet<PortalKey>,
    /// Portals that a cut-off build wrote to its end: the manifest on the disk does not know of them yet.
    done: BTreeSet<PortalKey>,
    /// Whether the last build was cut off.
    pub unfinished: bool,
    /// Held while a build is at work; let go when it is dropped.
    lock: Option<fs::File>,
}

/// What carrying out a plan did.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Outcome {
    pub written: usize,
    pub removed: usize,
    /// All files that are published now.
    pub files: usize,
}

/// Why a plan was not carried out to its end.
#[derive(Debug)]
pub enum Trouble {
    /// A template or document of the user's.
    Problem(Box<Diagnostic>),
    Failure(Failure),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Trouble {
        Trouble::Failure(failure)
    }
}

impl From<Diagnostic> for Trouble {
    fn from(problem: Diagnostic) -> Trouble {
        Trouble::Problem(Box::new(problem))
    }
}

impl Output {
    pub(super) fn new(root: PathBuf, documents: PathBuf) -> Output {
        Output { root, documents }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    fn private(&self, name: &str) -> PathBuf {
        self.root.join(".portalsmith").join(name)
    }

    /// What is published here, for a build that is to change it: no other build can from now on. A folder with files in
    /// it that no build of ours left is refused.
    pub fn claim(&self) -> Result<Published, Failure> {
        let lock = self.lock()?;
        Ok(Published { lock: Some(lock), ..self.published()? })
    }

    /// What is published here, to look at. A folder with files in it that no build of ours left is refused.
    pub fn published(&self) -> Result<Published, Failure> {
        let manifest = match fs::read(self.private("manifest")) {
            Ok(bytes) => Some(self.read_manifest(&bytes)?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(Failure::new("read", &self.private("manifest"), error)),
        };
        let left = Journal::left(&self.private("unfinished"))?;
        if manifest.is_none() && left.is_none() {
            self.refuse_foreign()?;
        }
        let mut published = Published { manifest, ..Published::default() };
        if let Some(left) = left {
            published.unfinished = true;
            published.in_flight = left.in_flight;
            published.done = left.done.iter().map(|(key, _)| *key).collect();
            if let Some(manifest) = &mut published.manifest {
                manifest.portals.extend(left.done);
                if left.is_unreadable {
                    published.in_flight.extend(manifest.portals.keys());
                }
            }
        }
        if let Some(manifest) = &published.manifest {
            published.in_flight.extend(self.missing(manifest)?);
        }
        Ok(published)
    }

    /// The portals whose folders somebody removed.
    fn missing(&self, manifest: &Manifest) -> Result<Vec<PortalKey>, Failure> {
        let folder = self.root.join("p");
        let mut there = HashSet::new();
        match fs::read_dir(&folder) {
            Ok(entries) => {
                for entry in entries {
                    there.extend(entry.during("list", &folder)?.file_name().to_str().map(str::to_owned));
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Failure::new("list", &folder, error)),
        }
        Ok(manifest.portals.keys().filter(|key| !there.contains(key.as_str())).copied().collect())
    }

    fn read_manifest(&self, bytes: &[u8]) -> Result<Manifest, Failure> {
        let body = bytes.strip_prefix(MAGIC).and_then(|rest| rest.split_at_checked(16));
        let sound = body.filter(|(checksum, body)| Fingerprint::of_bytes(body).0 == **checksum);
        sound.and_then(|(_, body)| postcard::from_bytes(body).ok()).ok_or_else(|| {
            Failure::because(
                "read",
                &self.private("manifest"),
                "it is damaged, or another version's",
                "move the output folder away and build again: the links stay the same",
            )
        })
    }

    fn refuse_foreign(&self) -> Result<(), Failure> {
        let Ok(entries) = fs::read_dir(&self.root) else { return Ok(()) };
        for entry in entries {
            let entry = entry.during("list", &self.root)?;
            if entry.file_name() != ".portalsmith" {
                let why = format!("there are files in it that no build made, for instance {:?}", entry.file_name());
                let hint = "move them away: Portalsmith removes what it does not know from its output";
                return Err(Failure::because("build into", &self.root, &why, hint));
            }
        }
        Ok(())
    }

    /// The roll that the last build left for the endpoint.
    pub fn roll(&self) -> Result<Option<Vec<u8>>, Failure> {
        let path = self.private("forms.json");
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::new("read", &path, error)),
        }
    }

    /// Carries the plan out: the endpoint's roll, withdrawals, shared files, portals, leftovers; at last the manifest.
    ///
    /// `progress` hears of each portal that is done. Nothing is written before the first portal was rendered, so that
    /// a template that cannot be rendered at all costs nothing.
    pub fn carry_out(
        &self,
        plan: &Plan,
        site: &Site,
        published: Published,
        progress: &(dyn Fn() + Sync),
    ) -> Result<Outcome, Trouble> {
        let (shard, _lock) = (plan.shard(), published.lock);
        let shared = site.shared_files()?;
        if let Some(first) = plan.work().first() {
            site.render(*first)?;
        }
        let planned = plan.work().iter().map(|work| site.slots()[work.slot].address.key);
        // What an earlier build left unfinished stays in doubt until the manifest is written.
        let planned = planned.chain(published.in_flight.iter().chain(plan.withdrawn()).copied()).collect();
        let old = published.manifest.unwrap_or_else(|| Manifest::empty(site, shard));
        let done = published.done.iter().filter_map(|key| Some((*key, old.portals.get(key)?)));
        let journal = Mutex::new(Journal::begin(&self.private("unfinished"), &planned, done)?);
        let mut outcome = Outcome::default();

        self.write_roll(plan.roll())?;
        for key in plan.withdrawn() {
            outcome.removed += self.withdraw(*key, old.portals.get(key))?;
        }
        let shared = self.write_shared(shared, &old.shared, published.unfinished, &mut outcome)?;
        let writer = Writer { output: self, old: &old, in_flight: &published.in_flight, journal: &journal };
        let done: Vec<Done> = plan
            .work()
            .par_iter()
            .map(|work| {
                let done = writer.write(site, *work)?;
                progress();
                Ok(done)
            })
            .collect::<Result<_, Trouble>>()?;

        let mut manifest = Manifest::empty(site, shard);
        manifest.shared = shared;
        manifest.portals = old.portals;
        plan.withdrawn().iter().for_each(|key| drop(manifest.portals.remove(key)));
        let new = plan.work().iter().filter(|work| work.new).map(|work| site.slots()[work.slot].address.id);
        manifest.new = new.collect();
        for done in done {
            outcome.written += done.written;
            outcome.removed += done.leftovers.len();
            for path in &done.leftovers {
                remove(&self.root, &self.root.join(&**path))?;
            }
            manifest.portals.insert(done.key, done.record);
        }
        if published.unfinished {
            outcome.removed += self.sweep(&manifest)?;
        }
        outcome.files =
            manifest.shared.len() + manifest.portals.values().map(|record| record.files().count()).sum::<usize>();
        self.write_manifest(&manifest)?;
        journal.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).end()?;
        Ok(outcome)
    }

    /// One build at a time: from before it looks at what is published until it is done.
    fn lock(&self) -> Result<fs::File, Failure> {
        let folder = self.root.join(".portalsmith");
        if !folder.is_dir() {
            self.refuse_foreign()?;
        }
        make_folder(&folder)?;
        let file = open_in_place(&self.private("lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(_) => Err(Failure::because(
                "build into",
                &self.root,
                "another build is at work in it",
                "wait until it is done",
            )),
        }
    }

    /// The endpoint refuses forms of portals that are not in the roll, so it is in place before the first of them goes.
    fn write_roll(&self, roll: Option<&str>) -> Result<(), Failure> {
        let (path, there) = (self.private("forms.json"), self.roll()?);
        match roll {
            Some(roll) if there.as_deref() == Some(roll.as_bytes()) => Ok(()),
            Some(roll) => replace_private(&path, roll.as_bytes()),
            None if there.is_some() => remove(&self.root, &path),
            None => Ok(()),
        }
    }

    fn withdraw(&self, key: PortalKey, record: Option<&Record>) -> Result<usize, Failure> {
        let mut removed = 0;
        for file in record.into_iter().flat_map(Record::files) {
            remove(&self.root, &self.root.join(&*file.path))?;
            removed += 1;
        }
        remove_folder(&self.root.join("p").join(key.as_str()))?;
        Ok(removed)
    }

    fn write_shared(
        &self,
        files: Vec<File>,
        old: &BTreeMap<String, Fingerprint>,
        unfinished: bool,
        outcome: &mut Outcome,
    ) -> Result<BTreeMap<String, Fingerprint>, Trouble> {
        let mut now = BTreeMap::new();
        for file in files {
            let fingerprint = file.fingerprint();
            let is_there = self.root.join(&file.path).is_file();
            if unfinished || !is_there || old.get(&file.path) != Some(&fingerprint) {
                self.write_file(&file)?;
                outcome.written += 1;
            }
            now.insert(file.path, fingerprint);
        }
        for path in old.keys().filter(|path| !now.contains_key(*path)) {
            remove(&self.root, &self.root.join(path))?;
            outcome.removed += 1;
        }
        Ok(now)
    }

    fn write_file(&self, file: &File) -> Result<(), Trouble> {
        let path = self.root.join(&file.path);
        match &file.content {
            Content::Bytes(bytes) => Ok(write_in_place(&path, bytes)?),
            Content::Document { source, size, sha256 } => {
                let mut file = open_in_place(&path)?;
                let document = Delivered { source, size: *size, sha256 };
                self.pour(document, &path, &mut file)?;
                Ok(file.set_len(*size).during("write", &path)?)
            }
            Content::Archive(archive) => {
                let file = open_in_place(&path)?;
                // What is left of an older, longer archive would be taken for a part of this one.
                file.set_len(0).during("write", &path)?;
                pack(archive, &path, BufWriter::new(file), &mut |document, to| self.pour(document, &path, to))
            }
        }
    }

    /// Writes a document to where it goes, and makes sure that it is still what was listed.
    fn pour(&self, document: Delivered<'_>, path: &Path, to: &mut dyn Write) -> Result<(), Trouble> {
        let Delivered { source, size, sha256 } = document;
        let from = self.documents.join(source);
        let mut reader = open_document(&from)?;
        let (mut digest, mut copied) = (Sha256::new(), 0_u64);
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let count = reader.read(&mut buffer).during("read", &from)?;
            if count == 0 {
                break;
            }
            digest.update(&buffer[..count]);
            copied += count as u64;
            to.write_all(&buffer[..count]).during("write", path)?;
        }
        if copied != size || digest.finalize().as_slice() != sha256 {
            // The list of what was hashed before is not to be believed next time.
            remove(&self.root, &self.private("documents"))?;
            let title = format!("`documents/{source}` changed while the site was built");
            return Err(Diagnostic::error("document-changed", title).hint("build again").into());
        }
        Ok(())
    }

    /// After a build that was cut off: removes what nobody knows of. Returns how many files.
    fn sweep(&self, manifest: &Manifest) -> Result<usize, Failure> {
        let shared = manifest.shared.keys().map(String::as_str);
        let of_portals = manifest.portals.values().flat_map(Record::files).map(|file| &*file.path);
        let known: HashSet<&str> = shared.chain(of_portals).collect();
        let mut unknown = Vec::new();
        for top in OURS {
            for entry in WalkDir::new(self.root.join(top)).into_iter().filter_map(Result::ok) {
                let below = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
                if !entry.file_type().is_dir() && !below.to_str().is_some_and(|path| known.contains(path)) {
                    unknown.push(entry.into_path());
                }
            }
        }
        unknown.iter().try_for_each(|path| remove(&self.root, path))?;
        Ok(unknown.len())
    }

    fn write_manifest(&self, manifest: &Manifest) -> Result<(), Failure> {
        let body = postcard::to_allocvec(manifest).expect("a manifest can be written");
        let checksum = Fingerprint::of_bytes(&body).0;
        replace_private(&self.private("manifest"), &[MAGIC, &checksum, &body].concat())
    }
}

/// Writes portals, on any thread.
struct Writer<'a> {
    output: &'a Output,
    old: &'a Manifest,
    in_flight: &'a BTreeSet<PortalKey>,
    journal: &'a Mutex<Journal>,
}

/// A portal whose files are written.
struct Done {
    key: PortalKey,
    record: Record,
    written: usize,
    /// Files that were there before and are no more.
    leftovers: Vec<Box<str>>,
}

impl Writer<'_> {
    /// Renders one portal, writes the files that changed, and drops them.
    fn write(&self, site: &Site, work: Work) -> Result<Done, Trouble> {
        let slot = &site.slots()[work.slot];
        let key = slot.address.key;
        let old = self.old.portals.get(&key);
        let trusted = old.filter(|_| !self.in_flight.contains(&key));
        let Rendered { shell, closed, seen } = site.render(work)?;
        let mut written = 0;
        let mut group = |files: Vec<File>, wanted: bool, old_files: fn(&Record) -> &Vec<FileRecord>| {
            if !wanted {
                return Ok(old.map(|old| old_files(old).clone()).unwrap_or_default());
            }
            let known = trusted.map(old_files).map(Vec::as_slice).unwrap_or_default();
            let (records, count) = self.write_group(files, known)?;
            written += count;
            Ok::<_, Trouble>(records)
        };
        let closed = group(closed, work.closed, |record| &record.closed)?;
        let shell = group(shell, work.shell, |record| &record.shell)?;
        let record =
            Record { id: slot.address.id, fingerprints: work.fingerprints, shell, closed, seen: seen.to_bytes() };
        let now: HashSet<&str> = record.files().map(|file| &*file.path).collect();
        let before = old.into_iter().flat_map(Record::files).map(|file| &file.path);
        let leftovers = before.filter(|path| !now.contains(&***path)).cloned().collect();
        let mut journal = self.journal.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        journal.done(key, &record)?;
        Ok(Done { key, record, written, leftovers })
    }

    fn write_group(&self, files: Vec<File>, known: &[FileRecord]) -> Result<(Vec<FileRecord>, usize), Trouble> {
        let known: BTreeMap<&str, Fingerprint> = known.iter().map(|file| (&*file.path, file.fingerprint)).collect();
        let mut records = Vec::with_capacity(files.len());
        let mut written = 0;
        for file in files {
            let fingerprint = file.fingerprint();
            if known.get(&*file.path) != Some(&fingerprint) {
                self.output.write_file(&file)?;
                written += 1;
            }
            records.push(FileRecord { path: file.path.into(), fingerprint });
        }
        Ok((records, written))
    }
}

impl Manifest {
    /// A manifest of this build, with no files in it yet.
    fn empty(site: &Site, shard: Shard) -> Manifest {
        Manifest {
            as_of: site.as_of(),
            secret: site.keys().secret_id(),
            shard: shard.to_string(),
            shared: BTreeMap::new(),
            portals: BTreeMap::new(),
            new: Vec::<PortalId>::new(),
            documents: site.document_count(),
        }
    }
}
