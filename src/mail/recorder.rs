//! A mail server for tests: it holds every command to the letter of RFC 5321, keeps what it is given, and fails as it is told.
//!
//! What it takes for a fault of the client (a bare CR or LF, a long line, a command out of turn) is in [`Recorder::faults`].
#![expect(clippy::disallowed_methods, reason = "a server that is slow sleeps")]

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How the server behaves; [`Manner::default`] takes everything.
#[derive(Clone, Default)]
pub(crate) struct Manner {
    pub(crate) tls: Option<(Arc<ServerConfig>, Encryption)>,
    /// What it offers beside STARTTLS: `AUTH LOGIN`.
    pub(crate) offers: Vec<&'static str>,
    /// What it answers to a command that begins so, in place of its own answer; after a `421` it closes. An empty answer
    /// closes at once, and one that begins with `…` comes a byte at a time, for ever.
    pub(crate) answers: Vec<(&'static str, &'static str)>,
    /// So long it waits before each answer.
    pub(crate) pause: Duration,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Encryption {
    Starttls,
    Tls,
}

/// A message as it came.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Recorded {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    /// Dots taken out again.
    pub(crate) bytes: Vec<u8>,
    pub(crate) encrypted: bool,
}

/// What was recorded so far.
#[derive(Debug, Default)]
struct Book {
    mails: Vec<Recorded>,
    commands: Vec<String>,
    faults: Vec<String>,
}

/// The server, on a thread of its own until the test is over.
#[derive(Debug)]
pub(crate) struct Recorder {
    pub(crate) port: u16,
    book: Arc<Mutex<Book>>,
}

impl Recorder {
    pub(crate) fn start(manner: Manner) -> Recorder {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let book = Arc::new(Mutex::new(Book::default()));
        let recorder = Recorder { port, book: Arc::clone(&book) };
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (manner, book) = (manner.clone(), Arc::clone(&book));
                std::thread::spawn(move || Visit::new(stream, manner, &book).run());
            }
        });
        recorder
    }

    pub(crate) fn mails(&self) -> Vec<Recorded> {
        self.book.lock().unwrap().mails.clone()
    }

    /// The mails so far, which are forgotten then.
    pub(crate) fn take_mails(&self) -> Vec<Recorded> {
        std::mem::take(&mut self.book.lock().unwrap().mails)
    }

    pub(crate) fn commands(&self) -> Vec<String> {
        self.book.lock().unwrap().commands.clone()
    }

    pub(crate) fn faults(&self) -> Vec<String> {
        self.book.lock().unwrap().faults.clone()
    }
}

trait Stream: Read + Write {}
impl<T: Read + Write> Stream for T {}

/// One connection.
struct Visit<'b> {
    stream: Option<Box<dyn Stream>>,
    /// The same connection, to be encrypted.
    plain: TcpStream,
    manner: Manner,
    book: &'b Mutex<Book>,
    unread: Vec<u8>,
    encrypted: bool,
    mail: Option<Recorded>,
}

