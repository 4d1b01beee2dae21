//! A portal's statements: the lines of each currency, and the periods they are cut into.

use super::rows::{Owner, Rows};
use super::{Block, Period, PeriodId, Portal};
use crate::config::StatementFormat;
use crate::ledger::{Amount, Event, InvoiceKind, Line};
use crate::links::DocumentKey;
use jiff::civil::Date;

/// One line of an account statement.
#[derive(Clone, Copy, Debug, Hash)]
pub struct StatementLine<'a> {
    pub day: Date,
    pub kind: LineKind,
    /// The number of the invoice or credit note, the reference of the payment.
    pub number: Option<&'a str>,
    /// Description, reason or method.
    pub text: Option<&'a str>,
    /// How the balance moves: a debit is positive, a credit negative.
    pub amount: Amount,
    pub owner: Option<Owner<'a>>,
}

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum LineKind {
    Invoice,
    LateFee,
    CreditNote,
    Payment,
    Refund,
    /// Paid by the books' word, with a day but without a payment.
    Settled,
    /// Paid by the books' word, without a day and a payment.
    Unlisted,
    /// *Adjustment in our books*.
    Adjustment,
}

/// A statement that a portal offers: a period of one currency.
#[derive(Clone, Copy, Debug, Hash)]
pub struct StatementRef {
    pub period: Period,
    pub opening: Amount,
    pub closing: Amount,
    /// Where its lines begin and end among the block's.
    pub lines: (usize, usize),
}

pub(super) fn line<'a>(rows: &Rows<'_, 'a>, line: &Line<'a>) -> StatementLine<'a> {
    let (kind, number, text) = match line.event {
        Event::Invoice(invoice) => {
            let kind = match invoice.kind {
                InvoiceKind::Invoice => LineKind::Invoice,
                InvoiceKind::LateFee => LineKind::LateFee,
            };
            (kind, Some(&invoice.number), invoice.description.as_deref())
        }
        Event::CreditNote(credit_note) => {
            (LineKind::CreditNote, Some(&credit_note.number), credit_note.reason.as_deref())
        }
        Event::Payment(payment) => (LineKind::Payment, Some(&payment.reference), payment.method.as_deref()),
        Event::Refund(payment) => (LineKind::Refund, Some(&payment.reference), payment.method.as_deref()),
        Event::Settled(invoice) => (LineKind::Settled, Some(&invoice.number), None),
        Event::Unlisted => (LineKind::Unlisted, None, None),
        Event::Adjustment => (LineKind::Adjustment, None, None),
    };
    StatementLine {
        day: line.day,
        kind,
        number: number.map(|number| number.as_str()),
        text,
        amount: line.amount,
        owner: line.owner.map(|owner| rows.owner(owner)),
    }
}

/// A document that we make, at its own unguessable path.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct MadeFile {
    pub key: DocumentKey,
    pub name: String,
}

impl MadeFile {
    /// Its path on the site.
    pub fn path(&self) -> String {
        format!("/d/{}/{}", self.key, self.name)
    }
}

impl Portal<'_> {
    /// The files that a statement is offered as: PDF for each period; CSV and XLSX, which are for further work, for all
    /// activity and for what is open.
    pub fn statement_files(&self, block: &Block<'_>, period: PeriodId) -> Vec<(StatementFormat, MadeFile)> {
        let is_offered = |format: &StatementFormat| match (format, period) {
            (StatementFormat::Xlsx, _) if !block.fits_into_a_sheet() => false,
            (StatementFormat::Pdf, _) | (_, PeriodId::All) => true,
            (_, PeriodId::Open) => block.has_outstanding_items(),
            _ => false,
        };
        let formats = self.formats.iter().filter(|format| is_offered(format));
        formats.map(|format| (*format, self.statement_file(block, period, *format))).collect()
    }

    /// All of the portal's files in one; none where config wants none, or there is nothing to put into it.
    pub fn archive_file(&self) -> Option<MadeFile> {
        let name = "archive.zip";
        let wanted = self.archive && (self.has_statement_files() || self.has_delivered_files());
        wanted.then(|| MadeFile { key: self.document_key(name), name: name.to_owned() })
    }

    fn has_statement_files(&self) -> bool {
        let of_block = |block: &Block<'_>| {
            let open = block.outstanding_statement.then_some(PeriodId::Open);
            let mut periods = block.statements.iter().map(|statement| statement.period.id).chain(open);
            periods.any(|period| !self.statement_files(block, period).is_empty())
        };
        self.blocks.iter().any(of_block)
    }

    fn has_delivered_files(&self) -> bool {
        let of_block = |block: &Block<'_>| {
            let mut invoices = block.open.iter().chain(&block.upcoming).chain(&block.paid);
            invoices.any(|row| !row.documents.is_empty())
                || block.credit_notes.iter().any(|row| !row.documents.is_empty())
        };
        !self.documents.is_empty() || self.blocks.iter().any(of_block)
    }

    fn statement_file(&self, block: &Block<'_>, period: PeriodId, format: StatementFormat) -> MadeFile {
        let (code, extension) = (block.currency.code(), format.extension());
        let id = format!("statement/{period}/{code}/{}.{extension}", self.language.as_str());
        let name = format!("statement-{period}-{}.{extension}", code.to_ascii_lowercase());
        MadeFile { key: self.document_key(&id), name }
    }
}
