//! Hears which files of the project change. What is watched may not be there yet, may vanish and come back.
//!
//! The system tells of folders, so it is folders that are watched: the project's own, for config.yaml and for folders that
//! appear in it, and those below which files are read. `output/`, `.git/` and whatever else lies in the project are not.
//!
//! It does not tell what another machine changes on a network share, nor what changes where a link leads to. So the few files
//! that are no documents are also looked at, every two seconds.

use super::Ring;
use crate::disk::is_left_over;
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RemoveKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
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

/// Delivered documents: there may be 100,000 of them, so they are looked at only where the system tells of nothing.
const DOCUMENTS: &str = "content/documents";

/// How often files are looked at where the system does not tell.
const LOOKED: Duration = Duration::from_secs(1);

/// How often they are looked at where it does.
const LOOKED_BESIDE: Duration = Duration::from_secs(2);

/// Watches one project.
pub(super) struct Watch {
    root: PathBuf,
    bell: Sender<Ring>,
    means: Means,
    /// The folders that are watched, each with the file number it had: a folder that was put in its place is another.
    watched: BTreeMap<PathBuf, u64>,
    lost: Lost,
}

/// The folders, by their names in [`FOLDERS`], in which a folder was removed: its watch went with it, and a folder that was put
/// in its place at once may have its very file number.
type Lost = Arc<Mutex<BTreeSet<&'static str>>>;

/// How changes are heard of.
enum Means {
    /// The system tells, and what it cannot tell of is looked at.
    Told(Box<dyn notify::Watcher + Send>, Looking),
    /// Files are looked at from time to time.
    Looked { _looking: Looking },
}

impl Watch {
    /// Rings `bell` at every change. Where the system cannot tell, files are looked at every second instead.
    pub(super) fn new(root: &Path, bell: Sender<Ring>) -> Watch {
        let lost = Lost::default();
        let told = RecommendedWatcher::new(ringing(root, bell.clone(), lost.clone()), notify::Config::default());
        Watch::by(told.ok().map(|watcher| Box::new(watcher) as Box<_>), root, bell, lost)
    }

    fn by(told: Option<Box<dyn notify::Watcher + Send>>, root: &Path, bell: Sender<Ring>, lost: Lost) -> Watch {
        let means = match told {
            Some(watcher) => Means::Told(watcher, Looking::beside(root, bell.clone())),
            None => Means::Looked { _looking: Looking::alone(root, bell.clone()) },
        };
        let mut watch = Watch { root: root.to_owned(), bell, means, watched: BTreeMap::new(), lost };
        watch.renew();
        watch
    }

    /// Whether files are only looked at every second, since the system cannot watch as many folders.
    pub(super) fn looks(&self) -> bool {
        matches!(self.means, Means::Looked { .. })
    }

    /// Watches the folders that came, and forgets those that went. To be called before files are read: what appears in a
    /// folder before it is watched is read then, what appears later is told.
    pub(super) fn renew(&mut self) {
        let Means::Told(watcher, beside) = &mut self.means else { return };
        let lost = std::mem::take(&mut *self.lost.lock().unwrap_or_else(PoisonError::into_inner));
        for (name, mode) in FOLDERS {
            let folder = if name.is_empty() { self.root.clone() } else { self.root.join(name) };
            let now = file_number(&folder);
            if self.watched.get(&folder).copied() == now && !lost.contains(name) {
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
                    self.means = Means::Looked { _looking: Looking::alone(&self.root, self.bell.clone()) };
                    return;
                }
                Err(_) => {}
            }
        }
        beside.renew();
    }
}

/// Looks at files from time to time, until it is dropped, and rings where any is another than before.
///
/// notify's own way, `PollWatcher`, takes a change for one only where the file's time is a later second than before: it
/// misses what is saved twice within a second, and what is put back with its old time.
struct Looking {
    look: Arc<dyn Fn() -> u64 + Send + Sync>,
    known: Arc<Mutex<u64>>,
    /// Looking ends with this end of the channel.
    _until: Sender<()>,
}

impl Looking {
    /// At all files, where nobody else tells of changes.
    fn alone(root: &Path, bell: Sender<Ring>) -> Looking {
        let root = root.to_owned();
        Looking::start(LOOKED, bell, move || look(&root, |_| true))
    }

    /// At all files but documents, beside a system that tells.
    fn beside(root: &Path, bell: Sender<Ring>) -> Looking {
        let (root, documents) = (root.to_owned(), root.join(DOCUMENTS));
        Looking::start(LOOKED_BESIDE, bell, move || look(&root, |path| path != documents))
    }

