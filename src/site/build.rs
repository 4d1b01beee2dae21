//! The one way to build: inputs → ledger → portals with their fingerprints; a portal's files on demand.

use super::archive::Contents;
use super::changes::Seen;
use super::files::{Archive, Content, File};
use super::headers;
use super::inputs::{BrandFiles, Inputs};
use super::kept::{Kept, Look};
use super::plan::Work;
use crate::config::{Config, Language};
use crate::content::{self, Document, Library};
use crate::diag::{Concern, Diagnostic, Place, Problems, Severity};
use crate::documents::{self, Made, Stationery};
use crate::ledger::{Account, Book, CustomerId, Ledger, Scope};
use crate::links::{Keys, PortalId, Register};
use crate::pages::{self, Reply, SharedLink};
use crate::payment;
use crate::portal::{self, Address, Fingerprint, Fingerprints, Group, MadeFile, PeriodId, Portal, Sources};
use crate::requests::{Decisions, Filed, Requests};
use crate::theme::{Theme, ThemeFiles};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Everything that a set of portals is rendered from, and where each of them lies.
#[derive(Debug)]
pub struct Site {
    inputs: Arc<Inputs>,
    keys: Arc<Keys>,
    as_of: Date,
    ledger: Arc<Ledger>,
    pub(super) register: Register,
    pub(super) requests: Requests,
    library: Library,
    look: Arc<Look>,
    /// Customers who get no PDF.
    unprinted: Arc<BTreeSet<CustomerId>>,
    shared: Vec<SharedLink>,
    slots: Vec<Slot>,
    /// Rows with errors, of customers who are withheld.
    unread: u64,
}

/// One customer's portal and where it lies.
#[derive(Clone, Debug)]
pub struct Slot {
    pub customer: CustomerId,
    pub name: Box<str>,
    pub address: Address,
    /// Index of the customer's book; none for one whom the exports no longer name rightly.
    book: Option<usize>,
    /// His rows have problems: whatever is published of him stays as it is.
    pub withheld: bool,
}

/// What to do when rows of single customers have problems.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OnProblems {
    Stop,
    /// Withhold the portals concerned and build the others.
    KeepGoing,
}

/// One portal's files.
#[derive(Debug)]
pub struct Rendered {
    pub shell: Vec<File>,
    pub closed: Vec<File>,
    pub seen: Seen,
}

/// Builds the site. The same inputs, keys and day give the same bytes, on any number of threads.
///
/// `None` means that the inputs have errors; `problems` has all of them.
pub fn build(
    inputs: &Arc<Inputs>,
    keys: &Arc<Keys>,
    as_of: Date,
    on_problems: OnProblems,
    problems: &mut Problems,
) -> Option<Site> {
    rebuild(&mut Kept::default(), (inputs, keys), as_of, on_problems, problems)
}

/// Builds the site after an earlier one. What `kept` has and whose inputs are the same is not made a second time; the
/// site and its problems are those of [`build`].
pub fn rebuild(
    kept: &mut Kept,
    (inputs, keys): (&Arc<Inputs>, &Arc<Keys>),
    as_of: Date,
    on_problems: OnProblems,
    problems: &mut Problems,
) -> Option<Site> {
    let told = problems.listed();
    let site = build_on(kept, (inputs, keys), as_of, on_problems, problems);
    // What was kept calls rows by the names that they had.
    problems.places_mut(told).for_each(|place| *place = kept.place(*place));
    site
}

