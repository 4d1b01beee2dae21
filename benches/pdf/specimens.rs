//! Documents to be looked at and to be judged.

use crate::statement::{Specimen, Words, statement};
use crate::words::{ARABIC, ENGLISH, GERMAN, GREEK, HEBREW, HINDI, JAPANESE, POLISH, RUSSIAN, VIETNAMESE};
use portalsmith::pdf::{FontFile, Fonts, Paper, Picture, Press, Unprintable};
use std::path::Path;

/// Writes them all.
pub(crate) fn write(folder: &Path, fonts: impl Iterator<Item = String>) {
    let fallbacks = fonts.map(|name| {
        let bytes = std::fs::read(&name).expect("the font can be read");
        FontFile::new(name, bytes)
    });
    let press = Press::new(Fonts::new(FontFile::noto_sans(), fallbacks).expect("they are fonts"));
    std::fs::create_dir_all(folder).expect("the folder can be made");
    let logo = Picture::pixels(120, 40, &logo()).expect("it has as many pixels as it says");
    let plain = |words: Words, rows| Specimen { words, rows, paper: Paper::A4, logo: None, code: false, number: 7 };
    let rich = |words| Specimen { logo: Some(logo.clone()), code: true, ..plain(words, 15) };
    let mut all = vec![
        ("rows-15", plain(ENGLISH, 15)),
        ("rows-0", plain(ENGLISH, 0)),
        ("rows-40", plain(ENGLISH, 40)),
        ("rows-500", plain(ENGLISH, 500)),
        ("rows-5000", plain(ENGLISH, 5_000)),
        ("letter", Specimen { paper: Paper::LETTER, ..rich(ENGLISH) }),
        ("rich", rich(ENGLISH)),
    ];
    let languages = [GERMAN, POLISH, GREEK, RUSSIAN, VIETNAMESE, JAPANESE, ARABIC, HEBREW, HINDI];
    all.extend(languages.map(|words| (words.language, rich(words))));
    for (name, specimen) in all {
        match statement(&press, &specimen) {
            Ok(bytes) => {
                std::fs::write(folder.join(format!("{name}.pdf")), bytes).expect("the document can be written");
            }
            Err(Unprintable::Missing(_)) => println!("{name}: not without a font"),
            Err(other) => panic!("{name}: {other}"),
        }
    }
}

/// A disk on nothing, half of it transparent.
fn logo() -> Vec<u8> {
    let pixel = |x: i32, y: i32| {
        let near = (x % 40 - 20).pow(2) + (y - 20).pow(2);
        let opaque = if near < 300 { 255 } else { (400 - near).clamp(0, 100) * 255 / 100 };
        [11, 95, (x * 2) as u8, opaque as u8]
    };
    (0..40).flat_map(|y| (0..120).flat_map(move |x| pixel(x, y))).collect()
}
