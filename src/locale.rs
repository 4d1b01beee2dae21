//! Numbers, money, days and words in a language.
//!
//! What is shown is decided elsewhere; here it only gets its form. A [`Locale`] and its [`Strings`] are made once per
//! language and shared by all threads.

#[cfg(test)]
mod bidi;
mod days;
mod money;
mod strings;

use crate::config::Language;
use crate::ledger::Money;
use days::Days;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_experimental::dimension::percent::formatter::PercentFormatter;
use icu_experimental::displaynames::multi::RegionDisplayNames;
use icu_locale_core::extensions::unicode::{key, value};
use icu_locale_core::subtags::{language, region};
use jiff::civil::Date;
use money::MoneyFormat;
use std::fmt;

pub use strings::{Argument, Source, Strings};

/// Which way a language is written.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub const fn html(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }
}

/// How one language writes numbers, money and days (data: Unicode CLDR, by ICU4X).
///
/// A tag that CLDR does not know falls back as CLDR says: `de-XX` to `de`, an unknown language to neutral forms; a text
/// that is no tag at all, to English. Days are Gregorian in every language, as in the organization's books. Two things
/// are decided here and not by CLDR: see [`forms`].
pub struct Locale {
    language: Language,
    direction: Direction,
    numbers: DecimalFormatter,
    percents: PercentFormatter<DecimalFormatter>,
    money: MoneyFormat,
    days: Days,
    /// None: CLDR has no names of countries in this language.
    countries: Option<RegionDisplayNames>,
}

impl Locale {
    pub fn new(language: &Language) -> Locale {
        let tag = forms(language);
        let preferences = DecimalFormatterPreferences::from(&tag);
        let direction = direction(&tag);
        Locale {
            language: language.clone(),
            direction,
            numbers: DecimalFormatter::try_new(preferences, DecimalFormatterOptions::default()).expect(BUILT_IN),
            percents: PercentFormatter::try_new((&tag).into(), Default::default()).expect(BUILT_IN),
            money: MoneyFormat::new(&tag, direction),
            days: Days::new(&tag),
            countries: RegionDisplayNames::try_new((&tag).into(), Default::default()).ok(),
        }
    }

    pub fn language(&self) -> &Language {
        &self.language
    }

    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// An amount with its currency's symbol and all of its decimals; never rounded.
    pub fn money(&self, money: Money) -> String {
        self.money.text(money)
    }

    /// A country by its code of two letters (ISO 3166-1), as the language calls it; none for what is no such code, and
    /// in a language without such names.
    pub fn country(&self, code: &str) -> Option<&str> {
        self.countries.as_ref()?.of(code.parse().ok()?)
    }

    /// A whole number.
    pub fn number(&self, number: i64) -> String {
        self.numbers.format(&Decimal::from(number)).to_string()
    }

    /// A share in millionths, as percent: 15,000 is 1.5 %.
    pub fn percent(&self, millionths: u32) -> String {
        let mut percent = Decimal::from(millionths);
        percent.multiply_pow10(-4);
        percent.trim_end();
        self.percents.format(&percent).to_string()
    }

    /// A day in the language's usual form of medium length, for instance 5 Mar 2026.
    pub fn date(&self, day: Date) -> String {
        self.days.medium(day)
    }

    /// A day in figures.
    pub fn date_short(&self, day: Date) -> String {
        self.days.short(day)
    }

    /// The month that `day` is in, for instance March 2026.
    pub fn month(&self, day: Date) -> String {
        self.days.month(day)
    }

    /// The quarter that `day` is in, for instance Q1 2026.
    pub fn quarter(&self, day: Date) -> String {
        self.days.quarter(day)
    }

    /// The year that `day` is in.
    pub fn year(&self, day: Date) -> String {
        self.days.year(day)
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Locale").field(&self.language).finish()
    }
}

/// Why ICU4X's constructors cannot fail here.
const BUILT_IN: &str = "the data of all languages is compiled in, with a neutral one to fall back to";

/// The tag that CLDR is asked for.
///
/// Arabic has Latin digits, whatever the country: CLDR gives them to `ar`, but Arabic-Indic ones to `ar-EG` and others. A
/// payer matches amounts, days and document numbers against invoices, bank forms and his ERP, which have Latin ones; and
/// document numbers are Latin anyway, so that a page would have two kinds.
///
/// Portuguese without a country is Portugal's, as the built-in theme's words are. CLDR takes it for Brazil's: `pt-BR`.
fn forms(language: &Language) -> icu_locale_core::Locale {
    let mut tag = icu_locale_core::Locale::try_from_str(&language.0).unwrap_or(icu_locale_core::locale!("en"));
    if tag.id.language == language!("ar") {
        tag.extensions.unicode.keywords.set(key!("nu"), value!("latn"));
    }
    if tag.id.language == language!("pt") && tag.id.region.is_none() {
        tag.id.region = Some(region!("PT"));
    }
    tag
}

