//! The books of a specimen project, row by row, and the files they become: the canonical exports, what was disputed and
//! promised, the documents.

use portalsmith::ledger::{Amount, Currency};
use std::fmt::Write;

/// A row of the customer export. What is not said is empty.
#[derive(Clone, Copy, Default)]
pub(crate) struct Customer {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) vat_number: &'static str,
    pub(crate) address: &'static str,
    pub(crate) city: &'static str,
    pub(crate) country: &'static str,
    pub(crate) parent: &'static str,
    /// Name and address of the account manager.
    pub(crate) manager: [&'static str; 2],
    /// Columns of customers that are `true`: `autopay`, `autopay_active`, `late_fees`.
    pub(crate) on: &'static [&'static str],
}

/// A row of the invoice export. Days are written as in the file; what is not said is empty.
#[derive(Clone, Default)]
pub(crate) struct Invoice {
    pub(crate) customer: &'static str,
    pub(crate) number: String,
    pub(crate) issued: String,
    pub(crate) due: String,
    pub(crate) currency: &'static str,
    pub(crate) total: String,
    /// Stated by the books; computed where empty.
    pub(crate) open: &'static str,
    pub(crate) order: String,
    pub(crate) description: &'static str,
    pub(crate) late_fee: bool,
    pub(crate) delivery_note: &'static str,
}

/// Everything in a project that is about customers.
#[derive(Default)]
pub(crate) struct Books {
    customers: Vec<Vec<String>>,
    invoices: Vec<Vec<String>>,
    credit_notes: Vec<Vec<String>>,
    payments: Vec<Vec<String>>,
    decisions: String,
    /// By their paths below `content/documents/`.
    documents: Vec<(String, Vec<u8>)>,
}

const CUSTOMERS: &str =
    "id,name,vat_number,address_1,city,country,parent_id,manager_name,manager_email,autopay,autopay_active,late_fees";
const INVOICES: &str =
    "number,customer_id,issued,due,currency,total,open_balance,purchase_order,description,kind,delivery_note";
const CREDIT_NOTES: &str = "number,customer_id,issued,currency,total,invoice_number,reason";
const PAYMENTS: &str = "reference,customer_id,received,currency,amount,invoice_number,method";

impl Books {
    pub(crate) fn customer(&mut self, customer: &Customer) {
        let Customer { id, name, vat_number, address, city, country, parent, manager, on } = *customer;
        let switch = |column| if on.contains(&column) { "true" } else { "" };
        let switches = ["autopay", "autopay_active", "late_fees"].map(switch);
        let facts = [id, name, vat_number, address, city, country, parent, manager[0], manager[1]];
        self.customers.push(facts.into_iter().chain(switches).map(str::to_owned).collect());
    }

    pub(crate) fn invoice(&mut self, invoice: Invoice) {
        let Invoice { customer, number, issued, due, currency, total, .. } = invoice;
        let kind = if invoice.late_fee { "late_fee" } else { "invoice" };
        let [customer, currency, open] = [customer, currency, invoice.open].map(str::to_owned);
        let [description, kind, note] = [invoice.description, kind, invoice.delivery_note].map(str::to_owned);
        self.invoices.push(vec![
            number,
            customer,
            issued,
            due,
            currency,
            total,
            open,
            invoice.order,
            description,
            kind,
            note,
        ]);
    }

    /// `customer, day, currency, amount, invoice`, and why. Without an invoice it is unapplied.
    pub(crate) fn credit_note(&mut self, number: &str, of: [&str; 5], reason: &str) {
        let [customer, issued, currency, total, invoice] = of;
        let row = [number, customer, issued, currency, total, invoice, reason];
        self.credit_notes.push(row.map(str::to_owned).to_vec());
    }

    /// `customer, day, currency, amount, invoice`, and how. Without an invoice it is unapplied.
    pub(crate) fn payment(&mut self, reference: &str, of: [&str; 5], method: &str) {
        let [customer, received, currency, amount, invoice] = of;
        let row = [reference, customer, received, currency, amount, invoice, method];
        self.payments.push(row.map(str::to_owned).to_vec());
    }

    /// A line of `inbox/decisions.yaml`: kind, customer and invoice, then the rest as it is written there.
    pub(crate) fn decision(&mut self, kind: &str, [customer, invoice]: [&str; 2], more: &str) {
        writeln!(self.decisions, "  - {{ kind: {kind}, customer: {customer}, invoice: {invoice}, {more} }}")
            .expect("a string takes it");
    }

    /// A document by its path below `content/documents/`; a `.pdf` shows its title.
    pub(crate) fn document(&mut self, path: &str, title: &str) {
        let bytes = if path.ends_with(".pdf") { pdf(title) } else { format!("{title}\n").into_bytes() };
        self.documents.push((path.to_owned(), bytes));
    }

    /// The files, by their paths in the project.
    pub(crate) fn files(self) -> Vec<(String, Vec<u8>)> {
        let tables = [
            ("customers", CUSTOMERS, self.customers),
            ("invoices", INVOICES, self.invoices),
            ("credit_notes", CREDIT_NOTES, self.credit_notes),
            ("payments", PAYMENTS, self.payments),
        ];
        let tables =
            tables.into_iter().map(|(name, header, rows)| (format!("content/exports/{name}.csv"), csv(header, &rows)));
        let documents = self.documents.into_iter().map(|(path, bytes)| (format!("content/documents/{path}"), bytes));
        let decisions = format!("recorded:\n{}", self.decisions);
        tables.chain(documents).chain([("inbox/decisions.yaml".to_owned(), decisions.into_bytes())]).collect()
    }
}

fn csv(header: &str, rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header.split(',')).expect("memory takes it");
    for row in rows {
        writer.write_record(row).expect("all rows are as long as the header");
    }
    writer.into_inner().expect("memory takes it")
}

/// A plain decimal number with the currency's decimals.
pub(crate) fn decimal(minor: i64, currency: &str) -> String {
    let currency: Currency = currency.parse().expect("the specimens' currencies are known");
    Amount(minor).of(currency).to_string()
}

/// One page with one line of ASCII.
fn pdf(line: &str) -> Vec<u8> {
    let content = format!("BT /F 18 Tf 72 720 Td ({line}) Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>".to_owned(),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (index, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", file.len()).expect("a string takes it");
        write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1).expect("a string takes it");
    }
    let (start, count) = (file.len(), objects.len() + 1);
    write!(file, "{table}trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n")
        .expect("a string takes it");
    file.into_bytes()
}
