//! `portalsmith inbox show`.

use super::list::{json_of, row};
use super::names::Names;
use super::read::Inbox;
use super::standing::Standing;
use crate::cli::terminal::Terminal;
use crate::cli::{Exit, Stopped};
use crate::diag::shown;
use crate::disk::Environment;
use crate::requests::{Decision, Filed};

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Show {
    /// The submission's reference, as in `A-9F3K-72QX`, or its id
    #[arg(value_name = "REF")]
    submission: String,
    /// How to answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Show {
    pub(super) fn run(self, inbox: &Inbox, environment: &Environment, terminal: &Terminal) -> Result<Exit, Stopped> {
        let filed = find(inbox, &self.submission)?;
        let names = Names::find(inbox, environment)?;
        let row = row(filed, inbox, &names);
        if self.format == Format::Json {
            return terminal.print(&json_of(&row));
        }
        let submission = &filed.submission;
        let (standing, note, by) = match row.standing {
            Standing::Decided(Decision { verdict, day, note, by, .. }) => {
                (format!("{} on {day}", verdict.as_str()), note.clone(), by.clone())
            }
            Standing::Quarantined => {
                ("quarantined: a program seems to have sent it, and it counts for nothing".to_owned(), None, None)
            }
            standing => (standing.as_str().to_owned(), None, None),
        };
        let received = inbox.local(filed.received).strftime("%Y-%m-%d %H:%M:%S %Z").to_string();
        let lines = [
            ("reference", Some(filed.id.reference())),
            ("id", Some(filed.id.to_string())),
            ("received", Some(received)),
            ("kind", Some(submission.kind.as_str().to_owned())),
            ("customer", row.customer.map(|(id, name)| format!("{id} {name}"))),
            ("portal", Some(submission.portal.to_string())),
            ("invoice", row.about("all that is past due")),
            ("amount", Some(row.amount()).filter(|amount| !amount.is_empty())),
            ("reason", submission.reason.clone()),
            ("date", submission.date.map(|date| date.to_string())),
            ("payment reference", submission.reference.clone()),
            ("name", Some(submission.name.clone())),
            ("email", submission.email.as_ref().map(|email| format!("{email} (as entered; nobody checked it)"))),
            ("standing", Some(standing)),
            ("note", note),
            ("by", by),
        ];
        let mut text = String::new();
        for (name, value) in lines.into_iter().filter_map(|(name, value)| Some((name, value?))) {
            text.push_str(&format!("{name:17}  {}\n", shown(&value).replace('\n', " ")));
        }
        if let Some(message) = &submission.message {
            text.push_str("\nmessage\n");
            shown(message).lines().for_each(|line| text.push_str(&format!("  | {line}\n")));
        }
        terminal.print(&text)
    }
}

/// The one submission that people call so.
pub(super) fn find<'i>(inbox: &'i Inbox, called: &str) -> Result<&'i Filed, Stopped> {
    let is_meant = |filed: &&Filed| {
        let called = called.trim();
        called.eq_ignore_ascii_case(filed.id.as_str()) || called.eq_ignore_ascii_case(&filed.id.reference())
    };
    let found: Vec<&Filed> = inbox.submissions.iter().filter(is_meant).collect();
    match found[..] {
        [filed] => Ok(filed),
        [] => {
            let hints = vec![
                "`portalsmith inbox list --all` has all that are known here".to_owned(),
                "those of another host come by `portalsmith inbox pull`".to_owned(),
            ];
            Err(Stopped::Refused("unknown-submission", format!("there is no submission `{called}`"), hints))
        }
        _ => {
            let ids: Vec<&str> = found.iter().map(|filed| filed.id.as_str()).collect();
            let title = format!("there are {} submissions `{called}`", ids.len());
            Err(Stopped::Refused("ambiguous-submission", title, vec![format!("give the id: {}", ids.join(" or "))]))
        }
    }
}
