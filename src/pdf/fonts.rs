//! The fonts of a run: read once, shared by all documents.
//!
//! Two house fonts, regular and bold, set nearly everything; *fallbacks* have the characters that those lack. Text is
//! measured here, so that a layout can break lines and set columns before it draws.

mod buckets;
mod chart;
mod embed;
mod face;
mod file;
mod kits;
mod repertoire;

pub use self::face::{FontFault, FontProblem};
pub use self::file::FontFile;

pub(super) use self::chart::{Chart, Sign};
pub(super) use self::embed::Counted;
pub(super) use self::face::Face;
pub(super) use self::kits::{Kits, Repertory};

use super::text::{Line, Style, Weight};
use std::collections::BTreeSet;

/// A font among [`Fonts`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) struct FaceId(pub(super) usize);

/// How far letters reach from the baseline, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    pub above: f32,
    pub below: f32,
}

/// The fonts of a run: two house fonts and any number of fallbacks.
///
/// ```
/// use portalsmith::pdf::{FontFile, Fonts, Style};
/// let fonts = Fonts::new(FontFile::noto_sans(), [])?;
/// let style = Style::regular(10.0);
/// assert!(fonts.width("1,250.00", &style) > fonts.width("25.00", &style));
/// assert_eq!(fonts.lines("pay by bank transfer", &style, 60.0), ["pay by bank", "transfer"]);
/// assert_eq!(fonts.missing("Ελλάδα, Łódź, 東京"), std::collections::BTreeSet::from(['京', '東']));
/// # Ok::<(), portalsmith::pdf::FontProblem>(())
/// ```
#[derive(Debug)]
pub struct Fonts {
    /// Regular, bold, then the fallbacks in the order given.
    faces: Vec<Face>,
    /// For each weight, where to look for a character first.
    orders: [Vec<FaceId>; 2],
}

impl Fonts {
    /// Reads the fonts. A fallback is bold or not, as it says itself; text of one weight is looked for in fallbacks of
    /// that weight first, and in their order.
    pub fn new(
        [regular, bold]: [FontFile; 2],
        fallbacks: impl IntoIterator<Item = FontFile>,
    ) -> Result<Fonts, FontProblem> {
        let mut faces = vec![Face::house(regular)?, Face::house(bold)?];
        for file in fallbacks {
            faces.push(Face::fallback(file)?);
        }
        let orders = [Weight::Regular, Weight::Bold].map(|weight| order(&faces, weight));
        Ok(Fonts { faces, orders })
    }

    /// How wide a text is on one line, in points.
    pub fn width(&self, text: &str, style: &Style) -> f32 {
        if let Some(width) = self.house(style.weight).1.chart().and_then(|chart| chart.width(text)) {
            return width * style.size;
        }
        Line::set(self, text, style).width * style.size
    }

    /// The lines of a text that is to be no wider than `width` points, broken between words, or between the characters
    /// of scripts that are written without spaces. A word that is too wide by itself is broken where it must be.
    pub fn lines<'t>(&self, text: &'t str, style: &Style, width: f32) -> Vec<&'t str> {
        super::text::lines(text, width, |part| self.width(part, style))
    }

    /// The characters of a text that no font has.
    pub fn missing(&self, text: &str) -> BTreeSet<char> {
        let mut missing = BTreeSet::new();
        for style in [Style::regular(1.0), Style::bold(1.0)] {
            let chart = self.house(style.weight).1.chart();
            if chart.is_none_or(|chart| chart.width(text).is_none()) {
                missing.extend(Line::set(self, text, &style).missing);
            }
        }
        missing
    }

    /// How far the letters of a style reach from the baseline.
    pub fn reach(&self, style: &Style) -> Reach {
        let face = self.house(style.weight).1;
        Reach { above: face.ascent * style.size, below: -face.descent * style.size }
    }

    /// The house font of a weight.
    pub(super) fn house(&self, weight: Weight) -> (FaceId, &Face) {
        let id = self.orders[weight as usize][0];
        (id, &self.faces[id.0])
    }

    pub(super) fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0]
    }

    /// All fonts, in the order of their numbers.
    pub(super) fn faces(&self) -> impl Iterator<Item = &Face> {
        self.faces.iter()
    }

    /// The font that has a character, the one in hand before all others.
    pub(super) fn find(&self, character: char, weight: Weight, in_hand: Option<FaceId>) -> Option<FaceId> {
        let has = |id: &FaceId| self.face(*id).repertoire().glyph(character).is_some();
        in_hand.filter(has).or_else(|| self.orders[weight as usize].iter().copied().find(has))
    }
}

/// Where to look for a character of a weight: its house font, the fallbacks of that weight, then all others.
fn order(faces: &[Face], weight: Weight) -> Vec<FaceId> {
    let house = weight as usize;
    let (of_weight, others): (Vec<usize>, Vec<usize>) = (2..faces.len()).partition(|at| faces[*at].weight == weight);
    [house].into_iter().chain(of_weight).chain([1 - house]).chain(others).map(FaceId).collect()
}
