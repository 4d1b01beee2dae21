//! A subset of a font as objects of a PDF file (ISO 32000-1, 9.7): a composite font whose CIDs are ours.

use super::face::{Face, FontFault, FontProblem, Outlines};
use super::file::table;
use crate::pdf::deflate::{Effort, deflate};
use crate::pdf::objects::{Objects, Pack};
use crate::pdf::write::{Number, Write, hexadecimal};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// A glyph under the number it has in the document.
#[derive(Clone, Debug)]
pub(in crate::pdf) struct Glyph {
    pub(super) cid: u16,
    pub(super) glyph: u16,
    /// The text it stands for.
    pub(super) text: String,
}

/// What a document carries of a font.
#[derive(Debug)]
pub(in crate::pdf) struct Embedding<'f> {
    pub(super) face: &'f Face,
    /// By rising CID. Those of fonts with CFF outlines count the glyphs, since PDF knows no table between them.
    pub(super) glyphs: Vec<Glyph>,
    pub(super) effort: Effort,
}

impl Embedding<'_> {
    /// The font as objects numbered from `first`, which is the font itself.
    pub(in crate::pdf) fn objects(&self, first: Number) -> Result<Objects, FontProblem> {
        let mut objects = Objects::starting_at(first);
        let [font, descendant, descriptor, program, unicode] = [0, 1, 2, 3, 4].map(|step| first.after(step));
        objects.take(5);
        let mut remapper = GlyphRemapper::new();
        let places: BTreeMap<u16, u16> = self.glyphs.iter().map(|it| (it.cid, remapper.remap(it.glyph))).collect();
        let file = &self.face.file;
        let subset = subsetter::subset(&file.bytes, file.index, &remapper)
            .map_err(|_| FontProblem { font: file.name.clone(), fault: FontFault::Unreadable })?;
        let name = format!("{}+{}", tag(&subset, &places), self.face.postscript_name);

        let (kind, key, map) = match self.face.outlines {
            Outlines::TrueType => {
                let length = format!("/Length1 {}", subset.len());
                objects.write_deflated(program, &length, &deflate(&subset, self.effort));
                let map = objects.take(1);
                objects.write_deflated(map, "", &deflate(&cid_to_gid(&places), self.effort));
                (2, "FontFile2", Some(map))
            }
            Outlines::Cff => {
                let outlines = table(&subset, 0, b"CFF ").unwrap_or_default();
                objects.write_deflated(program, "/Subtype/CIDFontType0C", &deflate(outlines, self.effort));
                (0, "FontFile3", None)
            }
        };
        objects.write_deflated(unicode, "", &deflate(&to_unicode(&self.glyphs), self.effort));

        let mut pack = Pack::default();
        pack.add(font, |out| {
            out.text(&format!("<</Type/Font/Subtype/Type0/BaseFont/{name}"));
            out.text(if kind == 0 { "-Identity-H" } else { "" });
            out.text("/Encoding/Identity-H/DescendantFonts[");
            out.reference(descendant);
            out.text("]/ToUnicode ");
            out.reference(unicode);
            out.text(">>");
        });
        pack.add(descendant, |out| {
            out.text(&format!("<</Type/Font/Subtype/CIDFontType{kind}/BaseFont/{name}"));
            out.text("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ");
            out.reference(descriptor);
            if let Some(map) = map {
                out.text("/CIDToGIDMap ");
                out.reference(map);
            }
            out.text("/DW 0/W");
            self.widths(out);
            out.text(">>");
        });
        pack.add(descriptor, |out| {
            self.descriptor(&name, out);
            out.text(&format!("/{key} "));
            out.reference(program);
            out.text(">>");
        });
        objects.write_pack(pack, |bytes| deflate(&bytes, self.effort));
        Ok(objects)
    }

    /// The width of each CID in thousandths of the type size, runs of them in one list.
    fn widths(&self, out: &mut Vec<u8>) {
        let repertoire = self.face.repertoire();
        let mut next = None;
        out.push(b'[');
        for it in &self.glyphs {
            if next == Some(it.cid) {
                out.push(b' ');
            } else {
                out.text(if next.is_some() { "]" } else { "" });
                out.integer(it.cid.into());
                out.push(b'[');
            }
            out.decimal(f32::from(repertoire.advance(it.glyph)) * 1000.0 / self.face.units_per_em);
            next = it.cid.checked_add(1);
        }
        out.text(if next.is_some() { "]]" } else { "]" });
    }

    /// The font descriptor, but for its font program and its end.
    fn descriptor(&self, name: &str, out: &mut Vec<u8>) {
        let face = self.face;
        // Symbolic (bit 3): the glyphs are no alphabet that PDF has a name for.
        let flags = 4 + u32::from(face.is_fixed_pitch) + if face.italic_angle == 0.0 { 0 } else { 64 };
        out.text(&format!("<</Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox["));
        for side in face.bounds {
            out.decimal((side * 1000.0).round());
            out.push(b' ');
        }
        let stem = if face.weight == crate::pdf::text::Weight::Bold { 140.0 } else { 80.0 };
        let figures = [
            ("]/ItalicAngle ", face.italic_angle),
            ("/Ascent ", face.ascent * 1000.0),
            ("/Descent ", face.descent * 1000.0),
            ("/CapHeight ", face.cap_height * 1000.0),
            ("/StemV ", stem),
        ];
        for (key, figure) in figures {
            out.text(key);
            out.decimal(figure);
        }
    }
}

