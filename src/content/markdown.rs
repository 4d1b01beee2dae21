//! Markdown → HTML, by an allow-list of what may come out.
//!
//! Raw HTML becomes text, links lead to https, mailto and tel addresses or to other pages, pictures are left out. The
//! list is applied to the parsed text, before it is HTML: each thing that is left out can be shown at its place.

use crate::diag::{Diagnostic, FileId, Place, Problems};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::BTreeSet;

/// How deep quotes and lists may be nested.
const DEEPEST: usize = 100;

/// A Markdown text and where it stands in its file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Markdown<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    /// Where the text begins in the file.
    pub(super) offset: usize,
    pub(super) base: LinkBase,
    /// The pages that a link to `name.md` can lead to.
    pub(super) slugs: &'a BTreeSet<String>,
}

/// Where the HTML will stand, for links to other pages.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum LinkBase {
    /// On a portal's home page.
    Home,
    /// On a page in a folder of its own.
    Page,
}

#[derive(Debug, Default)]
pub(super) struct Rendered {
    /// The first heading, taken out of the text, where a title was asked for.
    pub(super) title: Option<String>,
    pub(super) html: String,
}

/// Renders a text; with `take_title`, a first-level heading at its head becomes the title.
pub(super) fn render(markdown: &Markdown<'_>, take_title: bool, problems: &mut Problems) -> Rendered {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut filter = Filter { markdown, problems, depth: 0, too_deep: false, links: Vec::new(), pictures: 0 };
    let mut events: Vec<Event<'_>> = Vec::new();
    for (event, range) in Parser::new_ext(markdown.text, options).into_offset_iter() {
        let place = Place::span(markdown.file, markdown.offset + range.start..markdown.offset + range.end);
        filter.pass(event, place, &mut events);
        if filter.too_deep {
            return Rendered::default();
        }
    }
    let title = if take_title { take_heading(&mut events) } else { None };
    let mut html = String::with_capacity(markdown.text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    Rendered { title, html: html.replace("<th>", "<th scope=\"col\">").replace("<th style", "<th scope=\"col\" style") }
}

struct Filter<'a, 'p> {
    markdown: &'a Markdown<'a>,
    problems: &'p mut Problems,
    depth: usize,
    too_deep: bool,
    /// For each open link, whether it is let through.
    links: Vec<bool>,
    /// How many open pictures are left out; their description stands in their place.
    pictures: usize,
}

impl Filter<'_, '_> {
    fn pass<'e>(&mut self, event: Event<'e>, place: Place, events: &mut Vec<Event<'e>>) {
        match event {
            Event::Start(tag) => self.open(tag, place, events),
            Event::End(end) => self.close(end, events),
            Event::Html(html) | Event::InlineHtml(html) => {
                if !html.trim().is_empty() && !html.trim_start().starts_with("<!--") {
                    self.warn("markdown-html", "HTML in a page is shown as text", place);
                    events.push(Event::Text(html));
                }
            }
            other => events.push(other),
        }
    }

    fn open<'e>(&mut self, tag: Tag<'e>, place: Place, events: &mut Vec<Event<'e>>) {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.too_deep = true;
            let title = format!("quotes and lists are nested more than {DEEPEST} deep");
            self.problems.add(Diagnostic::error("markdown-too-deep", title).at(place, "here"));
            return;
        }
        match tag {
            Tag::Link { link_type, dest_url, title, id } => {
                let target = self.target(&dest_url);
                self.links.push(target.is_some());
                match target {
                    Some(dest_url) => events.push(Event::Start(Tag::Link { link_type, dest_url, title, id })),
                    None => self.warn("markdown-link", &format!("the link to `{dest_url}` is left out"), place),
                }
            }
            Tag::Image { dest_url, .. } => {
                self.pictures += 1;
                self.warn(
                    "markdown-image",
                    &format!("the picture `{dest_url}` is left out, its description stays"),
                    place,
                );
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
            Tag::Heading { level, .. } => {
                events.push(Event::Start(Tag::Heading {
                    level: below(level),
                    id: None,
                    classes: Vec::new(),
                    attrs: Vec::new(),
                }));
            }
            Tag::CodeBlock(_) => events.push(Event::Start(Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Indented))),
            Tag::Table(columns) => {
                // Alignment would need inline styles, which the site's policy forbids.
                let plain = columns.iter().map(|_| pulldown_cmark::Alignment::None).collect();
                events.push(Event::Start(Tag::Table(plain)));
            }
            other => events.push(Event::Start(other)),
        }
    }

    fn close<'e>(&mut self, end: TagEnd, events: &mut Vec<Event<'e>>) {
        self.depth = self.depth.saturating_sub(1);
        match end {
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    events.push(Event::End(TagEnd::Link));
                }
            }
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
            TagEnd::Heading(level) => events.push(Event::End(TagEnd::Heading(below(level)))),
            other => events.push(Event::End(other)),
        }
    }

    /// Where a link may lead: an https, mailto or tel address, or another page.
    fn target<'e>(&self, url: &str) -> Option<CowStr<'e>> {
        let lower = url.to_ascii_lowercase();
        let is_outside = ["https://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme));
        if is_outside {
            let safe = !url.contains(|character: char| character.is_control() || character == '"');
            return safe.then(|| CowStr::from(url.to_owned()));
        }
        let slug = super::slug(url.strip_suffix(".md")?.trim_start_matches("./"));
        let up = match self.markdown.base {
            LinkBase::Home => "",
            LinkBase::Page => "../",
        };
        self.markdown.slugs.contains(&slug).then(|| CowStr::from(format!("{up}{slug}/")))
    }

    fn warn(&mut self, code: &'static str, title: &str, place: Place) {
        let problem = Diagnostic::warning(code, title).at(place, "here");
        self.problems.add(match code {
            "markdown-link" => {
                problem.hint("links lead to https:, mailto: or tel: addresses, or to another page's .md file")
            }
            _ => problem,
        });
    }
}

