//! A file in all its layers: as it is, unescaped, percent-decoded, base64-decoded, unfolded, unpacked, and its
//! numbers without grouping.

use crate::pdf;
use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD};
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// What stands between the digits of an amount.
const GROUPING: [&str; 5] = [".", ",", "'", "\u{a0}", "\u{202f}"];

/// What is found in a file, its path included.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// `zq…qz`, as `organization::token` makes them.
    pub tokens: BTreeSet<String>,
    /// Runs of nine digits, once grouping and decimal signs are taken away.
    pub amounts: BTreeSet<i64>,
    /// Runs of letters and digits as long as a portal's key or public id.
    pub keys: BTreeSet<String>,
}

pub(crate) fn found(path: &str, bytes: &[u8]) -> Found {
    let mut found = Found::default();
    found.read(path, 2);
    found.read(&String::from_utf8_lossy(bytes), 2);
    if pdf::is_ours(bytes) {
        found.read(&pdf::text(bytes), 2);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        found.unpack(bytes);
    }
    found
}

impl Found {
    /// Reads the parts of a workbook or an archive, and what is packed in these.
    fn unpack(&mut self, bytes: &[u8]) {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).unwrap();
            let mut unpacked = Vec::new();
            part.read_to_end(&mut unpacked).unwrap();
            let Found { tokens, amounts, keys } = found(&part.name().unwrap(), &unpacked);
            self.tokens.extend(tokens);
            self.amounts.extend(amounts);
            self.keys.extend(keys);
        }
    }

    /// Reads a text and, so many layers down, what it decodes to.
    fn read(&mut self, text: &str, layers: usize) {
        self.add_tokens(text);
        self.add_amounts(text);
        let is_key = |run: &&str| run.len() == 32 || run.len() == 16;
        let runs = text.split(|character: char| !character.is_ascii_lowercase() && !character.is_ascii_digit());
        self.keys.extend(runs.filter(is_key).map(str::to_owned));
        if layers == 0 {
            return;
        }
        for decoded in [unescaped(text), percent_decoded(text), unfolded(text)].into_iter().flatten() {
            self.read(&decoded, layers - 1);
        }
        let is_base64 = |character: char| character.is_ascii_alphanumeric() || "-_+/".contains(character);
        for run in text.split(|character| !is_base64(character)).filter(|run| run.len() >= 16) {
            // A run may begin in the middle of a word: all four ways to cut it.
            for start in 0..4.min(run.len()) {
                let run = &run[start..];
                let whole = &run[..run.len() - usize::from(run.len() % 4 == 1)];
                for encoding in [&BASE64URL_NOPAD, &BASE64_NOPAD] {
                    if let Ok(bytes) = encoding.decode(whole.as_bytes()) {
                        let decoded = String::from_utf8_lossy(&bytes);
                        self.add_tokens(&decoded);
                        self.add_amounts(&decoded);
                    }
                }
            }
        }
    }

    fn add_tokens(&mut self, text: &str) {
        for (at, _) in text.match_indices("zq") {
            if let Some(token) = text.get(at..at + 10).filter(|token| token.ends_with("qz")) {
                self.tokens.insert(token.to_owned());
            }
        }
    }

    fn add_amounts(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut digits = String::new();
        let mut at = 0;
        while at < bytes.len() {
            let grouping = GROUPING.iter().find(|grouping| bytes[at..].starts_with(grouping.as_bytes()));
            match grouping {
                None if is_digit(at) => digits.push(char::from(bytes[at])),
                Some(grouping) if !digits.is_empty() && is_digit(at + grouping.len()) => at += grouping.len() - 1,
                _ if digits.is_empty() => {}
                _ => {
                    self.add_amount(&digits);
                    digits.clear();
                }
            }
            at += 1;
        }
        self.add_amount(&digits);
    }

    fn add_amount(&mut self, digits: &str) {
        if digits.len() == 9 {
            self.amounts.extend(digits.parse::<i64>());
        }
    }
}

/// The text of HTML: the five references that are written, and numeric ones. None where there are none.
pub(crate) fn unescaped(text: &str) -> Option<String> {
    if !text.contains('&') {
        return None;
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end < 12);
        let character = end.and_then(|end| reference(&rest[1..end]));
        match (character, end) {
            (Some(character), Some(end)) => {
                decoded.push(character);
                rest = &rest[end + 1..];
            }
            _ => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    Some(decoded)
}

fn reference(name: &str) -> Option<char> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => match name.strip_prefix('#')? {
            hex if hex.starts_with(['x', 'X']) => number(&hex[1..], 16),
            decimal => number(decimal, 10),
        },
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.filter(|_| bytes[at] == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    Some(String::from_utf8_lossy(&decoded).into_owned())
}

/// The lines of a calendar, which are cut after so many bytes, in one piece. None where none is cut.
fn unfolded(text: &str) -> Option<String> {
    text.contains("\r\n ").then(|| text.replace("\r\n ", ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_token_is_found_in_every_layer() {
        let token = "zq07nm00qz";
        let base64 = data_encoding::BASE64URL_NOPAD.encode(format!("{{\"i\":\"{token}\"}}").as_bytes());
        let escaped: String = token.chars().map(|character| format!("&#x{:X};", character as u32)).collect();
        let folded = format!("{}\r\n {}", &token[..4], &token[4..]);
        let percent: String = token.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for text in [token.to_owned(), format!("1.{base64}.x"), escaped, percent, format!("a-{token}.pdf"), folded] {
            assert!(found(&text, b"").tokens.contains(token), "{text}");
            assert!(found("", text.as_bytes()).tokens.contains(token), "{text}");
        }
    }

    #[test]
    fn what_is_packed_is_found_however_deep() {
        let pack = |name: &str, bytes: &[u8]| {
            let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
            zip.finish().unwrap().into_inner()
        };
        let inner = pack("zq11nm11qz.xml", b"<v>1234567.89</v><t>zq07nm00qz</t>");
        let found = found("", &pack("statement.xlsx", &inner));
        assert!(found.tokens.contains("zq07nm00qz") && found.tokens.contains("zq11nm11qz"), "{found:?}");
        assert!(found.amounts.contains(&123_456_789), "{found:?}");
    }

    #[test]
    fn an_amount_is_found_however_it_is_grouped() {
        for text in
            ["1,234,567.89", "1\u{202f}234\u{202f}567,89 €", "¥123,456,789", "123,456.789", "\"amt\":\"1234567.89\""]
        {
            assert!(found("", text.as_bytes()).amounts.contains(&123_456_789), "{text}");
        }
    }
}
