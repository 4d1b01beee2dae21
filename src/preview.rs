//! The preview: save a file, see the page. Watches a project, builds it in memory at every change, and serves the pages on
//! this machine as a host would, with a script in them that reloads them.
//!
//! Nothing is ever written. A build with errors changes nothing but what is said of it: the last good site stays. Pages are
//! rendered when a browser asks for them.
#![expect(clippy::disallowed_methods, reason = "the rim's own clock")]

mod admin;
mod desk;
mod forms;
mod inbox;
mod inject;
mod live;
mod look;
mod pace;
mod port;
mod request;
mod sample;
mod server;
mod showing;
mod stage;
mod watch;
mod wire;
mod workshop;

use crate::config::Config;
use crate::diag::{Excerpts, Problems};
use crate::disk::{Failure, Project};
use crate::links::Keys;
use crate::requests::Filed;
use crate::site::Kept;
use desk::{Desk, Memory};
use inbox::Inbox;
use jiff::civil::Date;
use pace::Pace;
use stage::Stage;
use std::convert::Infallible;
use std::fmt;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;
use watch::Watch;
use workshop::Workshop;

/// The day that portals speak for, by config.
pub type Day = Box<dyn Fn(&Config) -> Date + Send>;

/// The submissions that are kept on this machine, by config.
pub type Stored = Box<dyn Fn(&Config) -> Result<Vec<Filed>, Failure> + Send>;

/// Where the preview speaks to whoever started it.
pub trait Talk {
    fn say(&self, line: &str);
    fn problems(&self, problems: &Problems, excerpts: &dyn Excerpts);
    /// Everything is ready at this address.
    fn ready(&self, address: &str);
}

/// What is previewed, and how.
pub struct Preview {
    pub project: Project,
    pub keys: Arc<Keys>,
    /// For the sample's portal; a preview's, from a secret that is thrown away.
    pub sample_keys: Arc<Keys>,
    pub day: Day,
    pub stored: Stored,
    pub listener: TcpListener,
}

impl fmt::Debug for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Preview({})", self.project.root().display())
    }
}

/// Takes a port of the loopback interface; 0 takes any that is free.
pub fn listen(port: u16) -> Result<TcpListener, Failure> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        let is_taken = error.kind() == ErrorKind::AddrInUse;
        let address = format!("127.0.0.1:{port}");
        let mut failure = Failure::new("listen on", Path::new(&address), error);
        if is_taken {
            let owner = port::owner(port).unwrap_or_else(|| "another program".to_owned());
            failure.hint =
                Some(format!("{owner} has this port; end it, or take another: `portalsmith serve --port 0`"));
        }
        failure
    })
}

/// Serves the preview until the process is ended.
pub fn serve(preview: Preview, talk: &dyn Talk) -> Result<Infallible, Failure> {
    let Preview { project, keys, sample_keys, day, stored, listener } = preview;
    let address = listener.local_addr().map_err(|error| Failure::new("listen on", Path::new("127.0.0.1"), error))?;
    let origin = format!("http://{address}");
    let (bell, heard) = channel();
    let (stage, inbox) = (Arc::new(Stage::default()), Arc::new(Mutex::new(Inbox::default())));
    let mut watch = Watch::new(project.root(), bell.clone());
    let desk = Arc::new(Desk {
        stage: stage.clone(),
        inbox: inbox.clone(),
        project: project.clone(),
        keys: keys.clone(),
        sample_keys: sample_keys.clone(),
        origin: origin.clone(),
        port: address.port(),
        nonce: forms::new_nonce(),
        bell,
        memory: Mutex::new(Memory::default()),
    });
    let mut workshop = Workshop {
        project: project.watched(),
        keys,
        sample_keys,
        origin: origin.clone(),
        day,
        stored,
        inbox,
        kept: Kept::new(),
        sample_kept: Kept::new(),
        tried: Vec::new(),
        said: Vec::new(),
    };
    let mut builder = Builder { workshop: &mut workshop, desk: &desk, watch: &mut watch, talk };
    builder.build(&mut Pace::default(), &heard);
    let door = desk.clone();
    thread::spawn(move || server::serve(&listener, &door));
    if builder.watch.looks() {
        talk.say("the system cannot watch this many folders: files are looked at every second");
    }
    talk.ready(&format!("{origin}/"));
    builder.run(&heard)
}

/// Builds when files have changed.
struct Builder<'b> {
    workshop: &'b mut Workshop,
    desk: &'b Desk,
    watch: &'b mut Watch,
    talk: &'b dyn Talk,
}

impl Builder<'_> {
    fn run(&mut self, heard: &Receiver<()>) -> Result<Infallible, Failure> {
        let mut pace = Pace::default();
        loop {
            let rang = match pace.due() {
                Some(due) => heard.recv_timeout(due.saturating_duration_since(Instant::now())),
                None => heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match rang {
                Ok(()) => pace.changed(Instant::now()),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => unreachable!("the desk has a bell of its own"),
            }
            if pace.take(Instant::now()) {
                self.build(&mut pace, heard);
            }
        }
    }

    /// Builds once, and shows what came of it, unless that is out of date already: half a save is not worth an alarm.
    fn build(&mut self, pace: &mut Pace, heard: &Receiver<()>) {
        let start = Instant::now();
        self.watch.renew();
        let filed = self.desk.inbox.lock().unwrap_or_else(PoisonError::into_inner).len();
        let built = self.workshop.build(self.talk);
        while heard.try_recv().is_ok() {
            pace.changed(Instant::now());
        }
        if built.showing.is_none() && pace.is_pending() {
            return;
        }
        if let Some(showing) = &built.showing {
            self.desk.keep_assets(showing);
        }
        self.desk.stage.show(built, filed, start.elapsed());
    }
}
