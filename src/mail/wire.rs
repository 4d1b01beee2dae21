//! Bytes as they go over the wire, and what is held of them before they do.

use super::Address;
use std::fmt;

/// A message to be sent: its envelope and its bytes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mail {
    pub from: Address,
    /// Who gets it, or is still to get it; never empty where it comes from a message.
    pub to: Vec<Address>,
    pub wire: Wire,
}

/// A message's bytes: ASCII without NUL, in lines of at most 998 that all end with CRLF, and no CR or LF elsewhere
/// (RFC 5321, section 2.3.8 and 4.5.3.1.6).
///
/// ```
/// use portalsmith::mail::Wire;
/// assert!(Wire::new(b"Subject: a\r\n\r\nb\r\n".to_vec()).is_some());
/// assert!(Wire::new(b"Subject: a\n\nb\n".to_vec()).is_none());
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct Wire(Vec<u8>);

/// The longest line, its end not counted.
const LONGEST: usize = 998;

impl Wire {
    /// None: these bytes are no message that every server takes as it is.
    pub fn new(bytes: Vec<u8>) -> Option<Wire> {
        let is_line = |line: &[u8]| {
            let text = line.strip_suffix(b"\r\n");
            text.is_some_and(|text| {
                text.len() <= LONGEST && text.iter().all(|byte| byte.is_ascii() && !matches!(byte, b'\r' | b'\n' | 0))
            })
        };
        bytes.split_inclusive(|byte| *byte == b'\n').all(is_line).then_some(Wire(bytes))
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// What is written after `DATA`: a dot before each line that begins with one, and the dot that ends it all
    /// (RFC 5321, section 4.5.2).
    pub(super) fn stuffed(&self) -> Vec<u8> {
        let mut stuffed = Vec::with_capacity(self.0.len() + 64);
        for line in self.0.split_inclusive(|byte| *byte == b'\n') {
            if line.starts_with(b".") {
                stuffed.push(b'.');
            }
            stuffed.extend_from_slice(line);
        }
        stuffed.extend_from_slice(b".\r\n");
        stuffed
    }
}

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Wire({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_whole_lines_of_ascii_are_for_the_wire() {
        let long = format!("{}\r\n", "a".repeat(998));
        for text in ["", "\r\n", "a\r\n.\r\nb\r\n", &long] {
            assert!(Wire::new(text.into()).is_some(), "{text:?}");
        }
        let longer = format!("a{long}");
        for text in ["a", "a\n", "a\r", "a\rb\r\n", "a\r\r\n", "a\r\nb", "ä\r\n", "a\0\r\n", "\n\r\n", &longer] {
            assert!(Wire::new(text.into()).is_none(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_message_ends_where_it_ends_and_nowhere_before(lines in proptest::collection::vec("[.a]{0,3}", 0..6)) {
            let text: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
            let stuffed = String::from_utf8(Wire::new(text.clone().into()).unwrap().stuffed()).unwrap();
            let end = format!("\r\n{stuffed}").find("\r\n.\r\n").unwrap();
            prop_assert_eq!(end + 3, stuffed.len());
            let read: String = stuffed[..end].lines().map(|line| format!("{}\r\n", line.strip_prefix('.').unwrap_or(line))).collect();
            prop_assert_eq!(read, text);
        }
    }
}
