//! What users see: whole projects, through the binary. One module per feature; `project` makes the projects.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]
#![allow(
    clippy::disallowed_methods,
    reason = "tests play the world: they make projects, and look at what became of them"
)]

#[path = "../reading/pdf.rs"]
mod pdf;
mod project;

mod alike;
mod amounts;
mod archive;
mod builds;
mod calendar;
mod documents;
mod e_invoices;
#[cfg(feature = "forms")]
mod endpoint;
mod families;
mod formats;
mod forms;
mod guard;
mod house;
#[cfg(feature = "forms")]
mod inbox;
mod init;
mod interrupted;
mod languages;
mod links;
mod lists;
mod pages;
#[cfg(feature = "images")] // what draws logos draws the codes too
mod payment;
mod problems;
mod real;
mod rebuild;
mod reference;
mod roll;
mod secrets;
#[cfg(feature = "serve")]
mod serve;
mod shards;
mod statements;
mod switches;
mod themes;
mod withheld;
mod workbooks;
