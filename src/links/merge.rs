//! Files that git keeps may come with the marks of a merge that nobody finished.

use crate::diag::{Diagnostic, FileId, Place};

/// The problem of a text that holds such marks, at the first of them.
pub(super) fn unfinished(file: FileId, text: &str) -> Option<Diagnostic> {
    let start = lines(text).find(|(_, line)| line.starts_with("<<<<<<< ")).map(|(start, _)| start)?;
    Some(
        Diagnostic::error("merge-conflict", "two versions of this file were merged, but not to the end")
            .at(Place::span(file, start..start + "<<<<<<<".len()), "the first version begins here")
            .hint("keep the lines of both versions and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`"),
    )
}

/// The lines of a text, each with the byte it begins at, without their ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = next;
        next += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}
