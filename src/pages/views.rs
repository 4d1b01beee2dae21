//! What templates get. Every text is ready to stand on the page; every amount and day is written in its language.
//!
//! Every page has `site`, `assets`, `t` (the strings without variables) and the function `msg` from the theme, and
//! `customer`, `languages` and `page` from here. `page` is one of [`Home`], [`InvoicePage`], [`StatementPage`],
//! [`OutstandingPage`], [`ContentPage`]; what they share is in [`Customer`]. What belongs to no customer
//! has `page` alone: [`NeutralPage`], and the endpoint's answers, [`AcknowledgementPage`], [`RefusedPage`], [`AgainPage`]. docs/themes.md lists them.

use serde::Serialize;
use std::borrow::Cow;

/// `customer`: whose portal it is, and what every page of it shows.
#[derive(Debug, Serialize)]
pub(super) struct Customer<'a> {
    pub name: &'a str,
    pub id: &'a str,
    /// Street, town, country: a line each.
    pub address: Vec<Cow<'a, str>>,
    pub vat_number: Option<&'a str>,
    /// The portal's home in this language, as a path on the site.
    pub home: String,
    pub contact: Contact<'a>,
    /// The Markdown pages: links with titles.
    pub pages: Vec<Link<'a>>,
}

/// Whom to ask.
#[derive(Debug, Serialize)]
pub(super) struct Contact<'a> {
    pub name: Option<&'a str>,
    pub email: Option<&'a str>,
    pub phone: Option<&'a str>,
    /// The phone number as a `tel:` link needs it.
    pub tel: Option<String>,
    pub hours: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct Link<'a> {
    pub href: String,
    pub title: &'a str,
    /// The title's language, where it is not the page's.
    pub language: Option<&'a str>,
}

/// `languages`: the same page in the site's other languages; empty where there are none.
#[derive(Debug, Serialize)]
pub(super) struct LanguageLink {
    pub href: String,
    /// The language's tag, for `lang` and `hreflang`.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
}

/// A day: `iso` for machines, `text` for people.
#[derive(Debug, Serialize)]
pub(super) struct Day {
    pub iso: String,
    pub text: String,
}

/// `page` of home.html.
#[derive(Debug, Serialize)]
pub(super) struct Home<'a> {
    pub as_of: Day,
    /// One for each currency that has something to show.
    pub blocks: Vec<Block<'a>>,
    /// The customer's own documents.
    pub own_documents: Vec<Document<'a>>,
    /// Documents for everybody.
    pub shared_documents: Vec<Document<'a>>,
    /// A note for this customer alone.
    pub note: Option<ContentPage<'a>>,
    pub autopay: Autopay,
}

/// `page.autopay`: `state` is `off`, `offered` (then there is a form) or `active`.
#[derive(Debug, Serialize)]
pub(super) struct Autopay {
    pub state: &'static str,
    pub form: Option<Form>,
}

/// One currency of the account.
#[derive(Debug, Serialize)]
pub(super) struct Block<'a> {
    /// The code, for instance EUR; also fit for ids: `open-eur` from `slug`.
    pub currency: &'a str,
    pub slug: String,
    pub outstanding: String,
    pub past_due: String,
    pub not_due: String,
    /// What the customer is owed, without a minus sign; none where `balance` is not negative.
    pub credit: Option<String>,
    /// None where there is no unapplied money.
    pub unapplied: Option<String>,
    /// Outstanding less unapplied; differs from `outstanding` only where `unapplied` is there.
    pub balance: String,
    pub is_past_due: bool,
    /// The customer is owed: `balance` is negative.
    pub is_credit: bool,
    /// The first due day among what is open and not late.
    pub next_due: Option<Day>,
    /// The aging schedule; empty where nothing is open.
    pub aging: Vec<Bucket>,
    pub open: Vec<InvoiceRow<'a>>,
    pub upcoming: Vec<InvoiceRow<'a>>,
    /// The newest paid invoices; `lists.paid` has how many there are, and where the others are.
    pub paid: Vec<InvoiceRow<'a>>,
    /// The newest credit notes.
    pub credit_notes: Vec<CreditNoteRow<'a>>,
    /// The newest payments.
    pub payments: Vec<PaymentRow<'a>>,
    pub lists: Lists,
    /// The estimated late fees in all; none where they are off or nothing.
    pub late_fees: Option<String>,
    /// The newest payment that is no refund.
    pub last_payment: Option<LastPayment>,
    pub statements: Vec<StatementLink>,
    /// Whether months, quarters or years are among the statements.
    pub has_periods: bool,
    pub outstanding_statement: Option<StatementLink>,
    pub pay: Pay<'a>,
    /// For all that is past due.
    pub promise: Option<Form>,
    pub remittance: Option<Form>,
    /// Whether rows of children are among them, so that a column says whose they are.
    pub has_children: bool,
}

