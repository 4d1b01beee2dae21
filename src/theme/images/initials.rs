//! The letters that stand for an organization, and their outlines.

use std::fmt::Write;
use ttf_parser::{Face, GlyphId, OutlineBuilder};
use unicode_normalization::UnicodeNormalization;

/// Latin, Greek and Cyrillic; fonts/README.md tells how it was made.
const FONT: &[u8] = include_bytes!("../../../fonts/NotoSans-Bold.ttf");

/// What a company is by law, not what it is called; small, without dots.
const LEGAL_FORMS: &[&str] = &[
    "ab",
    "ae",
    "ag",
    "aps",
    "as",
    "asa",
    "bt",
    "bv",
    "bvba",
    "co",
    "company",
    "corp",
    "corporation",
    "dd",
    "doo",
    "ead",
    "eg",
    "ehf",
    "ek",
    "eood",
    "eurl",
    "ev",
    "gbr",
    "gmbh",
    "hf",
    "inc",
    "incorporated",
    "kft",
    "kg",
    "kgaa",
    "lda",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "ltda",
    "mbh",
    "nv",
    "nyrt",
    "ohg",
    "oo",
    "ood",
    "oü",
    "oy",
    "oyj",
    "plc",
    "pte",
    "pty",
    "pvt",
    "sa",
    "sapa",
    "sarl",
    "sas",
    "sasu",
    "se",
    "sia",
    "sl",
    "slu",
    "snc",
    "sp",
    "spa",
    "srl",
    "sro",
    "uab",
    "ug",
    "vof",
    "zrt",
    "ао",
    "зао",
    "оао",
    "ооо",
    "пао",
    "тов",
    "αε",
    "επε",
    "ικε",
];

/// One or two capital letters or digits: the first of the first two words of a name.
///
/// Legal forms are passed over, and so are words in small letters between others (`and`, `of`, `y`). Empty where there
/// is no letter at all.
pub(super) fn initials(name: &str) -> String {
    let name: String = name.nfc().collect();
    let words: Vec<&str> = name.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
    let named = unless_none(&words, |word| !is_legal_form(word));
    let large =
        unless_none(&named, |word| word.chars().any(|letter| letter.is_alphanumeric() && !letter.is_lowercase()));
    let first = |word: &&str| word.chars().find(|letter| letter.is_alphanumeric());
    large.iter().filter_map(first).take(2).flat_map(|letter| letter.to_uppercase().next()).collect()
}

/// The words that are kept, or all if none would be left.
fn unless_none<'w>(words: &[&'w str], keep: impl Fn(&str) -> bool) -> Vec<&'w str> {
    let kept: Vec<&str> = words.iter().copied().filter(|word| keep(word)).collect();
    if kept.is_empty() { words.to_vec() } else { kept }
}

fn is_legal_form(word: &str) -> bool {
    let bare: String = word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    LEGAL_FORMS.contains(&bare.as_str())
}

/// The letters' outlines as the data of an SVG path, in the middle of a square of this side. `None` if the font lacks one
/// of them, or there are none.
pub(super) fn outlines(letters: &str, side: f32) -> Option<String> {
    let face = Face::parse(FONT, 0).expect("the font is the project's own");
    let glyphs: Vec<GlyphId> = letters.chars().map(|letter| face.glyph_index(letter)).collect::<Option<_>>()?;
    let advance = |glyph: &GlyphId| f32::from(face.glyph_hor_advance(*glyph).unwrap_or_default());
    let bounds = |glyph: &GlyphId| face.glyph_bounding_box(*glyph);
    // The white space at both ends is not part of the picture.
    let left = f32::from(bounds(glyphs.first()?)?.x_min);
    let last = glyphs.last()?;
    let right = glyphs.iter().map(advance).sum::<f32>() - (advance(last) - f32::from(bounds(last)?.x_max));
    let capitals = f32::from(face.capital_height()?);
    let height = if glyphs.len() == 1 { 0.56 } else { 0.47 };
    let scale = (height * side / capitals).min(0.82 * side / (right - left));
    let mut path = Path {
        data: String::new(),
        scale,
        x: (side - (left + right) * scale) / 2.0,
        baseline: (side + capitals * scale) / 2.0,
    };
    for glyph in &glyphs {
        face.outline_glyph(*glyph, &mut path)?;
        path.x += advance(glyph) * scale;
    }
    Some(path.data)
}

/// Writes outlines as the data of an SVG path: `y` points down there, and up in a font.
struct Path {
    data: String,
    scale: f32,
    x: f32,
    baseline: f32,
}

impl Path {
    fn add(&mut self, command: char, points: &[(f32, f32)]) {
        self.data.push(command);
        for (x, y) in points {
            write!(self.data, " {:.3} {:.3}", self.x + x * self.scale, self.baseline - y * self.scale)
                .expect("a string takes all that is written");
        }
    }
}

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.add('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.add('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.data.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_two_words_give_the_letters() {
        let names = [
            ("Northlight Instruments", "NI"),
            ("Acme", "A"),
            ("northlight instruments gmbh", "NI"),
            ("Müller & Söhne GmbH & Co. KG", "MS"),
            ("Bank of Scotland plc", "BS"),
            ("SARL Dupont et Fils", "DF"),
            ("ООО «Ромашка»", "Р"),
            ("Zakład Ślusarski Sp. z o.o.", "ZŚ"),
            ("e\u{301}toile", "É"),
            ("3M", "3"),
            ("L'Oréal Paris", "LP"),
            ("eBay Motors", "EM"),
            ("  (Acme)  ", "A"),
            ("AG", "A"),
            ("東京 Soft", "東S"),
            ("— & —", ""),
        ];
        for (name, letters) in names {
            assert_eq!(initials(name), letters, "{name}");
        }
    }

    #[test]
    fn every_letter_of_the_fonts_scripts_has_outlines_inside_the_square() {
        for letter in ('A'..='Z').chain('À'..='Ö').chain('Α'..='Ρ').chain('А'..='Я').chain(['Ł', 'Ő', 'Ặ', 'Ș', '7'])
        {
            let path = outlines(&format!("{letter}W"), 100.0).unwrap();
            let numbers = path.split(|sign: char| sign.is_alphabetic() || sign == ' ').filter(|part| !part.is_empty());
            let numbers: Vec<f32> = numbers.map(|number| number.parse().unwrap()).collect();
            assert!(numbers.len() > 20 && numbers.iter().all(|number| (5.0..95.0).contains(number)), "{letter}");
        }
    }

    #[test]
    fn a_letter_that_the_font_lacks_has_none() {
        assert_eq!(["東", "م", "A東", ""].map(|letters| outlines(letters, 32.0)), [None, None, None, None]);
    }
}
