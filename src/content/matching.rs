//! Which document belongs to whom.
//!
//! ```text
//! shared/<path>                       for everybody, where config's `documents` names it
//! customers/<id>/<path>               for one customer
//! invoices/[<id>/]<number>.<ext>      an invoice, and its e-invoice; the customer's id where two use the number
//! credit_notes/[<id>/]<number>.<ext>  a credit note
//! ```
//!
//! Names are compared with ids and numbers; no path is ever made from an id.

use super::documents::{Document, DocumentKind, SharedDocument, type_problem};
use super::file_name;
use super::listing::{Entry, EntryKind, LARGEST, Listing};
use crate::config::Config;
use crate::diag::{Diagnostic, Problems};
use crate::ledger::{CustomerId, DocumentNumber, Ledger};
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// All documents, by whom they belong to.
#[derive(Debug, Default)]
pub(super) struct Matched {
    pub(super) shared: Vec<SharedDocument>,
    pub(super) own: BTreeMap<CustomerId, Vec<Document>>,
    pub(super) invoices: Numbered,
    pub(super) credit_notes: Numbered,
}

/// Documents by customer and number; the PDF comes first.
#[derive(Debug, Default)]
pub(super) struct Numbered(HashMap<CustomerId, HashMap<DocumentNumber, Vec<Document>>>);

impl Numbered {
    pub(super) fn of(&self, customer: &CustomerId, number: &DocumentNumber) -> &[Document] {
        self.0.get(customer).and_then(|numbers| numbers.get(number)).map(Vec::as_slice).unwrap_or_default()
    }

    fn add(&mut self, found: Option<(CustomerId, DocumentNumber, Document)>) -> Result<(), Diagnostic> {
        let Some((customer, number, document)) = found else { return Ok(()) };
        let documents = self.0.entry(customer.clone()).or_default().entry(number).or_default();
        add_to(documents, document, &customer)?;
        documents.sort_by_key(|document| (!document.file_name.ends_with(".pdf"), document.file_name.clone()));
        Ok(())
    }
}

/// Two files with one id would lie at one path.
fn add_to(documents: &mut Vec<Document>, document: Document, customer: &CustomerId) -> Result<(), Diagnostic> {
    if let Some(first) = documents.iter().find(|first| first.id == document.id) {
        let (first, again) = (&first.source, &document.source);
        let title = format!("`documents/{first}` and `documents/{again}` are one document of customer `{customer}`");
        return Err(Diagnostic::error("document-twice", title).hint("keep the right one of them"));
    }
    documents.push(document);
    Ok(())
}

/// Who has which number, whether a portal shows the document or not; none for one whom the row does not name.
type Owners<'l> = HashMap<&'l DocumentNumber, Vec<Option<&'l CustomerId>>>;

impl Matched {
    pub(super) fn read(listing: &Listing, config: &Config, ledger: &Ledger, problems: &mut Problems) -> Matched {
        let mut matched = Matched::default();
        let mut invoices: Owners<'_> = HashMap::new();
        let mut credit_notes: Owners<'_> = HashMap::new();
        if !listing.entries.is_empty() {
            for book in ledger.books() {
                let id = &book.customer.id;
                book.invoices().iter().for_each(|invoice| invoices.entry(&invoice.number).or_default().push(Some(id)));
                let credits = book.credit_notes().iter();
                credits.for_each(|credit| credit_notes.entry(&credit.number).or_default().push(Some(id)));
            }
            let left_out = ledger.left_out();
            for (owners, numbers) in [(&mut invoices, &left_out.invoices), (&mut credit_notes, &left_out.credit_notes)]
            {
                for (number, customer) in numbers {
                    let all = owners.entry(number).or_default();
                    if !all.contains(&customer.as_ref()) {
                        all.push(customer.as_ref());
                    }
                }
            }
        }
        for entry in &listing.entries {
            let folder = entry.path.split('/').next().unwrap_or_default();
            let result = match folder {
                _ if matches!(entry.kind, EntryKind::Symlink) => document(entry, String::new(), false).map(drop),
                "shared" => matched.add_shared(entry, config),
                "customers" => matched.add_own(entry, ledger),
                "invoices" => {
                    numbered(entry, "invoice", &invoices, ledger).and_then(|found| matched.invoices.add(found))
                }
                "credit_notes" => {
                    numbered(entry, "credit", &credit_notes, ledger).and_then(|found| matched.credit_notes.add(found))
                }
                _ => Err(Diagnostic::error("document-astray", format!("`documents/{}` belongs to nobody", entry.path))
                    .hint("documents lie in shared/, customers/<id>/, invoices/ or credit_notes/")),
            };
            if let Err(problem) = result {
                problems.add(problem);
            }
        }
        matched.require_configured(config, problems);
        matched.refuse_lone_xml(problems);
        matched
    }

