//! Codes to the byte, their limits, and why there may be none.

use super::*;
use crate::config::{self, BankAccount, BankAddress, Country};
use crate::ledger::{Address, Amount};
use proptest::prelude::*;

fn account(currency: &str, iban: &str) -> BankAccount {
    BankAccount {
        currency: currency.parse().unwrap(),
        holder: "Northlight Instruments SAS".to_owned(),
        iban: Some(iban.to_owned()),
        bic: None,
        bank: None,
        qr_iban: None,
        address: None,
        creditor_reference: config::CreditorReference::None,
        routing: None,
        account: None,
    }
}

fn euros() -> BankAccount {
    account("EUR", "FR1420041010050500013M02606")
}

fn francs() -> BankAccount {
    BankAccount {
        holder: "Max Muster & Söhne".to_owned(),
        qr_iban: Some("CH4431999123000889012".to_owned()),
        address: Some(BankAddress {
            street: Some("Musterstrasse".to_owned()),
            house_number: Some("123".to_owned()),
            postal_code: "8000".to_owned(),
            town: "Seldwyla".to_owned(),
            country: Country(*b"CH"),
        }),
        ..account("CHF", "CH9300762011623852957")
    }
}

fn crowns() -> BankAccount {
    account("CZK", "CZ5855000000001265098001")
}

fn with_rf(account: BankAccount) -> BankAccount {
    BankAccount { creditor_reference: config::CreditorReference::Rf, ..account }
}

fn asked<'a>(account: &BankAccount, minor: i64, subject: Subject<'a>) -> Payable<'a> {
    Payable { amount: Amount(minor).of(account.currency), subject, debtor: None }
}

/// The text of the code for one invoice.
fn text(account: &BankAccount, minor: i64, number: &str) -> Result<String, NoCode> {
    PaymentCode::new(account, &asked(account, minor, Subject::Invoice(number))).map(|code| code.text())
}

const NO_LINES: [&str; 7] = [""; 7];

#[test]
fn an_epc_code_keeps_the_lines_of_purpose_and_reference_before_a_text() {
    let account = BankAccount { bic: Some("PSSTFRPP".to_owned()), ..euros() };
    let expected =
        "BCD\n002\n1\nSCT\nPSSTFRPP\nNorthlight Instruments SAS\nFR1420041010050500013M02606\nEUR120.50\n\n\nINV-7";
    assert_eq!(text(&account, 12_050, "INV-7").unwrap(), expected);
}

#[test]
fn an_epc_code_ends_with_its_reference_where_it_has_one() {
    let expected =
        "BCD\n002\n1\nSCT\n\nNorthlight Instruments SAS\nFR1420041010050500013M02606\nEUR0.01\n\nRF18539007547034";
    assert_eq!(text(&with_rf(euros()), 1, "5390-0754-7034").unwrap(), expected);
}

#[test]
fn a_number_that_has_no_creditor_reference_is_written_as_text() {
    assert!(text(&with_rf(euros()), 1, "№ Ä-7").unwrap().ends_with("\n\n\n№ Ä-7"));
}

#[test]
fn several_invoices_are_paid_with_the_customers_number() {
    let account = with_rf(euros());
    let payable = asked(&account, 30_000, Subject::PastDue("C-1001"));
    assert!(PaymentCode::new(&account, &payable).unwrap().text().ends_with("EUR300.00\n\n\nC-1001"));
}

#[test]
fn amounts_are_held_to_what_the_standards_carry() {
    let past = |most| Err(NoCode::Amount { least: Amount(1), most: Amount(most) });
    for account in [euros(), francs()] {
        assert!(text(&account, 99_999_999_999, "7").unwrap().contains("999999999.99\n"));
        assert_eq!(text(&account, 100_000_000_000, "7"), past(99_999_999_999));
        assert_eq!(text(&account, 0, "7"), past(99_999_999_999));
        assert_eq!(text(&account, -1, "7"), past(99_999_999_999));
    }
    assert!(text(&crowns(), 999_999_999, "7").unwrap().contains("*AM:9999999.99*"));
    assert_eq!(text(&crowns(), 1_000_000_000, "7"), past(999_999_999));
}

#[test]
fn beyond_the_economic_area_sepa_needs_the_banks_code() {
    let british = account("EUR", "GB82WEST12345698765432");
    assert_eq!(text(&british, 1, "7"), Err(NoCode::NoBic));
    let british = BankAccount { bic: Some("WESTGB2L".to_owned()), ..british };
    assert!(text(&british, 1, "7").unwrap().starts_with("BCD\n002\n1\nSCT\nWESTGB2L\n"));
    let turkish = account("EUR", "TR330006100519786457841326");
    assert_eq!(text(&turkish, 1, "7"), Err(NoCode::NoStandard));
}

