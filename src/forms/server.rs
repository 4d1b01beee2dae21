//! The socket: an accept loop of our own with deadlines for everything, since nobody on the open internet need be honest.

use super::answer::{Answer, Asked};
use super::connections::{Connections, Seat};
use super::desk::Desk;
use super::limits::Source;
use super::proxies::Proxies;
use super::ready::Ready;
use super::tls::Tls;
use crate::requests::LARGEST;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

/// For a request's head, and for the handshake of TLS before it.
const HEAD: Duration = Duration::from_secs(5);

/// For a request's body.
const BODY: Duration = Duration::from_secs(10);

/// A body that is refused is read all the same if it has no more bytes than this, for so long: whoever is answered and cut off while he
/// still sends may never see the answer, and a proxy says that there was none.
const FORGOTTEN: usize = 1 << 20;
const FORGETTING: Duration = Duration::from_secs(2);

/// For all that one connection may do.
const CONNECTION: Duration = Duration::from_secs(120);

/// The head of a request may have so many bytes, and so many headers.
const HEAD_BYTES: usize = 16 * 1024;
const HEADERS: usize = 64;

/// So long those who are connected may go on once the server is told to end.
const DRAIN: Duration = Duration::from_secs(10);

/// After an accept that failed, for instance for want of file descriptors.
const BREATH: Duration = Duration::from_millis(50);

/// All that a connection is answered with.
pub(super) struct Server {
    pub(super) desk: Desk,
    pub(super) proxies: Proxies,
    pub(super) ready: Arc<Ready>,
    pub(super) tls: Option<Tls>,
}

/// Answers until `stop` is done, then lets those who are connected finish.
pub(super) async fn serve(listener: TcpListener, server: Arc<Server>, stop: impl Future<Output = ()>) {
    let (connections, graceful) = (Connections::default(), GracefulShutdown::new());
    tokio::pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => (stream, peer.ip()),
                Err(_) => {
                    tokio::time::sleep(BREATH).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        let from = (!server.proxies.trusts(peer)).then(|| Source::of(peer));
        // Who has too many is not answered: that would cost more than it is worth.
        let Some(seat) = connections.seat(from) else { continue };
        let (number, watcher) = (seat.number(), graceful.watcher());
        let task = tokio::spawn(timeout(CONNECTION, connection(stream, peer, server.clone(), seat, watcher)));
        connections.ends_by(number, task.abort_handle());
    }
    drop(listener);
    // Whoever is slower than this gets no answer; what was recorded stays recorded.
    let _ = timeout(DRAIN, graceful.shutdown()).await;
}

async fn connection(
    stream: TcpStream,
    peer: IpAddr,
    server: Arc<Server>,
    seat: Seat,
    watcher: hyper_util::server::graceful::Watcher,
) {
    // Small answers go out at once.
    let _ = stream.set_nodelay(true);
    match server.tls.as_ref().map(Tls::acceptor) {
        None => talk(stream, peer, server, seat, watcher).await,
        Some(acceptor) => {
            if let Ok(Ok(stream)) = timeout(HEAD, acceptor.accept(stream)).await {
                talk(stream, peer, server, seat, watcher).await;
            }
        }
    }
}

