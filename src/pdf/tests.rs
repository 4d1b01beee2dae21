//! Documents as a whole: what every one of them must be, read back by a reader of the tests' own.

#[path = "../../tests/reading/reader.rs"]
mod reader;
#[path = "../../tests/reading/walk.rs"]
mod walk;

use self::reader::{File, Value};
use self::walk::{read_aloud, width_of};
use super::*;
use jiff::civil::date;
use std::collections::BTreeSet;

fn press() -> Press {
    Press::new(Fonts::new(FontFile::noto_sans(), []).unwrap())
}

/// A press with fonts that are cut to a few characters each (tests/fonts/README.md).
fn press_of_scripts() -> Press {
    let fallbacks: [(&str, &[u8]); 4] = [
        ("hebrew.ttf", include_bytes!("../../tests/fonts/hebrew.ttf")),
        ("arabic-bold.ttf", include_bytes!("../../tests/fonts/arabic-bold.ttf")),
        ("devanagari.ttf", include_bytes!("../../tests/fonts/devanagari.ttf")),
        ("japanese.otf", include_bytes!("../../tests/fonts/japanese.otf")),
    ];
    let fallbacks = fallbacks.map(|(name, bytes)| FontFile::built_in(name, bytes));
    Press::new(Fonts::new(FontFile::noto_sans(), fallbacks).unwrap())
}

fn about() -> About {
    About {
        title: "Statement: Bäckerei <Köster> & Söhne".to_owned(),
        author: "Northlight".to_owned(),
        language: "en".to_owned(),
        day: date(2026, 3, 31),
    }
}

const STYLE: Style = Style { weight: Weight::Regular, size: 10.0, color: Color::BLACK, direction: None };

/// A document with one paragraph.
#[track_caller]
fn paragraph(press: &Press, text: &str) -> Vec<u8> {
    let mut document = press.document(about(), Paper::A4);
    document.paragraph(|paragraph| paragraph.text(text, At::left(40.0, 60.0), &STYLE));
    document.finish().unwrap()
}

/// A document with a table of so many rows, twenty a page.
fn table(press: &Press, rows: usize, name: &str) -> Vec<u8> {
    let mut document = press.document(about(), Paper::LETTER);
    document.heading(Level::One, name, |heading| heading.text(name, At::left(40.0, 60.0), &Style::bold(18.0)));
    document.table(3, |table| {
        table.head(|head| {
            head.row(|row| {
                for (x, name) in [(40.0, "Day"), (120.0, "Document"), (300.0, "Amount")] {
                    row.header(|cell| cell.text(name, At::left(x, 80.0), &Style::bold(9.0)));
                }
            });
        });
        table.body(|body| {
            for row in 0..rows {
                if row % 20 == 19 {
                    body.new_page();
                    body.artifact(Furniture::RepeatedHead, |page| page.text("Day", At::left(40.0, 60.0), &STYLE));
                }
                let y = 100.0 + (row % 20) as f32 * 14.0;
                body.row(|cells| {
                    cells.cell(|cell| cell.text("2026-03-31", At::left(40.0, y), &STYLE));
                    cells.cell(|cell| cell.text(&format!("INV-{row} {name}"), At::left(120.0, y), &STYLE));
                });
            }
        });
        table.foot(|foot| {
            foot.row(|row| {
                row.wide_header(2, |cell| cell.text("Total", At::left(40.0, 700.0), &Style::bold(9.0)));
                row.cell(|cell| cell.text("1.00", At::right(360.0, 700.0), &Style::bold(9.0)));
            });
        });
    });
    for page in 0..document.pages() {
        document.artifact_on(page, Furniture::Footer, |page| {
            page.text("page", At::right(560.0, 760.0), &STYLE);
            page.fill(Area { x: 40.0, y: 750.0, width: 520.0, height: 0.5 }, Color::Gray(0.5));
        });
    }
    document.finish().unwrap()
}

