//! The page of one open invoice.

use super::Pages;
use super::views::{Further, InvoicePage};
use crate::payment::Payable;
use crate::portal::{Block, FormKind, InvoiceRow};

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
            dispute_reason: row.dispute.map(|dispute| self.reason(&dispute.reason)),
            pay: self.pay(&Payable::invoice(self.portal, row), Some(row)),
            dispute: features.disputes.then(|| self.invoice_form(FormKind::Dispute, row)).flatten(),
            promise: features.promises_to_pay.then(|| self.invoice_form(FormKind::Promise, row)).flatten(),
            remittance: features.remittance_advice.then(|| self.invoice_form(FormKind::Remittance, row)).flatten(),
        }
    }
}
