//! Web addresses. Only as much of a URL as a configuration needs: a host, perhaps a port and a path.

use crate::config::reader::Written;
use crate::config::schema::Json;
use crate::config::tree::quoted;
use crate::diag::Diagnostic;
use std::net::{IpAddr, Ipv6Addr};

/// A name that DNS could know, in ASCII.
pub(super) fn is_host_name(text: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(label)
}

/// The parts of an address; `path` begins with a slash or is empty.
struct Address<'a> {
    secure: bool,
    host: &'a str,
    /// The host with its port.
    authority: &'a str,
    path: &'a str,
    query: bool,
    fragment: bool,
}

impl<'a> Address<'a> {
    /// Takes an address apart; the error completes "…: ".
    fn parse(text: &'a str) -> Result<Address<'a>, &'static str> {
        let scheme = |name: &str| text.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name));
        let (secure, rest) = match (scheme("https://"), scheme("http://")) {
            (Some(start), _) => (true, &text[start.len()..]),
            (_, Some(start)) => (false, &text[start.len()..]),
            _ => return Err("it must begin with https://"),
        };
        let printable = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
        if !rest.bytes().all(printable) {
            return Err("it has characters that an address cannot have");
        }
        let (authority, tail) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err("it must not have a login in it");
        }
        let host = host_of(authority).ok_or("its host is not one")?;
        let path = &tail[..tail.find(['?', '#']).unwrap_or(tail.len())];
        let before_fragment = tail.split('#').next().unwrap_or_default();
        let (query, fragment) = (before_fragment.contains('?'), tail.contains('#'));
        if path.split('/').any(|part| part == "." || part == "..") {
            return Err("its path must not have `.` or `..` in it");
        }
        Ok(Address { secure, host, authority, path, query, fragment })
    }

    /// Whether it leads to this very machine, where http is as good as https.
    fn is_loopback(&self) -> bool {
        let name = self.host.to_ascii_lowercase();
        let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        name == "localhost" || name.ends_with(".localhost") || address.is_ok_and(|address| address.is_loopback())
    }

    /// The address in its usual spelling, without a slash at the end.
    fn normal(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        format!("{scheme}://{}{}", self.authority.to_ascii_lowercase(), self.path.trim_end_matches('/'))
    }

    fn safe(&self) -> Result<(), &'static str> {
        if self.secure || self.is_loopback() {
            Ok(())
        } else {
            Err("it must begin with https://, http is open to anyone on the way")
        }
    }

    fn bare(&self) -> Result<(), &'static str> {
        match (self.query, self.fragment) {
            (true, _) => Err("it must not have a query (`?…`)"),
            (_, true) => Err("it must not have a fragment (`#…`)"),
            _ => Ok(()),
        }
    }
}

/// The host of `host[:port]`, if both are right.
fn host_of(authority: &str) -> Option<&str> {
    let end = if authority.starts_with('[') {
        authority.find(']')? + 1
    } else {
        authority.find(':').unwrap_or(authority.len())
    };
    let (host, port) = authority.split_at(end);
    let port_is_right = match port.strip_prefix(':') {
        Some(number) => {
            number.bytes().all(|byte| byte.is_ascii_digit()) && number.parse::<u16>().is_ok_and(|port| port > 0)
        }
        None => port.is_empty(),
    };
    let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let host_is_right = inner.map_or_else(|| is_host_name(host), |inner| inner.parse::<Ipv6Addr>().is_ok());
    (port_is_right && host_is_right).then_some(host)
}

pub(super) fn address_schema(pattern: &str) -> Json {
    Json::pattern(pattern)
}

/// Where the portals are found: `https://host[/path]`, without a slash at the end.
#[derive(Clone, Debug)]
pub(in crate::config) struct BaseUrl(pub(in crate::config) String);

impl Written for BaseUrl {
    const WHAT: &'static str = "an https address";

    fn shape() -> Json {
        address_schema("^https?://[^?#@\\s]+$")
    }

