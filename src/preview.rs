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
mod workshop;

use crate::config::Config;
use crate::diag::{Diagnostic, Excerpts, Problems};
use crate::disk::{Failure, Project};
use crate::links::Keys;
use crate::requests::Filed;
use crate::site::Kept;
use desk::{Desk, Memory};
use inbox::Inbox;
use jiff::civil::Date;
use pace::Pace;
use stage::{Broken, Stage};
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
pub type Stored = Box<dyn Fn(&Config, &mut Problems) -> Result<Vec<Filed>, Failure> + Send>;

/// Where the preview speaks to whoever started it.
pub trait Talk {
    fn say(&self, line: &str);
    fn problems(&self, problems: &Problems, excerpts: &dyn Excerpts);
    /// Everything is ready at this address.
    fn ready(&self, address: &str);
}

/// What the one who builds is told.
#[derive(Debug, PartialEq)]
enum Ring {
    /// Files changed, or a form came.
    Changed,
    /// A page cannot be rendered.
    Broken(Diagnostic),
}

/// What is previewed, and how.
pub struct Preview {
    pub project: Project,
    pub keys: Arc<Keys>,
    /// For the sample's portal ([`Keys::for_sample`]).
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
        has_shown: false,
    };
    let mut builder =
        Builder { workshop: &mut workshop, desk: &desk, watch: &mut watch, talk, has_errors: false, told: Vec::new() };
    builder.build(&mut Pace::default(), &heard);
    let door = desk.clone();
    thread::spawn(move || server::serve(listener, &door));
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
    /// Whether something was wrong when it was last said what is.
    has_errors: bool,
    /// Why pages could not be rendered, as it was said: many pages may fail for one reason.
    told: Vec<Diagnostic>,
}

impl Builder<'_> {
    fn run(&mut self, heard: &Receiver<Ring>) -> Result<Infallible, Failure> {
        let mut pace = Pace::default();
        loop {
            let rang = match pace.due() {
                Some(due) => heard.recv_timeout(due.saturating_duration_since(Instant::now())),
                None => heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match rang {
                Ok(ring) => self.hear(ring, &mut pace),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => unreachable!("the desk has a bell of its own"),
            }
            if pace.take(Instant::now()) {
                self.build(&mut pace, heard);
            }
        }
    }

    fn hear(&mut self, ring: Ring, pace: &mut Pace) {
        match ring {
            Ring::Changed => pace.changed(Instant::now()),
            Ring::Broken(problem) => self.tell(&[problem]),
        }
    }

    /// Says why pages cannot be rendered, each reason once.
    fn tell(&mut self, reasons: &[Diagnostic]) {
        let state = self.desk.stage.now();
        let Some(showing) = &state.showing else { return };
        for reason in reasons {
            if self.told.contains(reason) {
                continue;
            }
            let mut problems = Problems::new();
            problems.add(reason.clone());
            self.talk.problems(&problems, &showing.site.inputs().shown());
            self.told.push(reason.clone());
            self.has_errors = true;
        }
    }

    /// Builds once, and shows what came of it, unless that is out of date already: half a save is not worth an alarm.
    fn build(&mut self, pace: &mut Pace, heard: &Receiver<Ring>) {
        let start = Instant::now();
        self.watch.renew();
        let filed = self.desk.inbox.lock().unwrap_or_else(PoisonError::into_inner).len();
        let built = self.workshop.build(self.talk);
        let before = self.desk.stage.now();
        let broken = match &built.showing {
            Some(showing) => Broken::again(&before.broken, showing),
            None => before.broken.clone(),
        };
        let had_errors = std::mem::replace(&mut self.has_errors, built.told.errors > 0 || !broken.is_empty());
        while let Ok(ring) = heard.try_recv() {
            self.hear(ring, pace);
        }
        if built.showing.is_none() && pace.is_pending() {
            return;
        }
        if let Some(showing) = &built.showing {
            self.desk.keep_assets(showing);
        }
        let reasons: Vec<Diagnostic> = broken.iter().map(|broken| broken.problem.clone()).collect();
        self.desk.stage.show(built, broken, filed, start.elapsed());
        self.told.retain(|told| reasons.contains(told));
        self.tell(&reasons);
        if had_errors && !self.has_errors {
            self.talk.say("everything is mended");
        }
    }
}
