//! Runs one errand: tells those who are to be told. What letters say is in `letters`.

use super::letters::{Addressee, Letters};
use super::outbox::{PATIENCE, pause};
use super::server::Server;
use super::store::{Again, Errand, Ran, Task};
use super::webhook::Webhook;
use crate::disk::SmtpLogin;
use crate::links::mark;
use crate::mail::{Address, Delivery, Message, Post, Refusal};
use crate::requests::Filed;
use std::sync::Arc;

/// What errands are run with.
pub(super) struct Errands {
    server: Arc<Server>,
    post: Option<Post>,
    webhook: Option<Webhook>,
}

impl Errands {
    /// The error: this system trusts no certificate at all, so that no mail server can be spoken to.
    pub(super) fn new(
        server: Arc<Server>,
        login: Option<SmtpLogin>,
        webhook_secret: Option<String>,
    ) -> Result<Errands, Refusal> {
        let config = &server.desk.config;
        let smtp = config.notifications.as_ref().and_then(|notifications| notifications.smtp.clone());
        let post = smtp.map(|smtp| Post::new(smtp, login)).transpose()?;
        let url = config.forms.webhook.as_deref();
        let webhook = url.zip(webhook_secret.as_deref()).map(|(url, secret)| Webhook::new(url, secret));
        Ok(Errands { server, post, webhook })
    }

    /// Runs an errand; one that keeps failing is given up some day.
    pub(super) fn run(&self, task: &Task) -> Ran {
        let now = (self.server.desk.clock)();
        let at = now + pause(task.tries);
        let ran = match (task.errand, &self.webhook, &self.post) {
            (Errand::Webhook, Some(webhook), _) => webhook.tell(&task.filed, now, at),
            (Errand::Webhook, None, _) => Ran::GivenUp("there is no webhook any more".to_owned()),
            (errand, _, Some(post)) => match self.letter(errand, &task.filed) {
                Some(message) => send(post, message, task, at),
                None => Ran::GivenUp("there is nobody to write to any more".to_owned()),
            },
            (_, _, None) => Ran::GivenUp("there is no mail server any more".to_owned()),
        };
        match ran {
            Ran::Again(again) if again.at > task.filed.received.as_second() + PATIENCE => Ran::GivenUp(again.why),
            ran => ran,
        }
    }

    /// The letter to the staff, or the receipt. Of a customer who is enrolled no longer, the staff hear all the same.
    fn letter(&self, errand: Errand, filed: &Filed) -> Option<Message> {
        let desk = &self.server.desk;
        let letters = Letters::new(&desk.config, desk.look.theme())?;
        let roll = desk.roll();
        let portal = &filed.submission.portal;
        let language = &desk.config.organization.language;
        let stranger = Addressee { customer: portal.as_str(), name: "–", language, contact: None, manager: None };
        let about = roll.portals.get(portal).map_or(stranger, Addressee::from);
        match errand {
            Errand::Receipt => letters.receipt(filed, &about),
            _ => letters.staff(filed, &about),
        }
    }
}

/// Sends a letter to those who do not have it yet; what failed is tried again at `at`.
fn send(post: &Post, mut message: Message, task: &Task, at: i64) -> Ran {
    let mut told = task.told.clone();
    message.to.retain(|to| !told.contains(&named(&to.address)));
    if message.to.is_empty() {
        return Ran::Done;
    }
    let again = |why: String, told| Ran::Again(Again { at, why, told });
    match post.send(&message.mail()) {
        Ok(delivery) => {
            told.extend(delivery.taken.iter().map(named));
            match (delivery.waiting().next().is_some(), refused(&delivery)) {
                (_, None) => Ran::Done,
                (true, Some(why)) => again(why, told),
                (false, Some(why)) => Ran::GivenUp(why),
            }
        }
        Err(Refusal { is_final: true, text, .. }) => Ran::GivenUp(text),
        Err(Refusal { text, .. }) => again(text, told),
    }
}

/// Who was not taken and why, without naming anyone; none where everybody was.
fn refused(delivery: &Delivery) -> Option<String> {
    let (_, refusal) = delivery.refused.first()?;
    let all = delivery.taken.len() + delivery.refused.len();
    Some(format!("{} of {all} refused: {refusal}", delivery.refused.len()))
}

/// A recipient's mark, by which a store knows that he was told.
fn named(address: &Address) -> String {
    mark::<16>(&["told", &address.as_str().to_ascii_lowercase()])
}
