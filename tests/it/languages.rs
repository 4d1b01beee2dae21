//! Languages: each built-in one has all words, says them in its own grammar, and none stands there for nothing; portals
//! in all of them.
//!
//! What a reader notices can only be read aloud. What is held here is what one forgets.

use crate::project::{Portal, Project};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, VariantKey};
use icu_plurals::PluralRules;
use portalsmith::config;
use portalsmith::diag::{FileId, Problems};
use portalsmith::portal::FormKind;
use snapbox::str;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use unicode_bidi::{BidiInfo, Level};

/// In the order of the issue that asked for them.
const LANGUAGES: [&str; 11] = ["en", "fr", "de", "es", "it", "nl", "pt", "pl", "sv", "ja", "ar"];

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A language's messages, in the order of its file.
struct Words {
    tag: &'static str,
    file: Resource<String>,
}

impl Words {
    fn of(tag: &'static str) -> Words {
        let path = repository().join(format!("themes/default/locales/{tag}.ftl"));
        let file = fluent_syntax::parser::parse(fs::read_to_string(&path).unwrap());
        Words { tag, file: file.unwrap_or_else(|(_, errors)| panic!("{tag}: {errors:?}")) }
    }

    fn all() -> Vec<Words> {
        LANGUAGES.map(Words::of).into()
    }

    fn messages(&self) -> impl Iterator<Item = (&str, &Pattern<String>)> {
        self.file.body.iter().filter_map(|entry| match entry {
            Entry::Message(message) => Some((message.id.name.as_str(), message.value.as_ref().unwrap())),
            _ => None,
        })
    }
}

/// What a message is made of, its variants included.
#[derive(Default)]
struct Parts<'a> {
    texts: Vec<&'a str>,
    variables: BTreeSet<&'a str>,
    /// For each selector its variable, and the forms it tells apart.
    selectors: Vec<(&'a str, BTreeSet<String>)>,
}

impl<'a> Parts<'a> {
    fn of(pattern: &'a Pattern<String>) -> Parts<'a> {
        let mut parts = Parts::default();
        parts.pattern(pattern);
        parts
    }

    fn pattern(&mut self, pattern: &'a Pattern<String>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.texts.push(value),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                    self.variable(inline);
                }
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    let name = self.variable(selector);
                    let key = |key: &VariantKey<String>| match key {
                        VariantKey::Identifier { name } => name.clone(),
                        VariantKey::NumberLiteral { value } => value.clone(),
                    };
                    self.selectors.push((name, variants.iter().map(|variant| key(&variant.key)).collect()));
                    variants.iter().for_each(|variant| self.pattern(&variant.value));
                }
            }
        }
    }

    /// The built-in words have variables in braces and nothing else.
    fn variable(&mut self, inline: &'a InlineExpression<String>) -> &'a str {
        let InlineExpression::VariableReference { id } = inline else { panic!("{inline:?}") };
        self.variables.insert(&id.name);
        &id.name
    }
}

#[test]
fn every_language_has_the_words_of_english_in_its_order_with_its_variables() {
    let english = Words::of("en");
    let signature = |words: &Words| -> Vec<(String, Vec<String>)> {
        let variables = |pattern| Parts::of(pattern).variables.into_iter().map(str::to_owned).collect();
        words.messages().map(|(id, pattern)| (id.to_owned(), variables(pattern))).collect()
    };
    let expected = signature(&english);
    for words in Words::all() {
        let found = signature(&words);
        let missing: Vec<_> = expected.iter().filter(|message| !found.contains(message)).collect();
        let foreign: Vec<_> = found.iter().filter(|message| !expected.contains(message)).collect();
        assert!(missing.is_empty() && foreign.is_empty(), "{}: missing {missing:?}, foreign {foreign:?}", words.tag);
        assert_eq!(found, expected, "{}: the order is English's", words.tag);
    }
}

#[test]
fn there_is_a_file_for_each_language_and_no_other() {
    let folder = fs::read_dir(repository().join("themes/default/locales")).unwrap();
    let found: BTreeSet<String> = folder.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(found, BTreeSet::from(LANGUAGES.map(|tag| format!("{tag}.ftl"))));
}

