//! A delivered document: where it lies, what it is called, what it is.

use super::EInvoice;
use crate::config::Language;
use jiff::civil::Date;

/// A document that belongs to one customer.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Document {
    /// What its path on the site is derived from, for instance `invoice/INV-7.pdf`.
    pub id: String,
    /// Below `content/documents/`.
    pub source: String,
    /// Safe in a path.
    pub file_name: String,
    /// As delivered.
    pub title: String,
    pub kind: DocumentKind,
    /// In bytes.
    pub size: u64,
    pub sha256: [u8; 32],
}

/// What a document is, as far as we know.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum DocumentKind {
    /// An invoice as a PDF, maybe with an e-invoice inside.
    Invoice(Option<EInvoice>),
    /// A credit note as a PDF, likewise.
    CreditNote(Option<EInvoice>),
    /// An e-invoice or electronic credit note by itself.
    Electronic(EInvoice),
    /// A file of which only the name is known.
    Other,
}

impl DocumentKind {
    /// What a file is that lies beside an invoice or credit note under its number.
    pub(super) fn numbered(file_name: &str, is_credit_note: bool, e_invoice: Option<EInvoice>) -> DocumentKind {
        match (file_name.rsplit_once('.').map(|(_, extension)| extension), e_invoice) {
            (Some("pdf"), inside) if is_credit_note => DocumentKind::CreditNote(inside),
            (Some("pdf"), inside) => DocumentKind::Invoice(inside),
            (_, Some(found)) => DocumentKind::Electronic(found),
            (_, None) => DocumentKind::Other,
        }
    }
}

/// A document for everybody.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct SharedDocument {
    pub document: Document,
    pub description: Option<String>,
    pub language: Option<Language>,
    /// The first day on which it is no longer offered.
    pub expires: Option<Date>,
}

/// The types that may be offered, by extension and first bytes.
const TYPES: &[(&str, &[&[u8]])] = &[
    ("pdf", &[b"%PDF-"]),
    ("png", &[b"\x89PNG\r\n\x1a\n"]),
    ("jpg", &[b"\xff\xd8\xff"]),
    ("jpeg", &[b"\xff\xd8\xff"]),
    ("xlsx", &[b"PK\x03\x04"]),
    ("docx", &[b"PK\x03\x04"]),
    ("csv", &[]),
    ("txt", &[]),
];

/// What is wrong with a document of this name and beginning: its type is not allowed, or it is not what it says.
pub(super) fn type_problem(name: &str, head: &[u8], xml_allowed: bool) -> Option<String> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    if extension == "xml" && xml_allowed {
        return (!looks_like_xml(head)).then(|| "it is called .xml, but it is none".to_owned());
    }
    let Some((_, beginnings)) = TYPES.iter().find(|(known, _)| *known == extension) else {
        return Some(match extension.as_str() {
            "" => "it has no extension, so nobody can tell what it is".to_owned(),
            "xml" => "an .xml is offered only beside the PDF of the invoice or credit note with its number".to_owned(),
            _ => format!("files of type .{extension} are not offered"),
        });
    };
    let fits = match beginnings {
        [] => is_plain_text(head),
        beginnings => beginnings.iter().any(|beginning| head.starts_with(beginning)),
    };
    (!fits).then(|| format!("it is called .{extension}, but it is none"))
}

fn looks_like_xml(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    head.trim_ascii_start().starts_with(b"<?xml") || head.trim_ascii_start().starts_with(b"<")
}

/// Text has no NUL, and does not begin like HTML: some browsers would take it for a page.
fn is_plain_text(head: &[u8]) -> bool {
    let beginning = head.trim_ascii_start().to_ascii_lowercase();
    !head.contains(&0)
        && ![&b"<!doctype"[..], b"<html", b"<script", b"<svg"].iter().any(|tag| beginning.starts_with(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_what_its_name_says() {
        assert_eq!(type_problem("a.PDF", b"%PDF-1.7", false), None);
        assert_eq!(type_problem("a.pdf", b"<html>", false).as_deref(), Some("it is called .pdf, but it is none"));
        assert_eq!(type_problem("a.txt", b"<script>", false).as_deref(), Some("it is called .txt, but it is none"));
        assert_eq!(type_problem("a.exe", b"MZ", false).as_deref(), Some("files of type .exe are not offered"));
        assert!(type_problem("a.xml", b"<?xml", false).is_some());
        assert_eq!(type_problem("a.xml", b"<?xml", true), None);
    }
}
