//! The top of a document: who writes, what it is, to whom, and the facts that it is filed by.

use super::sheet::{GROUND, QUIET, Sheet, color};
use super::{Fact, LINE};
use crate::documents::Letter;
use crate::pdf::{Block, Figure, Furniture, Level, Path, Style};

/// The room that a logo has.
const LOGO: (f32, f32) = (190.0, 38.0);

/// The height of the banner behind a logo that cannot be seen on paper.
const BANNER: f32 = 66.0;

/// Where facts begin, as a part of the page's width.
const FACTS: f32 = 0.56;

/// What a document is called: `Account statement`, and below it what tells it from others of its kind.
#[derive(Debug)]
pub(super) struct Title {
    pub(super) name: String,
    pub(super) of: String,
}

/// Draws all of it; what comes next stands below.
pub(super) fn draw(sheet: &mut Sheet<'_>, letter: &Letter<'_, '_>, title: &Title, facts: &[Fact]) {
    let logo_end = sender(sheet, letter);
    sheet.y = logo_end.max(84.0) + 22.0;
    heading(sheet, title);
    let top = sheet.y;
    let addressee_end = addressee(sheet, letter);
    let facts_end = facts_list(sheet, facts, top);
    sheet.y = addressee_end.max(facts_end) + 18.0;
}

/// The logo, and the organization's name and address at the other side; where they end.
fn sender(sheet: &mut Sheet<'_>, letter: &Letter<'_, '_>) -> f32 {
    let organization = &letter.config.organization;
    let Sheet { stationery, document, frame, palette, .. } = sheet;
    let logo = stationery.logo.as_ref();
    let on_banner = logo.is_some_and(|logo| !logo.seen_on_paper);
    let mut top = 36.0;
    if on_banner {
        let whole = crate::pdf::Area { x: 0.0, y: 0.0, width: frame.paper.width, height: BANNER };
        document.artifact(Furniture::Decoration, |canvas| canvas.fill(whole, color(palette.banner)));
        top = (BANNER - LOGO.1) / 2.0;
    }
    let mut end = top;
    if let Some(logo) = logo {
        let (width, height) = logo.picture.size();
        let (width, height) = (width as f32, height as f32);
        let scale = (LOGO.0 / width).min(LOGO.1 / height);
        let area = frame.area(0.0, top + (LOGO.1 - height * scale) / 2.0, width * scale, height * scale);
        document.figure(Figure { alternative: &organization.name, area }, |canvas| canvas.picture(&logo.picture, area));
        end = top + LOGO.1;
    }
    if on_banner {
        end = BANNER;
    }
    let name = &organization.legal_name;
    let lines: Vec<&str> = organization
        .address
        .iter()
        .map(String::as_str)
        .chain(organization.tax_id.as_deref())
        .chain(organization.website.as_deref().map(without_scheme))
        .collect();
    let fonts = stationery.fonts();
    let mut y = if on_banner { BANNER + 20.0 } else { 43.0 };
    document.paragraph(|paragraph| {
        let bold = Style::bold(if logo.is_some() { 8.5 } else { 14.0 });
        let ink = if logo.is_some() { bold } else { bold.colored(color(palette.ink)) };
        let room = if logo.is_some() { frame.width * (1.0 - FACTS) } else { frame.width };
        for line in fonts.lines(name, &ink, room) {
            paragraph.text(line, place(frame, logo.is_some(), y), &ink);
            y += ink.size * LINE;
        }
        let style = Style::regular(8.0).colored(QUIET);
        for line in lines.iter().flat_map(|line| fonts.lines(line, &style, room)) {
            paragraph.text(line, place(frame, logo.is_some(), y), &style);
            y += style.size * LINE;
        }
    });
    end.max(y - 8.0)
}

/// The sender's lines stand at the end of the page beside a logo, else at its start.
fn place(frame: &super::sheet::Frame, beside_logo: bool, y: f32) -> crate::pdf::At {
    if beside_logo { frame.end(frame.width, y) } else { frame.start(0.0, y) }
}

fn without_scheme(address: &str) -> &str {
    address.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/')
}

