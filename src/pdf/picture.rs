//! Pictures: read once per run, drawn in any number of documents.

mod jpeg;

use self::jpeg::Jpeg;
use super::deflate::{Effort, deflate};
use super::geometry::Path;
use super::objects::Objects;
use super::page::Page;
use super::text::Color;
use super::write::Number;
use std::fmt;
use std::sync::Arc;

/// A picture that documents may show. Cloning it is cheap, and a document carries it once.
#[derive(Clone)]
pub struct Picture(Arc<Data>);

/// The picture as PDF keeps it.
enum Data {
    Image(Image),
    Drawing(Drawing),
}

/// Pixels.
struct Image {
    width: u32,
    height: u32,
    /// The end of the image's dictionary: color space and filter.
    coding: &'static str,
    bytes: Vec<u8>,
    /// How opaque each pixel is, compressed, if not all are fully.
    mask: Option<Vec<u8>>,
}

/// Areas and lines.
struct Drawing {
    width: u32,
    height: u32,
    /// What draws them, compressed.
    content: Vec<u8>,
}

/// A line of a drawing, its color, and how it is painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    pub path: Path,
    pub color: Color,
    pub paint: Paint,
}

/// How a line becomes visible.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Paint {
    /// What it encloses. `even_odd`: but for what lies within an even number of lines; else lines of the other direction
    /// cut out.
    Fill { even_odd: bool },
    /// Itself, so wide.
    Pen { width: f32, cap: Cap, join: Join, miter_limit: f32 },
}

/// How a line ends (ISO 32000-1, table 54).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cap {
    Butt = 0,
    Round = 1,
    Square = 2,
}

/// How two parts of a line meet (ISO 32000-1, table 55).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Join {
    Miter = 0,
    Round = 1,
    Bevel = 2,
}

/// A picture that cannot be used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PictureFault {
    NotAJpeg,
    /// In the colors of print (CMYK), or with a precision that PDF does not take.
    UnsuitableJpeg,
    /// Not as many pixels as width and height say.
    WrongSize,
}

impl fmt::Display for PictureFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            PictureFault::NotAJpeg => "is not a whole JPEG file",
            PictureFault::UnsuitableJpeg => "is not a JPEG of gray or of red, green and blue with 8 bits each",
            PictureFault::WrongSize => "has not as many pixels as it says",
        })
    }
}

impl std::error::Error for PictureFault {}

impl Picture {
    /// A JPEG file: its pixels go into documents as they are compressed there, its remarks (camera, place, thumbnails)
    /// do not. It is shown upright as its pixels lie; a note in the file that it be turned is one of those remarks.
    pub fn jpeg(file: &[u8]) -> Result<Picture, PictureFault> {
        let Jpeg { width, height, is_gray, bytes } = Jpeg::read(file)?;
        let coding = match is_gray {
            true => "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode",
            false => "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
        };
        Ok(Picture(Arc::new(Data::Image(Image { width, height, coding, bytes, mask: None }))))
    }

    /// Pixels row by row from the top: red, green, blue, and how opaque, not multiplied with one another.
    pub fn pixels(width: u32, height: u32, rgba: &[u8]) -> Result<Picture, PictureFault> {
        let count = usize::try_from(u64::from(width) * u64::from(height) * 4);
        if rgba.is_empty() || count != Ok(rgba.len()) {
            return Err(PictureFault::WrongSize);
        }
        // What cannot be seen is left out, whatever color it has.
        let colors: Vec<u8> = rgba
            .chunks_exact(4)
            .flat_map(|pixel| if pixel[3] == 0 { [255; 3] } else { [pixel[0], pixel[1], pixel[2]] })
            .collect();
        let mask: Vec<u8> = rgba.chunks_exact(4).map(|pixel| pixel[3]).collect();
        let mask = mask.iter().any(|opaque| *opaque != 255).then(|| deflate(&mask, Effort::Utmost));
        let coding = "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode";
        let bytes = deflate(&colors, Effort::Utmost);
        Ok(Picture(Arc::new(Data::Image(Image { width, height, coding, bytes, mask }))))
    }

    /// Outlines, each over those before it. The picture is so wide and high; its points are counted from its top left
    /// corner.
    pub fn drawing(width: u32, height: u32, outlines: &[Outline]) -> Result<Picture, PictureFault> {
        if width == 0 || height == 0 || outlines.is_empty() {
            return Err(PictureFault::WrongSize);
        }
        let mut page = Page::new(height as f32);
        outlines.iter().for_each(|outline| page.paint_outline(outline));
        let content = deflate(&page.content, Effort::Utmost);
        Ok(Picture(Arc::new(Data::Drawing(Drawing { width, height, content }))))
    }

    /// How wide and high it is: in pixels, or in a drawing's own units.
    pub fn size(&self) -> (u32, u32) {
        match *self.0 {
            Data::Image(Image { width, height, .. }) | Data::Drawing(Drawing { width, height, .. }) => (width, height),
        }
    }

