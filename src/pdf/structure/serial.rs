//! The tag tree as objects of a PDF file.

use super::{Element, ElementId, Kind, Scope, Structure, What};
use crate::pdf::numbers::Numbers;
use crate::pdf::objects::Pack;
use crate::pdf::write::{Number, Write, count};

/// Objects on their way into object streams: those with words of the document apart, so that documents of one shape have
/// equal packs of shape.
#[derive(Debug, Default)]
pub(in crate::pdf) struct Bundle {
    /// Objects without words of the document.
    pub(in crate::pdf) shape: Vec<Pack>,
    /// Objects with some.
    pub(in crate::pdf) words: Pack,
}

impl Bundle {
    /// How many objects of shape go together. Compression gains nothing beyond, and readers unpack them at once.
    const PACKED: usize = 1_000;

    /// Adds an object without words of the document.
    pub(in crate::pdf) fn add(&mut self, number: Number, write: impl FnOnce(&mut Vec<u8>)) {
        if self.shape.last().is_none_or(|pack| pack.len() >= Self::PACKED) {
            self.shape.push(Pack::default());
        }
        self.shape.last_mut().expect("one was just made").add(number, write);
    }
}

impl Structure {
    /// How many elements there are.
    pub(in crate::pdf) fn size(&self) -> usize {
        self.elements.len()
    }

    /// Writes the tree. `pages` has for each page the elements of its marked contents, `annotations` the element of each
    /// annotation.
    pub(in crate::pdf) fn write(
        &self,
        numbers: Numbers,
        pages: &[Vec<ElementId>],
        annotations: &[ElementId],
    ) -> Bundle {
        let mut bundle = Bundle::default();
        let number = |element: ElementId| numbers.tags.after(1 + element.0 as usize);
        bundle.add(numbers.tags, |out| {
            out.text("<</Type/StructTreeRoot/K ");
            out.reference(number(Structure::ROOT));
            let next = pages.len() + annotations.len();
            out.text(&format!("/ParentTreeNextKey {next}/ParentTree<</Nums["));
            for page in 0..pages.len() {
                out.integer(count(page));
                out.push(b' ');
                out.reference(numbers.parents.after(page));
                out.push(b' ');
            }
            for (at, element) in annotations.iter().enumerate() {
                out.integer(count(pages.len() + at));
                out.push(b' ');
                out.reference(number(*element));
                out.push(b' ');
            }
            out.text("]>>>>");
        });
        for (page, elements) in pages.iter().enumerate() {
            bundle.add(numbers.parents.after(page), |out| {
                out.push(b'[');
                for element in elements {
                    out.reference(number(*element));
                    out.push(b' ');
                }
                out.push(b']');
            });
        }
        for (at, element) in self.elements.iter().enumerate() {
            let number = numbers.tags.after(1 + at);
            let write = |out: &mut Vec<u8>| self.write_element(element, numbers, out);
            match element.kind {
                Kind::Figure(..) | Kind::Span(_) => bundle.words.add(number, write),
                _ => bundle.add(number, write),
            }
        }
        bundle
    }

    fn write_element(&self, element: &Element, numbers: Numbers, out: &mut Vec<u8>) {
        out.text("<</S/");
        out.text(element.kind.tag());
        out.text("/P ");
        out.reference(element.parent.map_or(numbers.tags, |parent| numbers.tags.after(1 + parent.0 as usize)));
        if let Some(page) = element.page {
            out.text("/Pg ");
            out.reference(numbers.pages.after(page as usize));
        }
        attributes(&element.kind, out);
        let mut children = self.children_of(element);
        if let Some(first) = children.next() {
            out.text("/K");
            let second = children.next();
            out.push(if second.is_some() { b'[' } else { b' ' });
            write_child(first, element.page, numbers, out);
            for child in second.into_iter().chain(children) {
                out.push(b' ');
                write_child(child, element.page, numbers, out);
            }
            out.text(if second.is_some() { "]" } else { "" });
        }
        out.text(">>");
    }
}

fn write_child(child: What, page: Option<u32>, numbers: Numbers, out: &mut Vec<u8>) {
    match child {
        What::Element(element) => out.reference(numbers.tags.after(1 + element.0 as usize)),
        What::Content(on, mark) if page == Some(on) => out.integer(mark),
        What::Content(on, mark) => {
            out.text("<</Type/MCR/Pg ");
            out.reference(numbers.pages.after(on as usize));
            out.text("/MCID ");
            out.integer(mark);
            out.text(">>");
        }
        What::Annotation(on, annotation) => {
            out.text("<</Type/OBJR/Pg ");
            out.reference(numbers.pages.after(on as usize));
            out.text("/Obj ");
            out.reference(numbers.annotations.after(annotation as usize));
            out.text(">>");
        }
    }
}

/// What an element says besides what it is.
fn attributes(kind: &Kind, out: &mut Vec<u8>) {
    match kind {
        Kind::Header(columns, scope) => {
            out.text("/A<</O/Table/Scope/");
            out.text(match scope {
                Scope::Column => "Column",
                Scope::Row => "Row",
            });
            if *columns > 1 {
                out.text(&format!("/ColSpan {columns}"));
            }
            out.text(">>");
        }
        Kind::Cell(columns) if *columns > 1 => out.text(&format!("/A<</O/Table/ColSpan {columns}>>")),
        Kind::Figure(alternative, bounds) => {
            out.text("/Alt");
            out.string(alternative);
            out.text("/A<</O/Layout/Placement/Block/BBox[");
            for side in bounds {
                out.decimal(*side);
                out.push(b' ');
            }
            out.text("]>>");
        }
        Kind::Span(reading) => {
            for (key, value) in [("/Lang", &reading.language), ("/ActualText", &reading.text)] {
                if let Some(value) = value {
                    out.text(key);
                    out.string(value);
                }
            }
        }
        _ => {}
    }
}
