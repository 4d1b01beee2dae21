//! What an open page has to be told: that it changed, that only its style sheets or pictures did, that something is wrong.

use super::admin;
use super::desk::Desk;
use super::request::{Request, decoded};
use super::showing::Found;
use super::stage::State;
use crate::portal::Fingerprint;
use data_encoding::HEXLOWER;
use serde_json::{Value, json};

/// A page that somebody looks at.
#[derive(Clone, Debug)]
pub(super) struct Watcher {
    /// Path and query, as they stand in the address.
    pub(super) target: String,
    /// The mark of the page that the browser has; empty where it cannot be asked for again.
    pub(super) mark: String,
}

/// A page as it is now.
#[derive(Debug, Default)]
struct Now {
    /// None where it cannot be asked for, or cannot be rendered just now.
    mark: Option<String>,
    /// Why it cannot be rendered.
    broken: Option<String>,
}

impl Desk {
    /// What to tell the page after this state; the same each time, so the page sees for itself what is new.
    pub(super) fn news(&self, state: &State, watcher: &Watcher) -> Value {
        let now = self.page_now(state, watcher).unwrap_or_default();
        let errors = state.told.problems.iter().filter(|problem| problem.is_error).map(|problem| problem.text.clone());
        let errors: Vec<String> = errors.chain(now.broken).collect();
        let mark = now.mark;
        let root = state.showing.as_ref().map(|showing| showing.site.config().site.base_path().to_owned());
        let assets: Vec<String> = match (&state.showing, root) {
            (Some(showing), Some(root)) => showing.asset_paths().map(|path| format!("{root}{path}")).collect(),
            _ => Vec::new(),
        };
        json!({
            "build": state.number,
            "errors": errors,
            "changed": mark.is_some_and(|mark| mark != watcher.mark && !watcher.mark.is_empty()),
            "assets": assets,
        })
    }

    /// None where it cannot be asked for.
    fn page_now(&self, state: &State, watcher: &Watcher) -> Option<Now> {
        let request = Request { target: watcher.target.clone(), ..Request::default() };
        let marked = |mark: String| Some(Now { mark: Some(mark), broken: None });
        let of_own = |html: String| marked(HEXLOWER.encode(&Fingerprint::of_bytes(html.as_bytes()).0));
        if request.path() == "/" {
            return of_own(self.admin_page(&request));
        }
        let showing = state.showing.as_ref()?;
        if request.path() == "/-preview/view" {
            return admin::view(showing, &request.query("at"), &request.query("look")).and_then(of_own);
        }
        let path = decoded(request.path())?;
        if ["/-preview/", "/f/", "/a/"].iter().any(|own| path.starts_with(own)) {
            return None;
        }
        let below = path.strip_prefix(showing.site.config().site.base_path()).unwrap_or("/nothing");
        let below = below.trim_start_matches('/');
        match showing.find(below) {
            Found::Page(html) => marked(showing.mark(&html)),
            Found::Nothing => marked(showing.mark(&showing.not_found())),
            Found::File(_) | Found::Folder => None,
            Found::Broken(problem) => {
                let broken = self.report(state, showing, below, problem);
                Some(Now { mark: None, broken: Some(broken.text) })
            }
        }
    }
}
