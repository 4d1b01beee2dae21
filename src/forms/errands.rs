//! Runs one errand: who is told what is decided here, how it is worded in `letters`.

use super::outbox::{PATIENCE, pause};
use super::server::Server;
use super::store::{Again, Errand, Ran, Task};
use super::webhook::Webhook;
use crate::disk::Failure;
use std::sync::Arc;

/// What errands are run with.
pub(super) struct Errands {
    server: Arc<Server>,
    webhook: Option<Webhook>,
}

impl Errands {
    pub(super) fn new(server: Arc<Server>, webhook_secret: Option<String>) -> Result<Errands, Failure> {
        let url = server.desk.config.forms.webhook.as_deref();
        let webhook = url.zip(webhook_secret.as_deref()).map(|(url, secret)| Webhook::new(url, secret));
        Ok(Errands { server, webhook })
    }

    /// Runs an errand; one that keeps failing is given up some day.
    pub(super) fn run(&self, task: &Task) -> Ran {
        let now = (self.server.desk.clock)();
        let again = now + pause(task.tries);
        let ran = match (task.errand, &self.webhook) {
            (Errand::Webhook, Some(webhook)) => webhook.tell(&task.filed, now, again),
            (Errand::Webhook, None) => Ran::GivenUp("there is no webhook any more".to_owned()),
            (Errand::Staff | Errand::Receipt, _) => {
                Ran::Again(Again { at: again, why: "no mail".to_owned(), told: Vec::new() })
            }
        };
        match ran {
            Ran::Again(again) if again.at > task.filed.received + PATIENCE => Ran::GivenUp(again.why),
            ran => ran,
        }
    }
}
