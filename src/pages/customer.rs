//! What every page of a portal shows: whose it is, whom to ask, the other pages and languages.

use super::Pages;
use super::views::{Contact, Customer, Day, Document, LanguageLink, Link};
use crate::content::{self, DocumentKind, EInvoice};
use crate::locale::Argument;
use crate::portal::DocumentRow;
use jiff::civil::Date;
use std::borrow::Cow;

impl<'p> Pages<'p, '_> {
    pub(super) fn customer_view(&self) -> Customer<'p> {
        let portal = self.portal;
        let contact = &portal.contact;
        Customer {
            name: portal.party.name,
            id: portal.party.id.as_str(),
            address: self.wording().address(portal.party.address),
            vat_number: portal.party.vat_number,
            home: self.href(""),
            contact: Contact {
                name: contact.name.as_deref(),
                email: contact.email.as_deref(),
                phone: contact.phone.as_deref(),
                tel: contact.tel(),
                hours: contact.hours.as_deref(),
            },
            pages: self.page_links(),
        }
    }

    fn page_links(&self) -> Vec<Link<'p>> {
        let pages = self.site.library.pages(self.renderer.language(), self.portal.as_of);
        pages.map(|page| self.page_link(page)).collect()
    }

    /// Where this page lies in the site's other languages.
    pub(super) fn language_links(&self, path: &str) -> Vec<LanguageLink> {
        let others = self.site.config.site.languages.iter().filter(|language| *language != self.renderer.language());
        let link = |language: &crate::config::Language| {
            let tag = language.as_str().to_owned();
            let prefix = if language == self.portal.language { String::new() } else { format!("{tag}/") };
            let name = self.site.theme.renderer(language).strings().get("language-name").to_owned();
            LanguageLink { href: format!("{}{prefix}{path}", self.portal_path()), tag, name }
        };
        others.map(link).collect()
    }

    /// The address of a page of this portal in this language, as a path on the site.
    pub(super) fn href(&self, path: &str) -> String {
        format!("{}{}{path}", self.portal_path(), self.prefix)
    }

    /// The portal's own path on the site's host.
    fn portal_path(&self) -> String {
        format!("{}{}", self.site.config.site.base_path(), self.portal.address.path())
    }

    pub(super) fn day(&self, day: Date) -> Day {
        Day { iso: day.to_string(), text: self.wording().day(day) }
    }

    pub(super) fn text(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.wording().text(id, arguments)
    }

    pub(super) fn document<'d>(&self, row: &DocumentRow<'d>) -> Document<'d> {
        let document = row.document;
        let (kind, title) = self.named(document);
        Document {
            href: format!("{}/d/{}/{}", self.site.config.site.base_path(), row.key, document.file_name),
            title,
            kind,
            description: None,
            format: format_of(&document.file_name),
            size: self.size(document.size),
            language: None,
        }
    }

    /// What a delivered document is, for templates and in words.
    fn named<'d>(&self, document: &'d content::Document) -> (&'static str, Cow<'d, str>) {
        let text = |id: &str| self.text(id, &[]);
        let with = |id: &str, found: EInvoice| self.text(id, &[("format", Argument::Text(&found.to_string()))]);
        // What is no whole invoice is not called one, but its standard stands beside the name.
        let aside = |id: &str, found: EInvoice| format!("{} ({found})", text(id));
        let (kind, title) = match document.kind {
            DocumentKind::Other => return ("file", document.title.as_str().into()),
            DocumentKind::Invoice(None) => ("invoice", text("invoice")),
            DocumentKind::Invoice(Some(inside)) if inside.is_whole() => ("invoice", with("with-e-invoice", inside)),
            DocumentKind::Invoice(Some(inside)) => ("invoice", aside("invoice", inside)),
            DocumentKind::CreditNote(None) => ("credit-note", text("credit-note")),
            DocumentKind::CreditNote(Some(inside)) => ("credit-note", aside("credit-note", inside)),
            DocumentKind::Electronic(found) if !found.is_whole() => ("file", aside("invoice", found)),
            DocumentKind::Electronic(found) if found.is_credit_note => ("e-credit-note", with("e-credit-note", found)),
            DocumentKind::Electronic(found) => ("e-invoice", with("e-invoice", found)),
        };
        (kind, title.into())
    }

    pub(super) fn shared_documents(&self) -> Vec<Document<'p>> {
        let language = self.renderer.language();
        let document = |link: &'p super::SharedLink| Document {
            href: link.path.clone(),
            title: link.title.as_str().into(),
            kind: "file",
            description: link.description.as_deref(),
            format: format_of(&link.path),
            size: self.size(link.size),
            language: link.language.as_ref().filter(|own| *own != language).map(|own| own.as_str()),
        };
        self.site.shared.iter().map(document).collect()
    }

    /// A file's size as people read it: kilobytes, or megabytes from a thousand of them.
    fn size(&self, bytes: u64) -> String {
        let kilobytes = i64::try_from(bytes.div_ceil(1_000)).unwrap_or(i64::MAX);
        match kilobytes {
            0..1_000 => self.text("size-kb", &[("size", Argument::Number(kilobytes))]),
            _ => self.text("size-mb", &[("size", Argument::Number(kilobytes.div_euclid(1_000)))]),
        }
    }
}

fn format_of(name: &str) -> String {
    name.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_ascii_uppercase())
}
