//! `portalsmith renew`.

use super::session::{Purpose, Session};
use super::terminal::Terminal;
use super::{Common, Exit, Stopped};
use crate::diag::Problems;
use crate::disk::{Environment, replace};
use crate::ledger::CustomerId;
use crate::links::Register;
use crate::site::OnProblems;

/// Give one customer a new link; the next build withdraws the old one
#[derive(Debug, clap::Args)]
pub(super) struct Renew {
    /// The customer's id, letter for letter
    customer: String,
}

impl Renew {
    pub(super) fn run(
        self,
        common: &Common,
        environment: &Environment,
        terminal: &mut Terminal,
    ) -> Result<Exit, Stopped> {
        let session = Session::open(common, environment, Purpose::Links, terminal)?;
        let mut problems = Problems::new();
        let Some(inputs) = session.load(&mut problems, terminal)? else { return Ok(Exit::Problems) };
        let Some(site) = session.site(&inputs, None, OnProblems::KeepGoing, &mut problems, terminal) else {
            return Ok(Exit::Problems);
        };
        let id = CustomerId::new(&self.customer).ok();
        let Some(book) = id.and_then(|id| site.ledger().book(&id)) else {
            let title = format!("there is no customer `{}` in the customer export", self.customer);
            return Err(Stopped::Refused("unknown-customer", title, Vec::new()));
        };
        let id = book.customer.id.as_str();
        let register = match inputs.register {
            Some(file) => Register::parse(file, &inputs.text(file), &mut Problems::new()),
            None => Some(Register::default()),
        };
        let register = register.expect("the site was built with it");
        replace(&session.project.root().join("links.yaml"), register.renewed(id).as_bytes())?;
        terminal.say(&format!(
            "`{id}` ({}) gets a new link with the next build, and the old one is withdrawn",
            book.customer.name
        ));
        terminal.say("then send it: portalsmith links; commit links.yaml, or the old link comes back");
        Ok(Exit::Done)
    }
}