fn build_on(
    kept: &mut Kept,
    (inputs, keys): (&Arc<Inputs>, &Arc<Keys>),
    as_of: Date,
    on_problems: OnProblems,
    problems: &mut Problems,
) -> Option<Site> {
    let config = &inputs.config;
    let register = read_register(inputs, problems);
    let look = kept.look(inputs, read_look, problems);
    let ledger = kept.ledger(inputs, problems);
    check_customers(inputs, &ledger, problems);
    if config.exports.as_of.is_some_and(|exported| as_of < exported) {
        problems.add(as_of_before_exports(inputs, as_of));
    }
    let requests = read_requests((inputs, keys), as_of, &ledger, problems);
    let library = read_library(inputs, &ledger, problems);
    let place = |path: &[&str]| inputs.config_place(path);
    payment::check(&payment::Checked { config, ledger: &ledger, as_of, place: &place }, problems);
    let unprinted = look.as_ref().map(|look| {
        let Look { theme, stationery } = &**look;
        let checked = documents::Checked { config, ledger: &ledger, theme, stationery, as_of, place: &place };
        documents::check(&checked, problems);
        let look_through = |book: &Book| documents::unprinted(book, stationery, config);
        kept.unprinted((inputs, &ledger), look_through, problems)
    });
    let withheld = match on_problems {
        OnProblems::Stop => (!problems.has_errors()).then(BTreeSet::new),
        OnProblems::KeepGoing => withheld(problems, &ledger),
    };
    let (register, look, unprinted, withheld) = (register?, look?, unprinted?, withheld?);
    let shared = shared_links(&library, keys, config, as_of);
    let unread = problems.errors() as u64;
    let slots = Vec::new();
    let (inputs, keys) = (inputs.clone(), keys.clone());
    let mut site =
        Site { inputs, keys, as_of, ledger, register, requests, library, look, unprinted, shared, slots, unread };
    site.slots = site.make_slots(&withheld);
    let errors = problems.errors();
    site.refuse_equal_keys(problems);
    (problems.errors() == errors).then_some(site)
}

fn read_register(inputs: &Inputs, problems: &mut Problems) -> Option<Register> {
    match inputs.register {
        Some(file) => Register::parse(file, &inputs.text(file), problems),
        None => Some(Register::default()),
    }
}

/// Theme and stationery: what all portals look like.
fn read_look(inputs: &Inputs, problems: &mut Problems) -> Option<Look> {
    let place = |path: &[&str]| inputs.config_place(path);
    let (files, config) = (theme_files(inputs, &place), &inputs.config);
    let theme = Theme::read(&files, &headers::page_policy(config), config, problems)?;
    let stationery = Stationery::new(&files, &theme, config, problems)?;
    Some(Look { theme, stationery })
}

fn theme_files<'a>(inputs: &'a Inputs, place: &'a dyn Fn(&[&str]) -> Place) -> ThemeFiles<'a> {
    let BrandFiles { own, built_in, brand } = &inputs.theme;
    ThemeFiles { own, built_in, brand, place }
}

/// A customer in config whom the exports do not have is left over, or misspelled: then his settings do not hold.
fn check_customers(inputs: &Inputs, ledger: &Ledger, problems: &mut Problems) {
    if ledger.books().is_empty() {
        return;
    }
    for id in inputs.config.customers.keys().filter(|id| ledger.book(id).is_none()) {
        let likeness = |other: &CustomerId| strsim::jaro_winkler(other.as_str(), id.as_str());
        let others = ledger.books().iter().map(|book| &book.customer.id);
        let nearest = others.max_by(|a, b| likeness(a).total_cmp(&likeness(b))).filter(|other| likeness(other) > 0.9);
        let problem =
            Diagnostic::warning("settings-without-customer", format!("no customer `{id}` in the customer export"))
                .at(inputs.config_place(&["customers", id.as_str()]), "set here");
        problems.add(match nearest {
            Some(nearest) => problem.hint(format!("did you mean `{nearest}`?")),
            None => problem,
        });
    }
}

/// What the books state of paid and open speaks for the day of the exports, not for one before it.
fn as_of_before_exports(inputs: &Inputs, as_of: Date) -> Diagnostic {
    Diagnostic::warning("as-of-before-exports", format!("the portals speak for {as_of}, the exports for a later day"))
        .at(inputs.config_place(&["exports", "as_of"]), "the exports' day")
        .hint("paid and open balances that the exports state are those of their own day")
}

