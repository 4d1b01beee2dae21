//! Names that become part of a path, a message key or an id, and ids of customers.

use crate::config::reader::Written;
use crate::config::schema::Json;
use crate::config::tree::quoted;
use crate::diag::Diagnostic;
use crate::ledger::{CustomerId, IdError, LONGEST};

/// A short name of small letters, digits, `-` and `_`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::config) struct Name(pub(in crate::config) String);

const LONGEST_NAME: usize = 40;

/// Whether it can be the name of a theme, a key or an id: small letters, digits, `-` and `_`, at most 40 characters.
pub fn is_name(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    !text.is_empty() && text.len() <= LONGEST_NAME && text.bytes().all(allowed) && !text.starts_with(['-', '_'])
}

impl Written for Name {
    const WHAT: &'static str = "a name of small letters, digits, `-` and `_`";

    fn shape() -> Json {
        Json::pattern("^[a-z0-9][a-z0-9_-]{0,39}$")
    }

    fn parse(text: &str) -> Result<Name, Diagnostic> {
        match is_name(text) {
            true => Ok(Name(text.to_owned())),
            false => Err(Diagnostic::error("invalid-name", format!("{} is not {}", quoted(text), Self::WHAT))
                .hint(format!("it begins with a letter or a digit and has at most {LONGEST_NAME} characters"))),
        }
    }
}

impl Written for CustomerId {
    const WHAT: &'static str = "a customer's id";

    fn shape() -> Json {
        Json::object([("type", Json::text("string"))])
    }

    fn parse(text: &str) -> Result<CustomerId, Diagnostic> {
        CustomerId::new(text).map_err(|error| {
            let reason = match error {
                IdError::Empty => "it is empty".to_owned(),
                IdError::Control => "it has a control character".to_owned(),
                IdError::Long => format!("it has more than {LONGEST} characters"),
            };
            Diagnostic::error("invalid-customer-id", format!("{} is not a customer's id: {reason}", quoted(text)))
        })
    }
}
