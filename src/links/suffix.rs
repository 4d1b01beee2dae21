//! A short mark that tells the addresses of one portal's pages apart. Not secret: it is derived from no secret.

use super::base32;
use super::keys::length;
use sha2::{Digest, Sha256};

/// Six base 32 characters of SHA-256 over the parts, each with its length before it.
pub fn suffix(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(length(part.len()));
        digest.update(part);
    }
    let text: [u8; 8] = base32::encode(&digest.finalize()[..5]);
    String::from_utf8_lossy(&text[..6]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::suffix;

    #[test]
    fn parts_that_join_alike_have_other_suffixes() {
        assert_ne!(suffix(&["C-1", "invoice", "01"]), suffix(&["C-10", "invoice", "1"]));
        assert_eq!(suffix(&["C-1", "invoice", "7"]).len(), 6);
    }
}
