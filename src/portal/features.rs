//! Which switches are on for one customer.

use crate::config::{Config, CustomerSettings, Language};
use crate::ledger::{Account, Customer};
use crate::requests::{Decided, Requests, Wish};
use jiff::civil::Date;

/// How a customer stands with autopay.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Autopay {
    /// Not offered.
    Off,
    /// The customer may ask for it.
    Offered,
    /// The customer asked for it on this day, and nobody decided yet.
    Requested(Date),
    /// The customer asked for it and was told no; he may ask again.
    Declined(Decided),
    /// It is on.
    Active,
}

/// Autopay for this customer: on by the books' word, or because his request was accepted; else config, the export's column
/// and the rule for new customers say, in this order, whether he may ask for it.
pub fn autopay(customer: &Customer, config: &Config, requests: &Requests) -> Autopay {
    let own = config.customers.get(&customer.id).and_then(|settings| settings.autopay);
    let may_ask = own.or(customer.switches.autopay).unwrap_or(config.features.autopay_for_new_customers);
    match (customer.switches.autopay_active, may_ask) {
        (Some(true), _) => Autopay::Active,
        (_, true) => match requests.autopay(&customer.id) {
            None => Autopay::Offered,
            Some(Wish::Open(day)) => Autopay::Requested(*day),
            Some(Wish::Declined(decided)) => Autopay::Declined(decided.clone()),
            Some(Wish::Accepted) => Autopay::Active,
        },
        (_, false) => Autopay::Off,
    }
}

/// Whether late fees are shown to this customer.
pub(super) fn late_fees(customer: &Customer, settings: &CustomerSettings) -> bool {
    settings.late_fees.or(customer.switches.late_fees).unwrap_or(false)
}

/// Whether this customer has a portal: config's word, then the export's, then yes; and not dormant, where dormant
/// portals are withdrawn. The account is asked for only where that matters.
pub fn is_on<'a>(customer: &Customer, config: &Config, account: impl FnOnce() -> Account<'a>) -> bool {
    let own = config.customers.get(&customer.id).and_then(|settings| settings.portal);
    let on = own.or(customer.switches.portal).unwrap_or(true);
    on && !config.links.dormant_after.is_some_and(|days| is_dormant(&account(), days))
}

/// Nothing open or unapplied, and nothing happened for more than so many days.
fn is_dormant(account: &Account<'_>, days: u32) -> bool {
    let quiet_since = |day: Date| (account.as_of - day).get_days() > i32::try_from(days).unwrap_or(i32::MAX);
    let has_documents = !account.sheets.is_empty();
    has_documents
        && account.sheets.iter().all(|sheet| {
            let settled = sheet.invoices.iter().all(|item| item.open.is_zero());
            let nothing_left = sheet.unapplied().is_zero() && sheet.upcoming.is_empty();
            settled && nothing_left && sheet.last_day().is_none_or(quiet_since)
        })
}

/// The language a customer's portal is in: his own where the site has it (or its base language), else the
/// organization's, else the site's first.
pub fn language_of<'c>(customer: &Customer, config: &'c Config) -> &'c Language {
    let languages = &config.site.languages;
    let of = |tag: &str| {
        let same = |language: &&Language| language.as_str().eq_ignore_ascii_case(tag);
        let base = tag.split(['-', '_']).next().unwrap_or(tag);
        let same_base = |language: &&Language| {
            language.as_str().split('-').next().is_some_and(|found| found.eq_ignore_ascii_case(base))
        };
        languages.iter().find(same).or_else(|| languages.iter().find(same_base))
    };
    (customer.language.as_deref().and_then(of))
        .or_else(|| of(config.organization.language.as_str()))
        .unwrap_or(&languages[0])
}
