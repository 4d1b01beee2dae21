//! Statements as XLSX: the same lines and sums as the CSV, as numbers and days, and nothing that runs.

use crate::project::Project;
use calamine::{Data, Reader, Xlsx};
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A table and its details, as another program reads them.
struct Workbook {
    names: Vec<String>,
    table: Vec<Vec<Data>>,
    details: Vec<Vec<Data>>,
}

impl Workbook {
    #[track_caller]
    fn read(bytes: &[u8]) -> Workbook {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let names = workbook.sheet_names();
        let mut sheets = names.iter().map(|name| {
            let range = workbook.worksheet_range(name).unwrap();
            assert_eq!(range.start(), Some((0, 0)), "{name} begins in the first cell");
            range.rows().map(<[Data]>::to_vec).collect()
        });
        let (table, details) = (sheets.next().unwrap(), sheets.next().unwrap());
        assert!(sheets.next().is_none());
        drop(sheets);
        Workbook { names, table, details }
    }

    fn header(&self) -> Vec<String> {
        self.table[0].iter().map(ToString::to_string).collect()
    }
}

/// A part of the file, as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn eventful() -> Project {
    Project::new()
        .invoice("007,C-1,2025-12-05,2026-01-04,EUR,1234.50")
        .invoice("=2+3,C-1,2026-02-05,2026-03-07,EUR,80.10")
        .payment("-PAY,C-1,2026-02-10,EUR,1300.00,007")
        .credit_note("@CN,C-1,2026-03-10,EUR,20.00,=2+3")
}

/// The rows of a CSV, header left out, without the mark that keeps a spreadsheet from running a cell.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let cell = |cell: &str| cell.strip_prefix('\'').unwrap_or(cell).to_owned();
    reader.records().map(|row| row.unwrap().iter().map(cell).collect()).collect()
}

#[track_caller]
fn assert_amount(cell: &Data, decimal: &str) {
    match cell {
        Data::Float(number) => assert_eq!(*number, decimal.parse::<f64>().unwrap()),
        Data::Empty => assert_eq!(decimal, ""),
        other => panic!("{other:?} is no number, but should be {decimal}"),
    }
}

#[track_caller]
fn assert_day(cell: &Data, day: &str) {
    match cell {
        Data::DateTime(time) => {
            let (year, month, date, ..) = time.to_ymd_hms_milli();
            assert_eq!(format!("{year}-{month:02}-{date:02}"), day);
        }
        Data::Empty => assert_eq!(day, ""),
        other => panic!("{other:?} is no day, but should be {day}"),
    }
}

#[track_caller]
fn assert_text(cell: &Data, text: &str) {
    match cell {
        Data::String(found) => assert_eq!(found, text),
        Data::Empty => assert_eq!(text, ""),
        other => panic!("{other:?} is no text, but should be {text}"),
    }
}

#[test]
fn the_account_statement_has_the_lines_of_the_csv_as_days_and_numbers() {
    let project = eventful();
    project.build();
    let portal = project.portal("C-1");
    let workbook = Workbook::read(&portal.documents["statement-all-eur.xlsx"]);
    assert_eq!(workbook.names, ["Account statement", "Details"]);
    let header = ["Day", "Activity", "Reference", "Description", "Debit", "Credit", "Balance", "Currency"];
    assert_eq!(workbook.header(), header);
    let csv = csv_rows(&portal.document("statement-all-eur.csv"));
    assert_eq!(workbook.table.len(), csv.len() + 1);
    for (row, csv) in workbook.table[1..].iter().zip(&csv) {
        assert_day(&row[0], &csv[0]);
        assert_text(&row[2], &csv[2]);
        assert_text(&row[3], &csv[3]);
        (0..3).for_each(|amount| assert_amount(&row[4 + amount], &csv[5 + amount]));
        assert_text(&row[7], "EUR");
    }
    assert_amount(&workbook.table[4][6], "14.60");
}

