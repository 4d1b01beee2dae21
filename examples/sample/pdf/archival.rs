//! A page with an e-invoice inside: PDF/A-3b (ISO 19005-3), which carries its fonts, says what its gray is, and may hold
//! other files; and Factur-X 1.0, which says what such a file is called and how the metadata tell of it.

use super::{Face, HEIGHT, Page, file, literal};
use harfrust::{Font, GlyphId};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::fmt::Write;
use subsetter::GlyphRemapper;

/// An e-invoice to put into a page.
pub(crate) struct Attachment {
    /// CII by the rules of EN 16931.
    pub(crate) xml: Vec<u8>,
    /// The day of the invoice, on which the file says it was made.
    pub(crate) day: Date,
    /// The language of the page.
    pub(crate) language: &'static str,
}

/// The name that Factur-X gives the e-invoice.
const NAME: &str = "factur-x.xml";

/// A font, and the glyphs that the page shows of it: numbered as they come, from 1.
struct Cut {
    program: &'static [u8],
    name: &'static str,
    font: Font,
    glyphs: RefCell<(GlyphRemapper, Vec<(char, u16)>)>,
}

/// Objects that a font takes.
const OBJECTS: usize = 5;
/// The number of the first font.
const FONTS: usize = 9;

impl Page {
    /// The file, with the e-invoice inside. The page's text and title are in letters that Noto Sans has.
    pub(crate) fn with(self, attachment: &Attachment) -> Vec<u8> {
        let fonts = [
            Cut::new("NotoSans-Regular", include_bytes!("../../../fonts/NotoSans-Regular.ttf")),
            Cut::new("NotoSans-Bold", include_bytes!("../../../fonts/NotoSans-Bold.ttf")),
        ];
        let content = self.content(|text| {
            let font = &fonts[usize::from(text.face == Face::Bold)];
            (font.width(&text.text), font.written(&text.text))
        });
        let Attachment { xml, day, language } = attachment;
        let time = format!("(D:{}000000Z)", day.to_string().replace('-', ""));
        let title = literal(&self.title);
        let mut objects = vec![
            format!(
                "<</Type/Catalog/Pages 2 0 R/Lang({language})/Metadata 5 0 R/AF[6 0 R]\
                 /Names<</EmbeddedFiles<</Names[({NAME})6 0 R]>>>>>>"
            )
            .into_bytes(),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
            // Gray as a color of its own: PDF/A takes no gray of a device it does not know.
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 {HEIGHT}]/Contents 4 0 R/Resources<</ColorSpace<</DefaultGray\
                 [/CalGray<</WhitePoint[0.9505 1 1.089]/Gamma 2.2>>]>>/Font<</R {FONTS} 0 R/B {} 0 R>>>>>>",
                FONTS + OBJECTS
            )
            .into_bytes(),
            stream("", content.as_bytes()),
            stream("/Type/Metadata/Subtype/XML", self.metadata(*day).as_bytes()),
            format!(
                "<</Type/Filespec/F({NAME})/UF({NAME})/Desc(Factur-X)/AFRelationship/Alternative/EF<</F 7 0 R/UF 7 0 R>>>>"
            )
            .into_bytes(),
            stream(&format!("/Type/EmbeddedFile/Subtype/text#2Fxml/Params<</ModDate{time}/Size {}>>", xml.len()), xml),
            format!("<</Title({title})/Author(Northlight Instruments)/CreationDate{time}/ModDate{time}>>").into_bytes(),
        ];
        assert!(objects.len() + 1 == FONTS, "fonts come next");
        for (at, font) in fonts.iter().enumerate() {
            objects.extend(font.objects(FONTS + at * OBJECTS));
        }
        let id = hexadecimal(&Sha256::digest(objects.concat())[..16]);
        // Four bytes above 127 tell programs that move files about that this one is no text.
        file(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", &objects, &format!("/Root 1 0 R/Info 8 0 R/ID[<{id}><{id}>]"))
    }

    /// What the file says of itself (XMP): the information dictionary once more, PDF/A-3b, and Factur-X with a description
    /// of its words, which PDF/A asks for.
    fn metadata(&self, day: Date) -> String {
        let title = self.title.replace('&', "&amp;").replace('<', "&lt;");
        let property = |name: &str, what: &str| {
            format!(
                "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{name}</pdfaProperty:name>\
                 <pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>\
                 <pdfaProperty:description>{what}</pdfaProperty:description></rdf:li>\n"
            )
        };
        let properties = [
            property("DocumentFileName", "name of the embedded XML invoice file"),
            property("DocumentType", "INVOICE"),
            property("Version", "version of the XML schema of the e-invoice"),
            property("ConformanceLevel", "profile of the e-invoice"),
        ]
        .concat();
        format!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
             <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
             <rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
             <pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>\n\
             <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
             <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
             <dc:creator><rdf:Seq><rdf:li>Northlight Instruments</rdf:li></rdf:Seq></dc:creator></rdf:Description>\n\
             <rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\
             <xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>\
             </rdf:Description>\n\
             <rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
             xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
             xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"><pdfaExtension:schemas><rdf:Bag>\
             <rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>\
             <pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>\
             <pdfaSchema:property><rdf:Seq>\n{properties}</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>\
             </pdfaExtension:schemas></rdf:Description>\n\
             <rdf:Description rdf:about=\"\" xmlns:fx=\"{NAMESPACE}\"><fx:DocumentType>INVOICE</fx:DocumentType>\
             <fx:DocumentFileName>{NAME}</fx:DocumentFileName><fx:Version>1.0</fx:Version>\
             <fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>\n\
             </rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
        )
    }
}

