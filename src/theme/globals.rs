//! What every template gets, whatever its page. docs/themes.md is made of the descriptions here.

use crate::config::{OptionValue, Organization};
use crate::locale::{Locale, Strings};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// The names that every template has.
#[derive(Debug, Serialize)]
pub(super) struct Globals<'a> {
    /// The page's language, as a tag: for `lang` of the `html` element.
    lang: &'a str,
    /// `ltr` or `rtl`: for `dir` of the `html` element.
    dir: &'static str,
    /// The content security policy that a page states itself, in a `meta` element.
    csp: &'a str,
    /// The organization.
    site: Site<'a>,
    /// Style sheet, logo and icons.
    assets: Assets<'a>,
    /// The strings without variables, by id with `_` in place of `-`: `t.past_due` is the message `past-due`.
    t: BTreeMap<String, &'a str>,
    /// The theme's options: as `site.theme_options` sets them, else by default.
    options: BTreeMap<&'a str, Setting<'a>>,
}

/// `site`: the organization.
#[derive(Debug, Serialize)]
struct Site<'a> {
    /// What it is called.
    name: &'a str,
    /// What it is called by law; `name` where config does not say.
    legal_name: &'a str,
    /// Street and town: a line each.
    address: &'a [String],
    /// Two capital letters of ISO 3166.
    country: Option<String>,
    /// Its tax number.
    tax_id: Option<&'a str>,
    /// An https address.
    website: Option<&'a str>,
}

/// `assets`: what pages link to. All other assets have their path from `asset(name="…")`.
#[derive(Debug, Serialize)]
pub(super) struct Assets<'a> {
    /// The path of `style.css`.
    pub(super) stylesheet: String,
    /// The organization's logo.
    pub(super) logo: Option<&'a Logo>,
    /// A `link` element for each belongs into the `head`.
    pub(super) icons: &'a [Icon],
}

/// The organization's logo.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Logo {
    /// Its path.
    pub(super) href: String,
    /// In CSS pixels: half of what the picture has, which is at most 640, so that it is sharp on fine screens.
    pub(super) width: u32,
    /// In CSS pixels, at most 80.
    pub(super) height: u32,
}

/// An icon of the site's.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Icon {
    /// Its path.
    pub(super) href: String,
    /// The relation: `icon` or `apple-touch-icon`.
    pub(super) rel: &'static str,
    /// The sizes in it: `16x16 32x32 48x48`.
    pub(super) sizes: String,
    /// The media type.
    #[serde(rename = "type")]
    pub(super) media_type: &'static str,
}

/// The value of an option.
#[derive(Debug)]
struct Setting<'a>(&'a OptionValue);

impl Serialize for Setting<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            OptionValue::Bool(value) => serializer.serialize_bool(*value),
            OptionValue::Number(value) => serializer.serialize_i64(*value),
            OptionValue::Text(value) => serializer.serialize_str(value),
        }
    }
}

impl<'a> Globals<'a> {
    pub(super) fn new(
        organization: &'a Organization,
        assets: Assets<'a>,
        options: &'a BTreeMap<String, OptionValue>,
        policy: &'a str,
        locale: &'a Locale,
        strings: &'a Strings,
    ) -> Globals<'a> {
        let Organization { name, legal_name, address, country, tax_id, website, .. } = organization;
        Globals {
            lang: locale.language().as_str(),
            dir: locale.direction().html(),
            csp: policy,
            site: Site {
                name,
                legal_name,
                address,
                country: country.map(|country| country.code().to_owned()),
                tax_id: tax_id.as_deref(),
                website: website.as_deref(),
            },
            assets,
            t: strings.fixed().map(|(id, text)| (id.replace('-', "_"), text)).collect(),
            options: options.iter().map(|(name, value)| (name.as_str(), Setting(value))).collect(),
        }
    }
}
