//! A request and its answer as values, without a socket.

use std::borrow::Cow;

/// What a browser asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Request {
    pub(super) method: String,
    /// Path and query, as they came.
    pub(super) target: String,
    /// Names in small letters.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The path as it came; it begins with a slash or is no path of ours.
    pub(super) fn path(&self) -> &str {
        self.target.split(['?', '#']).next().unwrap_or_default()
    }

    /// A value of the query, decoded; empty where there is none.
    pub(super) fn query(&self, name: &str) -> String {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        let mut pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let value = pairs.find(|(known, _)| *known == name).map(|(_, value)| value.replace('+', " "));
        value.and_then(|value| decoded(&value)).unwrap_or_default()
    }

    /// Whether the page is to stand in a frame of our own.
    pub(super) fn is_framed(&self) -> bool {
        self.header("sec-fetch-dest") == Some("iframe") && self.header("sec-fetch-site") == Some("same-origin")
    }
}

/// Percent-decoded text; none of what is not text then.
pub(super) fn decoded(text: &str) -> Option<String> {
    let bytes = crate::requests::percent_decoded(text.as_bytes())?;
    String::from_utf8(bytes.into_owned()).ok()
}

/// The headers of an answer that is none of the site's files: those of all files, and nothing may run or be kept.
const PLAIN: [(&str, &str); 9] = [
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("X-Robots-Tag", "noindex, nofollow, noarchive, nosnippet, noimageindex"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// What is answered.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<(Cow<'static, str>, String)>,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Answer {
        let headers = vec![("Content-Type".into(), content_type.to_owned())];
        Answer { status, headers, body: body.into() }
    }

    /// A line of text, where there is no page to say it.
    pub(super) fn text(status: u16, text: &str) -> Answer {
        let answer = Answer::new(status, "text/plain; charset=utf-8", format!("{text}\n"));
        PLAIN.iter().fold(answer, |answer, (name, value)| answer.with(name, *value))
    }

    pub(super) fn redirect(status: u16, to: &str) -> Answer {
        Answer::text(status, to).with("Location", to)
    }

    /// Adds a header, or puts it in the place of one of that name.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Answer {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.into(), value.into()));
        self
    }

    #[must_use]
    pub(super) fn with_all(self, headers: Vec<(&'static str, String)>) -> Answer {
        headers.into_iter().fold(self, |answer, (name, value)| answer.with(name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_decoded() {
        let request = Request { target: "/?q=M%C3%BCller+%26+Co&page=2&x=%zz".into(), ..Request::default() };
        assert_eq!(
            (request.path(), request.query("q").as_str(), request.query("page").as_str()),
            ("/", "Müller & Co", "2")
        );
        assert_eq!((request.query("x").as_str(), request.query("none").as_str()), ("", ""));
    }
}
