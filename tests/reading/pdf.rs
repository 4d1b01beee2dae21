//! What a PDF file of ours says, for tests that look at whole portals.
#![allow(dead_code, reason = "each of those who read needs a part of it")]

mod reader;
mod walk;

use self::reader::{File, Value};
use self::walk::Element;

/// Whether we made this file: a delivered one is somebody else's business.
pub(crate) fn is_ours(bytes: &[u8]) -> bool {
    let marker = b"<pdf:Producer>Portalsmith</pdf:Producer>";
    bytes.starts_with(b"%PDF-") && bytes.windows(marker.len()).any(|window| window == marker)
}

/// All that a document says, read aloud: each piece of text on a line of its own, then all strings in the file that are
/// not on its pages (title, links, what figures show).
///
/// On the way it is held to what must hold of every document: all content is in the tag tree, rows have equal cells,
/// headings follow on each other.
pub(crate) fn text(bytes: &[u8]) -> String {
    let mut pieces = Vec::new();
    collect(&walk::read_aloud(bytes), &mut pieces);
    let file = File::read(bytes);
    file.objects.values().for_each(|value| strings(value, &mut pieces));
    pieces.join("\n")
}

/// The rows of a document's tables: the text of each cell.
pub(crate) fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let document = walk::read_aloud(bytes);
    let cells = |row: &Element| row.children.iter().map(Element::full_text).collect();
    document.all("TR").into_iter().map(cells).collect()
}

fn collect(element: &Element, pieces: &mut Vec<String>) {
    if !element.text.is_empty() {
        pieces.push(element.text.clone());
    }
    element.children.iter().for_each(|child| collect(child, pieces));
}

fn strings(value: &Value, pieces: &mut Vec<String>) {
    match value {
        // The file's id, twice sixteen bytes, is no text.
        Value::Text(bytes) if bytes.starts_with(b"\xfe\xff") || std::str::from_utf8(bytes).is_ok() => {
            pieces.push(value.text());
        }
        Value::Array(values) => values.iter().for_each(|value| strings(value, pieces)),
        Value::Dictionary(entries) => entries.values().for_each(|value| strings(value, pieces)),
        _ => {}
    }
}
