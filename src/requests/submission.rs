//! A form that was posted: is it ours, what does it say, what is wrong with it. Whoever takes forms asks here.
//!
//! In this order: the ticket, the fields, and whether it is the latest one over again. Nothing of a form whose ticket is
//! not ours is looked at.

use super::numbers::has_bank_number;
use super::posted::Posted;
use super::recorded::{minor_units, signed_units};
use super::rules::{Fault, Field, WITHDRAWN, days_taken, longest};
use crate::config::{Config, is_email};
use crate::ledger::{Amount, Currency};
use crate::links::{FormSecret, Kind, PortalId, TicketClaims};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What a customer sent, checked.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Submission {
    pub kind: Kind,
    /// Whose invoice, or whose account, it is about.
    pub portal: PortalId,
    /// None: all that is past due in the currency.
    pub invoice: Option<String>,
    pub currency: Currency,
    /// The day it was received.
    pub day: Date,
    /// One of the dispute reasons, or [`WITHDRAWN`].
    pub reason: Option<String>,
    /// By when it will be paid, or when it was.
    pub date: Option<Date>,
    pub amount: Option<Amount>,
    pub reference: Option<String>,
    pub message: Option<String>,
    pub name: String,
    pub email: Option<String>,
    /// What was open of what a promise is about, as its portal said: what was paid since is told from it.
    pub open: Option<Amount>,
    /// The field that people do not see was filled in: kept apart, and never shown.
    pub trapped: bool,
}

/// A ticket's time begins at midnight UTC of a day that begins where the organization is, which is up to 14 hours earlier: so
/// much earlier, in seconds and rounded up to a day, a ticket is taken.
const EARLY: i64 = 86_400;

/// What a form is held against.
#[derive(Clone, Copy, Debug)]
pub struct Gate<'a> {
    pub secret: &'a FormSecret,
    pub config: &'a Config,
    /// Today, where the organization is.
    pub today: Date,
    /// In seconds since 1970.
    pub now: i64,
}

/// Where a form was posted to: `/f/<kind>/<portal id>`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Door<'a> {
    pub kind: Kind,
    pub portal: &'a str,
}

/// Why a form is not taken at all.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Refused {
    /// The ticket is not ours, or for another form, or says of an amount what is none (403).
    Forged,
    /// The ticket is ours, and its time is over, or not yet come (410).
    Expired(Box<TicketClaims>),
}

/// What is wrong with a form that came with a genuine ticket: what was entered, and each field's fault.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Faulty {
    pub amount: Amount,
    pub currency: Currency,
    pub entered: BTreeMap<Field, String>,
    pub faults: BTreeMap<Field, Fault>,
}

impl Gate<'_> {
    /// What the ticket says, if it is ours, in time, and for this door.
    pub fn claims(&self, ticket: &str, door: Door<'_>) -> Result<TicketClaims, Refused> {
        let claims = self.secret.verify(ticket).map_err(|_| Refused::Forged)?;
        if claims.kind != door.kind || claims.portal.as_str() != door.portal {
            return Err(Refused::Forged);
        }
        if !(claims.iat.saturating_sub(EARLY)..claims.exp).contains(&self.now) {
            return Err(Refused::Expired(Box::new(claims)));
        }
        open(&claims).ok_or(Refused::Forged)?;
        Ok(claims)
    }

    /// The submission, or what is wrong with its fields. `claims` are what [`Gate::claims`] gave.
    ///
    /// # Panics
    ///
    /// Where they are others, whose amount or currency is none.
    pub fn submission(&self, posted: &Posted, claims: &TicketClaims) -> Result<Submission, Faulty> {
        let (open, currency) = open(claims).expect("what says no amount did not pass `Gate::claims`");
        let mut fields = Fields { gate: self, kind: claims.kind, open, currency, posted, faults: BTreeMap::new() };
        let is_dispute = claims.kind == Kind::Dispute;
        let reason = if is_dispute { fields.reason() } else { None };
        let takes_back = reason.as_deref() == Some(WITHDRAWN);
        let submission = Submission {
            kind: claims.kind,
            portal: claims.portal,
            invoice: claims.invoice.clone(),
            currency,
            day: self.today,
            reason,
            date: fields.date(),
            amount: if takes_back { None } else { fields.amount() },
            reference: if claims.kind == Kind::Remittance { fields.line(Field::Reference, true) } else { None },
            message: if matches!(claims.kind, Kind::Dispute | Kind::Promise) { fields.message() } else { None },
            name: fields.line(Field::Name, true).unwrap_or_default(),
            email: fields.email(),
            open: (claims.kind == Kind::Promise).then_some(open),
            trapped: posted.trapped,
        };
        if claims.kind == Kind::Autopay && posted.entered.get(&Field::Agree).map(String::as_str) != Some("yes") {
            fields.faults.insert(Field::Agree, Fault::Missing);
        }
        match fields.faults {
            faults if faults.is_empty() => Ok(submission),
            faults => Err(Faulty { amount: open, currency, entered: posted.entered.clone(), faults }),
        }
    }
}

