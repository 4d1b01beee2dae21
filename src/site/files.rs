//! The files of a site.

use crate::content::Document;
use crate::portal::Fingerprint;
use jiff::civil::Date;

/// A file of the site, by its path below the output folder, with `/`.
#[derive(Clone, Debug)]
pub struct File {
    pub path: String,
    pub content: Content,
}

/// What a file holds: bytes that were made, a delivered document to be copied, or several files in one.
#[derive(Clone, Debug)]
pub enum Content {
    Bytes(Vec<u8>),
    Document {
        /// Below `content/documents/`.
        source: String,
        size: u64,
        sha256: [u8; 32],
    },
    Archive(Archive),
}

/// Several files to be packed into one. Their paths are those in the archive.
#[derive(Clone, Debug)]
pub struct Archive {
    /// What the files are dated with.
    pub day: Date,
    /// In their order. None of them is an archive.
    pub files: Vec<File>,
}

impl Content {
    pub(super) fn of(document: &Document) -> Content {
        let Document { source, size, sha256, .. } = document;
        Content::Document { source: source.clone(), size: *size, sha256: *sha256 }
    }
}

impl File {
    pub fn made(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> File {
        File { path: path.into(), content: Content::Bytes(bytes.into()) }
    }

    /// The fingerprint of what it holds.
    pub fn fingerprint(&self) -> Fingerprint {
        match &self.content {
            Content::Bytes(bytes) => Fingerprint::of_bytes(bytes),
            Content::Document { sha256, .. } => {
                let mut first = [0; 16];
                first.copy_from_slice(&sha256[..16]);
                Fingerprint(first)
            }
            Content::Archive(Archive { day, files }) => {
                let files: Vec<_> = files.iter().map(|file| (&file.path, file.fingerprint())).collect();
                Fingerprint::of(&(day, files))
            }
        }
    }
}
