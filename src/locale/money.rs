//! Money in a language: exact digits, the currency's symbol, the locale's minus.
//!
//! ICU4X rounds to the decimals that CLDR thinks usual (none for the Iraqi dinar), but amounts here are exact. So the
//! digits are formatted by a currency whose decimals are right, and the symbol, spaces and sign around them are those
//! that ICU4X puts around a sample of the currency itself. The only place that uses `icu_experimental`'s currencies.

use super::{BUILT_IN, Direction};
use crate::ledger::{Currency, Money};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_experimental::dimension::currency::CurrencyType;
use icu_experimental::dimension::currency::formatter::{CurrencyFormatter, CurrencyFormatterPreferences};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, RwLock};

/// By number of decimals: a currency that ISO 4217 and CLDR agree about. No currency has one decimal.
const WITH_DECIMALS: [&str; 5] = ["JPY", "EUR", "EUR", "KWD", "CLF"];

pub(super) struct MoneyFormat {
    preferences: CurrencyFormatterPreferences,
    direction: Direction,
    /// The digits alone, by number of decimals. Arabic has marks of direction around them; the frame has these too.
    digits: [CurrencyFormatter<DecimalFormatter>; WITH_DECIMALS.len()],
    /// Filled as currencies turn up; a site has a handful.
    frames: RwLock<BTreeMap<Currency, Arc<Frames>>>,
}

/// What stands around the digits of a currency's amounts.
struct Frames {
    positive: Frame,
    negative: Frame,
}

struct Frame {
    before: Box<str>,
    after: Box<str>,
}

impl MoneyFormat {
    pub(super) fn new(tag: &icu_locale_core::Locale, direction: Direction) -> MoneyFormat {
        let preferences = CurrencyFormatterPreferences::from(tag);
        let digits = WITH_DECIMALS.map(|code| {
            CurrencyFormatter::try_new_no_currency(preferences, currency_type(code), Default::default())
                .expect(BUILT_IN)
        });
        MoneyFormat { preferences, direction, digits, frames: RwLock::default() }
    }

    pub(super) fn text(&self, money: Money) -> String {
        let decimals = money.currency.decimals();
        let mut amount = Decimal::from(money.amount.minor().unsigned_abs());
        amount.multiply_pow10(-i16::from(decimals));
        let frames = self.frames(money.currency);
        let frame = if money.amount.is_negative() { &frames.negative } else { &frames.positive };
        let mut digits = String::with_capacity(24);
        let formatter = &self.digits[usize::from(decimals)];
        write!(digits, "{}", formatter.format_fixed_decimal(&amount)).expect("a string takes all that is written");
        [&frame.before, digits.trim_matches(|mark: char| !mark.is_numeric()), &frame.after].concat()
    }

    fn frames(&self, currency: Currency) -> Arc<Frames> {
        let known = self.frames.read().expect("nobody panics while holding this lock").get(&currency).cloned();
        known.unwrap_or_else(|| {
            let frames = Arc::new(Frames::new(self.preferences, self.direction, currency));
            self.frames.write().expect("nobody panics while holding this lock").insert(currency, frames.clone());
            frames
        })
    }
}

impl Frames {
    fn new(preferences: CurrencyFormatterPreferences, direction: Direction, currency: Currency) -> Frames {
        let formatter =
            CurrencyFormatter::try_new_symbol(preferences, currency_type(currency.code()), Default::default())
                .expect(BUILT_IN);
        let around = |sample: i8| {
            let text = formatter.format_fixed_decimal(&Decimal::from(sample)).to_string();
            let start = text.find(char::is_numeric).unwrap_or(text.len());
            let end = text
                .rfind(char::is_numeric)
                .map_or(start, |last| last + text[last..].chars().next().map_or(0, char::len_utf8));
            let (before, after) = (&text[..start], &text[end..]);
            let after = if direction == Direction::RightToLeft { apart(after) } else { after.into() };
            Frame { before: before.into(), after }
        };
        Frames { positive: around(1), negative: around(-1) }
    }
}

/// What stands after the digits in a text from right to left. A Latin symbol is given marks of direction beyond CLDR's own:
/// without them, the `$` of `US$` goes astray, and a negative amount stands the other way round than a positive one.
fn apart(after: &str) -> Box<str> {
    if after.contains(|character: char| character.is_ascii_alphabetic()) {
        format!("\u{200f}{after}\u{200e}").into()
    } else {
        after.into()
    }
}

fn currency_type(code: &str) -> CurrencyType {
    CurrencyType::try_from_str(code).expect("an ISO 4217 code is three letters")
}
