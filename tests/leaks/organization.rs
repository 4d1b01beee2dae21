//! Generated organizations: customers with look-alike ids, the same invoice numbers and payment references, and a token
//! of its own in every field.

use crate::project::keys;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use portalsmith::ledger::Amount;
use portalsmith::links::Kind;
use portalsmith::requests::{Filed, Submission, SubmissionId};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use std::collections::BTreeMap;

pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Ids that are easily taken for one another. A customer is known by his place here.
pub(crate) const IDS: [&str; 14] = [
    "C-1",
    "C-10",
    "c-1",
    "C 1",
    "C1",
    "007",
    "7",
    "Café-7",
    "Cafe\u{301}-8",
    "Cafe-7",
    "INV-1",
    "C-1.pdf",
    "東京 1",
    "-C-1",
];

pub(crate) const CURRENCIES: [&str; 3] = ["EUR", "JPY", "KWD"];

#[derive(Clone, Debug)]
pub(crate) struct Organization {
    pub as_of: Date,
    pub customers: Vec<Customer>,
    pub switches: Switches,
    pub order: u64,
    /// Kilobytes of the shared document.
    pub shared: usize,
    pub page: u8,
    pub color: u8,
}

#[derive(Clone, Debug)]
pub(crate) struct Switches {
    pub invoice_pages: bool,
    pub account_statement: bool,
    pub outstanding_statement: bool,
    pub disputes: bool,
    pub promises: bool,
    pub remittance: bool,
    pub hide_future: bool,
    pub invoice_documents: bool,
    pub endpoint: bool,
    pub csv: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Customer {
    /// His place among [`IDS`].
    pub slot: usize,
    pub parent: Option<usize>,
    pub portal: Option<bool>,
    pub same_name: bool,
    pub french: bool,
    pub late_fees: bool,
    pub autopay: bool,
    pub contact: bool,
    pub note: bool,
    pub hides_future: Option<bool>,
    pub generation: u32,
    /// Which words his fields have beside their tokens.
    pub words: u8,
    pub own_documents: usize,
    pub invoices: Vec<Invoice>,
    pub credit_notes: Vec<CreditNote>,
    pub payments: Vec<Payment>,
}

#[derive(Clone, Debug)]
pub(crate) struct Invoice {
    pub same_number: bool,
    pub issued: i32,
    pub terms: i32,
    pub currency: usize,
    /// 0 to 5 is sent, then draft and void.
    pub state: u8,
    pub document: bool,
    pub disputed: bool,
    pub promised: Option<i32>,
    pub link: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct CreditNote {
    pub same_number: bool,
    pub issued: i32,
    pub against: Option<usize>,
    pub sent: bool,
    pub document: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Payment {
    pub same_reference: bool,
    pub received: i32,
    pub against: Option<usize>,
    pub currency: usize,
    /// Against an invoice of this child of his, where he has one.
    pub for_child: bool,
}

pub(crate) fn any() -> impl Strategy<Value = Organization> {
    (vec(customer(), 2..6), switches(), any_u64(), 1..5_usize, 0..3_u8, 0..2_u8, 0..40_i32).prop_map(
        |(customers, switches, order, shared, page, color, days)| {
            let mut seen = Vec::new();
            let mut organization = Organization {
                as_of: date(2026, 3, 10).saturating_add(days.days()),
                customers: Vec::new(),
                switches,
                order,
                shared,
                page,
                color,
            };
            for customer in customers {
                if !seen.contains(&customer.slot) {
                    seen.push(customer.slot);
                    organization.customers.push(customer);
                }
            }
            organization.mend_parents();
            organization
        },
    )
}

fn any_u64() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0), proptest::num::u64::ANY]
}

/// An organization before and after one customer was changed in any way, and which: with others that he is no kin of.
pub(crate) fn with_one_changed() -> impl Strategy<Value = (Organization, Organization, usize)> {
    (any(), option::weighted(0.8, customer()), 0..6_usize, any_u64()).prop_map(|(before, change, index, order)| {
        let mut after = Organization { order, ..before.clone() };
        let changed = match change {
            // A customer who was there, changed, or one who is new.
            Some(mut customer) => {
                if index < after.customers.len() {
                    customer.slot = after.customers[index].slot;
                }
                let slot = customer.slot;
                after.customers.retain(|other| other.slot != slot);
                after.customers.push(customer);
                slot
            }
            None => after.customers.remove(index % before.customers.len()).slot,
        };
        after.mend_parents();
        (before, after, changed)
    })
}

