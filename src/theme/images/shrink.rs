//! Pictures made of pixels, smaller.

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

/// Red, green, blue and alpha, premultiplied, 0 to 255.
type Sum = [f32; 4];

/// The picture in fewer pixels: each is the mean of all that it covers, so that thin lines do not break. Neither side
/// grows.
pub(super) fn shrunk(pixels: &Pixmap, width: u32, height: u32) -> Pixmap {
    let (columns, rows) = (shares(pixels.width(), width), shares(pixels.height(), height));
    let mut narrow: Vec<Sum> = Vec::with_capacity(columns.len() * pixels.height() as usize);
    for row in pixels.pixels().chunks_exact(pixels.width() as usize) {
        narrow.extend(columns.iter().map(|(start, shares)| mean(row[*start..].iter().map(channels), shares)));
    }
    let mut small = Pixmap::new(width, height).expect("a picture has at least one pixel");
    for (pixel, index) in small.pixels_mut().iter_mut().zip(0..) {
        let (x, y) = (index % columns.len(), index / columns.len());
        let (start, shares) = &rows[y];
        let column = narrow[start * columns.len() + x..].iter().step_by(columns.len()).copied();
        *pixel = rounded(mean(column, shares));
    }
    small
}

/// For each of `to` pixels in a line the first of `from` that it covers, and the share each of them has in it.
fn shares(from: u32, to: u32) -> Vec<(usize, Vec<f32>)> {
    let length = f64::from(from) / f64::from(to);
    let shares = |index: u32| {
        let (start, end) = (f64::from(index) * length, (f64::from(index + 1) * length).min(f64::from(from)));
        let covered = |pixel: u32| (f64::from(pixel + 1).min(end) - f64::from(pixel).max(start)) / length;
        let first = start.floor() as u32;
        (first as usize, (first..end.ceil() as u32).map(|pixel| covered(pixel) as f32).collect())
    };
    (0..to).map(shares).collect()
}

fn mean(pixels: impl Iterator<Item = Sum>, shares: &[f32]) -> Sum {
    pixels.zip(shares).fold([0.0; 4], |sum, (pixel, share)| std::array::from_fn(|at| sum[at] + pixel[at] * share))
}

fn channels(pixel: &PremultipliedColorU8) -> Sum {
    [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()].map(f32::from)
}

fn rounded(sum: Sum) -> PremultipliedColorU8 {
    let [red, green, blue, alpha] = sum.map(|channel| channel.round() as u8);
    PremultipliedColorU8::from_rgba(red.min(alpha), green.min(alpha), blue.min(alpha), alpha)
        .expect("no channel is above alpha")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gray(rows: &[&[u8]]) -> Pixmap {
        let mut pixels = Pixmap::new(rows[0].len() as u32, rows.len() as u32).unwrap();
        for (pixel, value) in pixels.pixels_mut().iter_mut().zip(rows.concat()) {
            *pixel = PremultipliedColorU8::from_rgba(value, value, value, 255).unwrap();
        }
        pixels
    }

    #[test]
    fn each_pixel_is_the_mean_of_what_it_covers() {
        let small = shrunk(&gray(&[&[0, 100, 200], &[0, 100, 200], &[30, 30, 30]]), 2, 1);
        // One and a half columns each: (0 + 100 / 2) / 1.5 and (100 / 2 + 200) / 1.5, and a third of it is the last row.
        let left = (2.0 * (50.0 / 1.5) + 30.0) / 3.0;
        let right = (2.0 * (250.0 / 1.5) + 30.0) / 3.0;
        assert_eq!(small, gray(&[&[f32::round(left) as u8, f32::round(right) as u8]]));
    }

    #[test]
    fn a_line_of_one_pixel_does_not_vanish() {
        let mut row = [255; 64];
        row[13] = 0;
        let small = shrunk(&gray(&[&row]), 16, 1);
        assert_eq!(small.pixels()[3].red(), 191);
    }

    #[test]
    fn what_is_transparent_has_no_color() {
        let mut pixels = Pixmap::new(2, 1).unwrap();
        pixels.pixels_mut()[0] = PremultipliedColorU8::from_rgba(200, 0, 0, 200).unwrap();
        let small = shrunk(&pixels, 1, 1);
        assert_eq!(channels(&small.pixels()[0]), [100.0, 0.0, 0.0, 100.0]);
    }
}
