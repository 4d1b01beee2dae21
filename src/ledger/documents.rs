//! Documents of the books: invoices, credit notes, payments, and what was put against what.
//!
//! Drafts, void and unsent documents never get here: `exports` leaves them out, of every kind and in one place.

use super::{Amount, Currency, CustomerId, DocumentNumber};
use crate::diag::Place;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A sum charged to a customer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Invoice {
    pub number: DocumentNumber,
    pub issued: Date,
    /// The last day on which paying is in time.
    pub due: Date,
    pub currency: Currency,
    /// Never negative.
    pub total: Amount,
    pub stated: Stated,
    /// The day it was settled, where the books say so.
    pub settled: Option<Date>,
    pub kind: InvoiceKind,
    pub purchase_order: Option<Box<str>>,
    /// May have several lines.
    pub description: Option<Box<str>>,
    /// An https address where this one invoice can be paid.
    pub payment_link: Option<Box<str>>,
    /// Further columns of the export: header and text.
    pub further: Box<[(Box<str>, Box<str>)]>,
    pub place: Place,
}

/// What the accounting system itself says was paid or is open. It wins over what we compute.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Stated {
    /// Payments put against the invoice; credit notes not counted.
    pub paid: Option<Amount>,
    /// What is left to pay.
    pub open: Option<Amount>,
}

#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum InvoiceKind {
    #[default]
    Invoice,
    /// A fee for paying late: an invoice like others, but named.
    LateFee,
}

/// A sum credited to a customer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CreditNote {
    pub number: DocumentNumber,
    pub issued: Date,
    pub currency: Currency,
    /// Never negative; it lowers what is owed.
    pub total: Amount,
    /// May have several lines.
    pub reason: Option<Box<str>>,
    pub place: Place,
}

/// Money received; a negative amount is a refund.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Payment {
    pub reference: DocumentNumber,
    pub received: Date,
    pub currency: Currency,
    pub amount: Amount,
    pub method: Option<Box<str>>,
    /// Who paid, where it was not the customer himself but a parent.
    pub payer: Option<CustomerId>,
    pub place: Place,
}

/// A part of a credit note or payment that the books put against an invoice.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Posting {
    pub source: Source,
    pub invoice: DocumentNumber,
    /// Negative where a refund takes money back from an invoice.
    pub amount: Amount,
    /// The day it was put there; the source's own day where the books name none.
    pub on: Option<Date>,
    pub place: Place,
}

/// Where allocated money comes from: an index into the book's credit notes or payments.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Source {
    CreditNote(usize),
    Payment(usize),
}

/// Documents that the books have and no portal shows: drafts, void ones, rows with problems. Their numbers are taken all
/// the same: a delivered file of that number may be theirs.
///
/// By the customer as the row names him, whether the exports have him or not; none where the row names nobody.
#[derive(Clone, Debug, Default)]
pub struct LeftOut {
    pub invoices: BTreeSet<(DocumentNumber, Option<CustomerId>)>,
    pub credit_notes: BTreeSet<(DocumentNumber, Option<CustomerId>)>,
}

/// A part of a credit note or payment that counts against an invoice, from a day on.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Allocation {
    pub source: Source,
    /// Index into the book's invoices.
    pub invoice: usize,
    pub amount: Amount,
    /// Not before the invoice and the source were issued.
    pub from: Date,
}
