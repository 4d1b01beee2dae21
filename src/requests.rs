//! Disputes and promises to pay: the rules of the forms, and what was recorded of them.
//!
//! No socket, no store: the endpoint and the build both ask here.

mod recorded;
pub mod rules;

pub use recorded::{Dispute, Promise, Requests};
