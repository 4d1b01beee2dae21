//! What all documents of a run are printed with: fonts and logo, read once.

use super::pdf::color;
use crate::config::Config;
use crate::diag::{Diagnostic, Problems};
use crate::pdf::{Cap, FontFile, Fonts, Join, Outline, Paint, Path, Picture, Press};
use crate::theme::{self, Brush, Shape, Step, Theme, ThemeFiles};

/// Fonts and logo, ready to print with.
#[derive(Debug)]
pub struct Stationery {
    pub(super) press: Press,
    pub(super) logo: Option<Logo>,
}

/// The organization's logo.
#[derive(Debug)]
pub(super) struct Logo {
    pub(super) picture: Picture,
    /// Whether it can be seen on white; if not, it needs the banner's color behind it.
    pub(super) seen_on_paper: bool,
}

impl Stationery {
    /// Reads the fonts that `pdf.fonts` names, which come after Noto Sans, and takes the theme's logo.
    ///
    /// `None` means that a font cannot be used; `problems` says which and why.
    pub fn new(files: &ThemeFiles<'_>, theme: &Theme, config: &Config, problems: &mut Problems) -> Option<Stationery> {
        let errors = problems.errors();
        let fonts = fonts(files, config, problems);
        let press = Press::new(fonts);
        let logo = theme.logo().map(|logo| Logo { picture: picture(logo), seen_on_paper: logo.seen_on_paper });
        (problems.errors() == errors).then_some(Stationery { press, logo })
    }

    /// The fonts, for measuring text and for what they lack.
    pub(super) fn fonts(&self) -> &Fonts {
        self.press.fonts()
    }
}

/// The logo as outlines, which are sharp in any size, or as pixels.
fn picture(logo: &theme::Logo) -> Picture {
    let picture = match &logo.shapes {
        Some(shapes) => Picture::drawing(logo.width, logo.height, &shapes.iter().map(outline).collect::<Vec<_>>()),
        None => Picture::pixels(logo.width, logo.height, &logo.rgba),
    };
    picture.expect("a theme's logo has something to show")
}

fn outline(shape: &Shape) -> Outline {
    let path = shape.steps.iter().fold(Path::new(), |path, step| match *step {
        Step::Move([x, y]) => path.move_to(x, y),
        Step::Line([x, y]) => path.line_to(x, y),
        Step::Curve([[a, b], [c, d], [x, y]]) => path.curve_to([a, b, c, d, x, y]),
        Step::Close => path.close(),
    });
    let paint = match shape.paint {
        Brush::Fill { even_odd } => Paint::Fill { even_odd },
        Brush::Pen { width, cap, join, miter_limit } => {
            let cap = match cap {
                theme::Cap::Butt => Cap::Butt,
                theme::Cap::Round => Cap::Round,
                theme::Cap::Square => Cap::Square,
            };
            let join = match join {
                theme::Join::Miter => Join::Miter,
                theme::Join::Round => Join::Round,
                theme::Join::Bevel => Join::Bevel,
            };
            Paint::Pen { width, cap, join, miter_limit }
        }
    };
    Outline { path, color: color(shape.color), paint }
}

/// Noto Sans and those of the project's fonts that can be used.
fn fonts(files: &ThemeFiles<'_>, config: &Config, problems: &mut Problems) -> Fonts {
    let mut fallbacks = Vec::new();
    for (index, path) in config.pdf.fonts.iter().enumerate() {
        let key = ["pdf", "fonts", &index.to_string()];
        let Some(file) = problems.keep(files.named(path.as_str(), &key)) else { continue };
        let font = FontFile::new(path.as_str(), file.bytes.to_vec());
        // Tried alone, so that each font that cannot be used is named.
        match Fonts::new(FontFile::noto_sans(), [font.clone()]) {
            Ok(_) => fallbacks.push(font),
            Err(problem) => problems.add(
                Diagnostic::error("pdf-font", problem.to_string())
                    .at((files.place)(&key), "")
                    .hint("statements as PDF take TrueType and OpenType fonts that may be embedded"),
            ),
        }
    }
    Fonts::new(FontFile::noto_sans(), fallbacks).expect("fonts that can be used alone can be used together")
}
