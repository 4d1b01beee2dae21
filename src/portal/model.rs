//! The portal model: everything one customer's pages and documents may show.

use super::address::Address;
use super::features::{self, Autopay};
use super::periods::{Period, PeriodId, periods};
use super::rows::{CreditNoteRow, DocumentRow, InvoiceRow, PaymentRow, Rows, UnappliedKind, UnappliedRow};
use super::statements::{self, StatementLine, StatementRef};
use super::tickets::Signer;
use crate::config::{Config, Contact, CustomerSettings, Features, Language, StatementFormat};
use crate::content::{Library, Page};
use crate::ledger::{Account, Amount, Bucket, Currency, Customer, CustomerId, Sheet};
use crate::links::{DocumentKey, Keys, Register};
use crate::requests::{Requests, Told};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What portals are made from, beside the account.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    pub config: &'a Config,
    pub keys: &'a Keys,
    pub register: &'a Register,
    pub library: &'a Library,
    pub requests: &'a Requests,
    /// Customers with a text that no font has.
    pub unprinted: &'a BTreeSet<CustomerId>,
}

/// What one customer sees.
#[derive(Debug, Hash)]
pub struct Portal<'a> {
    pub address: Address,
    pub party: Party<'a>,
    /// The day the portal speaks for.
    pub as_of: Date,
    pub language: &'a Language,
    pub features: Features,
    pub autopay: Autopay,
    /// Whether late fees are shown.
    pub late_fees: bool,
    pub contact: Contact,
    /// A Markdown page for this customer alone, in each of the site's languages.
    pub notes: Vec<(&'a Language, &'a Page)>,
    /// One for each currency that has something to show.
    pub blocks: Vec<Block<'a>>,
    /// The customer's own documents.
    pub documents: Vec<DocumentRow<'a>>,
    /// The files that statements are offered as.
    pub formats: Vec<StatementFormat>,
    /// Whether everything is offered in one file, too.
    pub archive: bool,
    pub(super) signer: Signer<'a>,
}

/// Who the portal is for.
#[derive(Clone, Debug, Hash)]
pub struct Party<'a> {
    pub id: &'a CustomerId,
    pub name: &'a str,
    pub address: &'a crate::ledger::Address,
    pub vat_number: Option<&'a str>,
}

/// A customer's account in one currency.
#[derive(Debug, Hash)]
pub struct Block<'a> {
    pub currency: Currency,
    pub balance: Balance,
    pub aging: Vec<(Bucket, Amount)>,
    /// By due day, then number: what is most urgent comes first.
    pub open: Vec<InvoiceRow<'a>>,
    /// Issued after the as-of day; not in the balance.
    pub upcoming: Vec<InvoiceRow<'a>>,
    /// The newest first.
    pub paid: Vec<InvoiceRow<'a>>,
    pub credit_notes: Vec<CreditNoteRow<'a>>,
    pub payments: Vec<PaymentRow<'a>>,
    /// What the customer says he paid lately of all that was past due.
    pub told: Option<Told>,
    /// The estimated late fees of all open invoices.
    pub late_fees: Amount,
    /// What happened, in order; statements are cut from it.
    pub lines: Vec<StatementLine<'a>>,
    /// The account statements, the newest period first.
    pub statements: Vec<StatementRef>,
    /// Whether there is an outstanding statement.
    pub outstanding_statement: bool,
}

/// The figures at the head of a block.
#[derive(Clone, Copy, Debug, Hash)]
pub struct Balance {
    /// All that is open.
    pub outstanding: Amount,
    pub past_due: Amount,
    pub not_due: Amount,
    /// The customer's money that no invoice has taken yet.
    pub unapplied: Amount,
    /// Outstanding less unapplied.
    pub balance: Amount,
}

