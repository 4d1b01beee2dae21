//! The reference at the end of docs/themes.md: made from the descriptions in the source, so that it tells what templates
//! really get.
//!
//! `SNAPSHOTS=overwrite cargo test --test it reference` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// What is above it is written by hand.
const MARK: &str =
    "<!-- What follows is made from the source: SNAPSHOTS=overwrite cargo test --test it reference -->\n";

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn source(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap()
}

/// A struct of the source that templates get.
#[derive(Debug, Default)]
struct Struct {
    name: String,
    about: String,
    fields: Vec<Field>,
}

#[derive(Debug)]
struct Field {
    name: String,
    about: String,
    /// As in the source: `Option<Vec<Day>>`.
    kind: String,
}

/// The structs of a source file that is formatted, in order.
fn structs(text: &str) -> Vec<Struct> {
    let (mut structs, mut about, mut renamed): (Vec<Struct>, Vec<&str>, _) = (Vec::new(), Vec::new(), None);
    let mut open = false;
    for line in text.lines() {
        let line = line.trim();
        let code = line.trim_start_matches("pub(super) ").trim_start_matches("pub ");
        if let Some(text) = line.strip_prefix("///") {
            about.push(text.trim());
            continue;
        } else if let Some(name) = line.strip_prefix("#[serde(rename = \"") {
            renamed = name.split('"').next();
            continue;
        } else if line.starts_with("#[") {
            continue;
        } else if let Some(head) = code.strip_prefix("struct ").filter(|head| head.ends_with('{')) {
            let name = head.split(['<', ' ']).next().unwrap().to_owned();
            structs.push(Struct { name, about: about.join(" "), fields: Vec::new() });
            open = true;
        } else if line == "}" {
            open = false;
        } else if let (true, Some((name, kind))) = (open, code.split_once(": ")) {
            let name = renamed.take().unwrap_or(name).to_owned();
            let field = Field { name, about: about.join(" "), kind: kind.trim_end_matches(',').to_owned() };
            structs.last_mut().unwrap().fields.push(field);
        }
        about.clear();
    }
    structs
}

/// A type as people read it: `Option<Vec<Day>>` is a list of days, or none.
fn in_words(kind: &str, known: &BTreeSet<String>) -> String {
    let kind = kind.trim().trim_start_matches('&').trim_start_matches("'static ").trim_start_matches("'a ");
    let inside = |outer: &str| kind.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inside("Option<") {
        return format!("{}, or none", in_words(inner, known));
    }
    let list = inside("Vec<").or_else(|| kind.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')));
    if let Some(inner) = list {
        return format!("list of {}", in_words(inner, known));
    }
    let name = kind.split('<').next().unwrap();
    match name {
        "str" | "String" | "Cow" => "text".to_owned(),
        "bool" => "`true` or `false`".to_owned(),
        "usize" | "u32" | "i64" => "number".to_owned(),
        "BTreeMap" => "map".to_owned(),
        _ if known.contains(name) => format!("[{name}](#{})", name.to_lowercase()),
        _ => panic!("what do templates get as `{kind}`?"),
    }
}

/// The names that a template may be rendered with, struct by struct.
fn tables(structs: &[Struct], page: &mut String) {
    let known: BTreeSet<String> = structs.iter().map(|one| one.name.clone()).collect();
    for Struct { name, about, fields } in structs {
        write!(page, "\n### {name}\n\n{about}\n\n| name | what it is | |\n|---|---|---|\n").unwrap();
        for Field { name, about, kind } in fields {
            writeln!(page, "| `{name}` | {} | {about} |", in_words(kind, &known)).unwrap();
        }
    }
}

/// The functions that `renderer.rs` gives templates, as it describes them: `msg(…)`: what it does.
fn functions() -> Vec<String> {
    let text = source("src/theme/renderer.rs");
    let described = text.lines().filter_map(|line| line.trim().strip_prefix("/// `")).map(|about| format!("`{about}"));
    let described: Vec<String> = described.collect();
    let registered = text.split("register_function(\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let function = |name: &str| {
        let found = described.iter().find(|about| about.starts_with(&format!("`{name}(")));
        found.unwrap_or_else(|| panic!("`{name}` has no description in renderer.rs")).clone()
    };
    registered.map(function).collect()
}

/// Each template of a theme: path below `templates/`, the comment it begins with, what it defines.
fn templates(theme: &str) -> BTreeMap<String, (String, Vec<String>)> {
    let folder = repository().join("themes").join(theme).join("templates");
    let files = walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
        let about = text.strip_prefix("{#").and_then(|rest| rest.split_once("#}")).map_or("", |(about, _)| about);
        let about = about.trim_end_matches('-').split_whitespace().collect::<Vec<_>>().join(" ");
        let defined = ["block ", "component "].into_iter().flat_map(|kind| {
            let tags = text.split("{% ").filter_map(move |tag| tag.strip_prefix(kind));
            tags.map(|tag| tag.split(" %}").next().unwrap().to_owned()).collect::<Vec<_>>()
        });
        (name, (about, defined.collect()))
    };
    files.map(read).collect()
}

