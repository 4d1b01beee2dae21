//! No leak between customers: generated organizations, built by the library and by the binary, searched in all layers.
//!
//! | file | what it holds |
//! |---|---|
//! | `organization` | generated customers, and the project files they make |
//! | `marks` | every token of an organization, and who may and must see it |
//! | `project` | project files → inputs → published files, in memory |
//! | `layers` | a file's text in all its layers |
//! | `checks` | canaries, non-interference, incremental = clean |
//! | `faults` | thirteen planted faults, each of which a check must catch |
//!
//! `PORTALSMITH_LEAK_CASES` says how many organizations; `benches/leaks.sh` runs many.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test meets the world and may stop where it cannot go on"
)]

mod checks;
mod edits;
mod faults;
mod known;
mod layers;
mod marks;
mod organization;
#[path = "../reading/pdf.rs"]
mod pdf;
mod project;

use portalsmith::site::{Kept, OnProblems};
use proptest::prelude::*;

/// So many cases a property; `share` of them where a case is dear.
fn cases(share: f64) -> ProptestConfig {
    let wanted = std::env::var("PORTALSMITH_LEAK_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24.0);
    let cases = ((wanted * share) as u32).max(1);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 400, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(1.0))]

    #[test]
    fn no_file_holds_a_token_of_another_customer(organization in organization::any()) {
        let output = project::publish(&organization.files(), organization.as_of);
        prop_assert_eq!(checks::leaks(&organization, &output), Vec::<String>::new());
    }

    #[test]
    fn nothing_about_one_customer_changes_a_byte_of_another((before, after, changed) in organization::with_one_changed()) {
        let outputs = [&before, &after].map(|organization| project::publish(&organization.files(), organization.as_of));
        prop_assert_eq!(checks::interference([&before, &after], [&outputs[0], &outputs[1]], changed), Vec::<String>::new());
    }

    #[test]
    fn a_build_on_top_of_another_is_a_clean_build((before, after) in organization::edited()) {
        let outputs = [&before, &after].map(|organization| project::publish(&organization.files(), organization.as_of));
        prop_assert_eq!(checks::stale(&outputs[0], &outputs[1]), Vec::<String>::new());
    }

    /// As a preview builds: forth and back in one process.
    #[test]
    fn what_a_build_keeps_for_the_next_one_changes_no_byte_of_it((before, after) in organization::edited()) {
        let mut kept = Kept::default();
        for organization in [&before, &after, &before] {
            let rebuilt = project::publish_after(&mut kept, &organization.files(), organization.as_of, OnProblems::Stop);
            let clean = project::publish(&organization.files(), organization.as_of);
            let differ = rebuilt.map(|rebuilt| checks::different(&clean, &rebuilt));
            prop_assert_eq!(differ, Ok(Vec::<String>::new()));
        }
    }
}
