//! Every token and amount of an organization: on whose portals it may stand, and on whose it must.

use crate::organization::{CURRENCIES, Customer, Organization, amount, day};
use std::collections::{BTreeMap, BTreeSet};

/// Something that tells whose data a file holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mark {
    /// The customers, by slot, on whose portals it may stand.
    pub may: BTreeSet<usize>,
    pub must: BTreeSet<usize>,
    /// The currency of the document it belongs to: statements of other currencies do not have it.
    pub currency: Option<&'static str>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    pub tokens: BTreeMap<String, Mark>,
    pub amounts: BTreeMap<i64, Mark>,
}

impl Marks {
    pub(crate) fn of(organization: &Organization) -> Marks {
        let mut marks = Marks::default();
        for customer in &organization.customers {
            marks.add_customer(organization, customer);
            marks.add_invoices(organization, customer);
            marks.add_credit_notes(organization, customer);
            marks.add_payments(organization, customer);
        }
        marks
    }

    fn token(&mut self, token: String, may: &BTreeSet<usize>, must: &BTreeSet<usize>, currency: Option<&'static str>) {
        let mark = Mark { may: may.clone(), must: must.clone(), currency };
        assert!(self.tokens.insert(token, mark).is_none(), "a token belongs to one field");
    }

    fn add_customer(&mut self, organization: &Organization, customer: &Customer) {
        let nobody = BTreeSet::new();
        let own: BTreeSet<usize> = [customer.slot].into_iter().filter(|slot| organization.has_portal(*slot)).collect();
        let family = viewers(organization, customer.slot);
        let named = if customer.same_name { &nobody } else { &own };
        self.token(customer.token("nm", 0), &family, named, None);
        for field in ["va", "ad", "ci", "mn", "me"] {
            self.token(customer.token(field, 0), &own, &nobody, None);
        }
        for field in ["em", "ph", "tg", "ce"] {
            self.token(customer.token(field, 0), &nobody, &nobody, None);
        }
        self.token(customer.token("cn", 90), &nobody, &nobody, None);
        let (contact, note) =
            (if customer.contact { &own } else { &nobody }, if customer.note { &own } else { &nobody });
        self.token(customer.token("xc", 0), contact, contact, None);
        self.token(customer.token("xe", 0), contact, &nobody, None);
        self.token(customer.token("no", 0), note, note, None);
        for index in 0..customer.own_documents {
            self.token(customer.token("od", index), &own, &own, None);
            self.token(customer.token("oc", index), &own, &own, None);
        }
    }

    fn add_invoices(&mut self, organization: &Organization, customer: &Customer) {
        let nobody = BTreeSet::new();
        for (index, invoice) in customer.invoices.iter().enumerate() {
            let currency = Some(CURRENCIES[invoice.currency]);
            let is_issued = day(invoice.issued) <= organization.as_of;
            let shows = |viewer: &usize| invoice.is_sent() && (is_issued || !organization.hides_future(*viewer));
            let seen: BTreeSet<usize> = viewers(organization, customer.slot).into_iter().filter(shows).collect();
            self.token(customer.token("in", index), &seen, if invoice.same_number { &nobody } else { &seen }, currency);
            let documents = if organization.switches.invoice_documents && invoice.document { &seen } else { &nobody };
            self.token(customer.token("ic", index), documents, documents, currency);
            let on_statement = organization.switches.account_statement && is_issued;
            self.token(customer.token("de", index), &seen, if on_statement { &seen } else { &nobody }, currency);
            for field in ["po", "pl", "fu"] {
                self.token(customer.token(field, index), &seen, &nobody, currency);
            }
            // What people wrote into forms stands nowhere; what the team answers, with the invoice.
            for kind in 0..4 {
                for field in ["sm", "sn", "se", "sr"] {
                    self.token(customer.token(field, index * 10 + kind), &nobody, &nobody, currency);
                }
            }
            self.token(customer.token("dn", index), &seen, &nobody, currency);
            let mark = Mark { may: seen.clone(), must: seen, currency };
            self.amounts.insert(amount(customer.slot, "in", index), mark);
        }
    }

    fn add_credit_notes(&mut self, organization: &Organization, customer: &Customer) {
        let nobody = BTreeSet::new();
        for (index, credit_note) in customer.credit_notes.iter().enumerate() {
            let shows = credit_note.sent && day(credit_note.issued) <= organization.as_of;
            let seen = if shows { viewers(organization, customer.slot) } else { BTreeSet::new() };
            self.token(customer.token("cn", index), &seen, if credit_note.same_number { &nobody } else { &seen }, None);
            let documents =
                if organization.switches.invoice_documents && credit_note.document { &seen } else { &nobody };
            self.token(customer.token("cc", index), documents, documents, None);
            self.token(customer.token("re", index), &seen, &seen, None);
            let mark = Mark { may: seen.clone(), must: seen, currency: None };
            self.amounts.insert(amount(customer.slot, "cn", index), mark);
        }
    }

    fn add_payments(&mut self, organization: &Organization, customer: &Customer) {
        let nobody = BTreeSet::new();
        for (index, payment) in customer.payments.iter().enumerate() {
            let (target, _) = organization.target(customer, payment);
            let shows = day(payment.received) <= organization.as_of;
            let of = |slot| if shows { viewers(organization, slot) } else { BTreeSet::new() };
            let (own, both) = (of(customer.slot), of(customer.slot).union(&of(target)).copied().collect());
            self.token(customer.token("pr", index), &both, if payment.same_reference { &nobody } else { &own }, None);
            // Payments of one reference and day are one; it has the method of one of them.
            let is_alone = !payment.same_reference || own.is_empty();
            self.token(customer.token("mt", index), &both, if is_alone { &own } else { &nobody }, None);
            let must = if is_alone { own } else { BTreeSet::new() };
            self.amounts.insert(amount(customer.slot, "pr", index), Mark { may: both, must, currency: None });
        }
    }
}

/// Whose portals show a customer's items: his and those above him, where they are on.
pub(crate) fn viewers(organization: &Organization, slot: usize) -> BTreeSet<usize> {
    organization.line_of(slot).into_iter().filter(|slot| organization.has_portal(*slot)).collect()
}
