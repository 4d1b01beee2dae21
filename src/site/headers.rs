//! The headers a portal site must be served with, as a `_headers` file for hosts that read one, and the policy that
//! every page states itself (docs/hosting.md).

use crate::config::Config;

const EVERYWHERE: &[(&str, &str)] = &[
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("X-Robots-Tag", "noindex, nofollow, noarchive, nosnippet, noimageindex"),
    ("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

const PRIVATE: &str = "private, no-store";

/// The content security policy of pages. A page's own `<meta>` cannot say who may frame it; the header does.
pub(super) fn page_policy(config: &Config) -> String {
    let endpoint = config.forms.endpoint.as_deref().map(origin).map(|origin| format!(" {origin}")).unwrap_or_default();
    format!(
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'{endpoint}; \
         base-uri 'none'; upgrade-insecure-requests"
    )
}

/// The `_headers` file. Rules that match one path are joined with commas by the hosts that read it, so what differs
/// from path to path stands under prefixes that do not overlap, and no rule names a customer.
pub(super) fn headers_file(config: &Config) -> String {
    let base = config.site.base_path();
    let policy = format!("{}; frame-ancestors 'none'", page_policy(config));
    let page: &[(&str, &str)] = &[("Content-Security-Policy", &policy), ("Cache-Control", PRIVATE)];
    let document: &[(&str, &str)] = &[
        ("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
        ("Cache-Control", PRIVATE),
        ("Content-Disposition", "attachment"),
    ];
    let asset: &[(&str, &str)] =
        &[("Content-Security-Policy", "default-src 'none'"), ("Cache-Control", "public, max-age=31536000, immutable")];
    let rules: [(&str, &[(&str, &str)]); 7] = [
        ("/*", EVERYWHERE),
        ("/", page),
        ("/index.html", page),
        ("/404.html", page),
        ("/p/*", page),
        ("/d/*", document),
        ("/assets/*", asset),
    ];
    let mut text = String::new();
    for (path, headers) in rules {
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