/// The forms that a language has for the whole numbers that come up in portals: days, invoices, characters. CLDR's *many*
/// of French, for instance, begins at a million.
fn forms(tag: &str) -> BTreeSet<String> {
    let locale: icu_locale_core::Locale = tag.parse().unwrap();
    let rules = PluralRules::try_new_cardinal((&locale).into()).unwrap();
    let forms = (0..=100_000).map(|number: u32| format!("{:?}", rules.category_for(number)).to_lowercase());
    // Fluent wants a form for all that is left, and fractions have it.
    forms.chain(["other".to_owned()]).collect()
}

#[test]
fn numbers_choose_among_all_forms_that_the_language_has() {
    let english = Words::of("en");
    let choosing: BTreeSet<&str> =
        english.messages().filter(|(_, pattern)| !Parts::of(pattern).selectors.is_empty()).map(|(id, _)| id).collect();
    for words in Words::all() {
        let forms = forms(words.tag);
        for (id, pattern) in words.messages() {
            let selectors = Parts::of(pattern).selectors;
            for (variable, told_apart) in &selectors {
                assert_eq!(*told_apart, forms, "{}: `{id}`, ${variable}", words.tag);
            }
            let must = forms.len() > 1 && choosing.contains(id);
            assert!(!must || !selectors.is_empty(), "{}: `{id}` says every number in one form", words.tag);
        }
    }
    assert_eq!(forms("pl").len(), 4, "one, few, many, other");
    assert_eq!(forms("ar").len(), 6, "zero, one, two, few, many, other");
}

/// Names and units that many languages write as English does.
const INTERNATIONAL: [&str; 5] = ["bic", "iban", "qr-iban", "size-kb", "size-mb"];

/// Words that are the same as in English because the language has no others.
const AS_IN_ENGLISH: &[(&str, &[&str])] = &[
    ("fr", &["contact", "description", "document", "documents", "email", "message"]),
    ("de", &["bank"]),
    ("es", &[]),
    ("it", &["email"]),
    ("nl", &["bank", "contact", "credit", "document", "email"]),
    ("pt", &["email", "total"]),
    ("pl", &["bank", "email"]),
    ("sv", &["bank", "period", "portal-pages"]),
    ("ja", &[]),
    ("ar", &[]),
];

#[test]
fn nothing_is_left_in_english() {
    let english = Words::of("en");
    let english: BTreeMap<&str, &Pattern<String>> = english.messages().collect();
    for (tag, expected) in AS_IN_ENGLISH {
        let words = Words::of(tag);
        let same = words.messages().filter(|(id, pattern)| english[id] == *pattern).map(|(id, _)| id);
        let same: BTreeSet<&str> = same.filter(|id| !INTERNATIONAL.contains(id)).collect();
        assert_eq!(same, BTreeSet::from_iter(expected.iter().copied()), "{tag}: as in English");
    }
    assert_eq!(AS_IN_ENGLISH.len(), LANGUAGES.len() - 1);
}

/// Latin words that Japanese and Arabic readers know as such.
const LATIN: [&str; 8] = ["BIC", "CSV", "IBAN", "MB", "QR", "VAT", "kB", "en"];

#[test]
fn other_scripts_have_no_latin_words_in_between() {
    for words in Words::all().iter().filter(|words| ["ja", "ar"].contains(&words.tag)) {
        for (id, pattern) in words.messages() {
            let text = Parts::of(pattern).texts.join(" ");
            let latin = text.split(|sign: char| !sign.is_ascii_alphabetic()).filter(|word| !word.is_empty());
            let foreign: Vec<&str> = latin.filter(|word| !LATIN.contains(word)).collect();
            assert!(foreign.is_empty(), "{}: `{id}` has {foreign:?}", words.tag);
        }
    }
}