    fn add_shared(&mut self, entry: &Entry, config: &Config) -> Result<(), Diagnostic> {
        let path = format!("documents/{}", entry.path);
        for configured in config.documents.iter().filter(|configured| configured.file.as_str() == path) {
            let mut document = document(entry, entry.path.clone(), false)?;
            document.title.clone_from(&configured.title);
            self.shared.push(SharedDocument {
                document,
                description: configured.description.clone(),
                language: configured.language.clone(),
                expires: configured.expires,
            });
        }
        Ok(())
    }

    /// In the order of config, and each one there.
    fn require_configured(&mut self, config: &Config, problems: &mut Problems) {
        let position = |source: &str| {
            config
                .documents
                .iter()
                .position(|configured| configured.file.as_str().strip_prefix("documents/") == Some(source))
        };
        self.shared.sort_by_key(|shared| position(&shared.document.source));
        for configured in &config.documents {
            let name = configured.file.as_str();
            let found =
                self.shared.iter().any(|shared| name.strip_prefix("documents/") == Some(&*shared.document.source));
            if !found {
                let title = format!("`{name}` of config's `documents` is not there");
                problems
                    .add(Diagnostic::error("document-missing", title).hint(format!("put the file at content/{name}")));
            }
        }
    }

    fn add_own(&mut self, entry: &Entry, ledger: &Ledger) -> Result<(), Diagnostic> {
        let mut parts = entry.path.splitn(3, '/').skip(1);
        let (Some(folder), Some(rest)) = (parts.next(), parts.next()) else {
            return Err(Diagnostic::error("document-astray", format!("`documents/{}` belongs to nobody", entry.path))
                .hint("a customer's documents lie in customers/<id>/"));
        };
        let book = CustomerId::new(folder).ok().and_then(|id| ledger.book(&id));
        let Some(book) = book else { return Err(unknown_folder(entry, folder, ledger)) };
        let document = document(entry, format!("own/{rest}"), false)?;
        let id = &book.customer.id;
        add_to(self.own.entry(id.clone()).or_default(), document, id)
    }

    /// An .xml is an e-invoice beside its PDF, never alone.
    fn refuse_lone_xml(&mut self, problems: &mut Problems) {
        let numbers = self.invoices.0.values_mut().chain(self.credit_notes.0.values_mut());
        for documents in numbers.flat_map(HashMap::values_mut) {
            let has_pdf = documents.iter().any(|document| document.file_name.ends_with(".pdf"));
            for document in documents.extract_if(.., |document| !has_pdf && document.file_name.ends_with(".xml")) {
                let title = format!("`documents/{}` has no PDF beside it", document.source);
                problems.add(Diagnostic::error("document-type", title).hint("an .xml is offered beside the PDF"));
            }
        }
    }
}

