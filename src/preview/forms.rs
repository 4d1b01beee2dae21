//! The endpoint of the forms on previewed pages. What counts as a form of ours, and what may stand in it, is for `requests`;
//! here it is asked in the order in which every endpoint must, kept in memory, and the next build shows it.

use super::Ring;
use super::desk::{Desk, Page};
use super::look::Look;
use super::request::{Answer, Request};
use super::showing::{Of, Showing};
use crate::config::Language;
use crate::links::{FormSecret, TicketClaims};
use crate::pages::{Acknowledged, Again, Refusal, Reply};
use crate::portal::{Autopay, FormKind};
use crate::requests::{Arrival, Faulty, Gate, Posted, Refused, SubmissionId, Turned};
use jiff::civil::Date;
use std::sync::PoisonError;
use std::time::Duration;

/// So long an answer waits for the build that shows what was sent.
const LONGEST_BUILD: Duration = Duration::from_secs(5);

/// How a form ends that is not taken: the answer's number and page.
type Ended = (u16, Refusal);

impl Desk {
    /// `/f/<kind>/<portal id>`.
    pub(super) fn form(&self, request: &Request) -> Answer {
        let state = self.stage.now();
        let Some(showing) = &state.showing else { return Answer::text(503, "there is no site yet") };
        let language = language(request, showing);
        match self.posted(request, showing, &language) {
            Ok(answer) => answer,
            Err((status, refusal)) => {
                let answer = self.reply(showing, status, &Reply::Refused(refusal), None, request);
                if status == 405 { answer.with("Allow", "POST") } else { answer }
            }
        }
    }

    fn posted(&self, request: &Request, showing: &Showing, language: &Language) -> Result<Answer, Ended> {
        let content_type = request.header("content-type").unwrap_or_default();
        let arrival = Arrival { method: &request.method, path: request.path(), content_type };
        let turned = |turned: Turned| (turned.status(), Refusal::from(turned));
        let door = arrival.door().map_err(turned)?;
        let posted = arrival.posted(&request.body).map_err(turned)?;
        let secrets = [(Of::Customers, self.keys.form_secret()), (Of::Sample, self.sample_keys.form_secret())];
        let known = |(of, secret): &(Of, FormSecret)| match gate(secret, showing).claims(&posted.ticket, door) {
            Ok(claims) => Some(Ok((*of, claims))),
            Err(Refused::Expired(_)) => Some(Err((410, Refusal::Expired))),
            Err(Refused::Forged) => None,
        };
        let (of, claims) = secrets.iter().find_map(known).unwrap_or(Err((403, Refusal::Forged)))?;
        if !is_offered(showing, of, &claims) {
            return Err((410, Refusal::Expired));
        }
        if !self.is_from_here(request) {
            return Err((403, Refusal::Forged));
        }
        let back = format!("{}{}", showing.site.config().site.base_path(), claims.path);
        let secret = &secrets[usize::from(of == Of::Sample)].1;
        match gate(secret, showing).submission(&posted, &claims) {
            Ok(submission) => {
                let filed = self.inbox.lock().unwrap_or_else(PoisonError::into_inner).file(submission, &back, new_id());
                let filed = filed.ok_or((429, Refusal::TooMany))?;
                self.wait_for_build();
                // The look goes through the form.
                let look = Look::of(&request.query("look")).map(|look| format!("?look={}", look.as_str()));
                Ok(Answer::redirect(303, &format!("/a/{}{}", filed.id, look.unwrap_or_default())))
            }
            Err(faulty) => {
                Ok(self.again(showing, &Asked { posted: &posted, claims: &claims, back: &back }, faulty, request))
            }
        }
        .map(|answer| answer.with("Content-Language", language.as_str()))
    }

    /// The form once more, with what is wrong.
    fn again(&self, showing: &Showing, asked: &Asked<'_>, faulty: Faulty, request: &Request) -> Answer {
        let Asked { posted, claims, back } = asked;
        let Faulty { amount, currency, entered, faults } = faulty;
        let action = request.path();
        let again = Again {
            kind: claims.kind,
            action,
            ticket: &posted.ticket,
            invoice: claims.invoice.as_deref(),
            amount,
            currency,
            day: showing.site.as_of(),
            entered,
            faults,
        };
        self.reply(showing, 422, &Reply::Again(again), Some(back), request)
    }

