//! A site as a host would have it: which file lies at a path. Pages are rendered when they are asked for, and no two
//! paths are ever at hand but those of files that all share.

use super::sample;
use crate::diag::Diagnostic;
use crate::ledger::Standing;
use crate::portal::{Fingerprint, Portal};
use crate::site::{Archive, Content, File, Site, Slot};
use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

/// The customers' site and the sample's, built from one state of the project.
#[derive(Debug)]
pub(super) struct Showing {
    pub(super) site: Site,
    pub(super) sample: Site,
    /// Whether the customers' site is one of nobody, since it could not be built.
    pub(super) is_sample_alone: bool,
    /// The files that belong to nobody, by path.
    shared: HashMap<String, (Of, File)>,
    /// Portals by their keys.
    portals: HashMap<Box<str>, (Of, usize)>,
    /// Style sheets, icons and pictures: their paths, and the same without the part that says what is in them.
    assets: Vec<(String, String)>,
    /// Whose each document is, once that was asked for: a number for its path, whose site, and the portal's index there.
    documents: OnceLock<Vec<(u64, Of, usize)>>,
    /// What is urgent at each customer, by the books of the ledger, once that was asked for.
    urgent: OnceLock<Vec<Urgent>>,
}

/// What needs somebody's attention at a customer.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Urgent {
    /// The most days that an open invoice is past due; 0 where none is.
    pub(super) days_late: i32,
    pub(super) is_disputed: bool,
}

impl Urgent {
    fn of(portal: &Portal<'_>) -> Urgent {
        let open = || portal.blocks.iter().flat_map(|block| &block.open);
        let days_late = open().map(|row| match row.standing {
            Standing::PastDue { days } => days,
            _ => 0,
        });
        Urgent { days_late: days_late.max().unwrap_or(0), is_disputed: open().any(|row| row.dispute.is_some()) }
    }
}

/// Whose site.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Of {
    Customers,
    Sample,
}

/// What lies at a path.
#[derive(Debug)]
pub(super) enum Found {
    Page(String),
    File(Bytes),
    /// It lies there with a slash at the end.
    Folder,
    Nothing,
    /// A page that cannot be rendered.
    Broken(Diagnostic),
}

/// Where a file's bytes are.
#[derive(Clone, Debug)]
pub(super) enum Bytes {
    Here(Vec<u8>),
    /// Below `content/documents/`.
    Delivered(String),
    /// Several files in one, to be packed.
    Packed(Archive),
}

impl Showing {
    /// The problem is a template's that cannot be rendered.
    pub(super) fn new(site: Site, sample: Site) -> Result<Showing, Diagnostic> {
        let mut shared = HashMap::new();
        // The sample's come first: what both have is the site's own.
        for (of, site) in [(Of::Sample, &sample), (Of::Customers, &site)] {
            shared.extend(site.shared_files()?.into_iter().map(|file| (file.path.clone(), (of, file))));
        }
        // Hosts read it, and do not serve it.
        shared.remove("_headers");
        let slots = |of: Of, site: &Site| -> Vec<_> {
            let keys = site.slots().iter().enumerate();
            keys.map(|(index, slot)| (Box::from(slot.address.key.as_str()), (of, index))).collect()
        };
        let mut portals: HashMap<_, _> = slots(Of::Sample, &sample).into_iter().collect();
        portals.extend(slots(Of::Customers, &site));
        let assets = shared.keys().filter_map(|path| Some((format!("/{path}"), unhashed(path)?))).collect();
        Ok(Showing {
            site,
            sample,
            is_sample_alone: false,
            shared,
            portals,
            assets,
            documents: OnceLock::new(),
            urgent: OnceLock::new(),
        })
    }

    pub(super) fn site(&self, of: Of) -> &Site {
        match of {
            Of::Customers => &self.site,
            Of::Sample => &self.sample,
        }
    }

