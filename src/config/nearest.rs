//! "Did you mean": the known word that is nearest to an unknown one.

/// The nearest of `known`, if it is near enough to have been meant.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    // A word that long is no slip, and comparing takes time that grows with its length.
    const LONGEST: usize = 64;
    if word.len() > LONGEST {
        return None;
    }
    let plain = |word: &str| word.to_lowercase().replace(['-', ' '], "_");
    let written = plain(word);
    let slips = (written.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&written, &plain(candidate)), candidate))
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 3] = ["timezone", "tax_id", "name"];

    #[test]
    fn a_slip_finds_the_word_that_was_meant() {
        assert_eq!(nearest("time_zone", KEYS), Some("timezone"));
        assert_eq!(nearest("Tax ID", KEYS), Some("tax_id"));
        assert_eq!(nearest("nmae", KEYS), Some("name"));
    }

    #[test]
    fn a_word_unlike_all_finds_nothing() {
        assert_eq!(nearest("colour", KEYS), None);
        assert_eq!(nearest(&"name".repeat(100_000), KEYS), None);
    }
}
