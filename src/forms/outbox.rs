//! The outbox: runs what submissions call for, at least once each, and again later where it failed. Whoever sends a form never
//! waits for it.
//!
//! Errands are taken one by one, so that none is leased while another is slow, and what is not begun when the endpoint ends is
//! anybody's.

use super::alarm::{Alarm, Cause};
use super::bell::Bell;
use super::journal::Incident;
use super::store::{Errand, Harm, Ran, Store, StoreError, Task, Unreadable};
use std::time::Duration;

/// So long nobody else gets an errand that is being run: longer than any takes.
pub(super) const LEASE: i64 = 900;

/// So often is looked for what is due, if nobody rings.
const PAUSE: Duration = Duration::from_secs(5);

/// After so many seconds an errand is tried again for the first time; then after twice as many, and so on.
const FIRST_PAUSE: i64 = 60;
const LONGEST_PAUSE: i64 = 3_600;

/// So many seconds after it was received, an errand is given up (RFC 5321, section 4.5.4.1: four to five days).
pub(super) const PATIENCE: i64 = 5 * 86_400;

/// Runs errands of some kinds; those of others wait elsewhere.
pub(super) struct Outbox {
    kinds: &'static [Errand],
    store: Box<dyn Store>,
    clock: fn() -> i64,
    bar: Bar,
    /// What came of an errand, until the store has noted it: nothing else is run before, for a letter that was sent and is not known to
    /// be would be sent again.
    unnoted: Option<(i64, Ran)>,
}

/// What came of a try.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Tried {
    pub(super) ran: Ran,
    /// Any other errand would fare alike just now.
    pub(super) is_barred: bool,
}

impl From<Ran> for Tried {
    fn from(ran: Ran) -> Tried {
        Tried { ran, is_barred: false }
    }
}

/// A mail server that takes nothing is left alone for a while, each time for longer. Else all letters would run against it, and
/// a wrong password, tried so often, lock the account.
#[derive(Clone, Copy, Debug, Default)]
struct Bar {
    failures: u32,
    /// In seconds since 1970.
    until: i64,
}

/// When an errand that failed is tried again, in seconds from now.
pub(super) fn pause(tries: u32) -> i64 {
    let doubled = FIRST_PAUSE.checked_shl(tries.saturating_sub(1)).unwrap_or(LONGEST_PAUSE);
    if (FIRST_PAUSE..LONGEST_PAUSE).contains(&doubled) { doubled } else { LONGEST_PAUSE }
}

impl Outbox {
    pub(super) fn new(kinds: &'static [Errand], store: Box<dyn Store>, clock: fn() -> i64) -> Outbox {
        Outbox { kinds, store, clock, bar: Bar::default(), unnoted: None }
    }

    /// Runs errands until the bell rings for the last time.
    pub(super) fn work(mut self, bell: &Bell, alarm: &Alarm, mut run: impl FnMut(&Task) -> Tried) {
        let (mut is_well, mut heard) = (true, 0);
        while !bell.is_over() {
            let round = self.run_next(&mut run);
            if let Err(error) = &round {
                if is_well {
                    self.log("outbox", &error.text);
                }
                if error.harm == Harm::Fatal {
                    return alarm.ring(Cause::Store);
                }
            }
            is_well = round.is_ok();
            // More may be due.
            if !round.is_ok_and(|did_run| did_run) {
                bell.wait(&mut heard, PAUSE);
            }
        }
    }

    /// Runs the errand that has been due for longest; whether there was one.
    fn run_next(&mut self, run: &mut impl FnMut(&Task) -> Tried) -> Result<bool, StoreError> {
        self.note()?;
        let now = (self.clock)();
        if now < self.bar.until {
            return Ok(false);
        }
        match self.store.take_of(self.kinds, now, now + LEASE, 1)?.pop() {
            None => return Ok(false),
            Some(Err(Unreadable { number, why })) => {
                self.log("outbox", &format!("given up: {why}"));
                self.store.ran(number, &Ran::GivenUp(why))?;
            }
            Some(Ok(task)) => {
                let Tried { ran, is_barred } = run(&task);
                self.tell(&task, &ran);
                let failures = if is_barred { self.bar.failures.saturating_add(1) } else { 0 };
                let until = if is_barred { (self.clock)() + pause(failures) } else { 0 };
                self.bar = Bar { failures, until };
                self.unnoted = Some((task.number, ran));
                self.note()?;
            }
        }
        Ok(true)
    }

