//! A document's pages as it fills up: margins, colors, and where the next thing comes to stand.

use crate::config::Color;
use crate::documents::paper::Format;
use crate::documents::stationery::Stationery;
use crate::locale;
use crate::pdf::{self, Area, At, Direction, Document, Furniture, Paper, Style};
use crate::theme::Palette;

/// Left and right of everything, in points.
pub(super) const MARGIN: f32 = 42.0;

/// The top of pages after the first, where their running title stands.
const TOP: f32 = 40.0;

/// What is kept free at the bottom, for the footer.
const BOTTOM: f32 = 54.0;

/// Text beside other text: labels, notes, the footer.
pub(super) const QUIET: pdf::Color = pdf::Color::Gray(0.35);

/// A rule between rows.
pub(super) const RULE: pdf::Color = pdf::Color::Gray(0.84);

/// The ground of a table's head, and of figures.
pub(super) const GROUND: pdf::Color = pdf::Color::Gray(0.957);

/// The page within its margins. What begins at the left in most languages begins at the right in some: x counts from
/// where lines begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) paper: Paper,
    pub(super) direction: Direction,
    /// Between the margins.
    pub(super) width: f32,
    /// Where the last line may stand.
    pub(super) bottom: f32,
}

impl Frame {
    pub(super) fn new(format: Format, direction: locale::Direction) -> Frame {
        let paper = match format {
            Format::A4 => Paper::A4,
            Format::Letter => Paper::LETTER,
        };
        let direction = match direction {
            locale::Direction::LeftToRight => Direction::LeftToRight,
            locale::Direction::RightToLeft => Direction::RightToLeft,
        };
        Frame { paper, direction, width: paper.width - 2.0 * MARGIN, bottom: paper.height - BOTTOM }
    }

    /// A line that begins at x.
    pub(super) fn start(&self, x: f32, baseline: f32) -> At {
        match self.direction {
            Direction::LeftToRight => At::left(MARGIN + x, baseline),
            Direction::RightToLeft => At::right(self.paper.width - MARGIN - x, baseline),
        }
    }

    /// A line that ends at x.
    pub(super) fn end(&self, x: f32, baseline: f32) -> At {
        match self.direction {
            Direction::LeftToRight => At::right(MARGIN + x, baseline),
            Direction::RightToLeft => At::left(self.paper.width - MARGIN - x, baseline),
        }
    }

    /// An area that begins at x.
    pub(super) fn area(&self, x: f32, y: f32, width: f32, height: f32) -> Area {
        let x = match self.direction {
            Direction::LeftToRight => MARGIN + x,
            Direction::RightToLeft => self.paper.width - MARGIN - x - width,
        };
        Area { x, y, width, height }
    }
}

/// A document being filled from top to bottom.
#[derive(Debug)]
pub(super) struct Sheet<'p> {
    pub(super) stationery: &'p Stationery,
    pub(super) document: Document<'p>,
    pub(super) frame: Frame,
    pub(super) palette: Palette,
    /// The top of what comes next.
    pub(super) y: f32,
    /// What pages after the first begin with.
    pub(super) running_title: String,
    /// The page that a payment slip stands on: it reaches the page's foot.
    pub(super) slip: Option<usize>,
}

impl Sheet<'_> {
    /// Goes on to a new page unless so much room is left on this one.
    pub(super) fn need(&mut self, height: f32) {
        if self.y + height > self.frame.bottom {
            self.document.new_page();
            let Sheet { document, frame, running_title, .. } = self;
            self.y = document.artifact(Furniture::Header, |canvas| run(canvas, frame, running_title));
        }
    }

    /// Text in the brand's color.
    pub(super) fn ink(&self, style: Style) -> Style {
        style.colored(color(self.palette.ink))
    }
}

/// Draws the running title of a page; what it returns is the top of what comes below it.
pub(super) fn run(canvas: &mut pdf::Canvas<'_, '_>, frame: &Frame, title: &str) -> f32 {
    canvas.text(title, frame.start(0.0, TOP), &Style::regular(7.5).colored(QUIET));
    canvas.fill(frame.area(0.0, TOP + 5.0, frame.width, 0.5), RULE);
    TOP + 18.0
}

/// A color of config as PDF has it.
pub(in crate::documents) fn color(Color { red, green, blue }: Color) -> pdf::Color {
    let part = |part: u8| f32::from(part) / 255.0;
    pdf::Color::Rgb(part(red), part(green), part(blue))
}
