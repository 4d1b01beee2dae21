//! A submission as it was recorded: under an id, at a moment. One line of JSON is its form wherever it is kept or handed on.

use super::Submission;
use super::recorded::minor_units;
use crate::ledger::Currency;
use crate::links::{Kind, PortalId, mark};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What a submission is called: the endpoint's instance, and 128 random bits. Whoever knows it may see the
/// acknowledgement; several endpoints never give the same.
///
/// ```
/// use portalsmith::requests::SubmissionId;
/// let id = SubmissionId::new("a", [7; 16]);
/// assert_eq!(id.as_str(), "a-07070707070707070707070707070707");
/// assert_eq!(id.as_str().parse(), Ok(id));
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SubmissionId(Box<str>);

/// What is no id of a submission.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NoId;

/// A submission and what it is recorded under.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Filed {
    pub id: SubmissionId,
    /// When it was received. Of one endpoint no two are received at the same moment, so that the later one is known.
    pub received: Timestamp,
    pub submission: Submission,
}

impl SubmissionId {
    /// `instance` is small letters, digits, `-` and `_`.
    pub fn new(instance: &str, random: [u8; 16]) -> SubmissionId {
        SubmissionId(format!("{instance}-{}", data_encoding::HEXLOWER.encode(&random)).into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Which endpoint recorded it.
    pub fn instance(&self) -> &str {
        self.0.rsplit_once('-').map_or("", |(instance, _)| instance)
    }

    /// What people call it, on the telephone too: `A-9F3K-72QX`. It tells nothing of the id's random part.
    pub fn reference(&self) -> String {
        let mark = mark::<8>(&["submission", &self.0]);
        format!("{}-{}-{}", self.instance(), &mark[..4], &mark[4..]).to_uppercase()
    }
}

impl FromStr for SubmissionId {
    type Err = NoId;

    fn from_str(text: &str) -> Result<SubmissionId, NoId> {
        let (instance, random) = text.rsplit_once('-').ok_or(NoId)?;
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
        let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let is_id = (1..=64).contains(&instance.len()) && instance.bytes().all(is_name) && random.len() == 32;
        (is_id && random.bytes().all(is_hex)).then(|| SubmissionId(text.into())).ok_or(NoId)
    }
}

impl fmt::Display for SubmissionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The names in JSON, in order.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    reference: String,
    received: Timestamp,
    kind: Kind,
    portal: PortalId,
    invoice_number: Option<String>,
    currency: String,
    /// The day, where the organization is.
    day: Date,
    reason: Option<String>,
    date: Option<Date>,
    amount: Option<String>,
    payment_reference: Option<String>,
    message: Option<String>,
    name: String,
    email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    open_balance: Option<String>,
    quarantined: bool,
}

impl Filed {
    /// One line, without its end.
    pub fn to_json(&self) -> String {
        let Submission { kind, portal, invoice, currency, day, reason, date, amount, .. } = &self.submission;
        let Submission { reference, message, name, email, open, trapped, .. } = &self.submission;
        let written = Written {
            id: self.id.as_str().to_owned(),
            reference: self.id.reference(),
            received: self.received,
            kind: *kind,
            portal: *portal,
            invoice_number: invoice.clone(),
            currency: currency.code().to_owned(),
            day: *day,
            reason: reason.clone(),
            date: *date,
            amount: amount.map(|amount| amount.of(*currency).to_string()),
            payment_reference: reference.clone(),
            message: message.clone(),
            name: name.clone(),
            email: email.clone(),
            open_balance: open.map(|open| open.of(*currency).to_string()),
            quarantined: *trapped,
        };
        serde_json::to_string(&written).expect("texts, days and numbers are JSON")
    }

    /// What [`Filed::to_json`] wrote. The error says what is wrong with it, without a word of what it holds.
    pub fn from_json(line: &str) -> Result<Filed, String> {
        let written: Written = serde_json::from_str(line)
            .map_err(|error| format!("it is no submission that this version knows (column {})", error.column()))?;
        let currency: Currency = written.currency.parse().map_err(|_| "its currency is unknown".to_owned())?;
        let amount = written.amount.map(|amount| minor_units(&amount, currency)).transpose();
        let open = written.open_balance.map(|open| minor_units(&open, currency)).transpose();
        Ok(Filed {
            id: written.id.parse().map_err(|NoId| "its id is none".to_owned())?,
            received: written.received,
            submission: Submission {
                kind: written.kind,
                portal: written.portal,
                invoice: written.invoice_number,
                currency,
                day: written.day,
                reason: written.reason,
                date: written.date,
                amount: amount.map_err(|_| "its amount is none".to_owned())?,
                reference: written.payment_reference,
                message: written.message,
                name: written.name,
                email: written.email,
                open: open.map_err(|_| "its open balance is none".to_owned())?,
                trapped: written.quarantined,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Amount;
    use jiff::civil::date;

    fn filed() -> Filed {
        let submission = Submission {
            kind: Kind::Remittance,
            portal: "8pqcad077sv1re8g".parse().unwrap(),
            invoice: Some("INV-42\n\"é".into()),
            currency: "EUR".parse().unwrap(),
            day: date(2026, 3, 31),
            reason: None,
            date: Some(date(2026, 3, 30)),
            amount: Some(Amount(12_050)),
            reference: Some("RF18".into()),
            message: None,
            name: "Ada".into(),
            email: None,
            open: None,
            trapped: false,
        };
        Filed {
            id: SubmissionId::new("eu-1", [9; 16]),
            received: Timestamp::from_second(1_774_915_200).unwrap(),
            submission,
        }
    }

    #[test]
    fn a_record_comes_back_from_its_line() {
        let line = filed().to_json();
        assert!(!line.contains('\n') && line.contains(r#""amount":"120.50""#), "{line}");
        assert!(line.contains(r#""received":"2026-03-31T00:00:00Z""#), "{line}");
        assert_eq!(Filed::from_json(&line), Ok(filed()));
    }

    #[test]
    fn what_is_no_record_is_not_repeated_in_the_message() {
        let line = filed().to_json();
        for (from, to) in [("EUR", "XQQ"), ("120.50", "12.005"), ("eu-1-0", "eu-1-x"), ("\"kind\"", "\"sort\"")] {
            let error = Filed::from_json(&line.replace(from, to)).unwrap_err();
            assert!(!error.contains("Ada") && !error.contains(to), "{error}");
        }
    }

    #[test]
    fn an_id_names_its_instance_and_gives_a_reference_to_say() {
        let id = filed().id;
        assert_eq!(id.instance(), "eu-1");
        assert_eq!(id.reference().len(), "EU-1-9F3K-72QX".len());
        assert!(id.reference().starts_with("EU-1-"));
        for wrong in ["", "a-", "07070707070707070707070707070707", "A-07070707070707070707070707070707", "a-0707"] {
            assert_eq!(wrong.parse::<SubmissionId>(), Err(NoId), "{wrong}");
        }
    }
}
