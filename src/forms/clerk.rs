//! The one who writes: takes filings from all requests, records as many as there are in one commit, and tells each what became
//! of it. A second one reads, so that those who ask do not wait for those who write.

use super::alarm::{Alarm, Cause};
use super::bell::Bell;
use super::store::{Filing, Harm, Outcome, Receipt, Store, StoreError};
use crate::requests::SubmissionId;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use tokio::sync::oneshot;

/// So many filings go into one commit.
const BATCH: usize = 256;

/// So many wait at most; who comes then is told to come again.
const QUEUE: usize = 1_024;

type Told<T> = oneshot::Sender<Result<T, StoreError>>;

/// The way to the store, for any number of requests at once.
#[derive(Clone, Debug)]
pub(super) struct Clerk {
    filings: SyncSender<(Filing, Told<Outcome>)>,
    questions: SyncSender<(SubmissionId, Told<Option<Receipt>>)>,
}

impl Clerk {
    /// Begins to work, with a store to write and another opening of it to read. The bell rings when there is something new, the
    /// alarm when the store cannot be trusted any more.
    pub(super) fn new(writing: Box<dyn Store>, reading: Box<dyn Store>, recorded: Bell, alarm: &Alarm) -> Clerk {
        let (filings, to_file) = sync_channel(QUEUE);
        let (questions, to_answer) = sync_channel(QUEUE);
        let fatal = alarm.clone();
        alarm.watch("clerk", move || write(writing, &to_file, &recorded, &fatal));
        alarm.watch("reader", move || read(reading, &to_answer));
        Clerk { filings, questions }
    }

    /// Records a filing. When this returns an outcome, it is on disk.
    pub(super) async fn file(&self, filing: Filing) -> Result<Outcome, StoreError> {
        ask(&self.filings, filing).await
    }

    /// What is known of a submission.
    pub(super) async fn receipt(&self, id: SubmissionId) -> Result<Option<Receipt>, StoreError> {
        ask(&self.questions, id).await
    }
}

async fn ask<Q, A>(to: &SyncSender<(Q, Told<A>)>, question: Q) -> Result<A, StoreError> {
    let (tell, told) = oneshot::channel();
    match to.try_send((question, tell)) {
        Ok(()) => {}
        Err(TrySendError::Full(_)) => return Err(StoreError::new(Harm::None, "too many wait for the store")),
        Err(TrySendError::Disconnected(_)) => return Err(StoreError::new(Harm::None, "the store is closed")),
    }
    // The clerk ended in the middle of it: it may have been recorded.
    told.await.unwrap_or_else(|_| Err(StoreError::new(Harm::Unknown, "the store was closed meanwhile")))
}

fn write(mut store: Box<dyn Store>, filings: &Receiver<(Filing, Told<Outcome>)>, recorded: &Bell, alarm: &Alarm) {
    while let Ok(first) = filings.recv() {
        let (batch, tellers): (Vec<_>, Vec<_>) =
            std::iter::once(first).chain(filings.try_iter().take(BATCH - 1)).unzip();
        match store.file(&batch) {
            Ok(outcomes) => {
                if outcomes.contains(&Outcome::Recorded) {
                    recorded.ring();
                }
                for (tell, outcome) in tellers.into_iter().zip(outcomes) {
                    // A client that went away hears nothing; his submission is recorded all the same.
                    let _ = tell.send(Ok(outcome));
                }
            }
            Err(error) => {
                for tell in tellers {
                    let _ = tell.send(Err(error.clone()));
                }
                if error.harm == Harm::Fatal {
                    return alarm.ring(Cause::Store);
                }
            }
        }
    }
}

fn read(mut store: Box<dyn Store>, questions: &Receiver<(SubmissionId, Told<Option<Receipt>>)>) {
    while let Ok((id, tell)) = questions.recv() {
        let _ = tell.send(store.receipt(&id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::alarm::alarm;
    use crate::forms::outbox::tests::Failing;
    use crate::forms::store::promise;

    #[tokio::test]
    async fn a_store_that_cannot_be_trusted_ends_the_endpoint_and_one_that_is_away_does_not() {
        let failing = || Box::new(Failing(Harm::Fatal));
        let (alarm, mut heard) = alarm(|| 0);
        let clerk = Clerk::new(failing(), failing(), Bell::default(), &alarm);
        assert_eq!(clerk.file(promise("INV-1", 1, 0)).await.unwrap_err().harm, Harm::Fatal);
        assert_eq!(heard.recv().await, Some(Cause::Store));
        let away = || Box::new(Failing(Harm::Unknown));
        let clerk = Clerk::new(away(), away(), Bell::default(), &alarm);
        assert_eq!(clerk.file(promise("INV-1", 1, 0)).await.unwrap_err().harm, Harm::Unknown);
        assert!(heard.try_recv().is_err());
    }
}
