//! The link secret: where it is taken from, and when it is refused. No message tells it.

use crate::project::{Project, Run, SECRET};
use snapbox::str;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};

/// A project that keeps its secret in a file, with the right modes.
fn with_secret_file() -> Project {
    let project = Project::new().without_secret().file(".secrets/link", SECRET);
    set_mode(&project, ".secrets", 0o700);
    set_mode(&project, ".secrets/link", 0o600);
    project
}

fn set_mode(project: &Project, path: &str, mode: u32) {
    fs::set_permissions(project.path(path), Permissions::from_mode(mode)).unwrap();
}

#[track_caller]
fn refused<'p>(project: &'p Project, code: &str) -> Run<'p> {
    let run = project.run("build --as-of 2026-03-31").exits(1).wrote_nothing();
    assert!(run.stderr().contains(&format!("error[{code}]")), "{}", run.stderr());
    assert!(!run.stderr().contains("AAECAw"), "{}", run.stderr());
    run
}

/// A project that is no demo: its address is somebody's.
fn real_project() -> Project {
    let project = Project::new();
    project.replace("config.yaml", "https://pay.example.com", "https://pay.harbor.bakery");
    project
}

#[test]
fn the_secret_is_read_from_the_projects_own_file() {
    with_secret_file().build();
}

