//! The parts of an XLSX file (a zip of XML files), looked through before any of them is trusted.
//!
//! `calamine` believes what it reads: how many strings a part announces, how long a text is, which row a cell names.
//! So every part is unpacked once here, piece by piece, and nothing is kept of it. Sizes are those that come out, not
//! those that the archive declares.

use super::format::other;
use super::record::Broken;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most that one part may unpack to, in bytes; the shared strings, which are held in memory, less.
const PART: usize = 200 << 20;
const STRINGS: usize = 48 << 20;
/// The most that all parts may unpack to.
const ALL: usize = 500 << 20;
const PARTS: usize = 10_000;
/// The longest tag or text.
const TOKEN: usize = 1 << 20;
/// So much of a part may be comments and the like, of which a reader keeps all in one piece.
const ASIDE: usize = 4 << 20;
const CELLS: u32 = 20_000_000;
const STRING_COUNT: u32 = 1_000_000;
/// The size of a sheet in the format itself.
const LAST_ROW: u32 = 1 << 20;
const LAST_COLUMN: u32 = 1 << 14;

/// Looks through all parts. Then the file can be given to a reader that trusts it. Says how large the largest part is.
pub(super) fn check(bytes: &[u8]) -> Result<usize, Broken> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > PARTS || archive.has_duplicate_names() {
        return Err(Broken::new("sheet-unreadable", "this file is not packed as a workbook is"));
    }
    if archive.index_for_name("xl/workbook.bin").is_some() {
        return Err(other("this is a binary workbook (`.xlsb`)", "save it as `.xlsx` or as CSV"));
    }
    if archive.index_for_name("[Content_Types].xml").is_none() || archive.index_for_name("_rels/.rels").is_none() {
        return Err(match archive.index_for_name("content.xml") {
            Some(_) => other("this is an OpenDocument file", "save it as `.xlsx` or as CSV"),
            None => other("this is a zip archive, not a workbook", "unpack it, and give the files in it"),
        });
    }
    let (mut left, mut largest) = (ALL, 0);
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| damaged(&error))?;
        let name = part.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        let limit = if name.ends_with("sharedstrings.xml") { STRINGS } else { PART };
        let size = look_through(&mut part, limit.min(left))?;
        (left, largest) = (left - size, largest.max(size));
    }
    Ok(largest)
}

fn damaged(error: &ZipError) -> Broken {
    match error {
        ZipError::UnsupportedArchive(text) if text.to_lowercase().contains("password") => {
            other("this workbook is protected with a password", "save it without a password")
        }
        _ => unreadable("this workbook is damaged, or was cut off"),
    }
}

fn unreadable(title: &str) -> Broken {
    Broken::new("sheet-unreadable", title).hint("open it in a spreadsheet program and save it again")
}

fn too_large(title: String) -> Broken {
    Broken::new("sheet-too-large", title).hint("export it as CSV, or in several files")
}

/// Unpacks one part, and says how large it is.
fn look_through(part: &mut impl Read, limit: usize) -> Result<usize, Broken> {
    let mut buffer = vec![0; 64 << 10];
    let mut scan = None;
    let mut size = 0;
    loop {
        let read = part.read(&mut buffer).map_err(|_| unreadable("this workbook is damaged, or was cut off"))?;
        size += read;
        if size > limit {
            return Err(too_large(format!("a part of this workbook unpacks to more than {} MiB", limit >> 20)));
        }
        let piece = &buffer[..read];
        let scan = scan.get_or_insert_with(|| is_xml(piece).then(Scan::default));
        match (scan, read) {
            (None, 0) => return Ok(size),
            (None, _) => {}
            (Some(_), 0) => return Ok(size),
            (Some(scan), _) => scan.take(piece)?,
        }
    }
}

/// Whether a part could be read as XML. Encodings of XML other than UTF-8 show by a mark or a zero byte.
fn is_xml(start: &[u8]) -> bool {
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    first == Some(&b'<')
        || start.starts_with(b"\xff\xfe")
        || start.starts_with(b"\xfe\xff")
        || start.starts_with(b"\0<")
}

