//! XLSX: the rows of one sheet, cell by cell, never the area they span.

use super::header::Search;
use super::parts;
use super::record::{Broken, COLUMNS, Cells, Fault, Kind, Visit};
use calamine::{CellErrorType, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::io::Cursor;

/// So many sheets are searched for the header; of workbooks with large sheets fewer, so that no more than [`SEARCHED`]
/// bytes are read for it. A workbook may name one part as a thousand sheets.
const SHEETS: usize = 50;
const SEARCHED: usize = 400 << 20;
/// A row of a sheet has no more cells than this.
const ROW: usize = 1 << 14;
/// From this size on a spreadsheet does not keep whole numbers exactly: it stores 15 digits.
const EXACT: f64 = 1e15;
/// The days that a spreadsheet can show: 1900-01-01 to 9999-12-31.
const DAYS: std::ops::Range<f64> = 1.0..2_958_466.0;

/// One sheet of a workbook. Rows and columns are those of the sheet, blank rows included; what stands right of column
/// 1,000 has no header and is not read.
pub(super) struct Sheet<'a> {
    workbook: RefCell<Xlsx<Cursor<&'a [u8]>>>,
    name: String,
}

impl fmt::Debug for Sheet<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sheet").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<'a> Sheet<'a> {
    /// Opens the first sheet whose header holds what is wanted; else the one that comes nearest.
    pub(super) fn open(bytes: &'a [u8], wanted: &[&str]) -> Result<Sheet<'a>, Broken> {
        let largest = parts::check(bytes)?;
        let workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error, None))?;
        let visible =
            |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
        let sheets =
            workbook.sheets_metadata().iter().filter(visible).take((SEARCHED / largest.max(1)).clamp(1, SHEETS));
        let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
        let mut best: Option<usize> = None;
        let mut sheet = Sheet { workbook: RefCell::new(workbook), name: String::new() };
        let mut chosen = String::new();
        for name in names {
            sheet.name = name;
            let mut search = Search::new(wanted);
            let read = sheet.each(&mut |record| search.look(record));
            let held = if read.is_ok() { search.held() } else { 0 };
            if best.is_none_or(|before| held > before) {
                (best, chosen) = (Some(held), sheet.name.clone());
            }
            if held == wanted.len() {
                break;
            }
        }
        sheet.name = chosen;
        match best {
            Some(_) => Ok(sheet),
            None => Err(Broken::new("sheet-empty", "there is no visible sheet in this workbook")),
        }
    }

    pub(super) fn each(&self, visit: &mut Visit<'_>) -> Result<(), Broken> {
        let mut workbook = self.workbook.borrow_mut();
        let mut reader = workbook.worksheet_cells_reader(&self.name).map_err(|error| broken(&error, None))?;
        let mut row = Row::default();
        while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|error| broken(&error, row.number))? {
            let (number, column) = cell.pos;
            if row.number.is_some_and(|current| number < current) {
                return Err(unreadable("the rows of this sheet are not in order").at(number, 0, ""));
            }
            if row.number != Some(number) {
                if row.visit(visit) {
                    return Ok(());
                }
                row.begin(number);
            }
            let (text, kind) = value(&cell.value, cell.formula.is_some());
            row.put(usize::try_from(column).unwrap_or(usize::MAX), &text, kind)?;
        }
        row.visit(visit);
        Ok(())
    }
}

/// A row while its cells come in.
#[derive(Default)]
struct Row {
    number: Option<u32>,
    cells: Cells,
    raw: Vec<u8>,
    /// How many cells came in, those that are not kept too.
    seen: usize,
}

impl Row {
    fn begin(&mut self, number: u32) {
        self.number = Some(number);
        self.cells.clear();
        self.raw.clear();
        self.seen = 0;
    }

