//! A row read by our columns: text, days, amounts and switches, each error at its cell.

use super::columns::Column;
use super::mark;
use crate::config::is_email;
use crate::diag::{Diagnostic, Place, Problems};
use crate::ledger::{Amount, Currency, CustomerId, DocumentNumber, IdError, LONGEST};
use crate::sheets::{Cell, CellError, Row, Unfit};
use jiff::civil::Date;

/// A row, and the problems it may add to.
pub(super) struct Record<'r, 't> {
    pub(super) row: &'r Row<'t>,
    pub(super) problems: &'r mut Problems,
}

type Read<T> = Result<T, Diagnostic>;

impl<'t> Record<'_, 't> {
    /// The place of a column's cell; of the row's first cell where the file lacks the column.
    pub(super) fn place(&self, column: &Column<'_>) -> Place {
        self.row.place(column.index.unwrap_or(0))
    }

    fn cell(&self, column: &Column<'_>) -> Option<Cell<'t>> {
        column.index.map(|index| self.row.cell(index)).filter(|cell| !cell.is_empty())
    }

    /// One line of text. What could turn the reading direction around is taken out, with a warning.
    pub(super) fn text(&mut self, column: &Column<'_>) -> Read<Option<Box<str>>> {
        let (text, turned) = match self.cell(column) {
            None => return Ok(column.default.map(Box::from)),
            Some(cell) => {
                let line = cell.line().map_err(|error| self.cell_error(column, error))?;
                (meant(column, &line.text).into(), line.turned)
            }
        };
        if turned {
            self.problems.add(
                Diagnostic::warning(
                    "bidi-control",
                    format!("a control for the reading direction in `{}` was removed", column.name),
                )
                .at(self.place(column), "here"),
            );
        }
        Ok(Some(text))
    }

    /// Text that may have several lines.
    pub(super) fn lines(&mut self, column: &Column<'_>) -> Read<Option<Box<str>>> {
        match self.cell(column) {
            None => Ok(column.default.map(Box::from)),
            Some(cell) => {
                let lines = cell.lines().map_err(|error| self.cell_error(column, error))?;
                Ok(Some(lines.text.into_owned().into()))
            }
        }
    }

    pub(super) fn required_text(&mut self, column: &Column<'_>) -> Read<Box<str>> {
        self.text(column)?.ok_or_else(|| self.empty(column))
    }

    /// An e-mail address that can be put into a `mailto:` link as it is.
    pub(super) fn email(&mut self, column: &Column<'_>) -> Read<Option<Box<str>>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        if is_email(&text) {
            return Ok(Some(text));
        }
        Err(Diagnostic::error("not-an-email", format!("`{text}` is not an e-mail address"))
            .at(self.place(column), column.name)
            .hint("give one address, such as anna@example.com, without a name or further addresses"))
    }

    pub(super) fn customer(&mut self, column: &Column<'_>) -> Read<CustomerId> {
        let text = self.required_text(column)?;
        CustomerId::new(&text).map_err(|error| self.id_error(column, error))
    }

    pub(super) fn optional_customer(&mut self, column: &Column<'_>) -> Read<Option<CustomerId>> {
        let text = self.text(column)?;
        text.map(|text| CustomerId::new(&text).map_err(|error| self.id_error(column, error))).transpose()
    }

    pub(super) fn number(&mut self, column: &Column<'_>) -> Read<DocumentNumber> {
        let text = self.required_text(column)?;
        DocumentNumber::new(&text).map_err(|error| self.id_error(column, error))
    }

    pub(super) fn optional_number(&mut self, column: &Column<'_>) -> Read<Option<DocumentNumber>> {
        let text = self.text(column)?;
        text.map(|text| DocumentNumber::new(&text).map_err(|error| self.id_error(column, error))).transpose()
    }

    pub(super) fn day(&self, column: &Column<'_>) -> Read<Date> {
        self.optional_day(column)?.ok_or_else(|| self.empty(column))
    }

    pub(super) fn optional_day(&self, column: &Column<'_>) -> Read<Option<Date>> {
        match self.cell(column) {
            Some(cell) => cell.day().map(Some).map_err(|error| self.cell_error(column, error)),
            None => match column.default {
                Some(text) => text.parse().map(Some).map_err(|_| self.bad_default(column, "a day, as YYYY-MM-DD")),
                None => Ok(None),
            },
        }
    }

    pub(super) fn currency(&mut self, column: &Column<'_>) -> Read<Currency> {
        self.optional_currency(column)?.ok_or_else(|| self.empty(column))
    }

    pub(super) fn optional_currency(&mut self, column: &Column<'_>) -> Read<Option<Currency>> {
        if let Some(cell) = self.cell(column)
            && column.values.is_none()
            && let Ok(currency) = cell.text().parse()
        {
            return Ok(Some(currency));
        }
        let Some(text) = self.text(column)? else { return Ok(None) };
        text.to_ascii_uppercase().parse().map(Some).map_err(|_| {
            Diagnostic::error("unknown-currency", format!("`{text}` is not the code of a currency"))
                .at(self.place(column), column.name)
                .hint("currencies are given by the three letters of ISO 4217, for instance EUR, USD, JPY")
        })
    }

    pub(super) fn amount(&self, column: &Column<'_>, currency: Currency) -> Read<Amount> {
        self.optional_amount(column, currency)?.ok_or_else(|| self.empty(column))
    }

    /// An amount in minor units of `currency`, exactly; a number with more decimals than the currency has is an error.
    pub(super) fn optional_amount(&self, column: &Column<'_>, currency: Currency) -> Read<Option<Amount>> {
        let Some(cell) = self.cell(column) else {
            return match column.default {
                Some("0") => Ok(Some(Amount::ZERO)),
                Some(_) => Err(self.bad_default(column, "0 or absent")),
                None => Ok(None),
            };
        };
        let cell = match column.values.and_then(|values| values.get(cell.text())) {
            Some(meant) => cell.reading(meant),
            None => cell,
        };
        let decimal = cell.decimal().map_err(|error| self.cell_error(column, error))?;
        if let Some(mark) = cell.mark().filter(|mark| !mark::fits(mark, currency)) {
            let title = format!("`{}` carries the sign of another currency than {currency}", cell.text());
            return Err(Diagnostic::error("mark-differs", title)
                .at(cell.place(), column.name)
                .hint(format!("`{mark}` is not a sign of {currency}: one of the two is wrong")));
        }
        let fits = |minor: &i64| minor.unsigned_abs() <= Amount::LIMIT.minor().unsigned_abs();
        match decimal.minor_units(currency.decimals()) {
            Ok(minor) if fits(&minor) => Ok(Some(Amount(minor))),
            Ok(_) | Err(Unfit::TooLarge) => {
                let title = format!("`{}` is more than an amount can be", cell.text());
                Err(Diagnostic::error("amount-too-large", title).at(cell.place(), column.name))
            }
            Err(Unfit::TooPrecise) => {
                let title =
                    format!("`{}` has more decimals than {currency}, which has {}", cell.text(), currency.decimals());
                Err(Diagnostic::error("amount-too-precise", title).at(cell.place(), column.name))
            }
        }
    }

    /// An amount that may not be negative.
    pub(super) fn positive_amount(&self, column: &Column<'_>, currency: Currency) -> Read<Amount> {
        let amount = self.amount(column, currency)?;
        if amount.is_negative() {
            return Err(Diagnostic::error("negative-amount", format!("`{}` is negative", column.name))
                .at(self.place(column), "negative")
                .hint("what lowers a balance goes into the credit notes or payments export"));
        }
        Ok(amount)
    }

    /// `yes` or `no`, in any of the usual ways.
    pub(super) fn switch(&mut self, column: &Column<'_>) -> Read<Option<bool>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        match text.to_ascii_lowercase().as_str() {
            "yes" | "true" | "on" | "1" | "y" => Ok(Some(true)),
            "no" | "false" | "off" | "0" | "n" => Ok(Some(false)),
            _ => Err(Diagnostic::error("not-a-switch", format!("`{text}` is neither yes nor no"))
                .at(self.place(column), column.name)
                .hint(format!("write yes or no, or say what it means under `values: {{ {}: … }}`", column.name))),
        }
    }

    pub(super) fn empty(&self, column: &Column<'_>) -> Diagnostic {
        Diagnostic::error("cell-empty", format!("`{}` is empty", column.name)).at(self.place(column), "must be given")
    }

    fn bad_default(&self, column: &Column<'_>, rule: &str) -> Diagnostic {
        let default = column.default.unwrap_or_default();
        Diagnostic::error("bad-default", format!("the default `{default}` of `{}` should be {rule}", column.name))
            .at(self.place(column), "empty here")
            .hint("it stands under this file's `defaults` in config.yaml")
    }

    fn cell_error(&self, column: &Column<'_>, error: CellError) -> Diagnostic {
        error.at(self.place(column), column.name)
    }

    fn id_error(&self, column: &Column<'_>, error: IdError) -> Diagnostic {
        match error {
            IdError::Empty => self.empty(column),
            IdError::Long => {
                Diagnostic::error("id-too-long", format!("`{}` is longer than {LONGEST} characters", column.name))
                    .at(self.place(column), "this one")
            }
            IdError::Control => {
                Diagnostic::error("control-character", format!("a control character in `{}`", column.name))
                    .at(self.place(column), "here")
            }
        }
    }
}

/// The value that config says a word of the file stands for, else the word itself.
fn meant<'t>(column: &'t Column<'_>, text: &'t str) -> &'t str {
    column.values.and_then(|values| values.get(text)).map_or(text, String::as_str)
}
