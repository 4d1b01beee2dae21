//! An icon file: pictures of several sizes in one.

use super::Picture;

/// Each picture as it is, behind a directory of them (ICO, with PNG inside as all browsers take it).
///
/// Pictures have at most 255 pixels a side.
pub(super) fn ico(pictures: &[Picture]) -> Vec<u8> {
    let number = |number: usize| u16::try_from(number).expect("an icon has a handful of pictures").to_le_bytes();
    let length = |length: usize| u32::try_from(length).expect("small pictures have few bytes").to_le_bytes();
    let side = |side: u32| u8::try_from(side).expect("an icon's pictures are small");
    let mut file = vec![0, 0, 1, 0];
    file.extend(number(pictures.len()));
    let mut start = 6 + 16 * pictures.len();
    for picture in pictures {
        // Sides, no palette, one color plane of 32 bits.
        file.extend([side(picture.width), side(picture.height), 0, 0, 1, 0, 32, 0]);
        file.extend(length(picture.bytes.len()));
        file.extend(length(start));
        start += picture.bytes.len();
    }
    file.extend(pictures.iter().flat_map(|picture| &picture.bytes));
    file
}
