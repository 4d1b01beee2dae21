//! Ways to a leak that generated organizations come upon too seldom.

use crate::organization::Files;
use crate::project::{Output, keys, try_publish};
use jiff::civil::date;
use portalsmith::site::OnProblems;

/// Two customers, each with an invoice.
struct Site(Files);

impl Site {
    fn new(invoices: &str) -> Site {
        let config =
            "organization: { name: Northlight, currency: EUR }\nsite: { base_url: https://pay.example.test }\n";
        let mut files = Files::new();
        files.insert("config.yaml".into(), config.into());
        files.insert("content/exports/customers.csv".into(), "id,name\nA,Alpha\nB,Beta\n".into());
        let header = "number,customer_id,issued,currency,total,state";
        files.insert("content/exports/invoices.csv".into(), format!("{header}\n{invoices}").into());
        Site(files)
    }

    fn file(mut self, path: &str, text: &str) -> Site {
        self.0.insert(path.into(), text.into());
        self
    }

    fn config(mut self, more: &str) -> Site {
        self.0.get_mut("config.yaml").unwrap().extend_from_slice(more.as_bytes());
        self
    }

    fn built(&self, on_problems: OnProblems) -> Result<Output, Vec<String>> {
        try_publish(&self.0, date(2026, 3, 31), on_problems)
    }
}

/// Whether a portal's files hold a text; false where there is no portal.
fn has(output: &Output, customer: &str, text: &str) -> bool {
    let portal = output.portals.get(customer).into_iter().flat_map(|portal| portal.files());
    portal.into_iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(text))
}

#[test]
fn the_pdf_of_a_draft_is_not_given_to_another_customer_with_that_number() {
    for state in ["draft", "void"] {
        let site = Site::new(&format!("INV-1,A,2026-01-05,EUR,10.00,{state}\nINV-1,B,2026-01-05,EUR,20.00,sent\n"));
        let site = site.file("content/documents/invoices/INV-1.pdf", "%PDF-1.7 for Alpha");
        match site.built(OnProblems::Stop) {
            Ok(output) => assert!(!has(&output, "B", "for Alpha"), "{state}"),
            Err(problems) => {
                assert!(problems.iter().any(|problem| problem.contains("document-ambiguous")), "{problems:?}")
            }
        }
    }
}

#[test]
fn the_pdf_of_a_withheld_customer_is_not_given_to_another_with_that_number() {
    let site = Site::new("INV-1,A,2026-01-05,EUR,ten,sent\nINV-1,B,2026-01-05,EUR,20.00,sent\n");
    let site = site.file("content/documents/invoices/INV-1.pdf", "%PDF-1.7 for Alpha");
    if let Ok(output) = site.built(OnProblems::KeepGoing) {
        assert!(!has(&output, "B", "for Alpha"));
    }
}

#[test]
fn a_note_for_one_customer_is_no_page_for_all_wherever_it_lies() {
    let site = Site::new("INV-1,A,2026-01-05,EUR,10.00,sent\n")
        .file("content/pages/alpha.md", "A secret for Alpha\n")
        .config("customers: { A: { note: pages/alpha.md } }\n");
    let output = site.built(OnProblems::Stop).unwrap();
    assert!(has(&output, "A", "secret for Alpha"));
    assert!(!has(&output, "B", "secret for Alpha"));
}

#[test]
fn two_customers_at_one_address_stop_the_build_even_when_it_keeps_going() {
    let key = keys().portal_key("B", 0);
    let site = Site::new("INV-1,A,2026-01-05,EUR,10.00,sent\n").file("links.yaml", &format!("A: {{ key: {key} }}\n"));
    for on_problems in [OnProblems::Stop, OnProblems::KeepGoing] {
        let problems = site.built(on_problems).unwrap_err();
        assert!(problems.iter().any(|problem| problem.contains("links-key-twice")), "{problems:?}");
    }
}

#[test]
fn two_files_of_a_customer_never_lie_at_one_path() {
    let invoice = Site::new("INV-1,A,2026-01-05,EUR,10.00,sent\n")
        .file("content/documents/invoices/A/INV-1.pdf", "%PDF-1.7 one")
        .file("content/documents/invoices/INV-1.pdf", "%PDF-1.7 another");
    let ending = Site::new("INV-1,A,2026-01-05,EUR,10.00,sent\n")
        .file("content/documents/invoices/INV-1.PDF", "%PDF-1.7 one")
        .file("content/documents/invoices/INV-1.pdf", "%PDF-1.7 another");
    for site in [invoice, ending] {
        let problems = site.built(OnProblems::Stop).unwrap_err();
        assert!(problems.iter().any(|problem| problem.contains("document-twice")), "{problems:?}");
    }
}
