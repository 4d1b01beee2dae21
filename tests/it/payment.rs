//! Payment codes as a payer meets them: taken from the built pages, drawn, and read by programs that are not ours: `rqrr`,
//! and `zbarimg` of Debian's zbar-tools, without which these tests say that they do half of their work.

use crate::project::{Portal, Project};

/// What a banking app would read, from each payment code of a page.
fn read(page: &str) -> Vec<String> {
    let codes = page.split("<figure class=\"qr\">").skip(1).map(|rest| rest.split_once("</svg>").unwrap().0);
    codes.map(|svg| scanner::scanned(&format!("{svg}</svg>"))).collect()
}

mod scanner {
    use resvg::tiny_skia::{Pixmap, Transform};
    use resvg::usvg::{Options, Tree};
    use std::path::PathBuf;
    use std::process::Command;

    /// What both readers read.
    #[track_caller]
    pub(super) fn scanned(svg: &str) -> String {
        let read = by_rqrr(&drawn(svg));
        // zbarimg takes the Swiss cross for a pattern of the code (github.com/mchehab/zbar/issues/121). It gets the code with
        // the room for the cross, and nothing there.
        let without_cross = match svg.split_once("<path fill=\"#000\" fill-rule=\"evenodd\"") {
            Some((code, cross)) => code.to_owned() + cross.split_once("/>").unwrap().1,
            None => svg.to_owned(),
        };
        if let Some(zbar) = by_zbarimg(&drawn(&without_cross)) {
            assert_eq!(zbar, read, "zbarimg and rqrr read the same");
        }
        read
    }

    /// Four pixels a module.
    fn drawn(svg: &str) -> Pixmap {
        let svg = svg.replacen("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", 1);
        let tree = Tree::from_str(&svg, &Options::default()).unwrap();
        let side = (tree.size().width() * 4.0) as u32;
        let mut pixels = Pixmap::new(side, side).unwrap();
        resvg::render(&tree, Transform::from_scale(4.0, 4.0), &mut pixels.as_mut());
        pixels
    }

    /// The codes on a document's pages, as pdftoppm draws them; none without that program.
    pub(super) fn printed(pdf: &[u8]) -> Option<Vec<String>> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("statement.pdf");
        std::fs::write(&file, pdf).unwrap();
        let mut pdftoppm = Command::new("pdftoppm");
        let Ok(output) = pdftoppm.args(["-r", "150", "-png"]).arg(&file).arg(folder.path().join("page")).output()
        else {
            eprintln!("skipped in part: there is no `pdftoppm`; on Debian it is in poppler-utils");
            return None;
        };
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut pages: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        pages.retain(|path| path.extension().is_some_and(|extension| extension == "png"));
        pages.sort();
        let codes = |path: &PathBuf| {
            let pixels = Pixmap::decode_png(&std::fs::read(path).unwrap()).unwrap();
            let (width, height) = (pixels.width() as usize, pixels.height() as usize);
            let gray = |x: usize, y: usize| pixels.pixel(x as u32, y as u32).unwrap().red();
            let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, gray);
            let found = image.detect_grids().into_iter().map(|code| code.decode().unwrap().1).collect::<Vec<_>>();
            if let Some(zbar) = found.first().filter(|text| !text.starts_with("SPC")).and_then(|_| by_zbarimg(&pixels))
            {
                assert_eq!([zbar], found[..], "zbarimg and rqrr read the same");
            }
            found
        };
        Some(pages.iter().flat_map(codes).collect())
    }

    fn by_rqrr(pixels: &Pixmap) -> String {
        let (width, height) = (pixels.width() as usize, pixels.height() as usize);
        let gray = |x: usize, y: usize| pixels.pixel(x as u32, y as u32).unwrap().red();
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, gray);
        let codes = image.detect_grids();
        assert_eq!(codes.len(), 1);
        codes[0].decode().unwrap().1
    }

    fn by_zbarimg(pixels: &Pixmap) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("code.png");
        std::fs::write(&file, pixels.encode_png().unwrap()).unwrap();
        let mut zbarimg = Command::new("zbarimg");
        let Ok(output) = zbarimg.args(["--quiet", "--raw", "--oneshot", "-Sbinary"]).arg(&file).output() else {
            eprintln!("skipped in part: there is no `zbarimg`; on Debian it is in zbar-tools");
            return None;
        };
        assert!(output.status.success(), "zbarimg found no code: {}", String::from_utf8_lossy(&output.stderr));
        Some(String::from_utf8(output.stdout).unwrap())
    }
}