/// What the team recorded, then what customers sent and what was decided on it.
fn read_requests((inputs, keys): (&Inputs, &Keys), as_of: Date, ledger: &Ledger, problems: &mut Problems) -> Requests {
    let read = |file| Decisions::read(file, &inputs.text(file), problems);
    let mut decisions = inputs.decisions.map(read).unwrap_or_default();
    decisions.check(&inputs.received, problems);
    let mut requests = Requests::recorded(&decisions, as_of, ledger, &inputs.config, problems);
    let books = books_of(&inputs.received, keys, ledger);
    let mut accounts: HashMap<usize, Account<'_>> = HashMap::new();
    for filed in &inputs.received {
        // Whose form it was says the portal's public id in it; a customer may be gone by now.
        let Some(index) = books.get(&filed.submission.portal).copied() else { continue };
        let account = accounts.entry(index).or_insert_with(|| ledger.account(index, as_of, Scope::Family));
        requests.receive(filed, decisions.on(&filed.id), account);
    }
    requests
}

/// The book that each public id in these submissions stands for. To find it, the ids of all customers are derived, which is
/// worth it only where there are submissions.
fn books_of(received: &[Filed], keys: &Keys, ledger: &Ledger) -> HashMap<PortalId, usize> {
    let wanted: HashSet<PortalId> = received.iter().map(|filed| filed.submission.portal).collect();
    if wanted.is_empty() {
        return HashMap::new();
    }
    let ids = ledger.books().par_iter().map(|book| keys.portal_id(book.customer.id.as_str())).enumerate();
    ids.filter(|(_, id)| wanted.contains(id)).map(|(index, id)| (id, index)).collect()
}

fn read_library(inputs: &Inputs, ledger: &Ledger, problems: &mut Problems) -> Library {
    let texts: Vec<_> = inputs.pages.iter().map(|page| (page, inputs.text(page.file))).collect();
    let pages: Vec<_> = texts.iter().map(|(page, text)| (*page, &**text)).collect();
    let delivered = content::Delivered { pages: &pages, listing: &inputs.documents };
    Library::read(delivered, &inputs.config, ledger, problems)
}

/// The customers whose portals the errors spoil, and those who see their items; none where an error could be anyone's.
fn withheld(problems: &Problems, ledger: &Ledger) -> Option<BTreeSet<CustomerId>> {
    let mut withheld = BTreeSet::new();
    for problem in problems.iter().filter(|problem| problem.severity == Severity::Error) {
        let Concern::Customers(customers) = &problem.concern else { return None };
        for id in customers {
            let id = CustomerId::new(id).ok()?;
            withheld.extend(ledger.seen_by(&id).into_iter().cloned());
            withheld.insert(id);
        }
    }
    (problems.unlisted() == 0).then_some(withheld)
}

fn shared_links(library: &Library, keys: &Keys, config: &Config, as_of: Date) -> Vec<SharedLink> {
    let link = |shared: &content::SharedDocument| SharedLink {
        path: format!("{}/{}", config.site.base_path(), shared_path(keys, &shared.document)),
        title: shared.document.title.clone(),
        description: shared.description.clone(),
        language: shared.language.clone(),
        size: shared.document.size,
    };
    library.shared(as_of).map(link).collect()
}

/// A shared document lies at one place for all.
fn shared_path(keys: &Keys, document: &Document) -> String {
    format!("d/{}/{}", keys.document_key("", &document.id, 0), document.file_name)
}

