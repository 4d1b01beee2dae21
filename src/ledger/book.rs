//! One customer's book: his documents, and what was put against what.

use super::{Allocation, Amount, CreditNote, Currency, Customer, Invoice, Payment, Posting, Source};
use crate::diag::{Diagnostic, Problems};
use hashbrown::HashMap;
use jiff::civil::Date;
use std::cmp::Ordering;
use std::sync::Arc;

/// One customer's documents in a fixed order, with their allocations.
///
/// What always holds: no allocation exceeds what its source had left or what its invoice had left, so nothing is
/// allocated twice; all amounts of one currency together fit an [`Amount`]; the order of the rows that the book was
/// made from changes nothing.
///
/// To clone a book is cheap: what it holds is shared.
#[derive(Clone, Debug)]
pub struct Book {
    pub customer: Arc<Customer>,
    documents: Arc<Booked>,
}

/// A customer's documents in their order, and what was put against what.
#[derive(Debug, Default)]
struct Booked {
    invoices: Vec<Invoice>,
    credit_notes: Vec<CreditNote>,
    payments: Vec<Payment>,
    allocations: Vec<Allocation>,
}

/// What a book is made from, in any order.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    pub invoices: Vec<Invoice>,
    pub credit_notes: Vec<CreditNote>,
    pub payments: Vec<Payment>,
    /// Their sources are indices into the two lists above.
    pub postings: Vec<Posting>,
}

/// The amounts of an account may weigh so much: sums of them, and of their differences, fit an [`Amount`].
pub(super) const WEIGHT: u128 = (i64::MAX / 8) as u128;

/// Whether the books list payments one by one. Where they do not, `paid` and `open_balance` have nothing to agree with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PaymentsListed {
    Yes,
    No,
}

/// A posting whose invoice is here.
struct Resolved {
    posting: Posting,
    /// Index into the book's invoices.
    invoice: usize,
    from: Date,
}

impl Documents {
    /// In their lasting order, whatever the order of the rows was.
    fn in_order(mut self) -> Documents {
        fn reorder<T>(items: &mut [T], order: impl Fn(&T, &T) -> Ordering) -> Vec<usize> {
            let mut old: Vec<usize> = (0..items.len()).collect();
            old.sort_by(|&a, &b| order(&items[a], &items[b]));
            let mut position = vec![0; old.len()];
            old.iter().enumerate().for_each(|(new, &old)| position[old] = new);
            items.sort_by(order);
            position
        }
        self.invoices.sort_by(|a, b| (a.issued, &a.number).cmp(&(b.issued, &b.number)));
        let credits = reorder(&mut self.credit_notes, |a, b| (a.issued, &a.number).cmp(&(b.issued, &b.number)));
        let payments = reorder(&mut self.payments, |a, b| {
            let key = |payment: &Payment| (payment.currency, payment.amount);
            (a.received, &a.reference)
                .cmp(&(b.received, &b.reference))
                .then_with(|| (key(a), &a.payer, &a.method).cmp(&(key(b), &b.payer, &b.method)))
        });
        for posting in &mut self.postings {
            posting.source = match posting.source {
                Source::CreditNote(index) => Source::CreditNote(credits[index]),
                Source::Payment(index) => Source::Payment(payments[index]),
            };
        }
        self
    }
}

impl Book {
    /// Puts every posting against its invoice, as far as both sides have something left.
    ///
    /// A posting to an invoice that is not here leaves its money unapplied (a warning), as does the part that is too
    /// much. A posting in another currency than its invoice is an error: currencies are never converted.
    pub fn new(
        customer: impl Into<Arc<Customer>>,
        documents: Documents,
        listed: PaymentsListed,
        problems: &mut Problems,
    ) -> Book {
        let Documents { invoices, credit_notes, payments, postings } = documents.in_order();
        let documents = Booked { invoices, credit_notes, payments, allocations: Vec::new() };
        let mut book = Book { customer: customer.into(), documents: Arc::new(documents) };
        if !book.fits(problems) {
            return Book { documents: Arc::default(), ..book };
        }
        let allocations = book.allocate(postings, problems);
        Arc::get_mut(&mut book.documents).expect("nobody shares a new book").allocations = allocations;
        book.compare_with_stated(listed, problems);
        book
    }

    /// Whether the two share what they hold: then they are equal. Equal books that were made apart share nothing.
    pub fn is_shared(&self, other: &Book) -> bool {
        Arc::ptr_eq(&self.customer, &other.customer) && Arc::ptr_eq(&self.documents, &other.documents)
    }

