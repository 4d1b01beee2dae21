//! Hears which files of the project change. What is watched may not be there yet, may vanish and come back.
//!
//! The system tells of folders, so it is folders that are watched: the project's own, for config.yaml and for folders that
//! appear in it, and those below which files are read. `output/`, `.git/` and whatever else lies in the project are not.

use crate::disk::is_left_over;
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// Folders of the project, and whether what lies below is watched too.
const FOLDERS: [(&str, RecursiveMode); 4] = [
    ("", RecursiveMode::NonRecursive),
    ("content", RecursiveMode::Recursive),
    ("themes", RecursiveMode::Recursive),
    ("inbox", RecursiveMode::NonRecursive),
];

/// The files at the project's top that a build reads, and the folders.
const AT_TOP: [&str; 6] = ["config.yaml", "links.yaml", "links.lock", "content", "themes", "inbox"];

/// How often files are looked at where the system does not tell.
const LOOKED: Duration = Duration::from_secs(1);

/// Watches one project.
pub(super) struct Watch {
    root: PathBuf,
    bell: Sender<()>,
    means: Means,
    /// The folders that are watched, each with the file number it had: a folder that was put in its place is another.
    watched: BTreeMap<PathBuf, u64>,
}

/// How changes are heard of.
enum Means {
    /// The system tells.
    Told(Box<dyn notify::Watcher + Send>),
    /// Files are looked at from time to time, until this end of the channel is dropped.
    Looking { _until: Sender<()> },
}

impl Watch {
    /// Rings `bell` at every change. Where the system cannot tell, files are looked at every second instead.
    pub(super) fn new(root: &Path, bell: Sender<()>) -> Watch {
        let means = match RecommendedWatcher::new(ringing(root, bell.clone()), notify::Config::default()) {
            Ok(watcher) => Means::Told(Box::new(watcher)),
            Err(_) => looking(root, bell.clone()),
        };
        Watch::by(means, root, bell)
    }

    fn by(means: Means, root: &Path, bell: Sender<()>) -> Watch {
        let mut watch = Watch { root: root.to_owned(), bell, means, watched: BTreeMap::new() };
        watch.renew();
        watch
    }

    /// Whether files are only looked at every second, since the system cannot watch as many folders.
    pub(super) fn looks(&self) -> bool {
        matches!(self.means, Means::Looking { .. })
    }

    /// Watches the folders that came, and forgets those that went. To be called before files are read: what appears in a
    /// folder before it is watched is read then, what appears later is told.
    pub(super) fn renew(&mut self) {
        let Means::Told(watcher) = &mut self.means else { return };
        for (name, mode) in FOLDERS {
            let folder = if name.is_empty() { self.root.clone() } else { self.root.join(name) };
            let now = file_number(&folder);
            if self.watched.get(&folder).copied() == now {
                continue;
            }
            if self.watched.remove(&folder).is_some() {
                // It is gone, and its watch with it, or it is another folder now.
                let _ = watcher.unwatch(&folder);
            }
            let Some(number) = now else { continue };
            match watcher.watch(&folder, mode) {
                Ok(()) => drop(self.watched.insert(folder, number)),
                Err(_) if file_number(&folder).is_some() => {
                    // The system can watch no more folders: from now on files are looked at.
                    self.means = looking(&self.root, self.bell.clone());
                    return;
                }
                Err(_) => {}
            }
        }
    }
}

/// Looks at all files from time to time, and rings where any is another than before.
///
/// notify's own way, `PollWatcher`, takes a change for one only where the file's time is a later second than before: it
/// misses what is saved twice within a second, and what is put back with its old time.
fn looking(root: &Path, bell: Sender<()>) -> Means {
    let (until, ended) = channel();
    let root = root.to_owned();
    let mut before = look(&root);
    thread::spawn(move || {
        while ended.recv_timeout(LOOKED) == Err(RecvTimeoutError::Timeout) {
            let now = look(&root);
            if now != before && bell.send(()).is_err() {
                return;
            }
            before = now;
        }
    });
    Means::Looking { _until: until }
}

/// A number for all files that a build may read: another one where a file or folder came or went, or a file was written.
#[expect(clippy::disallowed_methods, reason = "the rim's own looking")]
fn look(root: &Path) -> u64 {
    let mut sum: u64 = 0;
    for (name, mode) in FOLDERS {
        let depth = if mode == RecursiveMode::Recursive { usize::MAX } else { 1 };
        let entries = walkdir::WalkDir::new(root.join(name)).follow_links(true).max_depth(depth);
        for entry in entries.into_iter().flatten().filter(|entry| is_read(root, entry.path())) {
            let mut hasher = DefaultHasher::new();
            let of =
                |of: std::fs::Metadata| (of.ino(), of.len(), of.mtime(), of.mtime_nsec(), of.ctime(), of.ctime_nsec());
            // A folder's own time changes with files in it that no build reads.
            let metadata = entry.metadata().ok().filter(std::fs::Metadata::is_file).map(of);
            (entry.path(), metadata).hash(&mut hasher);
            // The order in which they come means nothing.
            sum = sum.wrapping_add(hasher.finish());
        }
    }
    sum
}

/// Rings at events that can change what a build reads.
fn ringing(root: &Path, bell: Sender<()>) -> impl FnMut(notify::Result<notify::Event>) + Send + 'static {
    let root = root.to_owned();
    move |event: notify::Result<notify::Event>| {
        // An error may hide a change, so it counts as one.
        if event.as_ref().map_or(true, |event| matters(&root, event)) {
            // If nobody listens any more, the preview is about to end.
            let _ = bell.send(());
        }
    }
}

