//! Where submissions are kept, and what is still to be done for each: one way to ask, whichever database answers.
//!
//! What is recorded and the letters it calls for come into the store together or not at all, and are on disk when
//! [`Store::file`] returns.

mod postgres;
mod sqlite;
#[cfg(test)]
mod tests;

pub use postgres::Postgres;
pub use sqlite::Sqlite;
#[cfg(test)]
pub(super) use tests::promise;

use crate::config::StorePlace;
use crate::requests::{Filed, SubmissionId};
use postgres::Access;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// The most submissions about one portal in an hour, and in a day.
pub const MOST: [(i64, i64); 2] = [(3_600, 10), (86_400, 30)];

/// A submission to be recorded.
#[derive(Clone, Debug)]
pub struct Filing {
    pub filed: Filed,
    /// The portal's address, for the way back from the acknowledgement; not kept for long.
    pub back: String,
    /// What it calls for; nothing where it is kept apart.
    pub errands: Vec<Errand>,
    /// Whether its sender may send another one; if not, only the same again, on the same day, is taken.
    pub may_add: MayAdd,
}

/// Whether somebody may send another one: asked once at the most, and only where it is to be recorded, so that repeats and what
/// cannot be recorded count for nothing.
#[derive(Clone)]
pub struct MayAdd {
    ask: Arc<dyn Fn() -> bool + Send + Sync>,
    answer: Arc<OnceLock<bool>>,
}

impl MayAdd {
    pub fn new(ask: impl Fn() -> bool + Send + Sync + 'static) -> MayAdd {
        MayAdd { ask: Arc::new(ask), answer: Arc::default() }
    }

    fn get(&self) -> bool {
        *self.answer.get_or_init(|| (self.ask)())
    }
}

impl From<bool> for MayAdd {
    fn from(may_add: bool) -> MayAdd {
        MayAdd::new(move || may_add)
    }
}

impl fmt::Debug for MayAdd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MayAdd").field(&self.answer.get()).finish()
    }
}

/// What a submission calls for.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Errand {
    /// A letter to those who look after it.
    Staff,
    /// A letter to the customer.
    Receipt,
    /// A word to the organization's own server.
    Webhook,
}

impl Errand {
    pub const ALL: [Errand; 3] = [Errand::Staff, Errand::Receipt, Errand::Webhook];

    pub const fn as_str(self) -> &'static str {
        match self {
            Errand::Staff => "staff",
            Errand::Receipt => "receipt",
            Errand::Webhook => "webhook",
        }
    }

    fn named(name: &str) -> Option<Errand> {
        Errand::ALL.into_iter().find(|errand| errand.as_str() == name)
    }
}

/// What became of a filing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    Recorded,
    /// The latest one about the same thing says the same, and is of the same day: this one.
    Same(SubmissionId),
    /// There are [`MOST`] about this portal, or its sender may send no more.
    TooMany,
}

/// A submission that is to be acknowledged.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Receipt {
    pub filed: Filed,
    /// The way back to the portal, where it is still known.
    pub back: Option<String>,
}

/// An errand that is to be run now. Nobody else is given it until the lease is over.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Task {
    pub number: i64,
    pub errand: Errand,
    pub filed: Filed,
    /// How often it was given out, this time included.
    pub tries: u32,
    /// Those who were told already, by marks that say nothing of them: who is told of several need not be told again.
    pub told: Vec<String>,
}

/// An errand whose submission cannot be read: it was not written by us, or something happened to it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Unreadable {
    pub number: i64,
    pub why: String,
}

/// How many errands are not done.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Backlog {
    pub waiting: u32,
    pub given_up: u32,
    /// When the oldest of those that wait was called for, in seconds since 1970.
    pub oldest: Option<i64>,
}

/// An errand that is not done.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Waiting {
    pub submission: SubmissionId,
    pub errand: Errand,
    pub tries: u32,
    /// When it was called for, in seconds since 1970.
    pub since: i64,
    /// Whether it is not tried any more.
    pub given_up: bool,
    /// What went wrong the last time.
    pub said: Option<String>,
}

/// What came of an errand.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Ran {
    Done,
    /// It is tried again.
    Again(Again),
    /// It is not tried again; why.
    GivenUp(String),
}

/// An errand that failed, or did not get to everybody.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Again {
    /// When it is tried again, in seconds since 1970.
    pub at: i64,
    /// Why it failed.
    pub why: String,
    /// Marks of those who are told by now; no mark has a space in it.
    pub told: Vec<String>,
}

/// Submissions and their errands.
pub trait Store: Send {
    /// Records filings, all in one commit, which is on disk when this returns; one outcome each, in order.
    fn file(&mut self, filings: &[Filing]) -> Result<Vec<Outcome>, StoreError>;

    /// What is known of a submission.
    fn receipt(&mut self, id: &SubmissionId) -> Result<Option<Receipt>, StoreError>;

    /// Takes errands of these kinds that are due at `now`, the oldest first, and leases them until `until`; in seconds since
    /// 1970. One that cannot be read keeps no other from being run.
    fn take_of(&mut self, kinds: &[Errand], now: i64, until: i64, most: usize) -> Result<Vec<Taken>, StoreError>;

    /// Takes errands of any kind in the same way; those alone that can be read.
    fn take(&mut self, now: i64, until: i64, most: usize) -> Result<Vec<Task>, StoreError> {
        let taken = self.take_of(&Errand::ALL, now, until, most)?;
        Ok(taken.into_iter().filter_map(Result::ok).collect())
    }

    /// Notes what came of an errand that was taken here. If its lease ended and another took it, the word is his.
    fn ran(&mut self, number: i64, ran: &Ran) -> Result<(), StoreError>;

