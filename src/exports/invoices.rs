//! The invoices export.

use super::Export;
use super::columns::{Column, Finder};
use super::customers::{Customers, digest, row_twice};
use super::link;
use super::record::Record;
use super::rows::Rows;
use super::state::{self, LeftOutRow};
use crate::config::ExportFile;
use crate::diag::{Diagnostic, Place, Problems};
use crate::ledger::{Amount, Currency, Documents, Invoice, InvoiceKind, Stated};
use crate::sheets::{Row, Table};
use hashbrown::HashMap;

/// Adds every invoice that counts to its customer's documents; `left_out` is told of the others.
pub(super) fn read(
    file: Option<(Table<'_>, &ExportFile)>,
    customers: &Customers,
    documents: &mut [Documents],
    left_out: &mut Vec<LeftOutRow>,
    problems: &mut Problems,
) -> Rows {
    let Some((table, config)) = file else { return Rows::default() };
    let columns = Columns::find(Finder::new(Export::Invoices, &table, config), problems);
    let mut seen = Seen::default();
    Rows::read(&table, problems, |row, problems| match columns.invoice(row, customers, problems) {
        Ok(Some((customer, invoice))) => {
            if seen.is_new(customer, &invoice, row, customers, problems) {
                documents[customer].invoices.push(invoice);
            }
            Some(customer)
        }
        Ok(None) => {
            left_out.extend(state::left_out(row, &columns.number, &columns.customer_id));
            None
        }
        Err(problem) => {
            left_out.extend(state::left_out(row, &columns.number, &columns.customer_id));
            problems.add(problem);
            None
        }
    })
}

/// The rows that were read, by customer and number.
#[derive(Default)]
struct Seen(HashMap<(usize, Box<str>), (Place, [u8; 16])>);

impl Seen {
    fn is_new(
        &mut self,
        customer: usize,
        invoice: &Invoice,
        row: &Row<'_>,
        customers: &Customers,
        problems: &mut Problems,
    ) -> bool {
        let digest = digest(row);
        let Some((place, first)) = self.0.insert((customer, invoice.number.as_str().into()), (invoice.place, digest))
        else {
            return true;
        };
        let customer = &customers.get(customer).id;
        problems.add(if first == digest {
            row_twice(invoice.place, place)
        } else {
            let title = format!("customer `{customer}` has two invoices with the number `{}`", invoice.number);
            Diagnostic::error("invoice-twice", title)
                .at(invoice.place, "given again, with other contents")
                .at(place, "given first")
                .concerning(customer.as_str())
        });
        false
    }
}

struct Columns<'c> {
    number: Column<'c>,
    customer_id: Column<'c>,
    issued: Column<'c>,
    due: Column<'c>,
    currency: Column<'c>,
    total: Column<'c>,
    paid: Column<'c>,
    open_balance: Column<'c>,
    state: Column<'c>,
    settled: Column<'c>,
    purchase_order: Column<'c>,
    description: Column<'c>,
    kind: Column<'c>,
    payment_link: Column<'c>,
    further: Vec<(u16, Box<str>)>,
}

