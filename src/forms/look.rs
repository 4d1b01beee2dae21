//! What answers look like: the portals' theme, on the endpoint's own host, with its own copy of style sheet and pictures.

use super::answer::Answer;
use crate::config::{Config, Language};
use crate::diag::{Place, Problems};
use crate::pages::{Refusal, Reply, reply};
use crate::site::{BrandFiles, EVERYWHERE};
use crate::theme::{Theme, ThemeFiles};

/// Theme and config, as seen from the endpoint's host.
#[derive(Debug)]
pub(super) struct Look {
    /// With the endpoint in place of the site: what pages link to lies on their own host.
    config: Config,
    theme: Theme,
    policy: String,
}

impl Look {
    /// `None` means that the theme has errors; `problems` has all of them.
    pub(super) fn read(
        config: &Config,
        files: &BrandFiles,
        place: &dyn Fn(&[&str]) -> Place,
        problems: &mut Problems,
    ) -> Option<Look> {
        let mut config = config.clone();
        config.site.base_url = config.forms.endpoint.clone().unwrap_or_default();
        let policy = policy(&config);
        let files = ThemeFiles { own: &files.own, built_in: &files.built_in, brand: &files.brand, place };
        let theme = Theme::read(&files, &policy, &config, problems)?;
        Some(Look { config, theme, policy })
    }

    pub(super) fn theme(&self) -> &Theme {
        &self.theme
    }

    /// A page.
    pub(super) fn page(&self, status: u16, said: &Reply<'_>, back: Option<&str>, language: &Language) -> Answer {
        match reply(said, back, language, (&self.config, &self.theme)) {
            Ok(html) => self
                .headed(Answer::new(status, "text/html; charset=utf-8", html))
                .with("Content-Security-Policy", format!("{}; frame-ancestors 'none'", self.policy))
                .with("Content-Language", language.as_str()),
            // A template of the theme's own that fails on this very page; what is true is said without it.
            Err(_) => self.headed(Answer::text(status, plain_words(said))),
        }
    }

    /// A page that says why a form was not taken.
    pub(super) fn refused(&self, status: u16, refusal: Refusal, back: Option<&str>, language: &Language) -> Answer {
        self.page(status, &Reply::Refused(refusal), back, language)
    }

    /// A style sheet, font or picture, by its path below the endpoint.
    pub(super) fn asset(&self, path: &str) -> Option<Answer> {
        let asset = self.theme.assets().iter().find(|asset| Some(asset.path.as_str()) == path.strip_prefix('/'))?;
        let answer = Answer::new(200, crate::site::media_type(&asset.path), asset.bytes.clone());
        let policy = "default-src 'none'; frame-ancestors 'none'";
        let answer = self.headed(answer).with("Content-Security-Policy", policy);
        Some(answer.with("Cache-Control", "public, max-age=31536000, immutable"))
    }

    /// With the headers that every answer has.
    pub(super) fn headed(&self, answer: Answer) -> Answer {
        let answer = answer.with("Cache-Control", "private, no-store");
        let answer = answer.with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        EVERYWHERE.iter().fold(answer, |answer, (name, value)| answer.with(name, *value))
    }

    /// The language of the site's that a browser asks for first, else the site's first.
    pub(super) fn language(&self, accepted: &str) -> &Language {
        let languages = &self.config.site.languages;
        preferred(accepted, languages).unwrap_or(&languages[0])
    }

    /// The path of the endpoint's address, which all of its own begin with: empty for most.
    pub(super) fn root(&self) -> &str {
        self.config.site.base_path()
    }

    /// What is cut off from a path where the endpoint's address has one.
    pub(super) fn below<'p>(&self, path: &'p str) -> &'p str {
        path.strip_prefix(self.root()).filter(|below| below.starts_with('/')).unwrap_or(path)
    }
}

/// Of these languages, the one that `Accept-Language` (RFC 9110, section 12.5.4) gives the most weight, by its first part.
fn preferred<'l>(accepted: &str, languages: &'l [Language]) -> Option<&'l Language> {
    let first = |tag: &str| tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
    let weighed = accepted.split(',').filter_map(|part| {
        let (tag, weight) = part.split_once(';').unwrap_or((part, "q=1"));
        let weight: f32 = weight.trim().strip_prefix("q=")?.parse().ok()?;
        let language = languages.iter().find(|language| first(language.as_str()) == first(tag))?;
        (weight > 0.0).then_some((weight, language))
    });
    // Of two with one weight, the one that stands first.
    weighed.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, language)| language)
}

/// The policy that pages of the endpoint state themselves. They never lead off their host.
fn policy(config: &Config) -> String {
    let fonts = if config.white_label.fonts.is_empty() { "" } else { " font-src 'self';" };
    format!("default-src 'none'; style-src 'self'; img-src 'self';{fonts} form-action 'self'; base-uri 'none'")
}

fn plain_words(said: &Reply<'_>) -> &'static str {
    match said {
        Reply::Acknowledged(_) => "We have received your form.",
        Reply::Again(_) => "Something in the form is not right. Nothing was recorded.",
        Reply::Refused(Refusal::Failed) => "Something went wrong. Sending the form again is safe: it counts once.",
        Reply::Refused(Refusal::Nothing) => "There is nothing here.",
        Reply::Refused(_) => "Nothing was recorded.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_with_the_most_weight_is_taken() {
        let languages = ["en", "de", "pt-BR"].map(|tag| Language(tag.into()));
        let taken = |accepted: &str| preferred(accepted, &languages).map(Language::as_str);
        assert_eq!(taken("fr, de-AT;q=0.7, en;q=0.8"), Some("en"));
        assert_eq!(taken("PT,en;q=0.9"), Some("pt-BR"));
        assert_eq!(taken("de,en"), Some("de"));
        for nothing in ["", "fr", "*", "de;q=0", "de;q=x", ";;,,"] {
            assert_eq!(taken(nothing), None, "{nothing}");
        }
    }
}
