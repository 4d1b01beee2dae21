//! Long lists: the home page has the newest rows of what is over and done, a page of its own has them all.

use super::Pages;
use super::views::{List, ListPage, Lists};
use crate::diag::Diagnostic;
use crate::portal::Block;

/// How many rows the home page shows of a list of what is over. It stays light however long a customer has been one.
const ON_HOME: usize = 6;

/// How many rows a page of a list has.
const ON_A_PAGE: usize = 500;

/// What is listed.
#[derive(Clone, Copy)]
enum Kind {
    Paid,
    Payments,
    CreditNotes,
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Paid, Kind::Payments, Kind::CreditNotes];

    const fn as_str(self) -> &'static str {
        match self {
            Kind::Paid => "paid",
            Kind::Payments => "payments",
            Kind::CreditNotes => "credit-notes",
        }
    }

    fn count(self, block: &Block<'_>) -> usize {
        match self {
            Kind::Paid => block.paid.len(),
            Kind::Payments => block.payments.len(),
            Kind::CreditNotes => block.credit_notes.len(),
        }
    }

    /// Where page `number`, counted from 0, of the list lies. No invoice and no period is called like this: the one ends with
    /// six characters of its own, the other begins with a year, `all` or `open`.
    fn path(self, block: &Block<'_>, number: usize) -> String {
        let folder = match self {
            Kind::Paid => "invoices",
            Kind::Payments | Kind::CreditNotes => "statements",
        };
        let currency = block.currency.code().to_ascii_lowercase();
        match number {
            0 => format!("{folder}/{}-{currency}/", self.as_str()),
            _ => format!("{folder}/{}-{currency}-{}/", self.as_str(), number + 1),
        }
    }
}

/// The rows of a list that the home page shows.
pub(super) fn newest<T>(rows: &[T]) -> impl Iterator<Item = &T> {
    rows.iter().take(ON_HOME)
}

impl<'p, 'a> Pages<'p, 'a> {
    pub(super) fn lists(&self, block: &Block<'_>) -> Lists {
        let list = |kind: Kind| {
            let count = kind.count(block);
            List { count, href: (count > ON_HOME).then(|| self.href(&kind.path(block, 0))) }
        };
        Lists { paid: list(Kind::Paid), payments: list(Kind::Payments), credit_notes: list(Kind::CreditNotes) }
    }

    /// The pages of the lists that the home page does not show in full.
    pub(super) fn list_pages(&self, pages: &mut Vec<super::Page>) -> Result<(), Diagnostic> {
        for block in &self.portal.blocks {
            for kind in Kind::ALL {
                let count = kind.count(block);
                let last = if count > ON_HOME { count.div_ceil(ON_A_PAGE) } else { 0 };
                for number in 0..last {
                    self.add("list.html", &kind.path(block, number), || self.list(block, kind, number), pages)?;
                }
            }
        }
        Ok(())
    }

    fn list(&self, block: &'p Block<'a>, kind: Kind, number: usize) -> ListPage<'p>
    where
        'a: 'p,
    {
        let currency = block.currency;
        let count = kind.count(block);
        let mut page = ListPage {
            kind: kind.as_str(),
            as_of: self.day(self.portal.as_of),
            currency: block.currency.code(),
            count,
            paid: Vec::new(),
            payments: Vec::new(),
            credit_notes: Vec::new(),
            has_children: block.has_children(),
            newer: number.checked_sub(1).map(|newer| self.href(&kind.path(block, newer))),
            older: (count > (number + 1) * ON_A_PAGE).then(|| self.href(&kind.path(block, number + 1))),
        };
        match kind {
            Kind::Paid => page.paid = part(&block.paid, number).map(|row| self.invoice_row(row)).collect(),
            Kind::Payments => {
                page.payments = part(&block.payments, number).map(|row| self.payment_row(row, currency)).collect();
            }
            Kind::CreditNotes => {
                let rows = part(&block.credit_notes, number);
                page.credit_notes = rows.map(|row| self.credit_note_row(row, currency)).collect();
            }
        }
        page
    }
}

fn part<T>(rows: &[T], number: usize) -> impl Iterator<Item = &T> {
    rows.iter().skip(number * ON_A_PAGE).take(ON_A_PAGE)
}
