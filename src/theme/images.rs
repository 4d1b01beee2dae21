//! Logo and icons, drawn anew: what is published is our own PNG, with nothing else of the file in it.
//!
//! A picture is looked at before it is decoded: kind and size come from its header. An SVG cannot reach any other file
//! or address, and its letters would need the fonts of this machine, so it has to do without.

#[cfg(feature = "images")]
mod draw;
#[cfg(not(feature = "images"))]
#[path = "images/plain.rs"]
mod draw;
#[cfg(feature = "images")]
mod ico;
#[cfg(feature = "images")]
mod initials;
#[cfg(feature = "images")]
mod orientation;
#[cfg(feature = "images")]
mod shapes;
#[cfg(feature = "images")]
mod shrink;
#[cfg(feature = "images")]
mod visible;

use super::brand::hex;
use super::files::ThemeFile;
use crate::config::Color;
use crate::diag::{Diagnostic, Place, Problems};
use imagesize::ImageType;
use std::fmt;

/// A picture ready to be published.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) extension: &'static str,
    pub(super) bytes: Vec<u8>,
    /// In pixels.
    pub(super) width: u32,
    pub(super) height: u32,
}

/// The logo as documents show it.
#[derive(Clone)]
pub struct Logo {
    /// In pixels.
    pub width: u32,
    pub height: u32,
    /// Row by row from the top: red, green, blue, and how opaque, not multiplied with one another.
    pub rgba: Vec<u8>,
    /// The same as outlines, where it is made of nothing else; as wide and high as the pixels.
    pub shapes: Option<Vec<Shape>>,
    /// Whether it can be seen on white paper. One that is made for a dark banner may not.
    pub seen_on_paper: bool,
}

/// A line in one color, and how it is painted. Lengths are counted from the drawing's top left corner to the right and
/// down.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    pub steps: Vec<Step>,
    pub color: Color,
    pub paint: Brush,
}

/// How a line becomes visible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Brush {
    /// What it encloses. `even_odd`: but for what lies within an even number of lines; else lines of the other direction
    /// cut out.
    Fill { even_odd: bool },
    /// Itself, so wide.
    Pen { width: f32, cap: Cap, join: Join, miter_limit: f32 },
}

/// How a line ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cap {
    Butt,
    Round,
    Square,
}

/// How two parts of a line meet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Join {
    Miter,
    Round,
    Bevel,
}

/// A step of a pen along an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Move([f32; 2]),
    Line([f32; 2]),
    /// Two control points and the end of a cubic curve.
    Curve([[f32; 2]; 3]),
    Close,
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Logo { width, height, seen_on_paper, .. } = self;
        write!(f, "Logo {{ {width} × {height}, seen_on_paper: {seen_on_paper} }}")
    }
}

/// A logo as it is published, and as documents show it; what of it cannot be seen on the banner.
#[derive(Debug)]
pub(super) struct DrawnLogo {
    pub(super) picture: Picture,
    /// None: this build cannot draw it.
    pub(super) pixels: Option<Logo>,
    lost: Option<Lost>,
}

/// The box that a logo fits in, in pixels: 320 by 80 on a page, at twice the density.
const LOGO: (u32, u32) = (640, 160);

/// A logo is hard to see if so much of it is lost on the banner.
const LOST: f64 = 0.25;

/// The largest file, in bytes.
const LARGEST: usize = 5_000_000;

/// The longest side of a picture made of pixels.
const LONGEST_SIDE: usize = 4_096;

/// What a file claims to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Pixels { extension: &'static str, width: u32, height: u32 },
    Svg,
}

/// An icon as a page links to it.
#[derive(Debug)]
pub(super) struct Icon {
    /// Its name among the assets.
    pub(super) name: String,
    /// The link's relation.
    pub(super) rel: &'static str,
    /// Width and height of each picture in it, as a link's `sizes`.
    pub(super) sizes: String,
    /// The media type.
    pub(super) media_type: &'static str,
    pub(super) bytes: Vec<u8>,
}

impl Icon {
    /// Small pictures in one file: for tabs, bookmarks and shortcuts.
    #[cfg(feature = "images")]
    fn small(pictures: &[Picture]) -> Icon {
        let sizes: Vec<String> = pictures.iter().map(Picture::size).collect();
        Icon {
            name: "favicon.ico".to_owned(),
            rel: "icon",
            sizes: sizes.join(" "),
            media_type: "image/x-icon",
            bytes: ico::ico(pictures),
        }
    }

    /// For lists of sites, and for Android's home screens.
    fn large(picture: Picture) -> Icon {
        Icon::of("icon", picture)
    }

    /// For Apple's home screens.
    #[cfg(feature = "images")]
    fn apple(picture: Picture) -> Icon {
        Icon::of("apple-touch-icon", picture)
    }

    fn of(rel: &'static str, picture: Picture) -> Icon {
        Icon {
            name: format!("{rel}.{}", picture.extension),
            rel,
            sizes: picture.size(),
            media_type: picture.media_type(),
            bytes: picture.bytes,
        }
    }
}

