//! What happened on an account, line by line; a statement is a stretch of it.

use super::{Amount, CreditNote, Customer, Invoice, PartKind, Payment, Sheet};
use jiff::civil::Date;

/// One event on an account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line<'a> {
    pub day: Date,
    pub event: Event<'a>,
    /// How the balance moves: up for an invoice, down for a payment.
    pub amount: Amount,
    /// Whose item it is; none for what concerns the account as a whole.
    pub owner: Option<&'a Customer>,
}

/// What a line stands for, in the order in which lines of one day come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event<'a> {
    Invoice(&'a Invoice),
    CreditNote(&'a CreditNote),
    /// Money received.
    Payment(&'a Payment),
    /// Money given back.
    Refund(&'a Payment),
    /// Paid by the books' word, with a day, but without a payment of its own in the exports.
    Settled(&'a Invoice),
    /// All that was paid by the books' word without a day and without a payment; stands on the as-of day.
    Unlisted,
    /// Brings the computed balance to the one in the books; stands on the as-of day.
    Adjustment,
}

impl<'a> Event<'a> {
    fn rank(&self) -> (u8, &str) {
        match self {
            Event::Invoice(invoice) => (0, invoice.number.as_str()),
            Event::CreditNote(credit_note) => (1, credit_note.number.as_str()),
            Event::Payment(payment) => (2, payment.reference.as_str()),
            Event::Refund(payment) => (3, payment.reference.as_str()),
            Event::Settled(invoice) => (4, invoice.number.as_str()),
            Event::Unlisted => (5, ""),
            Event::Adjustment => (6, ""),
        }
    }
}

/// All lines of a sheet up to the as-of day, in order of day, kind, number and owner.
pub(super) fn of<'a>(sheet: &Sheet<'a>, as_of: Date) -> Vec<Line<'a>> {
    let mut lines = Vec::with_capacity(sheet.invoices.len() + sheet.credit_notes.len() + sheet.payments.len());
    let (mut unlisted, mut adjustment) = (Amount::ZERO, Amount::ZERO);
    for item in &sheet.invoices {
        let invoice = item.invoice;
        let line = |day, event, amount| Line { day, event, amount, owner: Some(item.owner) };
        lines.push(line(invoice.issued, Event::Invoice(invoice), invoice.total));
        let difference = item.open - item.computed_open();
        let has_payments = item.parts.iter().any(|part| part.kind == PartKind::Payment);
        if !difference.is_negative() || has_payments {
            adjustment += difference;
        } else if let Some(day) = invoice.settled.filter(|day| (invoice.issued..=as_of).contains(day)) {
            lines.push(line(day, Event::Settled(invoice), difference));
        } else {
            unlisted += difference;
        }
    }
    for item in &sheet.credit_notes {
        let (event, amount) = (Event::CreditNote(item.document), -item.document.total);
        lines.push(Line { day: item.document.issued, event, amount, owner: Some(item.owner) });
    }
    for item in &sheet.payments {
        let payment = item.document;
        let event = if payment.amount.is_negative() { Event::Refund(payment) } else { Event::Payment(payment) };
        lines.push(Line { day: payment.received, event, amount: -payment.amount, owner: Some(item.owner) });
    }
    for (event, amount) in [(Event::Unlisted, unlisted), (Event::Adjustment, adjustment)] {
        if !amount.is_zero() {
            lines.push(Line { day: as_of, event, amount, owner: None });
        }
    }
    lines.sort_by(|a, b| {
        let owner = |line: &Line<'a>| line.owner.map(|owner| &owner.id);
        (a.day, a.event.rank(), owner(a)).cmp(&(b.day, b.event.rank(), owner(b)))
    });
    lines
}
