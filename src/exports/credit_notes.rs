//! The credit notes export. One credit note over several invoices is several rows that repeat number and total.

use super::Export;
use super::chapters::{Chapter, Chapters};
use super::columns::{Column, Finder};
use super::customers::{Customers, digest, row_twice};
use super::record::Record;
use super::rows::Rows;
use super::state::{self, LeftOutRow};
use crate::config::ExportFile;
use crate::diag::{Diagnostic, Place, Problems};
use crate::ledger::{Amount, CreditNote, DocumentNumber, Documents, Posting, Source};
use crate::sheets::Table;
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// What credit notes are read against.
pub(super) struct CreditNotes<'c> {
    pub(super) customers: &'c Customers,
    /// Whether there is an allocations export.
    pub(super) allocated_apart: bool,
}

impl CreditNotes<'_> {
    /// Adds every credit note that counts, and what it was put against, to its customer's documents.
    pub(super) fn read(
        &self,
        file: Option<(Table<'_>, &ExportFile)>,
        documents: &mut [Documents],
        left_out: &mut Vec<LeftOutRow>,
        chapters: &mut Chapters<'_>,
    ) -> Rows {
        let Some((table, config)) = file else { return Rows::default() };
        let CreditNotes { customers, allocated_apart } = *self;
        let columns = Columns::find(&mut Finder::new(Export::CreditNotes, &table, config), chapters.problems);
        let mut rows: HashMap<[u8; 16], Place> = HashMap::new();
        let mut by_number: HashMap<(usize, DocumentNumber), (u32, usize)> = HashMap::new();
        let mut whole = Whole::new();
        let read = Rows::read(&table, chapters.problems, |row, problems| {
            let (customer, mut part) = match columns.part(&mut Record { row, problems }, customers) {
                Ok(Some(read)) => read,
                Ok(None) => {
                    left_out.extend(state::left_out(row, &columns.number, &columns.customer_id));
                    return None;
                }
                Err(problem) => {
                    left_out.extend(state::left_out(row, &columns.number, &columns.customer_id));
                    problems.add(problem);
                    return None;
                }
            };
            let id = customers.get(customer).id.as_str();
            if let Some(first) = rows.insert(digest(row), part.credit_note.place) {
                problems.add(row_twice(part.credit_note.place, first));
                return Some(customer);
            }
            if allocated_apart && part.invoice.is_some() {
                problems.add(allocated_twice(part.place).concerning(id));
                part.invoice = None;
            }
            let documents = &mut documents[customer];
            let (first, index) = match by_number.get(&(customer, part.credit_note.number.clone())) {
                Some(&(first, index)) => {
                    if let Some(problem) = differs(&documents.credit_notes[index], &part.credit_note) {
                        problems.add(problem.concerning(id));
                        return Some(customer);
                    }
                    // Of two reasons the one that comes first in the alphabet: the order of rows must decide nothing.
                    let reason = &mut documents.credit_notes[index].reason;
                    *reason = [reason.take(), part.credit_note.reason].into_iter().flatten().min();
                    (first, index)
                }
                None => {
                    let found = (row.index(), documents.credit_notes.len());
                    by_number.insert((customer, part.credit_note.number.clone()), found);
                    documents.credit_notes.push(part.credit_note.clone());
                    found
                }
            };
            let Some(invoice) = part.invoice else { return Some(customer) };
            if part.applied.is_none() {
                whole.insert(first, (customer, index));
            }
            let amount = part.applied.unwrap_or(part.credit_note.total);
            documents.postings.push(Posting {
                source: Source::CreditNote(index),
                invoice,
                amount,
                on: None,
                place: part.place,
            });
            Some(customer)
        });
        chapters.end(Chapter::CreditNotes);
        refuse_parts_without_amount(&whole, customers, documents, chapters.problems);
        read
    }
}

/// Credit notes that have a part without an amount, by the number of their first row: whose, and which of his.
type Whole = BTreeMap<u32, (usize, usize)>;

