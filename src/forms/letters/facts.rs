//! What a letter says of a submission, label by label.

use super::Addressee;
use super::views::LetterFact;
use crate::config::Config;
use crate::links::Kind;
use crate::mail::Line;
use crate::pages::dispute_reason;
use crate::requests::{Filed, Submission};
use crate::theme::Renderer;
use jiff::tz::TimeZone;

/// What there is to say.
pub(super) struct Facts<'f> {
    pub(super) filed: &'f Filed,
    pub(super) about: &'f Addressee<'f>,
    pub(super) renderer: &'f Renderer,
    pub(super) config: &'f Config,
}

impl Facts<'_> {
    /// All of it, but for who sent it and the message.
    pub(super) fn for_staff(&self) -> Vec<LetterFact> {
        let sent = &self.filed.submission;
        let mut facts = vec![
            self.fact("reference", &self.filed.id.reference()),
            self.fact("customer", self.about.name),
            self.fact("customer-number", self.about.customer),
        ];
        facts.extend(self.invoice());
        let is_dispute = sent.kind == Kind::Dispute && !sent.is_withdrawal();
        if let Some(reason) = sent.reason.as_deref().filter(|_| is_dispute) {
            facts.push(self.fact("reason", &dispute_reason(reason, self.renderer, self.config)));
        }
        facts.extend(self.amount());
        facts.extend(self.day_of_payment());
        facts.extend(sent.reference.as_deref().map(|reference| self.fact("remittance-reference", reference)));
        facts.push(self.fact("received", &self.received()));
        facts
    }

    /// What names it, and nothing that was typed but amount and day.
    pub(super) fn for_customer(&self) -> Vec<LetterFact> {
        let mut facts = vec![self.fact("reference", &self.filed.id.reference())];
        facts.extend(self.invoice());
        facts.extend(self.amount());
        facts.extend(self.day_of_payment());
        facts.push(self.fact("received", &self.renderer.locale().date(self.filed.submission.day)));
        facts
    }

    fn fact(&self, label: &str, value: &str) -> LetterFact {
        LetterFact { label: self.renderer.strings().get(label).to_owned(), value: Line::new(value).as_str().to_owned() }
    }

    /// The invoice, or that it is about all that is past due; a request for autopay is about neither.
    fn invoice(&self) -> Option<LetterFact> {
        let Submission { kind, invoice, .. } = &self.filed.submission;
        match invoice {
            Some(number) => Some(self.fact("invoice", number)),
            None if *kind == Kind::Autopay => None,
            None => Some(self.fact("invoice", self.renderer.strings().get("all-past-due"))),
        }
    }

    fn amount(&self) -> Option<LetterFact> {
        let Submission { kind, amount, currency, .. } = &self.filed.submission;
        let label = if *kind == Kind::Dispute { "dispute-amount" } else { "amount" };
        amount.map(|amount| self.fact(label, &self.renderer.locale().money(amount.of(*currency))))
    }

    fn day_of_payment(&self) -> Option<LetterFact> {
        let Submission { kind, date, .. } = &self.filed.submission;
        let label = if *kind == Kind::Promise { "letter-promised-day" } else { "letter-paid-day" };
        date.map(|date| self.fact(label, &self.renderer.locale().date(date)))
    }

    /// Day and time where the organization is.
    fn received(&self) -> String {
        let zone = TimeZone::get(&self.config.organization.timezone).unwrap_or(TimeZone::UTC);
        let moment = self.filed.received.to_zoned(zone);
        let day = self.renderer.locale().date(self.filed.submission.day);
        format!("{day} · {:02}:{:02}", moment.hour(), moment.minute())
    }
}
