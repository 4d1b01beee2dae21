//! One delivery, however it is written: the same portals, byte for byte.

use crate::project::Project;
use rust_xlsxwriter::{Format, Workbook};
use std::collections::BTreeMap;

const CUSTOMERS: [&[&str]; 3] = [
    &["id", "name", "city", "language"],
    &["C-1", "Café Müller; Söhne", "Köln", "en"],
    &["007", "Łódź & \"Co\"", "Łódź", ""],
];
/// As Windows-1252 has no Ł.
const WESTERN: [&[&str]; 3] = [
    &["id", "name", "city", "language"],
    &["C-1", "Café Müller; Söhne", "Köln", "en"],
    &["007", "Lodz & \"Co\"", "Lodz", ""],
];
const INVOICES: [&[&str]; 4] = [
    &["number", "customer_id", "issued", "due", "currency", "total", "description"],
    &["INV-1", "C-1", "2026-01-05", "2026-02-04", "EUR", "1234.50", "Measuring, and more"],
    &["INV-2", "C-1", "2026-02-13", "2026-03-15", "JPY", "98000", ""],
    &["0042", "007", "2026-03-01", "2026-03-31", "EUR", "0.10", "naïve"],
];

type Rows<'a> = &'a [&'a [&'a str]];

fn csv(rows: Rows<'_>, delimiter: char) -> String {
    let quoted = |cell: &&str| match cell.contains(['"', delimiter, ',']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => (*cell).to_owned(),
    };
    let line = |row: &&[&str]| row.iter().map(quoted).collect::<Vec<_>>().join(&delimiter.to_string());
    rows.iter().map(|row| line(row) + "\r\n").collect()
}

fn built(project: Project) -> BTreeMap<String, Vec<u8>> {
    let run = project.run("build --as-of 2026-03-31").exits(0);
    assert!(run.stderr().contains("; 0 warnings"), "{}", run.stderr());
    project.public()
}

fn without_exports(config: &str) -> Project {
    let project = Project::new().config(config);
    for name in ["customers", "invoices"] {
        std::fs::remove_file(project.path(&format!("content/exports/{name}.csv"))).unwrap();
    }
    project
}

fn project(config: &str, customers: impl AsRef<[u8]>, invoices: impl AsRef<[u8]>, ending: &str) -> Project {
    without_exports(config)
        .file(&format!("content/exports/customers.{ending}"), customers)
        .file(&format!("content/exports/invoices.{ending}"), invoices)
}

/// What the plain files give.
fn plain() -> BTreeMap<String, Vec<u8>> {
    built(project("", csv(&CUSTOMERS, ','), csv(&INVOICES, ','), "csv"))
}

#[track_caller]
fn same(site: BTreeMap<String, Vec<u8>>, plain: BTreeMap<String, Vec<u8>>) {
    let differs: Vec<&String> =
        plain.keys().chain(site.keys()).filter(|path| plain.get(*path) != site.get(*path)).collect();
    assert!(differs.is_empty(), "{differs:?}");
}

#[test]
fn a_bom_semicolons_and_utf_16_change_nothing() {
    let utf_16 = |text: String| -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    same(built(project("", format!("\u{feff}{}", csv(&CUSTOMERS, ',')), csv(&INVOICES, '\t'), "csv")), plain());
    same(built(project("", utf_16(csv(&CUSTOMERS, ';')), utf_16(csv(&INVOICES, ';')), "csv")), plain());
}

#[test]
fn windows_1252_with_semicolons_is_found_out() {
    let western = |rows: Rows<'_>| encoding_rs::WINDOWS_1252.encode(&csv(rows, ';')).0.into_owned();
    let plain = built(project("", csv(&WESTERN, ','), csv(&INVOICES, ','), "csv"));
    same(built(project("", western(&WESTERN), csv(&INVOICES, ';'), "csv")), plain);
    // One letter is too little to tell one encoding from another.
    let plain = built(project("", csv(&WESTERN, ','), csv(&INVOICES, ','), "csv"));
    let said = "exports: { invoices: { encoding: windows-1252 } }\n";
    same(built(project(said, western(&WESTERN), western(&INVOICES), "csv")), plain);
}

