//! What is known of requests: disputes and promises that the team recorded itself, what customers sent, and what was decided
//! on it. The latest word about a thing counts.

use super::decisions::{Decisions, Kind, Record, Verdict};
use super::{Decision, Filed, Submission};
use crate::config::Config;
use crate::diag::{Diagnostic, Problems};
use crate::ledger::{Account, Amount, Currency, CustomerId, DocumentNumber, InvoiceItem, Ledger};
use crate::links::Kind as FormKind;
use jiff::civil::Date;
use std::collections::BTreeMap;

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
    /// What was promised of the invoice's open balance on that day; all of it where not given.
    pub amount: Option<Amount>,
    /// What was paid of it since, where the form said what was open; else payments tell, from that day on.
    pub paid: Option<Amount>,
    /// It is the invoice's part of a promise for all that was past due.
    pub for_all: bool,
}

/// A customer says that he paid. The books alone say whether he did.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Told {
    /// The day he said so.
    pub day: Date,
    pub amount: Amount,
}

/// What the team decided on a request.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Decided {
    /// The day of the request.
    pub day: Date,
    pub verdict: Verdict,
    /// The day of the decision.
    pub on: Date,
    /// One line for the customer.
    pub note: Option<String>,
}

/// How a customer's latest request for autopay stands.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Wish {
    /// Nobody decided on it yet; the day it was sent.
    Open(Date),
    Accepted,
    Declined(Decided),
}

/// How the latest dispute of an invoice stands.
#[derive(Clone, Debug)]
enum Objection {
    Open(Dispute),
    Decided(Decided),
}

/// The latest word about something: its day, and what is left of it; nothing where it was taken back.
#[derive(Clone, Debug)]
struct Latest<T> {
    day: Date,
    what: Option<T>,
}

/// The latest word about each invoice that there is one about.
type Invoices<T> = BTreeMap<CustomerId, BTreeMap<DocumentNumber, Latest<T>>>;

/// The latest word about everything that there is one about.
#[derive(Clone, Debug, Default)]
pub struct Requests {
    objections: Invoices<Objection>,
    promises: Invoices<Promise>,
    told: Invoices<Told>,
    /// Of all that was past due in a currency.
    told_in_all: BTreeMap<(CustomerId, Currency), Told>,
    autopay: BTreeMap<CustomerId, Wish>,
}

impl Requests {
    /// What the team recorded itself. What names an unknown customer, invoice or reason is a warning and left out: an old
    /// record must not stop a build.
    ///
    /// Records of days after `as_of` are passed over: they are not known on that day.
    pub fn recorded(
        decisions: &Decisions,
        as_of: Date,
        ledger: &Ledger,
        config: &Config,
        problems: &mut Problems,
    ) -> Requests {
        let mut requests = Requests::default();
        for (record, places) in decisions.recorded.iter().filter(|(record, _)| record.day <= as_of) {
            if let Err(problem) = requests.add(record, ledger, config) {
                let place = places.amount.filter(|_| problem.code == "bad-amount").unwrap_or(places.customer);
                problems.add(problem.at(place, "recorded here"));
            }
        }
        requests
    }

    pub fn dispute(&self, customer: &CustomerId, invoice: &DocumentNumber) -> Option<&Dispute> {
        match of(&self.objections, customer, invoice)? {
            Objection::Open(dispute) => Some(dispute),
            Objection::Decided(_) => None,
        }
    }

    /// What was decided on the latest dispute.
    pub fn decided(&self, customer: &CustomerId, invoice: &DocumentNumber) -> Option<&Decided> {
        match of(&self.objections, customer, invoice)? {
            Objection::Open(_) => None,
            Objection::Decided(decided) => Some(decided),
        }
    }

    pub fn promise(&self, customer: &CustomerId, invoice: &DocumentNumber) -> Option<&Promise> {
        of(&self.promises, customer, invoice)
    }

    /// What the customer says he paid of an invoice.
    pub fn told(&self, customer: &CustomerId, invoice: &DocumentNumber) -> Option<&Told> {
        of(&self.told, customer, invoice)
    }

    /// What the customer says he paid of all that was past due.
    pub fn told_in_all(&self, customer: &CustomerId, currency: Currency) -> Option<&Told> {
        self.told_in_all.get(&(customer.clone(), currency))
    }

    /// How the customer's request for autopay stands.
    pub fn autopay(&self, customer: &CustomerId) -> Option<&Wish> {
        self.autopay.get(customer)
    }

