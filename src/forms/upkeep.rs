//! What the store needs from time to time: to forget what is not to be kept, and to say how much waits. On a thread of its own,
//! so that it waits for no mail server.

use super::alarm::{Alarm, Cause};
use super::bell::Bell;
use super::journal::Incident;
use super::ready::Ready;
use super::store::{Harm, Store, StoreError};
use std::sync::Arc;
use std::time::Duration;

/// So often.
const PAUSE: Duration = Duration::from_secs(5);

/// So many seconds a portal's address is kept beside a submission, for the way back.
pub(super) const WAY_BACK: i64 = 3_600;

/// So many seconds after it was called for, what was given up is seen no longer.
const MEMORY: i64 = 30 * 86_400;

pub(super) struct Upkeep {
    pub(super) store: Box<dyn Store>,
    pub(super) ready: Arc<Ready>,
    pub(super) clock: fn() -> i64,
}

impl Upkeep {
    /// Goes on until the bell rings for the last time. A store that fails is told of once.
    pub(super) fn work(mut self, bell: &Bell, alarm: &Alarm) {
        let mut is_well = true;
        loop {
            let round = self.round();
            if let Err(error) = &round {
                self.ready.heard(None, (self.clock)());
                if is_well {
                    Incident::new((self.clock)(), "store", &error.text).log();
                }
                if error.harm == Harm::Fatal {
                    return alarm.ring(Cause::Store);
                }
            }
            is_well = round.is_ok();
            if bell.rest(PAUSE) {
                return;
            }
        }
    }

    fn round(&mut self) -> Result<(), StoreError> {
        let now = (self.clock)();
        self.store.forget_ways_back(now - WAY_BACK)?;
        self.store.forget_given_up(now - MEMORY)?;
        let backlog = self.store.backlog()?;
        self.ready.heard(Some(backlog), now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::alarm::alarm;
    use crate::forms::outbox::tests::Failing;

    #[test]
    fn a_sync_that_fails_ends_the_endpoint_and_a_store_that_is_away_does_not() {
        for (harm, cause) in [(Harm::Fatal, Some(Cause::Store)), (Harm::None, None)] {
            let (alarm, mut heard) = alarm(|| 0);
            let bell = Bell::default();
            bell.end();
            let ready = Arc::new(Ready::default());
            Upkeep { store: Box::new(Failing(harm)), ready: ready.clone(), clock: || 0 }.work(&bell, &alarm);
            assert_eq!(heard.try_recv().ok(), cause);
            assert_eq!(ready.answer().status, 503);
        }
    }
}
