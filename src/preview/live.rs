//! What an open page has to be told: that it changed, that only its style sheets or pictures did, that something is wrong.

use super::admin;
use super::desk::Desk;
use super::request::{Request, decoded};
use super::showing::Found;
use super::stage::State;
use serde_json::{Value, json};

/// A page that somebody looks at.
#[derive(Clone, Debug)]
pub(super) struct Watcher {
    /// Path and query, as they stand in the address.
    pub(super) target: String,
    /// The mark of the page that the browser has; empty where it cannot be asked for again.
    pub(super) mark: String,
}

impl Desk {
    /// What to tell the page after this state; the same each time, so the page sees for itself what is new.
    pub(super) fn news(&self, state: &State, watcher: &Watcher) -> Value {
        let errors: Vec<&str> = state
            .told
            .problems
            .iter()
            .filter(|problem| problem.is_error)
            .map(|problem| problem.text.as_str())
            .collect();
        let mark = self.mark_of(state, watcher);
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

    /// The mark of the page as it is now; none where it cannot be asked for, or cannot be rendered just now.
    fn mark_of(&self, state: &State, watcher: &Watcher) -> Option<String> {
        let request = Request { target: watcher.target.clone(), ..Request::default() };
        let of_own =
            |html: String| data_encoding::HEXLOWER.encode(&crate::portal::Fingerprint::of_bytes(html.as_bytes()).0);
        if request.path() == "/" {
            return Some(of_own(self.admin_page(&request)));
        }
        let showing = state.showing.as_ref()?;
        if request.path() == "/-preview/view" {
            return admin::view(showing, &request.query("at"), &request.query("look")).map(of_own);
        }
        let path = decoded(request.path())?;
        if ["/-preview/", "/f/", "/a/"].iter().any(|own| path.starts_with(own)) {
            return None;
        }
        let below = path.strip_prefix(showing.site.config().site.base_path()).unwrap_or("/nothing");
        match showing.find(below.trim_start_matches('/')) {
            Found::Page(html) => Some(showing.mark(&html)),
            Found::Nothing => Some(showing.mark(&showing.not_found())),
            Found::File(_) | Found::Folder | Found::Broken(_) => None,
        }
    }
}
