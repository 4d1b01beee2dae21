//! Incremental = clean, on disk: edits one after another, built into one folder on one or two threads, now and then cut
//! off in the middle, against a build from scratch. And a whole run through the binary.

use crate::organization::{self, Edit, Files, Organization};
use crate::project::keys;
use crate::{cases, checks, project};
use portalsmith::diag::Problems;
use portalsmith::disk::{Project, Trouble};
use portalsmith::site::{OnProblems, Plan, Shard, build};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// An edit, and how the build after it goes.
#[derive(Clone, Debug)]
struct Step {
    edit: Edit,
    threads: usize,
    /// After so many portals the build is cut off, and how many bytes of its journal are lost.
    cut_off: Option<(usize, usize)>,
}

fn step() -> impl Strategy<Value = Step> {
    let cut_off = proptest::option::weighted(0.4, (0..4_usize, 0..400_usize));
    (organization::edit(), 1..3_usize, cut_off).prop_map(|(edit, threads, cut_off)| Step { edit, threads, cut_off })
}

proptest! {
    #![proptest_config(cases(0.15))]

    #[test]
    fn edits_one_after_another_leave_what_a_clean_build_makes(first in organization::any(), steps in vec(step(), 1..5)) {
        let (incremental, clean) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut organization = first;
        write(incremental.path(), &Files::new(), &organization.files());
        carry_out(incremental.path(), &organization, 2, None);
        for Step { edit, threads, cut_off } in steps {
            let before = organization.files();
            organization = edit.apply(organization);
            write(incremental.path(), &before, &organization.files());
            if cut_off.is_some() {
                carry_out(incremental.path(), &organization, threads, cut_off);
            }
            carry_out(incremental.path(), &organization, threads, None);
        }
        write(clean.path(), &Files::new(), &organization.files());
        carry_out(clean.path(), &organization, 1, None);
        let [incremental, clean] = [&incremental, &clean].map(|folder| published(folder.path()));
        let paths = incremental.keys().chain(clean.keys());
        let differ: Vec<&String> = paths.filter(|path| incremental.get(*path) != clean.get(*path)).collect();
        prop_assert!(differ.is_empty(), "{differ:#?}");
    }
}

/// Brings a project's folder from one set of files to another.
fn write(root: &Path, before: &Files, after: &Files) {
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        std::fs::remove_file(root.join(path)).unwrap();
        // A folder that is empty now would be nobody's problem, but is tidied away as people do.
        let _ = std::fs::remove_dir(root.join(path).parent().unwrap());
    }
    for (path, bytes) in after.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes)) {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// Builds as `portalsmith build` does. One that is cut off leaves what a kill would leave.
fn carry_out(root: &Path, organization: &Organization, threads: usize, cut_off: Option<(usize, usize)>) {
    let project = Project::at(root).unwrap();
    let mut problems = Problems::new();
    let inputs = project.load(&mut problems).unwrap().inputs.map(Arc::new).unwrap();
    let keys = Arc::new(keys());
    let site = build(&inputs, &keys, organization.as_of, OnProblems::Stop, &mut problems).unwrap();
    let output = project.output();
    let published = output.published().unwrap();
    let plan = Plan::between(published.manifest.as_ref(), &published.in_flight, &site, Shard::WHOLE);
    let threads = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let Some((portals, lost)) = cut_off else {
        threads.install(|| output.carry_out(&plan, &site, published, &|| ())).unwrap();
        return;
    };
    let done = AtomicUsize::new(0);
    let cut = || {
        if done.fetch_add(1, Ordering::SeqCst) >= portals {
            // Not a panic: nobody is told.
            std::panic::resume_unwind(Box::new("cut off"));
        }
    };
    let carried: Result<Result<_, Trouble>, _> = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        threads.install(|| output.carry_out(&plan, &site, published, &cut))
    }));
    let journal = root.join("output/.portalsmith/unfinished");
    if carried.is_ok() {
        return;
    }
    let planned = plan.work().iter().map(|work| site.slots()[work.slot].address.key);
    for page in planned.map(|key| root.join(format!("output/p/{key}/index.html"))).filter(|page| page.exists()) {
        std::fs::write(page, "half a pa").unwrap();
    }
    if journal.exists() {
        let bytes = std::fs::read(&journal).unwrap();
        // The head of the journal is synced before anything is written; only what follows can be lost.
        let head = 12 + u32::from_le_bytes(bytes[..4].try_into().unwrap()) as usize;
        std::fs::write(&journal, &bytes[..bytes.len().saturating_sub(lost).max(head)]).unwrap();
    }
}

/// The public files of an output folder.
fn published(root: &Path) -> Files {
    let output = root.join("output");
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(&output) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(&output).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_file() && !path.starts_with(".portalsmith") {
            files.insert(path, std::fs::read(entry.path()).unwrap());
        }
    }
    files
}

#[test]
fn the_binary_publishes_what_the_library_renders() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let organization = organization::any().new_tree(&mut runner).unwrap().current();
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &Files::new(), &organization.files());
    let secret = portalsmith::links::LinkSecret::from_bytes([7; 32]).to_text();
    let built = std::process::Command::new(env!("CARGO_BIN_EXE_portalsmith"))
        .args(["build", "--as-of", &organization.as_of.to_string(), "--project"])
        .arg(folder.path())
        .env("PORTALSMITH_LINK_SECRET", secret)
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let output = project::publish(&organization.files(), organization.as_of);
    assert_eq!(checks::leaks(&organization, &output), Vec::<String>::new());
    let portals = output.portals.values().flat_map(|portal| portal.files().cloned());
    let expected: Files = portals.chain(output.shared.clone()).collect();
    assert_eq!(published(folder.path()), expected);
}
