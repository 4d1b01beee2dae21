//! Plain text: a line, text with lines, and text that may look like a number.

use crate::config::checked::OptionValue;
use crate::config::reader::{Reader, Value, Written};
use crate::config::schema::Json;
use crate::config::tree::Node;
use crate::diag::Diagnostic;

/// One line of text.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::config) struct Line(pub(in crate::config) String);

impl Written for Line {
    const WHAT: &'static str = "text";

    fn shape() -> Json {
        Json::object([("type", Json::text("string"))])
    }

    fn parse(text: &str) -> Result<Line, Diagnostic> {
        Ok(Line(text.to_owned()))
    }
}

/// One line of text that is often made of digits alone, such as a tax number. It stays as it was written: `0123` keeps
/// its zero, with and without quotes.
#[derive(Clone, Debug)]
pub(in crate::config) struct Digits(pub(in crate::config) String);

impl Written for Digits {
    const WHAT: &'static str = "text";

    fn shape() -> Json {
        digits_schema()
    }

    fn parse(text: &str) -> Result<Digits, Diagnostic> {
        Ok(Digits(text.to_owned()))
    }
}

/// Text for us, but editors take unquoted digits for a number.
pub(in crate::config) fn digits_schema() -> Json {
    Json::object([("type", Json::List(vec![Json::text("string"), Json::text("integer")]))])
}

/// Text that may have lines.
#[derive(Clone, Debug)]
pub(in crate::config) struct Lines(pub(in crate::config) String);

impl Value for Lines {
    fn schema() -> Json {
        Line::shape()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Lines> {
        let text = reader.text(node, "text")?.replace("\r\n", "\n");
        if text.contains(|character: char| character.is_control() && !matches!(character, '\n' | '\t')) {
            let title = format!("`{}` has a control character in it", reader.path());
            reader.add(
                Diagnostic::error("config-control-character", title).at(node.place, "may have lines and tabs only"),
            );
            return None;
        }
        Some(Lines(text))
    }
}

/// What stands in a cell of an export file, exactly; also nothing.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::config) struct Cell(pub(in crate::config) String);

impl Value for Cell {
    fn schema() -> Json {
        let types = ["string", "number", "boolean"].map(Json::text);
        Json::object([("type", Json::List(types.to_vec()))])
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Cell> {
        let Some(text) = node.text() else {
            reader.wrong_type(node, "text");
            return None;
        };
        Some(Cell(text.to_owned()))
    }
}

impl Value for OptionValue {
    fn schema() -> Json {
        let types = ["string", "integer", "boolean"].map(Json::text);
        Json::object([("type", Json::List(types.to_vec()))])
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<OptionValue> {
        match node.plain() {
            Some("true") => return Some(OptionValue::Bool(true)),
            Some("false") => return Some(OptionValue::Bool(false)),
            _ => {}
        }
        // `007` is text: a number is written without zeros before it.
        let number = node.plain().and_then(|text| text.parse::<i64>().ok().filter(|number| number.to_string() == text));
        match number {
            Some(number) => Some(OptionValue::Number(number)),
            None => reader.line(node, "text, a whole number, `true` or `false`").map(OptionValue::Text),
        }
    }
}