impl Submission {
    /// Whether the customer takes his dispute back with it.
    pub fn is_withdrawal(&self) -> bool {
        self.reason.as_deref() == Some(WITHDRAWN)
    }

    /// Whether it says what `latest` said already: then there is nothing new to record. `latest` is the last one about the
    /// same thing; against any earlier one, promises A, B, A would end as B.
    pub fn says_the_same(&self, latest: &Submission) -> bool {
        let Submission { day, open, .. } = self;
        *self == Submission { day: *day, open: *open, ..latest.clone() }
    }

    /// Whether both are about the same thing: the same kind of form for the same invoice or account.
    pub fn is_about_the_same(&self, other: &Submission) -> bool {
        (self.kind, self.portal, &self.invoice, self.currency)
            == (other.kind, other.portal, &other.invoice, other.currency)
    }
}

/// What is open by a ticket's word: nothing of what is overpaid, and none where it names no amount or currency.
fn open(claims: &TicketClaims) -> Option<(Amount, Currency)> {
    let currency = claims.currency.parse().ok()?;
    Some((signed_units(&claims.amount, currency)?.max(Amount::ZERO), currency))
}

/// The fields of one form, read one by one.
struct Fields<'g> {
    gate: &'g Gate<'g>,
    kind: Kind,
    open: Amount,
    currency: Currency,
    posted: &'g Posted,
    faults: BTreeMap<Field, Fault>,
}

