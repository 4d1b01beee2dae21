//! Markdown pages inside a portal.

use super::Pages;
use super::views::{ContentPage, Link};
use crate::content::Page;

impl Pages<'_, '_> {
    pub(super) fn content_page<'c>(&self, page: &'c Page) -> ContentPage<'c> {
        ContentPage { title: &page.title, html: &page.html, language: self.other_language(page) }
    }

    pub(super) fn page_link<'c>(&self, page: &'c Page) -> Link<'c> {
        let href = self.href(&format!("{}/", page.slug));
        Link { href, title: &page.title, language: self.other_language(page) }
    }

    /// The language that a page is written in, where there is none in the portal's.
    fn other_language<'c>(&self, page: &'c Page) -> Option<&'c str> {
        (page.language != *self.renderer.language()).then(|| page.language.as_str())
    }
}
