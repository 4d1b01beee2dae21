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
    /// The customer's name. Names of people and firms belong into `bdi`, since they may be written the other way.
    pub name: &'a str,
    /// The customer's id in the accounting system.
    pub id: &'a str,
    /// Street, town, country: a line each.
    pub address: Vec<Cow<'a, str>>,
    /// The customer's VAT number.
    pub vat_number: Option<&'a str>,
    /// The portal's home in this language, as a path on the site.
    pub home: String,
    /// Whom to ask: the customer's own contact, or the organization's.
    pub contact: Contact<'a>,
    /// The Markdown pages: links with titles.
    pub pages: Vec<Link<'a>>,
}

/// Whom to ask.
#[derive(Debug, Serialize)]
pub(super) struct Contact<'a> {
    /// Who it is.
    pub name: Option<&'a str>,
    /// The e-mail address.
    pub email: Option<&'a str>,
    /// The phone number, as it is written.
    pub phone: Option<&'a str>,
    /// The phone number as a `tel:` link needs it.
    pub tel: Option<String>,
    /// When somebody is there.
    pub hours: Option<&'a str>,
}

/// A link to a Markdown page.
#[derive(Debug, Serialize)]
pub(super) struct Link<'a> {
    /// The page's path.
    pub href: String,
    /// The page's title.
    pub title: &'a str,
    /// The title's language, where it is not the page's.
    pub language: Option<&'a str>,
}

/// `languages`: the same page in the site's other languages; empty where there are none.
#[derive(Debug, Serialize)]
pub(super) struct LanguageLink {
    /// The same page's path.
    pub href: String,
    /// The language's tag, for `lang` and `hreflang`.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
}

/// A day: `iso` for machines, `text` for people.
#[derive(Debug, Serialize)]
pub(super) struct Day {
    /// For `datetime`: `2026-03-31`.
    pub iso: String,
    /// As the page's language writes it.
    pub text: String,
}

/// `page` of home.html.
#[derive(Debug, Serialize)]
pub(super) struct Home<'a> {
    /// The day that the portal speaks for.
    pub as_of: Day,
    /// One for each currency that has something to show.
    pub blocks: Vec<Block<'a>>,
    /// The customer's own documents.
    pub own_documents: Vec<Document<'a>>,
    /// Documents for everybody.
    pub shared_documents: Vec<Document<'a>>,
    /// A calendar file (iCalendar) of due days and promises; none where there are none.
    pub calendar: Option<String>,
    /// All of the portal's files in one (ZIP); none where config wants none.
    pub archive: Option<String>,
    /// A note for this customer alone.
    pub note: Option<ContentPage<'a>>,
    /// Whether the customer pays automatically, or may ask to.
    pub autopay: Autopay,
}

/// `page.autopay`: `state` is `off`, `offered` (then there is a form), `requested` or `active`.
#[derive(Debug, Serialize)]
pub(super) struct Autopay {
    /// `off`, `offered`, `requested` or `active`.
    pub state: &'static str,
    /// In words, when the customer asked for it, where nobody decided yet.
    pub requested: Option<String>,
    /// That the last request was declined; then it is offered again.
    pub declined: Option<Decision>,
    /// The form to ask for it, where it is offered.
    pub form: Option<Form>,
}

/// What the organization decided on what the customer sent.
#[derive(Debug, Serialize)]
pub(super) struct Decision {
    /// What it is, with its days: `Your dispute of Mar 3, 2026 was resolved on Mar 9, 2026.`
    pub text: String,
    /// What the organization has to say to it.
    pub note: Option<String>,
}

