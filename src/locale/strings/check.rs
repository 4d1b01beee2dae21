//! Whether translations fit English: nothing missing, nothing unknown, no other variables.

use super::message::{Parsed, variables};
use crate::config::Language;
use crate::diag::{Diagnostic, Place, Problems};
use std::collections::BTreeSet;

/// So many missing messages are named, then counted.
const NAMED: usize = 5;

pub(super) fn check(parsed: &[Parsed<'_>], languages: &[Language], problems: &mut Problems) {
    let english = Language("en".into());
    let known = ids(parsed, &english);
    for source in parsed.iter().filter(|source| *source.language != english) {
        let mut messages: Vec<_> = source.messages.iter().collect();
        messages.sort_by_key(|(_, place)| **place);
        for (id, place) in messages {
            if known.contains(id) {
                problems.extend(foreign_variables(id, *place, source, &english, parsed));
            } else {
                problems.add(unknown(id, *place, &known));
            }
        }
    }
    for language in languages.iter().filter(|language| base(language) != "en") {
        problems.extend(missing(language, &known, parsed));
    }
}

fn ids<'a>(parsed: &[Parsed<'a>], language: &Language) -> BTreeSet<&'a str> {
    let sources = parsed.iter().filter(|source| source.language == language);
    sources.flat_map(|source| source.messages.keys().copied()).collect()
}

/// A variable that English does not have is filled by nobody. One that is not used is fine: "one day".
fn foreign_variables<'a>(
    id: &'a str,
    place: Place,
    source: &'a Parsed<'_>,
    english: &Language,
    parsed: &[Parsed<'_>],
) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let filled = variables(id, english, parsed);
    let used = variables(id, source.language, parsed);
    let foreign: Vec<String> = used.difference(&filled).cloned().collect();
    foreign.into_iter().map(move |name| {
        let title = format!("message `{id}` has the variable `${name}`, which the English one does not");
        let problem = Diagnostic::error("string-variable", title).at(place, "");
        match filled.iter().map(|filled| format!("`${filled}`")).collect::<Vec<_>>() {
            names if names.is_empty() => problem.hint("it has no variables"),
            names => problem.hint(format!("it has {}", names.join(", "))),
        }
    })
}

fn unknown(id: &str, place: Place, known: &BTreeSet<&str>) -> Diagnostic {
    let problem = Diagnostic::warning("string-unknown", format!("no message is called `{id}`"))
        .at(place, "not among the English ones");
    let nearest = known
        .iter()
        .map(|known| (strsim::damerau_levenshtein(known, id), known))
        .min()
        .filter(|(distance, _)| *distance <= 2);
    match nearest {
        Some((_, nearest)) => problem.hint(format!("did you mean `{nearest}`?")),
        None => problem,
    }
}

/// What a configured language lacks, in one warning: there its pages fall back to another language.
fn missing(language: &Language, known: &BTreeSet<&str>, parsed: &[Parsed<'_>]) -> Option<Diagnostic> {
    let mut translated = BTreeSet::new();
    let mut tag = Some(&*language.0);
    while let Some(own) = tag {
        translated.extend(ids(parsed, &Language(own.into())));
        tag = own.rsplit_once('-').map(|(base, _)| base);
    }
    let missing: Vec<&str> = known.difference(&translated).copied().collect();
    if missing.is_empty() {
        return None;
    }
    let mut named = missing.iter().take(NAMED).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
    if missing.len() > NAMED {
        named.push_str(" …");
    }
    let title = match missing.len() {
        1 => format!("1 message is not translated to `{}`: {named}", language.0),
        count if count == known.len() => format!("no message is translated to `{}`", language.0),
        count => format!("{count} messages are not translated to `{}`: {named}", language.0),
    };
    let problem = Diagnostic::warning("string-missing", title);
    match parsed.iter().find(|source| source.language == language) {
        Some(source) => Some(problem.at(Place::file(source.file), "")),
        None => Some(problem.hint(format!("add `locales/{}.ftl` to the theme", language.0))),
    }
}

fn base(language: &Language) -> &str {
    language.0.split('-').next().unwrap_or_default()
}
