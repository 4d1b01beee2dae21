//! Letters as people read them.

use super::*;
use crate::config;
use crate::diag::{FileId, Place, Problems};
use crate::ledger::Amount;
use crate::theme::{ThemeFile, ThemeFiles, built_in};
use jiff::civil::date;

pub(super) const CONFIG: &str = "\
organization: { name: Acme, legal_name: Acme GmbH, address: [Hauptstr. 1, 10115 Berlin], timezone: Europe/Berlin }
site: { base_url: https://pay.example.com, languages: [en, de, ar] }
contact: { email: ar@acme.example, phone: +49 30 901820 }
notifications:
  from: Acme Billing <billing@acme.example>
  reply_to: ar@acme.example
  staff: [ar@acme.example]
  by_reason: { pricing: [sales@acme.example, boss@acme.example] }
";

/// Calls with the letters of a config, in the look of a theme whose own files are these.
pub(super) fn with_letters<T>(config: &str, own: &[(&str, &str)], call: impl FnOnce(&Letters<'_>) -> T) -> T {
    let mut problems = Problems::new();
    let config = config::read(FileId(0), config.as_bytes(), &mut problems).unwrap();
    let file = |path: &str, bytes: &'static [u8]| ThemeFile { path: path.into(), file: FileId(1), bytes: bytes.into() };
    let built_in: Vec<ThemeFile> = built_in().map(|(path, bytes)| file(path, bytes)).collect();
    let own: Vec<ThemeFile> = own
        .iter()
        .map(|(path, text)| ThemeFile { bytes: text.as_bytes().to_vec().into(), ..file(path, b"") })
        .collect();
    let files = ThemeFiles { own: &own, built_in: &built_in, brand: &[], place: &|_| Place::file(FileId(0)) };
    let theme = Theme::read(&files, "default-src 'none'", &config, &mut problems).unwrap();
    call(&Letters::new(&config, &theme).unwrap())
}

/// A dispute with all that a form can say.
pub(super) fn filed() -> Filed {
    let submission = Submission {
        kind: Kind::Dispute,
        portal: "8pqcad077sv1re8g".parse().unwrap(),
        invoice: Some("INV-7".to_owned()),
        currency: "EUR".parse().unwrap(),
        day: date(2026, 3, 31),
        reason: Some("pricing".to_owned()),
        date: None,
        amount: Some(Amount(12_050)),
        reference: None,
        message: Some("We agreed on 100.\n\n.\n-- \nRegards".to_owned()),
        name: "Ada Lovelace".to_owned(),
        email: Some("ada@analytical.example".to_owned()),
        open: None,
        trapped: false,
    };
    Filed { id: SubmissionId::new("a", [7; 16]), received: Timestamp::constant(1_774_951_500, 0), submission }
}

fn of_kind(kind: Kind) -> Filed {
    let mut filed = filed();
    filed.submission = Submission { kind, reason: None, date: Some(date(2026, 4, 15)), ..filed.submission };
    filed
}

pub(super) fn language(tag: &str) -> Language {
    Language(tag.into())
}

/// A customer of whom only the name is known.
fn somebody(language: &Language) -> Addressee<'_> {
    Addressee { customer: "C-1", name: "A", language, contact: None, manager: None }
}

/// The letter to the staff and the receipt, for a customer with this language, contact and manager.
fn letters(filed: &Filed, tag: &str, contact: Option<&str>, manager: Option<&str>) -> [Option<Message>; 2] {
    let (language, address) = (language(tag), |text: &str| Address::parse(text).unwrap());
    let (contact, manager) = (contact.map(address), manager.map(address));
    let about = Addressee { name: "Analytical Engines <Ltd>", contact, manager, ..somebody(&language) };
    with_letters(CONFIG, &[], |letters| [letters.staff(filed, &about), letters.receipt(filed, &about)])
}

fn to(message: &Message) -> Vec<&str> {
    message.to.iter().map(|to| to.address.as_str()).collect()
}

#[test]
fn the_staff_reads_all_of_it() {
    let [staff, _] = letters(&filed(), "de", None, None);
    let staff = staff.unwrap();
    let reference = filed().id.reference();
    assert_eq!(staff.subject.as_str(), format!("New dispute – INV-7 – {reference}"));
    assert_eq!(staff.id.as_str(), format!("<{reference}.1774951500.staff@acme.example>"));
    assert_eq!(staff.reply_to.unwrap().address.as_str(), "ar@acme.example");
    let expected = format!(
        "\
New dispute

Reference        {reference}
Customer         Analytical Engines <Ltd>
Customer number  C-1
Invoice          INV-7
Reason           Disagreement about the price
Disputed amount  €120.50
Received         Mar 31, 2026 · 12:05
Sent by          Ada Lovelace
E-mail           ada@analytical.example

Name and e-mail address are as entered and not verified: whoever has the link to the portal can send forms.

Message
> We agreed on 100.
>
> .
> --
> Regards

See it in the inbox, and answer it there:
    portalsmith inbox show {reference}

--\u{20}
Acme GmbH
Hauptstr. 1
10115 Berlin
This message was sent automatically.
"
    );
    assert_eq!(staff.text, expected);
    let html = staff.html.unwrap();
    for text in ["Analytical Engines &lt;Ltd&gt;", "We agreed on 100.<br>", "not verified", "inbox show", "€120.50"] {
        assert!(html.contains(text), "{text}: {html}");
    }
}

#[test]
fn the_customer_reads_in_his_language_that_it_came_in_and_nothing_that_was_typed() {
    let [_, receipt] = letters(&filed(), "de", Some("buchhaltung@analytical.example"), None);
    let receipt = receipt.unwrap();
    let reference = filed().id.reference();
    assert_eq!(to(&receipt), ["buchhaltung@analytical.example"]);
    let expected = format!(
        "\
Ihre Beanstandung ist bei uns eingegangen

Referenz              {reference}
Rechnung              INV-7
Beanstandeter Betrag  120,50\u{a0}€
Eingegangen am        31.03.2026
"
    );
    let head = receipt.text.split("\n\n").take(2).collect::<Vec<_>>().join("\n\n") + "\n";
    assert_eq!(head, expected);
    for typed in ["Ada", "agreed", "ada@analytical", "http", "href", "pricing"] {
        assert!(!receipt.text.contains(typed), "{typed}: {}", receipt.text);
        assert!(!receipt.html.as_ref().unwrap().contains(typed), "{typed}: {:?}", receipt.html);
    }
    for said in ["ar@acme.example", "eine Antwort ist das noch nicht", "Die Rechnung bleibt offen"] {
        assert!(receipt.text.contains(said), "{said}: {}", receipt.text);
    }
}

#[test]
fn each_kind_has_its_words() {
    for (kind, title, fact) in [
        (Kind::Promise, "New promise to pay", "Promised day"),
        (Kind::Remittance, "New note of payment", "Day of payment"),
    ] {
        let [staff, receipt] = letters(&of_kind(kind), "en", Some("ap@analytical.example"), None);
        for (message, title) in [(staff.unwrap(), title), (receipt.unwrap(), "We have received your")] {
            assert!(message.subject.as_str().starts_with(title), "{}", message.subject);
            assert!(message.text.contains(fact) && message.text.contains("Apr 15, 2026"), "{}", message.text);
        }
    }
    let mut asks = of_kind(Kind::Autopay);
    asks.submission = Submission { invoice: None, amount: None, date: None, message: None, ..asks.submission };
    let [staff, _] = letters(&asks, "en", None, None);
    let staff = staff.unwrap();
    assert!(staff.text.starts_with("New request for autopay\n") && !staff.text.contains("past due"), "{}", staff.text);
}

#[test]
fn those_of_the_reason_and_the_manager_are_told_and_else_all_staff() {
    let told = |reason: &str, manager: Option<&str>| {
        let mut filed = filed();
        filed.submission.reason = Some(reason.to_owned());
        let [staff, _] = letters(&filed, "en", None, manager);
        staff.unwrap().to.iter().map(|to| to.address.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(told("pricing", None), ["sales@acme.example", "boss@acme.example"]);
    assert_eq!(
        told("pricing", Some("bo@acme.example")),
        ["sales@acme.example", "boss@acme.example", "bo@acme.example"]
    );
    assert_eq!(told("pricing", Some("Boss@acme.example")), ["sales@acme.example", "boss@acme.example"]);
    assert_eq!(told("other", Some("bo@acme.example")), ["bo@acme.example"]);
    assert_eq!(told("other", None), ["ar@acme.example"]);
    let nobody = CONFIG.replace("staff: [ar@acme.example]", "staff: []");
    let mut filed = filed();
    filed.submission.reason = Some("other".to_owned());
    assert!(with_letters(&nobody, &[], |letters| letters.staff(&filed, &somebody(&language("en")))).is_none());
}

#[test]
fn that_a_dispute_was_withdrawn_is_told_as_such_and_to_all_who_may_have_heard_of_it() {
    let mut filed = filed();
    filed.submission = Submission { reason: Some("withdrawn".to_owned()), amount: None, ..filed.submission };
    let [staff, receipt] = letters(&filed, "de", Some("ap@analytical.example"), Some("bo@acme.example"));
    let (staff, receipt) = (staff.unwrap(), receipt.unwrap());
    assert_eq!(to(&staff), ["sales@acme.example", "boss@acme.example", "bo@acme.example", "ar@acme.example"]);
    assert!(staff.subject.as_str().starts_with("Dispute withdrawn – INV-7"), "{}", staff.subject);
    assert!(!staff.text.contains("Reason") && !staff.html.unwrap().contains("Reason"), "{}", staff.text);
    assert!(
        receipt.text.starts_with("Wir haben erhalten, dass Sie Ihre Beanstandung zurückziehen\n"),
        "{}",
        receipt.text
    );
    assert!(receipt.text.contains("Die Beanstandung ist damit beendet"), "{}", receipt.text);
}

#[test]
fn there_is_no_receipt_without_a_contact_or_for_what_is_kept_apart() {
    let mut filed = filed();
    assert!(letters(&filed, "en", None, None)[1].is_none());
    filed.submission.trapped = true;
    assert!(letters(&filed, "en", Some("ap@analytical.example"), None)[1].is_none());
}

#[test]
fn a_number_in_which_something_could_hide_stays_out_of_the_subject() {
    for number in ["INV 7", "INV-7\r\nBcc: a@b.example", "<b>", "Ü-7", "", &"7".repeat(41), "7\u{202e}"] {
        let mut filed = filed();
        filed.submission.invoice = Some(number.to_owned());
        for message in letters(&filed, "en", Some("ap@analytical.example"), None).into_iter().flatten() {
            let subject = message.subject.as_str();
            assert_eq!(subject.matches(" – ").count(), 1, "{subject}");
            assert!(subject.ends_with(&filed.id.reference()), "{subject}");
        }
    }
}

#[test]
fn arabic_letters_run_from_right_to_left_around_their_numbers() {
    let mut filed = filed();
    filed.submission.invoice = Some("2025-0007".to_owned());
    let [_, receipt] = letters(&filed, "ar", Some("ap@analytical.example"), None);
    let receipt = receipt.unwrap();
    assert!(receipt.html.unwrap().contains("dir=\"rtl\""));
    assert!(receipt.subject.as_str().contains("\u{200e}2025-0007\u{200e}"), "{}", receipt.subject);
    assert!(receipt.text.contains("\u{2068}2025-0007\u{2069}"), "{}", receipt.text);
}

#[test]
fn a_template_of_the_theme_can_be_replaced_and_one_that_is_broken_costs_no_letter() {
    let language = language("en");
    let theme = "name: mine\nextends: default\n";
    let config = CONFIG.replace("base_url:", "theme: mine, base_url:");
    let told = |template| {
        let own = [("theme.yaml", theme), ("templates/mail/staff.html", template)];
        with_letters(&config, &own, |letters| {
            let mut problems = Problems::new();
            letters.check(&mut problems);
            (letters.staff(&filed(), &somebody(&language)).unwrap(), problems.errors())
        })
    };
    let (replaced, problems) = told("<p>{{ letter.title }} from {{ letter.sender }}");
    assert_eq!((replaced.html.as_deref(), problems), (Some("<p>New dispute from Ada Lovelace"), 0));
    let (broken, problems) = told("<p>{{ letter.nothing }}");
    assert!(broken.html.is_none() && broken.logo.is_none() && problems == 4, "{problems}");
    assert!(broken.text.contains("We agreed on 100.") && broken.mail().to.len() == 2);
}
