//! The roll that a build leaves for the endpoint: who may send what from where, and whom to tell.

use crate::project::Project;
use portalsmith::requests::{Enrolled, Roll, way};
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;

const ROLL: &str = "output/.portalsmith/forms.json";

const FORMS: &str = "forms: { endpoint: https://forms.example.com }\n";

/// A parent, his child who has no portal of his own, and somebody else, who may ask for autopay.
fn family() -> Project {
    Project::new()
        .config(FORMS)
        .file(
            "content/exports/customers.csv",
            "id,name,email,parent_id,portal,language,manager_email,autopay\n\
             C-1,Harbor Group,group@example.com,,,,,\n\
             C-2,Harbor Bakery,,C-1,no,,,\n\
             C-3,Mill Row,mill@example.com,,,fr,sales@example.com,yes\n",
        )
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,100.00")
        .invoice("INV-2,C-2,2026-01-05,2026-02-04,EUR,20.00")
        .invoice("INV-3,C-3,2026-01-05,2026-02-04,EUR,3.00")
}

fn roll(project: &Project) -> Roll {
    Roll::from_json(project.text(ROLL).as_bytes()).unwrap()
}

/// By customer id.
fn enrolled(project: &Project) -> BTreeMap<String, Enrolled> {
    roll(project).portals.into_values().map(|enrolled| (enrolled.customer.clone(), enrolled)).collect()
}

/// The doors of a customer: the way, and the kinds of forms.
fn doors(enrolled: &Enrolled) -> Vec<(String, String)> {
    let kinds = |door: &portalsmith::requests::Entrance| -> String {
        door.kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(" ")
    };
    enrolled.doors.iter().map(|door| (door.way.clone(), kinds(door))).collect()
}

fn way_to(project: &Project, customer: &str) -> String {
    way(&format!("/p/{}/", project.portal(customer).key))
}

#[test]
fn everyone_whose_items_are_shown_is_on_the_roll_with_the_doors_that_show_them() {
    let project = family();
    project.build();
    let all = enrolled(&project);
    assert_eq!(all.keys().collect::<Vec<_>>(), ["C-1", "C-2", "C-3"]);
    let usual = "dispute promise remittance".to_owned();
    assert_eq!(doors(&all["C-1"]), [(way_to(&project, "C-1"), usual.clone())]);
    assert_eq!(doors(&all["C-2"]), [(way_to(&project, "C-1"), usual)], "on the parent's portal alone");
    assert_eq!(doors(&all["C-3"]), [(way_to(&project, "C-3"), "dispute promise remittance autopay".to_owned())]);
    let Enrolled { name, contact, manager, generation, .. } = &all["C-3"];
    assert_eq!((name.as_str(), *generation), ("Mill Row", 0));
    assert_eq!((contact.as_deref(), manager.as_deref()), (Some("mill@example.com"), Some("sales@example.com")));
    assert_eq!(roll(&project).withdrawn.len(), 0);
}

#[test]
fn no_portal_can_be_opened_with_it_and_nobody_else_reads_it() {
    let project = family();
    project.build();
    let text = project.text(ROLL);
    assert!(["C-1", "C-3"].iter().all(|customer| !text.contains(&project.portal(customer).key)), "{text}");
    assert_eq!(mode(&project, ROLL), 0o600);
}

/// Who may do what with a file, as `chmod` writes it.
fn mode(project: &Project, path: &str) -> u32 {
    std::fs::metadata(project.path(path)).unwrap().permissions().mode() & 0o777
}

#[test]
fn what_lists_keys_is_read_by_nobody_else_while_a_build_runs_and_after() {
    let project = family();
    project.build();
    assert_eq!(mode(&project, "output/.portalsmith/manifest"), 0o600);
    // What an earlier version left open to others is closed by the next build that writes it.
    let open = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(project.path("output/.portalsmith/manifest"), open).unwrap();
    // A build that is stopped by a file in the way of a portal's page leaves its journal.
    let page = project.path(&format!("output/p/{}/index.html", project.portal("C-3").key));
    std::fs::remove_file(&page).unwrap();
    std::fs::create_dir(&page).unwrap();
    project.replace("content/exports/invoices.csv", "EUR,3.00", "EUR,4.00");
    project.run("build --as-of 2026-03-31").exits(3);
    assert_eq!(mode(&project, "output/.portalsmith/unfinished"), 0o600);
    std::fs::remove_dir(&page).unwrap();
    project.build();
    assert_eq!(mode(&project, "output/.portalsmith/manifest"), 0o600);
}

#[test]
fn a_form_that_is_switched_off_is_not_admitted() {
    let project = family();
    project.replace("config.yaml", "forms:", "customers: { C-1: { features: { disputes: false } } }\nforms:");
    project.build();
    let all = enrolled(&project);
    for customer in ["C-1", "C-2"] {
        assert_eq!(doors(&all[customer])[0].1, "promise remittance", "{customer}");
    }
    assert!(doors(&all["C-3"])[0].1.contains("dispute"));
}