/// One currency of the account.
#[derive(Debug, Serialize)]
pub(super) struct Block<'a> {
    /// The code of the currency: `EUR`.
    pub currency: &'a str,
    /// The same in small letters, fit for ids: `open-eur`.
    pub slug: String,
    /// All that is open.
    pub outstanding: String,
    /// What is past due of it.
    pub past_due: String,
    /// What is not yet due of it.
    pub not_due: String,
    /// What the customer is owed, without a minus sign; none where `balance` is not negative.
    pub credit: Option<String>,
    /// None where there is no unapplied money.
    pub unapplied: Option<String>,
    /// Outstanding less unapplied; differs from `outstanding` only where `unapplied` is there.
    pub balance: String,
    /// Something is past due.
    pub is_past_due: bool,
    /// The customer is owed: `balance` is negative.
    pub is_credit: bool,
    /// The first due day among what is open and not late.
    pub next_due: Option<Day>,
    /// The aging schedule; empty where nothing is open.
    pub aging: Vec<Bucket>,
    /// The open invoices, what is due first coming first.
    pub open: Vec<InvoiceRow<'a>>,
    /// Invoices that are not issued yet.
    pub upcoming: Vec<InvoiceRow<'a>>,
    /// The newest paid invoices; `lists.paid` has how many there are, and where the others are.
    pub paid: Vec<InvoiceRow<'a>>,
    /// The newest credit notes.
    pub credit_notes: Vec<CreditNoteRow<'a>>,
    /// The newest payments.
    pub payments: Vec<PaymentRow<'a>>,
    /// How many rows `paid`, `payments` and `credit_notes` have in all, and where all of them are.
    pub lists: Lists,
    /// The estimated late fees in all; none where they are off or nothing.
    pub late_fees: Option<String>,
    /// The newest payment that is no refund.
    pub last_payment: Option<LastPayment>,
    /// The account statements, by period.
    pub statements: Vec<StatementLink>,
    /// Whether months, quarters or years are among the statements.
    pub has_periods: bool,
    /// The outstanding statement.
    pub outstanding_statement: Option<StatementLink>,
    /// How to pay.
    pub pay: Pay<'a>,
    /// In words, what the customer lately said that he paid of all that was past due.
    pub told: Option<String>,
    /// The form to promise all that is past due.
    pub promise: Option<Form>,
    /// The form to say that it was paid.
    pub remittance: Option<Form>,
    /// Whether rows of children are among them, so that a column says whose they are.
    pub has_children: bool,
}

/// The whole lists that a block shows the beginning of.
#[derive(Debug, Serialize)]
pub(super) struct Lists {
    /// The paid invoices.
    pub paid: List,
    /// The credit notes.
    pub credit_notes: List,
    /// The payments.
    pub payments: List,
}

/// A list that is on pages of its own where it is long.
#[derive(Debug, Serialize)]
pub(super) struct List {
    /// How many rows there are.
    pub count: usize,
    /// The page that lists all of them; none where the block has them all.
    pub href: Option<String>,
}

/// A payment in short.
#[derive(Debug, Serialize)]
pub(super) struct LastPayment {
    /// The day it was received.
    pub received: Day,
    /// How much it was.
    pub amount: String,
}

/// A band of the aging schedule.
#[derive(Debug, Serialize)]
pub(super) struct Bucket {
    /// Its name: `31–60 days`.
    pub label: String,
    /// What is open in it.
    pub amount: String,
    /// Nothing is.
    pub is_zero: bool,
    /// It is one of those that are past due.
    pub is_past_due: bool,
    /// Its share of what is outstanding, in whole percent.
    pub share: u32,
    /// The same, as the language writes it.
    pub percent: String,
}

/// How to pay in one currency.
#[derive(Debug, Serialize)]
pub(super) struct Pay<'a> {
    /// The bank accounts for this currency.
    pub accounts: Vec<BankAccount<'a>>,
    /// An https address where it can be paid online.
    pub link: Option<String>,
    /// The Markdown page with instructions.
    pub instructions: Option<Link<'a>>,
    /// The payment code; none where no account has one, or config wants none.
    pub code: Option<PaymentCode>,
}

