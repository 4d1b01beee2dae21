//! A PDF with an e-invoice inside says so in its metadata (XMP). They are a stream of their own, which is found by its
//! dictionary without reading the PDF; most producers leave it uncompressed, some do not.

use super::{EInvoice, Form, Hybrid, Profile};
use flate2::read::ZlibDecoder;
use memchr::memmem;
use std::io::Read;

/// In the dictionary of each stream with metadata, after `/Subtype`.
const XML: &[u8] = b"/XML";

/// So much of a dictionary may stand before it.
const BEFORE: usize = 512;

/// So much of the stream is read, and so much of what it unpacks to.
const AFTER: usize = 64 * 1024;
const UNPACKED: u64 = 256 * 1024;

/// So many such streams are looked at: pictures have metadata, too.
const STREAMS: usize = 256;

/// What the e-invoice inside may be called.
const FILE_NAMES: [&str; 3] = ["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"];

/// The metadata of a PDF that goes by.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// The end of what was seen, or all around the stream that is awaited.
    recent: Vec<u8>,
    /// So many bytes of it are searched.
    searched: usize,
    /// Where in it a dictionary is whose stream has not come yet.
    awaited: Option<usize>,
    streams: usize,
    found: Option<EInvoice>,
}

impl Metadata {
    pub(super) fn see(&mut self, piece: &[u8]) {
        if self.found.is_some() || self.streams == STREAMS {
            return;
        }
        self.recent.extend_from_slice(piece);
        while self.advances() {}
        if self.awaited.is_none() {
            let end = self.searched.saturating_sub(BEFORE);
            self.recent.drain(..end);
            self.searched -= end;
        }
    }

    /// Looks for a dictionary, or reads its stream once enough of it is there.
    fn advances(&mut self) -> bool {
        match self.awaited {
            Some(at) if self.recent.len() < at + AFTER => false,
            Some(at) => {
                self.look(at);
                self.found.is_none() && self.streams < STREAMS
            }
            None => {
                let found = memmem::find(&self.recent[self.searched..], XML).map(|at| self.searched + at);
                self.searched = found.map_or(self.recent.len().saturating_sub(XML.len() - 1), |at| at + XML.len());
                self.awaited = found.filter(|at| self.recent[..*at].trim_ascii_end().ends_with(b"/Subtype"));
                found.is_some()
            }
        }
    }

    fn look(&mut self, at: usize) {
        self.awaited = None;
        self.streams += 1;
        let (before, after) = self.recent.split_at(at);
        let (before, after) = (&before[at.saturating_sub(BEFORE)..], &after[..after.len().min(AFTER)]);
        self.found = stream(before, after).and_then(|metadata| read(&metadata));
    }

    pub(super) fn e_invoice(mut self) -> Option<EInvoice> {
        while let (None, Some(at)) = (self.found, self.awaited) {
            self.look(at);
            while self.awaited.is_none() && self.advances() {}
        }
        self.found
    }
}

/// The text of a stream, by what stands before a place in its dictionary and after it.
fn stream(before: &[u8], after: &[u8]) -> Option<String> {
    let begin = memmem::rfind(before, b"obj").unwrap_or(0);
    let end = memmem::find(after, b"stream")?;
    let is_packed = [&before[begin..], &after[..end]].iter().any(|part| memmem::find(part, b"/FlateDecode").is_some());
    let body = &after[end + "stream".len()..];
    let body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
    if !is_packed {
        return Some(String::from_utf8_lossy(body).into_owned());
    }
    let mut unpacked = Vec::new();
    // What came before it broke off is good enough.
    let _ = ZlibDecoder::new(body).take(UNPACKED).read_to_end(&mut unpacked);
    Some(String::from_utf8_lossy(&unpacked).into_owned())
}

/// The standard by its namespace, the file's name and the level, which may be one that we do not know.
fn read(metadata: &str) -> Option<EInvoice> {
    let namespaces = [
        ("urn:factur-x:pdfa:CrossIndustryDocument:invoice:", Hybrid::FacturX),
        ("urn:zugferd:pdfa:CrossIndustryDocument:invoice:", Hybrid::Zugferd2),
        ("urn:ferd:pdfa:CrossIndustryDocument:invoice:", Hybrid::Zugferd1),
    ];
    let (_, hybrid) = namespaces.into_iter().find(|(namespace, _)| metadata.contains(namespace))?;
    let name = property(metadata, ":DocumentFileName")?;
    let is_known = FILE_NAMES.iter().any(|known| name.eq_ignore_ascii_case(known));
    let profile = match property(metadata, ":ConformanceLevel").unwrap_or_default() {
        "MINIMUM" => Some(Profile::Minimum),
        "BASIC WL" | "BASICWL" => Some(Profile::BasicWl),
        "BASIC" => Some(Profile::Basic),
        "COMFORT" => Some(Profile::Comfort),
        "EN 16931" | "EN16931" => Some(Profile::En16931),
        "EXTENDED" => Some(Profile::Extended),
        "XRECHNUNG" => Some(Profile::XRechnung),
        _ => None,
    };
    is_known.then_some(EInvoice { form: Form::InsidePdf(hybrid), profile, is_credit_note: false })
}

/// The value of a property, written as an element or as an attribute.
fn property<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    text.match_indices(name).find_map(|(at, _)| {
        let rest = text[at + name.len()..].trim_start();
        let value = match rest.chars().next()? {
            '>' => rest[1..].split('<').next(),
            '=' => {
                let quoted = rest[1..].trim_start();
                let quote = quoted.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
                quoted[1..].split(quote).next()
            }
            _ => None,
        };
        value.map(str::trim)
    })
}
