//! A portal's values in words: amounts, days, periods, buckets, kinds of lines, addresses, in one language.
//!
//! Pages and documents say the same things in the same words. What is said, and where it stands, they decide themselves.

mod address;

use crate::ledger::{Amount, Bucket, Currency};
use crate::locale::{Argument, Locale, Strings};
use crate::portal::{LineKind, Period, PeriodId};
use jiff::civil::Date;

/// The words of one language, for one portal or for many.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'w> {
    pub locale: &'w Locale,
    pub strings: &'w Strings,
}

impl<'w> Wording<'w> {
    pub fn money(&self, amount: Amount, currency: Currency) -> String {
        self.locale.money(amount.of(currency))
    }

    pub fn day(&self, day: Date) -> String {
        self.locale.date(day)
    }

    /// A message of the theme.
    pub fn text(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.strings.format(id, arguments)
    }

    /// What a statement's period is called: `March 2026`, `Q1 2026`, `2026`, or all activity to a day.
    pub fn period(&self, period: &Period) -> String {
        match (period.id, period.first) {
            (PeriodId::Month { .. }, Some(first)) => self.locale.month(first),
            (PeriodId::Quarter { .. }, Some(first)) => self.locale.quarter(first),
            (PeriodId::Year { .. }, Some(first)) => self.locale.year(first),
            (PeriodId::Open, _) => self.text("outstanding-statement", &[]),
            _ => self.text("period-all", &[("day", Argument::Text(&self.day(period.last)))]),
        }
    }

    /// What a bucket of the aging schedule is called.
    pub fn bucket(&self, bucket: Bucket) -> String {
        let days = |name, days: i32| (name, Argument::Number(i64::from(days)));
        match bucket {
            Bucket::Current => self.text("bucket-current", &[]),
            Bucket::PastDue { from, to: Some(to) } => self.text("bucket-range", &[days("from", from), days("to", to)]),
            Bucket::PastDue { from, to: None } => self.text("bucket-over", &[days("days", from - 1)]),
        }
    }

    /// What happened, by a line of an account statement.
    pub fn line(&self, kind: LineKind) -> String {
        let id = match kind {
            LineKind::Invoice => "line-invoice",
            LineKind::LateFee => "line-late-fee",
            LineKind::CreditNote => "line-credit-note",
            LineKind::Payment => "line-payment",
            LineKind::Refund => "line-refund",
            LineKind::Settled => "line-settled",
            LineKind::Unlisted => "line-unlisted",
            LineKind::Adjustment => "line-adjustment",
        };
        self.text(id, &[])
    }
}
