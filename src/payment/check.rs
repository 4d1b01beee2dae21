//! What keeps payments from having a code or a reference of their own, told before anything is built.

use super::code::{NoCode, PaymentCode};
use super::payable::{Payable, Subject};
use super::reference::{CreditorReference, QrReference, Unfit};
use crate::config::{self, BankAccount, Config};
use crate::diag::{Diagnostic, Place, Problems};
use crate::ledger::{Amount, Currency, Invoice, Ledger, Scope};
use hashbrown::HashMap;
use jiff::civil::Date;
use std::fmt;

/// What else can be done about an account without a code.
const NO_CODES: &str = "or set `payment.qr_codes: false`, if portals shall show no codes";

/// What is looked through for problems.
#[derive(Clone, Copy)]
pub struct Checked<'a> {
    pub config: &'a Config,
    pub ledger: &'a Ledger,
    pub as_of: Date,
    /// Where a key of `config.yaml` stands (`config::place`).
    pub place: &'a dyn Fn(&[&str]) -> Place,
}

/// Looks through the accounts of config and the invoices of the ledger.
pub fn check(checked: &Checked<'_>, problems: &mut Problems) {
    let payment = &checked.config.payment;
    if payment.qr_codes {
        for (index, account) in payment.accounts.iter().enumerate() {
            problems.extend(checked.account(index, account));
        }
    }
    if payment.accounts.is_empty() {
        return;
    }
    let mut references = References::default();
    for (index, book) in checked.ledger.books().iter().enumerate() {
        let accounts = |invoice: &Invoice| accounts(checked.config, invoice.currency);
        for invoice in book.invoices().iter().filter(|invoice| !is_settled(invoice)) {
            accounts(invoice).for_each(|account| problems.extend(references.add(account, invoice)));
        }
        if book.invoices().iter().any(|invoice| accounts(invoice).next().is_some() && is_doubtful(invoice)) {
            problems.extend(checked.open_invoices(index));
        }
    }
}

fn accounts(config: &Config, currency: Currency) -> impl Iterator<Item = &BankAccount> {
    config.payment.accounts.iter().filter(move |account| account.currency == currency)
}

/// Whether the books say that nothing is left to pay.
fn is_settled(invoice: &Invoice) -> bool {
    invoice.settled.is_some() || invoice.stated.open.is_some_and(Amount::is_zero)
}

/// Whether a code or a reference may not carry this invoice: so large, or so unusual a number, that it is worth a closer
/// look. The others are not looked at, and there may be a million of them.
fn is_doubtful(invoice: &Invoice) -> bool {
    let number = invoice.number.as_str();
    let is_plain = number.len() <= CreditorReference::LONGEST
        && number.is_ascii()
        && number.bytes().any(|byte| byte.is_ascii_alphanumeric());
    !is_plain || invoice.total > Amount(999_999_999) || invoice.stated.open.is_some_and(|open| open > invoice.total)
}

impl fmt::Debug for Checked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Checked {{ as_of: {} }}", self.as_of)
    }
}

