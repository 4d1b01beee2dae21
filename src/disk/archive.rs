//! Packs an archive: a ZIP file with the same bytes for the same files, on any machine.

use super::failure::Failure;
use super::output::Trouble;
use crate::site::{Archive, Content};
use std::io::{self, Seek, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Files of these types are compressed already.
const COMPRESSED: [&str; 7] = ["pdf", "png", "jpg", "jpeg", "xlsx", "docx", "zip"];

/// A delivered document: below `content/documents/`, with its size and SHA-256.
#[derive(Clone, Copy, Debug)]
pub struct Delivered<'a> {
    pub source: &'a str,
    pub size: u64,
    pub sha256: &'a [u8; 32],
}

/// Writes the archive to `to`, which has nothing in it. `pour` writes a delivered document
/// in pieces; `path` is the archive's own, for a failure to name.
pub fn pack<W: Write + Seek>(
    archive: &Archive,
    path: &Path,
    to: W,
    pour: &mut dyn FnMut(Delivered<'_>, &mut dyn Write) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let failed = |error: io::Error| Trouble::from(Failure::new("write", path, error));
    let mut zip = ZipWriter::new(to);
    for file in &archive.files {
        zip.start_file(&*file.path, options(archive, &file.path)).map_err(|error| failed(error.into()))?;
        match &file.content {
            Content::Bytes(bytes) => zip.write_all(bytes).map_err(failed)?,
            Content::Document { source, size, sha256 } => pour(Delivered { source, size: *size, sha256 }, &mut zip)?,
            Content::Archive(_) => unreachable!("an archive holds no other"),
        }
    }
    zip.finish().map_err(|error| failed(error.into()))?.flush().map_err(failed)
}

/// Dated with the day the portal speaks for; for all to read, whoever unpacks it.
fn options(archive: &Archive, name: &str) -> SimpleFileOptions {
    let (year, month, day) = (archive.day.year(), archive.day.month(), archive.day.day());
    let dated = DateTime::from_date_and_time(year.unsigned_abs(), month.unsigned_abs(), day.unsigned_abs(), 0, 0, 0);
    let is_compressed = name.rsplit_once('.').is_some_and(|(_, extension)| COMPRESSED.contains(&extension));
    let options = SimpleFileOptions::default().unix_permissions(0o644);
    // ZIP knows days from 1980 on; another gets its first.
    let options = options.last_modified_time(dated.unwrap_or_default());
    match is_compressed {
        true => options.compression_method(CompressionMethod::Stored),
        false => options.compression_method(CompressionMethod::Deflated).compression_level(Some(6)),
    }
}
