//! Pictures of all kinds, as logo and as icon.

use super::super::contrast::{BLACK, WHITE};
use super::*;
use crate::diag::FileId;
use resvg::tiny_skia::Pixmap;

const BRAND: Color = Color { red: 0x0b, green: 0x5f, blue: 0xff };

fn file(bytes: impl Into<Vec<u8>>) -> ThemeFile {
    ThemeFile { path: "brand/logo".to_owned(), file: FileId(0), bytes: bytes.into().into() }
}

fn read_on(banner: Color, bytes: impl Into<Vec<u8>>) -> (Option<Picture>, Vec<String>) {
    let mut problems = Problems::new();
    let picture = logo(&file(bytes), banner, Place::file(FileId(0)), &mut problems);
    let told = problems.iter().map(|problem| format!("[{}] {}", problem.code, problem.title));
    (picture.map(|drawn| drawn.picture), told.collect())
}

fn read(bytes: impl Into<Vec<u8>>) -> (Option<Picture>, Vec<String>) {
    read_on(WHITE, bytes)
}

fn pixels(picture: &Picture) -> Pixmap {
    Pixmap::decode_png(&picture.bytes).unwrap()
}

/// Red, green, blue, alpha.
fn at(pixels: &Pixmap, x: u32, y: u32) -> [u8; 4] {
    let color = pixels.pixel(x, y).unwrap().demultiply();
    [color.red(), color.green(), color.blue(), color.alpha()]
}

/// Whether it is that color, but for what a lossy format does to it.
fn is_near(color: [u8; 4], other: [u8; 4]) -> bool {
    color.iter().zip(other).all(|(one, other)| one.abs_diff(other) < 12)
}

fn has_canary(bytes: &[u8]) -> bool {
    bytes.windows(6).any(|window| window == b"canary")
}

/// The pictures of an ICO file, by their sides.
fn inside(ico: &[u8]) -> Vec<(u8, Pixmap)> {
    assert_eq!(ico[..4], [0, 0, 1, 0]);
    let number = |at: usize| u32::from_le_bytes(ico[at..at + 4].try_into().unwrap()) as usize;
    let entries = (0..usize::from(ico[4])).map(|index| 6 + 16 * index);
    entries
        .map(|entry| {
            let (length, start) = (number(entry + 8), number(entry + 12));
            (ico[entry], Pixmap::decode_png(&ico[start..start + length]).unwrap())
        })
        .collect()
}

fn icon(icons: &[Icon], name: &str) -> Pixmap {
    Pixmap::decode_png(&icons.iter().find(|icon| icon.name == name).unwrap().bytes).unwrap()
}

fn icons_of(bytes: impl Into<Vec<u8>>) -> Vec<Icon> {
    let mut problems = Problems::new();
    let icons = icons(&file(bytes), BRAND, &mut problems);
    assert!(problems.iter().next().is_none());
    icons
}

const SVG: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'><rect width='200' height='100' fill='#0b5fff'/>";
const RED: [u8; 4] = [200, 30, 30, 255];
const BLUE: [u8; 4] = [30, 30, 200, 255];
const CLEAR: [u8; 4] = [0; 4];
const TURNED: &[u8] = include_bytes!("../../../tests/pictures/turned.jpg");
const PALETTE: &[u8] = include_bytes!("../../../tests/pictures/palette.png");
const STILL: &[u8] = include_bytes!("../../../tests/pictures/still.webp");
const ANIMATED: &[u8] = include_bytes!("../../../tests/pictures/animated.webp");

#[test]
fn an_svg_becomes_a_png_that_fits_its_box() {
    let (picture, problems) = read(format!("{SVG}</svg>"));
    let picture = picture.unwrap();
    assert_eq!((picture.extension, picture.width, picture.height), ("png", 320, 160));
    assert_eq!(imagesize::image_type(&picture.bytes).unwrap(), ImageType::Png);
    assert!(problems.is_empty());
}

