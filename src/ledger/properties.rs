//! What always holds, over generated ledgers: several customers and currencies, families, part payments, credit notes
//! over several invoices, refunds, too much put against an invoice, the books' own figures, documents of the future.

use super::*;
use crate::diag::{FileId, Place, Problems};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use std::collections::BTreeMap;

const CURRENCIES: [&str; 3] = ["EUR", "JPY", "KWD"];

/// One customer as generated: his parent is a customer before him.
#[derive(Clone, Debug)]
struct Written {
    parent: Option<usize>,
    documents: Documents,
}

fn cases() -> ProptestConfig {
    #[expect(clippy::disallowed_methods, reason = "more cases on request")]
    let wanted = std::env::var("PORTALSMITH_LEAK_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: wanted.unwrap_or(96), failure_persistence: None, ..ProptestConfig::default() }
}

fn first_day() -> Date {
    date(2025, 1, 1)
}

fn day() -> impl Strategy<Value = Date> {
    (0..500_i32).prop_map(|days| first_day().saturating_add(days.days()))
}

fn number(kind: &str, index: usize) -> DocumentNumber {
    DocumentNumber::new(&format!("{kind}-{index}")).unwrap()
}

fn row(index: usize) -> Place {
    Place::span(FileId(0), index..index + 1)
}

fn currency() -> impl Strategy<Value = Currency> {
    // Mostly one currency, so that postings meet.
    prop_oneof![6 => Just(0), 1 => Just(1), 1 => Just(2)].prop_map(|index: usize| CURRENCIES[index].parse().unwrap())
}

fn stated(books: bool) -> BoxedStrategy<Stated> {
    let amount = || option::weighted(0.2, (-500..3_000_i64).prop_map(Amount));
    match books {
        true => (amount(), amount())
            .prop_map(|(paid, open)| Stated { paid: paid.filter(|paid| !paid.is_negative()), open })
            .boxed(),
        false => Just(Stated::default()).boxed(),
    }
}

/// Invoices; `books` says whether they bring figures of their own.
fn invoices(books: bool) -> impl Strategy<Value = Vec<Invoice>> {
    let one = (day(), -5..90_i32, currency(), 0..2_000_i64, stated(books), option::weighted(0.3, 0..60_i32));
    vec(one, 0..7).prop_map(|rows| {
        let rows = rows.into_iter().enumerate();
        let invoice = |(index, row_of)| {
            let (issued, terms, currency, total, stated, settled): (Date, i32, _, _, _, Option<i32>) = row_of;
            Invoice {
                number: number("I", index),
                issued,
                due: issued.saturating_add(terms.days()),
                currency,
                total: Amount(total),
                stated,
                settled: settled.map(|days| issued.saturating_add(days.days())),
                kind: InvoiceKind::Invoice,
                purchase_order: None,
                description: None,
                payment_link: None,
                further: Box::new([]),
                place: row(index),
            }
        };
        rows.map(invoice).collect()
    })
}

fn documents(books: bool) -> impl Strategy<Value = Documents> {
    let credit_notes = vec((day(), currency(), 0..2_000_i64), 0..4).prop_map(|rows| {
        let rows = rows.into_iter().enumerate();
        let credit_note = |(index, (issued, currency, total))| CreditNote {
            number: number("C", index),
            issued,
            currency,
            total: Amount(total),
            reason: None,
            place: row(index),
        };
        rows.map(credit_note).collect::<Vec<_>>()
    });
    // Few references and days, so that payments look alike.
    let payments = vec((0..3_usize, day(), any::<bool>(), currency(), -800..2_500_i64, option::of("[ab]")), 0..5);
    let payments = payments.prop_map(|rows| {
        let rows = rows.into_iter().enumerate();
        let payment =
            |(index, (reference, day, same_day, currency, amount, method)): (_, (_, _, _, _, _, Option<String>))| {
                Payment {
                    reference: number("P", reference),
                    received: if same_day { date(2025, 6, 1) } else { day },
                    currency,
                    amount: Amount(amount),
                    method: method.map(Box::from),
                    payer: None,
                    place: row(index),
                }
            };
        rows.map(payment).collect::<Vec<_>>()
    });
    let postings = vec((any::<bool>(), 0..5_usize, 0..8_usize, -300..1_500_i64, option::weighted(0.3, day())), 0..14);
    (invoices(books), credit_notes, payments, postings).prop_map(|(invoices, credit_notes, payments, postings)| {
        let postings =
            postings.into_iter().enumerate().filter_map(|(index, (of_credit, source, invoice, amount, on))| {
                let source = match of_credit {
                    true if !credit_notes.is_empty() => Source::CreditNote(source % credit_notes.len()),
                    false if !payments.is_empty() => Source::Payment(source % payments.len()),
                    _ => return None,
                };
                let amount = if of_credit { amount.abs() } else { amount };
                Some(Posting { source, invoice: number("I", invoice), amount: Amount(amount), on, place: row(index) })
            });
        let postings = postings.collect();
        Documents { invoices, credit_notes, payments, postings }
    })
}

fn ledger(books: bool) -> impl Strategy<Value = Vec<Written>> {
    vec((option::weighted(0.4, 0..9_usize), documents(books)), 1..5).prop_map(|customers| {
        let written = |(index, (parent, documents)): (usize, (Option<usize>, Documents))| Written {
            parent: parent.filter(|_| index > 0).map(|parent| parent % index),
            documents,
        };
        customers.into_iter().enumerate().map(written).collect()
    })
}

fn id(index: usize) -> CustomerId {
    CustomerId::new(&format!("K-{index}")).unwrap()
}

fn customer(index: usize, parent: Option<usize>) -> Customer {
    Customer {
        id: id(index),
        name: format!("Customer {index}").into(),
        email: None,
        phone: None,
        vat_number: None,
        address: Address::default(),
        language: None,
        currency: None,
        parent: parent.map(id),
        manager: None,
        switches: Switches::default(),
        tags: Box::new([]),
        contacts: Vec::new(),
        place: row(index),
    }
}

fn booked(written: &[Written]) -> Ledger {
    // What is too much or in another currency is a problem and left out; the ledger must hold all the same.
    let mut problems = Problems::new();
    let book = |(index, written): (usize, &Written)| {
        let customer = customer(index, written.parent);
        Book::new(customer, written.documents.clone(), PaymentsListed::Yes, &mut problems)
    };
    let books = written.iter().enumerate().map(book).collect();
    Ledger::new(books, &mut Problems::new())
}

fn accounts(ledger: &Ledger, as_of: Date, scope: Scope) -> Vec<Account<'_>> {
    (0..ledger.books().len()).map(|index| ledger.account(index, as_of, scope)).collect()
}

