//! Mail as a server gets it, one that is honest and ones that are not.
#![expect(
    clippy::disallowed_methods,
    reason = "a test plays the world: a server, its certificate, the environment of a process"
)]

use super::recorder::{Encryption, Manner, Recorder};
use super::*;
use crate::config::{Smtp, SmtpSecurity};
use crate::disk::{Environment, SmtpLogin, find_smtp_login};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn mail(to: &[&str]) -> Mail {
    let from = Mailbox::parse("Acme <billing@example.com>").unwrap();
    let message = Message {
        id: MessageId::new("A-1.staff", &from.address),
        date: 1_774_951_500,
        from,
        reply_to: None,
        to: to.iter().map(|to| Mailbox::parse(to).unwrap()).collect(),
        subject: Line::new("New dispute"),
        text: "Hello\n.\n.RCPT TO:<eve@example.net>\n".to_owned(),
        html: Some("<p>Hello".to_owned()),
        logo: None,
    };
    message.mail()
}

fn login(password: &str) -> Option<SmtpLogin> {
    let variables = [("PORTALSMITH_SMTP_USER", "acme"), ("PORTALSMITH_SMTP_PASSWORD", password)];
    let env: Environment = variables.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    find_smtp_login(&env, Path::new("/nowhere")).unwrap()
}

fn post(port: u16, security: SmtpSecurity, login: Option<SmtpLogin>) -> Post {
    let host = if security == SmtpSecurity::None { "127.0.0.1" } else { "localhost" };
    let quick = Duration::from_millis(500);
    let patience = Patience { connect: quick, step: quick, message: quick, whole: 20 * quick };
    Post::new(Smtp { host: host.to_owned(), port, security }, login).unwrap().patient(patience)
}

/// Sends over a plain connection to a server that answers so.
fn sent(answers: &[(&'static str, &'static str)], to: &[&str]) -> (Result<Delivery, Refusal>, Recorder) {
    let recorder = Recorder::start(Manner { answers: answers.to_vec(), ..Manner::default() });
    let sent = post(recorder.port, SmtpSecurity::None, None).send(&mail(to));
    assert_eq!(recorder.faults(), Vec::<String>::new());
    (sent, recorder)
}

fn refused(answers: &[(&'static str, &'static str)]) -> (bool, String) {
    let (sent, recorder) = sent(answers, &["ada@example.org"]);
    let refusal = sent.unwrap_err();
    assert!(recorder.mails().is_empty() && !refusal.text.contains('@'), "{refusal}");
    (refusal.is_final, refusal.text)
}

#[test]
fn a_message_arrives_as_it_was_made() {
    let mail = mail(&["ada@example.org", "bo@example.org"]);
    let (sent, recorder) = sent(&[], &["ada@example.org", "bo@example.org"]);
    assert_eq!(sent.unwrap().taken, mail.to);
    let [recorded] = recorder.mails().try_into().unwrap();
    assert_eq!((recorded.from.as_str(), recorded.to.len()), ("billing@example.com", 2));
    assert_eq!(recorded.bytes, mail.wire.as_bytes());
    assert_eq!(recorder.commands()[0], "EHLO example.com");
}

#[test]
fn one_refused_recipient_keeps_no_other_from_getting_it() {
    let answers = [("RCPT TO:<ADA", "550 5.1.1 <ada@example.org> unknown\r\n"), ("RCPT TO:<BO", "450 4.2.1 busy\r\n")];
    let (sent, recorder) = sent(&answers, &["ada@example.org", "bo@example.org", "cy@example.org"]);
    let delivery = sent.unwrap();
    assert_eq!(delivery.taken, [Address::parse("cy@example.org").unwrap()]);
    assert_eq!(delivery.waiting().map(Address::as_str).collect::<Vec<_>>(), ["bo@example.org"]);
    assert_eq!(delivery.refused[0].1.text, "recipient: 550 5.1.1 … unknown");
    assert_eq!(recorder.mails()[0].to, ["cy@example.org"]);
}

#[test]
fn where_all_recipients_are_refused_nothing_is_sent() {
    let (sent, recorder) = sent(&[("RCPT", "552 too many\r\n")], &["ada@example.org"]);
    let delivery = sent.unwrap();
    assert!(delivery.taken.is_empty() && delivery.waiting().count() == 1);
    assert!(!recorder.commands().contains(&"DATA".to_owned()));
}

