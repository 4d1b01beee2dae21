//! Which e-invoice a delivered file is, told from its bytes as they go by: UBL, CII, or a PDF with one inside.
//!
//! It is named for what it says of itself and is not checked: whoever delivers it has issued it. A file that says nothing
//! we know is no e-invoice to us, but a file like any other.

mod pdf;
mod xml;

use serde::{Deserialize, Serialize};
use std::fmt;

/// An e-invoice, by what its file says of itself.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub struct EInvoice {
    pub form: Form,
    /// The rules it says it keeps to; none where it names none that we know.
    pub profile: Option<Profile>,
    pub is_credit_note: bool,
}

/// How it is written.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub enum Form {
    /// Universal Business Language 2, OASIS.
    Ubl,
    /// Cross Industry Invoice, UN/CEFACT.
    Cii,
    /// CII inside of a PDF (PDF/A-3).
    InsidePdf(Hybrid),
}

/// The standards of e-invoices inside of PDFs. Factur-X and ZUGFeRD are one since 2020 (version 2.1).
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub enum Hybrid {
    FacturX,
    Zugferd2,
    Zugferd1,
}

/// A subset or extension of a form, with rules of its own.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub enum Profile {
    /// The European core itself.
    En16931,
    XRechnung,
    PeppolBis,
    PeppolPint,
    /// The Dutch one.
    Nlcius,
    /// Of Factur-X: booking aids, which are not a whole invoice.
    Minimum,
    BasicWl,
    /// Of Factur-X.
    Basic,
    Extended,
    /// Of ZUGFeRD 1.
    Comfort,
}

impl EInvoice {
    /// Whether it is a whole invoice. *Minimum* and *Basic WL* lack its lines: they are for booking only, and no e-invoice
    /// in the eyes of the law (EN 16931).
    pub fn is_whole(&self) -> bool {
        !matches!(self.profile, Some(Profile::Minimum | Profile::BasicWl))
    }
}

/// As people call it: `XRechnung, UBL`. Names of standards are the same in every language.
impl fmt::Display for EInvoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let form = match self.form {
            Form::Ubl => "UBL",
            Form::Cii => "CII",
            Form::InsidePdf(Hybrid::FacturX) => "Factur-X/ZUGFeRD",
            Form::InsidePdf(Hybrid::Zugferd2) => "ZUGFeRD 2",
            Form::InsidePdf(Hybrid::Zugferd1) => "ZUGFeRD 1",
        };
        let profile = match self.profile {
            None => return f.write_str(form),
            Some(Profile::En16931) => "EN 16931",
            Some(Profile::XRechnung) => "XRechnung",
            Some(Profile::PeppolBis) => "Peppol BIS",
            Some(Profile::PeppolPint) => "Peppol PINT",
            Some(Profile::Nlcius) => "NLCIUS",
            Some(Profile::Minimum) => "Factur-X Minimum",
            Some(Profile::BasicWl) => "Factur-X Basic WL",
            Some(Profile::Basic) => "Factur-X Basic",
            Some(Profile::Extended) => "Factur-X Extended",
            Some(Profile::Comfort) => "Comfort",
        };
        match self.form {
            // The standard's name stands there already.
            Form::InsidePdf(_) => write!(f, "{form}, {}", profile.trim_start_matches("Factur-X ")),
            _ => write!(f, "{profile}, {form}"),
        }
    }
}

/// Watches a file go by. It keeps no more than a few kilobytes, however large the file is.
#[derive(Debug)]
pub struct Inspector(Watch);

#[derive(Debug)]
enum Watch {
    Xml(xml::Beginning),
    Pdf(pdf::Metadata),
    Nothing,
}

impl Inspector {
    /// By the file's name: what it holds is checked elsewhere.
    pub fn new(name: &str) -> Inspector {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        Inspector(match extension.as_deref() {
            Some("xml") => Watch::Xml(xml::Beginning::default()),
            Some("pdf") => Watch::Pdf(pdf::Metadata::default()),
            _ => Watch::Nothing,
        })
    }

    /// The next piece of the file.
    pub fn see(&mut self, piece: &[u8]) {
        match &mut self.0 {
            Watch::Xml(beginning) => beginning.see(piece),
            Watch::Pdf(metadata) => metadata.see(piece),
            Watch::Nothing => {}
        }
    }

