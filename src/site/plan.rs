//! The steps from what is published to the new site.

use super::{Manifest, Record, Shard, Site};
use crate::links::PortalKey;
use crate::portal::Fingerprints;
use crate::requests::Roll;
use std::collections::BTreeSet;

/// What has to be done, in this order: the endpoint's roll, withdrawals, shared files, portals, leftovers.
#[derive(Debug)]
pub struct Plan {
    withdrawn: Vec<PortalKey>,
    work: Vec<Work>,
    kept: usize,
    withheld: usize,
    new: usize,
    shard: Shard,
    roll: Option<String>,
}

/// One portal to render: which of its groups are out of date.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Work {
    /// Index among the site's portals.
    pub slot: usize,
    pub shell: bool,
    pub closed: bool,
    pub new: bool,
    pub fingerprints: Fingerprints,
}

impl Plan {
    /// The plan from `published`, where portals in `in_flight` cannot be trusted, to `site`.
    pub fn between(published: Option<&Manifest>, in_flight: &BTreeSet<PortalKey>, site: &Site, shard: Shard) -> Plan {
        let record = |key: &PortalKey| -> Option<&Record> { published?.portals.get(key) };
        let (mut work, mut kept, mut withheld, mut new) = (Vec::new(), 0, 0, 0);
        let mut present = BTreeSet::new();
        let all = site.fingerprints();
        for (index, slot) in site.slots().iter().enumerate().filter(|(_, slot)| shard.holds(slot.address.id)) {
            let key = slot.address.key;
            // A key that was another customer's is no trace of this one.
            let published = record(&key).filter(|record| record.id == slot.address.id);
            if slot.withheld {
                withheld += 1;
                if published.is_some() {
                    present.insert(key);
                }
                continue;
            }
            present.insert(key);
            let trusted = published.filter(|_| !in_flight.contains(&key)).map(|record| record.fingerprints);
            let fingerprints = all[index];
            let shell = trusted.is_none_or(|trusted| trusted.shell != fingerprints.shell);
            let closed = trusted.is_none_or(|trusted| trusted.closed != fingerprints.closed);
            if shell || closed {
                new += usize::from(published.is_none());
                work.push(Work { slot: index, shell, closed, new: published.is_none(), fingerprints });
            } else {
                kept += 1;
            }
        }
        let gone = |key: &&PortalKey| !present.contains(key);
        let withdrawn = published.into_iter().flat_map(|published| published.portals.keys()).filter(gone);
        Plan { withdrawn: withdrawn.copied().collect(), work, kept, withheld, new, shard, roll: None }
    }

    /// The same plan, which leaves this roll for the endpoint; without one, it leaves none.
    pub fn with_roll(self, roll: Option<&Roll>) -> Plan {
        Plan { roll: roll.map(Roll::to_json), ..self }
    }

    /// What the endpoint gets to read, in place before a portal goes.
    pub fn roll(&self) -> Option<&str> {
        self.roll.as_deref()
    }

    /// Which part of the site it is for.
    pub fn shard(&self) -> Shard {
        self.shard
    }

    /// The portals that go.
    pub fn withdrawn(&self) -> &[PortalKey] {
        &self.withdrawn
    }

    pub fn work(&self) -> &[Work] {
        &self.work
    }

    /// How many portals are as they were.
    pub fn kept(&self) -> usize {
        self.kept
    }

    /// How many portals are not built, because their customers' rows have problems: they keep their last good version,
    /// where they have one.
    pub fn withheld(&self) -> usize {
        self.withheld
    }

    /// How many portals there were none of before.
    pub fn new_portals(&self) -> usize {
        self.new
    }
}
