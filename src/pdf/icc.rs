//! The color space of our colors, sRGB, as an ICC profile (ICC.1:2010, version 4): PDF/A wants it in the file.

/// The profile: a header, a table of tags, their data.
pub(super) fn srgb() -> Vec<u8> {
    // The tags and their data. Numbers are those of IEC 61966-2-1, its white point adapted to D50 (Bradford).
    let curve = parametric_curve([2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045]);
    let adaptation =
        [1.047_886, 0.022_919, -0.050_216, 0.029_582, 0.990_484, -0.017_079, -0.009_252, 0.015_073, 0.751_678];
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", text("sRGB")),
        (b"cprt", text("CC0")),
        (b"wtpt", numbers(b"XYZ ", &[0.9642, 1.0, 0.8249])),
        (b"chad", numbers(b"sf32", &adaptation)),
        (b"rXYZ", numbers(b"XYZ ", &[0.436_041, 0.222_485, 0.013_920])),
        (b"gXYZ", numbers(b"XYZ ", &[0.385_113, 0.716_905, 0.097_067])),
        (b"bXYZ", numbers(b"XYZ ", &[0.143_046, 0.060_610, 0.713_913])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut data = Vec::new();
    let mut table = Vec::from(size(tags.len()));
    let start = 128 + 4 + 12 * tags.len();
    let mut shared: Option<(Vec<u8>, usize)> = None;
    for (tag, bytes) in tags {
        // The three curves are one.
        let at = match &shared {
            Some((same, at)) if *same == bytes => *at,
            _ => {
                let at = start + data.len();
                data.extend_from_slice(&bytes);
                at
            }
        };
        table.extend_from_slice(tag);
        table.extend_from_slice(&size(at));
        table.extend_from_slice(&size(bytes.len()));
        shared = Some((bytes, at));
    }
    let mut profile = header(start + data.len());
    profile.append(&mut table);
    profile.append(&mut data);
    profile
}

/// 128 bytes; what is zero says "not stated".
fn header(length: usize) -> Vec<u8> {
    let mut header = vec![0; 128];
    header[..4].copy_from_slice(&size(length));
    // Version 4.3, a display's profile from RGB to XYZ, made on the first day of the standard.
    header[8..12].copy_from_slice(&[4, 0x30, 0, 0]);
    header[12..24].copy_from_slice(b"mntrRGB XYZ ");
    header[24..36].copy_from_slice(&[7, 0xda, 0, 12, 0, 1, 0, 0, 0, 0, 0, 0]);
    header[36..40].copy_from_slice(b"acsp");
    for (at, value) in [(68, 0.9642), (72, 1.0), (76, 0.8249)] {
        header[at..at + 4].copy_from_slice(&fixed(value));
    }
    header
}

/// A text in English (`mluc`), padded to four bytes.
fn text(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = [&b"mluc\0\0\0\0"[..], &size(1), &size(12), b"enUS", &size(units.len()), &size(28), &units].concat();
    out.resize(out.len().next_multiple_of(4), 0);
    out
}

fn numbers(kind: &[u8; 4], values: &[f64]) -> Vec<u8> {
    [&kind[..], &[0; 4]].concat().into_iter().chain(values.iter().flat_map(|value| fixed(*value))).collect()
}

/// A curve of type 3: a line near black, a power above.
fn parametric_curve(parameters: [f64; 5]) -> Vec<u8> {
    let head = *b"para\0\0\0\0\0\x03\0\0";
    head.into_iter().chain(parameters.into_iter().flat_map(fixed)).collect()
}

/// A number with sixteen bits after the point (`s15Fixed16Number`).
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65_536.0).round() as i32).to_be_bytes()
}

fn size(value: usize) -> [u8; 4] {
    super::write::count(value).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_says_how_long_it_is_and_where_its_tags_lie() {
        let profile = srgb();
        let number = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(number(0), profile.len());
        let tags: Vec<_> = (0..number(128)).map(|nth| 132 + 12 * nth).collect();
        let kinds = tags.iter().map(|at| &profile[number(at + 4)..][..4]).collect::<Vec<_>>();
        let expected = ["mluc", "mluc", "XYZ ", "sf32", "XYZ ", "XYZ ", "XYZ ", "para", "para", "para"];
        assert_eq!(kinds, expected.map(str::as_bytes));
        assert!(tags.iter().all(|at| number(at + 4) % 4 == 0 && number(at + 4) + number(at + 8) <= profile.len()));
    }

    #[test]
    fn the_three_primaries_add_up_to_the_white_point() {
        let profile = srgb();
        let fixed = |at: usize| i32::from_be_bytes(profile[at..at + 4].try_into().unwrap());
        let column = |tag: &[u8; 4]| {
            let at = profile.windows(4).position(|bytes| bytes == tag).unwrap();
            let at = fixed(at + 4) as usize + 8;
            [fixed(at), fixed(at + 4), fixed(at + 8)]
        };
        let [red, green, blue, white] = [b"rXYZ", b"gXYZ", b"bXYZ", b"wtpt"].map(column);
        for part in 0..3 {
            assert!((red[part] + green[part] + blue[part] - white[part]).abs() <= 8, "{part}");
        }
    }
}
