//! Forms: posted to the endpoint with a signed ticket, or, without an endpoint, a prefilled e-mail.

use super::Pages;
use super::views::{FieldTexts, Form, Reason};
use crate::config::Config;
use crate::ledger::{Amount, Currency, decimal};
use crate::locale::Argument;
use crate::portal::{Block, FormKind, InvoiceRow};
use crate::requests::rules;
use crate::theme::Renderer;
use jiff::civil::Date;

/// What a form is about.
struct Subject<'r, 'a> {
    /// None: all that is past due in the currency.
    invoice: Option<&'r InvoiceRow<'a>>,
    amount: Amount,
    currency: Currency,
}

impl<'p, 'a> Pages<'p, 'a> {
    /// A form about an invoice; none where nothing is open. Of an overpaid one there is nothing to pay, and nothing to dispute that
    /// could be left unpaid: it is a matter of money back, as with one that was paid.
    pub(super) fn invoice_form(&self, kind: FormKind, row: &InvoiceRow<'a>) -> Option<Form> {
        row.open.is_positive().then_some(())?;
        self.form(kind, &Subject { invoice: Some(row), amount: row.open, currency: row.currency })
    }

    /// The form to take a dispute back: sent where disputes are.
    pub(super) fn withdraw_form(&self, row: &InvoiceRow<'a>) -> Option<Form> {
        let subject = Subject { invoice: Some(row), amount: row.open, currency: row.currency };
        let form = self.form(FormKind::Dispute, &subject)?;
        let mailto = match form.mailto {
            Some(_) => Some(self.mailto(WITHDRAW, &subject)?),
            None => None,
        };
        Some(Form { mailto, ..turned_to_withdrawal(form) })
    }

    /// A form for all that is past due in a block; none where nothing is.
    pub(super) fn past_due_form(&self, kind: FormKind, block: &Block<'a>) -> Option<Form> {
        let amount = block.balance.past_due;
        amount.is_positive().then_some(())?;
        self.form(kind, &Subject { invoice: None, amount, currency: block.currency })
    }

    /// The form that asks for autopay.
    pub(super) fn autopay_form(&self) -> Option<Form> {
        let (amount, currency) = match self.portal.blocks.first() {
            Some(block) => (block.balance.past_due, block.currency),
            None => (Amount::ZERO, self.site.config.organization.currency),
        };
        self.form(FormKind::Autopay, &Subject { invoice: None, amount, currency })
    }

    fn form(&self, kind: FormKind, subject: &Subject<'_, 'a>) -> Option<Form> {
        let forms = &self.site.config.forms;
        let Subject { invoice, amount, currency } = *subject;
        let action = forms
            .endpoint
            .as_ref()
            .map(|endpoint| format!("{endpoint}/f/{}/{}", kind.as_str(), self.portal.form_id(invoice)));
        let ticket = action.as_ref().map(|_| match invoice {
            Some(row) => self.portal.invoice_ticket(kind, row),
            None => self.portal.account_ticket(kind, amount, currency),
        });
        let mailto = if action.is_none() { Some(self.mailto(kind.as_str(), subject)?) } else { None };
        let asked = Asked { kind, amount, currency, day: self.portal.as_of };
        Some(Form { action, ticket, mailto, ..asked.form(self.renderer, self.site.config) })
    }

    /// A prefilled e-mail; none where nobody's address is known.
    fn mailto(&self, kind: &str, subject: &Subject<'_, '_>) -> Option<String> {
        let to = self.portal.contact.email.as_deref()?;
        let amount = self.money(subject.amount, subject.currency);
        let about = match subject.invoice {
            Some(row) => row.number.to_owned(),
            None => self.text("mail-past-due", &[]),
        };
        let arguments = [
            ("customer", Argument::Text(self.portal.party.name)),
            ("id", Argument::Text(self.portal.party.id.as_str())),
            ("about", Argument::Text(&about)),
            ("amount", Argument::Text(&amount)),
        ];
        let text = |part: &str| self.text(&format!("mail-{kind}-{part}"), &arguments);
        Some(format!("mailto:{}?subject={}&body={}", encoded(to), encoded(&text("subject")), encoded(&text("body"))))
    }

