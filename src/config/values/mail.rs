//! E-mail addresses, mailboxes (`Name <address>`), telephone numbers.

use super::web::is_host_name;
use crate::config::reader::Written;
use crate::config::schema::Json;
use crate::config::tree::quoted;
use crate::diag::Diagnostic;

/// An e-mail address as mail servers take it without further ado.
///
/// Less than RFC 5321 allows, on purpose: no quoted local part, no address literal, ASCII only. Whatever passes can be
/// put into a header, a `mailto:` link or an SMTP command as it is.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    (1..=64).contains(&local.len())
        && local.bytes().all(allowed)
        && !dots
        && domain.contains('.')
        && is_host_name(domain)
        && !domain.rsplit('.').next().is_some_and(|top| top.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A telephone number as people write it: digits and `+ ( ) - . /`, perhaps with an extension (`ext. 12`).
pub fn is_phone(text: &str) -> bool {
    let (number, extension) = match text.split_once("ext") {
        Some((number, extension)) => (number, extension.trim_start_matches('.').trim()),
        None => (text, "0"),
    };
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let signs = number.trim_start().strip_prefix('+').unwrap_or(number);
    (3..=17).contains(&digits)
        && signs.bytes().all(|byte| byte.is_ascii_digit() || b" ()-./".contains(&byte))
        && !extension.is_empty()
        && extension.bytes().all(|byte| byte.is_ascii_digit())
}

/// An e-mail address.
#[derive(Clone, Debug)]
pub(in crate::config) struct Email(pub(in crate::config) String);

impl Written for Email {
    const WHAT: &'static str = "an e-mail address";

    fn shape() -> Json {
        Json::object([("type", Json::text("string")), ("format", Json::text("email"))])
    }

    fn parse(text: &str) -> Result<Email, Diagnostic> {
        match is_email(text) {
            true => Ok(Email(text.to_owned())),
            false => Err(no_email(text)),
        }
    }
}

/// An address, or a name with an address: `Northlight Billing <billing@example.com>`.
#[derive(Clone, Debug)]
pub(in crate::config) struct Mailbox(pub(in crate::config) String);

impl Written for Mailbox {
    const WHAT: &'static str = "an e-mail address, perhaps with a name: `Name <address>`";

    fn shape() -> Json {
        Json::object([("type", Json::text("string"))])
    }

    fn parse(text: &str) -> Result<Mailbox, Diagnostic> {
        let (name, address) = match text.strip_suffix('>').and_then(|text| text.split_once('<')) {
            Some((name, address)) => (name.trim(), address.trim()),
            None => ("", text),
        };
        let name = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name);
        if !is_email(address) || name.contains(['<', '>', '"', '\\', '@']) {
            return Err(no_email(text));
        }
        Ok(Mailbox(if name.is_empty() { address.to_owned() } else { format!("{name} <{address}>") }))
    }
}

fn no_email(text: &str) -> Diagnostic {
    Diagnostic::error("invalid-email", format!("{} is not an e-mail address", quoted(text)))
        .hint("an address has one @ between a name and a domain, such as `ar@example.com`")
}

/// A telephone number.
#[derive(Clone, Debug)]
pub(in crate::config) struct Phone(pub(in crate::config) String);

impl Written for Phone {
    const WHAT: &'static str = "a telephone number";

    fn shape() -> Json {
        super::text::digits_schema()
    }

    fn parse(text: &str) -> Result<Phone, Diagnostic> {
        match is_phone(text) {
            true => Ok(Phone(text.to_owned())),
            false => Err(Diagnostic::error("invalid-phone", format!("{} is not a telephone number", quoted(text)))
                .hint("a number has digits and `+ ( ) - . /`, perhaps `ext. 12` at its end")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_at_sign_and_a_domain() {
        assert!(is_email("ar+west@billing.example.com"));
        let wrong =
            ["", "@", "a@b", "a@@example.com", "a b@example.com", "a@example.com\nBcc: x@y.z", ".a@example.com"];
        for text in wrong {
            assert!(!is_email(text), "{text}");
        }
    }

    #[test]
    fn a_mailbox_may_have_a_name() {
        let read = |text| Mailbox::parse(text).map(|mailbox| mailbox.0).ok();
        assert_eq!(read("\"Billing, North\" <a@example.com>").as_deref(), Some("Billing, North <a@example.com>"));
        assert_eq!(read("a@example.com").as_deref(), Some("a@example.com"));
        assert_eq!(read("Eve <b@example.com> <a@example.com>"), None);
    }

    #[test]
    fn a_telephone_number_is_written_as_people_do() {
        assert!(is_phone("+33 1 42 68 53 00"));
        assert!(is_phone("(555) 010-1234 ext. 12"));
        assert!(!is_phone("call us"));
        assert!(!is_phone("+33;phone-context=x"));
    }
}
