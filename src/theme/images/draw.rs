//! Pictures in any size, with `resvg`.

use super::initials::{initials, outlines};
use super::orientation::{orientation, turned};
use super::shapes::shapes;
use super::shrink::shrunk;
use super::visible::lost;
use super::{Brush, DrawnLogo, Icon, Kind, LOGO, LOST, Logo, Picture, Shape, Step, unreadable};
use crate::config::Color;
use crate::diag::Diagnostic;
use crate::theme::brand::hex;
use crate::theme::contrast::{BLACK, WHITE, on};
use crate::theme::files::ThemeFile;
use resvg::tiny_skia::{self, Pixmap, PixmapPaint, PremultipliedColorU8, Transform};
use resvg::usvg;
use std::sync::Arc;

/// The sides of the pictures in favicon.ico, in pixels: for tabs, bookmarks and shortcuts, at any density.
const SMALL: [u32; 3] = [16, 32, 48];
/// The side of the icon for lists of sites and for Android.
const LARGE: u32 = 192;
/// The side of the icon for Apple's home screens.
const APPLE: u32 = 180;

/// The logo as it is published and as documents show it, and what of it cannot be seen on the banner.
pub(super) fn logo(file: &ThemeFile, kind: Kind, banner: Color) -> Result<DrawnLogo, Diagnostic> {
    let drawing = Drawing::of(file, kind)?;
    let (width, height) = drawing.size();
    let mut scale = (LOGO.0 as f32 / width).min(LOGO.1 as f32 / height);
    if kind != Kind::Svg {
        scale = scale.min(1.0);
    }
    let side = |length: f32| ((length * scale).round() as u32).max(1);
    let pixels = drawing.drawn(side(width), side(height), 1.0);
    if is_empty(&pixels) {
        return Err(empty(file));
    }
    let (picture, lost_on_banner) = (png(&pixels), lost(&pixels, banner));
    let seen_on_paper = lost(&pixels, WHITE).share < LOST;
    let (width, height) = (pixels.width(), pixels.height());
    let shapes = match &drawing {
        Drawing::Shapes(tree) => shapes(tree).map(|shapes| enlarged(shapes, scale)),
        Drawing::Pixels(_) => None,
    };
    let logo = Logo { width, height, rgba: pixels.take_demultiplied(), shapes, seen_on_paper };
    Ok(DrawnLogo { picture, pixels: Some(logo), lost: Some(lost_on_banner) })
}

/// The icons from the organization's own picture.
pub(super) fn icons(file: &ThemeFile, kind: Kind, primary: Color) -> Result<Vec<Icon>, Diagnostic> {
    let drawing = Drawing::of(file, kind)?;
    let pixels = drawing.drawn(LARGE, LARGE, 1.0);
    if is_empty(&pixels) {
        return Err(empty(file));
    }
    Ok(set(|side| drawing.drawn(side, side, 1.0), &home_screen(&drawing, &pixels, primary)))
}

/// The icons of an organization that has none: its initials on a square in its color. A plain square where no letter of
/// its name can be drawn, never somebody else's mark.
pub(super) fn drawn_icons(name: &str, primary: Color) -> Vec<Icon> {
    let letters = initials(name);
    let first: String = letters.chars().take(1).collect();
    let path = outlines(&letters, 32.0).or_else(|| outlines(&first, 32.0)).unwrap_or_default();
    let square = |radius: u32| {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='32' height='32'><rect width='32' height='32' rx='{radius}' fill='{}'/><path fill='{}' d='{path}'/></svg>",
            hex(primary),
            hex(on(primary)),
        );
        Drawing::Shapes(Box::new(usvg::Tree::from_str(&svg, &options()).expect("our own square is an SVG")))
    };
    let rounded = square(7);
    // Apple cuts the corners itself.
    set(|side| rounded.drawn(side, side, 1.0), &square(0).drawn(APPLE, APPLE, 1.0))
}

/// Shapes of a drawing, so many times as large.
fn enlarged(mut shapes: Vec<Shape>, scale: f32) -> Vec<Shape> {
    let larger = |points: &mut [f32; 2]| *points = points.map(|length| length * scale);
    for shape in &mut shapes {
        if let Brush::Pen { width, .. } = &mut shape.paint {
            *width *= scale;
        }
        for step in &mut shape.steps {
            match step {
                Step::Move(point) | Step::Line(point) => larger(point),
                Step::Curve(points) => points.iter_mut().for_each(larger),
                Step::Close => {}
            }
        }
    }
    shapes
}

fn empty(file: &ThemeFile) -> Diagnostic {
    unreadable(file, "the picture is empty or broken")
}

fn is_empty(pixels: &Pixmap) -> bool {
    pixels.pixels().iter().all(|pixel| pixel.alpha() == 0)
}

fn set(drawn: impl Fn(u32) -> Pixmap, apple: &Pixmap) -> Vec<Icon> {
    let small = SMALL.map(|side| png(&drawn(side)));
    vec![Icon::small(&small), Icon::large(png(&drawn(LARGE))), Icon::apple(png(apple))]
}

