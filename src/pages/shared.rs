//! The pages that belong to nobody: the neutral start page and the 404 page.

use super::Site;
use super::views::{Neutral, NeutralPage};
use crate::diag::Diagnostic;
use crate::theme::Renderer;

/// A page at a fixed path of the site.
#[derive(Clone, Debug)]
pub struct SharedPage {
    pub path: &'static str,
    pub html: String,
}

/// `/index.html` and `/404.html`: in the site's first language, and below it in all others, since nobody knows who reads
/// them. They say nothing of customers and link nowhere.
pub fn shared_pages(site: &Site<'_>) -> Result<Vec<SharedPage>, Diagnostic> {
    Ok(vec![
        neutral("index.html", ["start-title", "start-text", "start-ask"], site)?,
        neutral("404.html", ["not-found-title", "not-found-text", "not-found-do"], site)?,
    ])
}

fn neutral(path: &'static str, messages: [&'static str; 3], site: &Site<'_>) -> Result<SharedPage, Diagnostic> {
    let mut texts = site.config.site.languages.iter().map(|language| text(messages, site.theme.renderer(language)));
    let page = NeutralPage { own: texts.next().expect("a site has a first language"), others: texts.collect() };
    let mut context = tera::Context::new();
    context.insert("page", &page);
    let html = site.theme.renderer(&site.config.site.languages[0]).render(path, &context)?;
    Ok(SharedPage { path, html })
}

fn text<'r>([title, text, advice]: [&'r str; 3], renderer: &'r Renderer) -> Neutral<'r> {
    let strings = renderer.strings();
    Neutral {
        language: renderer.language().as_str(),
        direction: renderer.locale().direction().html(),
        title: strings.get(title),
        text: strings.get(text),
        advice: strings.get(advice),
    }
}
