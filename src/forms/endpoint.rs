//! The endpoint as a whole: what it needs to begin, and its course from the first connection to the last.
#![expect(clippy::disallowed_methods, reason = "the endpoint's own clock")]

use super::arrivals::Arrivals;
use super::clerk::Clerk;
use super::desk::Desk;
use super::errands::Errands;
use super::journal::Incident;
use super::letters::Letters;
use super::limits::Limits;
use super::look::Look;
use super::news::{self, Watched};
use super::outbox::Outbox;
use super::proxies::Proxies;
use super::pull::{self, Hatch};
use super::ready::Ready;
use super::server::{self, Server};
use super::store::{Harm, Store, StoreError};
use super::tls::Tls;
use crate::config::Config;
use crate::diag::{Place, Problems};
use crate::disk::{Failure, SmtpLogin};
use crate::links::FormSecret;
use crate::site::BrandFiles;
use jiff::Timestamp;
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, RwLock};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};

/// So long the store's clerk may take to finish, once the server has ended.
const LAST_WORDS: Duration = Duration::from_millis(100);

/// What the endpoint needs.
#[expect(missing_debug_implementations, reason = "it holds secrets, and lives for one call")]
pub struct Endpoint<'a> {
    pub config: Config,
    pub brand: &'a BrandFiles,
    /// Where a key of `config.yaml` stands.
    pub place: &'a dyn Fn(&[&str]) -> Place,
    /// The project's folder, which paths in config begin at.
    pub root: PathBuf,
    pub secrets: Secrets,
    /// The private manifest of a build.
    pub manifest: PathBuf,
    pub listener: TcpListener,
    /// Where submissions are handed out on this machine, and the secret for that.
    pub hatch: Option<(TcpListener, String)>,
}

/// What only the endpoint may know.
#[expect(missing_debug_implementations, reason = "it holds secrets, and lives for one call")]
pub struct Secrets {
    pub form: FormSecret,
    /// The password of a store in a database.
    pub store: Option<String>,
    pub smtp: Option<SmtpLogin>,
    /// What is told to the webhook is signed with it.
    pub webhook: Option<String>,
}

/// Why the endpoint does not begin, or ended.
#[derive(Debug)]
pub enum Ended {
    /// Something in the user's files is wrong, as the problems say.
    Problems,
    Failure(Failure),
    /// The store cannot be used; what was acknowledged is in it.
    Store(StoreError),
    /// This machine's clock is before the day that the portals speak for.
    Clock {
        today: jiff::civil::Date,
        as_of: jiff::civil::Date,
    },
    /// The manifest was built with another link secret than the form secret comes from.
    OtherSecret,
}

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Ended {
        Ended::Failure(failure)
    }
}

impl From<StoreError> for Ended {
    fn from(error: StoreError) -> Ended {
        Ended::Store(error)
    }
}

/// Serves until the process is told to end. `began` is called when connections are accepted.
pub fn serve(endpoint: Endpoint<'_>, problems: &mut Problems, began: &dyn Fn()) -> Result<(), Ended> {
    let Endpoint { config, brand, place, root, secrets, manifest, listener, hatch } = endpoint;
    let Secrets { form, store: password, smtp, webhook } = secrets;
    let look = Look::read(&config, brand, place, problems).ok_or(Ended::Problems)?;
    let mut watched = Watched::new(&manifest);
    let roll = watched.changed()?.expect("what was never read is new");
    if let Some(letters) = Letters::new(&config, look.theme()) {
        letters.check(problems);
    }
    if problems.has_errors() {
        return Err(Ended::Problems);
    }
    if roll.form_secret != form.name() {
        return Err(Ended::OtherSecret);
    }
    refuse_an_earlier_clock(roll.as_of)?;
    let tls = config.forms.tls.as_ref().map(|files| Tls::read(files, &root)).transpose()?;
    let open = || -> Result<Box<dyn Store>, StoreError> {
        super::store::open(&config.forms.store, &root, password.as_deref())
    };
    let (ring, bell) = sync_channel(1);
    let clerk = Clerk::new(open()?, open()?, ring);
    let ready = Arc::new(Ready::default());
    let outbox = Outbox { store: open()?, ready: ready.clone(), clock: now };
    let hatch = match hatch {
        Some((listener, secret)) => Some((listener, Arc::new(Hatch::new(&secret, open()?, now)))),
        None => None,
    };
    let zone = jiff::tz::TimeZoneDatabase::bundled().get(&config.organization.timezone);
    let origins = [Some(&config.site.base_url), config.forms.endpoint.as_ref()].into_iter().flatten();
    let desk = Desk {
        look,
        secret: form,
        roll: RwLock::new(Arc::new(roll)),
        clerk: clerk.clone(),
        limits: Arc::new(Limits::new()),
        origins: origins.map(|address| origin(address).to_owned()).collect(),
        zone: zone.unwrap_or(jiff::tz::TimeZone::UTC),
        clock: now,
        moment,
        arrivals: Arrivals::default(),
        sends_mail: config.notifications.as_ref().is_some_and(|notifications| notifications.smtp.is_some()),
        config,
    };
    let proxies = Proxies::new(&desk.config.forms.trusted_proxies);
    let server = Arc::new(Server { desk, proxies, ready, tls });
    let errands = Errands::new(server.clone(), smtp, webhook);
    let errands =
        errands.map_err(|why| Failure::new("speak to", Path::new("a mail server"), io::Error::other(why.text)))?;
    thread::spawn(move || outbox.work(&bell, |task| errands.run(task)));
    let runtime = Runtime::new().map_err(|error| Failure::new("start", Path::new("the server"), error))?;
    runtime.block_on(course(server, clerk, listener, hatch, watched, began))
}

