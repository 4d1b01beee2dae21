//! What a build says and does: what changed is rendered, all else keeps its very files.

use crate::project::{Project, Written};
use snapbox::str;

/// Two customers, an open invoice each, and one paid in a month that is over.
fn two_customers() -> Project {
    Project::new()
        .customer("C-2,Mill Row")
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,120.00")
        .invoice("INV-2,C-2,2026-02-05,2026-03-07,EUR,80.00")
}

/// The files that differ in bytes or in when they were written.
fn changed<'a>(before: &'a Written, after: &'a Written) -> Vec<&'a str> {
    let paths = before.keys().chain(after.keys().filter(|path| !before.contains_key(*path)));
    let public = paths.filter(|path| !path.starts_with(".portalsmith/"));
    public.filter(|path| before.get(*path) != after.get(*path)).map(String::as_str).collect()
}

#[test]
fn a_build_says_what_it_did_in_three_lines() {
    let project = two_customers();
    project.build().says(str![[r#"
Built 2 portals as of 2026-03-31: 2 rendered, 0 unchanged
output/ holds 44 files (44 written, 0 removed); 0 warnings
Look at output/p/8b7rc5qjv9g8kvt4sr8q6a2pycag0sgr/index.html (Harbor Bakery), or list all links: portalsmith links

"#]]);
}

#[test]
fn the_same_build_again_renders_nothing_and_touches_nothing() {
    let project = two_customers();
    project.build();
    let before = project.files("output");
    let run = project.build();
    assert!(run.stderr().contains("0 rendered, 2 unchanged"), "{}", run.stderr());
    assert_eq!(changed(&before, &project.files("output")), [""; 0]);
}

#[test]
fn the_next_day_leaves_closed_statements_alone() {
    let project = two_customers();
    project.build();
    let before = project.files("output");
    project.run("build --as-of 2026-04-01").exits(0);
    let after = project.files("output");
    let changed = changed(&before, &after);
    assert!(changed.iter().any(|path| path.ends_with("/index.html")));
    let closed: Vec<_> =
        changed.iter().filter(|path| path.contains("/2026-01-eur/") || path.contains("/2026-02-eur/")).collect();
    assert!(closed.is_empty(), "{closed:?}");
    assert!(before.keys().any(|path| path.contains("/2026-01-eur/")), "there are closed statements");
}

#[test]
fn a_changed_invoice_renders_one_portal() {
    let project = two_customers();
    project.build();
    let before = project.files("output");
    project.replace("content/exports/invoices.csv", "80.00", "81.00");
    let json = project.run("build --as-of 2026-03-31 --format json").exits(0).json();
    assert_eq!((&json["portals"]["rendered"], &json["portals"]["unchanged"]), (&1.into(), &1.into()));
    let mill = project.portal("C-2");
    let after = project.files("output");
    for path in changed(&before, &after) {
        let is_mills = path.starts_with(&format!("p/{}/", mill.key))
            || mill.documents.keys().any(|name| path.ends_with(name.as_str()));
        assert!(is_mills, "{path}");
    }
    mill.shows("81.00").hides("80.00");
}

#[test]
fn a_build_on_top_of_an_old_one_has_the_bytes_of_a_clean_one() {
    let grown = two_customers();
    grown.build();
    grown.run("build --as-of 2026-04-15").exits(0);
    let add = |project: Project| {
        project.invoice("INV-3,C-1,2026-03-01,2026-03-31,EUR,5.00").payment("PAY-1,C-2,2026-03-09,EUR,80.00,INV-2")
    };
    let grown = add(grown);
    grown.build();
    let clean = add(two_customers());
    clean.build();
    assert!(grown.public() == clean.public());
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let (one, four) = (two_customers(), two_customers());
    one.run("build --as-of 2026-03-31 --jobs 1").exits(0);
    four.run("build --as-of 2026-03-31 --jobs 4").exits(0);
    assert!(one.public() == four.public());
}

#[test]
fn the_order_of_rows_changes_no_byte() {
    let turned = two_customers();
    let text = turned.text("content/exports/invoices.csv");
    let (header, rows) = text.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().rev().collect();
    turned.write("content/exports/invoices.csv", format!("{header}\n{}\n", rows.join("\n")));
    let straight = two_customers();
    turned.build();
    straight.build();
    assert!(turned.public() == straight.public());
}

#[test]
fn a_dry_run_says_what_would_be_done_and_does_nothing() {
    let project = two_customers();
    project.run("build --as-of 2026-03-31 --dry-run").exits(0).wrote_nothing().says(str![[r#"
Would build 2 portals as of 2026-03-31: 2 rendered, 0 unchanged

"#]]);
    project.build();
    project.replace("content/exports/invoices.csv", "80.00", "81.00");
    let run = project.run("build --as-of 2026-03-31 --dry-run --format json").exits(0).wrote_nothing();
    assert_eq!(run.json()["portals"]["rendered"], 1);
    assert_eq!(run.json()["dry_run"], true);
}

#[test]
fn a_diff_says_what_each_customer_would_see_change() {
    let project = two_customers().customer("C-3,Quiet Ltd");
    project.build();
    project.replace("content/exports/invoices.csv", "80.00", "81.00");
    let project =
        project.invoice("INV-3,C-2,2026-03-05,2026-04-04,EUR,9.00").payment("PAY-1,C-1,2026-03-09,EUR,120.00,INV-1");
    let run = project.run("build --as-of 2026-03-31 --diff").exits(0).wrote_nothing().prints(str![[r#"
C-1 Harbor Bakery
  balance EUR 120.00 → 0.00
  - INV-1 EUR 120.00
C-2 Mill Row
  balance EUR 80.00 → 90.00
  ~ INV-2 EUR 80.00 → 81.00
  + INV-3 EUR 9.00

"#]]);
    assert!(run.stderr().is_empty(), "{}", run.stderr());
    let json = project.run("build --as-of 2026-03-31 --diff --format json").exits(0).wrote_nothing().json();
    assert_eq!(json["customers"].as_array().unwrap().len(), 2);
    project.build();
    project.run("build --as-of 2026-03-31 --diff").exits(0).prints(str![[r#"
no customer would see a balance or an open invoice change

"#]]);
}

#[test]
fn data_goes_to_stdout_and_talk_to_stderr() {
    let project = two_customers();
    let run = project.run("build --as-of 2026-03-31 --format json").exits(0);
    assert_eq!(run.json()["files"]["written"], 44);
    assert!(run.stderr().is_empty(), "{}", run.stderr());
    project.build().prints(str![""]);
    let quiet = project.run("build --as-of 2026-03-31 --quiet").exits(0);
    assert!(quiet.stderr().is_empty() && quiet.stdout().is_empty());
}

#[test]
fn a_project_is_found_from_a_folder_below() {
    let project = two_customers();
    let output =
        project.command("check --as-of 2026-03-31").current_dir(project.path("content/exports")).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_folder_that_is_no_project_is_said() {
    let run_in = Project::empty();
    let run = run_in.run("check");
    assert!(run.exits(3).stderr().contains("`portalsmith init` makes a project"));
}

#[test]
fn a_theme_that_cannot_be_rendered_writes_nothing() {
    let project = two_customers().config("  theme: mine\n");
    let project = project
        .file("themes/mine/theme.yaml", "name: mine\nextends: default\n")
        .file("themes/mine/templates/home.html", "{{ nobody.knows }}");
    project.run("build --as-of 2026-03-31").exits(1).wrote_nothing();
}
