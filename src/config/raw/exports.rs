//! `exports`: where the exports lie and how they are read.

use crate::config::checked;
use crate::config::checked::{ContentPath, DateOrder, DecimalSign, Dialect, ExportFile};
use crate::config::collect::Map;
use crate::config::columns::Table;
use crate::config::nearest::nearest;
use crate::config::reader::{Reader, Value, Written, listed};
use crate::config::schema::Json;
use crate::config::section::section;
use crate::config::tree::{Node, quoted};
use crate::config::values::number::Whole;
use crate::config::values::text::{Cell, Digits};
use crate::config::values::words::unknown;
use crate::diag::Diagnostic;
use encoding_rs::Encoding;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::marker::PhantomData;

section! {
    /// Where the exports lie and how they are read.
    Exports {
        /// Their folder below `content/`.
        directory: ContentPath = "exports",
        /// The day the exports speak for, such as `2026-11-20`; today in the organization's time zone where left out.
        as_of: Date = optional,
        /// Which system's files they are; `canonical` has our own column names.
        dialect: Dialect = "canonical",
        /// The order of day, month and year where days are not written `2026-11-20`: `dmy`, `mdy` or `ymd`.
        dates: DateOrder = optional,
        /// The sign before the decimals of an amount: `"."` or `","`.
        decimal: DecimalSign = "'.'",
        /// The customers: one row each.
        customers: OneFile<Customers> = "{}",
        /// Further contacts of customers.
        contacts: OneFile<Contacts> = "{}",
        /// The invoices: one row each.
        invoices: OneFile<Invoices> = "{}",
        /// The credit notes: a row for each invoice they are applied to.
        credit_notes: OneFile<CreditNotes> = "{}",
        /// The payments: a row for each invoice they pay.
        payments: OneFile<Payments> = "{}",
        /// Which part of a payment or credit note went to which invoice, where it has a file of its own.
        allocations: OneFile<Allocations> = "{}",
    }
}

section! {
    /// How one export file is found and read.
    OneFile<F: File> {
        /// Its name below `exports.directory`; where left out, the key's own name with `.csv`, `.xlsx` or `.json`.
        file: ContentPath = optional,
        /// Our column → the header found in the file.
        columns: Map<ColumnName<F>, Digits> = "{}",
        /// The row that holds the headers, from 1; where left out, the first one that holds all required headers.
        header_row: Whole<1, 10_000> = optional,
        /// The file's encoding, such as `windows-1252`; where left out, what its byte order mark says, else UTF-8, else Windows-1252.
        encoding: Label = optional,
        /// The order of day, month and year in this file; wins over `exports.dates`.
        dates: DateOrder = optional,
        /// The decimal sign in this file; wins over `exports.decimal`.
        decimal: DecimalSign = optional,
        /// Our column → the value found in the file → the value that is meant.
        values: Meanings<F> = "{}",
        /// Our column → the value of rows that have none.
        defaults: Defaults<F> = "{}",
    }
}

impl Exports {
    pub(super) fn checked(self) -> checked::Exports {
        checked::Exports {
            directory: self.directory,
            as_of: self.as_of,
            dialect: self.dialect,
            dates: self.dates,
            decimal: self.decimal,
            customers: self.customers.checked(),
            contacts: self.contacts.checked(),
            invoices: self.invoices.checked(),
            credit_notes: self.credit_notes.checked(),
            payments: self.payments.checked(),
            allocations: self.allocations.checked(),
        }
    }
}

impl<F: File> OneFile<F> {
    fn checked(self) -> ExportFile {
        ExportFile {
            file: self.file.map(|path| path.as_str().to_owned()),
            columns: self.columns.map(|column, header| (column.text(), header.0)),
            header_row: self.header_row.map(|row| row.0),
            encoding: self.encoding.map(|label| label.0),
            dates: self.dates,
            decimal: self.decimal,
            values: self.values.0,
            defaults: self.defaults.0,
        }
    }
}

/// The type-level name of an export file, so that each has its own columns.
pub(super) trait File: Debug + Ord {
    const TABLE: Table;
}

