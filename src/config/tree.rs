//! `config.yaml` as a tree in which every key and value knows its place; what the values mean is not known here.
//!
//! The readers work on this tree and not on serde: serde stops at the first fault, and a finance admin who fixed one
//! line should not have to run the build again to hear of the next. A tree also keeps what was written (`0123`, `NO`,
//! `1.50`, with or without quotes), so that each key decides by itself what its text means.

mod build;

pub(super) use build::parse;

use crate::diag::{FileId, Place};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) place: Place,
    pub(super) kind: Kind,
}

/// What was written there.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// `plain` is text without quotes, which may also be meant as a number or as nothing.
    Scalar {
        text: String,
        plain: bool,
    },
    List(Vec<Node>),
    /// In the order of the file, each key once.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// A map without keys: what a section that was left out is read from.
    pub(super) fn empty_map(file: FileId) -> Node {
        Node { place: Place::file(file), kind: Kind::Map(Vec::new()) }
    }

    /// Whether it stands for nothing at all: `key:` counts as a key that was left out.
    pub(super) fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Its text, whether or not it has quotes.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            Kind::List(_) | Kind::Map(_) => None,
        }
    }

    /// Its text if that has no quotes: numbers, `true` and `false` are written so.
    pub(super) fn plain(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, plain: true } => Some(text),
            _ => None,
        }
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&(Node, Node)> {
        match &self.kind {
            Kind::Map(pairs) => pairs.iter().find(|(name, _)| name.text() == Some(key)),
            _ => None,
        }
    }
}

/// The user's words in backticks, cut where they are long.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.replace(['\n', '\r', '\t'], " ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", &line[..end]),
        None => format!("`{line}`"),
    }
}
