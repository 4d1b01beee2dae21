//! The second sheet: from whom and for whom the table is, of which days, and its sums. They stand apart so that the table
//! can be read by a program as it is.

use super::cell::Cell;
use crate::documents::Letter;
use crate::documents::statement::{AccountStatement, OutstandingStatement};
use crate::ledger::Amount;
use jiff::civil::Date;

/// What a statement is called, and each line of its second sheet: what it says, and its value.
pub(super) struct Details<'d> {
    pub(super) title: String,
    /// The period, or the same as the title.
    pub(super) label: String,
    pub(super) day: Date,
    pub(super) lines: Vec<(String, Cell<'d>)>,
}

pub(super) fn of_account_statement<'d>(statement: &AccountStatement<'_, '_>, letter: &Letter<'d, '_>) -> Details<'d> {
    let period = statement.period;
    let label = letter.wording.period(&period);
    let mut details = Details::new("account-statement", label, period.last, letter);
    details.money("opening-balance", statement.opening, letter);
    details.money("debit", statement.debits, letter);
    details.money("credit", statement.credits, letter);
    details.money("closing-balance", statement.closing, letter);
    details.text("currency", statement.block.currency.code().to_owned(), letter);
    details
}

pub(super) fn of_outstanding_statement<'d>(
    statement: &OutstandingStatement<'_, '_>,
    letter: &Letter<'d, '_>,
) -> Details<'d> {
    let label = letter.wording.text("outstanding-statement", &[]);
    let mut details = Details::new("outstanding-statement", label, statement.as_of, letter);
    let balance = &statement.block.balance;
    details.money("outstanding", balance.outstanding, letter);
    details.money("past-due", balance.past_due, letter);
    details.money("unapplied", balance.unapplied, letter);
    details.money("running-balance", balance.balance, letter);
    details.text("currency", statement.block.currency.code().to_owned(), letter);
    details
}

impl<'d> Details<'d> {
    /// What the document is called as a whole.
    pub(super) fn name(&self) -> String {
        match self.title == self.label {
            true => self.title.clone(),
            false => format!("{} · {}", self.title, self.label),
        }
    }

    /// Title, both parties and the day.
    fn new(title: &str, label: String, day: Date, letter: &Letter<'d, '_>) -> Details<'d> {
        let title = letter.wording.text(title, &[]);
        let (organization, party) = (&letter.config.organization, &letter.portal.party);
        let mut details = Details { title, label, day, lines: Vec::new() };
        if details.title != details.label {
            details.lines.push((details.title.clone(), Cell::Text(details.label.clone().into())));
        }
        details.line("as-of", Cell::Day(day), letter);
        details.line("statement-issuer", Cell::Text(organization.legal_name.as_str().into()), letter);
        if let Some(id) = &organization.tax_id {
            details.line("tax-id", Cell::Text(id.as_str().into()), letter);
        }
        details.line("statement-customer", Cell::Text(party.name.to_owned().into()), letter);
        details.text("customer-number", party.id.as_str().to_owned(), letter);
        if let Some(number) = party.vat_number {
            details.text("vat-number", number.to_owned(), letter);
        }
        details
    }

    fn line(&mut self, id: &str, cell: Cell<'d>, letter: &Letter<'_, '_>) {
        self.lines.push((letter.wording.text(id, &[]), cell));
    }

    fn text(&mut self, id: &str, text: String, letter: &Letter<'_, '_>) {
        self.line(id, Cell::Text(text.into()), letter);
    }

    fn money(&mut self, id: &str, amount: Amount, letter: &Letter<'_, '_>) {
        self.line(id, Cell::Amount(amount), letter);
    }
}
