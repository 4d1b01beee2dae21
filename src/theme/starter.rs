//! A theme to start from: small, commented, and working as it is.

use super::files::built_in;
use crate::config::Language;
use std::collections::BTreeSet;

/// The string that is given in other words.
const STRING: &str = "link-notice";

/// What is said then.
const OTHER: &str = "Whoever has the link to this page can read it. Please keep it within your company.";

/// The files of a new theme, by path in its folder: `name` is the folder's, `extends` a theme that comes along.
///
/// There is a file of strings for each of `languages` that comes along: in English one string is another, in the others
/// it waits to be.
pub fn starter(name: &str, extends: &str, languages: &[Language]) -> Vec<(String, String)> {
    let manifest = include_str!("starter/theme.yaml").replace("NAME", name).replace("EXTENDS", extends);
    let mut files = vec![
        ("assets/extra.css".to_owned(), include_str!("starter/extra.css").to_owned()),
        ("templates/portal.html".to_owned(), include_str!("starter/portal.html").to_owned()),
        ("theme.yaml".to_owned(), manifest),
    ];
    files.extend(languages.iter().filter_map(|language| {
        let tag = language.as_str();
        let text = original(tag)?;
        let line = if tag == "en" { format!("{STRING} = {OTHER}") } else { format!("# {STRING} = {text}") };
        let head = "# Strings in other words than those of the theme that this one extends: themes/default/locales there has\n\
                    # all of them. A string that English lacks is a new one: templates have `our-note` as `t.our_note`.\n";
        Some((format!("locales/{tag}.ftl"), format!("{head}\n{line}\n")))
    }));
    files.sort();
    files
}

/// The names of the themes that come along, sorted.
pub fn names() -> BTreeSet<&'static str> {
    built_in().filter_map(|(path, _)| Some(path.split_once('/')?.0)).collect()
}

/// The string in a language that comes along.
fn original(tag: &str) -> Option<&'static str> {
    let path = format!("default/locales/{tag}.ftl");
    let (_, bytes) = built_in().find(|(known, _)| *known == path)?;
    let lines = std::str::from_utf8(bytes).expect("our own strings are text").lines();
    lines.filter_map(|line| line.split_once(" = ")).find(|(id, _)| *id == STRING).map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_that_do_not_come_along_are_left_out() {
        let languages = ["en", "fr", "eo"].map(|tag| Language(tag.into()));
        let paths: Vec<String> = starter("mine", "default", &languages).into_iter().map(|(path, _)| path).collect();
        assert_eq!(
            paths,
            ["assets/extra.css", "locales/en.ftl", "locales/fr.ftl", "templates/portal.html", "theme.yaml"]
        );
    }

    #[test]
    fn every_language_that_comes_along_has_the_string() {
        let tags = built_in().filter_map(|(path, _)| path.strip_prefix("default/locales/")?.strip_suffix(".ftl"));
        let without: Vec<&str> = tags.filter(|tag| original(tag).is_none()).collect();
        assert_eq!(without, [""; 0]);
    }
}
