//! The sample portal: a customer whom nobody has, with one of everything that a portal can show, in the organization's own
//! look, languages and switches.
//!
//! It is a site of its own, built like any other from files that are written here. Nothing of a real customer goes into it,
//! and nothing of it into a real customer's portal.

use crate::config::{Config, ContentPath, CustomerSettings, DecimalSign, Dialect, ExportFile, Exports};
use crate::content::{Entry, EntryKind, HEAD, Listing, PageFile};
use crate::diag::FileId;
use crate::exports::Export;
use crate::ledger::{Currency, CustomerId, decimal};
use crate::site::{InputFile, Inputs};
use jiff::ToSpan;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// The sample's customer.
pub(super) const CUSTOMER: &str = "SAMPLE";

/// A customer whose items stand in the sample's portal, too.
const CHILD: &str = "SAMPLE-NORTH";

/// Where the sample's note lies, below `content/`: no file of a project is called so.
const NOTE: &str = "(sample)/note.md";

/// The one delivered document, below `content/documents/`, and what is in it.
const DOCUMENT: &str = "invoices/S-1007.pdf";
const PDF: &[u8] = include_bytes!("sample/invoice.pdf");

/// What a document of the sample's holds, by its path below `content/documents/`; none where it is the organization's own.
pub(super) fn document(source: &str) -> Option<&'static [u8]> {
    (source == DOCUMENT).then_some(PDF)
}

/// The inputs of the sample's site: the organization's config, theme, pages and shared documents, and the sample's customer.
pub(super) fn inputs(of: &Inputs, as_of: Date) -> Inputs {
    // Files keep their numbers, so that the theme that was read for the customers can be kept for the sample.
    let is_export = |file: FileId| of.exports.iter().any(|(_, export)| *export == file);
    let without_exports = of.files.iter().enumerate().map(|(number, file)| {
        let is_export = u16::try_from(number).is_ok_and(|number| is_export(FileId(number)));
        InputFile { path: file.path.clone(), bytes: if is_export { Vec::new().into() } else { file.bytes.clone() } }
    });
    let mut files: Vec<InputFile> = without_exports.collect();
    let mut add = |name: &str, text: String| {
        let number = u16::try_from(files.len()).unwrap_or(u16::MAX);
        files.push(InputFile { path: format!("(sample) {name}"), bytes: text.into_bytes().into() });
        FileId(number)
    };
    let sample = Sample { as_of, own: of.config.organization.currency, config: &of.config };
    let exports = vec![
        (Export::Customers, add("customers.csv", sample.customers())),
        (Export::Invoices, add("invoices.csv", sample.invoices())),
        (Export::CreditNotes, add("credit_notes.csv", sample.credit_notes())),
        (Export::Payments, add("payments.csv", sample.payments())),
    ];
    let note = "**A note** that stands in this portal alone. Config names its file: `customers.<id>.note`.\n";
    let note = PageFile { path: NOTE.to_owned(), file: add("note.md", note.to_owned()) };
    let decisions = Some(add("decisions.yaml", sample.decisions()));
    let pdf = EntryKind::File {
        size: PDF.len() as u64,
        sha256: Sha256::digest(PDF).into(),
        head: PDF[..PDF.len().min(HEAD)].into(),
        e_invoice: None,
    };
    let documents = std::iter::once(Entry { path: DOCUMENT.to_owned(), kind: pdf }).chain(shared(of)).collect();
    Inputs {
        files,
        config: config(&of.config, BTreeMap::from(customers())),
        config_file: of.config_file,
        exports,
        register: None,
        lock: None,
        decisions,
        pulled: None,
        received: of.received.clone(),
        pages: pages_for_all(of).chain([note]).collect(),
        theme: of.theme.clone(),
        documents: Listing { entries: documents },
    }
}

