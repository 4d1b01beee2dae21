//! What is switched off is not in the portal at all: in none of its bytes.

use crate::project::{Portal, Project};

/// A project in which every feature has something to show.
fn rich(config: &str) -> Project {
    Project::new()
        .config(&format!("contact: {{ email: ar@example.com }}\n{config}"))
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,120.00")
        .invoice("INV-2,C-1,2026-03-05,2026-04-04,EUR,33.00")
        .invoice("INV-8,C-1,2026-04-05,2026-05-04,EUR,44.00")
        .file("content/documents/invoices/INV-1.pdf", "%PDF-1.7\n")
}

fn built(config: &str) -> Portal {
    let project = rich(config);
    project.build();
    project.portal("C-1")
}

/// Text that is there with the feature on, and nowhere with it off.
#[track_caller]
fn comes_and_goes(feature: &str, words: &[&str]) {
    let (on, off) =
        (built(&format!("features: {{ {feature}: true }}\n")), built(&format!("features: {{ {feature}: false }}\n")));
    let own_off = built(&format!("customers: {{ C-1: {{ features: {{ {feature}: false }} }} }}\n"));
    for word in words {
        on.shows(word);
        off.hides(word);
        own_off.hides(word);
    }
    assert!(off == own_off, "one customer's switch does what the organization's does");
}

#[test]
fn disputes() {
    comes_and_goes("disputes", &["ispute"]);
}

#[test]
fn promises_to_pay() {
    comes_and_goes("promises_to_pay", &["romise"]);
}

#[test]
fn remittance_advice() {
    comes_and_goes("remittance_advice", &["I have paid", "emittance"]);
}

#[test]
fn account_statements() {
    comes_and_goes(
        "account_statement",
        &["statements/2026", "statements/all-eur", "statement-all-eur.csv", "Account statement"],
    );
}

#[test]
fn outstanding_statement() {
    comes_and_goes(
        "outstanding_statement",
        &["statements/open-eur", "statement-open-eur.csv", "Outstanding statement"],
    );
}

#[test]
fn invoice_documents() {
    comes_and_goes("invoice_documents", &["inv-1.pdf"]);
}

#[test]
fn future_invoices() {
    let (shown, hidden) = (built(""), built("features: { hide_future_invoices: true }\n"));
    shown.shows("INV-8").shows("Upcoming invoices");
    hidden.hides("INV-8").hides("44.00").hides("Upcoming");
    assert!(hidden == built("customers: { C-1: { features: { hide_future_invoices: true } } }\n"));
}

#[test]
fn a_customers_own_switch_wins_over_the_organizations() {
    let portal = built("features: { disputes: false }\ncustomers: { C-1: { features: { disputes: true } } }\n");
    portal.shows("Dispute this invoice");
}

#[test]
fn late_fees_are_shown_to_whom_they_are_switched_on() {
    let rule = "late_fees: { grace_days: 5, percent_per_month: 1.5, flat: 2.00 }\n";
    built(rule).hides("ate fee");
    // 120.00 fell due on 4 February, 55 days ago; less 5 that is one period: 2.00 + 1.80.
    built(&format!("{rule}customers: {{ C-1: {{ late_fees: true }} }}\n"))
        .shows("Late fees to date, by our estimate: €3.80.");
    let project = rich(rule).file("content/exports/customers.csv", "id,name,late_fees\nC-1,Harbor Bakery,yes\n");
    project.build();
    project.portal("C-1").shows("€3.80");
    let project = rich(&format!("{rule}customers: {{ C-1: {{ late_fees: false }} }}\n"))
        .file("content/exports/customers.csv", "id,name,late_fees\nC-1,Harbor Bakery,yes\n");
    project.build();
    project.portal("C-1").hides("ate fee");
}

#[test]
fn late_fees_are_part_of_no_balance() {
    let rule = "late_fees: { percent_per_month: 1.5 }\n";
    let with = built(&format!("{rule}customers: {{ C-1: {{ late_fees: true }} }}\n"));
    let without = built(rule);
    assert_eq!(with.document("statement-all-eur.csv"), without.document("statement-all-eur.csv"));
    with.shows("€153.00");
}

