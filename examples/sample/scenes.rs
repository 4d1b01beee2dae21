//! What the sample is there to show: single customers with something to see, and a sentence about each.

use crate::books::{AS_OF, Books, CreditNote, CreditNoteId, Decision, InvoiceId, Payment, PaymentId, State};
use crate::chance::Chance;
use crate::e_invoice::Form;
use crate::trade;
use jiff::civil::{Date, date};

/// What one customer shows. Each `{}` of the sentence stands for the next document.
pub(crate) struct Scene {
    pub(crate) customer: &'static str,
    pub(crate) shows: &'static str,
    pub(crate) documents: Vec<Document>,
}

pub(crate) enum Document {
    Invoice(InvoiceId),
    CreditNote(CreditNoteId),
    Payment(PaymentId),
}

impl From<InvoiceId> for Document {
    fn from(id: InvoiceId) -> Document {
        Document::Invoice(id)
    }
}

impl From<CreditNoteId> for Document {
    fn from(id: CreditNoteId) -> Document {
        Document::CreditNote(id)
    }
}

impl From<PaymentId> for Document {
    fn from(id: PaymentId) -> Document {
        Document::Payment(id)
    }
}

impl Scene {
    /// The sentence, with the documents' numbers.
    pub(crate) fn sentence(&self, books: &Books) -> String {
        self.documents.iter().fold(self.shows.to_owned(), |sentence, document| {
            let number = match document {
                Document::Invoice(id) => &books.invoices[id.0].number,
                Document::CreditNote(id) => &books.credit_notes[id.0].number,
                Document::Payment(id) => &books.payments[id.0].reference,
            };
            sentence.replacen("{}", &format!("`{number}`"), 1)
        })
    }
}

/// Writes one customer's part into the books.
struct Stage<'a> {
    books: &'a mut Books,
    scenes: Vec<Scene>,
    customer: &'static str,
    chance: Chance,
}

/// All scenes, played into the books after the usual trade.
pub(crate) fn play(books: &mut Books) -> Vec<Scene> {
    let mut stage = Stage { books, scenes: Vec::new(), customer: "", chance: Chance::of("scenes") };
    settling(&mut stage);
    crediting(&mut stage);
    talking(&mut stage);
    odd_accounts(&mut stage);
    names_and_ids(&mut stage);
    branches(&mut stage);
    stage.scenes
}

/// How invoices are paid.
fn settling(stage: &mut Stage) {
    stage.enter("C-1002");
    let part_paid = stage.bill(date(2026, 6, 2), 1_240_000);
    stage.pay(date(2026, 8, 20), &[(part_paid, 600_000)]);
    let fee = stage.bill(date(2026, 9, 1), 9_600);
    stage.make_late_fee(fee, "Intérêts de retard, 1,5 % sur 6 400,00");
    stage.shows(
        "late fees on (customer export): {} is part paid and past due, {} is a late fee of the books",
        [part_paid.into(), fee.into()],
    );

    stage.enter("C-1003");
    let thirds = stage.bill(date(2026, 2, 3), 900_000);
    for day in [date(2026, 2, 27), date(2026, 3, 27), date(2026, 4, 24)] {
        stage.pay(day, &[(thirds, 300_000)]);
    }
    let begun = stage.bill(date(2026, 8, 3), 480_000);
    stage.pay(date(2026, 9, 4), &[(begun, 160_000)]);
    stage.shows("part payments: {} paid in three parts, of {} one third is paid", [thirds.into(), begun.into()]);

    stage.enter("C-1008");
    let days = [date(2026, 7, 1), date(2026, 7, 15), date(2026, 8, 3), date(2026, 8, 17)];
    let parts: Vec<_> = days
        .into_iter()
        .zip([42_000, 38_050, 51_120, 9_600])
        .map(|(day, total)| (stage.bill(day, total), total))
        .collect();
    let payment = stage.pay(date(2026, 9, 10), &parts);
    stage.shows("one payment, {}, over four invoices; quotes in the name", [payment.into()]);

    stage.enter("C-1012");
    let payment = stage.receive(date(2026, 11, 12), &[(None, 500_000)]);
    stage.shows(
        "an unapplied payment, {}; late fees on and a contact of its own, both in config.yaml",
        [payment.into()],
    );

    stage.enter("C-1014");
    let invoice = stage.bill(date(2026, 8, 10), 198_000);
    let payment = stage.receive(date(2026, 9, 9), &[(Some(invoice), 198_000), (None, 2_000)]);
    stage.shows("an overpayment: {} pays {} and leaves 20.00 unapplied", [payment.into(), invoice.into()]);

    stage.enter("C-1023");
    stage.shows("autopay is on, everything paid by direct debit on the due day", []);

    stage.enter("C-1030");
    stage.shows("its open invoices bring payment links of their own", []);

    stage.enter("C-1033");
    stage.shows("300 invoices, paid monthly: one payment over some 16 invoices", []);

    stage.enter("C-1070");
    let payment = stage.receive(date(2026, 11, 16), &[(None, 100_000)]);
    stage.shows("a Hebrew name with a quote in it, dollars, and an unapplied payment, {}", [payment.into()]);
}