/// A look at XML as it streams by: no document type, no long pieces, sane numbers.
#[derive(Debug, Default)]
struct Scan {
    /// What stands between `<` and `>`; empty outside of tags.
    token: Vec<u8>,
    is_tag: bool,
    quote: Option<u8>,
    text: usize,
    aside: usize,
    cells: u32,
    strings: u32,
}

impl Scan {
    fn take(&mut self, piece: &[u8]) -> Result<(), Broken> {
        if piece.contains(&0) || piece.starts_with(b"\xff\xfe") || piece.starts_with(b"\xfe\xff") {
            return Err(unreadable("a part of this workbook is not UTF-8"));
        }
        let mut rest = piece;
        while !rest.is_empty() {
            rest = if self.is_tag { self.in_tag(rest)? } else { self.in_text(rest)? };
        }
        Ok(())
    }

    fn in_text<'p>(&mut self, piece: &'p [u8]) -> Result<&'p [u8], Broken> {
        let end = piece.iter().position(|byte| *byte == b'<');
        self.text += end.unwrap_or(piece.len());
        if self.text > TOKEN {
            return Err(Broken::new("cell-too-long", format!("a text is longer than {} KiB", TOKEN >> 10)));
        }
        let Some(end) = end else { return Ok(&[]) };
        (self.text, self.is_tag) = (0, true);
        self.token.clear();
        Ok(&piece[end + 1..])
    }

    fn in_tag<'p>(&mut self, piece: &'p [u8]) -> Result<&'p [u8], Broken> {
        for (index, byte) in piece.iter().enumerate() {
            let is_end = *byte == b'>' && self.is_end();
            if is_end {
                self.is_tag = false;
                self.quote = None;
                self.judge()?;
                return Ok(&piece[index + 1..]);
            }
            self.token.push(*byte);
            self.follow_quotes(*byte);
            if self.token.len() > TOKEN {
                return Err(unreadable("a part of this workbook is not as workbooks are"));
            }
            if self.token.eq_ignore_ascii_case(b"!doctype") {
                return Err(unreadable("a part of this workbook has a document type (DTD), which no workbook needs"));
            }
        }
        Ok(&[])
    }

    fn is_end(&self) -> bool {
        match self.token.as_slice() {
            [b'!', b'-', b'-', inner @ ..] => inner.ends_with(b"--"),
            [b'!', b'[', inner @ ..] => inner.ends_with(b"]]"),
            [b'?', inner @ ..] => inner.ends_with(b"?"),
            _ => self.quote.is_none(),
        }
    }

    fn follow_quotes(&mut self, byte: u8) {
        if matches!(self.token.first(), Some(b'!' | b'?')) {
            return;
        }
        match (self.quote, byte) {
            (None, b'"' | b'\'') => self.quote = Some(byte),
            (Some(open), _) if open == byte => self.quote = None,
            _ => {}
        }
    }

    /// Judges a whole tag.
    fn judge(&mut self) -> Result<(), Broken> {
        let strange = || unreadable("a part of this workbook is not as workbooks are");
        if matches!(self.token.first(), Some(b'!')) {
            self.aside += self.token.len();
            return if self.aside > ASIDE { Err(strange()) } else { Ok(()) };
        }
        let Ok(tag) = std::str::from_utf8(&self.token) else { return Err(strange()) };
        let name = tag.split([' ', '\t', '\r', '\n', '/']).next().unwrap_or_default();
        let attributes = &tag[name.len()..];
        match name.rsplit(':').next().unwrap_or_default() {
            "?xml" => match attribute(attributes, "encoding") {
                Some(encoding) if !encoding.eq_ignore_ascii_case("utf-8") => {
                    Err(unreadable("a part of this workbook is not UTF-8"))
                }
                _ => Ok(()),
            },
            "sst" => match attribute(attributes, "uniqueCount").map(str::parse::<u32>) {
                None | Some(Ok(0..=STRING_COUNT)) => Ok(()),
                Some(Ok(_)) => Err(too_large(format!("this workbook has more than {STRING_COUNT} different texts"))),
                Some(Err(_)) => Err(strange()),
            },
            "si" => {
                self.strings += 1;
                if self.strings <= STRING_COUNT {
                    Ok(())
                } else {
                    Err(too_large(format!("this workbook has more than {STRING_COUNT} different texts")))
                }
            }
            "c" => {
                self.cells += 1;
                if self.cells > CELLS {
                    return Err(too_large(format!("a sheet has more than {CELLS} cells")));
                }
                if attribute(attributes, "r").is_none_or(is_cell) { Ok(()) } else { Err(strange()) }
            }
            "row" if !attribute(attributes, "r").is_none_or(is_row) => Err(strange()),
            "dimension" if !attribute(attributes, "ref").is_none_or(is_area) => Err(strange()),
            "f" if !attribute(attributes, "ref").is_none_or(is_area) => Err(strange()),
            _ => Ok(()),
        }
    }
}