#[test]
fn autopay_is_off_offered_or_on() {
    let with = |columns: &str, config: &str| {
        let project = rich(config).file(
            "content/exports/customers.csv",
            format!("id,name,autopay,autopay_active\nC-1,Harbor Bakery,{columns}\n"),
        );
        project.build();
        project.portal("C-1")
    };
    with(",", "").hides("utopay is").hides("Ask for autopay");
    with("yes,", "").shows("Ask for autopay");
    with("yes,", "customers: { C-1: { autopay: false } }\n").hides("Ask for autopay");
    with(",", "customers: { C-1: { autopay: true } }\n").shows("Ask for autopay");
    with(",", "features: { autopay_for_new_customers: true }\n").shows("Ask for autopay");
    with("no,", "features: { autopay_for_new_customers: true }\n").hides("Ask for autopay");
    with(",yes", "").shows("Autopay is on").hides("Ask for autopay");
}

#[test]
fn a_portal_that_is_switched_off_is_absent_and_an_old_one_is_withdrawn() {
    let project =
        rich("").customer("C-2,Mill Row").customer("C-3,Quiet Ltd").customer("C-4,Loud Ltd").customer("C-5,Other Ltd");
    project.build();
    let old = project.portal("C-1");
    let config = project.text("config.yaml");
    project.write("config.yaml", format!("{config}customers: {{ C-1: {{ portal: false }} }}\n"));
    let json = project.run("build --as-of 2026-03-31 --format json").exits(0).json();
    assert_eq!(json["portals"]["withdrawn"], 1);
    assert!(!project.links().contains_key("C-1"));
    let left = project.public();
    assert!(left.keys().all(|path| !path.contains(&old.key)));
    assert!(left.keys().all(|path| !path.ends_with(".csv") && !path.ends_with("inv-1.pdf")), "{:?}", left.keys());
    assert!(!project.path(&format!("output/p/{}", old.key)).exists(), "no empty folder is left");
    project.write("config.yaml", config);
    project.build();
    assert!(project.portal("C-1") == old, "the same link again");
}

#[test]
fn the_customer_export_can_switch_a_portal_off() {
    let project =
        rich("").file("content/exports/customers.csv", "id,name,portal\nC-1,Harbor Bakery,no\nC-2,Mill Row,yes\n");
    project.build();
    assert_eq!(project.links().keys().collect::<Vec<_>>(), ["C-2"]);
    let project = project.config("customers: { C-1: { portal: true } }\n");
    project.build();
    project.portal("C-1");
}

#[test]
fn a_note_is_seen_by_its_customer_alone() {
    let project = rich("customers: { C-1: { note: pages/notes/c-1.md } }\n")
        .customer("C-2,Mill Row")
        .file("content/pages/notes/c-1.md", "Dear bakery, *thank you*.\n");
    project.build();
    project.portal("C-1").shows("<em>thank you</em>");
    project.portal("C-2").hides("thank you");
}

#[test]
fn a_note_that_lies_among_the_pages_is_nobody_elses_page() {
    let project = rich("customers: { C-1: { note: pages/bakery.md } }\n")
        .customer("C-2,Mill Row")
        .file("content/pages/bakery.md", "Dear bakery, *thank you*.\n");
    project.build();
    project.portal("C-1").shows("<em>thank you</em>");
    project.portal("C-2").hides("thank you").hides("bakery");
}

#[test]
fn a_customers_own_contact_stands_in_place_of_the_general_one() {
    let portal = built("customers: { C-1: { contact: { name: Anna Berg, email: anna@example.com } } }\n");
    portal.shows("Anna Berg").shows("anna@example.com").hides("ar@example.com");
}

#[test]
fn invoice_pages_can_be_left_out() {
    let on = built("");
    let project = rich("");
    project.replace("config.yaml", "https://pay.example.com\n", "https://pay.example.com\n  invoice_pages: false\n");
    project.build();
    on.shows("invoices/inv-1-");
    project.portal("C-1").hides("invoices/inv-1-").shows("INV-1");
}
