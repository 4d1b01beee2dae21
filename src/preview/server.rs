//! The socket: bytes → requests, answers → bytes. One thread an answer, each connection for one answer only.
//!
//! tiny_http hands connections to a pool of threads; one that is kept alive would hold its thread, and of a browser's six
//! connections two would wait forever. So every answer is written by hand and closes its connection. tiny_http knows no
//! limits and no time-outs either: it may be reached from this machine alone.
//!
//! Only a few pages are told news on a connection that stays; more would take from a browser the six connections that it has
//! for one host. All others are told at once, and ask again.

use super::desk::Desk;
use super::live::Watcher;
use super::request::{Answer, Request};
use crate::requests::LARGEST;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// So many requests are answered at a time.
const AT_ONCE: usize = 128;

/// So many pages are told news on a connection that stays.
const LISTENERS: usize = 3;

/// After so many milliseconds a page asks again: one whose connection stayed, where that broke; and any other.
const AGAIN_AT_ONCE: u32 = 300;
const AGAIN: u32 = 1_000;

/// After so long without a request there is a look whether one is stuck. tiny_http has a thread for each connection, but may
/// count one as free that is about to be taken; where all others wait for somebody who says nothing, the connection that
/// was given to it waits until the next one comes.
const NUDGE: Duration = Duration::from_millis(100);

/// After so long without news a waiting page gets a sign of life, by which we notice that it is gone.
const SIGN_OF_LIFE: Duration = Duration::from_secs(3);

/// A body that is too large for a form is read and forgotten up to so many bytes, so that its sender sees the answer.
const FORGOTTEN: usize = 64 << 20;

/// Answers until the process ends.
pub(super) fn serve(listener: TcpListener, desk: &Arc<Desk>) -> io::Result<()> {
    let address = listener.local_addr()?;
    let server = tiny_http::Server::from_listener(listener, None).map_err(io::Error::other)?;
    let (busy, listeners) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    loop {
        let request = match server.recv_timeout(NUDGE) {
            Ok(Some(request)) => request,
            // A connection that says nothing and goes; where threads are lacking, it brings one.
            Ok(None) => {
                drop(TcpStream::connect(address));
                continue;
            }
            Err(_) => continue,
        };
        let Some(place) = Place::take(&busy, AT_ONCE) else {
            // The connection is gone when the answer is; nothing to do where it cannot be written.
            let _ = write(request, &Answer::text(503, "too many requests at once"));
            continue;
        };
        let (desk, listeners) = (desk.clone(), listeners.clone());
        thread::spawn(move || {
            // A browser that went away is no failure of ours.
            let _ = answer(request, &desk, place, &listeners);
        });
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

fn answer(mut request: tiny_http::Request, desk: &Desk, place: Place, listeners: &Arc<AtomicUsize>) -> io::Result<()> {
    if request.body_length().unwrap_or(0) > FORGOTTEN {
        // Dropping the request would set aside as many bytes as were announced: it is kept, with its connection.
        std::mem::forget(request.upgrade("none", tiny_http::Response::empty(413)));
        return Ok(());
    }
    let mut asked = Request {
        method: request.method().as_str().to_owned(),
        target: request.url().to_owned(),
        headers: request.headers().iter().map(|header| (lower(header), header.value.as_str().to_owned())).collect(),
        body: Vec::new(),
    };
    if let Some(refused) = refused(&asked, desk.port) {
        return write(request, &refused);
    }
    if !matches!(asked.method.as_str(), "GET" | "HEAD") {
        let mut body = request.as_reader().take(FORGOTTEN as u64);
        body.by_ref().take(LARGEST as u64 + 1).read_to_end(&mut asked.body)?;
        io::copy(&mut body, &mut io::sink())?;
    }
    if asked.method == "GET" && asked.path() == "/-preview/live" {
        // Whoever listens keeps nobody from being answered.
        drop(place);
        return tell(request, desk, &asked, Place::take(listeners, LISTENERS));
    }
    write(request, &desk.answer(&asked))
}

fn lower(header: &tiny_http::Header) -> String {
    header.field.as_str().as_str().to_ascii_lowercase()
}

/// The answer to a request that is not for us, or that can be read in two ways.
fn refused(request: &Request, port: u16) -> Option<Answer> {
    let all = |name: &'static str| request.headers.iter().filter(move |(known, _)| known == name);
    let is_number =
        |(_, value): &(String, String)| value.bytes().all(|byte| byte.is_ascii_digit()) && !value.is_empty();
    let is_in_pieces = all("transfer-encoding").next().is_some();
    let lengths = all("content-length").count();
    if all("host").count() != 1 || lengths > 1 || (is_in_pieces && lengths > 0) || !all("content-length").all(is_number)
    {
        return Some(Answer::text(400, "this is no request"));
    }
    // A page from elsewhere may have a name that leads here.
    let is_ours = request.header("host").is_some_and(|host| is_own(host, port));
    (!is_ours).then(|| Answer::text(421, "this preview is for localhost only"))
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

/// The start of an answer, until what is left to say of its body's length.
fn head(answer: &Answer) -> String {
    let mut head = format!("HTTP/1.1 {} {}\r\n", answer.status, reason(answer.status));
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head + "Connection: close\r\n"
}

fn write(request: tiny_http::Request, answer: &Answer) -> io::Result<()> {
    let is_head = *request.method() == tiny_http::Method::Head;
    let mut writer = request.into_writer();
    write!(writer, "{}Content-Length: {}\r\n\r\n", head(answer), answer.body.len())?;
    if !is_head {
        writer.write_all(&answer.body)?;
    }
    writer.flush()
}

/// Tells a page the news (server-sent events): for as long as it listens, where it has a place, else once.
fn tell(request: tiny_http::Request, desk: &Desk, asked: &Request, place: Option<Place>) -> io::Result<()> {
    let watcher = Watcher { target: asked.query("path"), mark: asked.query("mark") };
    let start = |again: u32, told: &str| {
        let answer = Answer::new(200, "text/event-stream", format!("retry: {again}\n\n{told}"));
        answer.with("Cache-Control", "no-store").with("X-Content-Type-Options", "nosniff")
    };
    // A page that asks again names what it was told last; the number alone could be another run's.
    let named = |number: u64| format!("{}-{number}", desk.nonce);
    let mut told = asked.header("last-event-id").map(str::to_owned);
    let mut news = |longest| {
        let state = desk.stage.wait(longest, |state| told.as_deref() != Some(&*named(state.number)));
        let name = named(state.number);
        if told.as_deref() == Some(&*name) {
            return ": \n\n".to_owned();
        }
        let text = format!("id: {name}\ndata: {}\n\n", desk.news(&state, &watcher));
        told = Some(name);
        text
    };
    let Some(_place) = place else { return write(request, &start(AGAIN, &news(Duration::ZERO))) };
    let start = start(AGAIN_AT_ONCE, "");
    let mut writer = request.into_writer();
    writer.write_all(format!("{}\r\n", head(&start)).as_bytes())?;
    writer.write_all(&start.body)?;
    loop {
        writer.write_all(news(SIGN_OF_LIFE).as_bytes())?;
        writer.flush()?;
    }
}

const fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        303 => "See Other",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        410 => "Gone",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        421 => "Misdirected Request",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "",
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
