//! From the tree to values: what all readers share. No single key is known here.
//!
//! A reader that meets a fault adds its problem and gives `None`; whoever asked goes on with the next value, so that
//! one run finds all.

use super::nearest::nearest;
use super::schema::Json;
use super::tree::{Kind, Node, quoted};
use crate::diag::{Diagnostic, Place, Severity};
use std::collections::HashMap;

/// Something that can stand in `config.yaml`.
pub(super) trait Value: Sized {
    /// What the JSON Schema says of it.
    fn schema() -> Json;

    /// Reads it. `None` means: not usable, a problem has been added.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;
}

/// A value that is written as one piece of text.
pub(super) trait Written: Sized {
    /// What it must be, for messages: "an e-mail address".
    const WHAT: &'static str;

    /// What the JSON Schema says of it.
    fn shape() -> Json;

    /// Checks the text, which is one line and not empty. The problem gets its place from the caller.
    fn parse(text: &str) -> Result<Self, Diagnostic>;
}

impl<T: Written> Value for T {
    fn schema() -> Json {
        T::shape()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<T> {
        let text = reader.line(node, T::WHAT)?;
        reader.keep(T::parse(&text).map_err(|problem| problem.at(node.place, "")))
    }
}

/// `true` or `false`. YAML's older words for them are refused: `NO` is a country too.
impl Value for bool {
    fn schema() -> Json {
        Json::object([("type", Json::text("boolean"))])
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<bool> {
        match node.plain() {
            Some("true" | "True" | "TRUE") => return Some(true),
            Some("false" | "False" | "FALSE") => return Some(false),
            _ => {}
        }
        let problem = reader.expected(node, "`true` or `false`");
        let meant = match node.text().unwrap_or_default().to_ascii_lowercase().as_str() {
            "yes" | "y" | "on" | "true" => Some("true"),
            "no" | "n" | "off" | "false" => Some("false"),
            _ => None,
        };
        reader.add(match meant {
            Some(word) => problem.hint(format!("write `{word}`, without quotes")),
            None => problem,
        });
        None
    }
}

/// Where the readers are, and what they found.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// The keys from the top down to the value at hand, each with its place unless it is an index.
    path: Vec<(String, Option<Place>)>,
    problems: Vec<Diagnostic>,
    errors: usize,
}

/// So many errors, and so many warnings, of one file are kept. It bounds what a hostile file can cost.
const MOST_PROBLEMS: usize = 2000;

impl Reader {
    /// Adds a problem, unless there are more of them already than anyone reads. Warnings never push out an error.
    pub(super) fn add(&mut self, problem: Diagnostic) {
        let warnings = self.problems.len() - self.errors;
        match problem.severity {
            Severity::Error if self.errors < MOST_PROBLEMS => self.errors += 1,
            Severity::Warning if warnings < MOST_PROBLEMS => {}
            Severity::Error | Severity::Warning => return,
        }
        self.problems.push(problem);
    }

    /// Whether there are so many errors that looking for more is of no use.
    pub(super) fn is_full(&self) -> bool {
        self.errors >= MOST_PROBLEMS
    }

    /// What was found, in the order in which it was.
    pub(super) fn into_problems(self) -> Vec<Diagnostic> {
        self.problems
    }

