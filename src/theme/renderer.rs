//! Templates in one language: the only place that knows the template engine.
//!
//! Each language has an engine of its own, so that words are bound once and not handed around. Besides the page's own
//! names, every template has those of `globals` and the functions `msg` and `asset`.
//!
//! All that is written is escaped, whatever a template is called. A name that does not exist is an error, at its place.

use super::assets::{Assets, text};
use super::globals::Globals;
use super::layers::Layer;
use super::minify::minified;
use crate::config::{Language, OptionValue, Organization};
use crate::diag::{Diagnostic, FileId, Place, Problems};
use crate::locale::{Argument, Locale, Strings};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use tera::{Context, ErrorKind, Kwargs, ReportError, State, Tera, Value};

/// All templates of a theme.
pub(super) struct Templates {
    /// Template → where it was read, and its text as written.
    sources: BTreeMap<String, (FileId, String)>,
    /// `default/`: templates of a theme that is extended are found under its name, too, so that a theme can extend the
    /// very template it replaces.
    prefixes: Vec<String>,
}

/// Renders templates in one language.
pub struct Renderer {
    /// From minified templates: every page is made by this one.
    engine: Tera,
    /// From templates as written: asked again when there is an error, for its place.
    written: Tera,
    templates: Arc<Templates>,
    locale: Locale,
    strings: Arc<Strings>,
}

/// What is the same in every language.
pub(super) struct Shared<'a> {
    pub(super) root: &'a str,
    pub(super) policy: &'a str,
    pub(super) organization: &'a Organization,
    pub(super) assets: &'a Assets,
    pub(super) options: &'a BTreeMap<String, OptionValue>,
}

impl Templates {
    /// The templates of a theme, and below them those of the themes it extends.
    pub(super) fn read(layers: &[Layer<'_>], problems: &mut Problems) -> Templates {
        let prefixes: Vec<String> = layers.iter().skip(1).map(|layer| format!("{}/", layer.name)).collect();
        let mut sources = BTreeMap::new();
        for (layer, prefix) in layers.iter().zip(std::iter::once("").chain(prefixes.iter().map(String::as_str))) {
            for (name, file) in layer.below("templates") {
                if let Some(text) = problems.keep(text(file)) {
                    sources.insert(format!("{prefix}{name}"), (file.file, text.to_owned()));
                }
            }
        }
        let templates = Templates { sources, prefixes };
        for (name, (file, text)) in &templates.sources {
            // A part may be left out by an empty file; a page or frame that is empty was not saved to the end.
            if text.trim().is_empty() && !name.contains('/') {
                let problem = Diagnostic::error("template-empty", "this template is empty").at(Place::file(*file), "");
                let stands_in = |prefix: &String| templates.sources.contains_key(&format!("{prefix}{name}"));
                let hint = "without this file, the template of the theme that is extended stands in its place";
                problems.add(if templates.prefixes.iter().any(stands_in) { problem.hint(hint) } else { problem });
                continue;
            }
            let alone = engine().add_raw_template(name, text);
            if let Err(error) = alone.map_err(|error| error.kind().clone())
                && let ErrorKind::SyntaxError(report) = error
            {
                problems.add(templates.problem("template-syntax", &report));
            }
        }
        templates
    }

    fn problem(&self, code: &'static str, report: &ReportError) -> Diagnostic {
        self.worded(code, report.message()).at(self.place(report.filename(), report.span().range.clone()), "")
    }

    /// Tera's message as ours: lower case, and the names there are as a hint.
    fn worded(&self, code: &'static str, message: &str) -> Diagnostic {
        let split = |kind: &str| message.split_once(&format!(". Available {kind}: "));
        let (title, names) = split("variables").or_else(|| split("fields")).unwrap_or((message, ""));
        let mut characters = title.trim_end_matches('.').chars();
        let first = characters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
        let problem = Diagnostic::error(code, first + characters.as_str());
        if names.is_empty() { problem } else { problem.hint(format!("there are {names}")) }
    }

    fn place(&self, template: &str, range: std::ops::Range<usize>) -> Place {
        // A template that has nowhere to point to is one that was never read.
        let file = self.sources.get(template).map_or(FileId(0), |(file, _)| *file);
        Place::span(file, range)
    }

    /// An error as a problem, or several: what Tera finds when all templates are there comes as one text.
    fn problems(&self, code: &'static str, error: &tera::Error) -> Vec<Diagnostic> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![self.problem(code, report)],
            ErrorKind::Msg(text) => text.split("\n\n").map(|report| self.reported(code, report)).collect(),
            ErrorKind::MissingParent { current, parent } => {
                vec![
                    self.worded(code, &format!("there is no template `{parent}` to extend"))
                        .at(self.place(current, 0..0), ""),
                ]
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                vec![self.worded(code, &format!("template `{tpl}` leads back to itself")).at(self.place(tpl, 0..0), "")]
            }
            other => vec![self.worded(code, &other.to_string())],
        }
    }

