//! The letters that a submission calls for: to the staff who look after it, and a receipt to the customer. Who gets them, and
//! what they say.
//!
//! A recipient is of config or of the private manifest, never of a form. What a form said stands in the letter to the staff
//! only, as quoted text; the customer's contact gets fixed words, so that nobody can write to him through us.

mod facts;
mod plain;
mod views;

use crate::config::{Config, Language, Notifications};
use crate::diag::{Diagnostic, Problems};
use crate::links::Kind;
use crate::locale::Direction;
use crate::mail::{Address, Line, Logo, Mailbox, Message, MessageId, prose};
use crate::requests::{Enrolled, Filed, Submission, SubmissionId};
use crate::theme::{Renderer, Theme};
use facts::Facts;
use jiff::Timestamp;
use jiff::civil::Date;
use views::{Colors, Letter, LetterLogo};

/// The customer whom a submission is about, as the private manifest knows him.
#[derive(Clone, Debug)]
pub struct Addressee<'a> {
    /// His id in the accounting system.
    pub customer: &'a str,
    pub name: &'a str,
    pub language: &'a Language,
    /// The address on file, which gets receipts.
    pub contact: Option<Address>,
    /// His account manager.
    pub manager: Option<Address>,
}

impl<'a> From<&'a Enrolled> for Addressee<'a> {
    fn from(enrolled: &'a Enrolled) -> Addressee<'a> {
        let Enrolled { customer, name, language, contact, manager, .. } = enrolled;
        let address = |text: &Option<String>| text.as_deref().and_then(Address::parse);
        Addressee { customer, name, language, contact: address(contact), manager: address(manager) }
    }
}

/// Writes letters in the organization's name.
#[derive(Debug)]
pub struct Letters<'a> {
    config: &'a Config,
    theme: &'a Theme,
    notifications: &'a Notifications,
    from: Mailbox,
}

/// Whom a letter is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Reader {
    Staff,
    Customer,
}

impl<'a> Letters<'a> {
    /// None: config says nothing of mail (`notifications`).
    pub fn new(config: &'a Config, theme: &'a Theme) -> Option<Letters<'a>> {
        let notifications = config.notifications.as_ref()?;
        Some(Letters { config, theme, notifications, from: Mailbox::parse(&notifications.from)? })
    }

    /// Tells the staff of a submission, in the organization's language; none where nobody is to be told.
    pub fn staff(&self, filed: &Filed, about: &Addressee<'_>) -> Option<Message> {
        let to = self.staff_of(&filed.submission, about.manager.as_ref());
        let written = Written { letters: self, filed, about, reader: Reader::Staff };
        (!to.is_empty()).then(|| written.message(to))
    }

    /// Tells the customer's contact on file that a submission has come in, in the customer's language; none where there is no
    /// contact, or where the submission is kept apart.
    pub fn receipt(&self, filed: &Filed, about: &Addressee<'_>) -> Option<Message> {
        let contact = about.contact.clone().filter(|_| !filed.submission.trapped)?;
        let written = Written { letters: self, filed, about, reader: Reader::Customer };
        Some(written.message(vec![contact]))
    }

    /// Whether the theme's templates can write these letters, of each kind and in each of the site's languages. Those that they
    /// cannot write are sent as plain text all the same.
    pub fn check(&self, problems: &mut Problems) {
        let kinds = [Kind::Dispute, Kind::Promise, Kind::Remittance, Kind::Autopay];
        for (kind, reader) in kinds.into_iter().flat_map(|kind| [(kind, Reader::Staff), (kind, Reader::Customer)]) {
            // The first language that fails tells what is wrong with the template.
            let broken = self.config.site.languages.iter().find_map(|language| {
                let filed = specimen(kind);
                let about = Addressee { customer: "x", name: "x", language, contact: None, manager: None };
                let written = Written { letters: self, filed: &filed, about: &about, reader };
                written.html(self.theme.renderer(language)).err()
            });
            problems.extend(broken);
        }
    }

    /// Those of the dispute's reason and the customer's account manager; where there is neither, all staff. That a dispute was
    /// withdrawn is told to whomever it may have been told. Nobody twice.
    fn staff_of(&self, submission: &Submission, manager: Option<&Address>) -> Vec<Address> {
        let Notifications { staff, by_reason, .. } = self.notifications;
        let known = |addresses: &[String]| addresses.iter().filter_map(|one| Address::parse(one)).collect::<Vec<_>>();
        let is_withdrawal = submission.is_withdrawal();
        let is_of_reason = |reason: &String| is_withdrawal || submission.reason.as_ref() == Some(reason);
        let of_reason = by_reason.iter().filter(|(reason, _)| is_of_reason(reason));
        let mut all: Vec<Address> = of_reason.flat_map(|(_, addresses)| known(addresses)).collect();
        all.extend(manager.cloned());
        if all.is_empty() || is_withdrawal {
            all.extend(known(staff));
        }
        let mut once: Vec<Address> = Vec::with_capacity(all.len());
        for address in all {
            if !once.iter().any(|other| other.is_same(&address)) {
                once.push(address);
            }
        }
        once
    }
}

/// A letter about one submission to one kind of reader.
struct Written<'w> {
    letters: &'w Letters<'w>,
    filed: &'w Filed,
    about: &'w Addressee<'w>,
    reader: Reader,
}

