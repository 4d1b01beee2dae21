//! The JSON Schema of `config.yaml`, made of the tables that read it.
//!
//! JSON is written in the order of the tables and not sorted by name: the schema is read by people too.

use super::reader::{Value, default_node};
use super::tree::{Kind, Node};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The JSON Schema (draft 2020-12) of `config.yaml`, pretty, with a newline at the end. The same version of
/// Portalsmith always gives the same bytes.
pub fn schema() -> String {
    let mut members = vec![
        ("$schema".to_owned(), Json::text("https://json-schema.org/draft/2020-12/schema")),
        ("title".to_owned(), Json::text("Portalsmith's config.yaml")),
    ];
    if let Json::Object(root) = super::raw::Root::schema() {
        members.extend(root);
    }
    let json = serde_json::to_string_pretty(&Json::Object(members)).expect("a schema is plain text, lists and maps");
    json + "\n"
}

/// The section that alone has this key, if there is just one: `base_url` → `site`.
pub(super) fn home_of(key: &str) -> Option<&'static str> {
    HOMES.get(key)?.as_deref()
}

/// Key → its section; keys that several sections have are there without one.
static HOMES: LazyLock<HashMap<String, Option<String>>> = LazyLock::new(|| {
    let root = super::raw::Root::schema();
    let mut homes = HashMap::new();
    for (section, schema) in root.get("properties").map_or(&[][..], Json::members) {
        for (key, _) in schema.get("properties").map_or(&[][..], Json::members) {
            homes.entry(key.clone()).and_modify(|home| *home = None).or_insert_with(|| Some(section.clone()));
        }
    }
    homes
});

/// One key of a section.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) about: &'static [&'static str],
    pub(super) schema: Json,
    pub(super) presence: Presence,
}

/// Whether a key may be left out, and what that means.
#[derive(Clone, Copy, Debug)]
pub(super) enum Presence {
    Required,
    Optional,
    /// May be left out unless one of its keys is required.
    Section,
    Default(&'static str),
}

/// The schema of a section.
pub(super) fn section(keys: Vec<Key>) -> Json {
    let needs = |key: &Key| match key.presence {
        Presence::Required => true,
        Presence::Section => key.schema.get("required").is_some(),
        Presence::Optional | Presence::Default(_) => false,
    };
    let required: Vec<Json> = keys.iter().filter(|key| needs(key)).map(|key| Json::text(key.name)).collect();
    let properties = keys
        .into_iter()
        .map(|key| {
            let mut members = vec![("description".to_owned(), Json::Text(sentence(key.about)))];
            let required = needs(&key);
            let schema = if required { key.schema } else { key.schema.or_null() };
            members.extend(match schema {
                Json::Object(members) => members,
                _ => Vec::new(),
            });
            if let Presence::Default(yaml) = key.presence
                && yaml != "{}"
            {
                members.push(("default".to_owned(), Json::of(&default_node(yaml))));
            }
            (key.name.to_owned(), Json::Object(members))
        })
        .collect();
    let mut members = vec![
        ("type".to_owned(), Json::text("object")),
        ("additionalProperties".to_owned(), Json::Bool(false)),
        ("properties".to_owned(), Json::Object(properties)),
    ];
    if !required.is_empty() {
        members.push(("required".to_owned(), Json::List(required)));
    }
    Json::Object(members)
}

/// The lines of a doc comment as one line.
fn sentence(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// JSON with the members of its objects in the order they are given.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Bool(bool),
    Whole(i64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(super) fn text(text: &str) -> Json {
        Json::Text(text.to_owned())
    }

    pub(super) fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
        Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// A schema for text of this form.
    pub(super) fn pattern(pattern: &str) -> Json {
        Json::object([("type", Json::text("string")), ("pattern", Json::text(pattern))])
    }

    /// A schema for one of these words.
    pub(super) fn one_of(words: &[&str]) -> Json {
        let words = words.iter().map(|word| Json::text(word)).collect();
        Json::object([("type", Json::text("string")), ("enum", Json::List(words))])
    }

    pub(super) fn get(&self, name: &str) -> Option<&Json> {
        self.members().iter().find(|(member, _)| member == name).map(|(_, value)| value)
    }

    pub(super) fn members(&self) -> &[(String, Json)] {
        match self {
            Json::Object(members) => members,
            _ => &[],
        }
    }

    /// The words that a schema allows, if it is a list of words.
    pub(super) fn words(&self) -> Option<Vec<String>> {
        let Some(Json::List(words)) = self.get("enum") else { return None };
        words
            .iter()
            .map(|word| match word {
                Json::Text(word) => Some(word.clone()),
                _ => None,
            })
            .collect()
    }

    /// The schema for a key: keys are text, also where the value could be a number.
    pub(super) fn into_key(self) -> Json {
        let Json::Object(members) = self else { return self };
        let members = members.into_iter().map(|(name, value)| match name.as_str() {
            "type" => (name, Json::text("string")),
            _ => (name, value),
        });
        Json::Object(members.collect())
    }

    /// The schema that also takes `key:` without a value, which counts as left out.
    pub(super) fn or_null(self) -> Json {
        let Json::Object(members) = self else { return self };
        let members = members.into_iter().map(|(name, value)| match (name.as_str(), value) {
            ("type", Json::List(mut types)) => {
                types.push(Json::text("null"));
                (name, Json::List(types))
            }
            ("type", one) => (name, Json::List(vec![one, Json::text("null")])),
            ("enum", Json::List(mut words)) => {
                words.push(Json::Null);
                (name, Json::List(words))
            }
            (_, value) => (name, value),
        });
        Json::Object(members.collect())
    }

    /// The value that a node has for a JSON Schema.
    fn of(node: &Node) -> Json {
        match &node.kind {
            Kind::List(items) => Json::List(items.iter().map(Json::of).collect()),
            Kind::Map(pairs) => {
                let member = |(key, value): &(Node, Node)| (key.text().unwrap_or_default().to_owned(), Json::of(value));
                Json::Object(pairs.iter().map(member).collect())
            }
            Kind::Scalar { text, plain: false } => Json::text(text),
            Kind::Scalar { text, plain: true } => match text.as_str() {
                "true" => Json::Bool(true),
                "false" => Json::Bool(false),
                _ => text.parse().map(Json::Whole).unwrap_or_else(|_| Json::text(text)),
            },
        }
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Whole(value) => serializer.serialize_i64(*value),
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(items) => serializer.collect_seq(items),
            Json::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}
