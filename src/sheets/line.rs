//! Text of a cell that is to be shown: one line or several, without what could fool a reader.

use super::cell::CellError;
use std::borrow::Cow;

/// A text, and whether something was taken out of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Text<'a> {
    pub text: Cow<'a, str>,
    /// Characters that turn the direction of writing (U+202A–202E, U+2066–2069) were removed: worth a warning.
    pub turned: bool,
}

/// One line: no control character at all.
pub(super) fn line(text: &str) -> Result<Text<'_>, CellError> {
    // Most cells are plain ASCII: nothing in them can be a control or turn the direction.
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Ok(Text { text: Cow::Borrowed(text), turned: false });
    }
    match text.chars().find(|character| is_control(*character)) {
        Some(found) => Err(control(found, ends_line(found).then_some("this column holds one line only"))),
        None => Ok(without_turns(Cow::Borrowed(text))),
    }
}

/// Several lines: LF ends a line, tabs may stand in it.
pub(super) fn lines(text: &str) -> Result<Text<'_>, CellError> {
    let text = match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    };
    match text.chars().find(|character| is_control(*character) && !matches!(character, '\n' | '\t')) {
        Some(found) => Err(control(found, None)),
        None => Ok(without_turns(text)),
    }
}

fn is_control(character: char) -> bool {
    character.is_control() || ends_line(character)
}

fn ends_line(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn turns(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn control(found: char, hint: Option<&str>) -> CellError {
    let name = match found {
        '\t' => "a tab".to_owned(),
        _ if ends_line(found) => "a line break".to_owned(),
        _ => format!("the control character U+{:04X}", u32::from(found)),
    };
    CellError::new("control-character", format!("{name} inside a text")).maybe_hint(hint)
}

fn without_turns(text: Cow<'_, str>) -> Text<'_> {
    match text.contains(turns) {
        true => Text { text: Cow::Owned(text.replace(turns, "")), turned: true },
        false => Text { text, turned: false },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_text_is_not_copied() {
        assert!(matches!(line("Ærø & Söhne").unwrap(), Text { text: Cow::Borrowed("Ærø & Söhne"), turned: false }));
        assert!(matches!(lines("a\nb\tc").unwrap(), Text { text: Cow::Borrowed(_), turned: false }));
    }

    #[test]
    fn a_line_has_no_control_characters() {
        for text in ["a\nb", "a\tb", "a\u{1b}[31mb", "a\u{85}b", "a\u{2028}b", "a\u{0}b", "a\rb"] {
            assert_eq!(line(text).unwrap_err().code, "control-character", "{text:?}");
        }
    }

    #[test]
    fn lines_end_with_lf_however_they_ended_in_the_file() {
        assert_eq!(lines("a\r\nb\rc\nd").unwrap().text, "a\nb\nc\nd");
        assert_eq!(lines("a\u{1b}b").unwrap_err().title, "the control character U+001B inside a text");
    }

    #[test]
    fn characters_that_turn_the_direction_are_removed_and_told() {
        let text = line("Acme \u{202e}dtL\u{2069}").unwrap();
        assert_eq!((text.text.as_ref(), text.turned), ("Acme dtL", true));
    }

    #[test]
    fn right_to_left_letters_are_fine() {
        assert!(!line("شركة الأمل").unwrap().turned);
        assert!(!line("a\u{200f}b").unwrap().turned);
    }
}