#[test]
fn a_swiss_account_without_an_address_is_paid_in_euros_through_sepa() {
    let swiss = BankAccount { address: None, qr_iban: None, ..francs() };
    let euros = BankAccount { currency: "EUR".parse().unwrap(), bic: Some("POFICHBE".to_owned()), ..swiss.clone() };
    assert!(text(&euros, 1, "7").unwrap().starts_with("BCD\n"));
    assert_eq!(text(&swiss, 1, "7"), Err(NoCode::NoAddress));
}

#[test]
fn an_account_without_a_standard_gives_no_code() {
    assert_eq!(text(&account("USD", "FR1420041010050500013M02606"), 1, "7"), Err(NoCode::NoStandard));
    assert_eq!(text(&account("CHF", "FR1420041010050500013M02606"), 1, "7"), Err(NoCode::NoStandard));
    assert_eq!(text(&BankAccount { iban: None, ..euros() }, 1, "7"), Err(NoCode::NoIban));
    let other = euros();
    let payable = Payable { amount: Amount(1).of("CHF".parse().unwrap()), ..asked(&other, 1, Subject::Invoice("7")) };
    assert_eq!(PaymentCode::new(&other, &payable), Err(NoCode::NoStandard));
}

#[test]
fn a_name_is_shortened_and_a_number_never_is() {
    let long = BankAccount { holder: format!("{} GmbH", "ü".repeat(69)), ..euros() };
    let code = text(&long, 1, "7").unwrap();
    assert_eq!(code.lines().nth(5), Some(&*"ü".repeat(69)), "70 characters, without the space at the end");
    assert!(text(&euros(), 1, &"9".repeat(140)).is_ok());
    assert_eq!(text(&euros(), 1, &"9".repeat(141)), Err(NoCode::Long(140)));
    assert_eq!(text(&euros(), 1, &"請".repeat(90)), Err(NoCode::TooMuch(331)));
    assert_eq!(text(&crowns(), 1, &"9".repeat(61)), Err(NoCode::Long(60)));
}

#[test]
fn the_longest_epc_code_fills_version_13() {
    let (start, number) = (text(&euros(), 1, "").unwrap().len(), |bytes: usize| "é".repeat(bytes / 2));
    let filled = number(331 - start) + if (331 - start) % 2 == 1 { "e" } else { "" };
    assert_eq!(text(&euros(), 1, &filled).unwrap().len(), 331);
    let account = euros();
    let code = PaymentCode::new(&account, &asked(&account, 1, Subject::Invoice(&filled))).unwrap();
    assert_eq!(code.picture().size(), 69);
    assert_eq!(text(&euros(), 1, &(filled + "e")), Err(NoCode::TooMuch(331)));
}

/// The guidelines' example with a QR-IBAN, in the parts that are ours to fill.
#[test]
fn a_qr_iban_goes_with_a_qr_reference() {
    let debtor = Address {
        lines: vec!["Musterstrasse 1".into()],
        city: Some("Seldwyla".into()),
        postal_code: Some("8000".into()),
        region: None,
        country: Some("ch".into()),
    };
    let account = francs();
    let debtor = Some(Debtor { name: "Simon Muster", address: &debtor });
    let number = "21000000000313947143000901";
    let payable = Payable { debtor, ..asked(&account, 194_975, Subject::Invoice(number)) };
    let mut lines = vec!["SPC", "0200", "1", "CH4431999123000889012"];
    lines.extend(["S", "Max Muster & Söhne", "Musterstrasse", "123", "8000", "Seldwyla", "CH"]);
    lines.extend(NO_LINES);
    lines.extend(["1949.75", "CHF"]);
    lines.extend(["S", "Simon Muster", "Musterstrasse 1", "", "8000", "Seldwyla", "CH"]);
    lines.extend(["QRR", "210000000003139471430009017", number, "EPD"]);
    assert_eq!(PaymentCode::new(&account, &payable).unwrap().text(), lines.join("\n"));
}

#[test]
fn the_usual_iban_goes_with_a_creditor_reference_or_none() {
    let account = BankAccount { qr_iban: None, ..francs() };
    let end = |account: &BankAccount, number: &str| {
        let text = text(account, 100, number).unwrap();
        assert_eq!(text.lines().count(), 31);
        assert_eq!(text.lines().nth(3), Some("CH9300762011623852957"));
        text.lines().skip(18).map(str::to_owned).collect::<Vec<_>>()
    };
    let expected = |reference: [&'static str; 4]| {
        let mut lines = vec!["1.00", "CHF"];
        lines.extend(NO_LINES);
        lines.extend(reference);
        lines
    };
    assert_eq!(end(&account, "INV-7"), expected(["NON", "", "INV-7", "EPD"]));
    assert_eq!(end(&with_rf(account.clone()), "INV-7"), expected(["SCOR", "RF79INV7", "INV-7", "EPD"]));
}