    fn put(&mut self, column: usize, text: &str, kind: Kind) -> Result<(), Broken> {
        self.seen += 1;
        if self.seen > ROW {
            return Err(unreadable("the cells of this row are not in order").at(
                self.number.unwrap_or_default(),
                0,
                "",
            ));
        }
        if column >= COLUMNS || (text.is_empty() && kind == Kind::Text) {
            return Ok(());
        }
        let number = self.number.unwrap_or_default();
        if column < self.cells.len() {
            return Err(unreadable("the cells of this row are not in order").at(number, column, ""));
        }
        self.cells.fill(column);
        self.cells.push(text, kind);
        self.raw.extend_from_slice(format!("{column}:{}:", text.len()).as_bytes());
        self.raw.extend_from_slice(text.as_bytes());
        Ok(())
    }

    /// Hands the row over; whether that was enough.
    fn visit(&self, visit: &mut Visit<'_>) -> bool {
        match self.number {
            Some(number) if self.cells.len() > 0 => visit(&self.cells.record(number, &self.raw)).is_break(),
            _ => false,
        }
    }
}

/// The text of a value: numbers by their shortest exact form, days as `YYYY-MM-DD`.
fn value<'v>(value: &'v DataRef<'_>, is_formula: bool) -> (Cow<'v, str>, Kind) {
    match value {
        DataRef::Empty if is_formula => (Cow::Borrowed(""), Kind::Fault(Fault::Formula)),
        DataRef::Empty => (Cow::Borrowed(""), Kind::Text),
        DataRef::String(text) => (text.as_str().into(), Kind::Text),
        DataRef::SharedString(text) => ((*text).into(), Kind::Text),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (text.as_str().into(), Kind::Text),
        DataRef::Bool(yes) => (if *yes { "true" } else { "false" }.into(), Kind::Text),
        DataRef::Int(number) => (number.to_string().into(), Kind::Number),
        DataRef::Float(number) => self::number(*number),
        DataRef::DateTime(day) if day.is_datetime() && DAYS.contains(&day.as_f64()) => {
            (self::day(day).into(), Kind::Text)
        }
        DataRef::DateTime(day) => self::number(day.as_f64()),
        DataRef::Error(error) => (error_text(error).into(), Kind::Fault(Fault::ErrorValue)),
    }
}

/// A number as the spreadsheet itself shows it: it keeps 17 digits and shows 15, so that a sum of 0.1 and 0.2, kept as
/// 0.30000000000000004, is the 0.3 that its author saw.
fn number(number: f64) -> (Cow<'static, str>, Kind) {
    match number.abs() < EXACT {
        true => {
            let seen: f64 = format!("{number:.14e}").parse().unwrap_or(number);
            (seen.to_string().into(), Kind::Number)
        }
        false => (format!("{number:e}").into(), Kind::Fault(Fault::Digits)),
    }
}

fn day(day: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = day.to_ymd_hms_milli();
    match (hour, minute, second) {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
    }
}

fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

fn broken(error: &XlsxError, after: Option<u32>) -> Broken {
    let broken = match error {
        XlsxError::Password => {
            return super::format::other("this workbook is protected with a password", "save it without a password");
        }
        _ => unreadable("this workbook cannot be read"),
    };
    let broken = broken.hint(format!("what was found: {error}"));
    match after {
        Some(row) => broken.at(row, 0, "in this row or after it"),
        None => broken,
    }
}

