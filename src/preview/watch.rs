//! Hears which files of the project change. What is watched may not be there yet, may vanish and come back.
//!
//! The system tells of folders, so it is folders that are watched: the project's own, for config.yaml and for folders that
//! appear in it, and those below which files are read. `output/`, `.git/` and whatever else lies in the project are not.

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
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
const POLLED: Duration = Duration::from_secs(1);

/// Watches one project.
pub(super) struct Watch {
    root: PathBuf,
    bell: Sender<()>,
    watcher: Box<dyn notify::Watcher + Send>,
    /// The folders that are watched, each with the file number it had: a folder that was put in its place is another.
    watched: BTreeMap<PathBuf, u64>,
    /// Whether files are looked at from time to time.
    polls: bool,
}

impl Watch {
    /// Rings `bell` at every change. Where the system cannot tell, files are looked at every second instead.
    pub(super) fn new(root: &Path, bell: Sender<()>) -> Watch {
        let (watcher, polls) = match RecommendedWatcher::new(ringing(root, bell.clone()), notify::Config::default()) {
            Ok(watcher) => (Box::new(watcher) as Box<dyn notify::Watcher + Send>, false),
            Err(_) => (polling(root, bell.clone()), true),
        };
        let mut watch = Watch { root: root.to_owned(), bell, watcher, watched: BTreeMap::new(), polls };
        watch.renew();
        watch
    }

    /// Whether files are only looked at every second, since the system cannot watch as many folders.
    pub(super) fn polls(&self) -> bool {
        self.polls
    }

    /// Watches the folders that came, and forgets those that went. To be called before files are read: what appears in a
    /// folder before it is watched is read then, what appears later is told.
    pub(super) fn renew(&mut self) {
        for (name, mode) in FOLDERS {
            let folder = if name.is_empty() { self.root.clone() } else { self.root.join(name) };
            let now = file_number(&folder);
            if self.watched.get(&folder).copied() == now {
                continue;
            }
            if self.watched.remove(&folder).is_some() {
                // It is gone, and its watch with it, or it is another folder now.
                let _ = self.watcher.unwatch(&folder);
            }
            let Some(number) = now else { continue };
            match self.watcher.watch(&folder, mode) {
                Ok(()) => drop(self.watched.insert(folder, number)),
                Err(_) if !self.polls && file_number(&folder).is_some() => return self.poll(),
                Err(_) => {}
            }
        }
    }

    /// Goes over to looking at files.
    fn poll(&mut self) {
        self.polls = true;
        self.watched.clear();
        self.watcher = polling(&self.root, self.bell.clone());
        self.renew();
    }
}

fn polling(root: &Path, bell: Sender<()>) -> Box<dyn notify::Watcher + Send> {
    let config = notify::Config::default().with_poll_interval(POLLED);
    let watcher = notify::PollWatcher::new(ringing(root, bell), config);
    Box::new(watcher.expect("looking at files needs nothing of the system"))
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

/// Whether a build may read this path. Files that editors leave beside a file of ours for a moment do no harm.
fn is_read(root: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else { return true };
    if is_of_the_store(path) {
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
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(folder).ok().filter(std::fs::Metadata::is_dir).map(|metadata| metadata.ino())
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, ModifyKind, RemoveKind};

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
}