/// The icon for Apple's home screens, which are black behind what is transparent: `large`, the picture with nothing
/// behind it, decides on the ground.
///
/// A picture that reaches its edges, but for round corners, is continued in the color it has there. A mark that stands
/// free gets some room, on white, or where it cannot be seen on that on the brand's color.
fn home_screen(drawing: &Drawing, large: &Pixmap, primary: Color) -> Pixmap {
    let (ground, room) = match edge(large) {
        Some(color) => (color, 1.0),
        None => {
            let seen = [WHITE, primary, BLACK].into_iter().find(|ground| lost(large, *ground).share < 0.5);
            (seen.unwrap_or(WHITE), 0.8)
        }
    };
    let mut pixels = Pixmap::new(APPLE, APPLE).expect("the side is not zero");
    pixels.fill(tiny_skia::Color::from_rgba8(ground.red, ground.green, ground.blue, 255));
    let icon = drawing.drawn(APPLE, APPLE, room);
    pixels.draw_pixmap(0, 0, icon.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
    pixels
}

/// The mean color along the picture's edges, if it covers at least half of them.
fn edge(pixels: &Pixmap) -> Option<Color> {
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let is_edge = |at: usize| [0, width - 1].contains(&(at % width)) || [0, height - 1].contains(&(at / width));
    let edge: Vec<_> =
        pixels.pixels().iter().enumerate().filter(|(at, _)| is_edge(*at)).map(|(_, pixel)| *pixel).collect();
    let solid: Vec<_> = edge.iter().copied().filter(|pixel| pixel.alpha() == 255).collect();
    let mean = |channel: fn(PremultipliedColorU8) -> u8| {
        (solid.iter().map(|pixel| usize::from(channel(*pixel))).sum::<usize>() / solid.len()) as u8
    };
    (2 * solid.len() >= edge.len()).then(|| Color {
        red: mean(PremultipliedColorU8::red),
        green: mean(PremultipliedColorU8::green),
        blue: mean(PremultipliedColorU8::blue),
    })
}

/// A picture that can be drawn in any size.
enum Drawing {
    Shapes(Box<usvg::Tree>),
    /// Upright.
    Pixels(Pixmap),
}

impl Drawing {
    fn of(file: &ThemeFile, kind: Kind) -> Result<Drawing, Diagnostic> {
        let broken = |_| unreadable(file, "the picture is broken");
        let Kind::Pixels { extension, width, height } = kind else {
            let tree = usvg::Tree::from_data(&file.bytes, &options()).map_err(broken)?;
            return Ok(Drawing::Shapes(Box::new(tree)));
        };
        let tree = alone(&file.bytes, extension, width, height).map_err(broken)?;
        let mut pixels = Pixmap::new(width, height).ok_or_else(|| empty(file))?;
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        let turn = if extension == "jpg" { orientation(&file.bytes) } else { 1 };
        Ok(Drawing::Pixels(turned(pixels, turn)))
    }

    /// Width and height as the file has them.
    fn size(&self) -> (f32, f32) {
        match self {
            Drawing::Shapes(tree) => (tree.size().width(), tree.size().height()),
            Drawing::Pixels(pixels) => (pixels.width() as f32, pixels.height() as f32),
        }
    }

    /// The drawing in the middle of a picture of that size, of which it takes `room` at the most, from 0 to 1.
    fn drawn(&self, width: u32, height: u32, room: f32) -> Pixmap {
        let mut canvas = Pixmap::new(width, height).expect("a picture has at least one pixel");
        let (own_width, own_height) = self.size();
        let scale = (width as f32 * room / own_width).min(height as f32 * room / own_height);
        let middle = |room: u32, length: f32| (room as f32 - length) / 2.0;
        match self {
            Drawing::Shapes(tree) => {
                let (x, y) = (middle(width, own_width * scale), middle(height, own_height * scale));
                let transform = Transform::from_scale(scale, scale).post_translate(x, y);
                resvg::render(tree, transform, &mut canvas.as_mut());
            }
            Drawing::Pixels(pixels) => {
                let side = |length: f32, most: u32| ((length * scale).round() as u32).clamp(1, most);
                let (new_width, new_height) = (side(own_width, width), side(own_height, height));
                let smaller = (scale < 1.0).then(|| shrunk(pixels, new_width, new_height));
                let enlarge = if smaller.is_some() { 1.0 } else { scale };
                let (x, y) = (middle(width, new_width as f32).floor(), middle(height, new_height as f32).floor());
                let transform = Transform::from_scale(enlarge, enlarge).post_translate(x, y);
                let paint = PixmapPaint { quality: tiny_skia::FilterQuality::Bicubic, ..PixmapPaint::default() };
                canvas.draw_pixmap(0, 0, smaller.as_ref().unwrap_or(pixels).as_ref(), &paint, transform, None);
            }
        }
        canvas
    }
}

/// A file made of pixels as an SVG's only element, handed over by us and not by address.
fn alone(bytes: &[u8], extension: &str, width: u32, height: u32) -> Result<usvg::Tree, usvg::Error> {
    let bytes = Arc::new(bytes.to_vec());
    let mut options = options();
    let extension = extension.to_owned();
    options.image_href_resolver.resolve_string = Box::new(move |_, _| {
        let bytes = Arc::clone(&bytes);
        Some(match extension.as_str() {
            "png" => usvg::ImageKind::PNG(bytes),
            "jpg" => usvg::ImageKind::JPEG(bytes),
            _ => usvg::ImageKind::WEBP(bytes),
        })
    });
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'><image href='it' width='{width}' height='{height}'/></svg>"
    );
    usvg::Tree::from_str(&svg, &options)
}

/// No file, no address, no data in the text.
fn options() -> usvg::Options<'static> {
    let mut options = usvg::Options::default();
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    options.image_href_resolver.resolve_data = Box::new(|_, _, _| None);
    options
}

fn png(pixels: &Pixmap) -> Picture {
    let bytes = pixels.encode_png().expect("a picture in memory can be written as PNG");
    Picture { extension: "png", bytes, width: pixels.width(), height: pixels.height() }
}
