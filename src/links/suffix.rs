//! Short marks that tell the addresses of one portal's pages apart, and one submission from another. Not secret: they are
//! derived from no secret.

use super::base32;
use super::keys::length;
use sha2::{Digest, Sha256};

/// Six base 32 characters of SHA-256 over the parts, each with its length before it.
pub fn suffix(parts: &[&str]) -> String {
    let mut mark = mark::<8>(parts);
    mark.truncate(6);
    mark
}

/// `CHARS` base 32 characters of SHA-256 over the parts, each with its length before it; a multiple of eight.
pub fn mark<const CHARS: usize>(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(length(part.len()));
        digest.update(part);
    }
    let text: [u8; CHARS] = base32::encode(&digest.finalize()[..CHARS / 8 * 5]);
    String::from_utf8_lossy(&text).into_owned()
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
