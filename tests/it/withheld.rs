//! `--keep-going`: customers whose rows have problems keep their last good portal, all others are built.

use crate::project::Project;

/// A parent, his child, and somebody else.
fn family() -> Project {
    Project::new()
        .file(
            "content/exports/customers.csv",
            "id,name,parent_id,portal\nC-1,Harbor Group,,\nC-2,Harbor Bakery,C-1,\nC-3,Mill Row,,\n",
        )
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,100.00")
        .invoice("INV-2,C-2,2026-01-05,2026-02-04,EUR,20.00")
        .invoice("INV-3,C-3,2026-01-05,2026-02-04,EUR,3.00")
}

#[track_caller]
fn keeps_parent_and_child(project: &Project, code: &str) {
    let before = ["C-1", "C-2"].map(|customer| project.portal(customer));
    project.replace("content/exports/invoices.csv", "3.00", "4.00");
    let run = project.run("build --as-of 2026-03-31").exits(1).wrote_nothing();
    assert!(run.stderr().contains(&format!("error[{code}]")), "{}", run.stderr());
    let run = project.run("build --as-of 2026-03-31 --keep-going").exits(1);
    assert!(
        run.stderr().contains("3 portals as of 2026-03-31: 1 rendered, 0 unchanged, 2 withheld"),
        "{}",
        run.stderr()
    );
    assert!(before == ["C-1", "C-2"].map(|customer| project.portal(customer)));
    project.portal("C-3").shows("4.00").hides("3.00");
}

#[test]
fn a_wrong_invoice_withholds_its_customer_and_his_parent() {
    let project = family();
    project.build();
    project.replace("content/exports/invoices.csv", "20.00", "twenty");
    keeps_parent_and_child(&project, "unreadable-number");
}

#[test]
fn a_wrong_customer_row_withholds_him_and_his_parent() {
    let project = family();
    project.build();
    project.replace("content/exports/customers.csv", "Harbor Bakery,C-1,", "Harbor Bakery,C-1,maybe");
    keeps_parent_and_child(&project, "not-a-switch");
}

#[test]
fn a_new_customer_with_a_problem_gets_no_portal_yet() {
    let project = family();
    project.build();
    let project = project.customer("C-4,New Ltd,,").invoice("INV-4,C-4,2026-01-05,2026-02-04,EUR,four");
    project.run("build --as-of 2026-03-31 --keep-going").exits(1);
    assert!(!project.links().contains_key("C-4"));
    project.replace("content/exports/invoices.csv", "four", "4.00");
    project.build();
    project.portal("C-4").shows("4.00");
}

#[test]
fn an_invoice_of_nobody_withholds_nobody_else() {
    let project = family().invoice("INV-9,C-9,2026-01-05,2026-02-04,EUR,9.00");
    project.run("build --as-of 2026-03-31 --keep-going").exits(1);
    assert_eq!(project.links().len(), 3);
}

#[test]
fn a_problem_that_could_be_anyones_stops_even_then() {
    let project = family();
    project.build();
    project.replace("content/exports/invoices.csv", "number,", "nummer,");
    project.run("build --as-of 2026-03-31 --keep-going").exits(1).wrote_nothing();
}

#[test]
fn a_wrong_payment_of_a_parent_withholds_the_child_it_may_be_for() {
    let project = family();
    project.build();
    let project = project.payment("PAY-1,C-1,2026-03-05,EUR,2x.00,INV-2");
    keeps_parent_and_child(&project, "unreadable-number");
}

#[test]
fn a_row_that_lost_its_leading_zeros_withholds_whose_it_may_be() {
    let project = Project::new()
        .customer("007,Zero Seven")
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,3.00")
        .invoice("INV-2,007,2026-01-05,2026-02-04,EUR,100.00");
    project.build();
    let before = project.portal("007");
    let project = project.invoice("INV-3,7,2026-01-05,2026-02-04,EUR,50.00");
    project.replace(
        "content/exports/invoices.csv",
        "INV-2,007,2026-01-05,2026-02-04,EUR,100.00",
        "INV-2,007,2026-01-05,2026-02-04,EUR,90.00",
    );
    project.run("build --as-of 2026-03-31 --keep-going").exits(1);
    assert!(before == project.portal("007"));
}
