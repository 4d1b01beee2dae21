//! The parser's events → the tree. Refuses what no one needs in a configuration and what could blow up: deep nesting,
//! aliases that multiply, a second document, tags.

use super::{Kind, Node};
use crate::config::reader::Reader;
use crate::diag::{Diagnostic, FileId, Place};
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span, StructureStyle};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// So deep may lists and maps stand in one another; the deepest key there is needs five.
const DEEPEST: usize = 32;

/// So much may all anchors and aliases together stand for, in nodes and bytes of text.
const REPEATED: usize = 200_000;

/// Reads a text, without its byte order mark. `None`: not a tree, `reader` has the problem. An empty text is an empty map.
pub(in crate::config) fn parse(file: FileId, text: &str, reader: &mut Reader) -> Option<Node> {
    let options = granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
        simple_key_max_lookahead: 1024,
    };
    let mut build = Build { file, reader, open: Vec::new(), anchors: HashMap::new(), repeated: 0, root: None };
    for event in Parser::new_from_str_with_options(text, options) {
        let step = event.map_err(|error| fault(file, &error)).and_then(|(event, span)| build.take(event, span));
        if let Err(problem) = step {
            build.reader.add(problem);
            return None;
        }
    }
    Some(match build.root {
        Some(root) if !root.is_null() => root,
        _ => Node::empty_map(file),
    })
}

fn fault(file: FileId, error: &ScanError) -> Diagnostic {
    let offset = error.marker().byte_offset().unwrap_or(0);
    let place = Place::span(file, offset..offset + 1);
    if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        return Diagnostic::error(
            "config-too-deep",
            format!("more than {DEEPEST} lists and maps stand in one another"),
        )
        .at(place, "too deep here");
    }
    let problem = Diagnostic::error("invalid-yaml", format!("this is not YAML: {}", error.kind()))
        .at(place, "cannot be read from here on");
    match error.kind() {
        ErrorKind::MappingValueNotAllowed => problem.hint("a text with `: ` in it needs quotes"),
        ErrorKind::TabInIndentation => problem.hint("indent with spaces"),
        _ => problem,
    }
}

struct Build<'a> {
    file: FileId,
    reader: &'a mut Reader,
    open: Vec<Open>,
    /// Anchored nodes, each with its weight.
    anchors: HashMap<usize, (Node, usize)>,
    /// What has been copied for anchors and aliases so far.
    repeated: usize,
    root: Option<Node>,
}

/// A list or map whose end has not come yet.
struct Open {
    start: usize,
    anchor: usize,
    /// A flow collection ends with its bracket, a block collection with its last item.
    flow: bool,
    items: Items,
}

enum Items {
    List(Vec<Node>),
    Map { pairs: Vec<(Node, Node)>, key: Option<Node> },
}