    fn parse(text: &str) -> Result<BaseUrl, Diagnostic> {
        base(text).map(BaseUrl).map_err(|reason| {
            Diagnostic::error("invalid-base-url", format!("{} cannot be the portals' address: {reason}", quoted(text)))
                .hint("write `https://`, a host and perhaps a path, such as `https://pay.example.com`")
        })
    }
}

fn base(text: &str) -> Result<String, &'static str> {
    let address = Address::parse(text)?;
    address.safe()?;
    address.bare()?;
    Ok(address.normal())
}

/// Where the forms are sent to; the same form as the portals' address.
#[derive(Clone, Debug)]
pub(in crate::config) struct Endpoint(pub(in crate::config) String);

impl Written for Endpoint {
    const WHAT: &'static str = "an https address";

    fn shape() -> Json {
        BaseUrl::shape()
    }

    fn parse(text: &str) -> Result<Endpoint, Diagnostic> {
        base(text).map(Endpoint).map_err(|reason| invalid(text, reason))
    }
}

/// A page on the web, always https.
#[derive(Clone, Debug)]
pub(in crate::config) struct Website(pub(in crate::config) String);

impl Written for Website {
    const WHAT: &'static str = "an https address";

    fn shape() -> Json {
        address_schema("^https://\\S+$")
    }

    fn parse(text: &str) -> Result<Website, Diagnostic> {
        let address = Address::parse(text).map_err(|reason| invalid(text, reason))?;
        match address.secure {
            true => Ok(Website(text.to_owned())),
            false => Err(invalid(text, "it must begin with https://")),
        }
    }
}

/// An address that we post to: https, or http on this machine.
#[derive(Clone, Debug)]
pub(in crate::config) struct Webhook(pub(in crate::config) String);

impl Written for Webhook {
    const WHAT: &'static str = "an https address";

    fn shape() -> Json {
        address_schema("^https?://\\S+$")
    }

    fn parse(text: &str) -> Result<Webhook, Diagnostic> {
        let address = Address::parse(text).and_then(|address| address.safe().map(|()| address));
        let fragment =
            |address: &Address<'_>| if address.fragment { Err("it must not have a fragment (`#…`)") } else { Ok(()) };
        match address.and_then(|address| fragment(&address)) {
            Ok(()) => Ok(Webhook(text.to_owned())),
            Err(reason) => Err(invalid(text, reason)),
        }
    }
}

fn invalid(text: &str, reason: &str) -> Diagnostic {
    Diagnostic::error("invalid-web-address", format!("{} is not an address we can use: {reason}", quoted(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base_url(text: &str) -> Option<String> {
        BaseUrl::parse(text).ok().map(|address| address.0)
    }

    #[test]
    fn a_base_url_loses_its_last_slash_and_its_capitals() {
        assert_eq!(base_url("HTTPS://Pay.Example.com/Portals/").as_deref(), Some("https://pay.example.com/Portals"));
        assert_eq!(base_url("https://pay.example.com:8443/").as_deref(), Some("https://pay.example.com:8443"));
    }

    #[test]
    fn a_base_url_is_https_but_on_this_machine() {
        assert_eq!(base_url("http://pay.example.com"), None);
        for text in ["http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"] {
            assert_eq!(base_url(text).as_deref(), Some(text));
        }
        assert_eq!(base_url("http://localhost.example.com"), None);
    }

    #[test]
    fn a_base_url_is_a_host_and_a_path() {
        let wrong = [
            "https://",
            "https://a b",
            "https://user:word@example.com",
            "https://example.com/?a",
            "https://example.com/#a",
            "https://example.com/../a",
            "https://-a.example",
            "https://example.com:0",
            "//example.com",
            "ftp://example.com",
            "https://ex\u{e4}mple.com",
            "javascript:alert(1)",
            "https://example.com\\@evil.example",
        ];
        for text in wrong {
            assert_eq!(base_url(text), None, "{text}");
        }
    }
}