fn unknown_folder(entry: &Entry, folder: &str, ledger: &Ledger) -> Diagnostic {
    let lower = folder.to_lowercase();
    let near = ledger.books().iter().map(|book| &book.customer.id).find(|id| id.as_str().to_lowercase() == lower);
    let title = format!("`documents/{}` is for customer `{folder}`, whom the exports do not have", entry.path);
    let problem = Diagnostic::error("document-of-unknown-customer", title);
    match near {
        Some(id) => {
            problem.hint(format!("there is a customer `{id}`: the folder's name must be the id, letter for letter"))
        }
        None => problem.hint("remove the folder, or export the customer"),
    }
}

/// An invoice's or credit note's document, for the one customer who has the number; for nobody where its document is
/// not in the exports (a draft, say).
fn numbered(
    entry: &Entry,
    kind: &str,
    owners: &Owners<'_>,
    ledger: &Ledger,
) -> Result<Option<(CustomerId, DocumentNumber, Document)>, Diagnostic> {
    let path: Vec<&str> = entry.path.split('/').skip(1).collect();
    let (folder, name) = match path.as_slice() {
        [name] => (None, *name),
        [folder, name] => (Some(*folder), *name),
        _ => {
            return Err(Diagnostic::error("document-astray", format!("`documents/{}` lies too deep", entry.path))
                .hint("write invoices/<number>.pdf, or invoices/<customer id>/<number>.pdf"));
        }
    };
    if let Some(folder) = folder
        && CustomerId::new(folder).ok().and_then(|id| ledger.book(&id)).is_none()
    {
        return Err(unknown_folder(entry, folder, ledger));
    }
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut document = document(entry, format!("{kind}/{stem}.{}", extension.to_ascii_lowercase()), true)?;
    if let EntryKind::File { e_invoice, .. } = entry.kind {
        document.kind = DocumentKind::numbered(&document.file_name, kind == "credit", e_invoice);
    }
    let Some((number, all)) = DocumentNumber::new(stem).ok().and_then(|number| owners.get_key_value(&number)) else {
        return Ok(None);
    };
    let owner = match folder {
        Some(folder) => {
            let id = CustomerId::new(folder).ok();
            all.iter().copied().flatten().find(|owner| Some(*owner) == id.as_ref())
        }
        None if all.len() == 1 => all.first().copied().flatten(),
        None => {
            let name = |id: &Option<&CustomerId>| id.map_or("a row without a customer".into(), |id| format!("`{id}`"));
            let ids: Vec<String> = all.iter().map(name).collect();
            let title = format!("`documents/{}` could be for {}: both have this number", entry.path, ids.join(" or "));
            return Err(Diagnostic::error("document-ambiguous", title)
                .hint("put it into a folder with the customer's id, as in invoices/<customer id>/<number>.pdf"));
        }
    };
    Ok(owner.map(|owner| (owner.clone(), (*number).clone(), document)))
}

/// The document an entry is, or why it cannot be offered.
fn document(entry: &Entry, id: String, xml_allowed: bool) -> Result<Document, Diagnostic> {
    let refused = |code: &'static str, why: &str| {
        Diagnostic::error(code, format!("`documents/{}` cannot be offered: {why}", entry.path))
    };
    let (size, sha256, head) = match &entry.kind {
        EntryKind::File { size, sha256, head, .. } => (*size, *sha256, head),
        EntryKind::Symlink => return Err(refused("document-not-a-file", "it is a symbolic link")),
        EntryKind::Special => return Err(refused("document-not-a-file", "it is not a regular file")),
        EntryKind::OddName => return Err(refused("document-not-a-file", "its name is not readable text")),
    };
    if size == 0 {
        return Err(refused("document-size", "it is empty"));
    }
    if size > LARGEST {
        return Err(refused("document-size", "it is larger than 100 MB"));
    }
    let name = entry.path.rsplit('/').next().unwrap_or(&entry.path);
    if let Some(why) = type_problem(name, head, xml_allowed) {
        return Err(refused("document-type", &why));
    }
    let title = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let kind = DocumentKind::Other;
    Ok(Document { id, source: entry.path.clone(), file_name: file_name(name), title, kind, size, sha256 })
}