    /// Takes in what a customer sent, and what was decided on it: `account` is the one that the form named. To be called in
    /// order of arrival. What was trapped, or is about an invoice that is no longer open, changes nothing.
    pub fn receive(&mut self, filed: &Filed, decision: Option<&Decision>, account: &Account<'_>) {
        let sent = &filed.submission;
        let open = || meant(sent, account);
        match (sent.kind, &sent.reason, sent.date, sent.amount) {
            _ if sent.trapped => {}
            (FormKind::Dispute, Some(reason), ..) => {
                let dispute = Dispute { reason: reason.clone(), day: sent.day, amount: sent.amount };
                let objection = match decision {
                    None => Objection::Open(dispute),
                    Some(decision) => Objection::Decided(decided(sent, decision)),
                };
                let what = Some(objection).filter(|_| !sent.is_withdrawal());
                open().iter().for_each(|item| keep(&mut self.objections, item, sent.day, what.clone()));
            }
            (FormKind::Promise, _, Some(by), _) => {
                for (item, promise) in promised(sent, by, account) {
                    let left_standing = promise.is_none() && !self.is_for_all(item);
                    if !left_standing {
                        keep(&mut self.promises, item, sent.day, promise.filter(|_| decision.is_none()));
                    }
                }
            }
            (FormKind::Remittance, _, _, Some(amount)) => {
                let told = Some(Told { day: sent.day, amount }).filter(|_| decision.is_none());
                if sent.invoice.is_some() {
                    open().iter().for_each(|item| keep(&mut self.told, item, sent.day, told));
                } else {
                    let key = (account.customer.id.clone(), sent.currency);
                    match told {
                        Some(told) => drop(self.told_in_all.insert(key, told)),
                        None => drop(self.told_in_all.remove(&key)),
                    }
                }
            }
            (FormKind::Autopay, ..) => {
                let customer = account.customer.id.clone();
                match decision.map(|decision| (decision.verdict, decision)) {
                    // One that was granted already is not taken back by asking again.
                    None if self.autopay.get(&customer) == Some(&Wish::Accepted) => {}
                    None => drop(self.autopay.insert(customer, Wish::Open(sent.day))),
                    Some((Verdict::Accepted | Verdict::Resolved, _)) => {
                        drop(self.autopay.insert(customer, Wish::Accepted));
                    }
                    Some((Verdict::Rejected, decision)) => {
                        drop(self.autopay.insert(customer, Wish::Declined(decided(sent, decision))));
                    }
                    Some((Verdict::Withdrawn, _)) => drop(self.autopay.remove(&customer)),
                }
            }
            _ => {}
        }
    }

    /// Whether the invoice's promise is its part of one for all that was past due.
    fn is_for_all(&self, item: &InvoiceItem<'_>) -> bool {
        self.promise(&item.owner.id, &item.invoice.number).is_some_and(|promise| promise.for_all)
    }

    fn add(&mut self, record: &Record, ledger: &Ledger, config: &Config) -> Result<(), Diagnostic> {
        let warning = |title: String| Diagnostic::warning("request-without-invoice", title);
        let customer =
            CustomerId::new(&record.customer.value).map_err(|_| warning("a record without a customer".into()))?;
        let number = DocumentNumber::new(&record.invoice).map_err(|_| warning("a record without an invoice".into()))?;
        let invoices = ledger.book(&customer).map(|book| book.invoices()).unwrap_or_default();
        let Some(invoice) = invoices.iter().find(|invoice| invoice.number == number) else {
            return Err(warning(format!("customer `{customer}` has no invoice `{number}`; the record is passed over")));
        };
        let amount = record.amount.as_ref().map(|text| recorded_amount(&text.value, invoice.currency)).transpose()?;
        match record.kind {
            Kind::Dispute => {
                let reason = record.reason.clone().unwrap_or_else(|| "other".to_owned());
                if !config.forms.dispute_reasons.iter().any(|known| known.id == reason) {
                    let title = format!("`{reason}` is not among the dispute reasons");
                    return Err(Diagnostic::warning("unknown-dispute-reason", title));
                }
                let objection = Objection::Open(Dispute { reason, day: record.day, amount });
                let of = self.objections.entry(customer).or_default();
                keep_latest(of, &number, Latest { day: record.day, what: Some(objection) });
            }
            Kind::Promise => {
                let Some(by) = record.date else {
                    return Err(Diagnostic::error("promise-without-date", "a promise to pay needs its `date`"));
                };
                let promise = Promise { day: record.day, by, amount, paid: None, for_all: false };
                let of = self.promises.entry(customer).or_default();
                keep_latest(of, &number, Latest { day: record.day, what: Some(promise) });
            }
        }
        Ok(())
    }
}

/// The open invoices that a submission is about: the one it names, or all that is past due, what has been due for longest
/// first.
fn meant<'i, 'a>(sent: &Submission, account: &'i Account<'a>) -> Vec<&'i InvoiceItem<'a>> {
    let mut meant = about(sent, account);
    meant.retain(|item| !item.open.is_zero());
    meant
}

