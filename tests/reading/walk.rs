//! Walks through a document as a screen reader does, and looks after what must hold of every document on the way.
#![allow(dead_code, reason = "each of those who read needs a part of it")]

use super::reader::{File, Lexer, Value, utf_16};
use std::collections::BTreeMap;

/// An element as it is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Element {
    pub(crate) tag: String,
    /// The text of its own content, before that of its children.
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
    pub(crate) attributes: BTreeMap<String, Value>,
}

impl Element {
    /// All elements with a tag, in reading order.
    pub(crate) fn all(&self, tag: &str) -> Vec<&Element> {
        let own = Some(self).filter(|element| element.tag == tag);
        own.into_iter().chain(self.children.iter().flat_map(|child| child.all(tag))).collect()
    }

    /// The text of the element and of all in it.
    pub(crate) fn full_text(&self) -> String {
        self.children.iter().fold(self.text.clone(), |text, child| text + &child.full_text())
    }

    /// The tree in short: tags, and texts where there are some.
    pub(crate) fn outline(&self) -> String {
        let children: Vec<String> = self.children.iter().map(Element::outline).collect();
        let text = if self.text.is_empty() { String::new() } else { format!(" {:?}", self.text) };
        if children.is_empty() {
            format!("{}{text}", self.tag)
        } else {
            format!("{}{text}({})", self.tag, children.join(" "))
        }
    }
}

/// Reads a document aloud.
#[track_caller]
pub(crate) fn read_aloud(bytes: &[u8]) -> Element {
    let file = File::read(bytes);
    let marked: Vec<BTreeMap<usize, String>> = file.pages().iter().map(|page| marked_texts(&file, *page)).collect();
    let root = file.get(file.catalog(), "StructTreeRoot");
    let parents = parent_tree(&file, root);
    let number = root.dictionary()["K"].reference();
    let mut walk = Walk { file: &file, marked, parents, seen: 0 };
    let element = walk.element(number, None);
    let contents: usize = walk.marked.iter().map(BTreeMap::len).sum();
    assert_eq!(walk.seen, contents, "all content is in the tag tree");
    check_tables(&element);
    check_headings(&element);
    element
}

struct Walk<'f> {
    file: &'f File,
    /// For each page, the text of each marked content.
    marked: Vec<BTreeMap<usize, String>>,
    /// By key: the elements of a page's contents, or that of an annotation.
    parents: BTreeMap<usize, Vec<usize>>,
    /// How many marked contents were met.
    seen: usize,
}

impl Walk<'_> {
    fn element(&mut self, number: usize, parent: Option<usize>) -> Element {
        let file = self.file;
        let dictionary = file.objects[&number].dictionary();
        if let Some(parent) = parent {
            assert_eq!(dictionary["P"].reference(), parent, "the parent of element {number}");
        }
        let tag = dictionary["S"].name().to_owned();
        let mut element = Element { tag, attributes: dictionary.clone(), ..Element::default() };
        if let Some(Value::Dictionary(attributes)) = dictionary.get("A") {
            element.attributes.extend(attributes.clone());
        }
        let pages = file.pages();
        let page = |value: &Value| pages.iter().position(|page| *page == value.reference()).unwrap();
        for child in dictionary.get("K").into_iter().flat_map(Value::array) {
            match child {
                Value::Reference(child) => element.children.push(self.element(*child, Some(number))),
                Value::Number(mark) => {
                    element.text += &self.content(page(&dictionary["Pg"]), *mark as usize, number);
                }
                Value::Dictionary(child) if child["Type"].name() == "MCR" => {
                    element.text += &self.content(page(&child["Pg"]), child["MCID"].number() as usize, number);
                }
                Value::Dictionary(child) => {
                    assert_eq!(child["Type"].name(), "OBJR");
                    let annotation = file.follow(&child["Obj"]);
                    let key = annotation.dictionary()["StructParent"].number() as usize;
                    assert_eq!(self.parents[&key], [number], "the annotation's element");
                    let of_page = &file.follow(&child["Pg"]).dictionary()["Annots"];
                    assert!(of_page.array().contains(&child["Obj"]), "the annotation is on its page");
                    element.attributes.insert("Annotation".to_owned(), annotation.clone());
                }
                other => panic!("{other:?} in element {number}"),
            }
        }
        element
    }

    fn content(&mut self, page: usize, mark: usize, element: usize) -> String {
        self.seen += 1;
        let key = self.file.objects[&self.file.pages()[page]].dictionary()["StructParents"].number() as usize;
        assert_eq!(self.parents[&key][mark], element, "the element of content {mark} on page {page}");
        self.marked[page][&mark].clone()
    }
}