/// An organization before and after something in it, or beside it, was edited.
pub(crate) fn edited() -> impl Strategy<Value = (Organization, Organization)> {
    (any(), vec(edit(), 1..3)).prop_map(|(before, edits)| {
        let after = edits.into_iter().fold(before.clone(), |organization, edit| edit.apply(organization));
        (before, after)
    })
}

#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// A customer, whole: changed where he is there, else added.
    Customer(Box<Customer>),
    Words(usize),
    Renew(usize),
    Contact(usize),
    Note(usize),
    Drop(usize),
    AddInvoice(usize, Invoice),
    Invoice(usize, usize, Invoice),
    Payment(usize, Payment),
    Parent(usize, usize),
    Switches(Box<Switches>),
    Day(i32),
    Shared(usize),
    Page(u8),
    Color(u8),
    Order(u64),
}

pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    let index = || 0..6_usize;
    prop_oneof![
        customer().prop_map(|customer| Edit::Customer(Box::new(customer))),
        index().prop_map(Edit::Words),
        index().prop_map(Edit::Renew),
        index().prop_map(Edit::Contact),
        index().prop_map(Edit::Note),
        index().prop_map(Edit::Drop),
        (index(), invoice()).prop_map(|(index, invoice)| Edit::AddInvoice(index, invoice)),
        (index(), index(), invoice()).prop_map(|(index, at, invoice)| Edit::Invoice(index, at, invoice)),
        (index(), payment()).prop_map(|(index, payment)| Edit::Payment(index, payment)),
        (index(), index()).prop_map(|(child, parent)| Edit::Parent(child, parent)),
        switches().prop_map(|switches| Edit::Switches(Box::new(switches))),
        (-40..60_i32).prop_map(Edit::Day),
        (1..5_usize).prop_map(Edit::Shared),
        (0..3_u8).prop_map(Edit::Page),
        (0..2_u8).prop_map(Edit::Color),
        proptest::num::u64::ANY.prop_map(Edit::Order),
    ]
}

impl Edit {
    pub(crate) fn apply(self, mut organization: Organization) -> Organization {
        let count = organization.customers.len().max(1);
        let mut at = |index: usize, change: &mut dyn FnMut(&mut Customer)| {
            organization.customers.get_mut(index % count).into_iter().for_each(change);
        };
        match self {
            Edit::Customer(customer) => {
                organization.customers.retain(|other| other.slot != customer.slot);
                organization.customers.push(*customer);
            }
            Edit::Words(index) => at(index, &mut |customer| customer.words = customer.words.wrapping_add(1)),
            Edit::Renew(index) => at(index, &mut |customer| customer.generation += 1),
            Edit::Contact(index) => at(index, &mut |customer| customer.contact = !customer.contact),
            Edit::Note(index) => at(index, &mut |customer| customer.note = !customer.note),
            Edit::Drop(index) => {
                if count > 1 {
                    organization.customers.remove(index % count);
                }
            }
            Edit::AddInvoice(index, invoice) => at(index, &mut |customer| customer.invoices.push(invoice.clone())),
            Edit::Invoice(index, which, invoice) => at(index, &mut |customer| {
                let count = customer.invoices.len().max(1);
                customer.invoices.get_mut(which % count).into_iter().for_each(|old| *old = invoice.clone());
            }),
            Edit::Payment(index, payment) => at(index, &mut |customer| customer.payments.push(payment.clone())),
            Edit::Parent(child, parent) => {
                let parent = organization.customers[parent % count].slot;
                organization.customers[child % count].parent = Some(parent);
            }
            Edit::Switches(switches) => organization.switches = *switches,
            Edit::Day(days) => organization.as_of = organization.as_of.saturating_add(days.days()),
            Edit::Shared(size) => organization.shared = size,
            Edit::Page(page) => organization.page = page,
            Edit::Color(color) => organization.color = color,
            Edit::Order(order) => organization.order = order,
        }
        organization.mend_parents();
        organization
    }
}