/// A project with one account, and three invoices, the first two of which are past due on the day.
fn project(account: &str, currency: &str) -> Project {
    let invoice = |rest: &str| rest.replace("CUR", currency);
    Project::new()
        .config(&format!(
            "payment:\n  accounts:\n    - currency: {currency}\n      holder: Northlight Größe AG\n{account}"
        ))
        .customer("C-2,Bäckerei am See")
        .invoice(&invoice("2026-0041,C-1,2026-01-05,2026-02-04,CUR,120.50"))
        .invoice(&invoice("2026-0042,C-1,2026-01-06,2026-02-05,CUR,1000.00"))
        .invoice(&invoice("2026-0043,C-1,2026-03-05,2026-12-04,CUR,9.00"))
        .invoice(&invoice("2026-0044,C-2,2026-03-05,2026-12-04,CUR,70.00"))
}

/// The page of the portal's invoice with this number.
#[track_caller]
fn invoice_page<'p>(portal: &'p Portal, number: &str) -> &'p str {
    let start = format!("invoices/{number}-");
    let (path, _) = portal.pages.iter().find(|(path, _)| path.starts_with(&start)).unwrap();
    portal.page(path)
}

/// Builds the project and holds what can be scanned to what is expected: on the page of the first invoice, at home, and on
/// the outstanding statement; what that page has, printed statements have too.
#[track_caller]
fn scans(project: &Project, currency: &str, expected: [String; 3]) {
    project.build();
    let portal = project.portal("C-1");
    let statement = portal.page(&format!("statements/open-{currency}/index.html"));
    for name in [format!("statement-open-{currency}.pdf"), format!("statement-all-{currency}.pdf")] {
        if let Some(printed) = scanner::printed(&portal.documents[&name]) {
            assert_eq!(printed, expected[2..], "{name}");
        }
    }
    for (page, expected) in [invoice_page(&portal, "2026-0041"), portal.home(), statement].into_iter().zip(expected) {
        assert_eq!(page.matches("<figure class=\"qr\">").count(), 1);
        assert_eq!(read(page), [expected]);
    }
}

#[test]
fn a_euro_account_has_girocodes() {
    let project = project("      iban: FR14 2004 1010 0505 0001 3M02 606\n      bic: PSSTFRPP\n", "EUR");
    let start = "BCD\n002\n1\nSCT\nPSSTFRPP\nNorthlight Größe AG\nFR1420041010050500013M02606\n";
    let code = |end: &str| format!("{start}{end}");
    let expected = [
        code("EUR120.50\n\n\n2026-0041"),
        // At home all that is past due, on the statement of what is open all that is.
        code("EUR1120.50\n\n\nC-1"),
        code("EUR1129.50\n\n\nC-1"),
    ];
    scans(&project, "eur", expected);
    let other = project.portal("C-2");
    assert_eq!(read(other.home()), [code("EUR70.00\n\n\nC-2")], "where nothing is past due, all that is open");
}

#[test]
fn an_account_that_asks_for_it_has_creditor_references() {
    let project = project("      iban: DE89 3704 0044 0532 0130 00\n      creditor_reference: rf\n", "EUR");
    project.replace("config.yaml", "payment:", "payment:\n  link: https://pay.example/{reference}");
    let start = "BCD\n002\n1\nSCT\n\nNorthlight Größe AG\nDE89370400440532013000\n";
    let code = |end: &str| format!("{start}{end}");
    let expected = [code("EUR120.50\n\nRF1820260041"), code("EUR1120.50\n\n\nC-1"), code("EUR1129.50\n\n\nC-1")];
    scans(&project, "eur", expected);
    let portal = project.portal("C-1");
    let page = invoice_page(&portal, "2026-0041");
    assert!(page.contains("RF18 2026 0041") && page.contains("https://pay.example/RF1820260041"), "{page}");
    assert!(portal.home().contains("class=\"code\"><bdi>C-1</bdi>"), "several invoices have the customer's number");
}

