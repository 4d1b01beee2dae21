//! The store in one file: SQLite, write-ahead log, every commit synced.
//!
//! An existing file is never made anew: what cannot be read may be all there is of someone's dispute.
#![expect(clippy::disallowed_methods, reason = "the store's own file")]

use super::{
    Again, Backlog, Errand, Filing, Harm, Latest, Leases, MOST, Outcome, Ran, Receipt, Store, StoreError, Taken, Task,
    Unreadable, Waiting, apart, errand, joined, record,
};
use crate::requests::{Filed, SubmissionId};
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Params, Transaction, TransactionBehavior, params};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Stands in the file's head: "Ptlf".
const APPLICATION: i32 = 0x5074_6c66;

/// The version of the tables.
const SCHEMA: i32 = 1;

const TABLES: &str = "
    CREATE TABLE submissions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        portal TEXT NOT NULL,
        kind TEXT NOT NULL,
        invoice TEXT,
        currency TEXT NOT NULL,
        quarantined INTEGER NOT NULL,
        received INTEGER NOT NULL,
        record TEXT NOT NULL,
        back TEXT
    ) STRICT;
    CREATE INDEX submissions_by_portal ON submissions (portal, kind, number);
    CREATE INDEX submissions_with_way_back ON submissions (received) WHERE back IS NOT NULL;
    CREATE TABLE outbox (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        submission TEXT NOT NULL REFERENCES submissions (id),
        errand TEXT NOT NULL,
        since INTEGER NOT NULL,
        due INTEGER NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        given_up INTEGER NOT NULL DEFAULT 0,
        said TEXT,
        told TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX outbox_due ON outbox (due) WHERE given_up = 0;
";

/// After so many filings and other changes the log is put into the file: it has some megabytes by then.
const CHECKPOINT: usize = 200;

/// How long a statement waits for another process that has the file.
const PATIENCE: Duration = Duration::from_secs(5);

/// Between two tries of what SQLite does not wait for.
const BREATH: Duration = Duration::from_millis(10);

/// Kinds of file systems that others may write to at the same time, or that do not sync as they say (statfs(2)).
const SHARED: [(u32, &str); 16] = [
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFF53_4D42, "CIFS"),
    (0xFE53_4D42, "SMB2"),
    (0x00C3_6400, "Ceph"),
    (0x5346_414F, "AFS"),
    (0x6B41_4653, "AFS"),
    (0x0102_1997, "9P"),
    (0x6573_5546, "FUSE"),
    (0x0BD0_0BD0, "Lustre"),
    (0x0116_1970, "GFS2"),
    (0x7461_636F, "OCFS2"),
    (0x4750_4653, "GPFS"),
    (0x1983_0326, "BeeGFS"),
    (0x786F_4256, "a shared folder of VirtualBox"),
    (0xBACB_ACBC, "a shared folder of VMware"),
];

/// A store in a file.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
    /// Since the log was last put into the file.
    changes: usize,
    /// Whether the log may still have what was forgotten.
    remembers: bool,
    leases: Leases,
}

impl Sqlite {
    /// Opens the store at `path`, or makes one where nothing is. It is looked through for damage, which takes a while where it is
    /// large.
    pub fn open(path: &Path) -> Result<Sqlite, StoreError> {
        let store = Sqlite::open_again(path)?;
        store.look_through(&led(path))?;
        Ok(store)
    }

    /// Opens a store that was just looked through.
    pub(super) fn open_again(path: &Path) -> Result<Sqlite, StoreError> {
        let path = &led(path);
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        make_folder(folder).map_err(|error| cannot_open(path, error))?;
        refuse_shared(folder)?;
        refuse_orphan(path)?;
        make(path).map_err(|error| cannot_open(path, error))?;
        refuse_odd(path)?;
        refuse_shared(path)?;
        let connection = Connection::open(path).map_err(|error| cannot_open(path, error))?;
        // What was left in the log by one that was killed is put into the file before the first change.
        let mut store = Sqlite { connection, changes: CHECKPOINT, remembers: true, leases: Leases::new() };
        store.prepare(path)?;
        // The names of the file and of its log are to stay, too. SQLite does not tell whether that failed.
        sync_folder(folder).map_err(|error| cannot_open(path, error))?;
        Ok(store)
    }

