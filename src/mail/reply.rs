//! What a mail server answers, and why it does not take something.

use super::line::Line;
use std::fmt;

/// An answer: a code of three digits and what is said beside it, a line each.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Reply {
    pub(super) code: u16,
    pub(super) lines: Vec<String>,
}

impl Reply {
    /// A line of an answer: its code, whether it is the last, what it says. None: no server writes so.
    pub(super) fn line(text: &[u8]) -> Option<(u16, bool, String)> {
        let text = String::from_utf8_lossy(text);
        let text = text.trim_end_matches(['\r', '\n']);
        let (code, rest) = text.split_at_checked(3)?;
        let code = code.parse().ok().filter(|code| (200..600).contains(code))?;
        match rest.chars().next() {
            None | Some(' ') => Some((code, true, rest.trim_start().to_owned())),
            Some('-') => Some((code, false, rest[1..].to_owned())),
            Some(_) => None,
        }
    }

    /// Whether what was asked for is done.
    pub(super) fn is_positive(&self) -> bool {
        (200..300).contains(&self.code)
    }

    /// Why not, where `step` was what we asked for.
    pub(super) fn refusal(&self, step: &str) -> Refusal {
        let said = safe(&self.lines.join(" "));
        let text = format!("{step}: {} {said}", self.code);
        // It closes the connection; it wants a login, or another one (RFC 4954, section 6).
        let is_general = matches!(self.code, 421 | 530 | 534 | 535 | 538);
        Refusal { is_final: self.code >= 500 && !is_general, is_general, text: text.trim_end().to_owned() }
    }
}

/// Why a message, or one recipient of it, was not taken.
///
/// Its text is one line without an address in it: it may go to a log.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
    /// It is no use to try again with this message; else later.
    pub is_final: bool,
    /// It is about the server, our login or our sender: any other message would fare alike. Never final, since it can be mended.
    pub is_general: bool,
    pub text: String,
}

impl Refusal {
    /// Nothing is wrong with the message: try again later.
    pub(super) fn for_now(text: impl Into<String>) -> Refusal {
        Refusal { is_final: false, is_general: true, text: safe(&text.into()) }
    }

    /// The same where it is not the message that is refused.
    pub(super) fn general(self) -> Refusal {
        Refusal { is_final: false, is_general: true, ..self }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The longest text, in characters.
const LONGEST: usize = 160;

/// What a server said, for a log: in one line, not long, and without addresses, which servers like to repeat.
fn safe(text: &str) -> String {
    let line = Line::new(text);
    let words = line.as_str().split(' ').map(|word| if word.contains('@') { "…" } else { word });
    words.collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_an_answer_has_a_code() {
        assert_eq!(Reply::line(b"250-PIPELINING\r\n"), Some((250, false, "PIPELINING".to_owned())));
        assert_eq!(Reply::line(b"250 OK\r\n"), Some((250, true, "OK".to_owned())));
        assert_eq!(Reply::line(b"354\r\n"), Some((354, true, String::new())));
        for text in ["", "25", "2500", "HTTP/1.1 400 Bad Request", "150 x", "999 x", "2é0 x"] {
            assert_eq!(Reply::line(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn what_is_told_of_a_refusal_has_no_address_and_is_one_line() {
        let lines = vec!["5.1.1 <ada@example.org>: Recipient address".to_owned(), "rejected\u{1b}[2J\n".to_owned()];
        let refusal = Reply { code: 550, lines }.refusal("RCPT");
        assert_eq!(refusal.text, "RCPT: 550 5.1.1 … Recipient address rejected [2J");
        assert!(refusal.is_final && !refusal.is_general);
        let long = Reply { code: 451, lines: vec!["later ".repeat(500)] }.refusal("DATA");
        assert!(!long.is_final && long.text.len() < 200, "{long}");
    }
}
