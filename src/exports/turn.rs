//! One export before and now: which of its rows are read anew, and what of the others still holds.

use super::chapters::{Chapter, Chapters};
use super::columns::Finder;
use super::customers::Customers;
use super::kept::{File, Told, row_of};
use super::names::Names;
use super::record::Record;
use super::rows::Rows;
use super::{Export, Opened};
use crate::diag::{Concern, Diagnostic, Problems, Severity};
use crate::sheets::{Changed, Known, RowAt};
use hashbrown::HashSet;
use std::collections::BTreeSet;

/// One export before and now.
pub(super) struct Turn<'t, 'c> {
    pub(super) file: File,
    /// None once it was read.
    pub(super) opened: Option<Opened<'t, 'c>>,
    /// None where it is the same, byte for byte.
    pub(super) changed: Option<Changed>,
    /// What rows are called now.
    names: Names,
    /// Rows that are as they were, before those that changed and behind them, and are read anew all the same.
    chosen: [Vec<RowAt>; 2],
    /// The names of all rows that are read anew, as they were called before.
    again: HashSet<u32>,
}

impl<'t, 'c> Turn<'t, 'c> {
    /// None where it cannot be told what has changed.
    pub(super) fn new(file: File, (before, now): (&[u8], &[u8]), opened: Opened<'t, 'c>) -> Option<Turn<'t, 'c>> {
        let table = &opened.0;
        if table.shape().as_ref() != Some(&file.shape) {
            return None;
        }
        let changed = match before == now {
            true => None,
            false => {
                let row = |index: usize| file.names.row(file.rows.names[index]);
                let known = Known { bytes: before, starts: &file.rows.starts, row: &row, rows: file.rows.all? };
                Some(table.changed(&known)?)
            }
        };
        let names = match &changed {
            Some(changed) => file.names.clone().replaced(changed.gone.clone(), count(changed))?,
            None => file.names.clone(),
        };
        let gone = changed.iter().flat_map(|changed| &file.rows.names[changed.from..changed.to]);
        let again = gone.copied().collect();
        Some(Turn { opened: Some(opened), changed, names, chosen: Default::default(), again, file })
    }

    pub(super) fn is(&self, export: Export) -> bool {
        self.file.export == export
    }

    /// Whether rows that did not change have other numbers now.
    pub(super) fn moves_rows(&self) -> bool {
        self.changed.as_ref().is_some_and(|changed| changed.moved() != 0)
    }

    /// The rows that came, or stand where others stood.
    fn new_rows(&self) -> Vec<RowAt> {
        let Some(changed) = &self.changed else { return Vec::new() };
        let at = |(index, start): (u32, &u32)| RowAt { index, name: self.names.name(index), start: *start };
        (changed.gone.start..).zip(&changed.starts).map(at).collect()
    }

    /// The customers of rows that went, and of those that came.
    pub(super) fn concerned(&mut self, customers: &Customers) -> BTreeSet<usize> {
        let Some(changed) = &self.changed else { return BTreeSet::new() };
        let mut concerned: BTreeSet<usize> =
            (changed.from..changed.to).filter_map(|row| self.file.rows.customer(row)).collect();
        if self.is(Export::Customers) {
            return concerned;
        }
        let new_rows = self.new_rows();
        let Some((table, config)) = &mut self.opened else { return concerned };
        // What is wrong with these rows is told when all of them is read.
        let mut untold = Problems::new();
        let column = Finder::new(self.file.export, table, config).column("customer_id", &mut untold);
        table.only(new_rows);
        table.for_each(&mut untold, |row, problems| {
            concerned.extend(customers.named(&mut Record { row: &row, problems }, &column).ok());
        });
        concerned
    }

