//! Makes a large project to measure speed with: many made-up customers, and a config.yaml that maps some headers.
//!
//! - `cargo run --release --example speed -- N DIR` writes a project with N customers into DIR. The same N always gives the same
//!   bytes. With `--single-page`, each portal is one page: no invoice pages, no statements.
//! - `cargo run --release --example speed -- --read DIR` only reads its exports and splits them into fields: the floor that no
//!   reader of them can go below.
//!
//! About ten invoices a customer (log-normal), one customer in a thousand with 500 to 1,500; seven currencies; part payments,
//! credit notes, money that is not yet put against an invoice; markup, quotes and line breaks in texts.
//! `benches/speed.py` measures with it.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool for this repository: it writes its files and says so"
)]

#[path = "sample/chance.rs"]
mod chance;

use chance::Chance;
use jiff::civil::{Date, date};
use portalsmith::ledger::{Amount, Currency};
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// The day that the exports speak for.
const AS_OF: Date = date(2026, 6, 30);
/// How many days of trade lie before it.
const DAYS: i64 = 1095;

/// Country, currency, city.
const COUNTRIES: [[&str; 3]; 9] = [
    ["DE", "EUR", "Köln"],
    ["FR", "EUR", "Saint-Étienne"],
    ["GB", "GBP", "Leeds"],
    ["US", "USD", "Springfield"],
    ["ES", "EUR", "A Coruña"],
    ["SE", "SEK", "Malmö"],
    ["CH", "CHF", "Zürich"],
    ["PL", "PLN", "Łódź"],
    ["JP", "JPY", "大阪市"],
];
/// Some countries have more customers than others.
const HOMES: [usize; 14] = [0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8];
const HEADS: [&str; 12] = [
    "Müller",
    "O'Brien",
    "García",
    "Ångström",
    "Łukasiewicz",
    "Brontë",
    "Northwind",
    "山田",
    "Žižek",
    "D'Angelo",
    "Zoë",
    "Polar",
];
const TAILS: [&str; 8] =
    ["& Söhne", "Trading", "\"Quality\" Goods", "<b>Bold</b> Design", "Press, Print & Post", "Café", "R&D", "Glass"];
const ITEMS: [&str; 8] = [
    "Annual maintenance",
    "Spare parts & labour",
    "Screens 24\"",
    "Freight <express>",
    "Pièces détachées",
    "Wartung & Prüfung",
    "Training day",
    "Storage > 30 days",
];
const METHODS: [&str; 4] = ["bank transfer", "card", "direct debit", "cheque"];

/// Days count from the first day of trade; amounts are minor units.
struct Invoice {
    customer: usize,
    issued: i64,
    due: i64,
    total: i64,
    credited: i64,
    /// In one or two parts.
    paid: [i64; 2],
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["--read", folder] => read(Path::new(folder)),
        [customers, folder] => parsed(customers).and_then(|customers| write(customers, Path::new(folder), false)),
        [customers, folder, "--single-page"] => {
            parsed(customers).and_then(|customers| write(customers, Path::new(folder), true))
        }
        _ => Err(io::Error::other("usage: speed N DIR [--single-page] | speed --read DIR")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("speed: {error}");
            ExitCode::FAILURE
        }
    }
}

fn parsed(customers: &str) -> io::Result<usize> {
    customers.parse().map_err(|_| io::Error::other(format!("`{customers}` is not a number of customers")))
}

/// Splits all exports into fields and forgets them.
fn read(folder: &Path) -> io::Result<()> {
    let (mut rows, mut bytes) = (0, 0);
    for file in ["customers", "invoices", "credit_notes", "payments"] {
        let mut reader = csv::Reader::from_path(folder.join(format!("content/exports/{file}.csv")))?;
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record)? {
            rows += 1;
            bytes += record.iter().map(<[u8]>::len).sum::<usize>();
        }
    }
    println!("{rows} rows, {bytes} bytes in fields");
    Ok(())
}