fn unreadable(title: &str) -> Broken {
    Broken::new("sheet-unreadable", title).hint("open it in a spreadsheet program and save it again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_computed_number_is_the_one_that_was_seen() {
        assert_eq!(number(0.1 + 0.2).0, "0.3");
        assert_eq!(number(1_234_567.89).0, "1234567.89");
        assert_eq!(number(-0.005).0, "-0.005");
    }
    use rust_xlsxwriter::{ExcelDateTime as Day, Format, Formula, Workbook, Worksheet};
    use std::io::Write;
    use std::ops::ControlFlow;

    type Rows = Vec<(u32, Vec<(String, Kind)>)>;

    fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
        let mut workbook = Workbook::new();
        fill(workbook.add_worksheet());
        workbook.save_to_buffer().unwrap()
    }

    fn rows(bytes: &[u8], wanted: &[&str]) -> Result<Rows, Broken> {
        let mut rows = Rows::new();
        Sheet::open(bytes, wanted)?.each(&mut |record| {
            rows.push((record.row, (0..record.len()).map(|c| (record.cell(c).to_owned(), record.kind(c))).collect()));
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    fn texts(row: &[(String, Kind)]) -> Vec<&str> {
        row.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// The parts of a workbook with one sheet, some of them replaced.
    pub(super) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let ordinary = [
            ("[Content_Types].xml", "<Types/>"),
            (
                "_rels/.rels",
                r#"<Relationships><Relationship Id="a" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
            ),
            ("xl/workbook.xml", r#"<workbook><sheets><sheet name="One" sheetId="1" r:id="a"/></sheets></workbook>"#),
            (
                "xl/_rels/workbook.xml.rels",
                r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
            ),
            ("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"),
        ];
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let mut put = |name: &str, text: &str| {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        };
        for (name, text) in ordinary {
            let text = parts.iter().find(|(other, _)| *other == name).map_or(text, |(_, text)| text);
            put(name, text);
        }
        for (name, text) in parts.iter().filter(|(name, _)| ordinary.iter().all(|(other, _)| other != name)) {
            put(name, text);
        }
        writer.finish().unwrap().into_inner()
    }

    fn sheet(data: &str) -> Vec<u8> {
        packed(&[("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{data}</sheetData></worksheet>"))])
    }

    #[test]
    fn texts_numbers_and_days_come_as_they_are_meant() {
        let bytes = workbook(|sheet| {
            sheet.write_row(0, 0, ["id", "total", "due", "paid"]).unwrap();
            sheet.write_string(2, 0, "007").unwrap();
            sheet.write_number(2, 1, 1234.1).unwrap();
            let format = Format::new().set_num_format("dd.mm.yyyy");
            sheet.write_datetime_with_format(2, 2, Day::from_ymd(2026, 3, 31).unwrap(), &format).unwrap();
            sheet.write_boolean(2, 3, true).unwrap();
        });
        let rows = rows(&bytes, &["id"]).unwrap();
        assert_eq!(rows[1].0, 2);
        assert_eq!(texts(&rows[1].1), ["007", "1234.1", "2026-03-31", "true"]);
        assert_eq!(rows[1].1[1].1, Kind::Number);
    }

    #[test]
    fn the_far_corner_costs_nothing() {
        let bytes = workbook(|sheet| {
            sheet.write(0, 0, "id").unwrap();
            sheet.write(1_048_575, 16_383, "far").unwrap();
            sheet.write(1_048_575, 0, "1").unwrap();
        });
        let rows = rows(&bytes, &["id"]).unwrap();
        assert_eq!((rows.len(), rows[1].0), (2, 1_048_575));
        assert_eq!(texts(&rows[1].1), ["1"]);
    }

    #[test]
    fn the_sheet_with_the_header_is_read() {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().write(0, 0, "cover").unwrap();
        workbook.add_worksheet().write_row(3, 1, ["id", "name"]).unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        assert_eq!(texts(&rows(&bytes, &["id", "name"]).unwrap()[0].1), ["", "id", "name"]);
        assert_eq!(texts(&rows(&bytes, &["nothing"]).unwrap()[0].1), ["cover"]);
    }

    #[test]
    fn a_formula_without_a_value_and_an_error_value_are_faults() {
        let data = r##"<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="e"><v>#REF!</v></c><c r="D1" t="str"><f>A9</f><v></v></c><c r="E1"><v>12345678901234567890</v></c></row>"##;
        let rows = rows(&sheet(data), &[]).unwrap();
        let kinds: Vec<Kind> = rows[0].1.iter().map(|(_, kind)| *kind).collect();
        let expected = [
            Kind::Fault(Fault::Formula),
            Kind::Number,
            Kind::Fault(Fault::ErrorValue),
            Kind::Text,
            Kind::Fault(Fault::Digits),
        ];
        assert_eq!(kinds, expected);
        assert_eq!(rows[0].1[2].0, "#REF!");
    }

    #[test]
    fn a_formula_keeps_the_value_it_was_saved_with() {
        let bytes = workbook(|sheet| {
            sheet.write(0, 0, "total").unwrap();
            sheet.write_formula(1, 0, Formula::new("=1+1.5").set_result("2.5")).unwrap();
        });
        assert_eq!(texts(&rows(&bytes, &["total"]).unwrap()[1].1), ["2.5"]);
    }

    #[test]
    fn cells_out_of_order_are_refused() {
        for data in [
            r#"<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>"#,
            r#"<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>"#,
            r#"<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>"#,
        ] {
            let result =
                Sheet::open(&sheet(data), &["x"]).and_then(|sheet| sheet.each(&mut |_| ControlFlow::Continue(())));
            assert_eq!(result.unwrap_err().code, "sheet-unreadable", "{data}");
        }
    }

    #[test]
    fn a_part_that_is_named_as_many_sheets_is_not_read_for_each() {
        let names: String = (0..1000).map(|n| format!(r#"<sheet name="{n}" sheetId="1" r:id="a"/>"#)).collect();
        let data = format!("<row>{}</row>", r#"<c r="XFD1"><v>1</v></c>"#.repeat(ROW + 1));
        let bytes = packed(&[
            ("xl/workbook.xml", &format!("<workbook><sheets>{names}</sheets></workbook>")),
            ("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{data}</sheetData></worksheet>")),
        ]);
        let sheet = Sheet::open(&bytes, &["x"]).unwrap();
        assert_eq!(sheet.each(&mut |_| ControlFlow::Continue(())).unwrap_err().code, "sheet-unreadable");
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        // One letter packs a thousandfold: 49 MiB of it are 49 KiB.
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["[Content_Types].xml", "_rels/.rels", "xl/worksheets/sheet1.xml"] {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(b"<x/>").unwrap();
        }
        writer.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let piece = vec![b'x'; 1 << 20];
        (0..49).for_each(|_| writer.write_all(&piece).unwrap());
        let bytes = writer.finish().unwrap().into_inner();
        assert_eq!(Sheet::open(&bytes, &[]).unwrap_err().code, "sheet-too-large");
    }

    #[test]
    fn a_document_type_is_refused() {
        let bytes =
            packed(&[("xl/sharedStrings.xml", "<!DOCTYPE sst [<!ENTITY a 'b'>]><sst><si><t>&a;</t></si></sst>")]);
        let broken = Sheet::open(&bytes, &[]).unwrap_err();
        assert!(broken.title.contains("DTD"), "{broken:?}");
    }

    #[test]
    fn zip_files_that_are_no_workbooks_say_what_they_are() {
        let archive = |names: &[&str]| {
            let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
            for name in names {
                writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            }
            Sheet::open(&writer.finish().unwrap().into_inner(), &[]).unwrap_err()
        };
        assert_eq!(archive(&["content.xml"]).title, "this is an OpenDocument file");
        assert_eq!(archive(&["xl/workbook.bin"]).title, "this is a binary workbook (`.xlsb`)");
        assert_eq!(archive(&["a.csv"]).title, "this is a zip archive, not a workbook");
        assert_eq!(Sheet::open(b"PK\x03\x04 cut off", &[]).unwrap_err().code, "sheet-unreadable");
    }

    #[test]
    fn equal_rows_are_equal_and_shifted_ones_are_not() {
        let bytes = workbook(|sheet| {
            sheet.write_row(0, 0, ["a", "b"]).unwrap();
            sheet.write_row(1, 0, ["a", "b"]).unwrap();
            sheet.write_row(2, 1, ["a", "b"]).unwrap();
        });
        let mut raws = Vec::new();
        Sheet::open(&bytes, &[])
            .unwrap()
            .each(&mut |record| {
                raws.push(record.raw.to_vec());
                ControlFlow::Continue(())
            })
            .unwrap();
        assert_eq!(raws[0], raws[1]);
        assert_ne!(raws[1], raws[2]);
    }
}