/// Credit notes and refunds.
fn crediting(stage: &mut Stage) {
    stage.enter("C-1004");
    let shortened = stage.bill(date(2026, 9, 1), 186_000);
    let part = stage.credit(date(2026, 9, 15), 26_000, &[(shortened, 26_000)], "Remise oubliée sur la facture");
    let returned = stage.bill(date(2026, 5, 4), 64_000);
    let whole =
        stage.credit(date(2026, 5, 20), 64_000, &[(returned, 64_000)], "Marchandise retournée\nBon de retour n° 77");
    stage.shows(
        "credit notes on one invoice: {} shortens {}, {} takes back all of {}",
        [part.into(), shortened.into(), whole.into(), returned.into()],
    );

    stage.enter("C-1010");
    let first = stage.bill(date(2026, 9, 21), 120_000);
    let second = stage.bill(date(2026, 9, 28), 230_000);
    let third = stage.bill(date(2026, 10, 5), 80_000);
    let note = stage.credit(
        date(2026, 10, 12),
        90_000,
        &[(first, 30_000), (second, 40_000), (third, 20_000)],
        "Mengenrabatt, drittes Quartal",
    );
    stage.pay(date(2026, 10, 14), &[(first, 90_000)]);
    stage.shows(
        "{} is applied to three invoices: {} (settled), {} and {} (open)",
        [note.into(), first.into(), second.into(), third.into()],
    );
    stage.for_machines(third, Form::XRechnung, "beside the PDF of {} lies an e-invoice (XRechnung, UBL)");

    stage.enter("C-1011");
    let note = stage.credit(date(2026, 11, 2), 35_000, &[], "Gutschrift für verspätete Lieferung");
    let invoice = stage.bill(date(2026, 11, 9), 74_000);
    let half = stage.credit(date(2026, 11, 13), 50_000, &[(invoice, 20_000)], "Rücknahme von zwei Messschiebern");
    stage.shows("{} is unapplied; of {} only 200.00 are applied, to {}", [note.into(), half.into(), invoice.into()]);

    stage.enter("C-1026");
    let note = stage.credit(date(2026, 6, 10), 22_000, &[], "Faulty probe, money back");
    let refund = stage.receive(date(2026, 6, 30), &[(None, -22_000)]);
    stage.shows("a refund: {} was never applied and is paid out by {}", [note.into(), refund.into()]);

    stage.enter("C-1032");
    let draft = stage.bill(date(2026, 11, 18), 66_000);
    let void = stage.bill(date(2026, 7, 7), 51_500);
    stage.books.invoices[draft.0].state = State::Draft;
    stage.books.invoices[void.0].state = State::Void;
    let note = stage.credit(date(2026, 7, 8), 51_500, &[], "Entered by mistake");
    stage.books.credit_notes[note.0].state = State::Void;
    stage.shows(
        "rows that no portal shows: draft {}, void {} and void credit note {}",
        [draft.into(), void.into(), note.into()],
    );

    stage.enter("C-1040");
    let invoice = stage.bill(date(2026, 8, 31), 486_000);
    stage.pay(date(2026, 9, 30), &[(invoice, 286_000)]);
    let note = stage.credit(date(2026, 10, 7), 50_000, &[(invoice, 50_000)], "Transport damage");
    stage.shows("yen, no decimals: {} has a part payment and credit note {}", [invoice.into(), note.into()]);
}

