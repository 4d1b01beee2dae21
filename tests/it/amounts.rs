//! Money of currencies with no, two and three decimals, and figures too large to add up.

use crate::project::Project;

#[test]
fn each_currency_has_its_own_decimals() {
    let project = Project::new()
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,1234.50")
        .invoice("INV-2,C-1,2026-01-05,2026-02-04,JPY,1234")
        .invoice("INV-3,C-1,2026-01-05,2026-02-04,KWD,1234.567");
    let json = project.run("check --as-of 2026-03-31 --format json").exits(0).json();
    assert_eq!(json["open_balance"]["EUR"], "1234.50");
    assert_eq!(json["open_balance"]["JPY"], "1234");
    assert_eq!(json["open_balance"]["KWD"], "1234.567");
    project.build();
    let portal = project.portal("C-1");
    for shown in ["1,234.50", "1,234", "1,234.567"] {
        assert!(portal.home().contains(shown), "{shown}");
    }
    assert!(!portal.home().contains("1,234.00"));
    assert!(portal.document("statement-open-kwd.csv").contains("1234.567"));
    assert!(portal.document("statement-open-jpy.csv").contains("1234"));
}

#[test]
fn currencies_are_never_added_up() {
    let project = Project::new()
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,100.00")
        .invoice("INV-2,C-1,2026-01-05,2026-02-04,USD,11.00");
    project.build();
    project.portal("C-1").hides("111.00").hides("111");
}

#[test]
fn sums_that_could_overflow_are_refused() {
    let mut project = Project::new();
    let mut rows = project.text("content/exports/invoices.csv");
    (0..1200).for_each(|number| rows += &format!("INV-{number},C-1,2026-01-05,2026-02-04,EUR,10000000000000.00\n"));
    project = project.file("content/exports/invoices.csv", rows);
    let run = project.run("build --as-of 2026-03-31").exits(1).wrote_nothing();
    assert!(run.stderr().contains("error[amounts-too-large]: the amounts of customer `C-1` are too large to add up"));
}

#[test]
fn an_overpaid_invoice_is_not_past_due_and_lowers_nothing_that_is() {
    let project = Project::new().file(
        "content/exports/invoices.csv",
        "number,customer_id,issued,due,currency,total,open_balance\n\
         INV-1,C-1,2026-01-05,2026-02-04,EUR,100.00,-20.00\n\
         INV-2,C-1,2026-01-05,2026-02-04,EUR,50.00,50.00\n",
    );
    let json = project.run("check --as-of 2026-03-31 --format json").exits(0).json();
    assert_eq!(json["past_due"]["EUR"], "50.00");
    assert_eq!(json["balance"]["EUR"], "30.00");
    assert_eq!(json["problems"][0]["code"], "open-balance-odd");
    project.build();
    project.portal("C-1").shows("Overpaid");
}
