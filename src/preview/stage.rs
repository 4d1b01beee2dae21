//! What is shown now: the last good site, and what the last build had to say. A new state takes the old one's place as a
//! whole; who waits for it is woken.

use super::showing::{Found, Showing};
use super::workshop::{Built, Told};
use crate::diag::{self, Diagnostic, Style};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// So many pages that cannot be rendered are known at a time.
const BROKEN: usize = 20;

/// A state of the preview.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    /// Counts the states; 0 is before the first build.
    pub(super) number: u64,
    /// The last good site; none where there was none yet.
    pub(super) showing: Option<Arc<Showing>>,
    /// What is wrong with what lies in the project now.
    pub(super) told: Told,
    /// The pages of that site which turned out not to render: a template may fail for one customer alone.
    pub(super) broken: Vec<Broken>,
    /// How many forms were in the inbox when this build began.
    pub(super) filed: usize,
    pub(super) took: Duration,
}

/// A page that cannot be rendered.
#[derive(Clone, Debug)]
pub(super) struct Broken {
    /// Below the site's root.
    pub(super) path: String,
    pub(super) problem: Diagnostic,
    /// With its places, as on the terminal.
    pub(super) text: String,
}

impl Broken {
    pub(super) fn new(showing: &Showing, path: &str, problem: Diagnostic) -> Broken {
        let text = diag::text(&problem, &showing.site.inputs().shown(), Style::Plain).trim_end().to_owned();
        Broken { path: path.to_owned(), problem, text }
    }

    /// Those that cannot be rendered as part of this site either.
    pub(super) fn again(before: &[Broken], showing: &Showing) -> Vec<Broken> {
        let tried = before.iter().filter_map(|broken| match showing.find(&broken.path) {
            Found::Broken(problem) => Some(Broken::new(showing, &broken.path, problem)),
            _ => None,
        });
        tried.collect()
    }
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

    /// Shows what came of a build. Where it had errors, the last good site stays; `broken` are the pages of the one that is shown
    /// then.
    pub(super) fn show(&self, built: Built, broken: Vec<Broken>, filed: usize, took: Duration) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let showing = built.showing.map(Arc::new).or_else(|| state.showing.clone());
        let now = State { number: state.number + 1, showing, told: built.told, broken, filed, took };
        let before = std::mem::replace(&mut *state, Arc::new(now));
        self.changed.notify_all();
        drop(state);
        // The ledger of a hundred thousand customers takes its time to go; nobody shall wait for that.
        thread::spawn(move || drop(before));
    }

    /// Notes that a page of this state cannot be rendered. Whether that is news: it may be known, or there is another state now.
    pub(super) fn report(&self, of: &State, broken: &Broken) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let is_of_now = match (&of.showing, &state.showing) {
            (Some(of), Some(now)) => Arc::ptr_eq(of, now),
            _ => false,
        };
        let is_known = state.broken.iter().any(|known| known.path == broken.path);
        if !is_of_now || is_known || state.broken.len() == BROKEN {
            return false;
        }
        let now = Arc::make_mut(&mut state);
        now.number += 1;
        now.broken.push(broken.clone());
        self.changed.notify_all();
        true
    }

    /// The state once `is_wanted` says so, or whatever it is after this time.
    pub(super) fn wait(&self, longest: Duration, is_wanted: impl Fn(&State) -> bool) -> Arc<State> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.changed.wait_timeout_while(state, longest, |state| !is_wanted(state));
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }
}
