//! What `config.yaml` as a whole is read as, and what is said of its faults. Single values have their tests beside them.

use super::*;
use crate::diag::{Diagnostic, Severity, Spot, line_of_span};
use crate::ledger::CustomerId;

const FILE: FileId = FileId(3);

/// The two keys that every configuration has.
const NEEDED: &str = "organization: { name: Example }\nsite: { base_url: https://pay.example.com }\n";

fn config(text: &str) -> Config {
    let mut problems = Problems::new();
    let config = read(FILE, text.as_bytes(), &mut problems);
    let found: Vec<_> = problems.iter().map(|problem| &problem.title).collect();
    config.unwrap_or_else(|| panic!("{found:?}"))
}

/// `config` with the needed keys before it.
fn with(text: &str) -> Config {
    config(&format!("{NEEDED}{text}"))
}

fn found(text: &[u8]) -> Problems {
    let mut problems = Problems::new();
    let config = read(FILE, text, &mut problems);
    assert_eq!(config.is_none(), problems.has_errors(), "an error and no configuration, or the other way around");
    problems
}

/// "line: code: title" of every problem, a line without a place being 0.
fn faults(text: &str) -> Vec<String> {
    let describe = |problem: &Diagnostic| {
        let line = match problem.labels[0].place.spot {
            Spot::Span { start, end } => line_of_span("", text, start as usize..end as usize).line,
            Spot::File | Spot::Cell { .. } => 0,
        };
        format!("{line}: {}: {}", problem.code, problem.title)
    };
    found(text.as_bytes()).iter().map(describe).collect()
}

/// The code of the one problem that this addition makes.
#[track_caller]
fn code(addition: &str) -> &'static str {
    let problems = found(format!("{NEEDED}{addition}").as_bytes());
    let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes.len(), 1, "{codes:?}");
    codes[0]
}

#[test]
fn two_keys_are_enough() {
    let config = with("");
    assert_eq!((config.organization.legal_name.as_str(), config.organization.timezone.as_str()), ("Example", "UTC"));
    assert_eq!((config.organization.currency.code(), config.organization.language.as_str()), ("EUR", "en"));
    assert_eq!(config.site.languages, std::slice::from_ref(&config.organization.language));
    assert_eq!((config.site.theme.as_str(), config.site.invoice_pages), ("default", true));
    let features = config.features;
    assert!(features.disputes && features.promises_to_pay && features.remittance_advice && features.account_statement);
    assert!(features.outstanding_statement && features.invoice_documents);
    assert!(!features.autopay_for_new_customers && !features.hide_future_invoices);
    assert_eq!(config.statements.periods, [PeriodKind::Month, PeriodKind::Year, PeriodKind::All]);
    assert_eq!(config.statements.formats, [StatementFormat::Pdf, StatementFormat::Csv, StatementFormat::Xlsx]);
    assert_eq!((config.statements.months, config.statements.archive), (12, false));
    assert_eq!(config.statements.aging.buckets().len(), 5);
    assert_eq!(config.white_label.primary_color.to_string(), "#0b5fff");
    assert_eq!(config.white_label.banner_color.to_string(), "#0a1f44");
    assert_eq!((config.late_fees.grace_days, config.late_fees.millionths_per_month), (0, 0));
    assert!(config.late_fees.flat.is_zero());
    assert_eq!(
        (config.forms.listen.to_string().as_str(), config.forms.store.as_str()),
        ("127.0.0.1:8787", "sqlite:inbox/store.sqlite")
    );
    assert_eq!(
        (config.forms.ticket_days, config.forms.promise_max_days, config.forms.instance.as_str()),
        (75, 90, "a")
    );
    let reasons: Vec<_> = config.forms.dispute_reasons.iter().map(|reason| reason.id.as_str()).collect();
    assert_eq!(reasons, raw::forms::REASONS);
    assert_eq!((config.exports.directory.as_str(), config.exports.decimal), ("exports", DecimalSign::Point));
    assert_eq!((config.links.dormant_after, config.limits.shrink), (None, 20));
    assert!(config.notifications.is_none());
}

