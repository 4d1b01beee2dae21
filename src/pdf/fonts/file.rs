//! A font file as it was delivered: its name for messages, its bytes, its tables.

use super::face::FontFault;
use harfrust::font::Blob;
use std::fmt;

/// A font file: TrueType or OpenType, alone or one of a collection.
#[derive(Clone)]
pub struct FontFile {
    /// What messages call it.
    pub(super) name: String,
    pub(super) bytes: Blob,
    /// Which font of a collection.
    pub(super) index: u32,
}

impl FontFile {
    /// The font in these bytes; of a collection, the first.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> FontFile {
        FontFile { name: name.into(), bytes: bytes.into(), index: 0 }
    }

    /// A font that is part of the program.
    pub fn built_in(name: impl Into<String>, bytes: &'static [u8]) -> FontFile {
        FontFile { name: name.into(), bytes: bytes.into(), index: 0 }
    }

    /// Noto Sans, regular and bold, which are part of the program: Latin, Greek and Cyrillic.
    pub fn noto_sans() -> [FontFile; 2] {
        [
            FontFile::built_in("NotoSans-Regular.ttf", include_bytes!("../../../fonts/NotoSans-Regular.ttf")),
            FontFile::built_in("NotoSans-Bold.ttf", include_bytes!("../../../fonts/NotoSans-Bold.ttf")),
        ]
    }

    /// The font at this place of a collection, counted from 0.
    pub fn member(self, index: u32) -> FontFile {
        FontFile { index, ..self }
    }

    /// Whether these bytes can be a font we read, or what they are instead.
    pub(super) fn check(&self) -> Result<(), FontFault> {
        match self.bytes.get(..4) {
            Some(b"\0\x01\0\0" | b"true" | b"OTTO") if self.index == 0 => {}
            Some(b"ttcf") => match number(&self.bytes, 8) {
                Some(members) if self.index < members => {}
                Some(members) => return Err(FontFault::NotInCollection { members }),
                None => return Err(FontFault::Unreadable),
            },
            Some(b"wOFF" | b"wOF2") => return Err(FontFault::WebFont),
            _ => return Err(FontFault::NotAFont),
        }
        let records = records(&self.bytes, self.index).ok_or(FontFault::Unreadable)?;
        let is_whole = records.chunks_exact(16).all(|record| content(&self.bytes, record).is_some());
        if is_whole { Ok(()) } else { Err(FontFault::Unreadable) }
    }

    /// A table of the font, by its four letters.
    pub(super) fn table(&self, tag: &[u8; 4]) -> Option<&[u8]> {
        table(&self.bytes, self.index, tag)
    }
}

/// A table of a font, by its four letters.
pub(super) fn table<'b>(bytes: &'b [u8], index: u32, tag: &[u8; 4]) -> Option<&'b [u8]> {
    let record = records(bytes, index)?.chunks_exact(16).find(|record| record.starts_with(tag))?;
    content(bytes, record)
}

/// The font's directory: sixteen bytes for each of its tables.
fn records(bytes: &[u8], index: u32) -> Option<&[u8]> {
    let offset = 12 + 4 * usize::try_from(index).ok()?;
    let start = if bytes.starts_with(b"ttcf") { usize::try_from(number(bytes, offset)?).ok()? } else { 0 };
    let head = bytes.get(start..)?;
    let count = usize::from(u16::from_be_bytes(head.get(4..6)?.try_into().ok()?));
    head.get(12..12 + 16 * count)
}

/// The table that an entry of the directory leads to.
fn content<'b>(bytes: &'b [u8], record: &[u8]) -> Option<&'b [u8]> {
    let offset = usize::try_from(number(record, 8)?).ok()?;
    let length = usize::try_from(number(record, 12)?).ok()?;
    bytes.get(offset..offset.checked_add(length)?)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

impl fmt::Debug for FontFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FontFile").field("name", &self.name).field("index", &self.index).finish_non_exhaustive()
    }
}
