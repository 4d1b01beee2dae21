//! The text of a diagnostic, in the look that rustc made familiar.

use super::{Diagnostic, Excerpt, Excerpts, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// Plain for files and pipes, styled for a terminal that knows colors.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Style {
    Plain,
    Styled,
}

/// So many characters of a line are looked at, half of them on either side of what is meant; of these, what fits the
/// terminal is shown.
const LINE: usize = 8_000;

/// One diagnostic as text, ending with an empty line.
pub fn text(problem: &Diagnostic, excerpts: &dyn Excerpts, style: Style) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(shown(&problem.title)).id(problem.code));
    let labels: Vec<(Excerpt, &str)> =
        problem.labels.iter().map(|label| (excerpts.excerpt(label.place), label.text.as_str())).collect();
    let same_line = |a: &(Excerpt, &str), b: &(Excerpt, &str)| a.0.path == b.0.path && a.0.line == b.0.line;
    let mut kind = AnnotationKind::Primary;
    for line in labels.chunk_by(same_line) {
        let (first, _) = &line[0];
        if first.text.is_empty() {
            group = group.element(Origin::path(first.path.clone()));
            continue;
        }
        let (text, spans) = cut(&first.text, line.iter().map(|(excerpt, _)| excerpt.span.clone()));
        let mut snippet = Snippet::source(text).line_start(first.line).path(first.path.clone());
        for (span, (_, role)) in spans.into_iter().zip(line) {
            let annotation = kind.span(span);
            let labeled = if role.is_empty() { annotation } else { annotation.label(shown(role)) };
            snippet = snippet.annotation(labeled);
            kind = AnnotationKind::Context;
        }
        group = group.element(snippet);
    }
    for hint in &problem.hints {
        group = group.element(Level::HELP.with_name("hint").message(shown(hint)));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Styled => Renderer::styled(),
    };
    format!("{}\n\n", renderer.render(&[group]))
}

/// Text that came from a file, safe for a terminal: control characters, bidirectional controls and the Unicode line
/// ends are written as escapes, a tab as a space.
pub fn shown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => safe.push(' '),
            '\n' => safe.push('\n'),
            '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => safe.extend(character.escape_unicode()),
            _ => safe.push(character),
        }
    }
    safe
}

/// A line made safe to print and cut to the part around what is meant, and where the spans are in it.
fn cut(line: &str, spans: impl Iterator<Item = Range<usize>>) -> (String, Vec<Range<usize>>) {
    let spans: Vec<Range<usize>> = spans.collect();
    let one_line = |part: &str| shown(part).replace('\n', "\\n");
    let first = spans.iter().map(|span| span.start).min().unwrap_or(0);
    let last = spans.iter().map(|span| span.end).max().unwrap_or(line.len());
    let skipped = line[..first].char_indices().rev().nth(LINE / 2).map_or(0, |(at, _)| at);
    let kept = line[last..].char_indices().nth(LINE / 2).map_or(line.len(), |(at, _)| last + at);
    let mut text = if skipped > 0 { "…".to_owned() } else { String::new() };
    // Every span's ends, as offsets into the safe text.
    let before = text.len();
    let offset = |at: usize| before + one_line(&line[skipped..at]).len();
    let moved = spans.iter().map(|span| offset(span.start)..offset(span.end)).collect();
    text.push_str(&one_line(&line[skipped..kept]));
    if kept < line.len() {
        text.push('…');
    }
    (text, moved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Place, line_of_span};

    struct OneFile(&'static str);

    impl Excerpts for OneFile {
        fn excerpt(&self, _: Place) -> Excerpt {
            line_of_span("content/exports/invoices.csv", self.0, 6..9)
        }
    }

    #[test]
    fn a_problem_shows_its_place_and_what_to_do() {
        let problem = Diagnostic::error("unknown-customer", "no customer `C-2` in the customer export")
            .at(Place::cell(FileId(0), 1, 1), "billed here")
            .hint("export the customers after the invoices, so that none is missing");
        let text = text(&problem, &OneFile("INV-7,C-2,2026-01-05\n"), Style::Plain);
        let lines = [
            "error[unknown-customer]: no customer `C-2` in the customer export",
            " --> content/exports/invoices.csv:1:7",
            "  |",
            "1 | INV-7,C-2,2026-01-05",
            "  |       ^^^ billed here",
            "  |",
            "  = hint: export the customers after the invoices, so that none is missing",
            "",
        ];
        assert_eq!(text.lines().collect::<Vec<_>>(), lines);
    }

    #[test]
    fn what_could_fool_a_terminal_is_escaped() {
        assert_eq!(shown("a\u{1b}[31m\u{202e}b\tc"), "a\\u{1b}[31m\\u{202e}b c");
    }
}