#[test]
fn every_key_of_the_design_is_accepted() {
    let config = config(
        r##"
organization: { name: Northlight, legal_name: Northlight GmbH, address: [Main Street 1, Zürich], country: NO, tax_id: 0123, website: "https://www.example.com/?a=b", timezone: Europe/Paris, currency: JPY, language: fr }
site: { base_url: "https://pay.example.com/", theme: mine, theme_options: { dense: true, columns: 3, motto: hello, version: 007 }, languages: [fr, pt-br], invoice_pages: false }
contact: { name: Us, email: ar@example.com, phone: 0123456, hours: "9–17" }
documents: [ { file: documents/shared/w9.pdf, title: W-9, description: "two\nlines", language: en, expires: 2027-01-01 } ]
features: { disputes: false, promises_to_pay: false, remittance_advice: false, account_statement: false, outstanding_statement: false, autopay_for_new_customers: true, hide_future_invoices: true, invoice_documents: false }
customers: { C-1001: { portal: false, autopay: true, late_fees: true, features: { disputes: true }, contact: { name: Ann }, note: pages/notes/c-1001.md }, 007: }
late_fees: { grace_days: 5, percent_per_month: 1.5, flat: 500 }
white_label: { primary_color: navy, banner_color: "#0a1f44", logo: brand/logo.svg, favicon: brand/icon.png, fonts: [brand/a.woff2] }
payment:
  accounts: [ { currency: EUR, holder: N, iban: FR14 2004 1010 0505 0001 3M02 606, bic: PSSTFRPP, bank: B, creditor_reference: rf }, { currency: USD, holder: N, routing: 021000021, account: 0001, bank: B }, { currency: CHF, holder: N, iban: CH93 0076 2011 6238 5295 7, qr_iban: CH44 3199 9123 0008 8901 2 } ]
  link: "https://pay.example/{invoice}?amount={amount}&currency={currency}"
  instructions: pages/how-to-pay.md
statements: { periods: [quarter], months: 1, aging: [10], formats: [csv], archive: true }
pdf: { paper: letter, command: weasyprint }
exports:
  directory: in
  as_of: 2026-11-20
  dialect: canonical
  dates: dmy
  decimal: ","
  invoices: { file: a.csv, columns: { issued: "Invoice Date" }, header_row: 4, encoding: latin1, dates: mdy, decimal: ".", values: { state: { Partial: sent, "": draft } }, defaults: { currency: USD } }
forms: { endpoint: https://forms.example.com, listen: "0.0.0.0:80", store: "postgres://db/portal", instance: b, trusted_proxies: [10.0.0.0/8], tls: { cert: /a, key: /b }, ticket_days: 31, dispute_reasons: [ { id: price, label: { fr: Prix, en: Price } }, { id: old, label: { fr: Vieux }, archived: true } ], promise_max_days: 7, webhook: { url: https://hook.example.com/x } }
notifications: { from: "Northlight Billing <billing@example.com>", reply_to: ar@example.com, staff: [ar@example.com], by_reason: { price: [sales@example.com] }, smtp: { host: smtp.example.com, security: tls } }
links: { dormant_after: 180 days }
deploy: { target: s3://bucket/prefix, invalidate: E123 }
limits: { shrink: 5% }
"##,
    );
    assert_eq!(config.organization.country, Country::new("NO"));
    assert_eq!(config.organization.tax_id.as_deref(), Some("0123"));
    assert_eq!(config.site.base_url, "https://pay.example.com");
    assert_eq!(config.site.theme_options["columns"], OptionValue::Number(3));
    assert_eq!(config.site.theme_options["version"], OptionValue::Text("007".to_owned()));
    assert_eq!(config.site.languages[1].as_str(), "pt-BR");
    assert_eq!(config.contact.phone.as_deref(), Some("0123456"));
    assert_eq!((config.late_fees.millionths_per_month, config.late_fees.flat.minor()), (15_000, 500));
    assert_eq!(config.payment.accounts[1].routing.as_deref(), Some("021000021"));
    assert_eq!(config.payment.accounts[2].qr_iban.as_deref(), Some("CH4431999123000889012"));
    assert_eq!(config.exports.as_of, Some(jiff::civil::date(2026, 11, 20)));
    assert_eq!(config.exports.decimal, DecimalSign::Comma);
    let invoices = config.exports.file(columns::Table::Invoices);
    assert_eq!((invoices.columns["issued"].as_str(), invoices.header_row), ("Invoice Date", Some(4)));
    assert_eq!(
        (invoices.values["state"]["Partial"].as_str(), invoices.values["state"][""].as_str()),
        ("sent", "draft")
    );
    assert_eq!(invoices.encoding, Some(encoding_rs::WINDOWS_1252));
    assert_eq!(config.notifications.as_ref().unwrap().smtp.as_ref().unwrap().port, 465);
    assert_eq!(config.links.dormant_after, Some(180));
    let customer = CustomerId::new("C-1001").unwrap();
    assert_eq!((config.settings(&customer).portal, config.features(&customer).disputes), (Some(false), true));
}

#[test]
fn the_starter_reads_without_a_problem() {
    assert!(STARTER.starts_with("# yaml-language-server: $schema=./config.schema.json\n"));
    assert_eq!(faults(STARTER), [""; 0]);
}

/// Every example of the starter, put into effect.
fn uncommented() -> String {
    let example = |line: &str| {
        let bare = line.trim_start();
        let indent = &line[..line.len() - bare.len()];
        let text = bare.strip_prefix("# ")?;
        let key = text.trim_start().trim_start_matches("- ").trim_start_matches("{ ");
        let word = key.split(':').next()?;
        let is_key =
            key.contains(':') && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
        (is_key && word != "yaml-language-server").then(|| format!("{indent}{text}"))
    };
    STARTER.lines().map(|line| example(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
}

#[test]
fn every_example_of_the_starter_is_valid() {
    let text = uncommented();
    assert_eq!(faults(&text), [""; 0], "{text}");
    assert_eq!(config(&text).forms.dispute_reasons.len(), 2);
}

#[test]
fn all_faults_are_found_in_one_run_in_the_order_of_the_file() {
    let text = "\
organization: { nmae: Example, country: XX, currency: eur }
site: { base_url: http://pay.example.com/?a }
features: { disputes: yes, disputes: false }
forms: { ticket_days: 0, listen: [1] }
colour: red
";
    assert_eq!(
        faults(text),
        [
            "1: missing-key: `organization.name` is missing",
            "1: unknown-key: `organization` has no key `nmae`",
            "1: unknown-country: no country has the code `XX`",
            "1: unknown-currency: no currency has the code `eur`",
            "2: invalid-base-url: `http://pay.example.com/?a` cannot be the portals' address: it must begin with https://, http is open to anyone on the way",
            "3: wrong-type: `features.disputes` must be `true` or `false`, but is `yes`",
            "3: duplicate-key: the key `disputes` stands here twice",
            "4: out-of-range: `forms.ticket_days` is `0`, but must be from 1 to 366",
            "4: wrong-type: `forms.listen` must be an address with a port such as `127.0.0.1:8787`, but is a list",
            "5: unknown-key: config.yaml has no key `colour`",
        ]
    );
}

#[test]
fn an_empty_file_lacks_the_two_needed_keys() {
    let lacks = ["0: missing-key: `organization.name` is missing", "0: missing-key: `site.base_url` is missing"];
    for text in ["", "# nothing yet\n", "organization:\nsite:\n", "\u{feff}---\n", "null"] {
        assert_eq!(
            faults(text).iter().map(|fault| &fault[1..]).collect::<Vec<_>>(),
            lacks.map(|lack| &lack[1..]),
            "{text:?}"
        );
    }
}

#[test]
fn a_key_without_a_value_counts_as_left_out() {
    let config = with("contact:\nforms: { ticket_days: , endpoint: ~ }\nnotifications: null\n");
    assert_eq!((config.forms.ticket_days, config.forms.endpoint), (75, None));
    assert!(config.notifications.is_none());
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let text = format!("\u{feff}{}", NEEDED.replace('\n', "\r\n"));
    assert_eq!(config(&text).organization.name, "Example");
    let wrong = text.replace("name:", "nam:");
    let problems = found(wrong.as_bytes());
    let place = problems.iter().find(|problem| problem.code == "unknown-key").unwrap().labels[0].place;
    let Spot::Span { start, end } = place.spot else { panic!() };
    assert_eq!(&wrong["\u{feff}".len()..][start as usize..end as usize], "nam");
}

#[test]
fn what_is_not_a_text_is_refused_by_name() {
    let only = |bytes: &[u8]| {
        let problems = found(bytes);
        assert_eq!(problems.errors(), 1);
        problems.iter().next().unwrap().code
    };
    let utf16: Vec<u8> = NEEDED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(only(&utf16), "config-utf-16");
    assert_eq!(only(&[&[0xff, 0xfe], utf16.as_slice()].concat()), "config-utf-16");
    assert_eq!(only(b"organization: { name: Caf\xe9 }\n"), "config-not-utf-8");
    assert_eq!(only(&[b'['; 20_000_000]), "config-too-large");
    assert_eq!(only(&[b'['; 100_000]), "config-too-deep");
    assert_eq!(only(b"a: [\n"), "invalid-yaml");
    assert_eq!(only(b"a: *a\n"), "invalid-yaml");
    assert_eq!(only(format!("{NEEDED}---\na: 1\n").as_bytes()), "several-documents");
}

#[test]
fn aliases_may_repeat_a_value_but_not_multiply_it() {
    let config = with(
        "contact: &us { email: ar@example.com }\ncustomers: { C-1: { contact: *us }, C-2: { contact: { <<: *us, name: Ann } } }\n",
    );
    let contact = |id| config.settings(&CustomerId::new(id).unwrap()).contact;
    assert_eq!(contact("C-1").email.as_deref(), Some("ar@example.com"));
    assert_eq!(
        (contact("C-2").email.as_deref(), contact("C-2").name.as_deref()),
        (Some("ar@example.com"), Some("Ann"))
    );
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb += &format!("a{level}: &a{level} [{aliases}]\n");
    }
    assert_eq!(code(&bomb), "alias-bomb");
    assert_eq!(code(&format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), vec!["*a"; 3000].join(", "))), "alias-bomb");
}

#[test]
fn a_value_of_itself_is_refused() {
    assert_eq!(code("a: &a [*a]\n"), "invalid-yaml");
}

#[test]
fn a_wrong_type_says_how_to_write_it() {
    let hint = |addition: &str| {
        let problems = found(format!("{NEEDED}{addition}").as_bytes());
        let problem = problems.iter().next().unwrap();
        assert_eq!((problem.code, problems.errors()), ("wrong-type", 1), "{addition}");
        problem.hints.first().cloned().unwrap_or_default()
    };
    assert_eq!(hint("forms: { ticket_days: \"75\" }"), "write `75`, without quotes");
    assert_eq!(hint("features: { disputes: No }"), "write `false`, without quotes");
    assert_eq!(hint("late_fees: { percent_per_month: 1.5% }"), "write `1.5`, without the percent sign");
    assert_eq!(hint("late_fees: { percent_per_month: \"1,5\" }"), "write `1.5`, with a decimal point");
    assert_eq!(hint("links: { dormant_after: 180 }"), "write `180 days`");
    assert_eq!(hint("limits: { shrink: 20 }"), "write `20%`");
    assert_eq!(hint("documents: { file: a }"), "");
}

#[test]
fn an_unknown_key_is_told_where_it_belongs() {
    let problem = |addition: &str| {
        let problems = found(format!("{NEEDED}{addition}").as_bytes());
        let problem = problems.iter().next().unwrap();
        (problem.code, problem.labels[0].text.clone(), problem.hints.first().cloned().unwrap_or_default())
    };
    assert_eq!(problem("payments: {}"), ("unknown-key", "did you mean `payment`?".to_owned(), String::new()));
    assert_eq!(problem("aging: [30]").2, "`aging` belongs below `statements`");
    let smtp = "notifications: { from: a@example.com, smtp: { host: a.example, password: x } }";
    assert_eq!(problem(smtp).2, "user names and passwords are given in the environment, never in config.yaml");
}

#[test]
fn late_fees_are_exact() {
    let fees = |text: &str| with(&format!("late_fees: {{ percent_per_month: {text}, flat: 12.30 }}")).late_fees;
    assert_eq!((fees("1.5").millionths_per_month, fees("0.0001").millionths_per_month), (15_000, 1));
    assert_eq!((fees("100.00000").millionths_per_month, fees("1.5").flat.minor()), (1_000_000, 1230));
    assert_eq!(code("late_fees: { percent_per_month: 0.00001 }"), "too-many-decimals");
    assert_eq!(code("late_fees: { flat: 0.001 }"), "too-many-decimals");
    assert_eq!(code("late_fees: { percent_per_month: 101 }"), "out-of-range");
    assert_eq!(code("late_fees: { flat: -1 }"), "out-of-range");
    assert_eq!(code("late_fees: { flat: 1e3 }"), "wrong-type");
    assert_eq!(code(&format!("late_fees: {{ flat: {} }}", "9".repeat(60))), "out-of-range");
}

#[test]
fn a_wrong_value_is_not_taken_for_one_left_out() {
    assert_eq!(code("payment: { accounts: [ { currency: EUR, holder: N, iban: FR00 } ] }"), "invalid-iban");
    let own = "forms: { dispute_reasons: [ { id: Price, label: { en: P } } ] }\n";
    assert_eq!(
        code(&format!("{own}notifications: {{ from: a@example.com, by_reason: {{ price: [] }} }}")),
        "invalid-name"
    );
}

#[test]
fn mail_that_nobody_gets_is_told_of_where_there_is_an_endpoint() {
    let codes = |text: &str| -> Vec<&str> {
        found(format!("{NEEDED}{text}").as_bytes()).iter().map(|problem| problem.code).collect()
    };
    let (endpoint, mail) = ("forms: { endpoint: https://forms.example.com }\n", "from: a@example.com");
    assert_eq!(codes(&format!("{endpoint}notifications: {{ {mail} }}")), ["mail-to-nobody"]);
    assert_eq!(codes(&format!("{endpoint}notifications: {{ {mail}, staff: [] }}")), ["mail-to-nobody"]);
    assert!(codes(&format!("{endpoint}notifications: {{ {mail}, staff: [b@example.com] }}")).is_empty());
    assert!(codes(&format!("notifications: {{ {mail} }}")).is_empty(), "nothing comes in");
}

#[test]
fn the_organizations_language_may_come_after_the_reasons() {
    let text = "forms: { dispute_reasons: [ { id: price, label: { fr: Prix } }, { id: other } ] }\norganization: { name: E, language: fr }\nsite: { base_url: https://pay.example.com }\n";
    assert_eq!(config(text).forms.dispute_reasons.len(), 2);
}

#[test]
fn a_secret_is_named_and_never_shown() {
    let secret = "portal-link-1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8_dtwarkpx";
    let text = format!("{NEEDED}links: {{ secret: {secret}, dormant_after: {secret} }}\nlimits: {{ shrink: 20 }}\n");
    let problems = found(text.as_bytes());
    let codes: Vec<_> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["secret-in-config", "wrong-type"]);
    assert!(!format!("{problems:?}").contains("AAECAwQF"));
    let shown = problems.iter().flat_map(|problem| &problem.labels).any(|label| match label.place.spot {
        Spot::Span { start, end } => line_of_span("", &text, start as usize..end as usize).text.contains("AAECAwQF"),
        _ => false,
    });
    assert!(!shown);
    let bytes = format!("# portal-form-1_x\n{NEEDED}");
    assert_eq!(faults(&bytes), ["0: secret-in-config: line 1 of config.yaml holds a form secret"]);
}

#[test]
fn bidirectional_controls_are_left_out_with_a_warning() {
    let text = "organization: { name: \"a\u{202e}b\" }\nsite: { base_url: https://pay.example.com }\n";
    let mut problems = Problems::new();
    assert_eq!(read(FILE, text.as_bytes(), &mut problems).unwrap().organization.name, "ab");
    let problem = problems.iter().next().unwrap();
    assert_eq!((problem.code, problem.severity, problems.warnings()), ("config-bidi-control", Severity::Warning, 1));
}

#[test]
fn a_place_is_found_again_by_its_keys() {
    let text = format!("{NEEDED}white_label: {{ logo: brand/logo.svg }}\npayment:\n  accounts:\n    - holder: N\n");
    let slice = |path: &[&str]| match place(FILE, text.as_bytes(), path).spot {
        Spot::Span { start, end } => &text[start as usize..end as usize],
        _ => "",
    };
    assert_eq!(slice(&["white_label", "logo"]), "brand/logo.svg");
    assert_eq!(slice(&["white_label", "favicon"]), "white_label");
    assert_eq!(slice(&["white_label"]), "white_label");
    assert_eq!(slice(&["payment", "accounts", "0", "holder"]), "N");
    assert_eq!(slice(&["nowhere"]), "");
    assert_eq!(place(FILE, b"\xff", &["site"]), Place::file(FILE));
}

/// The keys of the schema, each as its path; items of lists and the users' own keys are left out of it.
fn keys(schema: &schema::Json, path: &str, all: &mut Vec<String>) {
    for (name, value) in schema.get("properties").map_or(&[][..], schema::Json::members) {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        all.push(path.clone());
        for inner in [Some(value), value.get("items"), value.get("additionalProperties")].into_iter().flatten() {
            keys(inner, &path, all);
        }
    }
}

fn all_keys() -> Vec<String> {
    let mut all = Vec::new();
    keys(&<raw::Root as Value>::schema(), "", &mut all);
    all
}

#[test]
fn the_schema_has_every_key_and_says_what_it_means() {
    let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
    assert_eq!(schema["required"], serde_json::json!(["organization", "site"]));
    let timezone = &schema["properties"]["organization"]["properties"]["timezone"];
    assert_eq!(
        (timezone["default"].as_str(), timezone["type"].to_string().as_str()),
        (Some("UTC"), "[\"string\",\"null\"]")
    );
    let days = &schema["properties"]["forms"]["properties"]["ticket_days"];
    assert_eq!(
        (days["minimum"].as_i64(), days["maximum"].as_i64(), days["default"].as_i64()),
        (Some(1), Some(366), Some(75))
    );
    assert!(
        schema["properties"]["exports"]["properties"]["invoices"]["properties"]["columns"]["properties"]["issued"]
            .is_object()
    );
    let keys = all_keys();
    for key in [
        "customers.features.disputes",
        "documents.expires",
        "payment.accounts.iban",
        "forms.webhook.url",
        "limits.shrink",
    ] {
        assert!(keys.iter().any(|known| known == key), "{key}");
    }
}

#[test]
fn the_schema_ends_with_a_newline_and_is_always_the_same() {
    assert!(schema().ends_with("}\n"));
    assert_eq!(schema(), schema());
}

#[test]
fn every_default_can_be_read() {
    // `with("")` reads the defaults of sections; these stand in items, which no default has.
    let text = "payment: { accounts: [ { currency: EUR, holder: N, account: 1 } ] }\nforms: { dispute_reasons: [ { id: other } ] }\nnotifications: { from: a@example.com, smtp: { host: a.example } }\ncustomers: { C-1: {} }";
    assert_eq!(with(text).payment.accounts[0].creditor_reference, CreditorReference::None);
}

/// The page about all keys.
const PAGE: &str = include_str!("../../docs/configuration.md");

/// The row of a key in the page's tables. Keys of export files are told once for all of them.
fn row(key: &str) -> Option<&'static str> {
    let parts: Vec<&str> = key.split('.').collect();
    let first_cell = match parts.as_slice() {
        ["exports", _, name] => format!("| `{name}` |"),
        _ => format!("| `{key}` |"),
    };
    PAGE.lines().find(|line| line.starts_with(&first_cell))
}

