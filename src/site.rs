//! Inputs → portals and the fingerprints of what they show; their files, made when the plan asks for them.
//!
//! A [`Site`] is a value. It holds the ledger and where each portal lies, never the pages: [`Site::render`] makes one
//! portal's files, which are dropped once they are written. Nothing here reads the disk, the clock or the environment.

mod archive;
mod build;
mod changes;
mod files;
mod guard;
mod headers;
mod inputs;
mod kept;
mod manifest;
mod media;
mod plan;
mod roll;
mod shard;

pub use build::{OnProblems, Rendered, Site, Slot, build, rebuild};
pub use changes::{Change, Seen};
pub use files::{Archive, Content, File};
pub use guard::{Shrink, shrink};
pub use headers::EVERYWHERE;
pub use inputs::{BrandFiles, Files, InputFile, Inputs, Shown};
pub use kept::Kept;
pub use manifest::{FileRecord, Manifest, Record};
pub use media::media_type;
pub use plan::{Plan, Work};
pub use shard::Shard;
