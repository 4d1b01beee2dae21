//! One request and its answer over one connection (RFC 9112), after which the connection is closed.
//!
//! A browser has six connections for one host and would keep them; a page that is previewed needs few requests. Whatever can
//! be read in two ways is refused, and there is a deadline for everything: nothing that is sent, or is not, holds a thread for
//! good.

use super::request::{Answer, Request};
use crate::requests::LARGEST;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// The largest head of a request, in bytes. Browsers send what cookies other programs of this machine have set.
const HEAD: usize = 64 * 1024;

/// A body that is announced as larger than this is not read.
const LARGEST_READ: u64 = 1 << 20;

/// For head and body. Browsers open connections that they may use later, and open another where one was closed.
const LONGEST: Duration = Duration::from_secs(15);

/// What was sent and not read is forgotten for so long after the answer: who is cut off while he sends may never see it.
const FORGETTING: Duration = Duration::from_secs(1);

/// A connection.
pub(super) struct Wire {
    stream: TcpStream,
    /// What was read of the body together with the head.
    rest: Vec<u8>,
    until: Instant,
    is_head: bool,
}

/// Why there is no request.
#[derive(Debug)]
pub(super) enum Unread {
    /// It is none, or none that is taken.
    Refused(Answer),
    /// Nothing more came.
    Gone,
}

/// How a body comes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Announced {
    length: u64,
    /// It comes once the sender was told to go on.
    waits: bool,
}

impl From<io::Error> for Unread {
    fn from(_: io::Error) -> Unread {
        Unread::Gone
    }
}

impl Wire {
    #[expect(clippy::disallowed_methods, reason = "the rim's own deadline")]
    pub(super) fn new(stream: TcpStream) -> Wire {
        Wire { stream, rest: Vec::new(), until: Instant::now() + LONGEST, is_head: false }
    }

    /// The request, with as much of its body as it takes to see that it is too large for a form.
    pub(super) fn read(&mut self) -> Result<Request, Unread> {
        self.stream.set_write_timeout(Some(LONGEST))?;
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break end;
            }
            if bytes.len() > HEAD {
                return Err(Unread::Refused(Answer::text(431, "the request's head is too large")));
            }
            self.more(&mut bytes)?;
        };
        self.rest = bytes.split_off(end + 4);
        let head = String::from_utf8_lossy(&bytes[..end]);
        self.is_head = head.starts_with("HEAD ");
        let (mut request, announced) = parsed(&head).map_err(Unread::Refused)?;
        if announced.length > LARGEST_READ {
            return Err(Unread::Refused(Answer::text(413, "the body is too large")));
        }
        if announced.waits && self.rest.is_empty() {
            self.stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        let wanted = usize::try_from(announced.length).unwrap_or(LARGEST).min(LARGEST + 1);
        let mut body = std::mem::take(&mut self.rest);
        while body.len() < wanted {
            self.more(&mut body)?;
        }
        body.truncate(wanted);
        request.body = body;
        Ok(request)
    }

    #[expect(clippy::disallowed_methods, reason = "the rim's own deadline")]
    fn more(&mut self, bytes: &mut Vec<u8>) -> Result<(), Unread> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Unread::Gone);
        }
        self.stream.set_read_timeout(Some(left))?;
        let mut buffer = [0; 8 * 1024];
        match self.stream.read(&mut buffer) {
            Ok(0) => Err(Unread::Gone),
            Ok(count) => {
                bytes.extend_from_slice(&buffer[..count]);
                Ok(())
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => Ok(()),
            Err(_) => Err(Unread::Gone),
        }
    }

    /// Answers, and ends the connection.
    pub(super) fn answer(mut self, answer: &Answer) -> io::Result<()> {
        let mut bytes = head(answer, Some(answer.body.len())).into_bytes();
        if !self.is_head {
            bytes.extend_from_slice(&answer.body);
        }
        self.stream.write_all(&bytes)?;
        self.end()
    }

    /// Begins an answer that has no end yet; its body is written with [`Wire::tell`].
    pub(super) fn begin(&mut self, answer: &Answer) -> io::Result<()> {
        self.stream.write_all(head(answer, None).as_bytes())?;
        self.stream.write_all(&answer.body)
    }

    pub(super) fn tell(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes)
    }

    /// Says that nothing more comes, and waits a moment for the other side to say so.
    #[expect(clippy::disallowed_methods, reason = "the rim's own deadline")]
    pub(super) fn end(mut self) -> io::Result<()> {
        self.stream.shutdown(Shutdown::Write)?;
        let until = Instant::now() + FORGETTING;
        let mut buffer = [0; 8 * 1024];
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            self.stream.set_read_timeout(Some(left))?;
            if self.stream.read(&mut buffer)? == 0 {
                return Ok(());
            }
        }
    }
}

