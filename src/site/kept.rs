//! What a build leaves to the next one: the parts that take long, each with what it was made from.
//!
//! A part is a function of its inputs. Where these are the same, byte for byte, so is the part, and so are its problems,
//! which are told again. Nothing is ever mended in place: it is either kept or made anew.

use super::inputs::{BrandFiles, Inputs};
use crate::config::Config;
use crate::diag::Problems;
use crate::documents::Stationery;
use crate::ledger::{CustomerId, Ledger};
use crate::theme::{Theme, ThemeFile};
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::sync::Arc;

/// The ledger and the look of an earlier build, and who gets no PDF by them.
#[derive(Debug, Default)]
pub struct Kept {
    ledger: Option<Part<Ledger>>,
    look: Option<Part<Look>>,
    /// Customers who get no PDF, and the ledger that was looked through for them.
    unprinted: Option<(Arc<Ledger>, Part<BTreeSet<CustomerId>>)>,
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
    /// Takes over the look that another site keeps, to be used where its inputs are the same.
    pub fn share_look(&mut self, other: &Kept) {
        self.look.clone_from(&other.look);
    }

    /// The ledger. It depends on the exports, which file each of them is, and how config says that they are read.
    pub(super) fn ledger(
        &mut self,
        inputs: &Arc<Inputs>,
        make: impl FnOnce(&Inputs, &mut Problems) -> Ledger,
        problems: &mut Problems,
    ) -> Arc<Ledger> {
        let kept = self.ledger.take().filter(|part| is_same_delivery(&part.inputs, inputs));
        let part =
            kept.map_or_else(|| Part::of(inputs, |problems| Some(make(inputs, problems))), |part| Ok(part.on(inputs)));
        let part = part.expect("a ledger is always made");
        problems.append((*part.problems).clone());
        self.ledger.insert(part).made.clone()
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
    /// Who gets no PDF. That depends on the ledger, which may be the one that was kept, and on the fonts.
    pub(super) fn unprinted(
        &mut self,
        (inputs, ledger): (&Arc<Inputs>, &Arc<Ledger>),
        make: impl FnOnce(&mut Problems) -> BTreeSet<CustomerId>,
        problems: &mut Problems,
    ) -> Arc<BTreeSet<CustomerId>> {
        let is_same =
            |(of, part): &(Arc<Ledger>, Part<_>)| Arc::ptr_eq(of, ledger) && has_same_fonts(&part.inputs, inputs);
        let kept = self.unprinted.take().filter(is_same);
        let part =
            kept.map_or_else(|| Part::of(inputs, |problems| Some(make(problems))), |(_, part)| Ok(part.on(inputs)));
        let part = part.expect("some set of customers is always made");
        problems.append((*part.problems).clone());
        self.unprinted.insert((ledger.clone(), part)).1.made.clone()
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
    before.delivered() == now.delivered() && written(&before.config.exports) == written(&now.config.exports)
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
