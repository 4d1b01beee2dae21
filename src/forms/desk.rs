//! Answers requests: in the order in which every endpoint must (what cannot be a form, whose ticket, whether it is offered, what
//! is wrong with it, whether it is the same again, whether there are too many), and never with a redirect before the
//! submission is on disk.

use super::answer::{Answer, Asked};
use super::arrivals::Arrivals;
use super::clerk::Clerk;
use super::journal::Incident;
use super::limits::{Limits, Source};
use super::look::Look;
use super::store::{Errand, Filing, Harm, MayAdd, Outcome, Receipt};
use super::upkeep::WAY_BACK;
use crate::config::Config;
use crate::links::{FormSecret, TicketClaims};
use crate::pages::{Acknowledged, Again, Refusal, Reply};
use crate::requests::{
    Arrival, Enrolled, Faulty, Filed, Gate, Posted, Refused, Roll, Submission, SubmissionId, Turned,
};
use jiff::Timestamp;
use jiff::civil::Date;
use std::sync::{Arc, RwLock};

/// All that answers are made from.
pub(super) struct Desk {
    pub(super) config: Config,
    pub(super) look: Look,
    pub(super) secret: FormSecret,
    /// Taken anew when a build wrote another one.
    pub(super) roll: RwLock<Arc<Roll>>,
    pub(super) clerk: Clerk,
    pub(super) limits: Arc<Limits>,
    /// Where people may come from: the portals' origin and the endpoint's.
    pub(super) origins: Vec<String>,
    pub(super) zone: jiff::tz::TimeZone,
    pub(super) clock: fn() -> i64,
    /// The same clock, as fine as it goes.
    pub(super) moment: fn() -> Timestamp,
    pub(super) arrivals: Arrivals,
    /// Whether there is a mail server to send letters by.
    pub(super) sends_mail: bool,
}

/// How a form ends that is not recorded.
struct Ended {
    status: u16,
    refusal: Refusal,
    /// For the log.
    why: &'static str,
    /// What its ticket says, if that is genuine.
    claims: Option<Box<TicketClaims>>,
}

impl Ended {
    const fn new(status: u16, refusal: Refusal, why: &'static str) -> Ended {
        Ended { status, refusal, why, claims: None }
    }

    fn with(self, claims: Box<TicketClaims>) -> Ended {
        Ended { claims: Some(claims), ..self }
    }
}

/// A form with a genuine ticket, from a portal that is there.
struct Genuine {
    posted: Posted,
    claims: TicketClaims,
    enrolled: Enrolled,
}

impl Desk {
    /// The answer to a form.
    pub(super) async fn post(&self, asked: &Asked<'_>) -> Answer {
        let now = (self.clock)();
        let incident = Incident { from: Some(asked.from), ..Incident::new(now, "post", "") };
        let genuine = match self.admit(asked, now) {
            Ok(genuine) => genuine,
            Err(ended) => {
                let claims = ended.claims.as_deref();
                let (kind, portal) = (claims.map(|claims| claims.kind), claims.map(|claims| claims.portal.as_str()));
                Incident { status: Some(ended.status), kind, portal, outcome: ended.why, ..incident }.log();
                return self.turned_away(&ended, asked);
            }
        };
        let incident =
            Incident { kind: Some(genuine.claims.kind), portal: Some(genuine.claims.portal.as_str()), ..incident };
        let (answer, outcome) = self.take(asked, &genuine, now).await;
        Incident { status: Some(answer.status), outcome: &outcome, ..incident }.log();
        answer
    }

    /// The page for a form that is not taken: in the customer's language, and with the way back to a portal that is still there.
    fn turned_away(&self, ended: &Ended, asked: &Asked<'_>) -> Answer {
        let (roll, claims) = (self.roll(), ended.claims.as_deref());
        let language = claims.and_then(|claims| Some(&roll.portals.get(&claims.portal)?.language));
        let language = language.unwrap_or_else(|| self.look.language(asked.accept_language));
        let back = claims.filter(|claims| roll.shows(claims)).map(|claims| self.back(claims));
        let answer = self.look.refused(ended.status, ended.refusal, back.as_deref(), language);
        if ended.status == 405 { answer.with("Allow", "POST") } else { answer }
    }

