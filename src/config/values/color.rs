//! Colors: parsed to numbers, printed by us. What was written never reaches a stylesheet.

use crate::config::checked::Color;
use crate::config::reader::Written;
use crate::config::schema::Json;
use crate::config::tree::quoted;
use crate::diag::Diagnostic;
use std::fmt;

impl Color {
    /// Reads `#rgb`, `#rrggbb`, a name of CSS, `rgb(…)` or `hsl(…)`; opaque ones only.
    ///
    /// ```
    /// use portalsmith::config::Color;
    /// assert_eq!(Color::parse("navy").unwrap().to_string(), "#000080");
    /// assert_eq!(Color::parse("#0bf"), Color::parse("#00bbff"));
    /// assert_eq!(Color::parse("red;background:url(//x)"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Color> {
        let hex = text.strip_prefix('#').is_some_and(|digits| matches!(digits.len(), 3 | 6));
        let digits_only = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let name = !digits_only && text.bytes().all(|byte| byte.is_ascii_alphabetic());
        let function =
            ["rgb(", "rgba(", "hsl(", "hsla("].iter().any(|start| text.starts_with(start)) && !text.contains("from");
        if !(hex || name || function) {
            return None;
        }
        match csscolorparser::parse(text).ok()?.to_rgba8() {
            [red, green, blue, 255] => Some(Color { red, green, blue }),
            _ => None,
        }
    }
}

/// As `#rrggbb`.
impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl Written for Color {
    const WHAT: &'static str = "a color such as `\"#0b5fff\"`";

    fn shape() -> Json {
        Json::object([("type", Json::text("string"))])
    }

    fn parse(text: &str) -> Result<Color, Diagnostic> {
        Color::parse(text).ok_or_else(|| {
            Diagnostic::error("invalid-color", format!("{} is not a color", quoted(text)))
                .hint("write an opaque color as `\"#rrggbb\"`, by its name, or with `rgb(…)` or `hsl(…)`")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_are_read_in_the_usual_forms() {
        let blue = Some(Color { red: 0, green: 0, blue: 255 });
        for text in ["#00f", "#0000FF", "blue", "rgb(0, 0, 255)", "rgb(0 0 255)", "hsl(240, 100%, 50%)"] {
            assert_eq!(Color::parse(text), blue, "{text}");
        }
    }

    #[test]
    fn what_is_no_opaque_color_is_refused() {
        for text in [
            "red;background:url(//x)",
            "abc",
            "transparent",
            "#0000ff80",
            "rgb(0 0 255 / 50%)",
            "",
            "url(//x)",
            "blue }",
        ] {
            assert_eq!(Color::parse(text), None, "{text}");
        }
    }
}
