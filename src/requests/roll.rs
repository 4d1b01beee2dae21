//! The roll: which portals there are, what may be sent from each, and whom to tell. A build writes it for the endpoint, which
//! has neither the exports nor the link secret.
//!
//! It is private: it names customers. It holds no key, so whoever reads it can open no portal.

use crate::config::Language;
use crate::links::{FormSecret, Kind, PortalId, SecretId, mark};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The version of the file; another one is refused.
const VERSION: u32 = 1;

/// All portals that forms can stand in.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Roll {
    version: u32,
    /// The secret that signed the tickets.
    pub secret: SecretId,
    /// The name of the form secret that goes with it: an endpoint that has another one would turn every form away.
    pub form_secret: String,
    /// The day that the portals speak for.
    pub as_of: Date,
    pub portals: BTreeMap<PortalId, Enrolled>,
    /// Portals that were published before this build, and of whose customers nothing is shown any more.
    pub withdrawn: BTreeSet<PortalId>,
}

/// A customer whom a form may be about.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolled {
    pub customer: String,
    pub name: String,
    /// Of the customer's portal.
    pub language: Language,
    /// Of his link; a ticket of an older one does not count.
    pub generation: u32,
    /// The customer's own address, which receipts go to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub contact: Option<String>,
    /// The address of who looks after him.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub manager: Option<String>,
    /// The portals that show his items: his own and his parents'.
    pub doors: Vec<Entrance>,
}

/// A portal that shows a customer's items, and the forms in it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entrance {
    /// [`way`] of the portal's path: tells a link of today from one that was withdrawn, and opens nothing.
    pub way: String,
    pub kinds: BTreeSet<Kind>,
}

/// Why a roll cannot be used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NoRoll {
    /// It is of another version of Portalsmith.
    Version(u32),
    /// It is no roll, or one that was cut off.
    Unreadable,
}

impl Roll {
    pub fn new(secret: SecretId, form_secret: &FormSecret, as_of: Date) -> Roll {
        let form_secret = form_secret.name();
        Roll { version: VERSION, secret, form_secret, as_of, portals: BTreeMap::new(), withdrawn: BTreeSet::new() }
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("texts, days and numbers are JSON") + "\n"
    }

    pub fn from_json(text: &[u8]) -> Result<Roll, NoRoll> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u32,
        }
        let Versioned { version } = serde_json::from_slice(text).map_err(|_| NoRoll::Unreadable)?;
        if version != VERSION {
            return Err(NoRoll::Version(version));
        }
        serde_json::from_slice(text).map_err(|_| NoRoll::Unreadable)
    }

    /// Whether the portal that a ticket stood in is still there, at that link, with that form or without.
    pub fn shows(&self, claims: &crate::links::TicketClaims) -> bool {
        let way = way(&claims.path);
        let doors = self.portals.get(&claims.portal).map(|enrolled| enrolled.doors.as_slice()).unwrap_or_default();
        claims.secret == self.secret && doors.iter().any(|door| door.way == way)
    }

    /// Who a ticket is about, where the portal that it stood in is still there, at that link, and still has that form.
    pub fn admits(&self, claims: &crate::links::TicketClaims) -> Option<&Enrolled> {
        let enrolled = self.portals.get(&claims.portal)?;
        let way = way(&claims.path);
        let is_open = |door: &Entrance| door.way == way && door.kinds.contains(&claims.kind);
        (claims.secret == self.secret && claims.generation == enrolled.generation && enrolled.doors.iter().any(is_open))
            .then_some(enrolled)
    }
}

/// A mark of a portal's path (`/p/<key>/`), from which the path cannot be found.
pub fn way(path: &str) -> String {
    mark::<24>(&["portal-way", path])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::{Keys, LinkSecret, Ticket};
    use jiff::civil::date;

    fn keys() -> Keys {
        Keys::new(&LinkSecret::from_bytes([5; 32]))
    }

    fn roll() -> Roll {
        let mut roll = Roll::new(keys().secret_id(), &keys().form_secret(), date(2026, 3, 31));
        let doors = vec![
            Entrance { way: way("/p/own/"), kinds: Kind::ALL.into() },
            Entrance { way: way("/p/parents/"), kinds: [Kind::Dispute].into() },
        ];
        let enrolled = Enrolled {
            customer: "C-1".into(),
            name: "Ada".into(),
            language: Language("en".into()),
            generation: 1,
            contact: None,
            manager: None,
            doors,
        };
        roll.portals.insert(keys().portal_id("C-1"), enrolled);
        roll
    }

    /// Whether the roll admits a form of this kind that stood in the portal at `path`.
    fn admits(kind: Kind, path: &str, generation: u32) -> bool {
        let (portal, amount, currency) = (keys().portal_id("C-1"), "1.00", "EUR");
        let ticket =
            keys().sign(&Ticket { portal, invoice: None, kind, generation, iat: 0, exp: 9, amount, currency, path });
        roll().admits(&keys().form_secret().verify(&ticket).unwrap()).is_some()
    }

    #[test]
    fn a_form_counts_as_long_as_the_portal_it_stood_in_has_it() {
        assert!(admits(Kind::Promise, "/p/own/", 1) && admits(Kind::Dispute, "/p/parents/", 1));
        assert!(!admits(Kind::Promise, "/p/parents/", 1), "switched off there");
        assert!(!admits(Kind::Dispute, "/p/old/", 1), "withdrawn");
        assert!(!admits(Kind::Dispute, "/p/own/", 0), "renewed");
    }

    #[test]
    fn a_roll_comes_back_and_another_version_is_told() {
        let text = roll().to_json();
        assert_eq!(Roll::from_json(text.as_bytes()), Ok(roll()));
        assert_eq!(Roll::from_json(b"{\"version\":2,\"more\":1}"), Err(NoRoll::Version(2)));
        assert_eq!(Roll::from_json(&text.as_bytes()[..text.len() / 2]), Err(NoRoll::Unreadable));
        assert!(!text.contains("/p/"), "a roll opens no portal: {text}");
    }
}
