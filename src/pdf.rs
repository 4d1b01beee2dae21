//! Drawing instructions → tagged PDF bytes.
//!
//! A writer of its own, since statements are made by the hundred thousand: PDF 1.7 that keeps to PDF/UA-1 (ISO 14289-1: it
//! can be read aloud, searched and navigated) and to PDF/A-2a (ISO 19005-2: it looks the same anywhere, any time). It
//! knows what pages, headings, tables and links are, and nothing of customers or money.
//!
//! [`Fonts`] are read once and measure text; a [`Press`] makes any number of [`Document`]s with them, on any number of
//! threads. A document's bytes depend on what was drawn, and on the fonts, alone.

mod deflate;
mod document;
mod fonts;
mod geometry;
mod icc;
mod metadata;
mod numbers;
mod objects;
mod outline;
mod page;
mod picture;
mod press;
mod scopes;
mod script;
mod structure;
mod text;
mod write;

#[cfg(test)]
mod tests;

pub use self::document::{Document, Unprintable};
pub use self::fonts::{FontFault, FontFile, FontProblem, Fonts, Reach};
pub use self::geometry::{Area, At, Dark, Paper, Path};
pub use self::metadata::About;
pub use self::page::Furniture;
pub use self::picture::{Cap, Join, Outline, Paint, Picture, PictureFault};
pub use self::press::Press;
pub use self::scopes::{Block, Canvas, Figure, Item, LinkText, List, Row, Rows, Table, Target};
pub use self::structure::{Level, Reading};
pub use self::text::{Color, Direction, Style, Weight};
