//! Which glyph a font has for a character, and how wide it is.

use harfrust::{Font, GlyphId};
use std::collections::BTreeMap;

/// A font's characters and the widths of its glyphs.
#[derive(Debug)]
pub(in crate::pdf) struct Repertoire {
    /// By code point below U+10000; 0 where there is no glyph.
    plane: Vec<u16>,
    /// All characters beyond.
    beyond: BTreeMap<char, u16>,
    /// By glyph, in font units.
    advances: Vec<u16>,
    /// A glyph without ink and width, if there is one.
    blank: Option<u16>,
}

impl Repertoire {
    pub(super) fn new(font: &Font) -> Repertoire {
        let mut plane = vec![0; 0x1_0000];
        let mut beyond = BTreeMap::new();
        for (code, glyph) in font.charmap().unicodes() {
            let (Some(character), Ok(glyph)) = (char::from_u32(code), u16::try_from(glyph.to_u32())) else { continue };
            match plane.get_mut(code as usize) {
                Some(slot) => *slot = glyph,
                None => drop(beyond.insert(character, glyph)),
            }
        }
        let metrics = font.glyph_metrics();
        let glyphs = 0..font.num_glyphs().min(0x1_0000);
        let advances: Vec<u16> = glyphs.map(|glyph| metrics.h_advance(GlyphId::new(glyph)).round() as u16).collect();
        let has_ink = |glyph: u16| {
            metrics.extents(GlyphId::from(glyph)).is_some_and(|extents| extents.width != 0.0 || extents.height != 0.0)
        };
        let blank = (1..).zip(advances.iter().skip(1)).find(|(glyph, advance)| **advance == 0 && !has_ink(*glyph));
        let blank = blank.map(|(glyph, _)| glyph);
        Repertoire { plane, beyond, advances, blank }
    }

    /// A glyph that shows nothing and takes no room.
    pub(in crate::pdf) fn blank(&self) -> Option<u16> {
        self.blank
    }

    /// The glyph of a character.
    pub(in crate::pdf) fn glyph(&self, character: char) -> Option<u16> {
        match self.plane.get(character as usize) {
            Some(0) => None,
            Some(glyph) => Some(*glyph),
            None => self.beyond.get(&character).copied(),
        }
    }

    /// How far the pen moves after a glyph, in font units.
    pub(in crate::pdf) fn advance(&self, glyph: u16) -> u16 {
        self.advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// All characters below U+10000, in their order, each with its glyph.
    pub(super) fn plane(&self) -> impl Iterator<Item = (char, u16)> {
        self.plane.iter().enumerate().filter(|(_, glyph)| **glyph != 0).filter_map(|(code, glyph)| {
            let character = u32::try_from(code).ok().and_then(char::from_u32)?;
            Some((character, *glyph))
        })
    }
}
