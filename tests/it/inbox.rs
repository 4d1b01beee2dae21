//! The inbox: what customers sent is listed, decided on, pulled from other hosts, and shown by the next build.

use crate::project::{Project, SECRET};
use jiff::Timestamp;
use portalsmith::forms::store::{Again, Errand, Filing, Ran, Sqlite, Store};
use portalsmith::ledger::Amount;
use portalsmith::links::{Keys, Kind, LinkSecret};
use portalsmith::requests::{Filed, Submission, SubmissionId};
use proptest::prelude::*;
use snapbox::str;
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

#[path = "../../src/forms/store/postgres/cluster.rs"]
#[allow(dead_code, unused_attributes, reason = "the tests of the store use more of it")]
mod cluster;

use cluster::Cluster;

const PULLED: &str = "inbox/pulled.jsonl";
const DECISIONS: &str = "inbox/decisions.yaml";

/// 31 March 2026, noon, in seconds.
const NOON: i64 = 1_774_958_400;

fn keys() -> Keys {
    Keys::new(&LinkSecret::from_bytes(std::array::from_fn(|at| u8::try_from(at).unwrap())))
}

/// A customer and somebody else, with invoices past due.
fn project() -> Project {
    Project::new()
        .config("forms: { endpoint: https://forms.example.com }\ncontact: { email: ar@example.com }\n")
        .file("content/exports/customers.csv", "id,name,autopay\nC-1,Harbor Bakery,yes\nC-2,Mill Row,\n")
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,120.00")
        .invoice("INV-2,C-1,2026-01-05,2026-02-05,EUR,30.00")
        .invoice("INV-1,C-2,2026-01-05,2026-02-04,EUR,77.00")
}

/// What a customer sent on 31 March 2026: the `number`-th, a minute after the one before.
fn sent(number: u8, customer: &str, kind: Kind, invoice: Option<&str>) -> Filed {
    let date = match kind {
        Kind::Promise => Some("2026-04-20".parse().unwrap()),
        Kind::Remittance => Some("2026-03-30".parse().unwrap()),
        Kind::Dispute | Kind::Autopay => None,
    };
    let submission = Submission {
        kind,
        portal: keys().portal_id(customer),
        invoice: invoice.map(str::to_owned),
        currency: "EUR".parse().unwrap(),
        day: "2026-03-31".parse().unwrap(),
        reason: (kind == Kind::Dispute).then(|| "pricing".to_owned()),
        date,
        amount: date.map(|_| Amount(2_000)),
        reference: (kind == Kind::Remittance).then(|| "RF-SECRET".to_owned()),
        message: matches!(kind, Kind::Dispute | Kind::Promise).then(|| "words of a customer".to_owned()),
        name: "Ada Sender".into(),
        email: Some("ada@sender.example".into()),
        open: None,
        trapped: false,
    };
    let received = Timestamp::from_second(NOON + i64::from(number) * 60).unwrap();
    Filed { id: SubmissionId::new("a", [number; 16]), received, submission }
}

fn dispute(number: u8) -> Filed {
    sent(number, "C-1", Kind::Dispute, Some("INV-1"))
}

fn reference(number: u8) -> String {
    SubmissionId::new("a", [number; 16]).reference()
}

fn with(mut filed: Filed, change: impl FnOnce(&mut Submission)) -> Filed {
    change(&mut filed.submission);
    filed
}

fn lines(all: &[Filed]) -> String {
    all.iter().map(|filed| filed.to_json() + "\n").collect()
}

fn pulled(all: &[Filed]) -> Project {
    project().file(PULLED, lines(all))
}

/// The store of the project, with these in it.
fn store(project: &Project, all: &[Filed], errands: &[Errand]) -> Sqlite {
    let mut store = Sqlite::open(&project.path("inbox/store.sqlite")).unwrap();
    let filing = |filed: &Filed| Filing {
        filed: filed.clone(),
        back: "/p/k/".into(),
        errands: errands.to_vec(),
        may_add: true.into(),
    };
    store.file(&all.iter().map(filing).collect::<Vec<_>>()).unwrap();
    store
}

