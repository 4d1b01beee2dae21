//! A proof: whatever a form says, what a mail server is given is one message to those whom we meant, with the headers that we
//! wrote, and no bare CR or LF.
//!
//! `benches/mail.sh` runs it with 100,000 submissions and prints its figure.
#![expect(clippy::disallowed_methods, reason = "how many there are to be is told by the environment")]
#![expect(clippy::print_stderr, reason = "a proof prints its figure")]

use super::tests::{CONFIG, filed, language, with_letters};
use super::*;
use crate::config::{Smtp, SmtpSecurity};
use crate::mail::Post;
use crate::mail::recorder::{Manner, Recorded, Recorder};
use proptest::prelude::*;
use proptest::test_runner::{Config as Runs, RngAlgorithm, TestRng, TestRunner};
use std::cell::Cell;

/// What somebody might send to end a header, a message or a command before its time, or to look like something else.
const PIECES: [&str; 24] = [
    "\r\n",
    "\n",
    "\r",
    ".",
    "\r\n.\r\n",
    "\n.\n",
    "MAIL FROM:<eve@evil.example>",
    "RCPT TO:<eve@evil.example>",
    "DATA",
    "Bcc: eve@evil.example",
    "\0",
    "\u{85}",
    "\u{2028}",
    "\u{202e}",
    "\u{feff}",
    "=\r\n",
    "=?utf-8?b?DQpCY2M6?=",
    "=_a",
    "--",
    "\"",
    "<eve@evil.example>",
    ",",
    "ü",
    "請求",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => proptest::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        2 => "\\PC{0,12}",
        1 => any::<String>(),
        1 => (1_usize..1_200).prop_map(|long| "a".repeat(long)),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

prop_compose! {
    /// A submission of which every text is hostile, and the customer's id and name, which are too.
    fn submission()(
        kind in proptest::sample::select(vec![Kind::Dispute, Kind::Promise, Kind::Remittance, Kind::Autopay]),
        texts in [hostile(), hostile(), hostile(), hostile(), hostile(), hostile(), hostile()],
        has_invoice in any::<bool>(),
    ) -> (Filed, [String; 2]) {
        let [invoice, reason, reference, message, name, email, customer] = texts;
        let mut filed = filed();
        let plain = filed.submission;
        filed.submission = Submission {
            kind,
            invoice: has_invoice.then_some(invoice),
            reason: Some(reason),
            reference: Some(reference),
            message: Some(message),
            name: name.clone(),
            email: Some(email),
            ..plain
        };
        (filed, [customer, name])
    }
}

/// The headers that a letter has.
const HEADERS: [&str; 9] =
    ["Message-ID", "Date", "From", "Subject", "Auto-Submitted", "Reply-To", "To", "MIME-Version", "Content-Type"];

/// The names of the headers, in order.
fn headers(bytes: &[u8]) -> Vec<&str> {
    let text = str::from_utf8(bytes).expect("the recorder takes ASCII alone");
    let head = text.split("\r\n\r\n").next().unwrap_or_default();
    let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
    lines.map(|line| line.split(':').next().unwrap_or_default()).collect()
}

/// What is wrong with a message as it was recorded, if anything is.
fn wrong(recorded: &Recorded, message: &Message) -> Option<String> {
    let meant: Vec<&str> = message.to.iter().map(|to| to.address.as_str()).collect();
    if recorded.to != meant {
        return Some(format!("it went to {:?}", recorded.to));
    }
    if headers(&recorded.bytes) != HEADERS {
        return Some(format!("its headers are {:?}", headers(&recorded.bytes)));
    }
    (recorded.bytes != message.mail().wire.as_bytes()).then(|| "it is another than was sent".to_owned())
}

#[test]
fn whatever_a_form_says_a_server_gets_one_message_to_those_whom_we_meant() {
    let count: u32 = std::env::var("HOSTILE_MAILS").ok().and_then(|count| count.parse().ok()).unwrap_or(300);
    let recorder = Recorder::start(Manner::default());
    let smtp = Smtp { host: "127.0.0.1".to_owned(), port: recorder.port, security: SmtpSecurity::None };
    let post = Post::new(smtp, None).unwrap();
    let (english, contact) = (language("en"), Address::parse("ap@customer.example"));
    let (mails, bytes) = (Cell::new(0), Cell::new(0));
    let send = |message: Option<Message>| {
        let message = message.expect("there are staff and a contact");
        let sent = post.send(&message.mail()).map_err(|refusal| TestCaseError::fail(refusal.text))?;
        prop_assert_eq!(sent.taken.len(), message.to.len());
        let recorded = recorder.take_mails();
        prop_assert_eq!(recorded.len(), 1, "messages of one");
        prop_assert_eq!(wrong(&recorded[0], &message), None);
        mails.set(mails.get() + 1);
        bytes.set(bytes.get() + recorded[0].bytes.len());
        Ok(())
    };
    with_letters(CONFIG, &[], |letters| {
        let runs = Runs { failure_persistence: None, ..Runs::with_cases(count) };
        let mut runner = TestRunner::new_with_rng(runs, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let run = runner.run(&submission(), |(filed, [customer, name])| {
            let about = Addressee {
                customer: &customer,
                name: &name,
                language: &english,
                contact: contact.clone(),
                manager: None,
            };
            send(letters.staff(&filed, &about))?;
            send(letters.receipt(&filed, &about))?;
            prop_assert_eq!(recorder.faults(), Vec::<String>::new());
            Ok(())
        });
        run.unwrap();
    });
    eprintln!(
        "{count} hostile submissions: {} mails of {} kB in all recorded, each one message with the nine headers that we wrote, \
         to those whom we meant; 0 bare CR or LF, 0 other faults",
        mails.get(),
        bytes.get() / 1_000
    );
}

#[test]
fn the_proof_sees_a_header_and_a_recipient_too_many() {
    let english = language("en");
    let about = Addressee { customer: "C-1", name: "A", language: &english, contact: None, manager: None };
    let message = with_letters(CONFIG, &[], |letters| letters.staff(&filed(), &about).unwrap());
    let mail = message.mail();
    let whole = Recorded {
        from: mail.from.to_string(),
        to: mail.to.iter().map(Address::to_string).collect(),
        bytes: mail.wire.as_bytes().to_vec(),
        encrypted: false,
    };
    assert_eq!(wrong(&whole, &message), None);
    let mut to = whole.clone();
    to.to.push("eve@evil.example".to_owned());
    let bytes = [b"Bcc: eve@evil.example\r\n", whole.bytes.as_slice()].concat();
    for faulty in [to, Recorded { bytes, ..whole }] {
        assert!(wrong(&faulty, &message).is_some());
    }
}
