//! Which row is the header, and which column a name means.

use super::record::{Broken, Record};
use crate::diag::{Diagnostic, Place};
use std::ops::ControlFlow;

/// The header stands within so many rows.
pub(super) const SEARCHED: u32 = 50;

/// The header of a table.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Header {
    /// Its row; none where every row names its cells itself (JSON).
    pub(super) row: Option<u32>,
    /// Trimmed; empty where a column has no header.
    pub(super) names: Vec<String>,
}

/// A header that was asked for and stands over two columns.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Twice {
    pub header: String,
    /// The first of the two columns.
    pub column: u16,
    pub first: Place,
    pub second: Place,
}

impl Twice {
    /// The problem, at the second place.
    pub fn problem(self) -> Diagnostic {
        Diagnostic::error("header-twice", format!("the column `{}` is there twice", self.header))
            .at(self.second, "second one")
            .at(self.first, "first one")
            .hint("rename one of them in the file, or leave it out of the export")
    }
}

impl Header {
    fn new(record: &Record<'_>) -> Header {
        let mut names: Vec<String> = record.cells().map(|cell| cell.trim().to_owned()).collect();
        names.truncate(names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1));
        Header { row: Some(record.row), names }
    }

    /// The first and, if there is one, the second column of that name: as written, or else in any case.
    pub(super) fn columns(&self, name: &str) -> (Option<usize>, Option<usize>) {
        let name = name.trim();
        let exact = self.matching(|header| header == name);
        if exact.0.is_some() { exact } else { self.matching(|header| is_alike(header, name)) }
    }

    fn matching(&self, is: impl Fn(&str) -> bool) -> (Option<usize>, Option<usize>) {
        let mut columns = (0..self.names.len()).filter(|column| is(&self.names[*column]));
        (columns.next(), columns.next())
    }

    /// Says that the header lacks columns, if it does.
    pub(super) fn complete(self, wanted: &[&str]) -> Result<Header, Broken> {
        let cells: Vec<&str> = self.names.iter().map(String::as_str).collect();
        if held(&cells, wanted) == wanted.len() { Ok(self) } else { Err(missing(&self, wanted)) }
    }
}

/// How many of the wanted headers a row holds.
pub(super) fn held(cells: &[&str], wanted: &[&str]) -> usize {
    wanted.iter().filter(|name| cells.iter().any(|cell| is_alike(cell.trim(), name.trim()))).count()
}

fn is_alike(header: &str, name: &str) -> bool {
    header == name || (!header.is_ascii() || header.len() == name.len()) && header.to_lowercase() == name.to_lowercase()
}

/// Looks for the header, row by row.
#[derive(Debug)]
pub(super) struct Search<'w> {
    wanted: &'w [&'w str],
    nearest: Option<(usize, Header)>,
}

impl<'w> Search<'w> {
    pub(super) fn new(wanted: &'w [&'w str]) -> Search<'w> {
        Search { wanted, nearest: None }
    }

    /// Takes one row into account; `Break` when it is the header or nothing more is to be expected.
    pub(super) fn look(&mut self, record: &Record<'_>) -> ControlFlow<()> {
        if record.row >= SEARCHED {
            return ControlFlow::Break(());
        }
        if record.is_blank() || record.text.starts_with("sep=") {
            return ControlFlow::Continue(());
        }
        let held = held(&record.cells().collect::<Vec<_>>(), self.wanted);
        if self.nearest.as_ref().is_none_or(|(before, _)| held > *before) {
            self.nearest = Some((held, Header::new(record)));
        }
        if held == self.wanted.len() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Takes a row that the user says is the header.
    pub(super) fn take(&mut self, record: &Record<'_>) {
        self.nearest = Some((held(&record.cells().collect::<Vec<_>>(), self.wanted), Header::new(record)));
    }

    /// How many of the wanted headers were found.
    pub(super) fn held(&self) -> usize {
        self.nearest.as_ref().map_or(0, |(held, _)| *held)
    }

    pub(super) fn found(self) -> Result<Header, Broken> {
        match self.nearest {
            Some((_, header)) => header.complete(self.wanted),
            None => Err(Broken::new("sheet-empty", "there is nothing in this file")),
        }
    }
}

