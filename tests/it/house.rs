//! The house itself: rooms use only what ARCHITECTURE.md lets them, hints name only what there is, and the repository's
//! own sample organization builds and adds up.

use crate::project::{Portal, Project};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Room → the rooms it may use, in the order of the table of ARCHITECTURE.md.
fn rooms() -> Vec<(String, BTreeSet<String>)> {
    let text =
        fs::read_to_string(repository().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md has the table of rooms");
    let rows =
        text.lines().skip_while(|line| !line.starts_with("| room |")).skip(2).take_while(|line| line.starts_with('|'));
    let mut rooms: Vec<(String, BTreeSet<String>)> = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let may = cells[2].replace('`', "");
        let above = rooms.iter().map(|(room, _)| room.clone());
        let may_use = match may.as_str() {
            "all" | "all above" => above.collect(),
            list => list.split(',').map(|room| room.trim().to_owned()).filter(|room| !room.is_empty()).collect(),
        };
        rooms.push((cells[0].replace('`', ""), may_use));
    }
    rooms
}

/// A source file without its tests and comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// All source files but tests, each with its room; `lib.rs` and `main.rs` are in none.
fn sources() -> Vec<(String, String, String)> {
    let src = repository().join("src");
    let files = walkdir::WalkDir::new(&src).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "rs"));
    let files = files.filter(|file| !["tests.rs", "lib.rs", "main.rs"].iter().any(|name| file.file_name() == *name));
    files
        .map(|file| {
            let below = file.path().strip_prefix(&src).unwrap().to_str().unwrap().to_owned();
            let room = below.split(['/', '.']).next().unwrap().to_owned();
            (below, room, code(file.path()))
        })
        .collect()
}

/// The rooms that a text names by `crate::`, alone or in braces.
fn used(code: &str) -> BTreeSet<String> {
    let word = |text: &str| -> String {
        text.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
    };
    let mut used = BTreeSet::new();
    for (at, path) in code.match_indices("crate::") {
        let rest = &code[at + path.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            used.insert(word(rest));
            continue;
        };
        let (mut depth, mut start) = (0, 0);
        for (at, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    used.insert(word(&group[start..at]));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    used.insert(word(&group[start..at]));
                    start = at + 1;
                }
                _ => {}
            }
        }
    }
    used.remove("");
    used
}