macro_rules! files {
    ($($name:ident),+) => {
        $(
            #[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
            pub(super) enum $name {}

            impl File for $name {
                const TABLE: Table = Table::$name;
            }
        )+
    };
}

files!(Customers, Contacts, Invoices, CreditNotes, Payments, Allocations);

/// One of our columns of a file.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct ColumnName<F>(&'static str, PhantomData<F>);

impl<F> ColumnName<F> {
    fn text(&self) -> String {
        self.0.to_owned()
    }
}

impl<F: File> Written for ColumnName<F> {
    const WHAT: &'static str = "one of our columns";

    fn shape() -> Json {
        Json::one_of(&names::<F>())
    }

    fn parse(text: &str) -> Result<Self, Diagnostic> {
        if let Some(column) = F::TABLE.column(text) {
            return Ok(ColumnName(column.name, PhantomData));
        }
        let title = format!("{} have no column {}", F::TABLE.name().replace('_', " "), quoted(text));
        let problem = Diagnostic::error("unknown-column", title);
        Err(match nearest(text, names::<F>()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint(format!(
                "our columns are {}; the header in the file is given as the value",
                listed(&names::<F>())
            )),
        })
    }
}

fn names<F: File>() -> Vec<&'static str> {
    F::TABLE.columns().iter().map(|column| column.name).collect()
}

/// What values found in a file mean.
#[derive(Debug)]
pub(super) struct Meanings<F>(BTreeMap<String, BTreeMap<String, String>>, PhantomData<F>);

impl<F: File> Value for Meanings<F> {
    fn schema() -> Json {
        Map::<ColumnName<F>, Map<Cell, Cell>>::schema()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let map = Map::<ColumnName<F>, Map<Cell, Meant>>::read(node, reader)?;
        for (column, meanings) in &map.0 {
            meanings.0.values().for_each(|meant| meant.check::<F>(column, reader));
        }
        let values = map.map(|column, found| (column.text(), found.map(|found, meant| (found.0, meant.0.value.0))));
        Some(Meanings(values, PhantomData))
    }
}

/// The values of rows that have none.
#[derive(Debug)]
pub(super) struct Defaults<F>(BTreeMap<String, String>, PhantomData<F>);

impl<F: File> Value for Defaults<F> {
    fn schema() -> Json {
        Map::<ColumnName<F>, Cell>::schema()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let map = Map::<ColumnName<F>, Meant>::read(node, reader)?;
        map.0.iter().for_each(|(column, meant)| meant.check::<F>(column, reader));
        Some(Defaults(map.map(|column, meant| (column.text(), meant.0.value.0)), PhantomData))
    }
}

/// A value as we would read it from a cell.
#[derive(Debug)]
pub(super) struct Meant(crate::config::collect::At<Cell>);

impl Meant {
    /// Adds a problem where a column holds a few words only and this is none of them.
    fn check<F: File>(&self, column: &ColumnName<F>, reader: &mut Reader) {
        let words = F::TABLE.column(column.0).map_or(&[][..], |column| column.words);
        let word = &self.0.value.0;
        if !words.is_empty() && !words.contains(&word.as_str()) {
            reader.add(unknown(word, &format!("a value of the column `{}`", column.0), words).at(self.0.place, ""));
        }
    }
}

impl Value for Meant {
    fn schema() -> Json {
        Cell::schema()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Meant> {
        Value::read(node, reader).map(Meant)
    }
}

/// The label of an encoding (WHATWG Encoding Standard).
#[derive(Clone, Copy, Debug)]
pub(super) struct Label(&'static Encoding);

impl Written for Label {
    const WHAT: &'static str = "an encoding";

    fn shape() -> Json {
        Json::object([("type", Json::text("string"))])
    }

    fn parse(text: &str) -> Result<Label, Diagnostic> {
        Encoding::for_label_no_replacement(text.as_bytes()).map(Label).ok_or_else(|| {
            Diagnostic::error("unknown-encoding", format!("no encoding {} is known", quoted(text)))
                .hint("usual ones are `utf-8`, `windows-1252` and `utf-16le`; leave it out to have it found out")
        })
    }
}
