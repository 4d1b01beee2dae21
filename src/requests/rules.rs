//! What a form may say; the pages state it, whoever takes forms holds to it.

use crate::config::Config;
use crate::links::Kind;
use jiff::ToSpan;
use jiff::civil::Date;

/// The longest message, in characters.
pub const MESSAGE: usize = 2_000;

/// The longest name, in characters.
pub const NAME: usize = 120;

/// The longest e-mail address, in characters (RFC 5321, section 4.5.3.1.3).
pub const EMAIL: usize = 254;

/// The longest payment reference, in characters: SEPA's remittance information.
pub const REFERENCE: usize = 140;

pub use crate::config::WITHDRAWN;

/// The field that people do not see and do not fill in.
pub const HONEYPOT: &str = "website";

/// A field that people fill in, in the order in which forms show them.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Field {
    Reason,
    Date,
    Amount,
    Reference,
    Message,
    Name,
    Email,
    Agree,
}

impl Field {
    pub const ALL: [Field; 8] = [
        Field::Reason,
        Field::Date,
        Field::Amount,
        Field::Reference,
        Field::Message,
        Field::Name,
        Field::Email,
        Field::Agree,
    ];

    /// Its name in the form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Field::Reason => "reason",
            Field::Date => "date",
            Field::Amount => "amount",
            Field::Reference => "reference",
            Field::Message => "message",
            Field::Name => "name",
            Field::Email => "email",
            Field::Agree => "agree",
        }
    }
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
    /// It must be filled in.
    Missing,
    /// It is none of the reasons on offer.
    Choice,
    /// It is no amount above zero, or more than is open.
    Amount,
    /// It is no day, or none of those on offer.
    Day,
    /// It has more characters than [`longest`] says.
    TooLong,
    /// It is no e-mail address.
    Email,
    /// It holds what looks like a card or bank account number.
    BankNumber,
}

/// The most characters that a field may have.
pub const fn longest(field: Field) -> usize {
    match field {
        Field::Message => MESSAGE,
        Field::Name => NAME,
        Field::Email => EMAIL,
        Field::Reference => REFERENCE,
        // Chosen, not written; longer than any choice, day or amount.
        Field::Reason | Field::Date | Field::Amount | Field::Agree => 64,
    }
}

/// The first and last day that a form of this kind offers, seen from the day `from` that its page was built for. A note of payment may
/// be written weeks later: how late it may say that was paid, [`days_taken`] holds it to.
pub fn days(kind: Kind, from: Date, config: &Config) -> [Date; 2] {
    match kind {
        Kind::Remittance => [from.saturating_sub(1.year()), from.saturating_add(1.month())],
        _ => [from, from.saturating_add(i64::from(config.forms.promise_max_days).days())],
    }
}

/// The first and last day that is taken when a form of this kind arrives. What was paid was paid by today; where the customer is,
/// that may be tomorrow already.
pub fn days_taken(kind: Kind, today: Date, config: &Config) -> [Date; 2] {
    match days(kind, today, config) {
        [first, _] if kind == Kind::Remittance => [first, today.saturating_add(1.day())],
        days => days,
    }
}
