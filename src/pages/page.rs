//! Markdown pages inside a portal.

use super::Pages;
use super::views::ContentPage;
use crate::content::Page;

impl Pages<'_, '_> {
    pub(super) fn content_page<'c>(&self, page: &'c Page) -> ContentPage<'c> {
        ContentPage { title: &page.title, html: &page.html }
    }
}
