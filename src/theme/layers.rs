//! The themes that lie over one another: the site's own, the one it extends, and so on down.

use super::ThemeFiles;
use super::files::ThemeFile;
use super::manifest::Manifest;
use crate::config::Config;
use crate::diag::{Diagnostic, Problems};

/// One theme of those that are used; what it lacks comes from the next.
#[derive(Debug)]
pub(super) struct Layer<'a> {
    /// What it is called: the templates of a theme that is extended are found under this name, too.
    pub(super) name: &'a str,
    /// By path in the theme's folder; at least one.
    files: Vec<(&'a str, &'a ThemeFile)>,
    pub(super) manifest: Manifest,
}

impl<'a> Layer<'a> {
    fn read(name: &'a str, files: Vec<(&'a str, &'a ThemeFile)>, problems: &mut Problems) -> Option<Layer<'a>> {
        let manifest = Manifest::read(&files, problems)?;
        Some(Layer { name, files, manifest })
    }

    pub(super) fn files(&self) -> impl Iterator<Item = (&'a str, &'a ThemeFile)> {
        self.files.iter().copied()
    }

    /// The files in a folder of the theme, by their path in it.
    pub(super) fn below(&self, folder: &str) -> impl Iterator<Item = (&'a str, &'a ThemeFile)> {
        self.files().filter_map(move |(path, file)| Some((path.strip_prefix(folder)?.strip_prefix('/')?, file)))
    }

    pub(super) fn asset(&self, wanted: &str) -> Option<&'a ThemeFile> {
        self.below("assets").find(|(name, _)| *name == wanted).map(|(_, file)| file)
    }
}

/// The theme that `site.theme` names, then the one it extends, and so on; never empty.
///
/// A folder of the project's wins over the theme of that name that comes along, and may extend it.
pub(super) fn layers<'a>(
    files: &ThemeFiles<'a>,
    config: &'a Config,
    problems: &mut Problems,
) -> Option<Vec<Layer<'a>>> {
    let name = &config.site.theme;
    let own: Vec<_> = files.own.iter().map(|file| (file.path.as_str(), file)).collect();
    let first = if own.is_empty() { files_of(name, files) } else { own };
    if first.is_empty() {
        problems.add(unknown(name, files));
        return None;
    }
    let mut layers = vec![Layer::read(name, first, problems)?];
    while let Some(parent) = layers.last().and_then(|layer| layer.manifest.extends.as_ref()) {
        let known = || known(files).collect::<Vec<_>>();
        let Some(name) = known().into_iter().find(|name| *name == parent.value) else {
            problems.add(layers.last()?.manifest.cannot_extend(&parent.value, &known()));
            return None;
        };
        // Only themes that come along can be extended, and none of them extends itself: each step leads down.
        let layer = Layer::read(name, files_of(name, files), problems)?;
        layers.push(layer);
    }
    Some(layers)
}

/// The files of a theme that comes along; none if there is no such theme.
fn files_of<'a>(name: &str, files: &ThemeFiles<'a>) -> Vec<(&'a str, &'a ThemeFile)> {
    let below = |file: &'a ThemeFile| Some((file.path.strip_prefix(name)?.strip_prefix('/')?, file));
    files.built_in.iter().filter_map(below).collect()
}

/// The names of the themes that come along, sorted.
fn known<'a>(files: &ThemeFiles<'a>) -> impl Iterator<Item = &'a str> {
    let names: std::collections::BTreeSet<&str> =
        files.built_in.iter().filter_map(|file| Some(file.path.split_once('/')?.0)).collect();
    names.into_iter()
}

fn unknown(name: &str, files: &ThemeFiles<'_>) -> Diagnostic {
    let problem = Diagnostic::error("unknown-theme", format!("there is no theme `{name}`"))
        .at((files.place)(&["site", "theme"]), format!("no folder `themes/{name}`"));
    match known(files).find(|known| strsim::damerau_levenshtein(known, name) <= 2) {
        Some(nearest) => problem.hint(format!("did you mean `{nearest}`?")),
        None => problem.hint(format!("`portalsmith theme new {name}` makes it")),
    }
}
