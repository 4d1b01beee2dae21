//! A table: an opened file whose header is known, read row by row.

use super::changed::{Changed, Known, Shape, changed};
use super::header::{Header, Twice};
use super::reading::{Reading, Style};
use super::record::{Broken, CELL, Record};
use super::row::Row;
use super::source::Source;
use crate::diag::{Diagnostic, FileId, Place, Problems};
use std::borrow::Cow;
use std::ops::ControlFlow;

/// A delivered file as a table: one header, and rows below it.
///
/// ```
/// use portalsmith::diag::{FileId, Problems};
/// use portalsmith::sheets::{Reading, Table};
/// let mut problems = Problems::new();
/// let reading = Reading { wanted: &["number", "total"], ..Reading::default() };
/// let file = b"Invoices of March\nnumber;total\nINV-7;120.50\n";
/// let table = Table::open(FileId(0), "invoices.csv", file, &reading, &mut problems).unwrap();
/// let total = table.column("total").unwrap().unwrap();
/// let mut sum = 0;
/// table.for_each(&mut problems, |row, _| sum += row.cell(total).decimal().unwrap().minor_units(2).unwrap());
/// assert_eq!(sum, 12050);
/// ```
#[derive(Debug)]
pub struct Table<'a> {
    file: FileId,
    source: Source<'a>,
    header: Header,
    style: Style,
    /// The rows that are handed out; all of them where there is none.
    only: Option<Vec<RowAt>>,
}

/// One row of a delimited text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct RowAt {
    /// Its number in the file.
    pub index: u32,
    /// What it is called in places.
    pub name: u32,
    /// The byte of the text at which it begins.
    pub start: u32,
}

