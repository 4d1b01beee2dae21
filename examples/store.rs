//! A store without its server, for `proofs/storage.py`: does what each line of its input says, and says what came of it.
//!
//! `cargo run --example store -- sqlite:FILE [CLIENTS]`, or `postgres://…`. So many clients read the lines, each with a
//! connection of its own.
//!
//! | line | done | said |
//! |---|---|---|
//! | `file 1 2 …` | files a promise for each number, all in one commit | `recorded 1`, `same 2`, `too-many 3` |
//! | `letters` | takes the letters that are due, and notes them as sent | `letters 4` |
//! | `all` | reads all submissions | `all 2` |
//!
//! Where the store fails, it says `none`, `unknown` or `fatal`, the line and why, and ends after `fatal`. A number has always
//! the same words and the same portal, so what is sent again is the same again.
#![expect(
    clippy::disallowed_methods,
    reason = "a tool for this repository: it reads its orders and says what came of them"
)]

use jiff::civil::date;
use portalsmith::disk::{Environment, find_store_password};
use portalsmith::forms::store::{self, Errand, Filing, Harm, Outcome, Ran, Store, StoreError};
use portalsmith::ledger::Amount;
use portalsmith::links::Kind;
use portalsmith::requests::{Filed, Submission, SubmissionId};
use std::io::{self, Write};
use std::path::Path;
use std::process::exit;
use std::thread;

const NOON: i64 = 1_774_958_400;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let place = arguments.next().expect("the store: sqlite:FILE or postgres://…");
    let clients: usize = arguments.next().map_or(1, |text| text.parse().expect("a number of clients"));
    thread::scope(|scope| {
        for _ in 0..clients {
            scope.spawn(|| client(&place));
        }
    });
}

fn client(place: &str) {
    let here = Path::new(".");
    let password = find_store_password(&Environment::of_process(), here).expect("a password, or none");
    let mut store = match store::open(place, here, password.as_deref()) {
        Ok(store) => store,
        Err(error) => {
            failed("open", &error);
            exit(3);
        }
    };
    say("open");
    let mut line = String::new();
    while io::stdin().read_line(&mut line).expect("lines of text") > 0 {
        match obey(&mut *store, &line) {
            Ok(said) => said.lines().for_each(say),
            Err(error) => failed(line.trim_end(), &error),
        }
        line.clear();
    }
}

fn obey(store: &mut dyn Store, line: &str) -> Result<String, StoreError> {
    let mut words = line.split_whitespace();
    match words.next() {
        Some("file") => {
            let numbers: Vec<u64> = words.map(|word| word.parse().expect("numbers")).collect();
            let filings: Vec<Filing> = numbers.iter().map(|number| promise(*number)).collect();
            let outcomes = store.file(&filings)?;
            Ok(numbers.iter().zip(outcomes).map(|(number, outcome)| told(*number, &outcome)).collect())
        }
        Some("letters") => {
            let tasks = store.take(NOON, NOON + 60, 1_000)?;
            for task in &tasks {
                store.ran(task.number, &Ran::Done)?;
            }
            Ok(format!("letters {}", tasks.len()))
        }
        Some("all") => Ok(format!("all {}", store.all()?.len())),
        _ => panic!("`{line}` is no order"),
    }
}

fn told(number: u64, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Recorded => format!("recorded {number}\n"),
        Outcome::Same(_) => format!("same {number}\n"),
        Outcome::TooMany => format!("too-many {number}\n"),
    }
}

fn failed(line: &str, error: &StoreError) {
    let harm = match error.harm {
        Harm::None => "none",
        Harm::Unknown => "unknown",
        Harm::Fatal => "fatal",
    };
    say(&format!("{harm} {line}: {error}"));
    if error.harm == Harm::Fatal {
        exit(4);
    }
}

/// In one piece and at once: what was said is out, whatever happens next.
fn say(line: &str) {
    let mut out = io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes()).and_then(|()| out.flush()).expect("somebody listens");
}

/// The promise of this number: a portal of its own, and a letter's length of words.
fn promise(number: u64) -> Filing {
    let words = usize::try_from(number % 40).expect("a small number");
    let submission = Submission {
        kind: Kind::Promise,
        portal: format!("{number:016}").parse().expect("digits are an id"),
        invoice: Some(format!("INV-{number}")),
        currency: "EUR".parse().expect("a currency"),
        day: date(2026, 3, 31),
        reason: None,
        date: Some(date(2026, 4, 30)),
        amount: Some(Amount(12_050)),
        reference: None,
        message: Some(format!("We pay in April. {}", "Some words more. ".repeat(words))),
        name: "Ada".into(),
        email: None,
        open: None,
        trapped: false,
    };
    let mut random = [0; 16];
    getrandom::fill(&mut random).expect("the system gives random bytes");
    let filed = Filed {
        id: SubmissionId::new("a", random),
        received: jiff::Timestamp::from_second(NOON).expect("it is a moment of 2026"),
        submission,
    };
    let back = "https://pay.example.com/p/key/".to_owned();
    Filing { filed, back, errands: vec![Errand::Staff, Errand::Receipt], may_add: true.into() }
}