impl Written<'_> {
    fn message(&self, to: Vec<Address>) -> Message {
        let Letters { theme, notifications, from, config } = self.letters;
        let renderer = theme.renderer(match self.reader {
            Reader::Staff => &config.organization.language,
            Reader::Customer => self.about.language,
        });
        let html = self.html(renderer).ok();
        let logo = theme.logo_png().filter(|_| html.is_some()).map(|(png, _)| Logo { png: png.to_vec() });
        let part = if self.reader == Reader::Staff { "staff" } else { "receipt" };
        let name = format!("{}.{}.{part}", self.filed.id.reference(), self.filed.received.as_second());
        Message {
            id: MessageId::new(&name, &from.address),
            date: self.filed.received.as_second(),
            from: from.clone(),
            reply_to: notifications.reply_to.as_deref().and_then(Mailbox::parse),
            to: to.into_iter().map(Mailbox::from).collect(),
            subject: self.subject(renderer),
            text: plain::text(&self.letter(renderer), self.reader, renderer, &config.organization),
            html,
            logo,
        }
    }

    fn html(&self, renderer: &Renderer) -> Result<String, Diagnostic> {
        let mut context = tera::Context::new();
        context.insert_value("letter", tera::Value::from_serializable(&self.letter(renderer)));
        let template = if self.reader == Reader::Staff { "mail/staff.html" } else { "mail/receipt.html" };
        renderer.render(template, &context)
    }

    fn letter(&self, renderer: &Renderer) -> Letter {
        let Letters { theme, config, .. } = self.letters;
        let Submission { kind, message, name, email, .. } = &self.filed.submission;
        let strings = renderer.strings();
        let is_staff = self.reader == Reader::Staff;
        let facts = Facts { filed: self.filed, about: self.about, renderer, config };
        let one = |text: &str| Line::new(text).as_str().to_owned();
        let quoted = message.as_deref().filter(|_| is_staff);
        let logo = |[width, height]: [u32; 2]| LetterLogo { src: format!("cid:{}", Logo::CID), width, height };
        Letter {
            kind: kind.as_str(),
            title: strings.get(self.title()).to_owned(),
            facts: if is_staff { facts.for_staff() } else { facts.for_customer() },
            sender: is_staff.then(|| one(name)),
            sender_email: email.as_deref().filter(|_| is_staff).map(one),
            message: quoted.map_or_else(Vec::new, |text| prose(text).lines().map(str::to_owned).collect()),
            command: is_staff.then(|| format!("portalsmith inbox show {}", self.filed.id.reference())),
            limits: strings.get(self.limits()).to_owned(),
            contact: [&config.contact.email, &config.contact.phone].into_iter().flatten().cloned().collect(),
            colors: Colors::new(theme.palette()),
            logo: theme.logo_png().map(|(_, size)| logo(size)),
        }
    }

    /// The message that is its title.
    fn title(&self) -> &'static str {
        let sent = &self.filed.submission;
        match (self.reader, sent.kind) {
            (Reader::Staff, _) if sent.is_withdrawal() => "letter-withdraw",
            (Reader::Customer, _) if sent.is_withdrawal() => "ack-withdraw",
            (Reader::Staff, Kind::Dispute) => "letter-dispute",
            (Reader::Staff, Kind::Promise) => "letter-promise",
            (Reader::Staff, Kind::Remittance) => "letter-remittance",
            (Reader::Staff, Kind::Autopay) => "letter-autopay",
            (Reader::Customer, Kind::Dispute) => "ack-dispute",
            (Reader::Customer, Kind::Promise) => "ack-promise",
            (Reader::Customer, Kind::Remittance) => "ack-remittance",
            (Reader::Customer, Kind::Autopay) => "ack-autopay",
        }
    }

    /// The message that says what such a submission does and does not.
    fn limits(&self) -> &'static str {
        match self.filed.submission.kind {
            _ if self.filed.submission.is_withdrawal() => "withdraw-not",
            Kind::Dispute => "dispute-not",
            Kind::Promise => "promise-not",
            Kind::Remittance => "remittance-not",
            Kind::Autopay => "autopay-not",
        }
    }

    /// Fixed words, the invoice's number where nothing can hide in it, and the reference.
    fn subject(&self, renderer: &Renderer) -> Line {
        let number = self.filed.submission.invoice.as_deref().filter(|number| is_harmless(number));
        let reference = self.filed.id.reference();
        // A number like 2025-0007 is turned round among words that are written from right to left.
        let mark = if renderer.locale().direction() == Direction::RightToLeft { "\u{200e}" } else { "" };
        let mut subject = renderer.strings().get(self.title()).to_owned();
        for part in number.into_iter().chain([reference.as_str()]) {
            subject.push_str(&format!(" – {mark}{part}{mark}"));
        }
        Line::new(&subject)
    }
}

/// Whether a number can stand in a subject: up to forty letters, digits and `-_./#` of ASCII.
fn is_harmless(number: &str) -> bool {
    let is_kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./#".contains(&byte);
    (1..=40).contains(&number.len()) && number.bytes().all(is_kept)
}

/// A submission with something in each field that a letter shows.
fn specimen(kind: Kind) -> Filed {
    let one = || Some("x".to_owned());
    let day = Date::constant(2026, 1, 1);
    let submission = Submission {
        kind,
        portal: "0000000000000000".parse().expect("sixteen characters of base 32 are a portal's id"),
        invoice: one(),
        currency: "EUR".parse().expect("the euro is a currency"),
        day,
        reason: one(),
        date: Some(day),
        amount: None,
        reference: one(),
        message: one(),
        name: "x".to_owned(),
        email: one(),
        open: None,
        trapped: false,
    };
    Filed { id: SubmissionId::new("x", [0; 16]), received: Timestamp::UNIX_EPOCH, submission }
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
