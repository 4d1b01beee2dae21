//! What the form endpoint answers, as pages in the look of the portals.
//!
//! The endpoint has no ledger: an answer shows what the customer's own form said, and nothing else of an account.

use super::forms::Asked;
use super::views::{AcknowledgementPage, AgainPage, Day, FieldFault, FieldTexts, RefusedPage};
use crate::config::{Config, Language};
use crate::diag::Diagnostic;
use crate::ledger::{Amount, Currency};
use crate::locale::Argument;
use crate::portal::FormKind;
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
}

/// Why a form was not taken; each has its words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// The ticket is not one of ours, or the form comes from elsewhere (403).
    Forged,
    /// The ticket has expired, the portal was withdrawn, or the form was switched off (410).
    Expired,
    /// What was sent is no form that a browser sends (400, 408, 411, 413, 415, 431).
    Unreadable,
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
    pub const ALL: [Refusal; 7] = [
        Refusal::Forged,
        Refusal::Expired,
        Refusal::Unreadable,
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
            Refusal::TooMany => "refused-too-many",
            Refusal::Unavailable => "refused-unavailable",
            Refusal::Failed => "refused-failed",
            Refusal::Nothing => "refused-nothing",
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
        Reply::Acknowledged(Acknowledged { kind, reference, day, invoice }) => {
            let day = Day { iso: day.to_string(), text: renderer.locale().date(*day) };
            let page = AcknowledgementPage { kind: kind.as_str(), reference, day, invoice: *invoice, back };
            ("acknowledgement.html", tera::Value::from_serializable(&page))
        }
        Reply::Refused(refusal) => {
            let text = |id: &str| renderer.strings().get(id).to_owned();
            let (title, more) = (text(refusal.message()), text(&format!("{}-text", refusal.message())));
            ("refused.html", tera::Value::from_serializable(&RefusedPage { title, text: more, back }))
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
        faults.push(FieldFault { field: field.as_str(), text });
    }
    let about = match sent.invoice {
        Some(number) => format!("{} {number}", strings.get("invoice")),
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
            let [first, last] = asked.days(config).map(|day| locale.date(day));
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
