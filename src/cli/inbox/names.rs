//! Whose portal a public id stands for.

use super::read::Inbox;
use crate::cli::Stopped;
use crate::diag::Problems;
use crate::disk::{Environment, Loaded, find_link_secret};
use crate::links::{Keys, PortalId};
use crate::requests::Roll;
use crate::site::{OnProblems, build};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A customer's id and name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Named {
    pub(super) id: String,
    pub(super) name: String,
}

/// The customers that are known.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_portal: BTreeMap<PortalId, Named>,
}

impl Names {
    /// From the roll of the last build; without one, from the exports, where there is a link secret. Otherwise nobody is known,
    /// and portals' ids have to do.
    pub(super) fn find(inbox: &Inbox, environment: &Environment) -> Result<Names, Stopped> {
        if inbox.submissions.is_empty() {
            return Ok(Names::default());
        }
        let roll = inbox.project.output().roll()?.and_then(|text| Roll::from_json(&text).ok());
        let by_portal = match roll {
            Some(roll) => {
                let named = roll.portals.into_iter();
                named.map(|(id, enrolled)| (id, Named { id: enrolled.customer, name: enrolled.name })).collect()
            }
            None => from_exports(inbox, environment)?,
        };
        Ok(Names { by_portal })
    }

    pub(super) fn of(&self, portal: PortalId) -> Option<&Named> {
        self.by_portal.get(&portal)
    }
}

fn from_exports(inbox: &Inbox, environment: &Environment) -> Result<BTreeMap<PortalId, Named>, Stopped> {
    let Some(found) = find_link_secret(environment, inbox.project.root())? else { return Ok(BTreeMap::new()) };
    let keys = Arc::new(Keys::new(&found.secret));
    // What is wrong with the exports is for `check` to say.
    let mut problems = Problems::new();
    let Loaded { inputs: Some(inputs), .. } = inbox.project.load(&mut problems)? else { return Ok(BTreeMap::new()) };
    let as_of = crate::cli::session::today(&inputs.config);
    let site = build(&Arc::new(inputs), &keys, as_of, OnProblems::KeepGoing, &mut problems);
    let books = site.as_ref().map(|site| site.ledger().books()).unwrap_or_default();
    let named = books.iter().map(|book| {
        let (id, name) = (book.customer.id.to_string(), book.customer.name.to_string());
        (keys.portal_id(&id), Named { id, name })
    });
    Ok(named.collect())
}
