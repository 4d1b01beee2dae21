//! Delimited text: delimiter, records, and the file's own problems.
//!
//! The records come from `csv-core`, which reads out of the borrowed text and into one buffer of a fixed size: what a
//! quote that is never closed swallows cannot fill the memory.

use super::header;
use super::record::{Broken, CELL, COLUMNS, ROWS, Record, Visit};
use csv_core::ReadRecordResult::{End, InputEmpty, OutputEndsFull, OutputFull, Record as Complete};
use csv_core::{Reader, ReaderBuilder};
use std::borrow::Cow;
use std::ops::ControlFlow;

/// The longest record, in bytes.
const RECORD: usize = 1 << 20;
/// Delimiters, the likeliest first.
const DELIMITERS: [u8; 4] = *b",;\t|";
/// The delimiter is found out from so much text.
const SAMPLE: usize = 1 << 20;

/// A file of delimited text.
///
/// Rows are records, blank physical lines are not counted. A first line `sep=;` is a record like any other title.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) delimiter: u8,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(text: Cow<'a, str>, wanted: &[&str]) -> Sheet<'a> {
        let delimiter = said(&text).unwrap_or_else(|| likely(&text, wanted));
        Sheet { text, delimiter }
    }

    pub(super) fn each(&self, visit: &mut Visit<'_>) -> Result<(), Broken> {
        each(&self.text, self.delimiter, visit)
    }

    /// The row and the column of the cell that byte `offset` of the text lies in.
    pub(super) fn cell_at(&self, offset: usize) -> (u32, usize) {
        let mut found = (0, 0);
        let _ = self.each(&mut |record| {
            let start = self.start(record);
            if start > offset {
                return ControlFlow::Break(());
            }
            found = (record.row, self.column_at(start, offset));
            ControlFlow::Continue(())
        });
        found
    }

    /// The records, to be read one by one.
    pub(super) fn records(&self) -> Records<'_> {
        Records::new(&self.text, self.delimiter)
    }

    /// Where in the text a record begins.
    pub(super) fn start(&self, record: &Record<'_>) -> usize {
        record.raw.as_ptr() as usize - self.text.as_ptr() as usize
    }

    fn column_at(&self, start: usize, offset: usize) -> usize {
        let fields = Fields::new(&self.text[start..], self.delimiter);
        fields.take_while(|field| start + field.start <= offset).count().saturating_sub(1)
    }
}

/// The bytes of each field of the first record, quotes included, delimiters not.
pub(super) struct Fields<'t> {
    reader: Reader,
    text: &'t str,
    at: usize,
    done: bool,
}

impl<'t> Fields<'t> {
    pub(super) fn new(text: &'t str, delimiter: u8) -> Fields<'t> {
        Fields { reader: reader(delimiter), text, at: 0, done: false }
    }
}

impl Iterator for Fields<'_> {
    type Item = std::ops::Range<usize>;

    fn next(&mut self) -> Option<std::ops::Range<usize>> {
        use csv_core::ReadFieldResult::{End, Field, InputEmpty, OutputFull};
        let start = self.at;
        let mut output = [0; 4096];
        while !self.done {
            let (result, read, _) = self.reader.read_field(&self.text.as_bytes()[self.at..], &mut output);
            self.at += read;
            match result {
                Field { record_end } => {
                    self.done = record_end;
                    let field = &self.text[start..self.at];
                    let end = if record_end { field.trim_end_matches(['\r', '\n']).len() } else { field.len() - 1 };
                    return Some(start..start + end);
                }
                InputEmpty | End => {
                    self.done = true;
                    return Some(start..self.at);
                }
                OutputFull => {}
            }
        }
        None
    }
}

fn reader(delimiter: u8) -> Reader {
    ReaderBuilder::new().delimiter(delimiter).build()
}

/// All records of a text.
fn each(text: &str, delimiter: u8, visit: &mut Visit<'_>) -> Result<(), Broken> {
    let mut records = Records::new(text, delimiter);
    while let Some(record) = records.next()? {
        if visit(&record).is_break() {
            return Ok(());
        }
        if record.row + 1 == ROWS {
            return Err(Broken::new("sheet-too-large", format!("this file has more than {ROWS} rows")));
        }
    }
    Ok(())
}

/// Reads the records of a text one by one, from its beginning or from any record's.
pub(super) struct Records<'t> {
    reader: Reader,
    text: &'t str,
    output: Vec<u8>,
    ends: Vec<usize>,
    at: usize,
    row: u32,
}

