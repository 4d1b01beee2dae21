//! What a statement says, whatever file it becomes: PDF, XLSX and CSV are made of the same lines and sums.

use crate::ledger::{Amount, Standing};
use crate::portal::{Block, Period, StatementLine, StatementRef, UnappliedKind};
use jiff::civil::Date;

/// What happened in a period, from its opening to its closing balance.
#[derive(Debug)]
pub(super) struct AccountStatement<'s, 'a> {
    pub(super) block: &'s Block<'a>,
    pub(super) period: Period,
    pub(super) opening: Amount,
    pub(super) closing: Amount,
    pub(super) debits: Amount,
    /// Not negative.
    pub(super) credits: Amount,
    pub(super) lines: Vec<Line<'s, 'a>>,
}

/// A line, with the balance after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'s, 'a> {
    pub(super) of: &'s StatementLine<'a>,
    pub(super) balance: Amount,
}

/// What is open on a day, and the money that no invoice has taken; all of it adds up to the balance.
#[derive(Debug)]
pub(super) struct OutstandingStatement<'s, 'a> {
    pub(super) block: &'s Block<'a>,
    pub(super) as_of: Date,
    pub(super) items: Vec<OpenItem<'a>>,
}

/// An open invoice, or something unapplied with negative amounts.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenItem<'a> {
    pub(super) kind: ItemKind,
    pub(super) number: &'a str,
    /// The child's name, on his parent's portal.
    pub(super) child: Option<&'a str>,
    pub(super) purchase_order: Option<&'a str>,
    pub(super) issued: Date,
    /// None: it is nothing to be paid.
    pub(super) due: Option<Date>,
    /// None: it is nothing to be paid.
    pub(super) days_past_due: Option<i32>,
    pub(super) total: Amount,
    pub(super) open: Amount,
    /// The day the customer disputed it.
    pub(super) disputed: Option<Date>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ItemKind {
    Invoice,
    CreditNote,
    Payment,
    Refund,
}

impl<'s, 'a> AccountStatement<'s, 'a> {
    pub(super) fn new(block: &'s Block<'a>, statement: &StatementRef) -> AccountStatement<'s, 'a> {
        let (debits, credits) = block.sums(statement);
        let lines = block.running(statement).map(|(of, balance)| Line { of, balance }).collect();
        let StatementRef { period, opening, closing, .. } = *statement;
        AccountStatement { block, period, opening, closing, debits, credits, lines }
    }

    /// Whether lines of the customer's children are among its own.
    pub(super) fn has_children(&self) -> bool {
        self.lines.iter().any(|line| line.child().is_some())
    }
}

impl<'a> Line<'_, 'a> {
    /// What the balance rises by.
    pub(super) fn debit(&self) -> Option<Amount> {
        Some(self.of.amount).filter(|amount| amount.is_positive())
    }

    /// What the balance falls by; not negative.
    pub(super) fn credit(&self) -> Option<Amount> {
        Some(-self.of.amount).filter(|amount| amount.is_positive())
    }

    /// The child's name, on his parent's portal.
    pub(super) fn child(&self) -> Option<&'a str> {
        self.of.owner.and_then(|owner| owner.child)
    }
}

impl<'s, 'a> OutstandingStatement<'s, 'a> {
    pub(super) fn new(block: &'s Block<'a>, as_of: Date) -> OutstandingStatement<'s, 'a> {
        let invoices = block.open.iter().map(|row| OpenItem {
            kind: ItemKind::Invoice,
            number: row.number,
            child: row.owner.child,
            purchase_order: row.purchase_order,
            issued: row.issued,
            due: Some(row.due),
            days_past_due: Some(match row.standing {
                Standing::PastDue { days } => days,
                _ => 0,
            }),
            total: row.total,
            open: row.open,
            disputed: row.dispute.map(|dispute| dispute.day),
        });
        let unapplied = block.unapplied().map(|row| OpenItem {
            kind: match row.kind {
                UnappliedKind::CreditNote => ItemKind::CreditNote,
                UnappliedKind::Payment => ItemKind::Payment,
                UnappliedKind::Refund => ItemKind::Refund,
            },
            number: row.number,
            child: row.owner.child,
            purchase_order: None,
            issued: row.on,
            due: None,
            days_past_due: None,
            total: -row.amount,
            open: -row.unapplied,
            disputed: None,
        });
        OutstandingStatement { block, as_of, items: invoices.chain(unapplied).collect() }
    }

    /// Whether items of the customer's children are among its own.
    pub(super) fn has_children(&self) -> bool {
        self.items.iter().any(|item| item.child.is_some())
    }
}