#[test]
fn what_the_message_is_refused_for_is_final_and_what_the_server_lacks_is_not() {
    for (step, answer, is_final, text) in [
        ("greeting", "554 no service\r\n", false, "greeting: 554 no service"),
        ("greeting", "", false, "greeting: the mail server closed the connection"),
        ("greeting", "SSH-2.0-x\r\n", false, "greeting: this is no mail server's answer"),
        ("EHLO", "502 what?\r\n", false, "EHLO: 502 what?"),
        ("MAIL", "451 4.3.0 later\r\n", false, "sender: 451 4.3.0 later"),
        ("MAIL", "550 5.7.1 <billing@example.com> not yours\r\n", false, "sender: 550 5.7.1 … not yours"),
        ("MAIL", "552 5.3.4 too big\r\n", true, "sender: 552 5.3.4 too big"),
        ("RCPT", "421 too busy\r\n", false, "recipient: 421 too busy"),
        ("DATA", "451 later\r\n", false, "message: 451 later"),
        ("DATA", "", false, "message: the mail server closed the connection"),
        ("END", "452 disk full\r\n", false, "message: 452 disk full"),
        ("END", "552 5.3.4 too big\r\n", true, "message: 552 5.3.4 too big"),
        ("END", "", false, "message: the mail server closed the connection"),
    ] {
        assert_eq!(refused(&[(step, answer)]), (is_final, text.to_owned()), "{step}: {answer:?}");
    }
}

#[test]
fn what_any_message_would_meet_is_told_from_what_this_one_does() {
    for (step, answer, is_general) in [
        ("greeting", "554 no service\r\n", true),
        ("MAIL", "530 5.7.0 log in first\r\n", true),
        ("MAIL", "553 5.1.8 no such sender\r\n", true),
        ("MAIL", "450 4.7.1 too much from you\r\n", true),
        ("MAIL", "552 5.3.4 too big\r\n", false),
        ("RCPT", "530 5.7.0 log in first\r\n", true),
        ("RCPT", "421 too busy\r\n", true),
        ("DATA", "", true),
        ("DATA", "451 later\r\n", false),
        ("END", "554 5.7.1 spam\r\n", false),
    ] {
        let refusal = sent(&[(step, answer)], &["ada@example.org"]).0.unwrap_err();
        assert_eq!(refusal.is_general, is_general, "{step}: {answer:?}");
        assert!(!refusal.is_general || !refusal.is_final, "{refusal}");
    }
    for answer in ["534 no\r\n", "535 no\r\n", "538 no\r\n"] {
        let answers = vec![("AUTH", answer)];
        let manner = Manner { offers: vec!["AUTH PLAIN"], answers, ..Manner::default() };
        let recorder = Recorder::start(manner);
        let refusal =
            post(recorder.port, SmtpSecurity::None, login("wrong")).send(&mail(&["ada@example.org"])).unwrap_err();
        assert!(refusal.is_general && !refusal.is_final, "{refusal}");
    }
}

#[test]
fn a_server_that_dribbles_is_not_waited_for() {
    for step in ["greeting", "MAIL", "END"] {
        let begun = Instant::now();
        let (is_final, text) = refused(&[(step, "…250-go on\r\n")]);
        assert!(!is_final && (text.ends_with("took too long to answer") || text.ends_with("has no end")), "{text}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{step}: {:?}", begun.elapsed());
    }
}

#[test]
fn a_server_that_is_slow_in_everything_is_not_waited_for_without_end() {
    let recorder = Recorder::start(Manner { pause: Duration::from_millis(300), ..Manner::default() });
    let quick = Duration::from_millis(600);
    let patience = Patience { connect: quick, step: quick, message: quick, whole: 2 * quick };
    let post = post(recorder.port, SmtpSecurity::None, None).patient(patience);
    let refusal = post.send(&mail(&["ada@example.org", "bo@example.org", "cy@example.org"])).unwrap_err();
    assert!(!refusal.is_final && refusal.text.ends_with("took too long to answer"), "{refusal}");
    assert!(recorder.mails().is_empty() && recorder.commands().len() > 2, "{:?}", recorder.commands());
}

#[test]
fn nobody_there_is_told_as_such() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let refusal = post(port, SmtpSecurity::None, None).send(&mail(&["ada@example.org"])).unwrap_err();
    assert!(!refusal.is_final && refusal.text.starts_with("cannot connect to the mail server: "), "{refusal}");
}

#[test]
fn logins_go_by_plain_or_else_by_login() {
    for (offer, command) in [("AUTH LOGIN PLAIN", "AUTH PLAIN AGFjbWUAczNjcjp0"), ("AUTH=LOGIN", "AUTH LOGIN")] {
        let recorder = Recorder::start(Manner { offers: vec![offer], ..Manner::default() });
        let to = mail(&["ada@example.org"]);
        assert!(post(recorder.port, SmtpSecurity::None, login("s3cr:t")).send(&to).is_ok());
        assert!(recorder.commands().contains(&command.to_owned()), "{:?}", recorder.commands());
        let refusal = post(recorder.port, SmtpSecurity::None, login("wrong")).send(&to).unwrap_err();
        assert_eq!((refusal.is_final, refusal.text.as_str()), (false, "login: 535 5.7.8 … wrong password"));
        assert_eq!((recorder.mails().len(), recorder.faults()), (1, vec![]));
    }
    let recorder = Recorder::start(Manner { offers: vec!["AUTH XOAUTH2"], ..Manner::default() });
    let refusal =
        post(recorder.port, SmtpSecurity::None, login("s3cr:t")).send(&mail(&["ada@example.org"])).unwrap_err();
    assert_eq!(refusal.text, "the mail server offers no login by PLAIN or LOGIN");
}