#[test]
fn a_qr_iban_is_for_single_invoices_in_francs_and_the_usual_iban_for_the_rest() {
    let account = francs();
    let several = asked(&account, 100, Subject::Open("4711"));
    assert!(matches!(
        PaymentCode::new(&account, &several),
        Ok(PaymentCode::QrBill(QrBill { iban: "CH9300762011623852957", reference: QrBillReference::None, .. }))
    ));
    let without_digits = PaymentCode::new(&account, &asked(&account, 100, Subject::Invoice("SPRING"))).unwrap();
    assert_eq!(without_digits.iban(), "CH9300762011623852957");
    let only_qr = BankAccount { iban: None, account: Some("1".to_owned()), ..francs() };
    assert_eq!(PaymentCode::new(&only_qr, &asked(&only_qr, 100, Subject::Open("4711"))), Err(NoCode::NoIban));
    assert!(text(&only_qr, 100, "4711").unwrap().contains("\nQRR\n"));
    let euros = BankAccount { currency: "EUR".parse().unwrap(), ..francs() };
    assert!(text(&euros, 100, "4711").unwrap().contains("\nNON\n"));
}

#[test]
fn a_debtor_whose_address_does_not_fit_is_left_out() {
    let whole = Address {
        lines: vec!["Haus am See".into(), "Uferweg 3".into()],
        city: Some("Rorschach".into()),
        postal_code: Some("9400".into()),
        region: None,
        country: Some("CH".into()),
    };
    let debtor_lines = |name: &str, address: &Address| {
        let account = francs();
        let payable = Payable { debtor: Some(Debtor { name, address }), ..asked(&account, 100, Subject::Invoice("7")) };
        let text = PaymentCode::new(&account, &payable).unwrap().text();
        text.lines().skip(20).take(7).map(str::to_owned).collect::<Vec<_>>()
    };
    let without_street = ["S", "Anna Łopuszańska", "", "", "9400", "Rorschach", "CH"];
    assert_eq!(debtor_lines("Anna Łopuszańska", &whole), without_street, "which of two lines is the street?");
    assert_eq!(debtor_lines("東亜計測株式会社", &whole), NO_LINES);
    assert_eq!(debtor_lines("Anna", &Address { postal_code: None, ..whole.clone() }), NO_LINES);
    assert_eq!(debtor_lines("Anna", &Address { city: Some("x".repeat(36).into()), ..whole.clone() }), NO_LINES);
    assert_eq!(debtor_lines("Anna", &Address { country: Some("Schweiz".into()), ..whole }), NO_LINES);
}

#[test]
fn what_a_qr_bill_may_not_write_is_not_replaced() {
    let holder = BankAccount { holder: "Müller 東".to_owned(), ..francs() };
    assert_eq!(text(&holder, 100, "7"), Err(NoCode::HolderCharacter('東')));
    let usual = BankAccount { qr_iban: None, ..francs() };
    assert_eq!(text(&usual, 100, "Счёт-7"), Err(NoCode::Character('С')));
    assert_eq!(text(&usual, 100, &"7".repeat(141)), Err(NoCode::Long(140)));
    assert!(text(&usual, 100, "Ț–7").is_err() && text(&usual, 100, "Țß€-7").is_ok());
    // A reference says it already, so the message may be missing.
    assert!(text(&francs(), 100, "№7").unwrap().ends_with("\nQRR\n000000000000000000000000079\n\nEPD"));
}

#[test]
fn the_longest_qr_bill_drops_its_debtor_rather_than_grow_past_version_25() {
    let wide = |most: usize| "é".repeat(most);
    let address = BankAddress {
        street: Some(wide(70)),
        house_number: Some(wide(16)),
        postal_code: wide(16),
        town: wide(35),
        country: Country(*b"CH"),
    };
    let account = BankAccount { holder: wide(70), address: Some(address), qr_iban: None, ..francs() };
    let debtor = Address {
        lines: vec![wide(70).into()],
        city: Some(wide(35).into()),
        postal_code: Some(wide(16).into()),
        region: None,
        country: Some("CH".into()),
    };
    let (name, number) = (wide(80), wide(140));
    let debtor = Some(Debtor { name: &name, address: &debtor });
    let payable = Payable { debtor, ..asked(&account, 99_999_999_999, Subject::Invoice(&number)) };
    let code = PaymentCode::new(&account, &payable).unwrap();
    assert!(matches!(&code, PaymentCode::QrBill(QrBill { debtor: None, .. })));
    assert!(code.text().len() <= 997 && code.picture().size() <= 117);
}

