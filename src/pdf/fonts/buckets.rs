//! Characters that come together: a document that needs one of a bucket carries all of it.
//!
//! So a handful of different subsets of a font serves all documents of a run, and each is made once. A bucket that is too
//! large makes every document larger, one that is too small makes more subsets. A character in no bucket is *rare*:
//! documents carry just those rare ones that they show.

/// The buckets, in the order of their bits. The first is in every document.
const BUCKETS: [&str; 11] = [
    // ASCII is added to these: what amounts, dates and prose use in any language.
    "\u{a0}\u{202f}–—‘’“”„«»•·…€£§©°×−",
    "ÄÖÜßäöü",
    "ÁÉÍÓÚáéíóú",
    // Western Europe.
    "ÀÂÃÇÈÊËÌÎÏÑÒÔÕÙÛŒŸàâãçèêëìîïñòôõùûœÿ¡¿ªº",
    // The North.
    "ÅÆØåæøÐðÞþÝý",
    // Poland.
    "ĄĆĘŁŃŚŹŻąćęłńśźż",
    // Czechia, Slovakia, Hungary and the South Slavs who write Latin.
    "ČĎĚŇŘŠŤŮŽčďěňřšťůžĹĽŔĺľŕĐđŐŰőű",
    // Romania, Turkey, the Baltic states, Wales.
    "ĀāĂăĒēĖėĢģĞğĪīĮįİıĶķĻļŅņŌōŖŗŞşȘșŢţȚțŪūŲųŴŵŶŷ",
    "ΆΈΉΊΌΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ",
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяЁё№",
    // Ukraine, Belarus, Serbia, North Macedonia.
    "ЂЃЄЅІЇЈЉЊЋЌЎЏђѓєѕіїјљњћќўџҐґ",
];

/// The number of no bucket.
pub(super) const RARE: u8 = u8::MAX;

/// The bucket of a character, or [`RARE`].
pub(super) fn bucket(character: char) -> u8 {
    if character.is_ascii() {
        return 0;
    }
    let found = BUCKETS.iter().position(|bucket| bucket.contains(character));
    found.map_or(RARE, |at| u8::try_from(at).expect("there are few buckets"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_character_is_in_two_buckets() {
        let mut seen = BTreeSet::new();
        for character in BUCKETS.iter().flat_map(|bucket| bucket.chars()) {
            assert!(seen.insert(character), "{character}");
        }
    }

    #[test]
    fn the_languages_of_a_bucket_need_few_others() {
        let masks = |text: &str| text.chars().map(bucket).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>();
        assert_eq!(masks("Total due: €1,250.00 − 3 % (net 30)"), [0]);
        assert_eq!(masks("Zażółć gęślą jaźń"), [0, 2, 5]);
        assert_eq!(masks("Příliš žluťoučký kůň úpěl ďábelské ódy"), [0, 2, 4, 6]);
        assert_eq!(masks("Ξεσκεπάζω την ψυχοφθόρα βδελυγμία"), [0, 8]);
        assert_eq!(masks("Đặng"), [0, 6, RARE]);
    }
}