impl Checked<'_> {
    /// Why an account gives no code, where that is a slip: one for which there is no standard is none.
    fn account(&self, index: usize, account: &BankAccount) -> Option<Diagnostic> {
        let probe = Payable { amount: Amount(1).of(account.currency), subject: Subject::Invoice("1"), debtor: None };
        let reason = PaymentCode::new(account, &probe).err()?;
        let index = index.to_string();
        let place = |key: &[&str]| (self.place)(&[&["payment", "accounts", &index], key].concat());
        let currency = account.currency;
        Some(match reason {
            NoCode::NoAddress => {
                let title = format!("no QR-bill can be made for the account in {currency}: its holder has no address");
                let problem = match account.qr_iban {
                    Some(_) => Diagnostic::error("qr-bill-without-address", title)
                        .at(place(&["qr_iban"]), "a QR-IBAN is for QR-bills alone"),
                    None => {
                        Diagnostic::warning("qr-bill-without-address", title).at(place(&["iban"]), "a Swiss account")
                    }
                };
                let parts = "`street`, `house_number`, `postal_code`, `town` and `country`";
                problem.hint(format!("add `address` with {parts}, as the bank has it")).hint(NO_CODES)
            }
            NoCode::NoBic => {
                let title = format!("no payment code can be made for the account in {currency}: its `bic` is missing");
                Diagnostic::warning("payment-code-without-bic", title)
                    .at(place(&["iban"]), "of a bank beyond the European Economic Area")
                    .hint("add the bank's `bic`; within that area the IBAN is enough")
                    .hint(NO_CODES)
            }
            NoCode::HolderCharacter(character) => {
                let title = format!("a QR-bill cannot carry `{character}`, so the account in {currency} has no code");
                let in_holder = account.holder.contains(character);
                Diagnostic::warning("qr-bill-character", title)
                    .at(place(if in_holder { &["holder"] } else { &["address"] }), "has it")
                    .hint("write it with Latin letters, as the bank does")
            }
            _ => return None,
        })
    }

    /// The doubtful invoices of a book that are open and have no code or no creditor reference.
    fn open_invoices(&self, book: usize) -> Vec<Diagnostic> {
        let account = self.ledger.account(book, self.as_of, Scope::Own);
        let items = account.sheets.iter().flat_map(|sheet| &sheet.invoices);
        let doubtful = items.filter(|item| item.open.is_positive() && is_doubtful(item.invoice));
        doubtful
            .flat_map(|item| [self.no_code(item.invoice, item.open), self.no_reference(item.invoice)])
            .flatten()
            .collect()
    }

    /// Why an invoice has no code on any account of its currency.
    fn no_code(&self, invoice: &Invoice, open: Amount) -> Option<Diagnostic> {
        if !self.config.payment.qr_codes {
            return None;
        }
        let number = invoice.number.as_str();
        let amount = open.of(invoice.currency);
        let payable = Payable { amount, subject: Subject::Invoice(number), debtor: None };
        let mut reason = None;
        for account in accounts(self.config, invoice.currency) {
            match PaymentCode::new(account, &payable) {
                Ok(_) => return None,
                Err(other) => reason = reason.or(Some(other)),
            }
        }
        let title = |why: &str| format!("no payment code for invoice `{number}`: {why}");
        let why = match reason? {
            NoCode::Amount { most, .. } => {
                let most = most.of(invoice.currency);
                let title = title(&format!("a code carries {most} {} at most", invoice.currency));
                let open = format!("{amount} {} are open", invoice.currency);
                let problem = Diagnostic::warning("payment-code-amount", title).at(invoice.place, "this invoice");
                return Some(problem.hint(format!("{open}; the invoice's page shows the bank details alone")));
            }
            NoCode::Character(character) => format!("a QR-bill cannot carry `{character}`"),
            NoCode::Long(most) => format!("its number has more than {most} characters"),
            NoCode::TooMuch(most) => format!("with its number it has more than {most} bytes"),
            _ => return None,
        };
        let problem = Diagnostic::warning("payment-code-number", title(&why)).at(invoice.place, "this invoice");
        Some(problem.hint("the invoice's page shows the bank details alone"))
    }

    /// Why an invoice has no creditor reference, though its account asks for one.
    fn no_reference(&self, invoice: &Invoice) -> Option<Diagnostic> {
        accounts(self.config, invoice.currency).find(|account| asks(account))?;
        let number = invoice.number.as_str();
        let why = match CreditorReference::of(number).err()? {
            Unfit::Nothing => "its number has no letter or digit".to_owned(),
            Unfit::Long(most) => format!("its number has more than {most} letters and digits"),
            Unfit::Character(character) => format!("`{character}` is none of the letters and digits of ISO 11649"),
        };
        let title = format!("no creditor reference for invoice `{number}`: {why}");
        let problem = Diagnostic::warning("no-creditor-reference", title).at(invoice.place, "this invoice");
        Some(problem.hint("payers are asked to write the invoice's number instead"))
    }
}

/// Whether an account asks for creditor references.
fn asks(account: &BankAccount) -> bool {
    account.creditor_reference == config::CreditorReference::Rf
}

/// The references of all invoices, to find two that share one.
#[derive(Debug, Default)]
struct References<'l> {
    seen: HashMap<(Currency, String), &'l Invoice>,
}

impl<'l> References<'l> {
    /// Adds an invoice's reference; a problem where one of another number has it already. Two customers may have one
    /// number: then the reference is as unclear as the number.
    fn add(&mut self, account: &BankAccount, invoice: &'l Invoice) -> Option<Diagnostic> {
        let number = invoice.number.as_str();
        let reference = match account.qr_iban {
            Some(_) => QrReference::of(number).ok()?.grouped(),
            None if asks(account) => CreditorReference::of(number).ok()?.grouped(),
            None => return None,
        };
        let (kind, hint) = match account.qr_iban {
            Some(_) => ("QR reference", "it has the digits of an invoice's number alone, no letters and no separators"),
            None => {
                ("creditor reference", "it has the letters and digits of an invoice's number alone, all in capitals")
            }
        };
        let other = *self.seen.entry((invoice.currency, reference.clone())).or_insert(invoice);
        if other.number == invoice.number {
            return None;
        }
        let title = format!("invoices `{}` and `{number}` have one {kind}, `{reference}`", other.number);
        let problem = Diagnostic::warning("reference-twice", title).at(invoice.place, "has it too");
        Some(problem.at(other.place, "has it").hint(hint))
    }
}
