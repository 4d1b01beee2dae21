//! The organization's books: invoices, credit notes, payments, and whether they hold together.

use crate::e_invoice::Form;
use crate::people::Customer;
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};

/// The day the sample speaks for; config.yaml names the same.
pub(crate) const AS_OF: Date = date(2026, 11, 20);

#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct InvoiceId(pub(crate) usize);

#[derive(Clone, Copy)]
pub(crate) struct CreditNoteId(pub(crate) usize);

#[derive(Clone, Copy)]
pub(crate) struct PaymentId(pub(crate) usize);

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum State {
    Sent,
    Draft,
    Void,
}

impl State {
    pub(crate) fn word(self) -> &'static str {
        match self {
            State::Sent => "sent",
            State::Draft => "draft",
            State::Void => "void",
        }
    }
}

/// Amounts are minor units of the document's currency, here as everywhere in the example.
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) amount: i64,
}

pub(crate) struct Invoice {
    pub(crate) number: String,
    pub(crate) customer: usize,
    pub(crate) issued: Date,
    pub(crate) due: Date,
    pub(crate) currency: &'static str,
    pub(crate) lines: Vec<Line>,
    pub(crate) state: State,
    pub(crate) late_fee: bool,
    pub(crate) purchase_order: String,
    pub(crate) delivery_note: String,
}

pub(crate) struct CreditNote {
    pub(crate) number: String,
    pub(crate) customer: usize,
    pub(crate) issued: Date,
    pub(crate) currency: &'static str,
    pub(crate) total: i64,
    pub(crate) applied: Vec<(InvoiceId, i64)>,
    pub(crate) state: State,
    pub(crate) reason: &'static str,
}

pub(crate) struct Payment {
    pub(crate) reference: String,
    pub(crate) customer: usize,
    pub(crate) received: Date,
    pub(crate) currency: &'static str,
    /// What went to which invoice; without one, it is unapplied.
    pub(crate) parts: Vec<(Option<InvoiceId>, i64)>,
    pub(crate) method: &'static str,
}

/// What the team noted after a call.
pub(crate) enum Decision {
    Dispute { invoice: InvoiceId, day: Date, reason: &'static str, amount: i64 },
    Promise { invoice: InvoiceId, day: Date, date: Date, amount: i64 },
}

pub(crate) struct Books {
    pub(crate) customers: Vec<Customer>,
    pub(crate) invoices: Vec<Invoice>,
    pub(crate) credit_notes: Vec<CreditNote>,
    pub(crate) payments: Vec<Payment>,
    pub(crate) decisions: Vec<Decision>,
    /// Which invoices machines can read too, and how.
    pub(crate) e_invoices: Vec<(InvoiceId, Form)>,
}

/// The sums of one currency.
#[derive(Default)]
pub(crate) struct Sums {
    pub(crate) open: i64,
    pub(crate) past_due: i64,
    pub(crate) unapplied: i64,
}

/// The last number of each series.
struct Series(BTreeMap<String, u32>);

impl Series {
    /// The next number of a kind of document in a branch, with at least so many digits.
    fn next(&mut self, kind: &str, branch: &str, digits: usize) -> String {
        let series = format!("{kind}{branch}");
        let last = self.0.entry(series.clone()).or_default();
        *last += 1;
        format!("{series}{last:0digits$}")
    }
}

impl Invoice {
    pub(crate) fn total(&self) -> i64 {
        self.lines.iter().map(|line| line.amount).sum()
    }

