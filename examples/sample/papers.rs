//! The documents: PDFs of invoices, credit notes, contracts, and what is for all customers; e-invoices as XML. By their
//! paths below `content/documents`.

use crate::books::{Books, CreditNote, Invoice, InvoiceId, State};
use crate::e_invoice::{EInvoice, Form};
use crate::pdf::{Attachment, Face, Page, fits};
use crate::people::Customer;
use crate::tables::decimal;
use jiff::civil::{Date, date};

/// What stands on an invoice, in the customer's language.
struct Words {
    invoice: &'static str,
    credit_note: &'static str,
    issued: &'static str,
    due: &'static str,
    total: &'static str,
}

const ENGLISH: Words =
    Words { invoice: "Invoice", credit_note: "Credit note", issued: "Issued", due: "Due", total: "Total" };
const FRENCH: Words =
    Words { invoice: "Facture", credit_note: "Avoir", issued: "Émise le", due: "Échéance", total: "Total" };
const GERMAN: Words =
    Words { invoice: "Rechnung", credit_note: "Gutschrift", issued: "Datum", due: "Fällig", total: "Summe" };
const SPANISH: Words =
    Words { invoice: "Factura", credit_note: "Abono", issued: "Fecha", due: "Vencimiento", total: "Total" };

/// Invoices from this day on have a PDF, where Helvetica has the customer's letters.
const SINCE: Date = date(2026, 8, 10);
/// Of a customer with very many invoices, only the newest ones have a PDF.
const MANY: usize = 100;
const NEWEST: Date = date(2026, 11, 9);

/// All documents: path and bytes.
pub(crate) fn all(books: &Books) -> Vec<(String, Vec<u8>)> {
    let mut papers = shared();
    for (customer, file, title, body) in CONTRACTS {
        papers.push((format!("customers/{customer}/{file}"), letter(title, body)));
    }
    for id in books.ids() {
        let invoice = &books.invoices[id.0];
        let customer = &books.customers[invoice.customer];
        let same_number = books.invoices.iter().filter(|other| other.number == invoice.number).count() > 1;
        let since = if books.of(invoice.customer).count() > MANY { NEWEST } else { SINCE };
        if invoice.state != State::Sent || !readable(customer) || !(same_number || invoice.issued >= since) {
            continue;
        }
        let folder = if same_number { format!("{}/", customer.id) } else { String::new() };
        let path = format!("invoices/{folder}{}", invoice.number);
        let pdf = match books.e_invoice(id) {
            Some(Form::FacturX) => factur_x(books, id, customer),
            _ => invoice_page(books, id, customer),
        };
        papers.push((format!("{path}.pdf"), pdf));
        match books.e_invoice(id) {
            Some(Form::XRechnung) => papers.push((format!("{path}.xml"), EInvoice::new(books, id).xrechnung())),
            Some(Form::Cii) => papers.push((format!("{path}.xml"), EInvoice::new(books, id).cii())),
            Some(Form::FacturX) | None => {}
        }
    }
    for note in books.credit_notes.iter().filter(|note| note.state == State::Sent && note.issued >= SINCE) {
        let customer = &books.customers[note.customer];
        if readable(customer) {
            papers.push((format!("credit_notes/{}.pdf", note.number), credit_note_page(books, note, customer)));
        }
    }
    papers
}

const CONTRACTS: [(&str, &str, &str, &[&str]); 2] = [
    (
        "C-1001",
        "contrat-de-service.pdf",
        "Contrat de service 2026",
        &[
            "Entre Northlight Instruments et le Laboratoire Éluard & Fils.",
            "Étalonnage annuel de 24 appareils, à Lyon ou sur site.",
            "Intervention sous deux jours ouvrés. Paiement à 30 jours.",
        ],
    ),
    (
        "C-1024",
        "framework-agreement-2026.pdf",
        "Framework agreement 2026",
        &[
            "Between Northlight Instruments and Kestrel Avionics plc.",
            "Torque sensors and their calibration, at the price list of 1 January 2026.",
            "Invoices in pounds, euros or dollars, as ordered. Payment within 60 days.",
        ],
    ),
];

fn shared() -> Vec<(String, Vec<u8>)> {
    let english = [
        "1. Prices are without tax and hold for thirty days.",
        "2. Goods remain ours until they are paid in full.",
        "3. Tell us of a defect within fourteen days of delivery.",
        "4. From the day after the due day we may charge interest on what is late.",
    ];
    let french = [
        "1. Les prix s'entendent hors taxes et valent trente jours.",
        "2. La marchandise reste notre propriété jusqu'au paiement complet.",
        "3. Tout défaut est à signaler sous quatorze jours après livraison.",
        "4. Dès le lendemain de l'échéance, des intérêts de retard peuvent être facturés.",
    ];
    let bank = [
        "Example Bank, Lyon, confirms that Northlight Instruments SAS holds the account",
        "IBAN FR76 3000 6000 0112 3456 7890 189, BIC EXMPFRPP.",
        "We never announce new bank details by e-mail: ring us before you change them.",
    ];
    let tax = [
        "Name: Northlight Instruments SAS. Country: France. Tax number: FR 00 000 000 000.",
        "The company has no permanent establishment in the United States.",
        "What this form would be good for: the payer's files, where a W-9 or W-8BEN-E is asked for.",
    ];
    [
        ("terms-of-sale.pdf", letter("Terms of sale", &english)),
        ("conditions-de-vente.pdf", letter("Conditions de vente", &french)),
        ("bank-confirmation.pdf", letter("Confirmation of bank details", &bank)),
        ("tax-form.pdf", letter("Tax form for payers in the United States", &tax)),
    ]
    .into_iter()
    .map(|(file, bytes)| (format!("shared/{file}"), bytes))
    .collect()
}