fn switches() -> impl Strategy<Value = Switches> {
    let mostly = || proptest::bool::weighted(0.85);
    let first = (mostly(), mostly(), mostly(), mostly(), mostly());
    (first, mostly(), proptest::bool::weighted(0.4), mostly(), mostly(), mostly()).prop_map(
        |(first, remittance, hide_future, invoice_documents, endpoint, csv)| {
            let (invoice_pages, account_statement, outstanding_statement, disputes, promises) = first;
            Switches {
                invoice_pages,
                account_statement,
                outstanding_statement,
                disputes,
                promises,
                remittance,
                hide_future,
                invoice_documents,
                endpoint,
                csv,
            }
        },
    )
}

pub(crate) fn customer() -> impl Strategy<Value = Customer> {
    let rarely = || proptest::bool::weighted(0.3);
    let who =
        (0..IDS.len(), option::weighted(0.35, 0..IDS.len()), option::weighted(0.3, proptest::bool::weighted(0.4)));
    let flags = (rarely(), rarely(), rarely(), rarely(), rarely(), rarely());
    let rest = (option::weighted(0.2, proptest::bool::ANY), 0..2_u32, 0..4_u8, 0..2_usize);
    let documents = (vec(invoice(), 0..4), vec(credit_note(), 0..2), vec(payment(), 0..3));
    (who, flags, rest, documents).prop_map(|(who, flags, rest, documents)| {
        let (slot, parent, portal) = who;
        let (same_name, french, late_fees, autopay, contact, note) = flags;
        let (hides_future, generation, words, own_documents) = rest;
        let (invoices, credit_notes, payments) = documents;
        Customer {
            slot,
            parent,
            portal,
            same_name,
            french,
            late_fees,
            autopay,
            contact,
            note,
            hides_future,
            generation,
            words,
            own_documents,
            invoices,
            credit_notes,
            payments,
        }
    })
}

fn invoice() -> impl Strategy<Value = Invoice> {
    let bits = (proptest::bool::ANY, proptest::bool::weighted(0.4), proptest::bool::weighted(0.3), proptest::bool::ANY);
    let currency = prop_oneof![4 => Just(0_usize), 1 => Just(1), 1 => Just(2)];
    (bits, 0..220_i32, 0..60_i32, currency, 0..8_u8, option::weighted(0.3, -20..40_i32)).prop_map(
        |((same_number, document, disputed, link), issued, terms, currency, state, promised)| Invoice {
            same_number,
            issued,
            terms,
            currency,
            state,
            document,
            disputed,
            promised,
            link,
        },
    )
}

fn credit_note() -> impl Strategy<Value = CreditNote> {
    (
        proptest::bool::ANY,
        0..220_i32,
        option::of(0..4_usize),
        proptest::bool::weighted(0.8),
        proptest::bool::weighted(0.3),
    )
        .prop_map(|(same_number, issued, against, sent, document)| CreditNote {
            same_number,
            issued,
            against,
            sent,
            document,
        })
}

fn payment() -> impl Strategy<Value = Payment> {
    (proptest::bool::ANY, 0..220_i32, option::weighted(0.8, 0..4_usize), 0..3_usize, proptest::bool::weighted(0.2))
        .prop_map(|(same_reference, received, against, currency, for_child)| Payment {
            same_reference,
            received,
            against,
            currency,
            for_child,
        })
}

/// A form that a customer sent about an invoice.
struct Sent<'a> {
    customer: &'a Customer,
    index: usize,
    kind: Kind,
}

fn submission_id(customer: &Customer, index: usize, kind: Kind) -> SubmissionId {
    let mut bytes = [0; 16];
    let parts = [customer.slot, index, kind as usize];
    bytes.iter_mut().zip(parts).for_each(|(byte, part)| *byte = u8::try_from(part).unwrap());
    SubmissionId::new("a", bytes)
}

/// A day so many days after the first of September 2025.
pub(crate) fn day(days: i32) -> Date {
    date(2025, 9, 1).saturating_add(days.days())
}

/// A customer's token: no token is part of another, and none changes when it is escaped or made a file's name.
pub(crate) fn token(slot: usize, field: &str, index: usize) -> String {
    assert!(field.len() == 2 && slot < 100 && index < 100);
    format!("zq{slot:02}{field}{index:02}qz")
}

/// An amount in minor units that nothing else has.
pub(crate) fn amount(slot: usize, field: &str, index: usize) -> i64 {
    let bytes = token(slot, field, index).into_bytes();
    let mixed = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    100_000_001 + i64::try_from((mixed >> 7) % 899_999_990).unwrap()
}

