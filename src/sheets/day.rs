//! Days out of text, in the shapes that accounting systems write. Nothing is guessed.

use super::cell::CellError;
use super::decimal::cut;
use super::reading::DateOrder;
use jiff::civil::Date;

/// Days outside of these years are slips of the pen.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const ORDERS: [DateOrder; 3] = [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd];

/// Reads a day; a time of day after it is dropped.
///
/// `2026-06-05` and a month by its name can be read in one way only and always are. Other forms need the order that the
/// user gave.
pub(super) fn day(text: &str, order: Option<DateOrder>) -> Result<Date, CellError> {
    if text.is_empty() {
        return Err(CellError::new("cell-empty", "a day is missing"));
    }
    let (written, rest) = parts(text).ok_or_else(|| unreadable(text))?;
    if !is_time(rest) {
        return Err(unreadable(text));
    }
    match written {
        Written::Named { year, month, day } => date(text, year, month, day),
        Written::Numbers { numbers: [year, month, day], iso: true } => date(text, year, month, day),
        Written::Numbers { numbers, iso: false } => {
            let read = |order| {
                let [year, month, day] = in_order(numbers, order);
                date(text, year, month, day)
            };
            match order {
                Some(order) => read(order),
                None => Err(without_order(text, &ORDERS.map(read))),
            }
        }
        Written::Compact([year, month, day]) => {
            let read = date(text, year, month, day);
            if order.is_some() { read } else { Err(without_order(text, &[read])) }
        }
    }
}

/// A number as it was written, so that `26` and `2026` differ.
type Digits<'t> = &'t str;

