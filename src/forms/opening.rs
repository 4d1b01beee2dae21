//! Opens the store at the start, and waits for a server that is away: after a power cut it may come back later than we do.

use super::journal::Incident;
use super::store::{Harm, StoreError};
use std::panic::resume_unwind;
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

/// Calls `open` again, after a pause each time, while a store is only away: `why` is what it said first. It is logged, and so is
/// each other reason.
pub(super) async fn insist<T: Send + 'static>(
    open: impl Fn() -> Result<T, StoreError> + Clone + Send + 'static,
    why: StoreError,
    pause: Duration,
    clock: fn() -> i64,
) -> Result<T, StoreError> {
    let mut told = String::new();
    let mut failed = why;
    loop {
        if told != failed.text {
            told = failed.text;
            Incident::new(clock(), "store", &format!("{told}; it is tried again until it answers")).log();
        }
        sleep(pause).await;
        failed = match spawn_blocking(open.clone()).await {
            Ok(Err(error)) if error.harm == Harm::None => error,
            Ok(opened) => return opened,
            Err(panicked) => resume_unwind(panicked.into_panic()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[tokio::test]
    async fn a_server_that_is_away_is_waited_for_and_one_that_is_none_is_not() {
        let away = |harm| StoreError::new(harm, "away");
        let tries = Arc::new(AtomicU32::new(0));
        let counted = tries.clone();
        let third = move || match counted.fetch_add(1, Ordering::SeqCst) {
            2 => Ok("open"),
            _ => Err(away(Harm::None)),
        };
        assert_eq!(insist(third, away(Harm::None), Duration::ZERO, || 0).await.unwrap(), "open");
        assert_eq!(tries.load(Ordering::SeqCst), 3);
        let other = move || Err::<(), _>(away(Harm::Fatal));
        assert_eq!(insist(other, away(Harm::None), Duration::ZERO, || 0).await.unwrap_err().harm, Harm::Fatal);
    }
}
