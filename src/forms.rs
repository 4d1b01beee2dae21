//! The endpoint of the forms: takes what customers send, keeps it, and tells those who should know.
//!
//! What a form may say, and whether it is ours, is for `requests`; how an answer looks, for `pages`. Here are the socket, the
//! store and the outbox.
//!
//! ```text
//! connection → server → desk → clerk → store
//!                                        └─ outbox → letters, webhook
//! ```

mod alarm;
mod answer;
mod arrivals;
mod bare;
mod bell;
mod clerk;
mod connections;
mod course;
mod desk;
mod endpoint;
mod errands;
mod fetch;
mod journal;
pub mod letters;
mod limits;
mod look;
mod news;
mod opening;
mod outbox;
mod proxies;
mod pull;
mod ready;
mod server;
pub mod store;
mod tls;
mod upkeep;
mod webhook;

pub use endpoint::{Ended, Endpoint, Secrets, serve};
pub use fetch::{NotFetched, fetch};
