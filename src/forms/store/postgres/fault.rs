//! How a server fails, and what that means for what was to be written.

use crate::forms::store::{Harm, StoreError};
use std::error::Error as _;
use std::io;
use tokio_postgres::error::Severity;
use tokio_postgres::types::{WasNull, WrongType};

/// Something that went wrong before a commit, or in place of one.
#[derive(Debug)]
pub(super) struct Fault {
    kind: Kind,
    text: String,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// The connection is of no use any more; another one, or a moment later, may do.
    Lost,
    /// The server says no, and will say so again.
    Refused,
    /// What is there is not what we left: nothing is to be built upon it.
    Wrong,
}

impl Fault {
    pub(super) fn lost(text: impl Into<String>) -> Fault {
        Fault { kind: Kind::Lost, text: text.into() }
    }

    pub(super) fn wrong(text: impl Into<String>) -> Fault {
        Fault { kind: Kind::Wrong, text: text.into() }
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// As the store's own error. `in_doubt`: a commit went out, and nothing is known of it.
    pub(super) fn told(self, in_doubt: bool) -> StoreError {
        let harm = match self.kind {
            Kind::Wrong => Harm::Fatal,
            _ if in_doubt => Harm::Unknown,
            _ => Harm::None,
        };
        StoreError::new(harm, format!("the store failed: {}", self.text))
    }
}

impl From<StoreError> for Fault {
    /// A record that cannot be read.
    fn from(error: StoreError) -> Fault {
        Fault::wrong(error.text)
    }
}

impl From<tokio_postgres::Error> for Fault {
    fn from(error: tokio_postgres::Error) -> Fault {
        Fault { kind: kind(&error), text: plain(&error) }
    }
}

/// Whether the server answered that it did not do it. What ends the connection, too, says nothing of a commit: it may
/// have been on disk by then.
pub(super) fn is_no(error: &tokio_postgres::Error) -> bool {
    error.as_db_error().is_some_and(|error| error.parsed_severity() == Some(Severity::Error))
}

fn kind(error: &tokio_postgres::Error) -> Kind {
    if let Some(told) = error.as_db_error() {
        return of_code(told.code().code());
    }
    let source = error.source();
    if source.is_some_and(|source| source.is::<WrongType>() || source.is::<WasNull>()) {
        return Kind::Wrong;
    }
    match source.and_then(|source| source.downcast_ref::<io::Error>()).map(io::Error::kind) {
        // So rustls speaks through the connection: a certificate will not be better in a moment.
        Some(io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) => Kind::Refused,
        Some(_) => Kind::Lost,
        None if error.is_closed() => Kind::Lost,
        None => Kind::Refused,
    }
}

/// By PostgreSQL's table of error codes (appendix A of its manual).
fn of_code(code: &str) -> Kind {
    match code {
        // Deadlock, serialization; a server that became a standby; one that waits too long in a transaction.
        "40001" | "40P01" | "25006" | "25P03" => Kind::Lost,
        // No permission: the operator's to mend, and no harm to what is there.
        "42501" => Kind::Refused,
        // Damaged pages and indexes. All else of this class is trouble inside the server, or of a pooler before it.
        "XX001" | "XX002" => Kind::Wrong,
        _ => match code.get(..2) {
            // Connections; stopped by the operator, starting up; too many connections, out of memory, but no full disk.
            Some("08" | "57") => Kind::Lost,
            Some("53") if code != "53100" => Kind::Lost,
            // Tables or columns that are not there.
            Some("42" | "3F") => Kind::Wrong,
            _ => Kind::Refused,
        },
    }
}

/// One line without a value of a submission: what the server says of data (classes 22 and 23) is left out.
fn plain(error: &tokio_postgres::Error) -> String {
    let text = match (error.as_db_error(), error.source()) {
        (Some(told), _) => match told.code().code() {
            code if code.starts_with("22") || code.starts_with("23") => format!("the server refuses it ({code})"),
            code => format!("{} ({code})", told.message()),
        },
        (None, Some(source)) => format!("{error}: {source}"),
        (None, None) => error.to_string(),
    };
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_away_for_a_minute_is_not_fatal() {
        for code in ["57P01", "57P02", "57P03", "08006", "53300", "40P01", "25006"] {
            assert_eq!(of_code(code), Kind::Lost, "{code}");
        }
        for code in ["53100", "28P01", "3D000", "42501", "23505", "55P03", "XX000"] {
            assert_eq!(of_code(code), Kind::Refused, "{code}");
        }
        for code in ["42P01", "42703", "3F000", "XX001", "XX002"] {
            assert_eq!(of_code(code), Kind::Wrong, "{code}");
        }
    }

    #[test]
    fn only_a_commit_without_an_answer_is_in_doubt() {
        let harm = |fault: Fault, in_doubt| fault.told(in_doubt).harm;
        assert_eq!(harm(Fault::lost("away"), false), Harm::None);
        assert_eq!(harm(Fault::lost("away"), true), Harm::Unknown);
        assert_eq!(harm(Fault::wrong("other tables"), false), Harm::Fatal);
    }
}