/// By script where the tag names one, else by language (the right-to-left ones of CLDR).
fn direction(tag: &icu_locale_core::Locale) -> Direction {
    const SCRIPTS: [&str; 6] = ["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"];
    const LANGUAGES: [&str; 10] = ["ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"];
    let right_to_left = match tag.id.script {
        Some(script) => SCRIPTS.contains(&script.as_str()),
        None => LANGUAGES.contains(&tag.id.language.as_str()),
    };
    if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
}

#[cfg(test)]
mod tests {
    use super::bidi::seen;
    use super::*;
    use crate::ledger::Amount;
    use jiff::civil::date;

    fn locale(tag: &str) -> Locale {
        Locale::new(&Language(tag.into()))
    }

    fn money(minor: i64, currency: &str) -> Money {
        Amount(minor).of(currency.parse().unwrap())
    }

    /// White space and marks that one cannot see, made visible.
    fn visible(text: &str) -> String {
        text.replace('\u{a0}', "_").replace('\u{202f}', "~").replace('\u{200f}', "<rlm>").replace('\u{200e}', "<lrm>")
    }

    #[test]
    fn each_language_has_its_own_forms() {
        let day = date(2026, 3, 5);
        let table: String = [
            "en", "en-US", "en-GB", "fr", "de", "de-CH", "es", "it", "nl", "pt", "pt-BR", "pl", "sv", "ja", "ar",
            "ar-EG", "xx", "?",
        ]
        .iter()
        .map(|tag| {
            let locale = locale(tag);
            let cells = [
                tag.to_string(),
                locale.money(money(123_456_789, "EUR")),
                locale.money(money(-120_050, "USD")),
                locale.money(money(1_234_567, "JPY")),
                locale.money(money(1_005, "KWD")),
                locale.number(-1_234_567),
                locale.percent(15_000),
                locale.date(day),
                locale.date_short(day),
                locale.month(day),
                locale.quarter(day),
                locale.year(day),
            ];
            visible(&cells.join(" | ")) + "\n"
        })
        .collect();
        assert_eq!(table, EXPECTED);
    }

    #[test]
    fn quarters_are_written_out() {
        let quarters = |tag: &str| {
            let locale = locale(tag);
            [1, 4, 7, 10].map(|month| visible(&locale.quarter(date(2026, month, 1)))).join(" | ")
        };
        let table: String = ["en", "fr", "de", "es", "it", "nl", "pt-BR", "pl", "sv", "ja", "ar", "cs"]
            .map(|tag| quarters(tag) + "\n")
            .concat();
        assert_eq!(table, QUARTERS);
    }

    #[test]
    fn the_first_of_a_month_has_its_french_name() {
        let days = [date(2026, 4, 1), date(2026, 4, 11), date(2026, 4, 21)].map(|day| locale("fr").date(day));
        assert_eq!(days, ["1er avr. 2026", "11 avr. 2026", "21 avr. 2026"]);
        assert_eq!(locale("es").date(date(2026, 4, 1)), "1 abr 2026");
    }

    #[test]
    fn arabic_reads_in_order() {
        let locale = locale("ar");
        let amounts =
            [("EUR", 120_050), ("USD", 120_050), ("USD", -120_050), ("JPY", -7_000), ("KWD", -1_005), ("CHF", 5)];
        let seen: Vec<String> =
            amounts.iter().map(|(currency, minor)| seen(&locale.money(money(*minor, currency)))).collect();
        assert_eq!(seen, ["€ 1,200.50", "US$ 1,200.50", "US$ -1,200.50", "JP¥ -7,000", ".ك.د -1.005", "CHF 0.05"]);
        let day = date(2026, 3, 5);
        let days = [locale.date(day), locale.date_short(day), locale.month(day), locale.percent(15_000)];
        assert_eq!(days.map(|text| bidi::seen(&text)), ["2026/03/05", "2026/3/5", "2026 سرام", "1.5%"]);
    }