    /// In order of issue day and number.
    pub fn invoices(&self) -> &[Invoice] {
        &self.documents.invoices
    }

    /// In order of issue day and number.
    pub fn credit_notes(&self) -> &[CreditNote] {
        &self.documents.credit_notes
    }

    /// In order of day received and reference.
    pub fn payments(&self) -> &[Payment] {
        &self.documents.payments
    }

    /// In order of the day they count from.
    pub fn allocations(&self) -> &[Allocation] {
        &self.documents.allocations
    }

    /// Whether all amounts together stay far inside an [`Amount`], so that no sum can overflow later.
    fn fits(&self, problems: &mut Problems) -> bool {
        let fits = self.weight() < WEIGHT;
        if !fits {
            problems.add(self.too_large());
        }
        fits
    }

    pub(super) fn too_large(&self) -> Diagnostic {
        let title = format!("the amounts of customer `{}` are too large to add up", self.customer.id);
        let problem = Diagnostic::error("amounts-too-large", title).at(self.customer.place, "this customer");
        problem.concerning(self.customer.id.as_str())
    }

    /// The size of all amounts together, in minor units.
    pub(super) fn weight(&self) -> u128 {
        let amounts = (self.documents.invoices.iter())
            .flat_map(|invoice| [Some(invoice.total), invoice.stated.paid, invoice.stated.open].into_iter().flatten())
            .chain(self.documents.credit_notes.iter().map(|credit_note| credit_note.total))
            .chain(self.documents.payments.iter().map(|payment| payment.amount));
        amounts.map(|amount| u128::from(amount.minor().unsigned_abs())).sum()
    }

    /// Puts postings against invoices in the order in which they count, so that what comes later takes nothing from
    /// what came before, and what was posted on one day is settled by number and amount, never by row.
    fn allocate(&self, postings: Vec<Posting>, problems: &mut Problems) -> Vec<Allocation> {
        let mut postings = self.resolve(postings, problems);
        postings.sort_by_key(|Resolved { posting, invoice, from }| {
            let Posting { source, amount, .. } = posting;
            (*from, amount.is_negative(), matches!(source, Source::Payment(_)), *source, *invoice, *amount)
        });
        let mut left_on_invoices: Vec<Amount> = self.documents.invoices.iter().map(|invoice| invoice.total).collect();
        let mut left_of_credits: Vec<Amount> = self.documents.credit_notes.iter().map(|credit| credit.total).collect();
        let mut left_of_payments: Vec<Amount> = self.documents.payments.iter().map(|payment| payment.amount).collect();
        let mut allocations = Vec::with_capacity(postings.len());
        for Resolved { posting, invoice, from } in postings {
            let left_of_source = match posting.source {
                Source::CreditNote(credit) => &mut left_of_credits[credit],
                Source::Payment(payment) => &mut left_of_payments[payment],
            };
            // A refund only takes back, anything else only pays: neither crosses zero.
            let amount = if posting.amount.is_negative() {
                let allocated = self.documents.invoices[invoice].total - left_on_invoices[invoice];
                posting.amount.max((*left_of_source).min(Amount::ZERO)).max(-allocated)
            } else {
                posting.amount.min((*left_of_source).max(Amount::ZERO)).min(left_on_invoices[invoice])
            };
            if amount != posting.amount {
                problems.add(self.over_allocated(&posting, amount, &self.documents.invoices[invoice]));
            }
            if amount.is_zero() {
                continue;
            }
            *left_of_source -= amount;
            left_on_invoices[invoice] -= amount;
            allocations.push(Allocation { source: posting.source, invoice, amount, from });
        }
        allocations.sort_by_key(|allocation| (allocation.from, allocation.source, allocation.invoice));
        allocations
    }

    /// Finds each posting's invoice, and the day from which both are there.
    fn resolve(&self, postings: Vec<Posting>, problems: &mut Problems) -> Vec<Resolved> {
        let by_number: HashMap<&str, usize> = self
            .documents
            .invoices
            .iter()
            .enumerate()
            .map(|(index, invoice)| (invoice.number.as_str(), index))
            .collect();
        let resolve = |posting: Posting| -> Result<Resolved, Diagnostic> {
            let Some(&index) = by_number.get(posting.invoice.as_str()) else {
                return Err(self.unknown_invoice(&posting));
            };
            let invoice = &self.documents.invoices[index];
            if self.currency_of(posting.source) != invoice.currency {
                return Err(self.other_currency(&posting, invoice));
            }
            let day = self.day_of(posting.source);
            let from = posting.on.unwrap_or(day).max(day).max(invoice.issued);
            Ok(Resolved { posting, invoice: index, from })
        };
        postings.into_iter().filter_map(|posting| problems.keep(resolve(posting))).collect()
    }

