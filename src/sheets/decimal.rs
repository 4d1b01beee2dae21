//! Exact decimal numbers out of text, in the shapes that accounting systems write. No floats, no rounding.

use super::cell::CellError;
use super::reading::DecimalSign;

/// A decimal number, exactly as it was written: `mantissa` × 10^−`scale`.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Decimal {
    /// At most 18 digits.
    pub mantissa: i64,
    /// At most 18.
    pub scale: u8,
}

/// Why a decimal number is no number of minor units.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unfit {
    /// It has more decimals than the currency, and they are not zeros.
    TooPrecise,
    /// It does not fit into 64 bits.
    TooLarge,
}

/// The most digits of a number, without zeros in front and without zeros that end its decimals.
const DIGITS: usize = 18;

impl Decimal {
    /// The number in units of 10^−`decimals`. Zeros that end the decimals may go; nothing is rounded.
    ///
    /// ```
    /// use portalsmith::sheets::{Decimal, Unfit};
    /// assert_eq!(Decimal { mantissa: 12_5000, scale: 4 }.minor_units(2), Ok(1250));
    /// assert_eq!(Decimal { mantissa: 125, scale: 1 }.minor_units(2), Ok(1250));
    /// assert_eq!(Decimal { mantissa: 125, scale: 3 }.minor_units(2), Err(Unfit::TooPrecise));
    /// ```
    pub fn minor_units(self, decimals: u8) -> Result<i64, Unfit> {
        if self.mantissa == 0 {
            return Ok(0);
        }
        let power = |exponent: u8| 10_i64.checked_pow(u32::from(exponent));
        match self.scale.checked_sub(decimals) {
            Some(surplus) => {
                let unit = power(surplus).ok_or(Unfit::TooPrecise)?;
                if self.mantissa % unit == 0 { Ok(self.mantissa / unit) } else { Err(Unfit::TooPrecise) }
            }
            None => {
                power(decimals - self.scale).and_then(|unit| self.mantissa.checked_mul(unit)).ok_or(Unfit::TooLarge)
            }
        }
    }
}

impl DecimalSign {
    fn character(self) -> char {
        match self {
            DecimalSign::Point => '.',
            DecimalSign::Comma => ',',
        }
    }

    /// The other of the two signs: it can only group thousands.
    fn other(self) -> char {
        match self {
            DecimalSign::Point => ',',
            DecimalSign::Comma => '.',
        }
    }
}

/// Reads `-1,234.50` and its like: one sign (`-`, `−`, `+`, behind as well, or parentheses), one currency symbol or
/// code, thousands grouped by threes or the Indian way.
pub(super) fn decimal(text: &str, sign: DecimalSign) -> Result<Decimal, CellError> {
    if text.is_empty() {
        return Err(CellError::new("cell-empty", "a number is missing"));
    }
    let Bare { negative, number, .. } = bare(text).ok_or_else(|| unreadable(text))?;
    let (whole, fraction) = match number.split_once(sign.character()) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let fraction = match fraction {
        None => "",
        Some(digits) if !digits.is_empty() && all_digits(digits) => digits,
        Some(digits) if digits.contains(sign.other()) => return Err(mixed(text, sign)),
        Some(digits) if grouped_by(digits, sign.character()) => return Err(mixed(text, sign)),
        Some(_) => return Err(unreadable(text)),
    };
    let whole = match ungrouped(whole, sign) {
        Whole::Digits(digits) => digits,
        Whole::Other if fraction.is_empty() => return Err(mixed(text, sign)),
        Whole::Other | Whole::None => return Err(unreadable(text)),
    };
    if whole.is_empty() && fraction.is_empty() {
        return Err(unreadable(text));
    }
    exact(negative, whole.trim_start_matches('0'), fraction).ok_or_else(|| too_long(text))
}

fn exact(negative: bool, whole: &str, fraction: &str) -> Option<Decimal> {
    let fraction = match whole.len() + fraction.len() > DIGITS {
        true => fraction.trim_end_matches('0'),
        false => fraction,
    };
    let significant = match whole.is_empty() {
        true => fraction.trim_start_matches('0').len(),
        false => whole.len() + fraction.len(),
    };
    if significant > DIGITS || fraction.len() > DIGITS {
        return None;
    }
    let digits = whole.bytes().chain(fraction.bytes());
    let magnitude = digits.fold(0_i64, |number, digit| number * 10 + i64::from(digit - b'0'));
    let scale = u8::try_from(fraction.len()).expect("a fraction has at most 18 digits");
    Some(Decimal { mantissa: if negative { -magnitude } else { magnitude }, scale })
}

