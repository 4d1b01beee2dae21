//! The text of decisions.yaml with a decision more. Nothing that stands there is changed, only something is put in between:
//! where, is tried out, and the first text counts that says all it said before and the new decision last.

use super::{Decision, WrittenDecision};

/// Heads a file that did not exist.
const OPENING: &str = "# What was decided on what customers sent (`portalsmith inbox resolve`, `portalsmith inbox reject`), and what reached us\n\
                       # in other ways. The next build shows it. Commit this file, or keep it with the inbox.\n";

/// So many lines behind the last decision are tried.
const LINES: usize = 200;

pub(super) fn appended(text: &str, decision: &Decision) -> Option<String> {
    let before = said(text)?;
    let wanted = Said { decisions: [before.decisions.clone(), vec![decision.clone()]].concat(), ..before.clone() };
    let is_right = |candidate: &String| said(candidate).is_some_and(|said| said == wanted);
    let item = item(decision);
    let mut candidates: Vec<String> = Vec::new();
    if before.decisions.is_empty() {
        candidates.extend(first(text, &item));
    }
    candidates.into_iter().find(&is_right).or_else(|| behind_the_last(text, &item).find(is_right))
}

/// What a file says, without where.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    recorded: Vec<String>,
    decisions: Vec<Decision>,
}

fn said(text: &str) -> Option<Said> {
    let written = super::written(crate::diag::FileId(0), text).ok()?;
    let recorded = written.recorded.iter().map(|record| {
        let super::Record { kind, customer, invoice, day, reason, amount, date } = record;
        let amount = amount.as_ref().map(|amount| &amount.value);
        format!("{:?}", (kind, &customer.value, invoice, day, reason, amount, date))
    });
    Some(Said { recorded: recorded.collect(), decisions: written.decisions.into_iter().map(Decision::from).collect() })
}

/// A decision in one line. A text in JSON is the same text in YAML.
fn item(decision: &Decision) -> String {
    let Decision { submission, verdict, day, note, by } = decision;
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut item = format!("{{ submission: {submission}, decision: {}, day: {day}", verdict.as_str());
    for (name, text) in [("note", note), ("by", by)] {
        if let Some(text) = text {
            item.push_str(&format!(", {name}: {}", quoted(text)));
        }
    }
    item + " }"
}

/// Ways to write the first decision.
fn first(text: &str, item: &str) -> Vec<String> {
    let newline = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let mut ways = Vec::new();
    if text.trim().is_empty() {
        return vec![format!("{OPENING}decisions:\n  - {item}\n")];
    }
    // An empty list that is there already.
    for (at, _) in text.match_indices("decisions:") {
        let rest = &text[at..];
        let line_end = rest.find('\n').map_or(text.len(), |end| at + end + 1);
        if let Some(bracket) = rest.find('[').filter(|bracket| at + bracket < line_end) {
            ways.push(format!("{} {item} {}", &text[..=at + bracket], &text[at + bracket + 1..]));
        }
        let break_line = if text[..line_end].ends_with('\n') { "" } else { "\n" };
        ways.push(format!("{}{break_line}  - {item}\n{}", &text[..line_end], &text[line_end..]));
    }
    ways.push(format!("{text}{newline}decisions:\n  - {item}\n"));
    for (at, _) in text.rmatch_indices('}') {
        let comma = if text[..at].trim_end().ends_with(['{', ',']) { "" } else { "," };
        ways.push(format!("{}{comma} decisions: [ {item} ] {}", text[..at].trim_end(), &text[at..]));
    }
    ways.push(format!("decisions:\n  - {item}\n{text}"));
    ways
}

/// Ways to write a decision after others.
fn behind_the_last<'t>(text: &'t str, item: &'t str) -> impl Iterator<Item = String> + 't {
    let written = super::written(crate::diag::FileId(0), text).unwrap_or_default();
    let last = written.decisions.last().map_or(0, |last: &WrittenDecision| {
        last.submission.referenced.span().byte_offset().map_or(0, |offset| offset as usize)
    });
    let indent = dash_indent(text, last);
    let rest = &text[last.min(text.len())..];
    let ends = rest.match_indices('\n').map(move |(at, _)| last + at + 1);
    let ends = ends.chain((!text.ends_with('\n')).then_some(text.len())).take(LINES);
    let in_block = ends.flat_map(move |end| {
        let newline = if text[..end].ends_with('\n') { "" } else { "\n" };
        indent
            .into_iter()
            .map(move |indent| format!("{}{newline}{}- {item}\n{}", &text[..end], " ".repeat(indent), &text[end..]))
    });
    let in_brackets = rest.match_indices(']').take(LINES).flat_map(move |(at, _)| {
        let (before, after) = text.split_at(last + at);
        // A comma may stand there already, and a comment behind it.
        [(before.trim_end(), ", "), (before, ", "), (before, "")]
            .map(|(before, comma)| format!("{before}{comma}{item} {after}"))
    });
    in_block.chain(in_brackets)
}

