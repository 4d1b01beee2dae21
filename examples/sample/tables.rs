//! The export files, as text: the canonical columns, UTF-8, LF, ISO days, a decimal point.

use crate::books::{AS_OF, Books, Decision, InvoiceId, State};
use crate::people::{Contact, Customer};
use portalsmith::ledger::{Amount, Currency};

/// A plain decimal number with the currency's decimals.
pub(crate) fn decimal(minor: i64, currency: &str) -> String {
    let currency: Currency = currency.parse().expect("the sample's currencies are known");
    Amount(minor).of(currency).to_string()
}

pub(crate) fn customers(customers: &[Customer]) -> String {
    let header = "id,name,email,phone,vat_number,address_1,address_2,city,postal_code,region,country,language,currency,\
                  parent_id,manager_name,manager_email,portal,autopay,autopay_active,late_fees,tags";
    table(header, customers, |row, customer| {
        let (manager, mailbox) = customer.manager();
        row.extend(
            [customer.id, customer.name, &customer.email(), &customer.phone(), &customer.vat_number()]
                .map(str::to_owned),
        );
        row.extend(customer.address.map(str::to_owned));
        row.extend([customer.city, customer.postal_code, customer.region, customer.country.code].map(str::to_owned));
        row.extend([customer.language, customer.currency, customer.parent, manager, mailbox].map(str::to_owned));
        row.extend([customer.portal, customer.autopay, customer.autopay_active].map(str::to_owned));
        row.extend([customer.late_fees, customer.tags].map(str::to_owned));
    })
}

pub(crate) fn contacts(contacts: &[Contact]) -> String {
    table("customer_id,email,name,phone,position,main", contacts, |row, contact| {
        let main = if contact.main { "true" } else { "" };
        let fields = [contact.customer, &contact.email, contact.name, &contact.phone, contact.position, main];
        row.extend(fields.map(str::to_owned));
    })
}

pub(crate) fn invoices(books: &Books) -> String {
    let mut ids: Vec<InvoiceId> = books.ids().collect();
    ids.sort_by_key(|id| (books.invoices[id.0].issued, &books.invoices[id.0].number, *id));
    let header = "number,customer_id,issued,due,currency,total,paid,state,settled,purchase_order,description,kind,\
                  payment_link,delivery_note";
    table(header, &ids, |row, id| {
        let invoice = &books.invoices[id.0];
        let customer = &books.customers[invoice.customer];
        let open = invoice.state == State::Sent && books.open(*id) > 0 && invoice.issued <= AS_OF;
        // Customers in the United States may pay by card.
        let link = if open && customer.country.code == "US" {
            format!("https://checkout.example.com/pay/{}", invoice.number)
        } else {
            String::new()
        };
        row.extend([&invoice.number, customer.id].map(str::to_owned));
        row.extend([invoice.issued, invoice.due].map(|day| day.to_string()));
        row.push(invoice.currency.to_owned());
        row.extend([invoice.total(), books.paid(*id)].map(|minor| decimal(minor, invoice.currency)));
        row.push(invoice.state.word().to_owned());
        row.push(books.settled(*id).map(|day| day.to_string()).unwrap_or_default());
        row.extend([invoice.purchase_order.clone(), invoice.description()]);
        row.push(if invoice.late_fee { "late_fee" } else { "invoice" }.to_owned());
        row.extend([link, invoice.delivery_note.clone()]);
    })
}

/// A credit note that is applied to several invoices has a row for each.
pub(crate) fn credit_notes(books: &Books) -> String {
    let mut rows = Vec::new();
    for note in &books.credit_notes {
        rows.extend(note.applied.iter().map(|part| (note, Some(part))));
        if note.applied.is_empty() {
            rows.push((note, None));
        }
    }
    rows.sort_by_key(|(note, _)| &note.number);
    let header = "number,customer_id,issued,currency,total,invoice_number,applied,state,reason";
    table(header, &rows, |row, (note, part)| {
        row.extend([&note.number, books.customers[note.customer].id].map(str::to_owned));
        row.extend([note.issued.to_string(), note.currency.to_owned(), decimal(note.total, note.currency)]);
        row.push(part.map(|(id, _)| books.invoices[id.0].number.clone()).unwrap_or_default());
        row.push(part.map(|(_, amount)| decimal(*amount, note.currency)).unwrap_or_default());
        row.extend([note.state.word(), note.reason].map(str::to_owned));
    })
}

/// A payment over several invoices has a row for each; what is not put against one has a row without a number.
pub(crate) fn payments(books: &Books) -> String {
    let mut rows: Vec<_> =
        books.payments.iter().flat_map(|payment| payment.parts.iter().map(move |part| (payment, part))).collect();
    rows.sort_by_key(|(payment, _)| &payment.reference);
    let header = "reference,customer_id,received,amount,currency,invoice_number,method";
    table(header, &rows, |row, (payment, (to, amount))| {
        row.extend([&payment.reference, books.customers[payment.customer].id].map(str::to_owned));
        row.extend([payment.received.to_string(), decimal(*amount, payment.currency), payment.currency.to_owned()]);
        row.push(to.map(|id| books.invoices[id.0].number.clone()).unwrap_or_default());
        row.push(payment.method.to_owned());
    })
}

/// `inbox/decisions.yaml`.
pub(crate) fn decisions(books: &Books) -> String {
    let mut text =
        "# Disputes and promises to pay that reached us by phone or mail. Those from the portals' forms join them by\n\
                    # `portalsmith inbox pull`.\nrecorded:\n"
            .to_owned();
    let mut lines: Vec<(String, String)> = Vec::new();
    for decision in &books.decisions {
        let (kind, invoice, day, more, amount) = match decision {
            Decision::Dispute { invoice, day, reason, amount } => {
                ("dispute", invoice, day, format!("reason: {reason}"), amount)
            }
            Decision::Promise { invoice, day, date, amount } => {
                ("promise", invoice, day, format!("date: {date}"), amount)
            }
        };
        let invoice = &books.invoices[invoice.0];
        let customer = books.customers[invoice.customer].id;
        let amount = decimal(*amount, invoice.currency);
        let number = &invoice.number;
        lines.push((
            day.to_string(),
            format!("  - {{ kind: {kind}, customer: {customer}, invoice: {number}, day: {day}, {more}, amount: \"{amount}\" }}\n"),
        ));
    }
    lines.sort();
    text.extend(lines.into_iter().map(|(_, line)| line));
    text
}

fn table<T>(header: &str, rows: &[T], fill: impl Fn(&mut Vec<String>, &T)) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header.split(',')).expect("memory takes it");
    for item in rows {
        let mut row = Vec::new();
        fill(&mut row, item);
        writer.write_record(&row).expect("all rows are as long as the header");
    }
    String::from_utf8(writer.into_inner().expect("memory takes it")).expect("made of text")
}
