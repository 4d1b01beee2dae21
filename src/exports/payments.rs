//! The payments and allocations exports.
//!
//! One payment over several invoices is several rows with one reference. A parent may pay his children's invoices: the
//! part that does is booked with the child, so that every book balances by itself.

use super::Export;
use super::chapters::{Chapter, Chapters};
use super::columns::{Column, Finder};
use super::credit_notes::allocated_twice;
use super::customers::{Customers, digest, row_twice};
use super::record::Record;
use super::rows::Rows;
use crate::config::ExportFile;
use crate::diag::{Diagnostic, Place, Problems};
use crate::ledger::{Amount, Currency, DocumentNumber, Documents, Payment, Posting, Source};
use crate::sheets::Table;
use hashbrown::{HashMap, HashSet};
use jiff::civil::Date;
use std::cell::Cell;
use std::collections::BTreeMap;

/// A payment as the rows give it, before its parts are booked.
#[derive(Debug)]
pub(super) struct Received {
    payer: usize,
    payment: Payment,
    parts: Vec<Part>,
}

/// What goes against one invoice; against none where it is unapplied.
#[derive(Debug)]
struct Part {
    invoice: Option<DocumentNumber>,
    amount: Amount,
    on: Option<Date>,
    /// The number of the row that says so.
    row: u32,
    place: Place,
}

/// The payments of an export.
#[derive(Debug, Default)]
pub(super) struct Payments {
    pub(super) received: Vec<Received>,
    pub(super) rows: Rows,
    /// Whether one of them is called by the number of its row.
    pub(super) called_by_row: bool,
}

/// Rows with the same payer, reference, day and currency are one payment.
type PaymentKey = (usize, DocumentNumber, Date, Currency);

