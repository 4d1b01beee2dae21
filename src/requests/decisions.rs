//! `inbox/decisions.yaml`: disputes and promises that the team recorded itself, and what it decided on what customers sent.

mod edit;

use super::{Filed, SubmissionId};
use crate::diag::{Diagnostic, FileId, Place, Problems};
use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What stands in the file.
#[derive(Debug, Default)]
pub struct Decisions {
    pub(super) recorded: Vec<(Record, Places)>,
    decisions: Vec<(Decision, Place)>,
    /// The last decision about each submission, by what it was called, in small letters.
    by_name: HashMap<String, usize>,
}

/// Where the parts of a record stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    pub(super) customer: Place,
    pub(super) amount: Option<Place>,
}

/// What the team decided on one submission.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Decision {
    /// The submission's id or its reference.
    pub submission: String,
    pub verdict: Verdict,
    pub day: Date,
    /// One line for the customer.
    pub note: Option<String>,
    /// Who decided; never shown to the customer.
    pub by: Option<String>,
}

/// How a submission ended.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Resolved,
    Rejected,
    /// The customer took it back.
    Withdrawn,
    /// Of a request for autopay: it is on from then.
    Accepted,
}

impl Verdict {
    pub const fn as_str(self) -> &'static str {
        match self {
            Verdict::Resolved => "resolved",
            Verdict::Rejected => "rejected",
            Verdict::Withdrawn => "withdrawn",
            Verdict::Accepted => "accepted",
        }
    }
}

impl Decisions {
    /// Reads the file. One that cannot be read is an error, and nothing of it counts.
    pub fn read(file: FileId, text: &str, problems: &mut Problems) -> Decisions {
        let Some(written) = problems.keep(written(file, text)) else { return Decisions::default() };
        let recorded = written.recorded.into_iter().map(|record| {
            let places = Places {
                customer: place_of(file, text, &record.customer),
                amount: record.amount.as_ref().map(|amount| place_of(file, text, amount)),
            };
            (record, places)
        });
        let decisions = written.decisions.into_iter().map(|decision| {
            let place = place_of(file, text, &decision.submission);
            (decision.into(), place)
        });
        let (recorded, decisions): (_, Vec<(Decision, Place)>) = (recorded.collect(), decisions.collect());
        let names = decisions.iter().enumerate().map(|(index, (decision, _))| (named(&decision.submission), index));
        Decisions { by_name: names.collect(), recorded, decisions }
    }

    /// What was decided on a submission: the last word counts.
    pub fn on(&self, id: &SubmissionId) -> Option<&Decision> {
        let index = |name: String| self.by_name.get(&name).copied();
        let last = index(named(id.as_str())).max(index(named(&id.reference())));
        last.map(|last| &self.decisions[last].0)
    }

    /// Names the decisions that are about none of these submissions, or about more than one: these count for none of them.
    pub fn check(&mut self, submissions: &[Filed], problems: &mut Problems) {
        let mut meant: BTreeMap<usize, usize> = BTreeMap::new();
        if !self.decisions.is_empty() {
            for Filed { id, .. } in submissions {
                for name in [named(id.as_str()), named(&id.reference())] {
                    self.by_name.get(&name).into_iter().for_each(|index| *meant.entry(*index).or_default() += 1);
                }
            }
        }
        for index in self.by_name.values().collect::<BTreeSet<_>>() {
            let (decision, place) = &self.decisions[*index];
            let shown = &decision.submission;
            match meant.get(index).copied().unwrap_or(0) {
                1 => {}
                0 => problems.add(
                    Diagnostic::warning("decision-without-submission", format!("there is no submission `{shown}`"))
                        .at(*place, "decided here")
                        .hint("submissions of other hosts come by `portalsmith inbox pull`"),
                ),
                _ => problems.add(
                    Diagnostic::warning("decision-ambiguous", format!("there are several submissions `{shown}`"))
                        .at(*place, "this counts for none of them")
                        .hint("write the submission's id: `portalsmith inbox list --format json` has it"),
                ),
            }
        }
        self.by_name.retain(|_, index| meant.get(index) == Some(&1));
    }

    /// The file's text with a decision more, all else as it is; none where the text is written in a way that leaves no room.
    /// Note and name are written as they will be read: in one line.
    pub fn with(text: &str, decision: &Decision) -> Option<String> {
        edit::appended(text, &decision.clone().in_lines())
    }
}

/// As submissions are compared: people write references in small letters too.
fn named(submission: &str) -> String {
    submission.trim().to_ascii_lowercase()
}

