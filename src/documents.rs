//! Portal → documents to keep: statements as PDF, XLSX and CSV, and a calendar.

mod calendar;
mod check;
mod csv;
mod paper;
mod pdf;
mod statement;
mod stationery;
mod xlsx;

pub use self::check::{Checked, check, unprinted};
pub use self::csv::safe_cell;
pub use self::stationery::Stationery;

use self::statement::{AccountStatement, OutstandingStatement};
use crate::config::{Config, StatementFormat};
use crate::diag::Diagnostic;
use crate::pdf::Unprintable;
use crate::portal::{Group, MadeFile, PeriodId, Portal};
use crate::theme::{Palette, Theme};
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
    pub stationery: &'a Stationery,
}

/// Whose document it is, from whom, and in which words: what stands around a statement's lines.
#[derive(Clone, Copy, Debug)]
struct Letter<'l, 'a> {
    portal: &'l Portal<'a>,
    config: &'l Config,
    wording: Wording<'l>,
    stationery: &'l Stationery,
    palette: Palette,
}

/// All documents of one group of a portal, in the customer's language.
pub fn render(portal: &Portal<'_>, group: Group, site: &Site<'_>) -> Result<Vec<Made>, Diagnostic> {
    let renderer = site.theme.renderer(portal.language);
    let wording = Wording { locale: renderer.locale(), strings: renderer.strings() };
    let (stationery, palette) = (site.stationery, site.theme.palette());
    let letter = Letter { portal, config: site.config, wording, stationery, palette };
    let mut made = Vec::new();
    for block in &portal.blocks {
        let closed = group == Group::Closed;
        for of in block.statements.iter().filter(|statement| statement.period.closed == closed) {
            let statement = AccountStatement::new(block, of);
            for (format, file) in portal.statement_files(block, of.period.id) {
                let bytes = match format {
                    StatementFormat::Pdf => printed(pdf::account_statement(&statement, &letter), portal)?,
                    StatementFormat::Csv => csv::account_statement(&statement),
                    StatementFormat::Xlsx => xlsx::account_statement(&statement, &letter),
                };
                made.push(Made { file, bytes });
            }
        }
        if block.outstanding_statement && group == Group::Shell {
            let statement = OutstandingStatement::new(block, portal.as_of);
            for (format, file) in portal.statement_files(block, PeriodId::Open) {
                let bytes = match format {
                    StatementFormat::Pdf => printed(pdf::outstanding_statement(&statement, &letter), portal)?,
                    StatementFormat::Csv => csv::outstanding_statement(&statement),
                    StatementFormat::Xlsx => xlsx::outstanding_statement(&statement, &letter),
                };
                made.push(Made { file, bytes });
            }
        }
    }
    if let (Group::Shell, Some(file)) = (group, portal.calendar_file()) {
        made.push(Made { file, bytes: calendar::calendar(&letter) });
    }
    Ok(made)
}

/// A printed document. What the books and config have is looked through before anything is rendered ([`check`]); this is
/// said of a theme's own words.
fn printed(document: Result<Vec<u8>, Unprintable>, portal: &Portal<'_>) -> Result<Vec<u8>, Diagnostic> {
    document.map_err(|why| {
        let id = portal.party.id;
        Diagnostic::error("unprintable", format!("a statement of customer `{id}` cannot be made: {why}"))
            .hint("name a font that has them in `pdf.fonts`, or leave them out of the theme's words")
            .concerning(id.as_str())
    })
}
