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
    pub(super) record: Record<'r>,
}

impl<'r> Row<'r> {
    /// Its number in the file, as in [`Place::cell`].
    pub fn index(&self) -> u32 {
        self.record.row
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
