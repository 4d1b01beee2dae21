//! One customer's account as of a day: what is open, what is unapplied, per currency.

use super::{
    AgingSchedule, Allocation, Amount, Book, Bucket, CreditNote, Currency, Customer, DocumentNumber, Invoice, Line,
    Payment, Source, Stated, days_past_due, lines,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One customer's account, seen from a day: his own items and, for a parent, those of his children.
///
/// Everything dated after the day is left out: a payment received later, a credit note issued later, a part put later.
/// Invoices issued later are kept apart, as upcoming ones, and count nowhere.
#[derive(Debug)]
pub struct Account<'a> {
    pub customer: &'a Customer,
    pub as_of: Date,
    /// One for each currency that has a document, by its code.
    pub sheets: Vec<Sheet<'a>>,
}

/// The part of an account that is in one currency.
///
/// What always holds: the buckets of every aging schedule add up to [`Sheet::outstanding`]; the balance is what is
/// outstanding less what is unapplied, and it is the closing balance of the statement over all time.
#[derive(Debug)]
pub struct Sheet<'a> {
    pub currency: Currency,
    /// Issued by the day, in order of issue day, number and owner.
    pub invoices: Vec<InvoiceItem<'a>>,
    /// Issued after the day.
    pub upcoming: Vec<InvoiceItem<'a>>,
    pub credit_notes: Vec<SourceItem<'a, CreditNote>>,
    pub payments: Vec<SourceItem<'a, Payment>>,
    /// What happened, in order; the statements are cut from it.
    pub(super) lines: Vec<Line<'a>>,
}

/// An invoice and how it stands.
#[derive(Clone, Debug)]
pub struct InvoiceItem<'a> {
    pub owner: &'a Customer,
    pub invoice: &'a Invoice,
    /// The open balance: what is left to pay.
    pub open: Amount,
    pub standing: Standing,
    /// What was put against it by the day, in order.
    pub parts: Vec<Part<'a>>,
}

/// How an invoice stands on a day. Derived, never stored.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Standing {
    /// Issued after the day.
    Upcoming,
    /// Nothing is left to pay; settled on this day where that is known.
    Paid { on: Option<Date> },
    /// The books have a negative open balance: the customer is owed.
    Overpaid,
    /// Due in so many days; 0 is today.
    NotDue { days: i32 },
    /// At least one day late.
    PastDue { days: i32 },
}

/// A credit note or payment and what is left of it.
#[derive(Clone, Debug)]
pub struct SourceItem<'a, D> {
    pub owner: &'a Customer,
    pub document: &'a D,
    /// The part not yet put against an invoice.
    pub unapplied: Amount,
    /// The invoices it was put against by the day, in order.
    pub parts: Vec<Part<'a>>,
}

/// An allocation, told from either of its ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Part<'a> {
    pub kind: PartKind,
    /// On an invoice, the number of the credit note or payment; on these, the invoice's number.
    pub number: &'a DocumentNumber,
    pub amount: Amount,
    pub on: Date,
}

/// What stands at the other end of an allocation.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum PartKind {
    Invoice,
    CreditNote,
    Payment,
}