impl Site {
    fn make_slots(&self, withheld: &BTreeSet<CustomerId>) -> Vec<Slot> {
        let of_books = (0..self.ledger.books().len()).into_par_iter().filter_map(|index| {
            let customer = &self.ledger.books()[index].customer;
            let account = || self.ledger.account(index, self.as_of, Scope::Family);
            portal::is_on(customer, self.config(), account).then(|| Slot {
                customer: customer.id.clone(),
                name: customer.name.clone(),
                address: Address::of(&customer.id, &self.keys, &self.register),
                book: Some(index),
                withheld: withheld.contains(&customer.id),
            })
        });
        let mut slots: Vec<Slot> = of_books.collect();
        // Those whom the exports no longer name rightly keep what is published of them, unless config says otherwise.
        let strangers = withheld.iter().filter(|id| self.ledger.book(id).is_none());
        let strangers = strangers.filter(|id| self.config().settings(id).portal != Some(false));
        slots.extend(strangers.map(|id| Slot {
            customer: id.clone(),
            name: "".into(),
            address: Address::of(id, &self.keys, &self.register),
            book: None,
            withheld: true,
        }));
        slots
    }

    /// Two customers at one address would see each other's figures.
    fn refuse_equal_keys(&self, problems: &mut Problems) {
        let mut seen: BTreeMap<_, &Slot> = BTreeMap::new();
        for slot in &self.slots {
            if let Some(other) = seen.insert(slot.address.key, slot) {
                let title = format!("customers `{}` and `{}` would have one portal", other.customer, slot.customer);
                problems.add(
                    Diagnostic::error("links-key-twice", title).hint(
                        "a key pinned in links.yaml is another customer's: take the pin out, or renew one of them",
                    ),
                );
            }
        }
    }

    /// What all portals share: the theme, the pages, config but for single customers, and this program.
    fn common_fingerprint(&self) -> Fingerprint {
        let config = self.config();
        let pages: Vec<_> = (config.site.languages.iter())
            .flat_map(|language| self.library.pages(language, self.as_of).map(move |page| (language, page)))
            .collect();
        let organization = (&config.organization, &config.site, &config.documents, &config.late_fees);
        let rest = (&config.white_label, &config.payment, &config.statements, &config.forms, &config.pdf);
        // Archives hold the documents for everybody, which pages only link to.
        let archived = self.config().statements.archive.then(|| self.library.shared(self.as_of).collect::<Vec<_>>());
        let version = env!("CARGO_PKG_VERSION");
        Fingerprint::of(&(version, self.look.theme.fingerprint(), organization, rest, pages, (&self.shared, archived)))
    }

    pub fn config(&self) -> &Config {
        &self.inputs.config
    }

    pub fn as_of(&self) -> Date {
        self.as_of
    }

    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Every portal that is on, by customer id; withheld ones included.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The fingerprints of what each portal shows, as many as there are slots. To take them is most of the work of a
    /// build that changes nothing, so they are taken for those who ask.
    pub fn fingerprints(&self) -> Vec<Fingerprints> {
        let common = self.common_fingerprint();
        let of = |slot: &Slot| self.portal(slot).map(|portal| portal.fingerprints(common)).unwrap_or_default();
        self.slots.par_iter().map(of).collect()
    }

    /// How many invoices, credit notes and payments the ledger has. A row that could not be read is there all the same.
    pub fn document_count(&self) -> u64 {
        let count =
            |book: &crate::ledger::Book| book.invoices().len() + book.credit_notes().len() + book.payments().len();
        self.ledger.books().iter().map(|book| count(book) as u64).sum::<u64>() + self.unread
    }

