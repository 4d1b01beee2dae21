//! Talk to stderr, data to stdout, a progress bar where somebody is looking.
#![expect(clippy::disallowed_methods, clippy::print_stderr, reason = "the rim's own terminal")]

use super::{Exit, Stopped};
use crate::diag::{self, Excerpts, Problems, Severity, Style, shown};
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::HashMap;
use std::io::{IsTerminal, Write, stderr, stdout};
use std::process::ExitCode;

/// So many warnings of one kind are shown; `--verbose` shows all.
const WARNINGS_OF_A_KIND: usize = 3;

/// Where a command speaks.
#[derive(Debug)]
pub(super) struct Terminal {
    quiet: bool,
    verbose: bool,
    style: Style,
}

impl Terminal {
    pub(super) fn new(quiet: bool, verbose: bool) -> Terminal {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let style = if stderr().is_terminal() && !plain { Style::Styled } else { Style::Plain };
        Terminal { quiet, verbose, style }
    }

    /// Shows every problem; of many warnings of one kind the first few, and how many more there are.
    pub(super) fn show(&self, problems: &Problems, excerpts: &dyn Excerpts) {
        let mut shown_of_kind: HashMap<&str, usize> = HashMap::new();
        for problem in problems.iter() {
            let count = shown_of_kind.entry(problem.code).or_default();
            *count += 1;
            let is_warning = problem.severity == Severity::Warning;
            if is_warning && (self.quiet || (!self.verbose && *count > WARNINGS_OF_A_KIND)) {
                continue;
            }
            eprint!("{}", diag::text(problem, excerpts, self.style));
        }
        if self.quiet {
            return;
        }
        let mut folded: Vec<(&str, usize)> = Vec::new();
        for problem in problems.iter().filter(|problem| problem.severity == Severity::Warning) {
            let count = shown_of_kind.get(problem.code).copied().unwrap_or(0);
            let more = count.saturating_sub(WARNINGS_OF_A_KIND);
            if !self.verbose && more > 0 && !folded.iter().any(|(code, _)| *code == problem.code) {
                folded.push((problem.code, more));
            }
        }
        for (code, more) in folded {
            eprintln!(
                "{more} more {} like warning[{code}]; --verbose shows them\n",
                plural(more, "warning", "warnings")
            );
        }
        if problems.unlisted() > 0 {
            eprintln!("{} more problems were counted but not kept\n", problems.unlisted());
        }
    }

    /// A line of talk.
    pub(super) fn say(&self, line: &str) {
        if !self.quiet {
            eprintln!("{}", shown(line));
        }
    }

    /// Data for another program or for a person who asked for it.
    pub(super) fn print(&self, data: &str) -> Result<Exit, Stopped> {
        match stdout().write_all(data.as_bytes()).and_then(|()| stdout().flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(crate::disk::Failure::new("write to", std::path::Path::new("standard output"), error).into())
            }
            _ => Ok(Exit::Done),
        }
    }

    /// A bar over so many steps; hidden where nobody is looking.
    pub(super) fn progress(&self, steps: usize) -> ProgressBar {
        if self.quiet || steps < 200 {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} portals, {eta} left");
        ProgressBar::new(steps as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    }

    /// Says why a command could not go on, and how the process ends: 1 for what the user can mend in his project, 3
    /// where the world failed.
    pub(super) fn stopped(&self, stopped: &Stopped) -> ExitCode {
        let (code, title, hints, exit) = match stopped {
            Stopped::Failure(failure) => {
                (String::new(), failure.to_string(), failure.hint.iter().cloned().collect::<Vec<_>>(), 3)
            }
            Stopped::Secret(failure) => {
                (format!("[{}]", failure.code), failure.title.clone(), failure.hints.clone(), 1)
            }
            Stopped::Refused(code, title, hints) => (format!("[{code}]"), title.clone(), hints.clone(), 1),
        };
        let (red, bold, off) = match self.style {
            Style::Styled => ("\x1b[1;91m", "\x1b[1m", "\x1b[0m"),
            Style::Plain => ("", "", ""),
        };
        eprintln!("{red}error{code}{off}{bold}: {}{off}", shown(&title));
        hints.iter().for_each(|hint| eprintln!("  = hint: {}", shown(hint)));
        ExitCode::from(exit)
    }
}

/// `1 invoice`, `2 invoices`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), plural(number, one, many))
}

fn plural<'a>(number: usize, one: &'a str, many: &'a str) -> &'a str {
    if number == 1 { one } else { many }
}

/// A number with its thousands apart: 12,345.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_like_prose() {
        assert_eq!(count(1, "invoice", "invoices"), "1 invoice");
        assert_eq!(count(1_234_567, "invoice", "invoices"), "1,234,567 invoices");
    }
}
