//! The tables, in a schema of their own: made once, however many endpoints start at the same time, and refused where they
//! are not ours or not of this version.

use super::fault::Fault;
use tokio_postgres::types::Type;
use tokio_postgres::{Client, IsolationLevel};

/// The version of the tables.
const VERSION: i32 = 1;

/// Held while tables are made: "Ptlf".
const LOCK: i64 = 0x5074_6c66;

/// Texts are compared byte by byte: an order that goes by language may change with the server's system, and then an index
/// does not find what it holds.
const TABLES: &str = r#"
    CREATE TABLE portalsmith.store (version integer NOT NULL);
    INSERT INTO portalsmith.store VALUES (1);
    CREATE TABLE portalsmith.submissions (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id text COLLATE "C" NOT NULL UNIQUE,
        portal text COLLATE "C" NOT NULL,
        kind text COLLATE "C" NOT NULL,
        invoice text COLLATE "C",
        currency text COLLATE "C" NOT NULL,
        quarantined boolean NOT NULL,
        received bigint NOT NULL,
        record text COLLATE "C" NOT NULL,
        back text COLLATE "C"
    );
    CREATE INDEX submissions_by_portal ON portalsmith.submissions (portal, kind, number);
    CREATE INDEX submissions_with_way_back ON portalsmith.submissions (received) WHERE back IS NOT NULL;
    CREATE TABLE portalsmith.outbox (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        submission text COLLATE "C" NOT NULL REFERENCES portalsmith.submissions (id),
        errand text COLLATE "C" NOT NULL,
        since bigint NOT NULL,
        due bigint NOT NULL,
        tries integer NOT NULL DEFAULT 0,
        given_up boolean NOT NULL DEFAULT false,
        said text COLLATE "C",
        told text COLLATE "C" NOT NULL DEFAULT ''
    );
    CREATE INDEX outbox_due ON portalsmith.outbox (due, number) WHERE NOT given_up;
"#;

/// What there is of our names: asked in one statement, which sees one moment.
const FOUND: &str = "SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace \
                     WHERE nspname = 'portalsmith' AND relname IN ('store', 'submissions', 'outbox')";

/// Sees to it that the tables are there. A role that may not make any will do where they are.
pub(super) async fn prepare(client: &mut Client) -> Result<(), Fault> {
    if is_there(client).await? {
        return Ok(());
    }
    let change = client.build_transaction().isolation_level(IsolationLevel::ReadCommitted).start().await?;
    change.query_typed("SELECT pg_advisory_xact_lock($1)", &[(&LOCK, Type::INT8)]).await?;
    // Another endpoint may have been first; what is not ours is told of below.
    if change.query_typed(FOUND, &[]).await?.is_empty() {
        if change.query_typed("SELECT FROM pg_namespace WHERE nspname = 'portalsmith'", &[]).await?.is_empty() {
            change.batch_execute("CREATE SCHEMA portalsmith").await?;
        }
        change.batch_execute(TABLES).await?;
    }
    change.commit().await?;
    match is_there(client).await? {
        true => Ok(()),
        false => Err(Fault::wrong("the tables were made, and are not there")),
    }
}

/// Whether there is a store, and if so, one of this version.
pub(super) async fn is_there(client: &mut Client) -> Result<bool, Fault> {
    match client.query_typed(FOUND, &[]).await?.len() {
        0 => return Ok(false),
        3 => {}
        _ => return Err(Fault::wrong("the schema `portalsmith` of the database has tables that are not a store's")),
    }
    let versions = client.query_typed("SELECT version FROM portalsmith.store", &[]).await?;
    let versions = versions.iter().map(|row| row.try_get(0)).collect::<Result<Vec<i32>, _>>()?;
    match versions.as_slice() {
        [VERSION] => Ok(true),
        [version] => Err(Fault::wrong(format!("its version is {version}, and this program knows version {VERSION}"))),
        _ => Err(Fault::wrong("the table `portalsmith.store` of the database is not ours")),
    }
}
