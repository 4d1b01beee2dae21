//! Inputs → portals, each with the fingerprint of what it shows; their files, made when the plan asks for them.
//!
//! A [`Site`] is a value. It holds the ledger and a fingerprint per portal, never the pages: [`Site::render`] makes one
//! portal's files, which are dropped once they are written. Nothing here reads the disk, the clock or the environment.

mod archive;
mod build;
mod changes;
mod files;
mod guard;
mod headers;
mod inputs;
mod manifest;
mod plan;
mod shard;

pub use build::{OnProblems, Rendered, Site, Slot, build};
pub use changes::{Change, Seen};
pub use files::{Archive, Content, File};
pub use guard::{Shrink, shrink};
pub use inputs::{BrandFiles, InputFile, Inputs, Shown, excerpt_of};
pub use manifest::{FileRecord, Manifest, Record};
pub use plan::{Plan, Work};
pub use shard::Shard;
