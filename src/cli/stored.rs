//! The submissions in the store of this machine, which every build shows. Another machine's come by `inbox pull`.
#![expect(clippy::disallowed_methods, reason = "the rim's own looking")]

use crate::config::Config;
use crate::diag::{Diagnostic, Problems};
use crate::disk::Failure;
use crate::requests::Filed;
use std::path::{Path, PathBuf};

/// Submissions that were pulled from elsewhere.
pub(super) const PULLED: &str = "inbox/pulled.jsonl";

/// All submissions in the local store, where there is one; it is only read. One that cannot be looked at is a failure: without
/// it a build would drop every dispute. A database is not asked, since builds need no network; where nothing was ever pulled from
/// it, that is a warning.
pub(super) fn stored(root: &Path, config: &Config, problems: &mut Problems) -> Result<Vec<Filed>, Failure> {
    let Some(path) = local_store(root, config) else {
        if !root.join(PULLED).exists() {
            problems.add(not_pulled());
        }
        return Ok(Vec::new());
    };
    read(&path)
}

fn not_pulled() -> Diagnostic {
    let title = "what customers sent is in a database, and was never pulled from there";
    Diagnostic::warning("store-not-pulled", title).hint(
        "`portalsmith inbox pull` before each build takes it from `forms.store`; portals show nothing of it until then",
    )
}

/// The file of the local store; none where a server keeps the submissions.
fn local_store(root: &Path, config: &Config) -> Option<PathBuf> {
    config.forms.store.strip_prefix("sqlite:").map(|path| root.join(path))
}

#[cfg(feature = "forms")]
fn read(path: &Path) -> Result<Vec<Filed>, Failure> {
    use crate::forms::store::{Sqlite, Store};
    let failed = |error: crate::forms::store::StoreError| {
        Failure::new("read the submissions in", path, std::io::Error::other(error.text))
    };
    match Sqlite::read(path).map_err(failed)? {
        Some(mut store) => store.all().map_err(failed),
        None => Ok(Vec::new()),
    }
}

#[cfg(not(feature = "forms"))]
fn read(path: &Path) -> Result<Vec<Filed>, Failure> {
    if !path.try_exists().map_err(|error| Failure::new("look for the submissions in", path, error))? {
        return Ok(Vec::new());
    }
    let why = "this program was made without the feature `forms`, and what customers sent would be left out";
    let mut failure = Failure::new("read the submissions in", path, std::io::Error::other(why));
    failure.hint = Some("use a program with it, or move the store away".to_owned());
    Err(failure)
}