enum Written<'t> {
    /// Three numbers; `iso` where they are `YYYY-MM-DD`.
    Numbers {
        numbers: [Digits<'t>; 3],
        iso: bool,
    },
    /// `YYYYMMDD`
    Compact([Digits<'t>; 3]),
    Named {
        year: Digits<'t>,
        month: &'t str,
        day: Digits<'t>,
    },
}

/// The three parts of a day, and what stands behind them.
fn parts(text: &str) -> Option<(Written<'_>, &str)> {
    let (first, rest) = token(text)?;
    if first.len() == 8 && is_number(first) {
        return Some((Written::Compact([&first[..4], &first[4..6], &first[6..]]), rest));
    }
    let (gap, rest) = separator(rest)?;
    let (second, rest) = token(rest)?;
    let (other, rest) = separator(rest)?;
    let (third, rest) = token(rest)?;
    let numbers = [first, second, third];
    let written = match numbers.map(is_number) {
        [true, true, true] if gap == other => {
            let iso = gap == "-" && first.len() == 4 && second.len() == 2 && third.len() == 2;
            Written::Numbers { numbers, iso }
        }
        [true, false, true] if first.len() == 4 => Written::Named { year: first, month: second, day: third },
        [true, false, true] => Written::Named { year: third, month: second, day: first },
        [false, true, true] => Written::Named { year: third, month: first, day: second },
        _ => return None,
    };
    Some((written, rest))
}

/// A run of digits or a run of letters, and the rest.
fn token(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    let end = match first {
        _ if first.is_ascii_digit() => text.find(|next: char| !next.is_ascii_digit()),
        _ if first.is_alphabetic() => text.find(|next: char| !next.is_alphabetic()),
        _ => return None,
    };
    Some(text.split_at(end.unwrap_or(text.len())))
}

/// What stands between two parts: one sign, with blanks after it where it is a point or a comma.
fn separator(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|next: char| next.is_alphanumeric())?;
    let (gap, rest) = text.split_at(end);
    match gap.trim() {
        "" if !gap.is_empty() => Some((" ", rest)),
        known @ ("-" | "/" | "." | ",") => Some((known, rest)),
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Nothing, or a time of day as `20:38:34`, `T20:38:34.5Z`, `8:38 PM`, `20:38 +02:00`.
fn is_time(rest: &str) -> bool {
    let Some(time) = rest.strip_prefix(['T', 't', ' ', ',']) else { return rest.is_empty() || rest == "." };
    let time = time.trim_start().to_ascii_uppercase();
    let digits = time.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits)
        && time[digits..].starts_with(':')
        && time.chars().all(|character| character.is_ascii_digit() || ":.,+- \u{a0}\u{202f}APMZUTC".contains(character))
}

/// The numbers as year, month, day. A first number of four digits is a year in any order.
fn in_order([first, second, third]: [Digits<'_>; 3], order: DateOrder) -> [Digits<'_>; 3] {
    match order {
        _ if first.len() == 4 => [first, second, third],
        DateOrder::Ymd => [first, second, third],
        DateOrder::Dmy => [third, second, first],
        DateOrder::Mdy => [third, first, second],
    }
}

fn date(text: &str, year: Digits<'_>, month: &str, day: Digits<'_>) -> Result<Date, CellError> {
    if year.len() != 4 {
        let title = format!("the year of `{}` does not have four digits", cut(text));
        return Err(CellError::new("unreadable-day", title));
    }
    let month = match is_number(month) {
        true => small(month).ok_or_else(|| unreadable(text))?,
        false => named(month).ok_or_else(|| unreadable(text))?,
    };
    let (year, day) = (year.parse().map_err(|_| unreadable(text))?, small(day).ok_or_else(|| unreadable(text))?);
    if !YEARS.contains(&year) {
        let title = format!("`{}` is not between {} and {}", cut(text), YEARS.start(), YEARS.end());
        return Err(CellError::new("impossible-day", title));
    }
    Date::new(year, month, day).map_err(|_| impossible(text, year, month))
}

/// One or two digits.
fn small(digits: &str) -> Option<i8> {
    if digits.len() > 2 { None } else { digits.parse().ok() }
}

/// The month of an English name, in full or its first three letters; `Sept` too.
fn named(name: &str) -> Option<i8> {
    let name = name.to_lowercase();
    let is = |month: &str| name == month || name == month[..3] || (name == "sept" && month == "september");
    let index = MONTHS.iter().position(|month| is(month))?;
    i8::try_from(index + 1).ok()
}

fn impossible(text: &str, year: i16, month: i8) -> CellError {
    let title = match Date::new(year, month, 1) {
        Ok(first) => {
            format!("there is no such day: `{}` ({year}-{month:02} has {} days)", cut(text), first.days_in_month())
        }
        Err(_) => format!("there is no such day: `{}` ({month} is not a month)", cut(text)),
    };
    CellError::new("impossible-day", title)
}

fn unreadable(text: &str) -> CellError {
    CellError::new("unreadable-day", format!("`{}` is not a day", cut(text)))
}

/// Why a day cannot be read as long as no order is given, from what it would be in each order.
fn without_order(text: &str, readings: &[Result<Date, CellError>]) -> CellError {
    let impossible =
        |reading: &&Result<Date, CellError>| reading.as_ref().is_err_and(|error| error.code == "impossible-day");
    let mut errors = readings.iter().filter(impossible).chain(readings).filter_map(|reading| reading.as_ref().err());
    match errors.next() {
        Some(error) if readings.iter().all(Result::is_err) => match readings.iter().filter(impossible).count() {
            0 | 1 => error.clone(),
            _ => CellError::new("impossible-day", format!("there is no such day in any order: `{}`", cut(text))),
        },
        _ => CellError::new("ambiguous-day", format!("nothing says in which order `{}` is written", cut(text)))
            .hint("set `exports.dates` to `dmy`, `mdy` or `ymd`: day and month are not guessed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as civil;
    use proptest::prelude::*;

    fn read(text: &str, order: DateOrder) -> Result<Date, &'static str> {
        day(text, Some(order)).map_err(|error| error.code)
    }

    #[test]
    fn iso_days_are_read_in_any_case() {
        for order in [None, Some(DateOrder::Dmy), Some(DateOrder::Mdy), Some(DateOrder::Ymd)] {
            assert_eq!(day("2026-03-04", order), Ok(civil(2026, 3, 4)));
        }
    }

    #[test]
    fn the_order_that_was_given_decides() {
        for text in ["03/04/2026", "3/4/2026", "03.04.2026", "3-4-2026", "3 4 2026", "3. 4. 2026"] {
            assert_eq!(read(text, DateOrder::Dmy), Ok(civil(2026, 4, 3)), "{text}");
            assert_eq!(read(text, DateOrder::Mdy), Ok(civil(2026, 3, 4)), "{text}");
            assert_eq!(read(text, DateOrder::Ymd), Err("unreadable-day"), "{text}");
        }
        assert_eq!(read("2026/3/10", DateOrder::Ymd), Ok(civil(2026, 3, 10)));
        assert_eq!(read("2026/03/10", DateOrder::Dmy), Ok(civil(2026, 3, 10)));
        assert_eq!(read("20260310", DateOrder::Ymd), Ok(civil(2026, 3, 10)));
    }

    #[test]
    fn without_an_order_nothing_is_guessed() {
        for text in ["03/04/2026", "25/12/2026", "2026/03/04", "20260304"] {
            let error = day(text, None).unwrap_err();
            assert_eq!(error.code, "ambiguous-day", "{text}");
            assert!(error.hint.unwrap().contains("exports.dates"));
        }
    }

    #[test]
    fn a_day_that_is_none_in_any_order_is_impossible() {
        for text in ["31.02.2026", "02/31/2026", "13/13/2026", "00/01/2026", "20261301", "2026/02/30"] {
            assert_eq!(day(text, None).unwrap_err().code, "impossible-day", "{text}");
        }
        let title = day("31.02.2026", None).unwrap_err().title;
        assert_eq!(title, "there is no such day in any order: `31.02.2026`");
        assert_eq!(day("1/2/26", None).unwrap_err().code, "unreadable-day");
    }

    #[test]
    fn months_by_name_need_no_order() {
        for text in [
            "11 Jun 2026",
            "11-Jun-2026",
            "Jun 11 2026",
            "June 11, 2026",
            "11. june 2026",
            "2026-Jun-11",
            "11/JUN/2026",
        ] {
            assert_eq!(day(text, None), Ok(civil(2026, 6, 11)), "{text}");
        }
        assert_eq!(day("30-Sept-2026", None), Ok(civil(2026, 9, 30)));
        assert_eq!(day("11 Brumaire 2026", None).unwrap_err().code, "unreadable-day");
        assert_eq!(day("Jun 2026", None).unwrap_err().code, "unreadable-day");
    }

    #[test]
    fn a_time_of_day_is_dropped() {
        for text in
            ["2026-06-05 20:38:34", "2026-06-05T20:38:34Z", "2026-06-05T20:38:34.123+02:00", "2026-06-05 8:38 PM"]
        {
            assert_eq!(day(text, None), Ok(civil(2026, 6, 5)), "{text}");
        }
        assert_eq!(read("6/5/2026 0:00", DateOrder::Mdy), Ok(civil(2026, 6, 5)));
        assert_eq!(day("2026-06-05 noon", None).unwrap_err().code, "unreadable-day");
        assert_eq!(day("2026-06-05T", None).unwrap_err().code, "unreadable-day");
    }

    #[test]
    fn an_impossible_day_says_so() {
        let error = day("31.02.2026", Some(DateOrder::Dmy)).unwrap_err();
        assert_eq!(error.code, "impossible-day");
        assert_eq!(error.title, "there is no such day: `31.02.2026` (2026-02 has 28 days)");
        let error = day("2026-13-01", None).unwrap_err();
        assert_eq!(error.title, "there is no such day: `2026-13-01` (13 is not a month)");
        assert_eq!(day("0001-01-01", None).unwrap_err().code, "impossible-day");
    }

    #[test]
    fn a_short_year_is_refused() {
        assert_eq!(read("31.12.26", DateOrder::Dmy), Err("unreadable-day"));
        assert_eq!(day("30-Mar-26", None).unwrap_err().title, "the year of `30-Mar-26` does not have four digits");
    }

    #[test]
    fn what_is_no_day_is_an_error() {
        for text in
            ["45000", "soon", "2026", "2026-06", "1/2/3/4", "-1-2-2026", "2026-06-05x", "001/02/2026", "12.03/2026"]
        {
            assert_eq!(read(text, DateOrder::Dmy), Err("unreadable-day"), "{text}");
        }
        assert_eq!(day("", None).unwrap_err().code, "cell-empty");
    }

    proptest! {
        #[test]
        fn any_text_is_a_day_or_an_error(text in "\\PC{0,20}") {
            let _ = (day(&text, None), day(&text, Some(DateOrder::Dmy)));
        }

        #[test]
        fn every_day_is_read_in_its_order(days in 0_i32..100_000) {
            let expected = civil(1900, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            let (y, m, d) = (expected.year(), expected.month(), expected.day());
            prop_assert_eq!(day(&expected.to_string(), None), Ok(expected));
            prop_assert_eq!(read(&format!("{d}.{m}.{y}"), DateOrder::Dmy), Ok(expected));
            prop_assert_eq!(read(&format!("{m:02}/{d:02}/{y}"), DateOrder::Mdy), Ok(expected));
            prop_assert_eq!(read(&format!("{y}{m:02}{d:02}"), DateOrder::Ymd), Ok(expected));
        }
    }
}
