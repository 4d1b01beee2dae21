//! Names that are safe in a path: letters, digits and dashes of ASCII.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest slug, in characters.
const LONGEST: usize = 40;

/// `[a-z0-9-]`, every other run a single dash, at most 40 characters; accents are dropped, so `Café 7` is `cafe-7`.
///
/// ```
/// assert_eq!(portalsmith::content::slug("../../INV 7/é"), "inv-7-e");
/// assert_eq!(portalsmith::content::slug("東京"), "");
/// ```
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for character in text.nfkd().filter(|character| !is_combining_mark(*character)) {
        let lower = character.to_ascii_lowercase();
        if lower.is_ascii_alphanumeric() {
            slug.push(lower);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The name under which a document is offered: its own, made safe, with its extension in small letters.
pub fn file_name(name: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = match slug(stem) {
        empty if empty.is_empty() => "document".to_owned(),
        stem => stem,
    };
    if extension.is_empty() { stem } else { format!("{stem}.{}", slug(extension)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_keeps_its_extension_and_nothing_odd() {
        assert_eq!(file_name("Rahmen\u{ad}vertrag Müller & Söhne.PDF"), "rahmen-vertrag-muller-sohne.pdf");
        assert_eq!(file_name("契約.pdf"), "document.pdf");
        assert_eq!(file_name("..%2f\u{202e}fdp.exe"), "2f-fdp.exe");
    }

    #[test]
    fn a_slug_is_never_longer_than_forty() {
        assert_eq!(slug(&"ab ".repeat(40)).len(), 40);
        assert_eq!(slug(&"abc ".repeat(40)).len(), 39, "no dash at the end");
    }
}
