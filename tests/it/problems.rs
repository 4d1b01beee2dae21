//! The catalogue of problems: for each code the smallest project that provokes it, and what we say.
//!
//! `SNAPSHOTS=overwrite cargo test --test it problems` writes every `stderr.txt` anew; then read them.

use crate::project::Project;
use rayon::prelude::*;
use snapbox::{Assert, Data};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Codes without a folder, each with its reason and the test that provokes it.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    ("clock-behind", "is no check's, but `forms serve`'s", "endpoint::the_endpoint_begins_with_its_own_secret_alone"),
    (
        "link-secret-here",
        "is no check's, but `forms serve`'s",
        "endpoint::the_endpoint_begins_with_its_own_secret_alone",
    ),
    ("decided-tomorrow", "is no check's, but `inbox`'s", "inbox::what_is_not_known_is_not_decided"),
    ("no-endpoint", "is no check's, but `forms serve`'s", "endpoint::the_endpoint_begins_with_its_own_secret_alone"),
    ("no-form-secret", "is no check's, but `forms serve`'s", "endpoint::the_endpoint_begins_with_its_own_secret_alone"),
    (
        "no-webhook-secret",
        "is no check's, but `forms serve`'s",
        "endpoint::the_endpoint_begins_with_its_own_secret_alone",
    ),
    ("no-pull-secret", "is no check's, but `inbox`'s", "inbox::the_secret_is_given_over_https_or_on_this_machine_only"),
    ("no-source", "is no check's, but `inbox`'s", "inbox::a_build_that_never_pulled_from_the_database_says_so"),
    ("no-store", "is no check's, but `inbox`'s", "inbox::a_database_is_asked_for_its_submissions_and_its_outbox"),
    (
        "password-in-address",
        "is no check's, but `inbox`'s",
        "inbox::a_password_in_an_address_is_refused_and_not_repeated",
    ),
    ("pull-address", "is no check's, but `inbox`'s", "inbox::the_secret_is_given_over_https_or_on_this_machine_only"),
    (
        "ambiguous-submission",
        "is no check's, but `inbox`'s",
        "inbox::a_reference_that_two_submissions_have_is_asked_back",
    ),
    ("decided-already", "is no check's, but `inbox`'s", "inbox::decisions_are_added_and_all_else_stays"),
    ("decisions-odd", "is no check's, but `inbox`'s", "inbox::a_file_of_decisions_that_leaves_no_room_stays_as_it_is"),
    (
        "other-pull-secret",
        "is no check's, but `inbox`'s",
        "inbox::submissions_are_fetched_from_an_endpoint_with_its_secret",
    ),
    (
        "pulled-differs",
        "is no check's, but `inbox`'s",
        "inbox::a_record_that_differs_from_the_known_one_is_refused_and_nothing_is_written",
    ),
    ("quarantined-submission", "is no check's, but `inbox`'s", "inbox::what_was_kept_apart_counts_for_nothing"),
    ("unknown-submission", "is no check's, but `inbox`'s", "inbox::what_is_not_known_is_not_decided"),
    ("amounts-too-large", "needs a thousand rows", "amounts::sums_that_could_overflow_are_refused"),
    (
        "document-changed",
        "needs a change in the middle of a build",
        "documents::a_document_that_changes_while_the_site_is_built_stops_the_build",
    ),
    ("document-not-a-file", "needs a symbolic link", "documents::a_symbolic_link_is_no_document"),
    ("no-link-secret", "needs an empty environment", "secrets::a_real_project_without_a_secret_is_refused"),
    (
        "other-secret",
        "needs a build before",
        "secrets::another_secret_than_the_published_links_were_made_with_is_refused",
    ),
    ("other-shard", "needs a build before", "shards::another_shard_is_not_built_into_the_same_folder"),
    ("published-test-secret", "needs another address", "secrets::the_published_test_secret_is_for_examples_only"),
    ("secret-altered", "needs a secret", "secrets::a_damaged_secret_is_refused_by_what_is_wrong_with_it"),
    ("secret-cut", "needs a secret", "secrets::a_damaged_secret_is_refused_by_what_is_wrong_with_it"),
    ("secret-empty", "needs a secret", "secrets::a_damaged_secret_is_refused_by_what_is_wrong_with_it"),
    ("secret-foreign", "needs a secret", "secrets::a_damaged_secret_is_refused_by_what_is_wrong_with_it"),
    ("secret-not-a-file", "needs a symbolic link", "secrets::a_secret_that_is_a_link_to_somewhere_is_refused"),
    ("secret-not-made", "needs a folder that cannot be", "secrets::init_says_where_it_could_not_write_the_secret"),
    ("secret-of-other-kind", "needs a secret", "secrets::a_damaged_secret_is_refused_by_what_is_wrong_with_it"),
    ("secret-open", "needs a secret", "secrets::a_secret_that_others_can_read_is_refused"),
    ("secret-unreadable", "needs the environment", "secrets::a_named_secret_file_that_is_not_there_is_refused"),
    ("shrunk", "needs a build before", "guard::exports_that_were_cut_short_stop_the_build"),
    ("theme-exists", "is no check's, but `theme new`'s", "themes::a_theme_that_is_there_stays_as_it_is"),
    ("two-secrets", "needs a secret", "secrets::a_secret_given_twice_is_refused"),
    ("store-not-pulled", "asks for a database in config", "inbox::a_build_that_never_pulled_from_the_database_says_so"),
];