impl Invoice {
    pub(crate) fn is_sent(&self) -> bool {
        self.state < 6
    }
}

impl Customer {
    pub(crate) fn id(&self) -> &'static str {
        IDS[self.slot]
    }

    pub(crate) fn token(&self, field: &str, index: usize) -> String {
        token(self.slot, field, index)
    }

    pub(crate) fn invoice_number(&self, index: usize) -> String {
        if self.invoices[index].same_number { format!("INV-{index}") } else { self.token("in", index) }
    }

    pub(crate) fn credit_number(&self, index: usize) -> String {
        if self.credit_notes[index].same_number { format!("CN-{index}") } else { self.token("cn", index) }
    }

    pub(crate) fn reference(&self, index: usize) -> String {
        if self.payments[index].same_reference { format!("PAY-{index}") } else { self.token("pr", index) }
    }

    /// A field's text: its token among words that need escaping.
    fn text(&self, field: &str, index: usize) -> String {
        let words = ["plain", "<b>&amp;", "\"quoted\", 'too'", "{{ t.as_of }} =1+1 é"][usize::from(self.words) % 4];
        format!("{} {words}", self.token(field, index))
    }
}

impl Organization {
    pub(crate) fn customer(&self, slot: usize) -> Option<&Customer> {
        self.customers.iter().find(|customer| customer.slot == slot)
    }

    /// Parents that are there, and no circles: a parent's slot is below his child's.
    fn mend_parents(&mut self) {
        let slots: Vec<usize> = self.customers.iter().map(|customer| customer.slot).collect();
        for customer in &mut self.customers {
            customer.parent = customer.parent.filter(|parent| *parent < customer.slot && slots.contains(parent));
        }
    }

    /// A customer and those above him.
    pub(crate) fn line_of(&self, slot: usize) -> Vec<usize> {
        let mut line = vec![slot];
        while let Some(parent) = self.customer(line[line.len() - 1]).and_then(|customer| customer.parent) {
            line.push(parent);
        }
        line
    }

    /// The head of a customer's family.
    pub(crate) fn head_of(&self, slot: usize) -> usize {
        *self.line_of(slot).last().unwrap()
    }

    pub(crate) fn has_portal(&self, slot: usize) -> bool {
        self.customer(slot).is_some_and(|customer| customer.portal.unwrap_or(true))
    }

    pub(crate) fn hides_future(&self, slot: usize) -> bool {
        self.customer(slot).and_then(|customer| customer.hides_future).unwrap_or(self.switches.hide_future)
    }

    /// The customer whose invoice a payment is for.
    pub(crate) fn target(&self, payer: &Customer, payment: &Payment) -> (usize, Option<String>) {
        let child = self.customers.iter().find(|child| child.parent == Some(payer.slot) && !child.invoices.is_empty());
        let target = if payment.for_child { child.unwrap_or(payer) } else { payer };
        let number = payment.against.filter(|_| !target.invoices.is_empty());
        let number = number.map(|index| target.invoice_number(index % target.invoices.len()));
        // The payer's own invoice comes before a child's of the same number.
        let is_own = (0..payer.invoices.len()).any(|index| Some(payer.invoice_number(index)) == number);
        (if is_own { payer.slot } else { target.slot }, number)
    }

    /// The project's files, by path.
    pub(crate) fn files(&self) -> Files {
        let mut files = Files::new();
        files.insert("config.yaml".into(), self.config().into_bytes());
        files.insert("links.yaml".into(), self.links().into_bytes());
        files.insert("inbox/decisions.yaml".into(), self.decisions().into_bytes());
        files.insert("inbox/pulled.jsonl".into(), self.submissions().into_bytes());
        files.insert("content/exports/customers.csv".into(), self.customers_csv());
        files.insert("content/exports/contacts.csv".into(), self.contacts_csv());
        files.insert("content/exports/invoices.csv".into(), self.invoices_csv());
        files.insert("content/exports/credit_notes.csv".into(), self.credit_notes_csv());
        files.insert("content/exports/payments.csv".into(), self.payments_csv());
        let page = format!("---\ntitle: How to pay\n---\n\nBy transfer, version {}.\n", self.page);
        files.insert("content/pages/how-to-pay.md".into(), page.into_bytes());
        files.insert("content/documents/shared/terms.pdf".into(), pdf("shared terms", self.shared * 1000));
        for customer in &self.customers {
            customer.add_documents(&mut files);
        }
        files
    }

