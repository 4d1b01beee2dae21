//! Which way up a photograph is: cameras turn the picture by a note in the file, which is not published.

use resvg::tiny_skia::Pixmap;

/// How the pixels of a JPEG are to be turned: 1 to 8 (EXIF 2.32, tag 274 *Orientation*); 1, as they are, where it does not say.
pub(super) fn orientation(jpeg: &[u8]) -> u16 {
    exif(jpeg).and_then(tag).filter(|turn| (1..=8).contains(turn)).unwrap_or(1)
}

/// The TIFF structure in the first EXIF segment.
fn exif(jpeg: &[u8]) -> Option<&[u8]> {
    let mut rest = jpeg.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, marker, high, low, ..] = *rest else { return None };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let segment = rest.get(4..2 + length)?;
        match marker {
            0xe1 if segment.starts_with(b"Exif\0\0") => return segment.get(6..),
            // The picture itself: nothing comes after it that concerns us.
            0xda => return None,
            _ => rest = rest.get(2 + length..)?,
        }
    }
}

/// The orientation in the first directory of a TIFF structure.
fn tag(tiff: &[u8]) -> Option<u16> {
    let big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    };
    let directory = usize::try_from(long(4)?).ok()?;
    let first = directory.checked_add(2)?;
    let fields = (0..usize::from(short(directory)?)).map(|index| first.saturating_add(12 * index));
    fields.into_iter().find(|field| short(*field) == Some(274)).and_then(|field| short(field + 8))
}

/// The pixels turned as [`orientation`] says.
pub(super) fn turned(pixels: Pixmap, orientation: u16) -> Pixmap {
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let (right, bottom) = (width - 1, height - 1);
    let (new_width, new_height) = if orientation > 4 { (height, width) } else { (width, height) };
    if orientation == 1 {
        return pixels;
    }
    let mut turned = Pixmap::new(new_width as u32, new_height as u32).expect("a picture has at least one pixel");
    for (index, pixel) in turned.pixels_mut().iter_mut().enumerate() {
        let (x, y) = (index % new_width, index / new_width);
        let (from_x, from_y) = match orientation {
            2 => (right - x, y),
            3 => (right - x, bottom - y),
            4 => (x, bottom - y),
            5 => (y, x),
            6 => (y, bottom - x),
            7 => (right - y, bottom - x),
            _ => (right - y, x),
        };
        *pixel = pixels.pixels()[from_y * width + from_x];
    }
    turned
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::tiny_skia::PremultipliedColorU8;

    /// A JPEG's head with an EXIF segment whose directory has two fields.
    fn head(order: &[u8; 4], short: impl Fn(u16) -> [u8; 2], long: impl Fn(u32) -> [u8; 4], turn: u16) -> Vec<u8> {
        let mut tiff = order.to_vec();
        tiff.extend(long(8));
        tiff.extend(short(2));
        for (tag, value) in [(271, 0), (274, turn)] {
            tiff.extend([short(tag), short(3)].concat());
            tiff.extend(long(1));
            tiff.extend([short(value), short(0)].concat());
        }
        let length = u16::try_from(tiff.len() + 8).unwrap().to_be_bytes();
        [&b"\xff\xd8\xff\xe0\0\x04JF\xff\xe1"[..], &length, b"Exif\0\0", &tiff, b"\xff\xda\0\x02"].concat()
    }

    #[test]
    fn the_note_is_found_in_either_byte_order() {
        assert_eq!(orientation(&head(b"MM\0*", u16::to_be_bytes, u32::to_be_bytes, 6)), 6);
        assert_eq!(orientation(&head(b"II*\0", u16::to_le_bytes, u32::to_le_bytes, 8)), 8);
    }

    #[test]
    fn what_is_no_note_turns_nothing() {
        let good = head(b"II*\0", u16::to_le_bytes, u32::to_le_bytes, 3);
        assert_eq!(orientation(&head(b"II*\0", u16::to_le_bytes, u32::to_le_bytes, 9)), 1);
        for end in 0..good.len() {
            assert!([1, 3].contains(&orientation(&good[..end])));
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_have_an_orientation(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..80)) {
            let file = [&b"\xff\xd8\xff\xe1\0\x50Exif\0\0II*\0"[..], &bytes].concat();
            proptest::prop_assert!((1..=8).contains(&orientation(&file)));
        }
    }

    /// The letter F, which looks different in all eight ways, as it is stored in a file of each.
    #[test]
    fn a_picture_is_upright_whichever_way_the_camera_was_held() {
        let upright = ["###", "#..", "##.", "#..", "#.."];
        let stored: [&[&str]; 8] = [
            &["###", "#..", "##.", "#..", "#.."],
            &["###", "..#", ".##", "..#", "..#"],
            &["..#", "..#", ".##", "..#", "###"],
            &["#..", "#..", "##.", "#..", "###"],
            &["#####", "#.#..", "#...."],
            &["#....", "#.#..", "#####"],
            &["....#", "..#.#", "#####"],
            &["#####", "..#.#", "....#"],
        ];
        for (orientation, rows) in (1..).zip(stored) {
            let turned = turned(drawn(rows), orientation);
            assert!(turned == drawn(&upright), "{orientation}");
        }
    }

    fn drawn(rows: &[&str]) -> Pixmap {
        let mut pixels = Pixmap::new(rows[0].len() as u32, rows.len() as u32).unwrap();
        for (pixel, sign) in pixels.pixels_mut().iter_mut().zip(rows.concat().chars()) {
            if sign == '#' {
                *pixel = PremultipliedColorU8::from_rgba(0, 0, 0, 255).unwrap();
            }
        }
        pixels
    }
}
