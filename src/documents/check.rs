//! Characters that statements need and no font has, told before anything is rendered.

use super::Stationery;
use crate::config::{Config, Language, StatementFormat};
use crate::diag::{Diagnostic, Place, Problems};
use crate::ledger::{Book, Ledger};
use crate::locale::Argument;
use crate::portal::language_of;
use crate::theme::Theme;
use crate::wording::Wording;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::fmt;

/// What is looked through for characters that no font has.
#[derive(Clone, Copy)]
pub struct Checked<'a> {
    pub config: &'a Config,
    pub ledger: &'a Ledger,
    pub theme: &'a Theme,
    pub stationery: &'a Stationery,
    pub as_of: Date,
    /// Where a key of `config.yaml` stands (`config::place`).
    pub place: &'a dyn Fn(&[&str]) -> Place,
}

/// Looks through what statements of all customers show: config's words, and the theme's in the languages of customers.
pub fn check(checked: &Checked<'_>, problems: &mut Problems) {
    if checked.config.statements.formats.contains(&StatementFormat::Pdf) {
        checked.organization(problems);
        checked.languages(problems);
    }
}

/// Looks through a book, and says what of it cannot be printed.
///
/// Its customer and whoever sees his items get no PDF then, which is a warning and no more, since all else on their portals
/// is right.
pub fn unprinted(book: &Book, stationery: &Stationery, config: &Config) -> Problems {
    let mut problems = Problems::new();
    if config.statements.formats.contains(&StatementFormat::Pdf) {
        look_through(book, stationery, &mut problems);
    }
    problems
}

impl fmt::Debug for Checked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Checked {{ as_of: {} }}", self.as_of)
    }
}

impl Checked<'_> {
    fn organization(&self, problems: &mut Problems) {
        let Config { organization, contact, payment, .. } = self.config;
        let mut look = |key: &[&str], text: &str| {
            let missing = missing([text], self.stationery);
            if !missing.is_empty() {
                problems.add(glyph_missing(&missing, &format!("`{}`", key.join("."))).at((self.place)(key), ""));
            }
        };
        look(&["organization", "name"], &organization.name);
        look(&["organization", "legal_name"], &organization.legal_name);
        organization.address.iter().for_each(|line| look(&["organization", "address"], line));
        contact.name.iter().for_each(|name| look(&["contact", "name"], name));
        for (id, settings) in &self.config.customers {
            settings.contact.name.iter().for_each(|name| look(&["customers", id.as_str(), "contact", "name"], name));
        }
        for (index, account) in payment.accounts.iter().enumerate() {
            let index = index.to_string();
            look(&["payment", "accounts", &index, "holder"], &account.holder);
            account.bank.iter().for_each(|bank| look(&["payment", "accounts", &index, "bank"], bank));
        }
    }

    /// The words of the languages that customers have, with some days.
    fn languages(&self, problems: &mut Problems) {
        let of = |book: &Book| language_of(&book.customer, self.config);
        let languages: BTreeSet<&Language> = self.ledger.books().iter().map(of).collect();
        for language in languages {
            let renderer = self.theme.renderer(language);
            let words = sample(&Wording { locale: renderer.locale(), strings: renderer.strings() }, self.as_of);
            let missing = missing([&*words], self.stationery);
            if !missing.is_empty() {
                let whose = format!("statements in `{}`", language.as_str());
                problems.add(glyph_missing(&missing, &whose).at((self.place)(&["site", "languages"]), ""));
            }
        }
    }
}

/// The characters of texts that no font has. Nearly all text is ASCII, which every font has.
fn missing<'t>(texts: impl IntoIterator<Item = &'t str>, stationery: &Stationery) -> BTreeSet<char> {
    let texts = texts.into_iter().filter(|text| !text.is_ascii());
    texts.flat_map(|text| stationery.fonts().missing(text)).collect()
}

