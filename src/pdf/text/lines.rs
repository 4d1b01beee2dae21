//! Where lines end.
//!
//! A small part of Unicode Standard Annex 14: after spaces and hyphens, and between the characters of scripts that are
//! written without spaces, but not where Japanese and Chinese typesetting forbids it.

use crate::pdf::script::Script;

/// The lines of a text, each no wider than `width` if `measure` says so. Line breaks in the text end lines too.
pub(in crate::pdf) fn lines(text: &str, width: f32, measure: impl Fn(&str) -> f32) -> Vec<&str> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut rest = paragraph.trim();
        loop {
            let end = line_end(rest, width, &measure);
            lines.push(rest[..end].trim_end());
            rest = rest[end..].trim_start();
            if rest.is_empty() {
                break;
            }
        }
    }
    lines
}

/// Where the first line of a text ends.
fn line_end(text: &str, width: f32, measure: impl Fn(&str) -> f32) -> usize {
    let fits = |end: usize| measure(text[..end].trim_end()) <= width;
    if fits(text.len()) {
        return text.len();
    }
    let ends: Vec<usize> = breaks(text).collect();
    // Lines only get wider, so the last end that fits is found by halving.
    match ends.partition_point(|end| fits(*end)) {
        0 => within_word(&text[..ends.first().copied().unwrap_or(text.len())], fits),
        fitting => ends[fitting - 1],
    }
}

/// Where a word is broken that is too wide by itself: anywhere but before a mark, after one character at least.
fn within_word(word: &str, fits: impl Fn(usize) -> bool) -> usize {
    let ends = word.char_indices().skip(1).filter(|(_, character)| !clings(*character)).map(|(at, _)| at);
    let ends: Vec<usize> = ends.chain([word.len()]).collect();
    ends[ends.partition_point(|end| fits(*end)).max(1) - 1]
}

/// All places where a line may end, but for the end of the text.
fn breaks(text: &str) -> impl Iterator<Item = usize> {
    let pairs = text.char_indices().zip(text.chars().skip(1));
    pairs.filter(|((_, before), after)| may_break(*before, *after)).map(|((at, before), _)| at + before.len_utf8())
}

/// Whether a line may end between two characters.
fn may_break(before: char, after: char) -> bool {
    let dense = |character: char| Script::of(character) == Script::Ideographic;
    match (before, after) {
        (_, ' ' | '\u{200b}') => false,
        (' ' | '\u{200b}' | '\t' | '\u{3000}', _) => true,
        // A hyphen within a word; not a minus, and not within a day or a number.
        ('-' | '\u{2010}' | '\u{ad}' | '–', after) => after.is_alphabetic(),
        (before, after) if clings(after) || clings(before) && !dense(after) => false,
        (before, after) => (dense(before) || dense(after)) && !OPENING.contains(before) && !NOT_FIRST.contains(after),
    }
}

/// Whether a character cannot stand apart from the one before it.
fn clings(character: char) -> bool {
    matches!(Script::of(character), Script::Mark | Script::Joiner)
}

/// What must not end a line.
const OPENING: &str = "(（[［{｛「『【〈《〔“‘¥￥$＄€£";

/// What must not begin a line: closing signs, and the small letters and marks that go with the one before them.
const NOT_FIRST: &str = "、。，．,.・：；:;？！?!）)]］}｝」』】〉》〕”’…‥ー～％%々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ円元";

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character is one wide, but for marks and for those that are written without spaces: these are two.
    fn lines_of(text: &str, width: f32) -> Vec<&str> {
        let wide = |character: char| match Script::of(character) {
            Script::Mark => 0.0,
            Script::Ideographic => 2.0,
            _ => 1.0,
        };
        lines(text, width, |part| part.chars().map(wide).sum())
    }

    #[test]
    fn words_go_together_as_long_as_they_fit() {
        assert_eq!(lines_of("Please pay the open balance", 11.0), ["Please pay", "the open", "balance"]);
        assert_eq!(lines_of("Please  pay", 11.0), ["Please  pay"]);
        assert_eq!(lines_of("", 5.0), [""]);
        assert_eq!(lines_of("one\n\ntwo", 5.0), ["one", "", "two"]);
    }

    #[test]
    fn days_amounts_and_negative_numbers_stay_whole_and_hyphenated_words_do_not() {
        assert_eq!(lines_of("due 2026-11-20", 12.0), ["due", "2026-11-20"]);
        assert_eq!(lines_of("less -12.50", 7.0), ["less", "-12.50"]);
        assert_eq!(lines_of("1\u{a0}250,00\u{a0}€ open", 12.0), ["1\u{a0}250,00\u{a0}€", "open"]);
        assert_eq!(lines_of("Baden-Baden", 8.0), ["Baden-", "Baden"]);
    }

    #[test]
    fn a_word_that_is_too_wide_is_broken_where_it_must_be() {
        assert_eq!(lines_of("no ABCDEFGHIJ", 4.0), ["no", "ABCD", "EFGH", "IJ"]);
        assert_eq!(lines_of("ae\u{301}b", 2.0), ["ae\u{301}", "b"]);
        assert_eq!(lines_of("ab", 0.5), ["a", "b"]);
    }

    #[test]
    fn japanese_breaks_between_characters_but_not_before_a_closing_sign() {
        assert_eq!(lines_of("請求書は、お支払い", 8.0), ["請求書", "は、お支", "払い"]);
        assert_eq!(lines_of("合計（税込）", 7.0), ["合計", "（税", "込）"]);
    }
}
