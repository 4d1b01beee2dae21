//! Words in a language: Fluent messages, with other languages to fall back to.
//!
//! A message without variables is a text, made once. One with variables is formatted when it is asked for; numbers
//! choose the plural form and are written as the language writes them. Whether the translations fit English is checked
//! in [`check`].

mod check;
mod message;
mod plurals;

use super::{BUILT_IN, Direction};
use crate::config::Language;
use crate::diag::{FileId, Problems};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_plurals::PluralRules;
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use message::Parsed;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

/// A file of messages. Of two of one language, the earlier one wins, message by message.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    pub language: &'a Language,
    pub file: FileId,
    pub text: &'a str,
}

/// What stands for a variable in a message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Argument<'a> {
    Text(&'a str),
    /// Chooses plural forms and is shown with the language's digits and separators. A year is a text.
    Number(i64),
}

/// All messages as one language shows them.
///
/// A message that the language does not have comes from its base (`pt-BR` → `pt`), else from the organization's
/// language, else from English.
pub struct Strings {
    language: Language,
    fixed: BTreeMap<Box<str>, Box<str>>,
    varying: BTreeMap<Box<str>, Varying>,
}

/// A message with variables: their names, and the bundle it is in.
struct Varying {
    variables: BTreeSet<String>,
    bundle: Arc<Bundle>,
}

type Bundle = FluentBundle<FluentResource>;

impl Strings {
    /// The strings of each of `languages`; `sources` are all files there are, whatever their language.
    ///
    /// English is the measure: what another language has less, more or with other variables is a problem.
    pub fn read(
        sources: &[Source<'_>],
        languages: &[Language],
        organization: &Language,
        problems: &mut Problems,
    ) -> BTreeMap<Language, Strings> {
        let parsed: Vec<Parsed<'_>> = sources.iter().map(|source| Parsed::read(*source, problems)).collect();
        check::check(&parsed, languages, problems);
        let there: BTreeSet<&Language> = sources.iter().map(|source| source.language).collect();
        let strings = |language: &Language| {
            let chain = chain(language, organization).into_iter().filter(|source| there.contains(source));
            let bundles: Vec<(Language, Arc<Bundle>)> =
                chain.map(|source| (source.clone(), Arc::new(bundle(&source, language, &parsed)))).collect();
            Strings::new(language, &bundles, &parsed)
        };
        languages.iter().map(|language| (language.clone(), strings(language))).collect()
    }

    fn new(language: &Language, bundles: &[(Language, Arc<Bundle>)], parsed: &[Parsed<'_>]) -> Strings {
        let mut strings = Strings { language: language.clone(), fixed: BTreeMap::new(), varying: BTreeMap::new() };
        let ids: BTreeSet<&str> = parsed.iter().flat_map(|source| source.messages.keys().copied()).collect();
        for id in ids {
            let Some((language, bundle)) = bundles.iter().find(|(_, bundle)| bundle.has_message(id)) else { continue };
            let variables = message::variables(id, language, parsed);
            if variables.is_empty() {
                strings.fixed.insert(id.into(), format(bundle, id, &FluentArgs::new()).into());
            } else {
                strings.varying.insert(id.into(), Varying { variables, bundle: Arc::clone(bundle) });
            }
        }
        strings
    }

    pub fn language(&self) -> &Language {
        &self.language
    }

    /// A message without variables. One that is not there shows as its own id; that English has all that the house
    /// itself asks for is held by a test of the default theme.
    pub fn get<'a>(&'a self, id: &'a str) -> &'a str {
        self.fixed.get(id).map_or(id, |text| text)
    }

    /// A message with its variables filled in; like [`Strings::get`] where it has none.
    pub fn format(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        let Some(Varying { bundle, .. }) = self.varying.get(id) else { return self.get(id).to_owned() };
        let mut filled = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments {
            match argument {
                Argument::Text(text) => filled.set(*name, FluentValue::from(*text)),
                Argument::Number(number) => filled.set(*name, FluentValue::from(*number)),
            }
        }
        format(bundle, id, &filled)
    }

    /// The variables that a message needs, sorted; `None` if there is no such message.
    pub fn variables(&self, id: &str) -> Option<Vec<&str>> {
        match self.varying.get(id) {
            Some(varying) => Some(varying.variables.iter().map(String::as_str).collect()),
            None => self.fixed.contains_key(id).then(Vec::new),
        }
    }

    /// All messages without variables, by id.
    pub fn fixed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fixed.iter().map(|(id, text)| (&**id, &**text))
    }
}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Strings").field(&self.language).finish()
    }
}

