//! The store in a PostgreSQL database: for those who run many endpoints, or have such a server anyway.
//!
//! Filings about one portal wait for one another, whichever endpoint takes them, so that "the same again" and the limits
//! hold over all of them. A commit whose answer got lost is asked for on the next connection: its outcome is unknown only
//! where the server stays away.
//!
//! Every call blocks its thread, for some 15 s at the very most; none may come from a thread that runs async code.

mod fault;
mod link;
mod schema;
mod tls;

#[cfg(test)]
mod cluster;
#[cfg(test)]
mod tests;

use super::{
    Again, Backlog, Errand, Filing, Harm, Latest, Leases, MOST, Outcome, Ran, Receipt, Store, StoreError, Taken, Task,
    Unreadable, Waiting, apart, errand, joined, record,
};
use crate::config::StoreServer;
use crate::requests::{Filed, SubmissionId};
use fault::Fault;
use link::{Link, Way};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, IsolationLevel, Row, Transaction};

/// How long one try may take, once there is a connection.
const TRY: Duration = Duration::from_secs(5);

/// How much longer it may take for each filing.
const TRY_EACH: Duration = Duration::from_millis(40);

/// How long reading everything may take.
const READING: Duration = Duration::from_secs(300);

/// Which database, and what is needed to get there.
#[derive(Clone, Copy)]
pub(super) struct Access<'a> {
    pub(super) server: &'a StoreServer,
    pub(super) password: Option<&'a str>,
    /// What a relative path of certificates starts from.
    pub(super) project: &'a Path,
}

/// A store on a server.
pub struct Postgres {
    link: Link,
    /// None once it is dropped.
    runtime: Option<Runtime>,
    leases: Leases,
}

impl fmt::Debug for Postgres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Postgres").finish_non_exhaustive()
    }
}

impl Drop for Postgres {
    /// Does not wait, so that it may be dropped anywhere: a name that is being looked up may take half a minute.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Postgres {
    /// Opens the store, or makes its tables where there are none.
    ///
    /// A server that cannot be reached is [`Harm::None`]: it may come back.
    pub(super) fn open(access: Access<'_>) -> Result<Postgres, StoreError> {
        let mut store = Postgres::new(Link::new(access, Way::Write)?)?;
        store.insist(TRY, async |client| schema::prepare(client).await)?;
        Ok(store)
    }

    /// The store for reading alone, which a standby can do, and a role that may not write; `None` where there is none.
    pub(super) fn read(access: Access<'_>) -> Result<Option<Postgres>, StoreError> {
        let mut store = Postgres::new(Link::new(access, Way::Read)?)?;
        let is_there = store.insist(TRY, async |client| schema::is_there(client).await)?;
        Ok(is_there.then_some(store))
    }

    fn new(link: Link) -> Result<Postgres, StoreError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| StoreError::new(Harm::Fatal, format!("no event loop: {error}")))?;
        Ok(Postgres { link, runtime: Some(runtime), leases: Leases::new() })
    }

    /// For what may be done twice: it is, if the first time's answer is lost.
    fn insist<T>(
        &mut self,
        limit: Duration,
        work: impl AsyncFnMut(&mut Client) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let Postgres { link, runtime, .. } = self;
        let runtime = runtime.as_ref().expect("it is there until the store is dropped");
        runtime.block_on(link.insist(limit, work)).map_err(|fault| fault.told(false))
    }
}

impl Store for Postgres {
    fn file(&mut self, filings: &[Filing]) -> Result<Vec<Outcome>, StoreError> {
        let [_, ..] = filings else { return Ok(Vec::new()) };
        let limit = TRY + TRY_EACH * u32::try_from(filings.len()).unwrap_or(u32::MAX);
        // What is to be answered if the commit, of which no word came back, was done.
        let mut in_doubt: Option<Vec<Outcome>> = None;
        let Postgres { link, runtime, .. } = self;
        let filed = link.insist(limit, async |client| {
            let change = client.build_transaction().isolation_level(IsolationLevel::ReadCommitted).start().await?;
            lock(&change, filings).await?;
            // The locks are ours, so the earlier try is over: it is there as a whole, or not at all.
            if let Some(outcomes) = &in_doubt
                && is_there(&change, filings, outcomes).await?
            {
                return Ok(outcomes.clone());
            }
            in_doubt = None;
            let mut outcomes = Vec::with_capacity(filings.len());
            for filing in filings {
                outcomes.push(file(&change, filing).await?);
            }
            in_doubt = Some(outcomes.clone());
            if let Err(error) = change.commit().await {
                if fault::is_no(&error) {
                    in_doubt = None;
                }
                return Err(error.into());
            }
            Ok(outcomes)
        });
        let runtime = runtime.as_ref().expect("it is there until the store is dropped");
        runtime.block_on(filed).map_err(|fault| fault.told(in_doubt.is_some()))
    }

