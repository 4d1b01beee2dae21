//! What is said to a mail server, step by step (RFC 5321): greeting, encryption (RFC 3207), login (RFC 4954), and then one
//! message.

use super::address::Address;
use super::post::{Delivery, Patience};
use super::reply::{Refusal, Reply};
use super::socket::Socket;
use super::wire::Mail;
use crate::disk::SmtpLogin;
use data_encoding::BASE64;
use rustls::ClientConfig;
use std::io;
use std::sync::Arc;
use std::time::Duration;

/// A connection on which commands are given and answered.
#[derive(Debug)]
pub(super) struct Conversation<'p> {
    socket: Socket,
    patience: &'p Patience,
    /// What the server offers, a line each: `STARTTLS`, `AUTH PLAIN LOGIN`, `SIZE 35882577`.
    offers: Vec<String>,
}

/// The most lines of one answer.
const LINES: usize = 100;

impl<'p> Conversation<'p> {
    pub(super) fn new(socket: Socket, patience: &'p Patience) -> Conversation<'p> {
        Conversation { socket, patience, offers: Vec::new() }
    }

    /// Waits for the server's first word and says who we are.
    pub(super) fn begin(&mut self, name: &str) -> Result<(), Refusal> {
        self.socket.within(self.patience.step);
        // Whatever is wrong with the server as a whole has nothing to do with the message.
        self.read("greeting").and_then(|reply| done(&reply, "greeting")).map_err(Refusal::general)?;
        self.hello(name)
    }

    fn hello(&mut self, name: &str) -> Result<(), Refusal> {
        let reply = self.ask(&format!("EHLO {name}"), "EHLO").map_err(Refusal::general)?;
        self.offers = reply.lines.into_iter().skip(1).collect();
        Ok(())
    }

    /// Encrypts a connection from its first byte on.
    pub(super) fn encrypt(&mut self, host: &str, tls: &Arc<ClientConfig>) -> Result<(), Refusal> {
        self.socket.within(self.patience.step);
        self.socket.encrypt(host, tls)
    }

    /// Encrypts a connection that is plain, or goes no further: whoever can strike `STARTTLS` out of an answer could read
    /// along otherwise. What was offered before counts no more.
    pub(super) fn start_tls(&mut self, host: &str, tls: &Arc<ClientConfig>, name: &str) -> Result<(), Refusal> {
        if self.offer("STARTTLS").is_none() {
            return Err(Refusal::for_now("the mail server offers no encryption (STARTTLS)"));
        }
        self.ask("STARTTLS", "STARTTLS").map_err(Refusal::general)?;
        self.encrypt(host, tls)?;
        self.hello(name)
    }

    /// Logs in by `PLAIN` or `LOGIN`. A wrong password is no fault of the message, which waits until it is mended.
    pub(super) fn log_in(&mut self, login: &SmtpLogin) -> Result<(), Refusal> {
        let offered = self.offer("AUTH").unwrap_or_default().to_ascii_uppercase();
        let offers = |way: &str| offered.split_whitespace().any(|offer| offer == way);
        let encoded = |text: &str| BASE64.encode(text.as_bytes());
        let reply = if offers("PLAIN") {
            let both = encoded(&format!("\0{}\0{}", login.user(), login.password()));
            self.say(&format!("AUTH PLAIN {both}"), "login")?
        } else if offers("LOGIN") {
            let mut reply = self.say("AUTH LOGIN", "login")?;
            for answer in [login.user(), login.password()] {
                if reply.code == 334 {
                    reply = self.say(&encoded(answer), "login")?;
                }
            }
            reply
        } else {
            return Err(Refusal::for_now("the mail server offers no login by PLAIN or LOGIN"));
        };
        if reply.code == 235 { Ok(()) } else { Err(reply.refusal("login").general()) }
    }

    /// Hands a message over. A recipient that is refused keeps no other from getting it.
    pub(super) fn hand_over(&mut self, mail: &Mail) -> Result<Delivery, Refusal> {
        let size = self.offer("SIZE").map(|_| format!(" SIZE={}", mail.wire.as_bytes().len())).unwrap_or_default();
        let reply = self.say(&format!("MAIL FROM:<{}>{size}", mail.from), "sender")?;
        match reply.code {
            200..300 => {}
            // The message is too large (RFC 1870, section 6).
            552 => return Err(reply.refusal("sender")),
            // All else is about our sender, which config gives to each message.
            _ => return Err(reply.refusal("sender").general()),
        }
        let mut delivery = Delivery::default();
        for to in &mail.to {
            match self.recipient(to)? {
                None => delivery.taken.push(to.clone()),
                Some(refusal) => delivery.refused.push((to.clone(), refusal)),
            }
        }
        if delivery.taken.is_empty() {
            return Ok(delivery);
        }
        let reply = self.say("DATA", "message")?;
        if reply.code != 354 {
            return Err(reply.refusal("message"));
        }
        self.socket.within(self.patience.message);
        self.socket.write(&mail.wire.stuffed()).map_err(|error| lost("message", &error))?;
        let reply = self.read("message")?;
        done(&reply, "message")?;
        Ok(delivery)
    }

    /// Names a recipient; why not, if the server does not take it. The error is that of the whole connection.
    fn recipient(&mut self, to: &Address) -> Result<Option<Refusal>, Refusal> {
        let reply = self.say(&format!("RCPT TO:<{to}>"), "recipient")?;
        let refusal = reply.refusal("recipient");
        match reply.code {
            200..300 => Ok(None),
            _ if refusal.is_general => Err(refusal),
            // Too many recipients, as servers said it before there was 452 (RFC 5321, section 4.5.3.1.10).
            552 => Ok(Some(Refusal { is_final: false, ..refusal })),
            _ => Ok(Some(refusal)),
        }
    }

    /// Takes leave. Whether the server hears it changes nothing.
    pub(super) fn end(mut self) {
        self.socket.within(Duration::from_secs(2));
        if self.socket.write(b"QUIT\r\n").is_ok() {
            let _ = self.socket.line();
        }
    }

    /// What is offered under this name, without the name.
    fn offer(&self, name: &str) -> Option<&str> {
        self.offers.iter().find_map(|offer| {
            let (first, rest) = offer.split_once([' ', '=']).unwrap_or((offer, ""));
            first.eq_ignore_ascii_case(name).then_some(rest)
        })
    }

    /// A command that must be done.
    fn ask(&mut self, command: &str, step: &str) -> Result<Reply, Refusal> {
        let reply = self.say(command, step)?;
        done(&reply, step)?;
        Ok(reply)
    }

    /// A command and its answer, whatever that is.
    fn say(&mut self, command: &str, step: &str) -> Result<Reply, Refusal> {
        self.socket.within(self.patience.step);
        self.socket.write(format!("{command}\r\n").as_bytes()).map_err(|error| lost(step, &error))?;
        self.read(step)
    }

    fn read(&mut self, step: &str) -> Result<Reply, Refusal> {
        let mut lines = Vec::new();
        loop {
            let line = self.socket.line().map_err(|error| lost(step, &error))?;
            let Some((code, is_last, text)) = Reply::line(&line) else {
                return Err(Refusal::for_now(format!("{step}: this is no mail server's answer")));
            };
            lines.push(text);
            if is_last {
                return Ok(Reply { code, lines });
            }
            if lines.len() == LINES {
                return Err(Refusal::for_now(format!("{step}: the mail server's answer has no end")));
            }
        }
    }
}

fn done(reply: &Reply, step: &str) -> Result<(), Refusal> {
    if reply.is_positive() { Ok(()) } else { Err(reply.refusal(step)) }
}

/// The connection broke, or took too long.
fn lost(step: &str, error: &io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => {
            Refusal::for_now(format!("{step}: the mail server took too long to answer"))
        }
        io::ErrorKind::UnexpectedEof => Refusal::for_now(format!("{step}: the mail server closed the connection")),
        _ => Refusal::for_now(format!("{step}: {error}")),
    }
}
