//! An opened file of any format, as one stream of records.

use super::encoding::{Decoded, decode};
use super::format::{Format, format};
use super::header::{Header, Search};
use super::reading::Reading;
use super::record::{Broken, Visit};
use super::{csv, json, xlsx};
use std::borrow::Cow;
use std::ops::ControlFlow;

#[derive(Debug)]
pub(super) enum Source<'a> {
    Text(csv::Sheet<'a>),
    Json(json::Sheet<'a>),
    Xlsx(Box<xlsx::Sheet<'a>>),
}

impl<'a> Source<'a> {
    /// Opens a file. A damaged text is opened all the same, so that its damage can be shown.
    pub(super) fn open(
        name: &str,
        bytes: &'a [u8],
        reading: &Reading<'_>,
    ) -> Result<(Source<'a>, Option<Broken>), Broken> {
        let format = format(name, bytes)?;
        if format == Format::Xlsx {
            return Ok((Source::Xlsx(Box::new(xlsx::Sheet::open(bytes, reading.wanted)?)), None));
        }
        let Decoded { text, damage } = decode(bytes, reading.encoding);
        let source = match format {
            Format::Json => Source::Json(json::Sheet::new(text)?),
            _ => Source::Text(csv::Sheet::new(text, reading.wanted)),
        };
        let foreign = damage.map(|damage| {
            let (row, column) = source.cell_at(damage.offset);
            Broken::new("encoding-mixed", format!("this cell is not valid {}", damage.expected))
                .at(row, column, "other text of this file is")
                .hint("save the whole file in one encoding, best UTF-8; or name the right one under `encoding`")
        });
        let damage = foreign.or_else(|| source.nul());
        Ok((source, damage))
    }

    pub(super) fn each(&self, visit: &mut Visit<'_>) -> Result<(), Broken> {
        match self {
            Source::Text(sheet) => sheet.each(visit),
            Source::Json(sheet) => sheet.each(visit),
            Source::Xlsx(sheet) => sheet.each(visit),
        }
    }

    /// Whether a row's surplus cells are a sign that its cells are not what they seem.
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Source::Text(_))
    }

    pub(super) fn header(&self, reading: &Reading<'_>) -> Result<Header, Broken> {
        match (self, reading.header_row) {
            (Source::Json(sheet), _) => sheet.header().complete(reading.wanted),
            (_, Some(line)) => self.header_at(line, reading.wanted),
            (_, None) => {
                let mut search = Search::new(reading.wanted);
                self.each(&mut |record| search.look(record))?;
                search.found()
            }
        }
    }

    /// The row that the user says is the header: the record on that physical line, or the spreadsheet's row.
    fn header_at(&self, wanted_line: u32, wanted: &[&str]) -> Result<Header, Broken> {
        let mut search = Search::new(wanted);
        let (mut line, mut seen, mut found) = (1, 0, false);
        self.each(&mut |record| {
            line = match self {
                Source::Text(sheet) => {
                    let start = sheet.start(record);
                    let lines = line_ends(&sheet.text[seen..start]);
                    seen = start;
                    line + lines
                }
                _ => record.row + 1,
            };
            if line == wanted_line {
                search.take(record);
                found = true;
            }
            if line >= wanted_line { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        match found {
            true => search.found(),
            false => Err(Broken::new("no-header", format!("no row begins on line {wanted_line}"))
                .hint("check `header_row` of this file in `config.yaml`")),
        }
    }

    fn text(&self) -> Option<&Cow<'a, str>> {
        match self {
            Source::Text(sheet) => Some(&sheet.text),
            Source::Json(sheet) => Some(&sheet.text),
            Source::Xlsx(_) => None,
        }
    }

    fn cell_at(&self, offset: usize) -> (u32, usize) {
        match self {
            Source::Text(sheet) => sheet.cell_at(offset),
            Source::Json(sheet) => sheet.cell_at(offset),
            Source::Xlsx(_) => (0, 0),
        }
    }

    /// A character that no text has: the sign of a wrong encoding or of a damaged file.
    fn nul(&self) -> Option<Broken> {
        let text = self.text()?;
        let (row, column) = self.cell_at(text.find('\0')?);
        let start = &text.as_bytes()[..text.len().min(1024)];
        let wide = start.iter().filter(|byte| **byte == 0).count() > start.len() / 4;
        let broken = Broken::new("nul-character", "a NUL character inside a text").at(row, column, "");
        Some(match wide {
            true => broken.hint(
                "this looks like UTF-16 without a byte order mark: set `encoding: utf-16le`, or save it as UTF-8",
            ),
            false => broken.hint("the file is damaged or not a text; export it again"),
        })
    }
}

/// How many physical lines end in a text, by LF, CR or CR LF.
pub(super) fn line_ends(text: &str) -> u32 {
    let ends = text.bytes().filter(|byte| *byte == b'\n').count()
        + text.bytes().zip(text.bytes().skip(1).chain([0])).filter(|pair| pair.0 == b'\r' && pair.1 != b'\n').count();
    u32::try_from(ends).unwrap_or(u32::MAX)
}