#[test]
fn the_outstanding_statement_has_the_items_of_the_csv_as_days_and_numbers() {
    let project = eventful();
    project.build();
    let portal = project.portal("C-1");
    let workbook = Workbook::read(&portal.documents["statement-open-eur.xlsx"]);
    let header = ["Kind", "Reference", "PO", "Issued", "Due", "Days past due", "Total", "Open balance", "Currency"];
    assert_eq!(workbook.header(), header);
    let csv = csv_rows(&portal.document("statement-open-eur.csv"));
    assert_eq!(workbook.table.len(), csv.len() + 1);
    assert_eq!(csv.len(), 2, "an open invoice and an unapplied payment");
    for (row, csv) in workbook.table[1..].iter().zip(&csv) {
        assert_text(&row[1], &csv[1]);
        assert_day(&row[3], &csv[4]);
        assert_day(&row[4], &csv[5]);
        (0..3).for_each(|number| assert_amount(&row[5 + number], &csv[6 + number]));
    }
}

#[test]
fn a_second_sheet_says_from_whom_for_whom_and_what_it_comes_to() {
    let project = eventful();
    project.build();
    let workbook = Workbook::read(&project.portal("C-1").documents["statement-all-eur.xlsx"]);
    let fact = |name: &str| {
        let row = workbook.details.iter().find(|row| row[0] == name);
        &row.unwrap_or_else(|| panic!("no {name} in {:?}", workbook.details))[1]
    };
    assert_text(fact("Statement of"), "Northlight");
    assert_text(fact("For"), "Harbor Bakery");
    assert_text(fact("Customer number"), "C-1");
    assert_day(fact("As of"), "2026-03-31");
    for (name, amount) in
        [("Opening balance", "0"), ("Debit", "1314.60"), ("Credit", "1320"), ("Closing balance", "-5.40")]
    {
        assert_amount(fact(name), amount);
    }
}

