//! The names that are derived from the secret: short texts in base 32, compared and sorted as such.
//!
//! A portal's or document's **key** opens it and is shown in full only where a link is meant; an **id** is not secret.

use super::base32;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Why a text is not a key or id.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum IdError {
    /// It has so many characters, and should have another number.
    Length(usize),
    /// A character that base 32 does not have: a capital, `i`, `l`, `o`, `u`, or no letter or digit at all.
    Symbol(char),
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $length:literal, $debug:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name([u8; $name::LENGTH]);

        impl $name {
            /// Its length in characters.
            pub const LENGTH: usize = $length;

            /// The name for these derived bytes.
            pub(super) fn of_bytes(bytes: [u8; $length * 5 / 8]) -> $name {
                $name(base32::encode(&bytes))
            }

            pub fn as_str(&self) -> &str {
                std::str::from_utf8(&self.0).expect("base 32 is ASCII")
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<$name, IdError> {
                if let Some(stranger) = text.chars().find(|character| !base32::is_symbol(*character)) {
                    return Err(IdError::Symbol(stranger));
                }
                text.as_bytes().try_into().map($name).map_err(|_| IdError::Length(text.len()))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(|_| D::Error::custom(concat!("not a ", stringify!($name))))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                $debug(self.as_str(), f)
            }
        }
    };
}

/// An id, which anyone may see.
fn in_full(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(text)
}

/// A key, which must not end up in a log.
fn in_short(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}…", &text[..4])
}

id! {
    /// A portal's unguessable folder, `/p/<key>/`. Whoever knows it can read the portal: `Debug` shows the first four
    /// characters only.
    PortalKey, 32, in_short
}

impl PortalKey {
    /// The same key with `preview` in place of its first characters.
    pub(super) fn as_preview(mut self) -> PortalKey {
        const PREVIEW: &[u8] = b"preview";
        self.0[..PREVIEW.len()].copy_from_slice(PREVIEW);
        self
    }
}

id! {
    /// A document's unguessable folder, `/d/<key>/`. It says nothing of the portal's key.
    DocumentKey, 32, in_short
}

id! {
    /// Names a portal where its key must not stand: in `links.lock`, form addresses, tickets and logs. It stays the
    /// same when the link is renewed.
    PortalId, 16, in_full
}

id! {
    /// Names a link secret without telling it, so that another one is noticed.
    SecretId, 8, in_full
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_back_from_its_text() {
        let text = "y5vv96ds33q06ky3s7x4c33287r6kp0w";
        assert_eq!(text.parse::<PortalKey>().unwrap().to_string(), text);
    }

    #[test]
    fn a_key_has_its_length_and_its_alphabet() {
        assert_eq!("y5vv".parse::<PortalKey>(), Err(IdError::Length(4)));
        assert_eq!("g73wrtpS".parse::<SecretId>(), Err(IdError::Symbol('S')));
        assert_eq!("g73wrtpé".parse::<SecretId>(), Err(IdError::Symbol('é')));
    }

    #[test]
    fn debug_shows_ids_but_not_keys() {
        let key: PortalKey = "y5vv96ds33q06ky3s7x4c33287r6kp0w".parse().unwrap();
        let id: PortalId = "8pqcad077sv1re8g".parse().unwrap();
        assert_eq!(format!("{key:?} {id:?}"), "y5vv… 8pqcad077sv1re8g");
    }
}
