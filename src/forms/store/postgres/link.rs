//! The connection to the server: made when it is needed, made anew when it was lost, and never waited for without end.

use super::Access;
use super::fault::{Fault, Kind};
use super::tls;
use crate::config::StoreHost;
use crate::forms::store::{Harm, StoreError};
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};
use tokio_postgres::config::SslMode;
use tokio_postgres::{Client, Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

/// How long a server is tried again that does not answer, is full or restarts. SQLite waits as long for its file.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a connection may take, with TLS and the password.
const CONNECTING: Duration = Duration::from_secs(5);

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// The session: a lock is not waited for without end, nor does a client that vanished keep one. There is no limit on
/// statements, since one that ends the wait for a synchronous standby would let a commit pass that is not there yet.
const WRITES: &str = "SET default_transaction_read_only = off; SET synchronous_commit = on; SET statement_timeout = 0; \
                      SET lock_timeout = '4s'; SET idle_in_transaction_session_timeout = '10s'";

const READS: &str = "SET default_transaction_read_only = on";

/// What the connection is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Way {
    Read,
    Write,
}

pub(super) struct Link {
    config: Config,
    tls: Option<MakeRustlsConnect>,
    way: Way,
    fsync_elsewhere: bool,
    open: Option<Connection>,
}

struct Connection {
    client: Client,
    /// Carries what the client says; ends with it.
    carrier: JoinHandle<()>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.carrier.abort();
    }
}

impl Link {
    pub(super) fn new(access: Access<'_>, way: Way) -> Result<Link, StoreError> {
        let Access { server, password, project } = access;
        let mut config = Config::new();
        match &server.host {
            StoreHost::Network(name) => config.host(name),
            StoreHost::Socket(folder) => config.host_path(folder),
        };
        config.port(server.port).dbname(&server.database).application_name("portalsmith");
        config.connect_timeout(CONNECTING).keepalives_idle(Duration::from_secs(30));
        if let Some(user) = &server.user {
            config.user(user);
        }
        if let Some(password) = password {
            config.password(password);
        }
        let tls = tls::of(&server.tls, project).map_err(|why| StoreError::new(Harm::Fatal, why))?;
        config.ssl_mode(if tls.is_some() { SslMode::Require } else { SslMode::Disable });
        Ok(Link { config, tls, way, fsync_elsewhere: server.fsync_elsewhere, open: None })
    }

    /// Does `work`, in `limit`; on another connection, from its beginning, if the one it was done on is lost.
    pub(super) async fn insist<T>(
        &mut self,
        limit: Duration,
        mut work: impl AsyncFnMut(&mut Client) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let begun = Instant::now();
        loop {
            let done = match self.client().await {
                Ok(client) => timeout(limit, work(client)).await.unwrap_or_else(|_| Err(Fault::lost("no answer"))),
                Err(fault) => Err(fault),
            };
            let Err(fault) = done else { return done };
            if fault.kind() == Kind::Lost {
                self.open = None;
            }
            if fault.kind() != Kind::Lost || begun.elapsed() > PATIENCE {
                return Err(fault);
            }
            sleep(PAUSE).await;
        }
    }

    async fn client(&mut self) -> Result<&mut Client, Fault> {
        let open = match self.open.take().filter(|open| !open.client.is_closed()) {
            Some(open) => open,
            None => timeout(CONNECTING, self.connect()).await.unwrap_or_else(|_| Err(Fault::lost("no answer")))?,
        };
        Ok(&mut self.open.insert(open).client)
    }

    async fn connect(&self) -> Result<Connection, Fault> {
        let (client, carrier) = match &self.tls {
            Some(tls) => {
                let (client, connection) = self.config.connect(tls.clone()).await?;
                (client, tokio::spawn(async { drop(connection.await) }))
            }
            None => {
                let (client, connection) = self.config.connect(NoTls).await?;
                (client, tokio::spawn(async { drop(connection.await) }))
            }
        };
        let open = Connection { client, carrier };
        self.judge(&open.client).await?;
        open.client.batch_execute(if self.way == Way::Write { WRITES } else { READS }).await?;
        Ok(open)
    }

    /// Whether what is written there stays, and can be read as it was written.
    async fn judge(&self, client: &Client) -> Result<(), Fault> {
        let query = "SELECT current_setting('server_encoding'), current_setting('fsync'), pg_is_in_recovery()";
        let server = client.query_typed_one(query, &[]).await?;
        let (encoding, fsync): (String, String) = (server.try_get(0)?, server.try_get(1)?);
        if encoding != "UTF8" {
            return Err(Fault::wrong(format!("the database's encoding is {encoding}; it must be UTF8")));
        }
        if self.way == Way::Read {
            return Ok(());
        }
        if fsync != "on" && !self.fsync_elsewhere {
            return Err(Fault::wrong(
                "`fsync` is off on the server, so that a power cut may lose what was acknowledged: switch it on, or write \
                 `?fsync=off` behind the database in `forms.store` if what it writes is durable by other means",
            ));
        }
        // While one server takes over from another, its name may still lead to the wrong one.
        match server.try_get(2)? {
            true => Err(Fault::lost("the server is a standby, which takes no submissions")),
            false => Ok(()),
        }
    }
}