/// The inputs of a site of no customers: config, theme, pages and shared documents alone.
pub(super) fn nobody(of: &Inputs) -> Inputs {
    let mut files = of.files.clone();
    let mut add = |name: &str, head: &str| {
        let number = u16::try_from(files.len()).unwrap_or(u16::MAX);
        files.push(InputFile { path: format!("(sample) {name}"), bytes: head.as_bytes().to_vec().into() });
        FileId(number)
    };
    let exports = vec![
        (Export::Customers, add("customers.csv", "id,name\n")),
        (Export::Invoices, add("invoices.csv", "number,customer_id,issued,due,currency,total\n")),
    ];
    Inputs {
        files,
        config: config(&of.config, BTreeMap::new()),
        config_file: of.config_file,
        exports,
        register: None,
        lock: None,
        decisions: None,
        pulled: None,
        received: Vec::new(),
        pages: pages_for_all(of).collect(),
        theme: of.theme.clone(),
        documents: Listing { entries: shared(of).collect() },
    }
}

/// The documents for everybody.
fn shared(of: &Inputs) -> impl Iterator<Item = Entry> {
    of.documents.entries.iter().filter(|entry| entry.path.starts_with("shared/")).cloned()
}

/// All pages but the notes of customers, in whatever language.
fn pages_for_all(of: &Inputs) -> impl Iterator<Item = PageFile> {
    fn stem(path: &str) -> &str {
        let name = path.rfind('/').map_or(0, |slash| slash + 1);
        path[name..].find('.').map_or(path, |dot| &path[..name + dot])
    }
    let notes = of.config.customers.values().filter_map(|settings| settings.note.as_ref());
    let notes: BTreeSet<&str> = notes.map(|note| stem(note.as_str())).collect();
    of.pages.iter().filter(move |page| !notes.contains(stem(&page.path))).cloned()
}

/// The sample's customer, who may have late fees and autopay, and his child.
fn customers() -> [(CustomerId, CustomerSettings); 2] {
    let id = |text: &str| CustomerId::new(text).expect("the sample's ids are ids");
    let settings = CustomerSettings {
        portal: Some(true),
        autopay: Some(true),
        late_fees: Some(true),
        note: Some(ContentPath(NOTE.into())),
        ..CustomerSettings::default()
    };
    [(id(CUSTOMER), settings), (id(CHILD), CustomerSettings { portal: Some(false), ..CustomerSettings::default() })]
}

/// The organization's config, with these customers in the place of its own, and exports as we write them.
fn config(of: &Config, customers: BTreeMap<CustomerId, CustomerSettings>) -> Config {
    let file = ExportFile::default;
    let exports = Exports {
        directory: of.exports.directory.clone(),
        as_of: None,
        dialect: Dialect::Canonical,
        dates: None,
        decimal: DecimalSign::Point,
        customers: file(),
        contacts: file(),
        invoices: file(),
        credit_notes: file(),
        payments: file(),
        allocations: file(),
    };
    Config { customers, exports, ..of.clone() }
}

/// Writes the sample's files.
struct Sample<'a> {
    as_of: Date,
    /// The organization's currency.
    own: Currency,
    config: &'a Config,
}

/// An invoice: number, days from the as-of day to issue and due day, units of currency, and further columns.
type Row = (&'static str, i64, i64, i64, &'static str);

/// The invoice with a link of its own to pay it by, and with a further column.
const PAYABLE: &str = "S-1007";

/// In the organization's currency: kind, order and description come last.
const OWN: [Row; 10] = [
    ("S-1001", -150, -120, 1_200, ",PO-4711,Paid in full"),
    ("S-1002", -100, -70, 860, ",PO-4720,Long past due"),
    ("S-1003", -60, -30, 2_400, ",PO-4733,Partly paid"),
    ("S-1004", -50, -20, 640, ",PO-4738,Disputed"),
    ("S-1005", -45, -15, 480, ",,Promised"),
    ("S-1006", -80, -50, 310, ",,Promised and not paid"),
    ("S-1007", -20, 10, 1_950, ",PO-4750,Not yet due; with its PDF"),
    ("S-1008", -10, 20, 720, ",PO-4755,Partly credited"),
    ("S-1009", 5, 35, 500, ",,Dated in the future"),
    ("S-1010", -5, 25, 25, "late_fee,,A late fee that was charged"),
];

