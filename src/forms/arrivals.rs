//! Moments of arrival: each later than the one before, since of two words about an invoice the later counts. Where the clock is set
//! back by more than some seconds, it was wrong, and is followed: what waits and what is counted goes by these moments.

use jiff::Timestamp;
use std::sync::atomic::{AtomicI64, Ordering};

/// A clock that goes back by more microseconds than this was set.
const SET_BACK: i64 = 10_000_000;

/// The last moment that was given, in microseconds since 1970.
#[derive(Debug, Default)]
pub(super) struct Arrivals(AtomicI64);

impl Arrivals {
    /// `now`, or a little later where that was given already.
    pub(super) fn next(&self, now: Timestamp) -> Timestamp {
        let now = now.as_microsecond();
        let after = |last: i64| if last - now > SET_BACK { now } else { now.max(last.saturating_add(1)) };
        let last = self.0.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |last| Some(after(last)));
        Timestamp::from_microsecond(after(last.unwrap_or_default())).unwrap_or(Timestamp::MAX)
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
        let [first, second, third, late] = [100, 100, 95, 200].map(|second| arrivals.next(at(second)));
        assert_eq!((first, late), (at(100), at(200)));
        assert!(first < second && second < third && third < late, "{second} {third}");
        assert_eq!(arrivals.next(at(150)), at(150), "the clock was set");
        let all: BTreeSet<Timestamp> = thread::scope(|scope| {
            let run = || (0..1_000).map(|_| arrivals.next(at(300))).collect::<Vec<_>>();
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(run)).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(all.len(), 4_000);
    }
}