    /// What it was; none for what is no e-invoice that we know.
    pub fn finish(self) -> Option<EInvoice> {
        match self.0 {
            Watch::Xml(beginning) => beginning.e_invoice(),
            Watch::Pdf(metadata) => metadata.e_invoice(),
            Watch::Nothing => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// What a file of this name is, in whatever pieces it comes.
    fn inspected(name: &str, bytes: &[u8]) -> Option<EInvoice> {
        let in_pieces = |size: usize| {
            let mut inspector = Inspector::new(name);
            bytes.chunks(size).for_each(|piece| inspector.see(piece));
            inspector.finish()
        };
        let whole = in_pieces(bytes.len().max(1));
        for size in [1, 7, 512, 4_096] {
            assert_eq!(in_pieces(size), whole, "in pieces of {size}");
        }
        whole
    }

    fn named(name: &str, bytes: impl AsRef<[u8]>) -> String {
        inspected(name, bytes.as_ref()).map_or("-".to_owned(), |found| found.to_string())
    }

    fn ubl(customization: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ubl:Invoice xmlns:ubl=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\" \
             xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\">\n\
             <cbc:UBLVersionID>2.1</cbc:UBLVersionID>\n<cbc:CustomizationID>{customization}</cbc:CustomizationID>\n\
             <cbc:ID>INV-7</cbc:ID></ubl:Invoice>"
        )
    }

    fn cii(guideline: &str, kind: u32) -> String {
        format!(
            "\u{feff}<rsm:CrossIndustryInvoice xmlns:rsm=\"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100\" \
             xmlns:ram=\"urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100\">\
             <rsm:ExchangedDocumentContext><ram:BusinessProcessSpecifiedDocumentContextParameter><ram:ID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</ram:ID>\
             </ram:BusinessProcessSpecifiedDocumentContextParameter><ram:GuidelineSpecifiedDocumentContextParameter>\
             <ram:ID>{guideline}</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>\
             <rsm:ExchangedDocument><ram:ID>INV-7</ram:ID><ram:TypeCode>{kind}</ram:TypeCode></rsm:ExchangedDocument>"
        )
    }

    #[test]
    fn an_xml_is_named_for_its_syntax_and_the_rules_it_names() {
        for (customization, name) in [
            ("urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0", "XRechnung, UBL"),
            ("urn:cen.eu:en16931:2017#compliant#urn:xoev-de:kosit:standard:xrechnung_2.3", "XRechnung, UBL"),
            ("urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0", "Peppol BIS, UBL"),
            ("urn:peppol:pint:billing-1@sg-1", "Peppol PINT, UBL"),
            ("urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0", "NLCIUS, UBL"),
            (" urn:cen.eu:en16931:2017\n", "EN 16931, UBL"),
            ("urn:www.cenbii.eu:transaction:biitrns010:ver2.0", "UBL"),
            ("", "UBL"),
        ] {
            assert_eq!(named("INV-7.xml", ubl(customization)), name);
        }
        for (guideline, name) in [
            ("urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0", "XRechnung, CII"),
            ("urn:factur-x.eu:1p0:minimum", "Factur-X Minimum, CII"),
            ("urn:factur-x.eu:1p0:basicwl", "Factur-X Basic WL, CII"),
            ("urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic", "Factur-X Basic, CII"),
            ("urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended", "Factur-X Extended, CII"),
            ("urn:cen.eu:en16931:2017", "EN 16931, CII"),
        ] {
            assert_eq!(named("INV-7.XML", cii(guideline, 380)), name);
        }
    }

    #[test]
    fn a_credit_note_is_told_from_an_invoice() {
        let credit_note = ubl("").replace("Invoice", "CreditNote");
        assert!(inspected("CN-1.xml", credit_note.as_bytes()).unwrap().is_credit_note);
        assert!(!inspected("INV-7.xml", ubl("").as_bytes()).unwrap().is_credit_note);
        assert!(inspected("CN-1.xml", cii("", 381).as_bytes()).unwrap().is_credit_note);
        assert!(!inspected("INV-7.xml", cii("", 384).as_bytes()).unwrap().is_credit_note);
    }

    #[test]
    fn an_xml_that_is_something_else_is_none() {
        let words = ubl("").replace("urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", "https://example.com");
        let order = ubl("").replace("Invoice", "Order");
        let nested = format!("<note>{}</note>", ubl(""));
        let unbound = "<ubl:Invoice><cbc:CustomizationID>xrechnung</cbc:CustomizationID></ubl:Invoice>".to_owned();
        let utf16: Vec<u8> = ubl("").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for text in [words, order, nested, unbound, String::new(), "<".repeat(70_000), "<a>".repeat(70_000)] {
            assert_eq!(named("INV-7.xml", &text), "-", "{}", text.chars().take(300).collect::<String>());
        }
        assert_eq!(named("INV-7.xml", utf16), "-");
        assert_eq!(named("INV-7.txt", ubl("")), "-");
        assert_eq!(named("INV-7", ubl("")), "-");
    }

    #[test]
    fn a_bomb_of_entities_is_not_unpacked() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
        let text = ubl("&b;&b;").replace("?>\n", &format!("?>\n{bomb}"));
        assert_eq!(named("INV-7.xml", text), "UBL");
    }

    #[test]
    fn what_stands_far_behind_is_not_read() {
        let far = ubl("urn:xeinkauf.de:kosit:xrechnung_3.0")
            .replace("<cbc:UBL", &format!("<!--{}--><cbc:UBL", "x".repeat(1 << 20)));
        assert_eq!(named("INV-7.xml", far), "UBL");
    }

