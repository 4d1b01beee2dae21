//! Rings when there is something to do, for any number of threads that wait for it, and for the last time when there will be
//! nothing more.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

#[derive(Clone, Debug, Default)]
pub(super) struct Bell(Arc<(Mutex<State>, Condvar)>);

#[derive(Debug, Default)]
struct State {
    rings: u64,
    is_over: bool,
}

impl Bell {
    pub(super) fn ring(&self) {
        self.state().rings += 1;
        self.0.1.notify_all();
    }

    /// Nobody is to begin anything any more.
    pub(super) fn end(&self) {
        self.state().is_over = true;
        self.0.1.notify_all();
    }

    pub(super) fn is_over(&self) -> bool {
        self.state().is_over
    }

    /// Waits for a ring after those that were `heard`, but no longer than this, nor beyond the end.
    pub(super) fn wait(&self, heard: &mut u64, most: Duration) {
        let silent = |state: &mut State| state.rings == *heard && !state.is_over;
        let waited = self.0.1.wait_timeout_while(self.state(), most, silent);
        *heard = waited.unwrap_or_else(PoisonError::into_inner).0.rings;
    }

    /// Waits for so long, or until the end; whether it is over.
    pub(super) fn rest(&self, pause: Duration) -> bool {
        let waited = self.0.1.wait_timeout_while(self.state(), pause, |state| !state.is_over);
        waited.unwrap_or_else(PoisonError::into_inner).0.is_over
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_before_somebody_waits_is_heard_by_each() {
        let bell = Bell::default();
        bell.ring();
        let (mut one, mut other) = (0, 0);
        for heard in [&mut one, &mut other] {
            // It would take for ever otherwise.
            bell.wait(heard, Duration::MAX);
            assert_eq!(*heard, 1);
        }
        bell.end();
        bell.wait(&mut one, Duration::MAX);
        assert!(bell.rest(Duration::MAX) && bell.is_over());
    }
}
