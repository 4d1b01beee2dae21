//! Answers requests as a host would, and as the endpoint of the forms would; `/` and `/-preview/` are the admin's.

use super::Ring;
use super::admin;
use super::inbox::Inbox;
use super::inject::{self, Injected};
use super::look::Look;
use super::request::{Answer, Request, decoded};
use super::showing::{Bytes, Found, Of, Showing};
use super::stage::{Broken, Stage, State};
use crate::diag::Diagnostic;
use crate::disk::Project;
use crate::ledger::CustomerId;
use crate::links::Keys;
use crate::site::media_type;
use std::collections::{HashMap, VecDeque};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So many style sheets and pictures of earlier builds are still at hand, for pages that are just being loaded.
const OLD_ASSETS: usize = 64;

/// So many pages that were looked at are still at hand, for when they cannot be rendered.
const OLD_PAGES: usize = 64;

/// All that answers are made from.
pub(super) struct Desk {
    pub(super) stage: Arc<Stage>,
    pub(super) inbox: Arc<Mutex<Inbox>>,
    pub(super) project: Project,
    pub(super) keys: Arc<Keys>,
    pub(super) sample_keys: Arc<Keys>,
    /// Where the preview is reached: `http://127.0.0.1:4747`.
    pub(super) origin: String,
    pub(super) port: u16,
    /// Lets our own scripts run.
    pub(super) nonce: String,
    /// Asks for a build, and tells of pages that cannot be rendered.
    pub(super) bell: Sender<Ring>,
    pub(super) memory: Mutex<Memory>,
}

/// What earlier answers leave to later ones.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Whose a document is, by its key: pages that were looked at say so.
    documents: HashMap<String, (Of, CustomerId)>,
    assets: VecDeque<(String, Vec<u8>)>,
    /// The pages that were looked at last, by path.
    pages: VecDeque<(String, String)>,
}

impl Memory {
    /// Keeps a page, for the time when it cannot be rendered any more.
    fn keep(&mut self, path: &str, html: &str) {
        self.pages.retain(|(known, _)| known != path);
        self.pages.push_back((path.to_owned(), html.to_owned()));
        let too_many = self.pages.len().saturating_sub(OLD_PAGES);
        self.pages.drain(..too_many);
    }

    /// A page as it was when it was looked at last.
    fn page(&self, path: &str) -> Option<String> {
        self.pages.iter().find(|(known, _)| known == path).map(|(_, html)| html.clone())
    }
}

/// A page as a host would answer it.
pub(super) struct Page {
    pub(super) status: u16,
    pub(super) html: String,
    /// For its headers.
    pub(super) path: String,
}

impl Desk {
    pub(super) fn answer(&self, request: &Request) -> Answer {
        let is_read = matches!(request.method.as_str(), "GET" | "HEAD");
        let path = request.path();
        if path.starts_with("/f/") {
            return self.form(request);
        }
        if !is_read {
            return Answer::text(405, "only GET and HEAD are known here").with("Allow", "GET, HEAD");
        }
        match path {
            "/" => self.admin(request),
            _ if path.starts_with("/-preview/") => self.own(request, &path["/-preview/".len()..]),
            _ if path.starts_with("/a/") => self.acknowledgement(request, &path["/a/".len()..]),
            _ => self.site(request),
        }
    }

