//! One font: what it measures, what it may be used for, and what it has.

use super::chart::Chart;
use super::file::FontFile;
use super::repertoire::Repertoire;
use crate::pdf::text::Weight;
use harfrust::Font;
use harfrust::font::attribute;
use harfrust::font::name::NameId;
use std::fmt;
use std::sync::OnceLock;

/// A font file that cannot be used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FontProblem {
    /// The name it was given.
    pub font: String,
    pub fault: FontFault,
}

/// What is wrong with a font file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FontFault {
    /// Neither TrueType nor OpenType.
    NotAFont,
    /// WOFF or WOFF2: the same glyphs in a wrapping for browsers.
    WebFont,
    /// Begins as a font does and does not go on so.
    Unreadable,
    /// A collection of fewer fonts.
    NotInCollection { members: u32 },
    /// No outlines that PDF knows: bitmaps, or CFF 2.
    NoOutlines,
    /// No table from characters to glyphs.
    NoCharacters,
    /// Its license bits (`fsType`) forbid that documents carry it.
    NotEmbeddable,
    /// Its license bits allow documents to carry it as a whole only; ours carry the glyphs they use.
    NotDivisible,
}

impl fmt::Display for FontProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "font `{}` {}", self.font, self.fault)
    }
}

impl fmt::Display for FontFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            FontFault::NotAFont => "is neither TrueType nor OpenType",
            FontFault::WebFont => "is a web font (WOFF); PDF takes the TrueType or OpenType file it was made from",
            FontFault::Unreadable => "is damaged",
            FontFault::NotInCollection { members: 1 } => "is a collection of 1 font",
            FontFault::NotInCollection { members } => {
                return write!(formatter, "is a collection of {members} fonts");
            }
            FontFault::NoOutlines => "has no outlines that PDF knows",
            FontFault::NoCharacters => "does not say which characters it has",
            FontFault::NotEmbeddable => "may not be embedded in documents, says its license",
            FontFault::NotDivisible => "may be embedded only as a whole, says its license",
        })
    }
}

impl std::error::Error for FontProblem {}

/// How a font draws its glyphs, which decides how PDF takes them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::pdf) enum Outlines {
    TrueType,
    Cff,
}

/// One font. Lengths are in parts of the type size.
pub(in crate::pdf) struct Face {
    pub(super) file: FontFile,
    pub(in crate::pdf) font: Font,
    pub(super) outlines: Outlines,
    pub(in crate::pdf) weight: Weight,
    pub(in crate::pdf) units_per_em: f32,
    pub(in crate::pdf) ascent: f32,
    pub(in crate::pdf) descent: f32,
    pub(super) cap_height: f32,
    pub(super) italic_angle: f32,
    pub(super) is_fixed_pitch: bool,
    /// Left, bottom, right and top of a box around every glyph.
    pub(super) bounds: [f32; 4],
    /// Made from letters, digits and hyphens.
    pub(super) postscript_name: String,
    /// Read when first needed: a CJK font has 40,000 characters, and most runs need none of them.
    repertoire: OnceLock<Repertoire>,
    chart: Option<Chart>,
}

impl Face {
    /// A font that sets most of the text: it has a chart.
    pub(super) fn house(file: FontFile) -> Result<Face, FontProblem> {
        let mut face = Face::fallback(file)?;
        if face.outlines == Outlines::TrueType {
            face.chart = Some(Chart::new(&face));
        }
        Ok(face)
    }

    /// A font for characters that the house fonts lack.
    pub(super) fn fallback(file: FontFile) -> Result<Face, FontProblem> {
        let name = file.name.clone();
        Face::read(file).map_err(|fault| FontProblem { font: name, fault })
    }

    fn read(file: FontFile) -> Result<Face, FontFault> {
        file.check()?;
        let font = Font::new(file.bytes.clone(), file.index).ok_or(FontFault::Unreadable)?;
        let outlines = match (file.table(b"glyf"), file.table(b"CFF ")) {
            (Some(_), _) => Outlines::TrueType,
            (None, Some(_)) => Outlines::Cff,
            (None, None) => return Err(FontFault::NoOutlines),
        };
        if [b"head", b"hhea", b"hmtx", b"maxp"].into_iter().any(|tag| file.table(tag).is_none()) {
            return Err(FontFault::Unreadable);
        }
        // OS/2.fsType, as the OpenType specification defines it; a font without the table restricts nothing.
        if let Some([high, low]) = file.table(b"OS/2").and_then(|table| table.get(8..10)) {
            match u16::from_be_bytes([*high, *low]) {
                bits if bits & 0x000f == 0x0002 || bits & 0x0200 != 0 => return Err(FontFault::NotEmbeddable),
                bits if bits & 0x0100 != 0 => return Err(FontFault::NotDivisible),
                _ => {}
            }
        }
        if font.charmap().unicodes().next().is_none() {
            return Err(FontFault::NoCharacters);
        }
        // The tables that a subset needs besides its glyphs: one is tried, so that no document has to fail later.
        subsetter::subset(&file.bytes, file.index, &subsetter::GlyphRemapper::new())
            .map_err(|_| FontFault::Unreadable)?;
        Ok(Face::measure(file, font, outlines))
    }