impl<'t> Records<'t> {
    pub(super) fn new(text: &'t str, delimiter: u8) -> Records<'t> {
        let (output, ends) = (vec![0; RECORD], vec![0; COLUMNS + 1]);
        Records { reader: reader(delimiter), text, output, ends, at: 0, row: 0 }
    }

    /// Goes on with the record that begins at `start` and is the `row`-th.
    pub(super) fn go_to(&mut self, start: usize, row: u32) {
        self.reader.reset();
        // From the line end before it, which begins no record: a reader takes U+FEFF for a byte order mark only where it
        // comes first.
        (self.at, self.row) = (start.saturating_sub(1), row);
    }

    /// The next record; none at the end of the text.
    pub(super) fn next(&mut self) -> Result<Option<Record<'_>>, Broken> {
        let (mut written, mut cells) = (0, 0);
        let (start, row) = (self.at, self.row);
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let input = if rest.is_empty() { b"\n" } else { rest };
            let (result, read, wrote, ended) =
                self.reader.read_record(input, &mut self.output[written..], &mut self.ends[cells..]);
            (written, cells) = (written + wrote, cells + ended);
            self.at += read.min(rest.len());
            match result {
                Complete => break,
                InputEmpty if !rest.is_empty() => {}
                InputEmpty if is_in_quotes(&mut self.reader) => return Err(unclosed(row, cells)),
                InputEmpty | End => return Ok(None),
                OutputFull => return Err(too_long(row, cells, written, &self.ends)),
                OutputEndsFull => return Err(too_many_columns(row)),
            }
        }
        if cells > COLUMNS {
            return Err(too_many_columns(row));
        }
        self.row += 1;
        let raw = self.text[start..self.at].trim_matches(['\r', '\n']);
        let text = &self.output[..written];
        let text = std::str::from_utf8(text).expect("what is read from text, cut at ASCII, is text");
        Ok(Some(Record { row, raw: raw.as_bytes(), text, ends: &self.ends[..cells], kinds: &[] }))
    }
}

/// Whether the text ended within quotes, when a line end after it ended no record: then a quote before the line end
/// does. The reader is of no use afterwards.
fn is_in_quotes(reader: &mut Reader) -> bool {
    let (result, ..) = reader.read_record(b"\"\n", &mut [0; 8], &mut [0; 8]);
    result == Complete
}

fn unclosed(row: u32, column: usize) -> Broken {
    Broken::new("unclosed-quote", "a quoted cell is never closed")
        .at(row, column, "the quote opens here")
        .hint("a `\"` inside a quoted cell is written twice: `\"\"`")
}

fn too_long(row: u32, column: usize, written: usize, ends: &[usize]) -> Broken {
    let cell = column.checked_sub(1).map_or(0, |before| ends[before]);
    let title = match written - cell > CELL {
        true => format!("a cell is longer than {} KiB", CELL >> 10),
        false => format!("a row is longer than {} KiB", RECORD >> 10),
    };
    Broken::new("cell-too-long", title).at(row, column, "").hint("perhaps a quote was opened here and never closed")
}

fn too_many_columns(row: u32) -> Broken {
    Broken::new("too-many-columns", format!("a row has more than {COLUMNS} cells")).at(row, 0, "in this row")
}

/// The delimiter that a first line `sep=;` tells a spreadsheet program.
fn said(text: &str) -> Option<u8> {
    let first = text.lines().next()?.trim_matches(['"', '\r']);
    match first.strip_prefix("sep=")?.as_bytes() {
        [delimiter] if DELIMITERS.contains(delimiter) => Some(*delimiter),
        _ => None,
    }
}