fn sum(amounts: impl Iterator<Item = Amount>) -> Amount {
    amounts.sum()
}

/// All that an account says, without the rows it stood in.
fn picture(account: &Account<'_>) -> Vec<String> {
    let mut lines = vec![format!("{} {}", account.customer.id, account.as_of)];
    for sheet in &account.sheets {
        lines.push(format!("{} {:?} {:?}", sheet.currency, sheet.outstanding(), sheet.unapplied()));
        for item in sheet.invoices.iter().chain(&sheet.upcoming) {
            let InvoiceItem { owner, invoice, open, standing, parts } = item;
            lines.push(format!("{} {} {open:?} {standing:?} {parts:?}", owner.id, invoice.number));
        }
        for SourceItem { owner, document, unapplied, parts } in &sheet.credit_notes {
            lines.push(format!("{} {} {:?} {unapplied:?} {parts:?}", owner.id, document.number, document.total));
        }
        for SourceItem { owner, document, unapplied, parts } in &sheet.payments {
            let Payment { reference, received, amount, method, .. } = document;
            lines.push(format!("{} {reference} {received} {amount:?} {method:?} {unapplied:?} {parts:?}", owner.id));
        }
        for line in &sheet.lines {
            let owner = line.owner.map(|owner| &owner.id);
            lines.push(format!("{} {:?} {:?} {owner:?}", line.day, line.event.name(), line.amount));
        }
    }
    lines
}