    fn measure(file: FontFile, font: Font, outlines: Outlines) -> Face {
        let (metrics, style) = (*font.metrics(), *font.style_metrics());
        let units_per_em = f32::from(metrics.units_per_em);
        let line = metrics.hhea_line.or(metrics.typo_line).unwrap_or_default();
        let em = |units: f32| units / units_per_em;
        let bounds = [metrics.bounds.x_min, metrics.bounds.y_min, metrics.bounds.x_max, metrics.bounds.y_max];
        let bold = font.default_attributes().weight >= attribute::Weight::SEMI_BOLD;
        Face {
            outlines,
            weight: if bold { Weight::Bold } else { Weight::Regular },
            units_per_em,
            ascent: em(line.ascender.to_f32()),
            descent: em(line.descender.to_f32()),
            cap_height: em(metrics.cap_height.map_or(line.ascender.to_f32(), |height| height.to_f32())),
            italic_angle: style.italic_angle.map_or(0.0, |angle| angle.to_f32()),
            is_fixed_pitch: style.is_fixed_pitch.unwrap_or(false),
            bounds: bounds.map(|side| em(side.to_f32())),
            postscript_name: postscript_name(&font),
            repertoire: OnceLock::new(),
            chart: None,
            file,
            font,
        }
    }

    /// Its characters, by Unicode.
    pub(in crate::pdf) fn repertoire(&self) -> &Repertoire {
        self.repertoire.get_or_init(|| Repertoire::new(&self.font))
    }

    /// Its chart, if it is a house font with TrueType outlines.
    pub(in crate::pdf) fn chart(&self) -> Option<&Chart> {
        self.chart.as_ref()
    }
}

/// The font's own PostScript name, as far as PDF names take it without escapes.
fn postscript_name(font: &Font) -> String {
    let name = font.names().get(NameId::POSTSCRIPT_NAME).and_then(|name| name.english_or_first());
    let name = name.map(|name| name.name().chars().collect::<String>()).unwrap_or_default();
    let name: String = name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
    if name.is_empty() { "Font".to_owned() } else { name }
}

impl fmt::Debug for Face {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Face").field("file", &self.file).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use crate::pdf::{FontFile, Fonts};

    fn noto_sans() -> Vec<u8> {
        let [regular, _] = FontFile::noto_sans();
        regular.bytes.to_vec()
    }

    #[track_caller]
    fn fault(font: FontFile) -> String {
        Fonts::new(FontFile::noto_sans(), [font]).unwrap_err().to_string()
    }

    /// Noto Sans with something written over what follows on a table's name in the directory, or over the table.
    fn with(tag: &[u8; 4], change: impl FnOnce(&mut [u8], usize, usize)) -> FontFile {
        let mut bytes = noto_sans();
        let record = bytes.windows(4).position(|window| window == tag).unwrap();
        let table = u32::from_be_bytes(bytes[record + 8..record + 12].try_into().unwrap()) as usize;
        change(&mut bytes, record, table);
        FontFile::new("mine.ttf", bytes)
    }

    #[test]
    fn what_is_no_font_is_refused_and_told_what_it_is() {
        let font = |bytes: &[u8]| fault(FontFile::new("mine.ttf", bytes.to_vec()));
        assert_eq!(font(b"<!DOCTYPE html>"), "font `mine.ttf` is neither TrueType nor OpenType");
        assert_eq!(font(b""), "font `mine.ttf` is neither TrueType nor OpenType");
        let web = "font `mine.ttf` is a web font (WOFF); PDF takes the TrueType or OpenType file it was made from";
        assert_eq!(font(b"wOF2\0\x01\0\0"), web);
        assert_eq!(font(b"OTTO"), "font `mine.ttf` is damaged");
        assert_eq!(font(&noto_sans()[..90_000]), "font `mine.ttf` is damaged");
        let collection = FontFile::new("mine.ttc", b"ttcf\0\x01\0\0\0\0\0\x02".to_vec());
        assert_eq!(fault(collection.clone().member(2)), "font `mine.ttc` is a collection of 2 fonts");
        assert_eq!(fault(collection), "font `mine.ttc` is damaged");
    }

    #[test]
    fn fonts_without_outlines_or_characters_are_refused() {
        let renamed = |tag| with(tag, |bytes, record, _| bytes[record..record + 4].copy_from_slice(b"none"));
        assert_eq!(fault(renamed(b"glyf")), "font `mine.ttf` has no outlines that PDF knows");
        assert_eq!(fault(renamed(b"cmap")), "font `mine.ttf` does not say which characters it has");
        assert_eq!(fault(renamed(b"hmtx")), "font `mine.ttf` is damaged");
    }

    #[test]
    fn a_font_is_used_as_its_license_says() {
        let licensed = |bits: u16| {
            with(b"OS/2", |bytes, _, table| {
                bytes[table + 8..table + 10].copy_from_slice(&bits.to_be_bytes());
            })
        };
        assert_eq!(fault(licensed(0x0002)), "font `mine.ttf` may not be embedded in documents, says its license");
        assert_eq!(fault(licensed(0x0200)), "font `mine.ttf` may not be embedded in documents, says its license");
        assert_eq!(fault(licensed(0x0100)), "font `mine.ttf` may be embedded only as a whole, says its license");
        for bits in [0x0000, 0x0004, 0x0008] {
            assert!(Fonts::new(FontFile::noto_sans(), [licensed(bits)]).is_ok(), "{bits:#06x}");
        }
    }
}
