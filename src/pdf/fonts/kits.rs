//! Font kits: the subsets of house fonts that documents of a run share.

use super::chart::Sign;
use super::embed::{Embedding, Glyph};
use super::face::{Face, FontProblem};
use super::{FaceId, Fonts};
use crate::pdf::deflate::Effort;
use crate::pdf::objects::Objects;
use crate::pdf::write::Number;
use hashbrown::HashMap;
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};

/// What a document needs of a house font: whole buckets, and single rare characters.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub(in crate::pdf) struct Repertory {
    buckets: u16,
    /// CIDs.
    rare: BTreeSet<u16>,
}

impl Repertory {
    /// Adds a character.
    pub(in crate::pdf) fn add(&mut self, cid: u16, sign: &Sign) {
        match sign.bucket() {
            // The first bucket is in every document.
            Some(bucket) => self.buckets |= bucket | 1,
            None => drop(self.rare.insert(cid)),
        }
    }

    pub(in crate::pdf) fn is_empty(&self) -> bool {
        *self == Repertory::default()
    }

    fn embedding<'f>(&self, face: &'f Face) -> Embedding<'f> {
        let chart = face.chart().expect("a repertory counts the signs of a chart");
        let of_buckets =
            chart.signs().filter(|(_, sign)| sign.bucket().is_some_and(|bucket| self.buckets & bucket != 0));
        let of_buckets = of_buckets.map(|(cid, _)| cid);
        let cids: BTreeSet<u16> = self.rare.iter().copied().chain(of_buckets).collect();
        let glyph = |cid: u16| {
            let sign = chart.sign(cid);
            Glyph { cid, glyph: sign.glyph, text: sign.character.to_string() }
        };
        Embedding { face, glyphs: cids.into_iter().map(glyph).collect(), effort: Effort::Utmost }
    }
}

/// The kits of a run, each made when a document first needs it.
///
/// A kit is a function of the font, what is in it and where in the file it stands, so it is the same whoever asks first.
#[derive(Debug, Default)]
pub(in crate::pdf) struct Kits {
    made: RwLock<HashMap<(FaceId, Number, Repertory), Arc<Objects>>>,
}

/// How many kits are kept. Real runs need a few dozen; one of documents that all differ must not fill the memory.
const KEPT: usize = 256;

impl Kits {
    /// A font with this repertory, as objects numbered from `first`.
    pub(in crate::pdf) fn get(
        &self,
        fonts: &Fonts,
        id: FaceId,
        needs: (Number, Repertory),
    ) -> Result<Arc<Objects>, FontProblem> {
        let (first, repertory) = needs;
        let key = (id, first, repertory);
        if let Some(kit) = self.made.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(kit.clone());
        }
        let kit = Arc::new(key.2.embedding(fonts.face(id)).objects(first)?);
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        if made.len() >= KEPT {
            made.clear();
        }
        made.insert(key, kit.clone());
        Ok(kit)
    }
}