    /// Reads the rows of customers that changed. None where customers came or went, or any is called otherwise or has
    /// another parent, or it is not plain who is who.
    pub(super) fn reread_customers(
        &mut self,
        customers: &mut Customers,
        told: &Told,
        chapters: &mut Chapters<'_>,
    ) -> Option<Rows> {
        let changed = self.changed.as_ref()?;
        let of = (changed.from..changed.to).map(|row| self.file.rows.customer(row));
        let of = of.collect::<Option<Vec<_>>>()?;
        let mut earlier = told.chapters.get(&Chapter::Customers)?.iter();
        let is_twice = |problem: &Diagnostic| matches!(problem.code, "customer-twice" | "row-twice");
        let is_nobodys =
            |problem: &Diagnostic| problem.severity == Severity::Error && problem.concern == Concern::Everyone;
        if changed.moved() != 0 || earlier.any(|problem| is_twice(problem) || is_nobodys(problem)) {
            return None;
        }
        let new_rows = self.new_rows();
        let (table, config) = self.opened.as_mut()?;
        table.only(new_rows);
        let rows = customers.reread((table, config), &of, chapters.problems)?;
        chapters.end(Chapter::Customers);
        (!chapters.problems.iter().any(is_nobodys)).then_some(rows)
    }

    /// Hands out only the rows that came, and those of these customers; says how many they are.
    pub(super) fn choose(&mut self, is_concerned: &[bool]) -> usize {
        let rows = &self.file.rows;
        let (from, to, bytes) = match &self.changed {
            Some(changed) => (changed.from, changed.to, changed.bytes),
            None => (rows.len(), rows.len(), 0),
        };
        let choose = |range: std::ops::Range<usize>, moved: i64| -> Vec<RowAt> {
            let concerned = range.filter(|row| rows.customer(*row).is_some_and(|customer| is_concerned[customer]));
            let at = |row: usize| {
                let start = u32::try_from(i64::from(rows.starts[row]) + moved).expect("a row begins in its text");
                RowAt { index: self.names.row(rows.names[row]), name: rows.names[row], start }
            };
            concerned.map(at).collect()
        };
        let chosen = [choose(0..from, 0), choose(to..rows.len(), bytes)];
        self.again.extend(chosen.iter().flatten().map(|row| row.name));
        let all = [chosen[0].clone(), self.new_rows(), chosen[1].clone()].concat();
        self.chosen = chosen;
        let count = all.len();
        if let Some((table, _)) = &mut self.opened {
            table.only(all);
        }
        count
    }

    /// Whether a problem that was told of a row is one still, and not told anew.
    pub(super) fn still_holds(&self, problem: &Diagnostic) -> bool {
        let Some(name) = row_of(problem, self.file.file) else { return false };
        // What is wrong with the header is told each time.
        name > self.file.shape.header_row() && !self.again.contains(&name) && !self.is_gone(name)
    }

    /// Whether a row gave way to others.
    pub(super) fn is_gone(&self, name: u32) -> bool {
        self.changed.as_ref().is_some_and(|changed| changed.gone.contains(&self.file.names.row(name)))
    }

    /// The number of the row that a problem is in.
    pub(super) fn row_now(&self, problem: &Diagnostic) -> u32 {
        row_of(problem, self.file.file).map_or(0, |name| self.names.row(name))
    }

    /// The file after the turn; `fresh` are the rows that were read anew. None where they are not the ones that were to be.
    pub(super) fn turned(self, fresh: Rows) -> Option<File> {
        let Turn { mut file, changed, names, chosen: [before, behind], .. } = self;
        file.names = names;
        let Some(changed) = changed else { return Some(file) };
        let end = fresh.len().checked_sub(behind.len()).filter(|end| *end >= before.len())?;
        let is_chosen = |rows: &[u32], chosen: &[RowAt]| rows.iter().eq(chosen.iter().map(|row| &row.name));
        if !is_chosen(&fresh.names[..before.len()], &before) || !is_chosen(&fresh.names[end..], &behind) {
            return None;
        }
        file.rows.replace(changed.from..changed.to, fresh.part(before.len()..end), changed.bytes);
        file.rows.all = Some(changed.rows);
        Some(file)
    }
}

fn count(changed: &Changed) -> u32 {
    u32::try_from(changed.starts.len()).expect("a file has fewer rows")
}
