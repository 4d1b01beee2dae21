//! Submissions from wherever they are kept, each once: the same in whatever order they come, and however often.

use super::{Filed, SubmissionId};
use crate::diag::{Diagnostic, FileId, Place, Problems};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Submissions by id.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Gathered {
    by_id: BTreeMap<SubmissionId, Filed>,
}

/// There is another submission under this id, which says something else.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Differs(pub SubmissionId);

impl Gathered {
    /// Takes a submission in. The same one once more changes nothing; false then.
    pub fn add(&mut self, filed: Filed) -> Result<bool, Differs> {
        match self.by_id.entry(filed.id.clone()) {
            Entry::Occupied(known) if *known.get() == filed => Ok(false),
            Entry::Occupied(_) => Err(Differs(filed.id)),
            Entry::Vacant(place) => {
                place.insert(filed);
                Ok(true)
            }
        }
    }

    /// Reads JSON lines, as [`Gathered::to_lines`] writes them. A line that cannot be read, or that contradicts another, is an error; it
    /// is not shown, for it may hold what is nobody's business.
    pub fn read(file: FileId, text: &str, problems: &mut Problems) -> Gathered {
        let mut gathered = Gathered::default();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let place = Place::span(file, start..start + line.trim_end().len());
            start += line.len();
            if line.trim().is_empty() {
                continue;
            }
            match Filed::from_json(line.trim_end()) {
                Ok(filed) => drop(problems.keep(gathered.add(filed).map_err(|differs| differs.problem(place)))),
                Err(why) => problems.add(
                    Diagnostic::error("submission-unreadable", format!("a submission cannot be read: {why}"))
                        .at(place, "this line")
                        .hint("pull it again, or with the version of Portalsmith that wrote it; what is not read is not shown"),
                ),
            }
        }
        gathered
    }

    /// One line each, in order of arrival.
    pub fn to_lines(&self) -> String {
        self.in_order().iter().map(|filed| filed.to_json() + "\n").collect()
    }

    /// In order of arrival; of one moment, at two endpoints, by id.
    pub fn in_order(&self) -> Vec<&Filed> {
        let mut filed: Vec<&Filed> = self.by_id.values().collect();
        filed.sort_by_key(|filed| filed.received);
        filed
    }

    /// The same, to keep.
    pub fn into_order(self) -> Vec<Filed> {
        let mut filed: Vec<Filed> = self.by_id.into_values().collect();
        filed.sort_by_key(|filed| filed.received);
        filed
    }

    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }
}

impl Differs {
    /// The problem at the place where the second one stands.
    pub fn problem(&self, place: Place) -> Diagnostic {
        let title = format!("submission `{}` is there twice, and not the same", self.0);
        Diagnostic::error("submission-differs", title)
            .at(place, "this one differs from what came before")
            .hint("a record never changes: take out the one that was altered")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Amount;
    use crate::links::Kind;
    use crate::requests::Submission;
    use jiff::Timestamp;
    use jiff::civil::date;
    use proptest::prelude::*;

    pub(super) fn filed(number: u8, received: i64) -> Filed {
        let submission = Submission {
            kind: Kind::Promise,
            portal: "8pqcad077sv1re8g".parse().unwrap(),
            invoice: Some(format!("INV-{number}")),
            currency: "EUR".parse().unwrap(),
            day: date(2026, 3, 31),
            reason: None,
            date: Some(date(2026, 4, 30)),
            amount: Some(Amount(i64::from(number) + 1)),
            reference: None,
            message: Some("a secret".into()),
            name: "Ada".into(),
            email: None,
            open: None,
            trapped: false,
        };
        let received = Timestamp::from_second(received).unwrap();
        Filed { id: SubmissionId::new("a", [number; 16]), received, submission }
    }

    fn read(text: &str) -> (Gathered, Vec<String>) {
        let mut problems = Problems::new();
        let gathered = Gathered::read(FileId(0), text, &mut problems);
        (gathered, problems.iter().map(|problem| format!("{} {}", problem.code, problem.title)).collect())
    }

    #[test]
    fn a_line_that_is_no_submission_or_contradicts_one_is_named_and_not_repeated() {
        let mut other = filed(1, 5);
        other.submission.name = "Eve".into();
        let text = format!("{}\n\n{{\"a secret\": 1}}\n{}\r\n{0}", filed(1, 5).to_json(), other.to_json());
        let (gathered, problems) = read(&text);
        assert_eq!(gathered.in_order(), [&filed(1, 5)]);
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].starts_with("submission-unreadable") && problems[1].starts_with("submission-differs"));
        assert!(!problems.concat().contains("a secret"));
    }

    proptest! {
        #[test]
        fn the_union_is_the_same_in_any_order_and_twice(
            numbers in prop::collection::vec((0_u8..20, 0_usize..100), 0..60),
        ) {
            let at = |number: u8| filed(number, i64::from(number) / 3);
            let mut gathered = Gathered::default();
            for (number, _) in &numbers {
                prop_assert!(gathered.add(at(*number)).is_ok());
            }
            let mut shuffled = numbers.clone();
            shuffled.sort_by_key(|(_, order)| *order);
            let mut other = Gathered::default();
            for (number, _) in shuffled.iter().chain(&numbers) {
                prop_assert!(other.add(at(*number)).is_ok());
            }
            prop_assert_eq!(&gathered, &other);
            prop_assert_eq!(gathered.to_lines(), other.to_lines());
            prop_assert_eq!(read(&gathered.to_lines()), (gathered, vec![]));
        }
    }
}
