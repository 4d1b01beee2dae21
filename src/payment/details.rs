//! Bank details as they are printed: what a payer types where he does not scan a code.

use super::payable::Payable;
use super::qr_bill::{QrBill, QrBillReference};
use super::reference::grouped;
use crate::config::BankAccount;

/// An account that a payment may go to, and what to write on it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BankDetails<'a> {
    pub holder: &'a str,
    /// In groups of four.
    pub iban: Option<String>,
    pub bic: Option<&'a str>,
    pub bank: Option<&'a str>,
    pub routing: Option<&'a str>,
    pub account: Option<&'a str>,
    /// The creditor reference, else the number of the invoice or customer.
    pub reference: String,
    /// The QR-IBAN and its QR reference, in groups, where a QR-bill for this payment names them.
    pub qr: Option<(String, String)>,
}

impl<'a> BankDetails<'a> {
    pub fn new(account: &'a BankAccount, payable: &Payable<'a>) -> BankDetails<'a> {
        let reference = payable.subject.creditor_reference(account);
        BankDetails {
            holder: &account.holder,
            iban: account.iban.as_deref().map(in_groups),
            bic: account.bic.as_deref(),
            bank: account.bank.as_deref(),
            routing: account.routing.as_deref(),
            account: account.account.as_deref(),
            reference: reference.map_or(payable.subject.number().to_owned(), |reference| reference.grouped()),
            qr: qr(account, payable),
        }
    }
}

fn qr(account: &BankAccount, payable: &Payable<'_>) -> Option<(String, String)> {
    let code = QrBill::new(account, payable).ok().filter(|_| account.qr_iban.is_some())?;
    match code.reference {
        QrBillReference::Qr(reference) => Some((in_groups(code.iban), reference.grouped())),
        QrBillReference::Creditor(_) | QrBillReference::None => None,
    }
}

/// An IBAN in groups of four, as it is printed (ISO 13616).
pub fn in_groups(iban: &str) -> String {
    grouped(iban, 4)
}
