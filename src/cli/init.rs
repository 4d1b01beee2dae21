//! `portalsmith init`.

use super::terminal::Terminal;
use super::{Exit, Stopped};
use crate::config;
use crate::disk::{Environment, find_link_secret, make_link_secret, write_new};
use std::path::{Path, PathBuf};

/// Make a new project: commented config, folders, link secret
#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// Where to make it
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
    /// Add small sample exports, so that there is something to build
    #[arg(long)]
    sample: bool,
}

/// What git must not see.
const IGNORED: &str = "/output/\n/inbox/\n/.secrets/\n";

/// Folders that stand empty until somebody has something to put in.
const FOLDERS: [&str; 7] = [
    "content/exports",
    "content/documents/shared",
    "content/documents/customers",
    "content/documents/invoices",
    "content/documents/credit_notes",
    "content/pages",
    "content/brand",
];

const PAGE: &str = include_str!("init/how-to-pay.md");

const SAMPLE: [(&str, &str); 4] = [
    ("content/exports/customers.csv", include_str!("init/customers.csv")),
    ("content/exports/invoices.csv", include_str!("init/invoices.csv")),
    ("content/exports/credit_notes.csv", include_str!("init/credit_notes.csv")),
    ("content/exports/payments.csv", include_str!("init/payments.csv")),
];

impl Init {
    pub(super) fn run(self, terminal: &mut Terminal) -> Result<Exit, Stopped> {
        let mut files: Vec<(&str, String)> = vec![
            ("config.yaml", config::STARTER.to_owned()),
            ("config.schema.json", config::schema()),
            (".gitignore", IGNORED.to_owned()),
            ("content/pages/how-to-pay.md", PAGE.to_owned()),
        ];
        files.extend(FOLDERS.map(|folder| (folder, String::new())));
        if self.sample {
            files.extend(SAMPLE.map(|(path, text)| (path, text.to_owned())));
        }
        let mut made = 0;
        for (path, text) in files {
            let path = if text.is_empty() { self.folder.join(path).join(".gitkeep") } else { self.folder.join(path) };
            made += usize::from(write_if_absent(&path, &text)?);
        }
        // A new project's secret is its own: one in the environment is another project's.
        let no_environment = Environment::default();
        let secret = match find_link_secret(&no_environment, &self.folder)? {
            Some(_) => "the link secret in .secrets/link stays as it is",
            None => {
                make_link_secret(&self.folder)?;
                "made the link secret .secrets/link: keep a copy in a safe place, never in git"
            }
        };
        let folder = self.folder.display();
        terminal.say(&format!("made {made} files in {folder}; files that were there stay as they are"));
        terminal.say(secret);
        terminal.say(if self.sample {
            "next: portalsmith serve (shows all in a browser), or: portalsmith build"
        } else {
            "next: edit config.yaml, put your exports into content/exports; portalsmith serve shows what becomes of it"
        });
        Ok(Exit::Done)
    }
}

/// Whether the file was made; one that is there is left alone.
fn write_if_absent(path: &Path, text: &str) -> Result<bool, Stopped> {
    match write_new(path, text.as_bytes()) {
        Ok(()) => Ok(true),
        Err(failure) if failure.source.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(failure) => Err(failure.into()),
    }
}