const NAMESPACE: &str = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";

impl Cut {
    fn new(name: &'static str, program: &'static [u8]) -> Cut {
        let font = Font::new(program, 0).expect("our own font can be read");
        Cut { program, name, font, glyphs: RefCell::new((GlyphRemapper::new(), Vec::new())) }
    }

    fn glyph(&self, c: char) -> GlyphId {
        self.font.charmap().map_unicode(c).expect("Noto Sans has the sample's letters")
    }

    /// In thousandths of the size.
    fn advance(&self, glyph: GlyphId) -> i32 {
        let em = f32::from(self.font.metrics().units_per_em);
        (self.font.glyph_metrics().h_advance(glyph) * 1000.0 / em).round() as i32
    }

    fn width(&self, text: &str) -> i32 {
        text.chars().map(|c| self.advance(self.glyph(c))).sum()
    }

    /// The numbers of the text's glyphs; from now on the page shows them.
    fn written(&self, text: &str) -> String {
        let (remapper, shown) = &mut *self.glyphs.borrow_mut();
        let mut written = "<".to_owned();
        for c in text.chars() {
            let glyph = u16::try_from(self.glyph(c).to_u32()).expect("a font of two thousand glyphs");
            let number = remapper.remap(glyph);
            if !shown.iter().any(|(_, known)| *known == number) {
                shown.push((c, number));
            }
            write!(written, "{number:04x}").expect("a string takes it");
        }
        written + ">"
    }

    /// The font as objects from this number on: a composite one, whose characters are the numbers of glyphs.
    fn objects(&self, first: usize) -> [Vec<u8>; OBJECTS] {
        let (remapper, shown) = &*self.glyphs.borrow();
        let program = subsetter::subset(self.program, 0, remapper).expect("our own font can be cut");
        let [descendant, descriptor, file, unicode] = [1, 2, 3, 4].map(|step| first + step);
        let tag: String = Sha256::digest(&program).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
        let name = format!("{tag}+{}", self.name);
        let (metrics, mut widths, mut letters) = (self.font.metrics(), String::new(), String::new());
        for (c, number) in shown {
            write!(widths, "{number}[{}]", self.advance(self.glyph(*c))).expect("a string takes it");
            writeln!(letters, "<{number:04x}><{:04x}>", u32::from(*c)).expect("a string takes it");
        }
        assert!(shown.len() <= 100, "a block of a CMap has a hundred lines at most");
        let unicode_map = format!(
            "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)\
             /Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange<0000><FFFF>\
             endcodespacerange {} beginbfchar\n{letters}endbfchar endcmap CMapName currentdict/CMap defineresource pop end end",
            shown.len()
        );
        let bounds = [metrics.bounds.x_min, metrics.bounds.y_min, metrics.bounds.x_max, metrics.bounds.y_max];
        let [left, bottom, right, top] =
            bounds.map(|side| (side.to_f32() * 1000.0 / f32::from(metrics.units_per_em)) as i32);
        [
            format!(
                "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]\
                 /ToUnicode {unicode} 0 R>>"
            )
            .into_bytes(),
            format!(
                "<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity/CIDSystemInfo<</Registry(Adobe)\
                 /Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW 0/W[{widths}]>>"
            )
            .into_bytes(),
            // Symbolic (4): its letters are known by number alone. The heights are those of Noto Sans.
            format!(
                "<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{left} {bottom} {right} {top}]/ItalicAngle 0\
                 /Ascent 1069/Descent -293/CapHeight 714/StemV 80/FontFile2 {file} 0 R>>"
            )
            .into_bytes(),
            stream(&format!("/Length1 {}", program.len()), &program),
            stream("", unicode_map.as_bytes()),
        ]
    }
}

fn stream(keys: &str, bytes: &[u8]) -> Vec<u8> {
    [format!("<<{keys}/Length {}>>\nstream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
