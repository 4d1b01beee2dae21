//! The rows of a portal: invoices, credit notes and payments, each with all that is shown of it.

use super::model::Sources;
use crate::content::Document;
use crate::ledger::{
    Amount, CreditNote, Currency, Customer, CustomerId, Invoice, InvoiceItem, InvoiceKind, LateFeeRule, Part, PartKind,
    Payment, SourceItem, Standing,
};
use crate::links::DocumentKey;
use crate::requests::{Decided, Dispute, Promise, Told};
use jiff::civil::Date;

/// So many days a portal says that the customer told of a payment; by then it has arrived, or something is wrong.
const REMEMBERED: i32 = 30;

/// A document of the customer's, at its own unguessable path.
#[derive(Clone, Debug, Hash)]
pub struct DocumentRow<'a> {
    pub key: DocumentKey,
    pub document: &'a Document,
}

/// An invoice and how it stands.
#[derive(Clone, Debug, Hash)]
pub struct InvoiceRow<'a> {
    pub owner: Owner<'a>,
    pub number: &'a str,
    pub kind: InvoiceKind,
    pub issued: Date,
    pub due: Date,
    pub currency: Currency,
    pub total: Amount,
    pub open: Amount,
    pub standing: Standing,
    pub partly_paid: bool,
    pub purchase_order: Option<&'a str>,
    pub description: Option<&'a str>,
    pub payment_link: Option<&'a str>,
    /// Further columns of the export: header and text.
    pub further: &'a [(Box<str>, Box<str>)],
    /// What was put against it.
    pub parts: Vec<PartRow<'a>>,
    /// The invoice as delivered: its PDF, and files of the same number beside it.
    pub documents: Vec<DocumentRow<'a>>,
    /// The estimated late fee; zero where none is due or late fees are off.
    pub late_fee: Amount,
    pub dispute: Option<&'a Dispute>,
    /// What was decided on the latest dispute; none where one stands.
    pub decided: Option<&'a Decided>,
    pub promise: Option<PromiseRow>,
    /// What the customer says he paid of it lately.
    pub told: Option<Told>,
}

/// Whose item it is.
#[derive(Clone, Copy, Debug, Hash)]
pub struct Owner<'a> {
    pub id: &'a CustomerId,
    /// The name, where it is a child's item on his parent's portal.
    pub child: Option<&'a str>,
    /// Of his own link: tickets about his items name it.
    pub generation: u32,
}

/// A promise to pay and how it stands. A kept one vanishes.
#[derive(Clone, Copy, Debug, Hash)]
pub struct PromiseRow {
    pub by: Date,
    /// What is still to come of a promised part; none where all of the open balance was promised.
    pub amount: Option<Amount>,
    pub state: PromiseState,
}

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum PromiseState {
    Open,
    /// The day is over and the invoice still open.
    Broken,
}

/// A part of a payment or credit note, told from either end.
#[derive(Clone, Copy, Debug, Hash)]
pub struct PartRow<'a> {
    pub kind: PartKind,
    pub number: &'a str,
    pub amount: Amount,
    pub on: Date,
}

/// A credit note, what is left of it and what took the rest.
#[derive(Clone, Debug, Hash)]
pub struct CreditNoteRow<'a> {
    pub owner: Owner<'a>,
    pub number: &'a str,
    pub issued: Date,
    pub total: Amount,
    pub unapplied: Amount,
    pub reason: Option<&'a str>,
    pub parts: Vec<PartRow<'a>>,
    pub documents: Vec<DocumentRow<'a>>,
}

/// A payment, what is left of it and what took the rest.
#[derive(Clone, Debug, Hash)]
pub struct PaymentRow<'a> {
    pub owner: Owner<'a>,
    pub reference: &'a str,
    pub received: Date,
    /// Negative for a refund.
    pub amount: Amount,
    pub unapplied: Amount,
    pub method: Option<&'a str>,
    pub parts: Vec<PartRow<'a>>,
    /// Paid by the customer's parent.
    pub by_parent: bool,
}

/// Money of the customer's that no invoice has taken, or not all of it.
#[derive(Clone, Copy, Debug)]
pub struct UnappliedRow<'a> {
    pub kind: UnappliedKind,
    /// The credit note's number, or the payment's reference.
    pub number: &'a str,
    pub owner: Owner<'a>,
    pub on: Date,
    pub amount: Amount,
    pub unapplied: Amount,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum UnappliedKind {
    CreditNote,
    Payment,
    Refund,
}

/// Makes the rows of one portal.
pub(super) struct Rows<'s, 'a> {
    pub(super) sources: &'s Sources<'a>,
    pub(super) customer: &'a Customer,
    pub(super) generation: u32,
    pub(super) as_of: Date,
    pub(super) disputes: bool,
    pub(super) promises: bool,
    pub(super) remittances: bool,
    pub(super) documents: bool,
    pub(super) late_fees: bool,
}

