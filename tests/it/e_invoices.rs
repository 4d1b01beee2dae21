//! E-invoices beside the PDF: offered as delivered, named for what they are.

use crate::project::Project;
use snapbox::str;

const UBL: &str = "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\">\
    <CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0</CustomizationID></Invoice>";

const PDF: &str = "%PDF-1.7\n";

/// As metadata of a PDF/A-3.
const INSIDE: &str = "1 0 obj <</Type/Metadata/Subtype/XML>> stream\n<rdf:Description xmlns:fx=\"urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#\">\
    <fx:DocumentFileName>factur-x.xml</fx:DocumentFileName><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>";

/// An open invoice with a page of its own.
fn project() -> Project {
    Project::new()
        .invoice("INV-1,C-1,2026-01-05,2026-02-04,EUR,120.00")
        .file("content/documents/invoices/INV-1.pdf", PDF)
}

/// The titles of the invoice's files on its page, each with format and size.
fn files(project: &Project) -> Vec<String> {
    let portal = project.portal("C-1");
    let path = portal.pages.keys().find(|path| path.starts_with("invoices/")).unwrap();
    let (_, list) = portal.page(path).split_once("files plainlist").unwrap();
    let (list, _) = list.split_once("</ul>").unwrap();
    let text = |item: &str| {
        let pieces = item.split('<').filter_map(|piece| Some(piece.split_once('>')?.1.trim()));
        pieces.filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" · ").replace('\u{a0}', " ")
    };
    list.split("<li").skip(1).map(text).collect()
}

#[test]
fn an_e_invoice_beside_the_pdf_is_named_for_its_standard() {
    let project = project().file("content/documents/invoices/INV-1.xml", UBL);
    project.build();
    assert_eq!(files(&project), ["Invoice · PDF · 1 kB", "E-invoice (XRechnung, UBL) · XML · 1 kB"]);
    assert_eq!(project.portal("C-1").document("inv-1.xml"), UBL, "as delivered");
}

#[test]
fn a_pdf_with_an_e_invoice_inside_says_so() {
    let project = project().file("content/documents/invoices/INV-1.pdf", format!("{PDF}{INSIDE}"));
    project.build();
    assert_eq!(files(&project), ["Invoice with e-invoice inside (Factur-X/ZUGFeRD, EN 16931) · PDF · 1 kB"]);
    project.write("content/documents/invoices/INV-1.pdf", format!("{PDF}{}", INSIDE.replace("EN 16931", "MINIMUM")));
    project.build();
    assert_eq!(files(&project), ["Invoice (Factur-X/ZUGFeRD, Minimum) · PDF · 1 kB"], "no whole invoice");
}

#[test]
fn an_xml_that_is_no_e_invoice_is_a_file_like_others() {
    let project = project().file("content/documents/invoices/INV-1.xml", "<?xml version=\"1.0\"?><order/>");
    project.build();
    assert_eq!(files(&project), ["Invoice · PDF · 1 kB", "INV-1 · XML · 1 kB"]);
}

#[test]
fn what_a_file_is_is_known_in_the_next_build_too() {
    let project = project().file("content/documents/invoices/INV-1.xml", UBL);
    project.build();
    let run = project.run("build --as-of 2026-03-31 --format json").exits(0);
    assert_eq!(run.json()["portals"]["rendered"], 0);
    project.run("build --as-of 2026-04-01").exits(0);
    assert!(files(&project)[1].starts_with("E-invoice (XRechnung, UBL)"));
}

#[test]
fn paid_invoices_and_credit_notes_offer_theirs_in_the_list() {
    let project = project()
        .invoice("INV-2,C-1,2026-01-05,2026-02-04,EUR,20.00")
        .payment("PAY-1,C-1,2026-02-01,EUR,20.00,INV-2")
        .credit_note("CN-1,C-1,2026-03-10,EUR,20.00,")
        .file("content/documents/invoices/INV-2.pdf", PDF)
        .file("content/documents/invoices/INV-2.xml", UBL)
        .file("content/documents/credit_notes/CN-1.pdf", PDF)
        .file("content/documents/credit_notes/CN-1.xml", UBL.replace("Invoice", "CreditNote"));
    project.build();
    let portal = project.portal("C-1");
    for name in ["inv-2.pdf", "inv-2.xml", "cn-1.pdf", "cn-1.xml"] {
        assert!(portal.home().contains(&format!("/{name}")), "{name}");
        assert!(portal.documents.contains_key(name), "{name}");
    }
}

#[test]
fn an_xml_without_a_pdf_is_refused() {
    let project = project()
        .credit_note("CN-1,C-1,2026-03-10,EUR,20.00,")
        .file("content/documents/credit_notes/CN-1.xml", UBL)
        .file("content/documents/customers/C-1/INV-1.xml", UBL);
    project.run("build --as-of 2026-03-31").exits(1).says(str![[r#"
error[document-type]: `documents/customers/C-1/INV-1.xml` cannot be offered: an .xml is offered only beside the PDF of the invoice or credit note with its number

error[document-type]: `documents/credit_notes/CN-1.xml` has no PDF beside it
 |
 = hint: an .xml is offered beside the PDF

2 errors; nothing was written

"#]]).wrote_nothing();
}

#[test]
fn the_names_are_in_the_customers_language() {
    let project = project()
        .file("content/exports/customers.csv", "id,name,language\nC-1,Bäckerei am Hafen,de\n")
        .file("content/documents/invoices/INV-1.xml", UBL.replace("Invoice", "CreditNote"));
    project.replace("config.yaml", "example.com", "example.com\n  languages: [en, de]");
    project.build();
    assert_eq!(files(&project), ["Rechnung · PDF · 1 kB", "Elektronische Gutschrift (XRechnung, UBL) · XML · 1 kB"]);
}