    pub(crate) fn description(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

impl CreditNote {
    fn applied_sum(&self) -> i64 {
        self.applied.iter().map(|(_, part)| part).sum()
    }
}

impl Books {
    pub(crate) fn new(customers: Vec<Customer>) -> Books {
        Books {
            customers,
            invoices: Vec::new(),
            credit_notes: Vec::new(),
            payments: Vec::new(),
            decisions: Vec::new(),
            e_invoices: Vec::new(),
        }
    }

    pub(crate) fn customer(&self, id: &str) -> usize {
        self.customers.iter().position(|customer| customer.id == id).expect("scenes name customers there are")
    }

    /// What payments have settled of an invoice.
    pub(crate) fn paid(&self, invoice: InvoiceId) -> i64 {
        let parts = self.payments.iter().flat_map(|payment| &payment.parts);
        parts.filter(|(to, _)| *to == Some(invoice)).map(|(_, part)| part).sum()
    }

    fn credited(&self, invoice: InvoiceId) -> i64 {
        let parts = self.credit_notes.iter().flat_map(|credit_note| &credit_note.applied);
        parts.filter(|(to, _)| *to == invoice).map(|(_, part)| part).sum()
    }

    pub(crate) fn open(&self, invoice: InvoiceId) -> i64 {
        self.invoices[invoice.0].total() - self.paid(invoice) - self.credited(invoice)
    }

    /// The day on which nothing was left open, if that is so.
    pub(crate) fn settled(&self, invoice: InvoiceId) -> Option<Date> {
        let payments = self.payments.iter().filter(|payment| payment.parts.iter().any(|(to, _)| *to == Some(invoice)));
        let credit_notes = self.credit_notes.iter().filter(|note| note.applied.iter().any(|(to, _)| *to == invoice));
        let last = payments.map(|payment| payment.received).chain(credit_notes.map(|note| note.issued)).max();
        last.filter(|_| self.open(invoice) == 0)
    }

    /// How machines can read an invoice, if they can.
    pub(crate) fn e_invoice(&self, invoice: InvoiceId) -> Option<Form> {
        self.e_invoices.iter().find(|(id, _)| *id == invoice).map(|(_, form)| *form)
    }

    pub(crate) fn of(&self, customer: usize) -> impl Iterator<Item = InvoiceId> {
        self.ids().filter(move |id| self.invoices[id.0].customer == customer)
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = InvoiceId> + use<> {
        (0..self.invoices.len()).map(InvoiceId)
    }

    /// Gives all documents that have no number yet the next one of their series, in the order of their days. A branch has
    /// series of its own, so that it moves no number of the others.
    pub(crate) fn number(&mut self) {
        let customers = &self.customers;
        let mut invoices: Vec<&mut Invoice> =
            self.invoices.iter_mut().filter(|invoice| invoice.number.is_empty()).collect();
        invoices.sort_by_key(|invoice| invoice.issued);
        let mut series = Series(BTreeMap::from([("INV-".to_owned(), 2000)]));
        for invoice in invoices {
            let branch = customers[invoice.customer].country.branch;
            invoice.number = match (invoice.state, invoice.late_fee) {
                (State::Draft, _) => series.next("DRAFT-", branch, 1),
                (_, true) => series.next("LF-", branch, 4),
                (_, false) => series.next("INV-", branch, 4),
            };
        }
        let mut credit_notes: Vec<&mut CreditNote> = self.credit_notes.iter_mut().collect();
        credit_notes.sort_by_key(|credit_note| credit_note.issued);
        for credit_note in credit_notes {
            credit_note.number = series.next("CN-", customers[credit_note.customer].country.branch, 4);
        }
        let mut payments: Vec<&mut Payment> = self.payments.iter_mut().collect();
        payments.sort_by_key(|payment| payment.received);
        for payment in payments {
            payment.reference = series.next("PAY-", customers[payment.customer].country.branch, 4);
        }
    }

    /// Open, past due and unapplied money, per currency.
    pub(crate) fn sums(&self) -> BTreeMap<&'static str, Sums> {
        let mut sums: BTreeMap<&'static str, Sums> = BTreeMap::new();
        for id in self.ids().filter(|id| self.invoices[id.0].state == State::Sent) {
            let (invoice, open) = (&self.invoices[id.0], self.open(id));
            let sums = sums.entry(invoice.currency).or_default();
            sums.open += open;
            sums.past_due += if invoice.due < AS_OF { open } else { 0 };
        }
        for note in self.credit_notes.iter().filter(|note| note.state == State::Sent) {
            sums.entry(note.currency).or_default().unapplied += note.total - note.applied_sum();
        }
        for payment in &self.payments {
            let unapplied: i64 = payment.parts.iter().filter(|(to, _)| to.is_none()).map(|(_, part)| part).sum();
            sums.entry(payment.currency).or_default().unapplied += unapplied;
        }
        sums
    }

    /// Panics where the books do not hold together: the sample must build without a single warning.
    pub(crate) fn check(&self) {
        let mut numbers = BTreeSet::new();
        for id in self.ids() {
            let invoice = &self.invoices[id.0];
            let number = &invoice.number;
            assert!(numbers.insert((invoice.customer, number)), "{number} is there twice");
            assert!(invoice.issued <= invoice.due, "{number} is due before it is issued");
            assert!(invoice.total() > 0 && self.open(id) >= 0, "{number} is settled beyond its total");
            let untouched = self.paid(id) == 0 && self.credited(id) == 0;
            assert!(invoice.state == State::Sent || untouched, "{number} was never sent, but paid");
        }
        let same = |id: InvoiceId, customer: usize, currency: &str, day: Date| {
            let invoice = &self.invoices[id.0];
            invoice.customer == customer && invoice.currency == currency && invoice.issued <= day && day <= AS_OF
        };
        for note in &self.credit_notes {
            let number = &note.number;
            assert!(note.applied_sum() <= note.total, "more of {number} is applied than there is");
            let fits =
                |(id, part): &(InvoiceId, i64)| *part > 0 && same(*id, note.customer, note.currency, note.issued);
            assert!(note.applied.iter().all(fits), "{number} is applied to what it does not fit");
        }
        for payment in &self.payments {
            let reference = &payment.reference;
            let to: BTreeSet<Option<InvoiceId>> = payment.parts.iter().map(|(to, _)| *to).collect();
            assert!(to.len() == payment.parts.len(), "{reference} has two rows for one invoice");
            let (customer, currency, day) = (payment.customer, payment.currency, payment.received);
            let fits = |(to, part): &(Option<InvoiceId>, i64)| {
                to.is_none_or(|id| *part > 0 && same(id, customer, currency, day))
            };
            assert!(payment.parts.iter().all(fits), "{reference} pays what it does not fit");
        }
    }
}
