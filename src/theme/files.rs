//! What a theme is read from: files as values, and the themes that come along.

use crate::diag::{Diagnostic, FileId, Place};
use std::borrow::Cow;
use std::fmt;

/// Everything a theme is made of. The rim reads it, nothing is opened here.
#[derive(Clone, Copy)]
pub struct ThemeFiles<'a> {
    /// All files of `themes/<site.theme>`; empty if there is no such folder.
    pub own: &'a [ThemeFile],
    /// The files of the themes that come along ([`built_in`]), numbered like all other files.
    pub built_in: &'a [ThemeFile],
    /// The files of `white_label.logo`, `.favicon` and `.fonts` and of `pdf.fonts` that are there; paths below `content/`.
    pub brand: &'a [ThemeFile],
    /// Where a key of `config.yaml` stands (`config::place`).
    pub place: &'a dyn Fn(&[&str]) -> Place,
}

impl<'a> ThemeFiles<'a> {
    /// The file below `content/` that a key of `config.yaml` names.
    pub fn named(&self, path: &str, key: &[&str]) -> Result<&'a ThemeFile, Diagnostic> {
        self.brand.iter().find(|file| file.path == path).ok_or_else(|| {
            let title = format!("there is no file `content/{path}`");
            Diagnostic::error("no-brand-file", title).at((self.place)(key), "")
        })
    }
}

impl fmt::Debug for ThemeFiles<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (own, built_in, brand) = (self.own.len(), self.built_in.len(), self.brand.len());
        write!(f, "ThemeFiles {{ own: {own}, built_in: {built_in}, brand: {brand} }}")
    }
}

/// One file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ThemeFile {
    /// Below the theme's folder, with `/`: `templates/home.html`. For `built_in`, below `themes/`; for `brand`, below
    /// `content/`.
    pub path: String,
    pub file: FileId,
    pub bytes: Cow<'static, [u8]>,
}

impl ThemeFile {
    pub(super) fn place(&self) -> Place {
        Place::file(self.file)
    }
}

macro_rules! embedded {
    ($theme:literal: $($path:literal)*) => {
        &[$((
            concat!($theme, "/", $path),
            include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/", $theme, "/", $path))
        )),*]
    };
}

/// The theme `default` as it stands in `themes/default`, for projects that have no theme of their own and for themes
/// that extend it. A test holds this list to the folder.
const DEFAULT: &[(&str, &[u8])] = embedded!["default":
    "assets/style.css"
    "locales/ar.ftl"
    "locales/de.ftl"
    "locales/en.ftl"
    "locales/es.ftl"
    "locales/fr.ftl"
    "locales/it.ftl"
    "locales/ja.ftl"
    "locales/nl.ftl"
    "locales/pl.ftl"
    "locales/pt.ftl"
    "locales/sv.ftl"
    "templates/404.html"
    "templates/acknowledgement.html"
    "templates/again.html"
    "templates/base.html"
    "templates/home.html"
    "templates/index.html"
    "templates/invoice.html"
    "templates/list.html"
    "templates/mail/base.html"
    "templates/mail/receipt.html"
    "templates/mail/staff.html"
    "templates/outstanding.html"
    "templates/page.html"
    "templates/partials/autopay.html"
    "templates/partials/balance.html"
    "templates/partials/block.html"
    "templates/partials/brand.html"
    "templates/partials/components.html"
    "templates/partials/contact.html"
    "templates/partials/credit_notes.html"
    "templates/partials/documents.html"
    "templates/partials/forms.html"
    "templates/partials/history.html"
    "templates/partials/how_to_pay.html"
    "templates/partials/imprint.html"
    "templates/partials/jump.html"
    "templates/partials/neutral.html"
    "templates/partials/open.html"
    "templates/partials/open_rows.html"
    "templates/partials/paid.html"
    "templates/partials/parties.html"
    "templates/partials/payments.html"
    "templates/partials/statements.html"
    "templates/partials/upcoming.html"
    "templates/portal.html"
    "templates/refused.html"
    "templates/statement.html"
    "theme.yaml"
];

/// The theme `ledger`, likewise: what differs from `default`.
const LEDGER: &[(&str, &[u8])] = embedded!["ledger":
    "assets/extra.css"
    "templates/partials/balance.html"
    "templates/partials/block.html"
    "templates/partials/open.html"
    "theme.yaml"
];

/// The files of the themes that come along: path below `themes/`, content.
pub fn built_in() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    DEFAULT.iter().chain(LEDGER).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the folder is what the list is held to")]
    fn the_themes_that_come_along_are_all_of_their_folders() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/themes");
        let mut found: Vec<String> = walkdir::WalkDir::new(root)
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"))
            .collect();
        found.sort();
        let embedded: Vec<&str> = built_in().map(|(path, _)| path).collect();
        assert_eq!(embedded, found, "write the list in src/theme/files.rs anew");
    }
}