/// A payment code: a picture (QR) from which a banking app fills in the transfer. It is dark on white in every color
/// scheme, or no app could read it.
#[derive(Debug, Serialize)]
pub(super) struct PaymentCode {
    /// `epc`, `qr-bill` or `spayd`.
    pub kind: &'static str,
    /// What it pays: the invoice's number, all that is past due, or all that is open.
    pub about: String,
    /// How much it pays.
    pub amount: String,
    /// The picture in words.
    pub alt: String,
    /// An SVG view box, with the white border that the code needs around it.
    pub view_box: String,
    /// The white ground, as an SVG path to be filled.
    pub ground: String,
    /// The dark modules, as an SVG path to be drawn with strokes one unit wide.
    pub modules: String,
    /// The Swiss cross of a QR-bill, as an SVG path to be filled by the even-odd rule.
    pub cross: Option<String>,
}

/// A bank account of the organization's.
#[derive(Debug, Serialize)]
pub(super) struct BankAccount<'a> {
    /// Whose it is.
    pub holder: &'a str,
    /// The IBAN, in groups of four.
    pub iban: Option<String>,
    /// The bank's BIC.
    pub bic: Option<&'a str>,
    /// The bank's name.
    pub bank: Option<&'a str>,
    /// The routing number, in the United States.
    pub routing: Option<&'a str>,
    /// The account's number, where there is no IBAN.
    pub account: Option<&'a str>,
    /// What to write on the payment: the creditor reference, in groups, where the account asks for one and the number has
    /// one, else the number of the invoice or customer.
    pub reference: String,
    /// The QR-IBAN with its QR reference, which go together; none where a QR-bill does not name them.
    pub qr: Option<QrAccount>,
}

/// What a QR-bill names in place of IBAN and reference.
#[derive(Debug, Serialize)]
pub(super) struct QrAccount {
    /// The QR-IBAN, in groups of four.
    pub iban: String,
    /// The QR reference, in groups.
    pub reference: String,
}

/// An invoice in a list.
#[derive(Debug, Serialize)]
pub(super) struct InvoiceRow<'a> {
    /// The invoice's number.
    pub number: &'a str,
    /// Its own page; none where it has none.
    pub href: Option<String>,
    /// The child's name, on his parent's portal.
    pub child: Option<&'a str>,
    /// The customer's purchase order.
    pub purchase_order: Option<&'a str>,
    /// The day it was issued.
    pub issued: Day,
    /// The day it is due.
    pub due: Day,
    /// None where it is not late.
    pub days_past_due: Option<String>,
    /// Its total.
    pub total: String,
    /// What is open of it.
    pub open: String,
    /// How it stands.
    pub standing: Standing,
    /// It charges a late fee.
    pub is_late_fee: bool,
    /// A part of it is paid.
    pub partly_paid: bool,
    /// The files delivered with it, its PDF first.
    pub documents: Vec<Document<'a>>,
}

/// How an invoice stands: `key` (`paid`, `not-due`, `due-today`, `past-due`, `upcoming`) for shape and color, `text` in
/// words; besides, whether it is disputed or promised.
#[derive(Debug, Serialize)]
pub(super) struct Standing {
    /// `paid`, `not-due`, `due-today`, `past-due` or `upcoming`: for shape and color.
    pub key: &'static str,
    /// The same in words.
    pub text: String,
    /// In words, that it is disputed.
    pub disputed: Option<String>,
    /// In words: until when, or that the day has passed.
    pub promised: Option<String>,
    /// The promised day has passed.
    pub promise_broken: bool,
}

/// A credit note in a list.
#[derive(Debug, Serialize)]
pub(super) struct CreditNoteRow<'a> {
    /// The credit note's number.
    pub number: &'a str,
    /// The child's name, on his parent's portal.
    pub child: Option<&'a str>,
    /// The day it was issued.
    pub issued: Day,
    /// Its total.
    pub total: String,
    /// None where all of it was put against invoices.
    pub unapplied: Option<String>,
    /// Why it was issued.
    pub reason: Option<&'a str>,
    /// The invoices it was put against.
    pub parts: Vec<Part<'a>>,
    /// The files delivered with it, its PDF first.
    pub documents: Vec<Document<'a>>,
}

