//! Where things lie on a page: in points (1/72 inch) from its top left corner, to the right and down.

/// A sheet of paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    pub width: f32,
    pub height: f32,
}

impl Paper {
    /// 210 × 297 mm.
    pub const A4: Paper = Paper { width: 595.28, height: 841.89 };
    /// 8½ × 11 inches.
    pub const LETTER: Paper = Paper { width: 612.0, height: 792.0 };
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Its left side.
    pub x: f32,
    /// Its top.
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// Where a line of text stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct At {
    x: f32,
    baseline: f32,
    /// The part of the line's width that lies left of `x`.
    left_part: f32,
}

impl At {
    /// The line begins at `x`.
    pub fn left(x: f32, baseline: f32) -> At {
        At { x, baseline, left_part: 0.0 }
    }

    /// The line ends at `x`.
    pub fn right(x: f32, baseline: f32) -> At {
        At { x, baseline, left_part: 1.0 }
    }

    /// The middle of the line is at `x`.
    pub fn center(x: f32, baseline: f32) -> At {
        At { x, baseline, left_part: 0.5 }
    }

    /// Where a line of this width begins, and its baseline.
    pub(super) fn start(self, width: f32) -> (f32, f32) {
        (self.x - width * self.left_part, self.baseline)
    }
}

/// An outline, made of lines and curves, to be filled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    pub(super) steps: Vec<Step>,
}

/// A step of a pen along an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    Move(f32, f32),
    Line(f32, f32),
    /// Two control points and the end of a cubic curve.
    Curve([f32; 6]),
    Close,
}

impl Path {
    /// An empty path.
    pub fn new() -> Path {
        Path::default()
    }

    /// A rectangle with rounded corners.
    pub fn rounded(area: Area, radius: f32) -> Path {
        let Area { x, y, width, height } = area;
        let radius = radius.min(width / 2.0).min(height / 2.0);
        // How far a cubic curve's control points lie from the corner for the nearest there is to a quarter circle.
        let near = radius * 0.447_7;
        let (right, bottom) = (x + width, y + height);
        Path::new()
            .move_to(x + radius, y)
            .line_to(right - radius, y)
            .curve_to([right - near, y, right, y + near, right, y + radius])
            .line_to(right, bottom - radius)
            .curve_to([right, bottom - near, right - near, bottom, right - radius, bottom])
            .line_to(x + radius, bottom)
            .curve_to([x + near, bottom, x, bottom - near, x, bottom - radius])
            .line_to(x, y + radius)
            .curve_to([x, y + near, x + near, y, x + radius, y])
            .close()
    }

    /// Begins another outline here.
    pub fn move_to(self, x: f32, y: f32) -> Path {
        self.with(Step::Move(x, y))
    }

    /// A straight line to this point.
    pub fn line_to(self, x: f32, y: f32) -> Path {
        self.with(Step::Line(x, y))
    }

    /// A cubic curve: x and y of two control points and of its end.
    pub fn curve_to(self, points: [f32; 6]) -> Path {
        self.with(Step::Curve(points))
    }

    /// A straight line back to where this outline began.
    pub fn close(self) -> Path {
        self.with(Step::Close)
    }

    fn with(mut self, step: Step) -> Path {
        self.steps.push(step);
        self
    }
}

/// A dark block of a code that is made of squares, in squares from the code's top left corner.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Dark {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}
