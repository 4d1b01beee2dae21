//! Reading `links.yaml`: its text → entries with their places → a checked [`Register`].
//!
//! Where the file is no mapping of mappings of texts, that one problem is told; all others are told together.

use super::{Entry, LAST_GENERATION, Register};
use crate::diag::{Diagnostic, FileId, Place, Problems};
use crate::links::keys::composed;
use crate::links::{IdError, PortalKey, merge};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::{DuplicateKeyPolicy, Error, Location, MergeKeyPolicy, Spanned};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

pub(super) fn register(file: FileId, text: &str, problems: &mut Problems) -> Option<Register> {
    if let Some(problem) = merge::unfinished(file, text) {
        problems.add(problem);
        return None;
    }
    let (reader, errors) = (Reader { file, text }, problems.errors());
    let root = problems.keep(reader.written())?;
    let start = reader.bytes(root.referenced).start;
    let braces = text[start..].starts_with('{').then_some(start + 1);
    let mut register = Register { text: text.to_owned(), braces, entries: BTreeMap::new() };
    let mut pins = BTreeMap::new();
    for (name, fields) in root.value.map_or_else(Vec::new, |pairs| pairs.0) {
        let entry = reader.entry(&name, &fields, problems);
        if let Some(key) = entry.pinned
            && let Some(first) = pins.insert(key, entry.fields.clone())
        {
            problems.add(pinned_twice(reader.place(entry.fields.clone()), reader.place(first)));
        }
        let Some(customer) = problems.keep(reader.customer(&name)) else { continue };
        let place = reader.place(entry.customer.clone());
        if let Some(first) = register.entries.insert(customer, entry) {
            problems.add(customer_twice(&name.value, place, reader.place(first.customer)));
        }
    }
    (problems.errors() == errors).then_some(register)
}

/// A mapping with all its pairs, in order, those with the same name too.
struct Pairs<V>(Vec<(Spanned<String>, V)>);

type Fields = Pairs<Spanned<String>>;

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Pairs<V>, D::Error> {
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}

struct PairsVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for PairsVisitor<V> {
    type Value = Pairs<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<V>, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}

/// The text that is read, to find places in it.
struct Reader<'a> {
    file: FileId,
    text: &'a str,
}