/// A payment in a list.
#[derive(Debug, Serialize)]
pub(super) struct PaymentRow<'a> {
    /// What the payment is called.
    pub reference: &'a str,
    /// The child's name, on his parent's portal.
    pub child: Option<&'a str>,
    /// The day it was received.
    pub received: Day,
    /// How much it was.
    pub amount: String,
    /// It went from the organization to the customer.
    pub is_refund: bool,
    /// None where all of it was put against invoices.
    pub unapplied: Option<String>,
    /// How it was paid.
    pub method: Option<&'a str>,
    /// The invoices it was put against.
    pub parts: Vec<Part<'a>>,
    /// The parent paid it.
    pub by_parent: bool,
}

/// A part of a payment or credit note. On an invoice's page `number` is the payment's or credit note's, else the
/// invoice's. `kind` is `invoice`, `credit-note` or `payment`.
#[derive(Debug, Serialize)]
pub(super) struct Part<'a> {
    /// `invoice`, `credit-note` or `payment`.
    pub kind: &'static str,
    /// On an invoice's page that of the payment or credit note, else that of the invoice.
    pub number: &'a str,
    /// How much of it.
    pub amount: String,
    /// Since when.
    pub on: Day,
}

/// A file to download.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Document<'a> {
    /// The file's path.
    pub href: String,
    /// Its title: what an invoice's file is, else its name.
    pub title: Cow<'a, str>,
    /// `invoice`, `credit-note`, `e-invoice`, `e-credit-note`, or `file` for what only has a name.
    pub kind: &'static str,
    /// More about it.
    pub description: Option<&'a str>,
    /// `PDF`, `XLSX`, …
    pub format: String,
    /// For instance 34 kB.
    pub size: String,
    /// Its language's tag, where it is known and not the page's.
    pub language: Option<&'a str>,
}

/// An account statement in a list.
#[derive(Debug, Serialize)]
pub(super) struct StatementLink {
    /// `month`, `quarter`, `year`, `all` or `open` (the outstanding statement).
    pub kind: &'static str,
    /// The page's path.
    pub href: String,
    /// The period in words.
    pub label: String,
    /// None on the outstanding statement.
    pub opening: Option<String>,
    /// The closing balance.
    pub closing: String,
    /// The same statement as files.
    pub files: Vec<StatementFile>,
}

/// A statement as a file.
#[derive(Debug, Serialize)]
pub(super) struct StatementFile {
    /// Its path.
    pub href: String,
    /// `PDF`, `CSV` or `XLSX`.
    pub format: &'static str,
}

/// A form: with `action` it is posted to the endpoint with its `ticket`; else `mailto` is a prefilled e-mail.
#[derive(Debug, Serialize)]
pub(super) struct Form {
    /// `dispute`, `withdraw` (a dispute), `promise`, `remittance` or `autopay`.
    pub kind: &'static str,
    /// Where it is sent to; none where it is an e-mail.
    pub action: Option<String>,
    /// What the hidden field `ticket` holds, so that the endpoint knows what it is about.
    pub ticket: Option<String>,
    /// A prefilled e-mail; none where the form is sent.
    pub mailto: Option<String>,
    /// What it is about, as text.
    pub amount: String,
    /// The same as the field of an amount needs it: with a decimal point.
    pub amount_number: String,
    /// The smallest step of an amount in this currency, for instance 0.01.
    pub step: String,
    /// The code of the currency.
    pub currency: String,
    /// The first day that may be chosen, for `min`.
    pub first_day: String,
    /// The last one, for `max`.
    pub last_day: String,
    /// The dispute reasons on offer.
    pub reasons: Vec<Reason>,
    /// What the fields hold when the form is shown.
    pub values: FieldTexts,
    /// What is wrong with a field, in words, on a form that comes back.
    pub faults: FieldTexts,
    /// The most characters of the message.
    pub message_max: usize,
    /// The most characters of the name.
    pub name_max: usize,
    /// The most characters of the e-mail address.
    pub email_max: usize,
    /// The most characters of the payment's reference.
    pub reference_max: usize,
    /// The name of the field that people leave empty.
    pub honeypot: &'static str,
}