    /// A file of the site.
    fn site(&self, request: &Request) -> Answer {
        let state = self.stage.now();
        let Some(showing) = &state.showing else { return self.nothing_yet(&state, request) };
        let Some(path) = self.below_root(showing, request.path()) else { return self.missing(showing, request) };
        let look = Look::of(&request.query("look"));
        if let Some((document, _)) = path.strip_prefix("d/").and_then(|below| below.split_once('/')) {
            let found = showing_document(self, showing, document, &path);
            return match found.and_then(|bytes| self.bytes(&bytes)) {
                Some(bytes) => self.file(showing, &path, bytes),
                None => self.missing(showing, request),
            };
        }
        match showing.find(&path) {
            Found::Page(html) => {
                self.remember(showing, &path, &html);
                self.memory().keep(&path, &html);
                self.page(showing, &Page { status: 200, html, path: format!("/{path}") }, request)
            }
            Found::File(bytes) => match (self.bytes(&bytes), look) {
                (Some(bytes), Some(look)) if path.ends_with(".css") => {
                    let css = look.style(&String::from_utf8_lossy(&bytes));
                    self.file(showing, &path, css.into_bytes()).with("Cache-Control", "no-store")
                }
                (Some(bytes), _) => self.file(showing, &path, bytes),
                (None, _) => self.missing(showing, request),
            },
            Found::Folder => Answer::redirect(301, &format!("{}/", request.path()))
                .with_all(showing.site.headers(&format!("/{path}"))),
            Found::Nothing => match self.old_asset(&path) {
                Some(bytes) => self.file(showing, &path, bytes),
                None => self.missing(showing, request),
            },
            Found::Broken(problem) => {
                let broken = self.report(&state, showing, &path, problem);
                let last_good = self.memory().page(&path);
                match last_good {
                    Some(html) => self.page(showing, &Page { status: 200, html, path: format!("/{path}") }, request),
                    None => self.own_page(500, &admin::broken(&broken.text), request),
                }
            }
        }
    }

    /// A path below the site's root, decoded; none where it cannot be one of the site's.
    fn below_root(&self, showing: &Showing, path: &str) -> Option<String> {
        let path = decoded(path)?;
        let below = path.strip_prefix(showing.site.config().site.base_path())?;
        below.strip_prefix('/').map(str::to_owned)
    }

    /// A page of the site, with our script in it.
    pub(super) fn page(&self, showing: &Showing, page: &Page, request: &Request) -> Answer {
        let (mark, look) = (showing.mark(&page.html), Look::of(&request.query("look")));
        let html = inject::page(&page.html, &Injected { nonce: &self.nonce, mark: &mark, look });
        let answer =
            Answer::new(page.status, "text/html; charset=utf-8", html).with_all(showing.site.headers(&page.path));
        let (frames, options) = if request.is_framed() { ("'self'", "SAMEORIGIN") } else { ("'none'", "DENY") };
        let policy = inject::policy(&showing.site.page_policy(), &self.nonce, frames);
        answer.with("Content-Security-Policy", policy).with("X-Frame-Options", options)
    }

    fn file(&self, showing: &Showing, path: &str, bytes: Vec<u8>) -> Answer {
        Answer::new(200, media_type(path), bytes).with_all(showing.site.headers(&format!("/{path}")))
    }

    fn missing(&self, showing: &Showing, request: &Request) -> Answer {
        let page = Page { status: 404, html: showing.not_found(), path: "/404.html".to_owned() };
        self.page(showing, &page, request)
    }

    /// A page that cannot be rendered, once it is told.
    pub(super) fn report(&self, state: &State, showing: &Showing, path: &str, problem: Diagnostic) -> Broken {
        let broken = Broken::new(showing, path, problem);
        if self.stage.report(state, &broken) {
            // If nobody is there to tell it any more, the preview is about to end.
            let _ = self.bell.send(Ring::Broken(broken.problem.clone()));
        }
        broken
    }

    fn nothing_yet(&self, state: &State, request: &Request) -> Answer {
        let texts: Vec<&str> = state.told.problems.iter().map(|problem| problem.text.as_str()).collect();
        self.own_page(503, &admin::broken(&texts.join("\n\n")), request)
    }

    /// The bytes of a file; none where a document is gone or cannot be read, as at a host that lacks it.
    fn bytes(&self, bytes: &Bytes) -> Option<Vec<u8>> {
        match bytes {
            Bytes::Here(bytes) => Some(bytes.clone()),
            Bytes::Delivered(source) => self.project.document(source).ok(),
            Bytes::Packed(archive) => self.project.packed(archive).ok(),
        }
    }

    pub(super) fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers whose the documents are that a portal's page links to.
    fn remember(&self, showing: &Showing, path: &str, html: &str) {
        let Some((of, slot, _)) = showing.portal(path) else { return };
        let mut memory = self.memory();
        for (at, link) in html.match_indices("/d/") {
            if let Some(key) = html[at + link.len()..].split('/').next().filter(|key| key.len() == 32) {
                memory.documents.insert(key.to_owned(), (of, slot.customer.clone()));
            }
        }
    }