    fn config(&self) -> String {
        let Switches { invoice_pages, account_statement, outstanding_statement, .. } = &self.switches;
        let Switches { disputes, promises, remittance, hide_future, invoice_documents, endpoint, csv, .. } =
            self.switches;
        let color = ["#0b5c8a", "#7a1f5c"][usize::from(self.color)];
        let formats = if csv { "[csv, xlsx]" } else { "[pdf]" };
        let endpoint = if endpoint { "forms: { endpoint: https://forms.example.test }\n" } else { "" };
        let mut config = format!(
            "organization: {{ name: Northlight, currency: EUR, timezone: UTC, language: en }}\n\
             site: {{ base_url: https://pay.example.test, languages: [en, fr], invoice_pages: {invoice_pages} }}\n\
             contact: {{ email: billing@example.test }}\n\
             documents: [{{ file: documents/shared/terms.pdf, title: Terms }}]\n\
             features: {{ disputes: {disputes}, promises_to_pay: {promises}, remittance_advice: {remittance}, \
             account_statement: {account_statement}, outstanding_statement: {outstanding_statement}, \
             hide_future_invoices: {hide_future}, invoice_documents: {invoice_documents} }}\n\
             white_label: {{ primary_color: \"{color}\" }}\n\
             payment: {{ link: \"https://checkout.example.test/?i={{invoice}}&a={{amount}}&c={{customer}}\", instructions: pages/how-to-pay.md }}\n\
             statements: {{ periods: [month, quarter, all], months: 4, formats: {formats}, archive: {csv} }}\n\
             exports: {{ dates: ymd, decimal: \".\" }}\n{endpoint}customers:\n"
        );
        config.push_str("  \"C-1000\": {}\n");
        for customer in &self.customers {
            let mut settings = Vec::new();
            if customer.note {
                settings.push(format!("note: pages/notes/n{:02}.md", customer.slot));
            }
            if customer.contact {
                settings.push(format!(
                    "contact: {{ name: {}, email: {}@example.test }}",
                    customer.token("xc", 0),
                    customer.token("xe", 0)
                ));
            }
            if let Some(hides) = customer.hides_future {
                settings.push(format!("features: {{ hide_future_invoices: {hides} }}"));
            }
            if customer.late_fees {
                settings.push("late_fees: true".into());
            }
            let id = serde_json::to_string(customer.id()).unwrap();
            config.push_str(&format!("  {id}: {{ {} }}\n", settings.join(", ")));
        }
        config
    }

    fn links(&self) -> String {
        let renewed = self.customers.iter().filter(|customer| customer.generation > 0);
        let entry = |customer: &Customer| {
            format!("{}: {{ generation: {} }}\n", serde_json::to_string(customer.id()).unwrap(), customer.generation)
        };
        let text: String = renewed.map(entry).collect();
        if text.is_empty() { "{}\n".into() } else { text }
    }

    fn decisions(&self) -> String {
        let mut records = Vec::new();
        for customer in &self.customers {
            let id = serde_json::to_string(customer.id()).unwrap();
            for (index, invoice) in customer.invoices.iter().enumerate() {
                let number = customer.invoice_number(index);
                let day = day(invoice.issued);
                if invoice.disputed {
                    let reason = ["pricing", "other"][usize::from(customer.words) % 2];
                    records.push(format!(
                        "  - {{ kind: dispute, customer: {id}, invoice: {number}, day: {day}, reason: {reason} }}\n"
                    ));
                }
                if let Some(days) = invoice.promised {
                    let by = date(2026, 3, 20).saturating_add(days.days());
                    records.push(format!(
                        "  - {{ kind: promise, customer: {id}, invoice: {number}, day: {day}, date: {by} }}\n"
                    ));
                }
            }
        }
        let recorded =
            if records.is_empty() { "recorded: []\n".into() } else { format!("recorded:\n{}", records.concat()) };
        let decided = self.sent().filter(|sent| sent.kind == Kind::Dispute && sent.index % 2 == 1);
        let decided = decided.map(|Sent { customer, index, kind }| {
            let (id, note) = (submission_id(customer, index, kind), customer.token("dn", index));
            format!("  - {{ submission: {id}, decision: rejected, day: 2026-03-20, note: {note} }}\n")
        });
        let decided: String = decided.collect();
        if decided.is_empty() { recorded } else { format!("{recorded}decisions:\n{decided}") }
    }