/// Of his child, in the organization's currency.
const OF_CHILD: [Row; 1] = [("S-3001", -40, -10, 215, ",PO-N-17,Of a child")];

/// In another currency.
const OTHER: [Row; 2] =
    [("S-2001", -30, 0, 300, ",,Due today"), ("S-2002", -90, -60, 450, ",PO-4760,Past due in another currency")];

impl Sample<'_> {
    fn day(&self, days: i64) -> Date {
        self.as_of.saturating_add(days.days())
    }

    fn other(&self) -> Currency {
        let code = if self.own.code() == "USD" { "EUR" } else { "USD" };
        code.parse().expect("it is a currency")
    }

    fn money(units: i64, currency: Currency) -> String {
        decimal(i128::from(units) * 10_i128.pow(u32::from(currency.decimals())), currency)
    }

    fn customers(&self) -> String {
        let country = self.config.organization.country.map(|country| country.code().to_owned()).unwrap_or_default();
        format!(
            "id,name,address_1,city,postal_code,country,vat_number,parent_id,manager_name,manager_email\n\
             {CUSTOMER},Sample Customer,1 Example Street,Sampleton,12345,{country},XX 123 456 789,,Sam Sample,sam@example.com\n\
             {CHILD},Sample Customer North,2 Example Street,Sampleton,12345,{country},,{CUSTOMER},,\n"
        )
    }

    fn invoices(&self) -> String {
        let mut text =
            "number,customer_id,issued,due,currency,total,kind,purchase_order,description,payment_link,Project\n"
                .to_owned();
        let own = OWN.iter().map(|row| (row, CUSTOMER, self.own));
        let of_child = OF_CHILD.iter().map(|row| (row, CHILD, self.own));
        let other = OTHER.iter().map(|row| (row, CUSTOMER, self.other()));
        for ((number, issued, due, units, more), customer, currency) in own.chain(of_child).chain(other) {
            let (issued, due, total) = (self.day(*issued), self.day(*due), Sample::money(*units, currency));
            let last = if *number == PAYABLE { "https://pay.example.com/S-1007,New hall" } else { "," };
            text.push_str(&format!("{number},{customer},{issued},{due},{currency},{total},{more},{last}\n"));
        }
        text
    }

    fn credit_notes(&self) -> String {
        let (own, applied, unapplied) = (self.own, Sample::money(120, self.own), Sample::money(75, self.own));
        let (first, second) = (self.day(-8), self.day(-25));
        format!(
            "number,customer_id,issued,currency,total,invoice_number,reason\n\
             S-CN-1,{CUSTOMER},{first},{own},{applied},S-1008,Returned goods\n\
             S-CN-2,{CUSTOMER},{second},{own},{unapplied},,Goodwill\n"
        )
    }

    fn payments(&self) -> String {
        let own = self.own;
        let [full, part, unapplied] = [1_200, 1_000, 90].map(|units| Sample::money(units, own));
        let [first, second, third] = [-118, -28, -3].map(|days| self.day(days));
        format!(
            "reference,customer_id,received,amount,currency,invoice_number,method\n\
             S-P-1,{CUSTOMER},{first},{full},{own},S-1001,Bank transfer\n\
             S-P-2,{CUSTOMER},{second},{part},{own},S-1003,Bank transfer\n\
             S-P-3,{CUSTOMER},{third},{unapplied},{own},,Card\n"
        )
    }

    fn decisions(&self) -> String {
        let mut offered = self.config.forms.dispute_reasons.iter().filter(|reason| !reason.archived);
        let reason = offered.next().map_or("other", |reason| reason.id.as_str());
        let [asked, kept, made, broken] = [-12, 10, -30, -5].map(|days| self.day(days));
        format!(
            "recorded:\n\
             - {{ kind: dispute, customer: {CUSTOMER}, invoice: S-1004, day: {asked}, reason: {reason} }}\n\
             - {{ kind: promise, customer: {CUSTOMER}, invoice: S-1005, day: {asked}, date: {kept} }}\n\
             - {{ kind: promise, customer: {CUSTOMER}, invoice: S-1006, day: {made}, date: {broken} }}\n"
        )
    }
}