/// The head of an answer; `length` is its body's in bytes.
fn head(answer: &Answer, length: Option<usize>) -> String {
    let mut head = format!("HTTP/1.1 {} {}\r\n", answer.status, reason(answer.status));
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if let Some(length) = length {
        head.push_str(&format!("Content-Length: {length}\r\n"));
    }
    head.push_str("Connection: close\r\n\r\n");
    head
}

/// A request by its head, without the empty line at its end.
fn parsed(head: &str) -> Result<(Request, Announced), Answer> {
    let malformed = || Answer::text(400, "this is no request");
    let mut lines = head.split("\r\n");
    let first: Vec<&str> = lines.next().unwrap_or_default().split(' ').collect();
    let [method, target, version] = first[..] else { return Err(malformed()) };
    if !is_name(method) || target.is_empty() || target.contains(|c: char| c.is_control()) {
        return Err(malformed());
    }
    if !matches!(version, "HTTP/1.1" | "HTTP/1.0") {
        return Err(Answer::text(505, "only HTTP/1.1 is spoken here"));
    }
    let mut headers = Vec::new();
    for line in lines {
        let (name, value) = line.split_once(':').ok_or_else(malformed)?;
        if !is_name(name) || value.contains(|c: char| c.is_control() && c != '\t') {
            return Err(malformed());
        }
        headers.push((name.to_ascii_lowercase(), value.trim_matches([' ', '\t']).to_owned()));
    }
    let request = Request { method: method.to_owned(), target: target.to_owned(), headers, body: Vec::new() };
    let all = |name: &'static str| request.headers.iter().filter(move |(known, _)| known == name);
    if all("host").count() != 1 {
        return Err(Answer::text(400, "a request names one host"));
    }
    if all("transfer-encoding").next().is_some() {
        // Two lengths are two requests to whoever reads them differently.
        let has_both = all("content-length").next().is_some();
        return Err(if has_both { malformed() } else { Answer::text(411, "a body's length comes with its head") });
    }
    let lengths: Vec<&str> = all("content-length").map(|(_, value)| value.as_str()).collect();
    let length = match lengths[..] {
        [] => 0,
        [digits] if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse().unwrap_or(u64::MAX)
        }
        _ => return Err(malformed()),
    };
    let waits = request.header("expect").is_some_and(|expected| expected.eq_ignore_ascii_case("100-continue"));
    Ok((request, Announced { length, waits }))
}

/// Whether this can be a method or a header's name (a token of RFC 9110).
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
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
        411 => "Length Required",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        421 => "Misdirected Request",
        422 => "Unprocessable Content",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        505 => "HTTP Version Not Supported",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(head: &str) -> Option<u16> {
        parsed(head).err().map(|answer| answer.status)
    }

    #[test]
    fn a_request_is_read_as_it_was_meant() {
        let (request, announced) = parsed(
            "POST /f/promise/x?look=dark HTTP/1.1\r\nHost: localhost:4747\r\nX-Empty:\r\ncontent-length:  12 \r\nExpect: 100-Continue",
        )
        .unwrap();
        assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/f/promise/x?look=dark"));
        assert_eq!((request.header("host"), request.header("x-empty")), (Some("localhost:4747"), Some("")));
        assert_eq!(announced, Announced { length: 12, waits: true });
        assert_eq!(parsed("GET / HTTP/1.0\r\nHost: x").unwrap().1, Announced { length: 0, waits: false });
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        for (more, status) in [
            ("", None),
            ("Content-Length: 5\r\nTransfer-Encoding: chunked", Some(400)),
            ("Transfer-Encoding: chunked\r\nContent-Length: 5", Some(400)),
            ("Transfer-Encoding: chunked", Some(411)),
            ("Content-Length: 5\r\nContent-Length: 5", Some(400)),
            ("Content-Length: -1", Some(400)),
            ("Content-Length: 0x5", Some(400)),
            ("Content-Length: 5, 5", Some(400)),
            ("Content-Length:", Some(400)),
            ("Host: evil.example", Some(400)),
            ("X : y", Some(400)),
            (" folded", Some(400)),
            ("no colon", Some(400)),
            ("X: a\nY: b", Some(400)),
            ("X: \0", Some(400)),
        ] {
            let head = format!("POST / HTTP/1.1\r\nHost: localhost:4747\r\n{more}");
            assert_eq!(refused(head.trim_end_matches("\r\n")), status, "{more:?}");
        }
        assert_eq!(refused("GET / HTTP/1.1"), Some(400), "no host");
        for line in ["GET /", "GET  / HTTP/1.1", "GET / x HTTP/1.1", "", "\u{16}\u{3}\u{1}"] {
            assert_eq!(refused(&format!("{line}\r\nHost: x")), Some(400), "{line:?}");
        }
        assert_eq!(refused("PRI * HTTP/2.0\r\nHost: x"), Some(505));
    }

    #[test]
    fn a_length_beyond_all_numbers_is_a_large_one() {
        let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999999";
        assert_eq!(parsed(head).unwrap().1.length, u64::MAX);
    }
}
