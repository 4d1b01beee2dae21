//! Addresses that become links: what of a payment link is refused. Nothing is changed or looked up.

/// What is wrong with a payment link, to complete "a payment link …".
pub(super) fn fault(link: &str) -> Option<&'static str> {
    let Some(rest) = link.strip_prefix("https://") else { return Some("must begin with https://") };
    let foreign = |character: char| {
        character.is_whitespace() || character.is_control() || matches!(character, '"' | '\'' | '`' | '<' | '>' | '\\')
    };
    if rest.contains(foreign) {
        return Some("must not have white space, quotes, backslashes or control characters in it");
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Some("must not have a login in it");
    }
    (!is_host(authority)).then_some("must name a host")
}

/// Whether this is `host` or `host:port`, in ASCII.
fn is_host(authority: &str) -> bool {
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let label = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
            && !label.starts_with('-')
    };
    host.split('.').all(label) && port.parse().is_ok_and(|port: u16| port > 0) && !port.starts_with('+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_https_address_with_a_host_is_a_payment_link() {
        for link in [
            "https://pay.example.com",
            "https://pay.example.com/i/7?token=a@b&x=%20#top",
            "https://pay.example.com:8443/",
            "https://pay.example.com/zahlung/für",
        ] {
            assert_eq!(fault(link), None, "{link}");
        }
    }

    #[test]
    fn anything_else_is_none() {
        for (link, part) in [
            ("http://pay.example.com", "begin"),
            ("javascript:alert(1)", "begin"),
            ("https://", "host"),
            ("https:///pay", "host"),
            ("https://?x=1", "host"),
            ("https://:443/", "host"),
            ("https://pay..example/", "host"),
            ("https://pay.example:0x50/", "host"),
            ("https://user:pw@evil.example/", "login"),
            ("https://pay.example@evil.example", "login"),
            ("https://pay.example/a b", "white space"),
            ("https://pay.example/\u{a0}", "white space"),
            ("https://pay.example/\"x", "quotes"),
            ("https://pay.example/'x", "quotes"),
            ("https://pay.example\\@evil.example", "backslashes"),
            ("https://pay.example/\u{7f}", "white space"),
        ] {
            assert!(fault(link).is_some_and(|fault| fault.contains(part)), "{link}: {:?}", fault(link));
        }
    }
}