/// The currency symbol or code beside a number, as it was written.
pub(super) fn mark(text: &str) -> Option<&str> {
    bare(text)?.mark
}

/// The digits of a number and what separates them, apart from its sign and its currency.
struct Bare<'t> {
    negative: bool,
    number: &'t str,
    mark: Option<&'t str>,
}

/// Takes the sign and the currency off. `None` where there are two of one kind.
fn bare(text: &str) -> Option<Bare<'_>> {
    let mut rest = text.trim();
    let (mut signs, mut negative, mut marks, mut mark, mut enclosed) = (0, false, 0, None, false);
    loop {
        let before = rest;
        if let Some(inner) = rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
            (rest, signs, negative, enclosed) = (inner.trim(), signs + 1, true, true);
        }
        if let Some(after) = rest.strip_prefix(['-', '\u{2212}', '+']) {
            negative |= !rest.starts_with('+');
            (rest, signs) = (after.trim_start(), signs + 1);
        }
        if let Some(ahead) = rest.strip_suffix(['-', '\u{2212}']).filter(|_| !enclosed) {
            (rest, signs, negative) = (ahead.trim_end(), signs + 1, true);
        }
        let after = without_currency_ahead(rest);
        if after.len() < rest.len() {
            (mark, marks) = (rest.strip_suffix(after), marks + 1);
            rest = after.trim_start();
        }
        let ahead = without_currency_behind(rest);
        if ahead.len() < rest.len() {
            (mark, marks) = (rest.strip_prefix(ahead), marks + 1);
            rest = ahead.trim_end();
        }
        if signs > 1 || marks > 1 {
            return None;
        }
        if rest == before {
            return Some(Bare { negative, number: rest, mark });
        }
    }
}

/// Takes off `$`, `C$`, `US$`, `CHF`.
fn without_currency_ahead(text: &str) -> &str {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    match text[letters..].chars().next() {
        Some(symbol) if letters <= 3 && is_symbol(symbol) => &text[letters + symbol.len_utf8()..],
        Some(_) if letters == 3 => &text[letters..],
        _ => text,
    }
}

/// Takes off `€`, `CHF`, `US$`.
fn without_currency_behind(text: &str) -> &str {
    let symbol = text.chars().next_back().filter(|character| is_symbol(*character));
    let ahead = &text[..text.len() - symbol.map_or(0, char::len_utf8)];
    let letters = ahead.bytes().rev().take_while(u8::is_ascii_uppercase).count();
    match letters {
        3 => &ahead[..ahead.len() - letters],
        0..=2 if symbol.is_some() => &ahead[..ahead.len() - letters],
        _ => text,
    }
}

/// The currency signs of Unicode that stand in front of or behind amounts.
fn is_symbol(character: char) -> bool {
    matches!(
        character,
        '$' | '¢' | '£' | '¤' | '¥' | '֏' | '؋' | '৳' | '฿' | '៛' | '﷼' | '＄' | '￡' | '￥' | '￦' | '\u{20a0}'
            ..='\u{20c1}'
    )
}

enum Whole {
    Digits(String),
    /// Not grouped in a right way, by the sign that may be meant as a decimal sign.
    Other,
    None,
}

/// The digits before the decimal sign, with right grouping taken out.
fn ungrouped(whole: &str, sign: DecimalSign) -> Whole {
    if all_digits(whole) {
        return Whole::Digits(whole.to_owned());
    }
    let Some(separator) = whole.chars().find(|character| !character.is_ascii_digit()) else { return Whole::None };
    if separator != sign.other() && !matches!(separator, '\'' | '’' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}') {
        return Whole::None;
    }
    if grouped_by(whole, separator) {
        return Whole::Digits(whole.chars().filter(char::is_ascii_digit).collect());
    }
    let only = whole.chars().all(|character| character.is_ascii_digit() || character == separator);
    if only && separator == sign.other() && whole.matches(separator).count() == 1 { Whole::Other } else { Whole::None }
}