/// Disputes and promises to pay.
fn talking(stage: &mut Stage) {
    stage.enter("C-1001");
    let invoice = stage.bill(date(2026, 10, 1), 248_000);
    stage.promise(invoice, date(2026, 11, 9), date(2026, 12, 1), 248_000);
    stage.shows("an open promise to pay {}; may ask for autopay; a contract and a note of its own", [invoice.into()]);
    stage.for_machines(invoice, Form::FacturX, "the PDF of {} has an e-invoice inside (Factur-X)");

    stage.enter("C-1007");
    let invoice = stage.bill(date(2026, 9, 14), 315_000);
    stage.dispute(invoice, date(2026, 10, 20), "faulty-goods", 315_000);
    stage.shows("child of `C-1005`; {} is disputed (faulty goods)", [invoice.into()]);

    stage.enter("C-1020");
    let invoice = stage.bill(date(2026, 10, 5), 132_000);
    stage.dispute(invoice, date(2026, 11, 3), "pricing", 12_000);
    stage.shows("120.00 of {} is disputed (pricing)", [invoice.into()]);

    stage.enter("C-1021");
    let invoice = stage.bill(date(2026, 8, 18), 275_000);
    stage.promise(invoice, date(2026, 10, 12), date(2026, 10, 30), 275_000);
    stage.shows("a broken promise: {} is still open; an apostrophe in the name", [invoice.into()]);

    stage.enter("C-1022");
    let invoice = stage.bill(date(2026, 8, 24), 148_000);
    stage.promise(invoice, date(2026, 10, 2), date(2026, 10, 16), 148_000);
    stage.pay(date(2026, 10, 15), &[(invoice, 148_000)]);
    stage.shows("a kept promise: {} was paid the day before", [invoice.into()]);

    stage.enter("C-1030");
    let invoice = stage.bill(date(2026, 10, 12), 221_000);
    stage.dispute(invoice, date(2026, 11, 10), "late-delivery", 221_000);
    stage.shows("{} is disputed (late delivery)", [invoice.into()]);

    stage.enter("C-1050");
    let invoice = stage.bill(date(2026, 10, 8), 78_000);
    stage.dispute(invoice, date(2026, 11, 6), "not-agreed", 78_000);
    stage.shows("{} is disputed (never agreed)", [invoice.into()]);

    stage.enter("C-1051");
    let invoice = stage.bill(date(2026, 9, 30), 164_000);
    stage.promise(invoice, date(2026, 11, 16), date(2026, 11, 30), 50_000);
    stage.shows("an open promise to pay a part of {}", [invoice.into()]);
    stage.for_machines(invoice, Form::Cii, "beside the PDF of {} lies an e-invoice (EN 16931, CII)");
}