/// The whole lists that a block shows the beginning of.
#[derive(Debug, Serialize)]
pub(super) struct Lists {
    pub paid: List,
    pub credit_notes: List,
    pub payments: List,
}

#[derive(Debug, Serialize)]
pub(super) struct List {
    /// How many rows there are.
    pub count: usize,
    /// The page that lists all of them; none where the block has them all.
    pub href: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct LastPayment {
    pub received: Day,
    pub amount: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Bucket {
    pub label: String,
    pub amount: String,
    pub is_zero: bool,
    pub is_past_due: bool,
    /// Its share of what is outstanding, in whole percent.
    pub share: u32,
    /// The same, as the language writes it.
    pub percent: String,
}

/// How to pay in one currency.
#[derive(Debug, Serialize)]
pub(super) struct Pay<'a> {
    pub accounts: Vec<BankAccount<'a>>,
    /// An https address where it can be paid online.
    pub link: Option<String>,
    /// The Markdown page with instructions.
    pub instructions: Option<Link<'a>>,
    /// What to write on the payment.
    pub reference: String,
}

#[derive(Debug, Serialize)]
pub(super) struct BankAccount<'a> {
    pub holder: &'a str,
    /// In groups of four.
    pub iban: Option<String>,
    pub bic: Option<&'a str>,
    pub bank: Option<&'a str>,
    pub routing: Option<&'a str>,
    pub account: Option<&'a str>,
}

/// An invoice in a list.
#[derive(Debug, Serialize)]
pub(super) struct InvoiceRow<'a> {
    pub number: &'a str,
    /// Its own page; none where it has none.
    pub href: Option<String>,
    /// The child's name, on his parent's portal.
    pub child: Option<&'a str>,
    pub purchase_order: Option<&'a str>,
    pub issued: Day,
    pub due: Day,
    /// None where it is not late.
    pub days_past_due: Option<String>,
    pub total: String,
    pub open: String,
    pub standing: Standing,
    pub is_late_fee: bool,
    pub partly_paid: bool,
    /// The invoice's PDF.
    pub document: Option<Document<'a>>,
}

/// How an invoice stands: `key` (`paid`, `not-due`, `due-today`, `past-due`, `upcoming`) for shape and color, `text` in
/// words; besides, whether it is disputed or promised.
#[derive(Debug, Serialize)]
pub(super) struct Standing {
    pub key: &'static str,
    pub text: String,
    pub disputed: Option<String>,
    /// In words: until when, or that the day has passed.
    pub promised: Option<String>,
    pub promise_broken: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct CreditNoteRow<'a> {
    pub number: &'a str,
    pub child: Option<&'a str>,
    pub issued: Day,
    pub total: String,
    /// None where all of it was put against invoices.
    pub unapplied: Option<String>,
    pub reason: Option<&'a str>,
    pub parts: Vec<Part<'a>>,
    pub document: Option<Document<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct PaymentRow<'a> {
    pub reference: &'a str,
    pub child: Option<&'a str>,
    pub received: Day,
    pub amount: String,
    pub is_refund: bool,
    /// None where all of it was put against invoices.
    pub unapplied: Option<String>,
    pub method: Option<&'a str>,
    pub parts: Vec<Part<'a>>,
    pub by_parent: bool,
}

