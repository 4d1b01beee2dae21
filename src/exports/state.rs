//! Which documents count. Drafts, void and unsent documents of every kind are left out here, and nowhere else.

use super::columns::Column;
use super::record::Record;
use crate::diag::{Diagnostic, Problems};
use crate::ledger::{CustomerId, DocumentNumber};
use crate::sheets::Row;

/// Whether the document of this row counts: its `state` is `sent`, or not given.
pub(super) fn counts(record: &mut Record<'_, '_>, state: &Column<'_>) -> Result<bool, Diagnostic> {
    let Some(text) = record.text(state)? else { return Ok(true) };
    match text.to_ascii_lowercase().as_str() {
        "sent" => Ok(true),
        "draft" | "void" => Ok(false),
        _ => Err(Diagnostic::error("unknown-state", format!("`{text}` is not a state that a document can have"))
            .at(record.place(state), "neither sent, draft nor void")
            .hint(format!("say what it stands for in config: `values: {{ state: {{ {text}: sent }} }}`"))),
    }
}

/// A row that does not count, by its name: its number, and whose it is, where these can be read.
pub(super) type LeftOutRow = (u32, (DocumentNumber, Option<CustomerId>));

/// What a row that does not count leaves out.
pub(super) fn left_out(row: &Row<'_>, number: &Column<'_>, customer: &Column<'_>) -> Option<LeftOutRow> {
    // What is wrong with the row is told already, or does not matter.
    let record = &mut Record { row, problems: &mut Problems::new() };
    Some((row.name(), (record.number(number).ok()?, record.customer(customer).ok())))
}