/// Accounts that are unusual as a whole.
fn odd_accounts(stage: &mut Stage) {
    stage.enter("C-1005");
    stage.shows("parent of `C-1006` and `C-1007`: its portal shows their items too", []);
    stage.enter("C-1006");
    stage.shows("child of `C-1005`", []);
    stage.enter("C-1015");
    stage.shows("portal switched off in config.yaml", []);
    stage.enter("C-1025");
    stage.shows("portal switched off in the customer export", []);

    stage.enter("C-1024");
    let euros = stage.bill_in("EUR", date(2026, 9, 7), 1_180_000);
    let dollars = stage.bill_in("USD", date(2026, 10, 19), 642_000);
    let paid = stage.bill_in("USD", date(2026, 6, 8), 310_000);
    stage.pay(date(2026, 8, 6), &[(paid, 310_000)]);
    stage.shows(
        "three currencies: pounds, euros ({}) and dollars ({}); a contract of its own",
        [euros.into(), dollars.into()],
    );

    stage.enter("C-1031");
    stage.shows("may ask for autopay", []);

    stage.enter("C-1034");
    let next = stage.bill(date(2026, 12, 1), 45_000);
    let after_next = stage.bill(date(2027, 1, 4), 45_000);
    stage.shows(
        "Spanish in the United States; {} and {} are issued after the as-of day and announced",
        [next.into(), after_next.into()],
    );

    stage.enter("C-1052");
    let next = stage.bill(date(2026, 11, 30), 38_000);
    stage.shows("{} is issued after the as-of day and hidden (config.yaml)", [next.into()]);

    stage.enter("C-1036");
    let only = stage.bill(date(2026, 11, 4), 9_640);
    stage.shows("a single invoice, {}, not yet due", [only.into()]);
    stage.enter("C-1037");
    stage.shows("no invoice at all", []);

    stage.enter("C-1038");
    for (day, total) in [(date(2025, 11, 3), 84_000), (date(2026, 1, 12), 132_075), (date(2026, 3, 2), 40_000)] {
        stage.bill(day, total);
    }
    let fee = stage.bill(date(2026, 6, 1), 3_841);
    stage.make_late_fee(fee, "Late fee, 1.5 % of 2,560.75");
    stage.shows("everything over 90 days past due; late fees on; late fee {}", [fee.into()]);
}

/// Names and ids that are easily mixed up or broken.
fn names_and_ids(stage: &mut Stage) {
    stage.enter("KD 118");
    let invoice = stage.bill(date(2025, 6, 16), 115_000);
    stage.books.invoices[invoice.0].number = "2025-0007".to_owned();
    let all: Vec<_> = stage.open_invoices();
    stage.pay(date(2026, 11, 19), &all);
    stage.shows("an id with a space; shares the number {} with `0042`; nothing is open", [invoice.into()]);

    stage.enter("0042");
    let invoice = stage.bill(date(2025, 6, 20), 89_000);
    stage.books.invoices[invoice.0].number = "2025-0007".to_owned();
    stage.pay(date(2025, 7, 22), &[(invoice, 60_000)]);
    stage.shows(
        "an id with leading zeros; shares the number {} with `KD 118`, part paid here; disputes off in config.yaml",
        [invoice.into()],
    );

    stage.enter("BW/017");
    stage.shows("an id with a slash", []);
    stage.enter("C-1041");
    stage.shows("Latin and Japanese letters in one name", []);
    stage.enter("C-1042");
    stage.shows("a Japanese name; pays late", []);
    stage.enter("C-1060");
    stage.shows("Greek letters; pays late", []);
    stage.enter("C-1061");
    stage.shows("Greek letters; pays on time", []);
}

/// Customers of the branches: further currencies and their payment codes, further scripts.
fn branches(stage: &mut Stage) {
    stage.enter("C-1080");
    let past_due = stage.bill(date(2026, 9, 14), 184_000);
    let open = stage.bill(date(2026, 11, 2), 96_550);
    stage.shows(
        "francs: a Swiss QR-bill with a QR reference for {} (past due) and {}, which names the customer as debtor",
        [past_due.into(), open.into()],
    );

    stage.enter("C-1081");
    let part_paid = stage.bill(date(2026, 9, 28), 327_500);
    stage.pay(date(2026, 10, 30), &[(part_paid, 200_000)]);
    stage.shows(
        "French in Switzerland; {} is part paid and past due; the second line of the address keeps the street out of the QR-bill",
        [part_paid.into()],
    );

    stage.enter("C-1090");
    let past_due = stage.bill(date(2026, 10, 19), 4_825_000);
    let open = stage.bill(date(2026, 11, 11), 1_260_000);
    stage.shows(
        "crowns: a Czech payment code (QR Platba) for {} (past due) and {}; Czech letters",
        [past_due.into(), open.into()],
    );

    stage.enter("C-1095");
    let past_due = stage.bill(date(2026, 9, 23), 153_000);
    stage.shows("an Arabic name and address, dollars; {} is past due", [past_due.into()]);
}

