//! What was sent by the forms of previewed pages: in memory, until the preview ends.

use crate::requests::{Filed as Record, Submission, SubmissionId};
use jiff::Timestamp;

/// So many are kept.
const MOST: usize = 500;

/// All that was sent, in order.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    list: Vec<Filed>,
}

/// A form that was taken.
#[derive(Clone, Debug)]
pub(super) struct Filed {
    /// In the address of its acknowledgement.
    pub(super) id: SubmissionId,
    pub(super) reference: String,
    pub(super) submission: Submission,
    /// The way back to the portal.
    pub(super) back: String,
}

impl Inbox {
    /// Files a submission under `id`; one that says the same as the latest about the same thing is that one. None where there
    /// are too many.
    pub(super) fn file(&mut self, submission: Submission, back: &str, id: SubmissionId) -> Option<Filed> {
        let latest = self.list.iter().rev().find(|filed| filed.submission.is_about_the_same(&submission));
        if let Some(same) = latest.filter(|latest| submission.says_the_same(&latest.submission)) {
            return Some(same.clone());
        }
        if self.list.len() == MOST {
            return None;
        }
        let reference = format!("PREVIEW-{}", self.list.len() + 1);
        let filed = Filed { id, reference, submission, back: back.to_owned() };
        self.list.push(filed.clone());
        Some(filed)
    }

    pub(super) fn find(&self, id: &str) -> Option<&Filed> {
        self.list.iter().find(|filed| filed.id.as_str() == id)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The newest first.
    pub(super) fn newest(&self) -> impl Iterator<Item = &Filed> {
        self.list.iter().rev()
    }

    /// All of it for a build, which takes it for the latest that came.
    pub(super) fn received(&self) -> impl Iterator<Item = Record> {
        let record = |(number, filed): (i64, &Filed)| Record {
            id: filed.id.clone(),
            received: Timestamp::from_second(number).unwrap_or_default(),
            submission: filed.submission.clone(),
        };
        (0..).zip(&self.list).map(record)
    }
}