/// The texts of one customer's book.
fn look_through(book: &Book, stationery: &Stationery, problems: &mut Problems) {
    let customer = &book.customer;
    let id = customer.id.as_str();
    let mut look = |field: &str, texts: &[Option<&str>], place: Place, of: &dyn Fn() -> String| {
        let missing = missing(texts.iter().copied().flatten(), stationery);
        if !missing.is_empty() {
            problems.add(not_printed(&missing, &format!("the {field} of {}", of()), id).at(place, ""));
        }
    };
    let of_customer = || format!("customer `{id}`");
    look("id", &[Some(id)], customer.place, &of_customer);
    look("name", &[Some(&*customer.name)], customer.place, &of_customer);
    let manager = customer.manager.as_ref().and_then(|manager| manager.name.as_deref());
    look("account manager", &[manager], customer.place, &of_customer);
    let address = &customer.address;
    let lines = address.lines.iter().map(|line| Some(&**line));
    let parts = [&address.city, &address.region, &address.postal_code].map(Option::as_deref);
    let address: Vec<Option<&str>> = lines.chain(parts).collect();
    look("address", &address, customer.place, &of_customer);
    for invoice in book.invoices() {
        let of = || format!("invoice `{}` of customer `{id}`", invoice.number);
        look("number", &[Some(invoice.number.as_str())], invoice.place, &of);
        look("description", &[invoice.description.as_deref()], invoice.place, &of);
        look("purchase order", &[invoice.purchase_order.as_deref()], invoice.place, &of);
    }
    for note in book.credit_notes() {
        let of = || format!("credit note `{}` of customer `{id}`", note.number);
        look("number", &[Some(note.number.as_str())], note.place, &of);
        look("reason", &[note.reason.as_deref()], note.place, &of);
    }
    for payment in book.payments() {
        let of = || format!("payment `{}` of customer `{id}`", payment.reference);
        look("reference", &[Some(payment.reference.as_str())], payment.place, &of);
        look("method", &[payment.method.as_deref()], payment.place, &of);
    }
}

/// Words of every kind that statements have.
fn sample(wording: &Wording<'_>, as_of: Date) -> String {
    let fixed: BTreeSet<&str> = [
        "account-statement",
        "outstanding-statement",
        "period",
        "document",
        "description",
        "debit",
        "credit",
        "running-balance",
        "how-to-pay",
        "pay-safely",
        "payment-code-scan",
    ]
    .into();
    let words: Vec<&str> = fixed.into_iter().map(|id| wording.strings.get(id)).collect();
    let page = wording.text("page-of", &[("page", Argument::Number(1)), ("pages", Argument::Number(2))]);
    let [day, month] = [wording.day(as_of), wording.locale.month(as_of)];
    [words.concat(), page, day, month, wording.locale.quarter(as_of), wording.locale.year(as_of)].concat()
}

/// The most characters that are named.
const NAMED: usize = 5;

fn glyph_missing(missing: &BTreeSet<char>, whose: &str) -> Diagnostic {
    Diagnostic::error("glyph-missing", title(missing, whose)).hint(NAME_A_FONT).hint(NO_PDF)
}

fn not_printed(missing: &BTreeSet<char>, whose: &str, id: &str) -> Diagnostic {
    Diagnostic::warning("glyph-missing", title(missing, whose))
        .hint(format!("so customer `{id}` gets no statements as PDF"))
        .hint(NAME_A_FONT)
        .concerning(id)
}

const NAME_A_FONT: &str = "name a font that has them in `pdf.fonts`, for instance one of Google's Noto fonts";
const NO_PDF: &str = "or leave `pdf` out of `statements.formats`, if nobody needs statements as PDF";

fn title(missing: &BTreeSet<char>, whose: &str) -> String {
    let named: Vec<String> = missing.iter().take(NAMED).map(|character| format!("`{character}`")).collect();
    let more = match missing.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("no font has {}{more} in {whose}", named.join(", "))
}