/// A credit note over several invoices must say how much goes to each.
fn refuse_parts_without_amount(whole: &Whole, customers: &Customers, documents: &[Documents], problems: &mut Problems) {
    for (customer, index) in whole.values() {
        let documents = &documents[*customer];
        let of_this = documents.postings.iter().filter(|posting| posting.source == Source::CreditNote(*index));
        if of_this.count() > 1 {
            let credit_note = &documents.credit_notes[*index];
            let title = format!(
                "credit note `{}` is put against several invoices, but not how much against each",
                credit_note.number
            );
            let id = customers.get(*customer).id.as_str();
            problems.add(
                Diagnostic::error("applied-missing", title)
                    .at(credit_note.place, "this credit note")
                    .hint("give each row its part under `applied`")
                    .concerning(id),
            );
        }
    }
}

/// What a row says twice, here and in the allocations export.
pub(super) fn allocated_twice(place: Place) -> Diagnostic {
    Diagnostic::error("allocated-twice", "an invoice is named here although there is an allocations export")
        .at(place, "must be empty")
        .hint("leave the column out, or the allocations export")
}

fn differs(first: &CreditNote, again: &CreditNote) -> Option<Diagnostic> {
    let same = first.issued == again.issued && first.currency == again.currency && first.total == again.total;
    (!same).then(|| {
        let title = format!("the rows of credit note `{}` differ in day, currency or total", first.number);
        Diagnostic::error("credit-note-differs", title).at(again.place, "this row").at(first.place, "the first row")
    })
}

/// One row: a credit note, and the invoice it was put against.
struct RowPart {
    credit_note: CreditNote,
    invoice: Option<DocumentNumber>,
    applied: Option<Amount>,
    place: Place,
}

struct Columns<'c> {
    number: Column<'c>,
    customer_id: Column<'c>,
    issued: Column<'c>,
    currency: Column<'c>,
    total: Column<'c>,
    invoice_number: Column<'c>,
    applied: Column<'c>,
    state: Column<'c>,
    reason: Column<'c>,
}

impl<'c> Columns<'c> {
    fn find(finder: &mut Finder<'_, '_, 'c>, problems: &mut Problems) -> Columns<'c> {
        let mut column = |name| finder.column(name, problems);
        Columns {
            number: column("number"),
            customer_id: column("customer_id"),
            issued: column("issued"),
            currency: column("currency"),
            total: column("total"),
            invoice_number: column("invoice_number"),
            applied: column("applied"),
            state: column("state"),
            reason: column("reason"),
        }
    }

    fn part(&self, record: &mut Record<'_, '_>, customers: &Customers) -> Result<Option<(usize, RowPart)>, Diagnostic> {
        let counts = state::counts(record, &self.state);
        if matches!(counts, Ok(false)) {
            return Ok(None);
        }
        let customer = customers.named(record, &self.customer_id)?;
        let id = customers.get(customer).id.as_str();
        let part = counts.and_then(|_| self.rest(record)).map_err(|problem| problem.concerning(id))?;
        Ok(Some((customer, part)))
    }

    fn rest(&self, record: &mut Record<'_, '_>) -> Result<RowPart, Diagnostic> {
        let currency = record.currency(&self.currency)?;
        let applied = record.optional_amount(&self.applied, currency)?;
        if applied.is_some_and(Amount::is_negative) {
            return Err(Diagnostic::error("negative-amount", "`applied` is negative")
                .at(record.place(&self.applied), "negative"));
        }
        let invoice = record.optional_number(&self.invoice_number)?;
        if invoice.is_none() && applied.is_some_and(Amount::is_positive) {
            return Err(Diagnostic::error(
                "applied-without-invoice",
                "`applied` says a part was used, but not for which invoice",
            )
            .at(record.place(&self.applied), "used for what?")
            .hint("name the invoice under `invoice_number`, or leave `applied` empty"));
        }
        Ok(RowPart {
            credit_note: CreditNote {
                number: record.number(&self.number)?,
                issued: record.day(&self.issued)?,
                currency,
                total: record.positive_amount(&self.total, currency)?,
                reason: record.lines(&self.reason)?,
                place: record.place(&self.number),
            },
            invoice,
            applied,
            place: record.place(&self.invoice_number),
        })
    }
}
