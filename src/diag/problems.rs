//! A problem, and the collection of all of them.

use super::Place;

/// How bad it is. Errors stop the build; warnings do not.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    Warning,
    Error,
}

/// Whose portals a problem spoils, for `--keep-going`.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub enum Concern {
    /// It could be anyone's: nothing can be built.
    #[default]
    Everyone,
    /// These customers' (by id) and of those who see their items; the others can be built.
    Customers(Vec<Box<str>>),
}

/// A place and the role it plays: "billed here", "first given here".
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Label {
    pub place: Place,
    pub text: String,
}

/// One problem in the user's files: what is wrong, where and in which role, what to do.
///
/// The code is the problem's name in the catalogue (`tests/problems/<code>/`). The title is a lower-case phrase without
/// a full stop, with the user's words in backticks. The first label is the place itself, further ones explain it.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Diagnostic {
    pub severity: Severity,
    pub code: &'static str,
    pub title: String,
    pub labels: Vec<Label>,
    pub hints: Vec<String>,
    pub concern: Concern,
}

impl Diagnostic {
    pub fn error(code: &'static str, title: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Error, code, title.into())
    }

    pub fn warning(code: &'static str, title: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Severity::Warning, code, title.into())
    }

    fn new(severity: Severity, code: &'static str, title: String) -> Diagnostic {
        Diagnostic { severity, code, title, labels: Vec::new(), hints: Vec::new(), concern: Concern::Everyone }
    }

    /// Adds a place and its role; the role may be empty.
    #[must_use]
    pub fn at(mut self, place: Place, role: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { place, text: role.into() });
        self
    }

    /// Adds what to do. Only where it is true for this very case.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hints.push(hint.into());
        self
    }

    /// Says that this customer's portal is spoilt, and only those of the customers so named.
    #[must_use]
    pub fn concerning(mut self, customer: &str) -> Diagnostic {
        match &mut self.concern {
            Concern::Everyone => self.concern = Concern::Customers(vec![customer.into()]),
            Concern::Customers(customers) => customers.push(customer.into()),
        }
        self
    }
}

/// All problems of one run, in input order.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    list: Vec<Diagnostic>,
    errors: usize,
    unlisted: usize,
}

/// So many problems are kept in full; what comes after is counted only.
const LISTED: usize = 20_000;

impl Problems {
    pub fn new() -> Problems {
        Problems::default()
    }

    pub fn add(&mut self, problem: Diagnostic) {
        if problem.severity == Severity::Error {
            self.errors += 1;
        }
        if self.list.len() < LISTED || (problem.severity == Severity::Error && self.errors < LISTED) {
            self.list.push(problem);
        } else {
            self.unlisted += 1;
        }
    }

    /// The value, or `None` with its problem added.
    pub fn keep<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|problem| self.add(problem)).ok()
    }

    /// Takes over all of `other`, after those that are here.
    pub fn append(&mut self, other: Problems) {
        let listed = other.iter().filter(|problem| problem.severity == Severity::Error).count();
        self.unlisted += other.unlisted;
        self.errors += other.errors - listed;
        self.extend(other.list);
    }

    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    pub fn errors(&self) -> usize {
        self.errors
    }

    pub fn warnings(&self) -> usize {
        self.list.len() + self.unlisted - self.errors
    }

    /// How many are listed.
    pub fn listed(&self) -> usize {
        self.list.len()
    }

    /// The places of all but the first so many problems, to be told by other numbers.
    pub fn places_mut(&mut self, skipped: usize) -> impl Iterator<Item = &mut Place> {
        let labels = self.list.iter_mut().skip(skipped).flat_map(|problem| &mut problem.labels);
        labels.map(|label| &mut label.place)
    }

    /// How many more there were than are listed.
    pub fn unlisted(&self) -> usize {
        self.unlisted
    }

    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }
}

impl Extend<Diagnostic> for Problems {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, problems: I) {
        problems.into_iter().for_each(|problem| self.add(problem));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_counts_however_many_there_are_and_whichever_list_it_was_in() {
        let fill = |errors: usize, warnings: usize| {
            let mut problems = Problems::new();
            problems.extend((0..warnings).map(|_| Diagnostic::warning("dull", "dull")));
            problems.extend((0..errors).map(|_| Diagnostic::error("bad", "bad")));
            problems
        };
        let mut all = fill(LISTED + 5, 3);
        all.append(fill(LISTED + 7, LISTED + 11));
        assert_eq!((all.errors(), all.warnings()), (2 * LISTED + 12, LISTED + 14));
        assert_eq!(all.listed() + all.unlisted(), all.errors() + all.warnings());
    }
}