    /// What customers sent: about each invoice that is disputed or promised.
    fn sent(&self) -> impl Iterator<Item = Sent<'_>> {
        let invoices =
            self.customers.iter().flat_map(|customer| (0..).zip(&customer.invoices).map(move |of| (customer, of)));
        invoices.flat_map(|(customer, (index, invoice))| {
            let disputed = invoice.disputed.then_some([Kind::Dispute, Kind::Remittance]);
            let promised = invoice.promised.map(|_| Kind::Promise);
            disputed.into_iter().flatten().chain(promised).map(move |kind| Sent { customer, index, kind })
        })
    }

    /// The same in lines. People's own words have tokens that may stand nowhere.
    fn submissions(&self) -> String {
        let line = |Sent { customer, index, kind }: Sent<'_>| {
            let invoice = &customer.invoices[index];
            let token = |field: &str| customer.token(field, index * 10 + kind as usize);
            let day = day(invoice.issued);
            let submission = Submission {
                kind,
                portal: keys().portal_id(customer.id()),
                invoice: Some(customer.invoice_number(index)),
                currency: CURRENCIES[invoice.currency].parse().unwrap(),
                day,
                reason: (kind == Kind::Dispute).then(|| "late-delivery".to_owned()),
                date: (kind != Kind::Dispute).then_some(date(2026, 3, 25)),
                amount: (kind == Kind::Remittance).then(|| Amount(amount(customer.slot, "in", index))),
                reference: Some(token("sr")),
                message: Some(token("sm")),
                name: token("sn"),
                email: Some(format!("{}@example.test", token("se"))),
                open: None,
                trapped: false,
            };
            let received = day.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
            Filed { id: submission_id(customer, index, kind), received, submission }.to_json() + "\n"
        };
        self.sent().map(line).collect()
    }

    fn customers_csv(&self) -> Vec<u8> {
        let header = "id,name,email,phone,vat_number,address_1,city,language,parent_id,manager_name,manager_email,portal,autopay,tags";
        let row = |customer: &Customer| {
            let name = if customer.same_name { "Acme".into() } else { customer.text("nm", 0) };
            let yes_no = |on: bool| if on { "yes".to_owned() } else { "no".to_owned() };
            vec![
                customer.id().into(),
                name,
                format!("{}@example.test", customer.token("em", 0)),
                customer.token("ph", 0),
                customer.text("va", 0),
                customer.text("ad", 0),
                customer.text("ci", 0),
                if customer.french { "fr" } else { "en" }.into(),
                customer.parent.map_or(String::new(), |parent| IDS[parent].to_owned()),
                if customer.words.is_multiple_of(2) { customer.text("mn", 0) } else { String::new() },
                if customer.words.is_multiple_of(2) {
                    format!("{}@example.test", customer.token("me", 0))
                } else {
                    String::new()
                },
                customer.portal.map(yes_no).unwrap_or_default(),
                yes_no(customer.autopay),
                customer.token("tg", 0),
            ]
        };
        self.csv(header, self.customers.iter().map(row).collect())
    }

    fn contacts_csv(&self) -> Vec<u8> {
        let row = |customer: &Customer| {
            vec![customer.id().into(), format!("{}@example.test", customer.token("ce", 0)), customer.text("cn", 90)]
        };
        self.csv("customer_id,email,name", self.customers.iter().map(row).collect())
    }

    fn invoices_csv(&self) -> Vec<u8> {
        let header =
            "number,customer_id,issued,due,currency,total,state,purchase_order,description,payment_link,Project";
        let mut rows = Vec::new();
        for customer in &self.customers {
            for (index, invoice) in customer.invoices.iter().enumerate() {
                let link = format!("https://pay.example.test/{}", customer.token("pl", index));
                rows.push(vec![
                    customer.invoice_number(index),
                    customer.id().into(),
                    day(invoice.issued).to_string(),
                    day(invoice.issued + invoice.terms).to_string(),
                    CURRENCIES[invoice.currency].into(),
                    money(amount(customer.slot, "in", index), invoice.currency),
                    ["sent", "draft", "void"][usize::from(invoice.state).saturating_sub(5)].into(),
                    customer.text("po", index),
                    customer.text("de", index),
                    if invoice.link { link } else { String::new() },
                    customer.text("fu", index),
                ]);
            }
        }
        self.csv(header, rows)
    }

    fn credit_notes_csv(&self) -> Vec<u8> {
        let mut rows = Vec::new();
        for customer in &self.customers {
            for (index, credit_note) in customer.credit_notes.iter().enumerate() {
                let against = credit_note.against.filter(|_| !customer.invoices.is_empty());
                let against = against.map(|against| against % customer.invoices.len());
                let currency = against.map_or(0, |against| customer.invoices[against].currency);
                rows.push(vec![
                    customer.credit_number(index),
                    customer.id().into(),
                    day(credit_note.issued).to_string(),
                    CURRENCIES[currency].into(),
                    money(amount(customer.slot, "cn", index), currency),
                    against.map_or(String::new(), |against| customer.invoice_number(against)),
                    if credit_note.sent { "sent" } else { "draft" }.into(),
                    customer.text("re", index),
                ]);
            }
        }
        self.csv("number,customer_id,issued,currency,total,invoice_number,state,reason", rows)
    }

    fn payments_csv(&self) -> Vec<u8> {
        let mut rows = Vec::new();
        for customer in &self.customers {
            for (index, payment) in customer.payments.iter().enumerate() {
                let (_, number) = self.target(customer, payment);
                let currency = self.payment_currency(customer, payment);
                rows.push(vec![
                    customer.reference(index),
                    customer.id().into(),
                    day(payment.received).to_string(),
                    money(amount(customer.slot, "pr", index), currency),
                    CURRENCIES[currency].into(),
                    number.unwrap_or_default(),
                    customer.text("mt", index),
                ]);
            }
        }
        self.csv("reference,customer_id,received,amount,currency,invoice_number,method", rows)
    }

    pub(crate) fn payment_currency(&self, payer: &Customer, payment: &Payment) -> usize {
        let (target, number) = self.target(payer, payment);
        let target = self.customer(target).unwrap();
        let index = (0..target.invoices.len()).find(|index| Some(target.invoice_number(*index)) == number);
        index.map_or(payment.currency, |index| target.invoices[index].currency)
    }

    /// Rows in this organization's order.
    fn csv(&self, header: &str, mut rows: Vec<Vec<String>>) -> Vec<u8> {
        if self.order != 0 {
            rows.sort_by_cached_key(|row| {
                let text = row.concat().into_bytes();
                text.iter().fold(self.order, |hash, byte| {
                    (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(5)
                })
            });
        }
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n";
        format!("{header}\r\n{}", rows.iter().map(line).collect::<String>()).into_bytes()
    }
}