/// Codes that no test here can provoke, with the reason.
const UNTESTED: &[(&str, &str)] = &[
    ("smtp-login", "only the endpoint logs in to a mail server; tested beside the code"),
    ("secret-owner", "only root can give files away; tested beside the code"),
    ("secret-exists", "another process makes the secret between our look and our writing; tested beside the code"),
];

/// What stands in front of a code in the source, white space taken out.
const BEFORE_A_CODE: &[&str] = &[
    "Diagnostic::error(",
    "Diagnostic::warning(",
    "CellError::new(",
    "SecretFailure::new(",
    "Stopped::Refused(",
    "Broken::new(",
    "self.warn(",
    "refused(",
    "self.disagreement(",
    "templates.problem(",
    "templates.problems(",
    // The arms that give a code and its words.
    "SecretError::Empty=>(",
    "SecretError::Foreign=>(",
    "SecretError::OtherKind=>{(",
    "SecretError::Cut=>{(",
    "SecretError::Altered=>{(",
];

fn catalogue() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems")
}

/// The codes that have a case.
fn cases() -> BTreeSet<String> {
    let entries = fs::read_dir(catalogue()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    entries.filter(|name| name != "_base").collect()
}

#[test]
fn every_case_of_the_catalogue_says_what_its_file_says() {
    let failed: Vec<String> =
        cases().into_par_iter().filter_map(|code| Some(format!("{code}: {}", wrong(&code)?))).collect();
    assert!(failed.is_empty(), "{} cases failed:\n{}", failed.len(), failed.join("\n"));
}

/// What is wrong with a case, if anything is.
fn wrong(code: &str) -> Option<String> {
    let folder = catalogue().join(code);
    let project = Project::empty();
    project.lay_over(&catalogue().join("_base"));
    project.lay_over(&folder);
    for ours in ["command", "stderr.txt"] {
        // Only some cases have them.
        let _ = fs::remove_file(project.path(ours));
    }
    let command = fs::read_to_string(folder.join("command"));
    let run = project.run(command.as_deref().unwrap_or("check --as-of 2026-03-31"));
    let said = run.stderr();
    let is_said = [format!("error[{code}]"), format!("warning[{code}]")].iter().any(|tag| said.contains(tag));
    if !is_said {
        return Some(format!("does not provoke it, but\n{said}"));
    }
    run.wrote_nothing();
    let expected = Data::read_from(&folder.join("stderr.txt"), None);
    let assert = Assert::new().normalize_paths(false).action_env(snapbox::assert::DEFAULT_ACTION_ENV);
    assert.try_eq(Some(&code), said.into(), expected).err().map(|error| error.to_string())
}

#[test]
fn every_code_in_the_source_has_a_case_and_no_case_is_without_a_code() {
    let (codes, cases) = (codes_in_source(), cases());
    let elsewhere = ELSEWHERE.iter().map(|(code, ..)| *code).chain(UNTESTED.iter().map(|(code, _)| *code));
    let elsewhere: BTreeSet<String> = elsewhere.map(str::to_owned).collect();
    let found: BTreeSet<String> = codes.keys().cloned().collect();
    let covered: BTreeSet<String> = cases.union(&elsewhere).cloned().collect();
    let missing: Vec<_> = found.difference(&covered).map(|code| format!("{code} of {}", codes[code])).collect();
    assert!(missing.is_empty(), "codes without a case: {missing:#?}");
    let stale: Vec<_> = covered.difference(&found).collect();
    assert!(stale.is_empty(), "cases of no code: {stale:?}");
    let both: Vec<_> = cases.intersection(&elsewhere).collect();
    assert!(both.is_empty(), "have a case, and a reason for none: {both:?}");
}

#[test]
fn what_is_tested_elsewhere_is_tested_there() {
    for (code, _, test) in ELSEWHERE {
        let (module, name) = test.split_once("::").unwrap();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/{module}.rs"));
        let text = fs::read_to_string(&path).unwrap_or_default();
        assert!(text.contains(&format!("fn {name}()")), "no test {test} for {code}");
        assert!(text.contains(code), "tests/it/{module}.rs does not name {code}");
    }
}

/// Every code in `src` with the file it is in; what tests make is left out.
fn codes_in_source() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut codes = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap) {
        let path = entry.path();
        if path.extension().is_none_or(|ending| ending != "rs") || path.ends_with("tests.rs") {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let code: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
        for before in BEFORE_A_CODE {
            for (at, _) in code.match_indices(before) {
                if let Some(found) = leading_code(&code[at + before.len()..]) {
                    codes.insert(found.to_owned(), path.strip_prefix(&root).unwrap().display().to_string());
                }
            }
        }
    }
    codes
}

/// The code that a text begins with, if it begins with a string that can be one.
fn leading_code(text: &str) -> Option<&str> {
    let (code, _) = text.strip_prefix('"')?.split_once('"')?;
    let is_code = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    code.bytes().all(is_code).then_some(code)
}
