//! The Swiss QR-bill: what its Swiss QR Code says (Swiss Implementation Guidelines for the QR-bill 2.4, which every code
//! made here also fits 2.3 by).
//!
//! Structured addresses alone; a QR-IBAN goes with a QR reference and francs, any other IBAN with a creditor reference
//! or none. The guidelines allow certain characters and forbid to replace others silently: a holder who has one gets no
//! code, a debtor who has one is left out, which the guidelines allow.

use super::code::{NoCode, qr_bill_country, shortened, within};
use super::payable::{Debtor, Payable, Subject};
use super::reference::{CreditorReference, QrReference};
use crate::config::{BankAccount, Country};
use crate::ledger::Money;

/// The most bytes: what version 25 of a QR code holds at level M.
const MOST_BYTES: usize = 997;

/// From 0.01 to 999,999,999.99.
const AMOUNTS: std::ops::RangeInclusive<i64> = 1..=99_999_999_999;

/// The most characters of a name, a street, a postal code, a town and a message.
const NAME: usize = 70;
const STREET: usize = 70;
const POSTAL_CODE: usize = 16;
const TOWN: usize = 35;
const MESSAGE: usize = 140;

/// All that the payment part of a QR-bill shows and its code says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct QrBill<'a> {
    /// The QR-IBAN where the reference is a QR reference, else the usual IBAN.
    pub iban: &'a str,
    pub creditor: QrBillParty<'a>,
    pub amount: Money,
    pub debtor: Option<QrBillParty<'a>>,
    pub reference: QrBillReference,
    /// "Additional information" of the payment part.
    pub message: Option<&'a str>,
}

/// A name with a structured address.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct QrBillParty<'a> {
    pub name: &'a str,
    pub street: &'a str,
    pub house_number: &'a str,
    pub postal_code: &'a str,
    pub town: &'a str,
    pub country: Country,
}

/// The reference, by its type in the code: `QRR`, `SCOR`, `NON`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum QrBillReference {
    Qr(QrReference),
    Creditor(CreditorReference),
    None,
}

impl<'a> QrBill<'a> {
    pub fn new(account: &'a BankAccount, payable: &Payable<'a>) -> Result<QrBill<'a>, NoCode> {
        let creditor = creditor(account)?;
        within(payable.amount.amount, AMOUNTS)?;
        let (iban, reference) = reference(account, payable.subject)?;
        let message = match (message(payable.subject.number()), &reference) {
            (Ok(message), _) => Some(message),
            // The reference says it already.
            (Err(_), QrBillReference::Qr(_) | QrBillReference::Creditor(_)) => None,
            (Err(reason), QrBillReference::None) => return Err(reason),
        };
        let debtor = payable.debtor.and_then(debtor);
        let bill = QrBill { iban, creditor, amount: payable.amount, debtor, reference, message };
        // Without the debtor, all fields at their longest and of two bytes a character make less.
        Ok(if bill.text().len() > MOST_BYTES { QrBill { debtor: None, ..bill } } else { bill })
    }

    /// The 31 lines of the guidelines' table, up to the trailer; the lines after it are for those who have something to
    /// put there. No line ends the last one.
    pub(super) fn text(&self) -> String {
        let (kind, reference) = match &self.reference {
            QrBillReference::Qr(reference) => ("QRR", reference.as_str()),
            QrBillReference::Creditor(reference) => ("SCOR", reference.as_str()),
            QrBillReference::None => ("NON", ""),
        };
        let amount = self.amount.to_string();
        let mut lines = vec!["SPC", "0200", "1", self.iban];
        lines.extend(self.creditor.lines());
        // The ultimate creditor is for future use, and empty.
        lines.extend([""; 7]);
        lines.extend([amount.as_str(), self.amount.currency.code()]);
        lines.extend(self.debtor.as_ref().map_or([""; 7], QrBillParty::lines));
        lines.extend([kind, reference, self.message.unwrap_or_default(), "EPD"]);
        lines.join("\n")
    }
}

impl QrBillParty<'_> {
    fn lines(&self) -> [&str; 7] {
        let QrBillParty { name, street, house_number, postal_code, town, country } = self;
        ["S", name, street, house_number, postal_code, town, country.code()]
    }

    fn texts(&self) -> [&str; 5] {
        [self.name, self.street, self.house_number, self.postal_code, self.town]
    }
}

/// The account's holder and his address, which config holds to the fields' lengths.
fn creditor(account: &BankAccount) -> Result<QrBillParty<'_>, NoCode> {
    let address = account.address.as_ref().ok_or(NoCode::NoAddress)?;
    let creditor = QrBillParty {
        name: shortened(&account.holder, NAME),
        street: address.street.as_deref().unwrap_or_default(),
        house_number: address.house_number.as_deref().unwrap_or_default(),
        postal_code: &address.postal_code,
        town: &address.town,
        country: address.country,
    };
    match creditor.texts().into_iter().find_map(foreign) {
        Some(character) => Err(NoCode::HolderCharacter(character)),
        None => Ok(creditor),
    }
}

/// The QR-IBAN with a QR reference, where there is one for the invoice; else the usual IBAN.
fn reference<'a>(account: &'a BankAccount, subject: Subject<'a>) -> Result<(&'a str, QrBillReference), NoCode> {
    if let (Some(qr_iban), Subject::Invoice(number), "CHF") = (&account.qr_iban, subject, account.currency.code())
        && let Ok(reference) = QrReference::of(number)
    {
        return Ok((qr_iban, QrBillReference::Qr(reference)));
    }
    let iban = account.iban.as_deref().filter(|iban| qr_bill_country(iban)).ok_or(NoCode::NoIban)?;
    let reference = subject.creditor_reference(account).map_or(QrBillReference::None, QrBillReference::Creditor);
    Ok((iban, reference))
}

/// The number as the message, if the field can hold it.
fn message(number: &str) -> Result<&str, NoCode> {
    match foreign(number) {
        Some(character) => Err(NoCode::Character(character)),
        None if number.chars().count() > MESSAGE => Err(NoCode::Long(MESSAGE)),
        None => Ok(number),
    }
}

/// The customer as a debtor, where his address has the parts that the code asks for and the fields can hold them. An
/// address of more than one line may begin with a building or a person: then the street, which may be left out, is.
fn debtor(debtor: Debtor<'_>) -> Option<QrBillParty<'_>> {
    let address = debtor.address;
    let street = match &address.lines[..] {
        [street] if street.chars().count() <= STREET => street,
        _ => "",
    };
    let country = address.country.as_deref().filter(|code| code.len() == 2).and_then(Country::new)?;
    let fits = |text: &&str, most: usize| !text.is_empty() && text.chars().count() <= most;
    let party = QrBillParty {
        name: shortened(debtor.name, NAME),
        street,
        house_number: "",
        postal_code: address.postal_code.as_deref().filter(|text| fits(text, POSTAL_CODE))?,
        town: address.city.as_deref().filter(|text| fits(text, TOWN))?,
        country,
    };
    party.texts().into_iter().all(|text| foreign(text).is_none()).then_some(party)
}

/// The first character of a text that is not in the guidelines' set: Latin with its letters of Western, Central and
/// Eastern Europe, and the sign of the euro (4.1.1).
fn foreign(text: &str) -> Option<char> {
    let is_known =
        |character: &char| matches!(character, ' '..='~' | '\u{a0}'..='\u{17f}' | '\u{218}'..='\u{21b}' | '€');
    text.chars().find(|character| !is_known(character))
}
