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
        let mut wanted = accepted.split(',').map(|part| part.split([';', '-']).next().unwrap_or_default().trim());
        let of = |tag: &str| languages.iter().find(|language| language.as_str().split('-').next() == Some(tag));
        wanted.find_map(of).unwrap_or(&languages[0])
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
