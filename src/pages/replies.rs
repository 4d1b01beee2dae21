//! What the form endpoint answers, as pages in the look of the portals.
//!
//! The endpoint has no ledger: an answer shows what the customer's own form said, and nothing else of an account.

use super::forms::{Asked, WITHDRAW, turned_to_withdrawal};
use super::views::{AcknowledgementPage, AgainPage, Day, FieldFault, FieldTexts, RefusedPage};
use crate::config::{Config, Language};
use crate::diag::Diagnostic;
use crate::ledger::{Amount, Currency};
use crate::locale::Argument;
use crate::portal::FormKind;
use crate::requests::Turned;
use crate::requests::rules::{self, Fault, Field};
use crate::theme::{Renderer, Theme};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// An answer to a form.
#[derive(Clone, Debug)]
pub enum Reply<'a> {
    Acknowledged(Acknowledged<'a>),
    Refused(Refusal),
    /// Something in it is wrong: the form once more.
    Again(Again<'a>),
}

/// A form that was recorded.
#[derive(Clone, Debug)]
pub struct Acknowledged<'a> {
    pub kind: FormKind,
    /// What the submission is called.
    pub reference: &'a str,
    /// The day it was received.
    pub day: Date,
    /// None: it is about the whole account.
    pub invoice: Option<&'a str>,
    /// It takes a dispute back.
    pub is_withdrawal: bool,
}

/// Why a form was not taken; each has its words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// The ticket is not one of ours, or the form comes from elsewhere (403).
    Forged,
    /// The ticket has expired, the portal was withdrawn, or the form was switched off (410).
    Expired,
    /// What was sent is no form that a browser sends (400, 408, 411, 415, 431).
    Unreadable,
    /// It has too many bytes (413).
    TooLarge,
    /// Too many in a short time (429).
    TooMany,
    /// It cannot be recorded now, and was not (503).
    Unavailable,
    /// It may have been recorded (500).
    Failed,
    /// There is nothing at this address (404, 405).
    Nothing,
}

impl Refusal {
    pub const ALL: [Refusal; 8] = [
        Refusal::Forged,
        Refusal::Expired,
        Refusal::Unreadable,
        Refusal::TooLarge,
        Refusal::TooMany,
        Refusal::Unavailable,
        Refusal::Failed,
        Refusal::Nothing,
    ];

    /// The message that is its title; the text's has `-text` at the end.
    const fn message(self) -> &'static str {
        match self {
            Refusal::Forged => "refused-forged",
            Refusal::Expired => "refused-expired",
            Refusal::Unreadable => "refused-unreadable",
            Refusal::TooLarge => "refused-too-large",
            Refusal::TooMany => "refused-too-many",
            Refusal::Unavailable => "refused-unavailable",
            Refusal::Failed => "refused-failed",
            Refusal::Nothing => "refused-nothing",
        }
    }
}

impl From<Turned> for Refusal {
    fn from(turned: Turned) -> Refusal {
        match turned {
            Turned::Method | Turned::Nowhere => Refusal::Nothing,
            Turned::TooLarge => Refusal::TooLarge,
            Turned::Media | Turned::NoForm => Refusal::Unreadable,
        }
    }
}

/// A form that comes back, with what was entered and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Again<'a> {
    pub kind: FormKind,
    /// Where it is sent to, and the ticket it was sent with.
    pub action: &'a str,
    pub ticket: &'a str,
    /// None: it is about all that is past due.
    pub invoice: Option<&'a str>,
    /// What was open, as the ticket says.
    pub amount: Amount,
    pub currency: Currency,
    /// Today, where the organization is.
    pub day: Date,
    pub entered: BTreeMap<Field, String>,
    pub faults: BTreeMap<Field, Fault>,
}

/// The page of an answer. `back` is the portal's address, where it is still known.
///
/// The error is a template's that cannot be rendered.
pub fn reply(
    reply: &Reply<'_>,
    back: Option<&str>,
    language: &Language,
    (config, theme): (&Config, &Theme),
) -> Result<String, Diagnostic> {
    let renderer = theme.renderer(language);
    let (template, page) = match reply {
        Reply::Acknowledged(Acknowledged { kind, reference, day, invoice, is_withdrawal }) => {
            let day = Day { iso: day.to_string(), text: renderer.locale().date(*day) };
            let kind = if *is_withdrawal { WITHDRAW } else { kind.as_str() };
            let page = AcknowledgementPage { kind, reference, day, invoice: *invoice, back };
            ("acknowledgement.html", tera::Value::from_serializable(&page))
        }
        Reply::Refused(refusal) => {
            let text = |id: &str| renderer.strings().get(id).to_owned();
            let (title, more) = (text(refusal.message()), text(&format!("{}-text", refusal.message())));
            (
                "refused.html",
                tera::Value::from_serializable(&RefusedPage {
                    title,
                    text: more,
                    back,
                    email: config.contact.email.as_deref(),
                    phone: config.contact.phone.as_deref(),
                }),
            )
        }
        Reply::Again(form) => ("again.html", tera::Value::from_serializable(&again(form, back, renderer, config))),
    };
    let mut context = tera::Context::new();
    context.insert_value("page", page);
    renderer.render(template, &context)
}