#[test]
fn a_swiss_account_has_qr_bills_with_the_swiss_cross() {
    let account = "      iban: CH93 0076 2011 6238 5295 7\n      qr_iban: CH44 3199 9123 0008 8901 2\n      \
                   address: { street: Rue du Lac, house_number: 1268, postal_code: 2501, town: Biel, country: CH }\n";
    let project = project(account, "CHF").file(
        "content/exports/customers.csv",
        "id,name,address_1,city,postal_code,country\nC-1,Pia-Maria Rutschmann,Grosse Marktgasse 28,Rorschach,9400,CH\nC-2,Bär,,,,\n",
    );
    let creditor = "S\nNorthlight Größe AG\nRue du Lac\n1268\n2501\nBiel\nCH\n\n\n\n\n\n\n\n";
    let debtor = "CHF\nS\nPia-Maria Rutschmann\nGrosse Marktgasse 28\n\n9400\nRorschach\nCH\n";
    let several =
        |amount: &str| format!("SPC\n0200\n1\nCH9300762011623852957\n{creditor}{amount}\n{debtor}NON\n\nC-1\nEPD");
    let expected = [
        format!(
            "SPC\n0200\n1\nCH4431999123000889012\n{creditor}120.50\n{debtor}QRR\n000000000000000000202600419\n2026-0041\nEPD"
        ),
        several("1120.50"),
        several("1129.50"),
    ];
    scans(&project, "chf", expected);
    let portal = project.portal("C-1");
    let page = invoice_page(&portal, "2026-0041");
    for shown in ["CH44 3199 9123 0008 8901 2", "00 00000 00000 00000 02026 00419", "CH93 0076 2011 6238 5295 7"] {
        assert!(page.contains(shown), "what the code says can be read: {shown}");
    }
    assert!(page.contains("fill-rule=\"evenodd\""), "the cross is there");
    let without_address = project.portal("C-2");
    let read = read(invoice_page(&without_address, "2026-0044"));
    assert!(read[0].contains("\n70.00\nCHF\n\n\n\n\n\n\n\nQRR\n"), "{read:?}");
}

#[test]
fn a_czech_account_has_spayd_codes() {
    let project = project("      iban: CZ58 5500 0000 0012 6509 8001\n      bic: RZBCCZPP\n", "CZK");
    let start = "SPD*1.0*ACC:CZ5855000000001265098001+RZBCCZPP*AM:";
    let code = |amount: &str, end: &str| format!("{start}{amount}*CC:CZK*RN:Northlight Gr%C3%B6%C3%9Fe AG*MSG:{end}");
    let expected = [code("120.50", "2026-0041"), code("1120.50", "C-1"), code("1129.50", "C-1")];
    scans(&project, "czk", expected);
}

/// The page of an invoice whose number, customer and creditor fill a code.
fn longest(account: &str, currency: &str, number: &str) -> String {
    let wide = |length: usize| "é".repeat(length);
    let row = format!("C-2,{},{},{},8000,CH", wide(70), wide(70), wide(35));
    let project = project(account, currency)
        .file(
            "content/exports/customers.csv",
            format!("id,name,address_1,city,postal_code,country\nC-1,A,,,,\n{row}\n"),
        )
        .invoice(&format!("{number},C-2,2026-01-05,2026-02-04,{currency},5.00"));
    project.replace("config.yaml", "Northlight Größe AG", &wide(70));
    project.build();
    let portal = project.portal("C-2");
    read(invoice_page(&portal, &number[..40])).concat()
}

#[test]
fn the_longest_codes_can_be_read() {
    let number = "9".repeat(137);
    let epc = longest("      iban: FR14 2004 1010 0505 0001 3M02 606\n", "EUR", &number);
    assert_eq!((epc.len(), epc.ends_with(&number)), (331, true));
    let address = format!(
        "      address: {{ street: {}, house_number: {}, postal_code: 2501, town: {}, country: CH }}\n",
        "é".repeat(70),
        "é".repeat(16),
        "é".repeat(35)
    );
    let number = "9".repeat(140);
    let qr_bill = longest(&format!("      iban: CH93 0076 2011 6238 5295 7\n{address}"), "CHF", &number);
    assert_eq!((qr_bill.len(), qr_bill.ends_with(&format!("\nNON\n\n{number}\nEPD"))), (958, true));
}

#[test]
fn codes_can_be_switched_off_and_other_currencies_have_none() {
    let iban = "      iban: FR14 2004 1010 0505 0001 3M02 606\n";
    let codes = |project: &Project| {
        project.build();
        project.portal("C-1").pages.values().filter(|page| page.contains("class=\"qr\"")).count()
    };
    let with_codes = project(iban, "EUR");
    assert_eq!(codes(&with_codes), 5, "three invoices, home, and what is open");
    with_codes.replace("config.yaml", "payment:", "payment:\n  qr_codes: false");
    assert_eq!(codes(&with_codes), 0);
    assert_eq!(codes(&project(iban, "USD")), 0);
}

#[test]
fn a_customer_who_is_owed_is_asked_for_nothing() {
    let project =
        project("      iban: FR14 2004 1010 0505 0001 3M02 606\n", "EUR").payment("PAY-1,C-1,2026-02-01,EUR,5000.00,");
    project.build();
    let portal = project.portal("C-1");
    assert!(!portal.home().contains("class=\"qr\""));
    assert!(invoice_page(&portal, "2026-0041").contains("class=\"qr\""), "a single invoice can still be paid");
}