impl<'c> Columns<'c> {
    fn find(mut finder: Finder<'_, '_, 'c>, problems: &mut Problems) -> Columns<'c> {
        let mut column = |name| finder.column(name, problems);
        let columns = Columns {
            number: column("number"),
            customer_id: column("customer_id"),
            issued: column("issued"),
            due: column("due"),
            currency: column("currency"),
            total: column("total"),
            paid: column("paid"),
            open_balance: column("open_balance"),
            state: column("state"),
            settled: column("settled"),
            purchase_order: column("purchase_order"),
            description: column("description"),
            kind: column("kind"),
            payment_link: column("payment_link"),
            further: Vec::new(),
        };
        Columns { further: finder.further(), ..columns }
    }

    /// The invoice of a row and whose it is; none where it does not count.
    fn invoice(
        &self,
        row: &Row<'_>,
        customers: &Customers,
        problems: &mut Problems,
    ) -> Result<Option<(usize, Invoice)>, Diagnostic> {
        let record = &mut Record { row, problems };
        let counts = state::counts(record, &self.state);
        if matches!(counts, Ok(false)) {
            return Ok(None);
        }
        let customer = customers.named(record, &self.customer_id)?;
        let id = customers.get(customer).id.as_str();
        let invoice = counts.and_then(|_| self.rest(record, id)).map_err(|problem| problem.concerning(id))?;
        Ok(Some((customer, invoice)))
    }

    fn rest(&self, record: &mut Record<'_, '_>, customer: &str) -> Result<Invoice, Diagnostic> {
        let number = record.number(&self.number)?;
        let issued = record.day(&self.issued)?;
        let due = record.optional_day(&self.due)?.unwrap_or(issued);
        let currency = record.currency(&self.currency)?;
        let settled = record.optional_day(&self.settled)?;
        if let Some(settled) = settled.filter(|day| *day < issued) {
            return Err(Diagnostic::error("settled-before-issue", "invoice was settled before it was issued")
                .at(record.place(&self.settled), format!("settled on {settled}"))
                .at(record.place(&self.issued), "issued"));
        }
        if due < issued {
            let problem =
                Diagnostic::warning("due-before-issue", format!("invoice `{number}` is due before it was issued"))
                    .at(record.place(&self.due), format!("due on {due}"))
                    .at(record.place(&self.issued), "issued")
                    .concerning(customer);
            record.problems.add(problem);
        }
        Ok(Invoice {
            issued,
            due,
            currency,
            total: record.positive_amount(&self.total, currency)?,
            stated: self.stated(record, currency)?,
            settled,
            kind: self.kind(record)?,
            purchase_order: record.text(&self.purchase_order)?,
            description: record.lines(&self.description)?,
            payment_link: self.payment_link(record)?,
            further: self.further(record),
            place: record.place(&self.number),
            number,
        })
    }

    fn stated(&self, record: &Record<'_, '_>, currency: Currency) -> Result<Stated, Diagnostic> {
        let paid = record.optional_amount(&self.paid, currency)?;
        if paid.is_some_and(Amount::is_negative) {
            return Err(
                Diagnostic::error("negative-amount", "`paid` is negative").at(record.place(&self.paid), "negative")
            );
        }
        Ok(Stated { paid, open: record.optional_amount(&self.open_balance, currency)? })
    }

    fn kind(&self, record: &mut Record<'_, '_>) -> Result<InvoiceKind, Diagnostic> {
        let Some(kind) = record.text(&self.kind)? else { return Ok(InvoiceKind::Invoice) };
        match kind.to_ascii_lowercase().as_str() {
            "invoice" => Ok(InvoiceKind::Invoice),
            "late_fee" => Ok(InvoiceKind::LateFee),
            _ => Err(Diagnostic::error("unknown-kind", format!("`{kind}` is not a kind of invoice"))
                .at(record.place(&self.kind), "neither invoice nor late_fee")
                .hint(format!("say what it stands for in config: `values: {{ kind: {{ {kind}: invoice }} }}`"))),
        }
    }

    /// Only https addresses without a login are ever linked.
    fn payment_link(&self, record: &mut Record<'_, '_>) -> Result<Option<Box<str>>, Diagnostic> {
        let Some(link) = record.text(&self.payment_link)? else { return Ok(None) };
        match link::fault(&link) {
            None => Ok(Some(link)),
            Some(fault) => Err(Diagnostic::error("payment-link-not-https", format!("a payment link {fault}"))
                .at(record.place(&self.payment_link), "this one")),
        }
    }

    fn further(&self, record: &Record<'_, '_>) -> Box<[(Box<str>, Box<str>)]> {
        let mut further = Vec::new();
        for (index, header) in &self.further {
            let cell = record.row.cell(*index);
            if !cell.is_empty() {
                further.push((
                    header.clone(),
                    cell.lines().map(|lines| lines.text.into_owned()).unwrap_or_default().into(),
                ));
            }
        }
        further.into()
    }
}