impl Picture {
    fn size(&self) -> String {
        format!("{}x{}", self.width, self.height)
    }

    fn media_type(&self) -> &'static str {
        match self.extension {
            "jpg" => "image/jpeg",
            "webp" => "image/webp",
            _ => "image/png",
        }
    }
}

/// The pieces of a picture that do not stand out from a ground.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Lost {
    /// Their part of all that is drawn, 0 to 1.
    share: f64,
    /// The contrast of their mean luminance with the ground, 1 to 21.
    contrast: f64,
}

/// The logo, no larger than it is shown. That it cannot be seen on the banner is said at `place`, where it is named.
pub(super) fn logo(file: &ThemeFile, banner: Color, place: Place, problems: &mut Problems) -> Option<DrawnLogo> {
    let kind = problems.keep(kind(file, "logo"))?;
    let drawn = problems.keep(draw::logo(file, kind, banner))?;
    problems.extend(incomplete(file, kind, "logo"));
    let lost = drawn.lost.filter(|lost| lost.share >= LOST);
    problems.extend(lost.map(|lost| hard_to_see(lost, banner).at(place, "")));
    Some(drawn)
}

/// The icons from the organization's own picture.
pub(super) fn icons(file: &ThemeFile, primary: Color, problems: &mut Problems) -> Vec<Icon> {
    let Some(kind) = problems.keep(kind(file, "favicon")) else { return Vec::new() };
    problems.extend(incomplete(file, kind, "favicon"));
    problems.keep(draw::icons(file, kind, primary)).unwrap_or_default()
}

/// The icons of an organization that has none: its initials on its color.
pub(super) fn drawn_icons(name: &str, primary: Color) -> Vec<Icon> {
    draw::drawn_icons(name, primary)
}

fn hard_to_see(lost: Lost, banner: Color) -> Diagnostic {
    let what = match (lost.share * 100.0).round() {
        all if all >= 99.5 => "the logo".to_owned(),
        percent => format!("{percent} % of the logo"),
    };
    let title = format!("{what} can hardly be seen on the banner");
    let light = if super::contrast::on(banner) == super::contrast::WHITE { "light" } else { "dark" };
    Diagnostic::warning("logo-hard-to-see", title).hint(format!(
        "its contrast with `{}` is {:.1} : 1; use a {light} version of it, or another `banner_color`",
        hex(banner),
        lost.contrast
    ))
}

fn kind(file: &ThemeFile, what: &str) -> Result<Kind, Diagnostic> {
    let too_large = |title: String| Err(Diagnostic::error("logo-too-large", title).at(file.place(), ""));
    if file.bytes.len() > LARGEST {
        let size = file.bytes.len().div_ceil(1_000_000);
        return too_large(format!("the {what} has {size} MB, {} MB are the most", LARGEST / 1_000_000));
    }
    let extension = match imagesize::image_type(&file.bytes) {
        Ok(ImageType::Png) => "png",
        Ok(ImageType::Jpeg) => "jpg",
        Ok(ImageType::Webp) => "webp",
        _ if is_svg(&file.bytes) => return Ok(Kind::Svg),
        _ => {
            let problem = unreadable(file, &format!("the {what} is no SVG, PNG, JPEG or WebP picture"));
            let is_ico = file.bytes.starts_with(&[0, 0, 1, 0]);
            return Err(if is_ico {
                problem.hint("take the picture that the ICO file was made from")
            } else {
                problem
            });
        }
    };
    let size = imagesize::blob_size(&file.bytes).map_err(|_| unreadable(file, &format!("the {what} is broken")))?;
    if size.width.max(size.height) > LONGEST_SIDE || size.width.min(size.height) == 0 {
        let title =
            format!("the {what} is {} × {} pixels, {LONGEST_SIDE} a side are the most", size.width, size.height);
        return too_large(title);
    }
    let side = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    Ok(Kind::Pixels { extension, width: side(size.width), height: side(size.height) })
}

fn is_svg(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes)
        .is_ok_and(|text| text.trim_start_matches('\u{feff}').trim_start().starts_with('<') && text.contains("<svg"))
}

fn unreadable(file: &ThemeFile, title: &str) -> Diagnostic {
    Diagnostic::error("logo-unreadable", title).at(file.place(), "")
}

/// Letters and pictures inside an SVG are not drawn; better said than found out.
fn incomplete(file: &ThemeFile, kind: Kind, what: &str) -> Option<Diagnostic> {
    let text = std::str::from_utf8(&file.bytes).ok().filter(|_| kind == Kind::Svg)?;
    let (found, hint) = if text.contains("<text") {
        ("text", "turn text into outlines and save it again")
    } else if text.contains("<image") {
        ("another picture", "use the picture itself, or draw it as shapes")
    } else {
        return None;
    };
    let title = format!("the {what} has {found} in it, which is left out");
    Some(Diagnostic::warning("logo-incomplete", title).at(file.place(), "").hint(hint))
}

#[cfg(test)]
#[cfg(feature = "images")]
mod tests;
