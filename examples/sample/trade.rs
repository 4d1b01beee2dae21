//! Everyday trade: invoices over eighteen months, paid after each customer's habit.

use crate::books::{AS_OF, Books, CreditNote, Invoice, InvoiceId, Line, Payment, State};
use crate::chance::Chance;
use crate::people::{Customer, Habit};
use jiff::Span;
use jiff::civil::{Date, Weekday, date};

/// The first day with trade.
const START: Date = date(2025, 5, 21);
/// From [`START`] to the day before [`AS_OF`].
const DAYS: i64 = 547;

/// What the organization sells: in English, French, German, Spanish, and from how much to how much one costs.
const ITEMS: [(&str, &str, &str, &str, i64, i64); 12] = [
    (
        "Calibration of a pressure gauge",
        "Étalonnage d'un manomètre",
        "Kalibrierung eines Manometers",
        "Calibración de un manómetro",
        60,
        140,
    ),
    (
        "Digital caliper, 150 mm",
        "Pied à coulisse numérique, 150 mm",
        "Digitaler Messschieber, 150 mm",
        "Calibre digital, 150 mm",
        80,
        190,
    ),
    ("Torque sensor TS-40", "Capteur de couple TS-40", "Drehmomentsensor TS-40", "Sensor de par TS-40", 420, 780),
    (
        "Laser distance meter LM-2",
        "Télémètre laser LM-2",
        "Laserentfernungsmesser LM-2",
        "Distanciómetro láser LM-2",
        240,
        460,
    ),
    (
        "Set of gauge blocks, grade 0",
        "Jeu de cales étalons, classe 0",
        "Parallelendmaßsatz, Klasse 0",
        "Juego de bloques patrón, grado 0",
        310,
        690,
    ),
    (
        "Data logger, 8 channels",
        "Enregistreur de données, 8 voies",
        "Datenlogger, 8 Kanäle",
        "Registrador de datos, 8 canales",
        350,
        620,
    ),
    (
        "Repair & adjustment on site",
        "Réparation & réglage sur site",
        "Reparatur & Justage vor Ort",
        "Reparación y ajuste in situ",
        190,
        540,
    ),
    (
        "Service contract, one quarter",
        "Contrat de service, un trimestre",
        "Wartungsvertrag, ein Quartal",
        "Contrato de mantenimiento, un trimestre",
        450,
        1200,
    ),
    ("Spare probe, 3/8\"", "Sonde de rechange, 3/8\"", "Ersatzsonde, 3/8\"", "Sonda de repuesto, 3/8\"", 45, 120),
    ("Reference thermometer", "Thermomètre de référence", "Referenzthermometer", "Termómetro de referencia", 280, 510),
    (
        "Training, half a day",
        "Formation, une demi-journée",
        "Schulung, ein halber Tag",
        "Formación, medio día",
        400,
        650,
    ),
    ("Express delivery", "Livraison express", "Expresslieferung", "Entrega urgente", 25, 60),
];

/// One customer's invoices and payments.
pub(crate) fn usual(books: &mut Books, customer: usize) {
    let trade = books.customers[customer].trade;
    let mut chance = Chance::of(books.customers[customer].id);
    for nth in 0..trade.invoices {
        let (from, to) =
            (nth * DAYS / trade.invoices, ((nth + 1) * DAYS / trade.invoices - 1).max(nth * DAYS / trade.invoices));
        let issued = workday(START + Span::new().days(chance.between(from, to))).min(AS_OF.yesterday().expect("a day"));
        let lines = lines(&books.customers[customer], &mut chance);
        let id = bill(books, customer, issued, lines, &mut chance);
        if chance.one_in(if trade.habit == Habit::Monthly { 30 } else { 9 }) {
            credit_a_part(books, id, &mut chance);
        }
        pay_after_habit(books, id, &mut chance);
    }
    if trade.habit == Habit::Monthly {
        pay_monthly(books, customer);
    }
}

/// An invoice under the customer's terms.
pub(crate) fn bill(
    books: &mut Books,
    customer: usize,
    issued: Date,
    lines: Vec<Line>,
    chance: &mut Chance,
) -> InvoiceId {
    let of = &books.customers[customer];
    let purchase_order = match (chance.one_in(4), of.country.code) {
        (true, _) => String::new(),
        (false, "FR") => format!("BC {}/{:03}", issued.year(), chance.between(1, 420)),
        (false, "DE") => format!("45000{:05}", chance.between(10_000, 99_999)),
        (false, _) => format!("PO-{}", chance.between(10_000, 99_999)),
    };
    let delivery_note = if chance.one_in(3) { String::new() } else { format!("DN-{}", chance.between(30_000, 69_999)) };
    books.invoices.push(Invoice {
        number: String::new(),
        customer,
        issued,
        due: issued + Span::new().days(of.trade.terms),
        currency: of.currency,
        lines,
        state: State::Sent,
        late_fee: false,
        purchase_order,
        delivery_note,
    });
    InvoiceId(books.invoices.len() - 1)
}

