//! The roll of a site: what the endpoint has to know of its portals.

use super::{Site, Slot};
use crate::ledger::{Book, CustomerId};
use crate::links::{Lock, PortalId};
use crate::portal::{self, Autopay, FormKind};
use crate::requests::{Enrolled, Entrance, Roll, way};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl Site {
    /// Everyone a form may be about, and from where; none where forms are e-mails. `lock` is what was published before,
    /// `last` the roll that an earlier build wrote: customers who are withheld stand there as their portals do.
    ///
    /// It is of the whole site, whatever shard is built, so that every shard's is the same.
    pub fn roll(&self, lock: &Lock, last: Option<&[u8]>) -> Option<Roll> {
        self.config().forms.endpoint.as_ref()?;
        let is_needed = self.slots().iter().any(|slot| slot.withheld);
        let last = last.filter(|_| is_needed).and_then(|text| Roll::from_json(text).ok());
        let last = last.map(|roll| roll.portals).unwrap_or_default();
        let slots: HashMap<&CustomerId, &Slot> = self.slots().iter().map(|slot| (&slot.customer, slot)).collect();
        let mut roll = Roll::new(self.keys().secret_id(), &self.keys().form_secret(), self.as_of());
        roll.portals = self.ledger().books().par_iter().filter_map(|book| self.enrolled(book, &slots, &last)).collect();
        let strangers = self.slots().iter().filter(|slot| self.ledger().book(&slot.customer).is_none());
        let ways: BTreeSet<String> = self.slots().iter().map(|slot| way(&slot.address.path())).collect();
        let strangers = strangers.filter_map(|slot| {
            let last = last.get(&slot.address.id)?;
            Some((slot.address.id, self.still(&slot.customer, last, |door| ways.contains(&door.way))?))
        });
        roll.portals.extend(strangers);
        roll.withdrawn = lock.portals.keys().filter(|portal| !roll.portals.contains_key(*portal)).copied().collect();
        Some(roll)
    }

    /// A customer with the portals that show his items; none where no portal does.
    fn enrolled(
        &self,
        book: &Book,
        slots: &HashMap<&CustomerId, &Slot>,
        last: &BTreeMap<PortalId, Enrolled>,
    ) -> Option<(PortalId, Enrolled)> {
        let customer = &book.customer;
        let viewers = self.ledger().seen_by(&customer.id).into_iter().filter_map(|id| slots.get(id).copied());
        let viewers: Vec<&Slot> = viewers.collect();
        let last = last.get(&self.keys().portal_id(customer.id.as_str()));
        let id = match viewers.first()? {
            own if own.customer == customer.id => own.address.id,
            _ => self.keys().portal_id(customer.id.as_str()),
        };
        if viewers.iter().all(|slot| slot.withheld) {
            let is_shown = |door: &Entrance| viewers.iter().any(|slot| way(&slot.address.path()) == door.way);
            return Some((id, self.still(&customer.id, last?, is_shown)?));
        }
        let entrance = |slot: &&Slot| {
            let way = way(&slot.address.path());
            match slot.withheld {
                true => last?.doors.iter().find(|door| door.way == way).cloned(),
                false => Some(Entrance { way, kinds: self.kinds(slot, book) }),
            }
        };
        let manager = customer.manager.as_ref().and_then(|manager| manager.email.as_deref());
        let enrolled = Enrolled {
            customer: customer.id.to_string(),
            name: customer.name.to_string(),
            language: portal::language_of(customer, self.config()).clone(),
            generation: self.register.generation_of(customer.id.as_str()),
            contact: customer.correspondent().1.map(str::to_owned),
            manager: manager.map(str::to_owned),
            doors: viewers.iter().filter_map(entrance).collect(),
        };
        Some((id, enrolled))
    }

    /// A customer of the last roll who is withheld: as he stood there, but for portals whose links were renewed since. Once his own
    /// was, nothing that was signed before counts.
    fn still(&self, customer: &CustomerId, last: &Enrolled, is_shown: impl Fn(&Entrance) -> bool) -> Option<Enrolled> {
        let doors: Vec<Entrance> = last.doors.iter().filter(|door| is_shown(door)).cloned().collect();
        let is_known = last.generation == self.register.generation_of(customer.as_str()) && !doors.is_empty();
        is_known.then(|| Enrolled { doors, ..last.clone() })
    }

    /// What may be sent about the customer of this book from the portal in this slot.
    fn kinds(&self, slot: &Slot, of: &Book) -> BTreeSet<FormKind> {
        let config = self.config();
        let features = config.features(&slot.customer);
        let may_ask = slot.customer == of.customer.id
            && !matches!(portal::autopay(&of.customer, config, &self.requests), Autopay::Off | Autopay::Active);
        let kinds = FormKind::ALL.into_iter().filter(|kind| match kind {
            FormKind::Dispute => features.disputes,
            FormKind::Promise => features.promises_to_pay,
            FormKind::Remittance => features.remittance_advice,
            FormKind::Autopay => may_ask,
        });
        kinds.collect()
    }
}