fn parent_tree(file: &File, root: &Value) -> BTreeMap<usize, Vec<usize>> {
    let pairs = file.get(file.get(root, "ParentTree"), "Nums").array();
    let pairs = pairs.chunks(2).map(|pair| {
        let elements = match file.follow(&pair[1]) {
            Value::Array(elements) => elements.iter().map(Value::reference).collect(),
            _ => vec![pair[1].reference()],
        };
        (pair[0].number() as usize, elements)
    });
    pairs.collect()
}

/// A font as a reader of text uses it.
struct Font {
    unicode: BTreeMap<usize, String>,
    widths: BTreeMap<usize, f64>,
}

/// The text of each marked content of a page. Whatever is drawn is in one, or in an artifact.
fn marked_texts(file: &File, page: usize) -> BTreeMap<usize, String> {
    let fonts: BTreeMap<&str, Font> = file
        .get(file.get(&file.objects[&page], "Resources"), "Font")
        .dictionary()
        .iter()
        .map(|(name, font)| (name.as_str(), font_of(file, font)))
        .collect();
    let mut texts = BTreeMap::new();
    let (mut operands, mut font, mut in_text) = (Vec::<Value>::new(), None, false);
    // What is open: the number of a content, an artifact, or a stretch with a reading of its own.
    let mut open: Vec<(String, Option<usize>, Option<String>)> = Vec::new();
    for value in file.content(page) {
        let Value::Operator(operator) = value else {
            operands.push(value);
            continue;
        };
        match &*operator {
            "BMC" | "BDC" => {
                let tag = operands[0].name().to_owned();
                let properties = operands.get(1).map(Value::dictionary);
                let property = |key: &str| properties.and_then(|properties| properties.get(key));
                let mark = property("MCID").map(|mark| mark.number() as usize);
                assert!(mark.is_none() || open.is_empty(), "contents do not lie in each other");
                if let Some(mark) = mark {
                    assert_eq!(mark, texts.len(), "contents are numbered in order");
                    texts.insert(mark, String::new());
                }
                open.push((tag, mark, property("ActualText").map(Value::text)));
            }
            "EMC" => {
                let (_, _, reading) = open.pop().expect("something is open");
                if let (Some(reading), Some((_, Some(mark), _))) = (reading, open.first()) {
                    *texts.get_mut(mark).unwrap() += &reading;
                }
            }
            "BT" | "ET" => in_text = operator == "BT",
            "Tf" => font = Some(&fonts[operands[0].name()]),
            "Tj" | "TJ" => {
                assert!(in_text);
                let strings = operands[0].array().iter().filter_map(|value| match value {
                    Value::Text(bytes) => Some(bytes),
                    _ => None,
                });
                let codes: Vec<usize> = strings
                    .flat_map(|bytes| bytes.chunks(2))
                    .map(|code| usize::from(u16::from_be_bytes(code.try_into().unwrap())))
                    .collect();
                let font = font.expect("a font was set");
                assert!(codes.iter().all(|code| *code != 0 && font.widths.contains_key(code)), "each glyph is there");
                let mut shown: Vec<&str> = codes.iter().map(|code| &*font.unicode[code]).collect();
                if open.iter().any(|(tag, ..)| tag == "ReversedChars") {
                    shown.reverse();
                }
                match &open[..] {
                    [] => panic!("text outside of any tag"),
                    [(tag, None, _), ..] => assert_eq!(tag, "Artifact"),
                    [(_, Some(mark), _), inner @ ..] => {
                        if inner.iter().all(|(_, _, reading)| reading.is_none()) {
                            *texts.get_mut(mark).unwrap() += &shown.concat();
                        }
                    }
                }
            }
            "f" | "Do" => assert!(!open.is_empty(), "{operator} outside of any tag"),
            "Td" | "Ts" | "g" | "rg" | "re" | "m" | "l" | "c" | "h" | "q" | "Q" | "cm" => {}
            other => panic!("operator {other}"),
        }
        operands.clear();
    }
    assert!(open.is_empty(), "all is closed");
    texts
}