fn write(customers: usize, folder: &Path, single_page: bool) -> io::Result<()> {
    let exports = folder.join("content/exports");
    fs::create_dir_all(&exports)?;
    let mut chance = Chance::of("speed");
    let homes: Vec<Home> = (0..customers).map(|_| Home(*chance.pick(&HOMES))).collect();
    write_customers(&exports, &homes, &mut chance)?;
    let mut invoices: Vec<Invoice> =
        (0..customers).flat_map(|customer| trade(customer, homes[customer], &mut chance)).collect();
    // In the order of issue, as accounting systems number them: a customer's rows do not lie together.
    invoices.sort_by_key(|invoice| invoice.issued);
    write_invoices(&exports, &homes, &invoices, &mut chance)?;
    write_credit_notes(&exports, &homes, &invoices)?;
    write_payments(&exports, &homes, &invoices, &mut chance)?;
    let single = "features: { account_statement: false, outstanding_statement: false }\nstatements: { periods: [] }\n";
    let (pages, more) = if single_page { ("false", single) } else { ("true", "") };
    fs::write(folder.join("config.yaml"), CONFIG.replace("{invoice_pages}", pages) + more)?;
    println!("{customers} customers, {} invoices", invoices.len());
    Ok(())
}

/// One customer's invoices.
fn trade(customer: usize, home: Home, chance: &mut Chance) -> Vec<Invoice> {
    let count = if customer % 1000 == 500 {
        chance.between(500, 1500)
    } else {
        (log_normal(chance, 1.52, 1.2) as i64).min(480)
    };
    let slow = chance.one_in(7);
    let yen = home.currency() == "JPY";
    (0..count)
        .map(|_| {
            let issued = chance.between(0, DAYS - 1);
            let due = issued + *chance.pick(&[14, 30, 30, 30, 60]);
            let total = (log_normal(chance, 6.2, 1.3) * 100.0) as i64 + if yen { 10_500 } else { 500 };
            let credited = if chance.one_in(20) { total * chance.between(5, 35) / 100 } else { 0 };
            // The older, the likelier paid.
            let paid_of_100 = if due + 90 < DAYS {
                93
            } else if due < DAYS {
                85
            } else {
                35
            } - if slow { 30 } else { 0 };
            let dice = chance.between(1, 100);
            let left = total - credited;
            let paid = if dice <= paid_of_100 {
                left
            } else if dice <= paid_of_100 + 8 {
                left * chance.between(10, 90) / 100
            } else {
                0
            };
            let second = if chance.one_in(10) { paid / 3 } else { 0 };
            Invoice { customer, issued, due, total, credited, paid: [paid - second, second] }
        })
        .collect()
}

/// e to a normally distributed power, which is approximated by twelve even chances.
fn log_normal(chance: &mut Chance, mean: f64, deviation: f64) -> f64 {
    let sum: i64 = (0..12).map(|_| chance.between(0, 1_000_000)).sum();
    (mean + deviation * (sum as f64 / 1_000_000.0 - 6.0)).exp()
}

fn write_customers(exports: &Path, homes: &[Home], chance: &mut Chance) -> io::Result<()> {
    let header = ["Customer No", "Name", "E-mail", "Street", "City", "Postcode", "Country", "Currency"];
    let mut table = table(exports, "customers", &header)?;
    for (customer, home) in homes.iter().enumerate() {
        let [country, currency, city] = COUNTRIES[home.0];
        let id = id(customer);
        let name = format!("{} {} {}", chance.pick(&HEADS), chance.pick(&TAILS), customer + 1);
        let email = format!("ap+{}@example.com", id.to_lowercase());
        let street = format!("King's Road {}", chance.between(1, 240));
        let postcode = format!("{:05}", chance.between(1000, 99_999));
        table.write_record([&id, &name, &email, &street, city, &postcode, country, currency])?;
    }
    table.flush()
}

fn write_invoices(exports: &Path, homes: &[Home], invoices: &[Invoice], chance: &mut Chance) -> io::Result<()> {
    let header =
        ["Invoice No", "Customer No", "Invoice Date", "Due Date", "currency", "Amount", "PO Number", "Description"];
    let mut table = table(exports, "invoices", &header)?;
    for (index, invoice) in invoices.iter().enumerate() {
        let order = if chance.one_in(3) { String::new() } else { format!("PO-{:05}", chance.between(0, 99_999)) };
        let more = if index % 5000 == 77 { "\nas agreed" } else { "" };
        let description = format!("{} {}{more}", chance.pick(&ITEMS), chance.between(1, 99));
        let home = homes[invoice.customer];
        let fields = [number(index), id(invoice.customer), day(invoice.issued), day(invoice.due)];
        table.write_record(fields.iter().map(String::as_str).chain([
            home.currency(),
            &home.text(invoice.total),
            &order,
            &description,
        ]))?;
    }
    table.flush()
}