fn written(file: FileId, text: &str) -> Result<Written, Diagnostic> {
    if text.trim().is_empty() {
        return Ok(Written::default());
    }
    let written: Option<Written> = serde_saphyr::from_str(text).map_err(|error| unreadable(file, text, &error))?;
    Ok(written.unwrap_or_default())
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    recorded: Vec<Record>,
    #[serde(default)]
    decisions: Vec<WrittenDecision>,
}

/// A dispute or promise that reached the team in another way.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    pub(super) kind: Kind,
    pub(super) customer: Spanned<String>,
    pub(super) invoice: String,
    pub(super) day: Date,
    #[serde(default)]
    pub(super) reason: Option<String>,
    #[serde(default)]
    pub(super) amount: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) date: Option<Date>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Dispute,
    Promise,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDecision {
    submission: Spanned<String>,
    decision: Verdict,
    day: Date,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    by: Option<String>,
}

impl From<WrittenDecision> for Decision {
    fn from(written: WrittenDecision) -> Decision {
        let WrittenDecision { submission, decision: verdict, day, note, by } = written;
        Decision { submission: submission.value, verdict, day, note, by }.in_lines()
    }
}

impl Decision {
    /// Its note and its name in one line each; none where nothing is to be seen of them.
    fn in_lines(self) -> Decision {
        let line = |text: Option<String>| text.map(|text| one_line(&text)).filter(|line| !line.is_empty());
        Decision { note: line(self.note), by: line(self.by), ..self }
    }
}

/// A text as it can stand in a line: other white space is a space, and what is no character to be seen is left out.
fn one_line(text: &str) -> String {
    let is_seen = |letter: &char| {
        let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        !letter.is_control() && !turns
    };
    let words = text.split_whitespace().map(|word| word.chars().filter(is_seen).collect::<String>());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn unreadable(file: FileId, text: &str, error: &serde_saphyr::Error) -> Diagnostic {
    let start = error.location().and_then(|location| location.span().byte_offset()).unwrap_or(0) as usize;
    let start = start.min(text.len());
    let end = text[start..].find(['\n', ' ', ',', '}']).map_or(text.len(), |length| start + length);
    let title = error.without_snippet().to_string();
    let title = title.lines().next().unwrap_or_default();
    let title = title.split(" at line ").next().unwrap_or(title).trim_start_matches("error: ");
    Diagnostic::error("decisions-unreadable", format!("decisions.yaml cannot be read: {title}"))
        .at(Place::span(file, start..end.max(start)), "here")
}

fn place_of(file: FileId, text: &str, value: &Spanned<String>) -> Place {
    let start = value.referenced.span().byte_offset().map_or(0, |offset| offset as usize).min(text.len());
    Place::span(file, start..(start + value.value.len()).min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(text: &str) -> (Decisions, Vec<&'static str>) {
        let mut problems = Problems::new();
        let decisions = Decisions::read(FileId(0), text, &mut problems);
        (decisions, problems.iter().map(|problem| problem.code).collect())
    }

    #[test]
    fn a_decision_is_found_by_id_and_by_reference_in_any_letters() {
        let id = SubmissionId::new("a", [7; 16]);
        for name in [id.to_string(), id.reference(), id.reference().to_lowercase()] {
            let (decisions, codes) = read(&format!(
                "decisions:\n- {{ submission: {name}, decision: rejected, day: 2026-03-31, note: \"a\\n b\\u202e\", by: Ada }}\n"
            ));
            let decision = decisions.on(&id).unwrap();
            assert_eq!((decision.verdict, decision.day), (Verdict::Rejected, date(2026, 3, 31)));
            assert_eq!((decision.note.as_deref(), decision.by.as_deref()), (Some("a b"), Some("Ada")));
            assert!(codes.is_empty() && decisions.on(&SubmissionId::new("a", [8; 16])).is_none());
        }
    }

    #[test]
    fn the_last_word_counts() {
        let id = SubmissionId::new("a", [7; 16]);
        let line =
            |name: &str, verdict: &str| format!("- {{ submission: {name}, decision: {verdict}, day: 2026-03-31 }}\n");
        let (by_id, by_reference) = (line(id.as_str(), "rejected"), line(&id.reference(), "resolved"));
        let (decisions, _) = read(&format!("decisions:\n{by_id}{by_reference}"));
        assert_eq!(decisions.on(&id).unwrap().verdict, Verdict::Resolved);
        let (decisions, _) = read(&format!("decisions:\n{by_reference}{by_id}"));
        assert_eq!(decisions.on(&id).unwrap().verdict, Verdict::Rejected);
    }

    #[test]
    fn a_file_of_comments_decides_nothing() {
        for text in ["", "# nothing yet\n", "recorded: []\n", "---\n"] {
            assert_eq!(read(text).1, Vec::<&str>::new(), "{text:?}");
        }
    }
}
