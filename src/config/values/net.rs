//! What the operator of the endpoint and of the hosting gives: sockets, networks, targets.

use super::web::is_host_name;
use crate::config::reader::Written;
use crate::config::schema::Json;
use crate::config::tree::quoted;
use crate::diag::Diagnostic;
use std::net::{IpAddr, SocketAddr};

impl Written for SocketAddr {
    const WHAT: &'static str = "an address with a port such as `127.0.0.1:8787`";

    fn shape() -> Json {
        Json::pattern("^(\\[[0-9A-Fa-f:.]+\\]|[0-9.]+):[0-9]{1,5}$")
    }

    fn parse(text: &str) -> Result<SocketAddr, Diagnostic> {
        text.parse().map_err(|_| {
            let problem =
                Diagnostic::error("invalid-listen-address", format!("{} is not {}", quoted(text), Self::WHAT));
            match text.strip_prefix("localhost:") {
                Some(port) => problem.hint(format!("write `127.0.0.1:{port}`")),
                None => problem.hint("`0.0.0.0:8787` listens on all addresses of this machine"),
            }
        })
    }
}

/// An address or a network of them (CIDR).
#[derive(Clone, Debug)]
pub(in crate::config) struct Network(pub(in crate::config) String);

impl Written for Network {
    const WHAT: &'static str = "an IP address or a network such as `10.0.0.0/8`";

    fn shape() -> Json {
        Json::pattern("^[0-9A-Fa-f:.]+(/[0-9]{1,3})?$")
    }

    fn parse(text: &str) -> Result<Network, Diagnostic> {
        let (address, bits) = text.split_once('/').unwrap_or((text, "0"));
        let right = match (address.parse::<IpAddr>(), bits.parse::<u8>()) {
            (Ok(IpAddr::V4(_)), Ok(bits)) => bits <= 32,
            (Ok(IpAddr::V6(_)), Ok(bits)) => bits <= 128,
            _ => false,
        };
        match right {
            true => Ok(Network(text.to_owned())),
            false => Err(Diagnostic::error("invalid-network", format!("{} is not {}", quoted(text), Self::WHAT))),
        }
    }
}

/// A server, by name or address.
#[derive(Clone, Debug)]
pub(in crate::config) struct Host(pub(in crate::config) String);

impl Written for Host {
    const WHAT: &'static str = "the name of a server such as `smtp.example.com`";

    fn shape() -> Json {
        Json::object([("type", Json::text("string"))])
    }

    fn parse(text: &str) -> Result<Host, Diagnostic> {
        match is_host_name(text) || text.parse::<IpAddr>().is_ok() {
            true => Ok(Host(text.to_owned())),
            false => Err(Diagnostic::error("invalid-host", format!("{} is not {}", quoted(text), Self::WHAT))),
        }
    }
}

/// Where the site is put: `s3://bucket/prefix`, `gs://…`, `az://…` or `file:///folder`.
#[derive(Clone, Debug)]
pub(in crate::config) struct Target(pub(in crate::config) String);

impl Written for Target {
    const WHAT: &'static str = "a place to deploy to";

    fn shape() -> Json {
        Json::pattern("^((s3|gs|az)://[a-z0-9]|file:///.).*$")
    }

    fn parse(text: &str) -> Result<Target, Diagnostic> {
        let right = match text.split_once("://") {
            Some(("s3" | "gs" | "az", rest)) => is_bucket(rest),
            Some(("file", path)) => path.len() > 1 && path.starts_with('/') && !has_steps(path),
            _ => false,
        };
        match right {
            true => Ok(Target(text.trim_end_matches('/').to_owned())),
            false => Err(Diagnostic::error("invalid-deploy-target", format!("{} is not {}", quoted(text), Self::WHAT))
                .hint("write `s3://bucket/prefix`, `gs://bucket/prefix`, `az://container/prefix` or `file:///folder`")),
        }
    }
}

/// `bucket[/prefix]`, with a bucket's name as all three kinds of storage allow it.
fn is_bucket(text: &str) -> bool {
    let (bucket, prefix) = text.split_once('/').unwrap_or((text, ""));
    let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'_');
    (3..=63).contains(&bucket.len())
        && bucket.bytes().all(letters)
        && bucket.starts_with(|character: char| character.is_ascii_alphanumeric())
        && !prefix.contains(['?', '#', '\\', ' '])
        && !has_steps(prefix)
}

fn has_steps(path: &str) -> bool {
    path.split('/').any(|part| matches!(part, "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_an_address_or_a_network() {
        for text in ["10.0.0.1", "10.0.0.0/8", "fd00::/8", "::1"] {
            assert!(Network::parse(text).is_ok(), "{text}");
        }
        for text in ["10.0.0.0/33", "10.0.0", "proxy.example.com", "10.0.0.0/", "::/129"] {
            assert!(Network::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_target_names_a_bucket_or_a_folder() {
        for text in ["s3://portals/live", "gs://portals", "az://portals/a/b", "file:///srv/portals"] {
            assert!(Target::parse(text).is_ok(), "{text}");
        }
        for text in ["s3://", "s3://Portals", "ftp://portals", "file://srv", "file:///", "s3://portals/../x", "portals"]
        {
            assert!(Target::parse(text).is_err(), "{text}");
        }
    }
}
