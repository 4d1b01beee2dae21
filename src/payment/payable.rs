//! What is to be paid, and what payers write on it.

use super::reference::CreditorReference;
use crate::config::{self, BankAccount};
use crate::ledger::{Address, Money};

/// A payment that somebody is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Payable<'a> {
    pub amount: Money,
    pub subject: Subject<'a>,
    /// Who is to pay, where a code may name him.
    pub debtor: Option<Debtor<'a>>,
}

/// What the payment is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Subject<'a> {
    /// One invoice, by its number.
    Invoice(&'a str),
    /// All that is past due in one currency, by the number of the customer.
    PastDue(&'a str),
    /// All that is open in one currency, by the number of the customer.
    Open(&'a str),
}

/// A customer as an invoice names him.
#[derive(Clone, Copy, Debug)]
pub struct Debtor<'a> {
    pub name: &'a str,
    pub address: &'a Address,
}

impl<'a> Subject<'a> {
    /// The invoice's or the customer's number.
    pub fn number(&self) -> &'a str {
        match self {
            Subject::Invoice(number) | Subject::PastDue(number) | Subject::Open(number) => number,
        }
    }

    /// The creditor reference of ISO 11649, where the account asks for it and the number has one. Several invoices have
    /// none: a reference stands for one of them.
    pub fn creditor_reference(&self, account: &BankAccount) -> Option<CreditorReference> {
        match (self, account.creditor_reference) {
            (Subject::Invoice(number), config::CreditorReference::Rf) => CreditorReference::of(number).ok(),
            _ => None,
        }
    }
}