    /// The errands that are not done, a thousand at most: first those that wait, then those that are given up, each the oldest
    /// first. [`Store::backlog`] counts them all.
    fn waiting(&mut self) -> Result<Vec<Waiting>, StoreError>;

    fn backlog(&mut self) -> Result<Backlog, StoreError>;

    /// Lets errands that were given up be due at `now` once more, if they were called for after `since`.
    fn revive(&mut self, now: i64, since: i64) -> Result<(), StoreError>;

    /// Forgets errands that were given up and called for before this moment.
    fn forget_given_up(&mut self, before: i64) -> Result<(), StoreError>;

    /// All submissions in the order of their arrival, those kept apart included.
    fn all(&mut self) -> Result<Vec<Filed>, StoreError>;

    /// Puts all that is recorded into one place, as far as nobody is at it: to be called at the end.
    fn settle(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    /// Forgets the ways back to portals of submissions that were received before this moment, so that they are not to be
    /// found in the store's files either; at the latest in a later call, where somebody is reading.
    fn forget_ways_back(&mut self, before: i64) -> Result<(), StoreError>;
}

/// A store, opened more than once.
pub type Stores = Vec<Box<dyn Store>>;

/// Opens the store that `forms.store` names, or makes it where there is none; a path that is not absolute begins at the
/// project's folder. The password is a database's, see [`crate::disk::find_store_password`].
///
/// [`Harm::None`] means that a server cannot be reached just now; all else has to be mended first.
pub fn open(store: &str, root: &Path, password: Option<&str>) -> Result<Box<dyn Store>, StoreError> {
    Ok(match place(store)? {
        StorePlace::File(path) => Box::new(Sqlite::open(&root.join(path))?),
        StorePlace::Server(server) => Box::new(Postgres::open(Access { server: &server, password, project: root })?),
    })
}

/// The same so many times, each with a connection of its own.
pub fn open_often(store: &str, root: &Path, password: Option<&str>, times: usize) -> Result<Stores, StoreError> {
    let mut stores = vec![open(store, root, password)?];
    for _ in 1..times {
        stores.push(match place(store)? {
            StorePlace::File(path) => Box::new(Sqlite::open_again(&root.join(path))?),
            StorePlace::Server(_) => open(store, root, password)?,
        });
    }
    Ok(stores)
}

/// The same store for reading alone; `None` where there is none.
pub fn read(store: &str, root: &Path, password: Option<&str>) -> Result<Option<Box<dyn Store>>, StoreError> {
    Ok(match place(store)? {
        StorePlace::File(path) => Sqlite::read(&root.join(path))?.map(|store| Box::new(store) as Box<dyn Store>),
        StorePlace::Server(server) => {
            let access = Access { server: &server, password, project: root };
            Postgres::read(access)?.map(|store| Box::new(store) as Box<dyn Store>)
        }
    })
}

/// The text was checked when `config.yaml` was read; another one may come from a command line.
fn place(store: &str) -> Result<StorePlace, StoreError> {
    store.parse().map_err(|why| StoreError::new(Harm::Fatal, format!("this is no store: {why}")))
}

/// How a store fails.
#[derive(Clone, Debug)]
pub struct StoreError {
    pub harm: Harm,
    /// Safe to log: no value of a submission is in it.
    pub text: String,
}

/// What a failure means for what was to be written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Harm {
    /// Nothing was recorded, and the store goes on.
    None,
    /// It may have been recorded, and the store goes on: sending again is safe.
    Unknown,
    /// The store cannot be trusted any more: the process ends. It may have been recorded: sending again is safe.
    Fatal,
}

impl StoreError {
    pub(super) fn new(harm: Harm, text: impl fmt::Display) -> StoreError {
        StoreError { harm, text: text.to_string() }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The latest submission about the same thing, as a store has it.
struct Latest {
    record: String,
    /// As long as it is not forgotten.
    back: Option<String>,
}

impl Latest {
    /// Its id, where a filing only sends it once more: it says the same, on the same day, from the same portal. On another day
    /// somebody means it: what he asked for may have been declined since, and the store does not know of decisions. And the way
    /// back of another portal, a parent's or a child's, is not this sender's to see.
    fn same_as(&self, filing: &Filing) -> Option<SubmissionId> {
        // A record that cannot be read is no reason to lose this one.
        let latest = Filed::from_json(&self.record).ok()?;
        let new = &filing.filed.submission;
        let is_from_there = self.back.as_ref().is_none_or(|back| *back == filing.back);
        let is_same = new.day == latest.submission.day && new.says_the_same(&latest.submission);
        (is_same && is_from_there).then_some(latest.id)
    }
}

/// A record as a store keeps it. One that cannot be read was not written by us: the store is not to be trusted.
fn record(text: &str) -> Result<Filed, StoreError> {
    Filed::from_json(text).map_err(|why| StoreError::new(Harm::Fatal, format!("a submission cannot be read: {why}")))
}

/// What is given out: an errand, or the number of one that cannot be read.
pub type Taken = Result<Task, Unreadable>;

/// What was taken by one opening of a store, and how often it had been given out by then. Whoever is given it later raises that
/// number, so that a late word is known as such.
type Leases = BTreeMap<i64, u32>;

/// Marks as a store keeps them, in one text.
fn joined(told: &[String]) -> String {
    told.join(" ")
}

fn apart(told: &str) -> Vec<String> {
    told.split_whitespace().map(str::to_owned).collect()
}

fn errand(name: &str) -> Result<Errand, StoreError> {
    Errand::named(name).ok_or_else(|| StoreError::new(Harm::Fatal, "an errand of a kind that is unknown"))
}
