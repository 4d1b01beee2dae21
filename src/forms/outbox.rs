//! The outbox: runs what submissions call for, at least once each, and again later where it failed. Whoever sends a form never
//! waits for it.

use super::journal::Incident;
use super::ready::Ready;
use super::store::{Ran, Store, StoreError, Task};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// So long nobody else gets an errand that is being run: longer than any takes.
const LEASE: i64 = 900;

/// So many are taken at once.
const ARMFUL: usize = 8;

/// So often is looked for what is due, if nobody rings.
const PAUSE: Duration = Duration::from_secs(5);

/// After so many seconds an errand is tried again for the first time; then after twice as many, and so on.
const FIRST_PAUSE: i64 = 60;
const LONGEST_PAUSE: i64 = 3_600;

/// So many seconds after it was received, an errand is given up (RFC 5321, section 4.5.4.1: four to five days).
pub(super) const PATIENCE: i64 = 5 * 86_400;

/// So many seconds a portal's address is kept beside a submission, for the way back.
pub(super) const WAY_BACK: i64 = 3_600;

/// What the outbox works with.
pub(super) struct Outbox {
    pub(super) store: Box<dyn Store>,
    pub(super) ready: Arc<Ready>,
    pub(super) clock: fn() -> i64,
}

/// When an errand that failed is tried again, in seconds from now.
pub(super) fn pause(tries: u32) -> i64 {
    let doubled = FIRST_PAUSE.checked_shl(tries.saturating_sub(1)).unwrap_or(LONGEST_PAUSE);
    if (FIRST_PAUSE..LONGEST_PAUSE).contains(&doubled) { doubled } else { LONGEST_PAUSE }
}

impl Outbox {
    /// Runs errands until nobody is there to ring any more.
    pub(super) fn work(mut self, bell: &Receiver<()>, mut run: impl FnMut(&Task) -> Ran) {
        let mut is_well = true;
        loop {
            let round = self.round(&mut run);
            if let Err(error) = &round {
                self.ready.heard(None, (self.clock)());
                if is_well {
                    Incident::new((self.clock)(), "outbox", &error.text).log();
                }
            }
            is_well = round.is_ok();
            // More may be due than one armful.
            if round.is_ok_and(|ran| ran == ARMFUL) {
                continue;
            }
            if bell.recv_timeout(PAUSE) == Err(RecvTimeoutError::Disconnected) {
                return;
            }
        }
    }

    /// Runs what is due; how many there were.
    fn round(&mut self, run: &mut impl FnMut(&Task) -> Ran) -> Result<usize, StoreError> {
        let now = (self.clock)();
        let tasks = self.store.take(now, now + LEASE, ARMFUL)?;
        for task in &tasks {
            let ran = run(task);
            self.tell(task, &ran);
            self.store.ran(task.number, &ran)?;
        }
        self.store.forget_ways_back(now - WAY_BACK)?;
        let waiting = self.store.waiting()?;
        self.ready.heard(Some(&waiting), now);
        Ok(tasks.len())
    }

    fn tell(&self, task: &Task, ran: &Ran) {
        let what = task.errand.as_str();
        let reference = task.filed.id.reference();
        let outcome = match ran {
            Ran::Done => format!("done for {reference}"),
            Ran::Again(again) => format!("again later for {reference}, try {}: {}", task.tries, again.why),
            Ran::GivenUp(why) => format!("given up for {reference}: {why}"),
        };
        Incident { kind: Some(task.filed.submission.kind), ..Incident::new((self.clock)(), what, &outcome) }.log();
    }
}

#[cfg(test)]
mod tests {
    use super::pause;

    #[test]
    fn pauses_double_up_to_an_hour() {
        let pauses: Vec<i64> = [1, 2, 3, 4, 5, 6, 7, 40, 70, u32::MAX].map(pause).to_vec();
        assert_eq!(pauses, [60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600, 3_600]);
    }
}
