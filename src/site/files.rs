//! The files of a site.

use crate::portal::Fingerprint;

/// A file of the site, by its path below the output folder, with `/`.
#[derive(Clone, Debug)]
pub struct File {
    pub path: String,
    pub content: Content,
}

/// What a file holds: bytes that were made, or a delivered document to be copied.
#[derive(Clone, Debug)]
pub enum Content {
    Bytes(Vec<u8>),
    Document {
        /// Below `content/documents/`.
        source: String,
        size: u64,
        sha256: [u8; 32],
    },
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
        }
    }
}
