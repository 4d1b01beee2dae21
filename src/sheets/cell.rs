//! A cell: text, until somebody asks for a value.

use super::day;
use super::decimal::{self, Decimal};
use super::line::{self, Text};
use super::reading::{DecimalSign, Style};
use super::record::{Fault, Kind};
use crate::diag::{Diagnostic, Place};
use jiff::civil::Date;

/// One cell of a row.
///
/// Values are taken through [`line`](Cell::line), [`lines`](Cell::lines), [`day`](Cell::day) and
/// [`decimal`](Cell::decimal): these refuse a cell that has no value (a formula without a result, `#REF!`, a list in
/// JSON), while [`text`](Cell::text) shows what is there.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'r> {
    raw: &'r str,
    kind: Kind,
    place: Place,
    style: Style,
}

/// Why a cell is not what was asked for, without its place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CellError {
    pub code: &'static str,
    pub title: String,
    pub hint: Option<String>,
}

impl CellError {
    pub(super) fn new(code: &'static str, title: impl Into<String>) -> CellError {
        CellError { code, title: title.into(), hint: None }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> CellError {
        self.hint = Some(hint.into());
        self
    }

    pub(super) fn maybe_hint(self, hint: Option<&str>) -> CellError {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// The problem, at the cell's place and with the role the cell plays.
    pub fn at(self, place: Place, role: impl Into<String>) -> Diagnostic {
        let problem = Diagnostic::error(self.code, self.title).at(place, role);
        self.hint.into_iter().fold(problem, Diagnostic::hint)
    }
}

impl<'r> Cell<'r> {
    pub(super) fn new(raw: &'r str, kind: Kind, place: Place, style: Style) -> Cell<'r> {
        Cell { raw, kind, place, style }
    }

    /// The same cell with other text in it: the word that config says is meant by what stands here.
    pub fn reading<'m>(&self, text: &'m str) -> Cell<'m> {
        Cell { raw: text, kind: Kind::Text, place: self.place, style: self.style }
    }

    pub fn place(&self) -> Place {
        self.place
    }

    /// The text as it was written, unquoted and decoded.
    pub fn raw(&self) -> &'r str {
        self.raw
    }

    /// The text without the white space around it, and without the guard `="…"` that keeps spreadsheets from taking
    /// an id for a number.
    pub fn text(&self) -> &'r str {
        let text = self.raw.trim();
        let guarded = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
        guarded.filter(|inner| !inner.contains('"')).map_or(text, str::trim)
    }

    /// Whether there is nothing in it. A formula without a result is something.
    pub fn is_empty(&self) -> bool {
        !matches!(self.kind, Kind::Fault(_)) && self.text().is_empty()
    }

    /// The text as one line, safe to show.
    pub fn line(&self) -> Result<Text<'r>, CellError> {
        self.sound()?;
        line::line(self.text())
    }

    /// The text with its line breaks (LF) and tabs, safe to show.
    pub fn lines(&self) -> Result<Text<'r>, CellError> {
        self.sound()?;
        line::lines(self.text())
    }

    /// A day; a time of day after it is dropped.
    pub fn day(&self) -> Result<Date, CellError> {
        self.sound()?;
        day::day(self.text(), self.style.dates)
    }

    /// An exact decimal number.
    pub fn decimal(&self) -> Result<Decimal, CellError> {
        self.sound()?;
        match self.kind {
            Kind::Number => decimal::decimal(self.text(), DecimalSign::Point),
            _ => decimal::decimal(self.text(), self.style.decimal),
        }
    }

    /// The currency symbol or code beside the number, as it was written: `€`, `US$`, `CHF`.
    pub fn mark(&self) -> Option<&'r str> {
        decimal::mark(self.text())
    }

    fn sound(&self) -> Result<(), CellError> {
        let Kind::Fault(fault) = self.kind else { return Ok(()) };
        Err(match fault {
            Fault::Formula => CellError::new("sheet-formula", "a formula whose result is not in the file")
                .hint("open the file in a spreadsheet program and save it, or paste the values without formulas"),
            Fault::ErrorValue => {
                CellError::new("sheet-error-value", format!("the spreadsheet could not compute this: `{}`", self.raw))
            }
            Fault::Digits => CellError::new("sheet-number-digits", "a number of more digits than a spreadsheet keeps")
                .hint("format the column as text before the number is entered: digits after the 15th are lost"),
            Fault::Nested => CellError::new("nested-value", "a list or an object where one value belongs"),
            Fault::Twice => CellError::new("key-twice", "this key is given twice in one object"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    fn cell(raw: &str, kind: Kind) -> Cell<'_> {
        let style = Style { dates: None, decimal: DecimalSign::Comma };
        Cell::new(raw, kind, Place::cell(FileId(0), 1, 2), style)
    }

    #[test]
    fn the_guard_against_spreadsheets_is_not_part_of_an_id() {
        assert_eq!(cell("=\"00123\"", Kind::Text).text(), "00123");
        assert_eq!(cell(" =\" 7 \" ", Kind::Text).text(), "7");
        assert_eq!(cell("=\"a\"&\"b\"", Kind::Text).text(), "=\"a\"&\"b\"");
        assert_eq!(cell("=\"", Kind::Text).text(), "=\"");
        assert!(cell("=\"\"", Kind::Text).is_empty());
    }

    #[test]
    fn white_space_around_a_text_does_not_count() {
        assert_eq!(cell("\u{a0} eft\t", Kind::Text).text(), "eft");
        assert!(cell(" \u{202f}", Kind::Text).is_empty());
    }

    #[test]
    fn a_number_cell_has_a_decimal_point_whatever_texts_have() {
        assert_eq!(cell("1.234", Kind::Number).decimal().unwrap(), Decimal { mantissa: 1234, scale: 3 });
        assert_eq!(cell("1.234", Kind::Text).decimal().unwrap(), Decimal { mantissa: 1234, scale: 0 });
    }

    #[test]
    fn a_cell_without_a_value_is_an_error_and_not_empty() {
        let formula = cell("", Kind::Fault(Fault::Formula));
        assert!(!formula.is_empty());
        assert_eq!(formula.line().unwrap_err().code, "sheet-formula");
        assert_eq!(formula.decimal().unwrap_err().code, "sheet-formula");
        assert_eq!(cell("#REF!", Kind::Fault(Fault::ErrorValue)).day().unwrap_err().code, "sheet-error-value");
        assert_eq!(cell("[1]", Kind::Fault(Fault::Nested)).lines().unwrap_err().code, "nested-value");
    }

    #[test]
    fn an_error_becomes_a_problem_at_its_cell() {
        let cell = cell("x\u{7}", Kind::Text);
        let problem = cell.line().unwrap_err().at(cell.place(), "name");
        assert_eq!((problem.code, problem.labels[0].place), ("control-character", cell.place()));
    }
}