/// A text for each of a form's fields; none where there is nothing to say.
#[derive(Debug, Default, Serialize)]
pub(super) struct FieldTexts {
    /// The dispute's reason.
    pub reason: Option<String>,
    /// The amount.
    pub amount: Option<String>,
    /// The day.
    pub date: Option<String>,
    /// The payment's reference.
    pub reference: Option<String>,
    /// The message.
    pub message: Option<String>,
    /// Who sends it.
    pub name: Option<String>,
    /// The sender's e-mail address.
    pub email: Option<String>,
    /// The consent to autopay.
    pub agree: Option<String>,
}

/// A reason to dispute an invoice.
#[derive(Debug, Serialize)]
pub(super) struct Reason {
    /// What is sent.
    pub id: String,
    /// What people choose.
    pub label: String,
}

/// `page` of invoice.html.
#[derive(Debug, Serialize)]
pub(super) struct InvoicePage<'a> {
    /// The day that the portal speaks for.
    pub as_of: Day,
    /// The invoice.
    pub invoice: InvoiceRow<'a>,
    /// What it is for, line by line.
    pub description: Vec<&'a str>,
    /// Further columns of the export.
    pub further: Vec<Further<'a>>,
    /// The payments and credit notes that were put against it.
    pub parts: Vec<Part<'a>>,
    /// The invoice's files.
    pub documents: Vec<Document<'a>>,
    /// The estimated late fee; none where it is off or nothing.
    pub late_fee: Option<String>,
    /// Why it is disputed, in words.
    pub dispute_reason: Option<String>,
    /// What was decided on the last dispute; none where one stands.
    pub decided: Option<Decision>,
    /// In words, what the customer lately said that he paid.
    pub told: Option<String>,
    /// How to pay.
    pub pay: Pay<'a>,
    /// The form to take the dispute back, where it is disputed.
    pub withdraw: Option<Form>,
    /// The form to dispute it.
    pub dispute: Option<Form>,
    /// The form to promise a payment.
    pub promise: Option<Form>,
    /// The form to say that it was paid.
    pub remittance: Option<Form>,
}

/// A column of the invoices export that has no meaning to Portalsmith.
#[derive(Debug, Serialize)]
pub(super) struct Further<'a> {
    /// The column's header.
    pub name: &'a str,
    /// What it says of this invoice.
    pub value: &'a str,
}

/// `page` of statement.html: an account statement over a period.
#[derive(Debug, Serialize)]
pub(super) struct StatementPage<'a> {
    /// The period in words.
    pub label: String,
    /// The code of the currency.
    pub currency: &'a str,
    /// The first day; none where it begins with the account.
    pub first: Option<Day>,
    /// The last day.
    pub last: Day,
    /// The opening balance.
    pub opening: String,
    /// What happened, day by day.
    pub lines: Vec<StatementLine<'a>>,
    /// The sum of the debits.
    pub debits: String,
    /// The sum of the credits.
    pub credits: String,
    /// The closing balance.
    pub closing: String,
    /// The same statement as files.
    pub files: Vec<StatementFile>,
    /// Whether lines of children are among them.
    pub has_children: bool,
}

