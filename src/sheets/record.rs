//! One row as its format's reader hands it over, and what can break the reading.

use crate::diag::{Diagnostic, FileId, Place};
use std::ops::ControlFlow;

/// The largest cell, in bytes.
pub(super) const CELL: usize = 64 << 10;
/// The most columns of a table.
pub(super) const COLUMNS: usize = 1_000;
/// The most rows of a table: [`Place`] counts them in 32 bits, and no spreadsheet has more than 2^20.
pub(super) const ROWS: u32 = 100_000_000;

/// A row: its cells' text in one piece, borrowed from the reader until the next row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'r> {
    pub(super) row: u32,
    /// What makes a row equal to another one.
    pub(super) raw: &'r [u8],
    pub(super) text: &'r str,
    /// Where in `text` each cell ends.
    pub(super) ends: &'r [usize],
    /// What each cell is; cells beyond its length are [`Kind::Text`].
    pub(super) kinds: &'r [Kind],
}

/// What a cell is besides its text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Text,
    /// A number in its format's own notation: decimal point, no grouping.
    Number,
    /// Nothing that a value can be taken from.
    Fault(Fault),
}

/// Why a cell has no value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Fault {
    /// A formula whose result is not in the file.
    Formula,
    /// `#REF!` and its like; the text says which.
    ErrorValue,
    /// A number of more digits than a spreadsheet keeps.
    Digits,
    /// A list or an object.
    Nested,
    /// A key that is given twice in one object.
    Twice,
}

impl<'r> Record<'r> {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a cell as it was written; a short row's missing cells are empty.
    pub(super) fn cell(&self, column: usize) -> &'r str {
        let Some(end) = self.ends.get(column) else { return "" };
        let start = column.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..*end]
    }

    pub(super) fn kind(&self, column: usize) -> Kind {
        self.kinds.get(column).copied().unwrap_or(Kind::Text)
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &'r str> + '_ {
        (0..self.len()).map(|column| self.cell(column))
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && !self.kinds.iter().any(|kind| matches!(kind, Kind::Fault(_)))
    }
}

/// Takes one record; `Break` ends the reading.
pub(super) type Visit<'v> = dyn FnMut(&Record<'_>) -> ControlFlow<()> + 'v;

/// The cells of a record while it is put together, for formats that do not keep them in one piece.
#[derive(Debug, Default)]
pub(super) struct Cells {
    text: String,
    ends: Vec<usize>,
    kinds: Vec<Kind>,
}

impl Cells {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.kinds.clear();
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn push(&mut self, text: &str, kind: Kind) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
        self.kinds.push(kind);
    }

    /// Adds empty cells until there are `len`.
    pub(super) fn fill(&mut self, len: usize) {
        while self.len() < len {
            self.push("", Kind::Text);
        }
    }

    pub(super) fn record<'r>(&'r self, row: u32, raw: &'r [u8]) -> Record<'r> {
        Record { row, raw, text: &self.text, ends: &self.ends, kinds: &self.kinds }
    }
}

/// A problem of the file itself, before it is known which file that is.
#[derive(Clone, Debug)]
pub(super) struct Broken {
    pub(super) code: &'static str,
    pub(super) title: String,
    /// Row and column; the whole file where it is not about one cell.
    pub(super) cell: Option<(u32, u16)>,
    pub(super) role: String,
    pub(super) hints: Vec<String>,
}

impl Broken {
    pub(super) fn new(code: &'static str, title: impl Into<String>) -> Broken {
        Broken { code, title: title.into(), cell: None, role: String::new(), hints: Vec::new() }
    }

    pub(super) fn at(mut self, row: u32, column: usize, role: impl Into<String>) -> Broken {
        self.cell = Some((row, u16::try_from(column).unwrap_or(u16::MAX)));
        self.role = role.into();
        self
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Broken {
        self.hints.push(hint.into());
        self
    }

    pub(super) fn diagnostic(self, file: FileId) -> Diagnostic {
        let place = match self.cell {
            Some((row, column)) => Place::cell(file, row, column),
            None => Place::file(file),
        };
        let problem = Diagnostic::error(self.code, self.title).at(place, self.role);
        self.hints.into_iter().fold(problem, Diagnostic::hint)
    }
}