impl<'a> Rows<'_, 'a> {
    pub(super) fn owner(&self, owner: &'a Customer) -> Owner<'a> {
        let child = (owner.id != self.customer.id).then_some(&*owner.name);
        let generation = match child {
            Some(_) => self.sources.register.generation_of(owner.id.as_str()),
            None => self.generation,
        };
        Owner { id: &owner.id, child, generation }
    }

    pub(super) fn invoice(&self, item: &InvoiceItem<'a>) -> InvoiceRow<'a> {
        let Invoice { number, currency, .. } = item.invoice;
        let requests = self.sources.requests;
        let is_open = !item.open.is_zero();
        let dispute = requests.dispute(&item.owner.id, number).filter(|_| self.disputes && is_open);
        let decided = requests.decided(&item.owner.id, number).filter(|_| self.disputes && is_open);
        let told = requests.told(&item.owner.id, number).filter(|_| is_open);
        let promise = requests.promise(&item.owner.id, number).filter(|_| self.promises && item.open.is_positive());
        InvoiceRow {
            owner: self.owner(item.owner),
            number: number.as_str(),
            kind: item.invoice.kind,
            issued: item.invoice.issued,
            due: item.invoice.due,
            currency: *currency,
            total: item.invoice.total,
            open: item.open,
            standing: item.standing,
            partly_paid: item.is_partly_paid(),
            purchase_order: item.invoice.purchase_order.as_deref(),
            description: item.invoice.description.as_deref(),
            payment_link: item.invoice.payment_link.as_deref(),
            further: &item.invoice.further,
            parts: parts(&item.parts),
            documents: self.documents(item.owner, self.sources.library.invoice(&item.owner.id, number)),
            late_fee: self.late_fee(item),
            dispute,
            decided,
            told: told.and_then(|told| self.lately(told)),
            promise: promise.and_then(|promise| self.promise(promise, item)),
        }
    }

    /// None where what was promised has been paid since.
    fn promise(&self, promise: &Promise, item: &InvoiceItem<'a>) -> Option<PromiseRow> {
        let paid = promise.paid.unwrap_or_else(|| item.paid_since(promise.day));
        let left = promise.amount.map(|amount| amount - paid);
        let is_kept = left.is_some_and(|left| left <= Amount::ZERO);
        (!is_kept).then(|| PromiseRow {
            by: promise.by,
            amount: left.filter(|left| *left < item.open),
            state: if promise.by < self.as_of { PromiseState::Broken } else { PromiseState::Open },
        })
    }

    pub(super) fn credit_note(&self, item: &SourceItem<'a, CreditNote>) -> CreditNoteRow<'a> {
        let CreditNote { number, issued, total, reason, .. } = item.document;
        CreditNoteRow {
            owner: self.owner(item.owner),
            number: number.as_str(),
            issued: *issued,
            total: *total,
            unapplied: item.unapplied,
            reason: reason.as_deref(),
            parts: parts(&item.parts),
            documents: self.documents(item.owner, self.sources.library.credit_note(&item.owner.id, number)),
        }
    }

    pub(super) fn payment(&self, item: &SourceItem<'a, Payment>) -> PaymentRow<'a> {
        let Payment { reference, received, amount, method, payer, .. } = item.document;
        PaymentRow {
            owner: self.owner(item.owner),
            reference: reference.as_str(),
            received: *received,
            amount: *amount,
            unapplied: item.unapplied,
            method: method.as_deref(),
            parts: parts(&item.parts),
            by_parent: payer.as_ref().is_some_and(|payer| *payer != self.customer.id),
        }
    }

    /// What the customer says he paid of all that was past due in a currency.
    pub(super) fn told_in_all(&self, currency: Currency) -> Option<Told> {
        self.lately(self.sources.requests.told_in_all(&self.customer.id, currency)?)
    }

    /// What the customer says he paid, as long as the money may be on its way.
    fn lately(&self, told: &Told) -> Option<Told> {
        let is_lately = (self.as_of - told.day).get_days() <= REMEMBERED;
        Some(*told).filter(|_| self.remittances && is_lately)
    }

    fn late_fee(&self, item: &InvoiceItem<'_>) -> Amount {
        let (Standing::PastDue { days }, true) = (item.standing, self.late_fees) else { return Amount::ZERO };
        if item.invoice.kind == InvoiceKind::LateFee {
            return Amount::ZERO;
        }
        let config = &self.sources.config;
        let in_own_currency = item.invoice.currency == config.organization.currency;
        let rule = LateFeeRule {
            grace_days: config.late_fees.grace_days,
            millionths_per_period: config.late_fees.millionths_per_month,
            flat: if in_own_currency { config.late_fees.flat } else { Amount::ZERO },
        };
        rule.fee(item.open, days)
    }

    /// A document's id is what its kind and number say (`invoice/<number>.<ext>`); on a parent's portal the
    /// child's id stands before it, since both may use one number.
    fn documents(&self, owner: &Customer, documents: &'a [Document]) -> Vec<DocumentRow<'a>> {
        if !self.documents {
            return Vec::new();
        }
        let own = owner.id == self.customer.id;
        let row = |document: &'a Document| {
            let id = if own { document.id.to_string() } else { format!("child/{}/{}", owner.id, document.id) };
            let key = self.sources.keys.document_key(self.customer.id.as_str(), &id, self.generation);
            DocumentRow { key, document }
        };
        documents.iter().map(row).collect()
    }
}

fn parts<'a>(parts: &[Part<'a>]) -> Vec<PartRow<'a>> {
    parts
        .iter()
        .map(|part| PartRow { kind: part.kind, number: part.number.as_str(), amount: part.amount, on: part.on })
        .collect()
}