    pub(super) fn keep<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|problem| self.add(problem)).ok()
    }

    /// Reads what stands below a key.
    pub(super) fn within<T>(&mut self, key: String, place: Option<Place>, read: impl FnOnce(&mut Reader) -> T) -> T {
        self.path.push((key, place));
        let value = read(self);
        self.path.pop();
        value
    }

    /// The value at hand as its keys name it: `payment.accounts[0].iban`.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for (key, _) in &self.path {
            if !path.is_empty() && !key.starts_with('[') {
                path.push('.');
            }
            path.push_str(key);
        }
        path
    }

    /// A problem with the type of a value.
    pub(super) fn expected(&self, node: &Node, what: &str) -> Diagnostic {
        let found = match &node.kind {
            Kind::List(_) => "is a list".to_owned(),
            Kind::Map(_) => "is a map".to_owned(),
            Kind::Scalar { .. } if node.is_null() => "is empty".to_owned(),
            Kind::Scalar { text, plain: true } => format!("is {}", quoted(text)),
            Kind::Scalar { text, plain: false } => format!("is the text {}", quoted(text)),
        };
        let title = match self.path.is_empty() {
            true => format!("config.yaml must be {what}, but {found}"),
            false => format!("{} must be {what}, but {found}", quoted(&self.path())),
        };
        Diagnostic::error("wrong-type", title).at(node.place, format!("must be {what}"))
    }

    pub(super) fn wrong_type(&mut self, node: &Node, what: &str) {
        let problem = self.expected(node, what);
        self.add(problem);
    }

    /// The text of a value that is one line and not empty, without white space around it. Bidirectional controls,
    /// which could make a name read as another one, are taken out with a warning.
    pub(super) fn line(&mut self, node: &Node, what: &str) -> Option<String> {
        let text = self.text(node, what)?;
        if text.contains(char::is_control) {
            let title = format!("{} has a line break or another control character in it", quoted(&self.path()));
            self.add(Diagnostic::error("config-control-character", title).at(node.place, "must be a single line"));
            return None;
        }
        Some(text)
    }

    /// The text of a value that may have lines.
    pub(super) fn text(&mut self, node: &Node, what: &str) -> Option<String> {
        let Some(text) = node.text().filter(|_| !node.is_null()) else {
            self.wrong_type(node, what);
            return None;
        };
        let bidi = |character: char| matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let mut text = text.trim().to_owned();
        if text.contains(bidi) {
            let title = format!("{} has invisible characters that turn the reading direction", quoted(&self.path()));
            let problem = Diagnostic::warning("config-bidi-control", title);
            self.add(problem.at(node.place, "they are left out"));
            text.retain(|character| !bidi(character));
        }
        if text.is_empty() {
            let title = format!("{} is empty", quoted(&self.path()));
            self.add(Diagnostic::error("empty-value", title).at(node.place, format!("must be {what}")));
            return None;
        }
        Some(text)
    }

    /// The keys of a section; unknown ones become problems.
    pub(super) fn section<'n>(&mut self, node: &'n Node, known: &[&'static str]) -> Option<Section<'n>> {
        let Kind::Map(pairs) = &node.kind else {
            self.wrong_type(node, "a map");
            return None;
        };
        for (key, _) in pairs {
            let name = key.text().unwrap_or_default();
            if !known.contains(&name) && !self.is_full() {
                let problem = self.unknown_key(key, name, known);
                self.add(problem);
            }
        }
        let pairs = pairs.iter().filter(|(_, value)| !value.is_null());
        Some(Section { node, pairs: pairs.map(|pair| (pair.0.text().unwrap_or_default(), pair)).collect() })
    }

    fn unknown_key(&self, key: &Node, name: &str, known: &[&'static str]) -> Diagnostic {
        let title = match self.path.is_empty() {
            true => format!("config.yaml has no key {}", quoted(name)),
            false => format!("{} has no key {}", quoted(&self.path()), quoted(name)),
        };
        let problem = Diagnostic::error("unknown-key", title);
        if let Some(near) = nearest(name, known.iter().copied()) {
            return problem.at(key.place, format!("did you mean `{near}`?"));
        }
        let problem = problem.at(key.place, "not known here");
        if matches!(name, "user" | "username" | "password") {
            return problem.hint("user names and passwords are given in the environment, never in config.yaml");
        }
        match super::schema::home_of(name) {
            Some(section) if section != self.path() => problem.hint(format!("`{name}` belongs below `{section}`")),
            _ => problem.hint(format!("known are {}", listed(known))),
        }
    }
}

/// The values of one section by their keys; those that are left out or empty are not in it.
#[derive(Debug)]
pub(super) struct Section<'n> {
    node: &'n Node,
    pairs: HashMap<&'n str, &'n (Node, Node)>,
}

impl Section<'_> {
    /// The value of a key, or `None` where it is left out or has problems.
    pub(super) fn optional<T: Value>(&self, key: &'static str, reader: &mut Reader) -> Option<T> {
        let (name, value) = self.pairs.get(key)?;
        reader.within(key.to_owned(), Some(name.place), |reader| T::read(value, reader))
    }

    /// The value of a key that must be there.
    pub(super) fn required<T: Value>(&self, key: &'static str, reader: &mut Reader) -> Option<T> {
        if !self.pairs.contains_key(key) {
            let path = reader.within(key.to_owned(), None, |reader| reader.path());
            // The key of the section says more than the first of its lines; a list's item has none.
            let place = reader.path.last().map_or(self.node.place, |(_, place)| place.unwrap_or(self.node.place));
            let problem = Diagnostic::error("missing-key", format!("`{path}` is missing"));
            reader.add(problem.at(place, format!("needs `{key}`")));
            return None;
        }
        self.optional(key, reader)
    }

    /// The value of a key; where it is left out, and so that reading can go on where it has problems, its default.
    pub(super) fn or<T: Value>(&self, key: &'static str, default: &str, reader: &mut Reader) -> T {
        self.optional(key, reader).unwrap_or_else(|| default_value(default))
    }

    /// A section that is always read: where it is left out, as if it were there without a key.
    pub(super) fn section<T: Value>(&self, key: &'static str, reader: &mut Reader) -> Option<T> {
        if self.pairs.contains_key(key) {
            return self.optional(key, reader);
        }
        let empty = Node::empty_map(self.node.place.file);
        reader.within(key.to_owned(), Some(empty.place), |reader| T::read(&empty, reader))
    }
}

/// A default, given as it would be written in `config.yaml`.
pub(super) fn default_value<T: Value>(yaml: &str) -> T {
    T::read(&default_node(yaml), &mut Reader::default()).expect("a test reads every default")
}

/// A default as a tree.
pub(super) fn default_node(yaml: &str) -> Node {
    super::tree::parse(crate::diag::FileId(u16::MAX), yaml, &mut Reader::default()).expect("a test reads every default")
}

/// Words in backticks: "`a`, `b` and `c`".
pub(super) fn listed(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => words.concat(),
    }
}
