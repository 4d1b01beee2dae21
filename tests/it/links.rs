//! Links: listed for mail merge and CRM, renewed for one customer, the same for all others.

use crate::project::Project;
use snapbox::str;
use std::collections::BTreeSet;

fn three_customers() -> Project {
    Project::new()
        .file(
            "content/exports/customers.csv",
            "id,name,email,language\nC-1,Harbor Bakery,ap@harbor.example,en\nC-2,\"=cmd()\",,\nC-3,\"Mill, Row\",ap@mill.example,fr\n",
        )
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,120.00")
        .invoice("INV-3,C-3,2026-01-05,2026-02-04,EUR,30.00")
}

#[test]
fn links_are_listed_as_csv_that_no_spreadsheet_takes_for_formulas() {
    let project = three_customers();
    project.build();
    project.run("links").exits(0).prints(str![[r#"
customer_id,name,contact,email,language,url,published
C-1,Harbor Bakery,,ap@harbor.example,en,https://pay.example.com/p/8b7rc5qjv9g8kvt4sr8q6a2pycag0sgr/,2026-03-31
C-2,'=cmd(),,,,https://pay.example.com/p/ns6kvc585waf5w46w9ym2rt2232kyxkk/,2026-03-31
C-3,"Mill, Row",,ap@mill.example,fr,https://pay.example.com/p/e25ta2bgj3613jtbwy4q3xczszv3d614/,2026-03-31

"#]]);
}

#[test]
fn the_main_contact_gets_the_link() {
    let project = three_customers().file(
        "content/exports/contacts.csv",
        "customer_id,email,name,main\nC-1,first@harbor.example,First,no\nC-1,anna@harbor.example,Anna,yes\n",
    );
    project.build();
    let run = project.run("links").exits(0);
    assert!(run.stdout().contains("C-1,Harbor Bakery,Anna,anna@harbor.example,en,"), "{}", run.stdout());
}

#[test]
fn before_the_first_build_there_are_no_links() {
    let run = three_customers();
    run.run("links").exits(0).says(str![[r#"
nothing is published yet: portalsmith build

"#]]);
}

#[test]
fn new_links_are_those_of_the_last_build() {
    let project = three_customers();
    project.build();
    let project = project.customer("C-4,New Ltd,,").invoice("INV-4,C-4,2026-03-05,2026-04-04,EUR,4.00");
    project.run("build --as-of 2026-04-01").exits(0);
    let run = project.run("links --new").exits(0);
    assert_eq!(run.stdout().lines().count(), 2, "{}", run.stdout());
    assert!(run.stdout().contains("C-4,New Ltd,"));
    let since = project.run("links --since 2026-04-01").exits(0);
    assert_eq!(since.stdout(), run.stdout());
    assert_eq!(project.run("links --since 2026-03-31").exits(0).stdout().lines().count(), 5);
    project.run("build --as-of 2026-04-02").exits(0);
    assert_eq!(project.run("links --new").exits(0).stdout().lines().count(), 1);
}

#[test]
fn a_link_depends_on_id_and_secret_alone() {
    let project = three_customers();
    project.build();
    let before = project.links();
    project.replace("content/exports/customers.csv", "Harbor Bakery", "Harbor Bakers Ltd");
    project.replace("content/exports/invoices.csv", "120.00", "121.00");
    project.run("build --as-of 2026-06-30").exits(0);
    assert_eq!(project.links(), before);
    assert!(before["C-1"].starts_with("https://pay.example.com/p/"));
}

#[test]
fn a_renewed_link_works_alone_and_all_else_stays() {
    let project = three_customers();
    project.build();
    let (before, old) = (project.public(), project.portal("C-1"));
    project.run("renew C-1").exits(0).says(str![[r#"
`C-1` (Harbor Bakery) gets a new link with the next build, and the old one is withdrawn
then send it: portalsmith links; commit links.yaml, or the old link comes back

"#]]);
    assert!(project.public() == before, "nothing is withdrawn before the next build");
    project.build();
    let (after, new) = (project.public(), project.portal("C-1"));
    assert_ne!(old.key, new.key);
    assert!(after.keys().all(|path| !path.contains(&old.key)));
    assert!(after.values().all(|bytes| !String::from_utf8_lossy(bytes).contains(&old.key)));
    let differing: BTreeSet<&String> =
        before.keys().chain(after.keys()).filter(|path| before.get(*path) != after.get(*path)).collect();
    for path in &differing {
        let is_hers = path.contains(&old.key) || path.contains(&new.key) || path.starts_with("d/");
        assert!(is_hers, "{path}");
    }
    assert_eq!(old.documents.keys().collect::<Vec<_>>(), new.documents.keys().collect::<Vec<_>>());
    let documents = |paths: &BTreeSet<&String>| paths.iter().filter(|path| path.starts_with("d/")).count();
    assert_eq!(documents(&differing), 2 * old.documents.len(), "her documents moved too, and no one else's");
}

#[test]
fn a_link_can_be_renewed_again_and_the_comments_stay() {
    let project = three_customers().file("links.yaml", "# Asked for by phone.\nC-1: { generation: 1 } # gone astray\n");
    project.run("renew C-1").exits(0);
    project.run("renew C-3").exits(0);
    assert_eq!(
        project.text("links.yaml"),
        "# Asked for by phone.\nC-1: { generation: 2 } # gone astray\nC-3: { generation: 1 }\n"
    );
}

#[test]
fn a_customer_nobody_knows_cannot_be_renewed() {
    let project = three_customers();
    project.run("renew C-9").exits(1).wrote_nothing().says(str![[r#"
error[unknown-customer]: there is no customer `C-9` in the customer export

"#]]);
    assert!(!project.path("links.yaml").exists());
}

#[test]
fn a_pinned_key_is_used_as_it_is() {
    let key = "y5vv96ds33q06ky3s7x4c33287r6kp0w";
    let project = three_customers().file("links.yaml", format!("C-1: {{ key: {key} }}\n"));
    project.build();
    assert_eq!(project.portal("C-1").key, key);
}

#[test]
fn a_pin_that_is_another_customers_key_is_refused() {
    let project = three_customers();
    project.build();
    let key = project.portal("C-3").key;
    project.write("links.yaml", format!("C-1: {{ key: {key} }}\n"));
    let run = project.run("build --as-of 2026-03-31").exits(1).wrote_nothing();
    assert!(run.stderr().contains("error[links-key-twice]") && !run.stderr().contains(&key), "{}", run.stderr());
}

#[test]
fn the_lock_keeps_the_first_day_of_each_portal() {
    let project = three_customers();
    project.build();
    let lock = project.text("links.lock");
    assert!(lock.starts_with("portalsmith-links 1 g73wrtps\n"), "{lock}");
    assert_eq!(lock.matches("2026-03-31").count(), 3);
    project.run("build --as-of 2026-04-30").exits(0);
    assert_eq!(project.text("links.lock"), lock);
}
