//! SPAYD 1.0 (Short Payment Descriptor, "QR Platba"): the standard of the Czech banks for payments in crowns.

use super::code::{NoCode, shortened, within};
use super::payable::Payable;
use crate::config::BankAccount;
use crate::ledger::Money;

/// From 0.01 to what ten characters hold: 9,999,999.99 crowns.
const AMOUNTS: std::ops::RangeInclusive<i64> = 1..=999_999_999;

/// The most characters of the recipient's name, of the message, and of a variable symbol.
const NAME: usize = 35;
const MESSAGE: usize = 60;
const SYMBOL: usize = 10;

/// A payment in crowns.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Spayd<'a> {
    pub iban: &'a str,
    pub bic: Option<&'a str>,
    pub amount: Money,
    /// The recipient, as far as the field goes once it is escaped.
    pub name: String,
    /// What the payment is for, escaped.
    pub message: String,
    /// The variable symbol by which Czech books find a payment, where the invoice's number is one as it stands.
    pub symbol: Option<&'a str>,
}

impl<'a> Spayd<'a> {
    pub fn new(account: &'a BankAccount, payable: &Payable<'a>) -> Result<Spayd<'a>, NoCode> {
        let iban = account.iban.as_deref().ok_or(NoCode::NoIban)?;
        within(payable.amount.amount, AMOUNTS)?;
        let number = payable.subject.number();
        let reference = payable.subject.creditor_reference(account);
        let message = escaped(reference.as_ref().map_or(number, |reference| reference.as_str()));
        if message.len() > MESSAGE {
            return Err(NoCode::Long(MESSAGE));
        }
        let is_symbol = number.len() <= SYMBOL && number.bytes().all(|byte| byte.is_ascii_digit());
        Ok(Spayd {
            iban,
            bic: account.bic.as_deref(),
            amount: payable.amount,
            name: name(&account.holder),
            message,
            symbol: is_symbol.then_some(number),
        })
    }

    pub(super) fn text(&self) -> String {
        let Spayd { iban, amount, name, message, .. } = self;
        let bic = self.bic.map(|bic| format!("+{bic}")).unwrap_or_default();
        let symbol = self.symbol.map(|symbol| format!("*X-VS:{symbol}")).unwrap_or_default();
        format!("SPD*1.0*ACC:{iban}{bic}*AM:{amount}*CC:{}*RN:{name}*MSG:{message}{symbol}", amount.currency)
    }
}

/// A value as it stands between two asterisks: the asterisk itself, the sign of an escape and all that is not printable
/// ASCII become `%` and two hexadecimal digits for each byte of UTF-8.
fn escaped(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'*' | b'%' | b'+' | 0..=b'\x1f' | 0x7f.. => format!("%{byte:02X}"),
            _ => char::from(byte).to_string(),
        })
        .collect()
}

/// The beginning of a name that fits the field once it is escaped; no escape is cut in two.
fn name(holder: &str) -> String {
    let fits = |length: &usize| escaped(shortened(holder, *length)).len() <= NAME;
    let length = (0..=NAME).rev().find(fits).unwrap_or_default();
    escaped(shortened(holder, length))
}