    /// A PDF with such metadata, between other things.
    fn pdf(namespace: &str, properties: &str, padding: usize) -> Vec<u8> {
        pdf_with(&metadata(namespace, properties), "/Type /Metadata /Subtype /XML", padding)
    }

    fn metadata(namespace: &str, properties: &str) -> Vec<u8> {
        let text = format!(
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF><rdf:Description rdf:about=\"\" xmlns:fx=\"{namespace}\">{properties}\
             </rdf:Description><rdf:Description><pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>\
             <pdfaProperty:name>ConformanceLevel</pdfaProperty:name></rdf:Description></rdf:RDF></x:xmpmeta>"
        );
        text.into_bytes()
    }

    fn pdf_with(stream: &[u8], dictionary: &str, padding: usize) -> Vec<u8> {
        let padding = "0".repeat(padding);
        let before = format!(
            "%PDF-1.7\n1 0 obj\n<</Subtype/XML>>\nstream\nendstream\n{padding}\n2 0 obj\n<<{dictionary}>>\nstream\r\n"
        );
        [before.as_bytes(), stream, format!("\nendstream\n{padding}\n%%EOF\n").as_bytes()].concat()
    }

    const FACTUR_X: &str = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#";

    #[test]
    fn a_pdf_with_an_e_invoice_inside_is_named_for_its_standard() {
        let level = |level: &str| {
            format!(
                "<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName><fx:ConformanceLevel>{level}</fx:ConformanceLevel>"
            )
        };
        for padding in [0, 100, 65_500, 70_000] {
            assert_eq!(named("a.pdf", pdf(FACTUR_X, &level("EN 16931"), padding)), "Factur-X/ZUGFeRD, EN 16931");
        }
        for (found, name) in [
            ("MINIMUM", "Factur-X/ZUGFeRD, Minimum"),
            ("BASIC WL", "Factur-X/ZUGFeRD, Basic WL"),
            ("BASIC", "Factur-X/ZUGFeRD, Basic"),
            ("EXTENDED", "Factur-X/ZUGFeRD, Extended"),
            ("XRECHNUNG", "Factur-X/ZUGFeRD, XRechnung"),
            ("OTHER", "Factur-X/ZUGFeRD"),
        ] {
            assert_eq!(named("a.pdf", pdf(FACTUR_X, &level(found), 9)), name);
        }
        let zugferd1 = pdf("urn:ferd:pdfa:CrossIndustryDocument:invoice:1p0#", &level("COMFORT"), 9);
        assert_eq!(named("a.PDF", zugferd1), "ZUGFeRD 1, Comfort");
        let zugferd2 = pdf("urn:zugferd:pdfa:CrossIndustryDocument:invoice:2p0#", &level("EN 16931"), 9);
        assert_eq!(named("a.pdf", zugferd2), "ZUGFeRD 2, EN 16931");
        assert!(!inspected("a.pdf", &pdf(FACTUR_X, &level("MINIMUM"), 9)).unwrap().is_whole());
    }

    #[test]
    fn compressed_metadata_are_read_too() {
        let properties =
            "<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName><fx:ConformanceLevel>BASIC</fx:ConformanceLevel>";
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(&metadata(FACTUR_X, properties)).unwrap();
        let packed = encoder.finish().unwrap();
        for dictionary in ["/Filter /FlateDecode\n/Subtype\n/XML", "/Subtype/XML/Filter[/FlateDecode]/Length 300"] {
            for padding in [0, 511, 65_000, 140_000] {
                assert_eq!(named("a.pdf", pdf_with(&packed, dictionary, padding)), "Factur-X/ZUGFeRD, Basic");
            }
        }
        let cut = pdf_with(&packed[..20], "/Subtype/XML/Filter/FlateDecode", 9);
        assert_eq!(named("a.pdf", cut), "-");
    }

    #[test]
    fn a_pdf_of_metadata_alone_does_not_take_long() {
        assert_eq!(named("a.pdf", "/Subtype/XML stream\n".repeat(200_000)), "-");
    }

    #[test]
    fn the_properties_of_a_pdf_may_be_written_as_attributes() {
        let bytes = pdf(
            &format!(
                "{FACTUR_X}\" fx:DocumentFileName=\"xrechnung.xml\" fx:ConformanceLevel='XRECHNUNG' fx:Version=\"1.0"
            ),
            "",
            9,
        );
        assert_eq!(named("a.pdf", bytes), "Factur-X/ZUGFeRD, XRechnung");
    }

    #[test]
    fn a_pdf_that_only_tells_of_the_standard_has_none_inside() {
        assert_eq!(named("a.pdf", "%PDF-1.7 We send Factur-X, ZUGFeRD and xrechnung.xml"), "-");
        assert_eq!(named("a.pdf", pdf(FACTUR_X, "", 9)), "-", "the namespace alone, without a file's name");
        assert_eq!(named("a.pdf", pdf(FACTUR_X, "<fx:DocumentFileName>other.xml</fx:DocumentFileName>", 9)), "-");
        assert_eq!(named("a.xml", pdf(FACTUR_X, "<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>", 9)), "-");
    }
}
