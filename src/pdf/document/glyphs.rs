//! Operators that show glyphs of fonts without a chart, so that readers get the text back.
//!
//! Readers look at what each glyph stands for, in the order in which they lie on the page, and turn what reads from right
//! to left around by themselves. `/ActualText` over such a run would be turned around too, by most of them, and is
//! therefore used only where glyphs and characters are not one to one, and the order is not in question.

use crate::pdf::fonts::{Counted, Face};
use crate::pdf::text::{Cluster, Direction, Placed, Shaped};
use crate::pdf::write::Write;

/// Shows characters one glyph each.
pub(super) fn show_characters(text: &str, face: &Face, counted: &mut Counted, out: &mut Vec<u8>) {
    let (mut shown, mut tells) = (Vec::new(), true);
    for character in text.chars() {
        let Some(glyph) = face.repertoire().glyph(character) else { continue };
        let (cid, told) = counted.cid(glyph, character.encode_utf8(&mut [0; 4]));
        tells &= told;
        cid_bytes(cid, &mut shown);
    }
    begin_actual_text(Some(text).filter(|_| !tells), out);
    out.push(b'(');
    out.append(&mut shown);
    out.text(")Tj ");
    out.text(if tells { "" } else { "EMC " });
}

/// Shows what a shaper made.
pub(super) fn show_shaped(shaped: &Shaped, (face, size): (&Face, f32), counted: &mut Counted, out: &mut Vec<u8>) {
    let mut pen = Pen { out, face, size, counted, origin: 0, at: 0, rise: 0, within: Within::Nothing };
    match shaped.direction {
        Direction::LeftToRight => {
            begin_actual_text(Some(&shaped.text), pen.out);
            for cluster in &shaped.clusters {
                cluster.glyphs.iter().for_each(|glyph| pen.show(glyph, &cluster.text));
            }
        }
        Direction::RightToLeft => {
            // ISO 32000-1, 14.8.2.3.3: readers turn each string around, and take strings in the order given.
            pen.out.text("/ReversedChars BMC ");
            for (origin, stretch) in stretches(&shaped.clusters).into_iter().rev() {
                pen.origin = origin;
                stretch.iter().for_each(|cluster| pen.show_reversed(cluster));
                pen.rest();
            }
        }
    }
    pen.rest();
    out.text("EMC ");
}

/// From left to right: where each stretch of clusters begins that can be shown as one string, and its clusters. One that
/// is raised, or has several glyphs, stands alone.
fn stretches(clusters: &[Cluster]) -> Vec<(i32, &[Cluster])> {
    let is_plain = |cluster: &Cluster| cluster.glyphs.len() == 1 && cluster.glyphs[0].offset.1 == 0;
    let mut origin = 0;
    let stretches = clusters.chunk_by(|one, next| is_plain(one) && is_plain(next)).map(|stretch| {
        let start = origin;
        origin += stretch.iter().flat_map(|cluster| &cluster.glyphs).map(|glyph| glyph.advance).sum::<i32>();
        (start, stretch)
    });
    stretches.collect()
}

/// A pen that puts glyphs where a shaper placed them: it is moved by what their advances do not do, and raised and lowered
/// for marks. Places are in font units.
struct Pen<'a> {
    out: &'a mut Vec<u8>,
    face: &'a Face,
    size: f32,
    counted: &'a mut Counted,
    /// Where the next glyph belongs.
    origin: i32,
    /// Where the pen is.
    at: i32,
    rise: i32,
    within: Within,
}

/// What the operand that is being written is within.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Nothing,
    Array,
    String,
}

impl Pen<'_> {
    /// Shows a cluster of a run that reads from right to left.
    fn show_reversed(&mut self, cluster: &Cluster) {
        match &cluster.glyphs[..] {
            [glyph] => {
                // A ligature stands for its first character. Glyphs without ink stand for the others, left of it, where
                // they would be if they were not joined.
                let mut characters = cluster.text.chars();
                let first = characters.next().map(String::from).unwrap_or_default();
                match self.face.repertoire().blank() {
                    Some(blank) if self.counted.is_mapped() && characters.as_str() != "" => {
                        for character in characters.rev() {
                            self.show(&Placed { glyph: blank, advance: 0, offset: (0, 0) }, &character.to_string());
                        }
                        self.show(glyph, &first);
                    }
                    _ => self.show(glyph, &cluster.text),
                }
            }
            glyphs => {
                begin_actual_text(Some(&cluster.text), self.out);
                glyphs.iter().for_each(|glyph| self.show(glyph, &cluster.text));
                self.rest();
                self.out.text("EMC ");
            }
        }
    }

    /// Shows a glyph that stands for a text.
    fn show(&mut self, glyph: &Placed, text: &str) {
        if glyph.offset.1 != self.rise {
            self.raise(glyph.offset.1);
        }
        self.move_to(self.origin + glyph.offset.0);
        self.go_within(Within::String);
        cid_bytes(self.counted.cid(glyph.glyph, text).0, self.out);
        self.at += i32::from(self.face.repertoire().advance(glyph.glyph));
        self.origin += glyph.advance;
    }

    /// Ends what is being shown, on the baseline.
    fn rest(&mut self) {
        self.go_within(Within::Nothing);
        if self.rise != 0 {
            self.raise(0);
        }
    }

    fn move_to(&mut self, x: i32) {
        if x != self.at {
            self.go_within(Within::Array);
            // Positive numbers move the pen to the left, by thousandths of the size.
            self.out.decimal((self.at - x) as f32 * 1000.0 / self.face.units_per_em);
            self.at = x;
        }
    }

    fn raise(&mut self, rise: i32) {
        self.go_within(Within::Nothing);
        self.rise = rise;
        self.out.decimal(rise as f32 / self.face.units_per_em * self.size);
        self.out.text(" Ts ");
    }

    fn go_within(&mut self, within: Within) {
        self.out.text(match (self.within, within) {
            (Within::Nothing, Within::Array) => "[",
            (Within::Nothing, Within::String) => "[(",
            (Within::Array, Within::String) => "(",
            (Within::String, Within::Array) => ")",
            (Within::Array, Within::Nothing) => "]TJ ",
            (Within::String, Within::Nothing) => ")]TJ ",
            _ => "",
        });
        self.within = within;
    }
}

fn begin_actual_text(text: Option<&str>, out: &mut Vec<u8>) {
    if let Some(text) = text {
        out.text("/Span<</ActualText");
        out.string(text);
        out.text(">>BDC ");
    }
}

/// The two bytes of a CID within a literal string.
pub(super) fn cid_bytes(cid: u16, out: &mut Vec<u8>) {
    for byte in cid.to_be_bytes() {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
}