    /// Keeps the files that are called after what is in them, for pages that were loaded before the next build.
    pub(super) fn keep_assets(&self, showing: &Showing) {
        let mut memory = self.memory();
        for (path, bytes) in showing.assets() {
            if let (Bytes::Here(bytes), false) = (bytes, memory.assets.iter().any(|(known, _)| known == path)) {
                memory.assets.push_back((path.to_owned(), bytes));
            }
        }
        let too_many = memory.assets.len().saturating_sub(OLD_ASSETS);
        memory.assets.drain(..too_many);
    }

    fn old_asset(&self, path: &str) -> Option<Vec<u8>> {
        self.memory().assets.iter().find(|(known, _)| known == path).map(|(_, bytes)| bytes.clone())
    }

    /// The script and the style sheets of the preview's own pages, and its views.
    fn own(&self, request: &Request, path: &str) -> Answer {
        let file = |media: &str, text: &str| Answer::new(200, media, text).with("Cache-Control", "no-store");
        match path {
            "live.js" => file("text/javascript; charset=utf-8", include_str!("live.js")),
            "live.css" => file("text/css; charset=utf-8", include_str!("live.css")),
            "view.js" => file("text/javascript; charset=utf-8", include_str!("view.js")),
            "admin.css" => file("text/css; charset=utf-8", include_str!("admin.css")),
            "icon.svg" => file("image/svg+xml", include_str!("icon.svg")),
            "view" => self.view(request),
            _ => Answer::text(404, "the preview has nothing there"),
        }
        .with("X-Content-Type-Options", "nosniff")
        .with("Cross-Origin-Resource-Policy", "same-origin")
    }

    fn admin(&self, request: &Request) -> Answer {
        self.own_page(200, &self.admin_page(request), request)
    }

    /// The admin's page, for the search and the page that a request names.
    pub(super) fn admin_page(&self, request: &Request) -> String {
        let state = self.stage.now();
        let inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        let (search, show) = (request.query("q"), request.query("show"));
        let page = request.query("page").parse().unwrap_or(1);
        admin::page(&admin::Asked { state: &state, inbox: &inbox, search: &search, show: &show, page })
    }

    fn view(&self, request: &Request) -> Answer {
        let state = self.stage.now();
        let Some(showing) = &state.showing else { return self.nothing_yet(&state, request) };
        let at = request.query("at");
        match admin::view(showing, &at, &request.query("look")) {
            Some(html) => self.own_page(200, &html, request),
            None => Answer::text(404, "there is no such portal"),
        }
    }

    /// A page of the preview's own, which may run our scripts.
    fn own_page(&self, status: u16, html: &str, request: &Request) -> Answer {
        let nonce = &self.nonce;
        let policy = format!(
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'nonce-{nonce}'; connect-src 'self'; \
             frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {}",
            if request.is_framed() { "'self'" } else { "'none'" }
        );
        let mark = crate::portal::Fingerprint::of_bytes(html.as_bytes()).0;
        let mark = data_encoding::HEXLOWER.encode(&mark);
        let injected = Injected { nonce, mark: &mark, look: None };
        Answer::new(status, "text/html; charset=utf-8", inject::page(&html.replace("{nonce}", nonce), &injected))
            .with("Content-Security-Policy", policy)
            .with("Cache-Control", "no-store")
            .with("Referrer-Policy", "no-referrer")
            .with("X-Content-Type-Options", "nosniff")
            .with("Cross-Origin-Opener-Policy", "same-origin")
            .with("Cross-Origin-Resource-Policy", "same-origin")
    }
}

/// A document by its key: of the portal whose page linked to it, of the documents for all, else of any portal.
fn showing_document(desk: &Desk, showing: &Showing, key: &str, path: &str) -> Option<Bytes> {
    if let Found::File(bytes) = showing.find(path) {
        return Some(bytes);
    }
    let known = desk.memory().documents.get(key).cloned();
    let of_known = known.and_then(|(of, customer)| {
        let slots = showing.site(of).slots();
        let slot = slots.iter().find(|slot| slot.customer == customer)?;
        showing.document(of, slot, path)
    });
    of_known.or_else(|| showing.document_of_any(path))
}