    /// The submissions of the store at `path`, which is not written to; none where there is no store.
    pub fn read(path: &Path) -> Result<Option<Sqlite>, StoreError> {
        let path = &led(path);
        refuse_orphan(path)?;
        match std::fs::symlink_metadata(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(cannot_open(path, error)),
            // All links were followed, as far as they lead.
            Ok(found) if found.is_symlink() => return Err(cannot_open(path, "it is a link that leads nowhere")),
            Ok(_) => {}
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let open = |uri: String| -> Result<Sqlite, StoreError> {
            let connection = Connection::open_with_flags(uri, flags).map_err(|error| cannot_open(path, error))?;
            connection.busy_timeout(PATIENCE).map_err(failed)?;
            let store = Sqlite { connection, changes: 0, remembers: false, leases: Leases::new() };
            store.check_head(path)?;
            Ok(store)
        };
        let uri = uri(path);
        // A copy that lies where nothing can be written has no room for the log's index, and needs none.
        open(uri.clone())
            .or_else(|error| match beside(path, "-wal").exists() {
                true => Err(error),
                false => open(format!("{uri}?immutable=1")),
            })
            .map(Some)
    }

    fn prepare(&mut self, path: &Path) -> Result<(), StoreError> {
        let wrong = |error| cannot_open(path, error);
        self.connection.busy_timeout(PATIENCE).map_err(wrong)?;
        let is_empty = self.number("SELECT count(*) FROM sqlite_schema").map_err(wrong)? == 0;
        if !is_empty {
            self.check_head(path)?;
        }
        // Not before it is known to be ours, and before anything is written.
        private(path).map_err(|error| cannot_open(path, error))?;
        if self.insisted("PRAGMA journal_mode = wal").map_err(wrong)? != ["wal"] {
            return Err(cannot_open(path, "it cannot have a write-ahead log there"));
        }
        let set = |name: &str, value: &str| self.connection.pragma_update(None, name, value).map_err(wrong);
        set("synchronous", "FULL")?;
        set("fullfsync", "1")?;
        set("checkpoint_fullfsync", "1")?;
        set("foreign_keys", "1")?;
        set("trusted_schema", "0")?;
        // A way back that is forgotten is not to be found in the file any more.
        set("secure_delete", "1")?;
        // SQLite would do it after a commit, and tell nobody that a sync failed; see `begin`.
        set("wal_autocheckpoint", "0")?;
        if is_empty { self.create(path) } else { Ok(()) }
    }

    fn look_through(&self, path: &Path) -> Result<(), StoreError> {
        let wrong = |error| cannot_open(path, error);
        let sound: String = self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(wrong)?;
        match sound.as_str() {
            "ok" => Ok(()),
            _ => Err(cannot_open(path, "it is damaged (`PRAGMA integrity_check` tells more); nothing was changed")),
        }
    }

    /// Two endpoints may come at once: the one that is second finds the tables.
    fn create(&mut self, path: &Path) -> Result<(), StoreError> {
        let wrong = |error| cannot_open(path, error);
        let change = self.connection.transaction_with_behavior(TransactionBehavior::Exclusive).map_err(wrong)?;
        let there: i64 = change.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(wrong)?;
        if there == 0 {
            change.execute_batch(TABLES).map_err(wrong)?;
            change.pragma_update(None, "application_id", APPLICATION).map_err(wrong)?;
            change.pragma_update(None, "user_version", SCHEMA).map_err(wrong)?;
        }
        change.commit().map_err(wrong)?;
        self.check_head(path)
    }

    fn check_head(&self, path: &Path) -> Result<(), StoreError> {
        let read = |pragma: &str| self.number(pragma).map_err(|error| cannot_open(path, error));
        if read("SELECT application_id FROM pragma_application_id")? != i64::from(APPLICATION) {
            return Err(cannot_open(path, "it is a database, but not a store of submissions"));
        }
        match read("SELECT user_version FROM pragma_user_version")? {
            version if version == i64::from(SCHEMA) => Ok(()),
            version => {
                let text = format!("its version is {version}, and this program knows version {SCHEMA}");
                Err(cannot_open(path, text))
            }
        }
    }

    /// Begins a change of so many parts. The log is put into the file before it, if it has grown.
    fn begin(&mut self, parts: usize) -> Result<Transaction<'_>, StoreError> {
        if self.changes >= CHECKPOINT {
            match self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).map_err(failed) {
                Ok(()) => self.changes = 0,
                // No room, or somebody else is at it: the log is as good for now.
                Err(error) if error.harm == Harm::None => {}
                Err(error) => return Err(error),
            }
        }
        self.changes += parts;
        self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)
    }

    /// Changes something by one statement; how many rows.
    fn change(&mut self, statement: &str, values: impl Params) -> Result<usize, StoreError> {
        let change = self.begin(1)?;
        let rows = change.execute(statement, values).map_err(failed)?;
        change.commit().map_err(failed)?;
        Ok(rows)
    }

    /// Puts the log into the file and cuts it off, so that nothing is left in it; `false` where somebody still reads what
    /// stands there. Nobody who files waits for him meanwhile.
    fn clear_log(&self) -> Result<bool, StoreError> {
        self.connection.busy_timeout(Duration::ZERO).map_err(failed)?;
        let is_busy = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0));
        self.connection.busy_timeout(PATIENCE).map_err(failed)?;
        match is_busy.map_err(failed) {
            Ok(is_busy) => Ok(!is_busy),
            Err(error) if error.harm == Harm::None => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// All that a statement answers, to its end: what it writes, it writes after the last answer.
    fn answers(&self, statement: &str) -> rusqlite::Result<Vec<String>> {
        self.connection.prepare(statement)?.query_map([], |row| row.get(0))?.collect()
    }

    /// The same, for as long as another one who begins at this very moment is in the way: for some statements SQLite does not wait.
    fn insisted(&self, statement: &str) -> rusqlite::Result<Vec<String>> {
        let until = Instant::now() + PATIENCE;
        loop {
            match self.answers(statement) {
                Err(error) if is_busy(&error) && Instant::now() < until => std::thread::sleep(BREATH),
                answers => return answers,
            }
        }
    }

    fn number(&self, query: &str) -> rusqlite::Result<i64> {
        self.connection.query_row(query, [], |row| row.get(0))
    }
}

