//! The checked configuration: what the rest of the house works with.

use super::columns::Table;
use crate::ledger::{AgingSchedule, Amount, Currency, CustomerId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The reason with which a customer takes a dispute back; none of the reasons on offer may be called so.
pub const WITHDRAWN: &str = "withdrawn";

/// All of `config.yaml`, checked.
#[derive(Clone, Debug)]
pub struct Config {
    pub organization: Organization,
    pub site: Site,
    pub contact: Contact,
    pub documents: Vec<SharedDocument>,
    pub features: Features,
    /// What `customers:` says of single customers. Who is not in it has [`CustomerSettings::default`].
    pub customers: BTreeMap<CustomerId, CustomerSettings>,
    pub late_fees: LateFees,
    pub white_label: WhiteLabel,
    pub payment: Payment,
    pub statements: Statements,
    pub pdf: Pdf,
    pub exports: Exports,
    pub forms: Forms,
    pub notifications: Option<Notifications>,
    pub links: Links,
    pub deploy: Deploy,
    pub limits: Limits,
}

/// A language tag as configured and as it stands in `lang` attributes and paths, for instance `en`, `fr`, `pt-BR`.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Language(pub Box<str>);

/// A path below `content/`, with `/`, without `.` and `..`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ContentPath(pub Box<str>);

/// A country, two capital letters of ISO 3166.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Country(pub [u8; 2]);

/// An opaque color in sRGB; printed by us, never as it was written.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Color {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

#[derive(Clone, Debug, Hash)]
pub struct Organization {
    pub name: String,
    /// `name` where not given.
    pub legal_name: String,
    pub address: Vec<String>,
    pub country: Option<Country>,
    pub tax_id: Option<String>,
    /// An https address.
    pub website: Option<String>,
    /// IANA name, known to the time zone database; `UTC` where not given.
    pub timezone: String,
    /// For amounts that name none (late fees); EUR where not given.
    pub currency: Currency,
    pub language: Language,
}

#[derive(Clone, Debug, Hash)]
pub struct Site {
    /// `https://host[/path]`, without a slash at the end.
    pub base_url: String,
    pub theme: String,
    /// As written; the theme's schema checks them.
    pub theme_options: BTreeMap<String, OptionValue>,
    /// The languages portals are rendered in, the organization's own first where not given otherwise; never empty.
    pub languages: Vec<Language>,
    pub invoice_pages: bool,
}

/// The value of a theme option.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum OptionValue {
    Bool(bool),
    Number(i64),
    Text(String),
}

/// Whom to ask. Checked: an address for mail, a number to call.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Contact {
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub hours: Option<String>,
}

impl Contact {
    /// The number to call as a link has it (RFC 3966): digits, with the plus that leads them.
    pub fn tel(&self) -> Option<String> {
        let phone = self.phone.as_deref()?;
        Some(phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect())
    }
}

/// A document that every portal offers.
#[derive(Clone, Debug, Hash)]
pub struct SharedDocument {
    /// Below `documents/shared/`.
    pub file: ContentPath,
    pub title: String,
    pub description: Option<String>,
    pub language: Option<Language>,
    /// The first day on which it is no longer offered.
    pub expires: Option<Date>,
}

/// The switches of the whole organization.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Features {
    pub disputes: bool,
    pub promises_to_pay: bool,
    pub remittance_advice: bool,
    pub account_statement: bool,
    pub outstanding_statement: bool,
    pub autopay_for_new_customers: bool,
    pub hide_future_invoices: bool,
    pub invoice_documents: bool,
}

/// One customer's own switches: what is not given follows the organization's.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct FeatureOverrides {
    pub disputes: Option<bool>,
    pub promises_to_pay: Option<bool>,
    pub remittance_advice: Option<bool>,
    pub account_statement: Option<bool>,
    pub outstanding_statement: Option<bool>,
    pub hide_future_invoices: Option<bool>,
    pub invoice_documents: Option<bool>,
}

/// What config says of one customer; it wins over the columns of the customer export.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct CustomerSettings {
    pub portal: Option<bool>,
    /// Whether the customer may ask for autopay.
    pub autopay: Option<bool>,
    pub late_fees: Option<bool>,
    pub features: FeatureOverrides,
    pub contact: Contact,
    /// A Markdown page shown in this customer's portal only.
    pub note: Option<ContentPath>,
}

/// The rule by which late fees are estimated; shown only where a customer has them on.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct LateFees {
    /// Days past due before the first period begins.
    pub grace_days: u32,
    /// Millionths of the open balance per period of 31 days: 1.5 % is 15,000.
    pub millionths_per_month: u32,
    /// Added once to each invoice that bears a fee, in the organization's currency.
    pub flat: Amount,
}

