//! Where submissions are kept: `forms.store`, a file or a database.

use super::web::is_host_name;
use crate::config::reader::{Reader, Value};
use crate::config::schema::Json;
use crate::config::tree::{Node, quoted};
use crate::diag::{Diagnostic, Place};
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

/// Where submissions are kept, as it stands in `config.yaml`: [`StorePlace`] reads it.
#[derive(Clone, Debug)]
pub(in crate::config) struct Store(pub(in crate::config) String);

/// Where submissions are kept.
///
/// ```
/// use portalsmith::config::{StorePlace, StoreTls};
/// let StorePlace::Server(server) = "postgres://clerk@db.example.com/portal".parse().unwrap() else { panic!() };
/// assert_eq!((server.database.as_str(), server.port), ("portal", 5432));
/// assert_eq!(server.tls, StoreTls::Verified { roots: None });
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum StorePlace {
    /// SQLite's file; relative to the project's folder.
    File(PathBuf),
    Server(StoreServer),
}

/// A database on a PostgreSQL server. No password: that is never written down here.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StoreServer {
    /// The role; without it, the one that is called as the system's user.
    pub user: Option<String>,
    pub host: StoreHost,
    pub port: u16,
    pub database: String,
    pub tls: StoreTls,
    /// Whether the server may have `fsync` off, since its disk is durable by other means.
    pub fsync_elsewhere: bool,
}

/// How a server is reached.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum StoreHost {
    /// A name or an address.
    Network(String),
    /// The folder of the server's Unix socket.
    Socket(PathBuf),
}

/// How the way to a server is kept private.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum StoreTls {
    /// Not at all: the server is on this machine, or `sslmode=disable` says so.
    Off,
    /// TLS, with the server's certificate and name verified: by the certificates in this file (relative to the
    /// project's folder), or else by those that the system trusts.
    Verified { roots: Option<PathBuf> },
}

impl FromStr for StorePlace {
    /// What is wrong with it; nothing of the text is repeated, since there may be a password in it.
    type Err = String;

    fn from_str(text: &str) -> Result<StorePlace, String> {
        if let Some(file) = text.strip_prefix("sqlite:").filter(|file| !file.is_empty()) {
            return Ok(StorePlace::File(file.into()));
        }
        match text.strip_prefix("postgres://") {
            Some(rest) => server(rest).map(StorePlace::Server),
            None => Err("write `sqlite:inbox/store.sqlite` or `postgres://host/database`".to_owned()),
        }
    }
}

/// The names that may stand behind `?`, as PostgreSQL's own programs call them; `fsync` is ours.
const PARAMETERS: [&str; 4] = ["fsync", "host", "sslmode", "sslrootcert"];

fn server(text: &str) -> Result<StoreServer, String> {
    let (address, parameters) = text.split_once('?').unwrap_or((text, ""));
    let parameters = parameters_of(parameters)?;
    let parameter = |name: &str| parameters.get(name).map(String::as_str);
    let (authority, database) = address.split_once('/').unwrap_or((address, ""));
    let (login, host) = authority.rsplit_once('@').map_or((None, authority), |(login, host)| (Some(login), host));
    if login.is_some_and(|login| login.contains(':')) {
        return Err("the password is given in the environment, never here".to_owned());
    }
    let (host, port) = host_and_port(host)?;
    let host = match (host, parameter("host")) {
        (Some(host), None) => StoreHost::Network(host),
        (None, Some(folder)) if folder.starts_with('/') => StoreHost::Socket(folder.into()),
        _ => {
            return Err("write `postgres://host/database`, or `postgres:///database?host=/folder/of/the/socket`".into());
        }
    };
    let database = decoded(database)?;
    if database.is_empty() || database.contains('/') {
        return Err("write the database's name behind the host: `postgres://host/database`".to_owned());
    }
    Ok(StoreServer {
        user: login.map(decoded).transpose()?.filter(|user| !user.is_empty()),
        tls: tls(&host, parameter("sslmode"), parameter("sslrootcert"))?,
        host,
        port,
        database,
        fsync_elsewhere: match parameter("fsync") {
            None => false,
            Some("off") => true,
            Some(_) => return Err("`fsync` is left out, or `fsync=off`".to_owned()),
        },
    })
}

/// A host, if one is named, and the port.
fn host_and_port(text: &str) -> Result<(Option<String>, u16), String> {
    let (host, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) => (address, port.strip_prefix(':')),
        None => text.rsplit_once(':').map_or((text, None), |(host, port)| (host, Some(port))),
    };
    let port = port.map_or(Ok(5432), str::parse).ok().filter(|port| *port != 0);
    let port = port.ok_or("a port is a number from 1 to 65535")?;
    match host.is_empty() || is_host_name(host) || host.parse::<IpAddr>().is_ok() {
        true => Ok((Some(host.to_owned()).filter(|host| !host.is_empty()), port)),
        false => Err("its host is neither a name nor an address".to_owned()),
    }
}