fn invoice_page(books: &Books, id: InvoiceId, customer: &Customer) -> Vec<u8> {
    let invoice: &Invoice = &books.invoices[id.0];
    let lines = invoice.lines.iter().map(|line| (line.text.as_str(), line.amount));
    let page = invoice_head(invoice, customer);
    foot(page, lines, words(customer).total, (invoice.total(), invoice.currency)).bytes()
}

/// A page that says what the e-invoice inside says, tax included.
fn factur_x(books: &Books, id: InvoiceId, customer: &Customer) -> Vec<u8> {
    let invoice: &Invoice = &books.invoices[id.0];
    let e_invoice = EInvoice::new(books, id);
    let lines = e_invoice.lines.iter().copied().chain([("TVA 20 %", e_invoice.tax_amount)]);
    let page = invoice_head(invoice, customer);
    let page = foot(page, lines, words(customer).total, (invoice.total(), invoice.currency));
    page.with(&Attachment { xml: e_invoice.cii(), day: invoice.issued, language: customer.language })
}

/// The page down to the days.
fn invoice_head(invoice: &Invoice, customer: &Customer) -> Page {
    let words = words(customer);
    let mut page = head(customer, words.invoice, &invoice.number);
    let order =
        if invoice.purchase_order.is_empty() { String::new() } else { format!("    {}", invoice.purchase_order) };
    let days = format!("{}: {}    {}: {}{order}", words.issued, invoice.issued, words.due, invoice.due);
    page.text((56, 270), Face::Regular, 10, &days);
    page
}

fn credit_note_page(books: &Books, note: &CreditNote, customer: &Customer) -> Vec<u8> {
    let words = words(customer);
    let mut page = head(customer, words.credit_note, &note.number);
    page.text((56, 270), Face::Regular, 10, &format!("{}: {}", words.issued, note.issued));
    let applied = note.applied.iter().map(|(id, part)| (books.invoices[id.0].number.as_str(), *part));
    let whole = note.applied.is_empty().then_some((note.reason, note.total));
    foot(page, applied.chain(whole), words.total, (note.total, note.currency)).bytes()
}

/// The page down to the title.
fn head(customer: &Customer, title: &str, number: &str) -> Page {
    let mut page = Page::new(number);
    page.text((56, 70), Face::Bold, 15, "Northlight Instruments");
    page.text((56, 86), Face::Regular, 8, "18, rue du Méridien · 69002 Lyon · France");
    let town = format!("{} {} {}", customer.postal_code, customer.city, customer.region);
    let [street, second_line] = customer.address;
    let lines = [customer.name, street, second_line, town.trim_end()];
    for (y, line) in (140..).step_by(14).zip(lines.into_iter().filter(|line| !line.is_empty())) {
        page.text((56, y), Face::Regular, 10, line);
    }
    page.text((56, 246), Face::Bold, 14, &format!("{title} {number}"));
    page
}

/// The lines, their total, and that all of it is made up.
fn foot<'a>(
    mut page: Page,
    lines: impl Iterator<Item = (&'a str, i64)>,
    label: &str,
    (total, currency): (i64, &str),
) -> Page {
    page.rule(286);
    let mut y = 304;
    for (text, amount) in lines {
        page.text((56, y), Face::Regular, 10, text);
        page.figure((539, y), Face::Regular, 10, &decimal(amount, currency));
        y += 16;
    }
    page.rule(y - 6);
    page.text((56, y + 10), Face::Bold, 10, &format!("{label} {currency}"));
    page.figure((539, y + 10), Face::Bold, 10, &decimal(total, currency));
    sample_note(page)
}

fn letter(title: &str, body: &[&str]) -> Vec<u8> {
    let mut page = Page::new(title);
    page.text((56, 70), Face::Bold, 15, "Northlight Instruments");
    page.text((56, 130), Face::Bold, 14, title);
    for (y, line) in (160..).step_by(18).zip(body) {
        page.text((56, y), Face::Regular, 11, line);
    }
    sample_note(page).bytes()
}

fn sample_note(mut page: Page) -> Page {
    page.text((56, 790), Face::Regular, 8, "Sample document. Northlight Instruments and its customers are made up.");
    page
}

fn words(customer: &Customer) -> &'static Words {
    customer.in_their_language(&ENGLISH, &FRENCH, &GERMAN, &SPANISH)
}

fn readable(customer: &Customer) -> bool {
    fits(customer.name) && fits(customer.city) && customer.address.into_iter().all(fits)
}