/// The six letters that tell subsets of a font apart (ISO 32000-1, 9.6.4), made from what is in the subset.
fn tag(subset: &[u8], places: &BTreeMap<u16, u16>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(subset);
    for (cid, glyph) in places {
        hasher.update(cid.to_be_bytes());
        hasher.update(glyph.to_be_bytes());
    }
    hasher.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// Two bytes per CID: the glyph of the subset.
fn cid_to_gid(places: &BTreeMap<u16, u16>) -> Vec<u8> {
    let last = places.keys().next_back().copied().unwrap_or(0);
    (0..=last).flat_map(|cid| places.get(&cid).copied().unwrap_or(0).to_be_bytes()).collect()
}

/// The CMap from CIDs to text (ISO 32000-1, 9.10.3), consecutive ones as ranges, which stay within one high byte.
fn to_unicode(glyphs: &[Glyph]) -> Vec<u8> {
    let mut ranges: Vec<(u16, u16, &str)> = Vec::new();
    for it in glyphs {
        let unit = |text: &str| {
            let mut units = text.encode_utf16();
            units.next().filter(|_| units.next().is_none())
        };
        if let Some((from, to, text)) = ranges.last_mut()
            && *to >> 8 == it.cid >> 8
            && it.cid == *to + 1
            && let (Some(start), Some(this)) = (unit(text), unit(&it.text))
            && start >> 8 == this >> 8
            && this.checked_sub(start) == Some(it.cid - *from)
        {
            *to = it.cid;
        } else {
            ranges.push((it.cid, it.cid, &it.text));
        }
    }
    let mut out = Vec::new();
    out.text(
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)\
         /Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange<0000><FFFF>\
         endcodespacerange\n",
    );
    // A hundred at a time, says the specification of CMaps.
    for ranges in ranges.chunks(100) {
        out.text(&format!("{} beginbfrange\n", ranges.len()));
        for (from, to, text) in ranges {
            for bound in [from, to] {
                out.push(b'<');
                hexadecimal(&mut out, *bound);
                out.push(b'>');
            }
            out.push(b'<');
            text.encode_utf16().for_each(|unit| hexadecimal(&mut out, unit));
            out.text(">\n");
        }
        out.text("endbfrange\n");
    }
    out.text("endcmap CMapName currentdict/CMap defineresource pop end end");
    out
}

/// The glyphs that one document uses of a font without a chart, numbered as they come.
#[derive(Debug)]
pub(in crate::pdf) struct Counted {
    /// By glyph and, if a table leads from CIDs to glyphs, by what it stands for.
    cids: BTreeMap<(u16, Option<String>), u16>,
    glyphs: Vec<Glyph>,
    is_mapped: bool,
}

impl Counted {
    pub(in crate::pdf) fn new(face: &Face) -> Counted {
        Counted { cids: BTreeMap::new(), glyphs: Vec::new(), is_mapped: face.outlines == Outlines::TrueType }
    }

    /// Whether one glyph may stand for different texts.
    pub(in crate::pdf) fn is_mapped(&self) -> bool {
        self.is_mapped
    }

    /// The CID of a glyph that stands for `text`, and whether it does: it may have stood for something else before.
    pub(in crate::pdf) fn cid(&mut self, glyph: u16, text: &str) -> (u16, bool) {
        // Each glyph stands for something.
        let text = if text.is_empty() { "\u{fffd}" } else { text };
        let key = (glyph, self.is_mapped.then(|| text.to_owned()));
        if let Some(cid) = self.cids.get(&key) {
            return (*cid, self.glyphs[usize::from(*cid) - 1].text == text);
        }
        let cid = u16::try_from(self.glyphs.len() + 1).expect("no document shows so many different glyphs");
        self.cids.insert(key, cid);
        self.glyphs.push(Glyph { cid, glyph, text: text.to_owned() });
        (cid, true)
    }

    pub(in crate::pdf) fn is_empty(&self) -> bool {
        self.glyphs.is_empty()
    }

    pub(in crate::pdf) fn embedding<'f>(&self, face: &'f Face) -> Embedding<'f> {
        Embedding { face, glyphs: self.glyphs.clone(), effort: Effort::Thorough }
    }
}
