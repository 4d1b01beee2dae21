//! Finds a cell again, for a diagnostic: its line, its column, and the text around it.

use super::csv::{self, Fields};
use super::json;
use super::reading::Reading;
use super::source::{Source, line_ends};
use crate::diag::Excerpt;
use std::cell::OnceCell;
use std::ops::ControlFlow;

/// After so many records of a text its position is kept, so that the next cell is found without reading all again.
const STEP: usize = 256;
/// So many bytes of a line are shown on either side of what is meant.
const SHOWN: usize = 4096;
/// So much text of a spreadsheet's rows is kept.
const KEPT: usize = 32 << 20;

/// A file in which cells are looked up. It is opened at the first look, and kept.
#[derive(Debug)]
pub struct Locator<'a> {
    name: &'a str,
    source: Option<Source<'a>>,
    index: OnceCell<Index>,
}

#[derive(Debug)]
enum Index {
    /// Byte and line on which every [`STEP`]th record begins, or in JSON every element.
    Text(Vec<(usize, u32)>),
    /// Number, text and cell ends of a spreadsheet's rows.
    Rows(Vec<(u32, Box<str>, Box<[usize]>)>),
}

/// Finds one cell. For several of one file, keep a [`Locator`].
pub fn locate(name: &str, bytes: &[u8], reading: &Reading<'_>, row: u32, column: u16) -> Excerpt {
    Locator::new(name, bytes, reading).excerpt(row, column)
}