/// The document's name in the brand's color, above a rule.
fn heading(sheet: &mut Sheet<'_>, title: &Title) {
    let ink = sheet.ink(Style::bold(19.0));
    let Sheet { stationery, document, frame, palette, y, .. } = sheet;
    let baseline = *y + 15.0;
    let fonts = stationery.fonts();
    let whole = format!("{}, {}", title.name, title.of);
    let of = Style::regular(10.5);
    let width = fonts.width(&title.name, &ink);
    let beside = width + 24.0 + fonts.width(&title.of, &of) <= frame.width;
    document.heading(Level::One, &whole, |heading| {
        heading.text(&title.name, frame.start(0.0, baseline), &ink);
        let at = if beside { frame.end(frame.width, baseline) } else { frame.start(0.0, baseline + 17.0) };
        heading.text(&title.of, at, &of);
    });
    *y = baseline + if beside { 9.0 } else { 26.0 };
    document.artifact(Furniture::Decoration, |canvas| {
        canvas.fill(frame.area(0.0, *y, frame.width, 1.4), color(palette.ink));
    });
    *y += 22.0;
}

/// Whom it is for; where that ends.
fn addressee(sheet: &mut Sheet<'_>, letter: &Letter<'_, '_>) -> f32 {
    let party = &letter.portal.party;
    let address = letter.wording.address(party.address);
    let Sheet { stationery, document, frame, y, .. } = sheet;
    let mut baseline = *y;
    let width = frame.width * (FACTS - 0.04);
    let fonts = stationery.fonts();
    document.paragraph(|paragraph| {
        let mut lines = |block: &mut Block<'_, '_>, text: &str, style: Style| {
            for line in fonts.lines(text, &style, width) {
                block.text(line, frame.start(0.0, baseline), &style);
                baseline += style.size * LINE;
            }
        };
        lines(paragraph, letter.wording.strings.get("statement-customer"), Style::regular(7.5).colored(QUIET));
        lines(paragraph, party.name, Style::bold(10.0));
        for line in address {
            lines(paragraph, &line, Style::regular(9.0));
        }
    });
    baseline
}

/// Labels and values beside the addressee; where they end.
fn facts_list(sheet: &mut Sheet<'_>, facts: &[Fact], top: f32) -> f32 {
    let Sheet { stationery, document, frame, .. } = sheet;
    let fonts = stationery.fonts();
    let (label_style, value_style) = (Style::regular(8.5).colored(QUIET), Style::regular(8.5));
    let (from, mut baseline) = (frame.width * FACTS, top);
    document.list(|list| {
        for Fact { label, value } in facts {
            let room = frame.width - from - fonts.width(label, &label_style) - 10.0;
            list.item(|item| {
                item.label(|block| block.text(label, frame.start(from, baseline), &label_style));
                item.body(|block| {
                    for line in fonts.lines(value, &value_style, room.max(60.0)) {
                        block.text(line, frame.end(frame.width, baseline), &value_style);
                        baseline += value_style.size * 1.5;
                    }
                });
            });
        }
    });
    baseline
}

/// The figures that a reader looks for first, side by side; the last one is what it comes to.
pub(super) fn figures(sheet: &mut Sheet<'_>, figures: &[Fact]) {
    const HEIGHT: f32 = 44.0;
    const BETWEEN: f32 = 8.0;
    let (ink, on_ink) = (color(sheet.palette.ink), crate::pdf::Color::Gray(1.0));
    let Sheet { stationery, document, frame, y, .. } = sheet;
    let fonts = stationery.fonts();
    let width = (frame.width - BETWEEN * (figures.len() - 1) as f32) / figures.len() as f32;
    let last = figures.len() - 1;
    let areas: Vec<_> =
        (0..figures.len()).map(|at| frame.area(at as f32 * (width + BETWEEN), *y, width, HEIGHT)).collect();
    document.artifact(Furniture::Decoration, |canvas| {
        for (at, area) in areas.iter().enumerate() {
            canvas.fill_path(&Path::rounded(*area, 4.0), if at == last { ink } else { GROUND });
        }
    });
    document.list(|list| {
        for (at, Fact { label, value }) in figures.iter().enumerate() {
            let x = at as f32 * (width + BETWEEN) + 9.0;
            let (label_color, value_color) =
                if at == last { (on_ink, on_ink) } else { (QUIET, crate::pdf::Color::BLACK) };
            list.item(|item| {
                item.label(|block| {
                    let style = fitting(fonts, label, Style::regular(7.5).colored(label_color), width - 18.0);
                    block.text(label, frame.start(x, *y + 15.5), &style)
                });
                item.body(|block| {
                    let style = fitting(fonts, value, Style::bold(13.0).colored(value_color), width - 18.0);
                    block.text(value, frame.start(x, *y + 33.5), &style)
                });
            });
        }
    });
    *y += HEIGHT + 22.0;
}

/// A style in which a text is no wider than `width`.
fn fitting(fonts: &crate::pdf::Fonts, text: &str, style: Style, width: f32) -> Style {
    let wide = fonts.width(text, &style);
    if wide <= width { style } else { Style { size: style.size * width / wide, ..style } }
}