    /// A dispute reason in words; none where config does not know it any more.
    pub(super) fn reason(&self, id: &str) -> Option<String> {
        let is_known = self.site.config.forms.dispute_reasons.iter().any(|known| known.id == id);
        is_known.then(|| reason(id, self.renderer, self.site.config))
    }
}

/// What templates call the form that takes a dispute back.
pub(super) const WITHDRAW: &str = "withdraw";

/// A dispute's form, as the one that takes the dispute back.
pub(super) fn turned_to_withdrawal(form: Form) -> Form {
    let values = FieldTexts { reason: Some(rules::WITHDRAWN.to_owned()), ..form.values };
    Form { kind: WITHDRAW, reasons: Vec::new(), values, ..form }
}

/// What a form asks for, and which answers it takes.
pub(super) struct Asked {
    pub(super) kind: FormKind,
    /// What is open, or all that is past due.
    pub(super) amount: Amount,
    pub(super) currency: Currency,
    /// The day that the days on offer are counted from.
    pub(super) day: Date,
}

impl Asked {
    /// The form as it is first shown; where it is sent to is for the caller to add.
    pub(super) fn form(&self, renderer: &Renderer, config: &Config) -> Form {
        let Asked { kind, amount, currency, .. } = *self;
        let [first_day, last_day] = rules::days(kind, self.day, config);
        let amount_number = amount.of(currency).to_string();
        let expected = matches!(kind, FormKind::Promise | FormKind::Remittance);
        Form {
            kind: kind.as_str(),
            action: None,
            ticket: None,
            mailto: None,
            amount: renderer.locale().money(amount.of(currency)),
            values: FieldTexts { amount: expected.then(|| amount_number.clone()), ..FieldTexts::default() },
            faults: FieldTexts::default(),
            amount_number,
            step: decimal(1, currency),
            currency: currency.code().to_owned(),
            first_day: first_day.to_string(),
            last_day: last_day.to_string(),
            reasons: if kind == FormKind::Dispute { reasons(renderer, config) } else { Vec::new() },
            message_max: rules::MESSAGE,
            name_max: rules::NAME,
            email_max: rules::EMAIL,
            reference_max: rules::REFERENCE,
            honeypot: rules::HONEYPOT,
        }
    }
}

fn reasons(renderer: &Renderer, config: &Config) -> Vec<Reason> {
    let offered = config.forms.dispute_reasons.iter().filter(|reason| !reason.archived);
    offered.map(|offered| Reason { id: offered.id.clone(), label: reason(&offered.id, renderer, config) }).collect()
}

/// A dispute reason in words: config's for this language or for the organization's, else the theme's.
pub fn reason(id: &str, renderer: &Renderer, config: &Config) -> String {
    let known = config.forms.dispute_reasons.iter().find(|reason| reason.id == id);
    let labels = known.map(|reason| &reason.label);
    let own = labels.and_then(|labels| labels.get(renderer.language()));
    let general = || labels.and_then(|labels| labels.get(&config.organization.language).or(labels.values().next()));
    match own.or_else(general) {
        Some(label) => label.clone(),
        None => renderer.strings().format(&format!("dispute-reason-{id}"), &[]),
    }
}

/// Percent-encoded for a `mailto:` address (RFC 6068): all but letters, digits and `-._~@`.
pub(super) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'@' => encoded.push(byte.into()),
            b'\n' => encoded.push_str("%0D%0A"),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn a_mail_can_hold_any_text() {
        assert_eq!(encoded("ar@example.com"), "ar@example.com");
        assert_eq!(encoded("A & B?\né"), "A%20%26%20B%3F%0D%0A%C3%A9");
    }
}