#[test]
fn words_are_set_as_each_language_sets_them() {
    for words in Words::all() {
        for (id, pattern) in words.messages() {
            for text in Parts::of(pattern).texts {
                let says = |what: &str| format!("{}: `{id}` has {what}: {text}", words.tag);
                assert!(!text.contains(['\'', '"', '\t']), "{}", says("typewriter quotes"));
                assert!(!text.contains("..."), "{}", says("three full stops"));
                assert!(!text.trim_start_matches(['\n', ' ']).contains("  "), "{}", says("two spaces"));
                assert!(!text.contains(" \n") && !text.ends_with(" \n"), "{}", says("a space at a line's end"));
                let before = |mark: char| text.match_indices(mark).map(|(at, _)| text[..at].chars().next_back());
                match words.tag {
                    "fr" => {
                        assert!(
                            before(':').all(|space| space == Some('\u{a0}')),
                            "{}",
                            says("a colon without its space")
                        );
                        for mark in [';', '!', '?'] {
                            let is_thin = before(mark).all(|space| space == Some('\u{202f}'));
                            assert!(is_thin, "{}", says("a mark without its thin space"));
                        }
                    }
                    "ja" => {
                        assert!(!text.contains([',', '.', ':', ';', '!', '?', '(', ')']), "{}", says("narrow marks"))
                    }
                    "ar" => assert!(!text.contains([',', ';', '?']), "{}", says("Latin marks")),
                    "es" => {
                        let [opened, closed] = ['¿', '?'].map(|mark| text.matches(mark).count());
                        assert_eq!(opened, closed, "{}", says("half a question"));
                    }
                    _ => assert!(
                        !text.contains([' ', '\u{a0}']) || before('?').all(|sign| sign != Some(' ')),
                        "{}",
                        says("a space before a mark")
                    ),
                }
            }
        }
    }
}

/// Rooms that ask for words. A room that begins to do so is added.
const ASKING: [&str; 4] = ["wording", "pages", "documents", "forms"];

/// The code of the rooms that ask for words, without their tests.
fn code() -> String {
    let mut files: Vec<PathBuf> = ASKING.iter().map(|room| repository().join(format!("src/{room}.rs"))).collect();
    for room in ASKING {
        let folder = walkdir::WalkDir::new(repository().join("src").join(room)).into_iter();
        files.extend(folder.map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file()));
    }
    let code = |path: &PathBuf| fs::read_to_string(path).unwrap().split("#[cfg(test)]").next().unwrap().to_owned();
    files.iter().map(code).collect()
}

/// The texts in quotes, each with the code before it in its line.
fn quoted(code: &str) -> impl Iterator<Item = (&str, &str)> {
    code.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| {
        let pieces: Vec<&str> = line.split('"').collect();
        let texts = (1..pieces.len()).step_by(2).map(move |index| (pieces[index - 1], pieces[index]));
        texts.collect::<Vec<_>>()
    })
}

/// Ids that are put together of parts: how each stands in the code, and what comes of it.
fn families() -> Vec<(&'static str, Vec<String>)> {
    let kinds = FormKind::ALL.map(FormKind::as_str).into_iter().chain(["withdraw"]);
    let mails = kinds.flat_map(|kind| ["subject", "body"].map(|part| format!("mail-{kind}-{part}"))).collect();
    let yaml = b"organization: { name: Acme }\nsite: { base_url: https://pay.example.com }\n";
    let config = config::read(FileId(0), yaml, &mut Problems::new()).unwrap();
    let reasons = config.forms.dispute_reasons.iter().map(|reason| format!("dispute-reason-{}", reason.id)).collect();
    let code = code();
    let refusals = quoted(&code).map(|(_, text)| text).filter(|text| text.starts_with("refused-"));
    let refusals = refusals.map(|refusal| format!("{refusal}-text")).collect();
    vec![("mail-{kind}-{part}", mails), ("dispute-reason-{id}", reasons), ("{}-text", refusals)]
}

/// The ids that templates name: `t.past_due`, `msg(id="late-fee-note", …)`.
fn named_by_templates() -> BTreeSet<String> {
    let folder = walkdir::WalkDir::new(repository().join("themes/default/templates")).into_iter();
    let mut ids = BTreeSet::new();
    for path in folder.map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file()) {
        let text = fs::read_to_string(path).unwrap();
        let code: String =
            text.split("{#").map(|part| part.split_once("#}").map_or(part, |(_, after)| after)).collect();
        let is_of_a_name = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
        for (at, _) in code.match_indices("t.") {
            if !code[..at].ends_with(|sign: char| is_of_a_name(sign) || sign == '.') {
                let name: String = code[at + 2..].chars().take_while(|sign| is_of_a_name(*sign)).collect();
                ids.insert(name.replace('_', "-"));
            }
        }
        for (_, rest) in code.match_indices("msg(id=\"").map(|(at, opening)| (at, &code[at + opening.len()..])) {
            ids.insert(rest.split('"').next().unwrap().to_owned());
        }
    }
    ids
}

