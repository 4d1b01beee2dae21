//! `organization` and `contact`: who sends the invoices, and whom to ask.

use crate::config::checked;
use crate::config::checked::{Country, Language};
use crate::config::section::section;
use crate::config::values::mail::{Email, Phone};
use crate::config::values::text::{Digits, Line};
use crate::config::values::time::Timezone;
use crate::config::values::web::Website;
use crate::ledger::Currency;

section! {
    /// Who sends the invoices.
    Organization {
        /// The name that every portal shows.
        name: Line = required,
        /// The name as registered, for documents; `name` where left out.
        legal_name: Line = optional,
        /// The postal address, line by line.
        address: Vec<Line> = "[]",
        /// The country as two letters of ISO 3166, such as `FR`.
        country: Country = optional,
        /// The tax number as it stands on your invoices, such as a VAT number or an EIN.
        tax_id: Digits = optional,
        /// Your website, an https address.
        website: Website = optional,
        /// The time zone that decides what day it is: a name of the IANA database, such as `Europe/Paris`.
        timezone: Timezone = "UTC",
        /// The currency of amounts that name none, such as a flat late fee: three letters of ISO 4217.
        currency: Currency = "EUR",
        /// The language of your own texts and of portals whose customer has none: a tag such as `en` or `pt-BR`.
        language: Language = "en",
    }
}

impl Organization {
    pub(super) fn checked(self) -> Option<checked::Organization> {
        let name = self.name?.0;
        Some(checked::Organization {
            legal_name: self.legal_name.map_or_else(|| name.clone(), |line| line.0),
            name,
            address: self.address.into_iter().map(|line| line.0).collect(),
            country: self.country,
            tax_id: self.tax_id.map(|line| line.0),
            website: self.website.map(|address| address.0),
            timezone: self.timezone.0,
            currency: self.currency,
            language: self.language,
        })
    }
}

section! {
    /// Whom to ask.
    Contact {
        /// The name of a person or a department.
        name: Line = optional,
        /// The e-mail address. Without `forms.endpoint`, the forms become e-mails to it.
        email: Email = optional,
        /// The telephone number, as you would print it.
        phone: Phone = optional,
        /// When someone answers, in your words, such as `Mon–Fri 9:00–17:00`.
        hours: Line = optional,
    }
}

impl Contact {
    pub(super) fn checked(self) -> checked::Contact {
        checked::Contact {
            name: self.name.map(|line| line.0),
            email: self.email.map(|email| email.0),
            phone: self.phone.map(|phone| phone.0),
            hours: self.hours.map(|line| line.0),
        }
    }
}
