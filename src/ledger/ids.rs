//! What customers and documents are called: text, never numbers.

use std::borrow::Borrow;
use std::fmt;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Why a text cannot be an id.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum IdError {
    Empty,
    /// Longer than [`LONGEST`] characters.
    Long,
    /// A control character, which no single-line field may have.
    Control,
}

/// The longest id, in characters.
pub const LONGEST: usize = 200;

/// The text as ids are kept: without white space around it, in Unicode's composed form (NFC), else untouched. `007`
/// stays `007`.
fn normalized(text: &str) -> Result<Box<str>, IdError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    // Most ids are plain ASCII, which is composed and has no controls.
    if text.len() <= LONGEST && text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Ok(text.into());
    }
    if text.chars().any(char::is_control) {
        return Err(IdError::Control);
    }
    if text.chars().count() > LONGEST {
        return Err(IdError::Long);
    }
    Ok(if is_nfc(text) { text.into() } else { text.nfc().collect::<String>().into() })
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(Box<str>);

        impl $name {
            /// The id in `text`: trimmed and in NFC, so that two spellings of one id are one id.
            pub fn new(text: &str) -> Result<$name, IdError> {
                normalized(text).map($name)
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

id! {
    /// A customer's id in the organization's books.
    CustomerId
}

id! {
    /// The number of an invoice or credit note, or the reference of a payment. Unique within one customer and kind of
    /// document only: two customers may have the same.
    DocumentNumber
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_one_id_are_one_id() {
        assert_eq!(CustomerId::new(" Cafe\u{301}-7 "), CustomerId::new("Café-7"));
    }

    #[test]
    fn leading_zeros_and_case_are_kept() {
        assert_ne!(CustomerId::new("007"), CustomerId::new("7"));
        assert_ne!(CustomerId::new("c-1"), CustomerId::new("C-1"));
    }

    #[test]
    fn an_id_is_one_line_of_text() {
        assert_eq!(CustomerId::new("  "), Err(IdError::Empty));
        assert_eq!(DocumentNumber::new("A\nB"), Err(IdError::Control));
        assert_eq!(DocumentNumber::new(&"9".repeat(201)), Err(IdError::Long));
    }
}
