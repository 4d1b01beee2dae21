//! One file's messages, parsed: their places and the variables they use.

use super::Source;
use crate::config::Language;
use crate::diag::{Diagnostic, FileId, Place, Problems};
use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::{ErrorKind, ParserError};
use std::collections::{BTreeMap, BTreeSet};

/// A file after parsing. What could not be parsed is left out, and said.
pub(super) struct Parsed<'a> {
    pub(super) language: &'a Language,
    pub(super) file: FileId,
    pub(super) resource: FluentResource,
    /// Message → where its id stands.
    pub(super) messages: BTreeMap<&'a str, Place>,
}

impl<'a> Parsed<'a> {
    pub(super) fn read(source: Source<'a>, problems: &mut Problems) -> Parsed<'a> {
        let (resource, errors) = match FluentResource::try_new(source.text.to_owned()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        problems.extend(errors.iter().map(|error| syntax(source, error)));
        let parsed_ids: BTreeSet<&str> = resource.entries().filter_map(id_of_message).collect();
        let mut messages = BTreeMap::new();
        for (id, place) in ids(source).filter(|(id, _)| parsed_ids.contains(id)) {
            if let Some(first) = messages.insert(id, place) {
                problems.add(
                    Diagnostic::error("string-twice", format!("message `{id}` is given twice"))
                        .at(place, "given again")
                        .at(first, "first given here"),
                );
            }
        }
        Parsed { language: source.language, file: source.file, resource, messages }
    }
}

fn id_of_message<'r>(entry: &Entry<&'r str>) -> Option<&'r str> {
    match entry {
        Entry::Message(message) if message.value.is_some() => Some(message.id.name),
        _ => None,
    }
}

/// The lines that begin a message (`id =` at the margin), which is where Fluent allows one to begin.
fn ids<'a>(source: Source<'a>) -> impl Iterator<Item = (&'a str, Place)> {
    let mut offset = 0;
    source.text.split_inclusive('\n').filter_map(move |line| {
        let start = offset;
        offset += line.len();
        let (id, _) = line.split_once('=')?;
        let id = id.trim_end();
        let begins = id.starts_with(|first: char| first.is_ascii_alphabetic());
        begins.then(|| (id, Place::span(source.file, start..start + id.len())))
    })
}

fn syntax(source: Source<'_>, error: &ParserError) -> Diagnostic {
    let expected = match &error.kind {
        ErrorKind::ExpectedToken(token) => format!("expected `{token}`"),
        ErrorKind::MissingValue => "it has no value".to_owned(),
        ErrorKind::UnbalancedClosingBrace => "a `}` without its `{`".to_owned(),
        ErrorKind::MissingDefaultVariant => "one variant must be the default, marked `*`".to_owned(),
        other => {
            let text = other.to_string();
            let mut characters = text.chars();
            let first = characters.next().map(|first| first.to_lowercase().to_string());
            first.unwrap_or_default() + characters.as_str().trim_end_matches('.')
        }
    };
    Diagnostic::error("string-syntax", format!("this is no Fluent message: {expected}"))
        .at(Place::span(source.file, error.pos.clone()), "")
}

/// The variables that a message of one language uses, those of messages and terms it refers to included.
pub(super) fn variables(id: &str, language: &Language, parsed: &[Parsed<'_>]) -> BTreeSet<String> {
    let mut walk = Walk { language, parsed, seen: BTreeSet::new(), found: BTreeSet::new() };
    walk.entry(id, false);
    walk.found
}

struct Walk<'a> {
    language: &'a Language,
    parsed: &'a [Parsed<'a>],
    seen: BTreeSet<(bool, String)>,
    found: BTreeSet<String>,
}

impl Walk<'_> {
    /// A message or a term, in the file that wins.
    fn entry(&mut self, id: &str, term: bool) {
        if !self.seen.insert((term, id.to_owned())) {
            return;
        }
        let entries = self.parsed.iter().filter(|source| source.language == self.language);
        let pattern = entries.flat_map(|source| source.resource.entries()).find_map(|entry| match entry {
            Entry::Message(message) if !term && message.id.name == id => message.value.as_ref(),
            Entry::Term(found) if term && found.id.name == id => Some(&found.value),
            _ => None,
        });
        if let Some(pattern) = pattern {
            self.pattern(pattern);
        }
    }

    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                variants.iter().for_each(|variant| self.pattern(&variant.value));
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.found.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, .. } => self.entry(id.name, false),
            InlineExpression::TermReference { id, .. } => self.entry(id.name, true),
            InlineExpression::FunctionReference { arguments, .. } => {
                arguments.positional.iter().for_each(|argument| self.inline(argument));
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }
}