#[test]
fn a_table_over_several_pages_is_one_table_with_equal_rows() {
    let document = read_aloud(&table(&press(), 50, "Łódź"));
    let rows = document.all("TR");
    assert_eq!(rows.len(), 52);
    assert_eq!(rows[0].outline(), r#"TR(TH "Day" TH "Document" TH "Amount")"#);
    assert_eq!(rows[40].outline(), r#"TR(TD "2026-03-31" TD "INV-39 Łódź" TD)"#);
    assert_eq!(rows[51].outline(), r#"TR(TH "Total" TD "1.00")"#);
    let scope = |row: usize| rows[row].children[0].attributes["Scope"].name().to_owned();
    assert_eq!([scope(0), scope(51)], ["Column", "Row"]);
    assert_eq!(File::read(&table(&press(), 50, "Łódź")).pages().len(), 3);
}

#[test]
fn a_table_with_five_thousand_rows_is_whole() {
    let document = read_aloud(&table(&press(), 5_000, "A"));
    assert_eq!(document.all("TR").len(), 5_002);
}

#[test]
fn all_that_can_be_drawn_is_tagged_or_an_artifact() {
    let press = press();
    let mut document = press.document(about(), Paper::A4);
    let picture = Picture::pixels(1, 2, &[10, 20, 30, 255, 1, 2, 3, 0]).unwrap();
    let area = Area { x: 40.0, y: 30.0, width: 20.0, height: 40.0 };
    document.figure(Figure { alternative: "Northlight", area }, |canvas| canvas.picture(&picture, area));
    document.heading(Level::One, "Statement", |heading| heading.text("Statement", At::left(40.0, 90.0), &STYLE));
    document.list(|list| {
        list.item(|item| {
            item.label(|label| label.text("Customer", At::left(40.0, 110.0), &STYLE));
            item.body(|body| body.text("C-1001", At::left(140.0, 110.0), &STYLE));
        });
    });
    document.artifact(Furniture::Decoration, |canvas| {
        canvas.fill_path(&Path::rounded(area, 4.0), Color::Rgb(0.9, 0.9, 1.0));
        canvas.picture(&picture, area);
    });
    document.paragraph(|paragraph| {
        paragraph.text("Pay ", At::left(40.0, 130.0), &STYLE);
        paragraph.artifact(Furniture::Decoration, |canvas| canvas.fill(area, Color::Gray(0.5)));
        let target = Target { address: "https://pay.example/é?a=(1)", description: "Pay online" };
        paragraph.link(target, |link| {
            link.text("here", At::left(60.0, 130.0), &STYLE);
            link.new_page();
            link.text(" or there", At::left(40.0, 60.0), &STYLE);
        });
        paragraph.text(".", At::left(90.0, 60.0), &STYLE);
        let reading = Reading { language: Some("de".to_owned()), text: None };
        paragraph.span(reading, |span| span.text("Guten Tag", At::left(40.0, 80.0), &STYLE));
    });
    document.figure(Figure { alternative: "QR code", area }, |canvas| {
        canvas.code(area, 21, &[Dark { x: 0, y: 0, width: 7, height: 1 }]);
    });
    let bytes = document.finish().unwrap();
    let read = read_aloud(&bytes);
    assert_eq!(
        read.outline(),
        r#"Document(Figure H1 "Statement" L(LI(Lbl "Customer" LBody "C-1001")) P "Pay ."(Link "here or there" Span "Guten Tag") Figure)"#
    );
    assert_eq!(read.all("Figure")[1].attributes["Alt"].text(), "QR code");
    assert_eq!(read.all("Span")[0].attributes["Lang"].text(), "de");
    let file = File::read(&bytes);
    let links: Vec<&Value> =
        file.pages().iter().flat_map(|page| file.objects[page].dictionary()["Annots"].array()).collect();
    assert_eq!(links.len(), 2, "one on each page");
    for link in links {
        assert_eq!(file.get(link, "Contents").text(), "Pay online");
        assert_eq!(file.get(file.get(link, "A"), "URI").text(), "https://pay.example/%C3%A9?a=(1)");
    }
    let images = file.objects.values().filter(|it| matches!(it, Value::Dictionary(it) if it.contains_key("Width")));
    assert_eq!(images.count(), 2, "the picture and its mask, once");
}

#[test]
fn headings_follow_on_each_other_and_make_the_outline() {
    let press = press();
    let mut document = press.document(about(), Paper::A4);
    let levels = [Level::Two, Level::Three, Level::Three, Level::One, Level::Three, Level::Two];
    for (at, level) in levels.into_iter().enumerate() {
        let title = format!("Part {at}");
        document.heading(level, &title, |heading| heading.text(&title, At::left(40.0, 80.0), &STYLE));
    }
    let bytes = document.finish().unwrap();
    assert_eq!(
        read_aloud(&bytes).outline(),
        r#"Document(H1 "Part 0" H2 "Part 1" H3 "Part 2" H1 "Part 3" H2 "Part 4" H2 "Part 5")"#
    );
    let file = File::read(&bytes);
    let outline = file.get(file.catalog(), "Outlines");
    assert_eq!(outline_of(&file, outline), "Part 0(Part 1(Part 2)) Part 3(Part 4 Part 5)");
}

fn outline_of(file: &File, parent: &Value) -> String {
    let mut titles = Vec::new();
    let mut next = file.find(parent, "First");
    while let Some(bookmark) = next {
        let title = file.get(bookmark, "Title").text();
        let below = outline_of(file, bookmark);
        titles.push(if below.is_empty() { title } else { format!("{title}({below})") });
        assert!(file.pages().contains(&file.get(bookmark, "Dest").array()[0].reference()));
        next = file.find(bookmark, "Next");
    }
    titles.join(" ")
}

#[test]
fn text_comes_back_as_it_was_in_every_alphabet_that_the_fonts_have() {
    let press = press();
    for text in [
        "The quick brown fox (1) \\ 2 – “3” €",
        "Zażółć gęślą jaźń, Příliš žluťoučký kůň, Şehir Ğ ı İ, ẞ",
        "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία, ᾧ",
        "Съешь ещё этих мягких французских булок; Їжак, Љубав",
        "Nguyễn Thị Hương, Đặng Quốc Việt",
        "1\u{a0}250,00\u{202f}€ −5 A\u{2011}B",
        "Ohm Ω is not omega Ω, µ is not μ",
    ] {
        assert_eq!(read_aloud(&paragraph(&press, text)).full_text(), text);
    }
}

#[test]
fn text_is_composed_and_what_cannot_be_is_set_with_its_marks() {
    let press = press();
    assert_eq!(read_aloud(&paragraph(&press, "e\u{302}\u{301}")).full_text(), "ế");
    assert_eq!(read_aloud(&paragraph(&press, "a\u{ad}b\u{200b}c\td")).full_text(), "abc d");
    // Lithuanian: there is no such letter in Unicode.
    assert_eq!(read_aloud(&paragraph(&press, "le\u{307}\u{301}kti")).full_text(), "l\u{117}\u{301}kti");
}

#[test]
fn text_that_reads_from_right_to_left_comes_back_in_reading_order() {
    let press = press_of_scripts();
    for text in ["שלום, עולם", "שָׁלוֹם וּבְרָכָה", "INV-9 שלום", "שלום 30 יום", "(Harbor) שלום"]
    {
        assert_eq!(read_aloud(&paragraph(&press, text)).full_text(), text);
    }
}

#[test]
fn a_ligature_stands_for_all_its_characters() {
    let text = "كشف حساب خلال";
    let bytes = paragraph(&press_of_scripts(), text);
    assert_eq!(read_aloud(&bytes).full_text(), text);
    let content = String::from_utf8_lossy(&File::read(&bytes).streams.values().last().unwrap().clone()).into_owned();
    assert!(!content.contains("ActualText"), "readers turn that around: {content}");
}

#[test]
fn scripts_that_are_shaped_from_left_to_right_say_what_they_read_as() {
    let press = press_of_scripts();
    assert_eq!(read_aloud(&paragraph(&press, "INV-9 विवरण")).full_text(), "INV-9 विवरण");
}

#[test]
fn fonts_with_cff_outlines_give_their_text_back_too() {
    let press = press_of_scripts();
    // The radical ⾦ has the glyph of 金, and is nevertheless copied as itself.
    for text in ["取引明細書（株）", "東京都、金。", "金⾦金"] {
        assert_eq!(read_aloud(&paragraph(&press, text)).full_text(), text);
    }
}

#[test]
fn a_character_that_no_font_has_is_named_and_no_document_is_made() {
    let press = press();
    assert_eq!(press.fonts().missing("東京 Łódź 東"), BTreeSet::from(['京', '東']));
    let mut document = press.document(about(), Paper::A4);
    document.paragraph(|paragraph| paragraph.text("東京 Łódź", At::left(40.0, 60.0), &STYLE));
    let problem = document.finish().unwrap_err();
    assert_eq!(problem, Unprintable::Missing(['京', '東'].into()));
    assert_eq!(problem.to_string(), "no font has `京` (U+4EAC), `東` (U+6771)");
    assert!(press_of_scripts().fonts().missing("東京 שלום कXX".trim_end_matches("कXX")).is_empty());
}

#[test]
fn a_width_is_what_the_document_says_it_is() {
    let press = press();
    let text = "Balance due 1,250.00";
    let mut document = press.document(about(), Paper::A4);
    let width = document.paragraph(|paragraph| paragraph.text(text, At::left(40.0, 60.0), &Style::bold(10.0)));
    let bytes = document.finish().unwrap();
    assert_eq!(width, press.fonts().width(text, &Style::bold(10.0)));
    assert!((f64::from(width) - width_of(&bytes, "F2", text) * 10.0).abs() < 0.01);
}

#[test]
fn a_document_is_the_same_whatever_was_printed_before_and_on_any_thread() {
    const NAMES: [&str; 8] = ["Zażółć", "Ξένος", "Łódź", "Їжак", "שלום", "東京都", "Nguyễn", "e\u{307}\u{301}"];
    let alone = NAMES.map(|name| [0, 1, 25].map(|rows| table(&press_of_scripts(), rows, name)));
    let press = press_of_scripts();
    let all = || NAMES.map(|name| [0, 1, 25].map(|rows| table(&press, rows, name)));
    std::thread::scope(|scope| {
        for thread in [scope.spawn(all), scope.spawn(all)] {
            assert!(thread.join().unwrap() == alone);
        }
    });
    assert!(all() == alone);
}

#[test]
fn documents_of_one_shape_differ_in_their_words_alone() {
    let press = press();
    let [one, other] = ["Anna", "Otto"].map(|name| File::read(&table(&press, 12, name)));
    let packs = |file: &File| -> Vec<Vec<u8>> {
        let packs = file.objects.iter().filter(|(_, object)| match object {
            Value::Dictionary(object) => object.get("Type") == Some(&Value::Name("ObjStm".to_owned())),
            _ => false,
        });
        packs.map(|(number, _)| file.streams[number].clone()).collect()
    };
    let (one, other) = (packs(&one), packs(&other));
    let same: Vec<bool> = one.iter().zip(&other).map(|(one, other)| one == other).collect();
    // Two fonts, the tag tree with pages and catalog; then what has words.
    assert_eq!(same, [true, true, true, false]);
}

#[test]
fn the_file_says_the_same_about_itself_in_both_places() {
    let bytes = paragraph(&press(), "x");
    let file = File::read(&bytes);
    let information = file.get(&file.trailer, "Info");
    assert_eq!(file.get(information, "Title").text(), about().title);
    assert_eq!(file.get(information, "CreationDate").text(), "D:20260331000000Z");
    let metadata = file.catalog().dictionary()["Metadata"].reference();
    let xmp = String::from_utf8(file.streams[&metadata].clone()).unwrap();
    for part in [
        "<rdf:li xml:lang=\"x-default\">Statement: Bäckerei &lt;Köster&gt; &amp; Söhne</rdf:li>",
        "<xmp:CreateDate>2026-03-31T00:00:00Z</xmp:CreateDate>",
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
    ] {
        assert!(xmp.contains(part), "{part} in {xmp}");
    }
    let catalog = file.catalog();
    assert_eq!(file.get(catalog, "Lang").text(), "en");
    assert_eq!(file.get(file.get(catalog, "MarkInfo"), "Marked"), &Value::Bool(true));
    assert_eq!(file.get(file.get(catalog, "ViewerPreferences"), "DisplayDocTitle"), &Value::Bool(true));
    let id = file.get(&file.trailer, "ID").array();
    assert_eq!(id[0], id[1]);
    let other = File::read(&paragraph(&press(), "y"));
    assert_ne!(file.trailer.dictionary()["ID"], other.trailer.dictionary()["ID"]);
}

#[test]
fn a_document_carries_the_fonts_that_it_uses() {
    let press = press_of_scripts();
    let fonts = |bytes: &[u8]| {
        let file = File::read(bytes);
        let resources = file.get(&file.objects[&file.pages()[0]], "Resources");
        file.get(resources, "Font").dictionary().len()
    };
    assert_eq!(fonts(&paragraph(&press, "Anna")), 1);
    assert_eq!(fonts(&paragraph(&press, "Anna 東京")), 2);
    assert_eq!(fonts(&table(&press, 1, "Anna")), 2);
    assert_eq!(fonts(&press.document(about(), Paper::A4).finish().unwrap()), 0);
}

#[test]
fn one_page_is_small() {
    let bytes = table(&press(), 15, "Harbor & Finch");
    assert!(bytes.len() < 32_000, "{}", bytes.len());
}

#[test]
fn a_press_serves_many_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&press());
}
