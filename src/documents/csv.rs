//! Statements as CSV (RFC 4180): ISO days, decimal points, one header in English for machines, and no cell that a
//! spreadsheet would run.

use super::statement::{AccountStatement, ItemKind, OutstandingStatement};
use crate::ledger::{Amount, Currency};
use crate::portal::LineKind;
use jiff::civil::Date;

/// Day, what happened, debit, credit and running balance; the first line carries the opening balance, the last the
/// closing one.
pub(super) fn account_statement(statement: &AccountStatement<'_, '_>) -> Vec<u8> {
    let currency = statement.block.currency;
    let amount = |amount: Option<Amount>| amount.map(|amount| decimal(amount, currency)).unwrap_or_default();
    let mut table =
        Table::new(["date", "document", "number", "description", "customer", "debit", "credit", "balance", "currency"]);
    let balance_row = |document: &str, day: Option<Date>, balance: Amount| {
        let (day, balance) = (day.map(|day| day.to_string()).unwrap_or_default(), decimal(balance, currency));
        [day, document.into(), "".into(), "".into(), "".into(), "".into(), "".into(), balance, currency.code().into()]
    };
    table.row(balance_row("opening balance", statement.period.first, statement.opening));
    for line in &statement.lines {
        table.row([
            line.of.day.to_string(),
            line_name(line.of.kind).into(),
            text(line.of.number),
            text(line.of.text),
            text(line.child()),
            amount(line.debit()),
            amount(line.credit()),
            amount(Some(line.balance)),
            currency.code().into(),
        ]);
    }
    table.row(balance_row("closing balance", Some(statement.period.last), statement.closing));
    table.bytes()
}

/// What is open, and what is unapplied as a negative open balance; the sum of the column is the balance.
pub(super) fn outstanding_statement(statement: &OutstandingStatement<'_, '_>) -> Vec<u8> {
    let currency = statement.block.currency;
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
    for item in &statement.items {
        table.row([
            item_name(item.kind).into(),
            text(Some(item.number)),
            text(item.child),
            text(item.purchase_order),
            item.issued.to_string(),
            item.due.map(|day| day.to_string()).unwrap_or_default(),
            item.days_past_due.map(|days| days.to_string()).unwrap_or_default(),
            decimal(item.total, currency),
            decimal(item.open, currency),
            currency.code().into(),
            statement.as_of.to_string(),
        ]);
    }
    table.bytes()
}

fn decimal(amount: Amount, currency: Currency) -> String {
    amount.of(currency).to_string()
}

fn item_name(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Invoice => "invoice",
        ItemKind::CreditNote => "credit note",
        ItemKind::Payment => "payment",
        ItemKind::Refund => "refund",
    }
}

fn line_name(kind: LineKind) -> &'static str {
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
