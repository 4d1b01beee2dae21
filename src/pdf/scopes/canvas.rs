//! Drawing: in a figure, or as page furniture.

use crate::pdf::document::Document;
use crate::pdf::geometry::{Area, At, Dark, Path};
use crate::pdf::picture::Picture;
use crate::pdf::structure::ElementId;
use crate::pdf::text::{Color, Style};

/// What is drawn here is seen as one thing, or not read at all.
#[derive(Debug)]
pub struct Canvas<'d, 'p> {
    document: &'d mut Document<'p>,
    /// The figure; page furniture belongs to no element.
    figure: Option<ElementId>,
}

/// Something that is seen rather than read.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'t> {
    /// What it says, for those who do not see it. It must say something.
    pub alternative: &'t str,
    /// Where it lies on the page.
    pub area: Area,
}

impl<'d, 'p> Canvas<'d, 'p> {
    pub(in crate::pdf) fn new(document: &'d mut Document<'p>, figure: Option<ElementId>) -> Canvas<'d, 'p> {
        Canvas { document, figure }
    }

    /// A text on one line; its width in points.
    pub fn text(&mut self, text: &str, at: At, style: &Style) -> f32 {
        self.document().draw_text(text, at, style)
    }

    /// A rectangle filled with a color; a thin one is a rule.
    pub fn fill(&mut self, area: Area, color: Color) {
        self.document().page().fill(area, color);
    }

    /// An outline filled with a color.
    pub fn fill_path(&mut self, path: &Path, color: Color) {
        self.document().page().fill_path(path, color);
    }

    /// A code of `across` by `across` squares, black where these blocks are. The area's white margin is the caller's.
    pub fn code(&mut self, area: Area, across: u16, blocks: &[Dark]) {
        self.document().page().fill_blocks(area, across, blocks);
    }

    /// A picture, as large as the area.
    pub fn picture(&mut self, picture: &Picture, area: Area) {
        let document = self.document();
        let number = document.picture(picture);
        document.page().draw_picture(number, area);
    }

    fn document(&mut self) -> &mut Document<'p> {
        if let Some(figure) = self.figure {
            self.document.open(figure);
        }
        self.document
    }
}
