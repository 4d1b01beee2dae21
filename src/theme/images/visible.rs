//! What of a picture can be seen on a ground of one color.

use super::Lost;
use crate::config::Color;
use crate::theme::contrast::{luminance, ratio};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

/// What stands out less than this is taken for invisible. WCAG asks nothing of logos; somebody should still see them.
const FAINT: f64 = 1.5;

/// A piece is seen if so much of it stands out: the letters on a plate of the ground's color are.
const ENOUGH: f64 = 0.01;

/// What cannot be seen of `pixels` on `ground`.
///
/// A picture falls into pieces where it is transparent: the letters of a name, a mark beside it. A piece counts as a
/// whole, so a white plate with dark letters is seen on a white ground, and dark letters beside a bright mark are lost
/// on a dark one.
pub(super) fn lost(pixels: &Pixmap, ground: Color) -> Lost {
    let below = luminance(ground);
    let mut open: Vec<Option<f64>> = pixels.pixels().iter().map(|pixel| luminance_on(*pixel, ground)).collect();
    let (mut drawn, mut lost, mut sum) = (0_usize, 0_usize, 0.0);
    for start in 0..open.len() {
        let piece = piece(&mut open, start, pixels.width() as usize);
        let seen = piece.iter().filter(|luminance| ratio(**luminance, below) >= FAINT).count();
        drawn += piece.len();
        if (seen as f64) < ENOUGH * piece.len() as f64 {
            lost += piece.len();
            sum += piece.iter().sum::<f64>();
        }
    }
    let contrast = if lost == 0 { 21.0 } else { ratio(sum / lost as f64, below) };
    Lost { share: lost as f64 / drawn.max(1) as f64, contrast }
}

/// How bright a pixel is on the ground; `None` for one that is rather the ground's than the picture's.
fn luminance_on(pixel: PremultipliedColorU8, ground: Color) -> Option<f64> {
    let through = u16::from(255 - pixel.alpha());
    let on = |channel: u8, ground: u8| channel.saturating_add((u16::from(ground) * through / 255) as u8);
    let color = Color {
        red: on(pixel.red(), ground.red),
        green: on(pixel.green(), ground.green),
        blue: on(pixel.blue(), ground.blue),
    };
    (pixel.alpha() >= 128).then(|| luminance(color))
}

/// Takes the piece that `start` belongs to out of `open`: all pixels that touch, also at a corner.
fn piece(open: &mut [Option<f64>], start: usize, width: usize) -> Vec<f64> {
    let (mut piece, mut next) = (Vec::new(), vec![start]);
    while let Some(at) = next.pop() {
        let Some(luminance) = open[at].take() else { continue };
        piece.push(luminance);
        let (x, y) = (at % width, at / width);
        for y in y.saturating_sub(1)..(y + 2).min(open.len() / width) {
            for x in x.saturating_sub(1)..(x + 2).min(width) {
                next.push(y * width + x);
            }
        }
    }
    piece
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::contrast::{BLACK, WHITE};

    /// `#` is dark, `o` is bright, `.` is transparent.
    fn on_ground(rows: &[&str], ground: Color) -> f64 {
        let mut pixels = Pixmap::new(rows[0].len() as u32, rows.len() as u32).unwrap();
        for (pixel, sign) in pixels.pixels_mut().iter_mut().zip(rows.concat().chars()) {
            let gray = |value| PremultipliedColorU8::from_rgba(value, value, value, 255).unwrap();
            match sign {
                '#' => *pixel = gray(10),
                'o' => *pixel = gray(250),
                _ => {}
            }
        }
        lost(&pixels, ground).share
    }

    #[test]
    fn dark_letters_are_lost_on_a_dark_ground() {
        let letters = ["#.#.#.###", "###.#..#.", "#.#.#..#."];
        assert_eq!([on_ground(&letters, BLACK), on_ground(&letters, WHITE)], [1.0, 0.0]);
    }

    #[test]
    fn letters_on_a_plate_are_seen_whatever_the_plate() {
        let plate = ["ooooo", "o#o#o", "ooooo"];
        assert_eq!([on_ground(&plate, BLACK), on_ground(&plate, WHITE)], [0.0, 0.0]);
    }

    #[test]
    fn a_name_can_be_lost_beside_a_mark_that_is_seen() {
        let name_and_mark = ["oo.#.#", "oo.###"];
        assert_eq!(on_ground(&name_and_mark, BLACK), 5.0 / 9.0);
    }

    #[test]
    fn nothing_is_lost_of_nothing() {
        assert_eq!(on_ground(&["..", ".."], BLACK), 0.0);
    }
}
