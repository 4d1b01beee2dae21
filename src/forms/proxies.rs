//! Whose request it is, where proxies stand before the endpoint.

use ipnet::IpNet;
use std::net::IpAddr;

/// The proxies whose word is taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Proxies(Vec<IpNet>);

impl Proxies {
    /// From addresses and networks as config has checked them.
    pub(super) fn new(trusted: &[String]) -> Proxies {
        let network = |text: &String| text.parse().ok().or_else(|| Some(IpNet::from(text.parse::<IpAddr>().ok()?)));
        Proxies(trusted.iter().filter_map(network).collect())
    }

    pub(super) fn trusts(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The client: of the peer and the addresses in `X-Forwarded-For`, read from the right, the first that is no proxy of ours.
    /// What stands further left is the client's own word, and so counts for nothing.
    pub(super) fn client<'h>(&self, peer: IpAddr, forwarded: impl DoubleEndedIterator<Item = &'h str>) -> IpAddr {
        let mut client = peer.to_canonical();
        for text in forwarded.rev().flat_map(|header| header.rsplit(',')) {
            if !self.trusts(client) {
                break;
            }
            match address(text.trim()) {
                Some(next) => client = next,
                None => break,
            }
        }
        client
    }
}

/// An address as proxies write it, some with a port.
fn address(text: &str) -> Option<IpAddr> {
    let address = text.parse().ok().or_else(|| Some(text.parse::<std::net::SocketAddr>().ok()?.ip()));
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    address.or_else(bracketed).map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&str]) -> String {
        let proxies = Proxies::new(&["127.0.0.1".to_owned(), "10.0.0.0/8".to_owned(), "2001:db8::/32".to_owned()]);
        proxies.client(peer.parse().unwrap(), forwarded.iter().copied()).to_string()
    }

    #[test]
    fn the_right_most_that_is_no_proxy_of_ours_is_the_client() {
        assert_eq!(client("127.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(client("127.0.0.1", &["1.2.3.4, 203.0.113.9, 10.1.1.1"]), "203.0.113.9");
        assert_eq!(client("127.0.0.1", &["1.2.3.4", "203.0.113.9", "10.1.1.1:4711"]), "203.0.113.9");
        assert_eq!(client("::ffff:127.0.0.1", &["[2001:db9::1]"]), "2001:db9::1");
    }

    #[test]
    fn nobody_else_is_believed() {
        assert_eq!(client("198.51.100.1", &["203.0.113.9"]), "198.51.100.1");
        assert_eq!(client("127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(client("127.0.0.1", &["203.0.113.9, unknown"]), "127.0.0.1");
        assert_eq!(client("10.0.0.1", &["10.0.0.2, 10.0.0.3"]), "10.0.0.2");
    }
}
