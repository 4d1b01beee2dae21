//! What a cell holds, and how a workbook keeps it without losing a digit.

use crate::ledger::{Amount, Currency};
use jiff::civil::{Date, date};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// A cell of a statement.
#[derive(Clone, Debug)]
pub(super) enum Cell<'c> {
    Empty,
    Text(Cow<'c, str>),
    Day(Date),
    Count(i32),
    Amount(Amount),
}

/// Spreadsheets keep numbers as binary floats and show fifteen digits of them: an amount of so many minor units or more
/// is written as text, or its last digits would be lost.
const EXACT: u64 = 1_000_000_000_000_000;

impl<'c> Cell<'c> {
    pub(super) fn some_text(text: Option<&'c str>) -> Cell<'c> {
        text.map_or(Cell::Empty, |text| Cell::Text(text.into()))
    }

    pub(super) fn some_day(day: Option<Date>) -> Cell<'c> {
        day.map_or(Cell::Empty, Cell::Day)
    }

    pub(super) fn some_amount(amount: Option<Amount>) -> Cell<'c> {
        amount.map_or(Cell::Empty, Cell::Amount)
    }

    /// How wide it is shown, in characters.
    pub(super) fn width(&self, currency: Currency) -> usize {
        match self {
            Cell::Empty => 0,
            Cell::Text(text) => text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0),
            Cell::Day(_) => "2026-03-31".len(),
            Cell::Count(count) => count.to_string().len(),
            Cell::Amount(amount) => {
                let digits = amount.of(currency).to_string().len();
                digits + digits.saturating_sub(1) / 3
            }
        }
    }
}

/// The number that a spreadsheet shows as this amount, digit for digit; none where it would not.
///
/// The quotient of two whole numbers that a float holds exactly is the float nearest to the decimal number, and that one
/// is written as this very number.
pub(super) fn number(amount: Amount, currency: Currency) -> Option<f64> {
    let minor = amount.minor();
    (minor.unsigned_abs() < EXACT).then(|| minor as f64 / 10_f64.powi(i32::from(currency.decimals())))
}

/// A day as spreadsheets count them; none for one before March 1900, since they hold 1900 for a leap year.
pub(super) fn serial(day: Date) -> Option<f64> {
    (day >= date(1900, 3, 1)).then(|| f64::from((day - date(1899, 12, 30)).get_days()))
}

/// A text of at most so many characters, counted in UTF-16 as spreadsheets do; one that is cut says so.
pub(super) fn cut(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most || text.encode_utf16().count() <= most {
        return text.into();
    }
    let mut room = most - 1;
    let fits = |character: &char| room.checked_sub(character.len_utf16()).map(|left| room = left).is_some();
    text.chars().take_while(fits).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_digit_for_digit_or_not_as_a_number() {
        for code in ["JPY", "EUR", "KWD"] {
            let currency: Currency = code.parse().unwrap();
            for minor in [0, 1, -1, 10, 99, 12_345, 1_000_010, -70_368_744_177_665, 999_999_999_999_999] {
                let written = number(Amount(minor), currency).unwrap();
                let decimals = usize::from(currency.decimals());
                assert_eq!(format!("{written:.decimals$}"), Amount(minor).of(currency).to_string());
                let shortest = format!("{written}");
                assert!(shortest.len() <= 17, "{shortest}");
            }
            assert_eq!(number(Amount(1_000_000_000_000_000), currency), None);
            assert_eq!(number(Amount(i64::MIN), currency), None);
        }
    }

    #[test]
    fn a_day_is_counted_as_spreadsheets_count() {
        assert_eq!(serial(date(1900, 3, 1)), Some(61.0));
        assert_eq!(serial(date(2026, 3, 31)), Some(46_112.0));
        assert_eq!(serial(date(1900, 2, 28)), None);
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut("ééé", 3), "ééé");
        assert_eq!(cut("😀😀😀", 6), "😀😀😀");
        assert_eq!(cut("😀😀😀", 5), "😀😀…");
        assert_eq!(cut("😀😀😀", 4), "😀…");
    }
}
