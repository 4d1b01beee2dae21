//! The endpoint as a whole: what it needs to begin, and its course from the first connection to the last.
#![expect(clippy::disallowed_methods, reason = "the endpoint's own clock")]

use super::alarm::{Cause, alarm};
use super::arrivals::Arrivals;
use super::bell::Bell;
use super::clerk::Clerk;
use super::course::{Course, Ending, cannot_listen};
use super::desk::Desk;
use super::errands::Errands;
use super::journal::Incident;
use super::letters::Letters;
use super::limits::Limits;
use super::look::Look;
use super::news::{self, Watched};
use super::opening;
use super::outbox::{Outbox, PATIENCE};
use super::proxies::Proxies;
use super::pull::Hatch;
use super::ready::Ready;
use super::server::Server;
use super::store::{Errand, Harm, StoreError, Stores};
use super::tls::Tls;
use super::upkeep::Upkeep;
use crate::config::Config;
use crate::diag::{Place, Problems};
use crate::disk::{Failure, SmtpLogin};
use crate::links::FormSecret;
use crate::site::BrandFiles;
use jiff::Timestamp;
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::runtime::Runtime;

/// The threads that run errands: a mail server that hangs keeps no pipeline waiting.
const OUTBOXES: [(&str, &[Errand]); 2] =
    [("letters", &[Errand::Staff, Errand::Receipt]), ("calls", &[Errand::Webhook])];

/// So often a store that is away is tried at the start.
const AWAY: Duration = Duration::from_secs(5);

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
    // What a bug trips over may be what somebody wrote: the log gets its place alone.
    std::panic::set_hook(Box::new(|bug| {
        let place = bug.location().map(|place| format!("a bug at {}:{}", place.file(), place.line()));
        Incident::new(now(), "panic", &place.unwrap_or_default()).log();
    }));
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
    let runtime = Runtime::new().map_err(|error| Failure::new("start", Path::new("the server"), error))?;
    let openings = if hatch.is_some() { 7 } else { 6 };
    let store = config.forms.store.clone();
    let open = move || open(&store, &root, password.as_deref(), openings);
    let Some((listener, stores, ending)) = stores(open, listener, &runtime)? else {
        runtime.shutdown_background();
        return Ok(());
    };
    let mut stores = stores.into_iter();
    let mut next = || stores.next().expect("it was opened as often as it is needed");
    let ((alarm, alarms), bell) = (alarm(now), Bell::default());
    let clerk = Clerk::new(next(), next(), bell.clone(), &alarm);
    let ready = Arc::new(Ready::default());
    let hatch = hatch.map(|(listener, secret)| (listener, Arc::new(Hatch::new(&secret, next(), now))));
    let zone = jiff::tz::TimeZoneDatabase::bundled().get(&config.organization.timezone);
    let origins = [Some(&config.site.base_url), config.forms.endpoint.as_ref()].into_iter().flatten();
    let desk = Desk {
        look,
        secret: form,
        roll: RwLock::new(Arc::new(roll)),
        clerk,
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
    let server = Arc::new(Server { desk, proxies, ready: ready.clone(), tls });
    let errands = Errands::new(server.clone(), smtp, webhook);
    let errands = Arc::new(
        errands.map_err(|why| Failure::new("speak to", Path::new("a mail server"), io::Error::other(why.text)))?,
    );
    let outboxes = OUTBOXES.map(|(name, kinds)| {
        let outbox = Outbox::new(kinds, next(), now);
        let (errands, bell, rings) = (errands.clone(), bell.clone(), alarm.clone());
        alarm.watch(name, move || outbox.work(&bell, &rings, |task| errands.run(task)))
    });
    let (upkeep, mut last) = (Upkeep { store: next(), ready, clock: now }, next());
    let (until, rings) = (bell.clone(), alarm.clone());
    alarm.watch("upkeep", move || upkeep.work(&until, &rings));
    let (reader, until) = (server.clone(), bell.clone());
    alarm.watch("news", move || news::listen(&reader, watched, &until));
    let course = Course { server, bell, ending, alarms, outboxes };
    let cause = runtime.block_on(course.run(listener, hatch, began));
    // A pipeline that still pulls is not waited for.
    runtime.shutdown_background();
    match cause.map_err(cannot_listen)? {
        // So that the store's file has it all, for whoever copies it now.
        None => {
            if let Err(error) = last.settle() {
                Incident::new(now(), "store", &format!("its log stays beside it: {error}")).log();
            }
            Ok(())
        }
        Some(Cause::Store) => {
            Incident::new(now(), "store", "the store cannot be trusted any more: the endpoint ends").log();
            let text = "a write or sync failed; look at the disk before you start the endpoint again";
            Err(Ended::Store(StoreError { harm: Harm::Fatal, text: text.to_owned() }))
        }
        // It was told where it happened; a service manager is to see a crash, and start anew.
        Some(Cause::Bug) => std::panic::resume_unwind(Box::new("a thread of the endpoint panicked")),
    }
}

/// The store, opened as often as it is needed, and what is listened on; `None` where the endpoint was told to end while it waited
/// for a server that is away. Who comes meanwhile is not kept waiting: a proxy or a balancer says so, or asks another.
fn stores(
    open: impl Fn() -> Result<Stores, StoreError> + Clone + Send + 'static,
    listener: TcpListener,
    runtime: &Runtime,
) -> Result<Option<(TcpListener, Stores, Ending)>, Ended> {
    let opened = open();
    // Until here there is nothing to be ended in good order: the system may end it at once.
    let mut ending = runtime.block_on(async { Ending::listen() }).map_err(cannot_listen)?;
    let away = match opened {
        Err(error) if error.harm == Harm::None => error,
        opened => return Ok(Some((listener, opened?, ending))),
    };
    let address = listener.local_addr().map_err(cannot_listen)?;
    drop(listener);
    let opened = runtime.block_on(async {
        tokio::select! {
            opened = opening::insist(open, away, AWAY, now) => Some(opened),
            () = ending.told() => None,
        }
    });
    let Some(opened) = opened else { return Ok(None) };
    Ok(Some((TcpListener::bind(address).map_err(cannot_listen)?, opened?, ending)))
}

/// Opens the store so often, each with a connection of its own. What was given up, and is not older than anything is tried, is due
/// once more: whoever starts the endpoint may have mended why.
fn open(store: &str, root: &Path, password: Option<&str>, openings: usize) -> Result<Stores, StoreError> {
    let mut stores = super::store::open_often(store, root, password, openings)?;
    for store in stores.iter_mut().take(1) {
        store.revive(now(), now() - PATIENCE)?;
    }
    Ok(stores)
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
