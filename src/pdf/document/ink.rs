//! Text onto the page: characters become numbers of glyphs, and the document notes which it uses.

use super::Document;
use super::glyphs::{self, cid_bytes};
use crate::pdf::fonts::{Chart, FaceId, Reach, Sign};
use crate::pdf::geometry::At;
use crate::pdf::page::FontName;
use crate::pdf::text::{Content, Direction, Line, Piece, Style};
use crate::pdf::write::Write;

/// Where a line of text came to stand, in points from the top left corner.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    pub(super) x: f32,
    pub(super) width: f32,
    baseline: f32,
    reach: Reach,
}

impl Extent {
    pub(super) fn top(&self) -> f32 {
        self.baseline - self.reach.above
    }

    pub(super) fn bottom(&self) -> f32 {
        self.baseline + self.reach.below
    }
}

/// A piece of a line as it is written: what it is shown in, and the operators that show it.
type Shown = (FontName, Vec<u8>);

impl Document<'_> {
    /// Draws a text on one line; its width in points.
    pub(in crate::pdf) fn draw_text(&mut self, text: &str, at: At, style: &Style) -> f32 {
        let width = self.draw_charted(text, at, style).unwrap_or_else(|| self.draw_line(text, at, style));
        let ((x, baseline), reach) = (at.start(width), self.press.fonts.reach(style));
        let extent = Extent { x, width, baseline, reach };
        self.top.get_or_insert(extent.top());
        self.extent = Some(extent);
        width
    }

    /// The quick way, for what is in the chart of the house font; its width, if it was that.
    fn draw_charted(&mut self, text: &str, at: At, style: &Style) -> Option<f32> {
        let (face, house) = self.press.fonts.house(style.weight);
        let chart = house.chart().filter(|_| style.direction != Some(Direction::RightToLeft))?;
        // The width must be known before the place is written, so the text is written aside.
        let mut shown = std::mem::take(&mut self.scratch);
        shown.clear();
        let units = show_characters(chart, text, &mut shown, |cid, sign| self.used(face).charted.add(cid, sign));
        let width = units.map(|units| units as f32 / house.units_per_em * style.size);
        if let Some(width) = width {
            let (x, baseline) = at.start(width);
            let page = self.page();
            page.set_color(style.color);
            page.set_font(charted(face), style.size);
            page.begin_text(x, baseline);
            page.content.extend_from_slice(&shown);
            page.end_text();
        }
        self.scratch = shown;
        width
    }

    /// The way for any text; its width.
    fn draw_line(&mut self, text: &str, at: At, style: &Style) -> f32 {
        let line = Line::set(&self.press.fonts, text, style);
        let width = line.width * style.size;
        let (x, baseline) = at.start(width);
        self.missing.extend(&line.missing);
        self.page().set_color(style.color);
        for piece in &line.pieces {
            let (font, shown) = self.show_piece(piece, style.size);
            let page = self.page();
            page.set_font(font, style.size);
            page.begin_text(x + piece.start * style.size, baseline);
            page.content.extend_from_slice(&shown);
            page.end_text();
        }
        width
    }

    /// The operators that show a piece.
    fn show_piece(&mut self, piece: &Piece, size: f32) -> Shown {
        let face = self.press.fonts.face(piece.face);
        let used = self.used(piece.face);
        let mut shown = Vec::new();
        match &piece.content {
            Content::Characters(text) => {
                if let Some(chart) = face.chart() {
                    let note = |cid, sign: &Sign| used.charted.add(cid, sign);
                    if show_characters(chart, text, &mut shown, note).is_some() {
                        return (charted(piece.face), shown);
                    }
                    shown.clear();
                }
                glyphs::show_characters(text, face, &mut used.counted, &mut shown);
            }
            Content::Glyphs(shaped) => glyphs::show_shaped(shaped, (face, size), &mut used.counted, &mut shown),
        }
        (counted(piece.face), shown)
    }
}

/// The name of a font whose CIDs are those of its chart.
pub(super) fn charted(face: FaceId) -> FontName {
    FontName(face.0 * 2)
}

/// The name of a font whose CIDs count the glyphs used.
pub(super) fn counted(face: FaceId) -> FontName {
    FontName(face.0 * 2 + 1)
}

/// Writes the operator that shows characters of a chart, and tells `note` of each; their width in font units. `None` if
/// the chart lacks one.
fn show_characters(chart: &Chart, text: &str, out: &mut Vec<u8>, mut note: impl FnMut(u16, &Sign)) -> Option<u32> {
    let mut units = 0;
    out.push(b'(');
    for character in text.chars() {
        let (cid, sign) = chart.find(character)?;
        units += u32::from(sign.advance);
        note(cid, sign);
        cid_bytes(cid, out);
    }
    out.text(")Tj ");
    Some(units)
}