/// The ids that code names: any text with a hyphen, and any that is handed to what looks words up.
fn named_by_code() -> BTreeSet<String> {
    let code = code();
    let mut ids: BTreeSet<String> = quoted(&code)
        .filter(|(before, text)| {
            let asks = ["text(", "text(&", "get(", "format(", "fact(", "fact(letter,", "column(letter,"]
                .iter()
                .any(|call| before.trim_end().ends_with(call));
            asks || text.contains('-')
        })
        .map(|(_, text)| text.to_owned())
        .collect();
    for (pattern, family) in families() {
        assert!(quoted(&code).any(|(_, text)| text == pattern), "`{pattern}` is not in the code any more");
        ids.extend(family);
    }
    ids
}

#[test]
fn every_word_is_used_and_every_word_that_is_used_is_there() {
    let english = Words::of("en");
    let there: BTreeSet<String> = english.messages().map(|(id, _)| id.to_owned()).collect();
    let (templates, code) = (named_by_templates(), named_by_code());
    let unknown: Vec<_> = templates.difference(&there).collect();
    assert!(unknown.is_empty(), "templates name messages that there are not: {unknown:?}");
    let families: BTreeSet<String> = families().into_iter().flat_map(|(_, family)| family).collect();
    let unknown: Vec<_> = families.difference(&there).collect();
    assert!(unknown.is_empty(), "code names messages that there are not: {unknown:?}");
    let unused: Vec<_> = there.iter().filter(|id| !templates.contains(*id) && !code.contains(*id)).collect();
    assert!(unused.is_empty(), "nobody uses {unused:?}");
}

/// A portal in all languages: an invoice that has a number which bidirectional text would turn round, one that is due
/// today and one tomorrow, one partly paid with a broken promise, a disputed one, and money that no invoice has taken.
fn in_all_languages() -> Project {
    Project::new()
        .config(&format!("  languages: [{}]\ncontact: {{ email: ar@acme.example }}\nstatements: {{ periods: [quarter] }}\n", LANGUAGES.join(", ")))
        .file(
            "content/exports/invoices.csv",
            "number,customer_id,issued,due,currency,total,purchase_order\n\
             2025-0007,C-1,2025-12-10,2025-12-11,EUR,1234.50,45-0012\n\
             INV-2,C-1,2026-02-26,2026-03-28,EUR,50.00,\n\
             INV-3,C-1,2026-03-01,2026-03-31,EUR,50.00,\n\
             INV-4,C-1,2026-03-02,2026-04-01,EUR,50.00,\n\
             INV-5,C-1,2026-03-02,2026-04-05,EUR,50.00,\n",
        )
        .payment("PAY-1,C-1,2026-01-05,EUR,200.00,2025-0007")
        .payment("PAY-2,C-1,2026-03-05,EUR,10.00,")
        .file(
            "inbox/decisions.yaml",
            "recorded:\n\
             - { kind: promise, customer: C-1, invoice: 2025-0007, day: 2026-01-02, date: 2026-03-16, amount: '1034.50' }\n\
             - { kind: dispute, customer: C-1, invoice: INV-2, day: 2026-03-20, reason: faulty-goods }\n",
        )
}

/// A portal's page in a language; the first is the portal's own.
fn page<'p>(portal: &'p Portal, tag: &str, path: &str) -> &'p str {
    let folder = if tag == "en" { String::new() } else { format!("{tag}/") };
    portal.page(&format!("{folder}{path}"))
}

/// The texts of a page's elements of this name that are of a class, or of any where it is empty.
fn read(page: &str, element: &str, class: &str) -> Vec<String> {
    let (opening, closing) = (format!("<{element}"), format!("</{element}>"));
    let of_class =
        |attributes: &str| class.is_empty() || attributes.replace('"', "").split(['=', ' ']).any(|word| word == class);
    let texts = page.split(&opening).skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let is_element = attributes.is_empty() || attributes.starts_with(' ');
        (is_element && of_class(attributes)).then(|| shown(rest.split(&closing).next().unwrap()))
    });
    texts.collect()
}

/// What is seen of a piece of a page. No-break spaces are shown, marks of direction are left out.
fn shown(html: &str) -> String {
    let text: String = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    let marks = ['\u{200e}', '\u{200f}', '\u{2068}', '\u{2069}'];
    text.replace(marks, "").replace(['\u{a0}', '\u{202f}'], "_").replace("&quot;", "\"").trim().to_owned()
}

