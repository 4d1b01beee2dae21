//! What a page gets on its way to the browser: the script that reloads it. The bytes of the build never have it.

use super::look::Look;

/// What is added to a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Injected<'a> {
    /// Lets this script run and no other: a new one for each run of the program.
    pub(super) nonce: &'a str,
    /// The page's mark, by which the script learns that it has changed.
    pub(super) mark: &'a str,
    pub(super) look: Option<Look>,
}

/// Where the script lies.
pub(super) const SCRIPT: &str = "/-preview/live.js";

/// The page with the script at its end. Its own policy, which lets no script run, is taken out; the header has it.
pub(super) fn page(html: &str, injected: &Injected<'_>) -> String {
    let html = without_policy(html);
    let html = injected.look.map_or_else(|| html.clone(), |look| look.page(&html));
    let Injected { nonce, mark, .. } = injected;
    format!("{html}\n<script src=\"{SCRIPT}\" nonce=\"{nonce}\" data-mark=\"{mark}\" defer></script>\n")
}

/// The policy of an injected page: what its host would send, and what the script needs.
pub(super) fn policy(host: &str, nonce: &str, frames: &str) -> String {
    format!("{host}; script-src 'nonce-{nonce}'; connect-src 'self'; frame-ancestors {frames}")
}

/// The page without the element in which it states its policy.
fn without_policy(html: &str) -> String {
    let mut from = 0;
    while let Some(at) = html[from..].find("<meta").map(|at| from + at) {
        let end = html[at..].find('>').map_or(html.len(), |end| at + end + 1);
        if html[at..end].to_ascii_lowercase().contains("content-security-policy") {
            return [&html[..at], &html[end..]].concat();
        }
        from = end;
    }
    html.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_comes_last_and_the_policy_goes() {
        let html = "<!doctype html><meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;\"><p>é</p>";
        let injected = Injected { nonce: "abc", mark: "0f", look: None };
        assert_eq!(
            page(html, &injected),
            "<!doctype html><meta charset=utf-8><p>é</p>\n\
             <script src=\"/-preview/live.js\" nonce=\"abc\" data-mark=\"0f\" defer></script>\n"
        );
        assert!(page("<p>no policy</p>", &injected).starts_with("<p>no policy</p>\n<script"));
    }
}
