//! What stops a build before it does harm: exports cut short, an output that is not ours, a second build at once.

use crate::project::Project;
use snapbox::str;
use std::fs;

fn ten_customers() -> Project {
    let project =
        (2..=10).fold(Project::new(), |project, number| project.customer(&format!("C-{number},Customer {number}")));
    (1..=10).fold(project, |project, number| {
        project.invoice(&format!("INV-{number},C-{number},2026-01-05,2026-02-04,EUR,100.00"))
    })
}

/// Takes the last customers and their invoices away.
fn cut(project: &Project, left: usize) {
    for path in ["content/exports/customers.csv", "content/exports/invoices.csv"] {
        let text = project.text(path);
        project.write(path, text.lines().take(left + 1).collect::<Vec<_>>().join("\n") + "\n");
    }
}

#[test]
fn exports_that_were_cut_short_stop_the_build() {
    let project = ten_customers();
    project.build();
    cut(&project, 7);
    project.run("build --as-of 2026-03-31").exits(1).wrote_nothing().says(str![[r#"
error[shrunk]: 7 of 10 portals are left; more than 20 % would go
  = hint: were the exports cut short?
  = hint: if it is right so, allow it: `portalsmith build --allow-shrink 100%`

"#]]);
    project.run("build --as-of 2026-03-31 --allow-shrink 29%").exits(1).wrote_nothing();
    project.run("build --as-of 2026-03-31 --allow-shrink 30%").exits(0);
    assert_eq!(project.links().len(), 7);
}

#[test]
fn a_loss_within_the_limit_is_built() {
    let project = ten_customers();
    project.build();
    cut(&project, 8);
    let json = project.run("build --as-of 2026-03-31 --format json").exits(0).json();
    assert_eq!(json["portals"]["withdrawn"], 2);
}

#[test]
fn documents_that_went_missing_stop_the_build_too() {
    let project = ten_customers();
    project.build();
    let invoices = project.text("content/exports/invoices.csv");
    project.write("content/exports/invoices.csv", invoices.lines().take(6).collect::<Vec<_>>().join("\n") + "\n");
    let run = project.run("build --as-of 2026-03-31").exits(1).wrote_nothing();
    assert!(run.stderr().contains("error[shrunk]: 5 of 10 documents are left"), "{}", run.stderr());
}

#[test]
fn the_guard_holds_on_a_new_machine_too() {
    let project = ten_customers();
    project.build();
    fs::remove_dir_all(project.path("output")).unwrap();
    cut(&project, 7);
    project.run("build --as-of 2026-03-31").exits(1).wrote_nothing();
}

#[test]
fn the_limit_is_a_matter_of_config() {
    let project = ten_customers().config("limits: { shrink: 0% }\n");
    project.build();
    cut(&project, 9);
    project.run("build --as-of 2026-03-31").exits(1).wrote_nothing();
}

#[test]
fn an_output_folder_with_files_of_others_is_left_alone() {
    let project = ten_customers().file("output/holiday.jpg", "mine");
    project.run("build --as-of 2026-03-31").exits(3).wrote_nothing().says(str![[r#"
error: cannot build into [PROJECT]/output: there are files in it that no build made, for instance "holiday.jpg"
  = hint: move them away: Portalsmith removes what it does not know from its output

"#]]);
    assert_eq!(project.text("output/holiday.jpg"), "mine");
}

#[test]
fn a_second_build_at_once_is_refused() {
    let project = ten_customers();
    project.build();
    let lock = fs::File::options().write(true).open(project.path("output/.portalsmith/lock")).unwrap();
    lock.lock().unwrap();
    project.replace("content/exports/invoices.csv", "100.00", "101.00");
    project.run("build --as-of 2026-03-31").exits(3).wrote_nothing().says(str![[r#"
error: cannot build into [PROJECT]/output: another build is at work in it
  = hint: wait until it is done

"#]]);
    drop(lock);
    project.build();
}

#[test]
fn an_output_folder_that_cannot_be_written_is_a_failure_of_the_world() {
    let project = ten_customers().file("output", "a file in the way");
    let run = project.run("build --as-of 2026-03-31").exits(3);
    assert!(run.stderr().contains("output"), "{}", run.stderr());
}

#[test]
fn as_many_strangers_in_place_of_the_customers_are_a_loss_too() {
    let project = ten_customers();
    project.build();
    for path in ["content/exports/customers.csv", "content/exports/invoices.csv"] {
        project.write(path, project.text(path).replace("C-", "D-"));
    }
    let run = project.run("build --as-of 2026-03-31").exits(1).wrote_nothing();
    assert!(run.stderr().contains("error[shrunk]: 0 of 10 portals are left"), "{}", run.stderr());
}
