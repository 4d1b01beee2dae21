//! A register's text with one customer's link renewed. Only the bytes that say so are changed: what people wrote around
//! them is theirs.

use super::{Entry, Register};

/// Heads a file that did not exist.
const OPENING: &str = "# Links that were renewed (`portalsmith renew CUSTOMER`) or pinned. Commit this file.\n";

/// The entry's fields, whichever there were, become its next generation.
pub(super) fn replaced(text: &str, entry: &Entry) -> String {
    let generation = entry.generation.saturating_add(1);
    format!("{}generation: {generation}{}", &text[..entry.fields.start], &text[entry.fields.end..])
}

/// A customer who was not in the register comes to its end, or first within its braces.
pub(super) fn added(register: &Register, customer: &str) -> String {
    let text = &register.text;
    let entry = format!("{}: {{ generation: 1 }}", name(customer));
    if let Some(inside) = register.braces {
        let separator = if register.entries.is_empty() { " " } else { "," };
        return format!("{} {entry}{separator}{}", &text[..inside], &text[inside..]);
    }
    if text.trim().is_empty() {
        return format!("{OPENING}{entry}\n");
    }
    let newline = if text.ends_with('\n') { "" } else { "\n" };
    format!("{text}{newline}{}{entry}\n", " ".repeat(indent(register)))
}

/// How far the entries are indented: siblings must be alike.
fn indent(register: &Register) -> usize {
    let Some(first) = register.entries.values().map(|entry| entry.customer.start).min() else { return 0 };
    let line = register.text[..first].rfind('\n').map_or(0, |newline| newline + 1);
    register.text[line..first].bytes().take_while(|byte| *byte == b' ').count()
}

/// The id as YAML: as it is where it can be taken for nothing else, in quotes otherwise.
fn name(customer: &str) -> String {
    let letter_first = customer.starts_with(|first: char| first.is_ascii_alphabetic());
    let has_dash = customer.contains('-');
    if letter_first && has_dash && customer.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        return customer.to_owned();
    }
    // A text in JSON is the same text in YAML.
    serde_json::Value::from(customer).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{FileId, Problems};
    use proptest::prelude::*;

    const KEY: &str = "y5vv96ds33q06ky3s7x4c33287r6kp0w";

    fn register(text: &str) -> Option<Register> {
        Register::parse(FileId(0), text, &mut Problems::new())
    }

    fn renewed(text: &str, customer: &str) -> String {
        register(text).unwrap().renewed(customer)
    }

    #[test]
    fn only_the_generation_changes() {
        let text =
            "# ours\r\nC-2: {generation:  4} # leaked\r\n\r\nC-1:\r\n  # in May\r\n  \"generation\": '1' # why\r\n";
        assert_eq!(renewed(text, "C-2"), text.replace("generation:  4", "generation: 5"));
        assert_eq!(renewed(text, "C-1"), text.replace("\"generation\": '1'", "generation: 2"));
    }

    #[test]
    fn a_pin_is_dropped() {
        assert_eq!(renewed(&format!("C-1: {{ key: {KEY} }} # old\n"), "C-1"), "C-1: { generation: 1 } # old\n");
        let both = format!("C-1:\n  generation: 6\n  key: {KEY}\nC-2: {{ generation: 1 }}\n");
        assert_eq!(renewed(&both, "C-1"), "C-1:\n  generation: 7\nC-2: { generation: 1 }\n");
    }

    #[test]
    fn a_new_customer_comes_last() {
        assert_eq!(renewed("C-2: { generation: 1 }", "C-1"), "C-2: { generation: 1 }\nC-1: { generation: 1 }\n");
        assert_eq!(renewed("# none\n", "007"), "# none\n\"007\": { generation: 1 }\n");
        assert_eq!(renewed("", "C-1"), format!("{OPENING}C-1: {{ generation: 1 }}\n"));
        assert_eq!(renewed("{}\n", "C-1"), "{ C-1: { generation: 1 } }\n");
        let indented = "  C-2: { generation: 1 }\n";
        assert_eq!(renewed(indented, "C-1"), "  C-2: { generation: 1 }\n  C-1: { generation: 1 }\n");
    }

    /// Files as people might write them, and pieces of such.
    fn text() -> impl Strategy<Value = String> {
        let customer =
            prop::sample::select(vec!["C-1", "C-2", "'C-3'", "007", "\"A \\\"b\\\": c\"", "? C-1\n", "é", "# x\nC-9"]);
        let fields = prop::sample::select(vec![
            "generation: 1",
            "generation: \"2\"",
            "'generation': 0",
            "key: KEY",
            "key: 'KEY'",
            "key: KEY, generation: 3",
            "generation: 4,\n  key: KEY # k\n ",
            "generation: >-\n    1\n",
            "? generation\n  : 1",
            "!!str generation: !!str 8",
        ]);
        let shape = prop::sample::select(vec![
            "{N}: {{F}}\n",
            "{N}:\n  {F}\n",
            "{N}: { {F} } # c\n\n",
            "{N}:\n    # c\n    {F} # d\n",
            "{ {N}: {{F}} }\n",
            "{N}: {F}\n",
            "{N}: &a {{F}}\n",
            "{N}: !!map {{F}}",
            "  {N}: {{F}}\n",
            "---\n",
            "...\n",
            "%YAML 1.2\n---\n",
            "<<: {{F}}\n",
            "~\n",
            "{}\n",
            "# c",
            "\r\n",
        ]);
        let piece = (customer, fields, shape).prop_flat_map(|(customer, fields, shape)| {
            "[0-9a-hj-km-np-tv-z]{32}"
                .prop_map(move |key| shape.replace("{N}", customer).replace("{F}", &fields.replace("KEY", &key)))
        });
        prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn whatever_can_be_read_can_be_renewed(
            text in text(),
            customer in prop::sample::select(vec!["C-1", "C-3", "007", "null", "é", "A \"b\": c", "- x", "#", "C-9"]),
        ) {
            let Some(before) = register(&text) else { return Ok(()) };
            let written = before.renewed(customer);
            let Some(after) = register(&written) else { panic!("{text:?} became {written:?}") };
            prop_assert_eq!(after.generation_of(customer), before.generation_of(customer) + 1, "{:?}", written);
            prop_assert_eq!(after.pinned(customer), None);
            for other in before.entries.keys().filter(|other| &***other != customer) {
                prop_assert_eq!(after.generation_of(other), before.generation_of(other));
                prop_assert_eq!(after.pinned(other), before.pinned(other));
            }
        }
    }
}
