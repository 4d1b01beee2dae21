//! What a build leaves to the next one: the parts that take long, each with what it was made from.
//!
//! A part is a function of its inputs. Where these are the same, byte for byte, so is the part, and so are its problems,
//! which are told again. Nothing is ever mended in place: it is either kept or made anew. The ledger's parts are its books:
//! where rows of some customers changed, `exports` makes theirs anew, and the ledger of them and the others.

use super::inputs::{BrandFiles, Inputs};
use crate::config::Config;
use crate::diag::{Place, Problems};
use crate::documents::Stationery;
use crate::exports;
use crate::ledger::{Book, CustomerId, Ledger};
use crate::theme::{Theme, ThemeFile};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::sync::Arc;

/// The ledger and the look of an earlier build, and who gets no PDF by them.
#[derive(Debug, Default)]
pub struct Kept {
    ledger: Option<Part<Ledger>>,
    /// What the next reading of the exports can use of the last one.
    reading: Option<exports::Kept>,
    look: Option<Part<Look>>,
    /// The ledger that was looked through for texts that cannot be printed.
    looked_through: Option<LookedThrough>,
    /// Whether there will be a next build: what only that one needs is kept for it alone.
    keeps: bool,
}

/// A ledger, and what cannot be printed of each book in it.
#[derive(Debug)]
struct LookedThrough {
    inputs: Arc<Inputs>,
    ledger: Arc<Ledger>,
    /// By the book's index; most books have none.
    problems: BTreeMap<usize, Problems>,
}

/// What all portals look like, on screens and on paper.
#[derive(Debug)]
pub(super) struct Look {
    pub(super) theme: Theme,
    pub(super) stationery: Stationery,
}

/// What was made, from which inputs, and with which problems.
#[derive(Debug)]
struct Part<T> {
    inputs: Arc<Inputs>,
    made: Arc<T>,
    problems: Arc<Problems>,
}

impl Kept {
    /// To be filled by a first build, for those after it.
    pub fn new() -> Kept {
        Kept { keeps: true, ..Kept::default() }
    }

    /// Takes over the look that another site keeps, to be used where its inputs are the same.
    pub fn share_look(&mut self, other: &Kept) {
        self.look.clone_from(&other.look);
    }

    /// The ledger. It depends on the exports, which file each of them is, and how config says that they are read.
    pub(super) fn ledger(&mut self, inputs: &Arc<Inputs>, problems: &mut Problems) -> Arc<Ledger> {
        let part = match self.ledger.take() {
            Some(part) if is_same_delivery(&part.inputs, inputs) => part.on(inputs),
            before => self.read(before, inputs),
        };
        problems.append((*part.problems).clone());
        self.ledger.insert(part).made.clone()
    }

    /// Reads the exports: the rows that changed, where it is plain which these are; else all.
    fn read(&mut self, before: Option<Part<Ledger>>, inputs: &Arc<Inputs>) -> Part<Ledger> {
        let (now, config) = (inputs.delivered(), &inputs.config.exports);
        let before = before.filter(|part| is_read_alike(&part.inputs, inputs));
        if let (Some(before), Some(reading)) = (before, self.reading.take()) {
            let (earlier, mut problems) = (before.inputs.delivered(), Problems::new());
            if let Some((ledger, reading)) =
                exports::reread(reading, &before.made, (&earlier, &now), config, &mut problems)
            {
                self.reading = Some(reading);
                return Part { inputs: inputs.clone(), made: Arc::new(ledger), problems: Arc::new(problems) };
            }
        }
        let mut problems = Problems::new();
        let (ledger, reading) = match self.keeps {
            true => exports::read_and_keep(&now, config, &mut problems),
            false => (exports::read(&now, config, &mut problems), None),
        };
        self.reading = reading;
        Part { inputs: inputs.clone(), made: Arc::new(ledger), problems: Arc::new(problems) }
    }

    /// Where a place in the ledger, or in a problem that was found in it, is in the files as they are now.
    pub(super) fn place(&self, place: Place) -> Place {
        self.reading.as_ref().map_or(place, |reading| reading.place(place))
    }

    /// The look. It depends on its files and on config. One with errors is none, and is not kept.
    pub(super) fn look(
        &mut self,
        inputs: &Arc<Inputs>,
        make: impl FnOnce(&Inputs, &mut Problems) -> Option<Look>,
        problems: &mut Problems,
    ) -> Option<Arc<Look>> {
        let kept = self.look.take().filter(|part| is_same_look(&part.inputs, inputs));
        match kept.map_or_else(|| Part::of(inputs, |problems| make(inputs, problems)), |part| Ok(part.on(inputs))) {
            Ok(part) => {
                problems.append((*part.problems).clone());
                Some(self.look.insert(part).made.clone())
            }
            Err(why) => {
                problems.append(why);
                None
            }
        }
    }
}

