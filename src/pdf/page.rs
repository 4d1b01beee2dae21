//! A page's drawing instructions (ISO 32000-1, 8 and 9), with tags around all that is drawn.

use super::geometry::{Area, Dark, Path, Step};
use super::numbers::Numbers;
use super::picture::{Outline, Paint};
use super::structure::{ElementId, Structure};
use super::text::Color;
use super::write::{Write, count};

/// A font as page content calls it: `/F` and this number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct FontName(pub(super) usize);

/// A page on its way.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) content: Vec<u8>,
    /// In points; PDF counts from the bottom.
    height: f32,
    /// By number of the marked content: the element it belongs to.
    pub(super) marks: Vec<ElementId>,
    /// The annotations on it, by their number in the document.
    pub(super) annotations: Vec<u32>,
    /// The element that what is drawn now belongs to.
    open: Option<ElementId>,
    /// What was last set, so that it is set again only to change it.
    font: Option<(FontName, f32)>,
    color: Option<Color>,
}

/// Why something is drawn that is not part of the text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Furniture {
    /// What stands at the top of each page.
    Header,
    /// What stands at the foot of each page, such as its number.
    Footer,
    /// A table's head on the pages after its first.
    RepeatedHead,
    /// Rules, backgrounds, ornaments.
    Decoration,
}

impl Page {
    pub(super) fn new(height: f32) -> Page {
        let (content, marks, annotations) = (Vec::with_capacity(16 * 1024), Vec::new(), Vec::new());
        Page { content, height, marks, annotations, open: None, font: None, color: None }
    }

    /// Sees to it that what is drawn next belongs to `element`.
    pub(super) fn open(&mut self, element: ElementId, page: u32, structure: &mut Structure) {
        if self.open == Some(element) {
            return;
        }
        self.close();
        let mark = count(self.marks.len());
        structure.add_content(element, page, mark);
        self.content.push(b'/');
        self.content.text(structure.tag(element));
        self.content.text("<</MCID ");
        self.content.integer(mark);
        self.content.text(">>BDC\n");
        self.marks.push(element);
        self.open = Some(element);
    }

    /// Ends what belongs to an element, if anything does.
    pub(super) fn close(&mut self) {
        if self.open.take().is_some() {
            self.content.text("EMC\n");
        }
    }

    /// Begins what belongs to no element; [`Page::end_artifact`] ends it.
    pub(super) fn begin_artifact(&mut self, furniture: Furniture) {
        self.close();
        self.content.text(match furniture {
            Furniture::Header => "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
            Furniture::Footer => "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
            Furniture::RepeatedHead => "/Artifact<</Type/Pagination>>BDC\n",
            Furniture::Decoration => "/Artifact<</Type/Layout>>BDC\n",
        });
    }

    pub(super) fn end_artifact(&mut self) {
        self.content.text("EMC\n");
    }

    /// A place of ours as PDF counts it.
    pub(super) fn flipped(&self, y: f32) -> f32 {
        self.height - y
    }

    pub(super) fn set_font(&mut self, font: FontName, size: f32) {
        if self.font == Some((font, size)) {
            return;
        }
        self.font = Some((font, size));
        self.content.text("/F");
        self.content.integer(count(font.0));
        self.content.push(b' ');
        self.content.decimal(size);
        self.content.text(" Tf\n");
    }

    pub(super) fn set_color(&mut self, color: Color) {
        if self.color == Some(color) {
            return;
        }
        self.color = Some(color);
        match color {
            Color::Gray(gray) => self.numbers(&[gray], "g\n"),
            Color::Rgb(red, green, blue) => self.numbers(&[red, green, blue], "rg\n"),
        }
    }

    /// Begins a line of text at this place.
    pub(super) fn begin_text(&mut self, x: f32, y: f32) {
        let y = self.flipped(y);
        self.content.text("BT ");
        self.numbers(&[x, y], "Td ");
    }

    pub(super) fn end_text(&mut self) {
        self.content.text("ET\n");
    }

