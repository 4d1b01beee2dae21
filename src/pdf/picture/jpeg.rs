//! Reading the frame of a JPEG file (ITU-T T.81, annex B), and leaving out its remarks.

use super::PictureFault;

/// A JPEG file without remarks.
pub(super) struct Jpeg {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) is_gray: bool,
    pub(super) bytes: Vec<u8>,
}

impl Jpeg {
    pub(super) fn read(file: &[u8]) -> Result<Jpeg, PictureFault> {
        let mut rest = file.strip_prefix(b"\xff\xd8").ok_or(PictureFault::NotAJpeg)?;
        let mut bytes = b"\xff\xd8".to_vec();
        let mut frame = None;
        loop {
            let (marker, segment, after) = segment(rest).ok_or(PictureFault::NotAJpeg)?;
            match marker {
                // Start of frame: baseline, extended or progressive; the rest of the row are kinds that PDF cannot show.
                0xc0..=0xc2 => frame = Some(frame_size(segment)?),
                0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => return Err(PictureFault::UnsuitableJpeg),
                // Start of scan: pixels, up to the end. Progressive files have several scans with tables between them.
                0xda => {
                    let (width, height, is_gray) = frame.ok_or(PictureFault::NotAJpeg)?;
                    // In pixels the byte ff is never followed by d9, so that is the end; files may follow on it.
                    let end = rest.windows(2).position(|pair| pair == b"\xff\xd9").ok_or(PictureFault::NotAJpeg)?;
                    bytes.extend_from_slice(&rest[..end + 2]);
                    return Ok(Jpeg { width, height, is_gray, bytes });
                }
                _ => {}
            }
            // APP1 to APP13, APP15 and comments are remarks; APP0 and APP14 say what the colors are.
            if !matches!(marker, 0xe1..=0xed | 0xef | 0xfe) {
                bytes.extend_from_slice(&rest[..rest.len() - after.len()]);
            }
            rest = after;
        }
    }
}

/// The first segment: its marker, what is in it, and what comes after it.
fn segment(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let [0xff, marker, high, low, ..] = bytes else { return None };
    let length = usize::from(u16::from_be_bytes([*high, *low]));
    let end = 2 + length;
    Some((*marker, bytes.get(4..end)?, &bytes[end..]))
}

/// Width, height, and whether it is gray.
fn frame_size(frame: &[u8]) -> Result<(u32, u32, bool), PictureFault> {
    let [precision, y1, y2, x1, x2, components, ..] = frame else { return Err(PictureFault::NotAJpeg) };
    let (width, height) = (u16::from_be_bytes([*x1, *x2]), u16::from_be_bytes([*y1, *y2]));
    match (precision, components) {
        (8, 1 | 3) if width > 0 && height > 0 => Ok((width.into(), height.into(), *components == 1)),
        _ => Err(PictureFault::UnsuitableJpeg),
    }
}
