//! Exports → ledger: which column means what, which documents count, and what a bad row costs.
//!
//! Rows come from `sheets`; balances are the ledger's. Everything wrong in any file is reported in one run.

mod again;
mod chapters;
mod columns;
mod contacts;
mod credit_notes;
mod customers;
mod invoices;
mod kept;
mod link;
mod mark;
mod names;
mod payments;
mod record;
mod rows;
mod state;
mod turn;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use crate::config::columns::Table as Export;
pub use again::reread;
pub use columns::with_reading;
pub use kept::Kept;

use crate::config::{ExportFile, Exports};
use crate::diag::{Diagnostic, FileId, Problems};
use crate::ledger::{Book, Documents, Ledger, LeftOut, PaymentsListed};
use crate::sheets::{Shape, Table};
use chapters::{Chapter, Chapters};
use customers::Customers;
use rows::Rows;
use state::LeftOutRow;

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
    let Whole { ledger, part, .. } = Whole::read(delivered, config, &mut Chapters::new(problems));
    ledger.with_left_out(left_out(part.left_out))
}

/// As [`read`], with what makes the next reading quick, where the files allow for that.
pub fn read_and_keep(delivered: &[Delivered<'_>], config: &Exports, problems: &mut Problems) -> (Ledger, Option<Kept>) {
    let mut chapters = Chapters::new(problems);
    let whole = Whole::read(delivered, config, &mut chapters);
    whole.keep(delivered, &chapters)
}

/// An opened export, and what config says of it.
type Opened<'t, 'c> = (Table<'t>, &'c ExportFile);

/// How many exports there are; they come in the order of [`Export::ALL`].
const COUNT: usize = Export::ALL.len();

/// All that was read.
struct Whole {
    ledger: Ledger,
    customers: Customers,
    shapes: [Option<Shape>; COUNT],
    part: Part,
}

/// What was read of some customers' documents, or of all.
#[derive(Default)]
struct Part {
    rows: [Rows; COUNT],
    left_out: [Vec<LeftOutRow>; 2],
    called_by_row: bool,
    books: Vec<Book>,
    /// Whose books have problems, and where these end in the list of problems.
    ends: Vec<(usize, usize)>,
}

impl Whole {
    fn read(delivered: &[Delivered<'_>], config: &Exports, chapters: &mut Chapters<'_>) -> Whole {
        let [customers, rest @ ..] = open(delivered, config, chapters.problems);
        chapters.end(Chapter::Opening);
        let shape = |opened: &Option<Opened<'_, '_>>| opened.as_ref().and_then(|(table, _)| table.shape());
        let shapes: Vec<_> = [&customers].into_iter().chain(&rest).map(shape).collect();
        let shapes = shapes.try_into().expect("there is one for each export");
        if customers.is_none() {
            // Every row of the others would name a customer nobody knows.
            let ledger = Ledger::new(Vec::new(), chapters.problems);
            return Whole { ledger, customers: Customers::default(), shapes, part: Part::default() };
        }
        let (mut customers, rows) = Customers::read(customers, chapters);
        let all: Vec<usize> = (0..customers.len()).collect();
        let mut part = Part::read(rest, &mut customers, &all, chapters);
        part.rows[0] = rows;
        let ledger = Ledger::new(std::mem::take(&mut part.books), chapters.problems);
        chapters.end(Chapter::Families);
        Whole { ledger, customers, shapes, part }
    }
}

impl Part {
    /// Reads the documents of these customers, who come by rising number. The tables hand out no one else's.
    fn read(
        tables: [Option<Opened<'_, '_>>; COUNT - 1],
        customers: &mut Customers,
        of: &[usize],
        chapters: &mut Chapters<'_>,
    ) -> Part {
        let [contacts, invoices, credit_notes, payments, allocations] = tables;
        let contacts = contacts::read(contacts, customers, chapters.problems);
        chapters.end(Chapter::Contacts);
        let mut documents = vec![Documents::default(); customers.len()];
        let mut left_out = [Vec::new(), Vec::new()];
        let invoices = invoices::read(invoices, customers, &mut documents, &mut left_out[0], chapters.problems);
        chapters.end(Chapter::Invoices);
        let allocated_apart = allocations.is_some();
        let listed = if payments.is_some() { PaymentsListed::Yes } else { PaymentsListed::No };
        let reader = credit_notes::CreditNotes { customers, allocated_apart };
        let credit_notes = reader.read(credit_notes, &mut documents, &mut left_out[1], chapters);
        chapters.end(Chapter::Parts);
        let mut payments = payments::read(payments, customers, allocated_apart, chapters.problems);
        chapters.end(Chapter::Payments);
        let received = &mut payments.received;
        payments::read_allocations(allocations, customers, &mut documents, received, chapters.problems);
        chapters.end(Chapter::Allocations);
        payments::distribute(payments.received, customers, &mut documents, chapters);
        chapters.end(Chapter::GivenOut);
        let (mut books, mut ends) = (Vec::with_capacity(of.len()), Vec::new());
        for &customer in of {
            let (documents, before) = (std::mem::take(&mut documents[customer]), chapters.problems.listed());
            books.push(Book::new(customers.share(customer), documents, listed, chapters.problems));
            if chapters.problems.listed() > before {
                ends.push((customer, chapters.problems.listed()));
            }
        }
        chapters.end(Chapter::Books);
        let rows = [Rows::default(), contacts, invoices, credit_notes, payments.rows, Rows::default()];
        Part { rows, left_out, called_by_row: payments.called_by_row, books, ends }
    }
}

/// Opens the delivered files.
fn open<'t, 'c>(
    delivered: &[Delivered<'t>],
    config: &'c Exports,
    problems: &mut Problems,
) -> [Option<Opened<'t, 'c>>; COUNT] {
    Export::ALL.map(|export: Export| {
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
    })
}

/// The documents that no portal shows.
fn left_out([invoices, credit_notes]: [Vec<LeftOutRow>; 2]) -> LeftOut {
    let of = |rows: Vec<LeftOutRow>| rows.into_iter().map(|(_, document)| document).collect();
    LeftOut { invoices: of(invoices), credit_notes: of(credit_notes) }
}

fn missing(export: Export, config: &Exports) -> Diagnostic {
    let (directory, name) = (config.directory.as_str(), export.name());
    let title = format!("no {} export in content/{directory}/", name.replace('_', " "));
    Diagnostic::error("export-missing", title).hint(format!(
        "save it there as {name}.csv, {name}.xlsx or {name}.json, or name the file under `exports.{name}.file`"
    ))
}
