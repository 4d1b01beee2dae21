//! Sends messages to a server as fast as it takes them, and tells what was answered: for the proofs that go through the endpoint's
//! socket.
//!
//! `cargo run --release --example salvo -- ADDRESS THREADS < messages` reads messages from standard input, each after its length as four
//! bytes, little-endian. A message goes out as it is; one answer to it is read, and the connection is used again unless the answer says
//! that it is closed. What comes after a message that was answered with `Connection: close` is not looked at: the server has to
//! have thrown it away.
//!
//! Prints a line of JSON: answers by status (`none` where there was none), the numbers of the first messages with an answer that is no
//! 4xx, seconds in all, and microseconds to an answer as percentiles.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool for this repository: it opens connections, takes the time and says what it saw"
)]

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::ExitCode;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

/// Longer than a server may take with anything.
const PATIENCE: Duration = Duration::from_secs(30);

/// So many numbers of odd messages are told.
const TOLD: usize = 20;

/// What a thread saw.
#[derive(Debug, Default)]
struct Seen {
    /// How often each status was answered; 0 where nothing was.
    answers: BTreeMap<u16, u64>,
    /// Messages whose answer was no 4xx.
    odd: Vec<u64>,
    /// Microseconds until the answer was there.
    took: Vec<u32>,
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().and_then(|text| text.parse::<SocketAddr>().ok());
    let threads = arguments.next().and_then(|text| text.parse::<usize>().ok());
    let (Some(address), Some(threads)) = (address, threads) else {
        eprintln!("usage: salvo ADDRESS THREADS < messages");
        return ExitCode::from(2);
    };
    let messages = Mutex::new((0, BufReader::with_capacity(1 << 20, io::stdin())));
    let began = Instant::now();
    let seen: Vec<Seen> = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(|| fire(address, &messages))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a thread that sends does not panic")).collect()
    });
    tell(seen, began.elapsed());
    ExitCode::SUCCESS
}

/// Sends messages until there are none.
fn fire(address: SocketAddr, messages: &Mutex<(u64, impl Read)>) -> Seen {
    let (mut seen, mut kept) = (Seen::default(), None);
    while let Some((number, message)) = next(messages) {
        let start = Instant::now();
        let (status, connection) = exchange(address, kept.take(), &message).unwrap_or((0, None));
        seen.took.push(u32::try_from(start.elapsed().as_micros()).unwrap_or(u32::MAX));
        *seen.answers.entry(status).or_default() += 1;
        if !(400..500).contains(&status) {
            seen.odd.push(number);
        }
        kept = connection;
    }
    seen
}

fn next(messages: &Mutex<(u64, impl Read)>) -> Option<(u64, Vec<u8>)> {
    let mut messages = messages.lock().expect("a thread that reads does not panic");
    let mut length = [0; 4];
    messages.1.read_exact(&mut length).ok()?;
    let mut message = vec![0; u32::from_le_bytes(length) as usize];
    messages.1.read_exact(&mut message).ok()?;
    messages.0 += 1;
    Some((messages.0 - 1, message))
}

/// Sends a message and reads its answer: the status, and the connection where it can be used again.
fn exchange(address: SocketAddr, kept: Option<TcpStream>, message: &[u8]) -> io::Result<(u16, Option<TcpStream>)> {
    let mut stream = match kept {
        Some(stream) => stream,
        None => TcpStream::connect_timeout(&address, PATIENCE)?,
    };
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    // A server that refuses early closes while we send; its answer may be there all the same.
    let sent = stream.write_all(message);
    let mut reader = BufReader::new(&stream);
    let (mut status, mut length, mut is_closed) = (0, 0, false);
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 && line != "\r\n" {
        let text = line.trim_end().to_ascii_lowercase();
        match text.split_once(": ") {
            None => status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0),
            Some(("content-length", value)) => length = value.parse().unwrap_or(0),
            Some(("connection", value)) => is_closed |= value == "close",
            Some(_) => {}
        }
        line.clear();
    }
    let is_whole = io::copy(&mut reader.take(length), &mut io::sink()).is_ok_and(|read| read == length);
    let can_go_on = sent.is_ok() && is_whole && !is_closed && status != 0;
    Ok((status, can_go_on.then_some(stream)))
}

fn tell(seen: Vec<Seen>, time: Duration) {
    let (mut answers, mut odd, mut took) = (BTreeMap::<u16, u64>::new(), Vec::new(), Vec::new());
    for seen in seen {
        seen.answers.into_iter().for_each(|(status, count)| *answers.entry(status).or_default() += count);
        odd.extend(seen.odd);
        took.extend(seen.took);
    }
    odd.sort_unstable();
    odd.truncate(TOLD);
    took.sort_unstable();
    let at =
        |share: usize| took.get((took.len() * share / 1000).min(took.len().saturating_sub(1))).copied().unwrap_or(0);
    let name = |status: u16| if status == 0 { "none".to_owned() } else { status.to_string() };
    let answers: Vec<String> =
        answers.iter().map(|(status, count)| format!("\"{}\": {count}", name(*status))).collect();
    println!(
        "{{\"answers\": {{{}}}, \"odd\": {odd:?}, \"seconds\": {:.3}, \"p50\": {}, \"p99\": {}, \"p999\": {}, \"most\": {}}}",
        answers.join(", "),
        time.as_secs_f64(),
        at(500),
        at(990),
        at(999),
        took.last().copied().unwrap_or(0),
    );
}
