//! A payment code as a picture: dark modules, and in the middle of a QR-bill the Swiss cross.
//!
//! All lengths are in modules, the code's smallest squares. What draws it (an SVG path here, a PDF elsewhere) leaves four
//! of them white on every side.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// What a standard asks of the picture, beside level M.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) largest_version: u8,
    /// Whether the Swiss cross stands in the middle.
    pub(super) cross: bool,
}

/// Any of the eight masks can be read. To find the one that scores best takes twenty times as long as all the rest; this one
/// inverts every other row, which is the quickest.
const MASK: u8 = 1;

/// A QR code (ISO 18004) at level M, as small as its text allows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Picture {
    size: usize,
    /// Row by row.
    dark: Vec<bool>,
    has_cross: bool,
}

/// Dark modules side by side: `length` of them, from column `x` of row `y` on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Run {
    pub x: usize,
    pub y: usize,
    pub length: usize,
}

/// The Swiss cross as two outlines, their corners in modules from the code's upper left one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cross {
    /// The black square.
    pub black: [[f64; 2]; 4],
    /// The white cross on it.
    pub white: [[f64; 2]; 12],
}

impl Picture {
    /// The white border that a reader needs around the code, in modules (ISO 18004, 6.3.8).
    pub const BORDER: usize = 4;

    /// The picture of a text; none where it is longer than the largest version holds.
    pub(super) fn new(text: &str, limits: Limits) -> Option<Picture> {
        let (smallest, largest) = (Version::MIN, Version::new(limits.largest_version));
        let (level, mask) = (QrCodeEcc::Medium, Some(Mask::new(MASK)));
        let segments = QrSegment::make_segments(text);
        let code = QrCode::encode_segments_advanced(&segments, level, smallest, largest, mask, false).ok()?;
        let size = usize::try_from(code.size()).expect("a code has a side");
        let mut dark = Vec::with_capacity(size * size);
        for y in 0..code.size() {
            dark.extend((0..code.size()).map(|x| code.get_module(x, y)));
        }
        let mut picture = Picture { size, dark, has_cross: limits.cross };
        if limits.cross {
            picture.make_room();
        }
        Some(picture)
    }

    /// Clears every module that the cross's 7 mm touch. What is lost there the code's redundancy makes up for.
    fn make_room(&mut self) {
        // Of 46 mm, 7 in the middle: 19.5 mm before it, whole modules of which stay.
        let start = self.size * 195 / 460;
        let cleared = start..self.size - start;
        for y in cleared.clone() {
            self.dark[y * self.size..][cleared.clone()].fill(false);
        }
    }

    /// How many modules a side has, without the white border.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The dark modules, row by row from the top and from the left.
    pub fn runs(&self) -> impl Iterator<Item = Run> {
        self.dark.chunks(self.size).enumerate().flat_map(|(y, row)| {
            let mut x = 0;
            row.chunk_by(|a, b| a == b).filter_map(move |modules| {
                let run = Run { x, y, length: modules.len() };
                x += modules.len();
                modules[0].then_some(run)
            })
        })
    }

    /// The dark modules as strokes, one module wide, of an SVG path: short, since a page carries it. The rows lie at
    /// y = 0, 1, …, so the drawing reaches half a module above the first: its view box begins at y = −0.5.
    pub fn path(&self) -> String {
        let (mut path, mut x, mut y) = (String::with_capacity(self.dark.len() * 2), 0, 0);
        for run in self.runs() {
            path.push('m');
            match run.x.checked_sub(x) {
                Some(right) => push(&mut path, right),
                None => {
                    path.push('-');
                    push(&mut path, x - run.x);
                }
            }
            path.push(' ');
            push(&mut path, run.y - y);
            path.push('h');
            push(&mut path, run.length);
            (x, y) = (run.x + run.length, run.y);
        }
        path
    }

    /// The Swiss cross, where a QR-bill has it.
    pub fn cross(&self) -> Option<Cross> {
        self.has_cross.then(|| {
            let (middle, millimeter) = (self.size as f64 / 2.0, self.size as f64 / 46.0);
            let corner = |[x, y]: [f64; 2]| [middle + x * millimeter, middle + y * millimeter];
            Cross { black: BLACK.map(corner), white: WHITE.map(corner) }
        })
    }

    /// The Swiss cross as an SVG path, for the same view box as [`Picture::path`]; to be filled by the even-odd rule.
    pub fn cross_path(&self) -> Option<String> {
        let Cross { black, white } = self.cross()?;
        let polygon = |corners: &[[f64; 2]]| {
            let corners = corners.iter().map(|[x, y]| format!("{x:.2} {:.2}", y - 0.5));
            format!("M{}z", corners.collect::<Vec<_>>().join("L"))
        };
        Some(polygon(&black) + &polygon(&white))
    }
}

/// Writes a number below a thousand; a page has many of them, and the standard library's way takes most of the time.
fn push(text: &mut String, number: usize) {
    let digit = |value: usize| char::from(b"0123456789"[value % 10]);
    if number >= 100 {
        text.push(digit(number / 100));
    }
    if number >= 10 {
        text.push(digit(number / 10));
    }
    text.push(digit(number));
}

/// The black square of the Swiss cross, in millimeters from the middle: 6 mm, with half a millimeter of white around it.
const BLACK: [[f64; 2]; 4] = [[-3.0, -3.0], [3.0, -3.0], [3.0, 3.0], [-3.0, 3.0]];

/// The white cross on it: arms as wide as 7/6 mm, 35/9 mm from end to end, as in the drawing that the banks give out.
const WHITE: [[f64; 2]; 12] = {
    const ARM: f64 = 35.0 / 18.0;
    const HALF: f64 = 7.0 / 12.0;
    [
        [-HALF, -ARM],
        [HALF, -ARM],
        [HALF, -HALF],
        [ARM, -HALF],
        [ARM, HALF],
        [HALF, HALF],
        [HALF, ARM],
        [-HALF, ARM],
        [-HALF, HALF],
        [-ARM, HALF],
        [-ARM, -HALF],
        [-HALF, -HALF],
    ]
};
