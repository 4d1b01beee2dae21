//! Values made of others: lists, maps, and a value with its place.

use super::reader::{Reader, Value};
use super::schema::Json;
use super::tree::{Kind, Node, quoted};
use crate::diag::{Diagnostic, Place};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A value with its place, for checks that come later.
#[derive(Clone, Debug)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) place: Place,
}

impl<T> At<T> {
    /// The value turned into another, at the same place.
    pub(super) fn map<U>(self, turn: impl FnOnce(T) -> U) -> At<U> {
        At { value: turn(self.value), place: self.place }
    }
}

impl<T: Value> Value for At<T> {
    fn schema() -> Json {
        T::schema()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<At<T>> {
        Some(At { value: T::read(node, reader)?, place: node.place })
    }
}

impl<T: Value> Value for Vec<T> {
    fn schema() -> Json {
        Json::object([("type", Json::text("array")), ("items", T::schema())])
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Vec<T>> {
        let Kind::List(items) = &node.kind else {
            reader.wrong_type(node, "a list");
            return None;
        };
        let (mut read, mut whole) = (Vec::with_capacity(items.len()), true);
        for (index, item) in items.iter().enumerate() {
            if reader.is_full() {
                return None;
            }
            match reader.within(format!("[{index}]"), None, |reader| T::read(item, reader)) {
                Some(value) => read.push(value),
                None => whole = false,
            }
        }
        whole.then_some(read)
    }
}

/// A value that may have had problems (`None`): for checks that must not take a wrong value for one left out.
#[derive(Clone, Debug)]
pub(super) struct Tried<T>(pub(super) Option<T>);

impl<T: Value> Value for Tried<T> {
    fn schema() -> Json {
        T::schema()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Tried<T>> {
        Some(Tried(T::read(node, reader)))
    }
}

/// Two values are one value, wherever they stand.
impl<T: PartialEq> PartialEq for At<T> {
    fn eq(&self, other: &At<T>) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for At<T> {}

impl<T: Ord> PartialOrd for At<T> {
    fn partial_cmp(&self, other: &At<T>) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Ord> Ord for At<T> {
    fn cmp(&self, other: &At<T>) -> Ordering {
        self.value.cmp(&other.value)
    }
}

/// A list without repetitions.
#[derive(Clone, Debug)]
pub(super) struct Distinct<T>(pub(super) Vec<T>);

impl<T: Value + Clone + Ord> Value for Distinct<T> {
    fn schema() -> Json {
        Json::object([("type", Json::text("array")), ("items", T::schema()), ("uniqueItems", Json::Bool(true))])
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Distinct<T>> {
        let (mut distinct, mut first) = (Vec::new(), BTreeMap::new());
        for At { value, place } in Vec::<At<T>>::read(node, reader)? {
            match first.entry(value.clone()) {
                Entry::Vacant(free) => {
                    free.insert(place);
                    distinct.push(value);
                }
                Entry::Occupied(taken) => {
                    let title = format!("{} names something twice", quoted(&reader.path()));
                    let problem = Diagnostic::error("repeated-value", title).at(place, "named again here");
                    reader.add(problem.at(*taken.get(), "first named here"));
                }
            }
        }
        Some(Distinct(distinct))
    }
}

/// A map whose keys are the user's own words, or any of a list of words.
#[derive(Clone, Debug)]
pub(super) struct Map<K, V>(pub(super) BTreeMap<K, V>);

impl<K, V> Map<K, V> {
    /// The map with its keys and values turned into others.
    pub(super) fn map<A: Ord, B>(self, turn: impl Fn(K, V) -> (A, B)) -> BTreeMap<A, B> {
        self.0.into_iter().map(|(key, value)| turn(key, value)).collect()
    }
}

impl<K: Value + Ord, V: Value> Value for Map<K, V> {
    /// Keys from a list of words are listed, so that an editor can offer them.
    fn schema() -> Json {
        match K::schema().words() {
            Some(words) => Json::object([
                ("type", Json::text("object")),
                ("additionalProperties", Json::Bool(false)),
                ("properties", Json::Object(words.into_iter().map(|word| (word, V::schema().or_null())).collect())),
            ]),
            None => Json::object([
                ("type", Json::text("object")),
                ("propertyNames", K::schema().into_key()),
                ("additionalProperties", V::schema().or_null()),
            ]),
        }
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Map<K, V>> {
        let Kind::Map(pairs) = &node.kind else {
            reader.wrong_type(node, "a map");
            return None;
        };
        let (mut map, mut whole) = (BTreeMap::new(), true);
        for (key, value) in pairs.iter().filter(|(_, value)| !value.is_null()) {
            if reader.is_full() {
                return None;
            }
            let (name, place) = (key.text().unwrap_or_default(), key.place);
            let read =
                reader.within(name.to_owned(), Some(place), |reader| (K::read(key, reader), V::read(value, reader)));
            let (Some(key), Some(value)) = read else {
                whole = false;
                continue;
            };
            // The tree has each text once; here two texts may turn out to be the same key.
            match map.entry(key) {
                Entry::Vacant(free) => {
                    free.insert((place, value));
                }
                Entry::Occupied(taken) => {
                    let title = format!("the key {} stands here twice, in another spelling", quoted(name));
                    let problem = Diagnostic::error("duplicate-key", title).at(place, "given again here");
                    reader.add(problem.at(taken.get().0, "first given here"));
                }
            }
        }
        whole.then(|| Map(map.into_iter().map(|(key, (_, value))| (key, value)).collect()))
    }
}