fn reference() -> String {
    let globals = structs(&source("src/theme/globals.rs"));
    let globals: Vec<Struct> = globals.into_iter().filter(|one| one.name != "Setting").collect();
    let views = structs(&source("src/pages/views.rs"));
    let mut page = "\n## What every template gets\n".to_owned();
    tables(&globals, &mut page);
    page.push_str("\nBesides, two functions:\n\n");
    functions().iter().for_each(|function| writeln!(page, "- {function}").unwrap());
    page.push_str("\n## What pages get\n");
    tables(&views, &mut page);
    page.push_str("\n## What mail gets\n");
    tables(&structs(&source("src/forms/letters/views.rs")), &mut page);
    let heads = [("default", "The templates of `default`"), ("ledger", "What `ledger` has in place of them")];
    for (theme, head) in heads {
        write!(page, "\n## {head}\n\n| template | what it is | blocks and components |\n|---|---|---|\n").unwrap();
        for (name, (about, defined)) in templates(theme) {
            let defined: Vec<String> = defined.iter().map(|name| format!("`{name}`")).collect();
            writeln!(page, "| `{name}` | {about} | {} |", defined.join(", ")).unwrap();
        }
    }
    page
}

#[test]
fn everything_that_templates_get_is_described() {
    let files = ["src/theme/globals.rs", "src/pages/views.rs"].map(source);
    let structs: Vec<Struct> =
        files.iter().flat_map(|text| structs(text)).filter(|one| one.name != "Setting").collect();
    let fields = structs.iter().flat_map(|one| one.fields.iter().map(|field| (&one.name, &field.name, &field.about)));
    let mut silent: Vec<String> =
        fields.filter(|(.., about)| about.is_empty()).map(|(one, field, _)| format!("{one}.{field}")).collect();
    silent.extend(structs.iter().filter(|one| one.about.is_empty()).map(|one| one.name.clone()));
    assert!(silent.is_empty(), "no description: {silent:#?}");
}

#[test]
fn the_reference_of_themes_is_made_from_the_source() {
    let path = repository().join("docs/themes.md");
    let text = fs::read_to_string(&path).unwrap();
    let (by_hand, made) = text.split_once(MARK).expect("docs/themes.md has the mark");
    let expected = reference();
    if made != expected && std::env::var_os("SNAPSHOTS").is_some_and(|action| action == "overwrite") {
        fs::write(&path, format!("{by_hand}{MARK}{expected}")).unwrap();
        return;
    }
    assert_eq!(made, expected, "SNAPSHOTS=overwrite cargo test --test it reference writes it anew");
}

#[test]
fn a_struct_is_read_with_all_that_is_said_of_it() {
    let text = "/// One thing,\n/// in two lines.\n#[derive(Debug)]\npub(super) struct Thing<'a> {\n    /// Its day.\n    pub on: Option<Day>,\n    /// All.\n    #[serde(rename = \"type\")]\n    pub(super) kinds: Vec<&'a str>,\n    pub last: bool,\n}\n";
    let [thing] = structs(text).try_into().unwrap();
    assert_eq!((thing.name.as_str(), thing.about.as_str()), ("Thing", "One thing, in two lines."));
    let known = BTreeSet::from(["Day".to_owned()]);
    let fields: Vec<_> =
        thing.fields.iter().map(|field| (&*field.name, &*field.about, in_words(&field.kind, &known))).collect();
    assert_eq!(
        fields,
        [
            ("on", "Its day.", "[Day](#day), or none".to_owned()),
            ("type", "All.", "list of text".to_owned()),
            ("last", "", "`true` or `false`".to_owned()),
        ]
    );
}