impl Kept {
    /// Who gets no PDF: those of whose book `look_through` says that something cannot be printed, and those who see his
    /// items. That depends on the books, most of which may be ones that were kept, and on the fonts.
    pub(super) fn unprinted(
        &mut self,
        (inputs, ledger): (&Arc<Inputs>, &Arc<Ledger>),
        look_through: impl Fn(&Book) -> Problems + Sync,
        problems: &mut Problems,
    ) -> Arc<BTreeSet<CustomerId>> {
        let books = ledger.books();
        let is_like = |before: &LookedThrough| {
            has_same_fonts(&before.inputs, inputs) && before.ledger.books().len() == books.len()
        };
        let before = self.looked_through.take().filter(is_like);
        let look = |index: usize| -> Option<(usize, Problems)> {
            let found = match &before {
                Some(before) if before.ledger.books()[index].is_shared(&books[index]) => {
                    before.problems.get(&index).cloned()?
                }
                _ => look_through(&books[index]),
            };
            (found.listed() > 0).then_some((index, found))
        };
        let found: BTreeMap<usize, Problems> = match &before {
            Some(before) if Arc::ptr_eq(&before.ledger, ledger) => before.problems.clone(),
            _ => (0..books.len()).into_par_iter().filter_map(look).collect(),
        };
        let mut unprinted = BTreeSet::new();
        for (index, of_book) in &found {
            problems.append(of_book.clone());
            unprinted.extend(ledger.seen_by(&books[*index].customer.id).into_iter().cloned());
        }
        self.looked_through = Some(LookedThrough { inputs: inputs.clone(), ledger: ledger.clone(), problems: found });
        Arc::new(unprinted)
    }
}

impl<T> Part<T> {
    fn of(inputs: &Arc<Inputs>, make: impl FnOnce(&mut Problems) -> Option<T>) -> Result<Part<T>, Problems> {
        let mut problems = Problems::new();
        match make(&mut problems) {
            Some(made) => Ok(Part { inputs: inputs.clone(), made: Arc::new(made), problems: Arc::new(problems) }),
            None => Err(problems),
        }
    }

    /// The same part on inputs that are the same to it, so that the older ones can go.
    fn on(self, inputs: &Arc<Inputs>) -> Part<T> {
        Part { inputs: inputs.clone(), ..self }
    }
}

impl<T> Clone for Part<T> {
    fn clone(&self) -> Part<T> {
        Part { inputs: self.inputs.clone(), made: self.made.clone(), problems: self.problems.clone() }
    }
}

fn is_same_delivery(before: &Inputs, now: &Inputs) -> bool {
    before.delivered() == now.delivered() && is_read_alike(before, now)
}

fn is_read_alike(before: &Inputs, now: &Inputs) -> bool {
    written(&before.config.exports) == written(&now.config.exports)
}

fn has_same_fonts(before: &Inputs, now: &Inputs) -> bool {
    let asked = |inputs: &Inputs| (inputs.config.pdf.fonts.clone(), inputs.config.statements.formats.clone());
    asked(before) == asked(now) && before.theme.brand == now.theme.brand
}

/// Themes see all of config but what it says of single customers and of exports. Its text counts too, since the theme's
/// problems have their places in it.
fn is_same_look(before: &Inputs, now: &Inputs) -> bool {
    let look = |inputs: &Inputs| {
        let Config { customers: _, exports: _, organization, site, contact, documents, features, .. } = &inputs.config;
        let Config { late_fees, white_label, payment, statements, pdf, forms, .. } = &inputs.config;
        written(&(
            organization,
            site,
            contact,
            documents,
            features,
            (late_fees, white_label, payment, statements, pdf, forms),
        ))
    };
    let same_files = |of: fn(&BrandFiles) -> &Vec<ThemeFile>| of(&before.theme) == of(&now.theme);
    before.bytes(before.config_file) == now.bytes(now.config_file)
        && look(before) == look(now)
        && same_files(|files| &files.own)
        && same_files(|files| &files.built_in)
        && same_files(|files| &files.brand)
}

/// All that a value says; checked config has no hidden part.
fn written(value: &impl Debug) -> String {
    format!("{value:?}")
}
