//! What a portal's files depend on, in 16 bytes.
//!
//! Two of them: the *shell* (home, invoices, the current periods) changes with the as-of day; the *closed periods* do
//! not, so a nightly build leaves them alone. Both are taken over the model by `#[derive(Hash)]`: a field that pages can
//! show is a field that counts.

use super::{Portal, StatementRef};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::hash::{Hash, Hasher};

/// Which of a portal's files: those that change with the as-of day, or those of closed periods.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Group {
    Shell,
    Closed,
}

/// Sixteen bytes of SHA-256 over all that something depends on.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Fingerprint(pub [u8; 16]);

impl Fingerprint {
    /// The fingerprint of a value, through its `Hash`.
    pub fn of(value: &(impl Hash + ?Sized)) -> Fingerprint {
        let mut sink = Sink(Vec::with_capacity(4096));
        value.hash(&mut sink);
        Fingerprint::of_bytes(&sink.0)
    }

    pub fn of_bytes(bytes: &[u8]) -> Fingerprint {
        let mut first = [0; 16];
        first.copy_from_slice(&Sha256::digest(bytes)[..16]);
        Fingerprint(first)
    }
}

/// Collects what `Hash` writes.
struct Sink(Vec<u8>);

impl Hasher for Sink {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        unreachable!("only the bytes are used")
    }
}

/// The fingerprints of a portal's two groups of files.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Fingerprints {
    pub shell: Fingerprint,
    pub closed: Fingerprint,
}

impl Portal<'_> {
    /// The fingerprints of this portal, on a site whose shared part has the fingerprint `common`.
    pub fn fingerprints(&self, common: Fingerprint) -> Fingerprints {
        Fingerprints {
            shell: Fingerprint::of(&(common, self)),
            closed: Fingerprint::of(&Closed { common, portal: self }),
        }
    }
}

/// All that the statements of closed periods show.
struct Closed<'p, 'a> {
    common: Fingerprint,
    portal: &'p Portal<'a>,
}

impl Hash for Closed<'_, '_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Portal { address, party, language, contact, formats, .. } = self.portal;
        (self.common, address, party, language, contact, formats).hash(state);
        for block in &self.portal.blocks {
            block.currency.hash(state);
            for statement in block.statements.iter().filter(|statement| statement.period.closed) {
                let StatementRef { lines: (start, end), .. } = *statement;
                statement.hash(state);
                block.lines[start..end].hash(state);
            }
        }
    }
}
