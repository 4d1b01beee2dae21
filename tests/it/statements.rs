//! Statements: as pages and as CSV, and both say the same.

use crate::pdf;
use crate::project::Project;
use snapbox::str;
use std::fmt::Write;

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

/// The text of amounts, as a reader compares them: digits, sign and decimals.
fn figures(cells: &[String]) -> Vec<String> {
    let plain = |cell: &String| cell.chars().filter(|sign| sign.is_ascii_digit() || ".-".contains(*sign)).collect();
    cells.iter().map(plain).collect()
}

#[test]
fn a_printed_statement_has_the_lines_and_figures_of_its_csv() {
    let project = eventful();
    project.run("build --as-of 2026-03-31").exits(0);
    let portal = project.portal("C-1");
    let printed = pdf::rows(&portal.documents["statement-all-eur.pdf"]);
    let csv = portal.document("statement-all-eur.csv");
    let mut lines: Vec<Vec<String>> = Vec::new();
    for record in csv::Reader::from_reader(csv.as_bytes()).records() {
        let record = record.unwrap();
        lines.push([5, 6, 7].map(|column| record[column].to_owned()).to_vec());
    }
    // The closing line has the sums as well; a head stands before the lines, the aging schedule's table after them.
    *lines.last_mut().unwrap() = vec!["180.00".into(), "150.00".into(), "30.00".into()];
    let printed: Vec<_> = printed[1..=lines.len()].iter().map(|row| figures(&row[3..])).collect();
    assert_eq!(printed, lines);
}

#[test]
fn a_printed_outstanding_statement_has_what_is_open() {
    let project = eventful();
    project.run("build --as-of 2026-03-31").exits(0);
    let printed = pdf::rows(&project.portal("C-1").documents["statement-open-eur.pdf"]);
    assert_eq!(printed[0], ["Document", "Issued", "Due", "Days past due", "Total", "Open balance"]);
    assert_eq!(printed[1], ["=INV-2", "Feb 5, 2026", "Mar 7, 2026", "24", "€80.00", "€60.00"]);
    assert_eq!(printed[2], ["PAY-1Payment", "Feb 10, 2026", "", "", "-€130.00", "-€30.00"]);
    assert_eq!(printed[3], ["Balance", "", "", "", "", "€30.00"]);
}

#[test]
fn each_period_is_printed_and_a_printed_statement_says_what_it_is() {
    let project = eventful();
    project.run("build --as-of 2026-03-31").exits(0);
    let portal = project.portal("C-1");
    let names: Vec<&str> = portal.documents.keys().map(String::as_str).filter(|name| name.ends_with(".pdf")).collect();
    let periods = ["2025-12", "2025", "2026-01", "2026-02", "2026-03", "2026", "all", "open"];
    assert_eq!(names, periods.map(|period| format!("statement-{period}-eur.pdf")));
    let february = pdf::text(&portal.documents["statement-2026-02-eur.pdf"]);
    for said in
        ["Account statement, February 2026: Harbor Bakery", "Opening balance\n€100.00", "Closing balance\n€50.00"]
    {
        assert!(february.contains(said), "{said}: {february}");
    }
    // What is over says nothing of today: no aging schedule, no code for what is open now.
    assert!(!february.contains("Aging schedule") && !february.contains("QR code"));
}

#[test]
fn a_statement_of_a_thousand_rows_is_whole() {
    let mut invoices = "number,customer_id,issued,due,currency,total\n".to_owned();
    for number in 1..=1_000 {
        let (month, day) = (number % 2 + 1, number % 28 + 1);
        writeln!(invoices, "INV-{number:05},C-1,2026-{month:02}-{day:02},2026-03-30,EUR,10.01").unwrap();
    }
    let project = Project::new()
        .config("  invoice_pages: false\nfeatures: { outstanding_statement: false }\nstatements: { periods: [all], formats: [pdf] }\n")
        .file("content/exports/invoices.csv", invoices);
    project.run("build --as-of 2026-03-31").exits(0);
    let rows = pdf::rows(&project.portal("C-1").documents["statement-all-eur.pdf"]);
    let is_invoice = |row: &&Vec<String>| row.get(1).is_some_and(|cell| cell.starts_with("Invoice INV-"));
    assert_eq!(rows.iter().filter(is_invoice).count(), 1_000);
    let closing = rows.iter().find(|row| row.get(1).is_some_and(|cell| cell == "Closing balance")).unwrap();
    assert_eq!(closing[3..], ["€10,010.00", "€0.00", "€10,010.00"]);
}