    #[test]
    fn countries_have_their_names() {
        let name = |tag: &str, code: &str| locale(tag).country(code).unwrap_or("-").to_owned();
        let names = ["en", "fr", "de", "es", "it", "nl", "pt", "pt-BR", "pl", "sv", "ja", "ar", "xx"]
            .map(|tag| name(tag, "NL"));
        assert_eq!(names.join(" | "), COUNTRIES);
        assert_eq!([name("en", "UK?"), name("en", "")], ["-", "-"]);
    }

    #[test]
    fn no_minor_unit_is_rounded_away() {
        for currency in iso_currencies() {
            let text = locale("en").money(money(-12_345_678, currency.code()));
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            assert_eq!(digits, "12345678", "{currency}: {text}");
        }
    }

    fn iso_currencies() -> impl Iterator<Item = crate::ledger::Currency> {
        (b'A'..=b'Z')
            .flat_map(|a| (b'A'..=b'Z').flat_map(move |b| (b'A'..=b'Z').map(move |c| [a, b, c])))
            .filter_map(|code| std::str::from_utf8(&code).unwrap().parse().ok())
    }

    #[test]
    fn some_languages_are_written_from_right_to_left() {
        let directions: String = ["en", "ar", "he", "fa-IR", "ja", "az-Arab", "ar-Latn"]
            .map(|tag| format!("{tag} {}; ", locale(tag).direction().html()))
            .concat();
        assert_eq!(directions, "en ltr; ar rtl; he rtl; fa-IR rtl; ja ltr; az-Arab rtl; ar-Latn ltr; ");
    }

    #[test]
    fn the_extremes_have_a_form_too() {
        let locale = locale("en");
        assert_eq!(locale.number(i64::MIN), "-9,223,372,036,854,775,808");
        assert_eq!(locale.money(money(i64::MIN, "JPY")), "-¥9,223,372,036,854,775,808");
        assert_eq!(locale.date(Date::MIN), "Jan 1, 10000 BC");
        assert_eq!(locale.percent(0), "0%");
    }

    #[test]
    fn threads_share_a_locale() {
        fn shared<T: Send + Sync>() {}
        shared::<Locale>();
        shared::<Strings>();
    }

