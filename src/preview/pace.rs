//! When to build: not at every change, but once files have come to rest; and not never, where they do not.
//!
//! An editor's save is several changes: a file beside it is written, the old one renamed, the new one put in its place; or
//! the file is emptied and then filled. A checkout changes a thousand files. The time is an argument.

use std::time::{Duration, Instant};

/// So long no change must have come.
const QUIET: Duration = Duration::from_millis(25);

/// After so long it is built even though changes keep coming.
const PATIENCE: Duration = Duration::from_millis(400);

/// The changes that no build has seen yet.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Pace {
    /// The first and the latest of them.
    pending: Option<(Instant, Instant)>,
}

impl Pace {
    /// Something changed.
    pub(super) fn changed(&mut self, now: Instant) {
        let first = self.pending.map_or(now, |(first, _)| first);
        self.pending = Some((first, now));
    }

    /// When the next build is due, if nothing else changes; none where there is nothing to build.
    pub(super) fn due(&self) -> Option<Instant> {
        self.pending.map(|(first, latest)| (latest + QUIET).min(first + PATIENCE))
    }

    /// Whether to build now. The build that follows sees all changes up to here.
    pub(super) fn take(&mut self, now: Instant) -> bool {
        let is_due = self.due().is_some_and(|due| due <= now);
        if is_due {
            self.pending = None;
        }
        is_due
    }

    /// Whether changes came that no build has seen.
    pub(super) fn is_pending(&self) -> bool {
        self.pending.is_some()
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "some moment to count from; no test waits")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    /// The moments, in milliseconds, at which it is built, where changes come at `changes` and the clock is looked at each
    /// millisecond until `end`.
    fn builds(changes: &[u64], end: u64) -> Vec<u64> {
        let (start, mut pace) = (Instant::now(), Pace::default());
        let mut built = Vec::new();
        for now in 0..=end {
            changes.iter().filter(|change| **change == now).for_each(|_| pace.changed(start + ms(now)));
            if pace.take(start + ms(now)) {
                built.push(now);
            }
        }
        built
    }

    #[test]
    fn nothing_is_built_where_nothing_changes() {
        assert!(builds(&[], 1_000).is_empty());
    }

    #[test]
    fn one_save_in_several_steps_is_one_build() {
        assert_eq!(builds(&[10], 1_000), [35]);
        assert_eq!(builds(&[10, 10, 12, 20, 31], 1_000), [56]);
    }

    #[test]
    fn a_thousand_files_at_once_are_one_build() {
        let changes: Vec<u64> = (0..1_000).map(|number| number / 5).collect();
        assert_eq!(builds(&changes, 1_000), [224]);
    }

    #[test]
    fn changes_that_never_end_are_built_now_and_then() {
        let changes: Vec<u64> = (0..2_000).step_by(10).collect();
        let built = builds(&changes, 2_100);
        assert_eq!(built.len(), 5, "{built:?}");
        assert_eq!(built[0], 400);
    }

    #[test]
    fn a_change_while_it_is_built_is_built_afterwards() {
        let (start, mut pace) = (Instant::now(), Pace::default());
        pace.changed(start);
        assert!(pace.take(start + ms(25)));
        pace.changed(start + ms(60));
        assert!(pace.is_pending() && !pace.take(start + ms(60)));
        assert!(pace.take(start + ms(85)) && !pace.is_pending());
    }

    proptest! {
        /// However changes fall, each is followed by a build, within the patience, and there are no more builds than changes.
        #[test]
        fn no_change_is_missed_and_none_makes_a_storm(mut changes in prop::collection::vec(0_u64..3_000, 1..80)) {
            changes.sort_unstable();
            let built = builds(&changes, 4_000);
            for change in &changes {
                prop_assert!(built.iter().any(|build| build >= change && *build <= change + 400), "{change}");
            }
            changes.dedup();
            prop_assert!(built.len() <= changes.len());
            prop_assert!(built.windows(2).all(|pair| pair[1] - pair[0] >= 25));
        }
    }
}