impl Reader<'_> {
    /// The file as YAML. Aliases are refused: renewing one customer must not renew another.
    fn written(&self) -> Result<Spanned<Option<Pairs<Spanned<Fields>>>>, Diagnostic> {
        // What is added at the end of the file must be part of the document.
        if let Some((mark, _)) = merge::lines(self.text).find(|(_, line)| line.starts_with("...")) {
            return Err(misshapen(self.place(mark..mark + 3), "the end mark `...` cannot be used here"));
        }
        // Where all links of a large organization are pinned, each takes five events.
        let budget = serde_saphyr::budget! {
            max_aliases: 0,
            max_anchors: 0,
            max_events: 50_000_000,
            max_nodes: 50_000_000,
        };
        let options = serde_saphyr::options! {
            budget: budget,
            duplicate_keys: DuplicateKeyPolicy::PassThrough,
            merge_keys: MergeKeyPolicy::Error,
            with_snippet: false,
        };
        let root: Spanned<Option<Pairs<Spanned<Fields>>>> =
            serde_saphyr::from_str_with_options(self.text, options).map_err(|error| self.unreadable(&error))?;
        let written_null = root.value.is_none() && !self.bytes(root.referenced).is_empty();
        if written_null { Err(self.misshapen(root.referenced, NO_MAPPING)) } else { Ok(root) }
    }

    fn unreadable(&self, error: &Error) -> Diagnostic {
        let reason = match error.without_snippet() {
            Error::Budget { breach: BudgetBreach::Anchors { .. } | BudgetBreach::Aliases { .. }, .. } => {
                "anchors (`&`) and aliases (`*`) cannot be used here".to_owned()
            }
            Error::MultipleDocuments { .. } => "a second document begins here".to_owned(),
            Error::NullIntoString { .. } => "there is nothing here".to_owned(),
            Error::Unexpected { .. } => NO_MAPPING.to_owned(),
            other => {
                let words = other.to_string();
                words.rsplit_once(" at line ").map_or(words.as_str(), |(reason, _)| reason).to_owned()
            }
        };
        match error.location() {
            Some(location) => self.misshapen(location, reason),
            None => misshapen(Place::file(self.file), reason),
        }
    }

    fn misshapen(&self, location: Location, reason: impl Into<String>) -> Diagnostic {
        misshapen(self.place(self.bytes(location)), reason)
    }

    fn customer(&self, name: &Spanned<String>) -> Result<Box<str>, Diagnostic> {
        let customer = composed(name.value.trim());
        if customer.is_empty() || customer.chars().any(char::is_control) {
            let problem = Diagnostic::error("links-customer-id", "this cannot be a customer's id");
            return Err(problem.at(self.place(self.bytes(name.referenced)), "must be one line of text"));
        }
        Ok(customer.into())
    }

    /// What the fields say. Where one of them is wrong, `problems` tells, and the register is not used.
    fn entry(&self, name: &Spanned<String>, fields: &Spanned<Fields>, problems: &mut Problems) -> Entry {
        let mut entry =
            Entry { customer: self.bytes(name.referenced), generation: 0, pinned: None, fields: self.extent(fields) };
        let mut seen = BTreeMap::new();
        for (field, value) in &fields.value.0 {
            let place = self.place(self.bytes(field.referenced));
            if let Some(first) = seen.insert(field.value.as_str(), place) {
                problems.add(field_twice(&field.value, place, first));
            }
            if !self.is_simple(field, value) {
                problems.add(misshapen(place, "must be `name: value` on one line"));
            }
            let value_place = self.place(self.bytes(value.referenced));
            match field.value.as_str() {
                "generation" => entry.generation = problems.keep(generation(&value.value, value_place)).unwrap_or(0),
                "key" => entry.pinned = problems.keep(pinned(&value.value, value_place)),
                stranger => problems.add(unknown_field(stranger, place)),
            }
        }
        if seen.is_empty() {
            problems.add(empty_entry(&name.value, self.place(entry.customer.clone())));
        }
        entry
    }

    /// From the first field's name to the end of the last one's value.
    fn extent(&self, fields: &Spanned<Fields>) -> Range<usize> {
        let (Some((first, _)), Some((_, last))) = (fields.value.0.first(), fields.value.0.last()) else { return 0..0 };
        self.bytes(first.referenced).start..self.bytes(last.referenced).end
    }

    /// Whether a field is written as everyone writes it, so that it can be edited in place: no `? name`, no value over
    /// several lines.
    fn is_simple(&self, field: &Spanned<String>, value: &Spanned<String>) -> bool {
        let after_name = &self.text[self.bytes(field.referenced).end..];
        after_name.trim_start_matches(' ').starts_with(':') && !self.text[self.bytes(value.referenced)].contains('\n')
    }

    fn place(&self, bytes: Range<usize>) -> Place {
        Place::span(self.file, bytes)
    }

    /// Syntax errors come with line and column only; all else knows its bytes.
    fn bytes(&self, location: Location) -> Range<usize> {
        let narrow = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX).min(self.text.len());
        if let (Some(start), Some(length)) = (location.span().byte_offset(), location.span().byte_len()) {
            return narrow(start)..narrow(start.saturating_add(length));
        }
        let (row, column) = (narrow(location.line().saturating_sub(1)), narrow(location.column().saturating_sub(1)));
        let start = merge::lines(self.text).nth(row).map_or(self.text.len(), |(start, line)| {
            start + line.char_indices().nth(column).map_or(line.len(), |(offset, _)| offset)
        });
        start..start
    }
}

const NO_MAPPING: &str = "must be `generation` or `key` under a customer's id";

fn misshapen(place: Place, reason: impl Into<String>) -> Diagnostic {
    Diagnostic::error("links-unreadable", "cannot read which links were renewed or pinned")
        .at(place, reason)
        .hint("write one line for each customer: `C-1001: { generation: 1 }` or `C-1001: { key: <32 characters> }`")
}

fn generation(text: &str, place: Place) -> Result<u32, Diagnostic> {
    let digits = Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|digits| digits.parse().ok()).filter(|generation| *generation <= LAST_GENERATION).ok_or_else(|| {
        Diagnostic::error("links-generation", format!("`{text}` is no generation of a link"))
            .at(place, format!("must be a whole number from 0 to {LAST_GENERATION}"))
    })
}

/// The key is not repeated in the title: it opens a portal.
fn pinned(text: &str, place: Place) -> Result<PortalKey, Diagnostic> {
    text.parse().map_err(|error| {
        let reason = match error {
            IdError::Length(1) => format!("has 1 character instead of {}", PortalKey::LENGTH),
            IdError::Length(length) => format!("has {length} characters instead of {}", PortalKey::LENGTH),
            IdError::Symbol(symbol) => format!("`{symbol}` does not occur in keys"),
        };
        Diagnostic::error("links-key", "this cannot be the key of a portal")
            .at(place, reason)
            .hint("a key is what stands between `/p/` and the next `/` in a link")
    })
}

fn unknown_field(name: &str, place: Place) -> Diagnostic {
    Diagnostic::error("links-unknown-field", format!("unknown field `{name}`"))
        .at(place, "must be `generation` or `key`")
}

