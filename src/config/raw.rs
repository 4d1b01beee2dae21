//! `config.yaml` as written: one table per section, and the way from each to its checked type.
//!
//! A table gives a section's keys, their meaning, types and defaults; [`section!`] makes the reader and the JSON Schema
//! of it, so that the two cannot disagree.

mod customers;
mod exports;
pub(super) mod forms;
mod notifications;
mod operation;
mod organization;
mod payment;
mod site;
mod statements;

use super::checked::Config;
use super::collect::Map;
use super::reader::Reader;
use super::section::section;
use crate::ledger::CustomerId;

section! {
    /// All of `config.yaml`.
    Root {
        /// Who sends the invoices.
        organization: organization::Organization = section,
        /// The portals' address, look and languages.
        site: site::Site = section,
        /// Whom customers ask; shown on every portal. A customer's own contact or account manager may stand in its place.
        contact: organization::Contact = "{}",
        /// Documents that every portal offers, such as a tax form or the terms.
        documents: Vec<site::Document> = "[]",
        /// The switches of the whole organization; `customers.<id>.features` may override each for one customer.
        features: customers::Features = "{}",
        /// What differs for single customers, by their id; wins over the columns of the customer export.
        customers: Map<CustomerId, customers::Customer> = "{}",
        /// How late fees are estimated; shown only to customers who have `late_fees` on.
        late_fees: payment::LateFees = "{}",
        /// Your colors, logo and fonts.
        white_label: site::WhiteLabel = "{}",
        /// How customers pay: bank accounts, a payment page, instructions.
        payment: payment::Payment = "{}",
        /// Which statements are made.
        statements: statements::Statements = "{}",
        /// How PDF files are made.
        pdf: statements::Pdf = "{}",
        /// Where the exports of your accounting system lie and how they are to be read.
        exports: exports::Exports = "{}",
        /// The server that takes disputes, promises to pay and the other forms.
        forms: forms::Forms = "{}",
        /// Mail to your staff and to customers.
        notifications: notifications::Notifications = optional,
        /// How long portals live.
        links: operation::Links = "{}",
        /// Where `portalsmith deploy` puts the site.
        deploy: operation::Deploy = "{}",
        /// What one build may change at most before it stops and asks.
        limits: operation::Limits = "{}",
    }
}

impl Root {
    /// The checked configuration, or `None` after a problem. Checks that need two sections are made here.
    pub(super) fn checked(mut self, reader: &mut Reader) -> Option<Config> {
        let organization = self.organization.and_then(organization::Organization::checked);
        let language = organization.as_ref().map(|organization| &organization.language);
        let currency = organization.as_ref().map(|organization| organization.currency);
        let site = self.site.and_then(|site| site.checked(language, reader));
        let reasons = self.forms.reasons(language, reader);
        // Without an endpoint nothing comes in that anyone could be told of.
        if let Some(mail) = self.notifications.as_ref().filter(|_| self.forms.has_endpoint()) {
            mail.check_staff(reader);
        }
        let notifications = self.notifications.map(|mail| mail.checked(reasons.as_deref(), reader));
        let late_fees = self.late_fees.checked(currency, reader);
        let payment = self.payment.checked(reader);
        Some(Config {
            organization: organization?,
            site: site?,
            contact: self.contact.checked(),
            documents: self.documents.into_iter().map(site::Document::checked).collect::<Option<_>>()?,
            features: self.features.checked(),
            customers: self.customers.map(|id, customer| (id, customer.checked())),
            late_fees: late_fees?,
            white_label: self.white_label.checked(),
            payment: payment?,
            statements: self.statements.checked(),
            pdf: self.pdf.checked(),
            exports: self.exports.checked(),
            forms: self.forms.checked(reasons?)?,
            notifications: match notifications {
                Some(notifications) => Some(notifications?),
                None => None,
            },
            links: self.links.checked(),
            deploy: self.deploy.checked(),
            limits: self.limits.checked(),
        })
    }
}