impl<'g> Fields<'g> {
    fn entered(&self, field: Field) -> Option<&'g str> {
        self.posted.entered.get(&field).map(|text| text.trim())
    }

    /// Remembers what is wrong; the value is none then.
    fn fault<T>(&mut self, field: Field, fault: Fault) -> Option<T> {
        self.faults.insert(field, fault);
        None
    }

    /// A text that is not too long; none, and a fault where it is needed, if nothing was entered.
    fn text(&mut self, field: Field, required: bool) -> Option<&'g str> {
        match self.entered(field) {
            None if required => self.fault(field, Fault::Missing),
            None => None,
            Some(text) if text.chars().count() > longest(field) => self.fault(field, Fault::TooLong),
            Some(text) => Some(text),
        }
    }

    /// A text of one line. No browser sends others from these fields, so one with control characters says nothing.
    fn line(&mut self, field: Field, required: bool) -> Option<String> {
        let text = self.text(field, required)?;
        match text.chars().any(char::is_control) {
            true => self.fault(field, Fault::Missing),
            false => Some(text.to_owned()),
        }
    }

    fn message(&mut self) -> Option<String> {
        let text = self.text(Field::Message, false)?;
        match has_bank_number(text) {
            true => self.fault(Field::Message, Fault::BankNumber),
            false => Some(text.to_owned()),
        }
    }

    fn email(&mut self) -> Option<String> {
        let text = self.text(Field::Email, false)?;
        match is_email(text) {
            true => Some(text.to_owned()),
            false => self.fault(Field::Email, Fault::Email),
        }
    }

    fn reason(&mut self) -> Option<String> {
        let id = self.text(Field::Reason, true)?;
        let mut offered = self.gate.config.forms.dispute_reasons.iter().filter(|reason| !reason.archived);
        match id == WITHDRAWN || offered.any(|reason| reason.id == id) {
            true => Some(id.to_owned()),
            false => self.fault(Field::Reason, Fault::Choice),
        }
    }

    fn date(&mut self) -> Option<Date> {
        if !matches!(self.kind, Kind::Promise | Kind::Remittance) {
            return None;
        }
        let text = self.text(Field::Date, true)?;
        let [first, last] = days_taken(self.kind, self.gate.today, self.gate.config);
        match text.parse::<Date>().ok().filter(|day| text.len() == 10 && (first..=last).contains(day)) {
            Some(day) => Some(day),
            None => self.fault(Field::Date, Fault::Day),
        }
    }

    /// More than nothing, and not more than is open; what was paid may be more, within reason.
    fn amount(&mut self) -> Option<Amount> {
        if self.kind == Kind::Autopay {
            return None;
        }
        let text = self.text(Field::Amount, self.kind != Kind::Dispute)?;
        let most = if self.kind == Kind::Remittance { self.open.max(Amount::LIMIT) } else { self.open };
        let amount = minor_units(text, self.currency).ok();
        match amount.filter(|amount| amount.is_positive() && *amount <= most) {
            Some(amount) => Some(amount),
            None => self.fault(Field::Amount, Fault::Amount),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Problems};
    use crate::links::{Keys, LinkSecret, Ticket};
    use jiff::civil::date;

    const TODAY: Date = date(2026, 3, 31);

    fn keys() -> Keys {
        Keys::new(&LinkSecret::from_bytes([5; 32]))
    }

    fn config() -> Config {
        let yaml = b"organization: { name: Acme }\nsite: { base_url: https://pay.example.com }\n";
        crate::config::read(FileId(0), yaml, &mut Problems::new()).unwrap()
    }

    fn ticket(kind: Kind) -> String {
        ticket_for(kind, "120.50", "EUR")
    }

    fn ticket_for(kind: Kind, amount: &str, currency: &str) -> String {
        let (portal, path) = (keys().portal_id("C-1"), "/p/key/");
        let (iat, exp) = (1_772_323_200, 1_772_323_200 + 75 * 86_400);
        let invoice = Some("INV-1");
        keys().sign(&Ticket { portal, invoice, kind, generation: 0, iat, exp, amount, currency, path })
    }

    fn now(day: Date) -> i64 {
        day.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_second()
    }

    /// Posts these fields to the kind's door, on [`TODAY`].
    fn post(kind: Kind, fields: &str) -> Result<Submission, Faulty> {
        post_with(&ticket(kind), kind, fields).unwrap()
    }

    fn post_with(ticket: &str, kind: Kind, fields: &str) -> Result<Result<Submission, Faulty>, Refused> {
        let (secret, config) = (keys().form_secret(), config());
        let gate = Gate { secret: &secret, config: &config, today: TODAY, now: now(TODAY) };
        let claims = gate.claims(ticket, Door { kind, portal: keys().portal_id("C-1").as_str() })?;
        Ok(gate.submission(&Posted::read(fields.as_bytes()).unwrap(), &claims))
    }

    fn faults(kind: Kind, fields: &str) -> Vec<(Field, Fault)> {
        post(kind, fields).unwrap_err().faults.into_iter().collect()
    }

    #[test]
    fn a_dispute_says_why_and_who() {
        let said = post(Kind::Dispute, "reason=pricing&name=+Ada+&amount=20.5&message=Why%3F").unwrap();
        assert_eq!(
            (said.reason.as_deref(), said.name.as_str(), said.amount),
            (Some("pricing"), "Ada", Some(Amount(2_050)))
        );
        assert_eq!((said.invoice.as_deref(), said.day, said.message.as_deref()), (Some("INV-1"), TODAY, Some("Why?")));
        assert!(post(Kind::Dispute, "reason=pricing&name=Ada").unwrap().amount.is_none());
    }

    #[test]
    fn a_dispute_is_taken_back_by_name_alone() {
        let said = post(Kind::Dispute, "reason=withdrawn&name=Ada&amount=7").unwrap();
        assert!(said.is_withdrawal() && said.amount.is_none());
        assert_eq!(faults(Kind::Dispute, "reason=withdrawn"), [(Field::Name, Fault::Missing)]);
        assert!(!post(Kind::Dispute, "reason=pricing&name=Ada").unwrap().is_withdrawal());
        assert!(!post(Kind::Promise, "reason=withdrawn&name=Ada&date=2026-04-30&amount=1").unwrap().is_withdrawal());
    }

    #[test]
    fn each_field_is_held_to_its_rule() {
        use Fault::*;
        let good = "name=Ada&date=2026-04-30&amount=120.50";
        assert!(post(Kind::Promise, good).is_ok());
        assert_eq!(
            faults(Kind::Promise, ""),
            [(Field::Date, Missing), (Field::Amount, Missing), (Field::Name, Missing)]
        );
        assert_eq!(faults(Kind::Dispute, "name=Ada&reason=whim"), [(Field::Reason, Choice)]);
        for day in ["2026-02-30", "2026-03-30", "2036-03-31", "2026-06-30", "20260430", "tomorrow"] {
            assert_eq!(faults(Kind::Promise, &good.replace("2026-04-30", day)), [(Field::Date, Day)], "{day}");
        }
        for amount in ["0", "-5", "120.51", "1e2", "12,50", "0.001", "9999999999999"] {
            assert_eq!(faults(Kind::Promise, &good.replace("120.50", amount)), [(Field::Amount, Amount)], "{amount}");
        }
        let with = |field: &str| format!("{good}&{field}");
        assert_eq!(faults(Kind::Promise, &with("message=4111+1111+1111+1111")), [(Field::Message, BankNumber)]);
        assert_eq!(
            faults(Kind::Promise, &with(&format!("message={}", "x".repeat(2_001)))),
            [(Field::Message, TooLong)]
        );
        assert_eq!(faults(Kind::Promise, &with("email=ada")), [(Field::Email, Email)]);
        assert_eq!(faults(Kind::Promise, &good.replace("Ada", "A%0AB")), [(Field::Name, Missing)]);
        assert_eq!(faults(Kind::Autopay, "name=Ada"), [(Field::Agree, Missing)]);
        assert!(post(Kind::Autopay, "name=Ada&agree=yes").is_ok());
    }

    #[test]
    fn what_was_paid_may_be_more_than_is_open_and_lie_behind() {
        let said = post(Kind::Remittance, "name=Ada&date=2026-03-01&amount=500&reference=RF18").unwrap();
        assert_eq!((said.amount, said.date), (Some(Amount(50_000)), Some(date(2026, 3, 1))));
    }

    #[test]
    fn what_was_paid_was_paid_by_today_wherever_the_customer_is() {
        let on = |day: &str| post(Kind::Remittance, &format!("name=Ada&date={day}&amount=5&reference=RF18"));
        for day in ["2025-03-31", "2026-03-31", "2026-04-01"] {
            assert!(on(day).is_ok(), "{day}");
        }
        for day in ["2025-03-30", "2026-04-02", "2026-04-30"] {
            assert_eq!(on(day).unwrap_err().faults[&Field::Date], Fault::Day, "{day}");
        }
    }

    #[test]
    fn a_ticket_counts_for_its_own_door_and_time() {
        let (secret, config) = (keys().form_secret(), config());
        let id = keys().portal_id("C-1");
        let (door, other) = (Door { kind: Kind::Dispute, portal: id.as_str() }, keys().portal_id("C-2"));
        let on = |day: Date| Gate { secret: &secret, config: &config, today: day, now: now(day) };
        let ticket = ticket(Kind::Dispute);
        assert!(on(TODAY).claims(&ticket, door).is_ok());
        for wrong in [Door { kind: Kind::Promise, ..door }, Door { portal: other.as_str(), ..door }] {
            assert_eq!(on(TODAY).claims(&ticket, wrong).unwrap_err(), Refused::Forged);
        }
        assert_eq!(on(TODAY).claims(&ticket[..ticket.len() - 1], door).unwrap_err(), Refused::Forged);
        for day in [date(2026, 2, 27), date(2026, 5, 15)] {
            assert!(matches!(on(day).claims(&ticket, door), Err(Refused::Expired(_))), "{day}");
        }
    }

    #[test]
    fn a_ticket_of_the_first_of_a_month_counts_where_that_day_begins_first() {
        let (secret, config, id) = (keys().form_secret(), config(), keys().portal_id("C-1"));
        let door = Door { kind: Kind::Dispute, portal: id.as_str() };
        let kiritimati = jiff::tz::TimeZone::fixed(jiff::tz::offset(14));
        let first = date(2026, 3, 1);
        let now = first.to_zoned(kiritimati).unwrap().timestamp().as_second();
        let gate = Gate { secret: &secret, config: &config, today: first, now };
        assert!(gate.claims(&ticket(Kind::Dispute), door).is_ok());
        let before = Gate { now: now - 10 * 3_600 - 1, ..gate };
        assert!(matches!(before.claims(&ticket(Kind::Dispute), door), Err(Refused::Expired(_))));
    }

    #[test]
    fn any_amount_that_a_portal_can_have_is_one_that_a_form_can_be_about() {
        let good = "name=Ada&date=2026-04-30&amount=";
        let most = Amount(i64::MAX);
        for (currency, amount) in [("JPY", Amount(1_000_000_000_000)), ("EUR", Amount::LIMIT), ("KWD", most)] {
            let text = amount.of(currency.parse().unwrap()).to_string();
            let ticket = ticket_for(Kind::Promise, &text, currency);
            let said = post_with(&ticket, Kind::Promise, &format!("{good}{text}")).unwrap().unwrap();
            assert_eq!(said.amount, Some(amount), "{currency}");
        }
        // Signed before an overpaid invoice had no forms any more.
        let overpaid = ticket_for(Kind::Promise, "-5.00", "EUR");
        let faulty = post_with(&overpaid, Kind::Promise, &format!("{good}0.01")).unwrap().unwrap_err();
        assert_eq!(
            (faulty.amount, faulty.faults.into_iter().collect()),
            (Amount::ZERO, vec![(Field::Amount, Fault::Amount)])
        );
        let overpaid = ticket_for(Kind::Dispute, "-5.00", "EUR");
        assert!(post_with(&overpaid, Kind::Dispute, "reason=pricing&name=Ada").unwrap().is_ok());
        let too_much = format!("{good}{}&reference=x", "9".repeat(14)).replace("2026-04-30", "2026-03-30");
        assert_eq!(faults(Kind::Remittance, &too_much), [(Field::Amount, Fault::Amount)]);
    }

    #[test]
    fn a_genuine_ticket_that_names_no_amount_is_refused() {
        for (amount, currency) in
            [("", "EUR"), ("--5", "EUR"), ("1.005", "EUR"), ("9".repeat(20).as_str(), "JPY"), ("1", "EURO")]
        {
            let ticket = ticket_for(Kind::Autopay, amount, currency);
            assert_eq!(post_with(&ticket, Kind::Autopay, "").unwrap_err(), Refused::Forged, "{amount} {currency}");
        }
    }

    #[test]
    fn the_same_again_is_told_from_something_new() {
        let first = post(Kind::Promise, "name=Ada&date=2026-04-30&amount=20").unwrap();
        let later = Submission { day: date(2026, 4, 1), ..first.clone() };
        let other = post(Kind::Promise, "name=Ada&date=2026-05-30&amount=20").unwrap();
        assert!(later.says_the_same(&first) && !other.says_the_same(&first));
        assert!(other.is_about_the_same(&first));
        assert!(!post(Kind::Dispute, "name=Ada&reason=other").unwrap().is_about_the_same(&first));
    }
}