/// The file's name with something behind it, as SQLite names the files beside a database.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The path as SQLite's URI.
fn uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => uri.push(char::from(*byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// Makes the folder, and those above it, so that a power cut does not take it away with all that is in it.
fn make_folder(folder: &Path) -> std::io::Result<()> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
    std::fs::create_dir_all(folder)?;
    for made in missing {
        sync_folder(made.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new(".")))?;
    }
    Ok(())
}

fn sync_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

/// Where a link leads: the log lies beside the file itself, and a disk may be another one there.
fn led(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Makes an empty file where nothing is, which nobody else on the machine may read, from its beginning.
fn make(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

/// Nobody else on the machine may read the file or what lies beside it; what comes beside it later gets the same mode.
fn private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    for path in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")] {
        match std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            done => done?,
        }
    }
    Ok(())
}

/// A log without its file, or beside an empty one: SQLite would take it for a leftover and remove it.
fn refuse_orphan(path: &Path) -> Result<(), StoreError> {
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |found| found.len());
    if size(path) > 0 || size(&beside(path, "-wal")) == 0 {
        return Ok(());
    }
    let text = format!("{} is gone or empty, but its write-ahead log is there: put the file back", path.display());
    Err(StoreError::new(Harm::Fatal, text))
}

/// A device, a pipe or a folder: what is neither read nor written as a file is, and whose mode is not ours to set.
fn refuse_odd(path: &Path) -> Result<(), StoreError> {
    match std::fs::metadata(path).map_err(|error| cannot_open(path, error))?.is_file() {
        true => Ok(()),
        false => Err(cannot_open(path, "it is no file")),
    }
}

