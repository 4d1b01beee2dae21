//! Templates without needless white space and comments.
//!
//! Done once, when the theme is read, and not once per page. minify-html knows which white space a browser ignores, but
//! it would also sort, unquote and drop attributes, and knows nothing of Tera inside a tag. So attributes are taken out
//! before and put back after, and the result is used only if it has every tag, attribute, Tera sign and word of the
//! original in the same order. Else (it only closes what another template opens) the template stays as written.

#[cfg(feature = "minify")]
use super::markup::{Piece, pieces, skeleton};

/// The template, smaller where that is safe.
#[cfg(feature = "minify")]
pub(super) fn minified(template: &str) -> String {
    let (plain, attributes) = without_attributes(template);
    let configuration = minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        keep_input_type_text_attr: true,
        preserve_brace_template_syntax: true,
        ..minify_html::Cfg::default()
    };
    let smaller = String::from_utf8(minify_html::minify(plain.as_bytes(), &configuration)).unwrap_or_default();
    let smaller = with_attributes(&smaller, &attributes);
    if skeleton(&smaller) == skeleton(template) { smaller } else { template.to_owned() }
}

#[cfg(not(feature = "minify"))]
pub(super) fn minified(template: &str) -> String {
    template.to_owned()
}

/// Stands for all attributes of one tag.
#[cfg(feature = "minify")]
const KEPT: &str = "data-kept-";

/// The template with the attributes of every tag, and every character reference, out of minify-html's sight.
#[cfg(feature = "minify")]
fn without_attributes(template: &str) -> (String, Vec<&str>) {
    let mut plain = String::with_capacity(template.len());
    let mut kept = Vec::new();
    for piece in pieces(template) {
        match piece {
            Piece::Comment(_) => {}
            Piece::Code(text) | Piece::Declaration(text) => plain.push_str(text),
            Piece::Text(text) => plain.push_str(&text.replace('&', "{{&}}")),
            Piece::Close(name) => plain.extend(["</", name, ">"]),
            Piece::Open { name, attributes, closed } => {
                plain.extend(["<", name]);
                if !attributes.is_empty() {
                    plain.push_str(&format!(" {KEPT}{}", kept.len()));
                    kept.push(attributes);
                }
                plain.push_str(if closed { " />" } else { ">" });
            }
        }
    }
    (plain, kept)
}

#[cfg(feature = "minify")]
fn with_attributes(plain: &str, kept: &[&str]) -> String {
    let mut template =
        String::with_capacity(plain.len() + kept.iter().map(|attributes| attributes.len()).sum::<usize>());
    for piece in pieces(plain) {
        match piece {
            Piece::Comment(_) => {}
            Piece::Code("{{&}}") => template.push('&'),
            Piece::Code(text) | Piece::Declaration(text) | Piece::Text(text) => template.push_str(text),
            Piece::Close(name) => template.extend(["</", name, ">"]),
            Piece::Open { name, attributes, closed } => {
                template.extend(["<", name]);
                let number = attributes.strip_prefix(KEPT).and_then(|number| number.parse::<usize>().ok());
                let attributes = number.and_then(|number| kept.get(number)).unwrap_or(&attributes);
                if !attributes.is_empty() {
                    template.extend([" ", attributes]);
                }
                template.push_str(if closed { "/>" } else { ">" });
            }
        }
    }
    template
}

#[cfg(all(test, feature = "minify"))]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_comments_go_and_all_else_stays() {
        let template = r##"{% extends "base.html" %}
{% block main %}
  <!-- the table -->
  <table class="wide {% if rows | length > "3" %}long{% endif %}">
    <thead>
      <tr><th scope="col">{{ t.number }}</th> <th scope="col" {% if a %}hidden{% endif %}>A &amp; B&nbsp;&lt;</th></tr>
    </thead>
    <tbody>
    {% for row in rows %}
      {# each row #}
      <tr>
        <td><a href="{{ row.url }}">{{ row.number }}</a> <b>x</b>
      {% if row.open < 3 %} <i>y</i> {% endif %}
        </td>
      </tr>
    {% endfor %}
    </tbody>
  </table>
  <pre>
   kept   {{ as_it_is }}
  </pre>
  <input type="text" value="" disabled>
  <button type="submit">Go</button>
  <svg viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>
{% endblock %}
"##;
        assert_eq!(
            minified(template) + "\n",
            r##"{% extends "base.html" %} {% block main %} <table class="wide {% if rows | length > "3" %}long{% endif %}"><thead><tr><th scope="col">{{ t.number }}</th><th scope="col" {% if a %}hidden{% endif %}>A &amp; B&nbsp;&lt;</th></tr></thead><tbody>{% for row in rows %} <tr><td><a href="{{ row.url }}">{{ row.number }}</a> <b>x</b> {% if row.open < 3 %} <i>y</i> {% endif %}</td></tr>{% endfor %}</tbody></table><pre>
   kept   {{ as_it_is }}
  </pre><input type="text" value="" disabled><button type="submit">Go</button><svg viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>{% endblock %}
"##
        );
    }

    #[test]
    fn a_template_that_only_closes_what_another_opens_stays_as_written() {
        let template = "<p>a</p>\n</div>\n</main>\n";
        assert_eq!(minified(template), template);
    }

    #[test]
    fn a_document_keeps_its_outline() {
        let template = "<!doctype html>\n<html lang=\"{{ lang }}\">\n<head>\n<meta charset=\"utf-8\">\n<title> {{ a }}  b</title>\n\
                        </head>\n<body>\n<p>a</p>\n</body>\n</html>\n";
        assert_eq!(
            minified(template),
            "<!doctype html><html lang=\"{{ lang }}\"><head><meta charset=\"utf-8\"><title> {{ a }}  b</title></head><body><p>a</p></body></html>"
        );
    }
}
