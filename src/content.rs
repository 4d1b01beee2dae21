//! What stands beside the figures: Markdown pages, and which delivered document belongs to whom.
//!
//! Pure: the rim lists and reads the files, here they are understood. A document that belongs to nobody, or to two, is
//! an error: it is never shown to someone by guess.

mod documents;
mod e_invoice;
mod listing;
mod markdown;
mod matching;
mod names;
mod pages;

pub use documents::{Document, DocumentKind, SharedDocument};
pub use e_invoice::{EInvoice, Inspector};
pub use listing::{Entry, EntryKind, HEAD, LARGEST, Listing};
pub use names::{file_name, slug};
pub use pages::{Page, PageFile};

use crate::config::{Config, ContentPath, Language};
use crate::diag::Problems;
use crate::ledger::{CustomerId, DocumentNumber, Ledger};
use jiff::civil::Date;
use matching::Matched;
use pages::Pages;

/// All pages and documents, findable by who may see them.
#[derive(Debug, Default)]
pub struct Library {
    pages: Pages,
    documents: Matched,
}

/// What a library is made from.
#[derive(Clone, Copy, Debug)]
pub struct Delivered<'a> {
    /// Every Markdown file below `content/pages/`, with its text.
    pub pages: &'a [(&'a PageFile, &'a str)],
    /// Every entry below `content/documents/`.
    pub listing: &'a Listing,
}

impl Library {
    /// Understands what was delivered. Every document finds its customer, or is a problem.
    pub fn read(delivered: Delivered<'_>, config: &Config, ledger: &Ledger, problems: &mut Problems) -> Library {
        Library {
            pages: Pages::read(delivered.pages, config, problems),
            documents: Matched::read(delivered.listing, config, ledger, problems),
        }
    }

    /// The pages that a portal in this language shows on this day, in their order.
    pub fn pages<'a>(&'a self, language: &'a Language, as_of: Date) -> impl Iterator<Item = &'a Page> {
        self.pages.in_language(language, as_of)
    }

    /// The page that a config path means, in this language.
    pub fn page_at(&self, path: &ContentPath, language: &Language, as_of: Date) -> Option<&Page> {
        self.pages.at(path, language).filter(|page| page.is_valid(as_of))
    }

    /// A customer's own note, in this language.
    pub fn note(&self, customer: &CustomerId, language: &Language) -> Option<&Page> {
        self.pages.note(customer, language)
    }

    /// Documents for everybody that are offered on this day.
    pub fn shared(&self, as_of: Date) -> impl Iterator<Item = &SharedDocument> {
        self.documents.shared.iter().filter(move |shared| shared.expires.is_none_or(|day| as_of < day))
    }

    /// A customer's own documents, by path.
    pub fn own(&self, customer: &CustomerId) -> &[Document] {
        self.documents.own.get(customer).map(Vec::as_slice).unwrap_or_default()
    }

    /// An invoice as delivered: its PDF first, then files of its number beside it.
    pub fn invoice(&self, customer: &CustomerId, number: &DocumentNumber) -> &[Document] {
        self.documents.invoices.of(customer, number)
    }

    /// A credit note as delivered.
    pub fn credit_note(&self, customer: &CustomerId, number: &DocumentNumber) -> &[Document] {
        self.documents.credit_notes.of(customer, number)
    }
}
