//! The four forms of a statement, page, PDF, XLSX and CSV, say the same.

use crate::pdf;
use crate::project::{Portal, Project};
use calamine::{Data, Reader, Xlsx};
use portalsmith::config::Language;
use portalsmith::ledger::{Amount, Currency};
use portalsmith::locale::Locale;
use std::fs;
use std::io::Cursor;
use std::process::{Command, Stdio};

/// The figures of a statement, line by line: number, then amounts in minor units.
type Lines = Vec<(String, Vec<Option<i64>>)>;

/// A statement in one currency.
struct Statement<'p> {
    portal: &'p Portal,
    /// `all` or `open`.
    period: &'static str,
    currency: Currency,
    /// The columns of the CSV that have number and amounts; the workbook's are the same less the given number.
    columns: (usize, std::ops::Range<usize>),
}

impl Statement<'_> {
    fn file(&self, extension: &str) -> &[u8] {
        let code = self.currency.code().to_lowercase();
        &self.portal.documents[&format!("statement-{}-{code}.{extension}", self.period)]
    }

    fn minor(&self, decimal: &str) -> Option<i64> {
        (!decimal.is_empty()).then(|| decimal.replace('.', "").parse().unwrap())
    }

    fn of_csv(&self) -> Lines {
        let mut reader = csv::Reader::from_reader(self.file("csv"));
        let (number, amounts) = &self.columns;
        let line = |row: csv::StringRecord| {
            let text = row[*number].strip_prefix('\'').unwrap_or(&row[*number]).to_owned();
            (text, amounts.clone().map(|column| self.minor(&row[column])).collect())
        };
        reader.records().map(|row| line(row.unwrap())).collect()
    }

    /// The workbook has no column for children here, which the CSV has.
    fn of_workbook(&self) -> Lines {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(self.file("xlsx"))).unwrap();
        let table = workbook.worksheet_range_at(0).unwrap().unwrap();
        let scale = 10_f64.powi(self.currency.decimals().into());
        let amount = |cell: &Data| match cell {
            Data::Float(number) => Some((number * scale).round() as i64),
            Data::Empty => None,
            other => panic!("{other:?}"),
        };
        let (number, amounts) = &self.columns;
        let number = if self.period == "all" { number } else { &1 };
        let line =
            |row: &[Data]| (row[*number].to_string(), amounts.clone().map(|column| amount(&row[column - 1])).collect());
        table.rows().skip(1).map(line).collect()
    }

    /// What a person reads: amounts as the portal's language writes them. On the page what is unapplied stands under a
    /// heading that says so, and needs no sign.
    fn text(&self, minor: i64, form: &str) -> String {
        let minor = if self.period == "open" && form == "page" { minor.abs() } else { minor };
        let text = Locale::new(&Language("en".into())).money(Amount(minor).of(self.currency));
        text.replace('\u{a0}', " ")
    }

    /// The text of the page's cells, a row after the other, as far as they hold amounts of `lines`.
    fn page_has(&self, lines: &Lines) {
        let code = self.currency.code().to_lowercase();
        let page = self.portal.page(&format!("statements/{}-{code}/index.html", self.period));
        let rows: Vec<String> = page.split("<tr").skip(1).map(text_of_html).collect();
        self.has(&rows, lines, "page");
    }

    fn pdf_has(&self, lines: &Lines) {
        let read = pdf::rows(self.file("pdf")).into_iter().map(|cells| cells.join(" ").replace('\u{a0}', " "));
        self.has(&read.collect::<Vec<_>>(), lines, "PDF");
        self.copied_pdf_has(lines);
    }

    /// What a person copies from the PDF, says `pdftotext`; where it is not installed, our own reader is enough.
    fn copied_pdf_has(&self, lines: &Lines) {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), self.file("pdf")).unwrap();
        let run = Command::new("pdftotext").arg("-layout").arg(file.path()).arg("-").stderr(Stdio::null()).output();
        let Ok(run) = run else {
            eprintln!("skipped: pdftotext (poppler-utils) is not installed");
            return;
        };
        let text = String::from_utf8(run.stdout).unwrap();
        // A row's number may stand below its amounts; between rows there is a line without text.
        let lined = text.replace('\u{a0}', " ").replace('\u{c}', "\n\n");
        let rows: Vec<String> = lined.split("\n\n").map(str::to_owned).collect();
        self.has(&rows, lines, "copied PDF");
    }

    /// Each line of the statement is a row with its number and with its amounts in their order.
    fn has(&self, rows: &[String], lines: &Lines, form: &str) {
        for (number, amounts) in lines {
            let amounts: Vec<String> = amounts.iter().flatten().map(|minor| self.text(*minor, form)).collect();
            let is_there = rows.iter().any(|row| {
                let mut rest = row.as_str();
                let mut follows = |text: &String| {
                    let (_, after) = rest.split_once(text.as_str())?;
                    rest = after;
                    Some(())
                };
                row.contains(number) && amounts.iter().try_for_each(&mut follows).is_some()
            });
            assert!(is_there, "the {form} has no row with `{number}` and {amounts:?}, but {rows:#?}");
        }
    }
}

