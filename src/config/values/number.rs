//! Numbers: whole ones within bounds, exact decimals, percentages.

use crate::config::reader::{Reader, Value, Written};
use crate::config::schema::Json;
use crate::config::tree::{Node, quoted};
use crate::diag::Diagnostic;

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug)]
pub(in crate::config) struct Whole<const MIN: u32, const MAX: u32>(pub(in crate::config) u32);

impl<const MIN: u32, const MAX: u32> Value for Whole<MIN, MAX> {
    fn schema() -> Json {
        Json::object([
            ("type", Json::text("integer")),
            ("minimum", Json::Whole(MIN.into())),
            ("maximum", Json::Whole(MAX.into())),
        ])
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = plain_number(node, reader, "a whole number", is_whole)?;
        match text.parse::<u32>() {
            Ok(number) if (MIN..=MAX).contains(&number) => Some(Whole(number)),
            _ => {
                let title = format!("`{}` is {}, but must be from {MIN} to {MAX}", reader.path(), quoted(text));
                reader.add(Diagnostic::error("out-of-range", title).at(node.place, ""));
                None
            }
        }
    }
}

/// A decimal number that is not negative, exactly as written.
#[derive(Clone, Copy, Debug)]
pub(in crate::config) struct Decimal {
    digits: i128,
    decimals: u32,
}

impl Decimal {
    /// The number times ten to the power of `decimals`, or `None` where it has more decimals than that.
    pub(in crate::config) fn scaled(self, decimals: u32) -> Option<i128> {
        let missing = decimals.checked_sub(self.decimals)?;
        self.digits.checked_mul(10_i128.checked_pow(missing)?)
    }
}

impl Value for Decimal {
    fn schema() -> Json {
        Json::object([("type", Json::text("number")), ("minimum", Json::Whole(0))])
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Decimal> {
        let text = plain_number(node, reader, "a number", is_decimal)?;
        // Zeros at the end say nothing: 1.50 has one decimal.
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let fraction = fraction.trim_end_matches('0');
        let digits = format!("{whole}{fraction}");
        match (digits.parse::<i128>(), whole.starts_with('-')) {
            (Ok(digits), false) if digits.to_string().len() <= 30 => {
                Some(Decimal { digits, decimals: u32::try_from(fraction.len()).unwrap_or(u32::MAX) })
            }
            _ => {
                let what = if whole.starts_with('-') { "must not be negative" } else { "is too large" };
                let title = format!("`{}` {what}", reader.path());
                reader.add(Diagnostic::error("out-of-range", title).at(node.place, ""));
                None
            }
        }
    }
}

/// The text of a number without quotes, or `None` with a problem.
fn plain_number<'n>(node: &'n Node, reader: &mut Reader, what: &str, is: fn(&str) -> bool) -> Option<&'n str> {
    if let Some(text) = node.plain().filter(|text| is(text)) {
        return Some(text);
    }
    let problem = reader.expected(node, what);
    let text = node.text().unwrap_or_default().trim();
    let bare = text.trim_end_matches('%').trim_end();
    reader.add(if is(text) {
        problem.hint(format!("write `{text}`, without quotes"))
    } else if bare != text && is(bare) {
        problem.hint(format!("write `{bare}`, without the percent sign"))
    } else if is(&text.replace(',', ".")) {
        problem.hint(format!("write `{}`, with a decimal point", text.replace(',', ".")))
    } else {
        problem
    });
    None
}

fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_decimal(text: &str) -> bool {
    match text.split_once('.') {
        Some((whole, fraction)) => {
            is_whole(whole) && !fraction.is_empty() && !fraction.starts_with('-') && is_whole(fraction)
        }
        None => is_whole(text),
    }
}

/// A share, written `20%`.
#[derive(Clone, Copy, Debug)]
pub(in crate::config) struct Percentage(pub(in crate::config) u8);

impl Written for Percentage {
    const WHAT: &'static str = "a percentage such as `20%`";

    fn shape() -> Json {
        Json::pattern("^(100|[1-9]?[0-9])%$")
    }

    fn parse(text: &str) -> Result<Percentage, Diagnostic> {
        let number = text.strip_suffix('%').filter(|digits| is_whole(digits));
        match number.map(str::parse) {
            Some(Ok(share @ 0..=100)) => Ok(Percentage(share)),
            Some(_) => Err(Diagnostic::error("out-of-range", format!("{} is not from 0% to 100%", quoted(text)))),
            None => {
                let problem = Diagnostic::error("wrong-type", format!("{} is not {}", quoted(text), Self::WHAT));
                Err(if is_whole(text) { problem.hint(format!("write `{text}%`")) } else { problem })
            }
        }
    }
}