/// One level further down: the page itself has the first-level heading.
fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        HeadingLevel::H3 => HeadingLevel::H3,
        HeadingLevel::H4 => HeadingLevel::H4,
        HeadingLevel::H5 => HeadingLevel::H5,
        HeadingLevel::H6 => HeadingLevel::H6,
    }
}

/// Takes the heading at the head of a text out of it.
fn take_heading(events: &mut Vec<Event<'_>>) -> Option<String> {
    if !matches!(events.first(), Some(Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }))) {
        return None;
    }
    let end = events.iter().position(|event| matches!(event, Event::End(TagEnd::Heading(_))))?;
    let heading = events.drain(..=end).filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.to_string()),
        Event::SoftBreak => Some(" ".to_owned()),
        _ => None,
    });
    Some(heading.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(text: &str) -> (Rendered, Vec<&'static str>) {
        let slugs = BTreeSet::from(["terms".to_owned()]);
        let markdown = Markdown { file: FileId(0), text, offset: 0, base: LinkBase::Page, slugs: &slugs };
        let mut problems = Problems::new();
        let rendered = render(&markdown, true, &mut problems);
        (rendered, problems.iter().map(|problem| problem.code).collect())
    }

    #[test]
    fn raw_html_is_shown_as_text() {
        let (page, codes) = rendered("a <b>b</b>\n\n<script>alert(1)</script>\n");
        assert!(page.html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{}", page.html);
        assert!(!page.html.contains("<b>") && codes.contains(&"markdown-html"));
    }

    #[test]
    fn links_lead_to_safe_addresses_or_other_pages() {
        let (page, codes) = rendered("[a](https://a.example) [b](javascript:alert(1)) [c](terms.md) [d](gone.md)");
        assert_eq!(page.html, "<p><a href=\"https://a.example\">a</a> b <a href=\"../terms/\">c</a> d</p>\n");
        assert_eq!(codes, ["markdown-link", "markdown-link"]);
    }

    #[test]
    fn a_picture_leaves_its_description() {
        let (page, codes) = rendered("![our office](https://a.example/x.png)");
        assert_eq!((page.html.as_str(), codes.as_slice()), ("<p>our office</p>\n", &["markdown-image"][..]));
    }

    #[test]
    fn a_hundred_thousand_quotes_are_an_error() {
        let (_, codes) = rendered(&"> ".repeat(100_000));
        assert_eq!(codes, ["markdown-too-deep"]);
    }

    #[test]
    fn the_first_heading_is_the_title_and_others_come_below_it() {
        let (page, _) = rendered("# How to *pay*\n\n# More\n\n### Even more\n");
        assert_eq!(page.title.as_deref(), Some("How to pay"));
        assert_eq!(page.html, "<h2>More</h2>\n<h3>Even more</h3>\n");
    }

    #[test]
    fn tables_have_column_headers_and_no_inline_style() {
        let (page, _) = rendered("| a | b |\n|--:|:-:|\n| 1 | 2 |\n");
        assert!(page.html.contains("<th scope=\"col\">a</th>") && !page.html.contains("style"), "{}", page.html);
    }
}
