//! Our columns and where they are in a file: config's mapping, values and defaults, found once for a file.

use super::Export;
use crate::config::{DateOrder, DecimalSign, ExportFile, Exports};
use crate::diag::{Diagnostic, Problems, Severity};
use crate::sheets::{self, Reading, Table};
use std::collections::BTreeMap;

/// Calls `read` with how an export's file is to be read: the file's own settings before the general ones, and the
/// headers that must be there.
pub fn with_reading<T>(export: Export, config: &Exports, read: impl FnOnce(&Reading<'_>) -> T) -> T {
    let file = config.file(export);
    let required = export.columns().iter().filter(|column| column.required).map(|column| column.name);
    let wanted: Vec<&str> = required
        .filter(|column| file.columns.contains_key(*column) || !file.defaults.contains_key(*column))
        .map(|column| file.columns.get(column).map_or(column, String::as_str))
        .collect();
    read(&Reading {
        encoding: file.encoding,
        header_row: file.header_row,
        wanted: &wanted,
        dates: file.dates.or(config.dates).map(|order| match order {
            DateOrder::Dmy => sheets::DateOrder::Dmy,
            DateOrder::Mdy => sheets::DateOrder::Mdy,
            DateOrder::Ymd => sheets::DateOrder::Ymd,
        }),
        decimal: match file.decimal.unwrap_or(config.decimal) {
            DecimalSign::Point => sheets::DecimalSign::Point,
            DecimalSign::Comma => sheets::DecimalSign::Comma,
        },
    })
}

/// One of our columns in a file.
#[derive(Clone, Debug)]
pub(super) struct Column<'c> {
    /// Our name for it.
    pub(super) name: &'static str,
    /// Where it is; none where the file does not have it.
    pub(super) index: Option<u16>,
    /// What an empty cell stands for.
    pub(super) default: Option<&'c str>,
    /// What the file's words stand for.
    pub(super) values: Option<&'c BTreeMap<String, String>>,
}

/// Finds our columns in a file. Made for one file, asked once for each column.
pub(super) struct Finder<'t, 'f, 'c> {
    table: &'t Table<'f>,
    config: &'c ExportFile,
    export: Export,
    taken: Vec<u16>,
}

impl<'t, 'f, 'c> Finder<'t, 'f, 'c> {
    pub(super) fn new(export: Export, table: &'t Table<'f>, config: &'c ExportFile) -> Finder<'t, 'f, 'c> {
        Finder { table, config, export, taken: Vec::new() }
    }

    /// Where `name` is: under the header that config maps it to, else under its own name.
    pub(super) fn column(&mut self, name: &'static str, problems: &mut Problems) -> Column<'c> {
        let mapped = self.config.columns.get(name);
        let header = mapped.map_or(name, String::as_str);
        let index = match self.table.column(header) {
            Ok(Some(index)) => Some(index),
            Ok(None) => {
                if mapped.is_some() {
                    problems.add(self.no_such_header(name, header));
                }
                None
            }
            Err(twice) => {
                let (first, problem) = (twice.column, twice.problem());
                // A column that nobody asked for by config can do without; one that must be there cannot.
                let is_needed = mapped.is_some() || self.export.column(name).is_some_and(|column| column.required);
                problems.add(match is_needed {
                    true => problem,
                    false => {
                        Diagnostic { severity: Severity::Warning, ..problem.hint("it is read as if it were not there") }
                    }
                });
                // After an error the first is read on, so that no cell is said to be empty that is not.
                is_needed.then_some(first)
            }
        };
        self.taken.extend(index);
        Column {
            name,
            index,
            default: self.config.defaults.get(name).map(String::as_str),
            values: self.config.values.get(name).filter(|values| !values.is_empty()),
        }
    }

    /// The columns that nobody asked for and that have a name, with that name.
    pub(super) fn further(&self) -> Vec<(u16, Box<str>)> {
        let further = self.table.headers().filter(|(index, name)| !name.is_empty() && !self.taken.contains(index));
        further.map(|(index, name)| (index, name.into())).collect()
    }

    fn no_such_header(&self, name: &str, header: &str) -> Diagnostic {
        let nearest = self
            .table
            .headers()
            .map(|(_, found)| found)
            .max_by(|a, b| strsim::jaro_winkler(a, header).total_cmp(&strsim::jaro_winkler(b, header)));
        let problem =
            Diagnostic::error("column-missing", format!("no column `{header}`, which config maps `{name}` to"))
                .at(self.table.header_place(0), "the header row");
        match nearest.filter(|found| strsim::jaro_winkler(found, header) > 0.8) {
            Some(found) => problem.hint(format!("did you mean `{found}`?")),
            None => problem,
        }
    }
}
