//! The pages that belong to nobody: the neutral start page and the 404 page.

use super::Site;
use crate::diag::Diagnostic;

/// A page at a fixed path of the site.
#[derive(Clone, Debug)]
pub struct SharedPage {
    pub path: &'static str,
    pub html: String,
}

/// `/index.html` and `/404.html`, in the site's first language. They say nothing of customers and link nowhere.
pub fn shared_pages(site: &Site<'_>) -> Result<Vec<SharedPage>, Diagnostic> {
    let renderer = site.theme.renderer(&site.config.site.languages[0]);
    let page = |path: &'static str, template: &str| {
        let html = renderer.render(template, &tera::Context::new())?;
        Ok(SharedPage { path, html })
    };
    Ok(vec![page("index.html", "index.html")?, page("404.html", "404.html")?])
}