async fn talk<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: S,
    peer: IpAddr,
    server: Arc<Server>,
    seat: Seat,
    watcher: hyper_util::server::graceful::Watcher,
) {
    let seat = Arc::new(seat);
    let service = service_fn(move |request| {
        let (server, seat) = (server.clone(), seat.clone());
        async move { Ok::<_, Infallible>(respond(request, peer, server, seat).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_headers(HEADERS)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    // A client that goes away in the middle is no failure of ours.
    let _ = watcher.watch(connection).await;
}

/// The answer to a request; a bug of ours is one too.
async fn respond(
    request: Request<Incoming>,
    peer: IpAddr,
    server: Arc<Server>,
    seat: Arc<Seat>,
) -> Response<Full<Bytes>> {
    let is_head = request.method() == hyper::Method::HEAD;
    let accept_language = text(request.headers(), &header::ACCEPT_LANGUAGE).to_owned();
    let desk = server.clone();
    // A task of its own: a panic ends it and not the connection.
    let answer = tokio::spawn(async move { server.answer(request, peer, &seat).await }).await;
    let answer = answer.unwrap_or_else(|_| closing(desk.desk.failed(&accept_language)));
    written(answer, is_head)
}

impl Server {
    async fn answer(&self, request: Request<Incoming>, peer: IpAddr, seat: &Seat) -> Answer {
        let (head, body) = request.into_parts();
        let path = self.desk.look.below(head.uri.path()).to_owned();
        let accept_language = text(&head.headers, &header::ACCEPT_LANGUAGE);
        let is_read = matches!(head.method, hyper::Method::GET | hyper::Method::HEAD);
        if !path.starts_with("/f/") {
            return match (is_read, path.as_str()) {
                (false, _) => closing(self.desk.nothing(405, accept_language)).with("Allow", "GET, HEAD"),
                (_, "/healthz") => self.desk.look.headed(Answer::text(200, "alive")),
                (_, "/readyz") => self.desk.look.headed(self.ready.answer()),
                (_, "/robots.txt") => self.desk.look.headed(Answer::text(200, "User-agent: *\nDisallow:")),
                _ => match path.strip_prefix("/a/") {
                    Some(id) => self.desk.acknowledgement(id, accept_language).await,
                    None => self.desk.look.asset(&path).unwrap_or_else(|| self.desk.nothing(404, accept_language)),
                },
            };
        }
        let body = if head.method == hyper::Method::POST {
            match self.body(&head.headers, body).await {
                Ok(body) => body,
                Err(status) => return closing(self.desk.unreadable(status, accept_language)),
            }
        } else {
            Bytes::new()
        };
        let forwarded = head.headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let forwarded: Vec<&str> = forwarded.collect();
        let asked = Asked {
            method: head.method.as_str(),
            path: &path,
            content_type: text(&head.headers, &header::CONTENT_TYPE),
            origin: head.headers.get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or("unreadable")),
            accept_language,
            from: Source::of(self.proxies.client(peer, forwarded.into_iter())),
            body: &body,
        };
        let _busy = seat.busy();
        let answer = self.desk.post(&asked).await;
        if answer.status == 303 || answer.status == 422 { answer } else { closing(answer) }
    }

    /// The body, or the number of the answer to one that is too large, too slow, or not announced. Browsers always say how
    /// long a form is; whoever sends it in pieces means to be understood in two ways.
    async fn body(&self, headers: &HeaderMap, body: Incoming) -> Result<Bytes, u16> {
        if headers.contains_key(header::TRANSFER_ENCODING) {
            forget(body).await;
            return Err(400);
        }
        let announced = headers.get(header::CONTENT_LENGTH).ok_or(411_u16)?;
        let announced: u64 = announced.to_str().ok().and_then(|text| text.parse().ok()).ok_or(400_u16)?;
        if announced > LARGEST as u64 {
            if announced <= FORGOTTEN as u64 {
                forget(body).await;
            }
            return Err(413);
        }
        match timeout(BODY, Limited::new(body, LARGEST).collect()).await {
            Ok(Ok(whole)) => Ok(whole.to_bytes()),
            Ok(Err(error)) if error.is::<LengthLimitError>() => Err(413),
            Ok(Err(_)) => Err(400),
            Err(_) => Err(408),
        }
    }
}

/// Reads what nobody wants, piece by piece, up to a limit.
async fn forget(body: Incoming) {
    let mut body = Limited::new(body, FORGOTTEN);
    let _ = timeout(FORGETTING, async { while let Some(Ok(_)) = body.frame().await {} }).await;
}

/// With the connection closed after it: what is still to come is not read.
fn closing(answer: Answer) -> Answer {
    answer.with("Connection", "close")
}

fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn written(answer: Answer, is_head: bool) -> Response<Full<Bytes>> {
    let length = answer.body.len();
    let body = if is_head { Bytes::new() } else { answer.body.into() };
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = StatusCode::from_u16(answer.status).expect("we answer by known numbers");
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    for (name, value) in answer.headers {
        let name: HeaderName = name.parse().expect("we write headers by their names");
        headers.insert(name, value.parse().expect("we write plain values"));
    }
    response
}