#[derive(Clone, Debug, Hash)]
pub struct WhiteLabel {
    pub primary_color: Color,
    pub banner_color: Color,
    pub logo: Option<ContentPath>,
    pub favicon: Option<ContentPath>,
    pub fonts: Vec<ContentPath>,
}

#[derive(Clone, Debug, Hash)]
pub struct Payment {
    pub accounts: Vec<BankAccount>,
    /// An https address with `{invoice}`, `{amount}`, `{currency}`, `{customer}` or `{reference}` in it.
    pub link: Option<String>,
    pub instructions: Option<ContentPath>,
    /// Whether portals show payment codes.
    pub qr_codes: bool,
}

/// Where to pay in one currency. At least one of IBAN and account number is given.
#[derive(Clone, Debug, Hash)]
pub struct BankAccount {
    pub currency: Currency,
    pub holder: String,
    /// Without spaces; check digits are right.
    pub iban: Option<String>,
    pub bic: Option<String>,
    pub bank: Option<String>,
    /// A Swiss QR-IBAN, without spaces; only where the currency is CHF.
    pub qr_iban: Option<String>,
    /// The holder's address, as a Swiss QR-bill wants it.
    pub address: Option<BankAddress>,
    pub creditor_reference: CreditorReference,
    pub routing: Option<String>,
    pub account: Option<String>,
}

/// An address in parts, none longer than a Swiss QR-bill has room for.
#[derive(Clone, Debug, Hash)]
pub struct BankAddress {
    pub street: Option<String>,
    pub house_number: Option<String>,
    pub postal_code: String,
    pub town: String,
    pub country: Country,
}

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum CreditorReference {
    None,
    /// ISO 11649.
    Rf,
}

#[derive(Clone, Debug, Hash)]
pub struct Statements {
    pub periods: Vec<PeriodKind>,
    /// How many months back periods are made, the current one included.
    pub months: u32,
    pub aging: AgingSchedule,
    pub formats: Vec<StatementFormat>,
    pub archive: bool,
}

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum PeriodKind {
    Month,
    Quarter,
    Year,
    All,
}

#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum StatementFormat {
    Pdf,
    Csv,
    Xlsx,
}

impl StatementFormat {
    /// The end of its files' names.
    pub fn extension(self) -> &'static str {
        match self {
            StatementFormat::Pdf => "pdf",
            StatementFormat::Csv => "csv",
            StatementFormat::Xlsx => "xlsx",
        }
    }

    /// What people call it, in every language.
    pub fn name(self) -> &'static str {
        match self {
            StatementFormat::Pdf => "PDF",
            StatementFormat::Csv => "CSV",
            StatementFormat::Xlsx => "XLSX",
        }
    }
}

#[derive(Clone, Debug, Hash)]
pub struct Pdf {
    pub paper: Paper,
    pub fonts: Vec<ContentPath>,
    pub command: Option<String>,
}

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Paper {
    Auto,
    A4,
    Letter,
}

#[derive(Clone, Debug)]
pub struct Exports {
    pub directory: ContentPath,
    /// The day the exports speak for; without it, today in the organization's time zone.
    pub as_of: Option<Date>,
    pub dialect: Dialect,
    /// How days are written where they are not `YYYY-MM-DD`; without it only that form is read.
    pub dates: Option<DateOrder>,
    pub decimal: DecimalSign,
    pub customers: ExportFile,
    pub contacts: ExportFile,
    pub invoices: ExportFile,
    pub credit_notes: ExportFile,
    pub payments: ExportFile,
    pub allocations: ExportFile,
}

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Dialect {
    Canonical,
}

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum DateOrder {
    Dmy,
    Mdy,
    Ymd,
}

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum DecimalSign {
    Point,
    Comma,
}

/// How one export file is found and read.
#[derive(Clone, Debug, Default)]
pub struct ExportFile {
    /// Its name below `exports.directory`; without it, the file's own name with `.csv`, `.xlsx` or `.json`.
    pub file: Option<String>,
    /// Our column → the header found in the file.
    pub columns: BTreeMap<String, String>,
    /// Which row holds the headers, from 1; without it, the first row that holds all required ones.
    pub header_row: Option<u32>,
    /// An encoding's label of the Encoding Standard; without it, what the byte order mark says, else UTF-8,
    /// else Windows-1252.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    pub dates: Option<DateOrder>,
    pub decimal: Option<DecimalSign>,
    /// Our column → the value found → the value meant.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Our column → the value of a row that has none.
    pub defaults: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Hash)]