/// The delimiter whose header row holds the most of what is wanted; the most cells where several do.
fn likely(text: &str, wanted: &[&str]) -> u8 {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let score = |delimiter: u8| {
        let mut best = (0, 0);
        let read = each(sample, delimiter, &mut |record| {
            let cells: Vec<&str> = record.cells().collect();
            let filled = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
            best = best.max((header::held(&cells, wanted), filled));
            match wanted.is_empty() || best.0 == wanted.len() || record.row >= header::SEARCHED {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        // Whoever makes that many cells is the delimiter, unless another one finds columns.
        if read.is_err_and(|broken| broken.code == "too-many-columns") { best.max((0, COLUMNS)) } else { best }
    };
    // Of equals, `max_by_key` takes the last one.
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| score(*delimiter)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: u8) -> Result<Vec<Vec<String>>, Broken> {
        let mut rows = Vec::new();
        each(text, delimiter, &mut |record| {
            assert_eq!(record.row as usize, rows.len());
            rows.push(record.cells().map(str::to_owned).collect());
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    #[test]
    fn lines_may_end_in_any_way() {
        for text in ["a,b\nc,d\n", "a,b\r\nc,d", "a,b\rc,d\r", "\n\na,b\r\n\r\nc,d\n\n"] {
            assert_eq!(rows(text, b',').unwrap(), [["a", "b"], ["c", "d"]], "{text:?}");
        }
        assert!(rows("", b',').unwrap().is_empty());
        assert!(rows("\r\n\n", b',').unwrap().is_empty());
    }

    #[test]
    fn quotes_hold_delimiters_quotes_and_line_ends() {
        assert_eq!(rows("\"a,\"\"b\"\"\",\"c\r\nd\"\n", b',').unwrap(), [["a,\"b\"", "c\r\nd"]]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_an_error_where_it_opens() {
        for text in ["a,b\nc,\"d\ne,f\n", "a,b\nc,\"d", "a,b\nc,\"", "a,b\nc,\"d\"\"\n"] {
            let broken = rows(text, b',').unwrap_err();
            assert_eq!((broken.code, broken.cell), ("unclosed-quote", Some((1, 1))), "{text:?}");
        }
        let broken = rows("\"", b',').unwrap_err();
        assert_eq!((broken.code, broken.cell), ("unclosed-quote", Some((0, 0))));
        for text in ["a,\"b\"", "a,\"\"", "a,b\"", "a,b\n", "a,", "\"\"\n", "a,\"b\"c"] {
            assert!(rows(text, b',').is_ok(), "{text:?}");
        }
    }

    #[test]
    fn what_an_open_quote_swallows_is_bounded() {
        let text = format!("a,b\n\"{}", "x,y\n".repeat(1 << 20));
        let broken = rows(&text, b',').unwrap_err();
        assert_eq!((broken.code, broken.cell), ("cell-too-long", Some((1, 0))));
    }

    #[test]
    fn a_thousand_columns_are_enough() {
        assert_eq!(rows(&",".repeat(COLUMNS - 1), b',').unwrap()[0].len(), COLUMNS);
        for commas in [COLUMNS, COLUMNS + 1, 100_000] {
            assert_eq!(rows(&",".repeat(commas), b',').unwrap_err().code, "too-many-columns");
        }
    }

    #[test]
    fn raw_is_the_record_without_its_line_end() {
        let mut raws = Vec::new();
        each("\n\na,\"b\n\"\r\n\r\nc", b',', &mut |record| {
            raws.push(String::from_utf8(record.raw.to_vec()).unwrap());
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(raws, ["a,\"b\n\"", "c"]);
    }

    #[test]
    fn the_delimiter_is_the_one_that_splits_the_header() {
        let delimiter = |text: &'static str, wanted: &[&str]| char::from(Sheet::new(text.into(), wanted).delimiter);
        assert_eq!(delimiter("id,name\n", &["id", "name"]), ',');
        assert_eq!(delimiter("Report, all of it, 2026\nid;name;a,b,c,d\n", &["id", "name"]), ';');
        assert_eq!(delimiter("id\tname\n", &["id", "name"]), '\t');
        assert_eq!(delimiter("id|name\n", &["name"]), '|');
        assert_eq!(delimiter("sep=|\nid;name\n", &["id", "name"]), '|');
        assert_eq!(delimiter("a;b;c\n", &[]), ';');
        assert_eq!(delimiter("id\n1\n", &["id"]), ',');
        assert_eq!(delimiter("", &["id"]), ',');
    }

    #[test]
    fn a_byte_leads_back_to_its_cell() {
        let sheet = Sheet::new("id,name\n\n1,\"a\nb\",c\n2,d1".into(), &["id"]);
        let at = |needle: &str| sheet.cell_at(sheet.text.find(needle).unwrap());
        assert_eq!(at("id"), (0, 0));
        assert_eq!(at("name"), (0, 1));
        assert_eq!(at("b\""), (1, 1));
        assert_eq!(at(",c"), (1, 1));
        assert_eq!(at("d1"), (2, 1));
        assert_eq!(sheet.cell_at(999), (2, 1));
    }

    #[test]
    fn fields_are_found_with_their_quotes() {
        let fields = |text: &str| Fields::new(text, b',').map(|field| text[field].to_owned()).collect::<Vec<_>>();
        assert_eq!(fields("a,\"b,\"\"c\",,d\r\ne"), ["a", "\"b,\"\"c\"", "", "d"]);
        assert_eq!(fields("a,"), ["a", ""]);
        assert_eq!(fields("a,\"b"), ["a", "\"b"]);
        let long = "x".repeat(10_000);
        assert_eq!(fields(&format!("{long},b")), [long.as_str(), "b"]);
    }
}
