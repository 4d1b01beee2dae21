//! Runs one errand: tells those who are to be told. What letters say is in `letters`.

use super::letters::{Addressee, Letters};
use super::outbox::{PATIENCE, Tried, pause};
use super::server::Server;
use super::store::{Again, Errand, Ran, Task};
use super::webhook::Webhook;
use crate::disk::SmtpLogin;
use crate::links::mark;
use crate::mail::{Address, Delivery, Mailbox, Message, Post, Refusal};
use crate::requests::Filed;
use std::sync::Arc;

/// What errands are run with.
pub(super) struct Errands {
    server: Arc<Server>,
    post: Option<Post>,
    webhook: Option<Webhook>,
}

/// A letter, and who gets it where nobody of those it is for is taken by the mail server.
struct Letter {
    message: Message,
    else_to: Vec<Mailbox>,
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
    pub(super) fn run(&self, task: &Task) -> Tried {
        let now = (self.server.desk.clock)();
        let at = now + pause(task.tries);
        let gone = |what: &str| Tried::from(Ran::GivenUp(format!("there is {what} any more")));
        let tried = match (task.errand, &self.webhook, &self.post) {
            (Errand::Webhook, Some(webhook), _) => webhook.tell(&task.filed, now, at).into(),
            (Errand::Webhook, None, _) => gone("no webhook"),
            (errand, _, Some(post)) => match self.letter(errand, &task.filed) {
                Some(letter) => send(post, letter, task, at),
                None => gone("nobody to write to"),
            },
            (_, _, None) => gone("no mail server"),
        };
        Tried { ran: patient(tried.ran, task.filed.received.as_second()), ..tried }
    }

    /// The letter to the staff, or the receipt. Of a customer who is enrolled no longer, the staff hear all the same.
    fn letter(&self, errand: Errand, filed: &Filed) -> Option<Letter> {
        let desk = &self.server.desk;
        let letters = Letters::new(&desk.config, desk.look.theme())?;
        let roll = desk.roll();
        let portal = &filed.submission.portal;
        let language = &desk.config.organization.language;
        let stranger = Addressee { customer: portal.as_str(), name: "–", language, contact: None, manager: None };
        let about = roll.portals.get(portal).map_or(stranger, Addressee::from);
        if errand == Errand::Receipt {
            return Some(Letter { message: letters.receipt(filed, &about)?, else_to: Vec::new() });
        }
        let staff = desk.config.notifications.iter().flat_map(|notifications| &notifications.staff);
        let else_to = staff.filter_map(|one| Address::parse(one).map(Mailbox::from)).collect();
        Some(Letter { message: letters.staff(filed, &about)?, else_to })
    }
}

/// What is tried again, unless it was received too long ago.
fn patient(ran: Ran, received: i64) -> Ran {
    match ran {
        Ran::Again(again) if again.at > received + PATIENCE => Ran::GivenUp(again.why),
        ran => ran,
    }
}

/// Sends a letter to those who do not have it yet; what failed is tried again at `at`.
fn send(post: &Post, Letter { mut message, else_to }: Letter, task: &Task, at: i64) -> Tried {
    let mut told = task.told.clone();
    message.to.retain(|to| !told.contains(&named(&to.address)));
    if message.to.is_empty() {
        return Ran::Done.into();
    }
    let again = |why: String, told| Ran::Again(Again { at, why, told });
    let delivery = match post.send(&message.mail()) {
        Ok(delivery) => delivery,
        Err(Refusal { is_final: true, text, .. }) => return Ran::GivenUp(text).into(),
        Err(Refusal { is_general, text, .. }) => return Tried { ran: again(text, told), is_barred: is_general },
    };
    let is_waiting = delivery.waiting().next().is_some();
    told.extend(delivery.taken.iter().map(named));
    let Some(why) = refused(&delivery) else { return Ran::Done.into() };
    if told.is_empty() && !is_waiting {
        let is_new = |to: &Mailbox| !delivery.refused.iter().any(|(refused, _)| refused.is_same(&to.address));
        let to: Vec<Mailbox> = else_to.into_iter().filter(is_new).collect();
        return match to.is_empty() {
            true => Ran::GivenUp(why).into(),
            false => send(post, Letter { message: Message { to, ..message }, else_to: Vec::new() }, task, at),
        };
    }
    // Who has it is noted before the others are given up, since that may be tried once more some day.
    let is_news = !delivery.taken.is_empty();
    if is_waiting || is_news { again(why, told).into() } else { Ran::GivenUp(why).into() }
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

#[cfg(test)]
mod tests;
