//! How submissions stand: open, decided, or overtaken by a newer one. Whether an invoice was paid since, the books say.

use crate::requests::{Decision, Decisions, Filed, SubmissionId};
use std::collections::BTreeMap;

/// How a submission stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Standing {
    /// Nobody decided on it.
    Open,
    Decided(Decision),
    /// The customer took it back; or it is what takes back.
    Withdrawn,
    /// A newer one about the same thing took its place.
    Replaced,
    /// Kept apart, since a field was filled in that people do not see.
    Quarantined,
}

/// Every submission's standing.
#[derive(Debug, Default)]
pub(super) struct Standings {
    by_id: BTreeMap<SubmissionId, Standing>,
}

impl Standing {
    pub(super) const fn as_str(&self) -> &'static str {
        match self {
            Standing::Open => "open",
            Standing::Decided(decision) => decision.verdict.as_str(),
            Standing::Withdrawn => "withdrawn",
            Standing::Replaced => "replaced",
            Standing::Quarantined => "quarantined",
        }
    }
}

impl Standings {
    /// Of submissions in order of arrival.
    pub(super) fn of(submissions: &[Filed], decisions: &Decisions) -> Standings {
        let mut by_id = BTreeMap::new();
        // Of what is about the same thing, whether the one that came next takes back.
        let mut next = BTreeMap::new();
        for Filed { id, submission, .. } in submissions.iter().rev() {
            let about = (submission.kind, submission.portal, &submission.invoice, submission.currency);
            let standing = match (decisions.on(id), next.get(&about)) {
                _ if submission.trapped => Standing::Quarantined,
                (Some(decision), _) => Standing::Decided(decision.clone()),
                _ if submission.is_withdrawal() => Standing::Withdrawn,
                (None, Some(true)) => Standing::Withdrawn,
                (None, Some(false)) => Standing::Replaced,
                (None, None) => Standing::Open,
            };
            if !submission.trapped {
                next.insert(about, submission.is_withdrawal());
            }
            by_id.insert(id.clone(), standing);
        }
        Standings { by_id }
    }

    pub(super) fn on(&self, filed: &Filed) -> &Standing {
        self.by_id.get(&filed.id).unwrap_or(&Standing::Open)
    }
}