    fn start(every: Duration, bell: Sender<Ring>, look: impl Fn() -> u64 + Send + Sync + 'static) -> Looking {
        let (until, ended) = channel();
        let looking = Looking { known: Arc::new(Mutex::new(look())), look: Arc::new(look), _until: until };
        let (look, known) = (looking.look.clone(), looking.known.clone());
        thread::spawn(move || {
            while ended.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
                let now = look();
                let before = std::mem::replace(&mut *known.lock().unwrap_or_else(PoisonError::into_inner), now);
                if now != before && bell.send(Ring::Changed).is_err() {
                    return;
                }
            }
        });
        looking
    }

    /// What is there now is about to be read, and so no change any more.
    fn renew(&self) {
        let now = (self.look)();
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }
}

/// A number for the files that a build may read: another one where a file or folder came or went, or a file was written.
/// What lies below a path that is not wanted does not count.
#[expect(clippy::disallowed_methods, reason = "the rim's own looking")]
fn look(root: &Path, is_wanted: impl Fn(&Path) -> bool) -> u64 {
    let mut sum: u64 = 0;
    for (name, mode) in FOLDERS {
        let depth = if mode == RecursiveMode::Recursive { usize::MAX } else { 1 };
        let entries = walkdir::WalkDir::new(root.join(name)).follow_links(true).max_depth(depth);
        let entries = entries.into_iter().filter_entry(|entry| is_wanted(entry.path()));
        for entry in entries.flatten().filter(|entry| is_read(root, entry.path())) {
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
fn ringing(root: &Path, bell: Sender<Ring>, lost: Lost) -> impl FnMut(notify::Result<notify::Event>) + Send + 'static {
    let root = root.to_owned();
    move |event: notify::Result<notify::Event>| {
        if let Ok(event) = &event {
            lost.lock().unwrap_or_else(PoisonError::into_inner).extend(losing(&root, event));
        }
        // An error may hide a change, so it counts as one.
        if event.as_ref().map_or(true, |event| matters(&root, event)) {
            // If nobody listens any more, the preview is about to end.
            let _ = bell.send(Ring::Changed);
        }
    }
}

/// The folders whose watch, or that of a folder in them, an event says is gone.
fn losing(root: &Path, event: &notify::Event) -> Vec<&'static str> {
    let is_moved = matches!(event.kind, EventKind::Modify(ModifyKind::Name(_)));
    let is_removed = matches!(event.kind, EventKind::Remove(kind) if kind != RemoveKind::File);
    let is_lost = |(name, mode): &(&str, RecursiveMode)| {
        let folder = if name.is_empty() { root.to_owned() } else { root.join(name) };
        let is_within = |path: &PathBuf| *mode == RecursiveMode::Recursive && path.starts_with(&folder);
        // A folder further below that is moved is told of in order; one that is removed may be told of after the folder that
        // was put in its place.
        event.paths.iter().any(|path| (is_moved || is_removed) && *path == folder || is_removed && is_within(path))
    };
    FOLDERS.iter().filter(|folder| is_lost(folder)).map(|(name, _)| *name).collect()
}

fn matters(root: &Path, event: &notify::Event) -> bool {
    let is_change = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    };
    // Whoever reads a store opens and closes its log as if to write, we too; what is recorded changes its data.
    let is_data = matches!(event.kind, EventKind::Modify(ModifyKind::Data(_)) | EventKind::Remove(_));
    let counts = |path: &PathBuf| is_read(root, path) && (is_data || !is_log(path));
    // Events that name no file say that some were lost.
    is_change && (event.paths.is_empty() || event.paths.iter().any(counts))
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

/// The log of a store of submissions.
fn is_log(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("-wal"))
}