/// The value of an attribute, found as generously as any reader would.
fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = attributes;
    loop {
        let (key, value) = rest.split_once('=')?;
        let value = value.trim_start();
        let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
        let (value, behind) = value[1..].split_once(quote)?;
        if key.trim() == name {
            return Some(value);
        }
        rest = behind;
    }
}

fn is_area(area: &str) -> bool {
    match area.split_once(':') {
        None => is_cell(area),
        Some((start, end)) => match (position(start), position(end)) {
            (Some((row, column)), Some((last_row, last_column))) => row <= last_row && column <= last_column,
            _ => false,
        },
    }
}

fn is_cell(reference: &str) -> bool {
    position(reference).is_some()
}

fn is_row(row: &str) -> bool {
    row.len() <= 7 && row.parse().is_ok_and(|row: u32| (1..=LAST_ROW).contains(&row))
}

/// Row and column of `B7`, within the size of a sheet.
fn position(reference: &str) -> Option<(u32, u32)> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = reference.split_at(letters);
    if !(1..=3).contains(&letters) || !row.bytes().all(|digit| digit.is_ascii_digit()) || !is_row(row) {
        return None;
    }
    let column =
        column.bytes().fold(0, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    (column <= LAST_COLUMN).then_some((row.parse().ok()?, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(xml: &str) -> Result<(), Broken> {
        // In small pieces, so that every token is cut somewhere.
        let mut scan = Scan::default();
        xml.as_bytes().chunks(3).try_for_each(|piece| scan.take(piece))
    }

    #[test]
    fn ordinary_parts_pass() {
        scan(r#"<?xml version="1.0" encoding="UTF-8"?><sst count="9" uniqueCount="2"><si><t>a &gt; b</t></si></sst>"#)
            .unwrap();
        scan(r#"<x:worksheet><dimension ref="A1:XFD1048576"/><!-- > --><row r="7"><c r="B7" s='1'><f>A1>"2"</f></c></row>"#).unwrap();
    }

    #[test]
    fn what_a_reader_would_stumble_over_is_refused() {
        for xml in [
            "<?xml version='1.0' encoding='utf-7'?>",
            "<!DOCTYPE x [<!ENTITY a 'b'>]>",
            r#"<sst uniqueCount="99999999999999999999">"#,
            r#"<c r="AAAAAAAAAAAAAAAA1">"#,
            r#"<c r="A99999999999">"#,
            r#"<c r="A0">"#,
            r#"<c x=">" r = 'XFE1'>"#,
            r#"<row r="4294967297">"#,
            r#"<dimension ref="B2:A1"/>"#,
            "<a>\0</a>",
        ] {
            assert_eq!(scan(xml).unwrap_err().code, "sheet-unreadable", "{xml}");
        }
        assert_eq!(scan(r#"<sst uniqueCount="4000000000">"#).unwrap_err().code, "sheet-too-large");
    }

    #[test]
    fn long_texts_and_tags_are_refused() {
        let long = "x".repeat(TOKEN + 1);
        assert_eq!(scan(&format!("<t>{long}</t>")).unwrap_err().code, "cell-too-long");
        assert!(scan(&format!("<t {long}>")).is_err());
        assert!(scan(&format!("<!--{long}-->")).is_err());
        assert!(scan(&"<!-- many small ones -->".repeat(ASIDE / 16)).is_err());
    }
}
