//! While a build writes: which portals it set out to write, and which are done. What is left of it after a kill tells
//! the next build where to go on.
//!
//! Frames of length, checksum and bytes; a frame that was cut off by the kill, and all after it, do not count.
#![expect(clippy::disallowed_methods, reason = "the rim's own writing")]

use super::failure::{Failure, While};
use super::write::replace_private;
use crate::links::PortalKey;
use crate::portal::Fingerprint;
use crate::site::Record;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// So many bytes of finished portals are gathered before they are written.
const BUFFERED: usize = 256 * 1024;

/// The journal of a build that is at work.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    path: PathBuf,
    buffer: Vec<u8>,
}

/// What a build left that was cut off.
#[derive(Debug, Default)]
pub(super) struct Left {
    /// The portals it set out to write and did not report done: their files may be anything.
    pub(super) in_flight: BTreeSet<PortalKey>,
    pub(super) done: Vec<(PortalKey, Record)>,
    /// Nobody knows what it set out to write: no portal can be trusted.
    pub(super) is_unreadable: bool,
}

impl Journal {
    /// Begins a journal: from now on the output is unfinished. What an earlier cut-off build finished, and this one
    /// leaves alone, is carried over; the journal is never without its first frame.
    pub(super) fn begin<'r>(
        path: &Path,
        planned: &BTreeSet<PortalKey>,
        done: impl Iterator<Item = (PortalKey, &'r Record)>,
    ) -> Result<Journal, Failure> {
        let mut frames = frame(planned);
        done.filter(|(key, _)| !planned.contains(key)).for_each(|done| frames.extend_from_slice(&frame(&done)));
        replace_private(path, &frames)?;
        let file = OpenOptions::new().append(true).open(path).during("write", path)?;
        Ok(Journal { file, path: path.to_owned(), buffer: Vec::new() })
    }

    /// Notes that a portal's files are all written.
    pub(super) fn done(&mut self, key: PortalKey, record: &Record) -> Result<(), Failure> {
        self.buffer.extend_from_slice(&frame(&(key, record)));
        if self.buffer.len() < BUFFERED {
            return Ok(());
        }
        self.file.write_all(&self.buffer).during("write", &self.path)?;
        self.buffer.clear();
        Ok(())
    }

    /// Ends the journal: the output is finished.
    pub(super) fn end(self) -> Result<(), Failure> {
        fs::remove_file(&self.path).during("remove", &self.path)
    }

    /// What a cut-off build left; none where the last one was finished.
    pub(super) fn left(path: &Path) -> Result<Option<Left>, Failure> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::new("read", path, error)),
        };
        let mut rest = bytes.as_slice();
        let Some(in_flight) = next(&mut rest) else { return Ok(Some(Left { is_unreadable: true, ..Left::default() })) };
        let mut left = Left { in_flight, ..Left::default() };
        while let Some((key, record)) = next::<(PortalKey, Record)>(&mut rest) {
            left.in_flight.remove(&key);
            left.done.push((key, record));
        }
        Ok(Some(left))
    }
}

fn frame(value: &impl Serialize) -> Vec<u8> {
    let bytes = postcard::to_allocvec(value).expect("keys and records can be written");
    let length = u32::try_from(bytes.len()).expect("a frame is smaller than 4 GiB");
    let checksum = Fingerprint::of_bytes(&bytes).0;
    [&length.to_le_bytes()[..], &checksum[..8], &bytes].concat()
}

fn next<T: DeserializeOwned>(rest: &mut &[u8]) -> Option<T> {
    let (head, body) = rest.split_at_checked(12)?;
    let length = u32::from_le_bytes(head[..4].try_into().ok()?);
    let (bytes, after) = body.split_at_checked(length as usize)?;
    if Fingerprint::of_bytes(bytes).0[..8] != head[4..] {
        return None;
    }
    *rest = after;
    postcard::from_bytes(bytes).ok()
}