fn field_twice(name: &str, place: Place, first: Place) -> Diagnostic {
    Diagnostic::error("links-field-twice", format!("`{name}` is given twice for one customer"))
        .at(place, "given again")
        .at(first, "given first")
}

fn customer_twice(customer: &str, place: Place, first: Place) -> Diagnostic {
    Diagnostic::error("links-customer-twice", format!("customer `{customer}` is listed twice"))
        .at(place, "listed again")
        .at(first, "listed first")
        .hint("keep the entry with the higher generation")
}

fn empty_entry(customer: &str, place: Place) -> Diagnostic {
    Diagnostic::error("links-empty-entry", format!("nothing is said of customer `{customer}`"))
        .at(place, "must have a `generation` or a `key`")
        .hint("remove the line; who is not listed has the link that was made first")
}

fn pinned_twice(place: Place, first: Place) -> Diagnostic {
    Diagnostic::error("links-key-twice", "two customers are pinned to one key")
        .at(place, "pinned again")
        .at(first, "pinned first")
        .hint("each customer needs a key of their own, or one would see the other's portal")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: &str = "y5vv96ds33q06ky3s7x4c33287r6kp0w";

    /// Each problem's code with the text of its first place.
    fn problems(text: &str) -> Vec<(&'static str, &str)> {
        let mut problems = Problems::new();
        assert!(register(FileId(0), text, &mut problems).is_none(), "{text}");
        problems.iter().map(|problem| (problem.code, marked(text, problem.labels[0].place))).collect()
    }

    fn marked(text: &str, place: Place) -> &str {
        let crate::diag::Spot::Span { start, end } = place.spot else { return "" };
        &text[start as usize..end as usize]
    }

    #[test]
    fn all_problems_are_told_at_their_places() {
        let text =
            format!("C-1: {{ generation: -1 }}\nC-2: {{ key: {KEY}x, colour: 1 }}\n' ': {{ key: ABC }}\nC-3: {{}}\n");
        let too_long = format!("{KEY}x");
        let expected = [
            ("links-generation", "-1"),
            ("links-key", too_long.as_str()),
            ("links-unknown-field", "colour"),
            ("links-key", "ABC"),
            ("links-customer-id", "' '"),
            ("links-empty-entry", "C-3"),
        ];
        assert_eq!(problems(&text), expected);
    }

    #[test]
    fn what_is_said_twice_is_not_guessed() {
        let text = "é: { generation: 1 }\n'e\u{301}': { generation: 2, generation: 3 }\n";
        assert_eq!(problems(text), [("links-field-twice", "generation"), ("links-customer-twice", "'e\u{301}'")]);
    }

    #[test]
    fn two_customers_never_share_a_pinned_key() {
        let text = format!("C-1: {{ key: {KEY} }}\nC-2: {{ key: \"{KEY}\" }}\n");
        assert_eq!(problems(&text), [("links-key-twice", format!("key: \"{KEY}\"").as_str())]);
    }

    #[test]
    fn a_generation_is_a_plain_number() {
        for generation in ["1.0", "+1", "0x1", "1_0", "4294967296", "1000000000", "one", "''", "true"] {
            assert_eq!(problems(&format!("C: {{ generation: {generation} }}")), [("links-generation", generation)]);
        }
    }

    #[test]
    fn what_is_no_register_is_one_problem_at_its_place() {
        for (text, mark) in [
            ("- C-1\n", ""),
            ("C-1: 3\n", "3"),
            ("C-1:\n", ""),
            ("~\n", "~"),
            ("C-1: { key: }", ""),
            ("C-1: &one { generation: 1 }\nC-2: *one\n", "{"),
            ("<<: { generation: 1 }\n", "<<"),
            ("C-1: { generation: 1 }\n---\nC-2: { generation: 1 }\n", ""),
            ("C-1: { generation: 1", ""),
            ("C-1:\n  ? generation\n  : 1\n", "generation"),
            ("C-1: { generation: [1] }", "["),
            ("C-1: { generation: 1 }\n...\n", "..."),
        ] {
            assert_eq!(problems(text), [("links-unreadable", mark)], "{text}");
        }
        assert_eq!(problems("<<<<<<< HEAD\nC-1: { generation: 1 }\n")[0].0, "merge-conflict");
    }

    #[test]
    fn the_title_of_a_wrong_key_does_not_tell_it() {
        let (text, mut problems) = (format!("C-1: {{ key: {}A }}", &KEY[1..]), Problems::new());
        register(FileId(0), &text, &mut problems);
        let problem = problems.iter().next().unwrap();
        assert!(!problem.title.contains(&KEY[1..]) && !problem.labels[0].text.contains(&KEY[1..]));
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "(\\PC|[\n\r\t :{}é'\"#&*-]|generation: 1|key: |C-1){0,40}") {
            register(FileId(0), &text, &mut Problems::new());
        }
    }
}