#[test]
fn the_documentation_names_every_key() {
    let is_column = |key: &str| [".columns.", ".values.", ".defaults."].iter().any(|part| key.contains(part));
    let sections = |key: &String| PAGE.contains(&format!("## `{key}`\n"));
    let unsaid: Vec<String> =
        all_keys().into_iter().filter(|key| !is_column(key) && !sections(key) && row(key).is_none()).collect();
    assert_eq!(unsaid, [""; 0]);
    for column in columns::Table::ALL.iter().flat_map(|table| table.columns()) {
        let name = if column.required { format!("**`{}`**", column.name) } else { format!("`{}`", column.name) };
        assert!(PAGE.contains(&name), "{name}");
    }
}

#[test]
fn the_documentation_gives_every_default() {
    let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
    for (section, keys) in schema["properties"].as_object().unwrap() {
        for (key, schema) in keys["properties"].as_object().into_iter().flatten() {
            let default = match &schema["default"] {
                serde_json::Value::Null => continue,
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string().replace('"', "").replace(',', ", "),
            };
            let row = row(&format!("{section}.{key}")).unwrap();
            assert!(row.contains(&format!("| `{default}` |")), "{row}: {default}");
        }
    }
}

#[test]
fn every_example_of_the_documentation_is_valid() {
    let blocks: Vec<&str> = PAGE.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(blocks.len() > 4);
    for block in blocks {
        match block.starts_with("organization:") {
            true => config(block),
            false => with(block),
        };
    }
}

