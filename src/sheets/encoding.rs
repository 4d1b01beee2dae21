//! Bytes to text: byte order mark, then what the user says, then UTF-8, then Windows-1252. Nothing is guessed.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// A file's text, without byte order mark. Valid UTF-8 is not copied.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where in the text bytes could not be read, and what they should have been.
    pub(super) damage: Option<Damage>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Damage {
    pub(super) offset: usize,
    pub(super) expected: &'static str,
}

/// Decodes a file. A byte order mark counts more than what the user says.
pub(super) fn decode<'a>(bytes: &'a [u8], said: Option<&'static Encoding>) -> Decoded<'a> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(&bytes[mark..], encoding);
    }
    if let Some(encoding) = said {
        return decode_as(bytes, encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: Cow::Borrowed(text), damage: None },
        Err(_) if has_utf8_letters(bytes) => decode_as(bytes, UTF_8),
        Err(_) => decode_as(bytes, WINDOWS_1252),
    }
}

fn decode_as<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    if encoding == UTF_8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => Decoded { text: Cow::Borrowed(text), damage: None },
            // What stands before the damage has the same length in the file and in the text.
            Err(error) => Decoded {
                text: Cow::Owned(String::from_utf8_lossy(bytes).into_owned()),
                damage: Some(Damage { offset: error.valid_up_to(), expected: UTF_8.name() }),
            },
        };
    }
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let offset = damaged.then(|| text.find('\u{fffd}').unwrap_or(0));
    Decoded { text, damage: offset.map(|offset| Damage { offset, expected: encoding.name() }) }
}

/// Whether characters beyond ASCII are written in UTF-8 anywhere: then what is not UTF-8 is damage, and no letter of
/// another encoding.
fn has_utf8_letters(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{SHIFT_JIS, UTF_16LE, WINDOWS_1251};

    fn utf16(text: &str, mark: bool, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        mark.then_some('\u{feff}')
            .into_iter()
            .chain(text.chars())
            .flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec())
            .flat_map(order)
            .collect()
    }

    fn text(bytes: &[u8], said: Option<&'static Encoding>) -> String {
        let decoded = decode(bytes, said);
        assert_eq!(decoded.damage, None);
        decoded.text.into_owned()
    }

    #[test]
    fn utf8_is_not_copied_and_loses_its_mark() {
        assert!(matches!(decode("Zoë".as_bytes(), None).text, Cow::Borrowed("Zoë")));
        assert!(matches!(decode("\u{feff}Zoë".as_bytes(), None).text, Cow::Borrowed("Zoë")));
    }

    #[test]
    fn utf16_is_read_by_its_mark_or_because_the_user_says_so() {
        assert_eq!(text(&utf16("id\tZoë 𝄞", true, u16::to_le_bytes), None), "id\tZoë 𝄞");
        assert_eq!(text(&utf16("id\tZoë", true, u16::to_be_bytes), None), "id\tZoë");
        assert_eq!(text(&utf16("id\tZoë", false, u16::to_le_bytes), Some(UTF_16LE)), "id\tZoë");
    }

    #[test]
    fn a_mark_counts_more_than_what_the_user_says() {
        assert_eq!(text("\u{feff}Zoë".as_bytes(), Some(WINDOWS_1252)), "Zoë");
    }

    #[test]
    fn what_is_not_utf8_is_windows_1252() {
        for western in ["name\nMüller & Söhne – Käse\nCafé Crème, 5 €\n", "naïve “q”", "é"] {
            assert_eq!(text(&WINDOWS_1252.encode(western).0, None), western);
        }
    }

    #[test]
    fn other_encodings_are_read_only_when_they_are_named() {
        let russian = "название\nОбщество с ограниченной ответственностью «Ромашка»\n";
        let bytes = WINDOWS_1251.encode(russian).0;
        assert_eq!(text(&bytes, Some(WINDOWS_1251)), russian);
        assert_ne!(text(&bytes, None), russian);
    }

    #[test]
    fn a_letter_far_into_the_file_counts_too() {
        let mut bytes = b"id,name\n".repeat(300_000);
        bytes.extend_from_slice(&WINDOWS_1252.encode("1,Café Crème für Müller").0);
        assert!(text(&bytes, None).ends_with("1,Café Crème für Müller"));
    }

    #[test]
    fn the_said_encoding_is_taken_even_where_the_bytes_look_mixed() {
        assert_eq!(text(b"\xabQUALIT\xc9\xbb", Some(WINDOWS_1252)), "«QUALITÉ»");
        assert_eq!(decode(b"\xabQUALIT\xc9\xbb", None).damage, Some(Damage { offset: 0, expected: "UTF-8" }));
    }

    #[test]
    fn utf8_with_one_foreign_byte_is_damage_at_its_place() {
        let decoded = decode(b"id,name\n1,Zo\xc3\xab\n2,Andr\xe9\n3,M\xc3\xbcller\n", None);
        assert_eq!(decoded.damage, Some(Damage { offset: 21, expected: "UTF-8" }));
        let decoded = decode(b"\xef\xbb\xbfid\n\xe9\n", None);
        assert_eq!(decoded.damage, Some(Damage { offset: 3, expected: "UTF-8" }));
    }

    #[test]
    fn one_utf8_name_among_western_ones_is_damage_too() {
        let decoded = decode(b"Andr\xe9\nCaf\xe9 Cr\xe8me\nM\xfcller\nZo\xc3\xab\n", None);
        assert_eq!(decoded.damage.unwrap().offset, 4);
    }

    #[test]
    fn bytes_that_the_said_encoding_does_not_have_are_damage() {
        let decoded = decode(b"id\n\xff\xff\n", Some(SHIFT_JIS));
        assert_eq!(decoded.damage, Some(Damage { offset: 3, expected: "Shift_JIS" }));
    }

    #[test]
    fn no_bytes_are_no_text() {
        assert_eq!(text(b"", None), "");
        assert_eq!(text(b"\xef\xbb\xbf", None), "");
    }
}