fn refuse_shared(place: &Path) -> Result<(), StoreError> {
    let found = rustix::fs::statfs(place).map_err(|error| cannot_open(place, error))?;
    // The type has other widths on other machines; all that are known fit into 32 bits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the low 32 bits are the type")]
    let kind = found.f_type as u32;
    match shared(kind) {
        None => Ok(()),
        Some(name) => {
            let text = format!("it lies on {name}, where a commit may be lost: put it on a disk of this machine");
            Err(cannot_open(place, text))
        }
    }
}

/// What a file system of this kind is called, if it is one of those.
fn shared(kind: u32) -> Option<&'static str> {
    SHARED.iter().find(|(known, _)| *known == kind).map(|(_, name)| *name)
}

fn cannot_open(path: &Path, why: impl std::fmt::Display) -> StoreError {
    StoreError::new(Harm::Fatal, format!("cannot use the store {}: {why}", path.display()))
}

/// What a failure means, of a commit, too.
///
/// A full disk has no room for the frame that makes a commit one, and a change that had to wait was not begun: nothing was
/// recorded. All else may come after that frame was written (a sync that failed, an index of the log that could not grow), so
/// that whoever opens the file next finds it recorded; and what could not be synced or read back is not to be built upon.
fn failed(error: rusqlite::Error) -> StoreError {
    let harm = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull | ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Harm::None,
        _ => Harm::Fatal,
    };
    StoreError::new(harm, format!("the store failed: {}", plain(&error)))
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// SQLite's own words, without the statement and its values.
fn plain(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(code, _) => code.to_string(),
        _ => "a value is not what it should be".to_owned(),
    }
}

impl Store for Sqlite {
    fn file(&mut self, filings: &[Filing]) -> Result<Vec<Outcome>, StoreError> {
        let change = self.begin(filings.len())?;
        let outcomes = filings.iter().map(|filing| file(&change, filing)).collect::<rusqlite::Result<Vec<_>>>();
        let outcomes = outcomes.map_err(failed)?;
        change.commit().map_err(failed)?;
        Ok(outcomes)
    }