impl Event<'_> {
    fn name(self) -> String {
        match self {
            Event::Invoice(invoice) => format!("invoice {}", invoice.number),
            Event::CreditNote(credit_note) => format!("credit note {}", credit_note.number),
            Event::Payment(payment) => format!("payment {} {:?}", payment.reference, payment.method),
            Event::Refund(payment) => format!("refund {} {:?}", payment.reference, payment.method),
            Event::Settled(invoice) => format!("settled {}", invoice.number),
            Event::Unlisted => "unlisted".to_owned(),
            Event::Adjustment => "adjustment".to_owned(),
        }
    }
}

/// The same rows in another order, and in the places that this order gives them.
fn shuffled(written: &[Written], seed: u64) -> Vec<Written> {
    let mut written = written.to_vec();
    for Written { documents, .. } in &mut written {
        let Documents { invoices, credit_notes, payments, postings } = documents;
        shuffle(invoices, seed);
        let credits = shuffle(credit_notes, seed ^ 1);
        let received = shuffle(payments, seed ^ 2);
        shuffle(postings, seed ^ 3);
        for (index, posting) in postings.iter_mut().enumerate() {
            posting.source = match posting.source {
                Source::CreditNote(index) => Source::CreditNote(credits[index]),
                Source::Payment(index) => Source::Payment(received[index]),
            };
            posting.place = row(index);
        }
    }
    written
}