pub struct Forms {
    /// The endpoint's https origin (and path), without a slash at the end. Without it the forms become e-mails.
    pub endpoint: Option<String>,
    pub listen: std::net::SocketAddr,
    pub store: String,
    pub instance: String,
    /// Addresses or networks, as written and checked.
    pub trusted_proxies: Vec<String>,
    pub tls: Option<Tls>,
    /// How long a ticket lives after the first of the as-of day's month.
    pub ticket_days: u32,
    pub dispute_reasons: Vec<DisputeReason>,
    pub promise_max_days: u32,
    pub webhook: Option<String>,
}

#[derive(Clone, Debug, Hash)]
pub struct Tls {
    pub cert: String,
    pub key: String,
}

/// A reason that a customer may give for a dispute.
#[derive(Clone, Debug, Hash)]
pub struct DisputeReason {
    /// `[a-z0-9_-]`, unique among all, archived ones included.
    pub id: String,
    /// Language → words. Empty for the eight reasons we bring: their words are in the theme's strings,
    /// as `dispute-reason-<id>`.
    pub label: BTreeMap<Language, String>,
    /// Kept for old disputes, no longer offered.
    pub archived: bool,
}

#[derive(Clone, Debug, Hash)]
pub struct Notifications {
    /// A mailbox, `Name <address>` or an address.
    pub from: String,
    pub reply_to: Option<String>,
    pub staff: Vec<String>,
    pub by_reason: BTreeMap<String, Vec<String>>,
    pub smtp: Option<Smtp>,
}

#[derive(Clone, Debug, Hash)]
pub struct Smtp {
    pub host: String,
    pub port: u16,
    pub security: SmtpSecurity,
}

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum SmtpSecurity {
    /// The connection begins plain and is encrypted before anything is said that matters, or nothing is sent.
    Starttls,
    /// It is encrypted from its first byte on.
    Tls,
    /// It is not encrypted; only to this machine.
    None,
}

#[derive(Clone, Debug, Hash)]
pub struct Links {
    /// Days after the last open item or activity, after which a portal is withdrawn; without it, never.
    pub dormant_after: Option<u32>,
}

#[derive(Clone, Debug, Hash)]
pub struct Deploy {
    pub target: Option<String>,
    pub invalidate: Option<String>,
}

#[derive(Clone, Copy, Debug, Hash)]
pub struct Limits {
    /// The share of customers or documents, in percent, that one build may lose.
    pub shrink: u8,
}

impl Config {
    /// What is said of one customer; the defaults where nothing is.
    pub fn settings(&self, customer: &CustomerId) -> CustomerSettings {
        self.customers.get(customer).cloned().unwrap_or_default()
    }

    /// The switches that hold for one customer.
    pub fn features(&self, customer: &CustomerId) -> Features {
        self.customers.get(customer).map_or(self.features, |settings| self.features.for_customer(&settings.features))
    }
}

impl Site {
    /// Whether the host is one that is reserved for examples and tests, so that nobody can have it (RFC 2606).
    pub fn is_on_reserved_host(&self) -> bool {
        let host = self.base_url.split_once("://").map_or(&*self.base_url, |(_, host)| host);
        let host = host.split(['/', ':']).next().unwrap_or_default();
        let is_below = |name: &str| host == name || host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
        ["example.com", "example.net", "example.org", "example", "test"].into_iter().any(is_below)
    }

    /// The path of `base_url`, without a slash at its end: empty for most, `/portals` for `https://example.com/portals`.
    pub fn base_path(&self) -> &str {
        let host = self.base_url.split_once("://").map_or(&*self.base_url, |(_, host)| host);
        host.find('/').map_or("", |path| &host[path..])
    }
}

impl Features {
    /// The organization's switches with one customer's own in their place.
    #[must_use]
    pub fn for_customer(self, own: &FeatureOverrides) -> Features {
        Features {
            disputes: own.disputes.unwrap_or(self.disputes),
            promises_to_pay: own.promises_to_pay.unwrap_or(self.promises_to_pay),
            remittance_advice: own.remittance_advice.unwrap_or(self.remittance_advice),
            account_statement: own.account_statement.unwrap_or(self.account_statement),
            outstanding_statement: own.outstanding_statement.unwrap_or(self.outstanding_statement),
            autopay_for_new_customers: self.autopay_for_new_customers,
            hide_future_invoices: own.hide_future_invoices.unwrap_or(self.hide_future_invoices),
            invoice_documents: own.invoice_documents.unwrap_or(self.invoice_documents),
        }
    }
}

impl Exports {
    /// How the file of this table is found and read.
    pub fn file(&self, table: Table) -> &ExportFile {
        match table {
            Table::Customers => &self.customers,
            Table::Contacts => &self.contacts,
            Table::Invoices => &self.invoices,
            Table::CreditNotes => &self.credit_notes,
            Table::Payments => &self.payments,
            Table::Allocations => &self.allocations,
        }
    }
}
