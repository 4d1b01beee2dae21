//! What is shown now: the last good site, and what the last build had to say. A new state takes the old one's place as a
//! whole; who waits for it is woken.

use super::showing::Showing;
use super::workshop::{Built, Told};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// A state of the preview.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Counts the builds; 0 is before the first.
    pub(super) number: u64,
    /// The last good site; none where there was none yet.
    pub(super) showing: Option<Arc<Showing>>,
    /// What is wrong with what lies in the project now.
    pub(super) told: Told,
    /// How many forms were in the inbox when this build began.
    pub(super) filed: usize,
    pub(super) took: Duration,
}

/// Where the state stands for all to see.
#[derive(Debug, Default)]
pub(super) struct Stage {
    state: Mutex<Arc<State>>,
    changed: Condvar,
}

impl Stage {
    pub(super) fn now(&self) -> Arc<State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Shows what came of a build. Where it had errors, the last good site stays.
    pub(super) fn show(&self, built: Built, filed: usize, took: Duration) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let showing = built.showing.map(Arc::new).or_else(|| state.showing.clone());
        let now = State { number: state.number + 1, showing, told: built.told, filed, took };
        let before = std::mem::replace(&mut *state, Arc::new(now));
        self.changed.notify_all();
        drop(state);
        // The ledger of a hundred thousand customers takes its time to go; nobody shall wait for that.
        thread::spawn(move || drop(before));
    }

    /// The state once `is_wanted` says so, or whatever it is after this time.
    pub(super) fn wait(&self, longest: Duration, is_wanted: impl Fn(&State) -> bool) -> Arc<State> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(state, longest, |state| !is_wanted(state));
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }
}