    /// Whether this is the same picture, not one that looks the same.
    pub(super) fn is(&self, other: &Picture) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Adds the picture to a file; its number there. Drawn as it is, it fills a square of one point.
    pub(super) fn write(&self, objects: &mut Objects) -> Number {
        match &*self.0 {
            Data::Image(image) => image.write(objects),
            Data::Drawing(Drawing { width, height, content }) => {
                let (across, down) = (1.0 / f64::from(*width), 1.0 / f64::from(*height));
                let head = format!(
                    "/Type/XObject/Subtype/Form/BBox[0 0 {width} {height}]/Matrix[{across:.8} 0 0 {down:.8} 0 0]/Resources<<>>"
                );
                let number = objects.take(1);
                objects.write_deflated(number, &head, content);
                number
            }
        }
    }
}

impl Image {
    fn write(&self, objects: &mut Objects) -> Number {
        let Image { width, height, coding, bytes, mask } = self;
        let size = format!("/Type/XObject/Subtype/Image/Width {width}/Height {height}");
        let mask = mask.as_ref().map(|mask| {
            let number = objects.take(1);
            let coding = "/ColorSpace/DeviceGray/BitsPerComponent 8";
            objects.write_deflated(number, &format!("{size}{coding}"), mask);
            format!("/SMask {} 0 R", number.0)
        });
        let number = objects.take(1);
        objects.write_stream(number, &format!("{size}{coding}{}", mask.unwrap_or_default()), bytes);
        number
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.size();
        write!(formatter, "Picture {{ {width} × {height} }}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(picture: &Picture) -> &Image {
        let Data::Image(image) = &*picture.0 else { panic!("{picture:?} has no pixels") };
        image
    }

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker][..], &length, content].concat()
    }

    /// A file with these parts between its start and its pixels.
    fn jpeg(parts: &[Vec<u8>]) -> Vec<u8> {
        [b"\xff\xd8".to_vec(), parts.concat(), segment(0xda, &[1, 1, 0, 0, 63, 0]), b"pixels\xff\xd9".to_vec()].concat()
    }

    /// A frame of 300 × 200 pixels.
    fn frame(marker: u8, components: u8) -> Vec<u8> {
        segment(marker, &[8, 0, 200, 1, 44, components, 1, 0x11, 0])
    }

    #[test]
    fn a_jpeg_goes_in_without_its_remarks() {
        let exif = segment(0xe1, b"Exif\0\0 taken at 52.5 N 13.4 E");
        let [jfif, adobe, comment] = [(0xe0, "JFIF"), (0xee, "Adobe"), (0xfe, "by Anna")]
            .map(|(marker, content)| segment(marker, content.as_bytes()));
        let parts = [jfif.clone(), exif, adobe.clone(), comment, frame(0xc2, 3)];
        let file = [jpeg(&parts), b"appended \xff\xd9".to_vec()].concat();
        let picture = Picture::jpeg(&file).unwrap();
        assert_eq!(picture.size(), (300, 200));
        assert_eq!(image(&picture).bytes, jpeg(&[jfif, adobe, frame(0xc2, 3)]));
        assert!(image(&picture).coding.contains("DeviceRGB"));
        assert!(image(&Picture::jpeg(&jpeg(&[frame(0xc0, 1)])).unwrap()).coding.contains("DeviceGray"));
    }

    #[test]
    fn what_cannot_be_shown_is_refused() {
        let fault = |file: &[u8]| Picture::jpeg(file).unwrap_err();
        assert_eq!(fault(b"\x89PNG"), PictureFault::NotAJpeg);
        assert_eq!(fault(&jpeg(&[])), PictureFault::NotAJpeg);
        assert_eq!(fault(&jpeg(&[frame(0xc0, 3)])[..30]), PictureFault::NotAJpeg);
        assert_eq!(fault(&jpeg(&[frame(0xc0, 4)])), PictureFault::UnsuitableJpeg);
        assert_eq!(fault(&jpeg(&[frame(0xc3, 3)])), PictureFault::UnsuitableJpeg);
        assert_eq!(Picture::pixels(2, 2, &[0; 12]).unwrap_err(), PictureFault::WrongSize);
        assert_eq!(Picture::pixels(0, 0, &[]).unwrap_err(), PictureFault::WrongSize);
    }

    #[test]
    fn pixels_that_cannot_be_seen_are_left_out() {
        let [seen, hidden] = [0, 77].map(|red| Picture::pixels(1, 2, &[1, 2, 3, 9, red, 0, 0, 0]).unwrap());
        assert_eq!(image(&seen).bytes, image(&hidden).bytes);
        assert!(image(&seen).mask.is_some());
        assert!(image(&Picture::pixels(1, 1, &[1, 2, 3, 255]).unwrap()).mask.is_none());
    }
}