fn missing(header: &Header, wanted: &[&str]) -> Broken {
    let known: Vec<&str> = header.names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    let absent: Vec<&str> = wanted.iter().copied().filter(|name| held(&known, &[*name]) == 0).collect();
    let list = absent.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let title = match absent.as_slice() {
        [_] => format!("no header row with the column {list}"),
        _ => format!("no header row with the columns {list}"),
    };
    let role = if absent.len() < wanted.len() { "the row that comes nearest" } else { "the first row" };
    let free: Vec<&str> = known.iter().copied().filter(|name| held(&[*name], wanted) == 0).collect();
    let mut broken = Broken::new("no-header", title).at(header.row.unwrap_or(0), 0, role);
    for name in absent {
        if let Some(near) = nearest(name, &free) {
            broken = broken.hint(format!("did you mean `{near}` for `{name}`?"));
        }
    }
    broken.hint("where the file names a column in another way, say so under `columns` in `config.yaml`")
}

/// The header that is most like a name, if any is.
fn nearest<'h>(name: &str, headers: &[&'h str]) -> Option<&'h str> {
    let plain =
        |text: &str| -> String { text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).take(64).collect() };
    let name = plain(name);
    let likeness = |header: &str| strsim::jaro_winkler(&name, &plain(header));
    let scored = headers.iter().map(|header| (likeness(header), *header));
    scored.filter(|(score, _)| *score > 0.82).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, header)| header)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::record::{Cells, Kind};

    fn search(rows: &[&[&str]], wanted: &[&str]) -> Result<Header, Broken> {
        let mut search = Search::new(wanted);
        for (row, cells) in (0..).zip(rows) {
            let mut record = Cells::default();
            cells.iter().for_each(|cell| record.push(cell, Kind::Text));
            if search.look(&record.record(row, b"")).is_break() {
                break;
            }
        }
        search.found()
    }

    #[test]
    fn titles_before_the_header_are_passed_over() {
        let rows: &[&[&str]] = &[
            &["sep=;"],
            &["Invoices of 2026"],
            &["", ""],
            &["id", "id or name"],
            &["Id ", "NAME", "", ""],
            &["1", "a"],
        ];
        let header = search(rows, &["id", "name"]).unwrap();
        assert_eq!(header, Header { row: Some(4), names: vec!["Id".into(), "NAME".into()] });
    }

    #[test]
    fn where_nothing_is_wanted_the_first_row_is_the_header() {
        assert_eq!(search(&[&["sep=;"], &["", ""], &["a", "b"]], &[]).unwrap().row, Some(2));
    }

    #[test]
    fn a_missing_header_names_what_is_missing_and_what_comes_near() {
        let broken = search(&[&["x"], &["Invoice Number", "customer_id", "Totl"]], &["number", "customer_id", "total"])
            .unwrap_err();
        assert_eq!(broken.title, "no header row with the columns `number`, `total`");
        assert_eq!(
            (broken.code, broken.cell, broken.role.as_str()),
            ("no-header", Some((1, 0)), "the row that comes nearest")
        );
        assert_eq!(broken.hints[0], "did you mean `Totl` for `total`?");
    }

    #[test]
    fn an_empty_file_has_no_header() {
        assert_eq!(search(&[&["", " "]], &["id"]).unwrap_err().code, "sheet-empty");
    }

    #[test]
    fn the_header_as_written_wins_over_the_one_in_another_case() {
        let header = search(&[&["ID", "id", "Phone", "phone"]], &[]).unwrap();
        assert_eq!(header.columns("id"), (Some(1), None));
        assert_eq!(header.columns(" Phone"), (Some(2), None));
        assert_eq!(header.columns("PHONE"), (Some(2), Some(3)));
        assert_eq!(header.columns("name"), (None, None));
    }
}