#[test]
fn a_spayd_has_a_variable_symbol_where_the_number_is_one() {
    let account = BankAccount { bic: Some("RZBCCZPP".to_owned()), ..crowns() };
    let start = "SPD*1.0*ACC:CZ5855000000001265098001+RZBCCZPP*AM:480.50*CC:CZK*RN:Northlight Instruments SAS";
    assert_eq!(text(&account, 48_050, "20260042").unwrap(), format!("{start}*MSG:20260042*X-VS:20260042"));
    assert_eq!(text(&account, 48_050, "2026-42").unwrap(), format!("{start}*MSG:2026-42"));
    assert_eq!(text(&account, 48_050, "12345678901").unwrap(), format!("{start}*MSG:12345678901"));
    assert_eq!(text(&with_rf(account), 48_050, "42").unwrap(), format!("{start}*MSG:RF3442*X-VS:42"));
}

#[test]
fn a_spayd_escapes_what_would_end_a_value() {
    let account = BankAccount { holder: "Žluťoučký kůň * úpěl ďábelské ódy 100 %".to_owned(), ..crowns() };
    let text = text(&account, 1, "A*B+C%ř").unwrap();
    assert!(text.contains("*RN:%C5%BDlu%C5%A5ou%C4%8Dk%C3%BD k*"), "35 characters, no escape cut in two: {text}");
    assert!(text.ends_with("*MSG:A%2AB%2BC%25%C5%99"), "{text}");
}

#[test]
fn the_parts_around_the_finder_patterns_are_those_of_a_qr_code() {
    let account = euros();
    let picture = PaymentCode::new(&account, &asked(&account, 1, Subject::Invoice("7"))).unwrap().picture();
    let first: Vec<Run> = picture.runs().take_while(|run| run.y == 0).collect();
    assert_eq!(first[0], Run { x: 0, y: 0, length: 7 });
    assert_eq!(first[first.len() - 1], Run { x: picture.size() - 7, y: 0, length: 7 });
    assert!(picture.path().starts_with("m0 0h7m"));
    assert_eq!((picture.cross(), picture.cross_path()), (None, None));
}

#[test]
fn the_swiss_cross_is_seven_of_forty_six_millimeters_wide_and_stands_free() {
    let account = francs();
    let picture = PaymentCode::new(&account, &asked(&account, 1, Subject::Invoice("7"))).unwrap().picture();
    let (side, Cross { black, white }) = (picture.size() as f64, picture.cross().unwrap());
    let millimeters = |corner: f64| corner * 46.0 / side;
    assert_eq!(
        black.map(|corner| corner.map(|value| millimeters(value).round())),
        [[20.0, 20.0], [26.0, 20.0], [26.0, 26.0], [20.0, 26.0]]
    );
    assert!(white.iter().flatten().all(|corner| (21.0..25.0).contains(&millimeters(*corner))));
    let free = side * 19.5 / 46.0..side * 26.5 / 46.0;
    let touches = |from: usize, to: usize| (from as f64) < free.end && to as f64 > free.start;
    let inside = picture.runs().filter(|run| touches(run.x, run.x + run.length) && touches(run.y, run.y + 1));
    assert_eq!(inside.count(), 0);
}

proptest! {
    /// A path drawn again gives the modules it was made of.
    #[test]
    fn a_path_holds_every_dark_module(number in "[A-Z0-9-]{1,20}", minor in 1i64..100_000_000) {
        for account in [euros(), francs(), crowns()] {
            let code = PaymentCode::new(&account, &asked(&account, minor, Subject::Invoice(&number))).unwrap();
            let picture = code.picture();
            prop_assert_eq!(drawn(&picture.path()), picture.runs().collect::<Vec<_>>());
        }
    }
}

/// The strokes of a path of relative moves and horizontal lines.
fn drawn(path: &str) -> Vec<Run> {
    let (mut x, mut y) = (0, 0);
    path.split('m')
        .skip(1)
        .map(|step| {
            let (step, length) = step.split_once('h').unwrap();
            let (right, down) = step.split_once(' ').unwrap();
            let length: i64 = length.parse().unwrap();
            x += right.parse::<i64>().unwrap();
            y += down.parse::<i64>().unwrap();
            let run = Run { x: x as usize, y: y as usize, length: length as usize };
            x += length;
            run
        })
        .collect()
}
