//! `portalsmith inbox`: what customers sent, and what the team decides on it.
//!
//! Nothing here needs the link secret: the roll that the last build left says whose portal an id is. Only where there is
//! none, and a secret is at hand, are the exports asked.

mod decide;
mod list;
mod names;
mod pull;
mod read;
mod show;
mod standing;

use super::terminal::Terminal;
use super::{Common, Exit, Stopped};
use crate::disk::Environment;
use read::Inbox;

/// What customers sent by the forms, and the decisions on it
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// List what is open, the newest first
    List(list::List),
    /// Show all that is known of one submission
    Show(show::Show),
    /// Note that a submission is dealt with; a request for autopay is accepted by it
    Resolve(decide::Resolve),
    /// Note that a submission is turned down, and why; the customer reads the note
    Reject(decide::Reject),
    /// Print all submissions, to keep or to hand on
    Export(list::Export),
    /// Take in submissions of other hosts, into inbox/pulled.jsonl
    Pull(pull::Pull),
}

impl Command {
    pub(super) fn run(
        self,
        common: &Common,
        environment: &Environment,
        terminal: &mut Terminal,
    ) -> Result<Exit, Stopped> {
        let Some(inbox) = Inbox::open(common, terminal)? else { return Ok(Exit::Problems) };
        match self {
            Command::List(list) => list.run(&inbox, environment, terminal),
            Command::Show(show) => show.run(&inbox, environment, terminal),
            Command::Resolve(resolve) => resolve.run(&inbox, terminal),
            Command::Reject(reject) => reject.run(&inbox, terminal),
            Command::Export(export) => export.run(&inbox, environment, terminal),
            Command::Pull(pull) => pull.run(&inbox, environment, terminal),
        }
    }
}
