//! The flat table of a house font: character → sign.
//!
//! A *sign* is a character as the PDF font names it, by a number of two bytes (a CID). Numbers go by character, not by
//! glyph, and are the same in every document, so text can be written before it is known what else the document needs,
//! and copying it out of the document gives the very characters back even where two of them look alike.

use super::buckets::{RARE, bucket};
use super::face::Face;
use crate::pdf::script::Script;

/// One character of a house font.
#[derive(Clone, Copy, Debug)]
pub(in crate::pdf) struct Sign {
    pub(in crate::pdf) character: char,
    pub(in crate::pdf) glyph: u16,
    /// In font units.
    pub(in crate::pdf) advance: u16,
    bucket: u8,
}

impl Sign {
    /// The bit of its bucket; `None` for a rare one.
    pub(in crate::pdf) fn bucket(&self) -> Option<u16> {
        (self.bucket != RARE).then(|| 1 << self.bucket)
    }
}

/// The characters that a house font sets one glyph after another, without a shaper.
#[derive(Debug)]
pub(in crate::pdf) struct Chart {
    /// By code point; 0 for what is not in the chart.
    cids: Vec<u16>,
    /// By CID; the first is none.
    signs: Vec<Sign>,
    units_per_em: f32,
}

impl Chart {
    pub(super) fn new(face: &Face) -> Chart {
        let repertoire = face.repertoire();
        let mut found: Vec<(char, u16)> = repertoire.plane().collect();
        for (character, twins) in TWINS {
            if repertoire.glyph(*character).is_none() {
                found.extend(twins.iter().find_map(|twin| repertoire.glyph(*twin)).map(|glyph| (*character, glyph)));
            }
        }
        found.sort_unstable();
        found.retain(|(character, _)| Script::of(*character) == Script::Plain);
        let mut cids = vec![0; 0x1_0000];
        let mut signs = vec![Sign { character: '\u{fffd}', glyph: 0, advance: repertoire.advance(0), bucket: RARE }];
        for (character, glyph) in found {
            cids[character as usize] = u16::try_from(signs.len()).expect("there are fewer characters than code points");
            let (advance, bucket) = (repertoire.advance(glyph), bucket(character));
            signs.push(Sign { character, glyph, advance, bucket });
        }
        Chart { cids, signs, units_per_em: face.units_per_em }
    }

    /// The CID of a character, and its sign.
    pub(in crate::pdf) fn find(&self, character: char) -> Option<(u16, &Sign)> {
        match self.cids.get(character as usize) {
            None | Some(0) => None,
            Some(cid) => Some((*cid, &self.signs[usize::from(*cid)])),
        }
    }

    /// The sign with a CID.
    pub(super) fn sign(&self, cid: u16) -> &Sign {
        &self.signs[usize::from(cid)]
    }

    /// All signs with their CIDs, in the order of both CIDs and characters.
    pub(super) fn signs(&self) -> impl Iterator<Item = (u16, &Sign)> {
        (0..).zip(&self.signs).skip(1)
    }

    /// The width of a text in parts of the type size, or `None` if the chart alone does not do for it.
    pub(super) fn width(&self, text: &str) -> Option<f32> {
        let mut units = 0;
        for character in text.chars() {
            units += u32::from(self.find(character)?.1.advance);
        }
        Some(units as f32 / self.units_per_em)
    }
}

/// Characters that may borrow the glyph of another where a font has none for them.
const TWINS: &[(char, &[char])] = &[
    // Spaces that do not break; the narrow one is as wide as the other then.
    ('\u{a0}', &[' ']),
    ('\u{202f}', &['\u{a0}', ' ']),
    ('\u{2007}', &['\u{a0}', ' ']),
    ('\u{2009}', &[' ']),
    ('\u{2010}', &['-']),
    ('\u{2011}', &['\u{2010}', '-']),
    ('−', &['–']),
];
