//! Disputes, promises to pay and what else customers tell by a form: the rules of the forms, what was posted, what was
//! recorded of it, and what the team decided on it.
//!
//! No socket, no store: the endpoint, the preview and the build all ask here.

mod arrival;
mod decisions;
mod filed;
mod gathered;
mod numbers;
mod posted;
mod recorded;
mod roll;
pub mod rules;
mod submission;

pub use arrival::{Arrival, Turned};
pub use decisions::{Decision, Decisions, Verdict};
pub use filed::{Filed, NoId, SubmissionId};
pub use gathered::{Differs, Gathered};
pub use posted::{LARGEST, NoForm, Posted, percent_decoded};
pub use recorded::{Decided, Dispute, Promise, Requests, Told, Wish};
pub use roll::{Enrolled, Entrance, NoRoll, Roll, way};
pub use submission::{Door, Faulty, Gate, Refused, Submission};
