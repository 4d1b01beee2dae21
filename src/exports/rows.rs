//! The rows of an export that were read: what each is called, where it begins, and whose it is.

use crate::diag::Problems;
use crate::sheets::{Row, Table};

/// The customer of a row that went into nobody's documents.
const NOBODY: u32 = u32::MAX;

/// Rows in the order of their file: blank and damaged ones, and those above the header, are none of them.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) names: Vec<u32>,
    pub(super) starts: Vec<u32>,
    /// By their place in the customer export.
    customers: Vec<u32>,
    /// How many rows the file has, whatever they are; none where it could not be read to its end.
    pub(super) all: Option<u32>,
}

impl Rows {
    /// Hands out a table's rows; `take` says whose documents a row went into, if into anybody's.
    pub(super) fn read(
        table: &Table<'_>,
        problems: &mut Problems,
        mut take: impl FnMut(&Row<'_>, &mut Problems) -> Option<usize>,
    ) -> Rows {
        let mut rows = Rows::default();
        rows.all = table.for_each(problems, |row, problems| {
            let customer = take(&row, problems).map_or(NOBODY, narrow);
            rows.names.push(row.name());
            rows.starts.push(row.start());
            rows.customers.push(customer);
        });
        rows
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn customer(&self, index: usize) -> Option<usize> {
        Some(self.customers[index]).filter(|customer| *customer != NOBODY).map(|customer| customer as usize)
    }

    /// Puts rows in the place of those in `gone`, and says of those behind them by how many bytes they have moved.
    pub(super) fn replace(&mut self, gone: std::ops::Range<usize>, by: Rows, moved: i64) {
        for start in &mut self.starts[gone.end..] {
            *start = u32::try_from(i64::from(*start) + moved).expect("a row begins in its text");
        }
        self.names.splice(gone.clone(), by.names);
        self.starts.splice(gone.clone(), by.starts);
        self.customers.splice(gone, by.customers);
    }

    /// These rows alone.
    pub(super) fn part(self, range: std::ops::Range<usize>) -> Rows {
        let of = |list: &[u32]| list[range.clone()].to_vec();
        Rows { names: of(&self.names), starts: of(&self.starts), customers: of(&self.customers), all: self.all }
    }
}

fn narrow(customer: usize) -> u32 {
    u32::try_from(customer).expect("there are fewer customers than rows")
}