#[test]
fn portals_read_well_in_every_language() {
    let project = in_all_languages();
    let run = project.build();
    assert!(run.stderr().contains("; 0 warnings"), "{}", run.stderr());
    let portal = project.portal("C-1");
    let told = LANGUAGES.map(|tag| {
        let home = page(&portal, tag, "index.html");
        let direction = if tag == "ar" { "rtl" } else { "ltr" };
        let is_said = ["\"", ""]
            .iter()
            .any(|quote| home.contains(&format!("<html lang={quote}{tag}{quote} dir={quote}{direction}{quote}>")));
        assert!(is_said, "{tag}: {}", &home[..200]);
        let statement = page(&portal, tag, "statements/2026-q1-eur/index.html");
        let aging = home.split_once("<caption>").unwrap().1.split_once("</table>").unwrap().0;
        let [as_of, period] = [read(home, "b", ""), read(statement, "b", "")].map(|mut texts| texts.swap_remove(0));
        let pieces = [
            vec![tag.to_owned(), as_of],
            read(home, "p", "lead"),
            read(home, "span", "badge"),
            read(aging, "th", "").split_off(3),
            vec![read(statement, "title", "")[0].split(" – ").next().unwrap().to_owned(), period],
        ];
        pieces.concat().join(" | ") + "\n"
    });
    snapbox::assert_data_eq!(
        told.concat(),
        str![[r#"
en | As of Mar 31, 2026 | Past due €1,084.50 | 110 days past due | Partly paid | €834.50 promised for Mar 16, 2026, not received | 3 days past due | Disputed on Mar 20, 2026 | Due today | Due tomorrow | Due in 5 days | Not yet due | 1–30 days | 31–60 days | 61–90 days | Over 90 days | Account statement | Q1 2026
fr | Situation au 31 mars 2026 | Échu 1_084,50_€ | Échue depuis 110 jours | Réglée en partie | Règlement de 834,50_€ promis pour le 16 mars 2026, non reçu | Échue depuis 3 jours | Contestée le 20 mars 2026 | À échéance aujourd’hui | À échéance demain | À échéance dans 5 jours | À échoir | De 1 à 30 jours | De 31 à 60 jours | De 61 à 90 jours | Plus de 90 jours | Relevé de compte | 1er trimestre 2026
de | Stand: 31.03.2026 | Überfällig 1.084,50_€ | Seit 110 Tagen überfällig | Teilweise bezahlt | 834,50_€ zugesagt zum 16.03.2026, nicht eingegangen | Seit 3 Tagen überfällig | Beanstandet am 20.03.2026 | Heute fällig | Morgen fällig | Fällig in 5 Tagen | Noch nicht fällig | 1–30 Tage | 31–60 Tage | 61–90 Tage | Über 90 Tage | Kontoauszug | 1. Quartal 2026
es | A fecha de 31 mar 2026 | Vencido 1084,50_€ | Vencida hace 110 días | Pagada en parte | Pago de 834,50_€ comprometido para el 16 mar 2026, no recibido | Vencida hace 3 días | En disputa desde el 20 mar 2026 | Vence hoy | Vence mañana | Vence en 5 días | Por vencer | 1–30 días | 31–60 días | 61–90 días | Más de 90 días | Extracto de cuenta | 1.er trimestre de 2026
it | Data di riferimento: 31 mar 2026 | Scaduto 1084,50_€ | Scaduta da 110 giorni | Pagata in parte | Pagamento di 834,50_€ promesso: 16 mar 2026, non pervenuto | Scaduta da 3 giorni | Contestata in data 20 mar 2026 | Scade oggi | Scade domani | Scade tra 5 giorni | A scadere | 1–30 giorni | 31–60 giorni | 61–90 giorni | Oltre 90 giorni | Estratto conto | 1º trimestre 2026
nl | Stand per 31 mrt 2026 | Vervallen €_1.084,50 | 110 dagen vervallen | Deels betaald | Betaling van €_834,50 toegezegd voor 16 mrt 2026, niet ontvangen | 3 dagen vervallen | Betwist op 20 mrt 2026 | Vervalt vandaag | Vervalt morgen | Vervalt over 5 dagen | Nog niet vervallen | 1–30 dagen | 31–60 dagen | 61–90 dagen | Meer dan 90 dagen | Rekeningoverzicht | 1e kwartaal 2026
pt | Situação em 31/03/2026 | Vencido 1084,50_€ | Vencida há 110 dias | Paga em parte | Pagamento de 834,50_€ prometido para 16/03/2026, não recebido | Vencida há 3 dias | Contestada em 20/03/2026 | Vence hoje | Vence amanhã | Vence em 5 dias | A vencer | 1–30 dias | 31–60 dias | 61–90 dias | Mais de 90 dias | Extrato de conta | 1.º trimestre de 2026
pl | Stan na dzień 31 mar 2026 | Po terminie 1084,50_€ | 110 dni po terminie | Zapłacona częściowo | Deklarowana zapłata 834,50_€: 16 mar 2026, nie wpłynęła | 3 dni po terminie | Reklamacja z dnia 20 mar 2026 | Płatna dziś | Płatna jutro | Płatna za 5 dni | Przed terminem | 1–30 dni | 31–60 dni | 61–90 dni | Ponad 90 dni | Zestawienie rozrachunków | I kwartał 2026
sv | Per den 31 mars 2026 | Förfallet 1_084,50_€ | Förfallen sedan 110 dagar | Delbetald | Betalning av 834,50_€ utlovad till den 16 mars 2026, ej mottagen | Förfallen sedan 3 dagar | Bestridd den 20 mars 2026 | Förfaller i dag | Förfaller i morgon | Förfaller om 5 dagar | Ej förfallet | 1–30 dagar | 31–60 dagar | 61–90 dagar | Mer än 90 dagar | Kontoutdrag | 1:a kvartalet 2026
ja | 基準日 2026/03/31 | 期日超過 €1,084.50 | 期日を110日超過 | 一部支払済 | 2026/03/16 に €834.50 支払予定、入金未確認 | 期日を3日超過 | 2026/03/20 異議申立て | 本日が支払期日 | 期日まで1日 | 期日まで5日 | 期日前 | 1～30日 | 31～60日 | 61～90日 | 90日超 | 取引明細書 | 2026年1～3月期
ar | كما في 31/03/2026 | متأخر السداد 1,084.50_€ | متأخرة 110 أيام | مسددة جزئيًا | موعد سداد 834.50_€ الموعود: 16/03/2026، ولم يصل المبلغ | متأخرة 3 أيام | معترض عليها بتاريخ 20/03/2026 | تستحق اليوم | تستحق غدًا | تستحق بعد 5 أيام | غير مستحق بعد | من 1 إلى 30 يومًا | من 31 إلى 60 يومًا | من 61 إلى 90 يومًا | أكثر من 90 يومًا | كشف حساب | الربع الأول 2026

"#]]
    );
}

/// The pieces of a page that are laid out by themselves, with `<bdi>` as the marks that mean the same.
fn laid_out(page: &str) -> Vec<String> {
    const INLINE: [&str; 9] = ["a", "b", "bdi", "i", "small", "span", "strong", "time", "br"];
    let mut pieces = vec![String::new()];
    for part in page.split_once("<body").unwrap().1.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        if !INLINE.contains(&name) {
            pieces.push(String::new());
        }
        let piece = pieces.last_mut().unwrap();
        match tag {
            "bdi" => piece.push('\u{2068}'),
            "/bdi" => piece.push('\u{2069}'),
            _ => {}
        }
        piece.push_str(text);
    }
    pieces
}

#[test]
fn numbers_stand_in_arabic_pages_as_they_are_written() {
    let project = in_all_languages();
    project.build();
    let portal = project.portal("C-1");
    let mut seen = BTreeMap::from(["2025-0007", "45-0012"].map(|number| (number, 0)));
    for (path, html) in portal.pages.iter().filter(|(path, _)| path.starts_with("ar/")) {
        for piece in laid_out(html) {
            let bidi = BidiInfo::new(&piece, Some(Level::rtl()));
            let line: String = bidi.paragraphs.iter().map(|line| bidi.reorder_line(line, line.range.clone())).collect();
            for (number, count) in &mut seen {
                let [written, shown] = [&*piece, &*line].map(|text| text.matches(number).count());
                assert_eq!(shown, written, "{path}: {number} in `{piece}`");
                *count += written;
            }
        }
    }
    assert!(seen.values().all(|count| *count > 1), "{seen:?}");
}