/// Notes a decision whose note has spaces.
#[track_caller]
fn reject(project: &Project, called: &str, note: &str) {
    let mut command = project.command("");
    let run = command.args(["inbox", "reject", called, "--note", note, "--by", "Bea Clerk", "--day", "2026-04-01"]);
    let output = run.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The page of an invoice on a customer's portal.
fn invoice_page(project: &Project, customer: &str, invoice: &str) -> String {
    let portal = project.portal(customer);
    let title = format!("<bdi>{invoice}</bdi></h1>");
    portal.pages.values().find(|page| page.contains(&title)).unwrap().clone()
}

#[track_caller]
fn has(page: &str, text: &str) {
    assert!(page.contains(text), "`{text}` is not in {page}");
}

#[track_caller]
fn has_not(page: &str, text: &str) {
    assert!(!page.contains(text), "`{text}` is in {page}");
}

#[test]
fn a_dispute_stands_on_the_portal_after_the_next_build_and_nothing_that_was_written() {
    let project = pulled(&[dispute(1)]);
    project.build();
    let page = invoice_page(&project, "C-1", "INV-1");
    has(&page, "Disputed on Mar 31, 2026");
    has(&page, "Reason of the dispute: Disagreement about the price");
    has(&page, "Withdraw the dispute");
    has(&page, "name=\"reason\" value=\"withdrawn\"");
    project.portal("C-1").hides("words of a customer").hides("Ada Sender").hides("ada@sender.example");
    project.portal("C-2").hides("Disputed on").hides("Withdraw");
}

#[test]
fn what_one_customer_sends_changes_no_byte_of_anothers_portal() {
    let project = project();
    project.build();
    let before = project.portal("C-2");
    let all = [dispute(1), sent(2, "C-1", Kind::Remittance, None), sent(3, "C-1", Kind::Autopay, None)];
    project.write(PULLED, lines(&all));
    reject(&project, &reference(1), "We checked");
    project.build();
    assert!(project.portal("C-2") == before);
}

#[test]
fn the_store_of_this_machine_is_read_as_it_is_and_joined_with_what_was_pulled() {
    let project = pulled(&[dispute(1)]);
    drop(store(&project, &[dispute(1), sent(2, "C-1", Kind::Promise, Some("INV-2"))], &[]));
    let before = std::fs::read(project.path("inbox/store.sqlite")).unwrap();
    project.build();
    has(&invoice_page(&project, "C-1", "INV-1"), "Disputed on Mar 31, 2026");
    has(&invoice_page(&project, "C-1", "INV-2"), "€20.00 promised for Apr 20, 2026");
    assert_eq!(std::fs::read(project.path("inbox/store.sqlite")).unwrap(), before);
    for command in ["check", "build --dry-run --diff", "balances"] {
        project.run(&format!("{command} --as-of 2026-03-31")).exits(0);
    }
}

#[test]
fn a_store_that_contradicts_what_was_pulled_stops_the_build() {
    let project = pulled(&[dispute(1)]);
    drop(store(&project, &[with(dispute(1), |sent| sent.name = "Eve".into())], &[]));
    let run = project.run("build --as-of 2026-03-31").exits(1).wrote_nothing();
    assert!(run.stderr().contains("error[submission-differs]"), "{}", run.stderr());
}

#[test]
fn what_is_no_store_is_a_failure_and_no_build_without_it() {
    let text = "not a database, but long enough to be taken for one".repeat(40);
    let run = project().file("inbox/store.sqlite", text);
    let run = run.run("build --as-of 2026-03-31").exits(3).wrote_nothing();
    assert!(run.stderr().contains("cannot read the submissions in [PROJECT]/inbox/store.sqlite"), "{}", run.stderr());
}

#[test]
fn a_store_that_cannot_be_looked_at_stops_the_build_and_is_not_taken_for_an_empty_one() {
    for command in ["build --as-of 2026-03-31", "check --as-of 2026-03-31", "inbox list"] {
        // Root may look everywhere, but not through a link that leads to itself or below a file.
        let looped = project().file("data/notes", "");
        std::os::unix::fs::symlink("store.sqlite", looped.path("data/store.sqlite")).unwrap();
        let below_a_file = project().file("data", "a file");
        // Its disk is not mounted; or somebody moved it away, and left the log.
        let unmounted = project().file("data/notes", "");
        std::os::unix::fs::symlink("/nowhere/store.sqlite", unmounted.path("data/store.sqlite")).unwrap();
        let orphaned = project().file("data/store.sqlite-wal", "frames");
        for project in [looped, below_a_file, unmounted, orphaned] {
            project.replace("config.yaml", "forms: {", "forms: { store: sqlite:data/store.sqlite,");
            let run = project.run(command).exits(3).wrote_nothing();
            let told = "cannot read the submissions in [PROJECT]/data/store.sqlite: ";
            assert!(run.stderr().contains(told), "{}", run.stderr());
        }
    }
}

#[test]
fn paid_makes_it_all_vanish() {
    let about = |number, kind| sent(number, "C-1", kind, Some("INV-1"));
    let all = [dispute(1), about(2, Kind::Remittance), about(3, Kind::Promise)];
    let project = pulled(&all);
    project.build();
    project.portal("C-1").shows("Disputed on").shows("promised for").shows("You told us");
    let project = project.payment("P-1,C-1,2026-03-30,EUR,120.00,INV-1");
    project.build();
    project.portal("C-1").hides("Disputed on").hides("promised for").hides("You told us").hides("Withdraw");
}

#[test]
fn a_note_of_payment_is_shown_until_thirty_days_are_over() {
    let project = pulled(&[sent(1, "C-1", Kind::Remittance, Some("INV-1"))]);
    project.build();
    let told = "You told us on Mar 31, 2026 that you paid €20.00.";
    has(&invoice_page(&project, "C-1", "INV-1"), told);
    has_not(&invoice_page(&project, "C-1", "INV-2"), "You told us");
    project.portal("C-1").hides("RF-SECRET");
    project.run("build --as-of 2026-04-30").exits(0);
    has(&invoice_page(&project, "C-1", "INV-1"), told);
    project.run("build --as-of 2026-05-01").exits(0);
    project.portal("C-1").hides("You told us");
}

#[test]
fn a_note_about_all_that_is_past_due_stands_with_the_currency() {
    let project = pulled(&[sent(1, "C-1", Kind::Remittance, None)]);
    project.build();
    has(project.portal("C-1").home(), "You told us on Mar 31, 2026 that you paid €20.00.");
    project.portal("C-2").hides("You told us");
}

#[test]
fn one_promise_for_all_goes_to_what_has_been_due_for_longest() {
    let promise = |amount| with(sent(1, "C-1", Kind::Promise, None), |sent| sent.amount = Some(Amount(amount)));
    let project = pulled(&[promise(13_000)]);
    project.build();
    has(&invoice_page(&project, "C-1", "INV-1"), "Promised for Apr 20, 2026");
    has(&invoice_page(&project, "C-1", "INV-2"), "€10.00 promised for Apr 20, 2026");
    project.write(PULLED, lines(&[promise(12_000)]));
    project.build();
    has_not(&invoice_page(&project, "C-1", "INV-2"), "romised for");
    project.run("build --as-of 2026-04-21").exits(0);
    has(&invoice_page(&project, "C-1", "INV-1"), "Promised for Apr 20, 2026, not received");
}

#[test]
fn a_promised_part_is_named_and_kept_once_it_is_paid() {
    let promise =
        |invoice, amount| with(sent(1, "C-1", Kind::Promise, invoice), |sent| sent.amount = Some(Amount(amount)));
    let project = pulled(&[promise(Some("INV-1"), 9_000)]);
    project.build();
    has(&invoice_page(&project, "C-1", "INV-1"), "€90.00 promised for Apr 20, 2026");
    // What was paid before was not promised; what comes later counts, and then there is nothing left to wait for.
    let project = project.payment("P-1,C-1,2026-03-30,EUR,10.00,INV-1").payment("P-2,C-1,2026-04-02,EUR,50.00,INV-1");
    project.run("build --as-of 2026-04-21").exits(0);
    has(&invoice_page(&project, "C-1", "INV-1"), "€40.00 promised for Apr 20, 2026, not received");
    let project = project.payment("P-3,C-1,2026-04-21,EUR,40.00,INV-1");
    project.run("build --as-of 2026-04-21").exits(0);
    has_not(&invoice_page(&project, "C-1", "INV-1"), "promised for");
    // Of a promise for all, what was paid since is no longer promised of what is left: 120 and 25 of 30 were.
    let project = pulled(&[promise(None, 14_500)]).payment("P-1,C-1,2026-04-01,EUR,120.00,INV-1");
    project.run("build --as-of 2026-04-21").exits(0);
    has(&invoice_page(&project, "C-1", "INV-2"), "€25.00 promised for Apr 20, 2026, not received");
}

#[test]
fn what_was_paid_of_a_promise_is_told_from_what_was_open_when_it_was_made() {
    let promise = |invoice, open, amount| {
        with(sent(1, "C-1", Kind::Promise, invoice), |sent| {
            sent.open = Some(Amount(open));
            sent.amount = Some(Amount(amount));
        })
    };
    let late = "build --as-of 2026-04-21";
    // Paid on the very day, before the promise: 60 of the 60 that were left are still to come.
    let project = pulled(&[promise(Some("INV-1"), 6_000, 6_000)]).payment("P-1,C-1,2026-03-31,EUR,60.00,INV-1");
    project.run(late).exits(0);
    has(&invoice_page(&project, "C-1", "INV-1"), "Promised for Apr 20, 2026, not received");
    // Books that say what is open, and name no payment: 50 of 120 were promised, and 70 are open now.
    let project = pulled(&[promise(Some("INV-1"), 12_000, 5_000)]);
    let books = "number,customer_id,issued,due,currency,total,open_balance\n\
                 INV-1,C-1,2026-01-05,2026-02-04,EUR,120.00,70.00\nINV-2,C-1,2026-01-05,2026-02-05,EUR,30.00,30.00\n";
    project.write("content/exports/invoices.csv", books);
    project.run(late).exits(0);
    has(&invoice_page(&project, "C-1", "INV-1"), "70.00");
    has_not(&invoice_page(&project, "C-1", "INV-1"), "romised for Apr");
    // A credit note is no payment.
    project.write(PULLED, lines(&[promise(Some("INV-1"), 12_000, 5_000)]));
    project.write(
        "content/exports/credit_notes.csv",
        "number,customer_id,issued,currency,total,invoice_number\nCN-1,C-1,2026-04-02,EUR,50.00,INV-1\n",
    );
    project.run(late).exits(0);
    has(&invoice_page(&project, "C-1", "INV-1"), "€50.00 promised for Apr 20, 2026, not received");
    // Overpaid is not promised.
    project.write("content/exports/invoices.csv", books.replace("120.00,70.00", "120.00,-5.00"));
    project.run(late).exits(0);
    project.portal("C-1").hides("romised for Apr");
}

#[test]
fn a_smaller_promise_for_all_takes_back_what_the_one_before_left_on_others() {
    let promise =
        |number, amount| with(sent(number, "C-1", Kind::Promise, None), |sent| sent.amount = Some(Amount(amount)));
    let own = sent(3, "C-1", Kind::Promise, Some("INV-2"));
    let project = pulled(&[promise(1, 15_000), promise(2, 4_000)]);
    project.build();
    has(&invoice_page(&project, "C-1", "INV-1"), "€40.00 promised for Apr 20, 2026");
    has_not(&invoice_page(&project, "C-1", "INV-2"), "romised for Apr");
    project.write(PULLED, lines(&[own, with(promise(4, 4_000), |_| {})]));
    project.build();
    has(&invoice_page(&project, "C-1", "INV-2"), "€20.00 promised for Apr 20, 2026");
}

#[test]
fn what_is_switched_off_is_hidden() {
    let about = |number, kind, invoice| sent(number, "C-1", kind, Some(invoice));
    let project = pulled(&[dispute(1), about(2, Kind::Remittance, "INV-1"), about(3, Kind::Promise, "INV-2")]);
    reject(&project, &reference(1), "We checked");
    project.build();
    project.portal("C-1").shows("Your dispute of").shows("We checked").shows("You told us").shows("promised for");
    let off = "features: { disputes: false, promises_to_pay: false, remittance_advice: false }\nforms:";
    project.replace("config.yaml", "forms:", off);
    project.build();
    project.portal("C-1").hides("Your dispute of").hides("We checked").hides("You told us").hides("promised for");
}

#[test]
fn what_was_kept_apart_counts_for_nothing() {
    let trapped = |filed| with(filed, |sent: &mut Submission| sent.trapped = true);
    let withdrawal = with(dispute(3), |sent| sent.reason = Some("withdrawn".into()));
    let promise = sent(1, "C-1", Kind::Promise, Some("INV-2"));
    let project = pulled(&[trapped(promise), dispute(2), trapped(withdrawal)]);
    project.build();
    project.portal("C-1").hides("Promised for").shows("Disputed on");
    let run = project.run("inbox list").exits(0);
    assert!(run.stderr().contains("2 are kept apart: portalsmith inbox list --quarantined"), "{}", run.stderr());
    assert_eq!(run.stdout().lines().count(), 2, "{}", run.stdout());
    assert_eq!(project.run("inbox list --quarantined").exits(0).stdout().lines().count(), 3);
    let run = project.run(&format!("inbox resolve {}", reference(1))).exits(1);
    assert!(run.stderr().contains("error[quarantined-submission]"), "{}", run.stderr());
}

#[test]
fn a_customer_takes_his_dispute_back_and_disputes_again() {
    let withdrawal = with(dispute(2), |sent| sent.reason = Some("withdrawn".into()));
    let project = pulled(&[dispute(1), withdrawal.clone()]);
    project.build();
    project.portal("C-1").hides("Disputed on").hides("Withdraw the dispute").shows("Dispute this invoice");
    assert_eq!(project.run("inbox list").exits(0).stdout(), "", "there is nothing to do");
    project.write(PULLED, lines(&[dispute(1), withdrawal, dispute(3)]));
    project.build();
    project.portal("C-1").shows("Disputed on");
    let standings = project.run("inbox list --all --format json").exits(0).json();
    let standings = standings["submissions"].as_array().unwrap().iter().map(|one| one["standing"].clone());
    assert_eq!(standings.collect::<Vec<_>>(), ["open", "withdrawn", "withdrawn"]);
}

#[test]
fn without_an_endpoint_a_dispute_is_taken_back_by_a_prepared_email() {
    let project = pulled(&[dispute(1)]);
    project.replace("config.yaml", "forms: { endpoint: https://forms.example.com }\n", "");
    project.build();
    project.portal("C-1").shows("mailto:ar@example.com?subject=Dispute%20withdrawn%3A%20INV-1").hides("<form");
}

#[test]
fn an_overpaid_invoice_has_no_forms_but_for_taking_a_dispute_back() {
    let export = "number,customer_id,issued,due,currency,total,open_balance\n\
                  INV-1,C-1,2026-01-05,2026-02-04,EUR,120.00,-5.00\nINV-2,C-1,2026-01-05,2026-02-05,EUR,30.00,30.00\n";
    let project = pulled(&[dispute(1)]).file("content/exports/invoices.csv", export);
    project.build();
    let overpaid = invoice_page(&project, "C-1", "INV-1");
    has(&overpaid, "Withdraw the dispute");
    for form in ["/f/promise/", "/f/remittance/", "Dispute this invoice"] {
        has_not(&overpaid, form);
        has(&invoice_page(&project, "C-1", "INV-2"), form);
    }
    let ticket = overpaid.split("name=\"ticket\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let claims = keys().form_secret().verify(ticket).unwrap();
    assert_eq!((claims.amount.as_str(), claims.invoice.as_deref()), ("0.00", Some("INV-1")));
}

#[test]
fn a_decision_is_shown_with_its_note_until_a_new_dispute_comes() {
    let project = pulled(&[dispute(1)]);
    reject(&project, &reference(1).to_lowercase(), "The price is <that> of your order: 12%");
    project.build();
    let page = invoice_page(&project, "C-1", "INV-1");
    has(&page, "Your dispute of Mar 31, 2026 was rejected on Apr 1, 2026.");
    has(&page, "Our answer: <bdi>The price is &lt;that&gt; of your order: 12%</bdi>");
    has_not(&page, "Disputed on");
    has_not(&page, "Withdraw");
    has_not(&page, "Bea Clerk");
    project.write(PULLED, lines(&[dispute(1), dispute(2)]));
    project.build();
    let page = invoice_page(&project, "C-1", "INV-1");
    has(&page, "Disputed on Mar 31, 2026");
    has_not(&page, "was rejected");
}

#[test]
fn of_one_day_the_one_that_arrived_later_counts_whatever_the_order_of_the_lines() {
    let because = |number, reason: &str| with(dispute(number), |sent| sent.reason = Some(reason.to_owned()));
    let (first, last) = (because(1, "pricing"), because(2, "late-delivery"));
    for all in [[first.clone(), last.clone()], [last, first]] {
        let project = pulled(&all);
        project.build();
        project.portal("C-1").shows("Reason of the dispute: Late delivery");
    }
}

#[test]
fn a_reason_that_config_does_not_know_any_more_is_not_shown() {
    let project = pulled(&[with(dispute(1), |sent| sent.reason = Some("gone".into()))]);
    project.build();
    project.portal("C-1").shows("Disputed on").hides("Reason of the dispute").hides("dispute-reason-gone");
}

#[test]
fn a_request_for_autopay_stands_until_it_is_decided() {
    let request = sent(1, "C-1", Kind::Autopay, None);
    let project = pulled(std::slice::from_ref(&request));
    project.build();
    project.portal("C-1").shows("You asked for autopay on Mar 31, 2026").hides("Ask for autopay");
    reject(&project, request.id.as_str(), "Not yet");
    project.build();
    let home = project.portal("C-1").home().to_owned();
    has(&home, "Your request for autopay of Mar 31, 2026 was declined on Apr 1, 2026.");
    has(&home, "Not yet");
    has(&home, "Ask for autopay");
    project.write(PULLED, lines(&[request, sent(2, "C-1", Kind::Autopay, None)]));
    project.run(&format!("inbox resolve {}", reference(2))).exits(0);
    assert!(project.text(DECISIONS).contains("decision: accepted"));
    project.build();
    project.portal("C-1").shows("Autopay is on").hides("Ask for autopay").hides("declined");
}

#[test]
fn decisions_are_added_and_all_else_stays() {
    let text = "# ours\nrecorded:\n  - { kind: dispute, customer: C-2, invoice: INV-1, day: 2026-03-01 } # by phone\n";
    let project = pulled(&[dispute(1), sent(2, "C-1", Kind::Promise, Some("INV-2"))]).file(DECISIONS, text);
    let [first, second] = [1, 2].map(reference);
    let run = project.run(&format!("inbox resolve {first} --day 2026-04-01")).exits(0);
    let said = format!("{first} (dispute, INV-1) is resolved as of 2026-04-01; the next build shows it\n");
    assert_eq!(run.stderr(), said);
    project.run(&format!("inbox resolve {second} --withdrawn --day 2026-04-02")).exits(0);
    let wanted = format!(
        "{text}decisions:\n  - {{ submission: {first}, decision: resolved, day: 2026-04-01 }}\n  - {{ submission: {second}, decision: withdrawn, day: 2026-04-02 }}\n"
    );
    assert_eq!(project.text(DECISIONS), wanted);
    let run = project.run(&format!("inbox resolve {first}")).exits(1);
    assert!(run.stderr().contains("error[decided-already]"), "{}", run.stderr());
    assert!(run.stderr().contains("is decided already: resolved on 2026-04-01"), "{}", run.stderr());
    assert_eq!(project.text(DECISIONS), wanted);
    assert!(!project.path("inbox/decisions.yaml.new").exists());
    project.build();
    project.portal("C-1").shows("was resolved on").hides("Promised for");
    project.portal("C-2").shows("Disputed on");
}

#[test]
fn a_note_may_have_any_spaces() {
    let project = pulled(&[dispute(1)]);
    reject(&project, &reference(1), "Not yet.  Ask\u{a0}again,\u{2028}please.");
    let text = project.text(DECISIONS);
    assert!(text.contains(r#"note: "Not yet. Ask again, please.", by: "Bea Clerk""#), "{text}");
}

#[test]
fn all_that_decide_at_once_count() {
    let all: Vec<Filed> = (1..=12).map(|number| sent(number, "C-1", Kind::Remittance, Some("INV-1"))).collect();
    let project = pulled(&all);
    let deciding: Vec<_> = all.iter().map(|filed| project.start(&format!("inbox resolve {}", filed.id))).collect();
    deciding.into_iter().for_each(|mut one| assert!(one.wait().unwrap().success()));
    assert_eq!(project.text(DECISIONS).matches("decision: resolved").count(), 12);
}

#[test]
fn what_is_not_known_is_not_decided() {
    let project = pulled(&[dispute(1)]);
    for command in ["inbox resolve A-0000-0000", "inbox show A-0000-0000", "inbox reject A-0000-0000 --note No"] {
        let run = project.run(command).exits(1);
        let told = "error[unknown-submission]: there is no submission `A-0000-0000`";
        assert!(run.stderr().contains(told), "{}", run.stderr());
    }
    assert!(!project.path(DECISIONS).exists());
    project.run(&format!("inbox reject {}", reference(1))).exits(2);
    let run = project.run(&format!("inbox resolve {} --day 2999-01-01", reference(1))).exits(1);
    assert!(
        run.stderr().contains("error[decided-tomorrow]: nothing was decided on 2999-01-01 yet"),
        "{}",
        run.stderr()
    );
    assert!(!project.path(DECISIONS).exists());
}

#[test]
fn a_reference_that_two_submissions_have_is_asked_back() {
    // Found by trying: these two have one reference.
    let twins = ["a-000000000000000000000000000be089", "a-0000000000000000000000000007be7c"];
    let all = twins.map(|id| Filed { id: id.parse().unwrap(), ..dispute(1) });
    assert_eq!(all[0].id.reference(), all[1].id.reference());
    let project = pulled(&all);
    let run = project.run("inbox resolve A-K99D-B9JP").exits(1);
    assert!(run.stderr().contains("error[ambiguous-submission]"), "{}", run.stderr());
    project.run(&format!("inbox resolve {}", twins[0])).exits(0);
    assert!(project.text(DECISIONS).contains(twins[0]), "by its id, since the reference says too little");
}

#[test]
fn a_file_of_decisions_that_leaves_no_room_stays_as_it_is() {
    for text in ["decisions: 7\n", "recorded: [\n"] {
        let project = pulled(&[dispute(1)]).file(DECISIONS, text);
        project.run(&format!("inbox resolve {}", dispute(1).id)).exits(1);
        assert_eq!(project.text(DECISIONS), text);
    }
    // It can be read, but what comes behind its end would not be.
    let text = b"# caf\xe9\nrecorded: []\n";
    let project = pulled(&[dispute(1)]).file(DECISIONS, text);
    let run = project.run(&format!("inbox resolve {}", dispute(1).id)).exits(1);
    assert!(run.stderr().contains("error[decisions-odd]"), "{}", run.stderr());
    assert_eq!(std::fs::read(project.path(DECISIONS)).unwrap(), text);
}

#[test]
fn the_list_shows_what_is_open_the_newest_first() {
    let project = pulled(&[
        dispute(1),
        sent(2, "C-1", Kind::Remittance, None),
        sent(3, "C-2", Kind::Promise, Some("INV-1")),
        sent(4, "C-1", Kind::Autopay, None),
    ]);
    project.build();
    project
        .run("inbox list")
        .exits(0)
        .prints(str![[r#"
reference    received          kind        customer           invoice          amount  what             standing
A-EBX5-NSSB  2026-03-31 12:04  autopay     C-1 Harbor Bakery                                            open
A-M4QC-V59Q  2026-03-31 12:03  promise     C-2 Mill Row       INV-1         EUR 20.00  by 2026-04-20    open
A-W09J-8489  2026-03-31 12:02  remittance  C-1 Harbor Bakery  all past due  EUR 20.00  paid 2026-03-30  open
A-VYNX-X02D  2026-03-31 12:01  dispute     C-1 Harbor Bakery  INV-1                    pricing          open

"#]])
        .says(str![[r#"
4 submissions open

"#]]);
    let of = |filter: &str| project.run(&format!("inbox list {filter}")).exits(0).stdout().lines().count();
    assert_eq!([of("--kind promise"), of("--customer C-1"), of("--customer C-2 --kind dispute")], [2, 4, 0]);
    project.run("inbox list --kind letter").exits(2);
    project.replace("config.yaml", "organization:\n", "organization:\n  timezone: Asia/Tokyo\n");
    assert!(
        project.run("inbox list --kind dispute").stdout().contains("2026-03-31 21:01"),
        "where the organization is"
    );
}

#[test]
fn customers_are_found_without_the_link_secret_by_the_roll_and_with_it_by_the_exports() {
    let project = pulled(&[dispute(1)]);
    assert!(project.run("inbox list").exits(0).stdout().contains("C-1 Harbor Bakery"), "by the exports");
    let project = project.without_secret();
    let portal = format!("portal {}", keys().portal_id("C-1"));
    assert!(project.run("inbox list").exits(0).stdout().contains(&portal));
    let project = project.env("PORTALSMITH_LINK_SECRET", SECRET);
    project.build();
    let project = project.without_secret();
    assert!(project.run("inbox list").exits(0).stdout().contains("C-1 Harbor Bakery"), "by the roll");
}

#[test]
fn machines_get_decimal_amounts_and_cells_that_no_spreadsheet_runs() {
    let wild = with(sent(1, "C-1", Kind::Promise, Some("INV-1")), |sent| {
        sent.name = "=HYPERLINK(\"x\")".into();
        sent.message = Some("@a\u{1b}[31m\nb".into());
    });
    let project = pulled(std::slice::from_ref(&wild));
    let json = project.run("inbox list --format json").exits(0).json();
    let one = &json["submissions"][0];
    assert_eq!((one["amount"].as_str(), one["currency"].as_str()), (Some("20.00"), Some("EUR")));
    assert_eq!((one["customer_id"].as_str(), one["standing"].as_str()), (Some("C-1"), Some("open")));
    let csv = project.run("inbox export --format csv").exits(0).stdout();
    assert!(csv.contains("\"'=HYPERLINK(\"\"x\"\")\"") && csv.contains("'@a") && csv.contains(",20.00,"), "{csv}");
    assert_eq!(project.run("inbox export").exits(0).stdout(), lines(&[wild]));
    let shown = project.run(&format!("inbox show {}", reference(1))).exits(0).stdout();
    assert!(!shown.contains('\u{1b}') && shown.contains("  | @a\\u{1b}[31m\n  | b\n"), "{shown}");
    assert!(shown.contains("nobody checked it"), "{shown}");
}

#[test]
fn what_the_outbox_has_not_sent_is_told() {
    let project = project();
    let mut store = store(&project, &[dispute(1)], &[Errand::Staff, Errand::Receipt]);
    let tasks = store.take(NOON + 600, NOON + 900, 9).unwrap();
    store.ran(tasks[0].number, &Ran::GivenUp("nobody is there".into())).unwrap();
    store
        .ran(
            tasks[1].number,
            &Ran::Again(Again { at: NOON + 1200, why: "the server is away".into(), told: Vec::new() }),
        )
        .unwrap();
    drop(store);
    let run = project.run("inbox list").exits(0);
    for told in ["to be sent (last, for REF: the server is away)", "given up (last, for REF: nobody is there)"] {
        let told = format!("outbox: 1 letter or call {}", told.replace("REF", &reference(1)));
        assert!(run.stderr().contains(&told), "{}", run.stderr());
    }
    let json = project.run("inbox list --format json").exits(0).json();
    assert_eq!(json["outbox"].as_array().unwrap().len(), 2);
}

#[test]
fn submissions_are_pulled_from_stores_lines_and_standard_input_each_once() {
    let (here, there) = (project(), project());
    drop(store(&there, &[dispute(1), dispute(2)], &[]));
    let from_store = there.path("inbox/store.sqlite").display().to_string();
    here.write("other.jsonl", lines(&[dispute(2), sent(3, "C-2", Kind::Autopay, None)]));
    here.run(&format!("inbox pull other.jsonl {from_store} other.jsonl")).exits(0).says(str![[r#"
3 submissions are new, 3 pulled in all

"#]]);
    let mut child = here.command("inbox pull -").stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines(&[dispute(1), dispute(4)]).as_bytes()).unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
    let wanted = lines(&[dispute(1), dispute(2), sent(3, "C-2", Kind::Autopay, None), dispute(4)]);
    assert_eq!(here.text(PULLED), wanted);
    assert_eq!(std::fs::metadata(here.path(PULLED)).unwrap().permissions().mode() & 0o777, 0o600);
    let written = here.files("inbox");
    here.run(&format!("inbox pull other.jsonl {from_store}")).exits(0);
    assert_eq!(here.files("inbox"), written, "not touched, since nothing is new");
}

#[test]
fn a_record_that_differs_from_the_known_one_is_refused_and_nothing_is_written() {
    let project = pulled(&[dispute(1)]);
    project.write("other.jsonl", lines(&[dispute(2), with(dispute(1), |sent| sent.name = "Eve".into())]));
    let run = project.run("inbox pull other.jsonl").exits(1);
    assert!(run.stderr().contains("error[pulled-differs]"), "{}", run.stderr());
    project.write("broken.jsonl", format!("{}{{\"secret\": 1}}\n", lines(&[dispute(2)])));
    let run = project.run("inbox pull broken.jsonl").exits(1);
    assert!(run.stderr().contains("error[submission-unreadable]"), "{}", run.stderr());
    assert!(!run.stderr().contains("\"secret\""), "{}", run.stderr());
    project.run("inbox pull nowhere.jsonl").exits(3);
    assert_eq!(project.text(PULLED), lines(&[dispute(1)]));
}

#[test]
fn a_pull_that_was_killed_before_the_rename_leaves_what_was_there() {
    let project = pulled(&[dispute(1)]);
    // As a kill leaves it: written aside in part.
    project.write("inbox/pulled.jsonl.new", &lines(&[dispute(1), dispute(2)])[..300]);
    project.build();
    assert_eq!(project.run("inbox export").exits(0).stdout(), lines(&[dispute(1)]));
    project.write("other.jsonl", lines(&[dispute(3)]));
    project.run("inbox pull other.jsonl").exits(0);
    assert_eq!(project.text(PULLED), lines(&[dispute(1), dispute(3)]));
    assert_eq!(std::fs::metadata(project.path(PULLED)).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(!project.path("inbox/pulled.jsonl.new").exists());
}

#[test]
fn the_secret_is_given_over_https_or_on_this_machine_only() {
    let project = project();
    let run = project.run("inbox pull https://forms.example.com:8788").exits(1);
    assert!(run.stderr().contains("error[no-pull-secret]"), "{}", run.stderr());
    let project = project.env("PORTALSMITH_PULL_SECRET", "a-secret-of-some-length");
    let run = project.run("inbox pull http://forms.example.com:8788").exits(1);
    assert!(run.stderr().contains("error[pull-address]"), "{}", run.stderr());
    assert!(!run.stderr().contains("a-secret-of-some-length"));
}

/// Answers one request as the endpoint's listener would, and gives what was asked.
fn endpoint(status: &'static str, body: String) -> (String, std::thread::JoinHandle<String>) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (mut asked, mut buffer) = (Vec::new(), [0; 1024]);
        while !asked.windows(4).any(|end| end == b"\r\n\r\n") {
            let count = stream.read(&mut buffer).unwrap();
            asked.extend_from_slice(&buffer[..count]);
        }
        let length = body.len();
        write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}").unwrap();
        String::from_utf8(asked).unwrap()
    });
    (address, asked)
}

#[test]
fn submissions_are_fetched_from_an_endpoint_with_its_secret() {
    let project = project().env("PORTALSMITH_PULL_SECRET", "a-secret-of-some-length");
    let (address, asked) = endpoint("200 OK", lines(&[dispute(1)]));
    project.run(&format!("inbox pull {address}")).exits(0);
    let asked = asked.join().unwrap().to_lowercase();
    assert!(asked.starts_with("get /submissions http/1.1\r\n"), "{asked}");
    assert!(asked.contains("authorization: bearer a-secret-of-some-length\r\n"), "{asked}");
    assert_eq!(project.text(PULLED), lines(&[dispute(1)]));
    for (status, code) in [("401 Unauthorized", 1), ("503 Service Unavailable", 3), ("302 Found", 3)] {
        let (address, asked) = endpoint(status, String::new());
        let run = project.run(&format!("inbox pull {address}")).exits(code);
        assert_eq!(run.stderr().contains("error[other-pull-secret]"), code == 1, "{}", run.stderr());
        asked.join().unwrap();
    }
    let (address, asked) = endpoint("200 OK", lines(&[dispute(2)])[..100].to_owned());
    project.run(&format!("inbox pull {address}")).exits(1);
    asked.join().unwrap();
    assert_eq!(project.text(PULLED), lines(&[dispute(1)]));
}

#[test]
fn a_proxy_hears_nothing_of_the_secret_that_is_for_this_machine() {
    let proxy = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let there = format!("http://{}", proxy.local_addr().unwrap());
    let mut project = project().env("PORTALSMITH_PULL_SECRET", "a-secret-of-some-length");
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy"] {
        project = project.env(name, &there);
    }
    let (address, asked) = endpoint("200 OK", lines(&[dispute(1)]));
    project.run(&format!("inbox pull {address}")).exits(0);
    assert!(asked.join().unwrap().starts_with("GET /submissions HTTP/1.1\r\n"));
    proxy.set_nonblocking(true).unwrap();
    assert_eq!(proxy.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock, "the proxy was asked");
}

#[test]
fn a_password_in_an_address_is_refused_and_not_repeated() {
    let project = project().env("PORTALSMITH_PULL_SECRET", "a-secret-of-some-length");
    for source in [
        "postgres://clerk:hunter2@db.example.com/portal",
        "postgres://clerk:hun/ter2@db.example.com/portal",
        "postgresql://clerk:hunter2@db.example.com/portal",
        "https://clerk:hunter2@db.example.com:8443/",
        "https://hunter2@db.example.com",
    ] {
        let run = project.run(&format!("inbox pull {source}")).exits(1);
        let told = "error[password-in-address]: there is a user or a password in the address of";
        assert!(run.stderr().contains(told) && run.stderr().contains("://db.example.com"), "{}", run.stderr());
        assert!(!run.stderr().contains("ter2") && !run.stderr().contains("hun"), "{}", run.stderr());
    }
    let run = project.run("inbox pull postgres://clerk@db.example.com/portal?password=hunter2").exits(3);
    assert!(!run.stderr().contains("hunter2"), "{}", run.stderr());
}

#[test]
fn a_build_that_never_pulled_from_the_database_says_so() {
    let project = project();
    let run = project.run("inbox pull").exits(1);
    assert!(run.stderr().contains("error[no-source]: there is nothing to pull from"), "{}", run.stderr());
    project.replace("config.yaml", "forms: {", "forms: { store: 'postgres://db.example.com/portal',");
    let warning = "warning[store-not-pulled]: what customers sent is in a database";
    for command in ["build", "inbox list"] {
        let run = project.run(command).exits(0);
        assert!(run.stderr().contains(warning), "{}", run.stderr());
    }
    project.write("nothing.jsonl", "");
    project.run("inbox pull nothing.jsonl").exits(0);
    let run = project.run("build").exits(0);
    assert!(!run.stderr().contains(warning), "{}", run.stderr());
}

#[test]
fn a_database_is_asked_for_its_submissions_and_its_outbox() {
    let Some(cluster) = Cluster::start("") else { return };
    let address = cluster.new_database("portal");
    let project = project();
    let run = project.run(&format!("inbox pull {address}")).exits(1);
    assert!(
        run.stderr().contains("error[no-store]: there is no store of Portalsmith in this database"),
        "{}",
        run.stderr()
    );
    assert!(!project.path(PULLED).exists());
    project.replace("config.yaml", "forms: {", &format!("forms: {{ store: '{address}',"));
    let run = project.run("inbox list").exits(0);
    assert!(run.stderr().contains("outbox: not known; there is no store of Portalsmith"), "{}", run.stderr());
    let outbox = || project.run("inbox list --format json").exits(0).json()["outbox"].clone();
    assert!(outbox().is_null());

    let mut store = portalsmith::forms::store::open(&address, &project.path(""), None).unwrap();
    let filing = Filing { filed: dispute(1), back: "/p/k/".into(), errands: vec![Errand::Staff], may_add: true.into() };
    store.file(&[filing]).unwrap();
    drop(store);
    project.run("inbox pull").exits(0);
    assert_eq!(project.text(PULLED), lines(&[dispute(1)]));
    let run = project.run("inbox list").exits(0);
    assert!(run.stderr().contains("outbox: 1 letter or call to be sent"), "{}", run.stderr());
    assert_eq!(outbox().as_array().unwrap().len(), 1);

    // What was pulled is listed wherever the server is.
    drop(cluster);
    let run = project.run("inbox list").exits(0);
    assert!(run.stdout().contains(&reference(1)), "{}", run.stdout());
    assert!(run.stderr().contains("outbox: not known; "), "{}", run.stderr());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_union_of_hosts_is_the_same_in_any_order(
        hosts in prop::collection::vec(prop::collection::btree_set(1_u8..30, 0..8), 1..4),
        turn in 0_usize..3,
    ) {
        let project = project();
        let (mut all, mut names) = (BTreeSet::new(), Vec::new());
        for (number, host) in hosts.iter().enumerate() {
            let name = format!("{number}.jsonl");
            project.write(&name, lines(&host.iter().map(|one| dispute(*one)).collect::<Vec<_>>()));
            names.push(name);
            all.extend(host.iter().copied());
        }
        let twice = names.clone();
        let turn = turn % names.len();
        names.rotate_left(turn);
        for name in names.iter().chain(&twice) {
            project.run(&format!("inbox pull {name}")).exits(0);
        }
        let wanted = lines(&all.into_iter().map(dispute).collect::<Vec<_>>());
        let there = if project.path(PULLED).exists() { project.text(PULLED) } else { String::new() };
        prop_assert_eq!(there, wanted);
    }
}
