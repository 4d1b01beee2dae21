//! Delivered documents: everybody's, a customer's own, and those of invoices and credit notes.

use crate::project::{Project, SECRET};
use jiff::civil::date;
use portalsmith::diag::Problems;
use portalsmith::disk::{self, Trouble};
use portalsmith::links::{Keys, LinkSecret};
use portalsmith::site::{OnProblems, Plan, Shard, build};
use snapbox::str;
use std::fs;
use std::os::unix::fs::symlink;
use std::sync::Arc;

const PDF: &str = "%PDF-1.7\n% this is ";

/// Two customers with an invoice each.
fn two_customers() -> Project {
    Project::new()
        .customer("C-2,Mill Row")
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,120.00")
        .invoice("INV-2,C-2,2026-01-05,2026-02-04,EUR,80.00")
}

#[test]
fn an_invoices_pdf_is_offered_to_its_customer_alone() {
    let project = two_customers().file("content/documents/invoices/INV-1.pdf", format!("{PDF}INV-1"));
    project.build();
    assert_eq!(project.portal("C-1").document("inv-1.pdf"), format!("{PDF}INV-1"));
    project.portal("C-2").hides("INV-1");
}

#[test]
fn a_customers_own_document_is_offered_to_him_alone() {
    let project = two_customers().file("content/documents/customers/C-2/Contract 2026.pdf", format!("{PDF}Mill Row"));
    project.build();
    project.portal("C-2").shows("Contract 2026").shows("% this is Mill Row");
    project.portal("C-1").hides("Contract").hides("Mill Row");
}

#[test]
fn a_shared_document_lies_at_one_place_for_all() {
    let project = two_customers()
        .config("documents:\n  - { file: documents/shared/terms.pdf, title: Terms of sale, expires: 2026-04-01 }\n")
        .file("content/documents/shared/terms.pdf", format!("{PDF}terms"));
    project.build();
    let lies = |public: &std::collections::BTreeMap<String, Vec<u8>>| {
        public.keys().filter(|path| path.ends_with("terms.pdf")).count()
    };
    assert_eq!(lies(&project.public()), 1);
    for customer in ["C-1", "C-2"] {
        project.portal(customer).shows("Terms of sale").document("terms.pdf");
    }
    project.run("build --as-of 2026-04-01").exits(0);
    assert_eq!(lies(&project.public()), 0, "it expired");
    project.portal("C-1").hides("Terms of sale");
}

#[test]
fn a_document_that_is_named_nowhere_is_not_published() {
    let project = two_customers()
        .file("content/documents/shared/draft.pdf", format!("{PDF}draft"))
        .file("content/documents/invoices/DRAFT-9.pdf", format!("{PDF}DRAFT-9"));
    project.build();
    assert!(project.public().keys().all(|path| !path.to_lowercase().contains("draft")));
}

#[test]
fn two_customers_with_one_number_have_their_documents_by_folder() {
    let project = two_customers()
        .invoice("INV-2,C-1,2026-01-06,2026-02-05,EUR,10.00")
        .file("content/documents/invoices/C-1/INV-2.pdf", format!("{PDF}of the bakery"))
        .file("content/documents/invoices/C-2/INV-2.pdf", format!("{PDF}of the mill"));
    project.build();
    assert_eq!(project.portal("C-1").document("inv-2.pdf"), format!("{PDF}of the bakery"));
    assert_eq!(project.portal("C-2").document("inv-2.pdf"), format!("{PDF}of the mill"));
}

#[test]
fn a_document_that_is_taken_away_is_withdrawn() {
    let project = two_customers().file("content/documents/invoices/INV-1.pdf", format!("{PDF}INV-1"));
    project.build();
    fs::remove_file(project.path("content/documents/invoices/INV-1.pdf")).unwrap();
    project.build();
    assert!(project.public().keys().all(|path| !path.ends_with("inv-1.pdf")));
    project.portal("C-1").hides("inv-1.pdf");
}

#[test]
fn a_document_that_was_replaced_is_published_anew() {
    let project = two_customers().file("content/documents/invoices/INV-1.pdf", format!("{PDF}INV-1"));
    project.build();
    project.write("content/documents/invoices/INV-1.pdf", format!("{PDF}INV-1, again"));
    project.build();
    assert_eq!(project.portal("C-1").document("inv-1.pdf"), format!("{PDF}INV-1, again"));
}

#[test]
fn a_symbolic_link_is_no_document() {
    let project = two_customers().file("secret.pdf", format!("{PDF}somebody's"));
    fs::create_dir_all(project.path("content/documents/invoices")).unwrap();
    symlink(project.path("secret.pdf"), project.path("content/documents/invoices/INV-1.pdf")).unwrap();
    project
        .run("build --as-of 2026-03-31")
        .exits(1)
        .says(str![[r#"
error[document-not-a-file]: `documents/invoices/INV-1.pdf` cannot be offered: it is a symbolic link

1 error; nothing was written

"#]])
        .wrote_nothing();
}

#[test]
fn a_folder_that_is_a_symbolic_link_is_no_way_out() {
    let project = two_customers().file("elsewhere/INV-1.pdf", format!("{PDF}somebody's"));
    fs::create_dir_all(project.path("content/documents")).unwrap();
    symlink(project.path("elsewhere"), project.path("content/documents/invoices")).unwrap();
    project.run("build --as-of 2026-03-31").exits(1).wrote_nothing();
}

#[test]
fn a_folder_for_an_unknown_customer_is_an_error() {
    let project = two_customers().file("content/documents/customers/C-3/contract.pdf", PDF);
    project.run("build --as-of 2026-03-31").exits(1).wrote_nothing();
}

#[test]
fn a_document_replaced_under_its_old_time_is_published_anew() {
    let path = "content/documents/invoices/INV-1.pdf";
    let project = two_customers();
    project.build();
    project.write(path, format!("{PDF}INV-1"));
    project.run("check --as-of 2026-03-31").exits(0);
    let written = fs::metadata(project.path(path)).unwrap().modified().unwrap();
    project.write(path, format!("{PDF}INV-7"));
    fs::File::options().write(true).open(project.path(path)).unwrap().set_modified(written).unwrap();
    project.build();
    assert_eq!(project.portal("C-1").document("inv-1.pdf"), format!("{PDF}INV-7"));
}

#[test]
fn a_document_that_changes_while_the_site_is_built_stops_the_build() {
    let path = "content/documents/invoices/INV-1.pdf";
    let project = two_customers();
    project.write(path, format!("{PDF}INV-1"));
    let on_disk = disk::Project::at(project.root()).unwrap();
    let mut problems = Problems::new();
    let inputs = on_disk.load(&mut problems).unwrap().inputs.map(Arc::new).unwrap();
    let keys = Arc::new(Keys::new(&LinkSecret::parse(SECRET).unwrap()));
    let site = build(&inputs, &keys, date(2026, 3, 31), OnProblems::Stop, &mut problems).unwrap();
    project.write(path, format!("{PDF}INV-7"));
    let published = on_disk.output().claim().unwrap();
    let plan = Plan::between(None, &published.in_flight, &site, Shard::WHOLE);
    match on_disk.output().carry_out(&plan, &site, published, &|| ()) {
        Err(Trouble::Problem(problem)) => assert_eq!(problem.code, "document-changed"),
        other => panic!("{other:?}"),
    }
}
