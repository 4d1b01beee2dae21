//! An option of a theme, as its `theme.yaml` declares it.

use super::manifest::{listed, place};
use crate::config::OptionValue;
use crate::diag::{Diagnostic, FileId, Place};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_saphyr::Spanned;
use std::collections::BTreeSet;

/// An option of the theme.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("allOf" = [
    { "if": of_type("boolean"), "then": { "properties": { "default": { "type": "boolean" } } } },
    { "if": of_type("number"), "then": { "properties": { "default": { "type": "integer" } } },
      "else": { "properties": { "min": false, "max": false } } },
    { "if": of_type("text"), "then": { "properties": { "default": { "type": "string" } } } },
    { "if": of_type("choice"), "then": { "properties": { "default": { "type": "string" }, "choices": true }, "required": ["choices"] },
      "else": { "properties": { "choices": false } } },
]))]
pub(super) struct ThemeOption {
    /// What it takes: `boolean`, `number` (a whole one), `text` or `choice`.
    #[serde(rename = "type")]
    kind: Kind,
    /// Its value where config.yaml has none.
    #[schemars(with = "Setting")]
    default: Spanned<Setting>,
    /// What can be chosen from, for a `choice`.
    #[serde(default)]
    #[schemars(with = "Vec<String>", extend("minItems" = 1, "uniqueItems" = true))]
    choices: Option<Spanned<Vec<String>>>,
    /// The least, for a `number`.
    #[serde(default)]
    #[schemars(with = "i64")]
    min: Option<Spanned<i64>>,
    /// The most, for a `number`.
    #[serde(default)]
    #[schemars(with = "i64")]
    max: Option<Spanned<i64>>,
    /// What it changes; for those who set it.
    #[serde(default, rename = "description")]
    #[schemars(with = "String")]
    _description: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
enum Kind {
    Boolean,
    Number,
    Text,
    Choice,
}

#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
enum Setting {
    Bool(bool),
    Number(i64),
    Text(String),
}

impl From<&Setting> for OptionValue {
    fn from(written: &Setting) -> OptionValue {
        match written {
            Setting::Bool(value) => OptionValue::Bool(*value),
            Setting::Number(value) => OptionValue::Number(*value),
            Setting::Text(value) => OptionValue::Text(value.clone()),
        }
    }
}

/// The schema of an object that says `type: kind`.
fn of_type(kind: &str) -> serde_json::Value {
    serde_json::json!({ "properties": { "type": { "const": kind } } })
}

impl ThemeOption {
    pub(super) fn default(&self) -> OptionValue {
        (&self.default.value).into()
    }

    /// What is wrong with the option itself, which is called `name` and stands at `own`.
    pub(super) fn faults(&self, name: &str, own: Place, file: FileId) -> Vec<Diagnostic> {
        let fault = |title: String, place: Place| Diagnostic::error("theme-manifest", title).at(place, "");
        let mut faults = Vec::new();
        let is_name = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
        if !name.starts_with(|first: char| first.is_ascii_lowercase()) || !name.chars().all(is_name) {
            let hint = "templates say `options.name`: small letters, digits and `_`, a letter first";
            faults.push(fault(format!("an option cannot be called `{name}`"), own).hint(hint));
        }
        match (self.kind, &self.choices) {
            (Kind::Choice, None) => faults.push(fault(format!("option `{name}` has no `choices`"), own)),
            (Kind::Choice, Some(choices)) if has_twin(&choices.value) => {
                faults
                    .push(fault(format!("a choice of option `{name}` stands twice"), place(file, choices.referenced)));
            }
            (Kind::Boolean | Kind::Number | Kind::Text, Some(choices)) => {
                faults.push(fault("only a `choice` has `choices`".to_owned(), place(file, choices.referenced)));
            }
            (_, _) => {}
        }
        match (&self.min, &self.max) {
            (Some(bound), _) | (_, Some(bound)) if self.kind != Kind::Number => {
                faults.push(fault("only a `number` has `min` and `max`".to_owned(), place(file, bound.referenced)));
            }
            (Some(min), Some(max)) if min.value > max.value => {
                faults.push(fault("`min` is more than `max`".to_owned(), place(file, min.referenced)));
            }
            (_, _) => {}
        }
        if let (true, Err(expected)) = (faults.is_empty(), self.check(&self.default())) {
            let title = format!("the option's own default is not {expected}");
            faults.push(fault(title, place(file, self.default.referenced)));
        }
        faults
    }

    /// What was expected, where the value is not that.
    pub(super) fn check(&self, value: &OptionValue) -> Result<(), String> {
        let none = Vec::new();
        let choices = self.choices.as_ref().map_or(&none, |choices| &choices.value);
        let (min, max) = (self.min.as_ref().map(|min| min.value), self.max.as_ref().map(|max| max.value));
        let fits = match (self.kind, value) {
            (Kind::Boolean, OptionValue::Bool(_)) | (Kind::Text, OptionValue::Text(_)) => true,
            (Kind::Number, OptionValue::Number(number)) => {
                min.is_none_or(|min| *number >= min) && max.is_none_or(|max| *number <= max)
            }
            (Kind::Choice, OptionValue::Text(text)) => choices.contains(text),
            (_, _) => false,
        };
        let expected = match self.kind {
            _ if fits => return Ok(()),
            Kind::Boolean => "`true` or `false`".to_owned(),
            Kind::Number => match (min, max) {
                (Some(min), Some(max)) => format!("a whole number from {min} to {max}"),
                (Some(min), None) => format!("a whole number of at least {min}"),
                (None, Some(max)) => format!("a whole number of at most {max}"),
                (None, None) => "a whole number".to_owned(),
            },
            Kind::Text => "a text".to_owned(),
            Kind::Choice => format!("one of {}", listed(choices)),
        };
        Err(expected)
    }
}

fn has_twin(words: &[String]) -> bool {
    words.iter().collect::<BTreeSet<_>>().len() < words.len()
}
