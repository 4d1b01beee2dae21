//! The bytes of `config.yaml` → its text.

use crate::diag::{Diagnostic, FileId, Place};

/// The largest `config.yaml`, in bytes. A hand-written one has a few thousand.
const LARGEST: usize = 1_000_000;

/// The text without its byte order mark. Places count from there.
pub(super) fn text(file: FileId, bytes: &[u8]) -> Result<&str, Diagnostic> {
    let whole = Place::file(file);
    if bytes.len() > LARGEST {
        let title = format!("config.yaml has {} bytes, but may have {LARGEST} at most", bytes.len());
        return Err(Diagnostic::error("config-too-large", title).at(whole, ""));
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // A YAML file begins with an ASCII character, so a zero beside it gives UTF-16 away without its mark.
    if matches!(text, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..]) {
        return Err(Diagnostic::error("config-utf-16", "config.yaml is written in UTF-16")
            .at(whole, "")
            .hint("save it as UTF-8"));
    }
    std::str::from_utf8(text).map_err(|error| {
        let start = error.valid_up_to();
        Diagnostic::error("config-not-utf-8", "config.yaml is not UTF-8 throughout")
            .at(Place::span(file, start..start + 1), "this character is written in another encoding")
            .hint("save it as UTF-8")
    })
}
