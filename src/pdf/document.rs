//! A document on its way: pages, tags and what they use, until it is finished.

mod finish;
mod glyphs;
mod ink;
mod link;

pub use self::finish::Unprintable;

use self::ink::Extent;
use self::link::Link;

use super::fonts::{Counted, Face, FaceId, Repertory};
use super::geometry::Paper;
use super::metadata::About;
use super::outline::Bookmark;
use super::page::{Furniture, Page};
use super::picture::Picture;
use super::press::Press;
use super::scopes::{Block, Canvas, Figure, List, Table};
use super::structure::{ElementId, Kind, Level, Structure};
use super::write::count;
use std::collections::BTreeSet;

/// A document: what is drawn is drawn as something (a heading, a table's cell), in the order in which it is read, or as
/// page furniture, which is not read at all. There is no third way, so each document can be read aloud.
///
/// Each of these opens a scope that offers what may lie within it; where things lie on the page is the caller's
/// business. All scopes can go on to a new page.
///
/// ```
/// use jiff::civil::date;
/// use portalsmith::pdf::{About, At, FontFile, Fonts, Furniture, Level, Paper, Press, Style};
///
/// let press = Press::new(Fonts::new(FontFile::noto_sans(), [])?);
/// let (title, author, language) = ("Statement".into(), "Northlight".into(), "en".into());
/// let mut document = press.document(About { title, author, language, day: date(2026, 3, 31) }, Paper::A4);
/// document.heading(Level::One, "Statement", |heading| {
///     heading.text("Statement", At::left(40.0, 60.0), &Style::bold(18.0));
/// });
/// document.table(2, |table| {
///     table.head(|head| {
///         head.row(|row| {
///             row.header(|cell| cell.text("Invoice", At::left(40.0, 90.0), &Style::bold(9.0)));
///             row.header(|cell| cell.text("Amount", At::right(300.0, 90.0), &Style::bold(9.0)));
///         });
///     });
///     table.body(|body| {
///         body.row(|row| {
///             row.cell(|cell| cell.text("INV-1", At::left(40.0, 104.0), &Style::regular(9.0)));
///             row.cell(|cell| cell.text("1,250.00", At::right(300.0, 104.0), &Style::regular(9.0)));
///         });
///     });
/// });
/// document.artifact(Furniture::Footer, |page| {
///     page.text("page 1 of 1", At::right(555.0, 810.0), &Style::regular(8.0));
/// });
/// assert!(document.finish()?.starts_with(b"%PDF-1.7"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Document<'p> {
    pub(super) press: &'p Press,
    about: About,
    paper: Paper,
    pages: Vec<Page>,
    /// The page that is drawn on.
    current: usize,
    pub(super) structure: Structure,
    /// By font: what was used of it.
    used: Vec<Used>,
    pictures: Vec<Picture>,
    links: Vec<Link>,
    bookmarks: Vec<Bookmark>,
    /// The level of the last heading.
    level: Option<Level>,
    missing: BTreeSet<char>,
    /// Where the last text came to stand.
    extent: Option<Extent>,
    /// The top of the first text of a heading.
    top: Option<f32>,
    scratch: Vec<u8>,
}

/// What a document uses of a font: characters of its chart, and glyphs counted.
#[derive(Debug)]
struct Used {
    charted: Repertory,
    counted: Counted,
}

impl Used {
    fn new(face: &Face) -> Used {
        Used { charted: Repertory::default(), counted: Counted::new(face) }
    }
}

