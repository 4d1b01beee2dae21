//! What lies in the documents folder, as the rim found it.

use super::EInvoice;

/// How many bytes of a file's beginning are looked at to tell its type.
pub const HEAD: usize = 512;

/// The largest document that is offered, in bytes. A larger one is not even read.
pub const LARGEST: u64 = 100_000_000;

/// Every entry below `content/documents/`, folders left out, in order of path.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    pub entries: Vec<Entry>,
}

/// One entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Below `content/documents/`, with `/`.
    pub path: String,
    pub kind: EntryKind,
}

#[derive(Clone, Debug)]
pub enum EntryKind {
    File {
        /// In bytes.
        size: u64,
        sha256: [u8; 32],
        /// The first bytes, at most [`HEAD`] of them.
        head: Box<[u8]>,
        /// By what an [`Inspector`](super::Inspector) saw.
        e_invoice: Option<EInvoice>,
    },
    /// Never followed.
    Symlink,
    /// A pipe, a device, a socket.
    Special,
    /// A file whose name is not Unicode text.
    OddName,
}
