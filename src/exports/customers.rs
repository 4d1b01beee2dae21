//! The customers export.

use super::Export;
use super::chapters::{Chapter, Chapters};
use super::columns::{Column, Finder};
use super::record::Record;
use super::rows::Rows;
use crate::config::ExportFile;
use crate::diag::{Diagnostic, Place, Problems};
use crate::ledger::{Address, Customer, CustomerId, Manager, Switches};
use crate::sheets::{Row, Table};
use hashbrown::{HashMap, HashSet};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::sync::Arc;

/// All customers that were read, findable by id.
#[derive(Debug, Default)]
pub(super) struct Customers {
    list: Vec<Arc<Customer>>,
    by_id: HashMap<CustomerId, usize>,
    children: HashMap<usize, Vec<usize>>,
    /// Whether there are rows of whom nobody knows whose they are.
    lacks_rows: bool,
}

impl Customers {
    /// Reads the export; the rows say whose each of them is.
    pub(super) fn read(file: Option<(Table<'_>, &ExportFile)>, chapters: &mut Chapters<'_>) -> (Customers, Rows) {
        let mut customers = Customers::default();
        let Some((table, config)) = file else { return (customers, Rows::default()) };
        let problems = &mut *chapters.problems;
        let columns = Columns::find(&mut Finder::new(Export::Customers, &table, config), problems);
        let (mut digests, errors, mut named) = (HashMap::new(), problems.errors(), 0);
        let rows =
            Rows::read(&table, problems, |row, problems| match columns.customer(&mut Record { row, problems }) {
                Ok((customer, problem)) => {
                    named += usize::from(problem.is_some());
                    problems.extend(problem);
                    Some(customers.add(customer, row, &mut digests, problems))
                }
                Err(problem) => {
                    problems.add(problem);
                    None
                }
            });
        customers.lacks_rows = problems.errors() > errors + named;
        chapters.end(Chapter::Customers);
        customers.find_look_alikes(chapters.problems);
        chapters.end(Chapter::LookAlikes);
        customers.find_children();
        (customers, rows)
    }

    /// Adds a customer, and says which one he is.
    fn add(
        &mut self,
        customer: Customer,
        row: &Row<'_>,
        rows: &mut HashMap<usize, [u8; 16]>,
        problems: &mut Problems,
    ) -> usize {
        let Some(&first) = self.by_id.get(&customer.id) else {
            let index = self.list.len();
            rows.insert(index, digest(row));
            self.by_id.insert(customer.id.clone(), index);
            self.list.push(Arc::new(customer));
            return index;
        };
        let first_place = self.list[first].place;
        if rows.get(&first) == Some(&digest(row)) {
            problems.add(row_twice(customer.place, first_place));
        } else {
            let id = &customer.id;
            problems.add(
                Diagnostic::error("customer-twice", format!("two customers have the id `{id}`"))
                    .at(customer.place, "given again")
                    .at(first_place, "given first")
                    .concerning(id.as_str()),
            );
        }
        first
    }

    /// Ids that differ in case only are two customers, but seldom on purpose.
    fn find_look_alikes(&self, problems: &mut Problems) {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (index, customer) in self.list.iter().enumerate() {
            if let Some(first) = seen.insert(customer.id.as_str().to_lowercase(), index) {
                let other = &self.list[first];
                let title = format!("the ids `{}` and `{}` differ in case only", other.id, customer.id);
                problems.add(
                    Diagnostic::warning("ids-differ-in-case", title)
                        .at(customer.place, "this one")
                        .at(other.place, "and this one")
                        .hint("they are two customers with two portals"),
                );
            }
        }
    }

    fn find_children(&mut self) {
        for (index, customer) in self.list.iter().enumerate() {
            if let Some(parent) = customer.parent.as_ref().and_then(|parent| self.by_id.get(parent)) {
                self.children.entry(*parent).or_default().push(index);
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, index: usize) -> &Customer {
        &self.list[index]
    }

    pub(super) fn get_mut(&mut self, index: usize) -> &mut Customer {
        Arc::make_mut(&mut self.list[index])
    }

    pub(super) fn share(&self, index: usize) -> Arc<Customer> {
        self.list[index].clone()
    }

    /// Reads rows of customers who are here already, each in the place of his earlier one. They must have his id and his
    /// parent: by these, customers depend on each other. None where one has not.
    pub(super) fn reread(
        &mut self,
        (table, config): (&Table<'_>, &ExportFile),
        customers: &[usize],
        problems: &mut Problems,
    ) -> Option<Rows> {
        let columns = Columns::find(&mut Finder::new(Export::Customers, table, config), problems);
        let (mut expected, mut is_same) = (customers.iter(), true);
        let rows = Rows::read(table, problems, |row, problems| {
            let (customer, problem) = columns.customer(&mut Record { row, problems }).ok()?;
            problems.extend(problem);
            let index = *expected.next()?;
            let before = &self.list[index];
            is_same &= customer.id == before.id && customer.parent == before.parent;
            self.list[index] = Arc::new(customer);
            Some(index)
        });
        let all_read = rows.len() == customers.len() && (0..rows.len()).all(|row| rows.customer(row).is_some());
        (is_same && all_read).then_some(rows)
    }

    /// A customer and all who are above, below and beside him: whose payments may be for whose invoices.
    pub(super) fn family(&self, index: usize) -> Vec<usize> {
        let (mut top, mut seen) = (index, BTreeSet::from([index]));
        while let Some(&parent) = self.list[top].parent.as_ref().and_then(|parent| self.by_id.get(parent)) {
            top = parent;
            if !seen.insert(parent) {
                break;
            }
        }
        let mut family = self.descendants(top);
        family.push(top);
        family
    }

    /// All below a customer in the family, himself left out.
    pub(super) fn descendants(&self, index: usize) -> Vec<usize> {
        if !self.children.contains_key(&index) {
            return Vec::new();
        }
        let (mut found, mut seen) = (Vec::new(), HashSet::<usize>::from_iter([index]));
        let mut next = vec![index];
        while let Some(parent) = next.pop() {
            for &child in self.children.get(&parent).into_iter().flatten() {
                if seen.insert(child) {
                    found.push(child);
                    next.push(child);
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// The customer that a cell names, or the problem that there is none.
    pub(super) fn named(&self, record: &mut Record<'_, '_>, column: &Column<'_>) -> Result<usize, Diagnostic> {
        let id = record.customer(column)?;
        self.by_id.get(&id).copied().ok_or_else(|| {
            let problem = Diagnostic::error("unknown-customer", format!("no customer `{id}` in the customer export"))
                .at(record.place(column), "billed here")
                .concerning(id.as_str());
            match self.without_zeros(&id) {
                // It may well be his: then his portal would lack it.
                Some(near) => problem
                    .hint(format!("there is a customer `{near}`: were leading zeros lost on the way?"))
                    .concerning(near.as_str()),
                None if self.lacks_rows => {
                    problem.hint("rows of the customer export could not be read; this may be one of them")
                }
                None => problem.hint("export the customers after the invoices, so that none is missing"),
            }
        })
    }

    /// A customer whose id is the same but for leading zeros.
    fn without_zeros(&self, id: &CustomerId) -> Option<&CustomerId> {
        let bare = id.as_str().trim_start_matches('0');
        self.list.iter().map(|customer| &customer.id).find(|other| other.as_str().trim_start_matches('0') == bare)
    }
}

/// What tells whether two rows are the same to the byte: half of SHA-256, so that no two rows are taken for one.
pub(super) fn digest(row: &Row<'_>) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&Sha256::digest(row.raw())[..16]);
    half
}

/// Two rows that are the same to the byte are one row.
pub(super) fn row_twice(again: Place, first: Place) -> Diagnostic {
    Diagnostic::warning("row-twice", "the same row stands twice; it is counted once")
        .at(again, "again here")
        .at(first, "first here")
}

struct Columns<'c> {
    id: Column<'c>,
    name: Column<'c>,
    email: Column<'c>,
    phone: Column<'c>,
    vat_number: Column<'c>,
    address_1: Column<'c>,
    address_2: Column<'c>,
    city: Column<'c>,
    postal_code: Column<'c>,
    region: Column<'c>,
    country: Column<'c>,
    language: Column<'c>,
    currency: Column<'c>,
    parent_id: Column<'c>,
    manager_name: Column<'c>,
    manager_email: Column<'c>,
    portal: Column<'c>,
    autopay: Column<'c>,
    autopay_active: Column<'c>,
    late_fees: Column<'c>,
    tags: Column<'c>,
}

impl<'c> Columns<'c> {
    fn find(finder: &mut Finder<'_, '_, 'c>, problems: &mut Problems) -> Columns<'c> {
        let mut column = |name| finder.column(name, problems);
        Columns {
            id: column("id"),
            name: column("name"),
            email: column("email"),
            phone: column("phone"),
            vat_number: column("vat_number"),
            address_1: column("address_1"),
            address_2: column("address_2"),
            city: column("city"),
            postal_code: column("postal_code"),
            region: column("region"),
            country: column("country"),
            language: column("language"),
            currency: column("currency"),
            parent_id: column("parent_id"),
            manager_name: column("manager_name"),
            manager_email: column("manager_email"),
            portal: column("portal"),
            autopay: column("autopay"),
            autopay_active: column("autopay_active"),
            late_fees: column("late_fees"),
            tags: column("tags"),
        }
    }

    /// The customer of a row. One whose row has an error is a customer all the same, known by id and parent: his
    /// documents are his, and whoever sees them is withheld with him.
    fn customer(&self, record: &mut Record<'_, '_>) -> Result<(Customer, Option<Diagnostic>), Diagnostic> {
        let id = record.customer(&self.id)?;
        let parent = record.optional_customer(&self.parent_id)?;
        let bare = Customer::bare(id, parent, record.place(&self.id));
        Ok(match self.rest(bare.clone(), record) {
            Ok(customer) => (customer, None),
            Err(problem) => {
                let problem = problem.concerning(bare.id.as_str());
                (bare, Some(problem))
            }
        })
    }

    fn rest(&self, bare: Customer, record: &mut Record<'_, '_>) -> Result<Customer, Diagnostic> {
        let (manager_name, manager_email) = (record.text(&self.manager_name)?, record.email(&self.manager_email)?);
        let has_manager = manager_name.is_some() || manager_email.is_some();
        let tags = record.text(&self.tags)?.unwrap_or_default();
        Ok(Customer {
            name: record.required_text(&self.name)?,
            email: record.email(&self.email)?,
            phone: record.text(&self.phone)?,
            vat_number: record.text(&self.vat_number)?,
            address: Address {
                lines: [record.text(&self.address_1)?, record.text(&self.address_2)?].into_iter().flatten().collect(),
                city: record.text(&self.city)?,
                postal_code: record.text(&self.postal_code)?,
                region: record.text(&self.region)?,
                country: record.text(&self.country)?,
            },
            language: record.text(&self.language)?,
            currency: record.optional_currency(&self.currency)?,
            manager: has_manager.then_some(Manager { name: manager_name, email: manager_email }),
            switches: Switches {
                portal: record.switch(&self.portal)?,
                autopay: record.switch(&self.autopay)?,
                autopay_active: record.switch(&self.autopay_active)?,
                late_fees: record.switch(&self.late_fees)?,
            },
            tags: tags.split([',', ';']).map(str::trim).filter(|tag| !tag.is_empty()).map(Box::from).collect(),
            ..bare
        })
    }
}