/// A line of a statement.
#[derive(Debug, Serialize)]
pub(super) struct StatementLine<'a> {
    /// When it happened.
    pub day: Day,
    /// What happened, in words.
    pub kind: String,
    /// The document's number.
    pub number: Option<&'a str>,
    /// More about it.
    pub text: Option<&'a str>,
    /// The child's name, on his parent's portal.
    pub child: Option<&'a str>,
    /// What the balance rises by.
    pub debit: Option<String>,
    /// What it falls by.
    pub credit: Option<String>,
    /// The balance after it.
    pub balance: String,
}

/// `page` of outstanding.html: what is open on the as-of day.
#[derive(Debug, Serialize)]
pub(super) struct OutstandingPage<'a> {
    /// The day that it speaks for.
    pub as_of: Day,
    /// The currency's figures and open invoices.
    pub block: Block<'a>,
    /// Credit notes and payments that no invoice has taken, or not all of.
    pub unapplied: Vec<UnappliedRow<'a>>,
    /// The same statement as files.
    pub files: Vec<StatementFile>,
}

/// Money that no invoice has taken.
#[derive(Debug, Serialize)]
pub(super) struct UnappliedRow<'a> {
    /// `credit-note`, `payment` or `refund`.
    pub kind: &'static str,
    /// The credit note's number, or the payment's reference.
    pub number: &'a str,
    /// The child's name, on his parent's portal.
    pub child: Option<&'a str>,
    /// The day it was issued or received.
    pub on: Day,
    /// How much it was.
    pub amount: String,
    /// How much of it is left.
    pub unapplied: String,
}

/// `page` of list.html: all paid invoices, payments or credit notes in one currency, some hundred a page.
#[derive(Debug, Serialize)]
pub(super) struct ListPage<'a> {
    /// `paid`, `payments` or `credit-notes`: which of the three lists below is filled.
    pub kind: &'static str,
    /// The day that the portal speaks for.
    pub as_of: Day,
    /// The code of the currency.
    pub currency: &'a str,
    /// How many rows there are on all pages.
    pub count: usize,
    /// The paid invoices of this page.
    pub paid: Vec<InvoiceRow<'a>>,
    /// The payments of this page.
    pub payments: Vec<PaymentRow<'a>>,
    /// The credit notes of this page.
    pub credit_notes: Vec<CreditNoteRow<'a>>,
    /// Whether rows of children are among them.
    pub has_children: bool,
    /// The page with newer rows.
    pub newer: Option<String>,
    /// The page with older rows.
    pub older: Option<String>,
}

/// `page` of page.html: a Markdown page.
#[derive(Debug, Serialize)]
pub(super) struct ContentPage<'a> {
    /// The page's title.
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
    /// `dispute`, `withdraw` (a dispute), `promise`, `remittance` or `autopay`.
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
    /// That nothing was recorded, or why.
    pub title: String,
    /// What happened, and what to do.
    pub text: String,
    /// The way back to the portal, as long as the endpoint knows it.
    pub back: Option<&'a str>,
    /// The organization's e-mail address, for whoever cannot go on.
    pub email: Option<&'a str>,
    /// The organization's phone number.
    pub phone: Option<&'a str>,
}

/// `page` of again.html: the form once more, with what was entered.
#[derive(Debug, Serialize)]
pub(super) struct AgainPage<'a> {
    /// The form.
    pub form: Form,
    /// What the form is about: an invoice, or all that is past due.
    pub about: String,
    /// What is wrong, in the order of the fields.
    pub faults: Vec<FieldFault>,
    /// The way back to the portal, as long as the endpoint knows it.
    pub back: Option<&'a str>,
}

/// What is wrong with a field.
#[derive(Debug, Serialize)]
pub(super) struct FieldFault {
    /// The field's name; its id is `form-` and this name.
    pub field: &'static str,
    /// What people know it by.
    pub label: String,
    /// What is wrong.
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
    /// The page's title.
    pub title: &'a str,
    /// What it says.
    pub text: &'a str,
    /// What to do.
    pub advice: &'a str,
}
