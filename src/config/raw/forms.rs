//! `forms`: the endpoint that takes what customers send, and the reasons they may give.

use crate::config::checked;
use crate::config::checked::Language;
use crate::config::collect::{At, Map, Tried};
use crate::config::reader::Reader;
use crate::config::section::section;
use crate::config::values::name::Name;
use crate::config::values::net::Network;
use crate::config::values::number::Whole;
use crate::config::values::store::Store;
use crate::config::values::text::Line;
use crate::config::values::web::{Endpoint, Webhook};
use crate::diag::{Diagnostic, Place};
use std::collections::BTreeMap;
use std::net::SocketAddr;

/// So many reasons may there be, archived ones included. Customers choose from a list; a long one helps nobody.
const MOST_REASONS: usize = 100;

/// The reasons we bring; their words are in the theme's strings.
pub(in crate::config) const REASONS: [&str; 8] = [
    "unsatisfactory-work",
    "faulty-goods",
    "late-delivery",
    "not-agreed",
    "unable-to-pay",
    "pricing",
    "processing-error",
    "other",
];

section! {
    /// The server that takes the forms.
    Forms {
        /// The server's https address. Without it, the forms become e-mails to `contact.email`.
        endpoint: Endpoint = optional,
        /// The address and port that `portalsmith forms serve` listens on.
        listen: SocketAddr = "127.0.0.1:8787",
        /// Where submissions are kept: `sqlite:<file>` or `postgres://<host>/<database>`, without a password.
        store: Store = "sqlite:inbox/store.sqlite",
        /// The name of this server where there are several; submissions carry it.
        instance: Name = "a",
        /// Addresses or networks of proxies whose `X-Forwarded-For` is believed.
        trusted_proxies: Vec<Network> = "[]",
        /// Certificate and key, where the server speaks TLS itself.
        tls: Tls = optional,
        /// How many days a form can be sent after the first of the month in which it was built.
        ticket_days: Whole<1, 366> = "75",
        /// The reasons for a dispute, in place of the eight we bring.
        dispute_reasons: Tried<At<Vec<At<Reason>>>> = optional,
        /// How many days ahead a customer may promise to pay.
        promise_max_days: Whole<1, 366> = "90",
        /// A server of yours that is told of each submission.
        webhook: Hook = optional,
    }
}

section! {
    /// Certificate and key.
    Tls {
        /// The file with the certificate chain (PEM).
        cert: Line = required,
        /// The file with the private key (PEM).
        key: Line = required,
    }
}

section! {
    /// A server of yours.
    Hook {
        /// Its https address.
        url: Webhook = required,
    }
}

section! {
    /// A reason for a dispute.
    Reason {
        /// A lasting name of small letters, digits, `-` and `_`; never given to another reason.
        id: At<Name> = required,
        /// What customers read, by language; the organization's language must be there unless the reason is one of ours.
        label: Tried<Map<Language, Line>> = "{}",
        /// Kept for old disputes, no longer offered.
        archived: bool = "false",
    }
}

impl Forms {
    /// Whether forms are sent to an endpoint, and not as e-mails.
    pub(super) fn has_endpoint(&self) -> bool {
        self.endpoint.is_some()
    }

    /// The reasons that may be given, or `None` after a problem. Takes them out: the rest is checked by itself.
    pub(super) fn reasons(
        &mut self,
        language: Option<&Language>,
        reader: &mut Reader,
    ) -> Option<Vec<checked::DisputeReason>> {
        match self.dispute_reasons.take() {
            Some(Tried(reasons)) => own_reasons(reasons?, language, reader),
            None => Some(REASONS.map(ours).to_vec()),
        }
    }

    pub(super) fn checked(self, dispute_reasons: Vec<checked::DisputeReason>) -> Option<checked::Forms> {
        let tls = match self.tls {
            Some(tls) => Some(checked::Tls { cert: tls.cert?.0, key: tls.key?.0 }),
            None => None,
        };
        let webhook = match self.webhook {
            Some(hook) => Some(hook.url?.0),
            None => None,
        };
        Some(checked::Forms {
            endpoint: self.endpoint.map(|address| address.0),
            listen: self.listen,
            store: self.store.0,
            instance: self.instance.0,
            trusted_proxies: self.trusted_proxies.into_iter().map(|network| network.0).collect(),
            tls,
            ticket_days: self.ticket_days.0,
            dispute_reasons,
            promise_max_days: self.promise_max_days.0,
            webhook,
        })
    }
}

fn ours(id: &str) -> checked::DisputeReason {
    checked::DisputeReason { id: id.to_owned(), label: BTreeMap::new(), archived: false }
}

fn own_reasons(
    reasons: At<Vec<At<Reason>>>,
    language: Option<&Language>,
    reader: &mut Reader,
) -> Option<Vec<checked::DisputeReason>> {
    if reasons.value.len() > MOST_REASONS {
        let title = format!("there are {} dispute reasons, but may be {MOST_REASONS} at most", reasons.value.len());
        reader.add(Diagnostic::error("out-of-range", title).at(reasons.place, ""));
        return None;
    }
    let (mut first, mut kept, mut whole) = (BTreeMap::<Name, Place>::new(), Vec::new(), true);
    for At { value: reason, place } in reasons.value {
        let (Some(id), Some(label)) = (reason.id, reason.label.0) else {
            whole = false;
            continue;
        };
        if let Some(first) = first.insert(id.value.clone(), id.place) {
            let title = format!("two dispute reasons have the id `{}`", id.value.0);
            let problem = Diagnostic::error("duplicate-dispute-reason", title).at(id.place, "given again here");
            reader.add(problem.at(first, "first given here"));
        }
        if id.value.0 == checked::WITHDRAWN {
            let title = "no dispute reason can have the id `withdrawn`";
            let problem = Diagnostic::error("reserved-dispute-reason", title).at(id.place, "used by us");
            reader.add(problem.hint("it says that a customer takes his dispute back; choose another id"));
        }
        let named = language.is_none_or(|language| label.0.contains_key(language));
        // One of ours without any label has the words of the theme.
        let themed = label.0.is_empty() && REASONS.contains(&id.value.0.as_str());
        if !named && !themed {
            let language = language.map_or("", Language::as_str);
            let title = format!("the dispute reason `{}` has no label in the organization's language", id.value.0);
            reader.add(Diagnostic::error("missing-label", title).at(place, format!("needs a label in `{language}`")));
        }
        let label = label.map(|language, words| (language, words.0));
        kept.push(checked::DisputeReason { id: id.value.0, label, archived: reason.archived });
    }
    if whole && kept.iter().all(|reason| reason.archived) {
        let problem = Diagnostic::error("no-dispute-reason", "no dispute reason is offered").at(reasons.place, "");
        reader.add(problem.hint("to have no disputes at all, set `features.disputes` to `false`"));
    }
    whole.then_some(kept)
}