#[test]
fn every_kind_of_picture_is_drawn_as_it_is_seen() {
    let drawn: [(&[u8], [u8; 4], [u8; 4]); 3] = [(PALETTE, RED, CLEAR), (STILL, RED, CLEAR), (ANIMATED, RED, BLUE)];
    for (bytes, top, bottom) in drawn {
        let (picture, problems) = read(bytes);
        let pixels = pixels(&picture.unwrap());
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!((pixels.width(), pixels.height()), (40, 20));
        for (y, expected) in [(3, top), (16, bottom)] {
            let color = at(&pixels, 20, y);
            assert!(is_near(color, expected), "{color:?} in place of {expected:?}");
        }
    }
}

#[test]
fn a_photograph_is_turned_as_the_camera_says() {
    let (picture, _) = read(TURNED);
    let pixels = pixels(&picture.unwrap());
    assert_eq!((pixels.width(), pixels.height()), (20, 40));
    assert!(is_near(at(&pixels, 10, 5), RED) && is_near(at(&pixels, 10, 35), BLUE));
}

#[test]
fn nothing_hidden_in_a_picture_survives() {
    let script = format!("{SVG}<metadata>canary</metadata><script>alert('canary')</script><!-- canary --></svg>");
    for bytes in [script.as_bytes(), TURNED, PALETTE, STILL, ANIMATED, &[PALETTE, b"canary"].concat()] {
        assert!(has_canary(bytes));
        let (picture, problems) = read(bytes);
        assert!(!has_canary(&picture.unwrap().bytes));
        assert!(problems.is_empty(), "{problems:?}");
        assert!(icons_of(bytes).iter().all(|icon| !has_canary(&icon.bytes)));
    }
}

#[test]
fn a_picture_of_pixels_is_never_enlarged_and_keeps_its_form_when_it_is_not() {
    let (small, _) = read(PALETTE);
    assert_eq!(small.map(|picture| (picture.width, picture.height)), Some((40, 20)));
    let large = Pixmap::new(1300, 200).map(|mut pixels| {
        pixels.fill(resvg::tiny_skia::Color::BLACK);
        pixels.encode_png().unwrap()
    });
    let (large, _) = read(large.unwrap());
    assert_eq!(large.map(|picture| (picture.width, picture.height)), Some((640, 98)));
}

#[test]
fn text_in_an_svg_needs_outlines() {
    let (_, problems) = read(format!("{SVG}<text>Acme</text></svg>"));
    assert_eq!(problems, ["[logo-incomplete] the logo has text in it, which is left out"]);
}

#[test]
fn a_giant_is_refused_from_its_header() {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    png.extend(30_000_u32.to_be_bytes());
    png.extend(30_000_u32.to_be_bytes());
    png.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
    let (_, problems) = read(png);
    assert_eq!(problems, ["[logo-too-large] the logo is 30000 × 30000 pixels, 4096 a side are the most"]);
}

#[test]
fn what_is_no_picture_is_refused() {
    let (_, problems) = read("<html>");
    assert_eq!(problems, ["[logo-unreadable] the logo is no SVG, PNG, JPEG or WebP picture"]);
    let (_, problems) = read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x08\x08\x06\0\0\0".to_vec());
    assert_eq!(problems, ["[logo-unreadable] the picture is empty or broken"]);
}

#[test]
fn an_ico_file_is_none_of_the_pictures_that_icons_are_made_from() {
    let mut problems = Problems::new();
    let ico = drawn_icons("Acme", BRAND).swap_remove(0).bytes;
    assert!(icons(&file(ico), BRAND, &mut problems).is_empty());
    let hints: Vec<_> = problems.iter().flat_map(|problem| &problem.hints).collect();
    assert_eq!(hints, ["take the picture that the ICO file was made from"]);
}