fn again<'a>(sent: &Again<'a>, back: Option<&'a str>, renderer: &Renderer, config: &Config) -> AgainPage<'a> {
    let asked = Asked { kind: sent.kind, amount: sent.amount, currency: sent.currency, day: sent.day };
    let mut form = asked.form(renderer, config);
    // The page is of today: there is no need for the slack of those that lie for weeks.
    [form.first_day, form.last_day] = rules::days_taken(sent.kind, sent.day, config).map(|day| day.to_string());
    form.action = Some(sent.action.to_owned());
    form.ticket = Some(sent.ticket.to_owned());
    form.values = FieldTexts::default();
    let strings = renderer.strings();
    for (field, value) in &sent.entered {
        *text_of(&mut form.values, *field) = Some(value.clone());
    }
    let mut faults = Vec::new();
    for (field, fault) in &sent.faults {
        let text = in_words(*fault, *field, &asked, renderer, config);
        *text_of(&mut form.faults, *field) = Some(text.clone());
        let label = strings.get(&label(*field, sent.kind)).to_owned();
        faults.push(FieldFault { field: field.as_str(), label, text });
    }
    if sent.entered.get(&Field::Reason).is_some_and(|reason| reason == rules::WITHDRAWN) {
        form = turned_to_withdrawal(form);
    }
    let about = match sent.invoice {
        Some(number) => strings.format("this-invoice", &[("number", Argument::Text(number))]),
        None => strings.get("all-past-due").to_owned(),
    };
    AgainPage { form, about, faults, back }
}

fn text_of(texts: &mut FieldTexts, field: Field) -> &mut Option<String> {
    match field {
        Field::Reason => &mut texts.reason,
        Field::Date => &mut texts.date,
        Field::Amount => &mut texts.amount,
        Field::Reference => &mut texts.reference,
        Field::Message => &mut texts.message,
        Field::Name => &mut texts.name,
        Field::Email => &mut texts.email,
        Field::Agree => &mut texts.agree,
    }
}

/// The message that labels a field in a form of this kind.
fn label(field: Field, kind: FormKind) -> String {
    match field {
        Field::Reason | Field::Date | Field::Amount | Field::Reference | Field::Agree => {
            format!("{}-{}", kind.as_str(), field.as_str())
        }
        Field::Message => "message".to_owned(),
        Field::Name => "your-name".to_owned(),
        Field::Email => "your-email".to_owned(),
    }
}