#[test]
fn nothing_in_a_workbook_runs_or_leads_elsewhere() {
    let project = eventful().invoice("https://evil.example/x,C-1,2026-03-05,2026-04-07,EUR,1.00");
    project.build();
    let portal = project.portal("C-1");
    for name in ["statement-all-eur.xlsx", "statement-open-eur.xlsx"] {
        let bytes = &portal.documents[name];
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
        for sheet in workbook.sheet_names() {
            let formulas = workbook.worksheet_formula(&sheet).unwrap();
            assert!(formulas.used_cells().next().is_none(), "{name}, {sheet}");
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let parts: Vec<_> = archive.file_names().map(Result::unwrap).collect();
        assert!(parts.iter().all(|part| !part.contains("sheets/_rels") && !part.contains("vba")), "{parts:?}");
        assert!(part(bytes, "xl/sharedStrings.xml").contains("https://evil.example/x"), "{name}: it is text");
    }
}

#[test]
fn a_workbook_is_dated_with_the_statements_day_and_not_with_the_clock() {
    let built = || {
        let project = eventful();
        project.build();
        project.portal("C-1").documents["statement-open-eur.xlsx"].clone()
    };
    let bytes = built();
    assert_eq!(bytes, built());
    let properties = part(&bytes, "docProps/core.xml");
    assert_eq!(properties.matches(">2026-03-31T00:00:00Z<").count(), 2, "{properties}");
    assert!(properties.contains("<dc:title>Outstanding statement</dc:title><dc:creator>Northlight</dc:creator>"));
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let times: BTreeSet<String> =
        (0..archive.len()).map(|index| archive.by_index(index).unwrap().last_modified().unwrap().to_string()).collect();
    assert_eq!(times.len(), 1, "{times:?}");
}

#[test]
fn a_table_is_ready_to_be_read_filtered_and_printed() {
    let customers = "id,name,country\nC-1,\"Fish & Chips\",US\nC-2,Mill Row,FR\n";
    let project =
        eventful().invoice("8,C-2,2026-02-05,2026-03-07,EUR,80.10").file("content/exports/customers.csv", customers);
    project.build();
    for (customer, paper) in [("C-1", "1"), ("C-2", "9")] {
        let bytes = &project.portal(customer).documents["statement-open-eur.xlsx"];
        let sheet = part(bytes, "xl/worksheets/sheet1.xml");
        for wanted in [
            "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>",
            "<autoFilter ref=\"A1:I",
            "fitToHeight=\"0\"",
            "orientation=\"landscape\"",
        ] {
            assert!(sheet.contains(wanted), "{wanted} is not in {sheet}");
        }
        assert!(sheet.contains(&format!("<pageSetup paperSize=\"{paper}\"")), "{sheet}");
        assert!(
            part(bytes, "xl/workbook.xml").contains("Print_Titles\" localSheetId=\"0\">'Outstanding statement'!$1:$1<")
        );
    }
    let bytes = &project.portal("C-1").documents["statement-open-eur.xlsx"];
    assert!(part(bytes, "xl/worksheets/sheet1.xml").contains("&amp;RFish &amp;&amp; Chips"), "a lone & is a command");
}

#[test]
fn decimals_are_those_of_the_currency() {
    let project = Project::new()
        .invoice("1,C-1,2026-02-05,2026-03-07,JPY,98000")
        .invoice("2,C-1,2026-02-05,2026-03-07,EUR,0.10")
        .invoice("3,C-1,2026-02-05,2026-03-07,KWD,1234.567");
    project.build();
    let portal = project.portal("C-1");
    for (currency, format, amount) in
        [("jpy", "#,##0", "98000"), ("eur", "#,##0.00", "0.1"), ("kwd", "#,##0.000", "1234.567")]
    {
        let bytes = &portal.documents[&format!("statement-open-{currency}.xlsx")];
        let workbook = Workbook::read(bytes);
        assert_amount(&workbook.table[1][7], amount);
        assert!(part(bytes, "xl/worksheets/sheet1.xml").contains(&format!("<v>{amount}</v>")), "as people write it");
        assert!(part(bytes, "xl/styles.xml").contains(&format!("formatCode=\"{format}\"")), "{currency}");
    }
}

#[test]
fn an_amount_with_more_digits_than_a_spreadsheet_keeps_is_text() {
    let project = Project::new()
        .invoice("1,C-1,2026-02-05,2026-03-07,EUR,9999999999999.99")
        .invoice("2,C-1,2026-02-05,2026-03-07,EUR,9999999999999.98");
    project.build();
    let workbook = Workbook::read(&project.portal("C-1").documents["statement-all-eur.xlsx"]);
    assert_amount(&workbook.table[2][6], "9999999999999.99");
    assert_text(&workbook.table[3][6], "19999999999999.97");
}

#[test]
fn every_language_has_its_own_header_and_arabic_begins_at_the_right() {
    let languages = ["en", "fr", "de", "es", "it", "nl", "pt", "pl", "sv", "ja", "ar"];
    let customers: String = languages.iter().map(|tag| format!("{tag},Customer,{tag}\n")).collect();
    let mut project = Project::new().file("content/exports/customers.csv", format!("id,name,language\n{customers}"));
    for tag in languages {
        project = project.invoice(&format!("1,{tag},2026-02-05,2026-03-07,EUR,80.10"));
    }
    let yaml = project.text("config.yaml");
    let more = format!("  languages: [{}]\nstatements: {{ formats: [xlsx] }}\n", languages.join(", "));
    project.write("config.yaml", yaml + &more);
    project.build();
    for tag in languages {
        let portal = project.portal(tag);
        for name in ["statement-all-eur.xlsx", "statement-open-eur.xlsx"] {
            let header = Workbook::read(&portal.documents[name]).header();
            let different: BTreeSet<&String> = header.iter().collect();
            assert!(different.len() == header.len() && !different.contains(&String::new()), "{tag}: {header:?}");
            let from_right = part(&portal.documents[name], "xl/worksheets/sheet1.xml").contains("rightToLeft=\"1\"");
            assert_eq!(from_right, tag == "ar", "{tag}");
        }
    }
}

#[test]
fn a_parents_table_says_whose_each_item_is() {
    let project = Project::new()
        .file("content/exports/customers.csv", "id,name,parent_id\nC-1,Harbor Bakery,\nC-2,Quay Café,C-1\n")
        .invoice("1,C-1,2026-02-05,2026-03-07,EUR,80.10")
        .invoice("2,C-2,2026-02-06,2026-03-08,EUR,20.00");
    project.build();
    let table = |customer: &str| Workbook::read(&project.portal(customer).documents["statement-open-eur.xlsx"]).table;
    let parents: Vec<String> = table("C-1").iter().map(|row| row[2].to_string()).collect();
    assert_eq!(parents, ["Customer", "Harbor Bakery", "Quay Café"]);
    assert!(table("C-2")[0].iter().all(|cell| *cell != "Customer"), "nobody else is in it");
}
