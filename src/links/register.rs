//! `links.yaml`: which customers' links were renewed or pinned. Kept by hand or by `portalsmith renew`.
//!
//! ```yaml
//! C-1001: { generation: 1 }                              # renewed once
//! C-1002: { key: y5vv96ds33q06ky3s7x4c33287r6kp0w }      # pinned: this key, whatever the secret
//! ```

mod edit;
mod read;

use super::keys::composed;
use super::{Keys, PortalKey};
use crate::diag::{FileId, Problems};
use std::collections::BTreeMap;
use std::ops::Range;

/// What `links.yaml` says. Who is not in it has generation 0 and no pin; so has everyone in [`Register::default`], for
/// a project without the file.
#[derive(Clone, Debug, Default)]
pub struct Register {
    text: String,
    /// Where the whole register stands in braces, the byte after the opening one.
    braces: Option<usize>,
    /// By customer, in NFC.
    entries: BTreeMap<Box<str>, Entry>,
}

/// What is written of one customer.
#[derive(Clone, Debug)]
struct Entry {
    /// The bytes of the customer's id.
    customer: Range<usize>,
    generation: u32,
    pinned: Option<PortalKey>,
    /// The bytes from the first field's name to the end of the last field's value.
    fields: Range<usize>,
}

/// The highest generation; far from where counting up would fail.
const LAST_GENERATION: u32 = 999_999_999;

impl Register {
    /// Reads `links.yaml`. `None` means that some link would be another than was meant; `problems` says why.
    pub fn parse(file: FileId, text: &str, problems: &mut Problems) -> Option<Register> {
        read::register(file, text, problems)
    }

    /// How often the customer's link was renewed. Tickets name it too, so that those of an older link do not count.
    pub fn generation_of(&self, customer: &str) -> u32 {
        self.entry(customer).map_or(0, |entry| entry.generation)
    }

    /// The key that the customer's portal has whatever the secret is.
    pub fn pinned(&self, customer: &str) -> Option<PortalKey> {
        self.entry(customer)?.pinned
    }

    /// The key of the customer's portal: the pinned one, or the one derived for his generation.
    pub fn portal_key(&self, keys: &Keys, customer: &str) -> PortalKey {
        self.pinned(customer).unwrap_or_else(|| keys.portal_key(customer, self.generation_of(customer)))
    }

    /// The file's text with a new link for one customer: his generation is one higher, and a pin is dropped. All else
    /// stays as it is written, order and comments included.
    pub fn renewed(&self, customer: &str) -> String {
        match self.entry(customer) {
            Some(entry) => edit::replaced(&self.text, entry),
            None => edit::added(self, &composed(customer)),
        }
    }

    /// A line of the file as it may be shown: of what is as long as a key, all but four characters are covered. Places
    /// stay where they are.
    pub fn masked(line: &str) -> String {
        /// Shorter than a key, so that one with missing characters is covered too.
        const LONG: usize = 20;
        let pieces = line.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
        pieces.fold(String::with_capacity(line.len()), |mut shown, piece| {
            let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            let kept = if word.len() < LONG { word.len() } else { 4 };
            shown.extend([&word[..kept], &"*".repeat(word.len() - kept), &piece[word.len()..]]);
            shown
        })
    }

    fn entry(&self, customer: &str) -> Option<&Entry> {
        self.entries.get(&*composed(customer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::links::LinkSecret;

    const KEY: &str = "dd2bzspk5d9gc45b2qyfn9h5b8vq513h";

    fn register(text: &str) -> Register {
        let mut problems = Problems::new();
        let register = Register::parse(FileId(0), text, &mut problems);
        register.unwrap_or_else(|| panic!("{text}\n{problems:?}"))
    }

    #[test]
    fn who_is_not_in_it_was_never_renewed() {
        let register = register("C-1001: { generation: 3 }\n");
        assert_eq!((register.generation_of("C-1001"), register.generation_of("C-10")), (3, 0));
        assert_eq!(Register::default().generation_of("C-1001"), 0);
    }

    #[test]
    fn a_pinned_key_holds_whatever_the_secret() {
        let register =
            register(&format!("C-1001: {{ key: {KEY} }}\nC-1: {{ key: {}, generation: 4 }}", "1".repeat(32)));
        for secret in [[0; 32], [1; 32]] {
            let keys = Keys::new(&LinkSecret::from_bytes(secret));
            assert_eq!(register.portal_key(&keys, "C-1001").as_str(), KEY);
            assert_eq!(register.portal_key(&keys, "C-2"), keys.portal_key("C-2", 0));
        }
        assert_eq!((register.generation_of("C-1001"), register.generation_of("C-1")), (0, 4));
    }

    #[test]
    fn ids_are_text_and_two_spellings_are_one() {
        let register = register("007: { generation: 1 }\n1e3: { generation: 2 }\nCafe\u{301}-7: { generation: 5 }\n");
        assert_eq!((register.generation_of("007"), register.generation_of("7")), (1, 0));
        assert_eq!((register.generation_of("1e3"), register.generation_of("1000")), (2, 0));
        assert_eq!(register.generation_of("Caf\u{e9}-7"), 5);
    }

    #[test]
    fn a_shown_line_does_not_tell_a_key() {
        let line = format!("é: {{ key: {KEY}, generation: 1 }} # {}", &KEY[..21]);
        let shown = Register::masked(&line);
        let (key, cut) = (format!("dd2b{}", "*".repeat(28)), format!("dd2b{}", "*".repeat(17)));
        assert_eq!(shown, format!("é: {{ key: {key}, generation: 1 }} # {cut}"));
    }

    #[test]
    fn a_register_without_entries_is_fine() {
        for text in ["", "# nothing yet\n", "{}\n", "---\n"] {
            assert_eq!(register(text).generation_of("C-1"), 0);
        }
    }
}