/// The languages to look in, one after the other.
fn chain(language: &Language, organization: &Language) -> Vec<Language> {
    let mut chain: Vec<Language> = Vec::new();
    for start in [&*language.0, &*organization.0, "en"] {
        let mut tag = start;
        loop {
            let language = Language(tag.into());
            if !chain.contains(&language) {
                chain.push(language);
            }
            match tag.rsplit_once('-') {
                Some((base, _)) => tag = base,
                None => break,
            }
        }
    }
    chain
}

/// All of one language's messages, for a reader of `reader`. The messages of `de` write numbers as `de-CH` does for a
/// reader of `de-CH`; those that another language lends are in its own forms.
///
/// In a language from right to left, what is filled in is isolated (FSI … PDI): after an Arabic word, `2025-0007` would be
/// shown as `0007-2025`. Elsewhere these marks do not pay: they would be copied along with amounts and numbers, and a
/// name that is written the other way stands in `<bdi>`, where the theme says so.
fn bundle(source: &Language, reader: &Language, parsed: &[Parsed<'_>]) -> Bundle {
    let forms = if base(source) == base(reader) { reader } else { source };
    let identifier: LanguageIdentifier = forms.0.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    bundle.set_use_isolating(super::direction(&super::forms(forms)) == Direction::RightToLeft);
    bundle.set_formatter(Some(localized));
    let rules = PluralRules::try_new_cardinal((&super::forms(forms)).into()).expect(BUILT_IN);
    bundle
        .add_function(plurals::FUNCTION, move |positional, named| plurals::form(&rules, positional, named))
        .expect("it is the bundle's first function");
    for parsed in parsed.iter().rev().filter(|parsed| parsed.language == source) {
        bundle.add_resource_overriding(plurals::chosen_by_us(&parsed.resource));
    }
    bundle
}

/// A tag's language, without script and country.
fn base(language: &Language) -> &str {
    language.0.split('-').next().unwrap_or_default()
}

/// What cannot be resolved shows as Fluent shows it (`{$name}`); that no message needs what English does not is checked
/// when they are read.
fn format(bundle: &Bundle, id: &str, arguments: &FluentArgs<'_>) -> String {
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else { return id.to_owned() };
    bundle.format_pattern(pattern, Some(arguments), &mut Vec::new()).into_owned()
}

/// How numbers in messages are written: Fluent itself only writes plain digits.
fn localized(value: &FluentValue<'_>, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let decimal: Decimal = number.as_string().parse().ok()?;
    memoizer.with_try_get::<Numbers, _, _>((), |numbers| numbers.0.format(&decimal).to_string()).ok()
}

struct Numbers(DecimalFormatter);

impl Memoizable for Numbers {
    type Args = ();
    type Error = ();

    fn construct(language: LanguageIdentifier, (): ()) -> Result<Numbers, ()> {
        let tag = super::forms(&Language(language.to_string().into()));
        DecimalFormatter::try_new((&tag).into(), Default::default()).map(Numbers).map_err(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::super::bidi::seen;
    use super::*;
    use crate::diag::Severity;

    fn read(files: &[(&str, &str)], organization: &str) -> (BTreeMap<Language, Strings>, Vec<String>) {
        let languages: Vec<Language> = files.iter().map(|(tag, _)| Language((*tag).into())).collect();
        let sources: Vec<Source<'_>> = files
            .iter()
            .zip(&languages)
            .map(|((_, text), language)| Source { language, file: FileId(0), text })
            .collect();
        let mut wanted: Vec<Language> = languages.clone();
        if organization == "fr" {
            wanted.push(Language("pt-BR".into()));
        }
        let mut problems = Problems::new();
        let strings = Strings::read(&sources, &wanted, &Language(organization.into()), &mut problems);
        let problems = problems
            .iter()
            .map(|problem| {
                let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
                format!("{severity}[{}]: {}", problem.code, problem.title)
            })
            .collect();
        (strings, problems)
    }

    fn of<'a>(strings: &'a BTreeMap<Language, Strings>, tag: &str) -> &'a Strings {
        &strings[&Language(tag.into())]
    }

    const DAYS: &str = "days = { $days ->\n    [one] one day\n   *[other] { $days } days\n }\n";

    #[test]
    fn numbers_choose_the_plural_and_are_written_as_the_language_does() {
        let polish =
            "days = { $days ->\n [one] { $days } dzień\n [few] { $days } dni (few)\n *[many] { $days } dni\n }\n";
        let (strings, problems) = read(&[("en", DAYS), ("pl", polish), ("de", "days = { $days } Tage\n")], "en");
        let days = |tag, days| of(&strings, tag).format("days", &[("days", Argument::Number(days))]);
        assert_eq!([days("en", 1), days("en", 12_345)], ["one day", "12,345 days"]);
        assert_eq!([days("pl", 1), days("pl", 3), days("pl", 25)], ["1 dzień", "3 dni (few)", "25 dni"]);
        assert_eq!(days("de", 12_345), "12.345 Tage");
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn plural_forms_are_those_of_cldr() {
        let all = "n = { $n ->\n [0] none\n [zero] zero\n [one] one\n [two] two\n [few] few\n [many] many\n *[other] other\n }\n";
        let (strings, _) = read(&["en", "pl", "ar", "lt", "fr", "pt", "ja"].map(|tag| (tag, all)), "en");
        let forms = |tag: &str| {
            let numbers = [0, 1, 2, 3, 5, 10, 11, 12, 21, 22, 25, 100, 102, 103, 111, 121, 1_000_000];
            numbers.map(|n| of(&strings, tag).format("n", &[("n", Argument::Number(n))])).join(" ")
        };
        let table = ["en", "pl", "ar", "lt", "fr", "pt", "ja"].map(|tag| format!("{tag} {}\n", forms(tag))).concat();
        assert_eq!(
            table,
            "\
en none one other other other other other other other other other other other other other other other
pl none one few few many many many many many few many many few few many many many
ar none one two few few few many many many many many other other few many many other
lt none one few few few other other other one few few other few few other one other
fr none one other other other other other other other other other other other other other other many
pt none one other other other other other other other other other other other other other other many
ja none other other other other other other other other other other other other other other other other
"
        );
    }

    #[test]
    fn a_text_chooses_too_and_the_rest_stays_as_it_was() {
        let mail = "mail =\n    Hello,\n\n    { $kind ->\n        [invoice] the { $kind }\n       *[other] \"it\" { \"{\" }\n    }\n      of { -us } is open.\n-us = Us\n";
        let (strings, problems) = read(&[("en", mail)], "en");
        assert!(problems.is_empty(), "{problems:?}");
        let mail = |kind| of(&strings, "en").format("mail", &[("kind", Argument::Text(kind))]);
        assert_eq!(mail("invoice"), "Hello,\n\nthe invoice\n  of Us is open.");
        assert_eq!(mail("credit"), "Hello,\n\n\"it\" {\n  of Us is open.");
    }

    #[test]
    fn a_country_has_its_numbers_in_its_languages_words() {
        let german = "days = { $days } Tage\n";
        let arabic = "days = { $days ->\n [two] يومان\n [few] { $days } أيام\n *[other] { $days } يوم\n }\n";
        let files = [("en", DAYS), ("de", german), ("de-CH", ""), ("ar", arabic), ("ar-EG", "")];
        let (strings, _) = read(&files, "en");
        let days = |tag, days| of(&strings, tag).format("days", &[("days", Argument::Number(days))]);
        assert_eq!([days("de", 12_345), days("de-CH", 12_345)], ["12.345 Tage", "12'345 Tage"]);
        assert_eq!([days("ar-EG", 2), days("ar-EG", 12_345)], ["يومان", "\u{2068}12,345\u{2069} يوم"]);
    }

    #[test]
    fn what_is_filled_in_keeps_its_order_in_text_from_right_to_left() {
        let arabic = "about = نعترض على الفاتورة { $number }، المبلغ { $amount }.\n";
        let english = "about = We dispute { $number }, { $amount }.\n";
        let (strings, _) = read(&[("en", english), ("ar", arabic)], "en");
        let locale = super::super::Locale::new(&Language("ar".into()));
        let amount = locale.money(crate::ledger::Amount(-120_050).of("USD".parse().unwrap()));
        let about = |tag, number| {
            let arguments = [("number", Argument::Text(number)), ("amount", Argument::Text(&amount))];
            of(&strings, tag).format("about", &arguments)
        };
        for number in ["2025-0007", "0042/2026", "INV-7 (2)", "+33 4 65", "#12-3"] {
            let seen = seen(&about("ar", number));
            assert!(seen.starts_with(".US$ -1,200.50 "), "{seen}");
            assert!(seen.contains(&format!(" ،{number} ")), "{seen}");
        }
        let marks = about("en", "2025-0007").contains(['\u{2068}', '\u{2069}']);
        assert!(!marks, "English needs no marks");
    }

    #[test]
    fn what_a_language_lacks_comes_from_its_base_then_the_organizations_then_english() {
        let (strings, _) = read(&[("en", "a = a\nb = b\nc = c\n"), ("pt", "a = á\n"), ("fr", "b = bé\n")], "fr");
        let brazil = of(&strings, "pt-BR");
        assert_eq!(["a", "b", "c", "d"].map(|id| brazil.get(id)), ["á", "bé", "c", "d"]);
    }

    #[test]
    fn the_earlier_file_of_a_language_wins_message_by_message() {
        let (strings, problems) = read(&[("en", "a = theme\n"), ("en", "a = default\nb = -{ a }-\n")], "en");
        assert_eq!((of(&strings, "en").get("a"), of(&strings, "en").get("b")), ("theme", "-theme-"));
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn text_in_a_message_is_text() {
        let (strings, _) = read(&[("en", "hello = Hello { $name }\n")], "en");
        let hello = of(&strings, "en").format("hello", &[("name", Argument::Text("{ $x } <b>"))]);
        assert_eq!(hello, "Hello { $x } <b>");
    }

    #[test]
    fn a_translation_is_held_to_english() {
        let english = "past-due = { $days } days past due\nbalance = Balance\nunapplied = Unapplied\n";
        let (_, problems) = read(&[("en", english), ("fr", "past-due = { $dayz } jours\nbalanse = Solde\n")], "en");
        assert_eq!(
            problems,
            [
                "error[string-variable]: message `past-due` has the variable `$dayz`, which the English one does not",
                "warning[string-unknown]: no message is called `balanse`",
                "warning[string-missing]: 2 messages are not translated to `fr`: `balance`, `unapplied`",
            ]
        );
    }

    #[test]
    fn what_is_no_message_is_said_with_its_place() {
        let (strings, problems) = read(&[("en", "a = b\nthis is not\nc = d\nc = e\n")], "en");
        assert_eq!(of(&strings, "en").get("a"), "b");
        assert_eq!(
            problems,
            [
                "error[string-syntax]: this is no Fluent message: expected `=`",
                "error[string-twice]: message `c` is given twice"
            ]
        );
    }
}