/// Whether digits are grouped by threes (`1,234,567`) or the Indian way (`12,34,567`), and begin with no zero.
fn grouped_by(digits: &str, separator: char) -> bool {
    let groups: Vec<&str> = digits.split(separator).collect();
    let [first, middle @ .., last] = groups.as_slice() else { return false };
    groups.iter().all(|group| !group.is_empty() && all_digits(group))
        && !first.starts_with('0')
        && last.len() == 3
        && (first.len() <= 3 && middle.iter().all(|group| group.len() == 3)
            || first.len() <= 2 && middle.iter().all(|group| group.len() == 2))
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn unreadable(text: &str) -> CellError {
    let error = CellError::new("unreadable-number", format!("`{}` is not a number", cut(text)));
    let scientific = text.contains(['e', 'E'])
        && text.starts_with(|first: char| first.is_ascii_digit() || first == '-')
        && text.chars().all(|character| character.is_ascii_digit() || "eE+-.,".contains(character));
    error.maybe_hint(scientific.then_some("a spreadsheet shortened this number; show the column with all its digits"))
}

fn mixed(text: &str, sign: DecimalSign) -> CellError {
    let (is, other) = match sign {
        DecimalSign::Point => ("point", "\",\""),
        DecimalSign::Comma => ("comma", "\".\""),
    };
    CellError::new("mixed-decimal-signs", format!("`{}` does not fit a decimal {is}", cut(text)))
        .hint(format!("if all numbers of this file are written so, set `decimal: {other}` for it below `exports`"))
}

fn too_long(text: &str) -> CellError {
    CellError::new("too-many-digits", format!("`{}` has more than {DIGITS} digits", cut(text)))
}

/// What of a cell is repeated in a title.
pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn point(text: &str) -> Result<(i64, u8), &'static str> {
        decimal(text, DecimalSign::Point).map(|number| (number.mantissa, number.scale)).map_err(|error| error.code)
    }

    fn comma(text: &str) -> Result<(i64, u8), &'static str> {
        decimal(text, DecimalSign::Comma).map(|number| (number.mantissa, number.scale)).map_err(|error| error.code)
    }

    #[test]
    fn numbers_keep_their_decimals_exactly() {
        assert_eq!(point("12.10"), Ok((1210, 2)));
        assert_eq!(point("0.001"), Ok((1, 3)));
        assert_eq!(point(".50"), Ok((50, 2)));
        assert_eq!(point("0"), Ok((0, 0)));
        assert_eq!(point("10.00000000"), Ok((1_000_000_000, 8)));
        assert_eq!(comma("000000000003000,00"), Ok((300_000, 2)));
    }

    #[test]
    fn every_way_to_write_a_negative_number_is_read() {
        for text in
            ["-1234.50", "1,234.50-", "(1,234.50)", "\u{2212}1234.50", "- 1234.50", "($1,234.50)", "$(1,234.50)"]
        {
            assert_eq!(point(text), Ok((-123_450, 2)), "{text}");
        }
        assert_eq!(comma("1.234,50-"), Ok((-123_450, 2)));
        assert_eq!(point("+1.5"), Ok((15, 1)));
    }

    #[test]
    fn a_second_sign_is_no_sign() {
        for text in ["--1", "-1-", "(-1)", "-(1)", "+-1", "(1", "1)", "()", "((1))"] {
            assert_eq!(point(text), Err("unreadable-number"), "{text}");
        }
    }

    #[test]
    fn one_currency_may_stand_beside_the_number() {
        assert_eq!(point("$13.50"), Ok((1350, 2)));
        assert_eq!(point("$-142.85"), Ok((-14285, 2)));
        assert_eq!(point("-$1,234.50"), Ok((-123_450, 2)));
        assert_eq!(point("C$251.11"), Ok((25111, 2)));
        assert_eq!(point("US$ 5"), Ok((5, 0)));
        assert_eq!(point("-3’500.00 CHF"), Ok((-350_000, 2)));
        assert_eq!(point("EUR 7.00"), Ok((700, 2)));
        assert_eq!(comma("1.020,00 €"), Ok((102_000, 2)));
        assert_eq!(comma("1 020,00\u{a0}€"), Ok((102_000, 2)));
        assert_eq!(point("(€400.00)"), Ok((-40000, 2)));
        for text in ["$5 USD", "$$5", "5 eur", "5 EURO", "CR 5", "5 CR", "abc", "$", "EUR"] {
            assert_eq!(point(text), Err("unreadable-number"), "{text}");
        }
    }

    #[test]
    fn the_currency_beside_the_number_is_told() {
        for (text, expected) in [
            ("$13.50", "$"),
            ("-$1,234.50", "$"),
            ("C$251.11", "C$"),
            ("US$ 5", "US$"),
            ("5 US$", "US$"),
            ("-3’500.00 CHF", "CHF"),
            ("EUR 7.00", "EUR"),
            ("1.020,00 €", "€"),
            ("(€400.00)", "€"),
            ("USD$ 5", "USD$"),
        ] {
            assert_eq!(mark(text), Some(expected), "{text}");
        }
        assert_eq!(mark("-13.50"), None);
    }

    #[test]
    fn thousands_are_grouped_in_the_right_places_only() {
        for text in [
            "1,234,567",
            "1'234'567",
            "1’234’567",
            "1 234 567",
            "1\u{a0}234\u{a0}567",
            "1\u{202f}234\u{202f}567",
            "12,34,567",
        ] {
            let expected = text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
            assert_eq!(point(text), Ok((expected, 0)), "{text}");
        }
        for text in ["1,234'567", "1,2345,678", "1,,234", ",234", "1 23", "12,345,67", "1'23", "1234,567,890"] {
            assert!(point(text).is_err(), "{text}");
        }
        assert_eq!(comma("1.234.567,89"), Ok((123_456_789, 2)));
        assert_eq!(point("1.234"), Ok((1234, 3)));
        assert_eq!(comma("1.234"), Ok((1234, 0)));
    }

    #[test]
    fn the_two_signs_never_change_their_meaning() {
        for text in ["1.234,50", "1,5", "12,34", "1.234.567", "0,123"] {
            assert_eq!(point(text), Err("mixed-decimal-signs"), "{text}");
        }
        for text in ["1,234.50", "1.5", "12.34", "1,234,567", "0.123"] {
            assert_eq!(comma(text), Err("mixed-decimal-signs"), "{text}");
        }
        assert!(decimal("1.234,50", DecimalSign::Point).unwrap_err().hint.unwrap().contains("decimal: \",\""));
    }

    #[test]
    fn what_is_no_number_is_an_error() {
        for text in ["NaN", "inf", "1e400", "1.23E+15", "0x10", "1.", ".", "-", "1.2.3", "12%", "1/2", "٣", "1 2"] {
            assert!(point(text).is_err(), "{text}");
        }
        assert_eq!(point(""), Err("cell-empty"));
        assert!(decimal("1.23E+15", DecimalSign::Point).unwrap_err().hint.is_some());
    }

    #[test]
    fn eighteen_digits_fit_and_nineteen_do_not() {
        assert_eq!(point("999999999999999999"), Ok((999_999_999_999_999_999, 0)));
        assert_eq!(point("1000000000000000000"), Err("too-many-digits"));
        assert_eq!(point("0.1234567890123456789"), Err("too-many-digits"));
        assert_eq!(point("123456789012345.10000000"), Ok((1_234_567_890_123_451, 1)));
    }

    #[test]
    fn minor_units_are_exact_or_refused() {
        let units = |text: &str, decimals| decimal(text, DecimalSign::Point).unwrap().minor_units(decimals);
        assert_eq!(units("12.1", 2), Ok(1210));
        assert_eq!(units("12.1000", 2), Ok(1210));
        assert_eq!(units("12.105", 2), Err(Unfit::TooPrecise));
        assert_eq!(units("500.00", 0), Ok(500));
        assert_eq!(units("1.234", 3), Ok(1234));
        assert_eq!(units("999999999999999999", 2), Err(Unfit::TooLarge));
        assert_eq!(units("0.000000000000000000", 2), Ok(0));
        assert_eq!(units("-0.01", 2), Ok(-1));
    }

    #[test]
    fn a_long_text_is_not_repeated_in_full() {
        assert!(decimal(&"x".repeat(1000), DecimalSign::Point).unwrap_err().title.len() < 200);
    }

    proptest! {
        #[test]
        fn any_text_is_a_number_or_an_error(text in "\\PC{0,24}") {
            let _ = (point(&text), comma(&text));
        }

        #[test]
        fn what_is_written_is_what_is_read(cents in -99_999_999_999_999_i64..99_999_999_999_999) {
            let sign = if cents < 0 { "-" } else { "" };
            let text = format!("{sign}{}.{:02}", cents.abs() / 100, cents.abs() % 100);
            prop_assert_eq!(point(&text), Ok((cents, 2)));
            prop_assert_eq!(comma(&text.replace('.', ",")), Ok((cents, 2)));
            prop_assert_eq!(decimal(&text, DecimalSign::Point).unwrap().minor_units(2), Ok(cents));
        }
    }
}