#[test]
fn a_renewed_link_has_another_way_and_a_customer_who_went_is_withdrawn() {
    let project = family();
    project.build();
    let (before, old_way) = (roll(&project), way_to(&project, "C-3"));
    project.run("renew C-3").exits(0);
    project.build();
    let all = enrolled(&project);
    assert_eq!(all["C-3"].generation, 1);
    assert!(all["C-3"].doors[0].way != old_way && all["C-3"].doors[0].way == way_to(&project, "C-3"));
    project.replace(
        "content/exports/customers.csv",
        "C-3,Mill Row,mill@example.com,,,",
        "C-3,Mill Row,mill@example.com,,no,",
    );
    project.run("build --as-of 2026-03-31 --allow-shrink 100%").exits(0);
    let now = roll(&project);
    let gone: Vec<_> = before.portals.iter().filter(|(_, enrolled)| enrolled.customer == "C-3").collect();
    assert!(now.withdrawn.contains(gone[0].0) && now.withdrawn.len() == 1);
    assert!(!now.portals.contains_key(gone[0].0));
}

#[test]
fn it_is_written_only_where_it_changed_and_removed_where_forms_are_e_mails() {
    let project = family();
    project.build();
    let written = project.files("output/.portalsmith")["forms.json"].clone();
    project.build();
    assert_eq!(project.files("output/.portalsmith")["forms.json"], written, "not touched");
    project.replace("config.yaml", FORMS, "contact: { email: ar@example.com }\n");
    project.build();
    assert!(!project.path(ROLL).exists());
}

#[test]
fn who_is_withheld_stays_on_it_as_his_portal_does() {
    let project = family();
    project.build();
    let before = enrolled(&project);
    project.replace("content/exports/customers.csv", "C-3,Mill Row,mill@", "C-3,Mill Road,mill@");
    project.replace("content/exports/invoices.csv", "3.00", "three");
    project.replace("content/exports/customers.csv", "C-1,Harbor Group,group@", "C-1,Harbor Groups,group@");
    project.run("build --as-of 2026-04-01 --keep-going").exits(1);
    let now = enrolled(&project);
    assert_eq!(now["C-3"], before["C-3"]);
    assert_eq!(now["C-1"].name, "Harbor Groups");
}

#[test]
fn a_renewed_link_does_not_count_while_its_customer_is_withheld() {
    let faulty = |project: &Project| project.replace("content/exports/invoices.csv", "3.00", "three");
    // His row of the customers cannot be read either: he is withheld, and the exports do not name him.
    let unread = |project: &Project| {
        faulty(project);
        project.replace("content/exports/customers.csv", "C-3,Mill Row", "C-3,");
    };
    for spoil in [&faulty as &dyn Fn(&Project), &unread] {
        let project = family();
        project.build();
        project.run("renew C-3").exits(0);
        spoil(&project);
        project.run("build --as-of 2026-03-31 --keep-going --allow-shrink 100%").exits(1);
        let now = roll(&project);
        assert!(!enrolled(&project).contains_key("C-3"), "the old link counts");
        assert_eq!(now.withdrawn.len(), 1, "and whoever has it is told");
    }
}

#[test]
fn a_renewed_parent_is_no_door_to_a_child_who_is_withheld() {
    let project = family();
    project.replace("content/exports/customers.csv", "C-1,no,", "C-1,,");
    project.build();
    let before = enrolled(&project);
    assert_eq!(before["C-2"].doors.len(), 2);
    project.run("renew C-1").exits(0);
    project.replace("content/exports/invoices.csv", "20.00", "twenty");
    project.run("build --as-of 2026-03-31 --keep-going --allow-shrink 100%").exits(1);
    let own = before["C-2"].doors.iter().find(|door| door.way == way_to(&project, "C-2")).unwrap();
    assert_eq!(enrolled(&project)["C-2"].doors, std::slice::from_ref(own));
    assert!(!enrolled(&project).contains_key("C-1"));
}

#[test]
fn every_shard_writes_the_whole_roll() {
    let (whole, first, second) = (family(), family(), family());
    whole.build();
    first.run("build --as-of 2026-03-31 --shard 1/2").exits(0);
    second.run("build --as-of 2026-03-31 --shard 2/2").exits(0);
    assert_eq!(whole.text(ROLL), first.text(ROLL));
    assert_eq!(whole.text(ROLL), second.text(ROLL));
}

#[test]
fn it_is_in_place_before_the_first_portal_goes() {
    let project = family();
    project.build();
    project.replace(
        "content/exports/customers.csv",
        "C-3,Mill Row,mill@example.com,,,",
        "C-3,Mill Row,mill@example.com,,no,",
    );
    // The portal that is to go cannot be removed: what was done before is what comes before.
    let key = project.text(ROLL);
    let folder = project.path("output/p");
    let stuck = walkdir::WalkDir::new(&folder).min_depth(1).max_depth(1).into_iter().map(Result::unwrap);
    for portal in stuck {
        let page = portal.path().join("index.html");
        std::fs::remove_file(&page).unwrap();
        std::fs::create_dir_all(page.join("in-the-way")).unwrap();
    }
    project.run("build --as-of 2026-03-31 --allow-shrink 100%").exits(3);
    assert!(project.text(ROLL) != key && !enrolled(&project).contains_key("C-3"));
}
