//! Who owes: the customer as the books know him.

use super::{Currency, CustomerId};
use crate::diag::Place;

/// A customer of the organization.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Customer {
    pub id: CustomerId,
    pub name: Box<str>,
    pub email: Option<Box<str>>,
    pub phone: Option<Box<str>>,
    pub vat_number: Option<Box<str>>,
    pub address: Address,
    /// A language tag as the export has it; a portal takes it where the site has that language.
    pub language: Option<Box<str>>,
    pub currency: Option<Currency>,
    /// The customer whose portal shows this one's items too.
    pub parent: Option<CustomerId>,
    /// Who looks after this customer.
    pub manager: Option<Manager>,
    pub switches: Switches,
    pub tags: Box<[Box<str>]>,
    pub contacts: Vec<Contact>,
    pub place: Place,
}

impl Customer {
    /// A customer of whom no more is known than who he is.
    pub fn bare(id: CustomerId, parent: Option<CustomerId>, place: Place) -> Customer {
        Customer {
            id,
            name: "".into(),
            email: None,
            phone: None,
            vat_number: None,
            address: Address::default(),
            language: None,
            currency: None,
            parent,
            manager: None,
            switches: Switches::default(),
            tags: Box::default(),
            contacts: Vec::new(),
            place,
        }
    }

    /// Whom to write to, by name and address: the main contact, else the first, else the customer himself.
    pub fn correspondent(&self) -> (Option<&str>, Option<&str>) {
        let main = self.contacts.iter().find(|contact| contact.main).or(self.contacts.first());
        match main {
            Some(contact) => (contact.name.as_deref(), Some(&contact.email)),
            None => (None, self.email.as_deref()),
        }
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Address {
    pub lines: Vec<Box<str>>,
    pub city: Option<Box<str>>,
    pub postal_code: Option<Box<str>>,
    pub region: Option<Box<str>>,
    pub country: Option<Box<str>>,
}

#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Manager {
    pub name: Option<Box<str>>,
    pub email: Option<Box<str>>,
}

/// What the customer export switches for this customer; config may say otherwise.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Switches {
    pub portal: Option<bool>,
    /// May ask for autopay.
    pub autopay: Option<bool>,
    /// Autopay is on.
    pub autopay_active: Option<bool>,
    pub late_fees: Option<bool>,
}

/// A person at the customer's.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Contact {
    pub name: Option<Box<str>>,
    pub email: Box<str>,
    pub phone: Option<Box<str>>,
    pub position: Option<Box<str>>,
    pub main: bool,
}
