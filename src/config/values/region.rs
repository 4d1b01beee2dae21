//! Countries, languages, currencies: codes that others agreed on.

use crate::config::checked::{Country, Language};
use crate::config::reader::Written;
use crate::config::schema::Json;
use crate::config::tree::quoted;
use crate::diag::Diagnostic;
use crate::ledger::Currency;
use icu_locale_core::LanguageIdentifier;
use std::fmt;

/// The officially assigned codes of ISO 3166-1 alpha-2, and XK for Kosovo as banks use it.
const COUNTRIES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR \
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT \
    JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY \
    MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM \
    PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV \
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK \
    YE YT ZA ZM ZW";

impl Country {
    /// The country of a code of two letters, in capitals or not.
    pub fn new(code: &str) -> Option<Country> {
        let code = code.to_ascii_uppercase();
        let known = COUNTRIES.split(' ').find(|known| *known == code)?;
        known.as_bytes().try_into().ok().map(Country)
    }

    /// Two capital letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a country's code is two ASCII letters")
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Written for Country {
    const WHAT: &'static str = "a country's code such as `FR`";

    fn shape() -> Json {
        Json::pattern("^[A-Za-z]{2}$")
    }

    fn parse(text: &str) -> Result<Country, Diagnostic> {
        Country::new(text).ok_or_else(|| {
            let problem = Diagnostic::error("unknown-country", format!("no country has the code {}", quoted(text)));
            match text.to_ascii_uppercase().as_str() {
                "UK" => problem.hint("the United Kingdom is `GB`"),
                "EL" => problem.hint("Greece is `GR`"),
                _ => problem.hint("countries are given by the two letters of ISO 3166, such as `FR` or `US`"),
            }
        })
    }
}

impl Language {
    /// The language of a tag (BCP 47), in its usual spelling: `PT-br` is `pt-BR`.
    pub fn new(tag: &str) -> Option<Language> {
        let identifier = LanguageIdentifier::try_from_str(tag).ok()?;
        // Longer languages are registered nowhere; "english" would be one.
        let known_form = identifier.language.as_str().len() <= 3 && !identifier.language.is_unknown();
        known_form.then(|| Language(identifier.to_string().into()))
    }

    /// As it stands in `lang` attributes and paths.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Written for Language {
    const WHAT: &'static str = "a language tag such as `en` or `pt-BR`";

    fn shape() -> Json {
        Json::pattern("^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")
    }

    fn parse(text: &str) -> Result<Language, Diagnostic> {
        Language::new(text).ok_or_else(|| {
            Diagnostic::error("invalid-language", format!("{} is not a language tag", quoted(text)))
                .hint("languages are given by tags such as `en`, `fr` or `pt-BR`")
        })
    }
}

impl Written for Currency {
    const WHAT: &'static str = "a currency's code such as `EUR`";

    fn shape() -> Json {
        Json::pattern("^[A-Z]{3}$")
    }

    fn parse(text: &str) -> Result<Currency, Diagnostic> {
        text.parse().map_err(|_| {
            let problem = Diagnostic::error("unknown-currency", format!("no currency has the code {}", quoted(text)));
            let capitals = text.to_ascii_uppercase();
            match capitals.parse::<Currency>() {
                Ok(_) => problem.hint(format!("write `{capitals}`")),
                Err(_) => problem.hint("currencies are given by the three letters of ISO 4217, such as `EUR` or `USD`"),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn norway_is_a_country() {
        assert_eq!(Country::new("NO").unwrap().code(), "NO");
        assert_eq!(Country::new("no"), Country::new("NO"));
        assert_eq!(Country::new("UK"), None);
        assert_eq!(COUNTRIES.split(' ').count(), 250);
    }

    #[test]
    fn a_language_tag_gets_its_usual_spelling() {
        assert_eq!(Language::new("PT-br").unwrap().as_str(), "pt-BR");
        assert_eq!(Language::new("zh-hant").unwrap().as_str(), "zh-Hant");
        assert_eq!(Language::new("english"), None);
        assert_eq!(Language::new("und"), None);
        assert_eq!(Language::new("e"), None);
    }
}