impl<'p> Document<'p> {
    pub(super) fn new(press: &'p Press, about: About, paper: Paper) -> Document<'p> {
        Document {
            press,
            about,
            paper,
            pages: vec![Page::new(paper.height)],
            current: 0,
            structure: Structure::new(),
            used: press.fonts.faces().map(Used::new).collect(),
            pictures: Vec::new(),
            links: Vec::new(),
            bookmarks: Vec::new(),
            level: None,
            missing: BTreeSet::new(),
            extent: None,
            top: None,
            scratch: Vec::new(),
        }
    }

    /// How many pages there are by now.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Goes on to a new page.
    pub fn new_page(&mut self) {
        self.pages[self.current].close();
        self.pages.push(Page::new(self.paper.height));
        self.current = self.pages.len() - 1;
    }

    /// A heading; `title` is what the outline calls it. Levels follow on each other: one that would leave a level out
    /// becomes one of the level left out.
    pub fn heading<R>(&mut self, level: Level, title: &str, draw: impl FnOnce(&mut Block<'_, 'p>) -> R) -> R {
        let level = match self.level {
            None => Level::One,
            Some(Level::One) => level.min(Level::Two),
            Some(_) => level,
        };
        self.level = Some(level);
        self.top = None;
        let page = self.current;
        let result = self.block(Structure::ROOT, Kind::Heading(level), draw);
        let top = self.pages[page].flipped(self.top.unwrap_or(0.0));
        self.bookmarks.push(Bookmark { title: title.to_owned(), level, page, top });
        result
    }

    /// A paragraph.
    pub fn paragraph<R>(&mut self, draw: impl FnOnce(&mut Block<'_, 'p>) -> R) -> R {
        self.block(Structure::ROOT, Kind::Paragraph, draw)
    }

    /// A table of so many columns.
    pub fn table<R>(&mut self, columns: u16, draw: impl FnOnce(&mut Table<'_, 'p>) -> R) -> R {
        let element = self.structure.add(Structure::ROOT, Kind::Table);
        draw(&mut Table::new(self, element, columns))
    }

    /// A list; with labels, also one of names and values.
    pub fn list<R>(&mut self, draw: impl FnOnce(&mut List<'_, 'p>) -> R) -> R {
        let element = self.structure.add(Structure::ROOT, Kind::List);
        draw(&mut List::new(self, element))
    }

    /// A picture, or something else that is seen rather than read.
    pub fn figure<R>(&mut self, figure: Figure<'_>, draw: impl FnOnce(&mut Canvas<'_, 'p>) -> R) -> R {
        self.figure_in(Structure::ROOT, figure, draw)
    }

    /// Something on this page that is not read.
    pub fn artifact<R>(&mut self, furniture: Furniture, draw: impl FnOnce(&mut Canvas<'_, 'p>) -> R) -> R {
        self.pages[self.current].begin_artifact(furniture);
        let result = draw(&mut Canvas::new(self, None));
        self.pages[self.current].end_artifact();
        result
    }

    /// Something that is not read, on a page that was drawn before; pages count from 0.
    pub fn artifact_on<R>(
        &mut self,
        page: usize,
        furniture: Furniture,
        draw: impl FnOnce(&mut Canvas<'_, 'p>) -> R,
    ) -> R {
        assert!(page < self.pages.len(), "there is no page {page}");
        let current = std::mem::replace(&mut self.current, page);
        let result = self.artifact(furniture, draw);
        self.current = current;
        result
    }

    /// An element with text, or other content, in it.
    pub(super) fn block<R>(&mut self, parent: ElementId, kind: Kind, draw: impl FnOnce(&mut Block<'_, 'p>) -> R) -> R {
        let element = self.structure.add(parent, kind);
        let result = draw(&mut Block::new(self, element));
        // A cell without text has content too, though empty: tables of as many rows have equal tag trees.
        if self.structure.is_empty(element) {
            self.open(element);
        }
        self.pages[self.current].close();
        result
    }

    pub(super) fn figure_in<R>(
        &mut self,
        parent: ElementId,
        figure: Figure<'_>,
        draw: impl FnOnce(&mut Canvas<'_, 'p>) -> R,
    ) -> R {
        let area = figure.area;
        let [bottom, top] = [area.y + area.height, area.y].map(|y| self.page().flipped(y));
        let bounds = [area.x, bottom, area.x + area.width, top];
        let element = self.structure.add(parent, Kind::Figure(figure.alternative.to_owned(), bounds));
        self.open(element);
        let result = draw(&mut Canvas::new(self, Some(element)));
        self.page().close();
        result
    }

    /// Makes the last text drawn lead to an address.
    pub(super) fn link_extent(&mut self, element: ElementId, address: &str, description: &str) {
        let Some(extent) = self.extent else { return };
        let number = count(self.links.len());
        let page = count(self.current);
        let [bottom, top] = [extent.bottom(), extent.top()].map(|y| self.page().flipped(y));
        let bounds = [extent.x, bottom, extent.x + extent.width, top];
        self.structure.add_annotation(element, page, number);
        self.page().annotations.push(number);
        self.links.push(Link { element, bounds, address: address.to_owned(), description: description.to_owned() });
    }

    /// Sees to it that what is drawn next belongs to an element.
    pub(super) fn open(&mut self, element: ElementId) {
        self.pages[self.current].open(element, count(self.current), &mut self.structure);
    }

    /// The page that is drawn on.
    pub(super) fn page(&mut self) -> &mut Page {
        &mut self.pages[self.current]
    }

    /// The number of a picture in this document.
    pub(super) fn picture(&mut self, picture: &Picture) -> usize {
        let known = self.pictures.iter().position(|known| known.is(picture));
        known.unwrap_or_else(|| {
            self.pictures.push(picture.clone());
            self.pictures.len() - 1
        })
    }

    fn used(&mut self, face: FaceId) -> &mut Used {
        &mut self.used[face.0]
    }
}
