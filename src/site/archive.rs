//! All that a portal offers to download, in one file: what is in it, and under which names. Packing it is the rim's work,
//! since delivered documents are never read into memory.
//!
//! Names are safe wherever the archive is unpacked: ASCII, no way out of the folder, none twice (also where `A` and `a` are
//! one), none that Windows keeps for itself.

use super::files::{Archive, Content, File};
use crate::content::{Document, slug};
use crate::documents::Made;
use crate::portal::{DocumentRow, Owner, Portal};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Names that are devices on Windows, whatever comes after a dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
/// The same, followed by a digit.
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// What goes into an archive, beside what the portal itself knows of.
pub(super) struct Contents<'c> {
    pub(super) organization: &'c str,
    /// Statements and calendar.
    pub(super) made: Vec<&'c Made>,
    /// Documents for everybody.
    pub(super) shared: Vec<&'c Document>,
}

impl Archive {
    /// The archive of a portal. A manifest comes first.
    pub(super) fn of(portal: &Portal<'_>, contents: &Contents<'_>) -> Archive {
        let mut shelf = Shelf::default();
        for made in &contents.made {
            let folder = if made.file.name.ends_with(".ics") { "" } else { "statements/" };
            shelf.add(folder, &made.file.name, Content::Bytes(made.bytes.clone()));
        }
        for block in &portal.blocks {
            for row in block.open.iter().chain(&block.upcoming).chain(&block.paid) {
                shelf.add_rows(&folder("invoices/", row.owner), &row.documents);
            }
            for row in &block.credit_notes {
                shelf.add_rows(&folder("credit-notes/", row.owner), &row.documents);
            }
        }
        shelf.add_rows("documents/", &portal.documents);
        for document in &contents.shared {
            shelf.add("documents/", &document.file_name, Content::of(document));
        }
        let mut files = shelf.files;
        let manifest = manifest(portal, contents.organization, &files);
        files.insert(0, File { path: "manifest.txt".to_owned(), content: Content::Bytes(manifest.into_bytes()) });
        Archive { day: portal.as_of, files }
    }
}

/// A child's items lie in a folder of his own: two customers may use one number.
fn folder(kind: &str, owner: Owner<'_>) -> String {
    match owner.child {
        Some(_) => format!("{kind}{}/", safe(&slug(owner.id.as_str()))),
        None => kind.to_owned(),
    }
}

/// Size, SHA-256 and name of each file, as `sha256sum -c` takes it.
fn manifest(portal: &Portal<'_>, organization: &str, files: &[File]) -> String {
    let mut text = format!("# {organization}, for {} ({}), {}\n", portal.party.name, portal.party.id, portal.as_of);
    text.push_str("# The number above each file is its size in bytes. To check them all: sha256sum -c manifest.txt\n");
    for file in files {
        let (size, sha256) = match &file.content {
            Content::Bytes(bytes) => (bytes.len() as u64, Sha256::digest(bytes).into()),
            Content::Document { size, sha256, .. } => (*size, *sha256),
            Content::Archive(_) => unreachable!("an archive holds no other"),
        };
        let sha256: [u8; 32] = sha256;
        text.push_str(&format!("# {size}\n{}  {}\n", data_encoding::HEXLOWER.encode(&sha256), file.path));
    }
    text
}

/// Files under names that are not taken.
#[derive(Default)]
struct Shelf {
    files: Vec<File>,
    taken: BTreeSet<String>,
}

impl Shelf {
    fn add_rows(&mut self, folder: &str, rows: &[DocumentRow<'_>]) {
        for row in rows {
            self.add(folder, &row.document.file_name, Content::of(row.document));
        }
    }

    /// The name as it is, or with a number before its extension.
    fn add(&mut self, folder: &str, name: &str, content: Content) {
        let name = safe(name);
        let (stem, extension) =
            name.rsplit_once('.').map_or((&*name, String::new()), |(stem, extension)| (stem, format!(".{extension}")));
        let again = (2..).map(|number: u64| format!("{folder}{stem}-{number}{extension}"));
        let mut names = std::iter::once(format!("{folder}{name}")).chain(again);
        let path = names.find(|name| self.taken.insert(name.to_lowercase())).expect("there is always a next number");
        self.files.push(File { path, content });
    }
}

/// A name of letters, digits, dashes and a dot, as they are on the site, that is no device either.
fn safe(name: &str) -> String {
    let stem = name.split('.').next().unwrap_or_default();
    let device = stem.strip_suffix(|last: char| last.is_ascii_digit()).unwrap_or(stem);
    let is_device = DEVICES.contains(&stem) || NUMBERED_DEVICES.contains(&device) && device != stem;
    match stem.is_empty() || is_device {
        true => format!("file-{name}").trim_end_matches('-').to_owned(),
        false => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_device_and_never_nothing() {
        for (name, safe_name) in [
            ("inv-7.pdf", "inv-7.pdf"),
            ("aux.pdf", "file-aux.pdf"),
            ("con", "file-con"),
            ("com1.xml", "file-com1.xml"),
            ("lpt9", "file-lpt9"),
            ("com10.pdf", "com10.pdf"),
            ("console.pdf", "console.pdf"),
            ("", "file"),
        ] {
            assert_eq!(safe(name), safe_name);
        }
    }

    #[test]
    fn no_name_is_taken_twice() {
        let mut shelf = Shelf::default();
        for name in ["a.pdf", "A.pdf", "a.pdf", "a-2.pdf", "a", "a"] {
            shelf.add("documents/", name, Content::Bytes(Vec::new()));
        }
        shelf.add("", "a.pdf", Content::Bytes(Vec::new()));
        let names: Vec<&str> = shelf.files.iter().map(|file| file.path.as_str()).collect();
        let expected = [
            "documents/a.pdf",
            "documents/A-2.pdf",
            "documents/a-3.pdf",
            "documents/a-2-2.pdf",
            "documents/a",
            "documents/a-2",
            "a.pdf",
        ];
        assert_eq!(names, expected);
    }
}