impl Stage<'_> {
    fn enter(&mut self, customer: &'static str) {
        self.customer = customer;
    }

    fn shows<const N: usize>(&mut self, shows: &'static str, documents: [Document; N]) {
        let documents = documents.into();
        self.scenes.push(Scene { customer: self.customer, shows, documents });
    }

    fn bill(&mut self, issued: Date, total: i64) -> InvoiceId {
        let customer = self.books.customer(self.customer);
        let line = trade::offered(&self.books.customers[customer], total);
        trade::bill(self.books, customer, issued, vec![line], &mut self.chance)
    }

    fn bill_in(&mut self, currency: &'static str, issued: Date, total: i64) -> InvoiceId {
        let id = self.bill(issued, total);
        self.books.invoices[id.0].currency = currency;
        id
    }

    fn make_late_fee(&mut self, invoice: InvoiceId, text: &str) {
        let invoice = &mut self.books.invoices[invoice.0];
        invoice.late_fee = true;
        text.clone_into(&mut invoice.lines[0].text);
        invoice.purchase_order.clear();
        invoice.delivery_note.clear();
    }

    fn pay(&mut self, received: Date, parts: &[(InvoiceId, i64)]) -> PaymentId {
        let parts: Vec<_> = parts.iter().map(|(invoice, part)| (Some(*invoice), *part)).collect();
        self.receive(received, &parts)
    }

    fn receive(&mut self, received: Date, parts: &[(Option<InvoiceId>, i64)]) -> PaymentId {
        let customer = self.books.customer(self.customer);
        let first = parts[0].0;
        let currency = first.map_or(self.books.customers[customer].currency, |id| self.books.invoices[id.0].currency);
        let (reference, parts) = (String::new(), parts.to_vec());
        self.books.payments.push(Payment { reference, customer, received, currency, parts, method: "bank transfer" });
        PaymentId(self.books.payments.len() - 1)
    }

    fn credit(&mut self, issued: Date, total: i64, applied: &[(InvoiceId, i64)], reason: &'static str) -> CreditNoteId {
        let customer = self.books.customer(self.customer);
        let currency = self.books.customers[customer].currency;
        let (number, applied, state) = (String::new(), applied.to_vec(), State::Sent);
        self.books.credit_notes.push(CreditNote { number, customer, issued, currency, total, applied, state, reason });
        CreditNoteId(self.books.credit_notes.len() - 1)
    }

    fn dispute(&mut self, invoice: InvoiceId, day: Date, reason: &'static str, amount: i64) {
        self.books.decisions.push(Decision::Dispute { invoice, day, reason, amount });
    }

    fn promise(&mut self, invoice: InvoiceId, day: Date, date: Date, amount: i64) {
        self.books.decisions.push(Decision::Promise { invoice, day, date, amount });
    }

    fn for_machines(&mut self, invoice: InvoiceId, form: Form, shows: &'static str) {
        self.books.e_invoices.push((invoice, form));
        self.shows(shows, [invoice.into()]);
    }

    /// What the customer owes on the as-of day.
    fn open_invoices(&self) -> Vec<(InvoiceId, i64)> {
        let customer = self.books.customer(self.customer);
        let open = self.books.of(customer).map(|id| (id, self.books.open(id)));
        open.filter(|(id, open)| *open > 0 && self.books.invoices[id.0].issued <= AS_OF).collect()
    }
}