fn font_of(file: &File, font: &Value) -> Font {
    let unicode = file.follow(font).dictionary()["ToUnicode"].reference();
    let descendant = file.follow(&file.get(font, "DescendantFonts").array()[0]);
    let mut widths = BTreeMap::new();
    for pair in descendant.dictionary()["W"].array().chunks(2) {
        let first = pair[0].number() as usize;
        widths.extend(pair[1].array().iter().enumerate().map(|(at, width)| (first + at, width.number())));
    }
    Font { unicode: unicode_map(&file.streams[&unicode]), widths }
}

/// CID → text, from a CMap of ranges.
fn unicode_map(cmap: &[u8]) -> BTreeMap<usize, String> {
    let text = String::from_utf8(cmap.to_vec()).unwrap();
    let mut map = BTreeMap::new();
    for section in text.split("beginbfrange\n").skip(1) {
        for line in section.split("endbfrange").next().unwrap().lines() {
            let mut lexer = Lexer { bytes: line.as_bytes(), at: 0 };
            let mut bytes = || match lexer.value() {
                Value::Text(bytes) => bytes,
                other => panic!("{other:?}"),
            };
            let code = |bytes: &[u8]| usize::from(u16::from_be_bytes(bytes.try_into().unwrap()));
            let (from, to, mut text) = (code(&bytes()), code(&bytes()), bytes());
            for cid in from..=to {
                assert_eq!(map.insert(cid, utf_16(&text)), None, "CID {cid} twice");
                let last = text.last_mut().unwrap();
                *last = last.wrapping_add(1);
            }
        }
    }
    map
}

/// All rows of a table are as wide, and each header cell says what it is the header of.
fn check_tables(document: &Element) {
    for table in document.all("Table") {
        let width = |cell: &Element| cell.attributes.get("ColSpan").map_or(1, |span| span.number() as usize);
        let widths: Vec<usize> = table.all("TR").iter().map(|row| row.children.iter().map(width).sum()).collect();
        assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "{widths:?}");
        assert!(table.all("TH").iter().all(|header| header.attributes.contains_key("Scope")));
    }
}

/// The first heading is an H1, and none is more than one level below the one before it.
fn check_headings(document: &Element) {
    let mut last = 0;
    for heading in document.children.iter().filter(|element| element.tag.starts_with('H')) {
        let level: usize = heading.tag[1..].parse().unwrap();
        assert!(level <= last + 1, "{} after H{last}", heading.tag);
        last = level;
    }
}

/// How wide a text of a document is in the document's own words: its font, and the widths of its characters there.
pub(crate) fn width_of(bytes: &[u8], font: &str, text: &str) -> f64 {
    let file = File::read(bytes);
    let resources = file.get(&file.objects[&file.pages()[0]], "Resources");
    let font = font_of(&file, &file.get(resources, "Font").dictionary()[font]);
    let width = |character: char| {
        let (cid, _) = font.unicode.iter().find(|(_, text)| text.chars().eq([character])).unwrap();
        font.widths[cid] / 1000.0
    };
    text.chars().map(width).sum()
}