    /// Warns where the books' own `paid` or `open_balance` is not what their payments and credit notes come to.
    fn compare_with_stated(&self, listed: PaymentsListed, problems: &mut Problems) {
        let (mut paid, mut credited) =
            (vec![Amount::ZERO; self.documents.invoices.len()], vec![Amount::ZERO; self.documents.invoices.len()]);
        for allocation in &self.documents.allocations {
            match allocation.source {
                Source::Payment(_) => paid[allocation.invoice] += allocation.amount,
                Source::CreditNote(_) => credited[allocation.invoice] += allocation.amount,
            }
        }
        for ((invoice, paid), credited) in self.documents.invoices.iter().zip(paid).zip(credited) {
            let money = |amount: Amount| amount.of(invoice.currency);
            if let (Some(stated), PaymentsListed::Yes) = (invoice.stated.paid, listed)
                && stated != paid
            {
                let title = format!(
                    "invoice `{}` says {} was paid, the payments to it come to {}",
                    invoice.number,
                    money(stated),
                    money(paid)
                );
                problems.add(self.disagreement("payments-disagree", title, invoice));
            }
            let stated_open = invoice.stated.open.or(invoice.stated.paid.map(|paid| invoice.total - paid - credited));
            if let Some(open) = stated_open.filter(|open| open.is_negative() || *open > invoice.total) {
                let title =
                    format!("invoice `{}` over {} has {} open", invoice.number, money(invoice.total), money(open));
                problems.add(self.disagreement("open-balance-odd", title, invoice));
            }
            let known_paid = invoice.stated.paid.or((listed == PaymentsListed::Yes).then_some(paid));
            if let (Some(stated), Some(paid)) = (invoice.stated.open, known_paid)
                && stated != invoice.total - paid - credited
            {
                let title = format!(
                    "invoice `{}` says {} is open, its payments and credit notes leave {}",
                    invoice.number,
                    money(stated),
                    money(invoice.total - paid - credited)
                );
                problems.add(self.disagreement("open-balance-differs", title, invoice));
            }
        }
    }

    fn disagreement(&self, code: &'static str, title: String, invoice: &Invoice) -> Diagnostic {
        Diagnostic::warning(code, title)
            .at(invoice.place, "this invoice")
            .hint("the invoice's own figure is shown; statements carry the difference as an adjustment")
            .concerning(self.customer.id.as_str())
    }

    fn unknown_invoice(&self, posting: &Posting) -> Diagnostic {
        let customer = &self.customer.id;
        Diagnostic::warning("unknown-invoice", format!("customer `{customer}` has no invoice `{}`", posting.invoice))
            .at(posting.place, "put against it here")
            .hint("its money is shown as unapplied")
            .concerning(customer.as_str())
    }

    fn other_currency(&self, posting: &Posting, invoice: &Invoice) -> Diagnostic {
        let title = format!(
            "invoice `{}` is in {}, but {} is put against it",
            invoice.number,
            invoice.currency,
            self.currency_of(posting.source)
        );
        Diagnostic::error("currency-differs", title)
            .at(posting.place, "put against it here")
            .at(invoice.place, "the invoice")
            .hint("currencies are never converted: give the payment in the invoice's currency, or leave its invoice number empty")
            .concerning(self.customer.id.as_str())
    }

    fn over_allocated(&self, posting: &Posting, taken: Amount, invoice: &Invoice) -> Diagnostic {
        let money = |amount: Amount| amount.of(invoice.currency);
        let source = match posting.source {
            Source::CreditNote(index) => &self.documents.credit_notes[index].number,
            Source::Payment(index) => &self.documents.payments[index].reference,
        };
        let title = format!(
            "`{source}` puts {} against invoice `{}`; only {} of it can be counted",
            money(posting.amount),
            invoice.number,
            money(taken)
        );
        Diagnostic::warning("over-allocated", title)
            .at(posting.place, "put against it here")
            .at(invoice.place, format!("total {}", money(invoice.total)))
            .hint("the rest is shown as unapplied")
            .concerning(self.customer.id.as_str())
    }

    fn day_of(&self, source: Source) -> Date {
        match source {
            Source::CreditNote(index) => self.documents.credit_notes[index].issued,
            Source::Payment(index) => self.documents.payments[index].received,
        }
    }

    fn currency_of(&self, source: Source) -> Currency {
        match source {
            Source::CreditNote(index) => self.documents.credit_notes[index].currency,
            Source::Payment(index) => self.documents.payments[index].currency,
        }
    }
}
