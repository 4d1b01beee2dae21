//! Forms: which ones a portal offers, and the signed tickets that make them count.

use super::Portal;
use super::model::Sources;
use super::rows::InvoiceRow;
use crate::ledger::{Amount, Currency};
use crate::links::{Keys, Kind, PortalId, Ticket, suffix};
use jiff::civil::Date;
use std::hash::{Hash, Hasher};

pub use crate::links::Kind as FormKind;

/// Signs the tickets of one portal's forms.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signer<'a> {
    pub(super) keys: &'a Keys,
    issued_at: i64,
    expires: i64,
}

/// The portal's key depends on the secret already, and the rest on the as-of day and config: a ticket changes with them.
impl Hash for Signer<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.issued_at, self.expires).hash(state);
    }
}

impl<'a> Signer<'a> {
    /// A ticket's time begins with the as-of day's month, so that a rebuild within it gives the same bytes.
    pub(super) fn new(sources: &Sources<'a>, as_of: Date) -> Signer<'a> {
        let month = as_of.first_of_month().to_zoned(jiff::tz::TimeZone::UTC).expect("every month begins in UTC");
        let issued_at = month.timestamp().as_second();
        let expires = issued_at + i64::from(sources.config.forms.ticket_days) * 86_400;
        Signer { keys: sources.keys, issued_at, expires }
    }
}

impl Portal<'_> {
    /// A ticket for a form about one invoice. It names the invoice's owner, who on a parent's portal is the child: the
    /// submission concerns him. Nothing is open of what is overpaid: its dispute can still be withdrawn.
    pub fn invoice_ticket(&self, kind: Kind, row: &InvoiceRow<'_>) -> String {
        let portal = self.signer.keys.portal_id(row.owner.id.as_str());
        self.ticket(kind, Some(row.number), portal, row.owner.generation, row.open.max(Amount::ZERO), row.currency)
    }

    /// A ticket for a form about the whole account: all that is past due in one currency.
    pub fn account_ticket(&self, kind: Kind, past_due: Amount, currency: Currency) -> String {
        self.ticket(kind, None, self.address.id, self.address.generation, past_due, currency)
    }

    /// The public id in the address that a form about this row is posted to.
    pub fn form_id(&self, row: Option<&InvoiceRow<'_>>) -> String {
        match row {
            Some(row) => self.signer.keys.portal_id(row.owner.id.as_str()).to_string(),
            None => self.address.id.to_string(),
        }
    }

    fn ticket(
        &self,
        kind: Kind,
        invoice: Option<&str>,
        portal: PortalId,
        generation: u32,
        amount: Amount,
        currency: Currency,
    ) -> String {
        self.signer.keys.sign(&Ticket {
            portal,
            invoice,
            kind,
            generation,
            iat: self.signer.issued_at,
            exp: self.signer.expires,
            amount: &amount.of(currency).to_string(),
            currency: currency.code(),
            path: &self.address.path(),
        })
    }
}

/// The last part of an invoice page's address: readable, and unlike any other's.
pub fn invoice_slug(row: &InvoiceRow<'_>) -> String {
    let suffix = suffix(&[row.owner.id.as_str(), "invoice", row.number]);
    format!("{}-{suffix}", crate::content::slug(row.number))
}
