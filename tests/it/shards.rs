//! One site built by several machines: each knows its own portals, and together they have the bytes of the whole.

use crate::project::Project;
use snapbox::str;
use std::collections::BTreeMap;

fn twelve_customers() -> Project {
    let project =
        (2..=12).fold(Project::new(), |project, number| project.customer(&format!("C-{number},Customer {number}")));
    (1..=12).fold(project, |project, number| {
        project.invoice(&format!("INV-{number},C-{number},2026-01-05,2026-02-04,EUR,{number}0.00"))
    })
}

#[test]
fn the_shards_together_are_the_whole_site() {
    let whole = twelve_customers();
    whole.build();
    let (mut union, mut portals) = (BTreeMap::new(), 0);
    for number in 1..=3 {
        let shard = twelve_customers();
        let json = shard.run(&format!("build --as-of 2026-03-31 --shard {number}/3 --format json")).exits(0).json();
        portals += json["portals"]["total"].as_u64().unwrap();
        for (path, bytes) in shard.public() {
            let is_portals = path.starts_with("p/") || path.starts_with("d/");
            let other = union.insert(path.clone(), bytes.clone());
            assert!(other.is_none() || (!is_portals && other == Some(bytes)), "{path} is in two shards");
        }
    }
    assert_eq!(portals, 12);
    assert!(union == whole.public());
}

#[test]
fn a_shard_of_one_is_the_whole() {
    let (whole, one) = (twelve_customers(), twelve_customers());
    whole.build();
    one.run("build --as-of 2026-03-31 --shard 1/1").exits(0);
    assert!(one.public() == whole.public());
}

#[test]
fn another_shard_is_not_built_into_the_same_folder() {
    let project = twelve_customers();
    project.run("build --as-of 2026-03-31 --shard 1/3").exits(0);
    project.run("build --as-of 2026-03-31 --shard 2/3").exits(1).wrote_nothing().says(str![[r#"
error[other-shard]: output/ holds shard 1/3 of the site, this would be 2/3
  = hint: build each shard into a folder of its own

"#]]);
    project.run("build --as-of 2026-03-31").exits(1).wrote_nothing();
}

#[test]
fn a_shard_that_is_none_is_a_usage_error() {
    for shard in ["0/3", "4/3", "1", "a/b"] {
        twelve_customers().run(&format!("build --shard {shard}")).exits(2).wrote_nothing();
    }
}

#[test]
fn a_shard_built_again_renders_nothing() {
    let project = twelve_customers();
    project.run("build --as-of 2026-03-31 --shard 2/3").exits(0);
    let json = project.run("build --as-of 2026-03-31 --shard 2/3 --format json").exits(0).json();
    assert_eq!(json["portals"]["rendered"], 0);
    assert_eq!(json["portals"]["withdrawn"], 0);
}
