//! Letters on their way, to a mail server that takes them, or does not.

use super::*;
use crate::config::{Smtp, SmtpSecurity};
use crate::forms::outbox::tests::{letters, now, run_all, set_clock};
use crate::forms::store::promise;
use crate::mail::recorder::{Manner, Recorder};
use crate::mail::{Line, MessageId};

fn server(answers: &[(&'static str, &'static str)]) -> Recorder {
    Recorder::start(Manner { answers: answers.to_vec(), ..Manner::default() })
}

fn post(port: u16) -> Post {
    Post::new(Smtp { host: "127.0.0.1".into(), port, security: SmtpSecurity::None }, None).unwrap()
}

fn boxes(to: &[&str]) -> Vec<Mailbox> {
    to.iter().map(|to| Mailbox::parse(to).unwrap()).collect()
}

/// A letter to these, and else to those.
fn letter(to: &[&str], else_to: &[&str]) -> Letter {
    let from = Mailbox::parse("billing@example.com").unwrap();
    let message = Message {
        id: MessageId::new("A-1.staff", &from.address),
        date: now(),
        from,
        reply_to: None,
        to: boxes(to),
        subject: Line::new("New dispute"),
        text: "Hello\n".to_owned(),
        html: None,
        logo: None,
    };
    Letter { message, else_to: boxes(else_to) }
}

fn task(told: &[&str]) -> Task {
    let told = told.iter().map(|to| named(&Address::parse(to).unwrap())).collect();
    Task { number: 1, errand: Errand::Staff, filed: promise("INV-1", 1, 0).filed, tries: 1, told }
}

/// To whom the server got letters, one text each.
fn got(recorder: &Recorder) -> Vec<String> {
    recorder.take_mails().iter().map(|mail| mail.to.join(" ")).collect()
}

#[test]
fn letters_that_wait_go_out_when_the_server_is_back() {
    let (mut outbox, _folder) = letters(2);
    let run = |port| move |task: &Task| send(&post(port), letter(&["ada@example.org"], &[]), task, now() + 60);
    let closed = server(&[("greeting", "554 closed\r\n")]);
    assert_eq!(run_all(&mut outbox, &mut run(closed.port)), 1, "the others are not tried");
    let open = server(&[]);
    assert_eq!(run_all(&mut outbox, &mut run(open.port)), 0, "not yet");
    set_clock(now() + 60);
    assert_eq!(run_all(&mut outbox, &mut run(open.port)), 4);
    assert_eq!((got(&closed).len(), got(&open).len()), (0, 4));
}

#[test]
fn who_has_a_letter_does_not_get_it_again() {
    let busy = server(&[("RCPT TO:<BO", "450 4.2.1 busy\r\n")]);
    let both = || letter(&["ada@example.org", "bo@example.org"], &["staff@example.com"]);
    let Ran::Again(Again { told, at, .. }) = send(&post(busy.port), both(), &task(&[]), 60).ran else { panic!() };
    assert_eq!((got(&busy), told.len(), at), (vec!["ada@example.org".to_owned()], 1, 60));
    let open = server(&[]);
    let next = Task { told, ..task(&[]) };
    assert_eq!(send(&post(open.port), both(), &next, 60), Ran::Done.into());
    assert_eq!(got(&open), ["bo@example.org"]);
}

#[test]
fn before_one_is_given_up_it_is_noted_who_has_the_letter() {
    let picky = server(&[("RCPT TO:<BO", "550 5.1.1 unknown\r\n")]);
    let both = || letter(&["ada@example.org", "bo@example.org"], &["staff@example.com"]);
    let Ran::Again(Again { told, .. }) = send(&post(picky.port), both(), &task(&[]), 60).ran else { panic!() };
    assert_eq!(told, task(&["ada@example.org"]).told);
    let last = send(&post(picky.port), both(), &task(&["ada@example.org"]), 60).ran;
    assert_eq!(last, Ran::GivenUp("1 of 1 refused: recipient: 550 5.1.1 unknown".into()));
    assert_eq!(got(&picky), ["ada@example.org"], "once, and nobody else");
}

#[test]
fn where_nobody_at_all_is_taken_all_staff_get_it() {
    let picky = server(&[("RCPT TO:<SALES", "550 5.1.1 unknown\r\n")]);
    let sales = |else_to: &[&str]| letter(&["sales@example.com"], else_to);
    let staff = ["Sales@example.com", "ar@example.com"];
    assert_eq!(send(&post(picky.port), sales(&staff), &task(&[]), 60), Ran::Done.into());
    assert_eq!(got(&picky), ["ar@example.com"]);
    let why = Ran::GivenUp("1 of 1 refused: recipient: 550 5.1.1 unknown".into());
    assert_eq!(send(&post(picky.port), sales(&["sales@example.com"]), &task(&[]), 60), why.into());
    // It may yet be taken.
    let busy = server(&[("RCPT TO:<SALES", "450 4.2.1 busy\r\n")]);
    assert!(matches!(send(&post(busy.port), sales(&staff), &task(&[]), 60).ran, Ran::Again(_)));
    assert_eq!(got(&busy), Vec::<String>::new());
}

#[test]
fn a_letter_is_given_up_after_five_days() {
    let again = |at| Ran::Again(Again { at, why: "away".into(), told: Vec::new() });
    assert_eq!(patient(again(5 * 86_400), 0), again(5 * 86_400));
    assert_eq!(patient(again(5 * 86_400 + 1), 0), Ran::GivenUp("away".into()));
    // As the outbox goes about it: with a pause after each try, the last one comes just before.
    let (mut outbox, _folder) = letters(1);
    let start = now();
    let mut last = 0;
    for minute in 0..6 * 1_440 {
        set_clock(start + minute * 60);
        run_all(&mut outbox, &mut |task| {
            last = minute;
            let away = Ran::Again(Again { at: now() + pause(task.tries), why: "away".into(), told: Vec::new() });
            patient(away, task.filed.received.as_second()).into()
        });
    }
    assert!((119 * 60..=120 * 60).contains(&last), "after {last} minutes");
}
