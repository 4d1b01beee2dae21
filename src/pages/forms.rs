//! Forms: posted to the endpoint with a signed ticket, or, without an endpoint, a prefilled e-mail.

use super::Pages;
use super::views::{Form, Reason};
use crate::ledger::{Amount, Currency, decimal};
use crate::locale::Argument;
use crate::portal::{Block, FormKind, InvoiceRow};
use crate::requests::rules;
use jiff::ToSpan;

/// What a form is about.
struct Subject<'r, 'a> {
    /// None: all that is past due in the currency.
    invoice: Option<&'r InvoiceRow<'a>>,
    amount: Amount,
    currency: Currency,
}

impl<'p, 'a> Pages<'p, 'a> {
    pub(super) fn invoice_form(&self, kind: FormKind, row: &InvoiceRow<'a>) -> Option<Form> {
        self.form(kind, &Subject { invoice: Some(row), amount: row.open, currency: row.currency })
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
        let mailto = if action.is_none() { Some(self.mailto(kind, subject)?) } else { None };
        let as_of = self.portal.as_of;
        let (first_day, last_day) = match kind {
            FormKind::Remittance => (as_of.saturating_sub(1.year()), as_of.saturating_add(1.month())),
            _ => (as_of, as_of.saturating_add(i64::from(forms.promise_max_days).days())),
        };
        Some(Form {
            kind: kind.as_str(),
            action,
            ticket,
            mailto,
            amount: self.money(amount, currency),
            amount_number: amount.of(currency).to_string(),
            step: decimal(1, currency),
            currency: currency.code().to_owned(),
            first_day: first_day.to_string(),
            last_day: last_day.to_string(),
            reasons: if kind == FormKind::Dispute { self.reasons() } else { Vec::new() },
            message_max: rules::MESSAGE,
            name_max: rules::NAME,
            reference_max: rules::REFERENCE,
            honeypot: rules::HONEYPOT,
        })
    }

    /// A prefilled e-mail; none where nobody's address is known.
    fn mailto(&self, kind: FormKind, subject: &Subject<'_, '_>) -> Option<String> {
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
        let text = |part: &str| self.text(&format!("mail-{}-{part}", kind.as_str()), &arguments);
        Some(format!("mailto:{}?subject={}&body={}", encoded(to), encoded(&text("subject")), encoded(&text("body"))))
    }

    fn reasons(&self) -> Vec<Reason> {
        let offered = self.site.config.forms.dispute_reasons.iter().filter(|reason| !reason.archived);
        offered.map(|reason| Reason { id: reason.id.clone(), label: self.reason(&reason.id) }).collect()
    }

    /// A dispute reason in words: config's for this language or for the organization's, else the theme's.
    pub(super) fn reason(&self, id: &str) -> String {
        let config = &self.site.config;
        let known = config.forms.dispute_reasons.iter().find(|reason| reason.id == id);
        let labels = known.map(|reason| &reason.label);
        let own = labels.and_then(|labels| labels.get(self.renderer.language()));
        let general = || labels.and_then(|labels| labels.get(&config.organization.language).or(labels.values().next()));
        match own.or_else(general) {
            Some(label) => label.clone(),
            None => self.text(&format!("dispute-reason-{id}"), &[]),
        }
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