#[test]
fn json_gives_the_same_site() {
    let json = |rows: Rows<'_>| {
        let object = |row: &&[&str]| -> serde_json::Value {
            rows[0]
                .iter()
                .zip(*row)
                .map(|(name, cell)| ((*name).to_owned(), (*cell).into()))
                .collect::<serde_json::Map<_, _>>()
                .into()
        };
        serde_json::Value::from(rows[1..].iter().map(object).collect::<Vec<_>>()).to_string()
    };
    same(built(project("", json(&CUSTOMERS), json(&INVOICES), "json")), plain());
    let numbers = json(&INVOICES).replace("\"1234.50\"", "1234.5").replace("\"98000\"", "98000");
    same(built(project("", json(&CUSTOMERS), numbers, "json")), plain());
}

#[test]
fn a_workbook_gives_the_same_site() {
    let workbook = |rows: Rows<'_>| {
        let mut workbook = Workbook::new();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let sheet = workbook.add_worksheet();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let (row_number, column_number) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                let is = |name: &str| row > 0 && rows[0][column] == name;
                if is("issued") || is("due") {
                    let date = rust_xlsxwriter::ExcelDateTime::parse_from_str(cell).unwrap();
                    sheet.write_with_format(row_number, column_number, &date, &day).unwrap();
                } else if is("total") {
                    sheet.write(row_number, column_number, cell.parse::<f64>().unwrap()).unwrap();
                } else {
                    sheet.write(row_number, column_number, *cell).unwrap();
                }
            }
        }
        workbook.save_to_buffer().unwrap()
    };
    same(built(project("", workbook(&CUSTOMERS), workbook(&INVOICES), "xlsx")), plain());
}

#[test]
fn other_headers_values_and_defaults_are_mapped() {
    let config = "exports:\n  customers: { columns: { id: Kundennr, name: Firma, city: Ort, language: Sprache } }\n  invoices:\n    file: offene posten.csv\n    columns: { number: Beleg, customer_id: Kunde, issued: Datum, due: Fällig, total: Betrag, currency: Whg, description: Text }\n    values: { currency: { Yen: JPY } }\n    defaults: { currency: EUR }\n";
    let customers = csv(&CUSTOMERS, ',').replace("id,name,city,language", "Kundennr,Firma,Ort,Sprache");
    let invoices = csv(&INVOICES, ',')
        .replace("number,customer_id,issued,due,currency,total,description", "Beleg,Kunde,Datum,Fällig,Whg,Betrag,Text")
        .replace(",JPY,", ",Yen,")
        .replace(",EUR,", ",,");
    let mapped = without_exports(config)
        .file("content/exports/customers.csv", customers)
        .file("content/exports/offene posten.csv", format!("Offene Posten\r\n\r\n{invoices}"));
    same(built(mapped), plain());
}

#[test]
fn decimal_commas_and_days_in_their_order_are_read_as_config_says() {
    let config = "exports: { dates: dmy, decimal: \",\" }\n";
    let european = |text: &str| match text.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] if year.len() == 4 && year.starts_with("20") => format!("{day}.{month}.{year}"),
        _ => match text {
            "1234.50" => "1.234,50".to_owned(),
            "0.10" => "0,10".to_owned(),
            other => other.to_owned(),
        },
    };
    let rows: Vec<Vec<String>> = INVOICES.iter().map(|row| row.iter().map(|cell| european(cell)).collect()).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    same(built(project(config, csv(&CUSTOMERS, ';'), csv(&rows, ';'), "csv")), plain());
}

#[test]
fn leading_zeros_of_an_id_are_kept() {
    let project = project("", csv(&CUSTOMERS, ','), csv(&INVOICES, ','), "csv");
    project.run("build --as-of 2026-03-31").exits(0);
    assert_eq!(project.links().keys().collect::<Vec<_>>(), ["007", "C-1"]);
}
