//! How fast documents are made: `cargo bench --bench pdf`. It prints figures, of CPU time, and asserts nothing.
//!
//! `cargo bench --bench pdf -- FOLDER [FONT…]` writes documents there instead, to be looked at and to be judged by other
//! programs. Those in scripts that Noto Sans does not have are written if one of the fonts has them.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench reads the clock, writes files and talks")]

mod specimens;
mod statement;
mod words;

use self::statement::{Specimen, statement};
use self::words::ENGLISH;
use portalsmith::pdf::{FontFile, Fonts, Paper, Press};
use std::hint::black_box;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    if let Some(folder) = arguments.next() {
        return specimens::write(folder.as_ref(), arguments);
    }
    measure();
}

fn measure() {
    let press = Press::new(Fonts::new(FontFile::noto_sans(), []).expect("they are fonts"));
    for rows in [15, 16, 500, 5_000] {
        let specimen = |number| Specimen { words: ENGLISH, rows, paper: Paper::A4, logo: None, code: false, number };
        let size = statement(&press, &specimen(0)).expect("it can be printed").len();
        let per_round = 30_000 / rows + 1;
        let mut best = f64::MAX;
        let mut numbers = 1..;
        for _ in 0..12 {
            let start = spent();
            for number in numbers.by_ref().take(per_round) {
                black_box(statement(&press, &specimen(number)).expect("it can be printed"));
            }
            best = best.min(milliseconds(start) / per_round as f64);
        }
        println!("{rows:5} rows: {best:8.3} ms, {:4} KB", size / 1000);
    }
}

fn milliseconds(start: Duration) -> f64 {
    (spent() - start).as_secs_f64() * 1e3
}

/// The time this thread has been at work, where the system tells it (Linux); other programs do not count then. Else the
/// time since the first call.
fn spent() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let wall = START.get_or_init(Instant::now).elapsed();
    let scheduled = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = scheduled.and_then(|text| text.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or(wall, Duration::from_nanos)
}
