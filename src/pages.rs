//! Portal × theme × language → HTML.
//!
//! Templates get the views of `views` and nothing else: text that is ready to stand on the page, in the page's
//! language. They choose and arrange. No balance is computed here, no file is written.

mod customer;
mod forms;
mod home;
mod invoice;
mod list;
mod page;
mod pay;
mod replies;
mod rows;
mod shared;
mod statement;
mod views;

pub use forms::reason as dispute_reason;
pub use replies::{Acknowledged, Again, Refusal, Reply, reply};
pub use shared::{SharedPage, shared_pages};

use crate::config::{Config, Language};
use crate::content::Library;
use crate::diag::Diagnostic;
use crate::portal::{Group, Portal};
use crate::theme::{Renderer, Theme};
use crate::wording::Wording;
use serde::Serialize;

/// A page, by its path below the portal's own (`index.html`, `invoices/inv-7-x1y2z3/index.html`).
#[derive(Clone, Debug)]
pub struct Page {
    pub path: String,
    pub html: String,
}

/// What pages are made from, beside the portal.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    pub config: &'a Config,
    pub theme: &'a Theme,
    pub library: &'a Library,
    /// Documents for everybody, with their paths on the site.
    pub shared: &'a [SharedLink],
}

/// A document for everybody.
#[derive(Clone, Debug, Hash)]
pub struct SharedLink {
    pub path: String,
    pub title: String,
    pub description: Option<String>,
    pub language: Option<Language>,
    pub size: u64,
}

/// All pages of one group of a portal, in its own language and in the site's other ones.
pub fn render(portal: &Portal<'_>, group: Group, site: &Site<'_>) -> Result<Vec<Page>, Diagnostic> {
    let mut pages = Vec::new();
    let others = site.config.site.languages.iter().filter(|language| *language != portal.language);
    for language in std::iter::once(portal.language).chain(others) {
        Pages::new(portal, site, language).render(group, &mut pages)?;
    }
    Ok(pages)
}

/// All pages of a portal in its own language, to see whether they can be rendered.
pub fn try_all(portal: &Portal<'_>, site: &Site<'_>) -> Result<(), Diagnostic> {
    let pages = Pages::new(portal, site, portal.language);
    let mut rendered = Vec::new();
    pages.render(Group::Shell, &mut rendered)?;
    pages.render(Group::Closed, &mut rendered)
}

/// One page of a portal, by its path below the portal's own; none where the portal has no such page. No other page is
/// rendered.
pub fn page(portal: &Portal<'_>, path: &str, site: &Site<'_>) -> Result<Option<Page>, Diagnostic> {
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    let others = site.config.site.languages.iter().filter(|language| *language != portal.language);
    let language = others.into_iter().find(|language| language.as_str() == folder).unwrap_or(portal.language);
    let pages = Pages { only: Some(path), ..Pages::new(portal, site, language) };
    let mut found = Vec::new();
    pages.render(Group::Shell, &mut found)?;
    if found.is_empty() {
        pages.render(Group::Closed, &mut found)?;
    }
    Ok(found.pop())
}

/// The pages of one portal in one language.
struct Pages<'p, 'a> {
    portal: &'p Portal<'a>,
    site: &'p Site<'p>,
    renderer: &'p Renderer,
    /// Where they lie below the portal's path: empty for the portal's own language, else `fr/`.
    prefix: String,
    customer: tera::Value,
    /// The one page that is wanted; without it, all are.
    only: Option<&'p str>,
}

impl<'p, 'a> Pages<'p, 'a> {
    fn new(portal: &'p Portal<'a>, site: &'p Site<'p>, language: &Language) -> Pages<'p, 'a> {
        let renderer = site.theme.renderer(language);
        let prefix = if language == portal.language { String::new() } else { format!("{}/", language.as_str()) };
        let mut pages = Pages { portal, site, renderer, prefix, customer: tera::Value::none(), only: None };
        pages.customer = tera::Value::from_serializable(&pages.customer_view());
        pages
    }

    /// The words of this language.
    fn wording(&self) -> Wording<'p> {
        Wording { locale: self.renderer.locale(), strings: self.renderer.strings() }
    }

    fn render(&self, group: Group, pages: &mut Vec<Page>) -> Result<(), Diagnostic> {
        match group {
            Group::Shell => {
                self.add("home.html", "", || self.home(), pages)?;
                for (block, row) in self.invoices_with_pages() {
                    let path = self.invoice_path(row);
                    self.add("invoice.html", &path, || self.invoice(block, row), pages)?;
                }
                for page in self.site.library.pages(self.renderer.language(), self.portal.as_of) {
                    self.add("page.html", &format!("{}/", page.slug), || self.content_page(page), pages)?;
                }
                for block in &self.portal.blocks {
                    if block.outstanding_statement {
                        let path = self.outstanding_path(block);
                        self.add("outstanding.html", &path, || self.outstanding(block), pages)?;
                    }
                }
                self.list_pages(pages)?;
                self.statements(false, pages)
            }
            Group::Closed => self.statements(true, pages),
        }
    }

    fn statements(&self, closed: bool, pages: &mut Vec<Page>) -> Result<(), Diagnostic> {
        for block in &self.portal.blocks {
            for statement in block.statements.iter().filter(|statement| statement.period.closed == closed) {
                let path = self.statement_path(block, statement);
                self.add("statement.html", &path, || self.statement(block, statement), pages)?;
            }
        }
        Ok(())
    }

    /// Renders a view with a template; the page lies at `path`, which ends with a slash or is empty.
    fn add<V: Serialize>(
        &self,
        template: &str,
        path: &str,
        view: impl FnOnce() -> V,
        pages: &mut Vec<Page>,
    ) -> Result<(), Diagnostic> {
        let file = format!("{}{path}index.html", self.prefix);
        if self.only.is_some_and(|only| only != file) {
            return Ok(());
        }
        let mut context = tera::Context::new();
        context.insert_value("customer", self.customer.clone());
        context.insert_value("languages", tera::Value::from_serializable(&self.language_links(path)));
        context.insert_value("page", tera::Value::from_serializable(&view()));
        let html = self.renderer.render(template, &context)?;
        pages.push(Page { path: file, html });
        Ok(())
    }
}
