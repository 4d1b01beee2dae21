//! Currency signs beside amounts: which currencies one can stand for. No reading of numbers.

use crate::ledger::Currency;

/// The currencies whose sign is `$`, alone or behind letters.
const DOLLARS: &[&str] = &[
    "ARS", "AUD", "BBD", "BMD", "BND", "BRL", "BSD", "BZD", "CAD", "CLP", "COP", "CUP", "CVE", "DOP", "FJD", "GYD",
    "HKD", "JMD", "KYD", "LRD", "MOP", "MXN", "NAD", "NIO", "NZD", "SBD", "SGD", "SRD", "TOP", "TTD", "TWD", "USD",
    "UYU", "WST", "XCD", "ZWG", "ZWL",
];

/// Letters before or behind a symbol that say which one it is, where they do not begin the currency's own code.
const LETTERS: &[(&str, &[&str])] = &[
    ("A", &["AUD"]),
    ("B", &["BND", "BBD", "BSD"]),
    ("C", &["CAD", "NIO"]),
    ("E", &["EGP"]),
    ("EC", &["XCD"]),
    ("J", &["JMD"]),
    ("LE", &["EGP"]),
    ("NT", &["TWD"]),
    ("R", &["BRL"]),
    ("RD", &["DOP"]),
    ("S", &["SGD"]),
];

/// Whether a mark beside an amount (`€`, `C$`, `CHF`) can be this currency's. A symbol that we do not know can.
pub(super) fn fits(mark: &str, currency: Currency) -> bool {
    let code = currency.code();
    let letters = &mark[..mark.bytes().take_while(u8::is_ascii_uppercase).count()];
    let Some(symbol) = mark[letters.len()..].chars().next() else { return letters == code };
    let by_letters = match letters.len() {
        0 => true,
        // Codes begin with the country's two letters (ISO 4217): `US$`, `HK$`, `CN¥`.
        2.. => code.starts_with(letters) || listed(letters, code),
        1 => listed(letters, code),
    };
    by_letters && currencies(symbol).is_none_or(|currencies| currencies.contains(&code))
}

fn listed(letters: &str, code: &str) -> bool {
    LETTERS.iter().any(|(known, codes)| *known == letters && codes.contains(&code))
}

/// The currencies a symbol is used for; `None` where we do not know.
fn currencies(symbol: char) -> Option<&'static [&'static str]> {
    Some(match symbol {
        '$' | '＄' => DOLLARS,
        // A hundredth: the number is no amount of any currency.
        '¢' => &[],
        '€' => &["EUR"],
        '£' | '￡' | '₤' => &["GBP", "EGP", "FKP", "GIP", "SHP", "SSP"],
        '¥' | '￥' => &["JPY", "CNY"],
        '₹' => &["INR"],
        '₩' | '￦' => &["KRW", "KPW"],
        '₽' => &["RUB"],
        '₺' => &["TRY"],
        '₴' => &["UAH"],
        '₪' => &["ILS"],
        '₫' => &["VND"],
        '฿' => &["THB"],
        '₱' => &["PHP"],
        '₦' => &["NGN"],
        '₡' => &["CRC"],
        '₲' => &["PYG"],
        '₵' => &["GHS"],
        '₸' => &["KZT"],
        '₮' => &["MNT"],
        '₭' => &["LAK"],
        '₾' => &["GEL"],
        '₼' => &["AZN"],
        '֏' => &["AMD"],
        '؋' => &["AFN"],
        '৳' => &["BDT"],
        '៛' => &["KHR"],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn could_be(mark: &str, code: &str) -> bool {
        fits(mark, code.parse().unwrap())
    }

    #[test]
    fn a_code_is_the_currency_itself() {
        assert!(could_be("EUR", "EUR"));
        assert!(!could_be("USD", "EUR"));
        assert!(could_be("USD$", "USD"));
        assert!(!could_be("USD$", "CAD"));
    }

    #[test]
    fn a_symbol_stands_for_its_currencies_only() {
        for (mark, code) in [("€", "EUR"), ("£", "GBP"), ("¥", "JPY"), ("¥", "CNY"), ("$", "USD"), ("$", "MXN")] {
            assert!(could_be(mark, code), "{mark} {code}");
        }
        for (mark, code) in [("$", "EUR"), ("¥", "EUR"), ("€", "USD"), ("£", "EUR"), ("₹", "USD"), ("¢", "USD")]
        {
            assert!(!could_be(mark, code), "{mark} {code}");
        }
    }

    #[test]
    fn letters_say_which_dollar_it_is() {
        for (mark, code) in
            [("C$", "CAD"), ("A$", "AUD"), ("US$", "USD"), ("R$", "BRL"), ("NT$", "TWD"), ("CN¥", "CNY")]
        {
            assert!(could_be(mark, code), "{mark} {code}");
        }
        for (mark, code) in [("C$", "USD"), ("US$", "CAD"), ("R$", "USD"), ("A$", "ARS"), ("US$", "EUR")] {
            assert!(!could_be(mark, code), "{mark} {code}");
        }
    }

    #[test]
    fn a_symbol_we_do_not_know_passes() {
        assert!(could_be("¤", "EUR"));
        assert!(could_be("₠", "EUR"));
    }
}
