//! Exports read whole, for the rules that span rows and files.

use super::{Delivered, Export, read};
use crate::config;
use crate::diag::{Concern, FileId, Problems};

const CUSTOMERS: &str = "id,name\nA,Alpha\nB,Beta\n";

/// The codes of all problems, with whom they concern.
fn told(files: &[(Export, &str)]) -> Vec<(&'static str, Vec<String>)> {
    let delivered: Vec<Delivered<'_>> = files
        .iter()
        .zip(0..)
        .map(|((export, text), file)| Delivered {
            export: *export,
            file: FileId(file),
            path: "export.csv",
            bytes: text.as_bytes(),
        })
        .collect();
    let yaml = b"organization: { name: Acme }\nsite: { base_url: https://pay.example.com }\n";
    let mut problems = Problems::new();
    let config = config::read(FileId(9), yaml, &mut problems).expect("the config is right");
    read(&delivered, &config.exports, &mut problems);
    let whom = |concern: &Concern| match concern {
        Concern::Customers(customers) => customers.iter().map(|id| id.to_string()).collect(),
        _ => Vec::new(),
    };
    problems.iter().map(|problem| (problem.code, whom(&problem.concern))).collect()
}

fn invoices(total: &str) -> String {
    format!("number,customer_id,issued,currency,total\nI-1,A,2026-01-05,EUR,{total}\n")
}

#[test]
fn the_sign_of_another_currency_is_an_error() {
    for right in ["5.00", "€5.00", "EUR 5.00", "5.00 EUR"] {
        assert_eq!(told(&[(Export::Customers, CUSTOMERS), (Export::Invoices, &invoices(right))]), [], "{right}");
    }
    for wrong in ["$5.00", "¥ 5", "USD 5.00", "5.00 US$"] {
        let told = told(&[(Export::Customers, CUSTOMERS), (Export::Invoices, &invoices(wrong))]);
        assert_eq!(told, [("mark-differs", vec!["A".to_owned()])], "{wrong}");
    }
}

#[test]
fn the_rows_of_a_refused_customer_are_passed_over() {
    let files = [
        (Export::Customers, "id,name,autopay\nA,Alpha,maybe\nB,Beta,\n"),
        (Export::Contacts, "customer_id,email\nA,a@example.com\n"),
        (Export::Invoices, &invoices("5.00")),
        (Export::CreditNotes, "number,customer_id,issued,currency,total\nN-1,A,2026-01-05,EUR,5.00\n"),
        (Export::Payments, "reference,customer_id,received,amount,currency\nP-1,A,2026-01-05,5.00,EUR\n"),
    ];
    assert_eq!(told(&files), [("not-a-switch", vec!["A".to_owned()])]);
}

#[test]
fn a_customer_export_that_cannot_be_read_is_one_error() {
    assert_eq!(told(&[(Export::Invoices, &invoices("5.00"))]), [("export-missing", Vec::new())]);
    let files = [(Export::Customers, "number,name\n1,Alpha\n"), (Export::Invoices, &invoices("5.00"))];
    assert!(told(&files).iter().all(|(code, _)| *code != "unknown-customer"));
}

#[test]
fn a_customer_who_is_in_no_row_is_unknown_still() {
    let told = told(&[(Export::Customers, "id,name\nB,Beta\n"), (Export::Invoices, &invoices("5.00"))]);
    assert_eq!(told[0].0, "unknown-customer");
}

#[test]
fn an_address_that_could_carry_more_than_itself_is_no_email() {
    for bad in ["a@b?bcc=c@d&body=x", "javascript:alert(1)//@x", "a@example.com; b@example.com", "Anna"] {
        for column in ["email", "manager_email"] {
            let customers = format!("id,name,{column}\nA,Alpha,{bad}\n");
            let told = told(&[(Export::Customers, &customers), (Export::Invoices, &invoices("5.00"))]);
            assert_eq!(told, [("not-an-email", vec!["A".to_owned()])], "{column} {bad}");
        }
        let contacts = format!("customer_id,email\nA,{bad}\n");
        let invoices = invoices("5.00");
        let files =
            [(Export::Customers, CUSTOMERS), (Export::Contacts, contacts.as_str()), (Export::Invoices, &invoices)];
        assert_eq!(told(&files), [("not-an-email", vec!["A".to_owned()])], "{bad}");
    }
}
