//! What all pages share: style sheet, fonts, pictures, each named by its content so that it may be cached for ever.

use super::ThemeFiles;
use super::brand;
use super::css::{self, Fault};
use super::files::ThemeFile;
use super::globals::{self, Icon, Logo};
use super::images;
use super::layers::Layer;
use crate::config::{Config, ContentPath};
use crate::diag::{Diagnostic, Place, Problems};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// A file that all portals share.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Asset {
    /// Below the site's root: `assets/style.0123456789.css`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// All assets of a theme, and what its pages need to know of them.
#[derive(Debug, Default)]
pub(super) struct Assets {
    pub(super) list: Vec<Asset>,
    /// The name a theme uses → the file's name in `assets/`.
    pub(super) names: BTreeMap<String, String>,
    pub(super) logo: Option<Logo>,
    /// The same logo for documents.
    pub(super) logo_pixels: Option<images::Logo>,
    pub(super) icons: Vec<Icon>,
}

/// What a theme may bring along. No scripts: portals work without.
const KINDS: [&str; 10] = ["css", "svg", "png", "jpg", "jpeg", "webp", "avif", "ico", "woff2", "woff"];

/// The logo has so many times the pixels that it is shown at.
const DENSITY: u32 = 2;

/// The style sheet that gets the organization's colors and fonts; every theme has it.
const STYLE: &str = "style.css";

/// What a theme adds to the style sheet of the one it extends.
const EXTRA: &str = "extra.css";

impl Assets {
    /// What templates get as `assets`.
    pub(super) fn shown(&self, root: &str) -> globals::Assets<'_> {
        let file = self.names.get(STYLE).map_or(STYLE, String::as_str);
        globals::Assets { stylesheet: format!("{root}/assets/{file}"), logo: self.logo.as_ref(), icons: &self.icons }
    }

    /// The assets of `layers`, the uppermost first; of two with one name, the first counts.
    pub(super) fn read(
        layers: &[Layer<'_>],
        root: &str,
        config: &Config,
        files: &ThemeFiles<'_>,
        problems: &mut Problems,
    ) -> Assets {
        let mut named: BTreeMap<&str, &ThemeFile> = BTreeMap::new();
        for (name, file) in layers.iter().flat_map(|layer| layer.below("assets")) {
            named.entry(name).or_insert(file);
        }
        let mut assets = Assets::default();
        let (sheets, others): (Vec<_>, Vec<_>) = named.into_iter().partition(|(name, _)| name.ends_with(".css"));
        for (name, file) in others {
            if problems.keep(check(name, file)).is_some() {
                assets.publish(name, file.bytes.to_vec());
            }
        }
        let brand = brand::custom_properties(&config.white_label, files, problems);
        let brand = brand + &assets.fonts(config, files, problems);
        assets.pictures(root, config, files, problems);
        for (name, file) in sheets.into_iter().filter(|(name, _)| ![STYLE, EXTRA].contains(name)) {
            let css = assets.sheet(file, problems);
            assets.publish(name, css.into_bytes());
        }
        assets.style(layers, &brand, problems);
        assets
    }

    /// The style sheet of all pages: that of the uppermost theme that has one, the brand, and what the themes from there
    /// up add to it.
    fn style(&mut self, layers: &[Layer<'_>], brand: &str, problems: &mut Problems) {
        let base = layers.iter().enumerate().find_map(|(at, layer)| Some((at, layer.asset(STYLE)?)));
        let Some((base, file)) = base else {
            let place = layers.iter().find_map(|layer| layer.files().next()).map(|(_, file)| file.place());
            let problem = Diagnostic::error("theme-asset", format!("the theme has no `assets/{STYLE}`"))
                .hint("it may be empty, or the theme may say `extends: default`");
            problems.add(place.into_iter().fold(problem, |problem, place| problem.at(place, "a file of the theme")));
            return;
        };
        let mut css = self.sheet(file, problems) + brand;
        for file in layers[..=base].iter().rev().filter_map(|layer| layer.asset(EXTRA)) {
            css.push_str(&self.sheet(file, problems));
        }
        self.publish(STYLE, css.into_bytes());
    }

    /// Names a file by its content and keeps it.
    fn publish(&mut self, name: &str, bytes: Vec<u8>) -> String {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let stem = stem.rsplit('/').next().unwrap_or(stem);
        let stem: String =
            stem.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
        let hash = HEXLOWER.encode(&Sha256::digest(&bytes)[..5]);
        let file = format!("{stem}.{hash}.{}", extension.to_ascii_lowercase());
        if !self.list.iter().any(|asset| asset.path.strip_prefix("assets/") == Some(file.as_str())) {
            self.list.push(Asset { path: format!("assets/{file}"), bytes });
        }
        self.names.insert(name.to_owned(), file.clone());
        file
    }

    /// A style sheet as it is published: smaller, and with the names that its assets are published under.
    fn sheet(&self, file: &ThemeFile, problems: &mut Problems) -> String {
        let Some(css) = problems.keep(text(file)) else { return String::new() };
        let (css, faults) = css::with_urls(css, &self.names);
        problems.extend(faults.into_iter().map(|fault| {
            match fault {
                Fault::Unknown(name, span) => {
                    Diagnostic::error("unknown-asset", format!("`{name}` is not among the theme's assets"))
                        .at(Place::span(file.file, span), "")
                        .hint("pages load nothing from elsewhere: put the file into the theme's `assets` folder")
                }
                Fault::Import(span) => Diagnostic::error("theme-asset", "a style sheet cannot import another")
                    .at(Place::span(file.file, span), "")
                    .hint(format!("write its rules into `{STYLE}` or `{EXTRA}`")),
            }
        }));
        css::squeezed(&css)
    }

    fn pictures(&mut self, root: &str, config: &Config, files: &ThemeFiles<'_>, problems: &mut Problems) {
        let label = &config.white_label;
        let find = |path: &Option<ContentPath>, key: &str, problems: &mut Problems| {
            path.as_ref().and_then(|path| brand_file(&path.0, &["white_label", key], files, problems))
        };
        let place = (files.place)(&["white_label", "logo"]);
        let logo = find(&label.logo, "logo", problems);
        let logo = logo.and_then(|file| images::logo(file, label.banner_color, place, problems));
        self.logo = logo.map(|images::DrawnLogo { picture: logo, pixels, .. }| {
            self.logo_pixels = pixels;
            let name = format!("logo.{}", logo.extension);
            let href = self.href(&name, logo.bytes, root);
            Logo { href, width: logo.width.div_ceil(DENSITY), height: logo.height.div_ceil(DENSITY) }
        });
        let icons = match find(&label.favicon, "favicon", problems) {
            Some(file) => images::icons(file, label.primary_color, problems),
            None => images::drawn_icons(&config.organization.name, label.primary_color),
        };
        self.icons = icons
            .into_iter()
            .map(|icon| {
                let href = self.href(&icon.name, icon.bytes, root);
                Icon { href, rel: icon.rel, sizes: icon.sizes, media_type: icon.media_type }
            })
            .collect();
    }

    /// Publishes a picture, and gives its path.
    fn href(&mut self, name: &str, bytes: Vec<u8>, root: &str) -> String {
        format!("{root}/assets/{}", self.publish(name, bytes))
    }

    /// The organization's own fonts as one family, `--font`.
    fn fonts(&mut self, config: &Config, files: &ThemeFiles<'_>, problems: &mut Problems) -> String {
        let mut css = String::new();
        for (index, path) in config.white_label.fonts.iter().enumerate() {
            let index = index.to_string();
            let Some(file) = brand_file(&path.0, &["white_label", "fonts", &index], files, problems) else { continue };
            let Some((extension, format)) = font_kind(&file.bytes) else {
                let problem = Diagnostic::error(
                    "font-unreadable",
                    format!("`{}` is no WOFF2, WOFF, TrueType or OpenType font", path.0),
                );
                problems.add(problem.at((files.place)(&["white_label", "fonts", &index]), ""));
                continue;
            };
            let stem = path.0.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or("font");
            let published = self.publish(&format!("{stem}.{extension}"), file.bytes.to_vec());
            let (weight, style) = face(stem);
            write!(
                css,
                "@font-face{{font-family:Brand;font-weight:{weight};font-style:{style};font-display:swap;src:url({published}) format(\"{format}\")}}"
            )
            .expect("a string takes all that is written");
        }
        if !css.is_empty() {
            css.push_str(":root{--font:Brand,system-ui,sans-serif}");
        }
        css
    }
}

/// The file that `config.yaml` names, or a problem.
fn brand_file<'f>(path: &str, key: &[&str], files: &ThemeFiles<'f>, problems: &mut Problems) -> Option<&'f ThemeFile> {
    problems.keep(files.named(path, key))
}

