//! The socket: bytes → requests, answers → bytes. One thread an answer, each connection for one answer only.
//!
//! tiny_http hands connections to a pool of threads; one that is kept alive would hold its thread, and of a browser's six
//! connections two would wait forever. So every answer is written by hand and closes its connection. tiny_http knows no
//! limits and no time-outs either: it may be reached from this machine alone.

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

/// So many requests are answered at a time, pages that wait for news included.
const AT_ONCE: usize = 128;

/// After so long without a request there is a look whether one is stuck. tiny_http has a thread for each connection, but may
/// count one as free that is about to be taken; where all others wait for somebody who says nothing, the connection that
/// was given to it waits until the next one comes.
const NUDGE: Duration = Duration::from_millis(100);

/// After so long without news a waiting page gets a sign of life, by which we notice that it is gone.
const SIGN_OF_LIFE: Duration = Duration::from_secs(3);

/// tiny_http sets so many bytes aside when a request is let go whose body was not read; beyond this it is never let go.
const HARMLESS: usize = 1 << 20;

/// Answers until the process ends.
pub(super) fn serve(listener: TcpListener, desk: Arc<Desk>) -> io::Result<()> {
    let address = listener.local_addr()?;
    let server = tiny_http::Server::from_listener(listener, None).map_err(io::Error::other)?;
    let busy = Arc::new(AtomicUsize::new(0));
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
        let (desk, place) = (desk.clone(), Place::take(&busy));
        if place.number >= AT_ONCE {
            // The connection is gone when the answer is; nothing to do where it cannot be written.
            let _ = write(request, &Answer::text(503, "too many requests at once"));
            continue;
        }
        thread::spawn(move || {
            // A browser that went away is no failure of ours.
            let _ = answer(request, &desk);
            drop(place);
        });
    }
}

/// One of those that are answered now; the place is free again however that ends.
struct Place {
    busy: Arc<AtomicUsize>,
    /// How many there were before.
    number: usize,
}

impl Place {
    fn take(busy: &Arc<AtomicUsize>) -> Place {
        Place { number: busy.fetch_add(1, Ordering::SeqCst), busy: busy.clone() }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.busy.fetch_sub(1, Ordering::SeqCst);
    }
}

fn answer(mut request: tiny_http::Request, desk: &Desk) -> io::Result<()> {
    let announced = request.body_length().unwrap_or(0);
    if announced > HARMLESS {
        let refused = tiny_http::Response::empty(413).with_header(tiny_http::Header {
            field: "X-Content-Type-Options".parse().expect("it is a header's name"),
            value: "nosniff".parse().expect("it is a header's value"),
        });
        // Dropping the request would set aside as many bytes as were announced.
        std::mem::forget(request.upgrade("none", refused));
        return Ok(());
    }
    let mut asked = Request {
        method: request.method().as_str().to_owned(),
        target: request.url().to_owned(),
        headers: request.headers().iter().map(|header| (lower(header), header.value.as_str().to_owned())).collect(),
        body: Vec::new(),
    };
    if !asked.header("host").is_some_and(|host| is_own(host, desk.port)) {
        // A page from elsewhere may have a name that leads here.
        return write(request, &Answer::text(421, "this preview is for localhost only"));
    }
    if !matches!(asked.method.as_str(), "GET" | "HEAD") {
        request.as_reader().take(LARGEST as u64 + 1).read_to_end(&mut asked.body)?;
    }
    if asked.method == "GET" && asked.path() == "/-preview/live" {
        return tell(request, desk, &asked);
    }
    let answer = desk.answer(&asked);
    write(request, &answer)
}

fn lower(header: &tiny_http::Header) -> String {
    header.field.as_str().as_str().to_ascii_lowercase()
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

fn write(request: tiny_http::Request, answer: &Answer) -> io::Result<()> {
    let is_head = *request.method() == tiny_http::Method::Head;
    let mut head = format!("HTTP/1.1 {} {}\r\n", answer.status, reason(answer.status));
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("Content-Length: {}\r\nConnection: close\r\n\r\n", answer.body.len()));
    let mut writer = request.into_writer();
    writer.write_all(head.as_bytes())?;
    if !is_head {
        writer.write_all(&answer.body)?;
    }
    writer.flush()
}

/// Tells a page the news for as long as it listens (server-sent events).
fn tell(request: tiny_http::Request, desk: &Desk, asked: &Request) -> io::Result<()> {
    let watcher = Watcher {
        path: asked.query("path"),
        search: asked.query("q"),
        page: asked.query("page"),
        mark: asked.query("mark"),
    };
    let mut writer = request.into_writer();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
                X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 300\n\n";
    writer.write_all(head.as_bytes())?;
    let mut told = None;
    loop {
        let state = desk.stage.wait(SIGN_OF_LIFE, |state| Some(state.number) != told);
        if Some(state.number) == told {
            writer.write_all(b": \n\n")?;
        } else {
            told = Some(state.number);
            writer.write_all(format!("data: {}\n\n", desk.news(&state, &watcher)).as_bytes())?;
        }
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
    use super::is_own;

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
}