impl<'b> Visit<'b> {
    fn new(plain: TcpStream, manner: Manner, book: &'b Mutex<Book>) -> Visit<'b> {
        plain.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        plain.set_nodelay(true).unwrap();
        let stream: Box<dyn Stream> = Box::new(plain.try_clone().unwrap());
        Visit { stream: Some(stream), plain, manner, book, unread: Vec::new(), encrypted: false, mail: None }
    }

    fn run(mut self) {
        if self.manner.tls.as_ref().is_some_and(|(_, encryption)| *encryption == Encryption::Tls) && !self.encrypt() {
            return;
        }
        let mut goes_on = self.answer("", "220 mail.example.com ready\r\n");
        while goes_on {
            goes_on = match self.line() {
                Ok(command) => self.obey(&command),
                Err(_) => false,
            };
        }
    }

    fn fault(&self, what: String) {
        self.book.lock().unwrap().faults.push(what);
    }

    /// The next line without its end. Every byte is looked at.
    fn line(&mut self) -> io::Result<String> {
        loop {
            if let Some(end) = self.unread.windows(2).position(|pair| pair == b"\r\n") {
                let line: Vec<u8> = self.unread.drain(..end + 2).take(end).collect();
                if line.iter().any(|byte| !byte.is_ascii() || byte.is_ascii_control()) || line.len() > 510 {
                    self.fault(format!("a command {:?}", String::from_utf8_lossy(&line)));
                }
                return Ok(String::from_utf8_lossy(&line).into_owned());
            }
            self.fill()?;
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let mut buffer = [0; 16 * 1024];
        let read = self.stream.as_mut().expect("it is open").read(&mut buffer)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.unread.extend_from_slice(&buffer[..read]);
        Ok(())
    }

    /// Answers a command as told, or with `usual`. False: the connection is over.
    fn answer(&mut self, command: &str, usual: &str) -> bool {
        let told = self.manner.answers.iter().find(|(start, _)| match *start {
            "greeting" => command.is_empty(),
            start => !command.is_empty() && command.to_ascii_uppercase().starts_with(start),
        });
        let answer = told.map_or_else(|| usual.to_owned(), |(_, answer)| (*answer).to_owned());
        std::thread::sleep(self.manner.pause);
        let stream = self.stream.as_mut().expect("it is open");
        if let Some(slow) = answer.strip_prefix('…') {
            for byte in slow.bytes().cycle() {
                std::thread::sleep(Duration::from_millis(20));
                if stream.write_all(&[byte]).and_then(|()| stream.flush()).is_err() {
                    return false;
                }
            }
        }
        let is_open = stream.write_all(answer.as_bytes()).and_then(|()| stream.flush()).is_ok();
        is_open && !answer.is_empty() && !answer.starts_with("421")
    }

    fn obey(&mut self, command: &str) -> bool {
        self.book.lock().unwrap().commands.push(command.to_owned());
        let upper = command.to_ascii_uppercase();
        if upper.starts_with("EHLO ") {
            let mut offers = self.manner.offers.clone();
            if !self.encrypted && self.manner.tls.is_some() {
                offers.push("STARTTLS");
            }
            let lines: String = offers.iter().map(|offer| format!("250-{offer}\r\n")).collect();
            return self.answer(command, &format!("250-mail.example.com\r\n{lines}250 SIZE 10000000\r\n"));
        }
        if upper == "STARTTLS" {
            return self.answer(command, "220 go ahead\r\n") && self.encrypt();
        }
        if let Some(sent) = upper.strip_prefix("AUTH ") {
            return self.log_in(command, sent);
        }
        if let Some(address) = path(command, "MAIL FROM:<") {
            self.mail = Some(Recorded { from: address, encrypted: self.encrypted, ..Recorded::default() });
            return self.answer(command, "250 OK\r\n");
        }
        if let Some(address) = path(command, "RCPT TO:<") {
            let refused = self.manner.answers.iter().find(|(start, _)| upper.starts_with(start));
            if let (Some(mail), None) = (&mut self.mail, refused) {
                mail.to.push(address);
            }
            return self.answer(command, "250 OK\r\n");
        }
        match upper.as_str() {
            "DATA" => self.data(),
            "QUIT" => {
                self.answer(command, "221 bye\r\n");
                false
            }
            _ => {
                self.fault(format!("unknown command {command:?}"));
                self.answer(command, "500 unknown\r\n")
            }
        }
    }

    /// `acme` and `s3cr:t` may come in.
    fn log_in(&mut self, command: &str, sent: &str) -> bool {
        let right = match sent {
            "LOGIN" => {
                let mut said = Vec::new();
                for ask in ["334 VXNlcm5hbWU6\r\n", "334 UGFzc3dvcmQ6\r\n"] {
                    if !self.answer(command, ask) {
                        return false;
                    }
                    said.push(self.line().unwrap_or_default());
                }
                said == ["YWNtZQ==", "czNjcjp0"]
            }
            _ => command.ends_with(" AGFjbWUAczNjcjp0"),
        };
        self.answer("", if right { "235 welcome\r\n" } else { "535 5.7.8 acme@example.com: wrong password\r\n" })
    }

    fn data(&mut self) -> bool {
        if !self.answer("DATA", "354 go on\r\n") {
            return false;
        }
        if self.manner.answers.iter().any(|(start, answer)| *start == "DATA" && !answer.starts_with("354")) {
            return true;
        }
        let mut bytes = Vec::new();
        loop {
            let Ok(line) = self.text_line() else { return false };
            if line == b"." {
                break;
            }
            bytes.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
            bytes.extend_from_slice(b"\r\n");
        }
        let is_open = self.answer("END", "250 taken\r\n");
        let taken = !self.manner.answers.iter().any(|(start, _)| *start == "END");
        let mail = self.mail.take();
        match mail {
            Some(mail) if taken => self.book.lock().unwrap().mails.push(Recorded { bytes, ..mail }),
            Some(_) => {}
            None => self.fault("a message without a sender".to_owned()),
        }
        is_open
    }

    /// A line of a message. A CR or LF that stands alone, a byte that is not ASCII and a long line are faults.
    fn text_line(&mut self) -> io::Result<Vec<u8>> {
        loop {
            if let Some(end) = self.unread.windows(2).position(|pair| pair == b"\r\n") {
                let line: Vec<u8> = self.unread.drain(..end + 2).take(end).collect();
                if line.iter().any(|byte| !byte.is_ascii() || matches!(byte, b'\r' | b'\n' | 0)) {
                    self.fault(format!("a line {:?}", String::from_utf8_lossy(&line)));
                }
                if line.len() > 999 {
                    self.fault(format!("a line of {} bytes", line.len()));
                }
                return Ok(line);
            }
            self.fill()?;
        }
    }

    fn encrypt(&mut self) -> bool {
        let Some((config, _)) = &self.manner.tls else { return false };
        if !self.unread.is_empty() {
            self.fault("something was said before encryption".to_owned());
        }
        let connection = ServerConnection::new(Arc::clone(config)).unwrap();
        self.stream = Some(Box::new(StreamOwned::new(connection, self.plain.try_clone().unwrap())));
        self.encrypted = true;
        true
    }
}

/// The address in `MAIL FROM:<…>` or `RCPT TO:<…>`.
fn path(command: &str, start: &str) -> Option<String> {
    let (found, rest) = command.split_at_checked(start.len())?;
    let (address, rest) = rest.split_once('>')?;
    let is_whole = rest.is_empty() || rest.strip_prefix(" SIZE=").is_some_and(|size| size.parse::<u32>().is_ok());
    (found.eq_ignore_ascii_case(start) && is_whole).then(|| address.to_owned())
}
