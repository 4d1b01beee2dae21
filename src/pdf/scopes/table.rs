//! Tables whose rows all have as many cells.

use super::{Block, Canvas};
use crate::pdf::document::Document;
use crate::pdf::page::Furniture;
use crate::pdf::structure::{ElementId, Kind, Scope};

/// Inside a table: its head, its body, its foot, in this order.
#[derive(Debug)]
pub struct Table<'d, 'p> {
    document: &'d mut Document<'p>,
    element: ElementId,
    columns: u16,
}

/// Inside a table's head, body or foot: rows.
#[derive(Debug)]
pub struct Rows<'d, 'p> {
    document: &'d mut Document<'p>,
    element: ElementId,
    columns: u16,
    /// What header cells here are headers of.
    scope: Scope,
}

/// Inside a row: cells.
#[derive(Debug)]
pub struct Row<'d, 'p> {
    document: &'d mut Document<'p>,
    element: ElementId,
    scope: Scope,
    /// The columns that have no cell yet.
    free: u16,
}

impl<'d, 'p> Table<'d, 'p> {
    pub(in crate::pdf) fn new(document: &'d mut Document<'p>, element: ElementId, columns: u16) -> Table<'d, 'p> {
        Table { document, element, columns }
    }

    /// The rows with the columns' headers, where the table begins. On later pages draw it again as
    /// [`Furniture::RepeatedHead`].
    pub fn head<R>(&mut self, draw: impl FnOnce(&mut Rows<'_, 'p>) -> R) -> R {
        self.rows(Kind::Head, Scope::Column, draw)
    }

    /// The rows. A header cell among them is the header of its row.
    pub fn body<R>(&mut self, draw: impl FnOnce(&mut Rows<'_, 'p>) -> R) -> R {
        self.rows(Kind::Body, Scope::Row, draw)
    }

    /// The rows with sums.
    pub fn foot<R>(&mut self, draw: impl FnOnce(&mut Rows<'_, 'p>) -> R) -> R {
        self.rows(Kind::Foot, Scope::Row, draw)
    }

    fn rows<R>(&mut self, kind: Kind, scope: Scope, draw: impl FnOnce(&mut Rows<'_, 'p>) -> R) -> R {
        let element = self.document.structure.add(self.element, kind);
        draw(&mut Rows { document: self.document, element, columns: self.columns, scope })
    }
}

impl<'p> Rows<'_, 'p> {
    /// One row. Columns that it leaves out at its end have empty cells.
    pub fn row<R>(&mut self, draw: impl FnOnce(&mut Row<'_, 'p>) -> R) -> R {
        let element = self.document.structure.add(self.element, Kind::Row);
        let mut row = Row { document: self.document, element, scope: self.scope, free: self.columns };
        let result = draw(&mut row);
        while row.free > 0 {
            row.cell(|_| ());
        }
        result
    }

    /// Something on this page that is not read, such as the table's head on a later page.
    pub fn artifact<R>(&mut self, furniture: Furniture, draw: impl FnOnce(&mut Canvas<'_, 'p>) -> R) -> R {
        self.document.artifact(furniture, draw)
    }

    /// Goes on to a new page.
    pub fn new_page(&mut self) {
        self.document.new_page();
    }
}

impl<'p> Row<'_, 'p> {
    /// A cell; draw nothing in it and it is an empty one.
    pub fn cell<R>(&mut self, draw: impl FnOnce(&mut Block<'_, 'p>) -> R) -> R {
        self.wide_cell(1, draw)
    }

    /// A cell over so many columns.
    pub fn wide_cell<R>(&mut self, columns: u16, draw: impl FnOnce(&mut Block<'_, 'p>) -> R) -> R {
        self.take(columns);
        self.document.block(self.element, Kind::Cell(columns), draw)
    }

    /// A header cell: of its column in the table's head, of its row elsewhere.
    pub fn header<R>(&mut self, draw: impl FnOnce(&mut Block<'_, 'p>) -> R) -> R {
        self.wide_header(1, draw)
    }

    /// A header cell over so many columns.
    pub fn wide_header<R>(&mut self, columns: u16, draw: impl FnOnce(&mut Block<'_, 'p>) -> R) -> R {
        self.take(columns);
        self.document.block(self.element, Kind::Header(columns, self.scope), draw)
    }

    fn take(&mut self, columns: u16) {
        assert!((1..=self.free).contains(&columns), "a row has no more cells than its table has columns");
        self.free -= columns;
    }
}
