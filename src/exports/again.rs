//! Reading again after some rows have changed: what was read of all others is kept.
//!
//! Rows depend on each other where they are one customer's, or one family's: a number given twice, a credit note in several
//! rows, a parent's payment for a child's invoice. So whoever has a row that came, went or changed is read anew, with his
//! family, by the same code that reads whole files, from all his rows and from no one else's. What depends on everybody is
//! who the customers are and who is whose parent: that must be the same. So must be all that is said of whole files.

use super::chapters::Chapters;
use super::customers::Customers;
use super::kept::{File, Kept, OF_ROWS, Told};
use super::rows::Rows;
use super::state::LeftOutRow;
use super::turn::Turn;
use super::{COUNT, Delivered, Export, Part, left_out, open};
use crate::config::Exports;
use crate::diag::Problems;
use crate::ledger::Ledger;
use std::collections::BTreeSet;

/// Reads files of which `kept` is what an earlier reading left, and `ledger` what it made of `before`. Config must say
/// what it said then. The ledger and the problems are those of [`super::read`], but for the names of rows.
///
/// `None` means that all has to be read: too much is another than before, or it cannot be told what is.
pub fn reread(
    kept: Kept,
    ledger: &Ledger,
    (before, now): (&[Delivered<'_>], &[Delivered<'_>]),
    config: &Exports,
    problems: &mut Problems,
) -> Option<(Ledger, Kept)> {
    let Kept { mut customers, files, told, left_out, called_by_row } = kept;
    let mut turns = turns(files, (before, now), config)?;
    if called_by_row && turns.iter().any(|turn| turn.is(Export::Payments) && turn.moves_rows()) {
        return None;
    }
    let mut found = Problems::new();
    let mut chapters = Chapters::new(&mut found);
    let mut of_customers = Rows::default();
    let mut concerned = BTreeSet::new();
    for turn in turns.iter_mut().filter(|turn| turn.changed.is_some()) {
        if turn.is(Export::Customers) {
            of_customers = turn.reread_customers(&mut customers, &told, &mut chapters)?;
        }
        concerned.extend(turn.concerned(&customers));
    }
    let families: Vec<usize> = concerned.iter().flat_map(|customer| customers.family(*customer)).collect();
    concerned.extend(families);
    let concerned: Vec<usize> = concerned.into_iter().collect();

    let mut part = read_part(&mut turns, &mut customers, &concerned, &mut chapters)?;
    part.rows[0] = of_customers;
    let fresh = Told::of(&chapters, &part.ends);
    if chapters.problems.unlisted() > 0 || !fresh.is_placed(turns.iter().map(|turn| &turn.file)) {
        return None;
    }
    let told = merged(told, fresh, &turns, &concerned);
    let mut all = Problems::new();
    all.extend(told.all().cloned());
    let ledger = ledger.with_books(part.books, &mut all);
    let (left_out, ledger) = merge_left_out(left_out, part.left_out, &turns, ledger);
    let mut rows = part.rows;
    let turned = turns.into_iter().map(|turn| {
        let fresh = std::mem::take(&mut rows[turn.file.export as usize]);
        turn.turned(fresh)
    });
    let files = turned.collect::<Option<Vec<_>>>()?;
    problems.append(all);
    Some((ledger, Kept { customers, files, told, left_out, called_by_row: called_by_row || part.called_by_row }))
}

/// The files before and now, one beside the other.
fn turns<'t, 'c>(
    files: Vec<File>,
    (before, now): (&[Delivered<'t>], &[Delivered<'t>]),
    config: &'c Exports,
) -> Option<Vec<Turn<'t, 'c>>> {
    let named = |files: &[Delivered<'_>]| -> Vec<_> {
        files.iter().map(|file| (file.export, file.file, file.path.to_owned())).collect()
    };
    if named(before) != named(now) || files.len() != now.len() {
        return None;
    }
    let mut problems = Problems::new();
    let mut opened = open(now, config, &mut problems);
    if problems.listed() > 0 {
        return None;
    }
    let turn = |file: File| {
        let export = file.export;
        let bytes = |files: &[Delivered<'t>]| {
            files.iter().find(|delivered| delivered.export == export).map(|delivered| delivered.bytes)
        };
        Turn::new(file, (bytes(before)?, bytes(now)?), opened[export as usize].take()?)
    };
    files.into_iter().map(turn).collect()
}

/// Reads the documents of these customers. None where these are so many that all can be read as well.
fn read_part(
    turns: &mut [Turn<'_, '_>],
    customers: &mut Customers,
    concerned: &[usize],
    chapters: &mut Chapters<'_>,
) -> Option<Part> {
    let mut is_concerned = vec![false; customers.len()];
    concerned.iter().for_each(|customer| is_concerned[*customer] = true);
    let (mut chosen, mut all) = (0, 0);
    for turn in turns.iter_mut().filter(|turn| !turn.is(Export::Customers)) {
        chosen += turn.choose(&is_concerned);
        all += turn.file.rows.len();
    }
    if chosen > all / 2 {
        return None;
    }
    if turns.iter().any(|turn| turn.is(Export::Contacts)) {
        concerned.iter().for_each(|customer| customers.get_mut(*customer).contacts.clear());
    }
    let mut tables = [const { None }; COUNT];
    for turn in turns.iter_mut() {
        tables[turn.file.export as usize] = turn.opened.take();
    }
    let [_, tables @ ..] = tables;
    Some(Part::read(tables, customers, concerned, chapters))
}

/// What was told of rows and books that are as they were, and what was found now, in the order of the files.
fn merged(mut told: Told, mut fresh: Told, turns: &[Turn<'_, '_>], concerned: &[usize]) -> Told {
    for (chapter, export) in OF_ROWS {
        let Some(turn) = turns.iter().find(|turn| turn.is(export)) else { continue };
        if export == Export::Customers && turn.changed.is_none() {
            continue;
        }
        let problems = told.chapters.entry(chapter).or_default();
        problems.retain(|problem| turn.still_holds(problem));
        problems.append(fresh.chapters.entry(chapter).or_default());
        problems.sort_by_cached_key(|problem| turn.row_now(problem));
    }
    concerned.iter().for_each(|customer| drop(told.books.remove(customer)));
    told.books.append(&mut fresh.books);
    told
}

/// The rows that no portal shows, and the ledger that knows of them.
fn merge_left_out(
    mut before: [Vec<LeftOutRow>; 2],
    fresh: [Vec<LeftOutRow>; 2],
    turns: &[Turn<'_, '_>],
    ledger: Ledger,
) -> ([Vec<LeftOutRow>; 2], Ledger) {
    let mut is_changed = false;
    for ((rows, fresh), export) in before.iter_mut().zip(fresh).zip([Export::Invoices, Export::CreditNotes]) {
        let Some(turn) = turns.iter().find(|turn| turn.is(export)) else { continue };
        let count = rows.len();
        rows.retain(|(name, _)| !turn.is_gone(*name));
        is_changed |= rows.len() < count || !fresh.is_empty();
        rows.extend(fresh);
    }
    let ledger = if is_changed { ledger.with_left_out(left_out(before.clone())) } else { ledger };
    (before, ledger)
}
