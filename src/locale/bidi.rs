//! How a text looks to a reader, for tests: written from right to left, in the order of the glyphs.

use unicode_bidi::{BidiInfo, Level};

/// The signs of a one-line text in a paragraph from right to left, from the left margin to the right one (Unicode's
/// bidirectional algorithm, UAX #9). Marks that cannot be seen are left out, no-break spaces are spaces.
pub(crate) fn seen(text: &str) -> String {
    let bidi = BidiInfo::new(text, Some(Level::rtl()));
    let [paragraph] = &bidi.paragraphs[..] else { panic!("one line: {text}") };
    let line = bidi.reorder_line(paragraph, paragraph.range.clone());
    let marks = ['\u{200e}', '\u{200f}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'];
    line.replace(marks, "").replace(['\u{a0}', '\u{202f}'], " ")
}
