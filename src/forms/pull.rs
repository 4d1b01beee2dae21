//! Submissions for those who build elsewhere: `GET /submissions`, a line of JSON each, for whoever has the secret. On a listener of
//! its own that only this machine reaches; what leaves the machine goes through a tunnel or a proxy with TLS.

use super::journal::Incident;
use super::limits::{Limits, Source};
use super::store::Store;
use crate::requests::Filed;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{self, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use sha2::{Digest, Sha256};
use std::convert::Infallible;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// For a whole request and its answer: a slow line takes some 100 MB in that time.
const PATIENCE: Duration = Duration::from_secs(600);

/// For the head of a request.
const HEAD: Duration = Duration::from_secs(5);

/// The longest head, in bytes, and the most headers in it.
const LONGEST_HEAD: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;

/// Connections at once; others wait. Those who pull are few.
const MOST: usize = 16;

/// So many submissions are written out at a time.
const AT_ONCE: usize = 64;

/// Hands submissions out.
pub(super) struct Hatch {
    /// Of the secret: compared by digest, so that time tells nothing.
    secret: [u8; 32],
    store: Mutex<Box<dyn Store>>,
    limits: Limits,
    clock: fn() -> i64,
}

impl Hatch {
    pub(super) fn new(secret: &str, store: Box<dyn Store>, clock: fn() -> i64) -> Hatch {
        let secret = Sha256::digest(secret).into();
        Hatch { secret, store: Mutex::new(store), limits: Limits::new(), clock }
    }

    /// The number of the answer, and the answer.
    fn answer(&self, request: &Request<Incoming>, peer: IpAddr) -> (u16, Lines) {
        let say = |status, text: &str| (status, Lines::word(text));
        if request.uri().path() != "/submissions" {
            return say(404, "there is `/submissions` here");
        }
        if request.method() != Method::GET {
            return say(405, "only GET is known here");
        }
        let given = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let given = given.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
        if <[u8; 32]>::from(Sha256::digest(given)) != self.secret {
            return match self.limits.takes_bad_ticket(Source::of(peer)) {
                true => say(401, "the secret is another one"),
                false => say(429, "too many wrong secrets"),
            };
        }
        match self.store.lock().unwrap_or_else(PoisonError::into_inner).all() {
            Ok(all) => (200, Lines::submissions(all)),
            Err(error) => {
                Incident::new((self.clock)(), "pull", &error.text).log();
                say(503, "the store does not answer")
            }
        }
    }
}

/// The lines of an answer. Submissions are written out as they are sent: the store is not in memory a second time as text.
struct Lines {
    word: String,
    submissions: std::vec::IntoIter<Filed>,
    /// Bytes that are still to be sent.
    left: u64,
}

impl Lines {
    fn word(text: &str) -> Lines {
        Lines { word: format!("{text}\n"), submissions: Vec::new().into_iter(), left: text.len() as u64 + 1 }
    }

    fn submissions(all: Vec<Filed>) -> Lines {
        let left = all.iter().map(|filed| line(filed).len() as u64).sum();
        Lines { word: String::new(), submissions: all.into_iter(), left }
    }
}

fn line(filed: &Filed) -> String {
    filed.to_json() + "\n"
}

impl Body for Lines {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let mut text = std::mem::take(&mut self.word);
        self.submissions.by_ref().take(AT_ONCE).for_each(|filed| text.push_str(&line(&filed)));
        self.left -= text.len() as u64;
        Poll::Ready((!text.is_empty()).then(|| Ok(Frame::data(text.into()))))
    }

    /// All of it is announced, so that whoever pulls knows an answer that was cut off.
    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

/// Answers until the process ends.
pub(super) async fn serve(listener: TcpListener, hatch: Arc<Hatch>) {
    let places = Arc::new(Semaphore::new(MOST));
    loop {
        let place = places.clone().acquire_owned().await.expect("nobody closes it");
        let Ok((stream, peer)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let hatch = hatch.clone();
        let service = service_fn(move |request: Request<Incoming>| {
            let hatch = hatch.clone();
            async move {
                // The store is asked for all there is: not on a thread that others' answers wait for.
                let answer = tokio::task::spawn_blocking(move || hatch.answer(&request, peer.ip())).await;
                let (status, lines) = answer.unwrap_or_else(|_| (500, Lines::word("something went wrong")));
                Ok::<_, Infallible>(written(status, lines))
            }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_headers(MOST_HEADERS)
            .max_buf_size(LONGEST_HEAD)
            .keep_alive(false)
            .serve_connection(TokioIo::new(stream), service);
        tokio::spawn(async move {
            let _place = place;
            let _ = timeout(PATIENCE, connection).await;
        });
    }
}

fn written(status: u16, lines: Lines) -> Response<Lines> {
    let mut response = Response::new(lines);
    *response.status_mut() = StatusCode::from_u16(status).expect("we answer by known numbers");
    let media = if status == 200 { "application/x-ndjson" } else { "text/plain; charset=utf-8" };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if status == 401 {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::store::{Filing, Sqlite};
    use crate::links::Kind;
    use crate::requests::{Submission, SubmissionId};
    use jiff::Timestamp;
    use jiff::civil::date;
    use std::io::{Read, Write};
    use std::net::{SocketAddr, TcpStream};

    const HEAD: &str = "GET /submissions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a-secret-of-some-length\r\n";

    fn filing(number: u8) -> Filing {
        let submission = Submission {
            kind: Kind::Dispute,
            portal: "8pqcad077sv1re8g".parse().unwrap(),
            invoice: Some(format!("INV-{number}")),
            currency: "EUR".parse().unwrap(),
            day: date(2026, 3, 31),
            reason: Some("other".into()),
            date: None,
            amount: None,
            reference: None,
            message: Some("x".repeat(2_000)),
            name: "Ada".into(),
            email: None,
            open: None,
            trapped: false,
        };
        let id = SubmissionId::new("a", [number; 16]);
        let received = Timestamp::from_second(1_774_958_400 + i64::from(number) * 86_400).unwrap();
        Filing {
            filed: Filed { id, received, submission },
            back: "/p/k/".into(),
            errands: vec![],
            may_add: true.into(),
        }
    }

    /// A hatch before a store with these in it, and where it listens. It goes with the test.
    fn hatch(filings: &[Filing]) -> (SocketAddr, tokio::runtime::Runtime, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Sqlite::open(&folder.path().join("store.sqlite")).unwrap();
        store.file(filings).unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        let hatch = Hatch::new("a-secret-of-some-length", Box::new(store), || 1_774_958_400);
        runtime.spawn(serve(listener, Arc::new(hatch)));
        (address, runtime, folder)
    }

    fn connect(address: SocketAddr) -> TcpStream {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    /// Says the head with these lines more, and gives the answer.
    fn answer(mut stream: TcpStream, more: &str) -> String {
        // What is too long may be answered before it is heard to its end.
        let _ = write!(stream, "{HEAD}{more}\r\n");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8(answer).unwrap()
    }

    #[test]
    fn all_submissions_are_handed_out_a_line_each_and_their_length_is_announced() {
        let filings: Vec<Filing> = (1..=150).map(filing).collect();
        let (address, _runtime, _folder) = hatch(&filings);
        let answer = answer(connect(address), "");
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert_eq!(body, filings.iter().map(|filing| filing.filed.to_json() + "\n").collect::<String>());
        assert!(head.contains(&format!("\r\ncontent-length: {}", body.len())), "{head}");
        assert!(head.contains("\r\ncontent-type: application/x-ndjson"), "{head}");
    }

    #[test]
    fn a_head_that_is_too_long_is_not_read_to_its_end() {
        let (address, _runtime, _folder) = hatch(&[]);
        let headers = |count: usize, length: usize| format!("X: {}\r\n", "y".repeat(length)).repeat(count);
        assert!(answer(connect(address), &headers(MOST_HEADERS - 2, 20)).starts_with("HTTP/1.1 200 "));
        for more in [headers(MOST_HEADERS - 1, 20), headers(1, LONGEST_HEAD)] {
            let answer = answer(connect(address), &more);
            assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
        }
    }

    #[test]
    fn who_comes_when_all_places_are_taken_waits_for_one() {
        let (address, _runtime, _folder) = hatch(&[]);
        let mut idle: Vec<TcpStream> = (0..MOST).map(|_| connect(address)).collect();
        let mut late = connect(address);
        write!(late, "{HEAD}\r\n").unwrap();
        late.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
        assert!(late.read(&mut [0; 16]).is_err(), "there was a place more");
        idle.pop();
        late.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut answer = [0; 12];
        late.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200");
    }
}
