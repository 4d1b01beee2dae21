//! Submissions for those who build elsewhere: `GET /submissions`, a line of JSON each, for whoever has the secret. On a listener of
//! its own that only this machine reaches; what leaves the machine goes through a tunnel or a proxy with TLS.

use super::journal::Incident;
use super::limits::{Limits, Source};
use super::store::Store;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use sha2::{Digest, Sha256};
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::time::timeout;

/// For a whole request and its answer.
const PATIENCE: Duration = Duration::from_secs(60);

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
    fn answer(&self, request: &Request<Incoming>, peer: IpAddr) -> (u16, String) {
        let say = |status, text: &str| (status, format!("{text}\n"));
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
            Ok(all) => (200, all.iter().map(|filed| filed.to_json() + "\n").collect()),
            Err(error) => {
                Incident::new((self.clock)(), "pull", &error.text).log();
                say(503, "the store does not answer")
            }
        }
    }
}

/// Answers until the process ends.
pub(super) async fn serve(listener: TcpListener, hatch: Arc<Hatch>) {
    loop {
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
                let (status, text) = answer.unwrap_or_else(|_| (500, "something went wrong\n".to_owned()));
                Ok::<_, Infallible>(written(status, text))
            }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(Duration::from_secs(5))
            .keep_alive(false)
            .serve_connection(TokioIo::new(stream), service);
        tokio::spawn(timeout(PATIENCE, connection));
    }
}

fn written(status: u16, text: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(text.into()));
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
