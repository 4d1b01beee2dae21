//! Portal → documents to keep: statements as CSV. PDF, XLSX, calendar and archive will stand beside them.

mod csv;

pub use self::csv::safe_cell;

use crate::config::{Config, StatementFormat};
use crate::portal::{PeriodId, Portal, StatementFile};

/// A document made by us, with its file on the site.
#[derive(Debug)]
pub struct Made {
    pub file: StatementFile,
    pub bytes: Vec<u8>,
}

/// All documents of a portal. They speak for the as-of day, so they belong to the portal's shell.
pub fn render(portal: &Portal<'_>, config: &Config) -> Vec<Made> {
    let mut made = Vec::new();
    if !config.statements.formats.contains(&StatementFormat::Csv) {
        return made;
    }
    for block in &portal.blocks {
        if let Some(all) = block.statements.iter().find(|statement| statement.period.id == PeriodId::All) {
            let file = portal.statement_file(PeriodId::All, block.currency, "csv");
            made.push(Made { file, bytes: csv::account_statement(block, all) });
        }
        if block.outstanding_statement && block.has_outstanding_items() {
            let file = portal.statement_file(PeriodId::Open, block.currency, "csv");
            made.push(Made { file, bytes: csv::outstanding_statement(block, portal.as_of) });
        }
    }
    made
}
