//! Style sheets: comments and needless white space out, names of other assets as they are published.

use std::collections::BTreeMap;
use std::ops::Range;

/// The style sheet, smaller: no comments, every run of white space outside strings is one space, none beside `{};,`.
///
/// Nothing is understood here, so nothing can be misunderstood: a comment is `/* … */`, a string is in quotes.
pub(super) fn squeezed(css: &str) -> String {
    let mut small = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        let length = match next {
            '/' if rest.starts_with("/*") => {
                let length = rest.find("*/").map_or(rest.len(), |end| end + 2);
                space(&mut small);
                length
            }
            '"' | '\'' => {
                let length = string_length(rest, next);
                small.push_str(&rest[..length]);
                length
            }
            '{' | '}' | ';' | ',' => {
                if small.ends_with(' ') {
                    small.pop();
                }
                small.push(next);
                1
            }
            white if white.is_ascii_whitespace() => {
                space(&mut small);
                1
            }
            other => {
                small.push(other);
                other.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    small.trim_end().replace(";}", "}")
}

fn space(css: &mut String) {
    if !css.is_empty() && !css.ends_with([' ', '{', '}', ';', ',']) {
        css.push(' ');
    }
}

fn string_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (offset, next) in rest.char_indices().skip(1) {
        match next {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if next == quote => return offset + 1,
            _ => {}
        }
    }
    rest.len()
}

/// What a style sheet must not say, and where.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Fault {
    /// `url(…)` of something that is not among the theme's assets, as written.
    Unknown(String, Range<usize>),
    /// `@import`: the sheet that is meant is published under another name, or not ours.
    Import(Range<usize>),
}

/// The style sheet with every `url(name)` as the file of that name is published, beside the style sheet. Nothing may
/// come from elsewhere: no other host, no data in the text (the Content-Security-Policy would refuse it).
pub(super) fn with_urls(css: &str, published: &BTreeMap<String, String>) -> (String, Vec<Fault>) {
    let css = without_comments(css);
    let plain = css.to_ascii_lowercase();
    let mut faults: Vec<Fault> =
        plain.match_indices("@import").map(|(at, import)| Fault::Import(at..at + import.len())).collect();
    let (mut done, mut start) = (String::with_capacity(css.len()), 0);
    while let Some(found) = plain[start..].find("url(") {
        let open = start + found + "url(".len();
        let close = css[open..].find(')').map_or(css.len(), |end| open + end);
        let name = css[open..close].trim().trim_matches(['"', '\'']);
        done.push_str(&css[start..open]);
        match published.get(name) {
            Some(file) => done.push_str(file),
            // `url(#clip)` stays within the page.
            None if name.starts_with('#') => done.push_str(name),
            None => faults.push(Fault::Unknown(name.to_owned(), open..close)),
        }
        start = close;
    }
    done.push_str(&css[start..]);
    (done, faults)
}

/// The style sheet with every byte of a comment as a space, so that all else stays in its place.
fn without_comments(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        let length = match next {
            '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            '"' | '\'' => string_length(rest, next),
            other => other.len_utf8(),
        };
        if rest.starts_with("/*") {
            plain.extend(std::iter::repeat_n(' ', length));
        } else {
            plain.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_says_the_same_in_fewer_bytes() {
        let css = "/* colors */\n:root {\n  --a: 1px;\n}\n\na:hover > b ,\ni + i { content: \"/* a  b */ \\\" \"; width: calc(1px + 2px) ; }\n";
        let small = ":root{--a: 1px}a:hover > b,i + i{content: \"/* a  b */ \\\" \";width: calc(1px + 2px)}";
        assert_eq!(squeezed(css), small);
        assert_eq!(squeezed(small), small);
    }

    #[test]
    fn only_own_files_are_referred_to() {
        let published = BTreeMap::from([("font.woff2".to_owned(), "font.12ab.woff2".to_owned())]);
        let css = "a{src:url(\"font.woff2\");b:url(#c);d:URL(https://e.example/f.png)}";
        let (done, faults) = with_urls(css, &published);
        assert_eq!(done, "a{src:url(font.12ab.woff2);b:url(#c);d:URL()}");
        assert_eq!(faults, [Fault::Unknown("https://e.example/f.png".to_owned(), 40..63)]);
    }

    #[test]
    fn no_sheet_is_imported_and_what_a_comment_says_does_not_count() {
        let css = "/* é: url(a.png), @import */ @import 'b.css';";
        let (done, faults) = with_urls(css, &BTreeMap::new());
        assert_eq!(squeezed(&done), "@import 'b.css';");
        assert_eq!(faults, [Fault::Import(30..37)]);
    }
}
