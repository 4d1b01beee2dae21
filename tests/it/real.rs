//! Files that real systems wrote, read as they are: held to the figures that those systems show.
//!
//! The files are not part of this repository; where they are not beside it, the tests say so and pass.

use crate::project::Project;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A project made of an example's config and the files of a system; none where the files are not there.
fn project(example: &str, files: &str, names: &[&str]) -> Option<Project> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = repository.join("../shared/data").join(files);
    let config = fs::read(repository.join("docs/examples").join(example).join("config.yaml")).unwrap();
    let mut project = Project::empty().file("config.yaml", config);
    for name in names {
        let file: PathBuf = folder.join(name);
        let Ok(bytes) = fs::read(&file) else {
            eprintln!("skipped: there is no {}", file.display());
            return None;
        };
        project = project.file(&format!("content/exports/{name}"), bytes);
    }
    Some(project)
}

fn checked(project: &Project) -> Value {
    project.run("check --as-of 2026-03-31 --format json").exits(0).json()
}

/// `balances --format json` adds up to what `check` says, customer by customer.
#[track_caller]
fn adds_up(project: &Project) {
    let balances = project.run("balances --as-of 2026-03-31 --format json").exits(0).json();
    let check = checked(project);
    for (currency, open) in check["open_balance"].as_object().unwrap() {
        let cents = |value: &Value| value.as_str().unwrap().replace('.', "").parse::<i128>().unwrap();
        let of = balances["customers"].as_array().unwrap().iter().filter(|row| row["currency"] == *currency);
        let sum: i128 = of.map(|row| cents(&row["open_balance"])).sum();
        assert_eq!(sum, cents(open), "{currency}");
    }
}

#[test]
fn northwind_comes_to_what_its_database_says() {
    let Some(project) = project("northwind", "northwind", &["customers.csv", "invoices-derived.csv"]) else { return };
    let check = checked(&project);
    assert_eq!(check["customers"], 91);
    assert_eq!(check["portals"], 91);
    assert_eq!(check["open_balance"]["USD"], "1330735.91");
    assert_eq!((&check["errors"], &check["warnings"]), (&0.into(), &0.into()));
    adds_up(&project);
    project.run("build --as-of 2026-03-31").exits(0);
    assert_eq!(project.links().len(), 91);
}

#[test]
fn invoice_ninja_comes_to_the_sum_of_its_open_invoices() {
    let Some(project) = project("invoice-ninja", "invoiceninja-v4", &["clients.csv", "invoice.csv"]) else { return };
    let check = checked(&project);
    assert_eq!(check["customers"], 20);
    assert_eq!(check["open_balance"]["USD"], "6174.66");
    assert_eq!(check["errors"], 0);
    adds_up(&project);
    project.run("build --as-of 2026-03-31").exits(0);
}

#[test]
fn invoice_ninja_with_payments_comes_to_the_balance_it_shows() {
    let files = ["clients.csv", "invoice.csv", "payments.csv"];
    let Some(project) = project("invoice-ninja", "invoiceninja-v4", &files) else { return };
    let check = checked(&project);
    assert_eq!(check["open_balance"]["USD"], "6174.66");
    assert_eq!(check["unapplied"]["USD"], "400.00");
    assert_eq!(check["balance"]["USD"], "5774.66");
    adds_up(&project);
    project.run("build --as-of 2026-03-31").exits(0);
}