    /// Browsers send `null` from pages that send no referrer, as ours; a page from elsewhere names itself.
    fn is_from_here(&self, request: &Request) -> bool {
        let host = request.header("host").unwrap_or_default();
        let own = [self.origin.clone(), format!("http://{host}")];
        request.header("origin").is_none_or(|origin| origin == "null" || own.iter().any(|own| own == origin))
    }

    /// Has the site built with what is in the inbox now.
    fn wait_for_build(&self) {
        let filed = self.inbox.lock().unwrap_or_else(PoisonError::into_inner).len();
        // If nobody is there to build any more, the preview is about to end.
        let _ = self.bell.send(Ring::Changed);
        self.stage.wait(LONGEST_BUILD, |state| state.filed >= filed);
    }

    /// `/a/<id>`: what was recorded.
    pub(super) fn acknowledgement(&self, request: &Request, id: &str) -> Answer {
        let state = self.stage.now();
        let Some(showing) = &state.showing else { return Answer::text(503, "there is no site yet") };
        let filed = self.inbox.lock().unwrap_or_else(PoisonError::into_inner).find(id).cloned();
        let Some(filed) = filed else {
            return self.reply(showing, 404, &Reply::Refused(Refusal::Nothing), None, request);
        };
        let recorded = Acknowledged {
            kind: filed.submission.kind,
            reference: &filed.reference,
            day: filed.submission.day,
            invoice: filed.submission.invoice.as_deref(),
            is_withdrawal: filed.submission.is_withdrawal(),
        };
        self.reply(showing, 200, &Reply::Acknowledged(recorded), Some(&filed.back), request)
    }

    fn reply(
        &self,
        showing: &Showing,
        status: u16,
        reply: &Reply<'_>,
        back: Option<&str>,
        request: &Request,
    ) -> Answer {
        match showing.site.reply(reply, back, &language(request, showing)) {
            Ok(html) => self.page(showing, &Page { status, html, path: "/".to_owned() }, request),
            Err(problem) => Answer::text(500, &problem.title),
        }
    }
}

/// What forms are held against: the preview's clock is the day that the portals speak for.
fn gate<'a>(secret: &'a FormSecret, showing: &'a Showing) -> Gate<'a> {
    let today = showing.site.as_of();
    Gate { secret, config: showing.site.config(), today, now: noon(today) }
}

/// A form that comes back.
struct Asked<'a> {
    posted: &'a Posted,
    claims: &'a TicketClaims,
    back: &'a str,
}

/// Whether the portal that the form stood in is still there, at the link of the ticket, and still offers such a form.
fn is_offered(showing: &Showing, of: Of, claims: &TicketClaims) -> bool {
    let Some((found, slot, _)) = showing.portal(claims.path.trim_start_matches('/')) else { return false };
    let Some(portal) = showing.site(of).portal(slot).filter(|_| found == of) else { return false };
    let is_owner = claims.portal != portal.address.id || claims.generation == portal.address.generation;
    is_owner
        && match claims.kind {
            FormKind::Dispute => portal.features.disputes,
            FormKind::Promise => portal.features.promises_to_pay,
            FormKind::Remittance => portal.features.remittance_advice,
            FormKind::Autopay => !matches!(portal.autopay, Autopay::Off | Autopay::Active),
        }
}

/// The language to answer in: the first that the browser asks for and the site has, else the site's first.
fn language(request: &Request, showing: &Showing) -> Language {
    let languages = &showing.site.config().site.languages;
    let wanted = request.header("accept-language").unwrap_or_default().split(',');
    let mut wanted = wanted.map(|part| part.split([';', '-']).next().unwrap_or_default().trim());
    let of = |tag: &str| languages.iter().find(|language| language.as_str().split('-').next() == Some(tag));
    wanted.find_map(of).unwrap_or(&languages[0]).clone()
}

/// The moment that the preview's forms take for now: noon of the day that the portals speak for.
fn noon(day: Date) -> i64 {
    let noon = day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC);
    noon.map_or(0, |noon| noon.timestamp().as_second())
}

/// A submission's id, which nobody guesses.
fn new_id() -> SubmissionId {
    SubmissionId::new("preview", random())
}

/// A name that no other preview has.
pub(super) fn new_nonce() -> String {
    data_encoding::HEXLOWER.encode(&random())
}

#[expect(clippy::disallowed_methods, reason = "the rim's own chance")]
fn random() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    bytes
}
