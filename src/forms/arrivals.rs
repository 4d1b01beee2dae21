//! Moments of arrival: each later than the one before, whatever the clock does, since of two words about an invoice the later counts.

use jiff::Timestamp;
use std::sync::atomic::{AtomicI64, Ordering};

/// The last moment that was given, in microseconds since 1970.
#[derive(Debug, Default)]
pub(super) struct Arrivals(AtomicI64);

impl Arrivals {
    /// `now`, or a little later where that was given already.
    pub(super) fn next(&self, now: Timestamp) -> Timestamp {
        let now = now.as_microsecond();
        let after = |last: i64| Some(now.max(last.saturating_add(1)));
        let last = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, after).unwrap_or_default();
        Timestamp::from_microsecond(now.max(last.saturating_add(1))).unwrap_or(Timestamp::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::thread;

    #[test]
    fn no_two_arrive_at_once_and_none_before_another() {
        let arrivals = Arrivals::default();
        let at = |second| Timestamp::from_second(second).unwrap();
        let [first, second, third, late] = [100, 100, 40, 200].map(|second| arrivals.next(at(second)));
        assert_eq!((first, late), (at(100), at(200)));
        assert!(first < second && second < third && third < late, "{second} {third}");
        let all: BTreeSet<Timestamp> = thread::scope(|scope| {
            let run = || (0..1_000).map(|_| arrivals.next(at(300))).collect::<Vec<_>>();
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(run)).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(all.len(), 4_000);
    }
}
