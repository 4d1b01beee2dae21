//! Forms post to the endpoint; without one they are prepared e-mails.

use crate::project::Project;

fn project(config: &str) -> Project {
    Project::new().config(config).invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,120.00")
}

#[test]
fn without_an_endpoint_the_forms_are_prepared_emails() {
    let project = project("contact: { email: ar@example.com }\n");
    project.build();
    let portal = project.portal("C-1");
    portal.shows("mailto:ar@example.com?subject=Dispute").shows("mailto:ar@example.com?subject=Promise");
    portal.hides("<form").hides("name=\"ticket\"");
}

#[test]
fn without_an_endpoint_and_an_address_there_are_no_forms() {
    let project = project("");
    project.build();
    project.portal("C-1").hides("<form").hides("mailto:").hides("Dispute this invoice").hides("I have paid");
}

#[test]
fn with_an_endpoint_forms_are_posted_there_with_a_ticket() {
    let project = project("forms: { endpoint: https://forms.example.com }\ncontact: { email: ar@example.com }\n");
    project.build();
    let portal = project.portal("C-1");
    portal.shows("action=\"https://forms.example.com/f/dispute/").shows("name=\"ticket\"").hides("?subject=");
    let policy = "form-action 'self' https://forms.example.com;";
    assert!(portal.home().replace("&#39;", "'").replace("&#x27;", "'").replace("&#x2F;", "/").contains(policy));
    assert!(project.text("output/_headers").contains(policy));
}

#[test]
fn a_recorded_dispute_and_promise_are_shown() {
    let project = project("").invoice("INV-2,C-1,2026-01-05,2026-02-04,EUR,20.00").file(
        "inbox/decisions.yaml",
        "recorded:\n  - { kind: dispute, customer: C-1, invoice: INV-1, day: 2026-02-10, reason: pricing }\n  - { kind: promise, customer: C-1, invoice: INV-2, day: 2026-02-10, date: 2026-04-05 }\n",
    );
    project.build();
    project.portal("C-1").shows("Disputed on").shows("Promised for");
    project.run("build --as-of 2026-04-06").exits(0);
    project.portal("C-1").shows("not received");
}
