//! All of a portal's files in one.

use crate::project::Project;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::process::{Command, Stdio};
use zip::{CompressionMethod, ZipArchive};

const PDF: &str = "%PDF-1.7\n% this is ";

/// A parent with a child, and a stranger; documents of every kind.
fn project() -> Project {
    Project::new()
        .config("documents:\n  - { file: documents/shared/terms.pdf, title: Terms }\nstatements: { periods: [month, all], archive: true }\n")
        .file("content/exports/customers.csv", "id,name,parent_id\nC-1,Harbor Bakery,\nC-2,Quay Café,C-1\nC-3,Mill Row,\n")
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,120.00")
        .invoice("INV-1,C-2,2026-01-05,2026-04-04,EUR,20.00")
        .invoice("AUX,C-1,2026-01-05,2026-02-04,EUR,1.00")
        .invoice("INV-3,C-3,2026-01-05,2026-02-04,EUR,7.00")
        .credit_note("CN-1,C-1,2026-03-10,EUR,20.00,")
        .file("content/documents/invoices/C-1/INV-1.pdf", format!("{PDF}INV-1"))
        .file("content/documents/invoices/C-1/INV-1.xml", "<a/>")
        .file("content/documents/invoices/C-2/INV-1.pdf", format!("{PDF}the child's"))
        .file("content/documents/invoices/AUX.pdf", format!("{PDF}a device"))
        .file("content/documents/credit_notes/CN-1.pdf", format!("{PDF}CN-1"))
        .file("content/documents/customers/C-1/Contract.pdf", format!("{PDF}a contract"))
        .file("content/documents/customers/C-1/old/contract.pdf", format!("{PDF}an old contract"))
        .file("content/documents/shared/terms.pdf", format!("{PDF}terms"))
}

/// Name → bytes, as another program unpacks them.
fn unpacked(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().into_owned(), bytes);
    }
    files
}

#[test]
fn an_archive_holds_all_that_the_portal_offers() {
    let project = project();
    project.build();
    let portal = project.portal("C-1");
    let files = unpacked(&portal.documents["archive.zip"]);
    let mut expected: Vec<String> = [
        "calendar.ics",
        "credit-notes/cn-1.pdf",
        "documents/contract-2.pdf",
        "documents/contract.pdf",
        "documents/terms.pdf",
        "invoices/c-2/inv-1.pdf",
        "invoices/file-aux.pdf",
        "invoices/inv-1.pdf",
        "invoices/inv-1.xml",
        "manifest.txt",
    ]
    .map(str::to_owned)
    .into();
    expected.extend(["2026-01", "2026-02", "2026-03"].map(|month| format!("statements/statement-{month}-eur.pdf")));
    for period in ["all", "open"] {
        expected.extend(["csv", "pdf", "xlsx"].map(|ending| format!("statements/statement-{period}-eur.{ending}")));
    }
    expected.sort_unstable();
    let names: Vec<String> = files.keys().cloned().collect();
    assert_eq!(names, expected);
    assert_eq!(files["invoices/c-2/inv-1.pdf"], format!("{PDF}the child's").into_bytes());
    for name in ["calendar.ics", "statement-all-eur.xlsx", "statement-2026-01-eur.pdf", "terms.pdf", "cn-1.pdf"] {
        let packed = files.iter().find(|(path, _)| path.rsplit('/').next() == Some(name)).unwrap().1;
        assert_eq!(packed, &portal.documents[name], "{name}");
    }
    let strangers = unpacked(&project.portal("C-3").documents["archive.zip"]);
    let delivered: Vec<&String> =
        strangers.keys().filter(|name| name.contains('/') && !name.starts_with("statements/")).collect();
    assert_eq!(delivered, ["documents/terms.pdf"]);
}

#[test]
fn the_manifest_has_size_and_checksum_of_each_file() {
    let project = project();
    project.build();
    let archive = project.portal("C-1").documents["archive.zip"].clone();
    let mut files = unpacked(&archive);
    let manifest = String::from_utf8(files.remove("manifest.txt").unwrap()).unwrap();
    assert!(manifest.starts_with("# Northlight, for Harbor Bakery (C-1), 2026-03-31\n"), "{manifest}");
    let lines: Vec<&str> = manifest.lines().skip(2).collect();
    assert_eq!(lines.len(), 2 * files.len());
    for pair in lines.chunks(2) {
        let (checksum, name) = pair[1].split_once("  ").unwrap();
        let bytes = &files[name];
        assert_eq!(pair[0], format!("# {}", bytes.len()));
        assert_eq!(checksum, data_encoding::HEXLOWER.encode(&Sha256::digest(bytes)));
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("archive.zip"), &archive).unwrap();
    let run = |program: &str, arguments: &[&str]| {
        let command = Command::new(program).args(arguments).current_dir(folder.path()).stdout(Stdio::null()).status();
        match command {
            Ok(status) => assert!(status.success(), "{program} {arguments:?}"),
            Err(_) => eprintln!("skipped: {program} is not installed"),
        }
    };
    run("unzip", &["-q", "archive.zip"]);
    if folder.path().join("manifest.txt").exists() {
        run("sha256sum", &["--check", "--quiet", "manifest.txt"]);
    }
}

