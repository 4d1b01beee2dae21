//! Values that are one of a few words.

use crate::config::checked::{
    CreditorReference, DateOrder, DecimalSign, Dialect, Paper, PeriodKind, SmtpSecurity, StatementFormat,
};
use crate::config::nearest::nearest;
use crate::config::reader::{Written, listed};
use crate::config::schema::Json;
use crate::config::tree::quoted;
use crate::diag::Diagnostic;

macro_rules! words {
    ($type:ty, $what:literal: $($word:literal => $value:expr),+) => {
        impl Written for $type {
            const WHAT: &'static str = $what;

            fn shape() -> Json {
                Json::one_of(&[$($word),+])
            }

            fn parse(text: &str) -> Result<$type, Diagnostic> {
                match text {
                    $($word => Ok($value),)+
                    _ => Err(unknown(text, $what, &[$($word),+])),
                }
            }
        }
    };
}

words!(CreditorReference, "a kind of reference": "none" => CreditorReference::None, "rf" => CreditorReference::Rf);
words!(DateOrder, "an order of day, month and year": "dmy" => DateOrder::Dmy, "mdy" => DateOrder::Mdy, "ymd" => DateOrder::Ymd);
words!(DecimalSign, "a decimal sign": "." => DecimalSign::Point, "," => DecimalSign::Comma);
words!(Dialect, "a dialect": "canonical" => Dialect::Canonical);
words!(Paper, "a paper size": "auto" => Paper::Auto, "a4" => Paper::A4, "letter" => Paper::Letter);
words!(PeriodKind, "a kind of period":
    "month" => PeriodKind::Month, "quarter" => PeriodKind::Quarter, "year" => PeriodKind::Year, "all" => PeriodKind::All);
words!(SmtpSecurity, "a way to encrypt":
    "starttls" => SmtpSecurity::Starttls, "tls" => SmtpSecurity::Tls, "none" => SmtpSecurity::None);
words!(StatementFormat, "a file format":
    "pdf" => StatementFormat::Pdf, "csv" => StatementFormat::Csv, "xlsx" => StatementFormat::Xlsx);

/// The problem with a word that is none of those allowed.
pub(in crate::config) fn unknown(word: &str, what: &str, known: &[&str]) -> Diagnostic {
    let problem = Diagnostic::error("unknown-value", format!("{} is not {what}", quoted(word)));
    match (nearest(word, known.iter().copied()), known) {
        (Some(near), _) => problem.hint(format!("did you mean `{near}`?")),
        (None, [only]) => problem.hint(format!("there is only `{only}`")),
        (None, _) => problem.hint(format!("known are {}", listed(known))),
    }
}