    pub(super) fn fill(&mut self, area: Area, color: Color) {
        self.set_color(color);
        let bottom = self.flipped(area.y + area.height);
        self.numbers(&[area.x, bottom, area.width, area.height], "re f\n");
    }

    pub(super) fn fill_path(&mut self, path: &Path, color: Color) {
        self.set_color(color);
        self.trace(path);
        self.content.text("f\n");
    }

    pub(super) fn paint_outline(&mut self, outline: &Outline) {
        match outline.paint {
            Paint::Fill { even_odd } => {
                self.set_color(outline.color);
                self.trace(&outline.path);
                self.content.text(if even_odd { "f*\n" } else { "f\n" });
            }
            Paint::Pen { width, cap, join, miter_limit } => {
                match outline.color {
                    Color::Gray(gray) => self.numbers(&[gray], "G\n"),
                    Color::Rgb(red, green, blue) => self.numbers(&[red, green, blue], "RG\n"),
                }
                self.numbers(&[width], "w ");
                self.numbers(&[f32::from(cap as u8)], "J ");
                self.numbers(&[f32::from(join as u8)], "j ");
                self.numbers(&[miter_limit], "M\n");
                self.trace(&outline.path);
                self.content.text("S\n");
            }
        }
    }

    fn trace(&mut self, path: &Path) {
        for step in &path.steps {
            match *step {
                Step::Move(x, y) => self.numbers(&[x, self.flipped(y)], "m\n"),
                Step::Line(x, y) => self.numbers(&[x, self.flipped(y)], "l\n"),
                Step::Curve([a, b, c, d, x, y]) => {
                    let [b, d, y] = [b, d, y].map(|y| self.flipped(y));
                    self.numbers(&[a, b, c, d, x, y], "c\n");
                }
                Step::Close => self.content.text("h\n"),
            }
        }
    }

    /// Blocks of a code of `across` by `across` squares that fills `area`. They are drawn in whole numbers, so that no
    /// gap is seen between neighbors.
    pub(super) fn fill_blocks(&mut self, area: Area, across: u16, blocks: &[Dark]) {
        self.set_color(Color::BLACK);
        let (width, height) = (area.width / f32::from(across), area.height / f32::from(across));
        let top = self.flipped(area.y);
        self.content.text(&format!("q {width:.5} 0 0 {:.5} ", -height));
        self.numbers(&[area.x, top], "cm\n");
        for block in blocks {
            for number in [block.x, block.y, block.width, block.height] {
                self.content.integer(number.into());
                self.content.push(b' ');
            }
            self.content.text("re\n");
        }
        self.content.text("f Q\n");
    }

    /// The picture that the page's resources call `/I` and this number.
    pub(super) fn draw_picture(&mut self, picture: usize, area: Area) {
        let bottom = self.flipped(area.y + area.height);
        self.content.text("q ");
        self.numbers(&[area.width, 0.0, 0.0, area.height, area.x, bottom], "cm/I");
        self.content.integer(count(picture));
        self.content.text(" Do Q\n");
    }

    fn numbers(&mut self, numbers: &[f32], operator: &str) {
        for number in numbers {
            self.content.decimal(*number);
            self.content.push(b' ');
        }
        self.content.text(operator);
    }

    /// The page's own object.
    pub(super) fn write(&self, out: &mut Vec<u8>, index: usize, numbers: Numbers) {
        out.text("<</Type/Page/Parent ");
        out.reference(numbers.tree);
        out.text("/Contents ");
        out.reference(numbers.contents.after(index));
        out.text("/Resources ");
        out.reference(numbers.resources);
        out.text("/StructParents ");
        out.integer(count(index));
        // Readers step through links in the order of the tag tree.
        out.text("/Tabs/S");
        if !self.annotations.is_empty() {
            out.text("/Annots[");
            for annotation in &self.annotations {
                out.reference(numbers.annotations.after(*annotation as usize));
                out.push(b' ');
            }
            out.push(b']');
        }
        out.text(">>");
    }
}
