//! The organization's colors as CSS custom properties, with text that can always be read.
//!
//! A brand color is used as it is for areas: the text on them is black or white, whichever reads better. As text (links)
//! it is darkened or lightened until it stands out 4.5 : 1 (WCAG 2.2, 1.4.3) from every surface a theme may use, and so
//! the lines drawn in it, such as focus rings, stand out 3 : 1 (1.4.11).

use super::ThemeFiles;
use super::contrast::{BLACK, TEXT, contrast, on};
use crate::config::{Color, WhiteLabel};
use crate::diag::{Diagnostic, Problems};

/// The darkest surface that text stands on in the light scheme; white is the lightest. The themes' style sheets keep to it.
pub(super) const LIGHT: Color = Color { red: 0xf3, green: 0xf4, blue: 0xf6 };

/// The lightest surface that text stands on in the dark scheme; black is the darkest.
pub(super) const DARK: Color = Color { red: 0x22, green: 0x26, blue: 0x2e };

/// The style sheet's part that a theme cannot know: `--primary`, `--on-primary`, `--banner`, `--on-banner` and `--link`;
/// the last one is another one in the dark scheme.
pub(super) fn custom_properties(colors: &WhiteLabel, files: &ThemeFiles<'_>, problems: &mut Problems) -> String {
    let (primary, banner) = (colors.primary_color, colors.banner_color);
    let light = readable(primary, LIGHT);
    // That a dark color is lightened on dark surfaces is nothing to warn of: areas still have it.
    problems.extend(
        light.adjusted(primary).map(|problem| problem.at((files.place)(&["white_label", "primary_color"]), "")),
    );
    format!(
        ":root{{--primary:{};--on-primary:{};--banner:{};--on-banner:{};--link:{}}}\
         @media (prefers-color-scheme:dark){{:root{{--link:{}}}}}",
        hex(primary),
        hex(on(primary)),
        hex(banner),
        hex(on(banner)),
        hex(light.color),
        hex(readable(primary, DARK).color),
    )
}

/// The brand's colors on paper.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Palette {
    /// For text and rules: it can be read on white.
    pub ink: Color,
    /// For an area.
    pub banner: Color,
    /// For text on that area.
    pub on_banner: Color,
}

impl Palette {
    pub(super) fn new(colors: &WhiteLabel) -> Palette {
        let WhiteLabel { primary_color, banner_color, .. } = *colors;
        Palette { ink: readable(primary_color, LIGHT).color, banner: banner_color, on_banner: on(banner_color) }
    }
}

/// A color that we print, never as it was written.
pub(super) fn hex(Color { red, green, blue }: Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// A color that can be read, and how many hundredths of black or white it took.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Readable {
    color: Color,
    share: u16,
    surface: Color,
}

/// The color, moved toward black or white in steps of a hundredth until it can be read on `surface`.
fn readable(color: Color, surface: Color) -> Readable {
    let target = on(surface);
    (0..=100)
        .map(|share| Readable { color: mixed(color, target, share), share, surface })
        .find(|mixed| contrast(mixed.color, surface) >= TEXT)
        .expect("black or white can be read on every surface")
}

/// `share` hundredths of `target`, the rest of `color`.
fn mixed(color: Color, target: Color, share: u16) -> Color {
    let mix = |from: u8, to: u8| ((u16::from(from) * (100 - share) + u16::from(to) * share) / 100) as u8;
    Color { red: mix(color.red, target.red), green: mix(color.green, target.green), blue: mix(color.blue, target.blue) }
}

impl Readable {
    /// What to say where it is not the color that was asked for.
    fn adjusted(self, from: Color) -> Option<Diagnostic> {
        let Readable { color, share, surface } = self;
        if share == 0 {
            return None;
        }
        let (light, darker) = if on(surface) == BLACK { ("light", "darker") } else { ("dark", "lighter") };
        let title = format!("primary color `{}` is too {light} for text: links are `{}`", hex(from), hex(color));
        let before = contrast(from, surface);
        let after = contrast(color, surface);
        let change = format!(
            "{share} % {darker}: on the gray of {light} pages (`{}`) its contrast was {before:.2} : 1 and is {after:.2} : 1 \
             now, text needs {TEXT} : 1",
            hex(surface)
        );
        let rest = "buttons and other areas keep the color, with black or white text on them";
        Some(Diagnostic::warning("brand-color-adjusted", title).hint(change).hint(rest))
    }
}

#[cfg(test)]
mod tests {
    use super::super::contrast::WHITE;
    use super::*;
    use crate::diag::{FileId, Place};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn color() -> impl Strategy<Value = Color> {
        any::<[u8; 3]>().prop_map(|[red, green, blue]| Color { red, green, blue })
    }

    /// What is printed for two colors: for each scheme the properties, as a browser takes them; and the problems.
    fn printed(primary_color: Color, banner_color: Color) -> ([BTreeMap<String, Color>; 2], Problems) {
        let label = WhiteLabel { primary_color, banner_color, logo: None, favicon: None, fonts: Vec::new() };
        let files = ThemeFiles { own: &[], built_in: &[], brand: &[], place: &|_| Place::file(FileId(0)) };
        let mut problems = Problems::new();
        let css = custom_properties(&label, &files, &mut problems);
        let (light, dark) = css.split_once("@media (prefers-color-scheme:dark){").unwrap();
        let light = properties(light);
        let mut both = light.clone();
        both.extend(properties(dark.strip_suffix('}').unwrap()));
        ([light, both], problems)
    }

    /// `:root{--a:#123456;…}`
    fn properties(rule: &str) -> BTreeMap<String, Color> {
        let declarations = rule.strip_prefix(":root{").unwrap().strip_suffix('}').unwrap().split(';');
        let property = |declaration: &str| {
            let (name, value) = declaration.split_once(':').unwrap();
            (name.to_owned(), Color::parse(value).unwrap())
        };
        declarations.map(property).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn text_can_be_read_whatever_the_two_colors(primary in color(), banner in color()) {
            let (schemes, problems) = printed(primary, banner);
            for (scheme, ends) in schemes.iter().zip([[WHITE, LIGHT], [DARK, BLACK]]) {
                prop_assert_eq!((scheme["--primary"], scheme["--banner"]), (primary, banner));
                prop_assert!(contrast(scheme["--on-primary"], primary) >= TEXT);
                prop_assert!(contrast(scheme["--on-banner"], banner) >= TEXT);
                for surface in ends {
                    prop_assert!(contrast(scheme["--link"], surface) >= TEXT, "{scheme:?} on {surface:?}");
                }
            }
            let kept = schemes[0]["--link"] == primary;
            prop_assert_eq!(kept, problems.iter().next().is_none());
            prop_assert_eq!(kept, contrast(primary, LIGHT) >= TEXT);
        }
    }

    #[test]
    fn a_color_that_can_be_read_stays() {
        let blue = Color { red: 0x0b, green: 0x5f, blue: 0xff };
        let (schemes, problems) = printed(blue, BLACK);
        assert_eq!(schemes.map(|scheme| hex(scheme["--link"])), ["#0b5fff", "#4a88ff"]);
        assert_eq!(problems.warnings(), 0);
    }

    #[test]
    fn no_more_is_changed_than_must_be() {
        for surface in [LIGHT, DARK] {
            for color in [WHITE, BLACK, Color { red: 255, green: 204, blue: 0 }, Color { red: 0, green: 0, blue: 128 }]
            {
                let Readable { share, .. } = readable(color, surface);
                assert!(share == 0 || contrast(mixed(color, on(surface), share - 1), surface) < TEXT, "{color:?}");
            }
        }
    }
}
