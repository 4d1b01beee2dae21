//! The smallest PDF that shows a page of text: Helvetica, WinAnsi, nothing compressed, no clock. With an e-invoice inside
//! it is for the archive, and larger: see [`archival`].

mod archival;

pub(crate) use self::archival::Attachment;

use std::fmt::Write;

/// One A4 page. Positions are in points from the top left corner.
pub(crate) struct Page {
    title: String,
    marks: Vec<Mark>,
}

/// What is on a page.
enum Mark {
    Text(Text),
    /// A thin line across the page.
    Rule(i32),
}

struct Text {
    x: i32,
    y: i32,
    side: Side,
    face: Face,
    size: i32,
    text: String,
}

/// Where `x` is.
#[derive(PartialEq)]
enum Side {
    Left,
    Right,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Face {
    Regular,
    Bold,
}

impl Face {
    /// Its name on a page.
    fn name(self) -> &'static str {
        match self {
            Face::Regular => "R",
            Face::Bold => "B",
        }
    }
}

const HEIGHT: i32 = 842;

impl Page {
    /// An empty page. The title is what a viewer shows in its window; it is ASCII.
    pub(crate) fn new(title: &str) -> Page {
        Page { title: title.to_owned(), marks: Vec::new() }
    }

    /// Text that begins at `x`. What Helvetica cannot show becomes `?`; ask [`fits`] before.
    pub(crate) fn text(&mut self, (x, y): (i32, i32), face: Face, size: i32, text: &str) {
        self.marks.push(Mark::Text(Text { x, y, side: Side::Left, face, size, text: text.to_owned() }));
    }

    /// A figure that ends at `x`.
    pub(crate) fn figure(&mut self, (x, y): (i32, i32), face: Face, size: i32, figure: &str) {
        self.marks.push(Mark::Text(Text { x, y, side: Side::Right, face, size, text: figure.to_owned() }));
    }

    /// A thin line across the page.
    pub(crate) fn rule(&mut self, y: i32) {
        self.marks.push(Mark::Rule(y));
    }

    /// The file.
    pub(crate) fn bytes(self) -> Vec<u8> {
        let font = |name| format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>");
        let content = self.content(|text| (in_helvetica(text), format!("({})", literal(&text.text))));
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</R 5 0 R/B 6 0 R>>>>/Contents 4 0 R>>"
                .to_owned(),
            format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
            font("Helvetica"),
            font("Helvetica-Bold"),
            format!("<</Title({})/Author(Northlight Instruments)>>", literal(&self.title)),
        ];
        file(b"%PDF-1.4\n", &objects.map(String::into_bytes), "/Root 1 0 R/Info 7 0 R")
    }

    /// What draws the page; `shown` is how wide a text is, in thousandths of its size, and how it is written.
    fn content(&self, shown: impl Fn(&Text) -> (i32, String)) -> String {
        let mut content = String::new();
        for mark in &self.marks {
            match mark {
                Mark::Text(text) => {
                    let (width, written) = shown(text);
                    let Text { x, y, size, .. } = text;
                    let x = if text.side == Side::Right { x - width * size / 1000 } else { *x };
                    let (font, y) = (text.face.name(), HEIGHT - y);
                    writeln!(content, "BT /{font} {size} Tf {x} {y} Td {written} Tj ET")
                }
                Mark::Rule(y) => writeln!(content, "56 {} 483 0.5 re f", HEIGHT - y),
            }
            .expect("a string takes it");
        }
        content.trim_end().to_owned()
    }
}

/// How wide a figure is in Helvetica: every digit is 556 thousandths, point and comma 278, the hyphen 333.
fn in_helvetica(figure: &Text) -> i32 {
    let width = |c: char| match c {
        '0'..='9' => 556,
        '-' => 333,
        _ => 278,
    };
    figure.text.chars().map(width).sum()
}

/// Objects, numbered from 1, as a file with the table that tells where they lie.
fn file(head: &[u8], objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut file = head.to_vec();
    let mut table = String::new();
    for (number, object) in (1..).zip(objects) {
        writeln!(table, "{:010} 00000 n ", file.len()).expect("a string takes it");
        file.extend(format!("{number} 0 obj\n").into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let (start, count) = (file.len(), objects.len() + 1);
    let end = format!(
        "xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<</Size {count}{trailer}>>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend(end.into_bytes());
    file
}

/// Whether all letters of the text are in WinAnsi.
pub(crate) fn fits(text: &str) -> bool {
    text.chars().all(|c| win_ansi(c).is_some())
}

/// The text as it stands between parentheses: ASCII only, everything else in octal.
fn literal(text: &str) -> String {
    let mut literal = String::new();
    for byte in text.chars().map(|c| win_ansi(c).unwrap_or(b'?')) {
        match byte {
            b'(' | b')' | b'\\' => literal.extend(['\\', char::from(byte)]),
            b' '..=b'~' => literal.push(char::from(byte)),
            _ => write!(literal, "\\{byte:03o}").expect("a string takes it"),
        }
    }
    literal
}

/// The letter's byte in Windows-1252, for the letters our texts use.
fn win_ansi(c: char) -> Option<u8> {
    Some(match c {
        ' '..='~' | '\u{a0}'..='ÿ' => u8::try_from(u32::from(c)).expect("Latin-1 is one byte"),
        '€' => 0x80,
        '„' => 0x84,
        '…' => 0x85,
        'Œ' => 0x8c,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        'œ' => 0x9c,
        _ => return None,
    })
}
