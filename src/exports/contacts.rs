//! The contacts export: people at the customers'.

use super::Export;
use super::columns::Finder;
use super::customers::Customers;
use super::record::Record;
use super::rows::Rows;
use crate::config::ExportFile;
use crate::diag::{Diagnostic, Problems};
use crate::ledger::Contact;
use crate::sheets::Table;

/// Adds every contact to its customer, in the file's order.
pub(super) fn read(file: Option<(Table<'_>, &ExportFile)>, customers: &mut Customers, problems: &mut Problems) -> Rows {
    let Some((table, config)) = file else { return Rows::default() };
    let mut finder = Finder::new(Export::Contacts, &table, config);
    let mut column = |name| finder.column(name, problems);
    let (customer_id, email, name) = (column("customer_id"), column("email"), column("name"));
    let (phone, position, main) = (column("phone"), column("position"), column("main"));
    Rows::read(&table, problems, |row, problems| {
        let record = &mut Record { row, problems };
        let mut read = || -> Result<(usize, Contact), Diagnostic> {
            let customer = customers.named(record, &customer_id)?;
            let mut contact = || {
                Ok(Contact {
                    name: record.text(&name)?,
                    email: record.email(&email)?.ok_or_else(|| record.empty(&email))?,
                    phone: record.text(&phone)?,
                    position: record.text(&position)?,
                    main: record.switch(&main)?.unwrap_or(false),
                })
            };
            let id = &customers.get(customer).id;
            contact().map(|contact| (customer, contact)).map_err(|problem: Diagnostic| problem.concerning(id.as_str()))
        };
        match read() {
            Ok((customer, contact)) => {
                customers.get_mut(customer).contacts.push(contact);
                Some(customer)
            }
            Err(problem) => {
                problems.add(problem);
                None
            }
        }
    })
}
