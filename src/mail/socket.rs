//! A connection to the mail server, plain at first or encrypted at once, on which nothing takes longer than it may.
#![expect(clippy::disallowed_methods, reason = "how long a server takes is measured by the clock")]

use super::post::Patience;
use super::reply::Refusal;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A socket of which all reading and writing must be done by a moment, however little comes at a time.
#[derive(Debug)]
struct Timed {
    stream: TcpStream,
    by: Instant,
}

impl Timed {
    /// How long the next call may take.
    fn rest(&self) -> io::Result<Duration> {
        let rest = self.by.saturating_duration_since(Instant::now());
        if rest.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(rest) }
    }
}

impl Read for Timed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.rest()?))?;
        self.stream.read(buffer)
    }
}

impl Write for Timed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.rest()?))?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// The connection, and what of the server's words was read but not yet heard.
#[derive(Debug)]
pub(super) struct Socket {
    way: Way,
    /// By then all must be over, however quick each answer is.
    end: Instant,
    unheard: Vec<u8>,
}

#[derive(Debug)]
enum Way {
    Plain(Timed),
    Encrypted(Box<StreamOwned<ClientConnection, Timed>>),
    /// While one becomes the other; and for good, where it cannot.
    Closed,
}

/// The longest line of an answer, in bytes; RFC 5321 (section 4.5.3.1.5) asks for 512.
const LONGEST: usize = 2_000;

impl Socket {
    /// Connects to the first address that answers, of those that are `allowed`.
    ///
    /// How long a name may take to resolve is the system's word (`/etc/resolv.conf`).
    pub(super) fn connect(
        (host, port): (&str, u16),
        allowed: impl Fn(&SocketAddr) -> bool,
        patience: &Patience,
    ) -> Result<Socket, Refusal> {
        let found = (host, port).to_socket_addrs();
        let found = found.map_err(|error| Refusal::for_now(format!("cannot find the mail server: {error}")))?;
        let mut last = io::Error::other("it has no address that may be used");
        for address in found.filter(allowed) {
            match TcpStream::connect_timeout(&address, patience.connect) {
                Ok(stream) => {
                    let now = Instant::now();
                    let way = Way::Plain(Timed { stream, by: now });
                    return Ok(Socket { way, end: now + patience.whole, unheard: Vec::new() });
                }
                Err(error) => last = error,
            }
        }
        Err(Refusal::for_now(format!("cannot connect to the mail server: {last}")))
    }

    /// From now on, all must be done within `patience`.
    pub(super) fn within(&mut self, patience: Duration) {
        let by = (Instant::now() + patience).min(self.end);
        match &mut self.way {
            Way::Plain(timed) => timed.by = by,
            Way::Encrypted(stream) => stream.sock.by = by,
            Way::Closed => {}
        }
    }

    /// Encrypts what follows. Whatever the server has said already and we have not heard was not under encryption, so
    /// it may be anyone's word: then nothing goes on.
    pub(super) fn encrypt(&mut self, host: &str, tls: &Arc<ClientConfig>) -> Result<(), Refusal> {
        let failed =
            |error: &dyn std::fmt::Display| Refusal::for_now(format!("cannot encrypt the connection: {error}"));
        if !self.unheard.is_empty() {
            return Err(failed(&"something was said before that, out of turn"));
        }
        let name = ServerName::try_from(host.to_owned()).map_err(|error| failed(&error))?;
        let connection = ClientConnection::new(Arc::clone(tls), name).map_err(|error| failed(&error))?;
        let Way::Plain(timed) = std::mem::replace(&mut self.way, Way::Closed) else {
            return Err(failed(&"it is encrypted already"));
        };
        let mut stream = StreamOwned::new(connection, timed);
        while stream.conn.is_handshaking() {
            stream.conn.complete_io(&mut stream.sock).map_err(|error| failed(&error))?;
        }
        self.way = Way::Encrypted(Box::new(stream));
        Ok(())
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let way: &mut dyn Write = match &mut self.way {
            Way::Plain(timed) => timed,
            Way::Encrypted(stream) => stream,
            Way::Closed => return Err(io::ErrorKind::NotConnected.into()),
        };
        way.write_all(bytes)?;
        way.flush()
    }

    /// The next line, its end included.
    pub(super) fn line(&mut self) -> io::Result<Vec<u8>> {
        loop {
            if let Some(end) = self.unheard.iter().position(|byte| *byte == b'\n') {
                return Ok(self.unheard.drain(..=end).collect());
            }
            if self.unheard.len() > LONGEST {
                return Err(io::Error::other("a line of its answer has no end"));
            }
            let mut buffer = [0; 1024];
            let read = match &mut self.way {
                Way::Plain(timed) => timed.read(&mut buffer)?,
                Way::Encrypted(stream) => stream.read(&mut buffer)?,
                Way::Closed => 0,
            };
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.unheard.extend_from_slice(&buffer[..read]);
        }
    }
}
