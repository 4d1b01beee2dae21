//! A payment code: which standard an account has, and why there may be none.

use super::payable::Payable;
use super::picture::{Limits, Picture};
use super::{Epc, QrBill, Spayd};
use crate::config::{BankAccount, Payment};
use crate::ledger::Amount;
use std::ops::RangeInclusive;

/// What a banking app reads to fill in a transfer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum PaymentCode<'a> {
    Epc(Epc<'a>),
    QrBill(QrBill<'a>),
    Spayd(Spayd<'a>),
}

/// Why an account gives no code for a payment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NoCode {
    /// No standard carries this currency, or not to a bank of that country.
    NoStandard,
    /// The account has no IBAN that a code could name.
    NoIban,
    /// SEPA beyond the European Economic Area needs the bank's BIC.
    NoBic,
    /// A QR-bill needs the holder's address in parts.
    NoAddress,
    /// The amount is not within what the standard carries, in minor units.
    Amount { least: Amount, most: Amount },
    /// The number of the invoice or customer has a character that the standard does not know.
    Character(char),
    /// The number of the invoice or customer is longer than so many characters.
    Long(usize),
    /// The holder's name or address has a character that the standard does not know.
    HolderCharacter(char),
    /// All of it together is longer than so many bytes.
    TooMuch(usize),
}

impl<'a> PaymentCode<'a> {
    /// The code for a payment to this account.
    pub fn new(account: &'a BankAccount, payable: &Payable<'a>) -> Result<PaymentCode<'a>, NoCode> {
        if payable.amount.currency != account.currency {
            return Err(NoCode::NoStandard);
        }
        let is_swiss = account.iban.as_deref().or(account.qr_iban.as_deref()).is_some_and(qr_bill_country);
        match account.currency.code() {
            "CHF" if is_swiss => QrBill::new(account, payable).map(PaymentCode::QrBill),
            "EUR" if is_swiss && account.address.is_some() => QrBill::new(account, payable).map(PaymentCode::QrBill),
            "EUR" => Epc::new(account, payable).map(PaymentCode::Epc),
            "CZK" => Spayd::new(account, payable).map(PaymentCode::Spayd),
            _ => Err(NoCode::NoStandard),
        }
    }

    /// The code for a payment to the first account that gives one; none where config wants none.
    pub fn of(payment: &'a Payment, payable: &Payable<'a>) -> Option<PaymentCode<'a>> {
        let mut accounts = payment.accounts.iter().filter(|_| payment.qr_codes);
        accounts.find_map(|account| PaymentCode::new(account, payable).ok())
    }

    /// What the picture holds, to the byte.
    pub fn text(&self) -> String {
        match self {
            PaymentCode::Epc(code) => code.text(),
            PaymentCode::QrBill(code) => code.text(),
            PaymentCode::Spayd(code) => code.text(),
        }
    }

    pub fn picture(&self) -> Picture {
        let limits = match self {
            PaymentCode::Epc(_) => Limits { largest_version: 13, cross: false },
            PaymentCode::QrBill(_) => Limits { largest_version: 25, cross: true },
            PaymentCode::Spayd(_) => Limits { largest_version: 40, cross: false },
        };
        Picture::new(&self.text(), limits).expect("a code's text is held to what its picture can carry")
    }

    /// The account that the code names, without spaces.
    pub fn iban(&self) -> &'a str {
        match self {
            PaymentCode::Epc(code) => code.iban,
            PaymentCode::QrBill(code) => code.iban,
            PaymentCode::Spayd(code) => code.iban,
        }
    }
}

/// Whether banks of an IBAN's country take QR-bills.
pub(super) fn qr_bill_country(iban: &str) -> bool {
    iban.starts_with("CH") || iban.starts_with("LI")
}

/// Holds an amount to a range of minor units.
pub(super) fn within(amount: Amount, range: RangeInclusive<i64>) -> Result<(), NoCode> {
    match range.contains(&amount.minor()) {
        true => Ok(()),
        false => Err(NoCode::Amount { least: Amount(*range.start()), most: Amount(*range.end()) }),
    }
}

/// The first characters of a name, as many as its field takes.
pub(super) fn shortened(name: &str, most: usize) -> &str {
    name.char_indices().nth(most).map_or(name, |(end, _)| name[..end].trim_end())
}
