//! A word to the organization's own server that something was sent, so that a pipeline can pull and build. Signed as the Standard
//! Webhooks specification says (version 1, symmetric), and without a word of what was sent or by whom.

use super::store::{Again, Ran};
use crate::links::mark;
use crate::requests::Filed;
use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use std::time::Duration;

/// For the whole of a request.
const PATIENCE: Duration = Duration::from_secs(15);

/// Where to, and what it is signed with.
pub(super) struct Webhook {
    url: String,
    mac: Hmac<Sha256>,
    agent: ureq::Agent,
}

/// Without the secret.
impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Webhook({})", self.url)
    }
}

impl Webhook {
    pub(super) fn new(url: &str, secret: &str) -> Webhook {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            // A redirect would carry the signature to who knows whom.
            .max_redirects(0)
            .http_status_as_error(false)
            // What is not encrypted is for this very machine, and passes nobody on the way.
            .proxy(if url.starts_with("http://") { None } else { ureq::Proxy::try_from_env() })
            .user_agent(concat!("Portalsmith/", env!("CARGO_PKG_VERSION")))
            .tls_config(
                ureq::tls::TlsConfig::builder()
                    .root_certs(ureq::tls::RootCerts::PlatformVerifier)
                    .unversioned_rustls_crypto_provider(std::sync::Arc::new(rustls::crypto::ring::default_provider()))
                    .build(),
            )
            .build();
        let mac = Hmac::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
        Webhook { url: url.to_owned(), mac, agent: config.into() }
    }

    /// Tells of a submission at `now`, in seconds since 1970; `at` is when to try once more.
    pub(super) fn tell(&self, filed: &Filed, now: i64, at: i64) -> Ran {
        let again = |why: String| Ran::Again(Again { at, why, told: Vec::new() });
        let body = body(filed);
        let id = name(filed);
        let sent = self
            .agent
            .post(&self.url)
            .header("Content-Type", "application/json")
            .header("webhook-id", &id)
            .header("webhook-timestamp", now.to_string())
            .header("webhook-signature", self.signature(&id, now, &body))
            .send(body);
        match sent {
            Ok(answer) if answer.status().is_success() => Ran::Done,
            Ok(answer) if answer.status().as_u16() == 410 => Ran::GivenUp("the webhook's server wants no more".into()),
            Ok(answer) => again(format!("the webhook's server answered {}", answer.status().as_u16())),
            Err(error) => again(format!("the webhook's server cannot be reached: {}", plain(&error))),
        }
    }

    fn signature(&self, id: &str, now: i64, body: &str) -> String {
        let mac = self.mac.clone().chain_update(format!("{id}.{now}.{body}")).finalize().into_bytes();
        format!("v1,{}", BASE64.encode(&mac))
    }
}

/// What a message is known by. Not the submission's own id: whoever has that may see the acknowledgement, and for a while the way back to
/// the portal, and pipelines keep logs.
fn name(filed: &Filed) -> String {
    mark::<32>(&["webhook", filed.id.as_str()])
}

/// What is told: which kind of form was recorded when, under which reference.
fn body(filed: &Filed) -> String {
    let received = jiff::Timestamp::from_second(filed.received.as_second()).unwrap_or_default();
    let told = serde_json::json!({
        "type": "submission.recorded",
        "timestamp": received.to_string(),
        "data": { "reference": filed.id.reference(), "kind": filed.submission.kind.as_str() },
    });
    told.to_string()
}

/// What went wrong, without the address, which may hold a token.
fn plain(error: &ureq::Error) -> &'static str {
    match error {
        ureq::Error::Timeout(_) => "it took too long",
        ureq::Error::HostNotFound => "there is no such host",
        ureq::Error::Io(_) | ureq::Error::ConnectionFailed => "no connection",
        ureq::Error::Rustls(_) | ureq::Error::Tls(_) => "TLS failed",
        _ => "it is no answer",
    }
}
