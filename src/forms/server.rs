//! The socket: an accept loop of our own with deadlines for everything, since nobody on the open internet need be honest.

use super::answer::{Answer, Asked};
use super::bare::Dressed;
use super::connections::{Connections, Seat};
use super::desk::Desk;
use super::limits::Source;
use super::proxies::Proxies;
use super::ready::Ready;
use super::tls::Tls;
use crate::requests::{Arrival, LARGEST};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout, timeout_at};

/// For a request's head, and for the handshake of TLS before it.
const HEAD: Duration = Duration::from_secs(5);

/// For a request's body.
const BODY: Duration = Duration::from_secs(10);

/// A body that is refused is read all the same if it has no more bytes than this, for so long: whoever is answered and cut off while he
/// still sends may never see the answer, and a proxy says that there was none.
const FORGOTTEN: usize = 1 << 20;
const FORGETTING: Duration = Duration::from_secs(2);

/// For all that one connection may do. After the first time it is asked to go, with the answer that it waits for; after the second
/// it is cut.
const LONG: Duration = Duration::from_secs(90);
const CONNECTION: Duration = Duration::from_secs(120);

/// The head of a request may have so many bytes, and so many headers.
const HEAD_BYTES: usize = 16 * 1024;
const HEADERS: usize = 64;

/// So long those who are connected may go on once the server is told to end.
const DRAIN: Duration = Duration::from_secs(10);

/// After an accept that failed, for instance for want of file descriptors; and so long is waited for those who came before the end.
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
    let guests = Guests { server, connections: Connections::default(), ending: watch::Sender::new(false) };
    tokio::pin!(stop);
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => guests.welcome(stream, peer.ip()),
                Err(_) => sleep(BREATH).await,
            },
            () = &mut stop => break,
        }
    }
    // Those who knocked before the end are let in.
    let ended = Instant::now();
    while let Ok(Ok((stream, peer))) = timeout_at(ended + BREATH, listener.accept()).await {
        guests.welcome(stream, peer.ip());
    }
    drop(listener);
    guests.ending.send_replace(true);
    // Whoever is slower than this gets no answer; what was recorded stays recorded.
    let _ = timeout_at(ended + DRAIN, guests.ending.closed()).await;
}

/// All who are connected.
struct Guests {
    server: Arc<Server>,
    connections: Connections,
    /// Tells each connection when the server ends; it is closed once nobody is connected.
    ending: watch::Sender<bool>,
}

impl Guests {
    /// Begins to talk with a client, if there is room.
    fn welcome(&self, stream: TcpStream, peer: IpAddr) {
        let from = (!self.server.proxies.trusts(peer)).then(|| Source::of(peer));
        // Who has too many is not answered: that would cost more than it is worth.
        let Some(seat) = self.connections.seat(from) else { return };
        let (number, ending) = (seat.number(), self.ending.subscribe());
        let guest = Guest { peer, server: self.server.clone(), seat: Arc::new(seat), ending };
        let task = tokio::spawn(timeout(CONNECTION, guest.connected(stream)));
        self.connections.ends_by(number, task.abort_handle());
    }
}

/// One who is connected.
struct Guest {
    peer: IpAddr,
    server: Arc<Server>,
    seat: Arc<Seat>,
    ending: watch::Receiver<bool>,
}

impl Guest {
    async fn connected(self, stream: TcpStream) {
        // Small answers go out at once.
        let _ = stream.set_nodelay(true);
        match self.server.tls.as_ref().map(Tls::acceptor) {
            None => self.talk(stream).await,
            Some(acceptor) => {
                if let Ok(Ok(stream)) = timeout(HEAD, acceptor.accept(stream)).await {
                    self.talk(stream).await;
                }
            }
        }
    }

    async fn talk<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(self, stream: S) {
        let Guest { peer, server, seat, mut ending } = self;
        let dressing = server.clone();
        let stream = Dressed::new(stream, move |status| dressing.unread(status, Source::of(peer)));
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
        tokio::pin!(connection);
        // A client that goes away in the middle is no failure of ours.
        tokio::select! {
            _ = connection.as_mut() => return,
            _ = ending.wait_for(|is_ending| *is_ending) => {}
            () = sleep(LONG) => {}
        }
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }
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
        let forwarded = head.headers.get_all("x-forwarded-for").iter();
        // What is no text is nobody's address, and the rest of the line counts all the same.
        let forwarded: Vec<_> = forwarded.map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
        let from = Source::of(self.proxies.client(peer, forwarded.iter().map(AsRef::as_ref)));
        let (method, content_type) = (head.method.as_str(), text(&head.headers, &header::CONTENT_TYPE));
        let is_door = Arrival { method, path: &path, content_type }.door().is_ok();
        let body = if is_door { self.body(&head.headers, body).await } else { Ok(Bytes::new()) };
        let body = match body {
            Ok(body) => body,
            Err(status) => return closing(self.desk.unreadable(status, from, accept_language)),
        };
        let asked = Asked {
            method,
            path: &path,
            content_type,
            origin: head.headers.get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or("unreadable")),
            accept_language,
            from,
            body: &body,
        };
        let _busy = seat.busy();
        let answer = self.desk.post(&asked).await;
        if answer.status == 303 || answer.status == 422 { answer } else { closing(answer) }
    }

    /// The answer to a head that cannot be read.
    fn unread(&self, status: u16, from: Source) -> Answer {
        self.desk.unreadable(status, from, "")
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
