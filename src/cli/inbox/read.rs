//! Reads the inbox: the store of this machine, what was pulled, the decisions.

use super::standing::Standings;
use crate::cli::session::summary;
use crate::cli::stored::{PULLED, stored};
use crate::cli::terminal::Terminal;
use crate::cli::{Common, Stopped};
use crate::config::{self, Config};
use crate::diag::{FileId, Place, Problems};
use crate::disk::{Environment, Failure, Project, find_store_password};
use crate::forms::store::{self, StoreError, Waiting};
use crate::requests::{Decisions, Filed, Gathered};
use crate::site::{Files, InputFile};
use jiff::Zoned;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::path::Path;

/// What the team recorded and decided.
pub(super) const DECISIONS: &str = "inbox/decisions.yaml";

/// Said of a database that has none of our tables.
pub(super) const NO_STORE: &str = "there is no store of Portalsmith in this database";

/// All submissions, in order of arrival, and how they stand.
#[derive(Debug)]
pub(super) struct Inbox {
    pub(super) project: Project,
    pub(super) config: Config,
    pub(super) submissions: Vec<Filed>,
    pub(super) standings: Standings,
}

impl Inbox {
    /// None where something cannot be read, which was said then.
    pub(super) fn open(common: &Common, terminal: &Terminal) -> Result<Option<Inbox>, Stopped> {
        let project = match &common.project {
            Some(folder) => Project::at(folder)?,
            None => Project::find(Path::new("."))?,
        };
        let (mut files, mut problems) = (Vec::new(), Problems::new());
        let inbox = read(project, &mut files, &mut problems)?;
        terminal.show(&problems, &Files(&files));
        if problems.has_errors() {
            terminal.say(&summary(&problems));
            return Ok(None);
        }
        Ok(inbox)
    }

    /// The letters and calls that are not done; or why they are not known, where a server keeps them that does not tell: what
    /// is known of submissions is here all the same.
    pub(super) fn waiting(&self, environment: &Environment) -> Result<Result<Vec<Waiting>, String>, Stopped> {
        let (store, root) = (self.config.forms.store.as_str(), self.project.root());
        let ask =
            |password: Option<&str>| store::read(store, root, password)?.map(|mut store| store.waiting()).transpose();
        if is_server(store) {
            let password = find_store_password(environment, root)?;
            let waiting = ask(password.as_deref()).map_err(|error| error.text);
            return Ok(waiting.and_then(|waiting| waiting.ok_or_else(|| NO_STORE.to_owned())));
        }
        let path = root.join(store.trim_start_matches("sqlite:"));
        let failed = |error: StoreError| Failure::new("read the outbox in", &path, std::io::Error::other(error.text));
        Ok(Ok(ask(None).map_err(failed)?.unwrap_or_default()))
    }

    /// A moment as it is called where the organization is.
    pub(super) fn local(&self, moment: jiff::Timestamp) -> Zoned {
        moment.to_zoned(zone(&self.config))
    }
}

/// Whether a store is a database on a server.
pub(super) fn is_server(store: &str) -> bool {
    store.starts_with("postgres://")
}

/// Where the organization is.
pub(super) fn zone(config: &Config) -> TimeZone {
    TimeZoneDatabase::bundled().get(&config.organization.timezone).unwrap_or(TimeZone::UTC)
}

/// What customers wrote, as it stands in messages: nothing but its lines.
pub(super) fn covered(text: &[u8]) -> Vec<u8> {
    text.iter().map(|byte| if *byte == b'\n' { b'\n' } else { b'.' }).collect()
}

fn read(project: Project, files: &mut Vec<InputFile>, problems: &mut Problems) -> Result<Option<Inbox>, Stopped> {
    let mut add = |path: &str, bytes: Vec<u8>| {
        files.push(InputFile { path: path.to_owned(), bytes: bytes.into() });
        FileId(u16::try_from(files.len() - 1).unwrap_or(u16::MAX))
    };
    let text = project.bytes("config.yaml")?.unwrap_or_default();
    let Some(config) = config::read(add("config.yaml", text.clone()), &text, problems) else { return Ok(None) };
    let pulled = project.bytes(PULLED)?.unwrap_or_default();
    let file = add(PULLED, covered(&pulled));
    let mut gathered = Gathered::read(file, &String::from_utf8_lossy(&pulled), problems);
    for filed in stored(project.root(), &config, problems)? {
        problems.keep(gathered.add(filed).map_err(|differs| differs.problem(Place::file(file))));
    }
    let text = project.bytes(DECISIONS)?.unwrap_or_default();
    let file = add(DECISIONS, text.clone());
    let mut decisions = Decisions::read(file, &String::from_utf8_lossy(&text), problems);
    let submissions = gathered.into_order();
    decisions.check(&submissions, problems);
    let standings = Standings::of(&submissions, &decisions);
    Ok(Some(Inbox { project, config, submissions, standings }))
}
