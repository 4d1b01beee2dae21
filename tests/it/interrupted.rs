//! A build that is killed: the next one completes it, and nothing tells that it ever happened.

use crate::project::Project;
use std::fs;
use std::process::Child;
use std::time::{Duration, Instant};

/// Enough portals that the journal is flushed while the build is at work.
const CUSTOMERS: usize = 1_000;

fn many_customers() -> Project {
    let (mut customers, mut invoices) =
        (String::from("id,name\n"), String::from("number,customer_id,issued,due,currency,total\n"));
    for number in 1..=CUSTOMERS {
        customers += &format!("C-{number},Customer {number}\n");
        invoices += &format!("INV-{number},C-{number},2026-01-05,2026-02-04,EUR,{number}.00\n");
    }
    let config = "organization:\n  name: Northlight\nsite:\n  base_url: https://pay.example.com\n  invoice_pages: false\nstatements: { periods: [] }\n";
    Project::empty()
        .file("config.yaml", config)
        .file("content/exports/customers.csv", customers)
        .file("content/exports/invoices.csv", invoices)
}

/// Kills the child (SIGKILL) once `is_time`. Says whether it was still at work.
fn kill_when(mut child: Child, is_time: impl Fn() -> bool) -> bool {
    let began = Instant::now();
    while !is_time() && child.try_wait().unwrap().is_none() && began.elapsed() < Duration::from_secs(120) {
        std::thread::sleep(Duration::from_millis(1));
    }
    let was_at_work = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    was_at_work
}

fn portals(project: &Project) -> usize {
    fs::read_dir(project.path("output/p")).map_or(0, Iterator::count)
}

#[test]
fn a_killed_build_is_completed_by_the_next_one() {
    let project = many_customers();
    for folders in [0, 100, CUSTOMERS / 2] {
        let child = project.start("build --as-of 2026-03-31");
        let unfinished = project.path("output/.portalsmith/unfinished");
        assert!(kill_when(child, || unfinished.exists() && portals(&project) >= folders), "it was done already");
        assert!(unfinished.exists() && !project.path("links.lock").exists());
    }
    project.build();
    let clean = many_customers();
    clean.build();
    assert!(project.public() == clean.public());
    assert_eq!(project.text("links.lock"), clean.text("links.lock"));

    // An update is cut off, and the exports change once more before the next build; a customer goes, one returns.
    let portal = project.path(&format!("output/p/{}/index.html", project.portal("C-700").key));
    let before = fs::metadata(&portal).unwrap().modified().unwrap();
    let invoices = project.text("content/exports/invoices.csv");
    project.write("content/exports/invoices.csv", invoices.replace("2026-02-04", "2026-02-05"));
    let child = project.start("build --as-of 2026-03-31");
    assert!(kill_when(child, || fs::metadata(&portal).unwrap().modified().unwrap() != before));
    for project in [&project, &clean] {
        project.write("content/exports/invoices.csv", invoices.replace("2026-02-04", "2026-02-06"));
        project.replace("content/exports/customers.csv", "C-1000,Customer 1000\n", "");
        project.replace("content/exports/invoices.csv", "INV-1000,C-1000,2026-01-05,2026-02-06,EUR,1000.00\n", "");
        project.build();
    }
    assert!(project.public() == clean.public());
    assert!(!project.path("output/.portalsmith/unfinished").exists());
    let json = project.run("build --as-of 2026-03-31 --format json").exits(0).json();
    assert_eq!(json["portals"]["rendered"], 0);
}

#[test]
fn a_manifest_that_is_damaged_is_said() {
    let project = Project::new();
    project.build();
    project.write("output/.portalsmith/manifest", "portalsmith-manifest 1\nrubbish");
    let run = project.run("build --as-of 2026-03-31").exits(3).wrote_nothing();
    assert!(run.stderr().contains("move the output folder away and build again: the links stay the same"));
}

#[test]
fn an_update_that_is_killed_twice_and_taken_back_leaves_nothing_of_itself() {
    let project = many_customers();
    project.build();
    let (before, invoices) = (project.public(), project.text("content/exports/invoices.csv"));
    let unfinished = project.path("output/.portalsmith/unfinished");
    let changed = || project.public().iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes)).count();
    project.write("content/exports/invoices.csv", invoices.replace(".00\n", ".50\n"));
    let began = || fs::metadata(&unfinished).map_or(0, |file| file.len());
    // Once late enough that portals are reported done, once as soon as the second journal stands.
    assert!(kill_when(project.start("build --as-of 2026-03-31"), || began() > 200_000));
    assert!(changed() > 0, "the first kill came before anything was written");
    let first = fs::metadata(&unfinished).unwrap().modified().unwrap();
    kill_when(project.start("build --as-of 2026-03-31"), || {
        fs::metadata(&unfinished).map_or(true, |file| file.modified().unwrap() != first)
    });
    project.write("content/exports/invoices.csv", invoices);
    project.build();
    assert!(project.public() == before);
}

#[test]
fn a_journal_that_cannot_be_read_makes_every_portal_be_rendered_again() {
    let project = Project::new().invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,100.00");
    project.build();
    let before = project.public();
    let home = project.path(&format!("output/p/{}/index.html", project.portal("C-1").key));
    fs::write(&home, "half a page").unwrap();
    fs::write(project.path("output/.portalsmith/unfinished"), "").unwrap();
    project.build();
    assert!(project.public() == before);
}
