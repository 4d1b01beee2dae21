//! The threads beside the server. If one of them cannot go on, the endpoint ends, and says so: half of it would take forms that
//! nobody hears of.

use super::journal::Incident;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;

/// Why the endpoint has to end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Cause {
    /// The store cannot be trusted any more.
    Store,
    /// A thread ended by a bug of ours.
    Bug,
}

/// Rings when the endpoint has to end.
#[derive(Clone, Debug)]
pub(super) struct Alarm {
    rings: UnboundedSender<Cause>,
    clock: fn() -> i64,
}

/// An alarm, and where it is heard.
pub(super) fn alarm(clock: fn() -> i64) -> (Alarm, UnboundedReceiver<Cause>) {
    let (rings, heard) = unbounded_channel();
    (Alarm { rings, clock }, heard)
}

impl Alarm {
    pub(super) fn ring(&self, cause: Cause) {
        // Where nobody hears it, the endpoint is ending already.
        let _ = self.rings.send(cause);
    }

    /// Begins a thread, which is called so in the log; what is returned closes with it. If it panics, this rings.
    pub(super) fn watch(&self, name: &'static str, work: impl FnOnce() + Send + 'static) -> oneshot::Receiver<()> {
        let (ends, ended) = oneshot::channel();
        let alarm = self.clone();
        let run = move || {
            let _ends: oneshot::Sender<()> = ends;
            if catch_unwind(AssertUnwindSafe(work)).is_err() {
                Incident::new((alarm.clock)(), name, "it ended by a bug of ours: the endpoint ends").log();
                alarm.ring(Cause::Bug);
            }
        };
        thread::Builder::new().name(name.to_owned()).spawn(run).expect("the system gives a handful of threads");
        ended
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_that_panics_rings_and_one_that_ends_does_not() {
        let (alarm, mut heard) = alarm(|| 0);
        assert!(alarm.watch("quiet", || ()).blocking_recv().is_err(), "it closes");
        assert!(heard.try_recv().is_err());
        drop(alarm.watch("broken", || panic!("a test's own")).blocking_recv());
        assert_eq!(heard.blocking_recv(), Some(Cause::Bug));
    }
}
