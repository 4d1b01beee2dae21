//! What changes while the endpoint runs: the roll, when a build wrote another one, and the certificate, when it was renewed.
#![expect(clippy::disallowed_methods, reason = "the roll is a file that others write")]

use super::bell::Bell;
use super::journal::Incident;
use super::server::Server;
use super::tls::Tls;
use crate::disk::Failure;
use crate::requests::{NoRoll, Roll};
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A roll of a million customers has some 300 MB.
const LARGEST: u64 = 1 << 30;

/// How often is looked.
const PAUSE: Duration = Duration::from_secs(2);

/// A file and how it was when it was read last.
#[derive(Debug)]
pub(super) struct Watched {
    path: PathBuf,
    seen: Option<Seen>,
}

/// Size, time in nanoseconds, and inode: a file that was replaced or written differs in one of them.
type Seen = (u64, i64, u64);

impl Watched {
    pub(super) fn new(path: &Path) -> Watched {
        Watched { path: path.to_owned(), seen: None }
    }

    /// The roll, if it is another one than the last time.
    pub(super) fn changed(&mut self) -> Result<Option<Roll>, Failure> {
        let cannot = |error| Failure::new("read", &self.path, error);
        let mut file = File::open(&self.path).map_err(cannot)?;
        let seen = seen(&file.metadata().map_err(cannot)?);
        if self.seen == Some(seen) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        file.by_ref().take(LARGEST).read_to_end(&mut bytes).map_err(cannot)?;
        let roll = Roll::from_json(&bytes).map_err(|error| cannot(io::Error::other(why(error))))?;
        self.seen = Some(seen);
        Ok(Some(roll))
    }
}

fn seen(metadata: &Metadata) -> Seen {
    (metadata.size(), metadata.mtime() * 1_000_000_000 + metadata.mtime_nsec(), metadata.ino())
}

fn why(error: NoRoll) -> String {
    match error {
        NoRoll::Version(version) => format!("it is of version {version}: run the Portalsmith here that built it"),
        NoRoll::Unreadable => "it is no manifest of a build, or was cut off".to_owned(),
    }
}

/// Looks for news until the bell rings for the last time: on a thread of its own, since a large roll takes seconds to read. News
/// that cannot be read are told once, and what was there goes on.
pub(super) fn listen(server: &Server, mut roll: Watched, bell: &Bell) {
    let mut told: [Option<String>; 2] = [None, None];
    while !bell.rest(PAUSE) {
        let found = [("manifest", take_roll(server, &mut roll)), ("certificate", take_certificate(server))];
        for ((what, found), told) in found.into_iter().zip(told.iter_mut()) {
            let (news, failed) = match found {
                Ok(news) => (news, None),
                Err(failure) => (None, Some(failure.to_string())),
            };
            for text in news.iter().chain(failed.iter().filter(|failed| told.as_ref() != Some(*failed))) {
                Incident::new((server.desk.clock)(), what, text).log();
            }
            *told = failed;
        }
    }
}

/// Takes a new roll, and says so.
fn take_roll(server: &Server, roll: &mut Watched) -> Result<Option<String>, Failure> {
    let Some(new) = roll.changed()? else { return Ok(None) };
    if new.form_secret != server.desk.roll().form_secret {
        return Ok(Some("it was built with another link secret; the one before is kept".to_owned()));
    }
    let news = format!("{} customers, {} withdrawn", new.portals.len(), new.withdrawn.len());
    server.desk.enroll(new);
    Ok(Some(news))
}

fn take_certificate(server: &Server) -> Result<Option<String>, Failure> {
    let renewed = server.tls.as_ref().map_or(Ok(false), Tls::renew)?;
    Ok(renewed.then(|| "taken anew".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::{Keys, LinkSecret};
    use jiff::civil::date;

    #[test]
    fn a_roll_is_read_again_when_it_was_replaced_and_only_then() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("forms.json");
        let keys = Keys::new(&LinkSecret::from_bytes([1; 32]));
        let roll = |day| Roll::new(keys.secret_id(), &keys.form_secret(), date(2026, 3, day));
        std::fs::write(&path, roll(1).to_json()).unwrap();
        let mut watched = Watched::new(&path);
        assert_eq!(watched.changed().unwrap(), Some(roll(1)));
        assert_eq!(watched.changed().unwrap(), None);
        std::fs::write(folder.path().join("new"), roll(2).to_json()).unwrap();
        std::fs::rename(folder.path().join("new"), &path).unwrap();
        assert_eq!(watched.changed().unwrap(), Some(roll(2)));
        std::fs::write(&path, "{").unwrap();
        assert!(watched.changed().unwrap_err().to_string().contains("cut off"));
        assert!(watched.changed().is_err(), "it is looked at again until it is right");
    }
}
