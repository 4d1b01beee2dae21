//! Whether the endpoint can record: for load balancers and monitors, so it tells numbers and no names.

use super::answer::Answer;
use super::store::Backlog;
use std::sync::{Mutex, PoisonError};

/// What is known of the endpoint's health.
#[derive(Debug, Default)]
pub(super) struct Ready(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    is_ending: bool,
    /// The store did not answer the last time it was asked.
    is_deaf: bool,
    backlog: Backlog,
    /// For how long the oldest errand has been waiting, in minutes.
    oldest: i64,
}

impl Ready {
    /// No more requests are wanted.
    pub(super) fn end(&self) {
        self.state().is_ending = true;
    }

    /// What the store says of its errands at `now`; none where it does not answer.
    pub(super) fn heard(&self, backlog: Option<Backlog>, now: i64) {
        let mut state = self.state();
        state.is_deaf = backlog.is_none();
        if let Some(backlog) = backlog {
            state.oldest = backlog.oldest.map_or(0, |since| (now - since) / 60);
            state.backlog = backlog;
        }
    }

    /// 200 where submissions are recorded, 503 where not. Letters that wait for a mail server are told, and no reason to send
    /// customers away.
    pub(super) fn answer(&self) -> Answer {
        let State { is_ending, is_deaf, backlog: Backlog { waiting, given_up, .. }, oldest } = *self.state();
        match (is_ending, is_deaf) {
            (true, _) => Answer::text(503, "not ready: ending"),
            (_, true) => Answer::text(503, "not ready: the store does not answer"),
            _ => {
                let outbox = match (waiting, given_up) {
                    (0, 0) => "empty".to_owned(),
                    _ => format!("{waiting} waiting, the oldest for {oldest} min; {given_up} given up"),
                };
                Answer::text(200, &format!("ready\noutbox: {outbox}"))
            }
        }
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(ready: &Ready) -> (u16, String) {
        let answer = ready.answer();
        (answer.status, String::from_utf8(answer.body).unwrap())
    }

    #[test]
    fn waiting_letters_are_told_and_a_deaf_store_is_not_ready() {
        let ready = Ready::default();
        assert_eq!(said(&ready), (200, "ready\noutbox: empty\n".into()));
        ready.heard(Some(Backlog { waiting: 1, given_up: 2_000, oldest: Some(0) }), 600);
        assert_eq!(said(&ready), (200, "ready\noutbox: 1 waiting, the oldest for 10 min; 2000 given up\n".into()));
        ready.heard(None, 600);
        assert_eq!(said(&ready).0, 503);
        ready.heard(Some(Backlog::default()), 600);
        ready.end();
        assert_eq!(said(&ready), (503, "not ready: ending\n".into()));
    }
}
