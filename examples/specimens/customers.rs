//! Who the specimens are: one customer for each thing that a page has to cope with, named after it.
//!
//! `none`, `one`, `fifty`, `many`: so many open invoices. `everything`: each standing and each kind of row. `currencies`: six
//! of them, with large amounts. `group` and its branches: a family. `greek`, `japanese`, `hebrew`, `wordy`: names and words
//! that are long, or written otherwise. `credit`: more paid than owed.

use crate::books::{Books, Customer, Invoice, decimal};
use crate::chance::Chance;
use crate::settings::{AS_OF, Project};
use jiff::ToSpan;

pub(crate) fn all(books: &mut Books, project: Project) {
    one(books);
    everything(books);
    if project == Project::Mailed {
        return;
    }
    books.customer(&Customer { id: "none", name: "Verger Neuf", city: "Vienne", country: "FR", ..Customer::default() });
    fifty(books);
    many(books);
    currencies(books);
    family(books);
    names(books);
    credit(books);
}

/// The day so many days before the as-of day; after it, where negative.
fn ago(days: i64) -> String {
    AS_OF.saturating_sub(days.days()).to_string()
}

fn one(books: &mut Books) {
    books.customer(&Customer {
        id: "one",
        name: "Harbor Bakery",
        address: "3 Quay Street",
        city: "Saltmarsh",
        country: "GB",
        ..Customer::default()
    });
    books.invoice(Invoice { order: "PO-7".to_owned(), ..invoice("one", "INV-2001", [45, 15], "EUR", "1234.50") });
    books.document("invoices/INV-2001.pdf", "Invoice INV-2001");
}

/// An invoice that was issued and fell due so many days ago.
fn invoice(customer: &'static str, number: &str, days: [i64; 2], currency: &'static str, total: &str) -> Invoice {
    let [issued, due] = days.map(ago);
    let (number, total) = (number.to_owned(), total.to_owned());
    Invoice { customer, number, issued, due, currency, total, ..Invoice::default() }
}

/// What a good customer's home page holds: fifty open invoices, each with its PDF, and what was paid lately.
fn fifty(books: &mut Books) {
    let id = "fifty";
    books.customer(&Customer {
        id,
        name: "Saltmarsh Port Authority",
        vat_number: "GB000000050",
        address: "Customs House, 1 Pier Road",
        city: "Saltmarsh",
        country: "GB",
        manager: ["Camille Roux", "camille.roux@example.com"],
        ..Customer::default()
    });
    for open in open_invoices(id, 5001, 50, 3) {
        books.document(&format!("invoices/{}.pdf", open.number), &format!("Invoice {}", open.number));
        books.invoice(open);
    }
    for paid in 0..12 {
        let (number, total) = (format!("INV-{}", 4900 + paid), decimal(48_000 + 1_377 * paid, "EUR"));
        books.invoice(invoice(id, &number, [215 + 3 * paid, 185 + 3 * paid], "EUR", &total));
        let of = [id, &ago(180 + 3 * (paid / 2 * 2)), "EUR", &total, &number];
        books.payment(&format!("PAY-{}", 800 + paid / 2), of, "bank transfer");
    }
    books.credit_note("CN-501", [id, &ago(60), "EUR", "18.40", "INV-5040"], "Price correction");
    books.credit_note("CN-502", [id, &ago(20), "EUR", "75.00", ""], "Goods returned");
}

/// Open invoices, the newest of them a day old, so many days apart.
fn open_invoices(id: &'static str, first: i64, count: i64, apart: i64) -> impl Iterator<Item = Invoice> {
    let mut chance = Chance::of(id);
    (0..count).map(move |index| {
        let issued = 1 + apart * (count - 1 - index);
        let total = decimal(chance.between(4_000, 480_000), "EUR");
        let number = format!("INV-{}", first + index);
        let order = if chance.one_in(3) { String::new() } else { format!("45000{}", chance.between(10_000, 99_999)) };
        let description = *chance.pick(&["Spare parts", "Calibration", "Training day", "Freight"]);
        Invoice { order, description, ..invoice(id, &number, [issued, issued - 30], "EUR", &total) }
    })
}

