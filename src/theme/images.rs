//! Logo and icons, drawn anew: what is published is our own PNG, with nothing else of the file in it.
//!
//! A picture is looked at before it is decoded: kind and size come from its header. An SVG cannot reach any other file
//! or address, and its letters would need the fonts of this machine, so it has to do without.

use super::brand::hex;
use super::files::ThemeFile;
use crate::config::Color;
use crate::diag::{Diagnostic, Problems};
use imagesize::ImageType;

/// A picture ready to be published.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) extension: &'static str,
    pub(super) bytes: Vec<u8>,
    /// In pixels.
    pub(super) width: u32,
    pub(super) height: u32,
}

/// The box that a logo fits in, in pixels: 320 by 80 on a page, at twice the density.
const LOGO: (u32, u32) = (640, 160);

/// The icons' sides: for tabs and for home screens.
#[cfg(feature = "images")]
const ICONS: [u32; 2] = [32, 180];

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

/// The logo, no larger than it is shown.
pub(super) fn logo(file: &ThemeFile, problems: &mut Problems) -> Option<Picture> {
    let kind = problems.keep(kind(file, "logo"))?;
    problems.keep(draw::fitted(file, kind, LOGO)).inspect(|_| problems.extend(incomplete(file, kind, "logo")))
}

/// The icons from the organization's own picture.
pub(super) fn icons(file: &ThemeFile, problems: &mut Problems) -> Vec<Picture> {
    let Some(kind) = problems.keep(kind(file, "favicon")) else { return Vec::new() };
    problems.extend(incomplete(file, kind, "favicon"));
    problems.keep(draw::icons(file, kind)).unwrap_or_default()
}

/// The icons of an organization that has none: a plain square in its color, never somebody else's mark.
pub(super) fn plain_icons(color: Color) -> Vec<Picture> {
    draw::plain_icons(&hex(color))
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
        _ => return Err(unreadable(file, &format!("the {what} is no SVG, PNG, JPEG or WebP picture"))),
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

#[cfg(feature = "images")]
mod draw {
    //! With `resvg`.

    use super::{ICONS, Kind, Picture, ThemeFile, unreadable};
    use crate::diag::Diagnostic;
    use resvg::{tiny_skia, usvg};
    use std::sync::Arc;

    pub(super) fn fitted(file: &ThemeFile, kind: Kind, (width, height): (u32, u32)) -> Result<Picture, Diagnostic> {
        let tree = tree(file, kind)?;
        let size = tree.size();
        let mut scale = (width as f32 / size.width()).min(height as f32 / size.height());
        if kind != Kind::Svg {
            scale = scale.min(1.0);
        }
        let side = |length: f32| ((length * scale).round() as u32).max(1);
        picture(&tree, side(size.width()), side(size.height())).ok_or_else(|| empty(file))
    }

    pub(super) fn icons(file: &ThemeFile, kind: Kind) -> Result<Vec<Picture>, Diagnostic> {
        let tree = tree(file, kind)?;
        ICONS.into_iter().map(|side| picture(&tree, side, side).ok_or_else(|| empty(file))).collect()
    }

    fn empty(file: &ThemeFile) -> Diagnostic {
        unreadable(file, "the picture is empty or broken")
    }

    pub(super) fn plain_icons(color: &str) -> Vec<Picture> {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='32' height='32'><rect width='32' height='32' rx='7' fill='{color}'/></svg>"
        );
        let tree = usvg::Tree::from_str(&svg, &options()).expect("our own square is an SVG");
        ICONS.into_iter().filter_map(|side| picture(&tree, side, side)).collect()
    }

    /// The file as something to draw. One made of pixels is an SVG's only element, handed over by us and not by address.
    fn tree(file: &ThemeFile, kind: Kind) -> Result<usvg::Tree, Diagnostic> {
        let broken = |_| unreadable(file, "the picture is broken");
        let Kind::Pixels { extension, width, height } = kind else {
            return usvg::Tree::from_data(&file.bytes, &options()).map_err(broken);
        };
        let bytes = Arc::new(file.bytes.to_vec());
        let mut options = options();
        options.image_href_resolver.resolve_string = Box::new(move |_, _| {
            let bytes = Arc::clone(&bytes);
            Some(match extension {
                "png" => usvg::ImageKind::PNG(bytes),
                "jpg" => usvg::ImageKind::JPEG(bytes),
                _ => usvg::ImageKind::WEBP(bytes),
            })
        });
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'><image href='it' width='{width}' height='{height}'/></svg>"
        );
        usvg::Tree::from_str(&svg, &options).map_err(broken)
    }

    /// No file, no address, no data in the text.
    fn options() -> usvg::Options<'static> {
        let mut options = usvg::Options::default();
        options.image_href_resolver.resolve_string = Box::new(|_, _| None);
        options.image_href_resolver.resolve_data = Box::new(|_, _, _| None);
        options
    }

    /// The tree in the middle of a picture of that size; `None` if nothing of it can be seen.
    fn picture(tree: &usvg::Tree, width: u32, height: u32) -> Option<Picture> {
        let mut pixels = tiny_skia::Pixmap::new(width, height).expect("a picture has at least one pixel");
        let size = tree.size();
        let scale = (width as f32 / size.width()).min(height as f32 / size.height());
        let middle = |room: u32, length: f32| (room as f32 - length * scale) / 2.0;
        let transform = tiny_skia::Transform::from_scale(scale, scale)
            .post_translate(middle(width, size.width()), middle(height, size.height()));
        resvg::render(tree, transform, &mut pixels.as_mut());
        let bytes = pixels.encode_png().expect("a picture in memory can be written as PNG");
        pixels.pixels().iter().any(|pixel| pixel.alpha() > 0).then_some(Picture {
            extension: "png",
            bytes,
            width,
            height,
        })
    }
}

