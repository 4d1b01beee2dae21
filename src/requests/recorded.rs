//! What is known of requests: disputes and promises that the team recorded itself, in `inbox/decisions.yaml`, and what
//! customers sent.

use super::Submission;
use crate::config::Config;
use crate::diag::{Diagnostic, FileId, Place, Problems};
use crate::ledger::{Account, Amount, Currency, CustomerId, DocumentNumber, InvoiceItem, Ledger, Standing};
use crate::links::Kind as FormKind;
use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;
use std::collections::{BTreeMap, BTreeSet};

/// A customer says that an invoice is not right.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Dispute {
    /// One of the configured dispute reasons.
    pub reason: String,
    pub day: Date,
    /// The disputed part; the whole open balance where not given.
    pub amount: Option<Amount>,
}

/// A customer says when he will pay.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Promise {
    /// The day it was made.
    pub day: Date,
    /// The day he will pay by.
    pub by: Date,
    /// The promised part; the whole open balance where not given.
    pub amount: Option<Amount>,
}

/// The latest dispute and promise for every invoice that has one.
#[derive(Clone, Debug, Default)]
pub struct Requests {
    disputes: BTreeMap<CustomerId, BTreeMap<DocumentNumber, Dispute>>,
    promises: BTreeMap<CustomerId, BTreeMap<DocumentNumber, Promise>>,
    /// Whose request for autopay was accepted.
    autopay: BTreeSet<CustomerId>,
}

impl Requests {
    /// Reads `decisions.yaml`. What names an unknown customer, invoice or reason is a warning and left out: an old
    /// record must not stop a build.
    ///
    /// Records of days after `as_of` are passed over: they are not known on that day.
    pub fn read(
        file: FileId,
        text: &str,
        as_of: Date,
        ledger: &Ledger,
        config: &Config,
        problems: &mut Problems,
    ) -> Requests {
        let mut requests = Requests::default();
        if text.trim().is_empty() {
            return requests;
        }
        let written: Written = match serde_saphyr::from_str(text) {
            Ok(written) => written,
            Err(error) => {
                problems.add(unreadable(file, text, &error));
                return requests;
            }
        };
        for record in written.recorded.into_iter().filter(|record| record.day <= as_of) {
            let customer = place_of(file, text, &record.customer);
            let amount = record.amount.as_ref().map(|amount| place_of(file, text, amount));
            if let Err(problem) = requests.add(record, ledger, config) {
                let place = amount.filter(|_| problem.code == "bad-amount").unwrap_or(customer);
                problems.add(problem.at(place, "recorded here"));
            }
        }
        requests
    }

    pub fn dispute(&self, customer: &CustomerId, invoice: &DocumentNumber) -> Option<&Dispute> {
        self.disputes.get(customer)?.get(invoice)
    }

    pub fn promise(&self, customer: &CustomerId, invoice: &DocumentNumber) -> Option<&Promise> {
        self.promises.get(customer)?.get(invoice)
    }

    /// Whether the customer asked for autopay and that was accepted.
    pub fn has_autopay(&self, customer: &CustomerId) -> bool {
        self.autopay.contains(customer)
    }