impl<'a> Portal<'a> {
    /// The portal of an account's customer.
    pub fn new(account: &Account<'a>, sources: &Sources<'a>) -> Portal<'a> {
        let (customer, config) = (account.customer, sources.config);
        let settings = config.settings(&customer.id);
        let features = config.features.for_customer(&settings.features);
        let address = Address::of(&customer.id, sources.keys, sources.register);
        let language = features::language_of(customer, config);
        let late_fees = features::late_fees(customer, &settings);
        let rows = Rows {
            sources,
            customer,
            generation: address.generation,
            as_of: account.as_of,
            disputes: features.disputes,
            promises: features.promises_to_pay,
            remittances: features.remittance_advice,
            documents: features.invoice_documents,
            late_fees,
        };
        let periods = periods(&config.statements.periods, config.statements.months, account.as_of);
        let blocks = account.sheets.iter().filter_map(|sheet| Block::new(sheet, &rows, &features, &periods)).collect();
        Portal {
            party: Party {
                id: &customer.id,
                name: &customer.name,
                address: &customer.address,
                vat_number: customer.vat_number.as_deref(),
            },
            as_of: account.as_of,
            language,
            features,
            autopay: features::autopay(customer, config, sources.requests),
            late_fees,
            contact: contact(customer, &settings, config),
            notes: notes(customer, sources),
            documents: own_documents(customer, sources, address.generation),
            formats: formats(customer, sources),
            archive: config.statements.archive,
            blocks,
            signer: Signer::new(sources, account.as_of),
            address,
        }
    }

    /// The path below `/d/` of one of this portal's documents.
    pub(super) fn document_key(&self, document: &str) -> DocumentKey {
        self.signer.keys.document_key(self.party.id.as_str(), document, self.address.generation)
    }

    /// The customer's own note in a language.
    pub fn note(&self, language: &Language) -> Option<&'a Page> {
        self.notes.iter().find(|(known, _)| *known == language).map(|(_, page)| *page)
    }

    /// Whether anything is open in any currency.
    pub fn has_open_items(&self) -> bool {
        self.blocks.iter().any(|block| !block.open.is_empty())
    }
}

impl<'a> Block<'a> {
    /// The block of a sheet; none where nothing of it may be shown.
    fn new(sheet: &Sheet<'a>, rows: &Rows<'_, 'a>, features: &Features, periods: &[Period]) -> Option<Block<'a>> {
        let upcoming: &[_] = if features.hide_future_invoices { &[] } else { &sheet.upcoming };
        let is_empty = sheet.invoices.is_empty() && sheet.credit_notes.is_empty() && sheet.payments.is_empty();
        if is_empty && upcoming.is_empty() {
            return None;
        }
        let (mut open, mut paid): (Vec<_>, Vec<_>) =
            sheet.invoices.iter().map(|item| rows.invoice(item)).partition(|row| !row.open.is_zero());
        open.sort_by_key(|row| row.due);
        paid.reverse();
        let lines: Vec<StatementLine<'a>> = match features.account_statement {
            true => sheet.statement(None, rows.as_of).lines.iter().map(|line| statements::line(rows, line)).collect(),
            false => Vec::new(),
        };
        let statements = match features.account_statement {
            true => periods.iter().filter_map(|period| statement(sheet, *period)).collect(),
            false => Vec::new(),
        };
        let (outstanding, past_due, unapplied) = (sheet.outstanding(), sheet.past_due(), sheet.unapplied());
        Some(Block {
            currency: sheet.currency,
            balance: Balance {
                outstanding,
                past_due,
                not_due: outstanding - past_due,
                unapplied,
                balance: outstanding - unapplied,
            },
            aging: sheet.aging(&rows.sources.config.statements.aging, rows.as_of),
            late_fees: open.iter().map(|row| row.late_fee).sum(),
            told: rows.told_in_all(sheet.currency).filter(|_| !open.is_empty()),
            open,
            upcoming: upcoming.iter().map(|item| rows.invoice(item)).collect(),
            paid,
            credit_notes: sheet.credit_notes.iter().rev().map(|item| rows.credit_note(item)).collect(),
            payments: sheet.payments.iter().rev().map(|item| rows.payment(item)).collect(),
            lines,
            statements,
            outstanding_statement: features.outstanding_statement && !is_empty,
        })
    }

    /// Whether the outstanding statement has a line: something open, or money unapplied.
    pub fn has_outstanding_items(&self) -> bool {
        !self.open.is_empty() || self.unapplied().next().is_some()
    }

    /// Whether each statement fits into a sheet of a workbook, with a header and two balances (Excel's limit of rows).
    pub(super) fn fits_into_a_sheet(&self) -> bool {
        const ROWS: usize = 1 << 20;
        let items = self.open.len() + self.credit_notes.len() + self.payments.len();
        self.lines.len().max(items) + 3 <= ROWS
    }