/// Reads every payment.
pub(super) fn read(
    file: Option<(Table<'_>, &ExportFile)>,
    customers: &Customers,
    allocated_apart: bool,
    problems: &mut Problems,
) -> Payments {
    let Some((table, config)) = file else { return Payments::default() };
    let columns = Columns::find(&mut Finder::new(Export::Payments, &table, config), problems);
    if columns.reference.index.is_none() {
        problems.add(
            Diagnostic::warning("payments-without-reference", "the payments export has no references")
                .at(table.header_place(0), "no column for `reference`")
                .hint("payments are called by their row, which changes when rows come in between"),
        );
    }
    let mut digests: HashMap<[u8; 16], Place> = HashMap::new();
    let mut by_key: HashMap<PaymentKey, usize> = HashMap::new();
    let mut received: Vec<Received> = Vec::new();
    let rows = Rows::read(&table, problems, |row, problems| {
        let (payer, payment, mut part) = match columns.payment(&mut Record { row, problems }, customers) {
            Ok(read) => read,
            Err(problem) => {
                problems.add(problem);
                return None;
            }
        };
        if let Some(first) = digests.insert(digest(row), payment.place) {
            problems.add(row_twice(payment.place, first));
            return Some(payer);
        }
        if allocated_apart && part.invoice.take().is_some() {
            problems.add(allocated_twice(part.place).concerning(customers.get(payer).id.as_str()));
        }
        let key = (payer, payment.reference.clone(), payment.received, payment.currency);
        match by_key.get(&key) {
            Some(&index) => {
                let first = &mut received[index].payment;
                let sum = first.amount.minor().checked_add(payment.amount.minor());
                let Some(sum) = sum.filter(|sum| sum.unsigned_abs() < u64::MAX / 4) else {
                    let title = format!("the rows of payment `{}` are too large to add up", payment.reference);
                    let problem = Diagnostic::error("amount-too-large", title).at(payment.place, "this row");
                    problems.add(problem.concerning(customers.get(payer).id.as_str()));
                    return Some(payer);
                };
                first.amount = Amount(sum);
                // Of two methods the one that comes first in the alphabet: the order of rows must decide nothing.
                first.method = [first.method.take(), payment.method].into_iter().flatten().min();
                received[index].parts.push(part);
            }
            None => {
                by_key.insert(key, received.len());
                received.push(Received { payer, payment, parts: vec![part] });
            }
        }
        Some(payer)
    });
    Payments { received, rows, called_by_row: columns.called_by_row.get() }
}

/// Reads the allocations export: parts of credit notes and payments, by their numbers.
pub(super) fn read_allocations(
    file: Option<(Table<'_>, &ExportFile)>,
    customers: &Customers,
    documents: &mut [Documents],
    received: &mut [Received],
    problems: &mut Problems,
) {
    let Some((table, config)) = file else { return };
    let mut finder = Finder::new(Export::Allocations, &table, config);
    let mut column = |name| finder.column(name, problems);
    let (source, invoice_number) = (column("source"), column("invoice_number"));
    let (amount, allocated) = (column("amount"), column("allocated"));
    let sources = Sources::new(customers, documents, received);
    let mut rows: HashMap<[u8; 16], Place> = HashMap::new();
    table.for_each(problems, |row, problems| {
        let record = &mut Record { row: &row, problems };
        let mut read = || -> Result<(), Diagnostic> {
            let (number, invoice) = (record.number(&source)?, record.number(&invoice_number)?);
            let place = record.place(&source);
            if let Some(first) = rows.insert(digest(&row), place) {
                return Err(row_twice(place, first));
            }
            let found = sources.find(&number, &invoice).map_err(|problem| problem.at(place, "this source"))?;
            let currency = match found {
                Found::CreditNote { customer, index } => documents[customer].credit_notes[index].currency,
                Found::Payment { index, .. } => received[index].payment.currency,
            };
            let (amount, on) = (record.amount(&amount, currency)?, record.optional_day(&allocated)?);
            match found {
                Found::CreditNote { customer, index } => documents[customer].postings.push(Posting {
                    source: Source::CreditNote(index),
                    invoice,
                    amount,
                    on,
                    place,
                }),
                Found::Payment { index, .. } => {
                    let part = Part { invoice: Some(invoice), amount, on, row: row.index(), place };
                    received[index].parts.push(part);
                }
            }
            Ok(())
        };
        if let Err(problem) = read() {
            problems.add(problem);
        }
    });
}

/// Books every payment: with its payer, and the parts against a child's invoice with the child.
pub(super) fn distribute(
    mut received: Vec<Received>,
    customers: &Customers,
    documents: &mut [Documents],
    chapters: &mut Chapters<'_>,
) {
    // Who has which invoice matters only where a payment could be for somebody else's, or for none that is here.
    let mut in_doubt: HashSet<usize> = HashSet::new();
    for Received { payer, parts, .. } in &received {
        let family = customers.descendants(*payer);
        if !family.is_empty() || parts.iter().any(|part| part.amount.is_negative()) {
            in_doubt.insert(*payer);
            in_doubt.extend(family);
        }
    }
    let owners = Owners::new(customers, documents, |customer| in_doubt.contains(&customer));
    chapters.problems.extend(by_row(warn_of_negative(&mut received, &owners, customers)));
    chapters.end(Chapter::Negative);
    let mut too_much = Vec::new();
    for Received { payer, payment, mut parts } in received {
        too_much.extend(hand_out(&payment, &mut parts, customers.get(payer).id.as_str()));
        let mut by_owner: BTreeMap<usize, Vec<Part>> = BTreeMap::new();
        for part in parts {
            if let Some(invoice) = &part.invoice {
                by_owner.entry(owners.of(invoice, payer).unwrap_or(payer)).or_default().push(part);
            }
        }
        let own_parts = by_owner.remove(&payer).unwrap_or_default();
        let sum = |parts: &[Part]| parts.iter().map(|part| part.amount).sum::<Amount>();
        let for_others: Amount = by_owner.values().map(|parts| sum(parts)).sum();
        let own = Payment { amount: payment.amount - for_others, ..payment.clone() };
        if by_owner.is_empty() || !own.amount.is_zero() {
            book(own, own_parts, &mut documents[payer]);
        }
        let payer_id = &customers.get(payer).id;
        for (owner, parts) in by_owner {
            let part_paid = Payment { amount: sum(&parts), payer: Some(payer_id.clone()), ..payment.clone() };
            book(part_paid, parts, &mut documents[owner]);
        }
    }
    chapters.problems.extend(by_row(too_much));
}

/// Problems in the order of the rows that they are in.
fn by_row(mut problems: Vec<(u32, Diagnostic)>) -> impl Iterator<Item = Diagnostic> {
    problems.sort_by_key(|(row, _)| *row);
    problems.into_iter().map(|(_, problem)| problem)
}

/// Limits the parts to what the payment has, in their order: an allocations export may say more.
fn hand_out(payment: &Payment, parts: &mut [Part], payer: &str) -> Vec<(u32, Diagnostic)> {
    let (mut left, mut problems) = (payment.amount, Vec::new());
    for part in parts.iter_mut().filter(|part| part.invoice.is_some()) {
        let amount = match payment.amount.is_negative() {
            true => part.amount.max(left).min(Amount::ZERO),
            false if part.amount.is_negative() => part.amount,
            false => part.amount.min(left),
        };
        if amount != part.amount {
            let money = |amount: Amount| amount.of(payment.currency);
            let title = format!(
                "{} of payment `{}` is given out, of which {} is left",
                money(part.amount),
                payment.reference,
                money(left)
            );
            let problem = Diagnostic::warning("over-allocated", title)
                .at(part.place, "given out here")
                .at(payment.place, format!("{} in all", money(payment.amount)))
                .concerning(payer);
            problems.push((part.row, problem));
        }
        part.amount = amount;
        left -= amount;
    }
    problems
}

fn book(payment: Payment, parts: Vec<Part>, documents: &mut Documents) {
    let source = Source::Payment(documents.payments.len());
    let postings = parts.into_iter().filter_map(|Part { invoice, amount, on, place, .. }| {
        invoice.map(|invoice| Posting { source, invoice, amount, on, place })
    });
    documents.postings.extend(postings);
    documents.payments.push(payment);
}

/// A negative payment to an invoice that is not here could be money paid back, or a credit that the accounting system
/// lists so. It is taken as money paid back; config can say otherwise.
fn warn_of_negative(received: &mut [Received], owners: &Owners<'_>, customers: &Customers) -> Vec<(u32, Diagnostic)> {
    let mut problems = Vec::new();
    for Received { payer, payment, parts } in received {
        for part in parts.iter_mut().filter(|part| part.amount.is_negative()) {
            let Some(invoice) = part.invoice.take_if(|invoice| owners.of(invoice, *payer).is_none()) else {
                continue;
            };
            let amount = part.amount.of(payment.currency);
            let title = format!("a payment of {amount} to invoice `{invoice}`, which is not here");
            let problem = Diagnostic::warning("negative-payment", title)
                .at(part.place, "no such invoice")
                .hint("it counts as money paid back, which raises the balance")
                .hint("if it is a credit, give it its meaning in config: `payments: { values: { amount: { … } } }`")
                .concerning(customers.get(*payer).id.as_str());
            problems.push((part.row, problem));
        }
    }
    problems
}

/// Who has which invoice.
struct Owners<'c> {
    customers: &'c Customers,
    by_number: HashMap<DocumentNumber, Vec<usize>>,
}

impl<'c> Owners<'c> {
    /// The owners of these customers' invoices.
    fn new(customers: &'c Customers, documents: &[Documents], of: impl Fn(usize) -> bool) -> Owners<'c> {
        let mut by_number: HashMap<DocumentNumber, Vec<usize>> = HashMap::new();
        for (customer, documents) in documents.iter().enumerate().filter(|(customer, _)| of(*customer)) {
            for invoice in &documents.invoices {
                by_number.entry(invoice.number.clone()).or_default().push(customer);
            }
        }
        Owners { customers, by_number }
    }

    /// Whose invoice a payment of `payer` is for: his own before a child's, a child's where only one has it.
    fn of(&self, invoice: &DocumentNumber, payer: usize) -> Option<usize> {
        let owners = self.by_number.get(invoice)?;
        if owners.contains(&payer) {
            return Some(payer);
        }
        let family = self.customers.descendants(payer);
        let mut children = owners.iter().filter(|owner| family.contains(owner));
        match (children.next(), children.next()) {
            (Some(owner), None) => Some(*owner),
            _ => None,
        }
    }
}

/// Credit notes and payments by number, over all customers.
struct Sources<'c> {
    by_number: HashMap<DocumentNumber, Vec<Found>>,
    owners: Owners<'c>,
}

#[derive(Clone, Copy, Debug)]
enum Found {
    /// Whose, and the index among his credit notes.
    CreditNote { customer: usize, index: usize },
    /// Whose, and the index among all payments.
    Payment { payer: usize, index: usize },
}

impl<'c> Sources<'c> {
    fn new(customers: &'c Customers, documents: &[Documents], received: &[Received]) -> Sources<'c> {
        let mut by_number: HashMap<DocumentNumber, Vec<Found>> = HashMap::new();
        for (customer, documents) in documents.iter().enumerate() {
            for (index, credit_note) in documents.credit_notes.iter().enumerate() {
                by_number.entry(credit_note.number.clone()).or_default().push(Found::CreditNote { customer, index });
            }
        }
        for (index, Received { payer, payment, .. }) in received.iter().enumerate() {
            by_number.entry(payment.reference.clone()).or_default().push(Found::Payment { payer: *payer, index });
        }
        Sources { by_number, owners: Owners::new(customers, documents, |_| true) }
    }

    /// The one source with this number; of several, the one whose customer has the invoice.
    fn find(&self, number: &DocumentNumber, invoice: &DocumentNumber) -> Result<Found, Diagnostic> {
        let all = self.by_number.get(number).map(Vec::as_slice).unwrap_or_default();
        let has_invoice = |found: &&Found| match found {
            Found::CreditNote { customer, .. } => self.owners.of(invoice, *customer) == Some(*customer),
            Found::Payment { payer, .. } => self.owners.of(invoice, *payer).is_some(),
        };
        match all {
            [] => Err(Diagnostic::error("unknown-source", format!("no credit note or payment `{number}`"))),
            [only] => Ok(*only),
            several => {
                let mut fitting = several.iter().filter(has_invoice);
                match (fitting.next(), fitting.next()) {
                    (Some(only), None) => Ok(*only),
                    _ => {
                        let title = format!("several credit notes or payments are called `{number}`");
                        Err(Diagnostic::error("allocation-ambiguous", title)
                            .hint("give the invoice numbers in the credit notes and payments exports instead"))
                    }
                }
            }
        }
    }
}

struct Columns<'c> {
    reference: Column<'c>,
    customer_id: Column<'c>,
    received: Column<'c>,
    amount: Column<'c>,
    currency: Column<'c>,
    invoice_number: Column<'c>,
    method: Column<'c>,
    called_by_row: Cell<bool>,
}

impl<'c> Columns<'c> {
    fn find(finder: &mut Finder<'_, '_, 'c>, problems: &mut Problems) -> Columns<'c> {
        let mut column = |name| finder.column(name, problems);
        Columns {
            reference: column("reference"),
            customer_id: column("customer_id"),
            received: column("received"),
            amount: column("amount"),
            currency: column("currency"),
            invoice_number: column("invoice_number"),
            method: column("method"),
            called_by_row: Cell::new(false),
        }
    }

    fn payment(
        &self,
        record: &mut Record<'_, '_>,
        customers: &Customers,
    ) -> Result<(usize, Payment, Part), Diagnostic> {
        let customer = customers.named(record, &self.customer_id)?;
        let id = customers.get(customer).id.as_str();
        let (payment, part) = self.rest(record).map_err(|problem| {
            // It may be for a child's invoice, which would stay open.
            let children = customers.descendants(customer).into_iter().map(|child| customers.get(child).id.as_str());
            children.fold(problem.concerning(id), |problem, child| problem.concerning(child))
        })?;
        Ok((customer, payment, part))
    }

    fn rest(&self, record: &mut Record<'_, '_>) -> Result<(Payment, Part), Diagnostic> {
        let place = record.place(&self.amount);
        let currency = record.currency(&self.currency)?;
        let amount = record.amount(&self.amount, currency)?;
        let reference = match record.optional_number(&self.reference)? {
            Some(reference) => reference,
            None => self.row_reference(record),
        };
        let (received, method) = (record.day(&self.received)?, record.text(&self.method)?);
        let payment = Payment { reference, received, currency, amount, method, payer: None, place };
        let invoice = record.optional_number(&self.invoice_number)?;
        let (row, place) = (record.row.index(), record.place(&self.invoice_number));
        let part = Part { invoice, amount, on: None, row, place };
        Ok((payment, part))
    }

    /// A payment without a reference is called by its row.
    fn row_reference(&self, record: &mut Record<'_, '_>) -> DocumentNumber {
        self.called_by_row.set(true);
        let row = record.row.index() + 1;
        if self.reference.index.is_some() {
            let problem = Diagnostic::warning(
                "payment-without-reference",
                format!("a payment has no reference; it is called `row-{row}`"),
            )
            .at(record.place(&self.reference), "empty");
            record.problems.add(problem);
        }
        DocumentNumber::new(&format!("row-{row}")).expect("a row's name is a short line of text")
    }
}
