//! The log: one line an incident, for people and programs. Never a ticket, a key, a message, a name or an address in full.
#![expect(clippy::disallowed_methods, reason = "the log goes to stderr, where service managers look for it")]

use super::limits::Source;
use crate::links::Kind;
use jiff::Timestamp;
use std::fmt::{self, Display};
use std::io::Write;

/// An incident.
#[derive(Clone, Copy, Debug)]
pub(super) struct Incident<'a> {
    /// When, in seconds since 1970.
    pub(super) at: i64,
    /// What happened: `post`, `letter`, `store`.
    pub(super) what: &'a str,
    pub(super) kind: Option<Kind>,
    /// The portal's public id, where a genuine ticket named it.
    pub(super) portal: Option<&'a str>,
    /// In a few words.
    pub(super) outcome: &'a str,
    /// The number of the answer.
    pub(super) status: Option<u16>,
    pub(super) from: Option<Source>,
}

impl<'a> Incident<'a> {
    pub(super) fn new(at: i64, what: &'a str, outcome: &'a str) -> Incident<'a> {
        Incident { at, what, kind: None, portal: None, outcome, status: None, from: None }
    }

    /// Where nobody listens any more, the endpoint goes on without a log.
    pub(super) fn log(&self) {
        let _ = writeln!(std::io::stderr(), "{self}");
    }
}

impl Display for Incident<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = Timestamp::from_second(self.at).unwrap_or_default();
        write!(f, "{time} {}", self.what)?;
        if let Some(kind) = self.kind {
            write!(f, " kind={}", kind.as_str())?;
        }
        if let Some(portal) = self.portal {
            write!(f, " portal={portal}")?;
        }
        if let Some(status) = self.status {
            write!(f, " status={status}")?;
        }
        if let Some(from) = self.from {
            write!(f, " from={}", from.masked())?;
        }
        let plain = |letter: char| match letter {
            '"' => '\'',
            letter if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') => ' ',
            letter => letter,
        };
        write!(f, " outcome=\"{}\"", self.outcome.chars().map(plain).collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_incident_is_one_line() {
        let from = Some(Source::of("192.0.2.7".parse().unwrap()));
        let incident = Incident {
            kind: Some(Kind::Dispute),
            portal: Some("8pqcad077sv1re8g"),
            status: Some(303),
            from,
            ..Incident::new(1_774_958_400, "post", "recorded\nA-1 \"x\"")
        };
        assert_eq!(
            incident.to_string(),
            "2026-03-31T12:00:00Z post kind=dispute portal=8pqcad077sv1re8g status=303 from=192.0.2.0/24 \
             outcome=\"recorded A-1 'x'\""
        );
    }
}
