//! Statements: account statements over a period, and the outstanding statement.

use super::Pages;
use super::views::{OutstandingPage, StatementFile, StatementLine, StatementLink, StatementPage, UnappliedRow};
use crate::ledger::Amount;
use crate::payment::Payable;
use crate::portal::{self, Block, MadeFile, PeriodId, StatementRef, UnappliedKind};

impl<'p, 'a> Pages<'p, 'a> {
    pub(super) fn statement_path(&self, block: &Block<'_>, statement: &StatementRef) -> String {
        format!("statements/{}-{}/", statement.period.id, block.currency.code().to_ascii_lowercase())
    }

    pub(super) fn outstanding_path(&self, block: &Block<'_>) -> String {
        format!("statements/{}-{}/", PeriodId::Open, block.currency.code().to_ascii_lowercase())
    }

    pub(super) fn statement_link(&self, block: &Block<'_>, statement: &StatementRef) -> StatementLink {
        StatementLink {
            kind: match statement.period.id {
                PeriodId::Month { .. } => "month",
                PeriodId::Quarter { .. } => "quarter",
                PeriodId::Year { .. } => "year",
                PeriodId::All => "all",
                PeriodId::Open => "open",
            },
            href: self.href(&self.statement_path(block, statement)),
            label: self.wording().period(&statement.period),
            opening: Some(self.money(statement.opening, block.currency)),
            closing: self.money(statement.closing, block.currency),
            files: self.statement_files(block, statement.period.id),
        }
    }

    /// The same statement as files.
    pub(super) fn statement_files(&self, block: &Block<'_>, period: PeriodId) -> Vec<StatementFile> {
        let files = self.portal.statement_files(block, period).into_iter();
        files.map(|(format, file)| StatementFile { href: self.made_href(&file), format: format.name() }).collect()
    }

    /// The address of a document that we make, as a path on the site.
    pub(super) fn made_href(&self, file: &MadeFile) -> String {
        format!("{}{}", self.site.config.site.base_path(), file.path())
    }

    pub(super) fn statement(&self, block: &'p Block<'a>, statement: &StatementRef) -> StatementPage<'p>
    where
        'a: 'p,
    {
        let money = |amount: Amount| self.money(amount, block.currency);
        let lines = || block.running(statement);
        let (debits, credits) = block.sums(statement);
        StatementPage {
            label: self.wording().period(&statement.period),
            currency: block.currency.code(),
            first: statement.period.first.map(|day| self.day(day)),
            last: self.day(statement.period.last),
            opening: money(statement.opening),
            lines: lines().map(|(line, balance)| self.line(block, line, balance)).collect(),
            debits: money(debits),
            credits: money(credits),
            closing: money(statement.closing),
            files: self.statement_files(block, statement.period.id),
            // Of this statement, not of the account: a closed one stays as it is when a child gets his first invoice.
            has_children: lines().any(|(line, _)| line.owner.is_some_and(|owner| owner.child.is_some())),
        }
    }

    fn line(&self, block: &Block<'_>, line: &portal::StatementLine<'a>, balance: Amount) -> StatementLine<'a> {
        let debit = line.amount.is_positive().then(|| self.money(line.amount, block.currency));
        let credit = line.amount.is_negative().then(|| self.money(-line.amount, block.currency));
        StatementLine {
            day: self.day(line.day),
            kind: self.wording().line(line.kind),
            number: line.number,
            text: line.text,
            child: line.owner.and_then(|owner| owner.child),
            debit,
            credit,
            balance: self.money(balance, block.currency),
        }
    }

    pub(super) fn outstanding(&self, block: &'p Block<'a>) -> OutstandingPage<'p>
    where
        'a: 'p,
    {
        OutstandingPage {
            as_of: self.day(self.portal.as_of),
            // The statement is of all that is open, so that is what is to be paid by it.
            block: self.block(block, &Payable::open(self.portal, block)),
            unapplied: self.unapplied(block),
            files: self.statement_files(block, PeriodId::Open),
        }
    }

    fn unapplied(&self, block: &Block<'a>) -> Vec<UnappliedRow<'a>> {
        let money = |amount: Amount| self.money(amount, block.currency);
        let row = |row: portal::UnappliedRow<'a>| UnappliedRow {
            kind: match row.kind {
                UnappliedKind::CreditNote => "credit-note",
                UnappliedKind::Payment => "payment",
                UnappliedKind::Refund => "refund",
            },
            number: row.number,
            child: row.owner.child,
            on: self.day(row.on),
            amount: money(row.amount),
            unapplied: money(row.unapplied),
        };
        block.unapplied().map(row).collect()
    }
}