fn write_credit_notes(exports: &Path, homes: &[Home], invoices: &[Invoice]) -> io::Result<()> {
    let header = ["number", "customer_id", "issued", "currency", "total", "invoice_number", "applied", "reason"];
    let mut table = table(exports, "credit_notes", &header)?;
    for (index, invoice) in invoices.iter().enumerate().filter(|(_, invoice)| invoice.credited > 0) {
        let home = homes[invoice.customer];
        let total = home.text(invoice.credited);
        let number_of_its_own = format!("CN-{:07}", index + 1);
        let issued = day((invoice.issued + 9).min(DAYS));
        let fields = [
            &number_of_its_own,
            &id(invoice.customer),
            &issued,
            home.currency(),
            &total,
            &number(index),
            &total,
            "Price correction",
        ];
        table.write_record(fields)?;
    }
    table.flush()
}

fn write_payments(exports: &Path, homes: &[Home], invoices: &[Invoice], chance: &mut Chance) -> io::Result<()> {
    let header = ["reference", "customer_id", "received", "amount", "currency", "invoice_number", "method"];
    let mut table = table(exports, "payments", &header)?;
    let mut count = 0;
    let mut row = |customer: usize, received: i64, amount: i64, invoice: &str, method: &str| {
        count += 1;
        let home = homes[customer];
        let fields = [format!("P{count:07}"), id(customer), day(received.min(DAYS)), home.text(amount)];
        table.write_record(fields.iter().map(String::as_str).chain([home.currency(), invoice, method]))
    };
    for (index, invoice) in invoices.iter().enumerate() {
        let method = *chance.pick(&METHODS);
        for part in invoice.paid.into_iter().filter(|part| *part > 0) {
            row(invoice.customer, invoice.issued + chance.between(1, 50), part, &number(index), method)?;
        }
        // One payment in a thousand is not yet put against an invoice.
        if chance.one_in(1000) {
            row(invoice.customer, DAYS - chance.between(0, 20), chance.between(100, 50_000), "", method)?;
        }
    }
    table.flush()
}

/// A customer's country, by its place in [`COUNTRIES`].
#[derive(Clone, Copy)]
struct Home(usize);

impl Home {
    fn currency(&self) -> &'static str {
        COUNTRIES[self.0][1]
    }

    fn text(&self, minor: i64) -> String {
        let currency: Currency = self.currency().parse().expect("the currencies are known");
        Amount(minor).of(currency).to_string()
    }
}

fn id(customer: usize) -> String {
    format!("C{:06}", customer + 1)
}

fn number(invoice: usize) -> String {
    format!("INV-{:07}", invoice + 1)
}

fn day(of_trade: i64) -> String {
    (AS_OF - jiff::Span::new().days(DAYS - of_trade)).to_string()
}

fn table(exports: &Path, name: &str, header: &[&str]) -> io::Result<csv::Writer<File>> {
    let mut table = csv::Writer::from_path(exports.join(format!("{name}.csv")))?;
    table.write_record(header)?;
    Ok(table)
}

const CONFIG: &str = "\
# A project to measure speed with, made by `cargo run --example speed`.
organization: { name: Speed & Co., timezone: Europe/Berlin, currency: EUR }
site: { base_url: \"https://pay.example.com\", languages: [en], invoice_pages: {invoice_pages} }
contact: { email: billing@example.com, phone: \"+49 30 23125 100\" }
payment:
  accounts:
    - { currency: EUR, holder: Speed & Co., iban: DE89 3704 0044 0532 0130 00, bank: Example Bank }
forms: { endpoint: \"https://forms.example.com\" }
exports:
  as_of: 2026-06-30
  customers:
    columns: { id: Customer No, name: Name, email: E-mail, address_1: Street, city: City, postal_code: Postcode, country: Country, currency: Currency }
  invoices:
    columns: { number: Invoice No, customer_id: Customer No, issued: Invoice Date, due: Due Date, total: Amount, purchase_order: PO Number, description: Description }
";
