//! The endpoint's course, from the first connection to the last.

use super::alarm::Cause;
use super::bell::Bell;
use super::journal::Incident;
use super::pull::{self, Hatch};
use super::server::{self, Server};
use crate::disk::Failure;
use std::io;
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, timeout_at};

/// So long the store's clerk may take to finish, once the server has ended.
const LAST_WORDS: Duration = Duration::from_millis(100);

/// So long the letter or the call that is going on may take, once the endpoint is told to end.
const LAST_ERRAND: Duration = Duration::from_secs(10);

/// A service manager's word to end, or Ctrl-C.
pub(super) struct Ending {
    term: Signal,
    int: Signal,
}

impl Ending {
    pub(super) fn listen() -> io::Result<Ending> {
        Ok(Ending { term: signal(SignalKind::terminate())?, int: signal(SignalKind::interrupt())? })
    }

    pub(super) async fn told(&mut self) {
        tokio::select! {
            _ = self.term.recv() => {}
            _ = self.int.recv() => {}
        }
    }
}

/// What the endpoint goes by, from the first connection to the last.
pub(super) struct Course {
    pub(super) server: Arc<Server>,
    pub(super) bell: Bell,
    pub(super) ending: Ending,
    pub(super) alarms: UnboundedReceiver<Cause>,
    /// Close when nothing is run any more.
    pub(super) outboxes: [oneshot::Receiver<()>; 2],
}

impl Course {
    /// Answers until it is told to end; why, if nobody told it.
    pub(super) async fn run(
        mut self,
        listener: TcpListener,
        hatch: Option<(TcpListener, Arc<Hatch>)>,
        began: &dyn Fn(),
    ) -> io::Result<Option<Cause>> {
        let listener = tokio_listener(listener)?;
        if let Some((local, hatch)) = hatch {
            tokio::spawn(pull::serve(tokio_listener(local)?, hatch));
        }
        let forgetful = self.server.clone();
        tokio::spawn(async move {
            loop {
                sleep(Duration::from_secs(60)).await;
                forgetful.desk.limits.forget();
            }
        });
        began();
        let (mut cause, mut ended) = (None, Instant::now());
        let stop = async {
            tokio::select! {
                () = self.ending.told() => {}
                heard = self.alarms.recv() => cause = heard,
            }
            self.server.ready.end();
            self.bell.end();
            ended = Instant::now();
        };
        server::serve(listener, self.server.clone(), stop).await;
        let mut is_through = true;
        for outbox in self.outboxes {
            is_through &= timeout_at(ended + LAST_ERRAND, outbox).await.is_ok();
        }
        sleep(LAST_WORDS).await;
        let cause = cause.or_else(|| self.alarms.try_recv().ok());
        let outcome = match is_through {
            true => "all answered",
            false => "all answered; what was being sent is tried again in a quarter of an hour",
        };
        if cause.is_none() {
            Incident::new((self.server.desk.clock)(), "end", outcome).log();
        }
        Ok(cause)
    }
}

fn tokio_listener(listener: TcpListener) -> io::Result<tokio::net::TcpListener> {
    listener.set_nonblocking(true)?;
    tokio::net::TcpListener::from_std(listener)
}

pub(super) fn cannot_listen(error: io::Error) -> Failure {
    Failure::new("listen", Path::new("on the address"), error)
}
