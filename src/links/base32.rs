//! Base 32 as it stands in addresses: lower case, without the letters that are taken for digits or for each other.
//!
//! Only whole groups of five bytes are written, so every text of the right length and alphabet is one value's, and
//! nothing needs to be read back into bytes.

/// Digits, then letters without `i`, `l`, `o` and `u`; rising, so texts sort as their bytes do.
const SYMBOLS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// `CHARS` symbols for `CHARS` × 5 / 8 bytes, most significant bits first.
pub(super) fn encode<const CHARS: usize>(bytes: &[u8]) -> [u8; CHARS] {
    assert_eq!(bytes.len() * 8, CHARS * 5, "base 32 is written in whole groups only");
    let mut text = [0; CHARS];
    for (group, symbols) in bytes.chunks_exact(5).zip(text.chunks_exact_mut(8)) {
        let bits = group.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        for (place, symbol) in symbols.iter_mut().enumerate() {
            let index = (bits >> (35 - 5 * place)) & 31;
            *symbol = SYMBOLS[index as usize];
        }
    }
    text
}

/// Whether a character may stand in base 32.
pub(super) fn is_symbol(character: char) -> bool {
    u8::try_from(character).is_ok_and(|byte| SYMBOLS.contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_significant_bits_come_first() {
        assert_eq!(&encode::<8>(&[0, 0, 0, 0, 1]), b"00000001");
        assert_eq!(&encode::<8>(&[0xff, 0xff, 0xff, 0xff, 0xff]), b"zzzzzzzz");
        assert_eq!(&encode::<8>(&[0b0000_1000, 0, 0, 0, 0]), b"10000000");
    }

    #[test]
    fn letters_that_look_like_digits_are_no_symbols() {
        assert!("0zq9".chars().all(is_symbol));
        assert!(!"ilouAZé-".chars().any(is_symbol));
    }
}