/// The same, with what was paid meanwhile.
fn about<'i, 'a>(sent: &Submission, account: &'i Account<'a>) -> Vec<&'i InvoiceItem<'a>> {
    let sheet = account.sheets.iter().find(|sheet| sheet.currency == sent.currency);
    let is_meant = |item: &&InvoiceItem<'_>| match &sent.invoice {
        Some(number) => item.owner.id == account.customer.id && item.invoice.number.as_str() == number,
        None => item.invoice.due < sent.day,
    };
    let mut meant: Vec<_> = sheet.into_iter().flat_map(|sheet| &sheet.invoices).filter(is_meant).collect();
    meant.sort_by_key(|item| item.invoice.due);
    meant
}

/// What is promised of each open invoice that a promise is about; none where it does not reach so far. One for all that is past
/// due goes to what has been due for longest, less what was paid of all since.
fn promised<'i, 'a>(
    sent: &Submission,
    by: Date,
    account: &'i Account<'a>,
) -> Vec<(&'i InvoiceItem<'a>, Option<Promise>)> {
    let items = about(sent, account);
    let sum = |of: &dyn Fn(&InvoiceItem<'_>) -> Amount| items.iter().map(|item| of(item)).sum::<Amount>();
    let open = sum(&|item| if item.open.is_positive() { item.open } else { Amount::ZERO });
    let less = |then: Amount| (then - open - sum(&|item| item.credited_since(sent.day))).max(Amount::ZERO);
    let paid = sent.open.map(less);
    let whole = Promise { day: sent.day, by, amount: sent.amount, paid, for_all: sent.invoice.is_none() };
    if !whole.for_all {
        return items.into_iter().map(|item| (item, Some(whole.clone()))).collect();
    }
    let paid = paid.unwrap_or_else(|| sum(&|item| item.paid_since(sent.day)));
    let mut left = sent.amount.map(|amount| amount - paid);
    let part = |item: &'i InvoiceItem<'a>| {
        let part = left.map(|left| left.min(item.open));
        left = left.zip(part).map(|(left, part)| left - part);
        let is_reached = part.is_none_or(Amount::is_positive);
        let promise = Promise { amount: part, paid: Some(Amount::ZERO), ..whole.clone() };
        (item, Some(promise).filter(|_| is_reached))
    };
    items.into_iter().filter(|item| item.open.is_positive()).map(part).collect()
}

fn decided(sent: &Submission, decision: &Decision) -> Decided {
    // An accepted dispute is one that was resolved.
    let verdict = match decision.verdict {
        Verdict::Accepted => Verdict::Resolved,
        verdict => verdict,
    };
    Decided { day: sent.day, verdict, on: decision.day, note: decision.note.clone() }
}

fn of<'r, T>(invoices: &'r Invoices<T>, customer: &CustomerId, invoice: &DocumentNumber) -> Option<&'r T> {
    invoices.get(customer)?.get(invoice)?.what.as_ref()
}

fn keep<T>(invoices: &mut Invoices<T>, item: &InvoiceItem<'_>, day: Date, what: Option<T>) {
    let of = invoices.entry(item.owner.id.clone()).or_default();
    keep_latest(of, &item.invoice.number, Latest { day, what });
}

/// Of two words about one invoice the later day counts; of one day, the one that came later.
fn keep_latest<T>(of: &mut BTreeMap<DocumentNumber, Latest<T>>, number: &DocumentNumber, new: Latest<T>) {
    if of.get(number).is_none_or(|old| old.day <= new.day) {
        of.insert(number.clone(), new);
    }
}

/// An amount that the team noted: none is larger than a document's can be.
fn recorded_amount(text: &str, currency: Currency) -> Result<Amount, Diagnostic> {
    let amount = minor_units(text, currency)?;
    if amount > Amount::LIMIT {
        return Err(Diagnostic::error("bad-amount", format!("`{text}` is more than an invoice can come to")));
    }
    Ok(amount)
}

/// An amount as people write it: a decimal point, no sign, no grouping.
pub(super) fn minor_units(text: &str, currency: Currency) -> Result<Amount, Diagnostic> {
    let wrong = || Diagnostic::error("bad-amount", format!("`{text}` is not an amount in {currency}"));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let decimals = usize::from(currency.decimals());
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || fraction.len() > decimals || !digits(whole) || !digits(fraction) {
        return Err(wrong());
    }
    format!("{whole}{fraction:0<decimals$}").parse().map(Amount).map_err(|_| wrong())
}

/// An amount as we write it, which may be below zero.
pub(super) fn signed_units(text: &str, currency: Currency) -> Option<Amount> {
    let amount = minor_units(text.strip_prefix('-').unwrap_or(text), currency).ok()?;
    Some(if text.starts_with('-') { -amount } else { amount })
}