#[test]
fn a_file_of_faults_is_told_of_in_part() {
    assert_eq!(found("1: [\n".repeat(100_000).as_bytes()).errors(), 1);
    let unknown: String = (0..5000).map(|number| format!("k{number}: 1\n")).collect();
    assert_eq!(found(unknown.as_bytes()).errors(), 2000);
    // Warnings never push out an error.
    let address: String = (0..3000).map(|_| "    - \"a\u{202e}b\"\n").collect();
    let text = format!(
        "organization:\n  name: E\n  address:\n{address}  currency: X\nsite: {{ base_url: https://a.example }}\n"
    );
    let problems = found(text.as_bytes());
    assert_eq!((problems.errors(), problems.warnings()), (1, 2000));
}

proptest::proptest! {
    /// Whatever the bytes: no panic, and an error just where there is no configuration.
    #[test]
    fn any_bytes_give_a_configuration_or_an_error(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        found(&bytes);
    }

    /// The starter with one piece taken out and another put in; the places stay inside the text.
    #[test]
    fn a_damaged_file_gives_places_inside_of_it(at in 0..STARTER.len(), gone in 0..60_usize, new in "[\\PC\n:{}\\[\\]\"'#&*!|>%@-]{0,20}") {
        let at = STARTER.floor_char_boundary(at);
        let end = STARTER.floor_char_boundary((at + gone).min(STARTER.len()));
        let text = format!("{}{new}{}", &STARTER[..at], &STARTER[end..]);
        for problem in found(text.as_bytes()).iter() {
            for label in &problem.labels {
                if let Spot::Span { start, end } = label.place.spot {
                    proptest::prop_assert!(start <= end && end as usize <= text.len() + 1, "{problem:?}");
                }
            }
        }
    }
}

