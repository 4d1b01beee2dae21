//! The smallest PDF that shows a page of text: Helvetica, WinAnsi, nothing compressed, no clock.

use std::fmt::Write;

/// One A4 page. Positions are in points from the top left corner.
pub(crate) struct Page {
    title: String,
    content: String,
}

#[derive(Clone, Copy)]
pub(crate) enum Face {
    Regular,
    Bold,
}

const HEIGHT: i32 = 842;

impl Page {
    /// An empty page. The title is what a viewer shows in its window; it is ASCII.
    pub(crate) fn new(title: &str) -> Page {
        Page { title: title.to_owned(), content: String::new() }
    }

    /// Text that begins at `x`. What Helvetica cannot show becomes `?`; ask [`fits`] before.
    pub(crate) fn text(&mut self, (x, y): (i32, i32), face: Face, size: i32, text: &str) {
        let font = match face {
            Face::Regular => "R",
            Face::Bold => "B",
        };
        let text = literal(text);
        writeln!(self.content, "BT /{font} {size} Tf {x} {} Td ({text}) Tj ET", HEIGHT - y).expect("a string takes it");
    }

    /// A figure that ends at `x`.
    pub(crate) fn figure(&mut self, (x, y): (i32, i32), face: Face, size: i32, figure: &str) {
        // In Helvetica every digit is 556 thousandths wide, point and comma 278, the hyphen 333.
        let width: i32 = figure
            .chars()
            .map(|c| {
                if c.is_ascii_digit() {
                    556
                } else if c == '-' {
                    333
                } else {
                    278
                }
            })
            .sum();
        self.text((x - width * size / 1000, y), face, size, figure);
    }

    /// A thin line across the page.
    pub(crate) fn rule(&mut self, y: i32) {
        writeln!(self.content, "56 {} 483 0.5 re f", HEIGHT - y).expect("a string takes it");
    }

    /// The file.
    pub(crate) fn bytes(self) -> Vec<u8> {
        let font = |name| format!("<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>");
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</R 5 0 R/B 6 0 R>>>>/Contents 4 0 R>>"
                .to_owned(),
            format!("<</Length {}>>\nstream\n{}\nendstream", self.content.trim_end().len(), self.content.trim_end()),
            font("Helvetica"),
            font("Helvetica-Bold"),
            format!("<</Title({})/Author(Northlight Instruments)>>", literal(&self.title)),
        ];
        let mut file = "%PDF-1.4\n".to_owned();
        let mut offsets = Vec::new();
        for (index, object) in objects.iter().enumerate() {
            offsets.push(file.len());
            write!(file, "{} 0 obj\n{object}\nendobj\n", index + 1).expect("a string takes it");
        }
        let start = file.len();
        let count = objects.len() + 1;
        write!(file, "xref\n0 {count}\n0000000000 65535 f \n").expect("a string takes it");
        for offset in offsets {
            writeln!(file, "{offset:010} 00000 n ").expect("a string takes it");
        }
        write!(file, "trailer\n<</Size {count}/Root 1 0 R/Info 7 0 R>>\nstartxref\n{start}\n%%EOF\n")
            .expect("a string takes it");
        file.into_bytes()
    }
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