impl<'a> Locator<'a> {
    /// Opens a file as [`super::Table::open`] does with the same arguments; `name` is also the path that is shown.
    pub fn new(name: &'a str, bytes: &'a [u8], reading: &Reading<'_>) -> Locator<'a> {
        let source = Source::open(name, bytes, reading).ok().map(|(source, _)| source);
        Locator { name, source, index: OnceCell::new() }
    }

    /// The line on which a cell begins, with the cell marked in it. In a spreadsheet the row, with its cells joined by
    /// ` | `. A cell that is not there gives the row, a row that is not there the file.
    pub fn excerpt(&self, row: u32, column: u16) -> Excerpt {
        let found = match &self.source {
            Some(Source::Text(sheet)) => self.in_text(sheet, row, usize::from(column)),
            Some(Source::Json(sheet)) => self.in_json(sheet, row, usize::from(column)),
            Some(Source::Xlsx(_)) => Some(self.in_rows(row, usize::from(column))),
            None => None,
        };
        found.unwrap_or_else(|| Excerpt {
            path: self.name.to_owned(),
            line: 1,
            column: 1,
            text: String::new(),
            span: 0..0,
        })
    }

    fn in_text(&self, sheet: &csv::Sheet<'_>, row: u32, column: usize) -> Option<Excerpt> {
        let Index::Text(steps) = self.index.get_or_init(|| steps(sheet)) else { return None };
        let row = usize::try_from(row).ok()?;
        let (start, line) = *steps.get(row / STEP)?;
        let mut found = None;
        let mut left = row % STEP;
        let rest = csv::Sheet { text: sheet.text[start..].into(), delimiter: sheet.delimiter };
        let broken = rest.each(&mut |record| {
            if left == 0 {
                found = Some(start + rest.start(record));
                return ControlFlow::Break(());
            }
            left -= 1;
            ControlFlow::Continue(())
        });
        if let (Err(_), 0) = (broken, left) {
            // The record that could not be read to its end: it begins where the one before it ended.
            found = found.or_else(|| last_start(&rest).map(|offset| start + offset));
        }
        let record = found?;
        let field = Fields::new(&sheet.text[record..], sheet.delimiter).nth(column);
        let (from, to) = match field {
            Some(field) => (record + field.start, record + field.end),
            None => (end_of_line(&sheet.text, record), end_of_line(&sheet.text, record)),
        };
        let line = line + line_ends(&sheet.text[start..from]);
        Some(self.around(&sheet.text, from, to, line))
    }

    fn in_json(&self, sheet: &json::Sheet<'_>, row: u32, column: usize) -> Option<Excerpt> {
        let Index::Text(starts) = self.index.get_or_init(|| elements(sheet)) else { return None };
        let (start, line) = *starts.get(usize::try_from(row).ok()?)?;
        let value = sheet.place(start, column);
        let line = line + line_ends(&sheet.text[start..value.start]);
        Some(self.around(&sheet.text, value.start, value.end, line))
    }

    /// The physical line around bytes `from..to`, which begin on line `line`. Of a very long line only the part around
    /// them.
    fn around(&self, text: &str, from: usize, to: usize, line: u32) -> Excerpt {
        let meant = &text[from..to];
        let from = from + (meant.len() - meant.trim_start().len());
        let to = from + meant.trim().len();
        let begin = text[..from].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let end = end_of_line(text, from);
        let to = to.min(end);
        let shown = text.ceil_char_boundary(from.saturating_sub(SHOWN)).max(begin);
        let end = text.floor_char_boundary((from + SHOWN).min(end));
        Excerpt {
            path: self.name.to_owned(),
            line: usize::try_from(line).unwrap_or(usize::MAX),
            column: text[begin..from].chars().count() + 1,
            text: text[shown..end].to_owned(),
            span: from - shown..to.min(end) - shown,
        }
    }

    fn in_rows(&self, row: u32, column: usize) -> Excerpt {
        let Index::Rows(rows) = self.index.get_or_init(|| rows(self.source.as_ref())) else {
            unreachable!("a spreadsheet has an index of rows")
        };
        let line = usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1);
        let Ok(at) = rows.binary_search_by_key(&row, |(row, ..)| *row) else {
            return Excerpt { path: self.name.to_owned(), line, column: 1, text: String::new(), span: 0..0 };
        };
        let (_, text, ends) = &rows[at];
        let mut joined = String::new();
        let mut span = None;
        let mut start = 0;
        for (index, end) in ends.iter().enumerate() {
            if index > 0 {
                joined.push_str(" | ");
            }
            let from = joined.len();
            joined.extend(text[start..*end].chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
            start = *end;
            if index == column {
                span = Some(from..joined.len());
            }
        }
        let span = span.unwrap_or(joined.len()..joined.len());
        let column = joined[..span.start].chars().count() + 1;
        Excerpt { path: self.name.to_owned(), line, column, text: joined, span }
    }
}

fn steps(sheet: &csv::Sheet<'_>) -> Index {
    let mut steps = Vec::new();
    let (mut count, mut seen, mut line) = (0, 0, 1);
    let broken = sheet.each(&mut |record| {
        if count % STEP == 0 {
            let start = sheet.start(record);
            line += line_ends(&sheet.text[seen..start]);
            seen = start;
            steps.push((start, line));
        }
        count += 1;
        ControlFlow::Continue(())
    });
    if broken.is_err() && count % STEP == 0 {
        let start = last_start(&csv::Sheet { text: sheet.text[seen..].into(), delimiter: sheet.delimiter });
        let start = seen + start.unwrap_or(0);
        steps.push((start, line + line_ends(&sheet.text[seen..start])));
    }
    Index::Text(steps)
}

fn elements(sheet: &json::Sheet<'_>) -> Index {
    let (mut seen, mut line) = (0, 1);
    let starts = sheet.starts().into_iter().map(|start| {
        line += line_ends(&sheet.text[seen..start]);
        seen = start;
        (start, line)
    });
    Index::Text(starts.collect())
}

/// Where the record begins that could not be read to its end.
fn last_start(sheet: &csv::Sheet<'_>) -> Option<usize> {
    let mut end = 0;
    sheet
        .each(&mut |record| {
            end = sheet.start(record) + record.raw.len();
            ControlFlow::Continue(())
        })
        .err()?;
    let blanks = sheet.text[end..].len() - sheet.text[end..].trim_start_matches(['\r', '\n']).len();
    Some(end + blanks)
}

fn end_of_line(text: &str, from: usize) -> usize {
    text[from..].find(['\n', '\r']).map_or(text.len(), |end| from + end)
}

fn rows(source: Option<&Source<'_>>) -> Index {
    let mut rows = Vec::new();
    let mut kept = 0;
    if let Some(source) = source {
        let _ = source.each(&mut |record| {
            kept += record.text.len() + size_of_val(record.ends);
            if kept > KEPT {
                return ControlFlow::Break(());
            }
            rows.push((record.row, record.text.into(), record.ends.into()));
            ControlFlow::Continue(())
        });
    }
    Index::Rows(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str, bytes: &[u8], row: u32, column: u16) -> (usize, usize, String, String) {
        let excerpt = locate(name, bytes, &Reading { wanted: &["id"], ..Reading::default() }, row, column);
        assert_eq!(excerpt.path, name);
        (excerpt.line, excerpt.column, excerpt.text[excerpt.span].to_owned(), excerpt.text)
    }

    fn found(line: usize, column: usize, meant: &str, text: &str) -> (usize, usize, String, String) {
        (line, column, meant.to_owned(), text.to_owned())
    }

    #[test]
    fn a_cell_is_shown_in_its_physical_line() {
        let file = "Title\r\n\r\nid,näme,total\r\n1,é, 12.00 \r\n".as_bytes();
        assert_eq!(shown("a.csv", file, 1, 1), found(3, 4, "näme", "id,näme,total"));
        assert_eq!(shown("a.csv", file, 2, 2), found(4, 6, "12.00", "1,é, 12.00 "));
    }

    #[test]
    fn a_record_of_several_lines_is_shown_where_the_cell_begins() {
        let file = b"id,address,total\n1,\"Main St\nTown\",5\n2,b,6\n";
        assert_eq!(shown("a.csv", file, 1, 1), found(2, 3, "\"Main St", "1,\"Main St"));
        assert_eq!(shown("a.csv", file, 1, 2), found(3, 7, "5", "Town\",5"));
        assert_eq!(shown("a.csv", file, 2, 0), found(4, 1, "2", "2,b,6"));
    }

    #[test]
    fn a_missing_cell_is_shown_at_the_end_of_its_row() {
        assert_eq!(shown("a.csv", b"id,name\n1\n", 1, 1), found(2, 2, "", "1"));
        assert_eq!(shown("a.csv", b"id,name\n1\n", 9, 1), found(1, 1, "", ""));
    }

    #[test]
    fn the_last_row_may_be_the_broken_one() {
        assert_eq!(shown("a.csv", b"id,name\n1,a\n\n2,\"b\n3,c\n", 2, 1), found(4, 3, "\"b", "2,\"b"));
        assert_eq!(shown("a.csv", b"\"id", 0, 0), found(1, 1, "\"id", "\"id"));
    }

    #[test]
    fn lines_that_end_in_cr_are_lines() {
        assert_eq!(shown("a.csv", b"id,name\r1,a\r2,b\r", 2, 1), found(3, 3, "b", "2,b"));
    }

    #[test]
    fn rows_far_down_are_found_by_the_index() {
        let file: String =
            std::iter::once("id,name\n".to_owned()).chain((1..1000).map(|n| format!("{n},\"x\ny\"\n\n"))).collect();
        let reading = Reading::default();
        let locator = Locator::new("a.csv", file.as_bytes(), &reading);
        for row in [1_u32, 255, 256, 257, 511, 512, 999] {
            let excerpt = locator.excerpt(row, 0);
            assert_eq!(excerpt.text, format!("{row},\"x"));
            assert_eq!(excerpt.line, usize::try_from(row).unwrap() * 3 - 1);
        }
        assert_eq!(locator.excerpt(1000, 0).text, "");
    }

    #[test]
    fn a_json_value_is_shown_in_its_line() {
        let file = b"[\n  {\"id\": \"1\"},\n  {\"id\": 2, \"name\": \"x\"}\n]";
        assert_eq!(shown("a.json", file, 1, 1), found(3, 21, "\"x\"", "  {\"id\": 2, \"name\": \"x\"}"));
        assert_eq!(shown("a.json", file, 0, 1), found(2, 3, "{", "  {\"id\": \"1\"},"));
    }

    #[test]
    fn of_a_very_long_line_only_a_part_is_shown() {
        let file = format!("[{}]", (0..10_000).map(|n| format!("{{\"id\": \"é{n}\"}}")).collect::<Vec<_>>().join(","));
        let (line, column, meant, text) = shown("a.json", file.as_bytes(), 9_000, 0);
        assert_eq!((line, meant.as_str()), (1, "\"é9000\""));
        assert_eq!(file.chars().skip(column - 1).take(7).collect::<String>(), "\"é9000\"");
        assert!(text.len() < 10_000);
    }

    #[test]
    fn a_spreadsheet_shows_its_row() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write_row_matrix(0, 0, [["id", "name", "total"], ["1", "", "é"]]).unwrap();
        sheet.write_row(4, 0, ["2", "a\nb", "x"]).unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        assert_eq!(shown("a.xlsx", &bytes, 1, 2), found(2, 8, "é", "1 |  | é"));
        assert_eq!(shown("a.xlsx", &bytes, 4, 1), found(5, 5, "a b", "2 | a b | x"));
        assert_eq!(shown("a.xlsx", &bytes, 2, 0), found(3, 1, "", ""));
    }

    #[test]
    fn a_file_that_cannot_be_opened_is_shown_by_name() {
        assert_eq!(shown("a.xlsx", b"id,name\n", 0, 0), found(1, 1, "", ""));
    }
}
