//! `site`, `white_label` and `documents`: what portals look like, and what every one of them offers.

use crate::config::checked;
use crate::config::checked::{Color, ContentPath, Language, OptionValue};
use crate::config::collect::{At, Distinct, Map};
use crate::config::reader::Reader;
use crate::config::section::section;
use crate::config::values::name::Name;
use crate::config::values::path::SharedPath;
use crate::config::values::text::{Line, Lines};
use crate::config::values::web::BaseUrl;
use crate::diag::Diagnostic;
use jiff::civil::Date;

section! {
    /// The portals' address, look and languages.
    Site {
        /// Where the portals are found: `https://`, a host and perhaps a path. Plain http only on this very machine.
        base_url: BaseUrl = required,
        /// The name of a folder in `themes/`.
        theme: Name = "default",
        /// Options of the theme; which there are, its `theme.yaml` says.
        theme_options: Map<Line, OptionValue> = "{}",
        /// The languages that portals are made in; the organization's own where left out.
        languages: At<Distinct<Language>> = optional,
        /// Whether each open invoice has a page of its own.
        invoice_pages: bool = "true",
    }
}

impl Site {
    pub(super) fn checked(self, language: Option<&Language>, reader: &mut Reader) -> Option<checked::Site> {
        let languages = match self.languages {
            Some(At { value: Distinct(languages), .. }) if !languages.is_empty() => languages,
            Some(At { place, .. }) => {
                let problem = Diagnostic::error("empty-value", "`site.languages` is an empty list");
                reader.add(problem.at(place, "needs at least one language"));
                return None;
            }
            None => vec![language?.clone()],
        };
        Some(checked::Site {
            base_url: self.base_url?.0,
            theme: self.theme.0,
            theme_options: self.theme_options.map(|name, value| (name.0, value)),
            languages,
            invoice_pages: self.invoice_pages,
        })
    }
}

section! {
    /// Your colors, logo and fonts.
    WhiteLabel {
        /// The color of links and buttons. Text on it is made light or dark by us, so that it can always be read.
        primary_color: Color = "'#0b5fff'",
        /// The color of the banner.
        banner_color: Color = "'#0a1f44'",
        /// The logo: an SVG, PNG, JPEG or WebP file below `content/`.
        logo: ContentPath = optional,
        /// The icon of browser tabs and home screens: a square SVG, PNG, JPEG or WebP file below `content/`. The
        /// organization's initials where left out.
        favicon: ContentPath = optional,
        /// Font files below `content/`.
        fonts: Vec<ContentPath> = "[]",
    }
}

impl WhiteLabel {
    pub(super) fn checked(self) -> checked::WhiteLabel {
        checked::WhiteLabel {
            primary_color: self.primary_color,
            banner_color: self.banner_color,
            logo: self.logo,
            favicon: self.favicon,
            fonts: self.fonts,
        }
    }
}

section! {
    /// A document that every portal offers.
    Document {
        /// The file, below `documents/shared/`.
        file: SharedPath = required,
        /// What customers see as its name.
        title: Line = required,
        /// More about it; may have several lines.
        description: Lines = optional,
        /// The language it is written in.
        language: Language = optional,
        /// The first day on which it is no longer offered, such as `2027-01-01`.
        expires: Date = optional,
    }
}

impl Document {
    pub(super) fn checked(self) -> Option<checked::SharedDocument> {
        Some(checked::SharedDocument {
            file: self.file?.0,
            title: self.title?.0,
            description: self.description.map(|lines| lines.0),
            language: self.language,
            expires: self.expires,
        })
    }
}
