//! Builds: reads the project, builds the customers' site and the sample's, and says what is wrong.

use super::inbox::Inbox;
use super::sample;
use super::showing::Showing;
use super::{Day, Stored, Talk};
use crate::diag::{self, Diagnostic, Excerpts, Problems, Severity, Style};
use crate::disk::{Failure, Loaded, Watched};
use crate::links::Keys;
use crate::portal::Fingerprints;
use crate::site::{Files, Inputs, Kept, OnProblems, Site, rebuild};
use jiff::civil::Date;
use std::sync::{Arc, Mutex, PoisonError};

/// So many problems are shown in the browser; the terminal has them all.
const SHOWN: usize = 200;

/// What builds are made of, and what is kept between them.
pub(super) struct Workshop {
    pub(super) project: Watched,
    pub(super) keys: Arc<Keys>,
    pub(super) sample_keys: Arc<Keys>,
    /// Where the preview is reached: `http://127.0.0.1:4747`.
    pub(super) origin: String,
    pub(super) day: Day,
    pub(super) stored: Stored,
    pub(super) inbox: Arc<Mutex<Inbox>>,
    pub(super) kept: Kept,
    pub(super) sample_kept: Kept,
    /// The sample's fingerprints when its pages were last tried.
    pub(super) tried: Vec<Fingerprints>,
    /// What was said last, so that it is not said after every save.
    pub(super) said: Vec<Diagnostic>,
    /// Whether the customers' site was ever there to be shown.
    pub(super) has_shown: bool,
}

/// What came of a build.
#[derive(Debug)]
pub(super) struct Built {
    /// None where there were errors; but as long as the customers' site never was without, the sample's alone.
    pub(super) showing: Option<Showing>,
    pub(super) told: Told,
}

/// What was wrong, in words.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Told {
    pub(super) problems: Vec<Problem>,
    pub(super) errors: usize,
    pub(super) warnings: usize,
}

/// A problem as it is shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Problem {
    pub(super) is_error: bool,
    /// With its places, as on the terminal.
    pub(super) text: String,
}

impl Workshop {
    /// Builds from what lies in the project now.
    pub(super) fn build(&mut self, talk: &dyn Talk) -> Built {
        let mut problems = Problems::new();
        let Loaded { files, inputs } = match self.project.load(&mut problems) {
            Ok(loaded) => loaded,
            Err(failure) => return self.failed(&failure, talk),
        };
        let Some(mut inputs) = inputs else {
            return Built { showing: None, told: self.tell(&problems, &Files(&files), talk) };
        };
        match (self.stored)(&inputs.config, &mut problems) {
            Ok(stored) => inputs.receive(stored, &mut problems),
            Err(failure) => return self.failed(&failure, talk),
        }
        self.turn_to_preview(&mut inputs);
        let inputs = Arc::new(inputs);
        let as_of = (self.day)(&inputs.config);
        let site = rebuild(&mut self.kept, (&inputs, &self.keys), as_of, OnProblems::Stop, &mut problems);
        let showing = site.and_then(|site| self.both(site, &inputs, as_of, &mut problems));
        let mut showing = showing.filter(|_| !problems.has_errors());
        self.has_shown |= showing.is_some();
        if !self.has_shown {
            showing = self.sample_alone(&inputs, as_of);
        }
        Built { showing, told: self.tell(&problems, &inputs.shown(), talk) }
    }

    fn both(&mut self, site: Site, inputs: &Inputs, as_of: Date, problems: &mut Problems) -> Option<Showing> {
        let sample = self.sample(inputs, as_of, problems)?;
        problems.keep(Showing::new(site, sample).and_then(|showing| self.tried(showing)))
    }

    /// A new project may have no exports yet, but it has a look to work on: a site of no customers, and the sample's.
    fn sample_alone(&mut self, inputs: &Inputs, as_of: Date) -> Option<Showing> {
        // What is wrong with config, theme and pages was told with the customers' site.
        let mut told = Problems::new();
        let nobody = Arc::new(sample::nobody(inputs));
        let site = rebuild(&mut Kept::new(), (&nobody, &self.keys), as_of, OnProblems::Stop, &mut told)?;
        let mut showing = self.both(site, inputs, as_of, &mut told)?;
        showing.is_sample_alone = true;
        (!told.has_errors()).then_some(showing)
    }

    /// The preview is the host of the site and the endpoint of its forms.
    fn turn_to_preview(&self, inputs: &mut Inputs) {
        let base_path = inputs.config.site.base_path().to_owned();
        inputs.config.site.base_url = format!("{}{base_path}", self.origin);
        // Forms that would be e-mails stay e-mails.
        if inputs.config.forms.endpoint.is_some() {
            inputs.config.forms.endpoint = Some(self.origin.clone());
        }
        let inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        inputs.received.extend(inbox.received());
    }

    /// The sample's site. What is wrong with config or theme was told with the customers' site; what is wrong with the sample
    /// alone is not the user's to mend.
    fn sample(&mut self, inputs: &Inputs, as_of: Date, problems: &mut Problems) -> Option<Site> {
        let inputs = Arc::new(sample::inputs(inputs, as_of));
        self.sample_kept.share_look(&self.kept);
        let mut own = Problems::new();
        let keys = &self.sample_keys;
        let site = rebuild(&mut self.sample_kept, (&inputs, keys), as_of, OnProblems::Stop, &mut own);
        if site.is_none() {
            problems.append(own);
        }
        site
    }

    fn tell(&mut self, problems: &Problems, excerpts: &dyn Excerpts, talk: &dyn Talk) -> Told {
        let now: Vec<Diagnostic> = problems.iter().cloned().collect();
        if now != self.said {
            talk.problems(problems, excerpts);
            self.said = now;
        }
        let problem = |problem: &Diagnostic| Problem {
            is_error: problem.severity == Severity::Error,
            text: diag::text(problem, excerpts, Style::Plain).trim_end().to_owned(),
        };
        let mut listed: Vec<&Diagnostic> = problems.iter().collect();
        listed.sort_by_key(|problem| problem.severity == Severity::Warning);
        let listed = listed.into_iter().take(SHOWN).map(problem).collect();
        Told { problems: listed, errors: problems.errors(), warnings: problems.warnings() }
    }

    fn failed(&mut self, failure: &Failure, talk: &dyn Talk) -> Built {
        let text = format!("error: {failure}");
        let text = failure.hint.iter().fold(text, |text, hint| format!("{text}\n  = hint: {hint}"));
        talk.say(&text);
        self.said.clear();
        Built { showing: None, told: Told { problems: vec![Problem { is_error: true, text }], errors: 1, warnings: 0 } }
    }

    /// A template can be sound and yet not render. The sample's pages have one of everything, so they are tried, unless
    /// nothing changed that they show.
    fn tried(&mut self, showing: Showing) -> Result<Showing, Diagnostic> {
        let fingerprints = showing.sample.fingerprints();
        if fingerprints != self.tried {
            showing.sample.try_pages(showing.sample_slot())?;
            self.tried = fingerprints;
        }
        Ok(showing)
    }
}