#[test]
fn a_real_project_without_a_secret_is_refused() {
    refused(&real_project().without_secret(), "no-link-secret").says(str![[r#"
error[no-link-secret]: there is no link secret, from which the links are made
  = hint: if the project has one, give it by `PORTALSMITH_LINK_SECRET` or put it back into `.secrets/link`
  = hint: for a new project, make one with `portalsmith init`

"#]]);
}

#[test]
fn a_check_needs_no_secret() {
    real_project().without_secret().run("check --as-of 2026-03-31").exits(0).wrote_nothing();
}

#[test]
fn a_secret_given_twice_is_refused() {
    refused(&with_secret_file().env("PORTALSMITH_LINK_SECRET", SECRET), "two-secrets").says(str![[r#"
error[two-secrets]: the link secret is given more than once: by `PORTALSMITH_LINK_SECRET` and by `[PROJECT]/.secrets/link`
  = hint: keep the right one and take the others away

"#]]);
}

#[test]
fn a_secret_that_others_can_read_is_refused() {
    let project = with_secret_file();
    set_mode(&project, ".secrets/link", 0o644);
    refused(&project, "secret-open").says(str![[r#"
error[secret-open]: `[PROJECT]/.secrets/link` is open to others (mode 0644), and with it the link secret
  = hint: `chmod 600 [PROJECT]/.secrets/link`
  = hint: where a container mounts it so and nobody else can log in, set `PORTALSMITH_SECRET_MODE=any`

"#]]);
}

#[test]
fn a_secret_folder_that_others_can_read_is_refused() {
    let project = with_secret_file();
    set_mode(&project, ".secrets", 0o755);
    refused(&project, "secret-open");
}

#[test]
fn a_secret_that_is_a_link_to_somewhere_is_refused() {
    let project = with_secret_file();
    fs::rename(project.path(".secrets/link"), project.path(".secrets/elsewhere")).unwrap();
    symlink("elsewhere", project.path(".secrets/link")).unwrap();
    refused(&project, "secret-not-a-file").says(str![[r#"
error[secret-not-a-file]: `[PROJECT]/.secrets/link` is a symbolic link; the link secret is not read from there

"#]]);
}

#[test]
fn a_named_secret_file_that_is_not_there_is_refused() {
    let project = Project::new().without_secret().env("PORTALSMITH_LINK_SECRET_FILE", "nowhere/secret");
    refused(&project, "secret-unreadable").says(str![[r#"
error[secret-unreadable]: cannot read the link secret from `nowhere/secret`: No such file or directory (os error 2)

"#]]);
}

#[test]
fn a_damaged_secret_is_refused_by_what_is_wrong_with_it() {
    let form = SECRET.replace("link", "form");
    for (text, code) in [
        (&SECRET[..60], "secret-cut"),
        (&SECRET.replace('Q', "R"), "secret-altered"),
        (&form, "secret-of-other-kind"),
        ("correct horse battery staple", "secret-foreign"),
    ] {
        let project = Project::new().without_secret().env("PORTALSMITH_LINK_SECRET", text);
        refused(&project, code);
    }
    let project = with_secret_file();
    project.write(".secrets/link", "");
    refused(&project, "secret-empty").says(str![[r#"
error[secret-empty]: `[PROJECT]/.secrets/link` gives no link secret: it is empty
  = hint: put the whole line back from where it is kept safe; a new secret would change every link

"#]]);
}

#[test]
fn an_empty_variable_counts_as_not_given() {
    refused(&real_project().without_secret().env("PORTALSMITH_LINK_SECRET", ""), "no-link-secret");
}

#[test]
fn the_published_test_secret_is_for_examples_only() {
    refused(&real_project(), "published-test-secret").says(str![[r#"
error[published-test-secret]: the published test secret is for example.com, .example and .test only
  = hint: everybody knows it, and so every link made with it
  = hint: `portalsmith init` makes a secret of your own

"#]]);
}

#[test]
fn another_secret_than_the_published_links_were_made_with_is_refused() {
    let project = Project::new();
    project.build();
    let project = project.without_secret();
    project.run("init .").exits(0);
    refused(&project, "other-secret").says(str![[r#"
error[other-secret]: the link secret is `[..]`, but links.lock was made with `g73wrtps`
  = hint: every portal would get another address, and the links that customers have would be dead
  = hint: give the secret that links.lock was made with; docs/links.md tells how to replace it on purpose

"#]]);
    fs::remove_file(project.path("links.lock")).unwrap();
    refused(&project, "other-secret");
}

#[test]
fn a_demo_project_gets_its_secret_once() {
    let project = Project::new().without_secret();
    project.build().says(str![[r#"
made a link secret in .secrets/link, since this is a demo project; keep such a file safe
Built 1 portal as of 2026-03-31: 1 rendered, 0 unchanged
output/ holds 9 files (9 written, 0 removed); 0 warnings
Look at output/p/[..]/index.html (Harbor Bakery), or list all links: portalsmith links

"#]]);
    let secret = project.text(".secrets/link");
    assert_eq!(fs::metadata(project.path(".secrets/link")).unwrap().permissions().mode() & 0o777, 0o600);
    project.build();
    assert_eq!(project.text(".secrets/link"), secret);
    assert_ne!(secret.trim_end(), SECRET);
}

#[test]
fn a_pipeline_gets_no_secret_of_its_own() {
    refused(&Project::new().without_secret().env("CI", "true"), "no-link-secret");
}

#[test]
fn a_demo_project_that_has_published_links_gets_no_new_secret() {
    let project = Project::new();
    project.build();
    refused(&project.without_secret(), "no-link-secret");
}

#[test]
fn init_never_overwrites_a_secret() {
    let project = with_secret_file();
    project.run("init .").exits(0);
    assert_eq!(project.text(".secrets/link"), SECRET);
}

#[test]
fn init_says_where_it_could_not_write_the_secret() {
    let project = Project::empty().without_secret().file(".secrets", "a file in the way");
    let run = project.run("init .").exits(1);
    assert!(
        run.stderr().contains("error[secret-not-made]") || run.stderr().contains("secret-not-a-file"),
        "{}",
        run.stderr()
    );
}

#[test]
fn the_form_secret_is_printed_and_is_not_the_link_secret() {
    let project = Project::new();
    let run = project.run("links secret --form").exits(0);
    assert!(run.stdout().starts_with("portal-form-1_"), "{}", run.stdout());
}
