//! The top of a document: who writes, what it is, to whom, and the facts that it is filed by.

use super::sheet::{GROUND, QUIET, Sheet, color};
use super::{Fact, LINE};
use crate::documents::Letter;
use crate::pdf::{Area, Block, Figure, Furniture, Level, Path, Style};

/// The room that a logo has.
const LOGO: (f32, f32) = (190.0, 38.0);

/// Above and below what stands on the banner.
const AIR: f32 = 13.0;

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
    sheet.y = sender(sheet, letter) + 22.0;
    heading(sheet, title);
    let top = sheet.y;
    let addressee_end = addressee(sheet, letter);
    let facts_end = facts_list(sheet, facts, top);
    sheet.y = addressee_end.max(facts_end) + 11.0;
}

/// The logo, and the organization's name and address at the other side; where they end. A logo that cannot be seen on paper
/// stands on the banner's color, as on the portal.
fn sender(sheet: &mut Sheet<'_>, letter: &Letter<'_, '_>) -> f32 {
    let organization = &letter.config.organization;
    let Sheet { stationery, document, frame, palette, .. } = sheet;
    let fonts = stationery.fonts();
    let logo = stationery.logo.as_ref();
    let on_banner = logo.is_some_and(|logo| !logo.seen_on_paper);
    let (name_color, color_of_lines) = match on_banner {
        true => (color(palette.on_banner), color(palette.on_banner)),
        false => (crate::pdf::Color::BLACK, QUIET),
    };
    let lines = (organization.address.iter().map(String::as_str))
        .chain(organization.tax_id.as_deref())
        .chain(organization.website.as_deref().map(without_scheme));
    let room = frame.width * if logo.is_some() { 1.0 - FACTS } else { 1.0 };
    let name_style = match logo {
        Some(_) => Style::bold(8.5).colored(name_color),
        None => Style::bold(14.0).colored(color(palette.ink)),
    };
    let line_style = Style::regular(7.5).colored(color_of_lines);
    let mut set: Vec<(&str, Style)> = Vec::new();
    set.extend(fonts.lines(&organization.legal_name, &name_style, room).into_iter().map(|line| (line, name_style)));
    set.extend(lines.flat_map(|line| fonts.lines(line, &line_style, room)).map(|line| (line, line_style)));
    let text_height: f32 = set.iter().map(|(_, style)| style.size * LINE).sum();
    let height = text_height.max(if logo.is_some() { LOGO.1 } else { 0.0 });
    let top = if on_banner { AIR } else { 34.0 };
    if on_banner {
        let whole = Area { x: 0.0, y: 0.0, width: frame.paper.width, height: height + 2.0 * AIR };
        document.artifact(Furniture::Decoration, |canvas| canvas.fill(whole, color(palette.banner)));
    }
    if let Some(logo) = logo {
        let (width, pixels_high) = logo.picture.size();
        let (width, pixels_high) = (width as f32, pixels_high as f32);
        let scale = (LOGO.0 / width).min(LOGO.1 / pixels_high);
        let above = if on_banner { (height - pixels_high * scale) / 2.0 } else { 0.0 };
        let area = frame.area(0.0, top + above, width * scale, pixels_high * scale);
        document.figure(Figure { alternative: &organization.name, area }, |canvas| canvas.picture(&logo.picture, area));
    }
    let mut baseline = top + (height - text_height) / 2.0;
    document.paragraph(|paragraph| {
        for (line, style) in set {
            baseline += style.size * LINE;
            let place = match logo {
                Some(_) => frame.end(frame.width, baseline - 2.0),
                None => frame.start(0.0, baseline - 2.0),
            };
            paragraph.text(line, place, &style);
        }
    });
    top + height + if on_banner { AIR } else { 0.0 }
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
        let mut lines = |block: &mut Block<'_, '_>, text: &str, style: Style, below: f32| {
            for line in fonts.lines(text, &style, width) {
                block.text(line, frame.start(0.0, baseline), &style);
                baseline += style.size * LINE;
            }
            baseline += below;
        };
        lines(paragraph, letter.wording.strings.get("statement-customer"), Style::regular(7.5).colored(QUIET), 4.0);
        lines(paragraph, party.name, Style::bold(10.0), 1.0);
        for line in address {
            lines(paragraph, &line, Style::regular(9.0), 0.0);
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
    const HEIGHT: f32 = 42.0;
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
                    block.text(label, frame.start(x, *y + 14.5), &style)
                });
                item.body(|block| {
                    let style = fitting(fonts, value, Style::bold(13.0).colored(value_color), width - 18.0);
                    block.text(value, frame.start(x, *y + 32.0), &style)
                });
            });
        }
    });
    *y += HEIGHT + 17.0;
}

/// A style in which a text is no wider than `width`.
fn fitting(fonts: &crate::pdf::Fonts, text: &str, style: Style, width: f32) -> Style {
    let wide = fonts.width(text, &style);
    if wide <= width { style } else { Style { size: style.size * width / wide, ..style } }
}