    /// The portal that a path is of (`p/<key>/…`), and the path below it.
    pub(super) fn portal<'p>(&self, path: &'p str) -> Option<(Of, &Slot, &'p str)> {
        let (key, below) = path.strip_prefix("p/")?.split_once('/')?;
        let (of, index) = *self.portals.get(key)?;
        Some((of, &self.site(of).slots()[index], below))
    }

    /// The sample's portal.
    pub(super) fn sample_slot(&self) -> &Slot {
        self.sample.slots().first().expect("the sample has one customer, whose portal is on")
    }

    /// The portal of the customer of a book.
    pub(super) fn slot_of(&self, book: usize) -> Option<&Slot> {
        let (site, customer) = (&self.site, &self.site.ledger().books()[book].customer.id);
        site.slots().binary_search_by(|slot| slot.customer.cmp(customer)).ok().map(|at| &site.slots()[at])
    }

    /// What is urgent at the customers, by the books of the ledger. The first time, all portals are looked at.
    pub(super) fn urgent(&self) -> &[Urgent] {
        self.urgent.get_or_init(|| {
            let of_book = |book: usize| Some(Urgent::of(&self.site.portal(self.slot_of(book)?)?));
            let books = 0..self.site.ledger().books().len();
            books.into_par_iter().map(|book| of_book(book).unwrap_or_default()).collect()
        })
    }

    /// What lies at a path below the site's root, without a slash at its beginning.
    pub(super) fn find(&self, path: &str) -> Found {
        if let Some((of, slot, below)) = self.portal(path) {
            let file =
                if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below.into() };
            return match self.site(of).page(slot, &file) {
                Ok(Some(html)) => Found::Page(html),
                Ok(None) if self.has_page(of, slot, &format!("{below}/index.html")) => Found::Folder,
                Ok(None) => Found::Nothing,
                Err(problem) => Found::Broken(problem),
            };
        }
        match path {
            // `/` is the admin's own page, where the site is not below a path of its own.
            "" => self.shared_file("index.html"),
            _ if path.strip_prefix("p/").is_some_and(|key| self.portals.contains_key(key)) => Found::Folder,
            _ => self.shared_file(path),
        }
    }

    fn has_page(&self, of: Of, slot: &Slot, file: &str) -> bool {
        matches!(self.site(of).page(slot, file), Ok(Some(_)))
    }

    fn shared_file(&self, path: &str) -> Found {
        match self.shared.get(path).map(|file| (path.ends_with(".html"), bytes_of(file.0, &file.1))) {
            Some((true, Bytes::Here(bytes))) => Found::Page(String::from_utf8_lossy(&bytes).into_owned()),
            Some((_, bytes)) => Found::File(bytes),
            None => Found::Nothing,
        }
    }

    /// The page for what is not there.
    pub(super) fn not_found(&self) -> String {
        match self.shared_file("404.html") {
            Found::Page(html) => html,
            _ => String::new(),
        }
    }

    /// A document of this portal; none where it has none at this path, or it cannot be made.
    pub(super) fn document(&self, of: Of, slot: &Slot, path: &str) -> Option<Bytes> {
        let files = self.site(of).all_documents(slot).ok()?;
        files.iter().find(|file| file.path == path).map(|file| bytes_of(of, file))
    }

    /// A document by its path alone. The first time, the addresses of all documents of all portals are derived, which takes
    /// some seconds where these are a hundred thousand.
    pub(super) fn document_of_any(&self, path: &str) -> Option<Bytes> {
        let documents = self.documents.get_or_init(|| {
            let of_site = |of: Of| {
                let slots = self.site(of).slots().par_iter().enumerate();
                slots.flat_map_iter(move |(index, slot)| {
                    let paths = self.site(of).document_paths(slot);
                    paths.into_iter().map(move |path| (number(&path), of, index))
                })
            };
            let mut documents: Vec<_> = of_site(Of::Sample).chain(of_site(Of::Customers)).collect();
            documents.par_sort_unstable_by_key(|(number, ..)| *number);
            documents
        });
        let wanted = number(path);
        let first = documents.partition_point(|(number, ..)| *number < wanted);
        let mut found = documents[first..].iter().take_while(|(number, ..)| *number == wanted);
        // Two paths may have one number.
        found.find_map(|(_, of, index)| self.document(*of, &self.site(*of).slots()[*index], path))
    }

    /// What a page's reader would see change: a name for its bytes, but for which version of a style sheet or picture it has.
    pub(super) fn mark(&self, html: &str) -> String {
        let mut plain = html.to_owned();
        for (path, unhashed) in &self.assets {
            plain = plain.replace(path.as_str(), unhashed);
        }
        data_encoding::HEXLOWER.encode(&Fingerprint::of_bytes(plain.as_bytes()).0)
    }

    /// The paths of style sheets, icons and pictures below the site's root, with a slash at the beginning.
    pub(super) fn asset_paths(&self) -> impl Iterator<Item = &str> {
        self.assets.iter().map(|(path, _)| path.as_str())
    }

    /// The files that are called after what is in them.
    pub(super) fn assets(&self) -> impl Iterator<Item = (&str, Bytes)> {
        let files = self.shared.values().filter(|(_, file)| file.path.starts_with("assets/"));
        files.map(|(of, file)| (file.path.as_str(), bytes_of(*of, file)))
    }
}

fn bytes_of(of: Of, file: &File) -> Bytes {
    match content_of(of, &file.content) {
        Content::Bytes(bytes) => Bytes::Here(bytes),
        Content::Document { source, .. } => Bytes::Delivered(source),
        Content::Archive(archive) => Bytes::Packed(archive),
    }
}

/// What a file holds, with the sample's own document in the place of one that nobody delivered.
fn content_of(of: Of, content: &Content) -> Content {
    match content {
        Content::Document { source, .. } if of == Of::Sample && sample::document(source).is_some() => {
            Content::Bytes(sample::document(source).unwrap_or_default().to_vec())
        }
        Content::Archive(Archive { day, files }) => {
            let file = |file: &File| File { path: file.path.clone(), content: content_of(of, &file.content) };
            Content::Archive(Archive { day: *day, files: files.iter().map(file).collect() })
        }
        other => other.clone(),
    }
}

/// `assets/style.a1b2c3d4e5.css` → `/assets/style.css`; none of what is not called after what is in it.
fn unhashed(path: &str) -> Option<String> {
    let (name, ending) = path.strip_prefix("assets/")?.rsplit_once('.')?;
    let (name, _hash) = name.rsplit_once('.')?;
    Some(format!("/assets/{name}.{ending}"))
}

fn number(path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}