/// A part of a payment or credit note. On an invoice's page `number` is the payment's or credit note's, else the
/// invoice's. `kind` is `invoice`, `credit-note` or `payment`.
#[derive(Debug, Serialize)]
pub(super) struct Part<'a> {
    pub kind: &'static str,
    pub number: &'a str,
    pub amount: String,
    pub on: Day,
}

/// A file to download.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Document<'a> {
    pub href: String,
    pub title: &'a str,
    pub description: Option<&'a str>,
    /// `PDF`, `XLSX`, …
    pub format: String,
    /// For instance 34 kB.
    pub size: String,
    /// Its language's tag, where it is known and not the page's.
    pub language: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct StatementLink {
    /// `month`, `quarter`, `year`, `all` or `open` (the outstanding statement).
    pub kind: &'static str,
    pub href: String,
    pub label: String,
    /// None on the outstanding statement.
    pub opening: Option<String>,
    pub closing: String,
    /// The same statement as CSV.
    pub csv: Option<String>,
}

/// A form: with `action` it is posted to the endpoint with its `ticket`; else `mailto` is a prefilled e-mail.
#[derive(Debug, Serialize)]
pub(super) struct Form {
    /// `dispute`, `promise`, `remittance` or `autopay`.
    pub kind: &'static str,
    pub action: Option<String>,
    pub ticket: Option<String>,
    pub mailto: Option<String>,
    /// What it is about, as text, and as a number with a decimal point for the field.
    pub amount: String,
    pub amount_number: String,
    /// The smallest step of an amount in this currency, for instance 0.01.
    pub step: String,
    pub currency: String,
    /// The first and last day that may be chosen.
    pub first_day: String,
    pub last_day: String,
    /// The dispute reasons on offer.
    pub reasons: Vec<Reason>,
    /// What the fields hold when the form is shown.
    pub values: FieldTexts,
    /// What is wrong with a field, in words, on a form that comes back.
    pub faults: FieldTexts,
    /// The most characters of a field.
    pub message_max: usize,
    pub name_max: usize,
    pub email_max: usize,
    pub reference_max: usize,
    /// The name of the field that people leave empty.
    pub honeypot: &'static str,
}

/// A text for each of a form's fields; none where there is nothing to say.
#[derive(Debug, Default, Serialize)]
pub(super) struct FieldTexts {
    pub reason: Option<String>,
    pub amount: Option<String>,
    pub date: Option<String>,
    pub reference: Option<String>,
    pub message: Option<String>,
    pub name: Option<String>,
    pub email: Option<String>,
    pub agree: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct Reason {
    pub id: String,
    pub label: String,
}

/// `page` of invoice.html.
#[derive(Debug, Serialize)]
pub(super) struct InvoicePage<'a> {
    pub as_of: Day,
    pub invoice: InvoiceRow<'a>,
    pub description: Vec<&'a str>,
    /// Further columns of the export.
    pub further: Vec<Further<'a>>,
    pub parts: Vec<Part<'a>>,
    pub documents: Vec<Document<'a>>,
    /// The estimated late fee; none where it is off or nothing.
    pub late_fee: Option<String>,
    pub dispute_reason: Option<String>,
    pub pay: Pay<'a>,
    pub dispute: Option<Form>,
    pub promise: Option<Form>,
    pub remittance: Option<Form>,
}

#[derive(Debug, Serialize)]
pub(super) struct Further<'a> {
    pub name: &'a str,
    pub value: &'a str,
}

/// `page` of statement.html: an account statement over a period.
#[derive(Debug, Serialize)]
pub(super) struct StatementPage<'a> {
    pub label: String,
    pub currency: &'a str,
    pub first: Option<Day>,
    pub last: Day,
    pub opening: String,
    pub lines: Vec<StatementLine<'a>>,
    pub debits: String,
    pub credits: String,
    pub closing: String,
    pub csv: Option<String>,
    pub has_children: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct StatementLine<'a> {
    pub day: Day,
    /// What happened, in words.
    pub kind: String,
    pub number: Option<&'a str>,
    pub text: Option<&'a str>,
    pub child: Option<&'a str>,
    pub debit: Option<String>,
    pub credit: Option<String>,
    pub balance: String,
}