    fn receipt(&mut self, id: &SubmissionId) -> Result<Option<Receipt>, StoreError> {
        let mut found =
            self.connection.prepare_cached("SELECT record, back FROM submissions WHERE id = ?1").map_err(failed)?;
        let row = found.query_row([id.as_str()], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)));
        let row = row.optional().map_err(failed)?;
        row.map(|(text, back)| Ok(Receipt { filed: record(&text)?, back })).transpose()
    }

    fn take_of(&mut self, kinds: &[Errand], now: i64, until: i64, most: usize) -> Result<Vec<Taken>, StoreError> {
        let change = self.begin(1)?;
        let rows = take(&change, kinds, [now, until], most).map_err(failed)?;
        change.commit().map_err(failed)?;
        self.leases.extend(rows.iter().map(|(number, _, tries, ..)| (*number, *tries)));
        let task = |(number, name, tries, text, told): Row| match (errand(&name), record(&text)) {
            (Ok(errand), Ok(filed)) => Ok(Task { number, errand, filed, tries, told: apart(&told) }),
            (Err(why), _) | (_, Err(why)) => Err(Unreadable { number, why: why.text }),
        };
        Ok(rows.into_iter().map(task).collect())
    }

    fn ran(&mut self, number: i64, ran: &Ran) -> Result<(), StoreError> {
        let Some(&tries) = self.leases.get(&number) else { return Ok(()) };
        match ran {
            Ran::Done => self.change("DELETE FROM outbox WHERE number = ?1 AND tries = ?2", params![number, tries]),
            Ran::Again(Again { at, why, told }) => self.change(
                "UPDATE outbox SET due = ?3, said = ?4, told = ?5 WHERE number = ?1 AND tries = ?2",
                params![number, tries, at, why, joined(told)],
            ),
            Ran::GivenUp(why) => self.change(
                "UPDATE outbox SET given_up = 1, said = ?3 WHERE number = ?1 AND tries = ?2",
                params![number, tries, why],
            ),
        }?;
        self.leases.remove(&number);
        Ok(())
    }

    fn waiting(&mut self) -> Result<Vec<Waiting>, StoreError> {
        let query = "SELECT submission, errand, tries, since, given_up, said FROM outbox \
                     ORDER BY given_up, number LIMIT 1000";
        let mut found = self.connection.prepare_cached(query).map_err(failed)?;
        let rows = found.query_map([], |row| {
            let (id, name): (String, String) = (row.get(0)?, row.get(1)?);
            Ok((id, name, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
        });
        let waiting = |row: rusqlite::Result<(String, String, u32, i64, bool, Option<String>)>| {
            let (id, name, tries, since, given_up, said) = row.map_err(failed)?;
            let submission = id.parse().map_err(|_| StoreError::new(Harm::Fatal, "an id cannot be read"))?;
            Ok(Waiting { submission, errand: errand(&name)?, tries, since, given_up, said })
        };
        rows.map_err(failed)?.map(waiting).collect()
    }

    fn backlog(&mut self) -> Result<Backlog, StoreError> {
        let query = "SELECT count(*) FILTER (WHERE NOT given_up), count(*) FILTER (WHERE given_up), \
                     min(since) FILTER (WHERE NOT given_up) FROM outbox";
        let count =
            |row: &rusqlite::Row<'_>| Ok(Backlog { waiting: row.get(0)?, given_up: row.get(1)?, oldest: row.get(2)? });
        self.connection.query_row(query, [], count).map_err(failed)
    }

    fn revive(&mut self, now: i64, since: i64) -> Result<(), StoreError> {
        self.change("UPDATE outbox SET given_up = 0, due = ?1 WHERE given_up AND since > ?2", [now, since]).map(drop)
    }

    fn forget_given_up(&mut self, before: i64) -> Result<(), StoreError> {
        self.change("DELETE FROM outbox WHERE given_up AND since < ?1", [before]).map(drop)
    }

    fn all(&mut self) -> Result<Vec<Filed>, StoreError> {
        let mut found =
            self.connection.prepare_cached("SELECT record FROM submissions ORDER BY number").map_err(failed)?;
        let rows = found.query_map([], |row| row.get::<_, String>(0)).map_err(failed)?;
        rows.map(|row| record(&row.map_err(failed)?)).collect()
    }

    fn settle(&mut self) -> Result<(), StoreError> {
        self.clear_log().map(drop)
    }

    fn forget_ways_back(&mut self, before: i64) -> Result<(), StoreError> {
        let forget = "UPDATE submissions SET back = NULL WHERE back IS NOT NULL AND received < ?1";
        self.remembers |= self.change(forget, [before])? > 0;
        if self.remembers {
            self.remembers = !self.clear_log()?;
        }
        Ok(())
    }
}

fn file(change: &Transaction<'_>, filing: &Filing) -> rusqlite::Result<Outcome> {
    let Filing { filed, back, errands, may_add } = filing;
    let Filed { id, submission, .. } = filed;
    let received = filed.received.as_second();
    let (portal, kind) = (submission.portal.as_str(), submission.kind.as_str());
    let (invoice, currency) = (submission.invoice.as_deref(), submission.currency.code());
    let latest = "SELECT record, back FROM submissions WHERE portal = ?1 AND kind = ?2 AND invoice IS ?3 AND currency = ?4 \
                  AND quarantined = ?5 ORDER BY number DESC LIMIT 1";
    let about = params![portal, kind, invoice, currency, submission.trapped];
    let read = |row: &rusqlite::Row<'_>| Ok(Latest { record: row.get(0)?, back: row.get(1)? });
    let latest = change.prepare_cached(latest)?.query_row(about, read).optional()?;
    if let Some(same) = latest.and_then(|latest| latest.same_as(filing)) {
        return Ok(Outcome::Same(same));
    }
    for (seconds, most) in MOST {
        let count = "SELECT count(*) FROM submissions WHERE portal = ?1 AND quarantined = ?2 AND received > ?3";
        let count: i64 = change
            .prepare_cached(count)?
            .query_row(params![portal, submission.trapped, received - seconds], |row| row.get(0))?;
        if count >= most {
            return Ok(Outcome::TooMany);
        }
    }
    if !may_add.get() {
        return Ok(Outcome::TooMany);
    }
    let insert = "INSERT INTO submissions (id, portal, kind, invoice, currency, quarantined, received, record, back) \
                  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let trapped = submission.trapped;
    change.prepare_cached(insert)?.execute(params![
        id.as_str(),
        portal,
        kind,
        invoice,
        currency,
        trapped,
        received,
        filed.to_json(),
        back
    ])?;
    let insert = "INSERT INTO outbox (submission, errand, since, due) VALUES (?1, ?2, ?3, ?3)";
    for errand in errands {
        change.prepare_cached(insert)?.execute(params![id.as_str(), errand.as_str(), received])?;
    }
    Ok(Outcome::Recorded)
}

/// Number, kind, tries, record and those told.
type Row = (i64, String, u32, String, String);

fn take(change: &Transaction<'_>, kinds: &[Errand], [now, until]: [i64; 2], most: usize) -> rusqlite::Result<Vec<Row>> {
    let kinds: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.as_str())).collect();
    let due = format!(
        "SELECT outbox.number, errand, tries + 1, record, told FROM outbox \
         JOIN submissions ON submissions.id = outbox.submission \
         WHERE due <= ?1 AND given_up = 0 AND errand IN ({}) ORDER BY due, outbox.number LIMIT ?2",
        kinds.join(", ")
    );
    let mut due = change.prepare_cached(&due)?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows =
        due.query_map(params![now, most], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))?;
    let tasks = rows.collect::<rusqlite::Result<Vec<Row>>>()?;
    let mut lease = change.prepare_cached("UPDATE outbox SET due = ?2, tries = tries + 1 WHERE number = ?1")?;
    for (number, ..) in &tasks {
        lease.execute(params![number, until])?;
    }
    Ok(tasks)
}