#[expect(clippy::disallowed_methods, reason = "the rim's own looking")]
fn file_number(folder: &Path) -> Option<u64> {
    std::fs::metadata(folder).ok().filter(std::fs::Metadata::is_dir).map(|metadata| metadata.ino())
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, DataChange, MetadataKind, RenameMode};
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

    fn rings(heard: &Receiver<Ring>, what: &str) {
        assert_eq!(heard.recv_timeout(PATIENCE), Ok(Ring::Changed), "{what}");
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
    fn reading_the_store_is_no_change_and_what_is_recorded_is_one() {
        let (root, log) = (Path::new("/work"), "/work/inbox/store.sqlite-wal");
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        for kind in
            [closed, EventKind::Create(CreateKind::File), EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any))]
        {
            assert!(!matters(root, &event(kind, log)), "{kind:?}");
        }
        assert!(matters(root, &event(EventKind::Modify(ModifyKind::Data(DataChange::Any)), log)));
        assert!(matters(root, &event(closed, "/work/inbox/store.sqlite")));
    }

    #[test]
    fn an_event_without_a_file_may_hide_any_change() {
        assert!(matters(Path::new("/work"), &notify::Event::new(EventKind::Other)));
    }

    /// A system that notes what it is asked.
    struct Noting(Arc<Mutex<Vec<String>>>);

    impl notify::Watcher for Noting {
        fn new<F: notify::EventHandler>(_: F, _: notify::Config) -> notify::Result<Noting> {
            Ok(Noting(Arc::default()))
        }

        fn watch(&mut self, path: &Path, _: RecursiveMode) -> notify::Result<()> {
            self.0.lock().unwrap().push(format!("watch {}", path.file_name().unwrap().to_str().unwrap()));
            Ok(())
        }

        fn unwatch(&mut self, path: &Path) -> notify::Result<()> {
            self.0.lock().unwrap().push(format!("unwatch {}", path.file_name().unwrap().to_str().unwrap()));
            Ok(())
        }

        fn kind() -> notify::WatcherKind {
            notify::WatcherKind::NullWatcher
        }
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the test plays a user who edits files")]
    fn a_folder_that_went_and_came_back_is_watched_anew_even_under_its_old_number() {
        let (project, (bell, _heard), asked) = (tempfile::tempdir().unwrap(), channel(), Arc::default());
        let (root, lost) = (project.path(), Lost::default());
        fs::create_dir_all(root.join("content/exports")).unwrap();
        let noting = Noting(Arc::clone(&asked));
        let mut watch = Watch::by(Some(Box::new(noting)), root, bell.clone(), lost.clone());
        asked.lock().unwrap().clear();
        watch.renew();
        assert!(asked.lock().unwrap().is_empty(), "nothing went");
        let mut told = ringing(root, bell, lost);
        let at = |kind: EventKind, path: &str| Ok(notify::Event::new(kind).add_path(root.join(path)));
        let folder = EventKind::Remove(RemoveKind::Folder);
        let moved = EventKind::Modify(ModifyKind::Name(RenameMode::From));
        for (event, is_lost) in [
            (at(folder, "content"), true),
            (at(folder, "content/exports"), true),
            (at(moved, "content"), true),
            (at(EventKind::Remove(RemoveKind::File), "content/exports/invoices.csv"), false),
            (at(moved, "content/exports/invoices.csv"), false),
            (at(folder, "output"), false),
        ] {
            let what = format!("{event:?}");
            told(event);
            watch.renew();
            let asked = std::mem::take(&mut *asked.lock().unwrap());
            assert_eq!(asked, if is_lost { &["unwatch content", "watch content"][..] } else { &[] }, "{what}");
        }
    }

    #[test]
    #[allow(clippy::disallowed_methods, reason = "the test plays a user who edits files")]
    fn where_a_link_leads_to_is_looked_at_beside_what_the_system_tells() {
        let (project, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (root, (bell, heard)) = (project.path(), channel());
        fs::create_dir_all(root.join("content/exports")).unwrap();
        fs::create_dir_all(root.join("content/documents")).unwrap();
        let (target, document) = (elsewhere.path().join("erp.csv"), elsewhere.path().join("terms.txt"));
        fs::write(&target, "one").unwrap();
        fs::write(&document, "one").unwrap();
        std::os::unix::fs::symlink(&target, root.join("content/exports/invoices.csv")).unwrap();
        std::os::unix::fs::symlink(&document, root.join("content/documents/terms.txt")).unwrap();
        let mut watch = Watch::new(root, bell);
        fs::write(&target, "two").unwrap();
        rings(&heard, "what a link leads to was written");
        fs::write(&target, "three").unwrap();
        watch.renew();
        assert!(heard.recv_timeout(2 * LOOKED_BESIDE).is_err(), "what a build has read is no change");
        fs::write(&document, "two").unwrap();
        assert!(heard.recv_timeout(2 * LOOKED_BESIDE).is_err(), "documents are not looked at");
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
        let watch = Watch::by(Some(Box::new(Full)), root, bell, Lost::default());
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