impl<'a> Table<'a> {
    /// Opens a file: finds out its format, encoding, delimiter and header. `name` is the file's name, for its ending.
    /// `None` means that it cannot be read as a table; `problems` says why.
    pub fn open(
        file: FileId,
        name: &str,
        bytes: &'a [u8],
        reading: &Reading<'_>,
        problems: &mut Problems,
    ) -> Option<Table<'a>> {
        let opened = Source::open(name, bytes, reading).and_then(|(source, damage)| match damage {
            Some(damage) => Err(damage),
            None => source.header(reading).map(|header| (source, header)),
        });
        let (source, header) = problems.keep(opened.map_err(|broken| broken.diagnostic(file)))?;
        let style = Style { dates: reading.dates, decimal: reading.decimal };
        Some(Table { file, source, header, style, only: None })
    }

    /// The columns that have a header, from left to right; a header may be there twice.
    pub fn headers(&self) -> impl Iterator<Item = (u16, &str)> {
        let named = (0..).zip(&self.header.names).filter(|(_, name)| !name.is_empty());
        named.map(|(column, name)| (column, name.as_str()))
    }

    /// The column under a header: as written, or else in any case. A header that stands over two columns is an error
    /// only when it is asked for.
    pub fn column(&self, header: &str) -> Result<Option<u16>, Twice> {
        let narrow = |column: usize| u16::try_from(column).expect("a table has at most 1,000 columns");
        match self.header.columns(header) {
            (Some(first), Some(second)) => Err(Twice {
                header: header.trim().to_owned(),
                column: narrow(first),
                first: self.header_place(narrow(first)),
                second: self.header_place(narrow(second)),
            }),
            (column, _) => Ok(column.map(narrow)),
        }
    }

    /// Where a column's header stands; in JSON, the first object.
    pub fn header_place(&self, column: u16) -> Place {
        Place::cell(self.file, self.header.row.unwrap_or(0), column)
    }

    /// Hands out the rows below the header one by one. Blank rows are passed over; a row that is damaged is a problem
    /// and is passed over too.
    ///
    /// Returns how many rows the file has, whatever they are; none where it cannot be read to its end.
    pub fn for_each(&self, problems: &mut Problems, mut take: impl FnMut(Row<'_>, &mut Problems)) -> Option<u32> {
        let mut rows = 0;
        let mut visit = |index: u32, record: &Record<'_>| {
            rows = rows.max(index + 1);
            if self.header.row.is_none_or(|header| index > header) && !record.is_blank() {
                match self.damage(record) {
                    Some(problem) => problems.add(problem),
                    None => take(self.row(index, record), problems),
                }
            }
        };
        let read = match &self.only {
            None => self.source.each(&mut |record| {
                visit(record.row, record);
                ControlFlow::Continue(())
            }),
            Some(only) => self.each_of(only, &mut visit),
        };
        match read {
            Ok(()) => Some(rows),
            Err(broken) => {
                problems.add(broken.diagnostic(self.file));
                None
            }
        }
    }

    fn row<'r>(&self, index: u32, record: &Record<'r>) -> Row<'r> {
        let start = match &self.source {
            Source::Text(sheet) => u32::try_from(sheet.start(record)).expect("a text has at most 1 GiB"),
            _ => 0,
        };
        Row { file: self.file, style: self.style, index, start, record: *record }
    }

    fn each_of(&self, only: &[RowAt], visit: &mut dyn FnMut(u32, &Record<'_>)) -> Result<(), Broken> {
        let Source::Text(sheet) = &self.source else { return Ok(()) };
        let mut records = sheet.records();
        for RowAt { index, name, start } in only {
            records.go_to(*start as usize, *name);
            if let Some(record) = records.next()? {
                visit(*index, &record);
            }
        }
        Ok(())
    }

    /// Hands out these rows alone from now on, in this order. Of delimited text only.
    pub fn only(&mut self, rows: Vec<RowAt>) {
        self.only = Some(rows);
    }

    /// What this table must have in common with another one for [`Table::changed`]; none where it is not delimited text in
    /// UTF-8.
    pub fn shape(&self) -> Option<Shape> {
        match &self.source {
            Source::Text(sheet) if matches!(sheet.text, Cow::Borrowed(_)) => {
                Some(Shape { header: self.header.clone(), delimiter: sheet.delimiter })
            }
            _ => None,
        }
    }

    /// Which rows are others than in an earlier file of the same shape. None where that cannot be told, or the file cannot
    /// be read.
    pub fn changed(&self, before: &Known<'_>) -> Option<Changed> {
        match &self.source {
            Source::Text(sheet) => changed(before, sheet),
            _ => None,
        }
    }

    /// Why a row is not one of this table, if it is not.
    fn damage(&self, record: &Record<'_>) -> Option<Diagnostic> {
        let place = |column: usize| {
            Place::cell(self.file, record.row, u16::try_from(column).expect("a row has at most 1,000 cells"))
        };
        let width = self.header.names.len();
        let surplus = || (width..record.len()).find(|column| !record.cell(*column).trim().is_empty());
        if let Some(column) = surplus().filter(|_| self.source.is_text()) {
            let title = format!("this row has {} cells, the header has {width}", record.len());
            return Some(
                Diagnostic::error("row-too-long", title)
                    .at(place(column), "one too many")
                    .hint("a cell that holds the delimiter must stand in quotes"),
            );
        }
        if record.text.len() <= CELL {
            return None;
        }
        let column = (0..record.len()).find(|column| record.cell(*column).len() > CELL)?;
        let title = format!("a cell is longer than {} KiB", CELL >> 10);
        Some(Diagnostic::error("cell-too-long", title).at(place(column), ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Spot;
    use crate::sheets::{DateOrder, DecimalSign, locate};
    use proptest::prelude::*;

    /// The cells of every row, with the row's number; and the codes of all problems.
    fn read(name: &str, bytes: &[u8], reading: &Reading<'_>) -> (Vec<(u32, Vec<String>)>, Vec<&'static str>) {
        let mut problems = Problems::new();
        let mut rows = Vec::new();
        if let Some(table) = Table::open(FileId(3), name, bytes, reading, &mut problems) {
            let columns: Vec<u16> = table.headers().map(|(column, _)| column).collect();
            table.for_each(&mut problems, |row, _| {
                rows.push((row.index(), columns.iter().map(|c| row.cell(*c).text().to_owned()).collect()));
            });
        }
        (rows, problems.iter().map(|problem| problem.code).collect())
    }

    fn wanting<'a>(wanted: &'a [&'a str]) -> Reading<'a> {
        Reading { wanted, ..Reading::default() }
    }

    fn row(index: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (index, cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn one_table_reads_the_same_from_every_format() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write_row_matrix(0, 0, [["id", "name"], ["007", "Zoë"], ["8", "x"]]).unwrap();
        let xlsx = workbook.save_to_buffer().unwrap();
        let utf16: Vec<u8> = "\u{feff}id\tname\n007\tZoë\n8\tx\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let files: [(&str, &[u8]); 6] = [
            ("a.csv", "id,name\n007,Zoë\n8,x\n".as_bytes()),
            ("a.csv", "\u{feff}\"id\";\"name\"\r\n\"007\";\"Zoë\"\r\n8;x".as_bytes()),
            ("a.csv", b"id|name\n007|Zo\xeb\n8|x\n"),
            ("a.txt", &utf16),
            ("a.json", r#"[{"id": "007", "name": "Zoë"}, {"name": "x", "id": 8}]"#.as_bytes()),
            ("a.xlsx", &xlsx),
        ];
        for (name, bytes) in files {
            let (rows, problems) = read(name, bytes, &wanting(&["id", "name"]));
            let first = if name == "a.json" { 0 } else { 1 };
            assert_eq!(rows, [row(first, &["007", "Zoë"]), row(first + 1, &["8", "x"])], "{name} {bytes:?}");
            assert!(problems.is_empty());
        }
    }

    #[test]
    fn a_bom_is_not_part_of_the_first_header() {
        let (rows, problems) = read("a.csv", "\u{feff}id,name\n1,a\n".as_bytes(), &wanting(&["id"]));
        assert_eq!((rows.len(), problems.len()), (1, 0));
    }

    #[test]
    fn short_rows_are_filled_and_blank_ones_passed_over() {
        let (rows, problems) = read("a.csv", b"id,name,,\n1\n\n , \n,,,,\n2,b,,,\n", &wanting(&["id"]));
        assert_eq!(rows, [row(1, &["1", ""]), row(4, &["2", "b"])]);
        assert!(problems.is_empty());
    }

    #[test]
    fn every_row_that_is_too_long_is_told() {
        let (rows, problems) = read("a.csv", b"id,name\n1,Miller, Inc.\n2,b\n3,c,,x\n", &wanting(&["id"]));
        assert_eq!(rows, [row(2, &["2", "b"])]);
        assert_eq!(problems, ["row-too-long", "row-too-long"]);
    }

    #[test]
    fn a_cell_that_is_too_long_is_told_and_the_rest_is_read() {
        let text = format!("id,name\n1,{}\n2,b\n", "x".repeat(CELL + 1));
        let (rows, problems) = read("a.csv", text.as_bytes(), &wanting(&["id"]));
        assert_eq!((rows, problems), (vec![row(2, &["2", "b"])], vec!["cell-too-long"]));
        let text = format!("id,name\n1,{}\n", "x".repeat(1 << 20));
        assert_eq!(read("a.csv", text.as_bytes(), &wanting(&["id"])).1, ["cell-too-long"]);
    }

    #[test]
    fn the_user_may_say_which_line_is_the_header() {
        let file = b"Report\n\nid,name\nid,name\n1,a\n";
        let at = |line| Reading { header_row: Some(line), ..wanting(&["id", "name"]) };
        assert_eq!(read("a.csv", file, &wanting(&["id"])).0.len(), 2);
        assert_eq!(read("a.csv", file, &at(4)).0, [row(3, &["1", "a"])]);
        assert_eq!(read("a.csv", file, &at(1)).1, ["no-header"]);
        assert_eq!(read("a.csv", file, &at(2)).1, ["no-header"]);
        assert_eq!(read("a.csv", file, &at(99)).1, ["no-header"]);
    }

    #[test]
    fn what_a_spreadsheet_is_told_on_the_first_line_is_no_row() {
        let (rows, problems) = read("a.csv", b"sep=;\r\nid;name\r\n1;a\r\n", &wanting(&[]));
        assert_eq!((rows, problems.len()), (vec![row(2, &["1", "a"])], 0));
    }

    #[test]
    fn a_header_that_is_there_twice_is_an_error_only_when_asked_for() {
        let mut problems = Problems::new();
        let table = Table::open(FileId(0), "a.csv", b"id,Phone,Phone\n", &wanting(&["id"]), &mut problems).unwrap();
        assert_eq!(table.column("ID"), Ok(Some(0)));
        assert_eq!(table.column("name"), Ok(None));
        let problem = table.column("Phone").unwrap_err().problem();
        assert_eq!((problem.code, problem.labels[0].place), ("header-twice", Place::cell(FileId(0), 0, 2)));
        assert_eq!(table.header_place(1).spot, Spot::Cell { row: 0, column: 1 });
    }

    #[test]
    fn damage_is_told_at_its_cell() {
        let place = |bytes: &[u8]| {
            let mut problems = Problems::new();
            assert!(Table::open(FileId(0), "a.csv", bytes, &wanting(&["id"]), &mut problems).is_none());
            let problem = problems.iter().next().unwrap();
            (problem.code, problem.labels[0].place.spot)
        };
        assert_eq!(place(b"id,name\n1,Zo\xc3\xab\n2,Andr\xe9\n").1, Spot::Cell { row: 2, column: 1 });
        assert_eq!(place(b"id,name\n1,a\0b\n"), ("nul-character", Spot::Cell { row: 1, column: 1 }));
        assert_eq!(place(b"i\0d\0,\0n\0\n\0"), ("nul-character", Spot::Cell { row: 0, column: 0 }));
        assert_eq!(place(b""), ("sheet-empty", Spot::File));
        assert_eq!(place(b"name\n").0, "no-header");
    }

    #[test]
    fn cells_are_read_as_the_file_is_written() {
        let reading =
            Reading { dates: Some(DateOrder::Dmy), decimal: DecimalSign::Comma, ..wanting(&["due", "total"]) };
        let mut problems = Problems::new();
        let file = b"due;total\n31.03.2026;1.234,50\n";
        let table = Table::open(FileId(0), "a.csv", file, &reading, &mut problems).unwrap();
        table.for_each(&mut problems, |row, _| {
            assert_eq!(row.cell(0).day().unwrap(), jiff::civil::date(2026, 3, 31));
            assert_eq!(row.cell(1).decimal().unwrap().minor_units(2), Ok(123_450));
            assert_eq!(row.raw(), b"31.03.2026;1.234,50");
            assert!(row.cell(99).is_empty());
        });
    }

    #[test]
    #[expect(clippy::print_stderr, reason = "a skipped test says so")]
    fn real_files_open() {
        let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
        let mut seen = 0;
        for folder in ["vendor-samples", "invoiceninja-v4", "northwind", "qbo-sandbox"] {
            #[expect(clippy::disallowed_methods, reason = "a test that reads sample files")]
            let Ok(files) = std::fs::read_dir(data.join(folder)) else { continue };
            for file in
                files.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e != "md"))
            {
                #[expect(clippy::disallowed_methods, reason = "a test that reads sample files")]
                let bytes = std::fs::read(&file).unwrap();
                let name = file.file_name().unwrap().to_string_lossy();
                let mut problems = Problems::new();
                let table = Table::open(FileId(0), &name, &bytes, &Reading::default(), &mut problems);
                let mut rows = 0;
                if let Some(table) = table {
                    table.for_each(&mut problems, |row, _| {
                        rows += 1;
                        let _ = (row.cell(0).line(), row.cell(1).day(), row.cell(2).decimal());
                    });
                }
                if folder == "vendor-samples" {
                    assert_eq!(problems.errors(), 0, "{name}");
                }
                let excerpt = locate(&name, &bytes, &Reading::default(), 1, 0);
                assert!(!excerpt.path.is_empty());
                seen += 1;
            }
        }
        if seen == 0 {
            eprintln!("skipped: there are no sample files beside this clone");
        }
    }

    #[test]
    #[expect(clippy::print_stderr, reason = "a skipped test says so")]
    fn invoice_ninja_opens_by_its_headers() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/invoiceninja-v4/payments.csv");
        #[expect(clippy::disallowed_methods, reason = "a test that reads sample files")]
        let Ok(bytes) = std::fs::read(path) else { return eprintln!("skipped: there are no sample files") };
        let reading =
            Reading { dates: Some(DateOrder::Mdy), ..wanting(&["Client", "Invoice Number", "Amount", "Date"]) };
        let mut problems = Problems::new();
        let table = Table::open(FileId(0), "payments.csv", &bytes, &reading, &mut problems).unwrap();
        let (amount, date) = (table.column("Amount").unwrap().unwrap(), table.column("Date").unwrap().unwrap());
        let mut rows = 0;
        table.for_each(&mut problems, |row, _| {
            row.cell(amount).decimal().unwrap();
            row.cell(date).day().unwrap();
            rows += 1;
        });
        assert!(rows > 100 && !problems.has_errors());
    }

    /// The files of the catalogue provoke what they are named after, as far as this room sees it.
    #[test]
    fn the_catalogue_holds_what_it_says() {
        let wanted = ["number", "customer_id", "issued", "currency", "total"];
        let cases: [(&str, &str, &[u8]); 9] = [
            (
                "sheet-formula",
                "a.xlsx",
                include_bytes!("../../tests/problems/sheet-formula/content/exports/invoices.xlsx"),
            ),
            (
                "sheet-error-value",
                "a.xlsx",
                include_bytes!("../../tests/problems/sheet-error-value/content/exports/invoices.xlsx"),
            ),
            (
                "sheet-number-digits",
                "a.xlsx",
                include_bytes!("../../tests/problems/sheet-number-digits/content/exports/invoices.xlsx"),
            ),
            (
                "cell-too-long",
                "a.xlsx",
                include_bytes!("../../tests/problems/cell-too-long/content/exports/invoices.xlsx"),
            ),
            (
                "sheet-too-large",
                "a.xlsx",
                include_bytes!("../../tests/problems/sheet-too-large/content/exports/invoices.xlsx"),
            ),
            (
                "sheet-unreadable",
                "a.xlsx",
                include_bytes!("../../tests/problems/sheet-unreadable/content/exports/invoices.xlsx"),
            ),
            ("no-header", "a.csv", include_bytes!("../../tests/problems/no-header/content/exports/invoices.csv")),
            (
                "nested-value",
                "a.json",
                include_bytes!("../../tests/problems/nested-value/content/exports/invoices.json"),
            ),
            ("key-twice", "a.json", include_bytes!("../../tests/problems/key-twice/content/exports/invoices.json")),
        ];
        for (code, name, bytes) in cases {
            let mut problems = Problems::new();
            if let Some(table) = Table::open(FileId(0), name, bytes, &wanting(&wanted), &mut problems) {
                let (number, customer, total) =
                    (table.column("number"), table.column("customer_id"), table.column("total"));
                table.for_each(&mut problems, |row, problems| {
                    let cell = |column: &Result<Option<u16>, Twice>| row.cell(column.clone().unwrap().unwrap());
                    let (number, customer, total) = (cell(&number), cell(&customer), cell(&total));
                    problems.extend(number.line().err().map(|error| error.at(number.place(), "")));
                    problems.extend(customer.line().err().map(|error| error.at(customer.place(), "")));
                    problems.extend(total.decimal().err().map(|error| error.at(total.place(), "")));
                });
            }
            let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
            assert_eq!(codes, [code]);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_as_csv_is_read_at_its_place(
            rows in prop::collection::vec(prop::collection::vec("[a-zé€,;\"\r\n\t =|]{0,6}", 3), 0..12),
            delimiter in prop::sample::select(b",;\t|".to_vec()),
        ) {
            let mut writer = ::csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
            writer.write_record(["first", "second", "third"]).unwrap();
            rows.iter().for_each(|row| writer.write_record(row).unwrap());
            let file = writer.into_inner().unwrap();
            let reading = wanting(&["first", "second", "third"]);
            let mut problems = Problems::new();
            let table = Table::open(FileId(0), "a.csv", &file, &reading, &mut problems).unwrap();
            let mut seen = Vec::new();
            table.for_each(&mut problems, |row, _| {
                let cells: Vec<String> = (0..3).map(|column| row.cell(column).raw().to_owned()).collect();
                seen.push((row.index(), cells));
            });
            let expected: Vec<(u32, Vec<String>)> = (1..).zip(rows)
                .filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty())).collect();
            prop_assert_eq!(&seen, &expected);
            prop_assert_eq!(problems.errors(), 0);
            let text = std::str::from_utf8(&file).unwrap();
            for (row, cells) in expected {
                for (column, cell) in (0..).zip(cells) {
                    let excerpt = locate("a.csv", &file, &reading, row, column);
                    prop_assert!(text.contains(&excerpt.text));
                    let shown = &excerpt.text[excerpt.span];
                    let written = cell.replace('"', "\"\"");
                    let first_line = written.split(['\n', '\r']).next().unwrap().trim();
                    prop_assert!(shown.contains(first_line), "{shown:?} {first_line:?}");
                }
            }
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), row in 0_u32..5, column in 0_u16..5) {
            for name in ["a.csv", "a.json", "a.xlsx", "a"] {
                let _ = read(name, &bytes, &wanting(&["a"]));
                let _ = locate(name, &bytes, &Reading::default(), row, column);
            }
        }

        #[test]
        fn no_json_makes_it_panic(text in "[\\[\\]{}:,\"a1. \\\\n-]{0,40}", row in 0_u32..4, column in 0_u16..3) {
            let _ = read("a.json", text.as_bytes(), &wanting(&[]));
            let _ = locate("a.json", text.as_bytes(), &Reading::default(), row, column);
        }
    }
}
