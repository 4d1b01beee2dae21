//! How well one color stands out from another, as WCAG 2.2 counts it.

use crate::config::Color;
use std::sync::LazyLock;

pub(super) const BLACK: Color = Color { red: 0, green: 0, blue: 0 };
pub(super) const WHITE: Color = Color { red: 255, green: 255, blue: 255 };

/// The least contrast of text (WCAG 2.2, 1.4.3 *Contrast (Minimum)*).
pub(super) const TEXT: f64 = 4.5;

/// How much two colors stand out from each other, 1 to 21 (WCAG 2.2, *contrast ratio*).
pub(super) fn contrast(one: Color, other: Color) -> f64 {
    ratio(luminance(one), luminance(other))
}

/// The contrast of two luminances.
pub(super) fn ratio(one: f64, other: f64) -> f64 {
    let (one, other) = (one + 0.05, other + 0.05);
    if one > other { one / other } else { other / one }
}

/// WCAG 2.2, *relative luminance*: 0 is black, 1 is white.
pub(super) fn luminance(color: Color) -> f64 {
    let linear = |channel: u8| LINEAR[usize::from(channel)];
    0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
}

/// The light of each value of a channel, 0 to 1: pictures ask for many.
static LINEAR: LazyLock<[f64; 256]> = LazyLock::new(|| {
    std::array::from_fn(|channel| match channel as f64 / 255.0 {
        dark if dark <= 0.04045 => dark / 12.92,
        light => ((light + 0.055) / 1.055).powf(2.4),
    })
});

/// Black or white, whichever stands out more: at least 4.58 : 1 on any color.
pub(super) fn on(area: Color) -> Color {
    if contrast(BLACK, area) > contrast(WHITE, area) { BLACK } else { WHITE }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn black_or_white_can_be_read_on_every_color([red, green, blue] in any::<[u8; 3]>()) {
            let area = Color { red, green, blue };
            prop_assert!(contrast(on(area), area) >= 4.58);
        }
    }

    #[test]
    fn contrast_is_what_wcag_says() {
        let green = Color { red: 0, green: 0xbb, blue: 0x66 };
        assert_eq!(format!("{:.2} {:.2}", contrast(BLACK, WHITE), contrast(green, WHITE)), "21.00 2.53");
    }
}
