//! Bank details. Money goes where these say, so each is checked by its own digits.

use crate::config::checked::Country;
use crate::config::reader::Written;
use crate::config::schema::Json;
use crate::config::tree::quoted;
use crate::diag::Diagnostic;

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

/// An IBAN of any country, without spaces.
fn iban(text: &str) -> Option<String> {
    let text = without_spaces(text);
    text.parse::<iban::Iban>().ok().map(|iban| iban.to_string().replace(' ', ""))
}

/// Whether it is a QR-IBAN: Swiss or Liechtenstein, with an institution from 30000 to 31999.
fn is_qr(iban: &str) -> bool {
    let swiss = iban.starts_with("CH") || iban.starts_with("LI");
    let institution = iban.get(4..9).and_then(|digits| digits.parse::<u32>().ok());
    swiss && institution.is_some_and(|number| (30_000..=31_999).contains(&number))
}

/// An IBAN (ISO 13616), without spaces; its check digits are right, and it is no QR-IBAN.
#[derive(Clone, Debug)]
pub(in crate::config) struct Iban(pub(in crate::config) String);

impl Written for Iban {
    const WHAT: &'static str = "an IBAN";

    fn shape() -> Json {
        Json::pattern("^[A-Za-z]{2}[0-9]{2}[A-Za-z0-9 ]+$")
    }

    fn parse(text: &str) -> Result<Iban, Diagnostic> {
        let number = iban(text).ok_or_else(|| {
            Diagnostic::error("invalid-iban", format!("{} is not an IBAN", quoted(text)))
                .hint("its check digits, its length or its country are wrong: one character may be mistyped")
        })?;
        match is_qr(&number) {
            false => Ok(Iban(number)),
            true => Err(Diagnostic::error("invalid-iban", format!("{} is a QR-IBAN", quoted(text)))
                .hint("give it as `qr_iban`, and the account's usual IBAN as `iban`")),
        }
    }
}

/// A QR-IBAN of Switzerland or Liechtenstein, without spaces.
#[derive(Clone, Debug)]
pub(in crate::config) struct QrIban(pub(in crate::config) String);

impl Written for QrIban {
    const WHAT: &'static str = "a QR-IBAN";

    fn shape() -> Json {
        Json::pattern("^([Cc][Hh]|[Ll][Ii])[0-9]{2}[A-Za-z0-9 ]+$")
    }

    /// The rule is that of the Swiss implementation guidelines for the QR-bill.
    fn parse(text: &str) -> Result<QrIban, Diagnostic> {
        iban(text).filter(|number| is_qr(number)).map(QrIban).ok_or_else(|| {
            Diagnostic::error("invalid-qr-iban", format!("{} is not a QR-IBAN", quoted(text)))
                .hint("a QR-IBAN is Swiss or of Liechtenstein, and its 5th to 9th digits are from 30000 to 31999")
        })
    }
}

/// The code of a bank (ISO 9362), 8 or 11 characters.
#[derive(Clone, Debug)]
pub(in crate::config) struct Bic(pub(in crate::config) String);

impl Written for Bic {
    const WHAT: &'static str = "a BIC";

    fn shape() -> Json {
        Json::pattern("^[A-Za-z0-9]{4} ?[A-Za-z]{2} ?[A-Za-z0-9]{2} ?([A-Za-z0-9]{3})?$")
    }

    fn parse(text: &str) -> Result<Bic, Diagnostic> {
        let code = without_spaces(text).to_ascii_uppercase();
        let right = matches!(code.len(), 8 | 11)
            && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && Country::new(&code[4..6]).is_some();
        match right {
            true => Ok(Bic(code)),
            false => Err(Diagnostic::error("invalid-bic", format!("{} is not a BIC", quoted(text)))
                .hint("a BIC has 8 or 11 letters and digits, the 5th and 6th are the country, such as `BNPAFRPP`")),
        }
    }
}

/// A routing number of a bank in the United States: nine digits, the last of which checks the others.
#[derive(Clone, Debug)]
pub(in crate::config) struct Routing(pub(in crate::config) String);

impl Written for Routing {
    const WHAT: &'static str = "a routing number";

    fn shape() -> Json {
        super::text::digits_schema()
    }

    fn parse(text: &str) -> Result<Routing, Diagnostic> {
        let digits: Vec<u32> = text.chars().filter_map(|character| character.to_digit(10)).collect();
        let sum: u32 = digits.iter().zip([3, 7, 1].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
        let right = text.len() == 9 && digits.len() == 9 && sum > 0 && sum.is_multiple_of(10);
        match right {
            true => Ok(Routing(text.to_owned())),
            false => {
                Err(Diagnostic::error("invalid-routing-number", format!("{} is not a routing number", quoted(text)))
                    .hint("a routing number (ABA) has nine digits; the last one checks the others"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iban_loses_its_spaces() {
        assert_eq!(Iban::parse("FR14 2004 1010 0505 0001 3M02 606").unwrap().0, "FR1420041010050500013M02606");
        assert_eq!(Iban::parse("fr1420041010050500013m02606").ok().map(|iban| iban.0), None);
    }

    #[test]
    fn one_wrong_digit_is_found() {
        assert_eq!(Iban::parse("FR14 2004 1010 0505 0001 3M02 607").unwrap_err().code, "invalid-iban");
        assert_eq!(Routing::parse("021000022").unwrap_err().code, "invalid-routing-number");
        assert_eq!(Routing::parse("021000021").unwrap().0, "021000021");
    }

    #[test]
    fn a_qr_iban_is_no_iban_and_the_other_way_around() {
        assert_eq!(QrIban::parse("CH44 3199 9123 0008 8901 2").unwrap().0, "CH4431999123000889012");
        assert_eq!(Iban::parse("CH44 3199 9123 0008 8901 2").unwrap_err().code, "invalid-iban");
        assert_eq!(QrIban::parse("CH93 0076 2011 6238 5295 7").unwrap_err().code, "invalid-qr-iban");
    }

    #[test]
    fn a_bic_names_a_country() {
        assert_eq!(Bic::parse("bnpafrpp").unwrap().0, "BNPAFRPP");
        assert_eq!(Bic::parse("BNPAUKPP").unwrap_err().code, "invalid-bic");
        assert_eq!(Bic::parse("BNPAFR").unwrap_err().code, "invalid-bic");
        assert_eq!(Bic::parse("BNPAFRPé").unwrap_err().code, "invalid-bic");
    }
}
