//! Who is connected: so many at once, so many from one address. Where there are too many, the first to come has to go, of those
//! whose form is not being answered: dribblers never keep an honest sender waiting.

use super::limits::Source;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::task::AbortHandle;

/// Connections at once.
const MOST: usize = 512;

/// Connections at once from one address, proxies of ours aside.
const MOST_FROM_ONE: usize = 32;

/// All connections.
#[derive(Clone, Debug, Default)]
pub(super) struct Connections(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    next: u64,
    seats: BTreeMap<u64, Seated>,
}

#[derive(Debug)]
struct Seated {
    from: Option<Source>,
    /// A request is being answered.
    is_busy: bool,
    abort: Option<AbortHandle>,
}

/// A connection's place; free again when this is dropped.
#[derive(Debug)]
pub(super) struct Seat {
    connections: Connections,
    number: u64,
}

/// Marks a connection as one whose request is being answered, until this is dropped.
#[derive(Debug)]
pub(super) struct Busy<'s>(&'s Seat);

impl Connections {
    /// A place for a connection `from` an address, or from a proxy of ours; none where there are too many from there.
    pub(super) fn seat(&self, from: Option<Source>) -> Option<Seat> {
        let mut known = self.known();
        if from.is_some() && known.seats.values().filter(|seated| seated.from == from).count() >= MOST_FROM_ONE {
            return None;
        }
        if known.seats.len() >= MOST {
            let idle = known.seats.iter().find(|(_, seated)| !seated.is_busy).map(|(number, _)| *number)?;
            // Its own seat is dropped when its task ends; it no longer counts from now on.
            if let Some(Seated { abort: Some(abort), .. }) = known.seats.remove(&idle) {
                abort.abort();
            }
        }
        let number = known.next;
        known.next += 1;
        known.seats.insert(number, Seated { from, is_busy: false, abort: None });
        Some(Seat { connections: self.clone(), number })
    }

    /// How the task of a connection is ended.
    pub(super) fn ends_by(&self, number: u64, abort: AbortHandle) {
        if let Some(seated) = self.known().seats.get_mut(&number) {
            seated.abort = Some(abort);
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    pub(super) fn busy(&self) -> Busy<'_> {
        self.mark(true);
        Busy(self)
    }

    fn mark(&self, is_busy: bool) {
        if let Some(seated) = self.connections.known().seats.get_mut(&self.number) {
            seated.is_busy = is_busy;
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.connections.known().seats.remove(&self.number);
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.mark(false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(last: u16) -> Option<Source> {
        Some(Source::of(std::net::Ipv6Addr::new(0x2001, 0xdb8, 0, last, 0, 0, 0, 1).into()))
    }

    #[test]
    fn one_address_has_so_many_places_and_proxies_have_all() {
        let connections = Connections::default();
        let mut seats: Vec<Seat> = (0..MOST_FROM_ONE).filter_map(|_| connections.seat(source(1))).collect();
        assert_eq!(seats.len(), MOST_FROM_ONE);
        assert!(connections.seat(source(1)).is_none() && connections.seat(source(2)).is_some());
        seats.pop();
        assert!(connections.seat(source(1)).is_some());
        assert_eq!((0..100).filter_map(|_| connections.seat(None)).count(), 100);
    }

    #[test]
    fn of_those_who_wait_for_no_answer_the_first_to_come_goes() {
        let connections = Connections::default();
        let seats: Vec<Seat> = (0..512).filter_map(|number| connections.seat(source(number))).collect();
        let busy = seats[0].busy();
        let late = connections.seat(source(600)).expect("another one goes");
        let known: Vec<u64> = connections.known().seats.keys().copied().collect();
        assert!(known.contains(&0) && !known.contains(&1) && known.contains(&late.number()), "{known:?}");
        drop(busy);
        drop(connections.seat(source(601)));
        assert!(!connections.known().seats.contains_key(&0));
    }
}