fn text_of_html(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        let (_, after) = piece.split_once('>').unwrap_or_default();
        text.push_str(after);
        text.push(' ');
    }
    text.replace("&nbsp;", " ").replace('\u{a0}', " ").replace("&amp;", "&")
}

#[test]
fn page_pdf_workbook_and_csv_say_the_same() {
    let mut project = Project::new()
        .invoice("INV-1,C-1,2025-12-05,2026-01-04,EUR,1100.05")
        .payment("PAY-1,C-1,2026-02-10,EUR,1430.00,INV-1")
        .credit_note("CN-1,C-1,2026-03-10,EUR,20.00,INV-2")
        .invoice("INV-2,C-1,2026-02-05,2026-03-07,EUR,80.10")
        .invoice("INV-8,C-1,2026-02-05,2026-03-07,JPY,98000")
        .invoice("INV-9,C-1,2026-02-05,2026-03-07,KWD,1234.567");
    for number in 100..160 {
        project = project.invoice(&format!("INV-{number},C-1,2026-03-05,2026-04-04,EUR,{number}7.4{}", number % 10));
    }
    project.build();
    let portal = project.portal("C-1");
    for code in ["EUR", "JPY", "KWD"] {
        for (period, columns) in [("all", (2, 5..8)), ("open", (1, 7..9))] {
            let statement = Statement { portal: &portal, period, currency: code.parse().unwrap(), columns };
            let lines = statement.of_csv();
            assert_eq!(statement.of_workbook(), lines, "{code}, {period}");
            let expected = match (code, period) {
                ("EUR", "all") => 66,
                ("EUR", _) => 62,
                (_, "all") => 3,
                _ => 1,
            };
            assert_eq!(lines.len(), expected, "{code}, {period}");
            statement.page_has(&lines);
            statement.pdf_has(&lines);
        }
    }
}

#[test]
fn the_figures_of_a_statement_add_up() {
    let project = Project::new()
        .invoice("INV-1,C-1,2025-12-05,2026-01-04,EUR,100.00")
        .invoice("INV-2,C-1,2026-02-05,2026-03-07,EUR,80.00")
        .payment("PAY-1,C-1,2026-02-10,EUR,130.00,INV-1")
        .credit_note("CN-1,C-1,2026-03-10,EUR,20.00,INV-2");
    project.build();
    let portal = project.portal("C-1");
    let currency = "EUR".parse().unwrap();
    let all = Statement { portal: &portal, period: "all", currency, columns: (2, 5..8) }.of_workbook();
    let open = Statement { portal: &portal, period: "open", currency, columns: (1, 7..9) }.of_workbook();
    let sum = |lines: &Lines, column: usize| lines.iter().filter_map(|(_, amounts)| amounts[column]).sum::<i64>();
    let closing = all.last().unwrap().1[2].unwrap();
    assert_eq!(all[0].1[2].unwrap() + sum(&all, 0) - sum(&all, 1), closing);
    assert_eq!(sum(&open, 1), closing);
}
