//! The problems of a reading in chapters: what was found in one pass over one export, and what in the next.

use crate::diag::{Diagnostic, Problems};
use std::collections::BTreeMap;
use std::ops::Range;

/// The passes of a reading, in their order.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Chapter {
    /// Whatever was told before.
    Before,
    Opening,
    Customers,
    LookAlikes,
    Contacts,
    Invoices,
    CreditNotes,
    /// Credit notes that do not say how much goes to each of several invoices.
    Parts,
    Payments,
    Allocations,
    /// Negative payments to invoices that are not here.
    Negative,
    /// Payments of which more is given out than they have.
    GivenOut,
    Books,
    Families,
}

/// Problems, and where each chapter of them ends.
#[derive(Debug)]
pub(super) struct Chapters<'p> {
    pub(super) problems: &'p mut Problems,
    ends: BTreeMap<Chapter, usize>,
}

impl<'p> Chapters<'p> {
    pub(super) fn new(problems: &'p mut Problems) -> Chapters<'p> {
        let ends = BTreeMap::from([(Chapter::Before, problems.listed())]);
        Chapters { problems, ends }
    }

    /// Ends a chapter; it begins where the one before it ended.
    pub(super) fn end(&mut self, chapter: Chapter) {
        self.ends.insert(chapter, self.problems.listed());
    }

    /// Where in the list of problems a chapter stands.
    pub(super) fn range(&self, chapter: Chapter) -> Range<usize> {
        let start = self.ends.range(..chapter).next_back().map_or(0, |(_, end)| *end);
        start..self.ends.get(&chapter).copied().unwrap_or(start)
    }

    pub(super) fn copied(&self, range: Range<usize>) -> Vec<Diagnostic> {
        self.problems.iter().skip(range.start).take(range.len()).cloned().collect()
    }
}