#[cfg(not(feature = "images"))]
mod draw {
    //! Without `resvg`: checked, but published as it is.

    use super::{Kind, Picture, ThemeFile, unreadable};
    use crate::diag::Diagnostic;

    pub(super) fn fitted(
        file: &ThemeFile,
        kind: Kind,
        (most_width, most_height): (u32, u32),
    ) -> Result<Picture, Diagnostic> {
        let Kind::Pixels { extension, width, height } = kind else {
            return Err(unreadable(file, "this build of Portalsmith cannot draw SVG")
                .hint("use a PNG, or build with the feature `images`"));
        };
        let scale = (f64::from(most_width) / f64::from(width)).min(f64::from(most_height) / f64::from(height)).min(1.0);
        let side = |length: u32| ((f64::from(length) * scale).round() as u32).max(1);
        Ok(Picture { extension, bytes: file.bytes.to_vec(), width: side(width), height: side(height) })
    }

    pub(super) fn icons(file: &ThemeFile, kind: Kind) -> Result<Vec<Picture>, Diagnostic> {
        fitted(file, kind, (180, 180)).map(|icon| vec![icon])
    }

    pub(super) fn plain_icons(_: &str) -> Vec<Picture> {
        Vec::new()
    }
}

#[cfg(all(test, feature = "images"))]
mod tests {
    use super::*;
    use crate::diag::FileId;

    fn file(bytes: impl Into<Vec<u8>>) -> ThemeFile {
        ThemeFile { path: "brand/logo".to_owned(), file: FileId(0), bytes: bytes.into().into() }
    }

    fn read(bytes: impl Into<Vec<u8>>) -> (Option<Picture>, Vec<String>) {
        let mut problems = Problems::new();
        let picture = logo(&file(bytes), &mut problems);
        (picture, problems.iter().map(|problem| format!("[{}] {}", problem.code, problem.title)).collect())
    }

    const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'><rect width='200' height='100' fill='#0b5fff'/>";

    #[test]
    fn an_svg_becomes_a_png_that_fits_its_box() {
        let (picture, problems) = read(format!("{SVG}</svg>"));
        let picture = picture.unwrap();
        assert_eq!((picture.extension, picture.width, picture.height), ("png", 320, 160));
        assert_eq!(imagesize::image_type(&picture.bytes).unwrap(), ImageType::Png);
        assert!(problems.is_empty());
    }

    #[test]
    fn nothing_hidden_in_a_picture_survives() {
        let script = format!("{SVG}<script>alert('canary')</script><!-- canary --></svg>");
        let (picture, _) = read(script);
        let png = picture.unwrap().bytes;
        assert!(!png.windows(6).any(|window| window == b"canary"));
        let mut with_comment = png.clone();
        with_comment.extend(b"canary");
        let (picture, problems) = read(with_comment);
        assert!(!picture.unwrap().bytes.windows(6).any(|window| window == b"canary"));
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn text_in_an_svg_needs_outlines() {
        let (_, problems) = read(format!("{SVG}<text>Acme</text></svg>"));
        assert_eq!(problems, ["[logo-incomplete] the logo has text in it, which is left out"]);
    }

    #[test]
    fn a_giant_is_refused_from_its_header() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend(30_000_u32.to_be_bytes());
        png.extend(30_000_u32.to_be_bytes());
        png.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
        let (_, problems) = read(png);
        assert_eq!(problems, ["[logo-too-large] the logo is 30000 × 30000 pixels, 4096 a side are the most"]);
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        let (_, problems) = read("<html>");
        assert_eq!(problems, ["[logo-unreadable] the logo is no SVG, PNG, JPEG or WebP picture"]);
        let (_, problems) = read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x08\x08\x06\0\0\0".to_vec());
        assert_eq!(problems, ["[logo-unreadable] the picture is empty or broken"]);
    }

    #[test]
    fn an_organization_without_an_icon_gets_a_plain_one() {
        let icons = plain_icons(Color { red: 1, green: 2, blue: 3 });
        assert_eq!(icons.iter().map(|icon| (icon.width, icon.height)).collect::<Vec<_>>(), [(32, 32), (180, 180)]);
    }
}