impl<'a> Account<'a> {
    /// The account over these books; the first one is the customer's own.
    pub(super) fn new(books: &[&'a Book], as_of: Date) -> Account<'a> {
        let mut sheets: BTreeMap<Currency, Sheet<'a>> = BTreeMap::new();
        for book in books {
            add_book(book, as_of, &mut sheets);
        }
        let mut sheets: Vec<Sheet<'a>> = sheets.into_values().collect();
        for sheet in &mut sheets {
            if books.len() > 1 {
                sheet.merge_owners();
            }
            sheet.lines = lines::of(sheet, as_of);
        }
        Account { customer: &books[0].customer, as_of, sheets }
    }

    pub fn sheet(&self, currency: Currency) -> Option<&Sheet<'a>> {
        self.sheets.iter().find(|sheet| sheet.currency == currency)
    }
}

impl<'a> Sheet<'a> {
    fn new(currency: Currency) -> Sheet<'a> {
        Sheet {
            currency,
            invoices: Vec::new(),
            upcoming: Vec::new(),
            credit_notes: Vec::new(),
            payments: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// The open balances of all invoices.
    pub fn outstanding(&self) -> Amount {
        self.invoices.iter().map(|item| item.open).sum()
    }

    /// The part of [`Sheet::outstanding`] that is late.
    pub fn past_due(&self) -> Amount {
        let late = self.invoices.iter().filter(|item| matches!(item.standing, Standing::PastDue { .. }));
        late.map(|item| item.open).sum()
    }

    /// Money of the customer's that no invoice has taken yet.
    pub fn unapplied(&self) -> Amount {
        let credits: Amount = self.credit_notes.iter().map(|item| item.unapplied).sum();
        let payments: Amount = self.payments.iter().map(|item| item.unapplied).sum();
        credits + payments
    }

    /// What the customer owes in all; negative where he is owed.
    pub fn balance(&self) -> Amount {
        self.outstanding() - self.unapplied()
    }

    /// The open balances by age.
    pub fn aging(&self, schedule: &AgingSchedule, as_of: Date) -> Vec<(Bucket, Amount)> {
        let mut aging: Vec<(Bucket, Amount)> =
            schedule.buckets().into_iter().map(|bucket| (bucket, Amount::ZERO)).collect();
        for item in &self.invoices {
            let index = match item.standing {
                Standing::PastDue { .. } => schedule.index(item.invoice.due, as_of),
                _ => 0,
            };
            aging[index].1 += item.open;
        }
        aging
    }

    /// Brings the items of several owners into one order.
    fn merge_owners(&mut self) {
        let invoice_order = |a: &InvoiceItem<'_>, b: &InvoiceItem<'_>| {
            (a.invoice.issued, &a.invoice.number, &a.owner.id).cmp(&(b.invoice.issued, &b.invoice.number, &b.owner.id))
        };
        self.invoices.sort_by(invoice_order);
        self.upcoming.sort_by(invoice_order);
        self.credit_notes.sort_by(|a, b| {
            (a.document.issued, &a.document.number, &a.owner.id).cmp(&(
                b.document.issued,
                &b.document.number,
                &b.owner.id,
            ))
        });
        self.payments.sort_by(|a, b| {
            (a.document.received, &a.document.reference, &a.owner.id).cmp(&(
                b.document.received,
                &b.document.reference,
                &b.owner.id,
            ))
        });
    }
}

fn add_book<'a>(book: &'a Book, as_of: Date, sheets: &mut BTreeMap<Currency, Sheet<'a>>) {
    let owner = &book.customer;
    let counts = |allocation: &&Allocation| {
        let source_day = match allocation.source {
            Source::CreditNote(index) => book.credit_notes()[index].issued,
            Source::Payment(index) => book.payments()[index].received,
        };
        allocation.from.max(source_day) <= as_of
    };
    let mut parts_of_invoices = vec![Vec::new(); book.invoices().len()];
    let mut parts_of_credits = vec![Vec::new(); book.credit_notes().len()];
    let mut parts_of_payments = vec![Vec::new(); book.payments().len()];
    for allocation in book.allocations().iter().filter(counts) {
        let (kind, number, parts_of_source) = match allocation.source {
            Source::CreditNote(index) => {
                (PartKind::CreditNote, &book.credit_notes()[index].number, &mut parts_of_credits[index])
            }
            Source::Payment(index) => {
                (PartKind::Payment, &book.payments()[index].reference, &mut parts_of_payments[index])
            }
        };
        let Allocation { amount, from: on, .. } = *allocation;
        parts_of_invoices[allocation.invoice].push(Part { kind, number, amount, on });
        let number = &book.invoices()[allocation.invoice].number;
        parts_of_source.push(Part { kind: PartKind::Invoice, number, amount, on });
    }
    for (invoice, parts) in book.invoices().iter().zip(parts_of_invoices) {
        let item = invoice_item(owner, invoice, parts, as_of);
        let sheet = sheets.entry(invoice.currency).or_insert_with(|| Sheet::new(invoice.currency));
        if item.standing == Standing::Upcoming { &mut sheet.upcoming } else { &mut sheet.invoices }.push(item);
    }
    for (document, parts) in book.credit_notes().iter().zip(parts_of_credits) {
        if document.issued <= as_of {
            let unapplied = document.total - parts.iter().map(|part| part.amount).sum();
            let sheet = sheets.entry(document.currency).or_insert_with(|| Sheet::new(document.currency));
            sheet.credit_notes.push(SourceItem { owner, document, unapplied, parts });
        }
    }
    for (document, parts) in book.payments().iter().zip(parts_of_payments) {
        if document.received <= as_of {
            let unapplied = document.amount - parts.iter().map(|part| part.amount).sum();
            let sheet = sheets.entry(document.currency).or_insert_with(|| Sheet::new(document.currency));
            sheet.payments.push(SourceItem { owner, document, unapplied, parts });
        }
    }
}

fn invoice_item<'a>(owner: &'a Customer, invoice: &'a Invoice, parts: Vec<Part<'a>>, as_of: Date) -> InvoiceItem<'a> {
    let by = |kind: PartKind| parts.iter().filter(|part| part.kind == kind).map(|part| part.amount).sum::<Amount>();
    // What the books state of an invoice that was settled later does not hold for this day yet.
    let is_stated = invoice.settled.is_none_or(|settled| settled <= as_of);
    let open = match invoice.stated {
        Stated { open: Some(open), .. } if is_stated => open,
        Stated { paid: Some(paid), .. } if is_stated => invoice.total - paid - by(PartKind::CreditNote),
        _ => invoice.total - by(PartKind::Payment) - by(PartKind::CreditNote),
    };
    let days = days_past_due(invoice.due, as_of);
    let standing = if invoice.issued > as_of {
        Standing::Upcoming
    } else if open.is_zero() {
        Standing::Paid {
            on: invoice.settled.filter(|day| *day <= as_of).or_else(|| parts.iter().map(|part| part.on).max()),
        }
    } else if open.is_negative() {
        Standing::Overpaid
    } else if days > 0 {
        Standing::PastDue { days }
    } else {
        Standing::NotDue { days: -days }
    };
    InvoiceItem { owner, invoice, open, standing, parts }
}

impl InvoiceItem<'_> {
    /// What its payments and credit notes leave open, whatever the books say.
    pub(super) fn computed_open(&self) -> Amount {
        self.invoice.total - self.parts.iter().map(|part| part.amount).sum()
    }

    /// Whether something was paid or credited, but not all.
    pub fn is_partly_paid(&self) -> bool {
        self.open.is_positive() && self.open < self.invoice.total
    }

    /// What payments were put against it on that day and later.
    pub fn paid_since(&self, day: Date) -> Amount {
        self.put_since(PartKind::Payment, day)
    }

    /// What credit notes were put against it on that day and later.
    pub fn credited_since(&self, day: Date) -> Amount {
        self.put_since(PartKind::CreditNote, day)
    }

    fn put_since(&self, kind: PartKind, day: Date) -> Amount {
        let parts = self.parts.iter().filter(|part| part.kind == kind && part.on >= day);
        parts.map(|part| part.amount).sum()
    }
}
