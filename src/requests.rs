//! Disputes, promises to pay and what else customers tell by a form: the rules of the forms, what was posted, and what was
//! recorded of it.
//!
//! No socket, no store: the endpoint, the preview and the build all ask here.

mod arrival;
mod filed;
mod numbers;
mod posted;
mod recorded;
mod roll;
pub mod rules;
mod submission;

pub use arrival::{Arrival, Turned};
pub use filed::{Filed, NoId, SubmissionId};
pub use posted::{LARGEST, NoForm, Posted, percent_decoded};
pub use recorded::{Dispute, Promise, Requests};
pub use roll::{Enrolled, Entrance, NoRoll, Roll, way};
pub use submission::{Door, Faulty, Gate, Refused, Submission};
