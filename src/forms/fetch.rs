//! Submissions from another host's endpoint, which hands them out on its `--pull-listen`.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

/// For the whole answer: as long as an endpoint takes at the most to hand its store out.
const PATIENCE: Duration = Duration::from_secs(600);

/// The most that is read, in bytes.
const LARGEST: u64 = 1 << 30;

/// Why submissions cannot be fetched.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NotFetched {
    /// The secret would go over the network for all to read.
    Open,
    /// The endpoint's secret is another one.
    Secret,
    /// What was wrong, without the secret and without what was answered.
    Failed(String),
}

/// All submissions of the endpoint at `address` (`http://127.0.0.1:8788`), as JSON lines. Plain HTTP is for this machine alone.
pub fn fetch(address: &str, secret: &str) -> Result<String, NotFetched> {
    if !is_safe(address) {
        return Err(NotFetched::Open);
    }
    let mut config = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        // A redirect would carry the secret to who knows whom.
        .max_redirects(0)
        .http_status_as_error(false)
        .user_agent(concat!("Portalsmith/", env!("CARGO_PKG_VERSION")))
        .tls_config(
            ureq::tls::TlsConfig::builder()
                .root_certs(ureq::tls::RootCerts::PlatformVerifier)
                .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
                .build(),
        );
    if !address.starts_with("https://") {
        // A proxy that the environment names would be told the secret in clear. Behind TLS it hears the host's name alone.
        config = config.proxy(None);
    }
    let agent = ureq::Agent::from(config.build());
    let address = address.trim_end_matches('/').trim_end_matches("/submissions");
    let asked = agent.get(format!("{address}/submissions")).header("Authorization", format!("Bearer {secret}"));
    let failed = |error: ureq::Error| NotFetched::Failed(plain(&error).to_owned());
    let mut answer = asked.call().map_err(failed)?;
    match answer.status().as_u16() {
        200 => answer.body_mut().with_config().limit(LARGEST).read_to_string().map_err(failed),
        401 => Err(NotFetched::Secret),
        status => Err(NotFetched::Failed(format!("it answered {status}"))),
    }
}

/// Whether what is sent there can be read on the way by nobody else.
fn is_safe(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("http://") else { return address.starts_with("https://") };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(inner) => inner.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let is_plain = !authority.contains('@');
    is_plain && (host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback()))
}

/// What went wrong, in words.
fn plain(error: &ureq::Error) -> &'static str {
    match error {
        ureq::Error::Timeout(_) => "it took too long",
        ureq::Error::HostNotFound => "there is no such host",
        ureq::Error::Io(_) | ureq::Error::ConnectionFailed => "no connection",
        ureq::Error::Rustls(_) | ureq::Error::Tls(_) => "TLS failed",
        ureq::Error::BodyExceedsLimit(_) => "the answer is too large",
        _ => "it is no answer",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_goes_over_plain_http_on_this_machine_only() {
        for address in
            ["https://forms.example.com", "http://127.0.0.1:8788", "http://[::1]:8788/", "http://localhost:1"]
        {
            assert!(is_safe(address), "{address}");
        }
        for address in [
            "http://forms.example.com",
            "http://10.0.0.1:8788",
            "ftp://127.0.0.1",
            "http://127.0.0.1.example.com",
            "http://127.0.0.1@example.com/",
            "http://127.0.0.1:80@example.com/",
        ] {
            assert!(!is_safe(address), "{address}");
        }
    }
}