/// From the first connection to the last.
async fn course(
    server: Arc<Server>,
    clerk: Clerk,
    listener: TcpListener,
    hatch: Option<(TcpListener, Arc<Hatch>)>,
    watched: Watched,
    began: &dyn Fn(),
) -> Result<(), Ended> {
    let cannot = |error: io::Error| Failure::new("listen", Path::new("on the address"), error);
    let listener = tokio_listener(listener).map_err(cannot)?;
    if let Some((local, hatch)) = hatch {
        tokio::spawn(pull::serve(tokio_listener(local).map_err(cannot)?, hatch));
    }
    tokio::spawn(news::listen(server.clone(), watched));
    let forgetful = server.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(Duration::from_secs(60)).await;
            forgetful.desk.limits.forget();
        }
    });
    let (mut term, mut int) =
        (signal(SignalKind::terminate()).map_err(cannot)?, signal(SignalKind::interrupt()).map_err(cannot)?);
    began();
    let (ready, fatal) = (server.ready.clone(), clerk.fatal.clone());
    let mut is_fatal = false;
    let stop = async {
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
            () = fatal.notified() => is_fatal = true,
        }
        ready.end();
    };
    server::serve(listener, server.clone(), stop).await;
    tokio::time::sleep(LAST_WORDS).await;
    if is_fatal {
        Incident::new(now(), "store", "the store cannot be trusted any more: the endpoint ends").log();
        let text = "a write or sync failed; look at the disk before you start the endpoint again";
        return Err(Ended::Store(StoreError { harm: Harm::Fatal, text: text.to_owned() }));
    }
    Incident::new(now(), "end", "all answered").log();
    Ok(())
}

fn tokio_listener(listener: TcpListener) -> io::Result<tokio::net::TcpListener> {
    listener.set_nonblocking(true)?;
    tokio::net::TcpListener::from_std(listener)
}

/// Tickets are held against the clock: one that is wrong would turn every form away, or none.
fn refuse_an_earlier_clock(as_of: jiff::civil::Date) -> Result<(), Ended> {
    let today = jiff::Timestamp::from_second(now()).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC).date();
    // It is tomorrow already in some places.
    match today.tomorrow().is_ok_and(|tomorrow| tomorrow < as_of) {
        true => Err(Ended::Clock { today, as_of }),
        false => Ok(()),
    }
}

/// Scheme and host of an address.
fn origin(address: &str) -> &str {
    let host = address.find("://").map_or(0, |at| at + 3);
    address[host..].find('/').map_or(address, |end| &address[..host + end])
}

/// Now.
fn moment() -> Timestamp {
    Timestamp::now()
}

/// Seconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn an_origin_has_no_path() {
        assert_eq!(origin("https://pay.example.com/portals/x"), "https://pay.example.com");
        assert_eq!(origin("https://pay.example.com:8443"), "https://pay.example.com:8443");
    }
}
