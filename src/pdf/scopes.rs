//! What may lie within what: each scope offers just that.

mod block;
mod canvas;
mod list;
mod table;

pub use self::block::{Block, LinkText, Target};
pub use self::canvas::{Canvas, Figure};
pub use self::list::{Item, List};
pub use self::table::{Row, Rows, Table};
