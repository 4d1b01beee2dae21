//! `theme.yaml`: what a theme is called, what it builds on, which options it has; and the options as configured.

use super::ThemeFiles;
use super::files::ThemeFile;
use super::layers::Layer;
use super::option::ThemeOption;
use super::starter::names;
use crate::config::{OptionValue, Site};
use crate::diag::{Diagnostic, FileId, Place, Problems};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_saphyr::Spanned;
use std::collections::BTreeMap;

/// `theme.yaml`, and which file it is.
#[derive(Debug)]
pub(super) struct Manifest {
    file: FileId,
    pub(super) extends: Option<Spanned<String>>,
    options: BTreeMap<String, ThemeOption>,
}

/// A theme of Portalsmith: what it is called, what it builds on, which options it has.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Portalsmith's theme.yaml")]
struct Written {
    /// What the theme is called; for its readers, the folder's name is what counts.
    #[serde(rename = "name")]
    _name: String,
    /// What it is like, in a line.
    #[serde(default, rename = "description")]
    #[schemars(with = "String")]
    _description: Option<String>,
    /// Templates, assets, strings and options that are not in this theme come from that one.
    #[serde(default)]
    #[schemars(with = "String", extend("enum" = names()))]
    extends: Option<Spanned<String>>,
    /// Switches that `site.theme_options` in config.yaml may set; templates have them as `options.name`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, ThemeOption>", extend("propertyNames" = { "pattern": "^[a-z][a-z0-9_]*$" }))]
    options: BTreeMap<String, Spanned<ThemeOption>>,
}

/// The JSON Schema (draft 2020-12) of `theme.yaml`, pretty, with a newline at the end.
pub fn schema() -> String {
    let mut settings = schemars::generate::SchemaSettings::draft2020_12();
    // That a key may be left out is said by `required`; the width of our numbers is nobody's business.
    settings.transforms.push(Box::new(schemars::transform::RecursiveTransform(|schema: &mut schemars::Schema| {
        if schema.get("default").is_some_and(serde_json::Value::is_null) {
            schema.remove("default");
        }
        schema.remove("format");
    })));
    let schema = settings.into_generator().into_root_schema_for::<Written>();
    serde_json::to_string_pretty(&schema).expect("a schema is plain text, lists and maps") + "\n"
}

impl Manifest {
    /// The manifest among a theme's files, which are given by their paths in its folder.
    pub(super) fn read(files: &[(&str, &ThemeFile)], problems: &mut Problems) -> Option<Manifest> {
        let Some((_, file)) = files.iter().find(|(path, _)| *path == "theme.yaml") else {
            let problem = Diagnostic::error("theme-manifest", "the theme has no theme.yaml")
                .hint("`name: …` and `extends: default` are enough");
            problems.add(match files.first() {
                Some((_, first)) => problem.at(first.place(), "a file of the theme"),
                None => problem,
            });
            return None;
        };
        let written = problems.keep(parse(file))?;
        for (name, option) in &written.options {
            problems.extend(option.value.faults(name, place(file.file, option.referenced), file.file));
        }
        let options = written.options.into_iter().map(|(name, option)| (name, option.value));
        Some(Manifest { file: file.file, extends: written.extends, options: options.collect() })
    }

    /// Why a theme of that name cannot be extended: only those that come along can.
    pub(super) fn cannot_extend(&self, parent: &str, known: &[&str]) -> Diagnostic {
        let known: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
        let problem = Diagnostic::error("theme-manifest", format!("a theme cannot extend `{parent}`"))
            .hint(format!("themes that can be extended: {}", listed(&known)));
        match &self.extends {
            Some(extends) => problem.at(place(self.file, extends.referenced), ""),
            None => problem,
        }
    }
}

/// The options of all layers, the uppermost first, as `config.yaml` sets them or else by default.
pub(super) fn options(
    layers: &[Layer<'_>],
    site: &Site,
    files: &ThemeFiles<'_>,
    problems: &mut Problems,
) -> BTreeMap<String, OptionValue> {
    let mut known: BTreeMap<&str, &ThemeOption> = BTreeMap::new();
    for (name, option) in layers.iter().flat_map(|layer| &layer.manifest.options) {
        known.entry(name).or_insert(option);
    }
    let mut options: BTreeMap<String, OptionValue> =
        known.iter().map(|(name, option)| ((*name).to_owned(), option.default())).collect();
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

pub(super) fn listed(words: &[String]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn parse(file: &ThemeFile) -> Result<Written, Diagnostic> {
    let text = std::str::from_utf8(&file.bytes)
        .map_err(|_| Diagnostic::error("theme-manifest", "theme.yaml is not UTF-8 text").at(file.place(), ""))?;
    serde_saphyr::from_str(text).map_err(|error| {
        let place = error.location().map_or(file.place(), |location| place(file.file, location));
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

pub(super) fn place(file: FileId, location: serde_saphyr::Location) -> Place {
    let span = location.span();
    let number = |offset: Option<u64>| offset.and_then(|offset| usize::try_from(offset).ok());
    match number(span.byte_offset()) {
        Some(start) => Place::span(file, start..start + number(span.byte_len()).unwrap_or(0)),
        None => Place::file(file),
    }
}