#[test]
fn each_room_uses_only_the_rooms_of_its_row() {
    let rooms = rooms();
    assert!(rooms.len() >= 10, "the table was read: {rooms:?}");
    let by_name: BTreeMap<&str, &BTreeSet<String>> = rooms.iter().map(|(room, may)| (room.as_str(), may)).collect();
    let mut wrong = Vec::new();
    for (file, room, code) in sources() {
        let Some(may_use) = by_name.get(room.as_str()) else {
            wrong.push(format!("src/{file} is in no room of ARCHITECTURE.md"));
            continue;
        };
        let others = used(&code).into_iter().filter(|other| *other != room && !may_use.contains(other));
        wrong.extend(others.map(|other| format!("src/{file} uses `{other}`, which is not in the row of `{room}`")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    let mut above = BTreeSet::new();
    for (room, may_use) in rooms() {
        let not_above: Vec<_> = may_use.difference(&above).collect();
        assert!(not_above.is_empty(), "`{room}` may use {not_above:?}, which stand below it");
        above.insert(room);
    }
}

#[test]
fn braces_and_paths_of_crate_are_both_found() {
    let code = "use crate::{diag::{Diagnostic, Place}, ledger::Money,\n    links};\nfn a() -> crate::portal::Fingerprint { crate::site::b() }";
    let found: Vec<String> = used(code).into_iter().collect();
    assert_eq!(found, ["diag", "ledger", "links", "portal", "site"]);
}

#[test]
fn what_we_tell_people_to_run_can_be_run() {
    let project = Project::empty();
    let mut unknown = BTreeSet::new();
    for (file, _, code) in sources() {
        for (at, name) in code.match_indices("`portalsmith ") {
            let words = code[at + name.len()..].split(['`', '{', '"', '\n']).next().unwrap().split_whitespace();
            let verbs: Vec<&str> =
                words.take_while(|word| word.chars().all(|letter| letter.is_ascii_lowercase())).take(1).collect();
            let run = project.run(&format!("{} --help", verbs.join(" ")));
            if !run.is_done() {
                unknown.insert(format!("`portalsmith {}` in src/{file}", verbs.join(" ")));
            }
        }
    }
    let planned: BTreeSet<&str> = PLANNED.iter().copied().collect();
    let missing: Vec<_> = unknown.iter().filter(|text| !planned.iter().any(|verb| text.contains(verb))).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    let stale: Vec<_> = planned.iter().filter(|verb| !unknown.iter().any(|text| text.contains(*verb))).collect();
    assert!(stale.is_empty(), "there by now, take them out of PLANNED: {stale:?}");
}

/// Commands that texts name and that are still to come.
const PLANNED: &[&str] = &[];

/// The sample organization: the repository's own project, in a folder of its own.
pub(crate) fn sample() -> Project {
    let project = Project::empty();
    project.write("config.yaml", fs::read(repository().join("config.yaml")).unwrap());
    for folder in ["content", "inbox", "themes"] {
        project.lay_over_at(&repository().join(folder), folder);
    }
    project
}

#[test]
fn the_sample_organization_builds_without_a_warning_and_adds_up() {
    let project = sample();
    let run = project.run("build").exits(0);
    assert!(run.stderr().contains("; 0 warnings"), "{}", run.stderr());
    let links = project.links();
    let public = project.public();
    assert_eq!(links.len(), 42);
    let mut statements = 0;
    for (customer, url) in &links {
        let key = url.split_once("/p/").unwrap().1.trim_end_matches('/');
        let portal = Portal::of(&public, key).unwrap();
        for (name, bytes) in &portal.documents {
            let Some(of) = name.strip_prefix("statement-all-").and_then(|of| of.strip_suffix(".csv")) else { continue };
            let page = format!("statements/all-{of}/index.html");
            adds_up(customer, &String::from_utf8(bytes.clone()).unwrap(), portal.page(&page));
            statements += 1;
        }
    }
    assert!(statements >= 42, "{statements}");
    let again = project.run("build --format json").exits(0).json();
    assert_eq!(again["portals"]["rendered"], 0);
}

/// Opening plus activity makes the closing balance, line by line, and the page shows the figures of the file.
#[track_caller]
fn adds_up(customer: &str, csv: &str, page: &str) {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let [debit, credit, balance] = ["debit", "credit", "balance"].map(column);
    let cents = |cell: &str| if cell.is_empty() { 0 } else { cell.replace('.', "").parse::<i128>().unwrap() };
    let mut running = 0;
    let mut figures = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        let cells = [debit, credit, balance].map(|column| record[column].to_owned());
        running += cents(&cells[0]) - cents(&cells[1]);
        if &record[1] == "opening balance" {
            running = cents(&cells[2]);
        }
        assert_eq!(running, cents(&cells[2]), "{customer}: {record:?}");
        if !record[1].ends_with("balance") {
            figures.push(cells.map(|cell| digits(&cell)));
        }
    }
    assert_eq!(lines_of(page), figures, "{customer}");
}

fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

/// The digits of the amounts in each line of a statement's page, sums left out.
fn lines_of(page: &str) -> Vec<[String; 3]> {
    let table = page.split_once("<tbody>").unwrap().1.split_once("</tbody>").map_or(page, |(table, _)| table);
    let rows = table.split("<tr").skip(1).filter(|row| !row.starts_with(" class"));
    rows.map(|row| {
        let amounts: Vec<String> = row
            .split("<td")
            .skip(1)
            .filter(|cell| [" class=n", " class=\"n\"", " class=\"n o\""].iter().any(|class| cell.starts_with(class)))
            .map(|cell| digits(cell.split_once('>').unwrap().1.split('<').next().unwrap()))
            .collect();
        amounts.try_into().unwrap()
    })
    .collect()
}
