//! Portalsmith: exports of an accounting system in, one private static portal per customer out.
//!
//! ```text
//! exports → ledger → portal model → pages and documents → site (files) → plan → output or remote
//! ```
//!
//! ARCHITECTURE.md tells the flow, the rooms and what each of them must never do. The library exists for the binary and
//! its tests; its face is not promised to anyone else.

pub mod diag;
pub mod ledger;

pub mod links;
pub mod sheets;

pub mod config;

pub mod locale;
pub mod theme;

pub mod content;
pub mod exports;
pub mod requests;

pub mod portal;

pub mod payment;
pub mod wording;

pub mod documents;
pub mod pages;
pub mod pdf;

pub mod site;

pub mod disk;

#[cfg(feature = "mail")]
pub mod mail;

#[cfg(feature = "forms")]
pub mod forms;

#[cfg(feature = "serve")]
pub mod preview;

pub mod cli;