mod catalogue {
    //! The catalogue of problems: every code of this room has its case, and the case provokes it.
    #![expect(clippy::disallowed_methods, reason = "the cases and the sources are files of the repository")]

    use super::*;
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    fn sources(folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] }).collect()
    }

    /// All codes in this room's sources.
    fn codes(root: &Path) -> BTreeSet<String> {
        let mut codes = BTreeSet::new();
        for path in sources(&root.join("src/config")).iter().filter(|path| !path.ends_with("tests.rs")) {
            let text = std::fs::read_to_string(path).unwrap();
            let calls = text.split("Diagnostic::error(").chain(text.split("Diagnostic::warning(")).skip(1);
            codes.extend(
                calls.filter_map(|call| call.trim_start().strip_prefix('"')?.split('"').next()).map(str::to_owned),
            );
        }
        codes
    }

    #[test]
    fn every_code_has_a_case_that_provokes_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let codes = codes(root);
        assert!(codes.len() > 40, "{codes:?}");
        for code in codes {
            let case = root.join("tests/problems").join(&code).join("config.yaml");
            let text = std::fs::read(&case).unwrap_or_else(|_| panic!("no case for {code}"));
            let said: Vec<_> = found(&text).iter().map(|problem| problem.code).collect();
            assert_eq!(said, [code.as_str()]);
        }
    }
}
