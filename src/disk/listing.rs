//! What lies in `content/documents/`: every entry with its size, its SHA-256 and what e-invoice it is. Documents are never
//! read into memory.
#![expect(clippy::disallowed_methods, reason = "the rim's own reading")]

use super::failure::{Failure, While};
use super::write::replace;
use crate::content::{EInvoice, Entry, EntryKind, HEAD, Inspector, LARGEST, Listing};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::Read;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// What was hashed before, so that an unchanged document need not be read again.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Cache(BTreeMap<String, Known>);

#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
struct Known {
    size: u64,
    /// Contents modified, and the file itself changed: seconds and nanoseconds. Copying tools set the first, nobody the
    /// second.
    modified: [(i64, i64); 2],
    sha256: [u8; 32],
    head: Vec<u8>,
    e_invoice: Option<EInvoice>,
}

/// What the cache begins with: its kind and the version of its form. Another version's is made anew.
const MAGIC: &[u8] = b"portalsmith-documents 2\n";

impl Cache {
    /// What an earlier run left in a file of ours; nothing where there is none.
    pub(super) fn read(file: &Path) -> Cache {
        let known = std::fs::read(file).ok();
        let known = known.as_deref().and_then(|bytes| bytes.strip_prefix(MAGIC));
        known.and_then(|bytes| postcard::from_bytes(bytes).ok()).unwrap_or_default()
    }

    /// Leaves it to the next run, in a folder that is there only after a first build.
    pub(super) fn write(&self, file: &Path) -> Result<(), Failure> {
        if !file.parent().is_some_and(Path::is_dir) {
            return Ok(());
        }
        let bytes = postcard::to_allocvec(self).expect("a map of numbers and text can be written");
        replace(file, &[MAGIC, &bytes].concat())
    }
}

/// Whether a file is called as those are that an editor or a system leaves beside the user's own: a swap file, a backup, a
/// lock, what a file manager remembers of the folder. Such a file is nobody's document and no part of a theme.
pub fn is_left_over(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    // `#4711.pdf` may be a document; Emacs saves by itself as `#4711.pdf#`.
    let is_auto_save = name.len() > 1 && name.starts_with('#') && name.ends_with('#');
    // Vim tries with `4913` whether it may write to a folder.
    let by_name = ["4913", "Thumbs.db", "desktop.ini"].iter().any(|known| name.eq_ignore_ascii_case(known));
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~') || is_auto_save || by_name
}

/// Whether a walk goes past an entry, and past all that lies below it. A folder may be called as its customer is, so only
/// hidden ones are left out: `.git`.
pub(super) fn is_passed_over(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let is_hidden = || name.as_encoded_bytes().starts_with(b".");
    entry.depth() > 0 && if entry.file_type().is_dir() { is_hidden() } else { is_left_over(name) }
}

/// Lists a folder; a folder that is not there is empty. `known` is what was hashed before, and then what is hashed now.
pub(super) fn list(folder: &Path, known: &mut Cache) -> Result<Listing, Failure> {
    let mut seen = Cache::default();
    let mut entries = Vec::new();
    if !folder.is_dir() {
        return Ok(Listing::default());
    }
    let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| !is_passed_over(entry)) {
        let entry = entry.map_err(|error| Failure::new("list", folder, error.into()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let (path, is_text) = match below.to_str() {
            Some(path) => (path.to_owned(), true),
            None => (below.to_string_lossy().into_owned(), false),
        };
        let kind = match (is_text, entry.file_type()) {
            (false, _) => EntryKind::OddName,
            (_, kind) if kind.is_symlink() => EntryKind::Symlink,
            (_, kind) if !kind.is_file() => EntryKind::Special,
            _ => file(entry.path(), known.0.get(&path), |known| drop(seen.0.insert(path.clone(), known)))?,
        };
        entries.push(Entry { path, kind });
    }
    *known = seen;
    Ok(Listing { entries })
}

/// A regular file, opened without following a link and looked at again once it is open.
fn file(path: &Path, known: Option<&Known>, remember: impl FnOnce(Known)) -> Result<EntryKind, Failure> {
    let mut file = open_document(path)?;
    let metadata = file.metadata().during("look at", path)?;
    if !metadata.is_file() {
        return Ok(EntryKind::Special);
    }
    let size = metadata.size();
    let modified = [(metadata.mtime(), metadata.mtime_nsec()), (metadata.ctime(), metadata.ctime_nsec())];
    if size > LARGEST {
        return Ok(EntryKind::File { size, sha256: [0; 32], head: Box::default(), e_invoice: None });
    }
    let known = match known.filter(|known| known.size == size && known.modified == modified) {
        Some(known) => known.clone(),
        None => {
            let mut digest = Sha256::new();
            let mut inspector = Inspector::new(&path.to_string_lossy());
            let mut head = Vec::new();
            let mut buffer = vec![0; 64 * 1024];
            loop {
                let count = file.read(&mut buffer).during("read", path)?;
                if count == 0 {
                    break;
                }
                digest.update(&buffer[..count]);
                inspector.see(&buffer[..count]);
                let wanted = HEAD.saturating_sub(head.len()).min(count);
                head.extend_from_slice(&buffer[..wanted]);
            }
            Known { size, modified, sha256: digest.finalize().into(), head, e_invoice: inspector.finish() }
        }
    };
    let Known { size, sha256, head, e_invoice, .. } = known.clone();
    remember(known);
    Ok(EntryKind::File { size, sha256, head: head.into(), e_invoice })
}

/// Opens a document; a link that came in its place since is a failure, and a pipe does not make us wait.
pub(super) fn open_document(path: &Path) -> Result<File, Failure> {
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path).during("read", path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_and_systems_leave_is_told_from_what_is_meant() {
        let left = [
            ".extra.css.swp",
            ".#invoice.pdf",
            "#extra.css#",
            "extra.css~",
            "4913",
            ".goutputstream-XYZ",
            ".DS_Store",
            ".gitkeep",
            "Thumbs.db",
            "thumbs.db",
            "desktop.ini",
            "~$letter.docx",
            ".nfs0001",
        ];
        for name in left {
            assert!(is_left_over(OsStr::new(name)), "{name}");
        }
        for name in ["extra.css", "#4711.pdf", "4913.pdf", "~letter.pdf", "a.b.c", "#", "thumbs.pdf", "ä"] {
            assert!(!is_left_over(OsStr::new(name)), "{name}");
        }
    }
}
