//! The two secrets and their text: one line that says which secret it is and carries a checksum, so that one that was
//! cut, mistyped or put in the other's place is noticed before it makes wrong links.
//!
//! ```text
//! portal-link-1_<32 bytes, base64url>_<first 5 bytes of the SHA-256 of all before, base 32>
//! ```

use super::base32;
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};
use std::fmt;

/// Why a text is not the secret it should be. Says nothing of the text itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SecretError {
    /// There is nothing but white space.
    Empty,
    /// It is no secret of Portalsmith's.
    Foreign,
    /// A form secret where the link secret is wanted, or the other way round.
    OtherKind,
    /// Characters are missing at the end.
    Cut,
    /// There is more behind it.
    Long,
    /// It was changed: a character that cannot be, or the checksum is another.
    Altered,
}

/// The secret that all links and tickets come from: 32 random bytes.
///
/// Whoever has it can compute every customer's link. It has no `Display`, its `Debug` hides it, and it cannot be cloned.
pub struct LinkSecret([u8; 32]);

/// What the form server needs to check tickets, derived from the link secret. No link can be computed from it.
pub struct FormSecret([u8; 32]);

const LINK: &str = "portal-link-1_";
const FORM: &str = "portal-form-1_";

impl LinkSecret {
    pub const fn from_bytes(bytes: [u8; 32]) -> LinkSecret {
        LinkSecret(bytes)
    }

    /// Reads the secret's text; white space around it, such as the newline at the end of a file, is not part of it.
    pub fn parse(text: &str) -> Result<LinkSecret, SecretError> {
        read(text, LINK, FORM).map(LinkSecret)
    }

    /// The secret as one line, for the file that keeps it and for nothing else.
    pub fn to_text(&self) -> String {
        write(LINK, &self.0)
    }

    /// Whether this is the secret 00 01 … 1f, which stands in the documentation and keeps nothing secret.
    pub fn is_published_test_secret(&self) -> bool {
        self.0.iter().enumerate().all(|(index, byte)| usize::from(*byte) == index)
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl FormSecret {
    pub(super) const fn from_bytes(bytes: [u8; 32]) -> FormSecret {
        FormSecret(bytes)
    }

    /// Reads the secret's text; white space around it is not part of it.
    pub fn parse(text: &str) -> Result<FormSecret, SecretError> {
        read(text, FORM, LINK).map(FormSecret)
    }

    /// The secret as one line, for the form server's environment or file.
    pub fn to_text(&self) -> String {
        write(FORM, &self.0)
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for LinkSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkSecret(…)")
    }
}

impl FormSecret {
    /// What it is called: says whether two have the same one, and nothing of it.
    pub fn name(&self) -> String {
        super::mark::<16>(&["form-secret", &self.to_text()])
    }
}

impl fmt::Debug for FormSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormSecret(…)")
    }
}

fn write(kind: &str, bytes: &[u8; 32]) -> String {
    let body = format!("{kind}{}", BASE64URL_NOPAD.encode(bytes));
    let checksum = checksum(&body);
    format!("{body}_{}", str::from_utf8(&checksum).expect("base 32 is ASCII"))
}

fn read(text: &str, kind: &str, other: &str) -> Result<[u8; 32], SecretError> {
    /// 43 characters of base64url, `_`, 8 of base 32.
    const REST: usize = 43 + 1 + 8;

    let text = text.trim();
    if text.is_empty() {
        return Err(SecretError::Empty);
    }
    let Some(rest) = text.strip_prefix(kind) else {
        return Err(match text {
            _ if text.starts_with(other) => SecretError::OtherKind,
            _ if kind.starts_with(text) => SecretError::Cut,
            _ => SecretError::Foreign,
        });
    };
    if !rest.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character)) {
        return Err(SecretError::Altered);
    }
    if rest.len() != REST {
        return Err(if rest.len() < REST { SecretError::Cut } else { SecretError::Long });
    }
    let (body, check) = text.rsplit_once('_').ok_or(SecretError::Altered)?;
    if checksum(body) != check.as_bytes() {
        return Err(SecretError::Altered);
    }
    let bytes = BASE64URL_NOPAD.decode(&body.as_bytes()[kind.len()..]).map_err(|_| SecretError::Altered)?;
    bytes.try_into().map_err(|_| SecretError::Altered)
}

fn checksum(body: &str) -> [u8; 8] {
    base32::encode(&Sha256::digest(body.as_bytes())[..5])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 00 01 … 1f.
    const PUBLISHED: &str = "portal-link-1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8_dtwarkpx";

    #[test]
    fn the_published_secret_reads_and_writes_as_documented() {
        let secret = LinkSecret::parse(PUBLISHED).unwrap();
        assert!(secret.is_published_test_secret());
        assert_eq!(secret.to_text(), PUBLISHED);
        assert!(!LinkSecret::from_bytes([7; 32]).is_published_test_secret());
    }

    #[test]
    fn white_space_around_a_secret_is_not_part_of_it() {
        assert!(LinkSecret::parse(&format!(" {PUBLISHED}\r\n")).is_ok());
    }

    #[test]
    fn a_secret_that_was_cut_anywhere_is_said_to_be_cut() {
        for end in 1..PUBLISHED.len() {
            assert_eq!(LinkSecret::parse(&PUBLISHED[..end]).unwrap_err(), SecretError::Cut, "at {end}");
        }
        assert_eq!(LinkSecret::parse(" \n").unwrap_err(), SecretError::Empty);
    }

    #[test]
    fn every_changed_character_is_noticed() {
        for index in LINK.len()..PUBLISHED.len() {
            let mut text = PUBLISHED.as_bytes().to_vec();
            text[index] = if text[index] == b'A' { b'B' } else { b'A' };
            let text = String::from_utf8(text).unwrap();
            assert_eq!(LinkSecret::parse(&text).unwrap_err(), SecretError::Altered, "at {index}");
        }
    }

    #[test]
    fn a_secret_that_goes_on_or_is_broken_by_a_newline_is_refused() {
        assert_eq!(LinkSecret::parse(&format!("{PUBLISHED}x")).unwrap_err(), SecretError::Long);
        assert_eq!(LinkSecret::parse(&PUBLISHED.replace("ICQ", "\nICQ")).unwrap_err(), SecretError::Altered);
    }

    #[test]
    fn the_two_secrets_are_not_taken_for_each_other() {
        let form = FormSecret::from_bytes([3; 32]).to_text();
        assert_eq!(LinkSecret::parse(&form).unwrap_err(), SecretError::OtherKind);
        assert_eq!(FormSecret::parse(PUBLISHED).unwrap_err(), SecretError::OtherKind);
        assert_eq!(FormSecret::parse("hunter2").unwrap_err(), SecretError::Foreign);
        assert_eq!(FormSecret::parse(&form).unwrap().to_text(), form);
    }

    #[test]
    fn debug_tells_no_secret() {
        assert_eq!(format!("{:?}", LinkSecret::from_bytes([7; 32])), "LinkSecret(…)");
        assert_eq!(format!("{:?}", FormSecret::from_bytes([7; 32])), "FormSecret(…)");
    }
}