impl Build<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Diagnostic> {
        let range = span.byte_range().unwrap_or(0..0);
        let place = Place::span(self.file, range.clone());
        if let Some(tag) = span.tag_span().and_then(|tag| tag.byte_range()) {
            let place = Place::span(self.file, tag);
            return Err(Diagnostic::error("yaml-tag", "a value has a YAML tag, which config.yaml does not use")
                .at(place, "this tag")
                .hint("to make a value text, put it in quotes"));
        }
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let kind = Kind::Scalar { text: text.into_owned(), plain: style == ScalarStyle::Plain };
                self.put(Node { place, kind }, anchor)?;
            }
            Event::SequenceStart(style, anchor, _) => self.begin(range.start, anchor, style, Items::List(Vec::new())),
            Event::MappingStart(style, anchor, _) => {
                self.begin(range.start, anchor, style, Items::Map { pairs: Vec::new(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range.end)?,
            Event::Alias(anchor) => {
                let node = self.alias(anchor, place)?;
                self.put(node, 0)?;
            }
            Event::DocumentStart(..) if self.root.is_some() => {
                return Err(Diagnostic::error("several-documents", "config.yaml holds more than one YAML document")
                    .at(place, "a second one begins here")
                    .hint("`---` begins a new document; leave it out"));
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, start: usize, anchor: usize, style: StructureStyle, items: Items) {
        self.open.push(Open { start, anchor, flow: style == StructureStyle::Flow, items });
    }

    fn end(&mut self, bracket: usize) -> Result<(), Diagnostic> {
        let open = self.open.pop().expect("the parser ends only what it began");
        let (kind, last) = match open.items {
            Items::List(items) => {
                let last = items.last().map(|item| item.place);
                (Kind::List(items), last)
            }
            Items::Map { pairs, .. } => {
                let last = pairs.last().map(|(_, value)| value.place);
                (Kind::Map(self.distinct(pairs)), last)
            }
        };
        let end = if open.flow { bracket } else { last.map_or(open.start, end_of).max(open.start) };
        self.put(Node { place: Place::span(self.file, open.start..end), kind }, open.anchor)
    }

    /// Puts a finished node where it belongs.
    fn put(&mut self, node: Node, anchor: usize) -> Result<(), Diagnostic> {
        if anchor != 0 {
            let weight = weight(&node);
            self.repeat(weight, node.place)?;
            self.anchors.insert(anchor, (node.clone(), weight));
        }
        match self.open.last_mut().map(|open| &mut open.items) {
            None => self.root = Some(node),
            Some(Items::List(items)) => items.push(node),
            Some(Items::Map { pairs, key }) => match key.take() {
                None => *key = Some(node),
                Some(name) => pairs.push((name, node)),
            },
        }
        Ok(())
    }

    /// The node that an alias stands for, with its own places: a fault in it is shown where it is written.
    fn alias(&mut self, anchor: usize, place: Place) -> Result<Node, Diagnostic> {
        let weight = self.anchors.get(&anchor).map_or(0, |(_, weight)| *weight);
        self.repeat(weight, place)?;
        let node = self.anchors.get(&anchor).map(|(node, _)| node.clone());
        node.ok_or_else(|| Diagnostic::error("invalid-yaml", "a value is made of itself").at(place, "this alias"))
    }

    /// Counts a copy before it is made.
    fn repeat(&mut self, weight: usize, place: Place) -> Result<(), Diagnostic> {
        self.repeated += weight;
        match self.repeated > REPEATED {
            true => Err(Diagnostic::error("alias-bomb", "the aliases in config.yaml stand for too much text")
                .at(place, "here it becomes too much")),
            false => Ok(()),
        }
    }

    /// The pairs with each key once, the first one, and merges (`<<`) carried out.
    fn distinct(&mut self, pairs: Vec<(Node, Node)>) -> Vec<(Node, Node)> {
        let mut seen: HashMap<String, Place> = HashMap::with_capacity(pairs.len());
        let (mut kept, mut merged) = (Vec::with_capacity(pairs.len()), Vec::new());
        for (key, value) in pairs {
            let Some(text) = key.text() else {
                let title = "a key must be a word, but is a list or a map";
                self.reader.add(Diagnostic::error("wrong-type", title).at(key.place, ""));
                continue;
            };
            if key.plain() == Some("<<") {
                merged.push(value);
            } else if let Some(first) = seen.get(text) {
                let title = format!("the key {} stands here twice", super::quoted(text));
                let problem = Diagnostic::error("duplicate-key", title);
                self.reader.add(problem.at(key.place, "given again here").at(*first, "first given here"));
            } else {
                seen.insert(text.to_owned(), key.place);
                kept.push((key, value));
            }
        }
        // What stands in the map itself wins over what is merged, wherever it stands.
        for (key, value) in merged.into_iter().flat_map(|source| self.merged(source)) {
            let text = key.text().unwrap_or_default().to_owned();
            if let Entry::Vacant(free) = seen.entry(text) {
                free.insert(key.place);
                kept.push((key, value));
            }
        }
        kept
    }

    /// The pairs that a merge brings: those of a map, or of each map of a list.
    fn merged(&mut self, source: Node) -> Vec<(Node, Node)> {
        match source.kind {
            Kind::Map(pairs) => pairs,
            Kind::List(maps) => maps.into_iter().flat_map(|map| self.merged(map)).collect(),
            Kind::Scalar { .. } => {
                let title = "`<<` takes over the keys of a map, but this is none";
                self.reader.add(Diagnostic::error("wrong-type", title).at(source.place, ""));
                Vec::new()
            }
        }
    }
}

fn weight(node: &Node) -> usize {
    1 + match &node.kind {
        Kind::Scalar { text, .. } => text.len(),
        Kind::List(items) => items.iter().map(weight).sum(),
        Kind::Map(pairs) => pairs.iter().map(|(key, value)| weight(key) + weight(value)).sum(),
    }
}

fn end_of(place: Place) -> usize {
    match place.spot {
        crate::diag::Spot::Span { end, .. } => end as usize,
        _ => 0,
    }
}