    /// Takes in what a customer sent: `account` is the one that the form named. What was trapped, or is about an invoice that
    /// is no longer there, changes nothing; a note of payment never does, for only the books say what was paid.
    pub fn receive(&mut self, sent: &Submission, account: &Account<'_>) {
        let sheet = account.sheets.iter().find(|sheet| sheet.currency == sent.currency);
        let items = sheet.into_iter().flat_map(|sheet| &sheet.invoices).filter(|item| !item.open.is_zero());
        let is_meant = |item: &&InvoiceItem<'_>| match &sent.invoice {
            Some(number) => item.owner.id == account.customer.id && item.invoice.number.as_str() == number,
            None => matches!(item.standing, Standing::PastDue { .. }),
        };
        let mut meant: Vec<&InvoiceItem<'_>> = items.filter(is_meant).collect();
        match (sent.kind, &sent.reason, sent.date) {
            _ if sent.trapped => {}
            (FormKind::Dispute, Some(reason), _) => {
                for item in meant {
                    let dispute = Dispute { reason: reason.clone(), day: sent.day, amount: sent.amount };
                    let of = self.disputes.entry(item.owner.id.clone()).or_default();
                    keep_latest(of, item.invoice.number.clone(), dispute, |dispute| dispute.day);
                }
            }
            (FormKind::Promise, _, Some(by)) => {
                meant.sort_by_key(|item| item.invoice.due);
                let mut left = sent.amount;
                for item in meant {
                    // One promise for all that is past due goes to what has been due for longest.
                    let part = left.map(|left| left.min(item.open));
                    left = left.zip(part).map(|(left, part)| left - part);
                    if part.is_some_and(Amount::is_zero) {
                        break;
                    }
                    let amount = part.filter(|part| *part != item.open);
                    let of = self.promises.entry(item.owner.id.clone()).or_default();
                    let promise = Promise { day: sent.day, by, amount };
                    keep_latest(of, item.invoice.number.clone(), promise, |promise| promise.day);
                }
            }
            _ => {}
        }
    }

    /// Takes in that a customer's request for autopay was accepted.
    pub fn accept_autopay(&mut self, customer: &CustomerId) {
        self.autopay.insert(customer.clone());
    }

    fn add(&mut self, record: Record, ledger: &Ledger, config: &Config) -> Result<(), Diagnostic> {
        let warning = |title: String| Diagnostic::warning("request-without-invoice", title);
        let customer =
            CustomerId::new(&record.customer.value).map_err(|_| warning("a record without a customer".into()))?;
        let number = DocumentNumber::new(&record.invoice).map_err(|_| warning("a record without an invoice".into()))?;
        let invoices = ledger.book(&customer).map(|book| book.invoices()).unwrap_or_default();
        let Some(invoice) = invoices.iter().find(|invoice| invoice.number == number) else {
            return Err(warning(format!("customer `{customer}` has no invoice `{number}`; the record is passed over")));
        };
        let amount = record.amount.map(|text| minor_units(&text.value, invoice.currency)).transpose()?;
        match record.kind {
            Kind::Dispute => {
                let reason = record.reason.unwrap_or_else(|| "other".to_owned());
                if !config.forms.dispute_reasons.iter().any(|known| known.id == reason) {
                    let title = format!("`{reason}` is not among the dispute reasons");
                    return Err(Diagnostic::warning("unknown-dispute-reason", title));
                }
                let dispute = Dispute { reason, day: record.day, amount };
                keep_latest(self.disputes.entry(customer).or_default(), number, dispute, |dispute| dispute.day);
            }
            Kind::Promise => {
                let Some(by) = record.date else {
                    return Err(Diagnostic::error("promise-without-date", "a promise to pay needs its `date`"));
                };
                let promise = Promise { day: record.day, by, amount };
                keep_latest(self.promises.entry(customer).or_default(), number, promise, |promise| promise.day);
            }
        }
        Ok(())
    }
}

/// Of two records for one invoice the later day counts; of one day, the later line.
fn keep_latest<T>(of: &mut BTreeMap<DocumentNumber, T>, number: DocumentNumber, new: T, day: fn(&T) -> Date) {
    if of.get(&number).is_none_or(|old| day(old) <= day(&new)) {
        of.insert(number, new);
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    recorded: Vec<Record>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    kind: Kind,
    customer: Spanned<String>,
    invoice: String,
    day: Date,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    amount: Option<Spanned<String>>,
    #[serde(default)]
    date: Option<Date>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Dispute,
    Promise,
}

fn unreadable(file: FileId, text: &str, error: &serde_saphyr::Error) -> Diagnostic {
    let start = error.location().and_then(|location| location.span().byte_offset()).unwrap_or(0) as usize;
    let start = start.min(text.len());
    let end = text[start..].find(['\n', ' ', ',', '}']).map_or(text.len(), |length| start + length);
    let title = error.without_snippet().to_string();
    let title = title.lines().next().unwrap_or_default();
    let title = title.split(" at line ").next().unwrap_or(title).trim_start_matches("error: ");
    Diagnostic::error("decisions-unreadable", format!("decisions.yaml cannot be read: {title}"))
        .at(Place::span(file, start..end.max(start)), "here")
}

fn place_of(file: FileId, text: &str, value: &Spanned<String>) -> Place {
    let start = value.referenced.span().byte_offset().map_or(0, |offset| offset as usize).min(text.len());
    Place::span(file, start..(start + value.value.len()).min(text.len()))
}

/// An amount as people write it into YAML: a decimal point, no grouping.
pub(super) fn minor_units(text: &str, currency: Currency) -> Result<Amount, Diagnostic> {
    let wrong = || Diagnostic::error("bad-amount", format!("`{text}` is not an amount in {currency}"));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let decimals = usize::from(currency.decimals());
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || fraction.len() > decimals || !digits(whole) || !digits(fraction) {
        return Err(wrong());
    }
    format!("{whole}{fraction:0<decimals$}").parse().map(Amount).map_err(|_| wrong())
}
