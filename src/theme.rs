//! Templates, words, style sheet and brand: how portals look, checked once and then only used.
//!
//! A [`Theme`] is read from files as values ([`ThemeFiles`]): the theme's own, the built-in one it may extend, and the
//! organization's logo, icon and fonts. What is shown is decided by `pages`; here is no customer.

mod assets;
mod brand;
mod contrast;
mod css;
mod files;
mod globals;
mod images;
mod layers;
mod manifest;
#[cfg(any(test, feature = "minify"))]
mod markup;
mod minify;
mod option;
mod renderer;
mod starter;

pub use assets::Asset;
pub use brand::Palette;
pub use files::{ThemeFile, ThemeFiles, built_in};
pub use images::{Brush, Cap, Join, Logo, Shape, Step};
pub use manifest::schema;
pub use renderer::Renderer;
pub use starter::{names, starter};

use crate::config::{Config, Language};
use crate::diag::Problems;
use crate::locale::{Source, Strings};
use assets::{Assets, text};
use layers::{Layer, layers};
use renderer::{Shared, Templates};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A checked theme, ready to render in every configured language.
#[derive(Debug)]
pub struct Theme {
    assets: Vec<Asset>,
    renderers: BTreeMap<Language, Renderer>,
    first: Language,
    logo: Option<Logo>,
    /// Which asset the logo is, and its size as pages show it.
    logo_asset: Option<(usize, [u32; 2])>,
    palette: Palette,
    fingerprint: [u8; 32],
}

impl Theme {
    /// Reads the theme that `site.theme` names; `policy` is the content security policy that pages state themselves.
    ///
    /// `None` means that it has errors; `problems` has all of them.
    pub fn read(files: &ThemeFiles<'_>, policy: &str, config: &Config, problems: &mut Problems) -> Option<Theme> {
        let before = problems.errors();
        let layers = layers(files, config, problems)?;
        let options = manifest::options(&layers, &config.site, files, problems);
        let root = config.site.base_path();
        let assets = Assets::read(&layers, root, config, files, problems);
        let templates = Arc::new(Templates::read(&layers, problems));
        let strings = strings(&layers, config, problems);
        if problems.errors() > before {
            return None;
        }
        let organization = &config.organization;
        let shared = Shared { root, policy, organization, assets: &assets, options: &options };
        let mut renderers = BTreeMap::new();
        for (language, strings) in strings {
            let renderer = Renderer::new(&language, strings, &templates, &shared, problems)?;
            renderers.insert(language, renderer);
        }
        let fingerprint = fingerprint(&layers, files.brand, config);
        let first = config.site.languages.first().cloned().unwrap_or_else(|| config.organization.language.clone());
        let palette = Palette::new(&config.white_label);
        let logo_asset = assets.logo.as_ref().and_then(|logo| {
            let at = assets.list.iter().position(|asset| logo.href.ends_with(&asset.path))?;
            Some((at, [logo.width, logo.height]))
        });
        let Assets { list: assets, logo_pixels: logo, .. } = assets;
        Some(Theme { assets, renderers, first, logo, logo_asset, palette, fingerprint })
    }

    /// What all portals share, to be published as it is.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// The renderer of a configured language; of any other, the site's first.
    pub fn renderer(&self, language: &Language) -> &Renderer {
        self.renderers
            .get(language)
            .or_else(|| self.renderers.get(&self.first))
            .expect("a site has a first language, and each has its renderer")
    }

    /// The logo for documents; none where there is none, or where this build cannot draw it.
    pub fn logo(&self) -> Option<&Logo> {
        self.logo.as_ref()
    }

    /// The logo as a PNG, for mail, and its width and height there in CSS pixels; none where there is none, or where this
    /// build cannot draw it.
    pub fn logo_png(&self) -> Option<(&[u8], [u32; 2])> {
        let (at, size) = self.logo_asset?;
        let asset = &self.assets[at];
        asset.path.ends_with(".png").then_some((&asset.bytes, size))
    }

    /// The brand's colors for documents and mail.
    pub fn palette(&self) -> Palette {
        self.palette
    }

    /// A name for all that the theme's pages depend on: files, options, brand, languages.
    pub fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }
}

/// The messages of all layers in every configured language.
fn strings(layers: &[Layer<'_>], config: &Config, problems: &mut Problems) -> BTreeMap<Language, Strings> {
    let mut found = Vec::new();
    for (name, file) in layers.iter().flat_map(|layer| layer.below("locales")) {
        let Some(tag) = name.strip_suffix(".ftl") else { continue };
        if let Some(text) = problems.keep(text(file)) {
            found.push((Language(tag.into()), file.file, text));
        }
    }
    let sources: Vec<Source<'_>> =
        found.iter().map(|(language, file, text)| Source { language, file: *file, text }).collect();
    Strings::read(&sources, &config.site.languages, &config.organization.language, problems)
}

fn fingerprint(layers: &[Layer<'_>], brand: &[ThemeFile], config: &Config) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    for layer in layers {
        add(b"layer");
        for (path, file) in layer.files() {
            add(path.as_bytes());
            add(&file.bytes);
        }
    }
    add(b"brand");
    for file in brand {
        add(file.path.as_bytes());
        add(&file.bytes);
    }
    let label = &config.white_label;
    for color in [label.primary_color, label.banner_color] {
        add(&[color.red, color.green, color.blue]);
    }
    add(format!(
        "{:?}",
        (
            &config.site,
            &config.organization.name,
            &config.organization.language,
            &label.logo,
            &label.favicon,
            &label.fonts
        )
    )
    .as_bytes());
    hash.finalize().into()
}

#[cfg(test)]
mod surfaces;
#[cfg(test)]
mod tests;
