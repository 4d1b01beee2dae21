//! A new project: made once, never over what is there.

use crate::project::Project;
use snapbox::str;
use std::fs;
use std::os::unix::fs::PermissionsExt;

#[test]
fn a_new_project_with_samples_builds_without_a_warning() {
    let project = Project::empty().without_secret();
    project.run("init --sample .").exits(0).says(str![[r#"
made 15 files in .; files that were there stay as they are
made the link secret .secrets/link: keep a copy in a safe place, never in git
next: portalsmith serve (shows all in a browser), or: portalsmith build

"#]]);
    let run = project.run("build --as-of 2026-03-31").exits(0);
    assert!(run.stderr().contains("Built 3 portals") && run.stderr().contains("; 0 warnings"), "{}", run.stderr());
}

#[test]
fn a_new_project_without_samples_says_what_is_missing() {
    let project = Project::empty().without_secret();
    project.run("init").exits(0);
    project.run("check --as-of 2026-03-31").exits(1).says(str![[r#"
error[export-missing]: no customers export in content/exports/
 |
 = hint: save it there as customers.csv, customers.xlsx or customers.json, or name the file under `exports.customers.file`

error[export-missing]: no invoices export in content/exports/
 |
 = hint: save it there as invoices.csv, invoices.xlsx or invoices.json, or name the file under `exports.invoices.file`

2 errors; nothing was written

"#]]);
}

#[test]
fn init_twice_changes_nothing() {
    let project = Project::empty().without_secret();
    project.run("init --sample .").exits(0);
    let before = project.files(".");
    project.run("init --sample .").exits(0).says(str![[r#"
made 0 files in .; files that were there stay as they are
the link secret in .secrets/link stays as it is
next: portalsmith serve (shows all in a browser), or: portalsmith build

"#]]);
    assert!(before == project.files("."));
}

#[test]
fn init_leaves_a_config_that_is_there_alone() {
    let project = Project::new().without_secret();
    let config = project.text("config.yaml");
    project.run("init .").exits(0);
    assert_eq!(project.text("config.yaml"), config);
}

#[test]
fn init_makes_a_folder_that_is_not_there_yet_and_keeps_secrets_from_git() {
    let project = Project::empty().without_secret();
    project.run("init new/portals --sample").exits(0);
    assert!(project.text("new/portals/.gitignore").contains("/.secrets/"));
    let mode = |path: &str| fs::metadata(project.path(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("new/portals/.secrets"), mode("new/portals/.secrets/link")), (0o700, 0o600));
    project.run("build --project new/portals --as-of 2026-03-31").exits(0);
}

#[test]
fn two_new_projects_have_two_secrets() {
    let (one, other) = (Project::empty().without_secret(), Project::empty().without_secret());
    one.run("init").exits(0);
    other.run("init").exits(0);
    assert_ne!(one.text(".secrets/link"), other.text(".secrets/link"));
}

#[test]
fn the_schema_that_init_writes_is_the_one_that_is_printed() {
    let project = Project::empty().without_secret();
    project.run("init").exits(0);
    assert_eq!(project.run("schema").exits(0).stdout(), project.text("config.schema.json"));
}

#[test]
fn completions_and_the_manual_page_are_printed() {
    let project = Project::empty();
    assert!(project.run("completions bash").exits(0).stdout().contains("_portalsmith"));
    assert!(project.run("man").exits(0).stdout().starts_with(".ie"));
}
