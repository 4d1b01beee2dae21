//! The paper that a customer's country uses.

use crate::config::{Config, Paper};
use crate::portal::Portal;

/// A sheet's format.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Format {
    A4,
    Letter,
}

/// Where paper is Letter; it is A4 elsewhere (Unicode CLDR 48, paper sizes by territory).
const LETTER: [&str; 14] = ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"];

impl Format {
    /// What config says; without a word of it, the paper of the customer's country, else of the organization's.
    pub(super) fn of(portal: &Portal<'_>, config: &Config) -> Format {
        let own = config.organization.country.as_ref().map(|country| country.code());
        match config.pdf.paper {
            Paper::A4 => Format::A4,
            Paper::Letter => Format::Letter,
            Paper::Auto => match portal.party.address.country.as_deref().or(own) {
                Some(country) if LETTER.contains(&country) => Format::Letter,
                _ => Format::A4,
            },
        }
    }
}