fn matters(root: &Path, event: &notify::Event) -> bool {
    let is_change = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    };
    // Events that name no file say that some were lost.
    is_change && (event.paths.is_empty() || event.paths.iter().any(|path| is_read(root, path)))
}

/// Whether a build may read this path. What editors leave beside a file of ours for a moment is passed over.
fn is_read(root: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else { return true };
    if is_of_the_store(path) || below.file_name().is_some_and(is_left_over) {
        return false;
    }
    let first = below.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
    first.is_none_or(|first| AT_TOP.contains(&first.as_str()))
}

/// The index that a store of submissions has beside it while it is read, by us too.
fn is_of_the_store(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("-shm"))
}

#[expect(clippy::disallowed_methods, reason = "the rim's own looking")]
fn file_number(folder: &Path) -> Option<u64> {
    std::fs::metadata(folder).ok().filter(std::fs::Metadata::is_dir).map(|metadata| metadata.ino())
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, ModifyKind, RemoveKind};
    use std::fs;
    use std::sync::mpsc::Receiver;

    /// A system that can watch no folder at all.
    struct Full;

    impl notify::Watcher for Full {
        fn new<F: notify::EventHandler>(_: F, _: notify::Config) -> notify::Result<Full> {
            Ok(Full)
        }

        fn watch(&mut self, _: &Path, _: RecursiveMode) -> notify::Result<()> {
            Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch))
        }

        fn unwatch(&mut self, _: &Path) -> notify::Result<()> {
            Ok(())
        }

        fn kind() -> notify::WatcherKind {
            notify::WatcherKind::NullWatcher
        }
    }

    /// Longer than a look may take on a busy machine.
    const PATIENCE: Duration = Duration::from_secs(30);

    fn rings(heard: &Receiver<()>, what: &str) {
        assert_eq!(heard.recv_timeout(PATIENCE), Ok(()), "{what}");
    }

    fn event(kind: EventKind, path: &str) -> notify::Event {
        notify::Event::new(kind).add_path(PathBuf::from(path))
    }

    #[test]
    fn what_a_build_reads_counts_and_what_it_writes_does_not() {
        let root = Path::new("/work");
        for path in
            ["/work/config.yaml", "/work/content/exports/invoices.csv", "/work/themes/own/assets/style.css", "/work"]
        {
            assert!(matters(root, &event(EventKind::Modify(ModifyKind::Any), path)), "{path}");
        }
        for path in
            ["/work/output/p/key/index.html", "/work/.git/index", "/work/target/debug/x", "/work/.config.yaml.swp"]
                .into_iter()
                .chain([
                    "/work/content/exports/.invoices.csv.swp",
                    "/work/themes/own/assets/extra.css~",
                    "/work/inbox/4913",
                ])
        {
            assert!(!matters(root, &event(EventKind::Create(CreateKind::Any), path)), "{path}");
        }
    }

    #[test]
    fn reading_a_file_is_no_change_but_closing_it_after_writing_is() {
        let root = Path::new("/work");
        let read = EventKind::Access(AccessKind::Open(AccessMode::Read));
        let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert!(!matters(root, &event(read, "/work/config.yaml")));
        assert!(matters(root, &event(written, "/work/config.yaml")));
        assert!(matters(root, &event(EventKind::Remove(RemoveKind::Any), "/work/content")));
    }

    #[test]
    fn an_event_without_a_file_may_hide_any_change() {
        assert!(matters(Path::new("/work"), &notify::Event::new(EventKind::Other)));
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the test plays a user who edits files")]
    fn where_the_system_can_watch_no_folder_files_are_looked_at() {
        let (project, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (root, (bell, heard)) = (project.path(), channel());
        fs::create_dir_all(root.join("content/exports")).unwrap();
        fs::create_dir_all(root.join("output")).unwrap();
        let file = root.join("content/exports/invoices.csv");
        fs::write(&file, "one").unwrap();
        let watch = Watch::by(Means::Told(Box::new(Full)), root, bell);
        assert!(watch.looks());
        fs::write(&file, "two").unwrap();
        rings(&heard, "as long as before, and perhaps within the same second");
        let time = fs::metadata(&file).unwrap().modified().unwrap() - Duration::from_secs(3_600);
        let old = elsewhere.path().join("invoices.csv");
        fs::write(&old, "old").unwrap();
        fs::File::options().write(true).open(&old).unwrap().set_modified(time).unwrap();
        fs::rename(&old, &file).unwrap();
        rings(&heard, "put back with an older time");
        fs::create_dir_all(root.join("themes/own")).unwrap();
        rings(&heard, "a folder that was not there");
        fs::write(root.join("themes/own/theme.yaml"), "").unwrap();
        rings(&heard, "a file in it");
        fs::remove_file(&file).unwrap();
        rings(&heard, "a file that went");
        // What was made in two steps may have been looked at in between.
        while heard.recv_timeout(2 * LOOKED).is_ok() {}
        fs::write(root.join("output/page.html"), "").unwrap();
        assert!(heard.recv_timeout(2 * LOOKED).is_err(), "what a build writes is none of its inputs");
        drop(watch);
        assert_eq!(heard.recv_timeout(PATIENCE), Err(RecvTimeoutError::Disconnected), "nobody looks any more");
    }
}
