//! A row of a table, while it is being read.

use super::cell::Cell;
use super::reading::Style;
use super::record::Record;
use crate::diag::{FileId, Place};

/// A row below the header. It lives until the next one is read.
#[derive(Clone, Copy, Debug)]
pub struct Row<'r> {
    pub(super) file: FileId,
    pub(super) style: Style,
    pub(super) index: u32,
    pub(super) start: u32,
    pub(super) record: Record<'r>,
}

impl<'r> Row<'r> {
    /// Its number in the file: 0 is the first row, whatever stands in it.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// What it is called in places: its number, or what [`Table::only`](super::Table::only) was told.
    pub fn name(&self) -> u32 {
        self.record.row
    }

    /// The byte of the file's text at which it begins; 0 in what is no delimited text.
    pub fn start(&self) -> u32 {
        self.start
    }

    /// The cell of a column; where the row is too short, an empty one.
    pub fn cell(&self, column: u16) -> Cell<'r> {
        let at = usize::from(column);
        Cell::new(self.record.cell(at), self.record.kind(at), self.place(column), self.style)
    }

    pub fn place(&self, column: u16) -> Place {
        Place::cell(self.file, self.record.row, column)
    }

    /// The row as it stands in the file, without its line end: rows are duplicates when these bytes are equal.
    pub fn raw(&self) -> &'r [u8] {
        self.record.raw
    }
}
