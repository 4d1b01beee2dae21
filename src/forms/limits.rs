//! How often one address may send: forms that are recorded, and tickets that are not ours. What may be sent about one portal is
//! counted by the store, which several endpoints may share.

use governor::clock::{Clock, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;

/// Forms an hour from one address.
const FORMS: NonZeroU32 = NonZeroU32::new(30).expect("thirty is not zero");

/// Tickets a minute that are not ours, from one address.
const BAD_TICKETS: NonZeroU32 = NonZeroU32::new(20).expect("twenty is not zero");

/// So many addresses are remembered; then all who have been quiet for long enough are forgotten.
const MOST: usize = 100_000;

/// An address as limits know it. Whoever has one address of version 6 has its /64.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) struct Source(IpAddr);

impl Source {
    pub(super) fn of(address: IpAddr) -> Source {
        match address.to_canonical() {
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                Source(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into())
            }
            address => Source(address),
        }
    }

    /// For the log: without its last part, so that it is nobody's.
    pub(super) fn masked(self) -> String {
        match self.0 {
            IpAddr::V4(address) => {
                let [a, b, c, _] = address.octets();
                format!("{a}.{b}.{c}.0/24")
            }
            IpAddr::V6(address) => {
                let [a, b, c, ..] = address.segments();
                format!("{}/48", Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
            }
        }
    }
}

type Keyed<C> = RateLimiter<Source, DashMapStateStore<Source>, C, NoOpMiddleware<<C as Clock>::Instant>>;

/// Counts by address, in memory.
pub(super) struct Limits<C: Clock = DefaultClock> {
    forms: Keyed<C>,
    bad_tickets: Keyed<C>,
}

impl Limits {
    pub(super) fn new() -> Limits {
        Limits::with(&DefaultClock::default())
    }
}

impl<C: Clock + Clone> Limits<C> {
    fn with(clock: &C) -> Limits<C> {
        let keyed = |quota: Quota| RateLimiter::new(quota, DashMapStateStore::default(), clock.clone());
        Limits { forms: keyed(Quota::per_hour(FORMS)), bad_tickets: keyed(Quota::per_minute(BAD_TICKETS)) }
    }

    /// Counts a form; whether it may be taken.
    pub(super) fn takes_form(&self, from: Source) -> bool {
        take(&self.forms, from)
    }

    /// Counts a ticket that is not ours; whether its sender may hear so, or has to wait.
    pub(super) fn takes_bad_ticket(&self, from: Source) -> bool {
        take(&self.bad_tickets, from)
    }

    /// Forgets who has been quiet; to be called now and then.
    pub(super) fn forget(&self) {
        for keyed in [&self.forms, &self.bad_tickets] {
            keyed.retain_recent();
            keyed.shrink_to_fit();
        }
    }
}

fn take<C: Clock + Clone>(keyed: &Keyed<C>, from: Source) -> bool {
    if keyed.len() >= MOST {
        keyed.retain_recent();
    }
    // Somebody with a hundred thousand addresses is limited by what each portal takes.
    keyed.check_key(&from).is_ok() || keyed.len() > MOST
}

#[cfg(test)]
mod tests {
    use super::*;
    use governor::clock::FakeRelativeClock;
    use std::time::Duration;

    fn source(address: &str) -> Source {
        Source::of(address.parse().unwrap())
    }

    #[test]
    fn thirty_forms_an_hour_come_from_one_address() {
        let clock = FakeRelativeClock::default();
        let limits = Limits::with(&clock);
        let taken =
            |limits: &Limits<FakeRelativeClock>| (0..40).filter(|_| limits.takes_form(source("192.0.2.7"))).count();
        assert_eq!(taken(&limits), 30);
        assert!(limits.takes_form(source("192.0.2.8")), "another one has his own count");
        clock.advance(Duration::from_secs(3_600));
        limits.forget();
        assert_eq!(taken(&limits), 30);
    }

    #[test]
    fn an_address_of_version_six_counts_with_its_neighbors() {
        assert_eq!(source("2001:db8:1:2::1"), source("2001:db8:1:2:ffff::9"));
        assert_ne!(source("2001:db8:1:2::1"), source("2001:db8:1:3::1"));
        assert_eq!(source("::ffff:192.0.2.7"), source("192.0.2.7"));
    }

    #[test]
    fn the_log_names_no_single_address() {
        assert_eq!(source("192.0.2.77").masked(), "192.0.2.0/24");
        assert_eq!(source("2001:db8:1:2::1").masked(), "2001:db8:1::/48");
    }
}