    /// The address of the portal that a form stood in.
    fn back(&self, claims: &TicketClaims) -> String {
        format!("{}{}", self.config.site.base_url, claims.path)
    }

    /// Whether it is a form of ours, from a portal that is still there.
    fn admit(&self, asked: &Asked<'_>, now: i64) -> Result<Genuine, Ended> {
        let arrival = Arrival { method: asked.method, path: asked.path, content_type: asked.content_type };
        let turned = |turned: Turned| Ended::new(turned.status(), turned.into(), "no form");
        let door = arrival.door().map_err(turned)?;
        let posted = arrival.posted(asked.body).map_err(turned)?;
        let claims = match self.gate(now).claims(&posted.ticket, door) {
            Ok(claims) => claims,
            Err(Refused::Expired(claims)) => return Err(Ended::new(410, Refusal::Expired, "expired").with(claims)),
            Err(Refused::Forged) if self.limits.takes_bad_ticket(asked.from) => {
                return Err(Ended::new(403, Refusal::Forged, "no ticket of ours"));
            }
            Err(Refused::Forged) => return Err(Ended::new(429, Refusal::TooMany, "too many bad tickets")),
        };
        let roll = self.roll();
        let Some(enrolled) = roll.admits(&claims) else {
            return Err(Ended::new(410, Refusal::Expired, "withdrawn or switched off").with(Box::new(claims)));
        };
        if !self.is_from_us(asked.origin) {
            return Err(Ended::new(403, Refusal::Forged, "from elsewhere").with(Box::new(claims)));
        }
        Ok(Genuine { posted, claims, enrolled: enrolled.clone() })
    }

    /// Records it, or says what is wrong with it; and a word for the log.
    async fn take(&self, asked: &Asked<'_>, genuine: &Genuine, now: i64) -> (Answer, String) {
        let Genuine { posted, claims, enrolled } = genuine;
        let language = &enrolled.language;
        let back = self.back(claims);
        let submission = match self.gate(now).submission(posted, claims) {
            Ok(submission) => submission,
            Err(faulty) => return (self.again(asked, genuine, faulty, &back), "not as it should be".into()),
        };
        let refused = |status, refusal| self.look.refused(status, refusal, Some(&back), language);
        let errands = self.errands(&submission, enrolled);
        let id = SubmissionId::new(&self.config.forms.instance, random());
        let filed = Filed { id: id.clone(), received: self.arrivals.next((self.moment)()), submission };
        let (limits, from) = (self.limits.clone(), asked.from);
        let may_add = MayAdd::new(move || limits.takes_form(from));
        let filing = Filing { filed, back: back.clone(), errands, may_add };
        match self.clerk.file(filing).await {
            Ok(Outcome::Recorded) => {
                let outcome = if posted.trapped { "quarantined" } else { "recorded" };
                (self.see(&id), format!("{outcome} {}", id.reference()))
            }
            Ok(Outcome::Same(same)) => (self.see(&same), format!("the same again as {}", same.reference())),
            Ok(Outcome::TooMany) => (refused(429, Refusal::TooMany), "too many".into()),
            Err(error) if error.harm == Harm::None => {
                (refused(503, Refusal::Unavailable), format!("not recorded: {error}"))
            }
            Err(error) => (refused(500, Refusal::Failed), format!("perhaps recorded: {error}")),
        }
    }

    /// To the acknowledgement, on this very host.
    fn see(&self, id: &SubmissionId) -> Answer {
        self.look.headed(Answer::text(303, "recorded")).with("Location", format!("{}/a/{id}", self.look.root()))
    }

    /// The form once more, with what is wrong.
    fn again(&self, asked: &Asked<'_>, genuine: &Genuine, faulty: Faulty, back: &str) -> Answer {
        let Genuine { posted, claims, enrolled } = genuine;
        let Faulty { amount, currency, entered, faults } = faulty;
        let again = Again {
            kind: claims.kind,
            action: &format!("{}{}", self.look.root(), asked.path),
            ticket: &posted.ticket,
            invoice: claims.invoice.as_deref(),
            amount,
            currency,
            day: self.today((self.clock)()),
            entered,
            faults,
        };
        self.look.page(422, &Reply::Again(again), Some(back), &enrolled.language)
    }

