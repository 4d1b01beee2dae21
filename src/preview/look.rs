//! A page as it looks elsewhere: in the dark, in the light, on paper. The conditions that its style sheets ask for are
//! written anew on the way to the browser, so that this needs no setting of the browser's and no change of the theme.

/// How a page shall look, whatever the browser prefers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Look {
    Dark,
    Light,
    Print,
}

impl Look {
    pub(super) fn of(name: &str) -> Option<Look> {
        match name {
            "dark" => Some(Look::Dark),
            "light" => Some(Look::Light),
            "print" => Some(Look::Print),
            _ => None,
        }
    }

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Look::Dark => "dark",
            Look::Light => "light",
            Look::Print => "print",
        }
    }

    /// The scheme that holds: paper is light.
    const fn scheme(self) -> &'static str {
        match self {
            Look::Dark => "dark",
            Look::Light | Look::Print => "light",
        }
    }

    /// A style sheet under this look.
    pub(super) fn style(self, css: &str) -> String {
        let mut styled = String::with_capacity(css.len() + 64);
        let mut rest = css;
        while let Some(at) = rest.find("@media") {
            let (before, media) = rest.split_at(at);
            let end = media.find(['{', ';']).unwrap_or(media.len());
            styled.push_str(&self.with_scheme(before));
            styled.push_str(&self.condition(&media[..end]));
            rest = &media[end..];
        }
        styled.push_str(&self.with_scheme(rest));
        styled
    }

    /// `color-scheme: light dark` with the one that holds.
    fn with_scheme(self, css: &str) -> String {
        let (mut styled, mut rest) = (String::with_capacity(css.len()), css);
        while let Some(at) = rest.find("color-scheme:") {
            let value = at + "color-scheme:".len();
            let end = rest[value..].find([';', '}']).map_or(rest.len(), |end| value + end);
            styled.push_str(&rest[..value]);
            styled.push_str(self.scheme());
            rest = &rest[end..];
        }
        styled + rest
    }

    /// A media query: what the look answers is answered, all else is left to the browser.
    fn condition(self, query: &str) -> String {
        let mut answered = String::with_capacity(query.len());
        let mut rest = query;
        while let Some(at) = rest.find("(prefers-color-scheme") {
            let end = rest[at..].find(')').map_or(rest.len(), |end| at + end + 1);
            let wanted = rest[at..end].contains(self.scheme());
            answered.push_str(&rest[..at]);
            answered.push_str(if wanted { "(min-width:0)" } else { "(max-width:0)" });
            rest = &rest[end..];
        }
        answered.push_str(rest);
        match self {
            // Paper is shown on the screen, and nothing is for the screen then.
            Look::Print => on_words(&answered, |word| match word {
                "print" => Some("screen"),
                "screen" => Some("speech"),
                _ => None,
            }),
            Look::Dark | Look::Light => answered,
        }
    }

    /// A page under this look: its style sheets are asked for by it, and its own conditions are answered.
    pub(super) fn page(self, html: &str) -> String {
        let (mut page, mut rest) = (String::with_capacity(html.len() + 256), html);
        while let Some(at) = rest.find('<') {
            let (before, tag) = rest.split_at(at);
            let end = tag.find('>').map_or(tag.len(), |end| end + 1);
            page.push_str(before);
            let name = tag[1..end].split(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or_default();
            match name {
                "link" | "source" | "meta" => page.push_str(&self.tag(&tag[..end])),
                _ => page.push_str(&tag[..end]),
            }
            rest = &tag[end..];
        }
        page + rest
    }

    fn tag(self, tag: &str) -> String {
        let tag = match tag.contains(".css") {
            true => tag.replace(".css", &format!(".css?look={}", self.as_str())),
            false => tag.to_owned(),
        };
        match (tag.find("media="), tag.contains("color-scheme") && tag.contains("light dark")) {
            (Some(at), _) => format!("{}{}", &tag[..at], self.condition(&tag[at..])),
            (None, true) => tag.replace("light dark", self.scheme()),
            (None, false) => tag,
        }
    }
}

/// A text with single words replaced.
fn on_words(text: &str, new: impl Fn(&str) -> Option<&'static str>) -> String {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let (mut replaced, mut word) = (String::with_capacity(text.len()), String::new());
    for letter in text.chars().chain(['\0']) {
        if is_part(letter) {
            word.push(letter);
            continue;
        }
        replaced.push_str(new(&word).unwrap_or(&word));
        word.clear();
        if letter != '\0' {
            replaced.push(letter);
        }
    }
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSS: &str = ":root{color-scheme:light dark;--a:#fff}@media (prefers-color-scheme: dark){:root{--a:#000}}\
        @media screen and (max-width:50rem){a{b:c}}@media print{a{d:e}}";

    #[test]
    fn the_dark_is_dark_whatever_the_browser_prefers() {
        let dark = Look::Dark.style(CSS);
        assert!(dark.starts_with(":root{color-scheme:dark;--a:#fff}@media (min-width:0){"), "{dark}");
        let light = Look::Light.style(CSS);
        assert!(light.starts_with(":root{color-scheme:light;--a:#fff}@media (max-width:0){"), "{light}");
    }

    #[test]
    fn paper_is_shown_on_the_screen() {
        let print = Look::Print.style(CSS);
        assert!(print.ends_with("@media speech and (max-width:50rem){a{b:c}}@media screen{a{d:e}}"), "{print}");
    }

    #[test]
    fn a_page_asks_for_its_style_sheets_by_the_look() {
        let page = "<meta name=color-scheme content=\"light dark\"><link rel=stylesheet href=/assets/a.1.css><p title=\"x.css\">a < b</p>\
            <source media=\"(prefers-color-scheme: dark)\" srcset=b.png>";
        assert_eq!(
            Look::Dark.page(page),
            "<meta name=color-scheme content=\"dark\"><link rel=stylesheet href=/assets/a.1.css?look=dark><p title=\"x.css\">a < b</p>\
             <source media=\"(min-width:0)\" srcset=b.png>"
        );
    }
}
