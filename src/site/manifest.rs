//! What was published: the last build's portals, their fingerprints and files. Private, since it lists keys.

use crate::links::{PortalId, PortalKey, SecretId};
use crate::portal::{Fingerprint, Fingerprints};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The state of an output folder.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Manifest {
    /// The day the portals speak for.
    pub as_of: Date,
    pub secret: SecretId,
    /// `I/N`.
    pub shard: String,
    /// Files that belong to nobody, by path.
    pub shared: BTreeMap<String, Fingerprint>,
    pub portals: BTreeMap<PortalKey, Record>,
    /// The portals that the last build added.
    pub new: Vec<PortalId>,
    /// How many documents the ledger had.
    pub documents: u64,
}

/// One published portal.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Record {
    pub id: PortalId,
    pub fingerprints: Fingerprints,
    /// The files that change with the as-of day.
    pub shell: Vec<FileRecord>,
    /// The files of closed periods.
    pub closed: Vec<FileRecord>,
    /// What the customer saw, for `build --diff`; a [`super::Seen`].
    pub seen: Box<[u8]>,
}

/// A published file.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct FileRecord {
    /// Below the output folder.
    pub path: Box<str>,
    pub fingerprint: Fingerprint,
}

impl Record {
    pub fn files(&self) -> impl Iterator<Item = &FileRecord> {
        self.shell.iter().chain(&self.closed)
    }
}
