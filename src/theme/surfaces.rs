//! Holds the style sheets of the themes that come along to what the brand's colors promise: whatever stands on a surface can
//! be read, in light and dark.
//!
//! Only what a rule says itself is seen here; what comes together on a page is judged in a browser.

use super::brand::{DARK, LIGHT};
use super::contrast::{TEXT, contrast, luminance};
use super::css::squeezed;
use super::files::built_in;
use crate::config::Color;
use std::collections::BTreeMap;

/// A rule of a style sheet: the conditions around it, what it is for, what it says.
struct Rule {
    conditions: String,
    selector: String,
    declarations: BTreeMap<String, String>,
}

impl Rule {
    fn is_for(&self, scheme: Scheme) -> bool {
        let is_dark = self.conditions.contains("prefers-color-scheme: dark");
        let is_screen = !self.conditions.contains("print") && !self.conditions.contains("forced-colors");
        is_screen && (!is_dark || scheme == Scheme::Dark)
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    /// Whether links can be read on a surface: it lies in the range that they are computed for.
    fn has(self, surface: Color) -> bool {
        match self {
            Scheme::Light => luminance(surface) >= luminance(LIGHT),
            Scheme::Dark => luminance(surface) <= luminance(DARK),
        }
    }
}

/// The rules of a style sheet that is squeezed.
fn rules(css: &str, conditions: &str) -> Vec<Rule> {
    let (mut rules, mut rest) = (Vec::new(), css);
    while let Some(open) = rest.find('{') {
        let selector = rest[..open].trim();
        let mut depth = 0;
        let is_end = |sign: char| {
            depth += match sign {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            depth == 0
        };
        let close = open + rest[open..].find(is_end).expect("every rule ends");
        let inside = &rest[open + 1..close];
        if inside.contains('{') {
            rules.extend(self::rules(inside, &format!("{conditions} {selector}")));
        } else {
            let declarations = inside.split(';').filter_map(|declaration| declaration.split_once(':'));
            let declarations = declarations.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()));
            rules.push(Rule {
                conditions: conditions.to_owned(),
                selector: selector.to_owned(),
                declarations: declarations.collect(),
            });
        }
        rest = &rest[close + 1..];
    }
    rules
}

/// The style sheet of a theme that comes along, over that of `default`.
fn sheet(theme: &str) -> Vec<Rule> {
    let file = |path: &str| {
        let found = built_in().find(|(name, _)| *name == format!("{theme}/assets/{path}"));
        found.map(|(_, bytes)| squeezed(std::str::from_utf8(bytes).unwrap()))
    };
    let mut found = match file("style.css") {
        Some(css) => rules(&css, ""),
        None => sheet("default"),
    };
    found.extend(rules(&file("extra.css").unwrap_or_default(), ""));
    found
}

/// The theme's own custom properties in a scheme.
fn properties(sheet: &[Rule], scheme: Scheme) -> BTreeMap<&str, &str> {
    let roots = sheet.iter().filter(|rule| rule.selector == ":root" && rule.is_for(scheme));
    roots.flat_map(|rule| &rule.declarations).map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// The color that a value has; `None` for one that the brand gives, or that is no color of its own.
fn color(value: &str, properties: &BTreeMap<&str, &str>) -> Option<Color> {
    const BRAND: [&str; 5] = ["--primary", "--on-primary", "--banner", "--on-banner", "--link"];
    const NONE: [&str; 5] = ["none", "inherit", "transparent", "currentColor", "0"];
    match value.strip_prefix("var(") {
        None if NONE.contains(&value) => None,
        None => Some(Color::parse(value).unwrap_or_else(|| panic!("`{value}` is no color of which we know"))),
        Some(name) => {
            let name = name.split([',', ')']).next().unwrap();
            if BRAND.contains(&name) {
                return None;
            }
            color(properties.get(name).unwrap_or_else(|| panic!("there is no {name}")), properties)
        }
    }
}

#[test]
fn whatever_stands_on_a_surface_can_be_read() {
    for theme in super::starter::names() {
        let sheet = sheet(theme);
        for scheme in [Scheme::Light, Scheme::Dark] {
            let surfaces = held(theme, &sheet, scheme);
            assert!(surfaces > 5, "{theme}, {scheme:?}: {surfaces}");
        }
    }
}

/// Holds a sheet to it, and counts the surfaces.
fn held(theme: &str, sheet: &[Rule], scheme: Scheme) -> usize {
    let properties = properties(sheet, scheme);
    let is_inherited = |selector: &str| {
        let inner = format!("{selector} a");
        let links = sheet.iter().find(|rule| rule.selector == inner);
        links.is_some_and(|rule| rule.declarations.get("color").is_some_and(|value| value == "inherit"))
    };
    let (mut surfaces, mut inks) = (Vec::new(), Vec::new());
    for rule in sheet.iter().filter(|rule| rule.is_for(scheme)) {
        let said = |name: &str| rule.declarations.get(name).and_then(|value| color(value, &properties));
        let surface = said("background").or_else(|| said("background-color"));
        let place = format!("{theme}, {scheme:?}, {}", rule.selector);
        match (surface, said("color")) {
            (Some(surface), Some(ink)) => {
                assert!(contrast(surface, ink) >= TEXT, "{place}: {:.2}", contrast(surface, ink));
                surfaces.extend(scheme.has(surface).then_some(surface));
            }
            (Some(surface), None) => {
                assert!(scheme.has(surface) || is_inherited(&rule.selector), "{place}: links cannot be read there");
                surfaces.push(surface);
            }
            (None, Some(ink)) => inks.push((place, ink)),
            (None, None) => {}
        }
    }
    for (place, ink) in inks {
        for surface in surfaces.iter().filter(|surface| scheme.has(**surface)) {
            assert!(contrast(*surface, ink) >= TEXT, "{place} on {surface}: {:.2}", contrast(*surface, ink));
        }
    }
    surfaces.len()
}
