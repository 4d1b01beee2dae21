//! What a file says about itself, twice over: in the information dictionary and, word for word the same, as XMP.

use super::write::Write;
use jiff::civil::Date;

/// What a document is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct About {
    /// Shown by readers instead of the file's name.
    pub title: String,
    /// Who speaks.
    pub author: String,
    /// The language of the text, as a BCP 47 tag.
    pub language: String,
    /// The day the document speaks for; the file says that it was made then, at midnight UTC.
    pub day: Date,
}

/// The program that makes the files.
const CREATOR: &str = "Portalsmith";

impl About {
    /// The information dictionary (ISO 32000-1, 14.3.3).
    pub(super) fn information(&self, out: &mut Vec<u8>) {
        out.text("<<");
        for (key, text) in [("/Title", &*self.title), ("/Author", &self.author), ("/Creator", CREATOR)] {
            out.text(key);
            out.string(&printable(text));
        }
        out.text("/Producer");
        out.string(CREATOR);
        let day = self.day;
        let day = format!("(D:{:04}{:02}{:02}000000Z)", day.year(), day.month(), day.day());
        out.text(&format!("/CreationDate{day}/ModDate{day}>>"));
    }

    /// The XMP packet, which also says which standards the file keeps to. PDF/UA's word for that is unknown to PDF/A, so
    /// the packet explains it (ISO 19005-2, 6.6.2.3).
    pub(super) fn xmp(&self) -> String {
        let [title, author, language] = [&self.title, &self.author, &self.language].map(|text| escaped(text));
        let day = self.day;
        let head = "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
            <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">";
        format!(
            "{head}<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\
             <dc:format>application/pdf</dc:format>\
             <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
             <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\
             <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\
             <xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>\
             <xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>\
             <pdf:Producer>{CREATOR}</pdf:Producer></rdf:Description>{STANDARDS}</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
        )
    }

    /// Whether the language is written from right to left.
    pub(super) fn reads_right_to_left(&self) -> bool {
        let language = self.language.split('-').next().unwrap_or_default();
        ["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(&language)
    }
}

/// PDF/A-2a and PDF/UA-1, and what `pdfuaid:part` is.
const STANDARDS: &str = "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
    xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\
    <pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name>\
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>the part of ISO 14289 the file keeps to</pdfaProperty:description></rdf:li></rdf:Seq>\
    </pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>";

/// A text without control characters: XML has no place for them, and both places must say the same.
fn printable(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// A text within XML.
fn escaped(text: &str) -> String {
    printable(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
