//! What the documents of a run share: fonts, and pieces of files that come out the same again and again.

use super::deflate::{Effort, deflate};
use super::document::Document;
use super::fonts::{Fonts, Kits};
use super::geometry::Paper;
use super::icc;
use super::metadata::About;
use hashbrown::HashMap;
use std::sync::{PoisonError, RwLock};

/// Prints documents. One serves a whole run, on any number of threads.
///
/// It remembers the subsets of its fonts and the packed tag trees that documents have in common. Nothing of that shows:
/// a document's bytes depend on what it was told to show, and on the fonts.
#[derive(Debug)]
pub struct Press {
    pub(super) fonts: Fonts,
    pub(super) kits: Kits,
    pub(super) packs: Packs,
    /// The color profile, compressed.
    pub(super) profile: Vec<u8>,
}

impl Press {
    /// A press with these fonts.
    pub fn new(fonts: Fonts) -> Press {
        let profile = deflate(&icc::srgb(), Effort::Utmost);
        Press { fonts, kits: Kits::default(), packs: Packs::default(), profile }
    }

    /// The fonts, for measuring text.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Begins a document, with its first page.
    pub fn document(&self, about: About, paper: Paper) -> Document<'_> {
        Document::new(self, about, paper)
    }
}

/// Packs of shape, compressed: documents of as many rows have equal ones.
#[derive(Debug, Default)]
pub(super) struct Packs {
    made: RwLock<HashMap<Vec<u8>, Vec<u8>>>,
}

/// How many packs are kept, at most [`LARGEST`] bytes each.
const KEPT: usize = 512;

/// Larger packs are of documents of many pages, no two of which are alike.
const LARGEST: usize = 32 * 1024;

impl Packs {
    /// The pack, compressed.
    pub(super) fn deflated(&self, pack: Vec<u8>) -> Vec<u8> {
        if pack.len() > LARGEST {
            return deflate(&pack, Effort::Quick);
        }
        if let Some(made) = self.made.read().unwrap_or_else(PoisonError::into_inner).get(&pack) {
            return made.clone();
        }
        let deflated = deflate(&pack, Effort::Thorough);
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        if made.len() >= KEPT {
            made.clear();
        }
        made.insert(pack, deflated.clone());
        deflated
    }
}