/// One line for instruments that were offered at this price.
pub(crate) fn offered(customer: &Customer, amount: i64) -> Line {
    let text = customer.in_their_language(
        "Instruments as offered",
        "Instruments selon offre",
        "Geräte laut Angebot",
        "Instrumentos según oferta",
    );
    Line { text: text.to_owned(), amount }
}

/// One to three lines of the price list.
fn lines(customer: &Customer, chance: &mut Chance) -> Vec<Line> {
    let count = if chance.one_in(4) { chance.between(2, 3) } else { 1 };
    (0..count)
        .map(|_| {
            let (english, french, german, spanish, low, high) = *chance.pick(&ITEMS);
            let item = customer.in_their_language(english, french, german, spanish);
            let pieces = if chance.one_in(2) { 1 } else { chance.between(2, 6) };
            let cents = chance.between(low, high) * 100 + *chance.pick(&[0, 0, 50, 90]);
            let price = match customer.currency {
                // A yen price is some 160 times the price in euros, in whole hundreds.
                "JPY" => cents * 160 / 10_000 * 100,
                // A price in crowns is some 25 times the price in euros, in whole tens.
                "CZK" => cents * 25 / 1000 * 1000,
                _ => cents,
            };
            let text = if pieces == 1 { item.to_owned() } else { format!("{pieces} × {item}") };
            Line { text, amount: pieces * price }
        })
        .collect()
}

/// A credit note over a tenth to a third of the invoice, a week later.
fn credit_a_part(books: &mut Books, id: InvoiceId, chance: &mut Chance) {
    let invoice = &books.invoices[id.0];
    let issued = workday(invoice.issued + Span::new().days(7));
    if issued >= AS_OF {
        return;
    }
    let total = invoice.total() * chance.between(10, 33) / 100;
    let (english, french, german, spanish) = *chance.pick(&[
        ("Price correction", "Correction de prix", "Preiskorrektur", "Corrección de precio"),
        ("Item returned", "Article retourné", "Rücksendung", "Devolución"),
        ("Goodwill", "Geste commercial", "Kulanz", "Cortesía comercial"),
    ]);
    let reason = books.customers[invoice.customer].in_their_language(english, french, german, spanish);
    let (customer, currency) = (invoice.customer, invoice.currency);
    let (number, applied, state) = (String::new(), vec![(id, total)], State::Sent);
    books.credit_notes.push(CreditNote { number, customer, issued, currency, total, applied, state, reason });
}

fn pay_after_habit(books: &mut Books, id: InvoiceId, chance: &mut Chance) {
    let invoice = &books.invoices[id.0];
    let customer = &books.customers[invoice.customer];
    let after = match customer.trade.habit {
        Habit::Prompt => chance.between(-8, 3),
        Habit::Slow => chance.between(6, 35),
        Habit::DirectDebit => 0,
        Habit::Monthly => return,
    };
    let method = match (customer.trade.habit, customer.country.code) {
        (Habit::DirectDebit, _) => "direct debit",
        (_, "US") => *chance.pick(&["bank transfer", "card", "cheque"]),
        _ => "bank transfer",
    };
    let received = workday(invoice.due + Span::new().days(after));
    let total = books.open(id);
    if customer.trade.habit == Habit::Slow && chance.one_in(6) {
        let half = total / 2;
        pay(books, received, &[(id, half)], method);
        pay(books, workday(received + Span::new().days(20)), &[(id, total - half)], method);
    } else {
        pay(books, received, &[(id, total)], method);
    }
}

/// All that is due by the tenth of a month, in one payment; the one of this November has not come.
fn pay_monthly(books: &mut Books, customer: usize) {
    let mut day = date(2025, 7, 10);
    while day <= date(2026, 10, 10) {
        let due: Vec<(InvoiceId, i64)> = books
            .of(customer)
            .filter(|id| books.invoices[id.0].due <= day)
            .map(|id| (id, books.open(id)))
            .filter(|(_, open)| *open > 0)
            .collect();
        if !due.is_empty() {
            pay(books, workday(day), &due, "bank transfer");
        }
        day += Span::new().months(1);
    }
}

/// One payment over these invoices, if it came before the as-of day.
fn pay(books: &mut Books, received: Date, parts: &[(InvoiceId, i64)], method: &'static str) {
    if received >= AS_OF {
        return;
    }
    let first = &books.invoices[parts[0].0.0];
    books.payments.push(Payment {
        reference: String::new(),
        customer: first.customer,
        received,
        currency: first.currency,
        parts: parts.iter().map(|(id, part)| (Some(*id), *part)).collect(),
        method,
    });
}

/// The day itself, or the Monday after a weekend.
fn workday(day: Date) -> Date {
    match day.weekday() {
        Weekday::Saturday => day + Span::new().days(2),
        Weekday::Sunday => day + Span::new().days(1),
        _ => day,
    }
}