fn many(books: &mut Books) {
    let id = "many";
    books.customer(&Customer {
        id,
        name: "Northern Rail Freight",
        city: "Leeds",
        country: "GB",
        on: &["late_fees"],
        ..Customer::default()
    });
    for (index, open) in open_invoices(id, 10_001, 300, 1).enumerate() {
        match index % 30 {
            7 => books.decision("dispute", [id, &open.number], &format!("day: {}, reason: pricing", ago(0))),
            11 => books.decision("promise", [id, &open.number], &format!("day: {}, date: {}", ago(0), ago(-9))),
            13 => books.payment(&format!("PAY-{}", 900 + index), [id, &ago(0), "EUR", "20.00", &open.number], "card"),
            _ => {}
        }
        if index >= 280 {
            books.document(&format!("invoices/{}.pdf", open.number), &format!("Invoice {}", open.number));
        }
        books.invoice(open);
    }
}

/// Each standing and each kind of row that there is.
fn everything(books: &mut Books) {
    let id = "everything";
    books.customer(&Customer {
        id,
        name: "Laboratoire Éluard & Fils",
        vat_number: "FR00000000001",
        address: "12, rue des Tanneurs",
        city: "Lyon",
        country: "FR",
        manager: ["Camille Roux", "camille.roux@example.com"],
        on: &["autopay", "late_fees"],
        ..Customer::default()
    });
    let eur = |number: &str, days: [i64; 2], total: &str| invoice(id, number, days, "EUR", total);
    books.invoice(Invoice {
        order: "4500012345".to_owned(),
        description: "Annual maintenance of 24 scales\nincluding travel\nas agreed on 3 March",
        delivery_note: "DN-45072",
        ..eur("E-1", [150, 120], "2400.00")
    });
    books.payment("P-1", [id, &ago(90), "EUR", "1000.00", "E-1"], "bank transfer");
    books.invoice(eur("E-2-disputed", [80, 50], "310.00"));
    books.decision("dispute", [id, "E-2-disputed"], &format!("day: {}, reason: pricing, amount: \"110.00\"", ago(40)));
    books.invoice(eur("E-3-promised", [60, 30], "780.00"));
    books.decision("promise", [id, "E-3-promised"], &format!("day: {}, date: {}", ago(10), ago(-12)));
    books.invoice(eur("E-4-broken-promise", [70, 40], "95.20"));
    books.decision("promise", [id, "E-4-broken-promise"], &format!("day: {}, date: {}", ago(30), ago(8)));
    books.invoice(eur("E-5-both", [55, 25], "640.00"));
    books.decision("dispute", [id, "E-5-both"], &format!("day: {}, reason: late-delivery", ago(20)));
    books.decision("promise", [id, "E-5-both"], &format!("day: {}, date: {}, amount: \"400.00\"", ago(5), ago(-5)));
    books.invoice(eur("E-6-due-today", [30, 0], "55.00"));
    books.invoice(eur("E-7-not-due", [3, -27], "12.30"));
    books.invoice(Invoice { open: "-50.00", ..eur("E-8-overpaid", [110, 80], "500.00") });
    books.payment("P-2", [id, &ago(85), "EUR", "500.00", "E-8-overpaid"], "bank transfer");
    books.invoice(Invoice { late_fee: true, ..eur("LF-1", [20, 6], "40.00") });
    books.invoice(eur("E-9-credited", [65, 35], "200.00"));
    books.credit_note("CN-1", [id, &ago(34), "EUR", "60.00", "E-9-credited"], "Two housings were scratched");
    books.credit_note("CN-2", [id, &ago(12), "EUR", "33.10", ""], "Freight");
    for (index, number) in ["E-10-paid", "E-11-paid"].into_iter().enumerate() {
        let back = i64::try_from(index).expect("two of them");
        books.invoice(eur(number, [200 - back, 170 - back], "150.00"));
        books.payment("P-4", [id, &ago(160), "EUR", "150.00", number], "direct debit");
    }
    books.payment("P-5", [id, &ago(2), "EUR", "275.00", ""], "bank transfer");
    books.payment("P-6", [id, &ago(1), "EUR", "-25.00", ""], "bank transfer");
    books.invoice(eur("E-12-upcoming", [-5, -35], "610.00"));
    books.invoice(eur("E-13-upcoming", [-30, -60], "610.00"));
    for number in ["E-1", "E-2-disputed", "E-10-paid"] {
        books.document(&format!("invoices/{number}.pdf"), &format!("Invoice {number}"));
    }
    books.document("invoices/E-1.xml", "<?xml version=\"1.0\"?><invoice/>");
    books.document("credit_notes/CN-1.pdf", "Credit note CN-1");
    books.document("customers/everything/framework-agreement-2026.pdf", "Framework agreement 2026");
    books.document("customers/everything/prix-négociés.csv", "item,price");
}

