//! The endpoint of the forms: takes what customers send, keeps it, and tells those who should know.
//!
//! What a form may say, and whether it is ours, is for `requests`; how an answer looks, for `pages`. Here are the socket, the
//! store and the outbox.

pub mod store;
