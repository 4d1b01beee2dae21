//! The days that belong into a customer's calendar: when open invoices are due, and when he promised to pay them.

use super::{InvoiceRow, MadeFile, Portal, PromiseState};
use crate::ledger::Amount;
use jiff::civil::Date;

/// A day on which something is to be paid.
#[derive(Clone, Copy, Debug)]
pub struct Reminder<'p, 'a> {
    pub kind: ReminderKind,
    pub on: Date,
    pub invoice: &'p InvoiceRow<'a>,
    /// The open balance, or what was promised of it.
    pub amount: Amount,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum ReminderKind {
    /// The due day as it was, also where it has passed.
    Due,
    /// A promise whose day has not passed. A broken one is no plan any more.
    Promise,
}

impl<'a> Portal<'a> {
    /// The customer's days, the first first.
    pub fn reminders(&self) -> Vec<Reminder<'_, 'a>> {
        let mut reminders: Vec<_> = self.unsorted_reminders().collect();
        reminders
            .sort_by_key(|reminder| (reminder.on, reminder.kind, reminder.invoice.owner.id, reminder.invoice.number));
        reminders
    }

    /// The calendar as a file; none where there is nothing to be reminded of.
    pub fn calendar_file(&self) -> Option<MadeFile> {
        self.unsorted_reminders().next()?;
        let name = "calendar.ics";
        Some(MadeFile { key: self.document_key(name), name: name.to_owned() })
    }

    fn unsorted_reminders(&self) -> impl Iterator<Item = Reminder<'_, 'a>> {
        // What was overpaid is open too, but there is nothing to pay.
        let rows = self.blocks.iter().flat_map(|block| &block.open).filter(|row| row.open.is_positive());
        rows.flat_map(|row| {
            let due = Reminder { kind: ReminderKind::Due, on: row.due, invoice: row, amount: row.open };
            let promise = row.promise.filter(|promise| promise.state == PromiseState::Open);
            let promise = promise.map(|promise| Reminder {
                kind: ReminderKind::Promise,
                on: promise.by,
                invoice: row,
                amount: promise.amount.unwrap_or(row.open),
            });
            [due].into_iter().chain(promise)
        })
    }
}
