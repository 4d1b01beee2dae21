//! Links: places on a page that lead out of the document.

use crate::pdf::structure::ElementId;
use crate::pdf::write::Write;

/// A place on a page that leads out of the document.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) element: ElementId,
    /// Left, bottom, right, top, in the page's coordinates.
    pub(super) bounds: [f32; 4],
    pub(super) address: String,
    pub(super) description: String,
}

impl Link {
    /// The annotation (ISO 32000-1, 12.5.6.5); `key` leads to its element.
    pub(super) fn write(&self, key: u32, out: &mut Vec<u8>) {
        // It is printed (4), since what may vanish from paper is no part of an archive.
        out.text("<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[");
        for side in self.bounds {
            out.decimal(side);
            out.push(b' ');
        }
        out.text("]/StructParent ");
        out.integer(key);
        out.text("/Contents");
        out.string(&self.description);
        out.text("/A<</S/URI/URI");
        out.literal(ascii(&self.address).as_bytes());
        out.text(">>>>");
    }
}

/// An address in ASCII, as PDF wants it: all else is percent-encoded.
fn ascii(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'!'..=b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
