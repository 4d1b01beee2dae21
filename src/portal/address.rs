//! Where a portal lies: its unguessable path, and what is derived for it.

use crate::config::Config;
use crate::ledger::CustomerId;
use crate::links::{Keys, PortalId, PortalKey, Register};

/// A portal's key and public id, and the generation of its link.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Address {
    pub key: PortalKey,
    pub id: PortalId,
    pub generation: u32,
}

impl Address {
    /// The address of a customer's portal: derived, or pinned in `links.yaml`.
    pub fn of(customer: &CustomerId, keys: &Keys, register: &Register) -> Address {
        let generation = register.generation_of(customer.as_str());
        let key = register.pinned(customer.as_str()).unwrap_or_else(|| keys.portal_key(customer.as_str(), generation));
        Address { key, id: keys.portal_id(customer.as_str()), generation }
    }

    /// Its path on the site: `/p/<key>/`.
    pub fn path(&self) -> String {
        format!("/p/{}/", self.key)
    }

    /// Its whole address, for a mail or a letter.
    pub fn url(&self, config: &Config) -> String {
        format!("{}{}", config.site.base_url, self.path())
    }
}
