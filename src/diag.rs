//! Problems in what the user wrote: a title, the places it points to, and what to do.
//!
//! A room that finds a problem words it as a [`Diagnostic`] and puts it into [`Problems`]; nobody stops at the first
//! one. Printing is not done here: [`text()`] makes the text, the rim shows it.

mod place;
mod problems;
mod text;

pub use place::{Excerpt, Excerpts, FileId, Place, Spot, line_of_span};
pub use problems::{Concern, Diagnostic, Label, Problems, Severity};
pub use text::{Style, shown, text};
