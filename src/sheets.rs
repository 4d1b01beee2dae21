//! Delivered files (CSV, XLSX, JSON) as rows of cells, each cell with its place.
//!
//! [`Table::open`] finds out what a file is: format, encoding, delimiter, and where its header stands. Then
//! [`Table::for_each`] hands out its rows one by one; a file of a million rows is never held as cells. A [`Cell`] is text
//! until somebody asks for a day or a number; then it is read exactly, or it is an error that says why. [`Locator`]
//! finds a cell again for a diagnostic.
//!
//! What a column means is not known here.

mod cell;
mod changed;
mod csv;
mod day;
mod decimal;
mod encoding;
mod format;
mod header;
mod json;
mod line;
mod locate;
mod parts;
mod reading;
mod record;
mod row;
mod source;
mod table;
mod xlsx;

pub use cell::{Cell, CellError};
pub use changed::{Changed, Known, Shape};
pub use decimal::{Decimal, Unfit};
pub use header::Twice;
pub use line::Text;
pub use locate::{Locator, locate};
pub use reading::{DateOrder, DecimalSign, Reading};
pub use row::Row;
pub use table::{RowAt, Table};
