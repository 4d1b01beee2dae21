//! The world failed: what was being done, to which file, and what the system said.

use crate::links::PortalKey;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A failure that is nobody's mistake in a file: no space, no permission, a lock held by another build.
#[derive(Debug)]
pub struct Failure {
    /// What could not be done, for instance `write`.
    pub action: &'static str,
    pub path: PathBuf,
    pub source: io::Error,
    pub hint: Option<String>,
}

impl Failure {
    pub fn new(action: &'static str, path: &Path, source: io::Error) -> Failure {
        Failure { action, path: path.to_owned(), source, hint: None }
    }

    /// A failure in our own words.
    pub(super) fn because(action: &'static str, path: &Path, why: &str, hint: &str) -> Failure {
        Failure { hint: Some(hint.to_owned()), ..Failure::new(action, path, io::Error::other(why.to_owned())) }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} {}: {}", self.action, masked(&self.path), self.source)
    }
}

/// A path with its keys covered but for four characters: it may end up in the log of a pipeline.
fn masked(path: &Path) -> String {
    let is_key = |part: &str| part.parse::<PortalKey>().is_ok();
    let text = path.display().to_string();
    let parts = text.split('/').map(|part| if is_key(part) { format!("{}…", &part[..4]) } else { part.to_owned() });
    parts.collect::<Vec<_>>().join("/")
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Adds what was being done to an I/O error.
pub(super) trait While<T> {
    fn during(self, action: &'static str, path: &Path) -> Result<T, Failure>;
}

impl<T> While<T> for io::Result<T> {
    fn during(self, action: &'static str, path: &Path) -> Result<T, Failure> {
        self.map_err(|source| Failure::new(action, path, source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_tells_no_key() {
        let path = Path::new("output/p/y5vv96ds33q06ky3s7x4c33287r6kp0w/index.html");
        let failure = Failure::new("write", path, io::ErrorKind::StorageFull.into());
        assert_eq!(failure.to_string(), "cannot write output/p/y5vv…/index.html: no storage space");
    }
}
