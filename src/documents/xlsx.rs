//! Statements as XLSX, for further work: a table that begins in the first row and is nothing but a table, and a second
//! sheet that says whose it is.
//!
//! Amounts are numbers, days are days, everything else is text; there is no formula, since sums are known. Headers are in
//! the customer's language. Lines and sums are those of the other files.

mod book;
mod cell;
mod details;

use self::book::Book;
use self::cell::Cell;
use super::Letter;
use super::statement::{AccountStatement, ItemKind, OutstandingStatement};
use crate::ledger::Amount;
use jiff::civil::Date;

/// What happened, line by line; the first row carries the opening balance, the last the closing one.
pub(super) fn account_statement(statement: &AccountStatement<'_, '_>, letter: &Letter<'_, '_>) -> Vec<u8> {
    let text = |id: &str| letter.wording.text(id, &[]);
    let currency = statement.block.currency.code();
    let mut book = Book::new(letter, statement.block.currency);
    book.column(&text("day"));
    book.column(&text("activity"));
    book.column(&text("reference"));
    book.column(&text("description"));
    let has_children = statement.has_children();
    if has_children {
        book.column(&text("customer"));
    }
    ["debit", "credit", "running-balance", "currency"].iter().for_each(|id| book.column(&text(id)));
    let balance_row = |id: &str, day: Option<Date>, balance: Amount| {
        let mut row = vec![Cell::some_day(day), Cell::Text(text(id).into()), Cell::Empty, Cell::Empty];
        row.extend(has_children.then_some(Cell::Empty));
        row.extend([Cell::Empty, Cell::Empty, Cell::Amount(balance), Cell::Text(currency.into())]);
        row
    };
    book.row(&balance_row("opening-balance", statement.period.first, statement.opening));
    for line in &statement.lines {
        let mut row = vec![
            Cell::Day(line.of.day),
            Cell::Text(letter.wording.line(line.of.kind).into()),
            Cell::some_text(line.of.number),
            Cell::some_text(line.of.text),
        ];
        row.extend(has_children.then(|| Cell::Text(line.child().unwrap_or(letter.portal.party.name).into())));
        row.extend([line.debit(), line.credit(), Some(line.balance)].map(Cell::some_amount));
        row.push(Cell::Text(currency.into()));
        book.row(&row);
    }
    book.row(&balance_row("closing-balance", Some(statement.period.last), statement.closing));
    book.bytes(&details::of_account_statement(statement, letter))
}

/// What is open, and what is unapplied as a negative open balance; the sum of the column is the balance.
pub(super) fn outstanding_statement(statement: &OutstandingStatement<'_, '_>, letter: &Letter<'_, '_>) -> Vec<u8> {
    let text = |id: &str| letter.wording.text(id, &[]);
    let currency = statement.block.currency.code();
    let mut book = Book::new(letter, statement.block.currency);
    book.column(&text("kind"));
    book.column(&text("reference"));
    let has_children = statement.has_children();
    if has_children {
        book.column(&text("customer"));
    }
    let columns = ["purchase-order", "issued", "due", "days-past-due", "total", "open-balance", "currency"];
    columns.iter().for_each(|id| book.column(&text(id)));
    for item in &statement.items {
        let kind = match item.kind {
            ItemKind::Invoice => "invoice",
            ItemKind::CreditNote => "credit-note",
            ItemKind::Payment => "payment",
            ItemKind::Refund => "refund",
        };
        let mut row = vec![Cell::Text(text(kind).into()), Cell::Text(item.number.into())];
        row.extend(has_children.then(|| Cell::Text(item.child.unwrap_or(letter.portal.party.name).into())));
        row.extend([
            Cell::some_text(item.purchase_order),
            Cell::Day(item.issued),
            Cell::some_day(item.due),
            item.days_past_due.map_or(Cell::Empty, Cell::Count),
            Cell::Amount(item.total),
            Cell::Amount(item.open),
            Cell::Text(currency.into()),
        ]);
        book.row(&row);
    }
    book.bytes(&details::of_outstanding_statement(statement, letter))
}