/// Six currencies, among them one without decimals and one with three; amounts of twelve digits.
fn currencies(books: &mut Books) {
    let id = "currencies";
    books.customer(&Customer { id, name: "Kaiyo Trading", city: "Rotterdam", country: "NL", ..Customer::default() });
    let amounts = [
        ("EUR", "9876543210.98"),
        ("USD", "1234567890.12"),
        ("JPY", "123456789012"),
        ("KWD", "123456789.012"),
        ("CHF", "1050.05"),
        ("GBP", "0.01"),
    ];
    for (currency, total) in amounts {
        books.invoice(invoice(id, &format!("{currency}-1"), [75, 45], currency, total));
        books.invoice(invoice(id, &format!("{currency}-2"), [10, -20], currency, "100"));
    }
    books.payment("P-JPY", [id, &ago(5), "JPY", "40", "JPY-2"], "bank transfer");
    books.payment("P-USD", [id, &ago(4), "USD", "999999.99", ""], "wire");
}

/// A parent, two branches and a branch of a branch; the parent has paid for one of them.
fn family(books: &mut Books) {
    let members = [
        ("group", "", "Orbis Holding"),
        ("group-north", "group", "Orbis North and Islands"),
        ("group-south", "group", "Orbis South"),
        ("group-south-9", "group-south", "Orbis South, Depot 9"),
    ];
    for (id, parent, name) in members {
        books.customer(&Customer { id, name, parent, city: "Aarhus", country: "DK", ..Customer::default() });
        books.invoice(invoice(id, &format!("{id}-1"), [70, 40], "EUR", "300.00"));
        books.invoice(invoice(id, &format!("{id}-2"), [8, -22], "EUR", "450.00"));
    }
    books.payment("P-GROUP", ["group", &ago(3), "EUR", "300.00", "group-north-1"], "bank transfer");
}

/// Names and words that are long, or in another script.
fn names(books: &mut Books) {
    let people = [
        ("greek", "Ελληνική Εταιρεία Διαχείρισης Ηλεκτρονικών Υπολογιστών και Τηλεπικοινωνιών Ανώνυμη Εταιρεία", "GR"),
        ("japanese", "東日本精密計測機器製造販売株式会社 東京本社 経理部 支払管理課", "JP"),
        ("hebrew", "מעבדות אור צפון בע״מ – מחלקת הנהלת חשבונות", "IL"),
        ("wordy", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzeskommission", "DE"),
    ];
    for (id, name, country) in people {
        books.customer(&Customer { id, name, country, ..Customer::default() });
        books.invoice(invoice(id, &format!("{id}-1"), [70, 40], "EUR", "300.00"));
    }
    books.invoice(Invoice {
        order: "BESTELLUNG/2026/ABTEILUNG-WARENANNAHME/000000000000123456789".to_owned(),
        description: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsjahresbeitrag",
        delivery_note: "LIEFERSCHEIN_OHNE_LEERZEICHEN_UND_OHNE_TRENNSTELLE_ÜBER_EINE_GANZE_ZEILE_HINAUS",
        ..invoice("wordy", "RECHNUNG-2026-0000000000000000000000000000000000001", [60, 30], "EUR", "123456789012.34")
    });
    books.document(
        "customers/wordy/Rahmenvertrag_Wartung_Instandhaltung_Eichung_Kalibrierung_2026_unterschrieben_final.pdf",
        "Rahmenvertrag",
    );
}

/// Nothing is owed, money is left, and autopay is on.
fn credit(books: &mut Books) {
    let id = "credit";
    let on = &["autopay_active"];
    books.customer(&Customer {
        id,
        name: "Mill Row Opticians",
        city: "York",
        country: "GB",
        on,
        ..Customer::default()
    });
    books.invoice(invoice(id, "INV-3001", [40, 10], "EUR", "200.00"));
    books.payment("P-301", [id, &ago(12), "EUR", "200.00", "INV-3001"], "direct debit");
    books.payment("P-302", [id, &ago(11), "EUR", "80.00", ""], "bank transfer");
    books.credit_note("CN-301", [id, &ago(9), "EUR", "15.00", ""], "Goods returned");
}
