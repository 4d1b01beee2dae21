//! Elements that have text in them: headings, paragraphs, cells, labels.

use super::{Canvas, Figure};
use crate::pdf::document::Document;
use crate::pdf::geometry::At;
use crate::pdf::page::Furniture;
use crate::pdf::structure::{ElementId, Kind, Reading};
use crate::pdf::text::Style;

/// Inside an element with text.
#[derive(Debug)]
pub struct Block<'d, 'p> {
    document: &'d mut Document<'p>,
    element: ElementId,
}

/// Inside a link.
#[derive(Debug)]
pub struct LinkText<'d, 'p> {
    document: &'d mut Document<'p>,
    element: ElementId,
    target: Target<'d>,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug)]
pub struct Target<'t> {
    /// An address (`https:`, `mailto:`, `tel:`).
    pub address: &'t str,
    /// What is there, for those who do not see what is around the link.
    pub description: &'t str,
}

impl<'d, 'p> Block<'d, 'p> {
    pub(in crate::pdf) fn new(document: &'d mut Document<'p>, element: ElementId) -> Block<'d, 'p> {
        Block { document, element }
    }

    /// A text on one line; its width in points.
    pub fn text(&mut self, text: &str, at: At, style: &Style) -> f32 {
        self.document.open(self.element);
        self.document.draw_text(text, at, style)
    }

    /// A part of the text that leads somewhere.
    pub fn link<R>(&mut self, target: Target<'_>, draw: impl FnOnce(&mut LinkText<'_, 'p>) -> R) -> R {
        let element = self.document.structure.add(self.element, Kind::Link);
        let result = draw(&mut LinkText { document: self.document, element, target });
        if self.document.structure.is_empty(element) {
            self.document.open(element);
        }
        result
    }

    /// A part of the text in another language, or that reads otherwise than it looks.
    pub fn span<R>(&mut self, reading: Reading, draw: impl FnOnce(&mut Block<'_, 'p>) -> R) -> R {
        self.document.block(self.element, Kind::Span(reading), draw)
    }

    /// A picture within the text.
    pub fn figure<R>(&mut self, figure: Figure<'_>, draw: impl FnOnce(&mut Canvas<'_, 'p>) -> R) -> R {
        self.document.figure_in(self.element, figure, draw)
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

impl LinkText<'_, '_> {
    /// A text on one line, all of which leads there; its width in points.
    pub fn text(&mut self, text: &str, at: At, style: &Style) -> f32 {
        self.document.open(self.element);
        let width = self.document.draw_text(text, at, style);
        self.document.link_extent(self.element, self.target.address, self.target.description);
        width
    }

    /// Goes on to a new page.
    pub fn new_page(&mut self) {
        self.document.new_page();
    }
}
