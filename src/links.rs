//! Links: what makes a portal's address unguessable, and keeps it the same from build to build.
//!
//! From one [`LinkSecret`] the [`Keys`] derive every portal key, document key and signed form ticket. [`Register`] is
//! `links.yaml`, what was renewed or pinned by hand; [`Lock`] is `links.lock`, what was published. Where the secret
//! lies is not known here: `disk` finds it.

mod base32;
mod id;
mod keys;
mod lock;
mod merge;
mod register;
mod secret;
mod suffix;
mod ticket;

pub use id::{DocumentKey, IdError, PortalId, PortalKey, SecretId};
pub use keys::Keys;
pub use lock::Lock;
pub use register::Register;
pub use secret::{FormSecret, LinkSecret, SecretError};
pub use suffix::{mark, suffix};
pub use ticket::{Kind, Ticket, TicketClaims, TicketError};
