//! Statements: as pages and as CSV, and both say the same.

use crate::project::Project;
use snapbox::str;

fn eventful() -> Project {
    Project::new()
        .invoice("INV-1,C-1,2025-12-05,2026-01-04,EUR,100.00")
        .invoice("=INV-2,C-1,2026-02-05,2026-03-07,EUR,80.00")
        .payment("PAY-1,C-1,2026-02-10,EUR,130.00,INV-1")
        .credit_note("CN-1,C-1,2026-03-10,EUR,20.00,=INV-2")
}

#[test]
fn the_account_statement_has_all_that_happened() {
    let project = eventful();
    project.run("build --as-of 2026-03-31").exits(0);
    let csv = project.portal("C-1").document("statement-all-eur.csv");
    snapbox::assert_data_eq!(
        csv,
        str![[r#"
date,document,number,description,customer,debit,credit,balance,currency
,opening balance,,,,,,0.00,EUR
2025-12-05,invoice,INV-1,,,100.00,,100.00,EUR
2026-02-05,invoice,'=INV-2,,,80.00,,180.00,EUR
2026-02-10,payment,PAY-1,,,,130.00,50.00,EUR
2026-03-10,credit note,CN-1,,,,20.00,30.00,EUR
2026-03-31,closing balance,,,,,,30.00,EUR

"#]]
    );
}

#[test]
fn the_outstanding_statement_has_what_is_open() {
    let project = eventful();
    project.run("build --as-of 2026-03-31").exits(0);
    let csv = project.portal("C-1").document("statement-open-eur.csv");
    snapbox::assert_data_eq!(
        csv,
        str![[r#"
document,number,customer,purchase_order,issued,due,days_past_due,total,open_balance,currency,as_of
invoice,'=INV-2,,,2026-02-05,2026-03-07,24,80.00,60.00,EUR,2026-03-31
payment,PAY-1,,,2026-02-10,,,-130.00,-30.00,EUR,2026-03-31

"#]]
    );
}

#[test]
fn opening_and_activity_make_the_closing_balance_of_each_period() {
    let project = eventful();
    project.run("build --as-of 2026-03-31").exits(0);
    let portal = project.portal("C-1");
    portal.page("statements/2025-12-eur/index.html").contains("€100.00");
    let february = portal.page("statements/2026-02-eur/index.html");
    for figure in ["€100.00", "€80.00", "€130.00", "€50.00"] {
        assert!(february.contains(figure), "{figure}");
    }
    let march = portal.page("statements/2026-03-eur/index.html");
    assert!(march.contains("€50.00") && march.contains("€30.00"));
}

#[test]
fn periods_and_formats_are_a_matter_of_config() {
    let project = eventful().config("statements: { periods: [quarter], formats: [pdf] }\n");
    project.run("build --as-of 2026-03-31").exits(0);
    project
        .portal("C-1")
        .shows("statements/2026-q1-eur/")
        .hides("statements/2026-02-eur")
        .hides("statements/all-eur")
        .hides(".csv");
}

#[test]
fn aging_buckets_are_a_matter_of_config() {
    let project = eventful().config("statements: { aging: [10, 20] }\n");
    project.run("build --as-of 2026-03-31").exits(0);
    project.portal("C-1").shows("1–10 days").shows("Over 20 days").hides("31–60");
}