    fn note(&mut self) -> Result<(), StoreError> {
        if let Some((number, ran)) = &self.unnoted {
            self.store.ran(*number, ran)?;
        }
        self.unnoted = None;
        Ok(())
    }

    fn tell(&self, task: &Task, ran: &Ran) {
        let what = task.errand.as_str();
        let reference = task.filed.id.reference();
        let outcome = match ran {
            Ran::Done => format!("done for {reference}"),
            Ran::Again(again) => format!("again later for {reference}, try {}: {}", task.tries, again.why),
            Ran::GivenUp(why) => format!("given up for {reference}: {why}"),
        };
        Incident { kind: Some(task.filed.submission.kind), ..Incident::new((self.clock)(), what, &outcome) }.log();
    }

    fn log(&self, what: &str, outcome: &str) {
        Incident::new((self.clock)(), what, outcome).log();
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::forms::alarm::alarm;
    use crate::forms::store::{Again, Backlog, Filing, Outcome, Receipt, Sqlite, Taken, Waiting, promise};
    use crate::requests::{Filed, SubmissionId};
    use std::cell::Cell;

    /// A store that fails in all it is asked, in this way.
    pub(in crate::forms) struct Failing(pub(in crate::forms) Harm);

    impl Failing {
        fn fail<T>(&self) -> Result<T, StoreError> {
            Err(StoreError::new(self.0, "the disk"))
        }
    }

    impl Store for Failing {
        fn file(&mut self, _: &[Filing]) -> Result<Vec<Outcome>, StoreError> {
            self.fail()
        }
        fn receipt(&mut self, _: &SubmissionId) -> Result<Option<Receipt>, StoreError> {
            self.fail()
        }
        fn take_of(&mut self, _: &[Errand], _: i64, _: i64, _: usize) -> Result<Vec<Taken>, StoreError> {
            self.fail()
        }
        fn ran(&mut self, _: i64, _: &Ran) -> Result<(), StoreError> {
            self.fail()
        }
        fn waiting(&mut self) -> Result<Vec<Waiting>, StoreError> {
            self.fail()
        }
        fn backlog(&mut self) -> Result<Backlog, StoreError> {
            self.fail()
        }
        fn revive(&mut self, _: i64, _: i64) -> Result<(), StoreError> {
            self.fail()
        }
        fn forget_given_up(&mut self, _: i64) -> Result<(), StoreError> {
            self.fail()
        }
        fn all(&mut self) -> Result<Vec<Filed>, StoreError> {
            self.fail()
        }
        fn forget_ways_back(&mut self, _: i64) -> Result<(), StoreError> {
            self.fail()
        }
    }

    thread_local! {
        static NOW: Cell<i64> = const { Cell::new(0) };
    }

    /// The clock of this test.
    pub(in crate::forms) fn now() -> i64 {
        NOW.get()
    }

    pub(in crate::forms) fn set_clock(now: i64) {
        NOW.set(now);
    }

    /// An outbox of letters, with two of each of so many submissions, and the folder that it is in.
    pub(in crate::forms) fn letters(submissions: i64) -> (Outbox, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Sqlite::open(&folder.path().join("store.sqlite")).unwrap();
        for number in 0..submissions {
            let filing = promise(&format!("INV-{number}"), 1, 0);
            set_clock(filing.filed.received.as_second());
            store.file(&[filing]).unwrap();
        }
        (Outbox::new(&[Errand::Staff, Errand::Receipt], Box::new(store), now), folder)
    }

    /// Runs all that is due; how many.
    pub(in crate::forms) fn run_all(outbox: &mut Outbox, run: &mut impl FnMut(&Task) -> Tried) -> usize {
        std::iter::from_fn(|| outbox.run_next(run).unwrap().then_some(())).count()
    }

    fn again(task: &Task) -> Ran {
        Ran::Again(Again { at: now() + pause(task.tries), why: "away".into(), told: Vec::new() })
    }

    #[test]
    fn pauses_double_up_to_an_hour() {
        let pauses: Vec<i64> = [1, 2, 3, 4, 5, 6, 7, 40, 70, u32::MAX].map(pause).to_vec();
        assert_eq!(pauses, [60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600, 3_600]);
    }

    #[test]
    fn a_sync_that_fails_ends_the_endpoint() {
        let (alarm, mut heard) = alarm(|| 0);
        let outbox = Outbox::new(&Errand::ALL, Box::new(Failing(Harm::Fatal)), || 0);
        outbox.work(&Bell::default(), &alarm, |_| unreachable!("nothing was taken"));
        assert_eq!(heard.try_recv(), Ok(Cause::Store));
    }

    #[test]
    fn after_the_last_ring_nothing_is_begun() {
        let (outbox, folder) = letters(1);
        let (bell, (alarm, _heard)) = (Bell::default(), alarm(|| 0));
        outbox.work(&bell, &alarm, |_| {
            bell.end();
            Ran::Done.into()
        });
        let mut store = Sqlite::read(&folder.path().join("store.sqlite")).unwrap().unwrap();
        let waiting = store.waiting().unwrap();
        assert_eq!(waiting.iter().map(|waiting| waiting.tries).collect::<Vec<_>>(), [0], "it is nobody's");
    }

    #[test]
    fn a_server_that_takes_nothing_is_left_alone_and_all_goes_out_when_it_is_back() {
        let (mut outbox, _folder) = letters(5);
        let start = now();
        let mut knocks = Vec::new();
        for minute in 0..120 {
            set_clock(start + minute * 60);
            run_all(&mut outbox, &mut |task| {
                knocks.push(minute);
                Tried { ran: again(task), is_barred: true }
            });
        }
        assert_eq!(knocks, [0, 1, 3, 7, 15, 31, 63], "ten letters, and no more than this");
        set_clock(start + 123 * 60);
        let mut sent = 0;
        run_all(&mut outbox, &mut |_| {
            sent += 1;
            Ran::Done.into()
        });
        assert_eq!((sent, outbox.store.backlog().unwrap()), (10, Backlog::default()));
    }

    #[test]
    fn what_fails_by_itself_keeps_no_other_waiting() {
        let (mut outbox, _folder) = letters(3);
        assert_eq!(run_all(&mut outbox, &mut |task| again(task).into()), 6);
        assert_eq!(run_all(&mut outbox, &mut |task| again(task).into()), 0, "each in its time");
    }

    #[test]
    fn what_was_sent_is_noted_when_the_store_is_back() {
        let (mut outbox, folder) = letters(1);
        let path = folder.path().join("store.sqlite");
        let away = rusqlite::Connection::open(&path).unwrap();
        let mut run = |_: &Task| {
            // From here on somebody else has the file, for longer than a store waits.
            away.execute_batch("BEGIN IMMEDIATE").unwrap();
            Ran::Done.into()
        };
        assert_eq!(outbox.run_next(&mut run).unwrap_err().harm, Harm::None);
        away.execute_batch("ROLLBACK").unwrap();
        let mut sent = Vec::new();
        run_all(&mut outbox, &mut |task| {
            sent.push(task.errand);
            Ran::Done.into()
        });
        set_clock(now() + LEASE);
        run_all(&mut outbox, &mut |_| unreachable!("the first was sent"));
        assert_eq!((sent, outbox.store.backlog().unwrap()), (vec![Errand::Receipt], Backlog::default()));
    }

    #[test]
    fn what_is_slow_keeps_no_other_leased() {
        let (mut outbox, folder) = letters(2);
        let mut other = Sqlite::open(&folder.path().join("store.sqlite")).unwrap();
        let mut free = 0;
        outbox
            .run_next(&mut |_| {
                free = other.take(now(), now() + LEASE, 9).unwrap().len();
                Ran::Done.into()
            })
            .unwrap();
        assert_eq!(free, 3);
    }
}
