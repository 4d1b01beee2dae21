//! Exports → ledger: which column means what, which documents count, and what a bad row costs.
//!
//! Rows come from `sheets`; balances are the ledger's. Everything wrong in any file is reported in one run.

mod columns;
mod contacts;
mod credit_notes;
mod customers;
mod invoices;
mod link;
mod mark;
mod payments;
mod record;
mod state;
#[cfg(test)]
mod tests;

pub use crate::config::columns::Table as Export;
pub use columns::with_reading;

use crate::config::Exports;
use crate::diag::{Diagnostic, FileId, Problems};
use crate::ledger::{Book, Documents, Ledger, LeftOut, PaymentsListed};
use crate::sheets::Table;
use customers::Customers;

/// Whether there can be no portal without this export.
fn is_required(export: Export) -> bool {
    matches!(export, Export::Customers | Export::Invoices)
}

/// A delivered file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Delivered<'a> {
    pub export: Export,
    pub file: FileId,
    /// As the user would name it.
    pub path: &'a str,
    pub bytes: &'a [u8],
}

/// Reads all delivered files into a ledger. Rows with problems are left out of it; `problems` says whose they were.
pub fn read(delivered: &[Delivered<'_>], config: &Exports, problems: &mut Problems) -> Ledger {
    let mut open = |export: Export| {
        let found = delivered.iter().find(|file| file.export == export);
        // A file that config names and that is not there was told where it was looked for.
        if found.is_none() && is_required(export) && config.file(export).file.is_none() {
            problems.add(missing(export, config));
        }
        let found = found?;
        let table = with_reading(export, config, |reading| {
            Table::open(found.file, found.path, found.bytes, reading, problems)
        })?;
        Some((table, config.file(export)))
    };
    let [customers, contacts, invoices, credit_notes, payments, allocations] = Export::ALL.map(&mut open);

    if customers.is_none() {
        // Every row of the others would name a customer nobody knows.
        return Ledger::new(Vec::new(), problems);
    }
    let mut customers = Customers::read(customers, problems);
    contacts::read(contacts, &mut customers, problems);
    let mut documents = vec![Documents::default(); customers.len()];
    let mut left_out = LeftOut::default();
    invoices::read(invoices, &customers, &mut documents, &mut left_out.invoices, problems);
    let allocated_apart = allocations.is_some();
    let listed = if payments.is_some() { PaymentsListed::Yes } else { PaymentsListed::No };
    let reader = credit_notes::CreditNotes { customers: &customers, allocated_apart };
    reader.read(credit_notes, &mut documents, &mut left_out.credit_notes, problems);
    let mut payments = payments::read(payments, &customers, allocated_apart, problems);
    payments::read_allocations(allocations, &customers, &mut documents, &mut payments, problems);
    payments::distribute(payments, &customers, &mut documents, problems);

    let books = customers.into_iter().zip(documents);
    let books = books.map(|(customer, documents)| Book::new(customer, documents, listed, problems)).collect();
    Ledger::new(books, problems).with_left_out(left_out)
}

fn missing(export: Export, config: &Exports) -> Diagnostic {
    let (directory, name) = (config.directory.as_str(), export.name());
    let title = format!("no {} export in content/{directory}/", name.replace('_', " "));
    Diagnostic::error("export-missing", title).hint(format!(
        "save it there as {name}.csv, {name}.xlsx or {name}.json, or name the file under `exports.{name}.file`"
    ))
}
