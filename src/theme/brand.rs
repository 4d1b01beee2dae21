//! The organization's colors as CSS custom properties, with text that can always be read.
//!
//! A brand color is used as it is for areas: the text on them is black or white, whichever reads better. As text (links)
//! it is darkened or lightened until it stands out 4.5 : 1 (WCAG 2.2, 1.4.3) from every surface a theme may use.

use super::ThemeFiles;
use crate::config::{Color, WhiteLabel};
use crate::diag::{Diagnostic, Problems};
use std::fmt::Write;

/// The darkest surface that text stands on in the light scheme; white is the lightest.
pub(super) const LIGHT: Color = Color { red: 0xf3, green: 0xf4, blue: 0xf6 };

/// The lightest surface that text stands on in the dark scheme; black is the darkest.
pub(super) const DARK: Color = Color { red: 0x22, green: 0x26, blue: 0x2e };

const BLACK: Color = Color { red: 0, green: 0, blue: 0 };
const WHITE: Color = Color { red: 255, green: 255, blue: 255 };

/// The least contrast of text.
const TEXT: f64 = 4.5;

/// The style sheet's part that a theme cannot know: `--primary`, `--on-primary`, `--banner`, `--on-banner` and `--link`,
/// for both schemes.
pub(super) fn custom_properties(colors: &WhiteLabel, files: &ThemeFiles<'_>, problems: &mut Problems) -> String {
    let (primary, banner) = (colors.primary_color, colors.banner_color);
    let light = readable(primary, LIGHT);
    if light != primary {
        problems.add(
            adjusted(primary, light).at((files.place)(&["white_label", "primary_color"]), "used as it is for areas"),
        );
    }
    let mut css = String::new();
    for (before, link, after) in
        [(":root{", light, "}"), ("@media (prefers-color-scheme:dark){:root{", readable(primary, DARK), "}}")]
    {
        let (on_primary, on_banner) = (on(primary), on(banner));
        let (primary, banner, link) = (hex(primary), hex(banner), hex(link));
        let (on_primary, on_banner) = (hex(on_primary), hex(on_banner));
        write!(
            css,
            "{before}--primary:{primary};--on-primary:{on_primary};--banner:{banner};--on-banner:{on_banner};--link:{link}{after}"
        )
        .expect("a string takes all that is written");
    }
    css
}

fn adjusted(from: Color, to: Color) -> Diagnostic {
    let title = format!("primary color `{}` is too light for text: links use `{}`", hex(from), hex(to));
    Diagnostic::warning("brand-color-adjusted", title).hint(format!(
        "its contrast is {:.1} : 1, text needs {TEXT} : 1; the new one has {:.1} : 1",
        contrast(from, LIGHT),
        contrast(to, LIGHT)
    ))
}

/// A color that we print, never as it was written.
pub(super) fn hex(Color { red, green, blue }: Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Black or white, whichever stands out more: at least 4.58 : 1 on any color.
fn on(area: Color) -> Color {
    if contrast(BLACK, area) > contrast(WHITE, area) { BLACK } else { WHITE }
}

/// The color, moved toward black or white in steps of a hundredth until it can be read on `surface`.
fn readable(color: Color, surface: Color) -> Color {
    let target = on(surface);
    (0..=100)
        .map(|share| mixed(color, target, share))
        .find(|mixed| contrast(*mixed, surface) >= TEXT)
        .expect("black or white can be read on every surface")
}

/// `share` hundredths of `target`, the rest of `color`.
fn mixed(color: Color, target: Color, share: u16) -> Color {
    let mix = |from: u8, to: u8| ((u16::from(from) * (100 - share) + u16::from(to) * share) / 100) as u8;
    Color { red: mix(color.red, target.red), green: mix(color.green, target.green), blue: mix(color.blue, target.blue) }
}

/// How much two colors stand out from each other, 1 to 21 (WCAG 2.2, *contrast ratio*).
fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    if one > other { one / other } else { other / one }
}

/// WCAG 2.2, *relative luminance*.
fn luminance(color: Color) -> f64 {
    let linear = |channel: u8| match f64::from(channel) / 255.0 {
        dark if dark <= 0.04045 => dark / 12.92,
        light => ((light + 0.055) / 1.055).powf(2.4),
    };
    0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn color() -> impl Strategy<Value = Color> {
        any::<[u8; 3]>().prop_map(|[red, green, blue]| Color { red, green, blue })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn text_can_be_read_whatever_the_brand(color in color(), surface in color()) {
            prop_assert!(contrast(readable(color, surface), surface) >= TEXT);
            prop_assert!(contrast(on(color), color) >= TEXT);
            for (color, lightest, darkest) in [(readable(color, LIGHT), WHITE, LIGHT), (readable(color, DARK), DARK, BLACK)] {
                prop_assert!(contrast(color, lightest) >= TEXT && contrast(color, darkest) >= TEXT);
            }
        }
    }

    #[test]
    fn contrast_is_what_wcag_says() {
        let green = Color { red: 0, green: 0xbb, blue: 0x66 };
        assert_eq!(format!("{:.2} {:.2}", contrast(BLACK, WHITE), contrast(green, WHITE)), "21.00 2.53");
    }

    #[test]
    fn a_color_that_can_be_read_stays() {
        let blue = Color { red: 0x0b, green: 0x5f, blue: 0xff };
        assert_eq!(readable(blue, LIGHT), blue);
        assert_eq!(hex(readable(blue, DARK)), "#4a88ff");
    }
}
