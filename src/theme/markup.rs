//! A template's text, cut into pieces: tags, Tera's own signs, text. Just enough to fold white space and to compare two
//! templates; not an HTML parser.

/// A piece of a template. Together they are the whole text, in order.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Piece<'a> {
    /// `{{ … }}` or `{% … %}`.
    Code(&'a str),
    /// `{# … #}` or `<!-- … -->`.
    Comment(&'a str),
    /// `<name attributes>`; `attributes` as written, trimmed, without the slash of `/>`.
    Open {
        name: &'a str,
        attributes: &'a str,
        closed: bool,
    },
    /// `</name>`.
    Close(&'a str),
    /// `<!doctype …>`.
    Declaration(&'a str),
    Text(&'a str),
}

/// The pieces of a template.
pub(super) fn pieces(mut rest: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        let (piece, length) = piece(rest).unwrap_or_else(|| {
            let length = text_length(rest);
            (Piece::Text(&rest[..length]), length)
        });
        rest = &rest[length..];
        pieces.push(piece);
    }
    pieces
}

/// The piece other than text that `rest` begins with, and its length.
fn piece(rest: &str) -> Option<(Piece<'_>, usize)> {
    if let Some(length) = code_length(rest) {
        let code = &rest[..length];
        return Some((if code.starts_with("{#") { Piece::Comment(code) } else { Piece::Code(code) }, length));
    }
    if rest.starts_with("<!--") {
        let length = rest.find("-->").map_or(rest.len(), |end| end + 3);
        return Some((Piece::Comment(&rest[..length]), length));
    }
    let after = rest.strip_prefix('<')?;
    let closing = after.starts_with('/');
    let name_start = if closing { 2 } else { 1 };
    let name_length = rest[name_start..].find(|next: char| !(next.is_ascii_alphanumeric() || next == '-'));
    let name_end = name_start + name_length.unwrap_or(rest.len() - name_start);
    let length = tag_length(rest)?;
    let name = &rest[name_start..name_end];
    if after.starts_with('!') {
        return Some((Piece::Declaration(&rest[..length]), length));
    }
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    if closing {
        return Some((Piece::Close(name), length));
    }
    let inside = &rest[name_end..length - 1];
    let closed = inside.ends_with('/');
    let attributes = inside.strip_suffix('/').unwrap_or(inside).trim();
    Some((Piece::Open { name, attributes, closed }, length))
}

/// How long the Tera sign is that `rest` begins with; strings in it may hold its end.
fn code_length(rest: &str) -> Option<usize> {
    let end = match rest.get(..2)? {
        "{{" => "}}",
        "{%" => "%}",
        "{#" => return rest.find("#}").map(|end| end + 2),
        _ => return None,
    };
    let mut quote = None;
    for (offset, next) in rest.char_indices().skip(2) {
        match quote {
            Some(open) if open == next => quote = None,
            Some(_) => {}
            None if matches!(next, '"' | '\'' | '`') => quote = Some(next),
            None if rest[offset..].starts_with(end) => return Some(offset + 2),
            None => {}
        }
    }
    None
}

/// How long the tag is that `rest` begins with: up to the first `>` outside of quotes and Tera's signs.
fn tag_length(rest: &str) -> Option<usize> {
    let mut offset = 1;
    let mut quote = None;
    while let Some(next) = rest[offset..].chars().next() {
        if let Some(length) = code_length(&rest[offset..]) {
            offset += length;
            continue;
        }
        match quote {
            Some(open) if open == next => quote = None,
            Some(_) => {}
            None if matches!(next, '"' | '\'') => quote = Some(next),
            None if next == '>' => return Some(offset + 1),
            None => {}
        }
        offset += next.len_utf8();
    }
    None
}

/// How far the text goes that `rest` begins with; at least one character.
fn text_length(rest: &str) -> usize {
    let mut offsets = rest.char_indices().skip(1);
    offsets.find(|(offset, _)| rest[*offset..].starts_with(['<', '{'])).map_or(rest.len(), |(offset, _)| offset)
}

/// What two templates must have in common to make the same page, white space aside: every tag, attribute, Tera sign and
/// all text without its white space. Comments are nothing, and neither is the white space around Tera's signs.
pub(super) fn skeleton(template: &str) -> Vec<String> {
    let mut skeleton: Vec<String> = Vec::new();
    let mut text = String::new();
    for piece in pieces(template) {
        let bone = match piece {
            Piece::Text(words) => {
                text.extend(words.split_whitespace());
                continue;
            }
            Piece::Comment(_) => continue,
            Piece::Code(code) => code.to_owned(),
            Piece::Open { name, attributes, closed } => {
                format!("<{} {attributes}{}>", name.to_ascii_lowercase(), if closed { "/" } else { "" })
            }
            Piece::Close(name) => format!("</{}>", name.to_ascii_lowercase()),
            Piece::Declaration(text) => text.to_ascii_lowercase(),
        };
        if !text.is_empty() {
            skeleton.push(std::mem::take(&mut text));
        }
        skeleton.push(bone);
    }
    if !text.is_empty() {
        skeleton.push(text);
    }
    skeleton
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_falls_into_tags_code_and_text() {
        let template =
            "<!doctype html><p class=\"{% if a > \"b\" %}x{% endif %}\" >a < b &amp; {{ \"}}\" }}{# no #}<br/></p>";
        assert_eq!(
            pieces(template),
            [
                Piece::Declaration("<!doctype html>"),
                Piece::Open { name: "p", attributes: "class=\"{% if a > \"b\" %}x{% endif %}\"", closed: false },
                Piece::Text("a "),
                Piece::Text("< b &amp; "),
                Piece::Code("{{ \"}}\" }}"),
                Piece::Comment("{# no #}"),
                Piece::Open { name: "br", attributes: "", closed: true },
                Piece::Close("p"),
            ]
        );
    }

    #[test]
    fn what_never_ends_is_text() {
        for open in ["{{ a", "{% a", "{# a", "<p a", "<", "{", "<!-- a"] {
            let whole: usize = pieces(open).len();
            assert!(whole >= 1, "{open}");
        }
    }
}
