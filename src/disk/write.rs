//! Writing files: in place where only the next build reads them, aside and renamed where others rely on them.
#![expect(clippy::disallowed_methods, reason = "the rim's own writing")]

use super::failure::{Failure, While};
use super::owner::{Owner, make_folder};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Opens a file of the output for writing, making it and its folder where they are not there. Never through a symbolic link.
pub(super) fn open_in_place(path: &Path) -> Result<File, Failure> {
    let open = |may_make: bool| {
        let flags = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
        OpenOptions::new().write(true).create(may_make).truncate(false).custom_flags(flags).open(path)
    };
    let is_missing =
        |opened: &io::Result<File>| opened.as_ref().is_err_and(|error| error.kind() == ErrorKind::NotFound);
    let mut opened = open(false);
    if is_missing(&opened) {
        opened = open(true);
        if is_missing(&opened) {
            path.parent().map_or(Ok(()), make_folder)?;
            opened = open(true);
        }
        if let (Ok(made), Some(owner)) = (&opened, path.parent().and_then(Owner::of)) {
            owner.take(made);
        }
    }
    opened.during("write", path)
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
    replace_with(path, bytes, 0o666)
}

/// The same for what nobody else on the machine is to read.
pub fn replace_private(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    replace_with(path, bytes, 0o600)
}

/// Where a file is written before it takes its place.
fn aside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    path.with_file_name(name)
}

fn replace_with(path: &Path, bytes: &[u8], mode: u32) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    let aside = aside(path);
    // Made anew: one that was left behind may be open to others, or lead elsewhere.
    match fs::remove_file(&aside) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(Failure::new("remove", &aside, error)),
        _ => {}
    }
    let owner = Owner::of(path);
    let write = || -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(&aside)?;
        if let Some(owner) = owner {
            owner.take(&file);
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&aside, path)?;
        File::open(folder)?.sync_all()
    };
    write().during("write", path)
}

/// Keeps others from changing a folder's files until what is returned is dropped; waits for whoever is at it.
pub fn hold(folder: &Path) -> Result<File, Failure> {
    make_folder(folder)?;
    let held = File::open(folder).during("open", folder)?;
    held.lock().during("lock", folder)?;
    Ok(held)
}

/// Writes a file that is not there yet; one that is there is a failure and stays as it is.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    path.parent().map_or(Ok(()), make_folder)?;
    let owner = Owner::of(path);
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).during("write", path)?;
    if let Some(owner) = owner {
        owner.take(&file);
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{MetadataExt, chown, symlink};

    /// Owner and group, by number.
    fn owner(path: &Path) -> (u32, u32) {
        let of = fs::symlink_metadata(path).unwrap();
        (of.uid(), of.gid())
    }

    /// Gives a file to somebody, which root alone can do; whose it is then.
    fn give(path: &Path, user: u32) -> (u32, u32) {
        if rustix::process::geteuid().is_root() {
            chown(path, Some(user), Some(user + 1)).unwrap();
            assert_eq!(owner(path), (user, user + 1));
        }
        owner(path)
    }

    #[test]
    fn what_root_writes_is_theirs_who_own_the_folder_or_the_file_that_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let theirs = give(folder.path(), 4_711);
        replace_private(&at("inbox/deep/pulled.jsonl"), b"1").unwrap();
        replace(&at("decisions.yaml"), b"1").unwrap();
        write_new(&at("new/config.yaml"), b"1").unwrap();
        write_in_place(&at("output/p/index.html"), b"1").unwrap();
        drop(hold(&at("held/folder")).unwrap());
        for entry in walkdir::WalkDir::new(folder.path()) {
            let path = entry.unwrap().into_path();
            assert_eq!(owner(&path), theirs, "{}", path.display());
        }
        for name in ["inbox/deep/pulled.jsonl", "decisions.yaml", "output/p/index.html"] {
            let before = give(&at(name), 4_720);
            match name {
                "output/p/index.html" => write_in_place(&at(name), b"2").unwrap(),
                "decisions.yaml" => replace(&at(name), b"2").unwrap(),
                _ => replace_private(&at(name), b"2").unwrap(),
            }
            assert_eq!((owner(&at(name)), fs::read(at(name)).unwrap()), (before, b"2".to_vec()), "{name}");
        }
    }

    #[test]
    fn a_link_that_lies_where_a_file_is_written_aside_leads_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let (elsewhere, path) = (folder.path().join("elsewhere"), folder.path().join("links.lock"));
        fs::write(&elsewhere, "untouched").unwrap();
        let before = owner(&elsewhere);
        give(folder.path(), 4_711);
        for write in [replace, replace_private] {
            symlink(&elsewhere, aside(&path)).unwrap();
            write(&path, b"new").unwrap();
            assert_eq!(fs::read(&path).unwrap(), b"new");
            assert_eq!((fs::read(&elsewhere).unwrap(), owner(&elsewhere)), (b"untouched".to_vec(), before));
        }
    }
}
