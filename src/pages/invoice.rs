//! The page of one open invoice.

use super::Pages;
use super::views::{Decision, Further, InvoicePage};
use crate::ledger::Currency;
use crate::locale::Argument;
use crate::payment::Payable;
use crate::portal::{Block, FormKind, InvoiceRow};
use crate::requests::{Decided, Told, Verdict};

impl<'p, 'a> Pages<'p, 'a> {
    /// The invoices that have a page, each with its block.
    pub(super) fn invoices_with_pages(&self) -> impl Iterator<Item = (&'p Block<'a>, &'p InvoiceRow<'a>)> {
        let rows = self.portal.blocks.iter().flat_map(|block| block.open.iter().map(move |row| (block, row)));
        rows.filter(|(_, row)| self.has_page(row))
    }

    pub(super) fn invoice(&self, block: &'p Block<'a>, row: &'p InvoiceRow<'a>) -> InvoicePage<'p>
    where
        'a: 'p,
    {
        let features = &self.portal.features;
        InvoicePage {
            as_of: self.day(self.portal.as_of),
            invoice: self.invoice_row(row),
            description: row.description.map(|text| text.lines().collect()).unwrap_or_default(),
            further: row.further.iter().map(|(name, value)| Further { name, value }).collect(),
            parts: self.parts(&row.parts, block.currency),
            documents: row.documents.iter().map(|document| self.document(document)).collect(),
            late_fee: self.some_money(row.late_fee, block.currency),
            dispute_reason: row.dispute.and_then(|dispute| self.reason(&dispute.reason)),
            decided: row.decided.map(|decided| self.decision(decided_message(decided.verdict), decided)),
            told: row.told.map(|told| self.told(told, block.currency)),
            pay: self.pay(&Payable::invoice(self.portal, row), Some(row)),
            withdraw: row.dispute.and_then(|_| self.withdraw_form(row)),
            dispute: features.disputes.then(|| self.invoice_form(FormKind::Dispute, row)).flatten(),
            promise: features.promises_to_pay.then(|| self.invoice_form(FormKind::Promise, row)).flatten(),
            remittance: features.remittance_advice.then(|| self.invoice_form(FormKind::Remittance, row)).flatten(),
        }
    }

    /// A decision, by the message for it and its days.
    pub(super) fn decision(&self, message: &str, decided: &Decided) -> Decision {
        let [day, on] = [decided.day, decided.on].map(|day| self.renderer.locale().date(day));
        let text = self.text(message, &[("day", Argument::Text(&day)), ("on", Argument::Text(&on))]);
        Decision { text, note: decided.note.clone() }
    }

    /// What the customer says he paid. The day and the amount, and nothing that he wrote.
    pub(super) fn told(&self, told: Told, currency: Currency) -> String {
        let (day, amount) = (self.renderer.locale().date(told.day), self.money(told.amount, currency));
        self.text("told-paid", &[("day", Argument::Text(&day)), ("amount", Argument::Text(&amount))])
    }
}

fn decided_message(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Resolved | Verdict::Accepted => "decided-resolved",
        Verdict::Rejected => "decided-rejected",
        Verdict::Withdrawn => "decided-withdrawn",
    }
}
