//! Statements as CSV (RFC 4180): ISO days, decimal points, one header in English for machines, and no cell that a
//! spreadsheet would run.

use crate::ledger::{Amount, Standing};
use crate::portal::{Block, InvoiceRow, LineKind, StatementRef};
use jiff::civil::Date;

/// Day, what happened, debit, credit and running balance; the first line carries the opening balance, the last the
/// closing one.
pub(super) fn account_statement(block: &Block<'_>, statement: &StatementRef) -> Vec<u8> {
    let money = |amount: Amount| amount.of(block.currency).to_string();
    let mut table =
        Table::new(["date", "document", "number", "description", "customer", "debit", "credit", "balance", "currency"]);
    let balance_row = |document: &str, day: Option<Date>, balance: Amount| {
        let day = day.map(|day| day.to_string()).unwrap_or_default();
        [day, document.into(), "".into(), "".into(), "".into(), "".into(), "".into(), money(balance), code(block)]
    };
    table.row(balance_row("opening balance", statement.period.first, statement.opening));
    for (line, balance) in block.running(statement) {
        table.row([
            line.day.to_string(),
            document_name(line.kind).into(),
            text(line.number),
            text(line.text),
            text(line.owner.and_then(|owner| owner.child)),
            if line.amount.is_positive() { money(line.amount) } else { String::new() },
            if line.amount.is_negative() { money(-line.amount) } else { String::new() },
            money(balance),
            code(block),
        ]);
    }
    table.row(balance_row("closing balance", Some(statement.period.last), statement.closing));
    table.bytes()
}

/// What is open, and what is unapplied as a negative open balance; the sum of the column is the balance.
pub(super) fn outstanding_statement(block: &Block<'_>, as_of: Date) -> Vec<u8> {
    let money = |amount: Amount| amount.of(block.currency).to_string();
    let mut table = Table::new([
        "document",
        "number",
        "customer",
        "purchase_order",
        "issued",
        "due",
        "days_past_due",
        "total",
        "open_balance",
        "currency",
        "as_of",
    ]);
    for row in &block.open {
        table.row([
            "invoice".into(),
            text(Some(row.number)),
            text(row.owner.child),
            text(row.purchase_order),
            row.issued.to_string(),
            row.due.to_string(),
            days_past_due(row),
            money(row.total),
            money(row.open),
            code(block),
            as_of.to_string(),
        ]);
    }
    let credits = (block.credit_notes.iter())
        .map(|row| ("credit note", row.number, row.owner.child, row.issued, row.total, row.unapplied));
    let payments = (block.payments.iter())
        .map(|row| ("payment", row.reference, row.owner.child, row.received, row.amount, row.unapplied));
    for (document, number, child, day, total, unapplied) in credits.chain(payments) {
        if !unapplied.is_zero() {
            table.row([
                document.into(),
                text(Some(number)),
                text(child),
                String::new(),
                day.to_string(),
                String::new(),
                String::new(),
                money(-total),
                money(-unapplied),
                code(block),
                as_of.to_string(),
            ]);
        }
    }
    table.bytes()
}

fn code(block: &Block<'_>) -> String {
    block.currency.code().to_owned()
}

fn days_past_due(row: &InvoiceRow<'_>) -> String {
    match row.standing {
        Standing::PastDue { days } => days.to_string(),
        _ => "0".to_owned(),
    }
}

fn document_name(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Invoice => "invoice",
        LineKind::LateFee => "late fee",
        LineKind::CreditNote => "credit note",
        LineKind::Payment => "payment",
        LineKind::Refund => "refund",
        LineKind::Settled => "paid",
        LineKind::Unlisted => "paid, not listed",
        LineKind::Adjustment => "adjustment",
    }
}

/// Text from the books. A spreadsheet takes a cell that begins with one of these for a formula (OWASP, CSV injection);
/// an apostrophe keeps it text.
pub fn safe_cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) { format!("'{text}") } else { text.to_owned() }
}

fn text(text: Option<&str>) -> String {
    safe_cell(text.unwrap_or_default())
}

/// Rows as RFC 4180 wants them: quoted where needed, CRLF.
struct Table(csv::Writer<Vec<u8>>);

impl Table {
    fn new<const N: usize>(header: [&str; N]) -> Table {
        let writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let mut table = Table(writer);
        table.row(header.map(str::to_owned));
        table
    }

    fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.0.write_record(cells).expect("rows of one length go into memory");
    }

    fn bytes(self) -> Vec<u8> {
        self.0.into_inner().expect("memory takes all there is")
    }
}

#[cfg(test)]
mod tests {
    use super::safe_cell;

    #[test]
    fn a_cell_that_would_run_is_kept_as_text() {
        assert_eq!(safe_cell("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(safe_cell("-5"), "'-5");
        assert_eq!(safe_cell("a=b"), "a=b");
    }
}
