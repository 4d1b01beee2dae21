//! Portal → documents to keep: statements as PDF, XLSX and CSV.

mod csv;
mod statement;

pub use self::csv::safe_cell;

use self::statement::{AccountStatement, OutstandingStatement};
use crate::config::{Config, StatementFormat};
use crate::portal::{Group, MadeFile, PeriodId, Portal};
use crate::theme::Theme;
use crate::wording::Wording;

/// A document made by us, with its file on the site.
#[derive(Debug)]
pub struct Made {
    pub file: MadeFile,
    pub bytes: Vec<u8>,
}

/// What documents are made from, beside the portal.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    pub config: &'a Config,
    pub theme: &'a Theme,
}

/// Whose document it is, from whom, and in which words: what stands around a statement's lines.
#[derive(Clone, Copy, Debug)]
struct Letter<'l, 'a> {
    portal: &'l Portal<'a>,
    config: &'l Config,
    wording: Wording<'l>,
}

/// All documents of one group of a portal, in the customer's language.
pub fn render(portal: &Portal<'_>, group: Group, site: &Site<'_>) -> Vec<Made> {
    let renderer = site.theme.renderer(portal.language);
    let wording = Wording { locale: renderer.locale(), strings: renderer.strings() };
    let letter = Letter { portal, config: site.config, wording };
    let mut made = Vec::new();
    for block in &portal.blocks {
        let closed = group == Group::Closed;
        for of in block.statements.iter().filter(|statement| statement.period.closed == closed) {
            let statement = AccountStatement::new(block, of);
            for (format, file) in portal.statement_files(block, of.period.id) {
                made.push(Made { file, bytes: account_statement(&statement, format, &letter) });
            }
        }
        if block.outstanding_statement && group == Group::Shell {
            let statement = OutstandingStatement::new(block, portal.as_of);
            for (format, file) in portal.statement_files(block, PeriodId::Open) {
                made.push(Made { file, bytes: outstanding_statement(&statement, format, &letter) });
            }
        }
    }
    made
}

fn account_statement(
    statement: &AccountStatement<'_, '_>,
    format: StatementFormat,
    letter: &Letter<'_, '_>,
) -> Vec<u8> {
    match format {
        StatementFormat::Csv => csv::account_statement(statement),
        StatementFormat::Pdf | StatementFormat::Xlsx => Vec::new(),
    }
}

fn outstanding_statement(
    statement: &OutstandingStatement<'_, '_>,
    format: StatementFormat,
    letter: &Letter<'_, '_>,
) -> Vec<u8> {
    match format {
        StatementFormat::Csv => csv::outstanding_statement(statement),
        StatementFormat::Pdf | StatementFormat::Xlsx => Vec::new(),
    }
}
