//! Lists, with or without labels.

use super::{Block, Canvas};
use crate::pdf::document::Document;
use crate::pdf::page::Furniture;
use crate::pdf::structure::{ElementId, Kind};

/// Inside a list: items.
#[derive(Debug)]
pub struct List<'d, 'p> {
    document: &'d mut Document<'p>,
    element: ElementId,
}

/// Inside an item: its label, if it has one, then what it says.
#[derive(Debug)]
pub struct Item<'d, 'p> {
    document: &'d mut Document<'p>,
    element: ElementId,
}

impl<'d, 'p> List<'d, 'p> {
    pub(in crate::pdf) fn new(document: &'d mut Document<'p>, element: ElementId) -> List<'d, 'p> {
        List { document, element }
    }

    /// One item.
    pub fn item<R>(&mut self, draw: impl FnOnce(&mut Item<'_, 'p>) -> R) -> R {
        let element = self.document.structure.add(self.element, Kind::Item);
        draw(&mut Item { document: self.document, element })
    }

    /// Something on this page that is not read.
    pub fn artifact<R>(&mut self, furniture: Furniture, draw: impl FnOnce(&mut Canvas<'_, 'p>) -> R) -> R {
        self.document.artifact(furniture, draw)
    }

    /// Goes on to a new page.
    pub fn new_page(&mut self) {
        self.document.new_page();
    }
}

impl<'p> Item<'_, 'p> {
    /// The bullet, the number, or the name of a value.
    pub fn label<R>(&mut self, draw: impl FnOnce(&mut Block<'_, 'p>) -> R) -> R {
        self.document.block(self.element, Kind::Label, draw)
    }

    /// What the item says.
    pub fn body<R>(&mut self, draw: impl FnOnce(&mut Block<'_, 'p>) -> R) -> R {
        self.document.block(self.element, Kind::ItemBody, draw)
    }
}