fn parameters_of(text: &str) -> Result<BTreeMap<&str, String>, String> {
    let mut parameters = BTreeMap::new();
    for part in text.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let Some(name) = PARAMETERS.into_iter().find(|known| *known == name) else {
            let known = PARAMETERS.map(|known| format!("`{known}`")).join(", ");
            return Err(format!("what may stand behind `?` is {known}"));
        };
        if parameters.insert(name, decoded(value)?).is_some() {
            return Err(format!("`{name}` stands there twice"));
        }
    }
    Ok(parameters)
}

fn tls(host: &StoreHost, mode: Option<&str>, roots: Option<&str>) -> Result<StoreTls, String> {
    let is_here = match host {
        StoreHost::Socket(_) => true,
        StoreHost::Network(name) => {
            name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
    };
    let roots = roots.filter(|path| !path.is_empty()).map(PathBuf::from);
    match mode {
        None if is_here && roots.is_none() => Ok(StoreTls::Off),
        // What is not verified is not private: `require` is no less here.
        None | Some("verify-full" | "require") => Ok(StoreTls::Verified { roots }),
        Some("disable") if roots.is_none() => Ok(StoreTls::Off),
        Some("disable") => Err("`sslrootcert` is for TLS, and `sslmode=disable` is without it".to_owned()),
        Some(_) => Err("`sslmode` is `verify-full` or `disable`; what is not verified is not private".to_owned()),
    }
}

/// Text with its `%2F` read.
fn decoded(text: &str) -> Result<String, String> {
    let wrong = || "a `%` stands before two hexadecimal digits: write `%25` for itself".to_owned();
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
        let (Some(high), Some(low)) = (digit(), digit()) else { return Err(wrong()) };
        bytes.push(u8::try_from(high * 16 + low).expect("two hexadecimal digits are a byte"));
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains(char::is_control)).ok_or_else(wrong)
}

impl Value for Store {
    fn schema() -> Json {
        Json::pattern("^(sqlite:.+|postgres://[^/]*/.+)$")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Store> {
        let text = reader.line(node, "a store such as `sqlite:inbox/store.sqlite`")?;
        let server = text.strip_prefix("postgres://").and_then(|rest| rest.split_once('/'));
        let login = server.and_then(|(authority, _)| authority.rsplit_once('@'));
        if login.is_some_and(|(login, _)| login.contains(':')) || text.contains("password=") {
            // The file as a whole is the place: its line is never shown.
            let title = format!("`{}` has a password in it", reader.path());
            let problem = Diagnostic::error("password-in-config", title).at(Place::file(node.place.file), "");
            reader.add(problem.hint("give the password in the environment, and treat this one as leaked"));
            return None;
        }
        match text.parse::<StorePlace>() {
            Ok(_) => Some(Store(text)),
            Err(hint) => {
                let title = format!("{} is not a store", quoted(&text));
                reader.add(Diagnostic::error("invalid-store", title).at(node.place, "").hint(hint));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(text: &str) -> StoreServer {
        match text.parse() {
            Ok(StorePlace::Server(server)) => server,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn a_store_is_a_file_or_a_database() {
        assert_eq!("sqlite:a/b".parse(), Ok(StorePlace::File("a/b".into())));
        let far = server("postgres://clerk%40hq@db.example.com:6432/por%74al?sslrootcert=rds.pem");
        assert_eq!((far.user.as_deref(), far.port, far.database.as_str()), (Some("clerk@hq"), 6432, "portal"));
        assert_eq!(far.tls, StoreTls::Verified { roots: Some("rds.pem".into()) });
        assert_eq!(server("postgres://[fd00::1]:99/d").host, StoreHost::Network("fd00::1".into()));
        let near = server("postgres:///d?host=/run/postgresql");
        assert_eq!((near.host, near.tls), (StoreHost::Socket("/run/postgresql".into()), StoreTls::Off));
    }

    #[test]
    fn only_the_own_machine_is_reached_without_tls_unless_the_operator_says_so() {
        for near in ["postgres://localhost/d", "postgres://127.0.0.2/d", "postgres://[::1]/d"] {
            assert_eq!(server(near).tls, StoreTls::Off, "{near}");
        }
        for far in ["postgres://db/d", "postgres://10.0.0.1/d", "postgres://localhost/d?sslmode=require"] {
            assert_eq!(server(far).tls, StoreTls::Verified { roots: None }, "{far}");
        }
        assert_eq!(server("postgres://db/d?sslmode=disable").tls, StoreTls::Off);
    }

    #[test]
    fn what_is_no_store_is_refused() {
        for text in [
            "inbox/store.sqlite",
            "sqlite:",
            "postgres://",
            "postgres:///d",
            "postgres://db",
            "postgres://db/",
            "postgres://db/a/b",
            "postgres://d b/d",
            "postgres://db:0/d",
            "postgres://db:70000/d",
            "postgres://db/%zz",
            "postgres://db/%00",
            "postgres://a:b@db/d",
            "postgres://db/d?sslmode=prefer",
            "postgres://db/d?sslmode=disable&sslrootcert=a",
            "postgres://db/d?host=/run",
            "postgres:///d?host=run",
            "postgres://db/d?connect_timeout=1",
            "postgres://db/d?fsync=on",
            "postgres://db/d?fsync=off&fsync=off",
        ] {
            assert!(text.parse::<StorePlace>().is_err(), "{text}");
        }
    }
}