    /// Credit notes and payments that are not used up.
    pub fn unapplied(&self) -> impl Iterator<Item = UnappliedRow<'a>> {
        let credit_notes = self.credit_notes.iter().map(|row| UnappliedRow {
            kind: UnappliedKind::CreditNote,
            number: row.number,
            owner: row.owner,
            on: row.issued,
            amount: row.total,
            unapplied: row.unapplied,
        });
        let payments = self.payments.iter().map(|row| UnappliedRow {
            kind: if row.amount.is_negative() { UnappliedKind::Refund } else { UnappliedKind::Payment },
            number: row.reference,
            owner: row.owner,
            on: row.received,
            amount: row.amount,
            unapplied: row.unapplied,
        });
        credit_notes.chain(payments).filter(|row| !row.unapplied.is_zero())
    }

    /// Whether items of the customer's children are among its own.
    pub fn has_children(&self) -> bool {
        let invoices = self.open.iter().chain(&self.upcoming).chain(&self.paid);
        let mut owners = (invoices.map(|row| row.owner))
            .chain(self.credit_notes.iter().map(|row| row.owner))
            .chain(self.payments.iter().map(|row| row.owner));
        owners.any(|owner| owner.child.is_some())
    }

    /// The debits and the credits of a statement, added up; neither is negative.
    pub fn sums(&self, statement: &StatementRef) -> (Amount, Amount) {
        let (start, end) = statement.lines;
        let amounts = || self.lines[start..end].iter().map(|line| line.amount);
        let debits = amounts().filter(|amount| amount.is_positive()).sum();
        let credits: Amount = amounts().filter(|amount| amount.is_negative()).sum();
        (debits, -credits)
    }

    /// The lines of one of the block's statements, each with the balance after it.
    pub fn running(&self, statement: &StatementRef) -> impl Iterator<Item = (&StatementLine<'a>, Amount)> {
        let (start, end) = statement.lines;
        self.lines[start..end].iter().scan(statement.opening, |balance, line| {
            *balance += line.amount;
            Some((line, *balance))
        })
    }
}

/// The statement of a period; none where nothing happened in it and nothing was owed.
fn statement(sheet: &Sheet<'_>, period: Period) -> Option<StatementRef> {
    let statement = sheet.statement(period.first, period.last);
    let is_empty = statement.lines.is_empty() && statement.opening.is_zero();
    let start = sheet.statement(None, period.last).lines.len() - statement.lines.len();
    (!is_empty || period.id == PeriodId::All).then_some(StatementRef {
        period,
        opening: statement.opening,
        closing: statement.closing,
        lines: (start, start + statement.lines.len()),
    })
}

/// Whom this customer asks: what config says for him, else his account manager, else the organization's contact.
fn contact(customer: &Customer, settings: &CustomerSettings, config: &Config) -> Contact {
    let (own, general) = (&settings.contact, &config.contact);
    let manager = customer.manager.as_ref();
    let managers_name = manager.and_then(|manager| manager.name.as_deref()).map(str::to_owned);
    let managers_email = manager.and_then(|manager| manager.email.as_deref()).map(str::to_owned);
    Contact {
        name: own.name.clone().or(managers_name).or_else(|| general.name.clone()),
        email: own.email.clone().or(managers_email).or_else(|| general.email.clone()),
        phone: own.phone.clone().or_else(|| general.phone.clone()),
        hours: own.hours.clone().or_else(|| general.hours.clone()),
    }
}

/// The files of statements: those that config asks for, less those that cannot be made.
fn formats(customer: &Customer, sources: &Sources<'_>) -> Vec<StatementFormat> {
    let formats = sources.config.statements.formats.iter().copied();
    let can_be_printed = !sources.unprinted.contains(&customer.id);
    formats.filter(|format| *format != StatementFormat::Pdf || can_be_printed).collect()
}

fn notes<'a>(customer: &Customer, sources: &Sources<'a>) -> Vec<(&'a Language, &'a Page)> {
    let languages = sources.config.site.languages.iter();
    languages.filter_map(|language| Some((language, sources.library.note(&customer.id, language)?))).collect()
}

fn own_documents<'a>(customer: &Customer, sources: &Sources<'a>, generation: u32) -> Vec<DocumentRow<'a>> {
    let key = |id: &str| sources.keys.document_key(customer.id.as_str(), id, generation);
    let documents = sources.library.own(&customer.id).iter();
    documents.map(|document| DocumentRow { key: key(&document.id), document }).collect()
}
