//! Without `resvg`: pictures are checked, but published as they are, and none are drawn.

use super::{DrawnLogo, Icon, Kind, LOGO, Picture, unreadable};
use crate::config::Color;
use crate::diag::Diagnostic;
use crate::theme::files::ThemeFile;

pub(super) fn logo(file: &ThemeFile, kind: Kind, _: Color) -> Result<DrawnLogo, Diagnostic> {
    let Kind::Pixels { extension, width, height } = kind else { return Err(no_svg(file)) };
    let scale = (f64::from(LOGO.0) / f64::from(width)).min(f64::from(LOGO.1) / f64::from(height)).min(1.0);
    let side = |length: u32| ((f64::from(length) * scale).round() as u32).max(1);
    let picture = Picture { extension, bytes: file.bytes.to_vec(), width: side(width), height: side(height) };
    Ok(DrawnLogo { picture, pixels: None, lost: None })
}

pub(super) fn icons(file: &ThemeFile, kind: Kind, _: Color) -> Result<Vec<Icon>, Diagnostic> {
    let Kind::Pixels { extension, width, height } = kind else { return Err(no_svg(file)) };
    Ok(vec![Icon::large(Picture { extension, bytes: file.bytes.to_vec(), width, height })])
}

pub(super) fn drawn_icons(_: &str, _: Color) -> Vec<Icon> {
    Vec::new()
}

fn no_svg(file: &ThemeFile) -> Diagnostic {
    unreadable(file, "this build of Portalsmith cannot draw SVG").hint("use a PNG, or build with the feature `images`")
}
