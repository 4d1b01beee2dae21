//! `portalsmith inbox resolve` and `inbox reject`: a decision more in `inbox/decisions.yaml`. The next build shows it.
#![expect(clippy::disallowed_methods, reason = "the rim's own clock")]

use super::read::{DECISIONS, Inbox, zone};
use super::show::find;
use super::standing::Standing;
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, Stopped};
use crate::diag::{FileId, Problems};
use crate::disk::{hold, replace};
use crate::links::Kind;
use crate::requests::{Decision, Decisions, Filed, Verdict};
use jiff::civil::Date;

/// The longest note, in characters.
const LONGEST_NOTE: usize = 500;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Resolve {
    /// The submission's reference, as in `A-9F3K-72QX`, or its id
    #[arg(value_name = "REF")]
    submission: String,
    /// Note that the customer took it back
    #[arg(long)]
    withdrawn: bool,
    /// One line for the customer
    #[arg(long, value_name = "TEXT", value_parser = line)]
    note: Option<String>,
    #[command(flatten)]
    who: Who,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Reject {
    /// The submission's reference, as in `A-9F3K-72QX`, or its id
    #[arg(value_name = "REF")]
    submission: String,
    /// Why: one line for the customer
    #[arg(long, value_name = "TEXT", value_parser = line)]
    note: String,
    #[command(flatten)]
    who: Who,
}

/// Who decided, and when.
#[derive(Debug, clap::Args)]
struct Who {
    /// Who decided; the customer does not read it
    #[arg(long, value_name = "NAME", value_parser = line)]
    by: Option<String>,
    /// Day of the decision [default: today]
    #[arg(long, value_name = "DATE")]
    day: Option<Date>,
}

/// What is to be noted.
struct Word {
    verdict: Verdict,
    note: Option<String>,
    who: Who,
}

fn line(text: &str) -> Result<String, String> {
    let text = text.trim();
    let turns = |letter: char| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    match text {
        "" => Err("write something".to_owned()),
        _ if text.chars().any(|letter| letter.is_control() || turns(letter)) => {
            Err("write one line of text".to_owned())
        }
        _ if text.chars().count() > LONGEST_NOTE => Err(format!("write {LONGEST_NOTE} characters at the most")),
        _ => Ok(text.to_owned()),
    }
}

impl Resolve {
    pub(super) fn run(self, inbox: &Inbox, terminal: &Terminal) -> Result<Exit, Stopped> {
        let filed = find(inbox, &self.submission)?;
        let verdict = match filed.submission.kind {
            _ if self.withdrawn => Verdict::Withdrawn,
            Kind::Autopay => Verdict::Accepted,
            _ => Verdict::Resolved,
        };
        decide(inbox, filed, Word { verdict, note: self.note, who: self.who }, terminal)
    }
}

impl Reject {
    pub(super) fn run(self, inbox: &Inbox, terminal: &Terminal) -> Result<Exit, Stopped> {
        let filed = find(inbox, &self.submission)?;
        decide(inbox, filed, Word { verdict: Verdict::Rejected, note: Some(self.note), who: self.who }, terminal)
    }
}

fn decide(inbox: &Inbox, filed: &Filed, word: Word, terminal: &Terminal) -> Result<Exit, Stopped> {
    let Word { verdict, note, who } = word;
    let today = jiff::Timestamp::now().to_zoned(zone(&inbox.config)).date();
    if let Some(day) = who.day.filter(|day| *day > today) {
        let hints = vec![format!("today is {today} where the organization is")];
        return Err(Stopped::Refused("decided-tomorrow", format!("nothing was decided on {day} yet"), hints));
    }
    let reference = filed.id.reference();
    let is_replaced = refuse_decided(inbox, filed)?;
    let root = inbox.project.root();
    let _held = hold(&root.join("inbox"))?;
    // Read once more, since somebody else may have been faster.
    let text = inbox.project.bytes(DECISIONS)?.unwrap_or_default();
    let text = String::from_utf8(text).map_err(|_| odd())?;
    if Decisions::read(FileId(0), &text, &mut Problems::new()).on(&filed.id).is_some() {
        return Err(decided_already(&reference, "meanwhile"));
    }
    let alike = inbox.submissions.iter().filter(|other| other.id.reference() == reference).count();
    let decision = Decision {
        submission: if alike == 1 { reference.clone() } else { filed.id.to_string() },
        verdict,
        day: who.day.unwrap_or(today),
        note,
        by: who.by,
    };
    let written = Decisions::with(&text, &decision).ok_or_else(odd)?;
    replace(&root.join(DECISIONS), written.as_bytes())?;
    let what = said(filed.submission.kind, verdict);
    terminal.say(&format!("{reference} ({}) is {what} as of {}; the next build shows it", about(filed), decision.day));
    if is_replaced {
        terminal.say("a newer one about the same thing took its place, and what is shown follows that one");
    }
    if decision.note.is_some() && !matches!(filed.submission.kind, Kind::Dispute | Kind::Autopay) {
        terminal.say("the note is kept in inbox/decisions.yaml; portals show notes about disputes and autopay only");
    }
    Ok(Exit::Done)
}

/// Whether a newer one took its place; refused where there is nothing to decide.
fn refuse_decided(inbox: &Inbox, filed: &Filed) -> Result<bool, Stopped> {
    let reference = filed.id.reference();
    match inbox.standings.on(filed) {
        Standing::Open => Ok(false),
        Standing::Replaced => Ok(true),
        Standing::Decided(decision) => {
            let by = decision.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
            Err(decided_already(&reference, &format!("{} on {}{by}", decision.verdict.as_str(), decision.day)))
        }
        Standing::Withdrawn => Err(decided_already(&reference, "withdrawn by the customer")),
        Standing::Quarantined => {
            let title =
                format!("`{reference}` is kept apart: a program seems to have sent it, and it counts for nothing");
            let hint = "if a person sent it after all, note it under `recorded:` in inbox/decisions.yaml".to_owned();
            Err(Stopped::Refused("quarantined-submission", title, vec![hint]))
        }
    }
}

fn odd() -> Stopped {
    let title = format!("nothing can be added to {DECISIONS} as it is written");
    let hints = vec!["give its `decisions:` a list of the usual form: a line with a dash for each".to_owned()];
    Stopped::Refused("decisions-odd", title, hints)
}

fn decided_already(reference: &str, how: &str) -> Stopped {
    let title = format!("`{reference}` is decided already: {how}");
    let hint = "to decide otherwise, change its line in inbox/decisions.yaml".to_owned();
    Stopped::Refused("decided-already", title, vec![hint])
}

fn said(kind: Kind, verdict: Verdict) -> &'static str {
    match (kind, verdict) {
        (Kind::Autopay, Verdict::Rejected) => "declined",
        (_, verdict) => verdict.as_str(),
    }
}

fn about(filed: &Filed) -> String {
    let kind = filed.submission.kind.as_str();
    filed.submission.invoice.as_ref().map_or_else(|| kind.to_owned(), |number| format!("{kind}, {number}"))
}