/// How far the dash is indented that the last decision begins with; none where it has none.
fn dash_indent(text: &str, last: usize) -> Option<usize> {
    let mut lines = text[..last].split_inclusive('\n').rev().take(LINES);
    lines.find_map(|line| {
        let inner = line.trim_start_matches(' ');
        inner.starts_with('-').then(|| line.len() - inner.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requests::decisions::{Decisions, Verdict};
    use jiff::civil::date;
    use proptest::prelude::*;

    fn decision(note: Option<&str>) -> Decision {
        Decision {
            submission: "A-9F3K-72QX".into(),
            verdict: Verdict::Rejected,
            day: date(2026, 3, 31),
            note: note.map(str::to_owned),
            by: None,
        }
    }

    const LINE: &str = "{ submission: A-9F3K-72QX, decision: rejected, day: 2026-03-31 }";
    const OTHER: &str = "{ submission: A-0000-0000, decision: resolved, day: 2026-03-30 }";

    #[test]
    fn a_decision_comes_behind_the_others_and_comments_stay() {
        let ways = [
            ("# ours\n", format!("# ours\ndecisions:\n  - {LINE}\n")),
            ("recorded: [] # c", format!("recorded: [] # c\ndecisions:\n  - {LINE}\n")),
            ("decisions: []\nrecorded: []\n", format!("decisions: [ {LINE} ]\nrecorded: []\n")),
            ("{ recorded: [] }\n", format!("{{ recorded: [], decisions: [ {LINE} ] }}\n")),
        ];
        for (text, wanted) in ways {
            assert_eq!(appended(text, &decision(None)).as_deref(), Some(&*wanted), "{text:?}");
        }
        let (before, after) = (format!("# a\ndecisions:\n- {OTHER} # b\n"), "\nrecorded: [] # d\n");
        let wanted = format!("{before}- {LINE}\n{after}");
        assert_eq!(appended(&format!("{before}{after}"), &decision(None)), Some(wanted));
        let block = "decisions:\n    - submission: A-1\n      decision: resolved\n      day: 2026-03-30\n      note: |\n        a\n        b\n# end\n";
        let wanted = block.replace("# end\n", &format!("    - {LINE}\n# end\n"));
        assert_eq!(appended(block, &decision(None)), Some(wanted));
        let flow = format!("decisions: [\n  {OTHER}, # first\n]\n");
        let written = appended(&flow, &decision(None)).unwrap();
        assert!(said(&written).unwrap().decisions.len() == 2 && written.contains("# first"), "{written}");
    }

    #[test]
    fn a_note_is_written_as_it_is_read_whatever_its_spaces() {
        for note in ["Not yet.  Ask again.", "12\u{a0}000 EUR", "a\u{2028}b", "a \u{3000} b", "\u{2003}a\u{85}"] {
            let text = Decisions::with("", &decision(Some(note))).expect(note);
            let words = note.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(&format!("note: \"{words}\"")), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_not_written_to() {
        for text in ["decisions: 7\n", "other: 1\n", "- a\n", "recorded: [\n"] {
            assert_eq!(appended(text, &decision(None)), None, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn any_note_is_kept_and_all_that_stood_there_too(
            notes in prop::collection::vec(prop::option::of("([^\\p{Cc}\\p{Cf}\\p{Z}]|[ \\u{a0}\\u{2003}\\u{2028}\\u{2029}\\u{3000}\\t\\n\\u{85}]){1,12}"), 1..5),
            opening in prop::sample::select(vec![
                "", "# c\n", "recorded:\n  - { kind: promise, customer: C, invoice: I, day: 2026-01-01, date: 2026-02-02 }\n",
                "decisions:\n- submission: x\n  decision: resolved\n  day: 2026-01-01\n\n# e\n",
                "{ decisions: [] }", "---\nrecorded: []\n", "decisions: []", "recorded: []\r\n",
            ]),
        ) {
            let mut text = opening.to_owned();
            for note in &notes {
                let before = said(&text).unwrap();
                let written = Decisions::with(&text, &decision(note.as_deref()));
                prop_assert!(written.is_some(), "{:?}", text);
                let written = written.unwrap();
                let mut left = text.chars().peekable();
                for letter in written.chars() {
                    let _ = left.next_if_eq(&letter);
                }
                prop_assert!(left.peek().is_none() || text.trim_end() != text, "{:?} became {:?}", text, written);
                let after = said(&written).unwrap();
                prop_assert_eq!(after.recorded, before.recorded);
                prop_assert_eq!(after.decisions.len(), before.decisions.len() + 1);
                let words = note.iter().flat_map(|note| note.split_whitespace()).collect::<Vec<_>>().join(" ");
                prop_assert_eq!(after.decisions.last().unwrap().note.as_deref().unwrap_or_default(), words);
                text = written;
            }
        }
    }
}
