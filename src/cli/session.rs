//! What most commands begin with: the project, the day, the secret, the site.
#![expect(clippy::disallowed_methods, reason = "the rim's own clock and chance")]

use super::stored::stored;
use super::terminal::Terminal;
use super::{Common, Exit, Stopped};
use crate::config::{self, Config};
use crate::diag::{FileId, Problems};
use crate::disk::{Environment, Loaded, Project, find_link_secret, make_link_secret, no_link_secret};
use crate::links::{Keys, LinkSecret, Lock};
use crate::site::{Files, Inputs, OnProblems, Site, build};
use jiff::civil::Date;
use std::sync::Arc;

/// What a command needs a link secret for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Purpose {
    /// To look only: without a secret a throw-away one will do.
    Look,
    /// To look at pages: likewise, and the addresses say that it was thrown away.
    Preview,
    /// To say what a build would do: the build's own rules, but nothing is written.
    Plan,
    /// To build: a demo project gets its secret at its first build.
    Build,
    /// To tell links: the real one, or none.
    Links,
}

/// A project with its secret found.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) project: Project,
    pub(super) keys: Arc<Keys>,
}

impl Session {
    pub(super) fn open(
        common: &Common,
        environment: &Environment,
        purpose: Purpose,
        terminal: &Terminal,
    ) -> Result<Session, Stopped> {
        let project = match &common.project {
            Some(folder) => Project::at(folder)?,
            None => Project::find(std::path::Path::new("."))?,
        };
        let keys = keys(&project, environment, purpose, terminal)?;
        Ok(Session { keys: Arc::new(keys), project })
    }

    /// Reads all inputs; shows the problems and gives none where config cannot be read.
    pub(super) fn load(&self, problems: &mut Problems, terminal: &Terminal) -> Result<Option<Arc<Inputs>>, Stopped> {
        let Loaded { files, mut inputs } = self.project.load(problems)?;
        if let Some(inputs) = &mut inputs {
            let stored = stored(self.project.root(), &inputs.config, problems)?;
            inputs.receive(stored, problems);
        }
        if inputs.is_none() {
            terminal.show(problems, &Files(&files));
            terminal.say(&summary(problems));
        }
        Ok(inputs.map(Arc::new))
    }

    /// Builds the site and shows all problems; none where there are errors.
    pub(super) fn site(
        &self,
        inputs: &Arc<Inputs>,
        as_of: Option<Date>,
        on_problems: OnProblems,
        problems: &mut Problems,
        terminal: &Terminal,
    ) -> Option<Site> {
        let as_of = as_of.unwrap_or_else(|| today(&inputs.config));
        let site = build(inputs, &self.keys, as_of, on_problems, problems);
        terminal.show(problems, &inputs.shown());
        if site.is_none() {
            terminal.say(&summary(problems));
        }
        site
    }

    /// `links.lock`, held against the secret: another secret would change every address.
    pub(super) fn lock(&self, inputs: &Inputs, terminal: &Terminal) -> Result<Result<Lock, Exit>, Stopped> {
        let secret = self.keys.secret_id();
        let Some(file) = inputs.lock else { return Ok(Ok(Lock::new(secret))) };
        let mut problems = Problems::new();
        let Some(lock) = Lock::parse(file, &inputs.text(file), &mut problems) else {
            terminal.show(&problems, &inputs.shown());
            return Ok(Err(Exit::Problems));
        };
        if lock.secret != secret {
            let title = format!("the link secret is `{secret}`, but links.lock was made with `{}`", lock.secret);
            let hints = vec![
                "every portal would get another address, and the links that customers have would be dead".to_owned(),
                "give the secret that links.lock was made with; docs/links.md tells how to replace it on purpose"
                    .to_owned(),
            ];
            return Err(Stopped::Refused("other-secret", title, hints));
        }
        Ok(Ok(lock))
    }
}

/// What the problems come to, for the end of the talk.
pub(super) fn summary(problems: &Problems) -> String {
    let errors = super::terminal::count(problems.errors(), "error", "errors");
    match problems.warnings() {
        0 => format!("{errors}; nothing was written"),
        warnings => {
            format!("{errors}, {}; nothing was written", super::terminal::count(warnings, "warning", "warnings"))
        }
    }
}

/// The day the exports speak for by config's word, else today in the organization's time zone.
pub(super) fn today(config: &Config) -> Date {
    config.exports.as_of.unwrap_or_else(|| {
        let zone = jiff::tz::TimeZoneDatabase::bundled().get(&config.organization.timezone);
        jiff::Timestamp::now().to_zoned(zone.unwrap_or(jiff::tz::TimeZone::UTC)).date()
    })
}

fn keys(project: &Project, environment: &Environment, purpose: Purpose, terminal: &Terminal) -> Result<Keys, Stopped> {
    if let Some(found) = find_link_secret(environment, project.root())? {
        if found.secret.is_published_test_secret() && !is_demo(project)? {
            let hints = vec![
                "everybody knows it, and so every link made with it".to_owned(),
                "`portalsmith init` makes a secret of your own".to_owned(),
            ];
            let title = "the published test secret is for example.com, .example and .test only".to_owned();
            return Err(Stopped::Refused("published-test-secret", title, hints));
        }
        return Ok(Keys::new(&found.secret));
    }
    let may_make = matches!(purpose, Purpose::Plan | Purpose::Build) && may_make_secret(project, environment)?;
    if purpose == Purpose::Preview {
        terminal.say("there is no link secret: this preview's addresses begin with `preview`, and hold until it ends");
        return Ok(Keys::for_preview(&throw_away_secret()));
    }
    if purpose == Purpose::Look || (purpose == Purpose::Plan && may_make) {
        terminal.say("there is no link secret yet; this run uses one that is thrown away");
        return Ok(Keys::new(&throw_away_secret()));
    }
    if may_make {
        let secret = make_link_secret(project.root())?;
        terminal.say("made a link secret in .secrets/link, since this is a demo project; keep such a file safe");
        return Ok(Keys::new(&secret));
    }
    Err(no_link_secret().into())
}

/// A secret that nobody keeps.
pub(super) fn throw_away_secret() -> LinkSecret {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    LinkSecret::from_bytes(bytes)
}

/// A demo project gets its secret by itself: its host is reserved for examples, nothing was published yet, and no
/// pipeline is at work, which would make another one each time.
fn may_make_secret(project: &Project, environment: &Environment) -> Result<bool, Stopped> {
    let is_new = project.bytes("links.lock")?.is_none() && project.output().published()?.manifest.is_none();
    Ok(is_demo(project)? && is_new && environment.var("CI").is_none())
}

/// Whether the site's host is one that nobody can have.
fn is_demo(project: &Project) -> Result<bool, Stopped> {
    let Some(bytes) = project.bytes("config.yaml")? else { return Ok(false) };
    let config = config::read(FileId(0), &bytes, &mut Problems::new());
    // A config with errors is shown as such, before anything is published.
    Ok(config.is_none_or(|config| config.site.is_on_reserved_host()))
}
