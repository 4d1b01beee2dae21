//! The door: connections → requests → answers. One thread an answer, each connection for one answer only.
//!
//! Only a few pages are told news on a connection that stays; more would take from a browser the six connections that it has
//! for one host. All others are told at once, and ask again.

use super::desk::Desk;
use super::live::Watcher;
use super::request::{Answer, Request};
use super::wire::{Unread, Wire};
use std::io;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// So many connections are served at a time. Those that say nothing count too, for a while.
const AT_ONCE: usize = 1_024;

/// So many pages are told news on a connection that stays.
const LISTENERS: usize = 3;

/// After so many milliseconds a page asks again: one whose connection stayed, where that broke; and any other.
const AGAIN_AT_ONCE: u32 = 300;
const AGAIN: u32 = 1_000;

/// After so long without news a waiting page gets a sign of life, by which we notice that it is gone.
const SIGN_OF_LIFE: Duration = Duration::from_secs(3);

/// After a connection that could not be had, for instance for want of file descriptors.
const BREATH: Duration = Duration::from_millis(50);

/// Answers until the process ends.
pub(super) fn serve(listener: &TcpListener, desk: &Arc<Desk>) {
    let (busy, listeners) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            thread::sleep(BREATH);
            continue;
        };
        let (desk, listeners) = (desk.clone(), listeners.clone());
        // Beyond this nobody is answered: it would take a thread.
        let Some(place) = Place::take(&busy, AT_ONCE) else { continue };
        let talk = move || {
            // A browser that went away is no failure of ours.
            let _ = answer(stream, &desk, &listeners);
            drop(place);
        };
        // Where there can be no more threads, the connection is closed.
        let _ = thread::Builder::new().name("answer".to_owned()).spawn(talk);
    }
}

/// One of a few places; it is free again however its use ends.
struct Place(Arc<AtomicUsize>);

impl Place {
    /// None where all are taken.
    fn take(taken: &Arc<AtomicUsize>, most: usize) -> Option<Place> {
        let before = taken.fetch_add(1, Ordering::SeqCst);
        let place = Place(taken.clone());
        (before < most).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn answer(stream: TcpStream, desk: &Desk, listeners: &Arc<AtomicUsize>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut wire = Wire::new(stream);
    let request = match wire.read() {
        Ok(request) => request,
        Err(Unread::Refused(answer)) => return wire.answer(&answer),
        Err(Unread::Gone) => return Ok(()),
    };
    if !request.header("host").is_some_and(|host| is_own(host, desk.port)) {
        // A page from elsewhere may have a name that leads here.
        return wire.answer(&Answer::text(421, "this preview is for localhost only"));
    }
    if request.method == "GET" && request.path() == "/-preview/live" {
        return tell(wire, desk, &request, Place::take(listeners, LISTENERS));
    }
    wire.answer(&desk.answer(&request))
}

/// Whether a host's name is this machine's own, on our port.
fn is_own(host: &str, port: u16) -> bool {
    let (name, given) = match host.rsplit_once(':') {
        Some((name, digits)) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            (name, digits.parse().ok())
        }
        _ => (host, Some(80)),
    };
    given == Some(port) && ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// Tells a page the news (server-sent events): for as long as it listens, where it has a place, else once.
fn tell(mut wire: Wire, desk: &Desk, request: &Request, place: Option<Place>) -> io::Result<()> {
    let watcher = Watcher { target: request.query("path"), mark: request.query("mark") };
    let again = if place.is_some() { AGAIN_AT_ONCE } else { AGAIN };
    let start = Answer::new(200, "text/event-stream", format!("retry: {again}\n\n"));
    wire.begin(&start.with("Cache-Control", "no-store").with("X-Content-Type-Options", "nosniff"))?;
    // A page that asks again names what it was told last; the number alone could be another run's.
    let named = |number: u64| format!("{}-{number}", desk.nonce);
    let mut told = request.header("last-event-id").map(str::to_owned);
    loop {
        let longest = if place.is_some() { SIGN_OF_LIFE } else { Duration::ZERO };
        let state = desk.stage.wait(longest, |state| told.as_deref() != Some(&*named(state.number)));
        let name = named(state.number);
        if told.as_deref() == Some(&*name) {
            wire.tell(b": \n\n")?;
        } else {
            wire.tell(format!("id: {name}\ndata: {}\n\n", desk.news(&state, &watcher)).as_bytes())?;
            told = Some(name);
        }
        if place.is_none() {
            return wire.end();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_its_own() {
        for own in ["127.0.0.1:4747", "localhost:4747", "LOCALHOST:4747", "[::1]:4747"] {
            assert!(is_own(own, 4747), "{own}");
        }
        for other in
            ["evil.example:4747", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:4747", "", "[::1]", ":4747"]
        {
            assert!(!is_own(other, 4747), "{other}");
        }
        assert!(is_own("localhost", 80));
    }

    #[test]
    fn a_place_is_free_again_after_its_use() {
        let taken = Arc::default();
        let (first, second) = (Place::take(&taken, 2), Place::take(&taken, 2));
        assert!(first.is_some() && second.is_some() && Place::take(&taken, 2).is_none());
        drop(first);
        assert!(Place::take(&taken, 2).is_some());
    }
}
