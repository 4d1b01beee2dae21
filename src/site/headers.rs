//! The headers a portal site must be served with, as a `_headers` file for hosts that read one, and the policy that
//! every page states itself (docs/hosting.md).

use crate::config::Config;

/// What every answer has, whatever it is.
pub const EVERYWHERE: &[(&str, &str)] = &[
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("X-Robots-Tag", "noindex, nofollow, noarchive, nosnippet, noimageindex"),
    ("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

const POLICY: &str = "Content-Security-Policy";
const CACHE: &str = "Cache-Control";
const PRIVATE: &str = "private, no-store";

/// The content security policy of pages. A page's own `<meta>` cannot say who may frame it; the header does.
///
/// A preview's address has no TLS, so nothing of it is asked for by https.
pub(super) fn page_policy(config: &Config) -> String {
    let endpoint = config.forms.endpoint.as_deref().map(origin).map(|origin| format!(" {origin}")).unwrap_or_default();
    let upgrade = if is_plain(config) { "" } else { "; upgrade-insecure-requests" };
    format!(
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'{endpoint}; \
         base-uri 'none'{upgrade}"
    )
}

/// Whether the site is reached without TLS, as only a preview is.
fn is_plain(config: &Config) -> bool {
    config.site.base_url.starts_with("http:")
}

/// What differs from path to path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Page,
    Document,
    Asset,
}

/// Where each kind of file lies; all other files have the headers of all.
const KINDS: [(&str, Kind); 6] = [
    ("/", Kind::Page),
    ("/index.html", Kind::Page),
    ("/404.html", Kind::Page),
    ("/p/*", Kind::Page),
    ("/d/*", Kind::Document),
    ("/assets/*", Kind::Asset),
];

impl Kind {
    fn headers(self, policy: &str) -> Vec<(&'static str, String)> {
        match self {
            Kind::Page => vec![(POLICY, format!("{policy}; frame-ancestors 'none'")), (CACHE, PRIVATE.to_owned())],
            Kind::Document => vec![
                (POLICY, "default-src 'none'; sandbox; frame-ancestors 'none'".to_owned()),
                (CACHE, PRIVATE.to_owned()),
                ("Content-Disposition", "attachment".to_owned()),
            ],
            Kind::Asset => vec![
                (POLICY, "default-src 'none'".to_owned()),
                (CACHE, "public, max-age=31536000, immutable".to_owned()),
            ],
        }
    }
}

/// The headers of the file at a path below the site's root (`/p/…`). Without TLS nothing is said of it.
pub(super) fn headers_of(path: &str, config: &Config) -> Vec<(&'static str, String)> {
    let is_at = |pattern: &str| match pattern.strip_suffix('*') {
        Some(folder) => path.starts_with(folder),
        None => path == pattern,
    };
    let everywhere = EVERYWHERE.iter().filter(|(name, _)| *name != "Strict-Transport-Security" || !is_plain(config));
    let kind = KINDS.iter().find(|(pattern, _)| is_at(pattern)).map(|(_, kind)| *kind);
    let of_kind = kind.map(|kind| kind.headers(&page_policy(config))).unwrap_or_default();
    everywhere.map(|(name, value)| (*name, (*value).to_owned())).chain(of_kind).collect()
}

/// The `_headers` file. Rules that match one path are joined with commas by the hosts that read it, so what differs
/// from path to path stands under prefixes that do not overlap, and no rule names a customer.
pub(super) fn headers_file(config: &Config) -> String {
    let (base, policy) = (config.site.base_path(), page_policy(config));
    let everywhere = EVERYWHERE.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    let of_kinds = KINDS.iter().map(|(path, kind)| (*path, kind.headers(&policy)));
    let mut text = String::new();
    for (path, headers) in std::iter::once(("/*", everywhere)).chain(of_kinds) {
        text.push_str(&format!("{base}{path}\n"));
        headers.iter().for_each(|(name, value)| text.push_str(&format!("  {name}: {value}\n")));
        text.push('\n');
    }
    text
}

fn origin(address: &str) -> &str {
    let host = address.find("://").map_or(0, |scheme| scheme + 3);
    address[host..].find('/').map_or(address, |path| &address[..host + path])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Problems};

    fn config(base_url: &str) -> Config {
        let yaml = format!("organization: {{ name: Acme }}\nsite: {{ base_url: {base_url} }}\n");
        crate::config::read(FileId(0), yaml.as_bytes(), &mut Problems::new()).unwrap()
    }

    /// The rules of the `_headers` file that match a path, joined as hosts join them.
    fn by_file(path: &str, config: &Config) -> Vec<(String, String)> {
        let text = headers_file(config);
        let rules = text.split("\n\n").filter_map(|rule| rule.split_once('\n'));
        let matching = rules.filter(|(pattern, _)| match pattern.strip_suffix('*') {
            Some(folder) => path.starts_with(folder),
            None => path == *pattern,
        });
        let lines = matching.flat_map(|(_, lines)| lines.lines());
        lines.filter_map(|line| line.trim().split_once(": ")).map(|(name, value)| (name.into(), value.into())).collect()
    }

    #[test]
    fn a_preview_sends_what_the_headers_file_says() {
        let config = config("https://pay.example.com");
        for path in ["/", "/404.html", "/p/key/index.html", "/d/key/a.pdf", "/assets/style.css", "/robots.txt"] {
            let sent = headers_of(path, &config).into_iter().map(|(name, value)| (name.to_owned(), value));
            assert_eq!(sent.collect::<Vec<_>>(), by_file(path, &config), "{path}");
        }
    }

    #[test]
    fn without_tls_nothing_asks_for_it() {
        let mut config = config("https://pay.example.com");
        config.site.base_url = "http://127.0.0.1:4747".to_owned();
        let sent = headers_of("/p/key/index.html", &config);
        assert!(sent.iter().all(|(name, value)| *name != "Strict-Transport-Security" && !value.contains("upgrade")));
    }
}