fn check(name: &str, file: &ThemeFile) -> Result<(), Diagnostic> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    if KINDS.contains(&extension.as_str()) {
        return Ok(());
    }
    let problem =
        Diagnostic::error("theme-asset", format!("`{name}` cannot be an asset of a theme")).at(file.place(), "");
    Err(problem.hint(match extension.as_str() {
        "js" | "mjs" => "portals have no scripts".to_owned(),
        _ => format!("assets are {}", KINDS.join(", ")),
    }))
}

pub(super) fn text(file: &ThemeFile) -> Result<&str, Diagnostic> {
    std::str::from_utf8(&file.bytes).map(|text| text.trim_start_matches('\u{feff}')).map_err(|error| {
        Diagnostic::error("theme-text", format!("`{}` is not UTF-8 text", file.path))
            .at(file.place(), "")
            .hint(format!("what comes after byte {} cannot be read", error.valid_up_to()))
    })
}

/// File extension and CSS format, by the first bytes.
fn font_kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    match bytes.get(..4)? {
        b"wOF2" => Some(("woff2", "woff2")),
        b"wOFF" => Some(("woff", "woff")),
        b"\0\x01\0\0" | b"true" => Some(("ttf", "truetype")),
        b"OTTO" => Some(("otf", "opentype")),
        _ => None,
    }
}

/// Weight and style, as font files are named: `Inter-SemiBoldItalic`.
fn face(stem: &str) -> (&'static str, &'static str) {
    const WEIGHTS: [(&str, &str); 9] = [
        ("variable", "100 900"),
        ("extralight", "200"),
        ("light", "300"),
        ("medium", "500"),
        ("semibold", "600"),
        ("extrabold", "800"),
        ("bold", "700"),
        ("black", "900"),
        ("thin", "100"),
    ];
    let name: String = stem.to_ascii_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let weight = WEIGHTS.iter().find(|(word, _)| name.contains(word)).map_or("400", |(_, weight)| weight);
    (weight, if name.contains("italic") { "italic" } else { "normal" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fonts_file_name_says_which_face_it_is() {
        let faces = ["Inter", "Inter-Bold", "Inter-ExtraBoldItalic", "Inter_Semi-Bold", "InterVariable"].map(face);
        assert_eq!(
            faces,
            [("400", "normal"), ("700", "normal"), ("800", "italic"), ("600", "normal"), ("100 900", "normal")]
        );
    }
}
