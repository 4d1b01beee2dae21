//! The whole ledger: every customer's book, and who is whose parent.

use super::book::WEIGHT;
use super::{Account, Book, CustomerId, LeftOut};
use crate::diag::{Diagnostic, Problems};
use jiff::civil::Date;
use std::sync::Arc;

/// Every customer's book, by id.
///
/// An account is made from its customer's own book and those of his children, and from nothing else.
#[derive(Clone, Debug)]
pub struct Ledger {
    books: Vec<Book>,
    /// For each book, the books below it in the family, by id.
    below: Vec<Vec<usize>>,
    left_out: Arc<LeftOut>,
}

/// Whose items an account holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scope {
    /// The customer's own.
    Own,
    /// The customer's own and those of his children, and theirs.
    Family,
}

impl Ledger {
    /// The ledger of these books, in any order. An unknown parent, or a family that goes in a circle, is an error.
    pub fn new(mut books: Vec<Book>, problems: &mut Problems) -> Ledger {
        books.sort_by(|a, b| a.customer.id.cmp(&b.customer.id));
        let mut ledger = Ledger { below: vec![Vec::new(); books.len()], books, left_out: Arc::default() };
        for index in 0..ledger.books.len() {
            match ledger.ancestors(index) {
                Ok(ancestors) => ancestors.into_iter().for_each(|ancestor| ledger.below[ancestor].push(index)),
                Err(problem) => problems.add(problem),
            }
        }
        ledger.weigh(problems);
        ledger
    }

    /// A parent's account adds up his children's amounts too.
    fn weigh(&mut self, problems: &mut Problems) {
        for index in 0..self.books.len() {
            let below = self.below[index].iter().map(|child| self.books[*child].weight()).sum::<u128>();
            if below > 0 && below + self.books[index].weight() >= WEIGHT {
                problems.add(self.books[index].too_large());
                self.below[index].clear();
            }
        }
    }

    /// The same ledger, knowing what the exports have besides.
    pub fn with_left_out(self, left_out: impl Into<Arc<LeftOut>>) -> Ledger {
        Ledger { left_out: left_out.into(), ..self }
    }

    /// The ledger of these books and of all others that this one has, with what it has left out.
    pub fn with_books(&self, books: Vec<Book>, problems: &mut Problems) -> Ledger {
        let mut all = self.books.clone();
        for book in books {
            match all.binary_search_by(|other| other.customer.id.cmp(&book.customer.id)) {
                Ok(index) => all[index] = book,
                Err(index) => all.insert(index, book),
            }
        }
        Ledger::new(all, problems).with_left_out(self.left_out.clone())
    }

    /// What the exports have and no account shows.
    pub fn left_out(&self) -> &LeftOut {
        &self.left_out
    }

    /// Every book, in order of customer id.
    pub fn books(&self) -> &[Book] {
        &self.books
    }

    pub fn book(&self, customer: &CustomerId) -> Option<&Book> {
        self.index(customer).map(|index| &self.books[index])
    }

    /// The customers whose accounts show this one's items: himself, his parent, and so on.
    pub fn seen_by(&self, customer: &CustomerId) -> Vec<&CustomerId> {
        let ancestors = self.index(customer).and_then(|index| self.ancestors(index).ok()).unwrap_or_default();
        let own = self.book(customer).map(|book| &book.customer.id);
        own.into_iter().chain(ancestors.into_iter().map(|index| &self.books[index].customer.id)).collect()
    }

    /// The account of the customer in the `index`-th book, as of a day.
    pub fn account(&self, index: usize, as_of: Date, scope: Scope) -> Account<'_> {
        let below: &[usize] = match scope {
            Scope::Own => &[],
            Scope::Family => &self.below[index],
        };
        let books: Vec<&Book> = std::iter::once(&index).chain(below).map(|index| &self.books[*index]).collect();
        Account::new(&books, as_of)
    }

    fn index(&self, customer: &CustomerId) -> Option<usize> {
        self.books.binary_search_by(|book| book.customer.id.cmp(customer)).ok()
    }

    /// The parents above a book, nearest first.
    fn ancestors(&self, index: usize) -> Result<Vec<usize>, Diagnostic> {
        let customer = &self.books[index].customer;
        let mut above = Vec::new();
        let mut child = customer;
        while let Some(parent) = &child.parent {
            let Some(parent_index) = self.index(parent) else {
                let title =
                    format!("the parent of customer `{}` is `{parent}`, whom the exports do not have", child.id);
                let problem = Diagnostic::error("unknown-parent", title).at(child.place, "this customer");
                return Err(problem.concerning(customer.id.as_str()));
            };
            if parent_index == index || above.contains(&parent_index) {
                let title = format!("customer `{}` is among his own parents", customer.id);
                return Err(Diagnostic::error("parents-in-circle", title)
                    .at(customer.place, "this customer")
                    .concerning(customer.id.as_str()));
            }
            above.push(parent_index);
            child = &self.books[parent_index].customer;
        }
        Ok(above)
    }
}
