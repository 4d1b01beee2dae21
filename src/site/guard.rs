//! A guard against exports that were cut short: a build that loses much stops and asks.

use super::{Manifest, Site};
use crate::links::PortalId;
use std::collections::BTreeSet;

/// How many of something were published and how many would be now.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Shrink {
    pub what: &'static str,
    pub before: u64,
    pub after: u64,
}

/// The first of portals and documents that loses more than `percent` of what was published.
///
/// A portal is told by its public id: a renewed link loses nobody, twenty strangers in place of twenty customers lose
/// all. Where there is no manifest, `locked` says what was published.
pub fn shrink(published: Option<&Manifest>, locked: &BTreeSet<PortalId>, site: &Site, percent: u8) -> Option<Shrink> {
    let now: BTreeSet<PortalId> = site.slots().iter().map(|slot| slot.address.id).collect();
    let before: BTreeSet<PortalId> = match published {
        Some(published) => published.portals.values().map(|record| record.id).collect(),
        None => locked.clone(),
    };
    let portals =
        Shrink { what: "portals", before: before.len() as u64, after: before.intersection(&now).count() as u64 };
    let documents = published.map(|published| published.documents);
    let documents = Shrink { what: "documents", before: documents.unwrap_or(0), after: site.document_count() };
    [portals, documents].into_iter().find(|shrink| shrink.exceeds(percent))
}

impl Shrink {
    fn exceeds(self, percent: u8) -> bool {
        let lost = u128::from(self.before.saturating_sub(self.after));
        lost * 100 > u128::from(self.before) * u128::from(percent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losing_more_than_the_limit_is_noticed() {
        let shrink = |before, after| Shrink { what: "portals", before, after };
        assert!(!shrink(100, 80).exceeds(20));
        assert!(shrink(100, 79).exceeds(20));
        assert!(!shrink(0, 0).exceeds(0));
        assert!(shrink(1, 0).exceeds(99));
    }
}