#[test]
fn a_logo_that_cannot_be_seen_on_the_banner_is_told() {
    let name_and_mark = "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='40'><rect width='60' height='40' fill='#101820'/><circle cx='80' cy='20' r='18' fill='#ff9900'/></svg>";
    let navy = Color { red: 0x0a, green: 0x1f, blue: 0x44 };
    let (_, problems) = read_on(navy, name_and_mark);
    assert_eq!(problems, ["[logo-hard-to-see] 70 % of the logo can hardly be seen on the banner"]);
    assert_eq!(read_on(WHITE, name_and_mark).1, [""; 0]);
    let (_, problems) = read_on(BRAND, format!("{SVG}</svg>"));
    assert_eq!(problems, ["[logo-hard-to-see] the logo can hardly be seen on the banner"]);
}

#[test]
fn one_file_gives_the_icons_of_all_sizes() {
    let icons = icons_of(PALETTE);
    let links: Vec<_> = icons.iter().map(|icon| (icon.rel, icon.sizes.as_str(), icon.media_type)).collect();
    assert_eq!(
        links,
        [
            ("icon", "16x16 32x32 48x48", "image/x-icon"),
            ("icon", "192x192", "image/png"),
            ("apple-touch-icon", "180x180", "image/png"),
        ]
    );
    for (side, pixels) in inside(&icons[0].bytes) {
        assert_eq!([pixels.width(), pixels.height()], [u32::from(side); 2]);
        // Twice as wide as high: there is room above and below it.
        assert_eq!(at(&pixels, 8, 0), CLEAR);
        assert!(is_near(at(&pixels, u32::from(side) / 2, u32::from(side) * 3 / 8), RED), "{side}");
    }
}

#[test]
fn apples_home_screens_get_no_transparent_pixel() {
    let mark = |color: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'><circle cx='32' cy='32' r='30' fill='{color}'/></svg>"
        )
    };
    let tile = "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'><rect width='64' height='64' rx='14' fill='#c81e1e'/></svg>";
    let grounds = [(mark("#c81e1e"), [255; 4]), (mark("#fff"), [0x0b, 0x5f, 0xff, 255]), (tile.to_owned(), RED)];
    for (svg, ground) in grounds {
        let apple = icon(&icons_of(svg.as_str()), "apple-touch-icon.png");
        assert!(apple.pixels().iter().all(|pixel| pixel.alpha() == 255));
        assert_eq!(at(&apple, 0, 0), ground, "{svg}");
    }
}

#[test]
fn an_organization_without_an_icon_gets_its_initials() {
    let icons = drawn_icons("Northlight Instruments", BRAND);
    let mut all = inside(&icons[0].bytes);
    all.extend([(192, icon(&icons, "icon.png")), (180, icon(&icons, "apple-touch-icon.png"))]);
    let sides: Vec<u8> = all.iter().map(|(side, _)| *side).collect();
    assert_eq!(sides, [16, 32, 48, 192, 180]);
    for (side, pixels) in all {
        assert_eq!(strokes(&pixels), 3, "an N has two stems, and an I has one: {side}");
        let is_round = at(&pixels, 0, 0)[3] == 0;
        assert_eq!(is_round, side != 180);
    }
}

/// How often a line through the middle meets ink: white on the brand's color.
fn strokes(pixels: &Pixmap) -> usize {
    let side = pixels.width();
    // A quarter of the letters' height above their feet, the diagonal of an N runs into its right stem.
    let row = (side as f32 * 0.70) as u32;
    let ink: Vec<bool> = (0..side).map(|x| at(pixels, x, row)[0] > 120).collect();
    ink.windows(2).filter(|pair| !pair[0] && pair[1]).count()
}

#[test]
fn a_name_in_another_script_gets_a_plain_square() {
    let icons = drawn_icons("株式会社 東京", BRAND);
    let large = icon(&icons, "icon.png");
    assert!(large.pixels().iter().all(|pixel| pixel.alpha() < 255 || pixel.demultiply().blue() == 255));
    assert_eq!(at(&large, 96, 96), [0x0b, 0x5f, 0xff, 255]);
}

#[test]
fn letters_can_be_read_on_any_color() {
    for (color, letters) in [(WHITE, [0, 0, 0, 255]), (BLACK, [255; 4])] {
        let large = icon(&drawn_icons("I", color), "icon.png");
        assert_eq!(at(&large, 96, 96), letters);
    }
}
