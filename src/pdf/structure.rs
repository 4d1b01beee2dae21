//! The tag tree: what the parts of a document are, in the order in which they are read (ISO 32000-1, 14.7 and 14.8).

mod serial;

pub(super) use self::serial::Bundle;

/// An element of the tag tree.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct ElementId(u32);

/// What an element is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Document,
    Heading(Level),
    Paragraph,
    Table,
    Head,
    Body,
    Foot,
    Row,
    /// A cell over so many columns.
    Cell(u16),
    /// A header cell over so many columns, for what lies below it or beside it.
    Header(u16, Scope),
    List,
    Item,
    Label,
    ItemBody,
    /// A picture: what it says in words, and left, bottom, right and top of where it lies, in the page's coordinates.
    Figure(String, [f32; 4]),
    Link,
    /// A part of a text in another language, or that reads otherwise than it looks.
    Span(Reading),
}

/// How deep a heading lies.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Level {
    #[default]
    One,
    Two,
    Three,
}

/// What a header cell is the header of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Scope {
    Column,
    Row,
}

/// How a part of a text reads.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Reading {
    /// Its language, as a BCP 47 tag, if not that of the document.
    pub language: Option<String>,
    /// What it says, if that is not what it shows: an abbreviation, for instance.
    pub text: Option<String>,
}

/// The tag tree of a document.
#[derive(Debug)]
pub(super) struct Structure {
    elements: Vec<Element>,
    /// All children of all elements; each names the next one of its parent.
    children: Vec<Child>,
}

#[derive(Debug)]
struct Element {
    kind: Kind,
    parent: Option<ElementId>,
    /// The page that its first content lies on.
    page: Option<u32>,
    /// Its first and last child.
    children: Option<(u32, u32)>,
}

#[derive(Debug)]
struct Child {
    what: What,
    next: Option<u32>,
}

/// A child of an element.
#[derive(Clone, Copy, Debug)]
enum What {
    Element(ElementId),
    /// Marked content: the page, and its number there.
    Content(u32, u32),
    /// An annotation: the page, and the annotation's number in the document.
    Annotation(u32, u32),
}

impl Structure {
    /// A tree that consists of its root.
    pub(super) const ROOT: ElementId = ElementId(0);

    pub(super) fn new() -> Structure {
        let root = Element { kind: Kind::Document, parent: None, page: None, children: None };
        let (mut elements, children) = (Vec::with_capacity(256), Vec::with_capacity(512));
        elements.push(root);
        Structure { elements, children }
    }

    /// Adds an element as the last child of `parent`.
    pub(super) fn add(&mut self, parent: ElementId, kind: Kind) -> ElementId {
        let element = ElementId(super::write::count(self.elements.len()));
        self.elements.push(Element { kind, parent: Some(parent), page: None, children: None });
        self.add_child(parent, What::Element(element));
        element
    }

    /// Adds marked content to an element: number `mark` on a page.
    pub(super) fn add_content(&mut self, element: ElementId, page: u32, mark: u32) {
        self.element_mut(element).page.get_or_insert(page);
        self.add_child(element, What::Content(page, mark));
    }

    /// Adds an annotation to an element.
    pub(super) fn add_annotation(&mut self, element: ElementId, page: u32, annotation: u32) {
        self.add_child(element, What::Annotation(page, annotation));
    }

    /// The kind's name in the file.
    pub(super) fn tag(&self, element: ElementId) -> &'static str {
        self.element(element).kind.tag()
    }

    /// Whether it has no child yet.
    pub(super) fn is_empty(&self, element: ElementId) -> bool {
        self.element(element).children.is_none()
    }

    fn add_child(&mut self, parent: ElementId, what: What) {
        let child = super::write::count(self.children.len());
        self.children.push(Child { what, next: None });
        let children = &mut self.elements[parent.0 as usize].children;
        match children {
            Some((_, last)) => {
                self.children[*last as usize].next = Some(child);
                *last = child;
            }
            None => *children = Some((child, child)),
        }
    }

    fn children_of(&self, element: &Element) -> impl Iterator<Item = What> {
        let first = element.children.map(|(first, _)| first);
        let all = std::iter::successors(first, |child| self.children[*child as usize].next);
        all.map(|child| self.children[child as usize].what)
    }

    fn element(&self, id: ElementId) -> &Element {
        &self.elements[id.0 as usize]
    }

    fn element_mut(&mut self, id: ElementId) -> &mut Element {
        &mut self.elements[id.0 as usize]
    }
}

impl Kind {
    fn tag(&self) -> &'static str {
        match self {
            Kind::Document => "Document",
            Kind::Heading(Level::One) => "H1",
            Kind::Heading(Level::Two) => "H2",
            Kind::Heading(Level::Three) => "H3",
            Kind::Paragraph => "P",
            Kind::Table => "Table",
            Kind::Head => "THead",
            Kind::Body => "TBody",
            Kind::Foot => "TFoot",
            Kind::Row => "TR",
            Kind::Cell(_) => "TD",
            Kind::Header(..) => "TH",
            Kind::List => "L",
            Kind::Item => "LI",
            Kind::Label => "Lbl",
            Kind::ItemBody => "LBody",
            Kind::Figure(..) => "Figure",
            Kind::Link => "Link",
            Kind::Span(_) => "Span",
        }
    }
}
