//! A drawing as areas and lines in plain colors, where it is no more than that: most logos are. On paper it is as sharp as
//! letters then, at any size.

use super::{Brush, Cap, Join, Shape, Step};
use crate::config::Color;
use resvg::tiny_skia::{Path, PathSegment, Point, Transform};
use resvg::usvg::{FillRule, Group, LineCap, LineJoin, Node, Paint, Stroke, Tree};

/// A drawing of more steps is left to its pixels.
const MOST_STEPS: usize = 4_000;

/// The shapes of a drawing; none where it has more than they can show: colors that run, what is half seen through, masks,
/// pictures.
pub(super) fn shapes(tree: &Tree) -> Option<Vec<Shape>> {
    let mut shapes = Vec::new();
    collect(tree.root(), &mut shapes)?;
    let steps: usize = shapes.iter().map(|shape| shape.steps.len()).sum();
    (steps > 0 && steps <= MOST_STEPS).then_some(shapes)
}

fn collect(group: &Group, shapes: &mut Vec<Shape>) -> Option<()> {
    if group.should_isolate() {
        return None;
    }
    for node in group.children() {
        match node {
            Node::Group(group) => collect(group, shapes)?,
            Node::Path(path) if !path.is_visible() => {}
            Node::Path(path) => {
                let transform = path.abs_transform();
                let steps = steps(&path.data().clone().transform(transform)?);
                if let Some(fill) = path.fill() {
                    let color = plain(fill.paint(), fill.opacity().get())?;
                    let paint = Brush::Fill { even_odd: fill.rule() == FillRule::EvenOdd };
                    shapes.push(Shape { steps: steps.clone(), color, paint });
                }
                if let Some(stroke) = path.stroke() {
                    let color = plain(stroke.paint(), stroke.opacity().get())?;
                    shapes.push(Shape { steps, color, paint: pen(stroke, transform)? });
                }
            }
            Node::Image(_) | Node::Text(_) => return None,
        }
    }
    Some(())
}

/// A pen for a line; none where the line has gaps, or where it is not equally wide in all directions.
fn pen(stroke: &Stroke, transform: Transform) -> Option<Brush> {
    let (across, down) = (transform.sx.hypot(transform.ky), transform.sy.hypot(transform.kx));
    let is_square = transform.sx * transform.kx + transform.ky * transform.sy;
    if stroke.dasharray().is_some() || (across - down).abs() > across * 0.001 || is_square.abs() > across * 0.001 {
        return None;
    }
    Some(Brush::Pen {
        width: stroke.width().get() * across,
        cap: match stroke.linecap() {
            LineCap::Butt => Cap::Butt,
            LineCap::Round => Cap::Round,
            LineCap::Square => Cap::Square,
        },
        join: match stroke.linejoin() {
            LineJoin::Miter | LineJoin::MiterClip => Join::Miter,
            LineJoin::Round => Join::Round,
            LineJoin::Bevel => Join::Bevel,
        },
        miter_limit: stroke.miterlimit().get(),
    })
}

/// One color, that nothing shows through.
fn plain(paint: &Paint, opacity: f32) -> Option<Color> {
    match paint {
        Paint::Color(color) if opacity >= 1.0 => Some(Color { red: color.red, green: color.green, blue: color.blue }),
        _ => None,
    }
}

fn steps(path: &Path) -> Vec<Step> {
    let xy = |point: Point| [point.x, point.y];
    let mut at = Point::zero();
    let step = |segment: PathSegment| {
        let (step, end) = match segment {
            PathSegment::MoveTo(point) => (Step::Move(xy(point)), point),
            PathSegment::LineTo(point) => (Step::Line(xy(point)), point),
            // A quadratic curve as the cubic one that it equals.
            PathSegment::QuadTo(control, end) => {
                let toward = |from: Point| {
                    [from.x + (control.x - from.x) * 2.0 / 3.0, from.y + (control.y - from.y) * 2.0 / 3.0]
                };
                (Step::Curve([toward(at), toward(end), xy(end)]), end)
            }
            PathSegment::CubicTo(first, second, end) => (Step::Curve([xy(first), xy(second), xy(end)]), end),
            PathSegment::Close => (Step::Close, at),
        };
        at = end;
        step
    };
    path.segments().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::usvg::Options;

    fn read(inside: &str) -> Option<Vec<Shape>> {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'>{inside}</svg>");
        shapes(&Tree::from_str(&svg, &Options::default()).unwrap())
    }

    #[test]
    fn plain_areas_and_lines_are_shapes() {
        let shapes =
            read("<g transform='translate(10 5)'><path d='M0 0h4v4z' fill='#f00' fill-rule='evenodd'/></g>").unwrap();
        let steps = [Step::Move([10.0, 5.0]), Step::Line([14.0, 5.0]), Step::Line([14.0, 9.0]), Step::Close];
        let red = Color { red: 255, green: 0, blue: 0 };
        let paint = Brush::Fill { even_odd: true };
        assert_eq!(shapes, [Shape { steps: steps.to_vec(), color: red, paint }]);
        let line = "<path d='M0 10h20' fill='none' stroke='#fff' stroke-width='2' transform='scale(3)'/>";
        let paint = Brush::Pen { width: 6.0, cap: Cap::Butt, join: Join::Miter, miter_limit: 4.0 };
        let steps = vec![Step::Move([0.0, 30.0]), Step::Line([60.0, 30.0])];
        let white = Color { red: 255, green: 255, blue: 255 };
        assert_eq!(read(line).unwrap(), [Shape { steps, color: white, paint }]);
    }

    #[test]
    fn what_is_more_than_that_is_left_to_pixels() {
        let gradient = "<linearGradient id='a'><stop stop-color='red'/><stop offset='1'/></linearGradient>";
        assert_eq!(read(&format!("{gradient}<path d='M0 0h4v4z' fill='url(#a)'/>")), None);
        assert_eq!(read("<path d='M0 0h4v4z' fill='red' fill-opacity='.5'/>"), None);
        assert_eq!(read("<g opacity='.5'><path d='M0 0h4v4z'/><path d='M0 0h9v4z'/></g>"), None);
        assert_eq!(read("<path d='M0 0h9' stroke='red' stroke-dasharray='2'/>"), None);
        assert_eq!(read("<path d='M0 0h9' stroke='red' transform='scale(1 2)'/>"), None);
        assert_eq!(read(""), None);
    }
}