fn in_words(fault: Fault, field: Field, asked: &Asked, renderer: &Renderer, config: &Config) -> String {
    let (strings, locale) = (renderer.strings(), renderer.locale());
    match fault {
        Fault::Missing => strings.get("fault-missing").to_owned(),
        Fault::Choice => strings.get("fault-choice").to_owned(),
        Fault::Amount if asked.kind == FormKind::Remittance => strings.get("fault-amount-any").to_owned(),
        Fault::Amount => {
            let most = locale.money(asked.amount.of(asked.currency));
            strings.format("fault-amount", &[("most", Argument::Text(&most))])
        }
        Fault::Day => {
            let [first, last] = rules::days_taken(asked.kind, asked.day, config).map(|day| locale.date(day));
            strings.format("fault-day", &[("first", Argument::Text(&first)), ("last", Argument::Text(&last))])
        }
        Fault::TooLong => {
            let most = i64::try_from(rules::longest(field)).unwrap_or(i64::MAX);
            strings.format("fault-too-long", &[("most", Argument::Number(most))])
        }
        Fault::Email => strings.get("fault-email").to_owned(),
        Fault::BankNumber => strings.get("fault-bank-number").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Place, Problems};
    use crate::theme::{ThemeFile, ThemeFiles, built_in};
    use jiff::civil::date;

    /// The answer in English, from the built-in theme.
    fn page(answer: &Reply<'_>, back: Option<&str>) -> String {
        let mut problems = Problems::new();
        let yaml = b"organization: { name: Acme }\nsite: { base_url: https://pay.example.com }\n";
        let config = crate::config::read(FileId(0), yaml, &mut problems).unwrap();
        let file = |(path, bytes): (&str, &'static [u8])| ThemeFile {
            path: path.to_owned(),
            file: FileId(1),
            bytes: bytes.into(),
        };
        let built_in: Vec<ThemeFile> = built_in().map(file).collect();
        let files = ThemeFiles { own: &[], built_in: &built_in, brand: &[], place: &|_| Place::file(FileId(0)) };
        let theme = Theme::read(&files, "default-src 'none'", &config, &mut problems).unwrap();
        reply(answer, back, &Language("en".into()), (&config, &theme)).unwrap()
    }

    fn promise<'a>() -> Again<'a> {
        Again {
            kind: FormKind::Promise,
            action: "https://forms.example.com/f/promise/8pqcad077sv1re8g",
            ticket: "1.e30.AAAA",
            invoice: Some("INV-7 <b>"),
            amount: Amount(120_000),
            currency: "EUR".parse().unwrap(),
            day: date(2026, 3, 31),
            entered: BTreeMap::from([
                (Field::Name, "Ada \"Countess\" <Lovelace>".to_owned()),
                (Field::Amount, "5000".to_owned()),
                (Field::Message, "</textarea><script>".to_owned()),
            ]),
            faults: BTreeMap::from([(Field::Amount, Fault::Amount), (Field::Date, Fault::Missing)]),
        }
    }

    #[test]
    fn a_note_of_payment_comes_back_with_the_days_that_are_taken() {
        let faults = BTreeMap::from([(Field::Date, Fault::Day)]);
        let page = page(&Reply::Again(Again { kind: FormKind::Remittance, faults, ..promise() }), None);
        for text in ["Mar 31, 2025", "Apr 1, 2026", "max=\"2026-04-01\""] {
            assert!(page.contains(text), "{text}: {page}");
        }
    }

    #[test]
    fn an_acknowledgement_says_what_was_recorded_and_leads_back() {
        let recorded = Acknowledged {
            kind: FormKind::Dispute,
            reference: "K7-42",
            day: date(2026, 3, 31),
            invoice: Some("INV-7"),
            is_withdrawal: false,
        };
        let page = page(&Reply::Acknowledged(recorded), Some("/p/key/"));
        for text in ["We have received your dispute", "K7-42", "INV-7", "Mar 31, 2026", "href=\"/p/key/\""] {
            assert!(page.contains(text), "{text}: {page}");
        }
        assert!(page.contains("Your portal shows the dispute after its next update"), "{page}");
    }

    #[test]
    fn a_withdrawal_is_acknowledged_as_one_and_comes_back_as_one() {
        let recorded = Acknowledged {
            kind: FormKind::Dispute,
            reference: "K7-42",
            day: date(2026, 3, 31),
            invoice: Some("INV-7"),
            is_withdrawal: true,
        };
        let acknowledged = page(&Reply::Acknowledged(recorded), None);
        assert!(acknowledged.contains("We have received the withdrawal of your dispute"), "{acknowledged}");
        let entered = BTreeMap::from([(Field::Reason, "withdrawn".to_owned())]);
        let faults = BTreeMap::from([(Field::Name, Fault::Missing)]);
        let again = page(&Reply::Again(Again { kind: FormKind::Dispute, entered, faults, ..promise() }), None);
        assert!(again.contains("name=\"reason\" value=\"withdrawn\"") && !again.contains("<select"), "{again}");
    }

    #[test]
    fn every_refusal_says_whether_something_was_recorded() {
        for refusal in Refusal::ALL {
            let page = page(&Reply::Refused(refusal), None);
            let says = ["Nothing was recorded", "it counts once", "There is nothing here"];
            assert!(says.iter().any(|text| page.contains(text)), "{refusal:?}: {page}");
            assert!(!page.contains("<form"), "{refusal:?}");
        }
    }

    #[test]
    fn a_form_comes_back_with_what_was_entered_and_what_is_wrong() {
        let page = page(&Reply::Again(promise()), None);
        for text in [
            "href=\"#form-date\">Day you will pay · Please fill this in.</a>",
            "href=\"#form-amount\">Amount you will pay · Please enter an amount above zero, and at most €1,200.00.</a>",
            "id=\"form-amount-error\"",
            "value=\"5000\"",
            "Ada &quot;Countess&quot; &lt;Lovelace&gt;",
            "&lt;/textarea&gt;&lt;script&gt;",
            "INV-7 &lt;b&gt;",
        ] {
            assert!(page.contains(text), "{text}: {page}");
        }
        assert_eq!(page.matches("aria-invalid").count(), 2, "{page}");
        assert!(page.find("form-date\"").unwrap() < page.find("form-amount\"").unwrap(), "in the order of the fields");
    }
}