    /// What a submission calls for. What is kept apart calls for nothing.
    fn errands(&self, submission: &Submission, enrolled: &Enrolled) -> Vec<Errand> {
        if submission.trapped {
            return Vec::new();
        }
        let receipt = (self.sends_mail && enrolled.contact.is_some()).then_some(Errand::Receipt);
        let webhook = self.config.forms.webhook.as_ref().map(|_| Errand::Webhook);
        self.sends_mail.then_some(Errand::Staff).into_iter().chain(receipt).chain(webhook).collect()
    }

    /// `/a/<id>`: what was recorded.
    pub(super) async fn acknowledgement(&self, id: &str, accept_language: &str) -> Answer {
        let nothing = || self.nothing(404, accept_language);
        let Ok(id) = id.parse::<SubmissionId>() else { return nothing() };
        let (filed, back) = match self.clerk.receipt(id).await {
            Ok(Some(Receipt { filed, back })) => {
                let is_new = filed.received.as_second() + WAY_BACK > (self.clock)();
                (filed, back.filter(|_| is_new))
            }
            Ok(None) => return nothing(),
            Err(error) => {
                Incident { status: Some(503), ..Incident::new((self.clock)(), "acknowledgement", &error.text) }.log();
                return self.look.headed(Answer::text(503, "please load this page again in a moment"));
            }
        };
        let Submission { kind, day, invoice, portal, .. } = &filed.submission;
        let reference = filed.id.reference();
        let (invoice, is_withdrawal) = (invoice.as_deref(), filed.submission.is_withdrawal());
        let recorded = Acknowledged { kind: *kind, reference: &reference, day: *day, invoice, is_withdrawal };
        let roll = self.roll();
        let language = roll.portals.get(portal).map(|enrolled| &enrolled.language);
        let language = language.unwrap_or_else(|| self.look.language(accept_language));
        self.look.page(200, &Reply::Acknowledged(recorded), back.as_deref(), language)
    }

    /// A page that says that there is nothing.
    pub(super) fn nothing(&self, status: u16, accept_language: &str) -> Answer {
        self.look.refused(status, Refusal::Nothing, None, self.look.language(accept_language))
    }

    /// A page for what cannot be read as a form at all.
    pub(super) fn unreadable(&self, status: u16, from: Source, accept_language: &str) -> Answer {
        Incident { status: Some(status), from: Some(from), ..Incident::new((self.clock)(), "post", "unreadable") }
            .log();
        let refusal = if status == 413 { Refusal::TooLarge } else { Refusal::Unreadable };
        self.look.refused(status, refusal, None, self.look.language(accept_language))
    }

    /// A page for a fault of ours.
    pub(super) fn failed(&self, accept_language: &str) -> Answer {
        Incident { status: Some(500), ..Incident::new((self.clock)(), "post", "a bug: the answer was not made") }.log();
        self.look.refused(500, Refusal::Failed, None, self.look.language(accept_language))
    }

    pub(super) fn roll(&self) -> Arc<Roll> {
        self.roll.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Takes another roll from now on.
    pub(super) fn enroll(&self, roll: Roll) {
        *self.roll.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(roll);
    }

    /// Browsers send `null` from pages that send no referrer, as ours; a page from elsewhere names itself.
    fn is_from_us(&self, origin: Option<&str>) -> bool {
        origin.is_none_or(|origin| origin == "null" || self.origins.iter().any(|own| own == origin))
    }

    fn gate(&self, now: i64) -> Gate<'_> {
        Gate { secret: &self.secret, config: &self.config, today: self.today(now), now }
    }

    /// The day, where the organization is.
    fn today(&self, now: i64) -> Date {
        let moment = jiff::Timestamp::from_second(now).unwrap_or_default();
        moment.to_zoned(self.zone.clone()).date()
    }
}

/// 128 random bits: nobody guesses an acknowledgement's address.
#[expect(clippy::disallowed_methods, reason = "the rim's own chance")]
fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    bytes
}