    fn receipt(&mut self, id: &SubmissionId) -> Result<Option<Receipt>, StoreError> {
        let query = "SELECT record, back FROM portalsmith.submissions WHERE id = $1";
        self.insist(TRY, async |client| {
            let row = client.query_typed_opt(query, &[(&id.as_str(), Type::TEXT)]).await?;
            let receipt = |row: Row| Ok(Receipt { filed: record(row.try_get(0)?)?, back: row.try_get(1)? });
            row.map(receipt).transpose()
        })
    }

    fn take_of(&mut self, kinds: &[Errand], now: i64, until: i64, most: usize) -> Result<Vec<Taken>, StoreError> {
        let query = "WITH found AS ( \
                         SELECT number, due AS was FROM portalsmith.outbox \
                         WHERE due <= $1 AND NOT given_up AND errand = ANY ($4) \
                         ORDER BY due, number LIMIT $3 FOR UPDATE SKIP LOCKED \
                     ) \
                     UPDATE portalsmith.outbox AS errands SET due = $2, tries = tries + 1 \
                     FROM found, portalsmith.submissions AS about \
                     WHERE errands.number = found.number AND about.id = errands.submission \
                     RETURNING was, errands.number, errand, tries, record, told";
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
        let values: [Value<'_>; 4] =
            [(&now, Type::INT8), (&until, Type::INT8), (&most, Type::INT8), (&kinds, Type::TEXT_ARRAY)];
        let rows = self.insist(TRY, async |client| {
            let rows = client.query_typed(query, &values).await?;
            let place = |row: &Row| -> Result<[i64; 2], Fault> { Ok([row.try_get(0)?, row.try_get(1)?]) };
            rows.iter().map(|row| Ok((place(row)?, tries(row, 3)?, task(row)?))).collect::<Result<Vec<_>, Fault>>()
        });
        let mut rows = rows?;
        rows.sort_by_key(|(place, ..)| *place);
        self.leases.extend(rows.iter().map(|([_, number], tries, _)| (*number, *tries)));
        Ok(rows.into_iter().map(|(_, _, taken)| taken).collect())
    }

    fn ran(&mut self, number: i64, ran: &Ran) -> Result<(), StoreError> {
        let Some(tries) = self.leases.get(&number).and_then(|tries| i32::try_from(*tries).ok()) else { return Ok(()) };
        let lease: [Value<'_>; 2] = [(&number, Type::INT8), (&tries, Type::INT4)];
        let [errand, tries] = lease;
        // The one character that its texts cannot have.
        let plain = |why: &str| why.replace('\0', "");
        match ran {
            Ran::Done => {
                let gone = "DELETE FROM portalsmith.outbox WHERE number = $1 AND tries = $2";
                self.change(gone, &[errand, tries])
            }
            Ran::Again(Again { at, why, told }) => {
                let again =
                    "UPDATE portalsmith.outbox SET due = $3, said = $4, told = $5 WHERE number = $1 AND tries = $2";
                let (why, told) = (plain(why), joined(told));
                self.change(again, &[errand, tries, (at, Type::INT8), (&why, Type::TEXT), (&told, Type::TEXT)])
            }
            Ran::GivenUp(why) => {
                let end = "UPDATE portalsmith.outbox SET given_up = true, said = $3 WHERE number = $1 AND tries = $2";
                self.change(end, &[errand, tries, (&plain(why), Type::TEXT)])
            }
        }?;
        self.leases.remove(&number);
        Ok(())
    }

    fn waiting(&mut self) -> Result<Vec<Waiting>, StoreError> {
        let query = "SELECT submission, errand, tries, since, given_up, said FROM portalsmith.outbox \
                     ORDER BY given_up, number LIMIT 1000";
        self.insist(TRY, async |client| client.query_typed(query, &[]).await?.iter().map(waiting).collect())
    }

    fn backlog(&mut self) -> Result<Backlog, StoreError> {
        let query = "SELECT count(*) FILTER (WHERE NOT given_up), count(*) FILTER (WHERE given_up), \
                     min(since) FILTER (WHERE NOT given_up) FROM portalsmith.outbox";
        self.insist(TRY, async |client| {
            let row = client.query_typed_one(query, &[]).await?;
            let count =
                |at| -> Result<u32, Fault> { Ok(u32::try_from(row.try_get::<_, i64>(at)?).unwrap_or_default()) };
            Ok(Backlog { waiting: count(0)?, given_up: count(1)?, oldest: row.try_get(2)? })
        })
    }

    fn revive(&mut self, now: i64, since: i64) -> Result<(), StoreError> {
        let change = "UPDATE portalsmith.outbox SET given_up = false, due = $1 WHERE given_up AND since > $2";
        self.change(change, &[(&now, Type::INT8), (&since, Type::INT8)])
    }

    fn forget_given_up(&mut self, before: i64) -> Result<(), StoreError> {
        self.change("DELETE FROM portalsmith.outbox WHERE given_up AND since < $1", &[(&before, Type::INT8)])
    }

    fn all(&mut self) -> Result<Vec<Filed>, StoreError> {
        let query = "SELECT record FROM portalsmith.submissions ORDER BY number";
        self.insist(READING, async |client| {
            let rows = client.query_typed(query, &[]).await?;
            rows.iter().map(|row| Ok(record(row.try_get(0)?)?)).collect()
        })
    }

    fn forget_ways_back(&mut self, before: i64) -> Result<(), StoreError> {
        let change = "UPDATE portalsmith.submissions SET back = NULL WHERE back IS NOT NULL AND received < $1";
        self.change(change, &[(&before, Type::INT8)])
    }
}

impl Postgres {
    /// One statement that may be done twice.
    fn change(&mut self, statement: &str, values: &[Value<'_>]) -> Result<(), StoreError> {
        self.insist(TRY, async |client| Ok(client.execute_typed(statement, values).await.map(drop)?))
    }
}

/// What stands in a statement for `$1`, and its type: so no statement has to be prepared first.
type Value<'v> = (&'v (dyn ToSql + Sync), Type);

/// Waits for all others that file about the same portals, at this endpoint or another, until they are through. In the
/// order of the keys, so that no two wait for each other. Says once more that a commit is to be on disk (and on the
/// synchronous standby, if there is one): a pooler may have lost what the session said.
async fn lock(change: &Transaction<'_>, filings: &[Filing]) -> Result<(), Fault> {
    let keys: BTreeSet<i64> = filings.iter().map(|filing| key(filing.filed.submission.portal.as_str())).collect();
    let keys: Vec<i64> = keys.into_iter().collect();
    let query =
        "SELECT set_config('synchronous_commit', 'on', true), pg_advisory_xact_lock(key) FROM unnest($1) AS key";
    change.query_typed(query, &[(&keys, Type::INT8_ARRAY)]).await?;
    Ok(())
}

/// A portal's number among the locks of the database, which others may use, too.
fn key(portal: &str) -> i64 {
    let digest = Sha256::digest(format!("portalsmith\0{portal}"));
    i64::from_be_bytes(digest[..8].try_into().expect("a digest has 32 bytes"))
}

/// Whether those of the filings that were to be recorded are.
async fn is_there(change: &Transaction<'_>, filings: &[Filing], outcomes: &[Outcome]) -> Result<bool, Fault> {
    let recorded = filings.iter().zip(outcomes).filter(|(_, outcome)| **outcome == Outcome::Recorded);
    let ids: Vec<&str> = recorded.map(|(filing, _)| filing.filed.id.as_str()).collect();
    let query = "SELECT EXISTS (SELECT FROM portalsmith.submissions WHERE id = ANY ($1))";
    Ok(change.query_typed_one(query, &[(&ids, Type::TEXT_ARRAY)]).await?.try_get(0)?)
}

async fn file(change: &Transaction<'_>, filing: &Filing) -> Result<Outcome, Fault> {
    let Filing { filed, back, errands, may_add } = filing;
    let Filed { id, submission, .. } = filed;
    let received = filed.received.as_second();
    let (portal, kind) = (submission.portal.as_str(), submission.kind.as_str());
    let (invoice, currency) = (submission.invoice.as_deref(), submission.currency.code());
    let about: [Value<'_>; 5] = [
        (&portal, Type::TEXT),
        (&submission.trapped, Type::BOOL),
        (&kind, Type::TEXT),
        (&invoice, Type::TEXT),
        (&currency, Type::TEXT),
    ];
    let latest = "SELECT record, back FROM portalsmith.submissions WHERE portal = $1 AND quarantined = $2 AND kind = $3 \
                  AND invoice IS NOT DISTINCT FROM $4 AND currency = $5 ORDER BY number DESC LIMIT 1";
    let read = |row: Row| -> Result<Latest, Fault> { Ok(Latest { record: row.try_get(0)?, back: row.try_get(1)? }) };
    let latest = change.query_typed_opt(latest, &about).await?.map(read).transpose()?;
    if let Some(same) = latest.and_then(|latest| latest.same_as(filing)) {
        return Ok(Outcome::Same(same));
    }
    let [portal, trapped, kind, invoice, currency] = about;
    for (seconds, most) in MOST {
        let count =
            "SELECT count(*) FROM portalsmith.submissions WHERE portal = $1 AND quarantined = $2 AND received > $3";
        let since = received - seconds;
        let values: [Value<'_>; 3] = [portal.clone(), trapped.clone(), (&since, Type::INT8)];
        let count: i64 = change.query_typed_one(count, &values).await?.try_get(0)?;
        if count >= most {
            return Ok(Outcome::TooMany);
        }
    }
    if !may_add.get() {
        return Ok(Outcome::TooMany);
    }
    let insert = "WITH filed AS ( \
                      INSERT INTO portalsmith.submissions \
                          (portal, quarantined, kind, invoice, currency, id, received, record, back) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
                  ) \
                  INSERT INTO portalsmith.outbox (submission, errand, since, due) \
                  SELECT $6, errand, $7, $7 FROM unnest($10) WITH ORDINALITY AS called (errand, place) ORDER BY place";
    let (id, record) = (id.as_str(), filed.to_json());
    let errands: Vec<&str> = errands.iter().map(|errand| errand.as_str()).collect();
    let values: [Value<'_>; 10] = [
        portal,
        trapped,
        kind,
        invoice,
        currency,
        (&id, Type::TEXT),
        (&received, Type::INT8),
        (&record, Type::TEXT),
        (back, Type::TEXT),
        (&errands, Type::TEXT_ARRAY),
    ];
    change.execute_typed(insert, &values).await?;
    Ok(Outcome::Recorded)
}

fn task(row: &Row) -> Result<Taken, Fault> {
    let (number, tries, told) = (row.try_get(1)?, tries(row, 3)?, apart(row.try_get(5)?));
    Ok(match (errand(row.try_get(2)?), record(row.try_get(4)?)) {
        (Ok(errand), Ok(filed)) => Ok(Task { number, errand, filed, tries, told }),
        (Err(why), _) | (_, Err(why)) => Err(Unreadable { number, why: why.text }),
    })
}

fn tries(row: &Row, column: usize) -> Result<u32, Fault> {
    let tries: i32 = row.try_get(column)?;
    Ok(u32::try_from(tries).unwrap_or_default())
}

fn waiting(row: &Row) -> Result<Waiting, Fault> {
    let (id, name): (&str, &str) = (row.try_get(0)?, row.try_get(1)?);
    Ok(Waiting {
        submission: id.parse().map_err(|_| Fault::wrong("an id cannot be read"))?,
        errand: errand(name)?,
        tries: tries(row, 2)?,
        since: row.try_get(3)?,
        given_up: row.try_get(4)?,
        said: row.try_get(5)?,
    })
}