#[cfg(test)]
mod own_tests {
    use super::super::tests::promise;
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn what_is_no_store_is_refused_and_left_as_it_was() {
        let folder = folder();
        let other = folder.path().join("other.sqlite");
        Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
        let text = folder.path().join("text.sqlite");
        std::fs::write(&text, "not a database, but long enough to be taken for one".repeat(40)).unwrap();
        for (path, why) in [(&other, "not a store of submissions"), (&text, "not a database")] {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644)).unwrap();
            let before = std::fs::read(path).unwrap();
            let error = Sqlite::open(path).unwrap_err();
            assert!(error.text.contains(why) && error.harm == Harm::Fatal, "{error}");
            assert_eq!(std::fs::read(path).unwrap(), before);
            assert_eq!(mode(path), 0o644, "its mode, too");
        }
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        for path in [socket.as_path(), folder.path()] {
            let before = mode(path);
            assert!(Sqlite::open(path).unwrap_err().text.contains("it is no file"));
            assert_eq!(mode(path), before);
        }
    }

    #[test]
    fn many_may_begin_at_the_same_moment() {
        let folder = folder();
        for round in 0..20 {
            let path = folder.path().join(format!("{round}.sqlite"));
            let at_once = std::sync::Barrier::new(6);
            std::thread::scope(|scope| {
                for number in 0..6 {
                    let (path, at_once) = (&path, &at_once);
                    scope.spawn(move || {
                        at_once.wait();
                        let mut store = Sqlite::open(path).unwrap();
                        store.file(&[promise(&format!("INV-{number}"), 1, 0)]).unwrap();
                    });
                }
            });
            assert_eq!(Sqlite::open(&path).unwrap().all().unwrap().len(), 6);
        }
    }

    #[test]
    fn a_store_of_another_version_is_refused() {
        let folder = folder();
        let path = folder.path().join("store.sqlite");
        drop(Sqlite::open(&path).unwrap());
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 9).unwrap();
        assert!(Sqlite::open(&path).unwrap_err().text.contains("its version is 9"));
        assert!(Sqlite::read(&path).unwrap_err().text.contains("its version is 9"));
    }

    #[test]
    fn a_log_without_its_store_is_refused() {
        let folder = folder();
        let path = folder.path().join("store.sqlite");
        std::fs::write(beside(&path, "-wal"), "frames").unwrap();
        assert!(Sqlite::open(&path).unwrap_err().text.contains("put the file back"));
        assert!(Sqlite::read(&path).unwrap_err().text.contains("put the file back"), "it is no empty inbox");
        let link = folder.path().join("link.sqlite");
        std::os::unix::fs::symlink(folder.path().join("unmounted/store.sqlite"), &link).unwrap();
        assert!(Sqlite::read(&link).unwrap_err().text.contains("leads nowhere"));
        assert!(!path.exists());
        std::fs::write(&path, "").unwrap();
        assert!(Sqlite::open(&path).unwrap_err().text.contains("put the file back"));
        assert!(beside(&path, "-wal").exists(), "SQLite would have removed it");
    }

    #[test]
    fn a_link_is_the_store_that_it_leads_to() {
        let (folder, elsewhere) = (folder(), folder());
        let (link, real) = (folder.path().join("store.sqlite"), elsewhere.path().join("real.sqlite"));
        std::fs::write(&real, "").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        std::fs::write(beside(&real, "-wal"), "frames").unwrap();
        let error = Sqlite::open(&link).unwrap_err();
        assert!(error.text.contains("put the file back"), "the log beside the file itself: {error}");
        std::fs::remove_file(beside(&real, "-wal")).unwrap();
        drop(Sqlite::open(&link).unwrap());
        std::fs::remove_file(&real).unwrap();
        assert!(Sqlite::open(&link).is_err(), "a link that leads nowhere");
    }

    #[test]
    fn file_systems_that_machines_share_are_known() {
        for (kind, name) in [(0x6969, "NFS"), (0x0116_1970, "GFS2"), (0x7461_636f, "OCFS2"), (0x4750_4653, "GPFS")] {
            assert_eq!(shared(kind), Some(name));
        }
        for kind in [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994] {
            assert_eq!(shared(kind), None, "ext4, XFS, Btrfs, memory: {kind:x}");
        }
    }

    #[test]
    fn what_one_that_was_killed_left_in_the_log_is_put_into_the_file() {
        let folder = folder();
        let path = folder.path().join("store.sqlite");
        let mut killed = Sqlite::open(&path).unwrap();
        for number in 0..20 {
            killed.file(&[promise(&format!("INV-{number}"), 1, number * 9_000)]).unwrap();
        }
        std::mem::forget(killed);
        let size = || std::fs::metadata(&path).unwrap().len();
        let before = size();
        Sqlite::open(&path).unwrap().file(&[promise("INV-20", 1, 180_000)]).unwrap();
        assert!(size() > before, "{before} bytes");
    }

    /// Whether the files of the store have the way back of [`promise`] in them: the file, its log, the log's index.
    fn has_way_back(path: &Path) -> [bool; 3] {
        let needle = b"https://pay.example.com/p/key/";
        [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")].map(|path| {
            let bytes = std::fs::read(path).unwrap();
            bytes.windows(needle.len()).any(|window| window == needle)
        })
    }

    #[test]
    fn a_way_back_that_is_forgotten_is_in_none_of_the_files() {
        let folder = folder();
        let path = folder.path().join("store.sqlite");
        let mut store = Sqlite::open(&path).unwrap();
        for number in 0..60 {
            let mut filing = promise("INV-1", number, number * 9_000);
            // Some are longer than a page.
            filing.filed.submission.message = Some("why ".repeat(usize::try_from(number).unwrap() * 40));
            store.file(&[filing]).unwrap();
        }
        let mut other = Sqlite::open(&path).unwrap();
        assert!(other.clear_log().unwrap());
        store.file(&[promise("INV-2", 1, 540_000)]).unwrap();
        assert_eq!(has_way_back(&path), [true, true, false]);
        // Somebody reads meanwhile: what he sees stays until he is through, and nobody is kept waiting.
        let mut reader = Connection::open(&path).unwrap();
        let reads = reader.transaction().unwrap();
        reads.query_row("SELECT count(*) FROM submissions", [], |row| row.get::<_, i64>(0)).unwrap();
        other.forget_ways_back(i64::MAX).unwrap();
        assert!(other.remembers && has_way_back(&path)[1]);
        reads.finish().unwrap();
        other.forget_ways_back(i64::MAX).unwrap();
        assert_eq!(has_way_back(&path), [false; 3]);
        // One that died in between left it in the log.
        store.file(&[promise("INV-3", 1, 549_000)]).unwrap();
        other.change("UPDATE submissions SET back = NULL", []).unwrap();
        std::mem::forget(other);
        assert!(has_way_back(&path)[1]);
        Sqlite::open(&path).unwrap().forget_ways_back(0).unwrap();
        assert_eq!(has_way_back(&path), [false; 3]);
    }

    #[test]
    fn a_record_that_cannot_be_read_keeps_no_other_from_being_run() {
        let folder = folder();
        let path = folder.path().join("store.sqlite");
        let mut store = Sqlite::open(&path).unwrap();
        store.file(&[promise("INV-1", 1, 0), promise("INV-2", 1, 0)]).unwrap();
        store.change("UPDATE submissions SET record = '{' WHERE invoice = 'INV-1'", []).unwrap();
        let taken = store.take_of(&Errand::ALL, i64::MAX, i64::MAX, 9).unwrap();
        assert_eq!(taken.iter().map(Result::is_ok).collect::<Vec<_>>(), [false, false, true, true]);
        let Err(unreadable) = &taken[0] else { panic!("{taken:?}") };
        assert!(unreadable.why.contains("cannot be read"), "{unreadable:?}");
        store.ran(unreadable.number, &Ran::GivenUp(unreadable.why.clone())).unwrap();
        assert_eq!(store.backlog().unwrap().given_up, 1);
    }

    #[test]
    fn commits_are_synced_and_nobody_else_reads_the_file() {
        let folder = folder();
        let path = folder.path().join("inbox/store.sqlite");
        let store = Sqlite::open(&path).unwrap();
        assert_eq!(store.number("SELECT synchronous FROM pragma_synchronous").unwrap(), 2);
        assert_eq!(store.answers("PRAGMA journal_mode").unwrap(), ["wal"]);
        assert_eq!(mode(&path), 0o600);
        drop(store);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        let _store = Sqlite::open(&path).unwrap();
        for path in [path.clone(), beside(&path, "-wal"), beside(&path, "-shm")] {
            assert_eq!(mode(&path), 0o600, "one that was opened to others: {}", path.display());
        }
        assert!(Sqlite::read(&folder.path().join("none.sqlite")).unwrap().is_none());
    }
}
