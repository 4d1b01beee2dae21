//! Secrets that slipped into `config.yaml`: found, named, never shown.

use crate::diag::{Diagnostic, FileId, Place, Spot};
use std::ops::Range;

/// What a secret's text begins with, and what it is called.
const MARKS: [(&str, &str); 2] = [("portal-link-1_", "link secret"), ("portal-form-1_", "form secret")];

/// The secrets in a text.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    /// The lines that hold one, as byte ranges, rising.
    lines: Vec<Range<usize>>,
    problems: Vec<Diagnostic>,
}

impl Secrets {
    pub(super) fn find(file: FileId, text: &str) -> Secrets {
        let mut secrets = Secrets::default();
        let mut start = 0;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let range = start..start + line.len();
            start = range.end;
            let Some((_, name)) = MARKS.iter().find(|(mark, _)| line.contains(mark)) else { continue };
            // The file as a whole is the place: a place in it would be shown with its line.
            let title = format!("line {} of config.yaml holds a {name}", number + 1);
            secrets.problems.push(
                Diagnostic::error("secret-in-config", title)
                    .at(Place::file(file), "")
                    .hint("treat it as leaked: take it out and make a new one")
                    .hint("secrets are read from the environment or from `.secrets/`, never from config.yaml"),
            );
            secrets.lines.push(range);
        }
        secrets
    }

    /// Whether a problem stands on a line with a secret: it would be shown with it, and its title could quote it.
    pub(super) fn would_show(&self, problem: &Diagnostic) -> bool {
        problem.labels.iter().any(|label| match label.place.spot {
            Spot::Span { start, end } => {
                let next = self.lines.partition_point(|line| line.end <= start as usize);
                self.lines.get(next).is_some_and(|line| line.start <= end as usize)
            }
            Spot::File | Spot::Cell { .. } => false,
        })
    }

    pub(super) fn into_problems(self) -> Vec<Diagnostic> {
        self.problems
    }
}
