//! What a reading leaves to the next one: which row is whose and where it begins, and what was wrong with it.

use super::chapters::{Chapter, Chapters};
use super::customers::Customers;
use super::names::Names;
use super::rows::Rows;
use super::state::LeftOutRow;
use super::{Delivered, Export, Whole, left_out};
use crate::diag::{Diagnostic, FileId, Place, Spot};
use crate::ledger::Ledger;
use crate::sheets::Shape;
use std::collections::BTreeMap;

/// What a reading leaves to the next one.
///
/// In the ledger and in the problems that come with it, rows are called by their names; [`Kept::place`] says which
/// number each of them has now.
#[derive(Debug)]
pub struct Kept {
    pub(super) customers: Customers,
    pub(super) files: Vec<File>,
    pub(super) told: Told,
    /// Invoices and credit notes that no portal shows.
    pub(super) left_out: [Vec<LeftOutRow>; 2],
    /// Whether a payment is called by the number of its row.
    pub(super) called_by_row: bool,
}

/// One export as it was read.
#[derive(Debug)]
pub(super) struct File {
    pub(super) export: Export,
    pub(super) file: FileId,
    pub(super) shape: Shape,
    pub(super) rows: Rows,
    pub(super) names: Names,
}

/// All problems of a reading but those of families, which are looked for each time.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) chapters: BTreeMap<Chapter, Vec<Diagnostic>>,
    /// Those of books, by their customers.
    pub(super) books: BTreeMap<usize, Vec<Diagnostic>>,
}

/// The chapters whose problems are those of an export's rows, with that export.
pub(super) const OF_ROWS: [(Chapter, Export); 8] = [
    (Chapter::Customers, Export::Customers),
    (Chapter::Contacts, Export::Contacts),
    (Chapter::Invoices, Export::Invoices),
    (Chapter::CreditNotes, Export::CreditNotes),
    (Chapter::Parts, Export::CreditNotes),
    (Chapter::Payments, Export::Payments),
    (Chapter::Negative, Export::Payments),
    (Chapter::GivenOut, Export::Payments),
];

/// The row that a problem of a file's row is in, by its name: that of its first place.
pub(super) fn row_of(problem: &Diagnostic, file: FileId) -> Option<u32> {
    let place = problem.labels.first().map(|label| label.place).filter(|place| place.file == file)?;
    match place.spot {
        Spot::Cell { row, .. } => Some(row),
        _ => None,
    }
}

impl Told {
    /// The problems of the rows and books that were just read.
    pub(super) fn of(chapters: &Chapters<'_>, ends: &[(usize, usize)]) -> Told {
        let of = |chapter: Chapter| (chapter, chapters.copied(chapters.range(chapter)));
        let with_rows = OF_ROWS.iter().map(|(chapter, _)| *chapter).chain([Chapter::LookAlikes]).map(of).collect();
        let mut start = chapters.range(Chapter::Books).start;
        let of_book = |&(customer, end): &(usize, usize)| {
            let problems = chapters.copied(start..end);
            start = end;
            (customer, problems)
        };
        Told { chapters: with_rows, books: ends.iter().map(of_book).collect() }
    }

    /// Whether the problems of rows say by their places which rows they are of.
    pub(super) fn is_placed<'f>(&self, files: impl Iterator<Item = &'f File>) -> bool {
        let files: BTreeMap<Export, FileId> = files.map(|file| (file.export, file.file)).collect();
        OF_ROWS.iter().all(|(chapter, export)| {
            let file = files.get(export);
            let mut problems = self.chapters.get(chapter).into_iter().flatten();
            problems.all(|problem| file.is_some_and(|file| row_of(problem, *file).is_some()))
        })
    }

    /// All of them, in the order in which they were found.
    pub(super) fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        self.chapters.values().chain(self.books.values()).flatten()
    }
}

impl Whole {
    /// The ledger, and what can be kept: nothing where a file is no delimited text in UTF-8, cannot be read to its end, or
    /// says what depends on all customers at once, as allocations do: no rows of theirs are counted.
    pub(super) fn keep(self, delivered: &[Delivered<'_>], chapters: &Chapters<'_>) -> (Ledger, Option<Kept>) {
        let Whole { ledger, customers, shapes, part } = self;
        let is_whole = chapters.range(Chapter::Opening).is_empty() && chapters.problems.unlisted() == 0;
        let file = |((export, shape), rows): ((Export, Option<Shape>), Rows)| {
            let delivered = delivered.iter().find(|delivered| delivered.export == export)?;
            let (file, names) = (delivered.file, Names::new());
            Some(shape.filter(|_| rows.all.is_some()).map(|shape| File { export, file, shape, rows, names }))
        };
        let files = Export::ALL.into_iter().zip(shapes).zip(part.rows);
        let files: Option<Vec<File>> = files.filter_map(file).collect();
        let kept = files.filter(|_| is_whole).and_then(|files| {
            let (told, left_out) = (Told::of(chapters, &part.ends), part.left_out.clone());
            let is_placed = told.is_placed(files.iter());
            is_placed.then(|| Kept { customers, files, told, left_out, called_by_row: part.called_by_row })
        });
        (ledger.with_left_out(left_out(part.left_out)), kept)
    }
}

impl Kept {
    /// Where a place in the ledger, or in its problems, is in the files as they are now.
    pub fn place(&self, place: Place) -> Place {
        let Spot::Cell { row, column } = place.spot else { return place };
        match self.files.iter().find(|file| file.file == place.file) {
            Some(file) => Place::cell(place.file, file.names.row(row), column),
            None => place,
        }
    }
}