/// Shuffles and says where each item went.
fn shuffle<T: Clone>(items: &mut Vec<T>, seed: u64) -> Vec<usize> {
    let mix = |index: &usize| {
        let mixed = (*index as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ seed;
        (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9).rotate_left(31)
    };
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(mix);
    *items = order.iter().map(|index| items[*index].clone()).collect();
    let mut went = vec![0; order.len()];
    order.into_iter().enumerate().for_each(|(new, old)| went[old] = new);
    went
}

/// The ledger as it was on a day: nothing in it that came later.
fn known_by(written: &[Written], day: Date) -> Vec<Written> {
    let mut written = written.to_vec();
    for Written { documents, .. } in &mut written {
        let (credits, payments) = (documents.credit_notes.clone(), documents.payments.clone());
        let kept = |days: Vec<Date>| -> Vec<Option<usize>> {
            let mut next = 0..;
            days.into_iter().map(|received| (received <= day).then(|| next.next()).flatten()).collect()
        };
        let kept_credits = kept(credits.iter().map(|credit_note| credit_note.issued).collect());
        let kept_payments = kept(payments.iter().map(|payment| payment.received).collect());
        documents.invoices.retain(|invoice| invoice.issued <= day);
        documents.invoices.iter_mut().for_each(|invoice| invoice.settled = invoice.settled.filter(|on| *on <= day));
        documents.credit_notes.retain(|credit_note| credit_note.issued <= day);
        documents.payments.retain(|payment| payment.received <= day);
        let postings = std::mem::take(&mut documents.postings).into_iter();
        documents.postings = postings
            .filter(|posting| posting.on.is_none_or(|on| on <= day))
            .filter_map(|posting| {
                let source = match posting.source {
                    Source::CreditNote(index) => Source::CreditNote(kept_credits[index]?),
                    Source::Payment(index) => Source::Payment(kept_payments[index]?),
                };
                Some(Posting { source, ..posting })
            })
            .collect();
    }
    written
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn buckets_and_due_parts_add_up_to_what_is_outstanding(written in ledger(true), as_of in day(), bounds in vec(1..80_i32, 0..4)) {
        let schedule = AgingSchedule::new(bounds.iter().scan(0, |last, step| { *last += step; Some(*last) }).collect::<Vec<_>>());
        let (schedule, ledger) = (schedule.unwrap(), booked(&written));
        for account in accounts(&ledger, as_of, Scope::Family) {
            for sheet in &account.sheets {
                let aging = sheet.aging(&schedule, as_of);
                prop_assert_eq!(sum(aging.iter().map(|(_, amount)| *amount)), sheet.outstanding());
                let not_due = sheet.invoices.iter().filter(|item| matches!(item.standing, Standing::NotDue { .. } | Standing::Overpaid));
                prop_assert_eq!(sum(not_due.map(|item| item.open)) + sheet.past_due(), sheet.outstanding());
                let past_due = aging.iter().filter(|(bucket, _)| *bucket != Bucket::Current);
                prop_assert_eq!(sum(past_due.map(|(_, amount)| *amount)), sheet.past_due());
            }
        }
    }

    #[test]
    fn statements_close_where_they_must(written in ledger(true), as_of in day(), cuts in vec(day(), 0..4)) {
        let ledger = booked(&written);
        for account in accounts(&ledger, as_of, Scope::Family) {
            for sheet in &account.sheets {
                let all = sheet.statement(None, as_of);
                prop_assert_eq!((all.opening, all.closing), (Amount::ZERO, sheet.balance()));
                prop_assert_eq!(sheet.balance(), sheet.outstanding() - sheet.unapplied());
                prop_assert_eq!(all.running().last().map_or(Amount::ZERO, |(_, balance)| balance), all.closing);
                let mut cuts = cuts.clone();
                cuts.sort();
                let (mut first, mut brought, mut lines) = (None, Amount::ZERO, 0);
                for last in cuts.into_iter().filter(|cut| *cut < as_of).chain([as_of]) {
                    let statement = sheet.statement(first, last);
                    prop_assert_eq!(statement.opening, brought);
                    let activity = sum(statement.lines.iter().map(|line| line.amount));
                    prop_assert_eq!(statement.opening + activity, statement.closing);
                    prop_assert!(statement.lines.iter().all(|line| line.day <= last && first.is_none_or(|first| first <= line.day)));
                    (first, brought, lines) = (Some(last.tomorrow().unwrap()), statement.closing, lines + statement.lines.len());
                }
                prop_assert_eq!((brought, lines), (all.closing, all.lines.len()));
            }
        }
    }

    #[test]
    fn nothing_is_allocated_twice(written in ledger(true), as_of in day()) {
        let ledger = booked(&written);
        for book in ledger.books() {
            let taken = |wanted: Source| sum(book.allocations().iter().filter(|part| part.source == wanted).map(|part| part.amount));
            for (index, payment) in book.payments().iter().enumerate() {
                let (taken, all) = (taken(Source::Payment(index)), payment.amount);
                let in_bounds = (all.min(Amount::ZERO)..=all.max(Amount::ZERO)).contains(&taken);
                prop_assert!(in_bounds, "payment {index}: {taken:?} of {all:?}");
            }
            for (index, credit_note) in book.credit_notes().iter().enumerate() {
                prop_assert!((Amount::ZERO..=credit_note.total).contains(&taken(Source::CreditNote(index))));
            }
            for (index, invoice) in book.invoices().iter().enumerate() {
                let taken = book.allocations().iter().filter(|part| part.invoice == index).map(|part| part.amount);
                prop_assert!((Amount::ZERO..=invoice.total).contains(&sum(taken)));
            }
            for part in book.allocations() {
                let (day, currency) = match part.source {
                    Source::CreditNote(index) => (book.credit_notes()[index].issued, book.credit_notes()[index].currency),
                    Source::Payment(index) => (book.payments()[index].received, book.payments()[index].currency),
                };
                let invoice = &book.invoices()[part.invoice];
                prop_assert!(part.from >= day && part.from >= invoice.issued && currency == invoice.currency);
            }
        }
        for account in accounts(&ledger, as_of, Scope::Family) {
            for sheet in &account.sheets {
                let of_invoices = sum(sheet.invoices.iter().flat_map(|item| &item.parts).map(|part| part.amount));
                let credits = sheet.credit_notes.iter().flat_map(|item| &item.parts);
                let of_sources = sum(credits.chain(sheet.payments.iter().flat_map(|item| &item.parts)).map(|part| part.amount));
                prop_assert_eq!(of_invoices, of_sources);
            }
        }
    }

    #[test]
    fn row_order_changes_nothing(written in ledger(true), seed in any::<u64>(), as_of in day()) {
        let (ledger, other) = (booked(&written), booked(&shuffled(&written, seed)));
        for (account, other) in accounts(&ledger, as_of, Scope::Family).iter().zip(accounts(&other, as_of, Scope::Family)) {
            prop_assert_eq!(picture(account), picture(&other));
        }
    }

    #[test]
    fn the_own_accounts_of_a_family_add_up_to_its_account(written in ledger(true), as_of in day()) {
        let ledger = booked(&written);
        let own = accounts(&ledger, as_of, Scope::Own);
        for (index, family) in accounts(&ledger, as_of, Scope::Family).iter().enumerate() {
            let is_in = |mut member: usize| loop {
                if member == index { return true }
                match written[member].parent { Some(parent) => member = parent, None => return false }
            };
            let figures = |accounts: &mut dyn Iterator<Item = &Account<'_>>| {
                let mut figures: BTreeMap<Currency, (Amount, Amount, Amount, usize)> = BTreeMap::new();
                for sheet in accounts.flat_map(|account| &account.sheets) {
                    let figure = figures.entry(sheet.currency).or_default();
                    figure.0 += sheet.outstanding();
                    figure.1 += sheet.past_due();
                    figure.2 += sheet.statement(None, as_of).closing;
                    figure.3 += sheet.invoices.len() + sheet.upcoming.len() + sheet.credit_notes.len() + sheet.payments.len();
                }
                figures
            };
            let mut members = own.iter().enumerate().filter(|(member, _)| is_in(*member)).map(|(_, account)| account);
            prop_assert_eq!(figures(&mut members), figures(&mut std::iter::once(family)));
        }
    }

    #[test]
    fn a_day_in_the_past_sees_nothing_later(written in ledger(false), as_of in day()) {
        let (ledger, known) = (booked(&written), known_by(&written, as_of));
        let known = booked(&known);
        for (account, known) in accounts(&ledger, as_of, Scope::Family).iter().zip(accounts(&known, as_of, Scope::Family)) {
            for sheet in &known.sheets {
                prop_assert!(account.sheet(sheet.currency).is_some());
            }
            for sheet in &account.sheets {
                let nothing = Sheet { currency: sheet.currency, invoices: vec![], upcoming: vec![], credit_notes: vec![], payments: vec![], lines: vec![] };
                let alone = |sheet: &Sheet<'_>| {
                    let sheet = Sheet { upcoming: vec![], currency: sheet.currency, invoices: sheet.invoices.clone(), credit_notes: sheet.credit_notes.clone(), payments: sheet.payments.clone(), lines: sheet.lines.clone() };
                    picture(&Account { customer: account.customer, as_of, sheets: vec![sheet] })
                };
                prop_assert_eq!(alone(sheet), alone(known.sheet(sheet.currency).unwrap_or(&nothing)));
                prop_assert!(sheet.upcoming.iter().all(|item| item.invoice.issued > as_of));
            }
        }
    }

    #[test]
    fn a_late_fee_never_falls_with_the_days(grace in 0..40_u32, rate in 0..60_000_u32, flat in 0..5_000_i64, open in -1_000..10_000_000_i64, days in -50..2_000_i32) {
        let rule = LateFeeRule { grace_days: grace, millionths_per_period: rate, flat: Amount(flat) };
        let (today, tomorrow) = (rule.fee(Amount(open), days), rule.fee(Amount(open), days + 1));
        prop_assert!(today <= tomorrow && !today.is_negative());
        prop_assert!(i64::from(days) >= i64::from(grace) + 31 && open > 0 || today.is_zero());
    }
}
