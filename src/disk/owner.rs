//! Whose the files are that root writes (`sudo portalsmith inbox pull`): theirs who own the project, who read and write them
//! next. Nobody else can give files away, and for nobody else anything is done here.
#![expect(clippy::disallowed_methods, reason = "the rim's own writing")]

use super::failure::{Failure, While};
use rustix::fs::{Mode, OFlags, mkdirat, openat};
use rustix::io::Errno;
use std::fs::{self, File, Metadata};
use std::io;
use std::os::fd::AsFd;
use std::os::unix::fs::{MetadataExt, fchown};
use std::path::Path;

/// The owner and group of a file that is to be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owner {
    user: u32,
    group: u32,
}

impl Owner {
    /// Of the file at `path`: as it is owned now, or else as its folder is. None where we are not root.
    pub(super) fn of(path: &Path) -> Option<Owner> {
        if !is_root() {
            return None;
        }
        let known = fs::symlink_metadata(path).or_else(|_| fs::metadata(folder_of(path)));
        known.ok().as_ref().map(Owner::from)
    }

    /// Gives away what was just made. Where that cannot be, on a file system without owners or in a container that does not
    /// know that user, it stays root's.
    pub(super) fn take(self, made: impl AsFd) {
        let _ = fchown(made, Some(self.user), Some(self.group));
    }
}

impl From<&Metadata> for Owner {
    fn from(of: &Metadata) -> Owner {
        Owner { user: of.uid(), group: of.gid() }
    }
}

/// Makes a folder, and those above it, where they are not there; each is owned as the one that it lies in.
pub(super) fn make_folder(folder: &Path) -> Result<(), Failure> {
    let name = folder.file_name().filter(|_| is_root());
    let Some(name) = name.filter(|_| !folder.is_dir()) else {
        return fs::create_dir_all(folder).during("make the folder", folder);
    };
    make_folder(folder_of(folder))?;
    let make = || -> io::Result<()> {
        let above = File::open(folder_of(folder))?;
        match mkdirat(&above, name, Mode::from_raw_mode(0o777)) {
            Err(Errno::EXIST) => return fs::create_dir_all(folder),
            made => made?,
        }
        // By what was opened, and not by the path: between two steps a path may come to lead elsewhere.
        let flags = OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let made = openat(&above, name, flags, Mode::empty())?;
        Owner::from(&above.metadata()?).take(made);
        Ok(())
    };
    make().during("make the folder", folder)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}
