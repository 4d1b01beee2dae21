//! The types of single values: what each may look like, and what is said where it does not.
//!
//! A value that was read is right: nothing later asks again whether a color is one.

pub(super) mod bank;
pub(super) mod color;
pub(super) mod mail;
pub(super) mod name;
pub(super) mod net;
pub(super) mod number;
pub(super) mod path;
pub(super) mod payment_link;
pub(super) mod region;
pub(super) mod store;
pub(super) mod text;
pub(super) mod time;
pub(super) mod web;
pub(super) mod words;
