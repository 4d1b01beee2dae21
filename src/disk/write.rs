//! Writing files: in place where only the next build reads them, aside and renamed where others rely on them.
#![expect(clippy::disallowed_methods, reason = "the rim's own writing")]

use super::failure::{Failure, While};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Opens a file of the output for writing, making its folder where it is not there. Never through a symbolic link.
pub(super) fn open_in_place(path: &Path) -> Result<File, Failure> {
    let open = || {
        let flags = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
        OpenOptions::new().write(true).create(true).truncate(false).custom_flags(flags).open(path)
    };
    let file = match open() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).during("make the folder", folder)?;
            }
            open()
        }
        other => other,
    };
    file.during("write", path)
}

/// Writes a file in place: what was longer is cut. Cheaper by far than renaming over thousands of files, and safe
/// where the manifest says *unfinished* meanwhile.
pub(super) fn write_in_place(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = open_in_place(path)?;
    file.write_all(bytes).and_then(|()| file.set_len(bytes.len() as u64)).during("write", path)
}

/// Replaces a file as a whole: written aside, synced, renamed, and the folder synced, so that a reader or a power cut
/// sees the old one or the new one.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    replace_with(path, bytes, OpenOptions::new().write(true).create(true).truncate(true))
}

/// The same for what nobody else on the machine is to read.
pub fn replace_private(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    // Made anew, since one that was left behind may be open to others.
    let flags = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
    let aside = aside(path);
    match fs::remove_file(&aside) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(Failure::new("remove", &aside, error)),
        _ => {}
    }
    replace_with(path, bytes, OpenOptions::new().write(true).create_new(true).mode(0o600).custom_flags(flags))
}

/// Where a file is written before it takes its place.
fn aside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}

fn replace_with(path: &Path, bytes: &[u8], options: &OpenOptions) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).during("make the folder", folder)?;
    let aside = aside(path);
    let write = || -> io::Result<()> {
        let mut file = options.open(&aside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&aside, path)?;
        File::open(folder)?.sync_all()
    };
    write().during("write", path)
}

/// Keeps others from changing a folder's files until what is returned is dropped; waits for whoever is at it.
pub fn hold(folder: &Path) -> Result<File, Failure> {
    fs::create_dir_all(folder).during("make the folder", folder)?;
    let held = File::open(folder).during("open", folder)?;
    held.lock().during("lock", folder)?;
    Ok(held)
}

/// Writes a file that is not there yet; one that is there is a failure and stays as it is.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).during("make the folder", folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).during("write", path)?;
    file.write_all(bytes).during("write", path)
}

/// Removes a file that may be gone already, and the folders above it that are empty then, up to `root`.
pub(super) fn remove(root: &Path, path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(Failure::new("remove", path, error)),
        _ => {}
    }
    let mut folder = path.parent();
    while let Some(empty) = folder.filter(|folder| *folder != root && folder.starts_with(root)) {
        if fs::remove_dir(empty).is_err() {
            break;
        }
        folder = empty.parent();
    }
    Ok(())
}

/// Removes a folder of ours with all that is in it.
pub(super) fn remove_folder(path: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Failure::new("remove", path, error)),
        _ => Ok(()),
    }
}
