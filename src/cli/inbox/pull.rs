//! `portalsmith inbox pull`: submissions of other hosts, each once, in whatever order they come and however often.
#![expect(clippy::disallowed_methods, reason = "the rim's own reading")]

use super::read::{Inbox, NO_STORE, covered, is_server};
use crate::cli::stored::PULLED;
use crate::cli::terminal::{Terminal, count};
use crate::cli::{Exit, Stopped};
use crate::diag::{FileId, Problems};
use crate::disk::{Environment, Failure, find_pull_secret, find_store_password, hold, replace_private};
use crate::forms::store::{self, Sqlite, Store, StoreError};
use crate::forms::{NotFetched, fetch};
use crate::requests::{Filed, Gathered};
use crate::site::{Files, InputFile};
use std::io::Read;
use std::path::Path;

/// How a file of SQLite begins.
const SQLITE: &[u8] = b"SQLite format 3\0";

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Pull {
    /// Copies of store.sqlite, files of JSON lines (`-` is standard input), `postgres://host/database`, or the address of an
    /// endpoint's `--pull-listen`; without any, the database that `forms.store` names
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
}

impl Pull {
    pub(super) fn run(self, inbox: &Inbox, environment: &Environment, terminal: &Terminal) -> Result<Exit, Stopped> {
        let own = &inbox.config.forms.store;
        let sources = match self.sources.as_slice() {
            [] if is_server(own) => std::slice::from_ref(own),
            [] => return Err(no_source()),
            given => given,
        };
        let mut pulled = Vec::new();
        for source in sources {
            let Some(filed) = read(source, inbox, environment, terminal)? else { return Ok(Exit::Problems) };
            pulled.push((source, filed));
        }
        let root = inbox.project.root();
        let _held = hold(&root.join("inbox"))?;
        // Read once more, since another pull may have been faster.
        let text = inbox.project.bytes(PULLED)?;
        let is_first = text.is_none();
        let text = text.unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let Some(there) = lines(PULLED, &text, terminal) else { return Ok(Exit::Problems) };
        let (mut gathered, mut known) = (Gathered::default(), Gathered::default());
        there.into_iter().for_each(|filed| drop(gathered.add(filed)));
        inbox.submissions.iter().for_each(|filed| drop(known.add(filed.clone())));
        let before = gathered.len();
        for (source, filed) in pulled {
            for filed in filed {
                let differs = |_| differs(source, &filed);
                // What this machine's own store has is not written down a second time.
                if known.add(filed.clone()).map_err(differs)? {
                    gathered.add(filed.clone()).map_err(differs)?;
                }
            }
        }
        let written = gathered.to_lines();
        // An empty one says that there was nothing to pull.
        if is_first || written != text {
            replace_private(&root.join(PULLED), written.as_bytes())?;
        }
        let new = count(gathered.len() - before, "submission is", "submissions are");
        terminal.say(&format!("{new} new, {} pulled in all", gathered.len()));
        Ok(Exit::Done)
    }
}

/// All submissions of a source; none where they cannot be read, which was said then.
fn read(
    source: &str,
    inbox: &Inbox,
    environment: &Environment,
    terminal: &Terminal,
) -> Result<Option<Vec<Filed>>, Stopped> {
    let failed = |error: StoreError| failure(source, error.text);
    refuse_password(source)?;
    if source.starts_with("http://") || source.starts_with("https://") {
        let secret = find_pull_secret(environment, inbox.project.root())?.ok_or_else(no_secret)?;
        let text = fetch(source, &secret).map_err(|error| not_fetched(source, error))?;
        return Ok(lines("(answer)", &text, terminal));
    }
    if is_server(source) {
        let root = inbox.project.root();
        let password = find_store_password(environment, root)?;
        let store = store::read(source, root, password.as_deref()).map_err(failed)?;
        return Ok(Some(store.ok_or_else(|| no_store(source))?.all().map_err(failed)?));
    }
    let (mut bytes, path) = (Vec::new(), Path::new(source));
    let taken = match source {
        "-" => std::io::stdin().lock().read_to_end(&mut bytes),
        _ => std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)),
    };
    taken.map_err(|error| Failure::new("pull from", path, error))?;
    if !bytes.starts_with(SQLITE) {
        return Ok(lines(source, &String::from_utf8_lossy(&bytes), terminal));
    }
    let store = Sqlite::read(path).map_err(failed)?;
    let all = store.map(|mut store| store.all()).transpose().map_err(failed)?;
    Ok(Some(all.unwrap_or_default()))
}

