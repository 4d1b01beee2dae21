//! A workbook of two sheets: the table, then the details. How cells look, how wide columns are, how it is printed.

use super::cell::{Cell, cut, number, serial};
use super::details::Details;
use crate::documents::Letter;
use crate::documents::paper::Format as Paper;
use crate::ledger::Currency;
use crate::locale::Direction;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

/// Columns are no narrower and no wider than so many characters; longer text is wrapped.
const WIDTHS: (usize, usize) = (8, 48);

/// So much wider than its text is a column; the button of a filter takes some of it.
const MARGIN: usize = 3;

/// The most characters of a text at the top of a printed page, which may have 255 in all.
const HEADER: usize = 70;

/// A workbook in the making. Its rows are those of the table.
pub(super) struct Book<'l, 'p, 'a> {
    letter: &'l Letter<'p, 'a>,
    table: Sheet,
}

impl<'l, 'p, 'a> Book<'l, 'p, 'a> {
    pub(super) fn new(letter: &'l Letter<'p, 'a>, currency: Currency) -> Book<'l, 'p, 'a> {
        Book { letter, table: Sheet { rows: 1, ..Sheet::new(currency) } }
    }

    /// One more column, with this header.
    pub(super) fn column(&mut self, title: &str) {
        self.table.head(0, self.table.columns(), title);
    }

    /// One more row: a cell for each column.
    pub(super) fn row(&mut self, cells: &[Cell<'_>]) {
        for (column, cell) in (0..).zip(cells) {
            self.table.put(column, cell);
        }
        self.table.rows += 1;
    }

    /// The file. The same statement gives the same bytes: it is dated with the statement's day.
    pub(super) fn bytes(self, details: &Details<'_>) -> Vec<u8> {
        let Book { letter, mut table } = self;
        let mut facts = Sheet::new(table.currency);
        for (name, value) in &details.lines {
            facts.head(facts.rows, 0, name);
            facts.put(1, value);
            facts.rows += 1;
        }
        let (last_row, last_column) = (table.rows - 1, table.columns() - 1);
        let sheet = &mut table.sheet;
        let made = sheet.set_freeze_panes(1, 0).and_then(|sheet| sheet.autofilter(0, 0, last_row, last_column));
        made.and_then(|sheet| sheet.set_repeat_rows(0, 0)).expect(WITHIN);
        table.sheet.set_landscape();

        let mut workbook = Workbook::new();
        let names = sheet_names(&details.title, &letter.wording.text("details", &[]));
        for (sheet, name) in [table, facts].into_iter().zip(names) {
            workbook.push_worksheet(sheet.finished(&name, details, letter));
        }
        workbook.set_properties(&properties(details, letter));
        workbook.save_to_buffer().expect(WITHIN)
    }
}

/// Why Excel's limits are not exceeded.
const WITHIN: &str = "names and texts are cut to size, and a statement with more rows than a sheet is no workbook";

fn properties(details: &Details<'_>, letter: &Letter<'_, '_>) -> DocProperties {
    let organization = letter.config.organization.name.as_str();
    let (year, month, day) = (details.day.year(), details.day.month(), details.day.day());
    let created = ExcelDateTime::from_ymd(year.unsigned_abs(), month.unsigned_abs(), day.unsigned_abs())
        .or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1))
        .expect("that day is the first that spreadsheets know");
    DocProperties::new()
        .set_title(details.name())
        .set_author(organization)
        .set_company(organization)
        .set_creation_datetime(&created)
}

/// Two names that Excel takes: at most 31 characters, none of a few signs, and not the same.
fn sheet_names(table: &str, details: &str) -> [String; 2] {
    let name = |text: &str, else_called: &str| {
        let allowed = |character: &char| !r"*?:[]\/".contains(*character) && !character.is_control();
        let name = cut(&text.chars().filter(allowed).collect::<String>(), 28).into_owned();
        let name = name.trim_matches(|character: char| character == '\'' || character.is_whitespace());
        if name.is_empty() { else_called.to_owned() } else { name.to_owned() }
    };
    let (table, details) = (name(table, "1"), name(details, "2"));
    let is_same = table.to_lowercase() == details.to_lowercase();
    let details = if is_same { format!("{details} 2") } else { details };
    [table, details]
}

/// A sheet in the making.
struct Sheet {
    sheet: Worksheet,
    currency: Currency,
    looks: Looks,
    /// So far.
    rows: u32,
    /// The widest cell of each column, in characters.
    widths: Vec<usize>,
}

/// How cells look.
struct Looks {
    head: Format,
    text: Format,
    day: Format,
    count: Format,
    amount: Format,
    /// An amount that cannot be a number.
    digits: Format,
}

