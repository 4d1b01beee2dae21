//! `theme.yaml`: what a theme is called, what it builds on, which options it has; and the options as configured.

use super::ThemeFiles;
use super::files::ThemeFile;
use crate::config::{OptionValue, Site};
use crate::diag::{Diagnostic, Place, Problems};
use serde::Deserialize;
use std::collections::BTreeMap;

/// `theme.yaml` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// What the theme is called; for its readers, the folder's name is what counts.
    #[serde(rename = "name")]
    _name: String,
    #[serde(default, rename = "description")]
    _description: Option<String>,
    /// What is not in this theme comes from that one. Only `default` can be extended.
    #[serde(default)]
    extends: Option<serde_saphyr::Spanned<String>>,
    #[serde(default)]
    options: BTreeMap<String, serde_saphyr::Spanned<ThemeOption>>,
}

/// A switch of the theme that `site.theme_options` may set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeOption {
    #[serde(rename = "type")]
    kind: Kind,
    default: Written,
    #[serde(default)]
    choices: Vec<String>,
    /// For those who set it.
    #[serde(default, rename = "description")]
    _description: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Boolean,
    Number,
    Text,
    Choice,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Written {
    Bool(bool),
    Number(i64),
    Text(String),
}

impl From<&Written> for OptionValue {
    fn from(written: &Written) -> OptionValue {
        match written {
            Written::Bool(value) => OptionValue::Bool(*value),
            Written::Number(value) => OptionValue::Number(*value),
            Written::Text(value) => OptionValue::Text(value.clone()),
        }
    }
}

impl Manifest {
    /// The manifest among a theme's files.
    pub(super) fn read(files: &[ThemeFile], problems: &mut Problems) -> Option<Manifest> {
        let Some(file) = files.iter().find(|file| file.path == "theme.yaml") else {
            let problem = Diagnostic::error("theme-manifest", "the theme has no theme.yaml")
                .hint("`name: …` and `extends: default` are enough");
            problems.add(match files.first() {
                Some(first) => problem.at(first.place(), "a file of the theme"),
                None => problem,
            });
            return None;
        };
        let manifest = problems.keep(parse(file))?;
        for option in manifest.options.values() {
            if let Err(expected) = option.value.check(&(&option.value.default).into()) {
                let title = format!("the option's own default is not {expected}");
                problems.add(Diagnostic::error("theme-manifest", title).at(spot(file, option), "this option"));
            }
        }
        if let Some(parent) = manifest.extends.as_ref().filter(|parent| parent.value != "default") {
            let title = format!("a theme cannot extend `{}`", parent.value);
            problems.add(
                Diagnostic::error("theme-manifest", title)
                    .at(spot(file, parent), "")
                    .hint("only `default` can be extended"),
            );
        }
        Some(manifest)
    }

    pub(super) fn extends_default(&self) -> bool {
        self.extends.is_some()
    }
}

impl ThemeOption {
    /// What was expected, where the value is not that.
    fn check(&self, value: &OptionValue) -> Result<(), String> {
        match (self.kind, value) {
            (Kind::Boolean, OptionValue::Bool(_))
            | (Kind::Number, OptionValue::Number(_))
            | (Kind::Text, OptionValue::Text(_)) => Ok(()),
            (Kind::Choice, OptionValue::Text(text)) if self.choices.contains(text) => Ok(()),
            (Kind::Boolean, _) => Err("`true` or `false`".to_owned()),
            (Kind::Number, _) => Err("a whole number".to_owned()),
            (Kind::Text, _) => Err("a text".to_owned()),
            (Kind::Choice, _) => Err(format!("one of {}", listed(&self.choices))),
        }
    }
}

/// The options of the manifests, the theme's own first, as `config.yaml` sets them or else by default.
pub(super) fn options(
    manifests: &[&Manifest],
    site: &Site,
    files: &ThemeFiles<'_>,
    problems: &mut Problems,
) -> BTreeMap<String, OptionValue> {
    let mut known: BTreeMap<&str, &ThemeOption> = BTreeMap::new();
    for manifest in manifests {
        for (name, option) in &manifest.options {
            known.entry(name).or_insert(&option.value);
        }
    }
    let mut options: BTreeMap<String, OptionValue> =
        known.iter().map(|(name, option)| ((*name).to_owned(), (&option.default).into())).collect();
    for (name, value) in &site.theme_options {
        let place = || (files.place)(&["site", "theme_options", name]);
        match known.get(name.as_str()) {
            None => problems.add(unknown(name, &site.theme, known.keys().copied()).at(place(), "")),
            Some(option) => match option.check(value) {
                Ok(()) => drop(options.insert(name.clone(), value.clone())),
                Err(expected) => problems.add(
                    Diagnostic::error("theme-option-value", format!("theme option `{name}` must be {expected}"))
                        .at(place(), ""),
                ),
            },
        }
    }
    options
}

fn unknown<'k>(name: &str, theme: &str, known: impl Iterator<Item = &'k str>) -> Diagnostic {
    let known: Vec<String> = known.map(str::to_owned).collect();
    let problem = Diagnostic::error("unknown-theme-option", format!("theme `{theme}` has no option `{name}`"));
    let nearest = known.iter().map(|known| (strsim::damerau_levenshtein(known, name), known)).min();
    match nearest {
        Some((distance, nearest)) if distance <= 2 => problem.hint(format!("did you mean `{nearest}`?")),
        Some(_) => problem.hint(format!("it has {}", listed(&known))),
        None => problem.hint("it has no options"),
    }
}

fn listed(words: &[String]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn parse(file: &ThemeFile) -> Result<Manifest, Diagnostic> {
    let text = std::str::from_utf8(&file.bytes)
        .map_err(|_| Diagnostic::error("theme-manifest", "theme.yaml is not UTF-8 text").at(file.place(), ""))?;
    serde_saphyr::from_str(text).map_err(|error| {
        let place = error.location().map_or(file.place(), |location| place(file, location));
        let message = error.without_snippet().to_string();
        let message = message.lines().next().unwrap_or_default();
        let message = message.split(" at line ").next().unwrap_or(message);
        Diagnostic::error(
            "theme-manifest",
            format!("theme.yaml cannot be read: {}", message.trim_start_matches("error: ")),
        )
        .at(place, "")
    })
}

fn spot<T>(file: &ThemeFile, value: &serde_saphyr::Spanned<T>) -> Place {
    place(file, value.referenced)
}

fn place(file: &ThemeFile, location: serde_saphyr::Location) -> Place {
    let span = location.span();
    let number = |offset: Option<u64>| offset.and_then(|offset| usize::try_from(offset).ok());
    match number(span.byte_offset()) {
        Some(start) => Place::span(file.file, start..start + number(span.byte_len()).unwrap_or(0)),
        None => file.place(),
    }
}
