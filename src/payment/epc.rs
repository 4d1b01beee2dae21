//! EPC069-12, known as GiroCode: a SEPA credit transfer in euros (version 002 of the guideline).
//!
//! Twelve elements, a line each. An empty one in the middle keeps its line (readers count lines: without the empty
//! purpose the text would be taken for a structured reference); after the last one with something in it nothing follows,
//! not even a line's end.

use super::code::{NoCode, shortened, within};
use super::payable::Payable;
use super::reference::CreditorReference;
use crate::config::BankAccount;
use crate::ledger::Money;

/// The most bytes: what version 13 of a QR code holds at level M.
const MOST_BYTES: usize = 331;

/// From 0.01 to 999,999,999.99 euros.
const AMOUNTS: std::ops::RangeInclusive<i64> = 1..=99_999_999_999;

/// The most characters of the beneficiary's name and of a text.
const NAME: usize = 70;
const TEXT: usize = 140;

/// The European Economic Area: within it an IBAN is enough.
const EEA: &str = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK";

/// What else belongs to SEPA, by the first letters of its IBANs (EPC409-09); there the bank's BIC is needed too.
const SEPA_BEYOND: &str = "AD AL CH GB GI MC MD ME MK RS SM VA";

/// A SEPA credit transfer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Epc<'a> {
    /// The beneficiary, shortened to what the guideline allows.
    pub name: &'a str,
    pub iban: &'a str,
    pub bic: Option<&'a str>,
    pub amount: Money,
    pub remittance: Remittance<'a>,
}

/// What the payment is for: a structured reference or a text, never both.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Remittance<'a> {
    Reference(CreditorReference),
    Text(&'a str),
}

impl<'a> Epc<'a> {
    pub fn new(account: &'a BankAccount, payable: &Payable<'a>) -> Result<Epc<'a>, NoCode> {
        let iban = account.iban.as_deref().ok_or(NoCode::NoIban)?;
        let bic = account.bic.as_deref();
        let is_of = |countries: &str| countries.split(' ').any(|country| iban.starts_with(country));
        if !is_of(EEA) && !is_of(SEPA_BEYOND) {
            return Err(NoCode::NoStandard);
        }
        if !is_of(EEA) && bic.is_none() {
            return Err(NoCode::NoBic);
        }
        within(payable.amount.amount, AMOUNTS)?;
        let number = payable.subject.number();
        let remittance = match payable.subject.creditor_reference(account) {
            Some(reference) => Remittance::Reference(reference),
            None if number.chars().count() > TEXT => return Err(NoCode::Long(TEXT)),
            None => Remittance::Text(number),
        };
        let code = Epc { name: shortened(&account.holder, NAME), iban, bic, amount: payable.amount, remittance };
        match code.text().len() {
            0..=MOST_BYTES => Ok(code),
            _ => Err(NoCode::TooMuch(MOST_BYTES)),
        }
    }

    /// The guideline's elements: service tag, version, character set (1 is UTF-8), identification, BIC, name, IBAN,
    /// amount, purpose, structured reference, text.
    pub(super) fn text(&self) -> String {
        let Epc { name, iban, amount, .. } = self;
        let bic = self.bic.unwrap_or_default();
        let remittance = match &self.remittance {
            Remittance::Reference(reference) => reference.to_string(),
            Remittance::Text(text) => format!("\n{text}"),
        };
        format!("BCD\n002\n1\nSCT\n{bic}\n{name}\n{iban}\nEUR{amount}\n\n{remittance}")
    }
}