/// JSON lines; what is wrong with them is shown, and not what customers wrote.
fn lines(path: &str, text: &str, terminal: &Terminal) -> Option<Vec<Filed>> {
    let mut problems = Problems::new();
    let gathered = Gathered::read(FileId(0), text, &mut problems);
    let file = InputFile { path: path.to_owned(), bytes: covered(text.as_bytes()).into() };
    terminal.show(&problems, &Files(&[file]));
    (!problems.has_errors()).then(|| gathered.into_order())
}

/// An address is no place for a password: it stands in the shell's history, and in messages.
fn refuse_password(source: &str) -> Result<(), Stopped> {
    let login = source.split_once("://").and_then(|(_, rest)| rest.rsplit_once('@')).map(|(login, _)| login);
    let Some(_) = login.filter(|login| login.contains(':') || !is_server(source)) else { return Ok(()) };
    let title = format!("there is a user or a password in the address of {}", shown(source));
    let hint = match is_server(source) {
        true => "the password is given in the environment: `PORTALSMITH_STORE_PASSWORD`",
        false => "an endpoint asks for its pull secret alone, given in the environment: `PORTALSMITH_PULL_SECRET`",
    };
    Err(Stopped::Refused("password-in-address", title, vec![hint.to_owned()]))
}

/// A source as messages name it: an address without user, and without what stands behind `?`.
fn shown(source: &str) -> String {
    let Some((scheme, rest)) = source.split_once("://") else { return source.to_owned() };
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    format!("{scheme}://{}", rest.split(['?', '#']).next().unwrap_or_default())
}

fn no_source() -> Stopped {
    let hints = vec!["name one: a copy of a store, lines of JSON, or an endpoint's `--pull-listen`".to_owned()];
    Stopped::Refused(
        "no-source",
        "there is nothing to pull from: `forms.store` is a file of this machine".to_owned(),
        hints,
    )
}

fn no_store(source: &str) -> Stopped {
    let hints = vec!["an endpoint makes it when it starts: is this the database of its `forms.store`?".to_owned()];
    Stopped::Refused("no-store", format!("{NO_STORE}: {}", shown(source)), hints)
}

fn differs(source: &str, filed: &Filed) -> Stopped {
    let source = shown(source);
    let title = format!("submission `{}` in {source} is not the one that is known under this id", filed.id);
    let hints = vec!["a record never changes: one of them was altered; nothing was written".to_owned()];
    Stopped::Refused("pulled-differs", title, hints)
}

fn no_secret() -> Stopped {
    let title = "there is no pull secret, which submissions are handed out for".to_owned();
    let hint = "set `PORTALSMITH_PULL_SECRET` to the one of the endpoint, or put it into `.secrets/pull`".to_owned();
    Stopped::Refused("no-pull-secret", title, vec![hint])
}

fn not_fetched(source: &str, error: NotFetched) -> Stopped {
    let source = &shown(source);
    match error {
        NotFetched::Open => {
            let title =
                format!("the secret and the submissions would cross the network for all to read, from {source}");
            Stopped::Refused("pull-address", title, vec!["use https, or a tunnel to this machine".to_owned()])
        }
        NotFetched::Secret => {
            let title = format!("{source} has another pull secret");
            let hint = "give the secret that the endpoint was started with".to_owned();
            Stopped::Refused("other-pull-secret", title, vec![hint])
        }
        NotFetched::Failed(why) => failure(source, why).into(),
    }
}

fn failure(source: &str, why: String) -> Failure {
    Failure::new("pull from", Path::new(&shown(source)), std::io::Error::other(why))
}