    fn sources(&self) -> Sources<'_> {
        Sources {
            config: self.config(),
            keys: &self.keys,
            register: &self.register,
            library: &self.library,
            requests: &self.requests,
            unprinted: &self.unprinted,
        }
    }

    fn pages_site(&self) -> pages::Site<'_> {
        pages::Site { config: self.config(), theme: &self.look.theme, library: &self.library, shared: &self.shared }
    }

    /// The portal of a slot; none for a withheld one without a book.
    pub fn portal(&self, slot: &Slot) -> Option<Portal<'_>> {
        let account = self.ledger.account(slot.book?, self.as_of, Scope::Family);
        Some(Portal::new(&account, &self.sources()))
    }

    /// What a customer would see, in short.
    pub fn seen(&self, slot: &Slot) -> Seen {
        self.portal(slot).map(|portal| Seen::of(&portal)).unwrap_or_default()
    }

    /// The files of one portal that are out of date: its pages and documents, no one else's.
    pub fn render(&self, work: Work) -> Result<Rendered, Diagnostic> {
        let slot = &self.slots[work.slot];
        let portal = self.portal(slot).expect("only portals with a book are planned");
        let folder = format!("p/{}/", slot.address.key);
        let render = |wanted: bool, group: Group| -> Result<Vec<File>, Diagnostic> {
            if !wanted {
                return Ok(Vec::new());
            }
            let pages = pages::render(&portal, group, &self.pages_site());
            let pages = pages.map_err(|problem| problem.concerning(slot.customer.as_str()))?;
            Ok(pages.into_iter().map(|page| File::made(format!("{folder}{}", page.path), page.html)).collect())
        };
        let archive = portal.archive_file().filter(|_| work.shell);
        let made = |wanted: bool, group: Group| if wanted { self.made(&portal, group) } else { Ok(Vec::new()) };
        // The archive has the statements of closed periods too, also where these files stay as they are.
        let made_closed = made(work.closed || archive.is_some(), Group::Closed)?;
        let made_shell = made(work.shell, Group::Shell)?;
        let archive = archive.map(|file| self.archive(&portal, &file, made_shell.iter().chain(&made_closed).collect()));
        let mut closed = Vec::new();
        if work.closed {
            closed.extend(made_closed.into_iter().map(made_file));
            closed.extend(render(true, Group::Closed)?);
        }
        let mut shell = Vec::new();
        if work.shell {
            shell.extend(self.delivered(&portal));
            shell.extend(made_shell.into_iter().map(made_file));
            shell.extend(archive);
            shell.extend(render(true, Group::Shell)?);
        }
        Ok(Rendered { shell, closed, seen: Seen::of(&portal) })
    }

    /// The documents of one portal that we make, without its pages.
    pub fn documents(&self, slot: &Slot, group: Group) -> Result<Vec<File>, Diagnostic> {
        let Some(portal) = self.portal(slot) else { return Ok(Vec::new()) };
        Ok(self.made(&portal, group)?.into_iter().map(made_file).collect())
    }

    /// One page of a portal, by its path below the portal's own: `index.html`, `fr/index.html`. None where the portal
    /// has no such page, or nothing of it may be shown.
    pub fn page(&self, slot: &Slot, path: &str) -> Result<Option<String>, Diagnostic> {
        let Some(portal) = self.portal(slot).filter(|_| !slot.withheld) else { return Ok(None) };
        let page = pages::page(&portal, path, &self.pages_site());
        let page = page.map_err(|problem| problem.concerning(slot.customer.as_str()))?;
        Ok(page.map(|page| page.html))
    }

    /// Renders all pages of a portal in its own language, to see whether its templates can be.
    pub fn try_pages(&self, slot: &Slot) -> Result<(), Diagnostic> {
        self.portal(slot).map_or(Ok(()), |portal| pages::try_all(&portal, &self.pages_site()))
    }

    /// All documents of a portal: those delivered, those that we make, and the archive of them.
    pub fn all_documents(&self, slot: &Slot) -> Result<Vec<File>, Diagnostic> {
        let Some(portal) = self.portal(slot).filter(|_| !slot.withheld) else { return Ok(Vec::new()) };
        let (shell, closed) = (self.made(&portal, Group::Shell)?, self.made(&portal, Group::Closed)?);
        let archive = portal.archive_file();
        let archive = archive.map(|file| self.archive(&portal, &file, shell.iter().chain(&closed).collect()));
        let mut files = self.delivered(&portal);
        files.extend(archive);
        files.extend(shell.into_iter().chain(closed).map(made_file));
        Ok(files)
    }

    /// The paths of all documents of a portal, below the site's root. None of them is made for that.
    pub fn document_paths(&self, slot: &Slot) -> Vec<String> {
        let Some(portal) = self.portal(slot).filter(|_| !slot.withheld) else { return Vec::new() };
        let statements = portal.blocks.iter().flat_map(|block| {
            let open = block.outstanding_statement.then_some(PeriodId::Open);
            let periods = block.statements.iter().map(|statement| statement.period.id).chain(open);
            periods.flat_map(|period| portal.statement_files(block, period)).map(|(_, file)| file)
        });
        let made = statements.chain(portal.calendar_file()).chain(portal.archive_file());
        let made = made.map(|file| file.path().trim_start_matches('/').to_owned());
        made.chain(self.delivered(&portal).into_iter().map(|file| file.path)).collect()
    }

    /// The page that answers a form, as the endpoint shows it. `back` is the way back to the portal.
    pub fn reply(&self, reply: &Reply<'_>, back: Option<&str>, language: &Language) -> Result<String, Diagnostic> {
        pages::reply(reply, back, language, (self.config(), &self.look.theme))
    }

    /// The documents of a portal that we make.
    fn made(&self, portal: &Portal<'_>, group: Group) -> Result<Vec<Made>, Diagnostic> {
        let Look { theme, stationery } = &*self.look;
        let site = documents::Site { config: self.config(), theme, stationery };
        documents::render(portal, group, &site)
    }

    /// All that the portal offers to download, in one file.
    fn archive(&self, portal: &Portal<'_>, file: &MadeFile, made: Vec<&Made>) -> File {
        let organization = self.config().organization.name.as_str();
        let shared = self.library.shared(self.as_of).map(|shared| &shared.document).collect();
        let archive = Archive::of(portal, &Contents { organization, made, shared });
        File { path: file.path().trim_start_matches('/').to_owned(), content: Content::Archive(archive) }
    }

    /// The delivered documents of a portal, each at its own unguessable path.
    fn delivered(&self, portal: &Portal<'_>) -> Vec<File> {
        let rows = portal.blocks.iter().flat_map(|block| {
            let invoices = block.open.iter().chain(&block.upcoming).chain(&block.paid);
            invoices.flat_map(|row| &row.documents).chain(block.credit_notes.iter().flat_map(|row| &row.documents))
        });
        let rows = rows.chain(&portal.documents);
        rows.map(|row| copied(format!("d/{}/{}", row.key, row.document.file_name), row.document)).collect()
    }

    /// The headers that a host sends with the file at a path below the site's root (`/p/…`).
    pub fn headers(&self, path: &str) -> Vec<(&'static str, String)> {
        headers::headers_of(path, self.config())
    }

    /// The content security policy that pages state themselves.
    pub fn page_policy(&self) -> String {
        headers::page_policy(self.config())
    }

    /// The files that belong to nobody.
    pub fn shared_files(&self) -> Result<Vec<File>, Diagnostic> {
        let assets = self.look.theme.assets().iter().map(|asset| File::made(asset.path.clone(), asset.bytes.clone()));
        let mut files: Vec<File> = assets.collect();
        let documents = self.library.shared(self.as_of);
        files.extend(documents.map(|shared| copied(shared_path(&self.keys, &shared.document), &shared.document)));
        let pages = pages::shared_pages(&self.pages_site())?;
        files.extend(pages.into_iter().map(|page| File::made(page.path, page.html)));
        files.push(File::made("robots.txt", "User-agent: *\nDisallow:\n"));
        files.push(File::made("_headers", headers::headers_file(self.config())));
        Ok(files)
    }
}

fn copied(path: String, document: &Document) -> File {
    File { path, content: Content::of(document) }
}

fn made_file(made: Made) -> File {
    File::made(made.file.path().trim_start_matches('/'), made.bytes)
}
