//! An e-invoice as XML: its root tells the syntax, a value near the beginning the rules it keeps to.

use super::{EInvoice, Form, Profile};
use quick_xml::events::Event;
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

/// So many bytes are looked at. What we look for stands in the first two or three thousand, but for a signature that may
/// come before.
const LOOKED_AT: usize = 64 * 1024;

const UBL_INVOICE: &str = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
const UBL_CREDIT_NOTE: &str = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";
/// Less the version.
const CII: &str = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:";

/// Below the root: where UBL and CII say by which rules they are written, and CII what it is.
const CUSTOMIZATION: &[&str] = &["CustomizationID"];
const GUIDELINE: &[&str] = &["ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter", "ID"];
const TYPE_CODE: &[&str] = &["ExchangedDocument", "TypeCode"];

/// A credit note, by UNTDID 1001.
const CREDIT_NOTE: &str = "381";

/// The beginning of a file.
#[derive(Debug, Default)]
pub(super) struct Beginning(Vec<u8>);

impl Beginning {
    pub(super) fn see(&mut self, piece: &[u8]) {
        let wanted = (LOOKED_AT - self.0.len()).min(piece.len());
        self.0.extend_from_slice(&piece[..wanted]);
    }

    /// Reads until the beginning ends, or is no XML any more.
    pub(super) fn e_invoice(&self) -> Option<EInvoice> {
        let text = String::from_utf8_lossy(&self.0);
        let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
        let mut found = None;
        let mut path: Vec<String> = Vec::new();
        while let Ok((namespace, event)) = reader.read_resolved_event() {
            match event {
                Event::Start(start) if found.is_none() => {
                    found = Some(root(&namespace, start.local_name().into_inner())?)
                }
                Event::Empty(_) if found.is_none() => return None,
                Event::Start(start) => path.push(start.local_name().into_inner().to_owned()),
                // The end of the root.
                Event::End(_) if path.is_empty() => break,
                Event::End(_) => drop(path.pop()),
                Event::Text(text) => {
                    if let Some(found) = &mut found {
                        said(&path, text.trim(), found);
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        found
    }
}

fn root(namespace: &ResolveResult<'_>, name: &str) -> Option<EInvoice> {
    let ResolveResult::Bound(Namespace(namespace)) = namespace else { return None };
    let (form, is_credit_note) = match name {
        "Invoice" if *namespace == UBL_INVOICE => (Form::Ubl, false),
        "CreditNote" if *namespace == UBL_CREDIT_NOTE => (Form::Ubl, true),
        "CrossIndustryInvoice" if namespace.starts_with(CII) => (Form::Cii, false),
        _ => return None,
    };
    Some(EInvoice { form, profile: None, is_credit_note })
}

/// A text in the element at `path`.
fn said(path: &[String], text: &str, of: &mut EInvoice) {
    let is_at = |wanted: &[&str]| path.iter().map(String::as_str).eq(wanted.iter().copied());
    match of.form {
        Form::Ubl if is_at(CUSTOMIZATION) => of.profile = profile(text),
        Form::Cii if is_at(GUIDELINE) => of.profile = profile(text),
        Form::Cii if is_at(TYPE_CODE) => of.is_credit_note = text == CREDIT_NOTE,
        _ => {}
    }
}

/// The profile that an identifier names. They are built one on the other, with the most special at the end.
fn profile(id: &str) -> Option<Profile> {
    let names = [
        ("xrechnung", Profile::XRechnung),
        ("urn:peppol:pint:", Profile::PeppolPint),
        ("urn:fdc:peppol.eu:", Profile::PeppolBis),
        (":nlcius:", Profile::Nlcius),
        ("factur-x.eu:1p0:minimum", Profile::Minimum),
        ("factur-x.eu:1p0:basicwl", Profile::BasicWl),
        ("factur-x.eu:1p0:basic", Profile::Basic),
        ("factur-x.eu:1p0:extended", Profile::Extended),
        ("urn:cen.eu:en16931:2017", Profile::En16931),
    ];
    names.into_iter().find(|(part, _)| id.contains(part)).map(|(_, profile)| profile)
}