    /// Language | euros | dollars owed to them | yen | dinars | number | percent | day | day in figures | month | quarter |
    /// year. `_` and `~` are no-break spaces.
    const EXPECTED: &str = "\
en | €1,234,567.89 | -$1,200.50 | ¥1,234,567 | KWD_1.005 | -1,234,567 | 1.5% | Mar 5, 2026 | 3/5/2026 | March 2026 | Q1 2026 | 2026
en-US | €1,234,567.89 | -$1,200.50 | ¥1,234,567 | KWD_1.005 | -1,234,567 | 1.5% | Mar 5, 2026 | 3/5/2026 | March 2026 | Q1 2026 | 2026
en-GB | €1,234,567.89 | -US$1,200.50 | JP¥1,234,567 | KWD_1.005 | -1,234,567 | 1.5% | 5 Mar 2026 | 05/03/2026 | March 2026 | Q1 2026 | 2026
fr | 1~234~567,89_€ | -1~200,50_$US | 1~234~567_JP¥ | 1,005_KWD | -1~234~567 | 1,5_% | 5 mars 2026 | 05/03/2026 | mars 2026 | 1er trimestre 2026 | 2026
de | 1.234.567,89_€ | -1.200,50_$ | 1.234.567_¥ | 1,005_KWD | -1.234.567 | 1,5_% | 05.03.2026 | 05.03.2026 | März 2026 | 1. Quartal 2026 | 2026
de-CH | €_1'234'567.89 | $-1'200.50 | ¥_1'234'567 | KWD_1.005 | -1'234'567 | 1.5% | 05.03.2026 | 05.03.2026 | März 2026 | 1. Quartal 2026 | 2026
es | 1.234.567,89_€ | -1200,50_US$ | 1.234.567_JP¥ | 1,005_KWD | -1.234.567 | 1,5_% | 5 mar 2026 | 5/3/2026 | marzo de 2026 | 1.er trimestre de 2026 | 2026
it | 1.234.567,89_€ | -1200,50_US$ | 1.234.567_JP¥ | 1,005_KWD | -1.234.567 | 1,5% | 5 mar 2026 | 05/03/2026 | marzo 2026 | 1º trimestre 2026 | 2026
nl | €_1.234.567,89 | US$_-1.200,50 | JP¥_1.234.567 | KWD_1,005 | -1.234.567 | 1,5% | 5 mrt 2026 | 05-03-2026 | maart 2026 | 1e kwartaal 2026 | 2026
pt | 1_234_567,89_€ | -1200,50_US$ | 1_234_567_JP¥ | 1,005_KWD | -1_234_567 | 1,5% | 05/03/2026 | 05/03/2026 | março de 2026 | 1.º trimestre de 2026 | 2026
pt-BR | €_1.234.567,89 | -US$_1.200,50 | JP¥_1.234.567 | KWD_1,005 | -1.234.567 | 1,5% | 5 de mar. de 2026 | 05/03/2026 | março de 2026 | 1.º trimestre de 2026 | 2026
pl | 1_234_567,89_€ | -1200,50_US$ | 1_234_567_JP¥ | 1,005_KWD | -1_234_567 | 1,5% | 5 mar 2026 | 05.03.2026 | marzec 2026 | I kwartał 2026 | 2026
sv | 1_234_567,89_€ | −1_200,50_US$ | 1_234_567_JP¥ | 1,005_KWD | −1_234_567 | 1,5_% | 5 mars 2026 | 2026-03-05 | mars 2026 | 1:a kvartalet 2026 | 2026
ja | €1,234,567.89 | -$1,200.50 | ￥1,234,567 | KWD_1.005 | -1,234,567 | 1.5% | 2026/03/05 | 2026/03/05 | 2026年3月 | 2026年1～3月期 | 2026年
ar | <rlm>1,234,567.89_€ | <rlm><lrm>-1,200.50<rlm>_US$<lrm> | <rlm>1,234,567<rlm>_JP¥<lrm> | <rlm>1.005_د.ك.<rlm> | <lrm>-1,234,567 | 1.5<lrm>%<lrm> | 05<rlm>/03<rlm>/2026 | 5<rlm>/3<rlm>/2026 | مارس 2026 | الربع الأول 2026 | 2026
ar-EG | <rlm>1,234,567.89_€ | <rlm><lrm>-1,200.50<rlm>_US$<lrm> | <rlm>1,234,567<rlm>_JP¥<lrm> | <rlm>1.005_د.ك.<rlm> | <lrm>-1,234,567 | 1.5<lrm>%<lrm> | 05<rlm>/03<rlm>/2026 | 5<rlm>/3<rlm>/2026 | مارس 2026 | الربع الأول 2026 | 2026
xx | €_1,234,567.89 | -US$_1,200.50 | JP¥_1,234,567 | KWD_1.005 | -1,234,567 | 1.5% | 2026 M03 5 | 2026-03-05 | 2026 M03 | 2026 M01 – 2026 M03 | 2026
? | €1,234,567.89 | -$1,200.50 | ¥1,234,567 | KWD_1.005 | -1,234,567 | 1.5% | Mar 5, 2026 | 3/5/2026 | March 2026 | Q1 2026 | 2026
";

    /// The Netherlands.
    const COUNTRIES: &str = "Netherlands | Pays-Bas | Niederlande | Países Bajos | Paesi Bassi | Nederland | Países Baixos | \
        Países Baixos | Holandia | Nederländerna | オランダ | هولندا | -";

    const QUARTERS: &str = "\
Q1 2026 | Q2 2026 | Q3 2026 | Q4 2026
1er trimestre 2026 | 2e trimestre 2026 | 3e trimestre 2026 | 4e trimestre 2026
1. Quartal 2026 | 2. Quartal 2026 | 3. Quartal 2026 | 4. Quartal 2026
1.er trimestre de 2026 | 2.º trimestre de 2026 | 3.er trimestre de 2026 | 4.º trimestre de 2026
1º trimestre 2026 | 2º trimestre 2026 | 3º trimestre 2026 | 4º trimestre 2026
1e kwartaal 2026 | 2e kwartaal 2026 | 3e kwartaal 2026 | 4e kwartaal 2026
1.º trimestre de 2026 | 2.º trimestre de 2026 | 3.º trimestre de 2026 | 4.º trimestre de 2026
I kwartał 2026 | II kwartał 2026 | III kwartał 2026 | IV kwartał 2026
1:a kvartalet 2026 | 2:a kvartalet 2026 | 3:e kvartalet 2026 | 4:e kvartalet 2026
2026年1～3月期 | 2026年4～6月期 | 2026年7～9月期 | 2026年10～12月期
الربع الأول 2026 | الربع الثاني 2026 | الربع الثالث 2026 | الربع الرابع 2026
leden 2026 – březen 2026 | duben 2026 – červen 2026 | červenec 2026 – září 2026 | říjen 2026 – prosinec 2026
";
}