#[test]
fn an_archive_is_the_same_for_the_same_files_and_is_not_written_again() {
    let (project, other) = (project(), project());
    for project in [&project, &other] {
        project.build();
    }
    let archive = |project: &Project| project.portal("C-1").documents["archive.zip"].clone();
    let bytes = archive(&project);
    assert_eq!(bytes, archive(&other));
    let mut zip = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut dates = BTreeSet::new();
    for index in 0..zip.len() {
        let file = zip.by_index(index).unwrap();
        dates.insert(file.last_modified().unwrap().to_string());
        let name = file.name().unwrap();
        let stored = [".pdf", ".xlsx"].iter().any(|extension| name.ends_with(extension));
        assert_eq!(file.compression() == CompressionMethod::Stored, stored, "{name}");
    }
    assert_eq!(dates.into_iter().collect::<Vec<_>>(), ["2026-03-31 00:00:00"]);

    let written = |project: &Project| {
        let files = project.files("output").into_iter();
        files
            .filter(|(path, _)| path.ends_with("archive.zip"))
            .map(|(path, (_, when))| (path, when))
            .collect::<Vec<_>>()
    };
    let before = written(&project);
    assert_eq!(before.len(), 3);
    // The portals are rendered again, and come out as they were.
    let yaml = project.text("config.yaml");
    project.write("config.yaml", format!("{yaml}pdf: {{ paper: a4 }}\n"));
    let run = project.run("build --as-of 2026-03-31 --format json").exits(0);
    assert_eq!(run.json()["portals"]["rendered"], 3);
    assert_eq!(written(&project), before);
}

#[test]
fn an_archive_follows_its_files() {
    let project = project();
    project.build();
    project.write("content/documents/shared/terms.pdf", format!("{PDF}TERMS"));
    fs::remove_file(project.path("content/documents/customers/C-1/Contract.pdf")).unwrap();
    project.build();
    let files = unpacked(&project.portal("C-1").documents["archive.zip"]);
    assert_eq!(files["documents/terms.pdf"], format!("{PDF}TERMS").into_bytes(), "of as many bytes as before");
    assert!(!files.contains_key("documents/contract-2.pdf"));
    project.run("build --as-of 2026-04-01").exits(0);
    let next = unpacked(&project.portal("C-1").documents["archive.zip"]);
    assert!(next.contains_key("statements/statement-2026-03-eur.pdf"), "of a period that is closed by now");
    let clean = self::project();
    clean.write("content/documents/shared/terms.pdf", format!("{PDF}TERMS"));
    fs::remove_file(clean.path("content/documents/customers/C-1/Contract.pdf")).unwrap();
    clean.run("build --as-of 2026-04-01").exits(0);
    assert_eq!(unpacked(&clean.portal("C-1").documents["archive.zip"]), next);
}

#[test]
fn there_is_no_archive_unless_config_wants_one_or_where_it_would_be_empty() {
    let project = project();
    project.replace("config.yaml", "archive: true", "archive: false");
    project.build();
    project.portal("C-1").hides("archive.zip").hides("ZIP");
    let empty = Project::new().config("statements: { archive: true }\n");
    empty.build();
    empty.portal("C-1").hides("archive.zip");
}

#[test]
fn a_shorter_archive_leaves_nothing_of_the_longer_one_before_it() {
    let (project, clean) = (project(), project());
    project.build();
    for project in [&project, &clean] {
        fs::remove_file(project.path("content/documents/customers/C-1/Contract.pdf")).unwrap();
        fs::write(project.path("content/documents/shared/terms.pdf"), "%PDF-1.7\n").unwrap();
        project.run("build --as-of 2026-03-31 --allow-shrink 90%").exits(0);
    }
    let archive = |project: &Project| project.portal("C-1").documents["archive.zip"].clone();
    assert_eq!(archive(&project), archive(&clean));
}
