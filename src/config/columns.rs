//! The canonical columns: what an export may say, file by file, and what it must.
//!
//! The one table of them. `exports.<file>.columns`, `values` and `defaults` may name no others; the exports room reads
//! by it. A file may have further columns: they are kept and can be shown.

/// One of the export files.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Table {
    Customers,
    Contacts,
    Invoices,
    CreditNotes,
    Payments,
    Allocations,
}

/// A column of an export file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Column {
    pub name: &'static str,
    /// A file without it cannot be read.
    pub required: bool,
    /// The words it may hold; empty where it is not one of a few words.
    pub words: &'static [&'static str],
}

impl Table {
    /// All of them, in the order they are read.
    pub const ALL: [Table; 6] =
        [Table::Customers, Table::Contacts, Table::Invoices, Table::CreditNotes, Table::Payments, Table::Allocations];

    /// Its key in `config.yaml`, and the name of the file without its ending.
    pub const fn name(self) -> &'static str {
        match self {
            Table::Customers => "customers",
            Table::Contacts => "contacts",
            Table::Invoices => "invoices",
            Table::CreditNotes => "credit_notes",
            Table::Payments => "payments",
            Table::Allocations => "allocations",
        }
    }

    /// Its columns in the order of the documentation.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Table::Customers => CUSTOMERS,
            Table::Contacts => CONTACTS,
            Table::Invoices => INVOICES,
            Table::CreditNotes => CREDIT_NOTES,
            Table::Payments => PAYMENTS,
            Table::Allocations => ALLOCATIONS,
        }
    }

    /// The column of this name.
    pub fn column(self, name: &str) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.name == name)
    }
}

const fn required(name: &'static str) -> Column {
    Column { name, required: true, words: &[] }
}

const fn optional(name: &'static str) -> Column {
    Column { name, required: false, words: &[] }
}

const fn one_of(name: &'static str, words: &'static [&'static str]) -> Column {
    Column { name, required: false, words }
}

const STATES: &[&str] = &["sent", "draft", "void"];

const CUSTOMERS: &[Column] = &[
    required("id"),
    required("name"),
    optional("email"),
    optional("phone"),
    optional("vat_number"),
    optional("address_1"),
    optional("address_2"),
    optional("city"),
    optional("postal_code"),
    optional("region"),
    optional("country"),
    optional("language"),
    optional("currency"),
    optional("parent_id"),
    optional("manager_name"),
    optional("manager_email"),
    optional("portal"),
    optional("autopay"),
    optional("autopay_active"),
    optional("late_fees"),
    optional("tags"),
];

const CONTACTS: &[Column] = &[
    required("customer_id"),
    required("email"),
    optional("name"),
    optional("phone"),
    optional("position"),
    optional("main"),
];

const INVOICES: &[Column] = &[
    required("number"),
    required("customer_id"),
    required("issued"),
    optional("due"),
    required("currency"),
    required("total"),
    optional("paid"),
    optional("open_balance"),
    one_of("state", STATES),
    optional("settled"),
    optional("purchase_order"),
    optional("description"),
    one_of("kind", &["invoice", "late_fee"]),
    optional("payment_link"),
];

const CREDIT_NOTES: &[Column] = &[
    required("number"),
    required("customer_id"),
    required("issued"),
    required("currency"),
    required("total"),
    optional("invoice_number"),
    optional("applied"),
    one_of("state", STATES),
    optional("reason"),
];

const PAYMENTS: &[Column] = &[
    optional("reference"),
    required("customer_id"),
    required("received"),
    required("amount"),
    required("currency"),
    optional("invoice_number"),
    optional("method"),
];

/// The file itself may be left out; a row of it says nothing without these three.
const ALLOCATIONS: &[Column] =
    &[required("source"), required("invoice_number"), required("amount"), optional("allocated")];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_table_has_a_column_twice() {
        for table in Table::ALL {
            let names: BTreeSet<_> = table.columns().iter().map(|column| column.name).collect();
            assert_eq!(names.len(), table.columns().len(), "{}", table.name());
        }
    }

    #[test]
    fn an_unknown_column_is_none() {
        assert!(Table::Invoices.column("issued").is_some_and(|column| column.required));
        assert_eq!(Table::Invoices.column("date"), None);
    }
}
