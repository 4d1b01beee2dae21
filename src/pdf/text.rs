//! Text: how it looks, how it is set, and where its lines end.

mod lines;
mod setting;

pub(super) use self::lines::lines;
pub(super) use self::setting::{Cluster, Content, Line, Piece, Placed, Shaped};

use unicode_bidi::{Direction as Strong, get_base_direction};

/// How heavy letters are.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Weight {
    #[default]
    Regular,
    Bold,
}

/// Which way a line reads as a whole; words in scripts of the other direction stand within it as they must.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

impl Direction {
    /// The direction of the first letter that has one, or left to right.
    ///
    /// A text that is broken into lines reads one way in all of them: take it from the whole, and set the lines with
    /// [`Style::directed`].
    pub fn of(text: &str) -> Direction {
        match get_base_direction(text) {
            Strong::Rtl => Direction::RightToLeft,
            Strong::Ltr | Strong::Mixed => Direction::LeftToRight,
        }
    }
}

/// A color: gray, or red, green and blue of sRGB. Each part lies between 0 (none) and 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Color {
    Gray(f32),
    Rgb(f32, f32, f32),
}

impl Color {
    pub const BLACK: Color = Color::Gray(0.0);
}

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub weight: Weight,
    /// In points.
    pub size: f32,
    pub color: Color,
    /// Without one, each text reads in its own ([`Direction::of`]).
    pub direction: Option<Direction>,
}

impl Style {
    /// Regular letters of this many points, black.
    pub fn regular(size: f32) -> Style {
        Style { weight: Weight::Regular, size, color: Color::BLACK, direction: None }
    }

    /// Bold letters of this many points, black.
    pub fn bold(size: f32) -> Style {
        Style { weight: Weight::Bold, ..Style::regular(size) }
    }

    /// The same in a color.
    pub fn colored(self, color: Color) -> Style {
        Style { color, ..self }
    }

    /// The same, reading one way whatever the text is.
    pub fn directed(self, direction: Direction) -> Style {
        Style { direction: Some(direction), ..self }
    }
}