impl Looks {
    fn new(currency: Currency) -> Looks {
        let base = || Format::new().set_align(FormatAlign::Top);
        let decimals = usize::from(currency.decimals());
        let amount = if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(decimals)) };
        Looks {
            head: base().set_bold().set_border_bottom(FormatBorder::Thin),
            text: base().set_text_wrap(),
            // Read in one way only, whatever country the reader's program is set to.
            day: base().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            count: base().set_num_format("0"),
            amount: base().set_num_format(amount),
            digits: base().set_num_format("@").set_align(FormatAlign::Right),
        }
    }
}

impl Sheet {
    fn new(currency: Currency) -> Sheet {
        Sheet { sheet: Worksheet::new(), currency, looks: Looks::new(currency), rows: 0, widths: Vec::new() }
    }

    fn columns(&self) -> u16 {
        u16::try_from(self.widths.len()).expect("a statement has a dozen columns")
    }

    /// The name of a column, or of the fact beside it.
    fn head(&mut self, row: u32, column: u16, title: &str) {
        self.sheet.write_string_with_format(row, column, cut_cell(title), &self.looks.head).expect(WITHIN);
        self.widen(column, Cell::Text(title.into()).width(self.currency));
    }

    /// A cell of the row at work.
    fn put(&mut self, column: u16, cell: &Cell<'_>) {
        let Sheet { sheet, looks, rows: row, currency, .. } = self;
        let written = match cell {
            Cell::Empty => return,
            Cell::Text(text) => sheet.write_string_with_format(*row, column, cut_cell(text), &looks.text),
            Cell::Count(count) => sheet.write_number_with_format(*row, column, f64::from(*count), &looks.count),
            Cell::Day(day) => match serial(*day) {
                Some(serial) => sheet.write_number_with_format(*row, column, serial, &looks.day),
                None => sheet.write_string_with_format(*row, column, day.to_string(), &looks.text),
            },
            Cell::Amount(amount) => match number(*amount, *currency) {
                Some(number) => sheet.write_number_with_format(*row, column, number, &looks.amount),
                None => sheet.write_string_with_format(*row, column, amount.of(*currency).to_string(), &looks.digits),
            },
        };
        written.expect(WITHIN);
        self.widen(column, cell.width(self.currency));
    }

    fn widen(&mut self, column: u16, width: usize) {
        let column = usize::from(column);
        if self.widths.len() <= column {
            self.widths.resize(column + 1, 0);
        }
        self.widths[column] = self.widths[column].max(width);
    }

    /// Named, with widths, direction, and all that printing needs.
    fn finished(self, name: &str, details: &Details<'_>, letter: &Letter<'_, '_>) -> Worksheet {
        let Sheet { mut sheet, widths, .. } = self;
        sheet.set_name(name).expect(WITHIN);
        for (column, width) in (0..).zip(widths) {
            let width = (width + MARGIN).clamp(WIDTHS.0, WIDTHS.1);
            sheet.set_column_width(column, width as f64).expect(WITHIN);
        }
        sheet.set_right_to_left(letter.wording.locale.direction() == Direction::RightToLeft);
        sheet.set_paper_size(match Paper::of(letter.portal, letter.config) {
            // Excel's numbers of them.
            Paper::Letter => 1,
            Paper::A4 => 9,
        });
        sheet.set_print_fit_to_pages(1, 0);
        let organization = printed(&letter.config.organization.legal_name);
        sheet.set_header(format!("&L{organization}&R{}", printed(letter.portal.party.name)));
        sheet.set_footer(format!("&L{}&R&P / &N", printed(&details.name())));
        sheet
    }
}

fn cut_cell(text: &str) -> String {
    /// The most characters of a cell, in UTF-16 (Excel's limit).
    const LONGEST: usize = 32_767;
    cut(text, LONGEST).into_owned()
}

/// Text at the top or the bottom of a page, where `&` begins a command.
fn printed(text: &str) -> String {
    cut(text, HEADER).replace('&', "&&")
}

#[cfg(test)]
mod tests {
    use super::sheet_names;

    #[test]
    fn a_sheets_name_is_one_that_excel_takes() {
        let long = "Rapprochement [2026/03] : 'tous les comptes' et leurs soldes";
        for names in [[long, "Détails"], ["", "'"], ["Details", "details"], [&"😀".repeat(40), "[]"]] {
            let [table, details] = sheet_names(names[0], names[1]);
            for name in [&table, &details] {
                assert!(rust_xlsxwriter::utility::check_sheet_name(name).is_ok(), "{name}");
            }
            assert_ne!(table.to_lowercase(), details.to_lowercase());
        }
        assert_eq!(sheet_names("Kontoauszug", "Details"), ["Kontoauszug", "Details"]);
    }
}
