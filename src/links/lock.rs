//! `links.lock`: which portals were published, and under which secret.
//!
//! ```text
//! portalsmith-links 1 g73wrtps
//! 8pqcad077sv1re8g 2026-03-31
//! ```
//!
//! A build writes it and it is committed, so that a build with another secret, which would change every address, is
//! noticed before anything is written. It holds ids only; no link can be made from it.

use super::{PortalId, SecretId, merge};
use crate::diag::{Diagnostic, FileId, Place, Problems};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What was published under one secret.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Lock {
    /// The secret that made the addresses.
    pub secret: SecretId,
    /// Each portal with the first day that it spoke for.
    pub portals: BTreeMap<PortalId, Date>,
}

const NAME: &str = "portalsmith-links";
const VERSION: &str = "1";

impl Lock {
    /// Nothing published yet.
    pub const fn new(secret: SecretId) -> Lock {
        Lock { secret, portals: BTreeMap::new() }
    }

    /// Reads `links.lock`. `None` means that it cannot be relied on; `problems` says why.
    pub fn parse(file: FileId, text: &str, problems: &mut Problems) -> Option<Lock> {
        if let Some(problem) = merge::unfinished(file, text) {
            problems.add(problem);
            return None;
        }
        let mut lines = merge::lines(text);
        let mut lock = Lock::new(problems.keep(heading(file, lines.next().unwrap_or_default()))?);
        let (errors, mut places) = (problems.errors(), BTreeMap::new());
        for (start, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let place = Place::span(file, start..start + line.len());
            let Some((portal, day)) = problems.keep(published(place, line)) else { continue };
            if let Some(first) = places.insert(portal, place) {
                problems.add(twice(portal, place, first));
            }
            lock.portals.insert(portal, day);
        }
        (problems.errors() == errors).then_some(lock)
    }

    /// The file's text: equal locks give equal bytes.
    pub fn to_text(&self) -> String {
        let mut text = format!("{NAME} {VERSION} {}\n", self.secret);
        for (portal, day) in &self.portals {
            text.push_str(&format!("{portal} {day}\n"));
        }
        text
    }

    /// Notes that a portal is published; one that was before keeps its first day.
    pub fn publish(&mut self, portal: PortalId, as_of: Date) {
        self.portals.entry(portal).or_insert(as_of);
    }
}

fn heading(file: FileId, (start, line): (usize, &str)) -> Result<SecretId, Diagnostic> {
    let place = Place::span(file, start..start + line.len());
    match line.split(' ').collect::<Vec<_>>()[..] {
        [NAME, VERSION, secret] => secret.parse().map_err(|_| strange_heading(place)),
        [NAME, version, ..] if version != VERSION && version.parse::<u32>().is_ok() => Err(Diagnostic::error(
            "lock-version",
            format!("this file has version {version}, we read version {VERSION}"),
        )
        .at(place, "")
        .hint("build with the version of Portalsmith that wrote it, or a newer one")),
        _ => Err(strange_heading(place)),
    }
}

fn strange_heading(place: Place) -> Diagnostic {
    Diagnostic::error("lock-heading", "this is not a list of published portals")
        .at(place, format!("must be `{NAME} {VERSION}` and the secret's id"))
        .hint("take the file from an earlier commit; without it, a changed link secret cannot be noticed")
}

fn published(place: Place, line: &str) -> Result<(PortalId, Date), Diagnostic> {
    let (portal, day) = line.split_once(' ').unwrap_or((line, ""));
    // Jiff reads more forms of a day than we write.
    let day = day.parse::<Date>().ok().filter(|date| date.to_string() == day);
    portal.parse().ok().zip(day).ok_or_else(|| {
        Diagnostic::error("lock-line", "this line does not name a published portal")
            .at(place, "must be a portal's id and a day, `YYYY-MM-DD`")
            .hint("the file is written by `portalsmith build`; take it from an earlier commit")
    })
}

fn twice(portal: PortalId, place: Place, first: Place) -> Diagnostic {
    Diagnostic::error("lock-portal-twice", format!("portal `{portal}` is listed twice"))
        .at(place, "listed again")
        .at(first, "listed first")
        .hint("keep the line with the earlier day")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TEXT: &str = "portalsmith-links 1 g73wrtps\n8pqcad077sv1re8g 2026-03-31\ndd2bzspk5d9gc45b 2025-12-01\n";

    fn read(text: &str) -> (Option<Lock>, Vec<&'static str>) {
        let mut problems = Problems::new();
        let lock = Lock::parse(FileId(0), text, &mut problems);
        (lock, problems.iter().map(|problem| problem.code).collect())
    }

    #[test]
    fn a_lock_reads_and_writes_the_same() {
        let lock = read(TEXT).0.unwrap();
        assert_eq!(lock.secret.as_str(), "g73wrtps");
        assert_eq!(lock.portals[&"8pqcad077sv1re8g".parse().unwrap()], date(2026, 3, 31));
        assert_eq!(lock.to_text(), TEXT);
    }

    #[test]
    fn order_blank_lines_and_line_ends_do_not_matter() {
        let other = "portalsmith-links 1 g73wrtps\r\n\r\ndd2bzspk5d9gc45b 2025-12-01\r\n8pqcad077sv1re8g 2026-03-31";
        assert_eq!(read(other), read(TEXT));
    }

    #[test]
    fn a_portal_keeps_its_first_day() {
        let mut lock = read(TEXT).0.unwrap();
        lock.publish("8pqcad077sv1re8g".parse().unwrap(), date(2026, 4, 1));
        assert_eq!(lock.to_text(), TEXT);
    }

    #[test]
    fn a_file_that_is_not_ours_is_refused() {
        for heading in ["", "\n", "portalsmith-links", "portalsmith-links 1 G73WRTPS", "portalsmith-links 1 g73wrtps x"]
        {
            assert_eq!(read(heading), (None, vec!["lock-heading"]), "{heading}");
        }
        assert_eq!(read("portalsmith-links 2 g73wrtps some"), (None, vec!["lock-version"]));
    }

    #[test]
    fn every_bad_line_is_named() {
        let text = format!(
            "{TEXT}8pqc 2026-01-01\n8pqcad077sv1re8h 2026-02-30\n8pqcad077sv1re8h 20260201\n8pqcad077sv1re8h\n"
        );
        assert_eq!(read(&text), (None, vec!["lock-line"; 4]));
    }

    #[test]
    fn a_portal_listed_twice_is_not_guessed() {
        assert_eq!(read(&format!("{TEXT}8pqcad077sv1re8g 2026-01-01\n")), (None, vec!["lock-portal-twice"]));
    }

    #[test]
    fn an_unfinished_merge_is_one_problem() {
        let text = TEXT.replace("8pqc", "<<<<<<< HEAD\n=======\n>>>>>>> main\n8pqc");
        assert_eq!(read(&text), (None, vec!["merge-conflict"]));
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "(portalsmith-links 1 g73wrtps\n)?(\\PC|[\n\r é<]){0,60}") {
            read(&text);
        }
    }
}