    /// `error: Unknown filter `x`` and, two lines on, ` --> page.html:3:7`.
    fn reported(&self, code: &'static str, report: &str) -> Diagnostic {
        let mut lines = report.lines();
        let title = lines.next().unwrap_or_default().trim_start_matches("error: ");
        let problem = self.worded(code, title);
        let place = lines.next().and_then(|line| {
            let mut parts = line.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
            let column: usize = parts.next()?.parse().ok()?;
            let line: usize = parts.next()?.parse().ok()?;
            let name = parts.next()?;
            let (_, text) = self.sources.get(name)?;
            let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
            let offset: usize = text[start..].chars().take(column - 1).map(char::len_utf8).sum();
            Some(self.place(name, start + offset..start + offset))
        });
        place.into_iter().fold(problem, |problem, place| problem.at(place, ""))
    }
}

impl Renderer {
    /// `None` means that the templates do not fit together; `problems` says how.
    pub(super) fn new(
        language: &Language,
        strings: Strings,
        templates: &Arc<Templates>,
        shared: &Shared<'_>,
        problems: &mut Problems,
    ) -> Option<Renderer> {
        let (locale, strings) = (Locale::new(language), Arc::new(strings));
        let mut engine = engine();
        engine.set_fallback_prefixes(templates.prefixes.clone()).expect("there are no templates yet");
        bind(&mut engine, shared, &locale, &strings);
        let mut written = engine.clone();
        let sources = || templates.sources.iter().map(|(name, (_, text))| (name, text));
        if let Err(error) = written.add_raw_templates(sources()) {
            problems.extend(templates.problems("template-syntax", &error));
            return None;
        }
        let small = sources().map(|(name, text)| (name, minified(text)));
        if engine.add_raw_templates(small).is_err() {
            // Minifying keeps every sign of the template in its order, so this is not to be expected; what was written
            // is right.
            engine = written.clone();
        }
        Some(Renderer { engine, written, templates: Arc::clone(templates), locale, strings })
    }

    /// A page. The problem, if there is one, points into the template as it was written.
    pub fn render(&self, template: &str, context: &Context) -> Result<String, Diagnostic> {
        self.engine.render(template, context).map_err(|error| {
            let error = self.written.render(template, context).err().unwrap_or(error);
            self.templates.problems("template-render", &error).swap_remove(0)
        })
    }

    /// Whether the theme has such a template.
    pub fn has(&self, template: &str) -> bool {
        self.engine.contains_template(template)
    }

    pub fn language(&self) -> &Language {
        self.locale.language()
    }

    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// A page from the templates as written, to hold the minified ones to.
    #[cfg(test)]
    pub(crate) fn render_written(&self, template: &str, context: &Context) -> String {
        self.written.render(template, context).unwrap()
    }
}

impl fmt::Debug for Renderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Renderer").field(self.locale.language()).finish()
    }
}

/// An engine that escapes everything. Functions come before templates, which are checked against them.
fn engine() -> Tera {
    let mut engine = Tera::new();
    engine.autoescape_on([""]);
    engine
}

fn bind(engine: &mut Tera, shared: &Shared<'_>, locale: &Locale, strings: &Arc<Strings>) {
    let Shared { root, policy, organization, assets, options } = *shared;
    let globals = Globals::new(organization, assets.shown(root), options, policy, locale, strings);
    *engine.global_context() = Context::from_serialize(&globals).expect("names with text, numbers, lists and maps");

    let (root, assets) = (root.to_owned(), assets.names.clone());
    engine.register_function("asset", move |arguments: Kwargs, _: &State<'_>| asset(&root, &assets, &arguments));
    let strings = Arc::clone(strings);
    engine.register_function("msg", move |arguments: Kwargs, _: &State<'_>| message(&strings, &arguments));
}

/// `asset(name="map.png")`: the path of a file in the theme's `assets`, as it is published.
fn asset(root: &str, assets: &BTreeMap<String, String>, arguments: &Kwargs) -> Result<String, tera::Error> {
    let name: &str = arguments.must_get("name")?;
    let file = assets.get(name).ok_or_else(|| tera::Error::message(format!("the theme has no asset `{name}`")))?;
    Ok(format!("{root}/assets/{file}"))
}

/// `msg(id="more-invoices", count=3)`: a message with its variables: numbers choose plurals, all else is text.
fn message(strings: &Strings, arguments: &Kwargs) -> Result<String, tera::Error> {
    let id: &str = arguments.must_get("id")?;
    let variables =
        strings.variables(id).ok_or_else(|| tera::Error::message(format!("no message is called `{id}`")))?;
    let mut filled = Vec::with_capacity(variables.len());
    for variable in variables {
        let value: Value = arguments.must_get(variable)?;
        filled.push((variable, value));
    }
    let filled: Vec<(&str, Argument<'_>)> = filled
        .iter()
        .map(|(variable, value)| match (value.as_i64(), value.as_str()) {
            (Some(number), _) => Ok((*variable, Argument::Number(number))),
            (None, Some(text)) => Ok((*variable, Argument::Text(text))),
            (None, None) => Err(tera::Error::message(format!("`{variable}` must be a whole number or a text"))),
        })
        .collect::<Result<_, _>>()?;
    Ok(strings.format(id, &filled))
}
