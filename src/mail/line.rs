//! Text in a mail that may come from anyone: one line of it, or several.

use std::fmt;

/// One line, at most [`Line::LONGEST`] characters of it: for a subject, or a name beside an address.
///
/// Whatever it is made of, it has no line end, no control character and none that turns the reading direction.
///
/// ```
/// use portalsmith::mail::Line;
/// assert_eq!(Line::new("Hello\r\nBcc: eve@example.net").as_str(), "Hello Bcc: eve@example.net");
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Line(String);

impl Line {
    /// In characters. Longer ones nobody reads, and every server takes this many.
    pub const LONGEST: usize = 200;

    pub fn new(text: &str) -> Line {
        let words: Vec<&str> = text.split(|sign: char| sign == ' ' || is_control(sign)).collect();
        let words = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let kept: String = words.chars().filter(|sign| !turns(*sign)).take(Line::LONGEST).collect();
        Line(kept.trim().to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Text of several lines, which end with LF: control characters but tabs are left out, and so is what turns the reading
/// direction.
pub fn prose(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    text.chars().filter(|sign| matches!(sign, '\n' | '\t') || !(is_control(*sign) || turns(*sign))).collect()
}

/// Control characters, and those that some programs take for a line's end.
fn is_control(sign: char) -> bool {
    sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}')
}

/// Embeddings, overrides and isolates: with them a text can show other than it is.
fn turns(sign: char) -> bool {
    matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_whatever_it_is_made_of() {
        for text in ["a\nb", "a\rb", "a\r\n\tb", " a\0 b ", "a\u{2028}b", "a\u{85}b", "a\u{b}\u{c}b"] {
            assert_eq!(Line::new(text).as_str(), "a b", "{text:?}");
        }
        assert_eq!(Line::new("1\u{202f}234,50\u{a0}€").as_str(), "1\u{202f}234,50\u{a0}€");
        assert_eq!(Line::new("INV\u{202e}001\u{2069}").as_str(), "INV001");
        assert_eq!(Line::new(&"ü".repeat(500)).as_str().chars().count(), 200);
    }

    #[test]
    fn prose_keeps_its_lines_and_nothing_that_cannot_be_seen() {
        assert_eq!(prose("a\r\nb\rc\u{2028}d\te\0\u{7f}\u{9b}\u{202e}"), "a\nb\nc\nd\te");
    }
}