impl Customer {
    fn add_documents(&self, files: &mut Files) {
        let documents = "content/documents";
        for index in 0..self.own_documents {
            let name = self.token("od", index);
            files.insert(format!("{documents}/customers/{}/{name}.pdf", self.id()), pdf(&self.token("oc", index), 60));
        }
        for (index, _) in self.invoices.iter().enumerate().filter(|(_, invoice)| invoice.document) {
            let path = format!("{documents}/invoices/{}/{}.pdf", self.id(), self.invoice_number(index));
            files.insert(path, pdf(&self.token("ic", index), 60 + usize::from(self.words)));
        }
        for (index, _) in self.credit_notes.iter().enumerate().filter(|(_, credit_note)| credit_note.document) {
            let path = format!("{documents}/credit_notes/{}/{}.pdf", self.id(), self.credit_number(index));
            files.insert(path, pdf(&self.token("cc", index), 60));
        }
        if self.note {
            let note = format!("A note for you: {}, {}.\n", self.token("no", 0), self.words);
            files.insert(format!("content/pages/notes/n{:02}.md", self.slot), note.into_bytes());
        }
    }
}

fn pdf(text: &str, size: usize) -> Vec<u8> {
    let mut bytes = format!("%PDF-1.7\n% {text}\n").into_bytes();
    bytes.resize(size.max(bytes.len()), b' ');
    bytes
}

fn money(minor: i64, currency: usize) -> String {
    let decimals = [2, 0, 3][currency];
    let digits = minor.to_string();
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    if decimals == 0 { digits.clone() } else { format!("{whole}.{fraction}") }
}
