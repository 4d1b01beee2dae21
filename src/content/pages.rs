//! Markdown pages: front matter, language variants, and the notes for single customers.

use super::markdown::{self, LinkBase};
use super::slug;
use crate::config::{Config, ContentPath, Language};
use crate::diag::{Diagnostic, FileId, Place, Problems};
use crate::ledger::CustomerId;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A Markdown file below `content/`.
#[derive(Clone, Debug)]
pub struct PageFile {
    /// Below `content/`, for instance `pages/how-to-pay.fr.md`.
    pub path: String,
    pub file: FileId,
}

/// A page in one language.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Page {
    /// Its folder in a portal.
    pub slug: String,
    pub title: String,
    pub html: String,
    /// What it is written in: as its file's name says, else the organization's language.
    pub language: Language,
    order: i64,
    valid_from: Option<Date>,
    valid_until: Option<Date>,
}

impl Page {
    /// Whether it is shown on this day: from `valid_from` to `valid_until`, both included.
    pub(super) fn is_valid(&self, as_of: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= as_of) && self.valid_until.is_none_or(|last| as_of <= last)
    }
}

/// The variants of one page: by language, and the one without a language in its name.
#[derive(Debug, Default)]
struct Variants {
    by_language: BTreeMap<Language, Page>,
    general: Option<Page>,
}

impl Variants {
    /// The variant in this language, in its base language, the general one, or any.
    fn best(&self, language: &Language) -> Option<&Page> {
        let base = Language(language.as_str().split('-').next().unwrap_or_default().into());
        (self.by_language.get(language))
            .or_else(|| self.by_language.get(&base))
            .or(self.general.as_ref())
            .or_else(|| self.by_language.values().next())
    }
}

/// All pages by their path without language and ending (`pages/how-to-pay`), and the customers' notes.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pages: BTreeMap<String, Variants>,
    notes: BTreeMap<CustomerId, String>,
    note_texts: BTreeMap<String, Variants>,
}

impl Pages {
    pub(super) fn read(files: &[(&PageFile, &str)], config: &Config, problems: &mut Problems) -> Pages {
        let mut pages = Pages::default();
        let notes = config.customers.values().filter_map(|settings| settings.note.as_ref());
        let notes: BTreeSet<String> = notes.map(|note| stem_of(note.as_str(), config).0).collect();
        let names = Names { config, notes };
        let slugs: BTreeSet<String> = files.iter().filter_map(|(file, _)| names.page_slug(&file.path)).collect();
        for (file, text) in files {
            let (stem, language) = stem_of(&file.path, config);
            let is_note = names.page_slug(&file.path).is_none();
            let base = if is_note { LinkBase::Home } else { LinkBase::Page };
            let spoken = language.as_ref().unwrap_or(&config.organization.language);
            let page = Draft { file: file.file, text, stem: &stem, language: spoken, base }.read(&slugs, problems);
            let variants = if is_note { &mut pages.note_texts } else { &mut pages.pages };
            let variants = variants.entry(stem).or_default();
            match language {
                Some(language) => drop(variants.by_language.insert(language, page)),
                None => variants.general = Some(page),
            }
        }
        pages.check_slugs(files, &names, problems);
        for (customer, settings) in &config.customers {
            if let Some(note) = &settings.note {
                let (stem, _) = stem_of(note.as_str(), config);
                if !pages.note_texts.contains_key(&stem) {
                    problems.add(missing(note, &format!("the note of customer `{customer}`")));
                }
                pages.notes.insert(customer.clone(), stem);
            }
        }
        if let Some(path) = &config.payment.instructions
            && !pages.pages.contains_key(&stem_of(path.as_str(), config).0)
        {
            problems.add(missing(path, "`payment.instructions`"));
        }
        pages
    }

    pub(super) fn in_language<'a>(&'a self, language: &'a Language, as_of: Date) -> impl Iterator<Item = &'a Page> {
        let pages = self.pages.values().filter_map(move |variants| variants.best(language));
        let mut pages: Vec<&Page> = pages.filter(|page| page.is_valid(as_of)).collect();
        pages.sort_by_key(|page| (page.order, &page.slug));
        pages.into_iter()
    }

    pub(super) fn at(&self, path: &ContentPath, language: &Language) -> Option<&Page> {
        let stem = path.as_str().strip_suffix(".md").unwrap_or(path.as_str());
        self.pages.get(stem)?.best(language)
    }

    pub(super) fn note(&self, customer: &CustomerId, language: &Language) -> Option<&Page> {
        let stem = self.notes.get(customer)?;
        self.note_texts.get(stem)?.best(language)
    }

