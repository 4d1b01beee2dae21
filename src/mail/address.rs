//! Whom a message is from and to.

use super::line::Line;
use crate::config::is_email;
use std::fmt;

/// An e-mail address that can stand in a header or an SMTP command as it is: what config takes for one, ASCII only.
///
/// ```
/// use portalsmith::mail::Address;
/// assert!(Address::parse("ar@example.com").is_some());
/// assert!(Address::parse("ar@example.com>\r\nRCPT TO:<eve@example.net").is_none());
/// ```
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct Address(lettre::Address);

impl Address {
    pub fn parse(text: &str) -> Option<Address> {
        // Both have to agree: lettre takes quoted local parts and other scripts, which not every server does.
        if is_email(text) { text.parse().ok().map(Address) } else { None }
    }

    pub fn as_str(&self) -> &str {
        self.0.as_ref()
    }

    pub fn domain(&self) -> &str {
        self.0.domain()
    }

    /// Whether mail to both ends up in one mailbox, as far as one can tell from here: hardly a server minds capitals.
    pub fn is_same(&self, other: &Address) -> bool {
        self.as_str().eq_ignore_ascii_case(other.as_str())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

/// An address, perhaps with the name that mail programs show for it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mailbox {
    pub name: Option<Line>,
    pub address: Address,
}

impl Mailbox {
    /// A mailbox as a checked config has it: `Name <address>`, or the address alone.
    pub fn parse(text: &str) -> Option<Mailbox> {
        let (name, address) = match text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
            Some((name, address)) => (Some(Line::new(name)), address),
            None => (None, text),
        };
        Some(Mailbox { name: name.filter(|name| !name.as_str().is_empty()), address: Address::parse(address)? })
    }

    pub(super) fn written(&self) -> lettre::message::Mailbox {
        let name = self.name.as_ref().map(|name| name.as_str().to_owned());
        lettre::message::Mailbox::new(name, self.address.0.clone())
    }
}

impl From<Address> for Mailbox {
    fn from(address: Address) -> Mailbox {
        Mailbox { name: None, address }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_read_as_config_writes_it() {
        let read = |text| Mailbox::parse(text).map(|mailbox| (mailbox.name, mailbox.address.to_string()));
        assert_eq!(
            read("Acme, Billing <a@example.com>"),
            Some((Some(Line::new("Acme, Billing")), "a@example.com".into()))
        );
        assert_eq!(read("a@example.com"), Some((None, "a@example.com".into())));
        assert_eq!(read(" <a@example.com>"), Some((None, "a@example.com".into())));
        assert_eq!(read("Acme"), None);
    }

    #[test]
    fn what_could_be_a_command_or_a_second_address_is_no_address() {
        for text in [
            "a@example.com\r\nDATA",
            "a@example.com, b@example.com",
            "a@example.com>",
            "<a@example.com>",
            "a b@example.com",
            "ä@example.com",
            "a@exämple.com",
            "\"a b\"@example.com",
            "a@[127.0.0.1]",
            "a@example.com\0",
            "",
        ] {
            assert_eq!(Address::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn capitals_make_no_other_mailbox() {
        let [one, other] = ["AR@Example.com", "ar@example.com"].map(|text| Address::parse(text).unwrap());
        assert!(one != other && one.is_same(&other));
    }
}
