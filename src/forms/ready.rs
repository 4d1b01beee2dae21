//! Whether the endpoint can record: for load balancers and monitors, so it tells numbers and no names.

use super::answer::Answer;
use super::store::Waiting;
use std::sync::{Mutex, PoisonError};

/// What is known of the endpoint's health.
#[derive(Debug, Default)]
pub(super) struct Ready(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    is_ending: bool,
    /// The store did not answer the last time it was asked.
    is_deaf: bool,
    waiting: usize,
    given_up: usize,
    /// Since when the oldest errand has been waiting, in minutes.
    oldest: i64,
}

impl Ready {
    /// No more requests are wanted.
    pub(super) fn end(&self) {
        self.state().is_ending = true;
    }

    /// What the store says of its errands at `now`; none where it does not answer.
    pub(super) fn heard(&self, waiting: Option<&[Waiting]>, now: i64) {
        let mut state = self.state();
        state.is_deaf = waiting.is_none();
        if let Some(waiting) = waiting {
            let open = || waiting.iter().filter(|waiting| !waiting.given_up);
            state.waiting = open().count();
            state.given_up = waiting.len() - state.waiting;
            state.oldest = open().map(|waiting| (now - waiting.since) / 60).max().unwrap_or_default();
        }
    }

    /// 200 where submissions are recorded, 503 where not. Letters that wait for a mail server are told, and no reason to send
    /// customers away.
    pub(super) fn answer(&self) -> Answer {
        let State { is_ending, is_deaf, waiting, given_up, oldest } = *self.state();
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
    use crate::forms::store::Errand;
    use crate::requests::SubmissionId;

    fn said(ready: &Ready) -> (u16, String) {
        let answer = ready.answer();
        (answer.status, String::from_utf8(answer.body).unwrap())
    }

    #[test]
    fn waiting_letters_are_told_and_a_deaf_store_is_not_ready() {
        let ready = Ready::default();
        assert_eq!(said(&ready), (200, "ready\noutbox: empty\n".into()));
        let submission = SubmissionId::new("a", [1; 16]);
        let waiting = Waiting { submission, errand: Errand::Staff, tries: 2, since: 0, given_up: false, said: None };
        let given_up = Waiting { given_up: true, ..waiting.clone() };
        ready.heard(Some(&[waiting, given_up]), 600);
        assert_eq!(said(&ready), (200, "ready\noutbox: 1 waiting, the oldest for 10 min; 1 given up\n".into()));
        ready.heard(None, 600);
        assert_eq!(said(&ready).0, 503);
        ready.heard(Some(&[]), 600);
        ready.end();
        assert_eq!(said(&ready), (503, "not ready: ending\n".into()));
    }
}