/// `page` of outstanding.html: what is open on the as-of day.
#[derive(Debug, Serialize)]
pub(super) struct OutstandingPage<'a> {
    pub as_of: Day,
    pub block: Block<'a>,
    /// Credit notes and payments that no invoice has taken, or not all of.
    pub unapplied: Vec<UnappliedRow<'a>>,
    pub csv: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct UnappliedRow<'a> {
    /// `credit-note`, `payment` or `refund`.
    pub kind: &'static str,
    pub number: &'a str,
    pub child: Option<&'a str>,
    pub on: Day,
    pub amount: String,
    pub unapplied: String,
}

/// `page` of list.html: all paid invoices, payments or credit notes in one currency, some hundred a page.
#[derive(Debug, Serialize)]
pub(super) struct ListPage<'a> {
    /// `paid`, `payments` or `credit-notes`: which of the three lists below is filled.
    pub kind: &'static str,
    pub as_of: Day,
    pub currency: &'a str,
    /// How many rows there are on all pages.
    pub count: usize,
    pub paid: Vec<InvoiceRow<'a>>,
    pub payments: Vec<PaymentRow<'a>>,
    pub credit_notes: Vec<CreditNoteRow<'a>>,
    pub has_children: bool,
    /// The pages with newer and with older rows.
    pub newer: Option<String>,
    pub older: Option<String>,
}

/// `page` of page.html: a Markdown page.
#[derive(Debug, Serialize)]
pub(super) struct ContentPage<'a> {
    pub title: &'a str,
    /// Safe to be shown as it is.
    pub html: &'a str,
    /// The language it is written in, where that is not the page's.
    pub language: Option<&'a str>,
}

/// `page` of acknowledgement.html: a form was recorded. Like refused.html and again.html it comes from the endpoint, which
/// knows no more of a customer than his form says: there is no `customer` on these pages.
#[derive(Debug, Serialize)]
pub(super) struct AcknowledgementPage<'a> {
    /// `dispute`, `promise`, `remittance` or `autopay`.
    pub kind: &'static str,
    /// What the submission is called.
    pub reference: &'a str,
    /// The day it was received.
    pub day: Day,
    /// None where it is about the whole account.
    pub invoice: Option<&'a str>,
    /// The way back to the portal, as long as the endpoint knows it.
    pub back: Option<&'a str>,
}

/// `page` of refused.html: nothing was recorded, or the endpoint cannot say.
#[derive(Debug, Serialize)]
pub(super) struct RefusedPage<'a> {
    pub title: String,
    /// What happened, and what to do.
    pub text: String,
    pub back: Option<&'a str>,
}

/// `page` of again.html: the form once more, with what was entered.
#[derive(Debug, Serialize)]
pub(super) struct AgainPage<'a> {
    pub form: Form,
    /// What the form is about: an invoice, or all that is past due.
    pub about: String,
    /// What is wrong, in the order of the fields.
    pub faults: Vec<FieldFault>,
    pub back: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct FieldFault {
    /// The field's name; its id is `form-` and this name.
    pub field: &'static str,
    /// What people know it by.
    pub label: String,
    pub text: String,
}

/// `page` of index.html and 404.html, which belong to nobody: there is no `customer` on them.
#[derive(Debug, Serialize)]
pub(super) struct NeutralPage<'a> {
    /// In the site's first language.
    pub own: Neutral<'a>,
    /// In its other ones.
    pub others: Vec<Neutral<'a>>,
}

/// What a page that belongs to nobody says, in one language.
#[derive(Debug, Serialize)]
pub(super) struct Neutral<'a> {
    /// The language's tag.
    pub language: &'a str,
    /// `ltr` or `rtl`, for `dir`.
    pub direction: &'static str,
    pub title: &'a str,
    pub text: &'a str,
    /// What to do.
    pub advice: &'a str,
}
