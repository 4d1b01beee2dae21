//! `config.yaml`: as written → checked.
//!
//! A [`Config`] has passed every check; nothing in it is optional that has a default. Its keys, their meaning and their
//! defaults stand in one table per section (`raw`), from which both the reader and the JSON Schema are made. No file is
//! read here, no secret is held here.
//!
//! The text becomes a tree with places (`tree`) and not serde's types at once: serde stops at the first fault, but one
//! run shall name them all.
//!
//! ```text
//! bytes → text (source) → tree of nodes with places (tree) → sections (reader, values, raw) → Config (checked)
//! ```

mod checked;
mod collect;
pub mod columns;
mod nearest;
mod raw;
mod reader;
mod schema;
mod secrets;
mod section;
mod source;
mod tree;
mod values;

#[cfg(test)]
mod tests;

pub use checked::*;
pub use schema::schema;
pub use values::mail::{is_email, is_phone};
pub use values::name::is_name;
pub use values::store::{StoreHost, StorePlace, StoreServer, StoreTls};

use crate::diag::{FileId, Place, Problems};
use reader::{Reader, Value};

/// The commented `config.yaml` of a new project.
pub const STARTER: &str = include_str!("config/starter.yaml");

/// Reads `config.yaml`. `None` means that it has errors; `problems` has all of them, in the order of the file.
///
/// Places count in the text without its byte order mark. Takes any bytes: what is too large, too deep or not text is
/// refused at once.
pub fn read(file: FileId, text: &[u8], problems: &mut Problems) -> Option<Config> {
    let text = problems.keep(source::text(file, text))?;
    let secrets = secrets::Secrets::find(file, text);
    let mut reader = Reader::default();
    let config = tree::parse(file, text, &mut reader)
        .and_then(|tree| raw::Root::read(&tree, &mut reader))
        .and_then(|root| root.checked(&mut reader));
    let mut found = reader.into_problems();
    found.retain(|problem| !secrets.would_show(problem));
    found.extend(secrets.into_problems());
    found.sort_by_key(|problem| problem.labels.first().map(|label| label.place));
    let broken = found.iter().any(|problem| problem.severity == crate::diag::Severity::Error);
    problems.extend(found);
    config.filter(|_| !broken)
}

/// Where a key or a list's item stands, for problems that come to light later: a logo that is not there, a theme
/// option that the theme does not know.
///
/// `path` names it from the top, items by their number: `["payment", "accounts", "0", "iban"]`. What is not written
/// there has the place of what would hold it. The text is parsed again, so ask only when there is a problem.
pub fn place(file: FileId, text: &[u8], path: &[&str]) -> Place {
    let tree = source::text(file, text).ok().and_then(|text| tree::parse(file, text, &mut Reader::default()));
    let Some(mut node) = tree.as_ref() else { return Place::file(file) };
    let mut place = Place::file(file);
    for step in path {
        let next = match &node.kind {
            tree::Kind::List(items) => step.parse().ok().and_then(|index: usize| items.get(index)),
            _ => node.get(step).map(|(_, value)| value),
        };
        let Some(next) = next else { return node.get(step).map_or(place, |(key, _)| key.place) };
        place = match (node.get(step), &next.kind) {
            (_, tree::Kind::Scalar { .. }) | (None, _) => next.place,
            (Some((key, _)), _) => key.place,
        };
        node = next;
    }
    place
}