    /// Page folders that would lie on something else in a portal.
    fn check_slugs(&self, files: &[(&PageFile, &str)], names: &Names<'_>, problems: &mut Problems) {
        let config = names.config;
        let mut taken: BTreeMap<String, &str> = BTreeMap::new();
        for (file, _) in files {
            let (stem, language) = stem_of(&file.path, config);
            let Some(slug) = names.page_slug(&file.path) else { continue };
            let reserved = ["invoices", "statements"].contains(&slug.as_str())
                || config.site.languages.iter().any(|language| language.as_str().eq_ignore_ascii_case(&slug));
            let place = Place::file(file.file);
            if slug.is_empty() || reserved {
                let title = format!("a page cannot be called `{}`", stem.rsplit('/').next().unwrap_or(&stem));
                problems.add(
                    Diagnostic::error("page-name", title)
                        .at(place, "")
                        .hint("a page's file name makes its address: not `invoices`, `statements` or a language"),
                );
            } else if language.is_none()
                && let Some(other) = taken.insert(slug.clone(), &file.path)
            {
                let title = format!("two pages would lie at `{slug}/`: content/{other} and content/{}", file.path);
                problems.add(Diagnostic::error("page-name", title).at(place, ""));
            }
        }
    }
}

fn missing(path: &ContentPath, what: &str) -> Diagnostic {
    let path = path.as_str();
    Diagnostic::error("page-missing", format!("{what} names `{path}`, which is not there"))
        .hint(format!("write the page at content/{path}"))
}

/// A page's path without its ending and language; the language where its name has one of the site's.
fn stem_of(path: &str, config: &Config) -> (String, Option<Language>) {
    let path = path.strip_suffix(".md").unwrap_or(path);
    match path.rsplit_once('.') {
        Some((stem, tag)) => {
            let known = config.site.languages.iter().find(|language| language.as_str().eq_ignore_ascii_case(tag));
            match known {
                Some(language) => (stem.to_owned(), Some(language.clone())),
                // A language the site does not have: a variant nobody asks for, kept apart from the general one.
                None if is_language_tag(tag) => (stem.to_owned(), Some(Language(tag.into()))),
                None => (path.to_owned(), None),
            }
        }
        None => (path.to_owned(), None),
    }
}

fn is_language_tag(tag: &str) -> bool {
    tag.len() >= 2 && tag.parse::<unic_langid::LanguageIdentifier>().is_ok()
}

/// Tells pages for all from notes for one customer.
struct Names<'c> {
    config: &'c Config,
    /// What config names as a customer's note: never a page for all, wherever it lies.
    notes: BTreeSet<String>,
}

impl Names<'_> {
    /// The folder of a page in a portal; none for the notes: what config names as one, and all in folders below `pages/`.
    fn page_slug(&self, path: &str) -> Option<String> {
        let (stem, _) = stem_of(path, self.config);
        let name = stem.strip_prefix("pages/")?;
        (!name.contains('/') && !self.notes.contains(&stem)).then(|| slug(name))
    }
}

/// What may stand between `---` lines at the head of a page.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    title: Option<String>,
    #[serde(default)]
    order: i64,
    valid_from: Option<Date>,
    valid_until: Option<Date>,
}

/// A page before it is read.
struct Draft<'d> {
    file: FileId,
    text: &'d str,
    stem: &'d str,
    language: &'d Language,
    base: LinkBase,
}

impl Draft<'_> {
    fn read(&self, slugs: &BTreeSet<String>, problems: &mut Problems) -> Page {
        let Draft { file, text, stem, base, .. } = *self;
        let (head, start) = front_matter(text);
        let front = match head.map(serde_saphyr::from_str::<FrontMatter>) {
            None => FrontMatter::default(),
            Some(Ok(front)) => front,
            Some(Err(error)) => {
                problems.add(bad_front_matter(file, text, &error));
                FrontMatter::default()
            }
        };
        let body = markdown::Markdown { file, text: &text[start..], offset: start, base, slugs };
        let name = stem.rsplit('/').next().unwrap_or(stem);
        let rendered = markdown::render(&body, front.title.is_none(), problems);
        Page {
            slug: slug(name),
            title: front.title.or(rendered.title).unwrap_or_else(|| name.replace('-', " ")),
            html: rendered.html,
            language: self.language.clone(),
            order: front.order,
            valid_from: front.valid_from,
            valid_until: front.valid_until,
        }
    }
}

/// The text between the `---` lines, and where the page itself begins.
fn front_matter(text: &str) -> (Option<&str>, usize) {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let Some(rest) = text[mark..].strip_prefix("---").and_then(|rest| rest.trim_start_matches('\r').strip_prefix('\n'))
    else {
        return (None, mark);
    };
    let begin = text.len() - rest.len();
    let mut at = begin;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return (Some(&text[begin..at]), at + line.len());
        }
        at += line.len();
    }
    (None, mark)
}

fn bad_front_matter(file: FileId, text: &str, error: &serde_saphyr::Error) -> Diagnostic {
    let message = error.without_snippet().to_string();
    let message = message.lines().next().unwrap_or_default();
    let message = message.split(" at line ").next().unwrap_or(message).trim_start_matches("error: ");
    // The error counts from the line after the first `---`.
    let begin = text.find('\n').map_or(0, |newline| newline + 1);
    let offset = error.location().and_then(|location| location.span().byte_offset()).unwrap_or(0) as usize;
    let start = text.floor_char_boundary(begin + offset);
    let end = text[start..].find(['\n', ':', ' ']).map_or(text.len(), |length| start + length);
    Diagnostic::error("page-front-matter", format!("the head of the page cannot be read: {message}"))
        .at(Place::span(file, start..end), "")
        .hint("it may have `title`, `order`, `valid_from` and `valid_until`")
}
