//! Rows of lists, as text.

use super::Pages;
use super::views::{CreditNoteRow, InvoiceRow, Part, PaymentRow, Standing};
use crate::ledger::{self, Amount, Currency, InvoiceKind, PartKind};
use crate::locale::Argument;
use crate::portal::{self, PartRow, PromiseState, invoice_slug};
use jiff::civil::Date;

impl<'p, 'a> Pages<'p, 'a> {
    pub(super) fn money(&self, amount: Amount, currency: Currency) -> String {
        self.wording().money(amount, currency)
    }

    /// An amount that is not shown where it is nothing.
    pub(super) fn some_money(&self, amount: Amount, currency: Currency) -> Option<String> {
        (!amount.is_zero()).then(|| self.money(amount, currency))
    }

    /// Whether an invoice has a page of its own: open ones do, where the site has such pages.
    pub(super) fn has_page(&self, row: &portal::InvoiceRow<'_>) -> bool {
        let is_open = !row.open.is_zero() && row.standing != ledger::Standing::Upcoming;
        self.site.config.site.invoice_pages && is_open
    }

    pub(super) fn invoice_path(&self, row: &portal::InvoiceRow<'_>) -> String {
        format!("invoices/{}/", invoice_slug(row))
    }

    pub(super) fn invoice_row(&self, row: &portal::InvoiceRow<'a>) -> InvoiceRow<'a> {
        let days_past_due = match row.standing {
            ledger::Standing::PastDue { days } => Some(self.renderer.locale().number(i64::from(days))),
            _ => None,
        };
        InvoiceRow {
            number: row.number,
            href: self.has_page(row).then(|| self.href(&self.invoice_path(row))),
            child: row.owner.child,
            purchase_order: row.purchase_order,
            issued: self.day(row.issued),
            due: self.day(row.due),
            days_past_due,
            total: self.money(row.total, row.currency),
            open: self.money(row.open, row.currency),
            standing: self.standing(row),
            is_late_fee: row.kind == InvoiceKind::LateFee,
            partly_paid: row.partly_paid,
            documents: row.documents.iter().map(|document| self.document(document)).collect(),
        }
    }

    /// A message about a day.
    pub(super) fn on_day(&self, id: &str, day: Date) -> String {
        self.text(id, &[("day", Argument::Text(&self.renderer.locale().date(day)))])
    }

    /// Until when all of the open balance is promised, or how much of it.
    fn promised(&self, promise: &portal::PromiseRow, currency: Currency, all: &str, part: &str) -> String {
        let Some(amount) = promise.amount else { return self.on_day(all, promise.by) };
        let (amount, day) = (self.money(amount, currency), self.renderer.locale().date(promise.by));
        self.text(part, &[("amount", Argument::Text(&amount)), ("day", Argument::Text(&day))])
    }

    fn standing(&self, row: &portal::InvoiceRow<'_>) -> Standing {
        let number = |days: i32| [("days", Argument::Number(i64::from(days)))];
        let on_day = |id, day| self.on_day(id, day);
        let (key, text) = match row.standing {
            ledger::Standing::Upcoming => ("upcoming", on_day("standing-upcoming", row.issued)),
            ledger::Standing::Paid { on: Some(on) } => ("paid", on_day("standing-paid-on", on)),
            ledger::Standing::Paid { on: None } => ("paid", self.text("standing-paid", &[])),
            ledger::Standing::Overpaid => ("paid", self.text("standing-overpaid", &[])),
            ledger::Standing::NotDue { days: 0 } => ("due-today", self.text("standing-due-today", &[])),
            ledger::Standing::NotDue { days } => ("not-due", self.text("standing-due-in", &number(days))),
            ledger::Standing::PastDue { days } => ("past-due", self.text("standing-past-due", &number(days))),
        };
        let promised = row.promise.as_ref().map(|promise| match promise.state {
            PromiseState::Open => self.promised(promise, row.currency, "standing-promised", "standing-promised-part"),
            PromiseState::Broken => {
                self.promised(promise, row.currency, "standing-promise-broken", "standing-promise-part-broken")
            }
        });
        Standing {
            key,
            text,
            disputed: row.dispute.map(|dispute| on_day("standing-disputed", dispute.day)),
            promised,
            promise_broken: row.promise.is_some_and(|promise| promise.state == PromiseState::Broken),
        }
    }

    pub(super) fn credit_note_row(&self, row: &portal::CreditNoteRow<'a>, currency: Currency) -> CreditNoteRow<'a> {
        CreditNoteRow {
            number: row.number,
            child: row.owner.child,
            issued: self.day(row.issued),
            total: self.money(row.total, currency),
            unapplied: self.some_money(row.unapplied, currency),
            reason: row.reason,
            parts: self.parts(&row.parts, currency),
            documents: row.documents.iter().map(|document| self.document(document)).collect(),
        }
    }

    pub(super) fn payment_row(&self, row: &portal::PaymentRow<'a>, currency: Currency) -> PaymentRow<'a> {
        PaymentRow {
            reference: row.reference,
            child: row.owner.child,
            received: self.day(row.received),
            amount: self.money(row.amount, currency),
            is_refund: row.amount.is_negative(),
            unapplied: self.some_money(row.unapplied, currency),
            method: row.method,
            parts: self.parts(&row.parts, currency),
            by_parent: row.by_parent,
        }
    }

    pub(super) fn parts(&self, parts: &[PartRow<'a>], currency: Currency) -> Vec<Part<'a>> {
        let part = |part: &PartRow<'a>| Part {
            kind: match part.kind {
                PartKind::Invoice => "invoice",
                PartKind::CreditNote => "credit-note",
                PartKind::Payment => "payment",
            },
            number: part.number,
            amount: self.money(part.amount, currency),
            on: self.day(part.on),
        };
        parts.iter().map(part).collect()
    }
}
