//! Style sheets: comments and needless white space out, names of other assets as they are published.

use std::collections::BTreeMap;

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

/// A reference in a style sheet to something that is not among the theme's assets: `url(…)` as written, and where.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Unknown {
    pub(super) name: String,
    pub(super) span: std::ops::Range<usize>,
}

/// The style sheet with every `url(name)` as the file of that name is published, beside the style sheet. Nothing may
/// come from elsewhere: no other host, no data in the text (the Content-Security-Policy would refuse it).
pub(super) fn with_urls(css: &str, published: &BTreeMap<String, String>) -> (String, Vec<Unknown>) {
    let (mut done, mut unknown) = (String::with_capacity(css.len()), Vec::new());
    let mut start = 0;
    while let Some(found) = css[start..].find("url(") {
        let open = start + found + "url(".len();
        let close = css[open..].find(')').map_or(css.len(), |end| open + end);
        let name = css[open..close].trim().trim_matches(['"', '\'']);
        done.push_str(&css[start..open]);
        match published.get(name) {
            Some(file) => done.push_str(file),
            // `url(#clip)` stays within the page.
            None if name.starts_with('#') => done.push_str(name),
            None => unknown.push(Unknown { name: name.to_owned(), span: open..close }),
        }
        start = close;
    }
    done.push_str(&css[start..]);
    (done, unknown)
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
        let css = "a{src:url(\"font.woff2\");b:url(#c);d:url(https://e.example/f.png)}";
        let (done, unknown) = with_urls(css, &published);
        assert_eq!(done, "a{src:url(font.12ab.woff2);b:url(#c);d:url()}");
        assert_eq!(unknown, [Unknown { name: "https://e.example/f.png".to_owned(), span: 40..63 }]);
    }
}