#[test]
fn without_encryption_nothing_is_said_that_matters() {
    let recorder = Recorder::start(Manner { offers: vec!["AUTH PLAIN"], ..Manner::default() });
    let refusal =
        post(recorder.port, SmtpSecurity::Starttls, login("s3cr:t")).send(&mail(&["ada@example.org"])).unwrap_err();
    assert_eq!((refusal.is_final, refusal.text.as_str()), (false, "the mail server offers no encryption (STARTTLS)"));
    assert_eq!(recorder.commands(), ["EHLO example.com"]);
}

/// A certificate authority of our own, as PEM, and a server with a certificate of its for `name`.
fn certified(name: &str) -> (String, Arc<rustls::ServerConfig>) {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, &authority).unwrap();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    (authority.pem(), Arc::new(config))
}

const BOTH: [(SmtpSecurity, Encryption); 2] =
    [(SmtpSecurity::Starttls, Encryption::Starttls), (SmtpSecurity::Tls, Encryption::Tls)];

fn encrypting(server: Arc<rustls::ServerConfig>, encryption: Encryption) -> Manner {
    Manner { tls: Some((server, encryption)), offers: vec!["AUTH PLAIN"], ..Manner::default() }
}

#[test]
fn a_certificate_that_the_system_does_not_trust_ends_it() {
    for (security, encryption) in BOTH {
        let recorder = Recorder::start(encrypting(certified("localhost").1, encryption));
        let refusal = post(recorder.port, security, login("s3cr:t")).send(&mail(&["ada@example.org"])).unwrap_err();
        assert!(!refusal.is_final && refusal.text.contains("certificate"), "{refusal}");
        assert!(!recorder.commands().iter().any(|command| command.starts_with("AUTH")), "{:?}", recorder.commands());
    }
}

/// Runs `child_that_trusts_a_file` with the system's trust set to this file: the variable is read when a process asks.
fn trusting(authority: &str, recorder: &Recorder, security: SmtpSecurity) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), authority).unwrap();
    let run = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "mail::tests::child_that_trusts_a_file", "--ignored", "--nocapture"])
        .env("SSL_CERT_FILE", file.path())
        .env_remove("SSL_CERT_DIR")
        .env("TEST_SMTP", format!("{} {security:?}", recorder.port))
        .output()
        .unwrap();
    let said = String::from_utf8(run.stdout).unwrap();
    said.lines().find_map(|line| line.split_once("told: ")).unwrap_or_else(|| panic!("{said}")).1.to_owned()
}

#[test]
#[ignore = "is run by other tests, with an environment of its own"]
#[expect(clippy::print_stdout, reason = "its parent reads it")]
fn child_that_trusts_a_file() {
    let told = std::env::var("TEST_SMTP").unwrap();
    let (port, security) = told.split_once(' ').unwrap();
    let security = if security == "Tls" { SmtpSecurity::Tls } else { SmtpSecurity::Starttls };
    let sent = post(port.parse().unwrap(), security, login("s3cr:t")).send(&mail(&["ada@example.org"]));
    println!(
        "told: {}",
        sent.map_or_else(|refusal| refusal.text, |delivery| format!("{} taken", delivery.taken.len()))
    );
}

#[test]
fn a_server_that_the_system_trusts_gets_it_encrypted() {
    for (security, encryption) in BOTH {
        let (authority, server) = certified("localhost");
        let recorder = Recorder::start(encrypting(server, encryption));
        assert_eq!(trusting(&authority, &recorder, security), "1 taken");
        assert!(recorder.mails()[0].encrypted);
        assert_eq!(recorder.faults(), Vec::<String>::new());
        let plain: Vec<String> = recorder.commands().into_iter().take_while(|command| command != "STARTTLS").collect();
        assert!(encryption == Encryption::Tls || plain == ["EHLO example.com"], "{plain:?}");
    }
}

#[test]
fn a_certificate_for_another_name_ends_it() {
    for (security, encryption) in BOTH {
        let (authority, server) = certified("other.example");
        let recorder = Recorder::start(encrypting(server, encryption));
        let told = trusting(&authority, &recorder, security);
        assert!(told.contains("certificate not valid for name"), "{told}");
        assert!(recorder.mails().is_empty());
    }
}

#[test]
fn what_was_said_before_encryption_is_not_believed_after_it() {
    let (authority, server) = certified("localhost");
    // Somebody in between adds answers to the server's last plain one: all that is to come would be taken for done.
    let forged = "220 go ahead\r\n250-x\r\n250 AUTH PLAIN\r\n235 ok\r\n250 ok\r\n250 ok\r\n354 ok\r\n250 ok\r\n";
    let manner = Manner { answers: vec![("STARTTLS", forged)], ..encrypting(server, Encryption::Starttls) };
    let recorder = Recorder::start(manner);
    let told = trusting(&authority, &recorder, SmtpSecurity::Starttls);
    assert_eq!(told, "cannot encrypt the connection: something was said before that, out of turn");
}
