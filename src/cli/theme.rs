//! `portalsmith theme`.

use super::terminal::Terminal;
use super::{Common, Exit, Stopped};
use crate::config::{self, Language};
use crate::diag::{FileId, Problems};
use crate::disk::{Project, write_new};
use crate::theme;
use std::path::Path;

/// Make a theme of your own
#[derive(Debug, clap::Subcommand)]
pub(super) enum Theme {
    New(New),
}

/// Make a theme to start from in themes/NAME: commented, and working as it is
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// What it is called: small letters, digits, `-` and `_`
    #[arg(value_parser = name)]
    name: String,
    /// The theme that has what the new one lacks
    #[arg(long, value_name = "THEME", default_value = "default", value_parser = clap::builder::PossibleValuesParser::new(theme::names()))]
    extends: String,
}

impl Theme {
    pub(super) fn run(self, common: &Common, terminal: &mut Terminal) -> Result<Exit, Stopped> {
        let Theme::New(new) = self;
        let project = match &common.project {
            Some(folder) => Project::at(folder)?,
            None => Project::find(Path::new("."))?,
        };
        new.run(&project, terminal)
    }
}

impl New {
    fn run(self, project: &Project, terminal: &mut Terminal) -> Result<Exit, Stopped> {
        let name = &self.name;
        if theme::names().contains(name.as_str()) {
            let hint = format!("choose another name, and add `--extends {name}` to build on that one");
            return Err(refused(format!("a theme `{name}` comes with Portalsmith"), hint));
        }
        let folder = format!("themes/{name}");
        if project.has(&folder) {
            return Err(refused(format!("there is a folder `{folder}` already"), "choose another name".to_owned()));
        }
        let files = theme::starter(name, &self.extends, &languages(project)?);
        for (path, text) in &files {
            write_new(&project.root().join(&folder).join(path), text.as_bytes())?;
        }
        // For the editor; one that is there, or is the project's own, stays.
        if !project.has("theme.schema.json") {
            write_new(&project.root().join("theme.schema.json"), theme::schema().as_bytes())?;
        }
        let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        terminal.say(&format!("made {folder}: {}", paths.join(", ")));
        terminal.say(&format!("next: write `theme: {name}` below `site` in config.yaml, then: portalsmith serve"));
        Ok(Exit::Done)
    }
}

fn refused(title: String, hint: String) -> Stopped {
    Stopped::Refused("theme-exists", title, vec![hint])
}

fn name(text: &str) -> Result<String, &'static str> {
    let problem =
        "a theme's name has small letters, digits, `-` and `_`, at most 40, and begins with a letter or a digit";
    config::is_name(text).then(|| text.to_owned()).ok_or(problem)
}

/// The site's languages; English where config cannot be read, which other commands say.
fn languages(project: &Project) -> Result<Vec<Language>, Stopped> {
    let text = project.bytes("config.yaml")?.unwrap_or_default();
    let config = config::read(FileId(0), &text, &mut Problems::new());
    Ok(config.map_or_else(|| vec![Language("en".into())], |config| config.site.languages))
}
