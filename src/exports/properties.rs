//! Whatever is edited, a reading after another one gives what a reading of all gives: ledger, problems, and their places.
//!
//! Projects of a few customers with few numbers, so that rows meet: numbers given twice, credit notes in several rows,
//! parents who pay for children. Edits are such as people and programs make, good and bad, one after another.

use super::{Delivered, Export, Kept, read, read_and_keep, reread};
use crate::config::{self, Exports};
use crate::diag::{Diagnostic, FileId, Place, Problems};
use crate::ledger::{Ledger, Scope};
use jiff::civil::date;

/// So many projects, and so many states of each.
const SEEDS: u64 = 15;
const STEPS: usize = 30;

/// Numbers that look like chance and are the same each time (xorshift, Marsaglia 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn pick<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn rarely(&mut self, bad: &'static str, good: &'static str) -> &'static str {
        if self.one_in(25) { bad } else { good }
    }
}

const CUSTOMERS: [&str; 9] = ["A", "B", "C", "D", "E", "F", "G", "007", "ä"];
const NUMBERS: [&str; 6] = ["1", "2", "3", "4", "\"4\"", "5"];
const DAYS: [&str; 4] = ["2026-01-05", "2026-02-01", "2026-02-28", "2026-03-31"];

/// One export: its rows as text, and how they are put into a file.
#[derive(Clone)]
struct Sheet {
    export: Export,
    header: String,
    rows: Vec<String>,
    line_end: &'static str,
    ends: bool,
    mark: bool,
}

impl Sheet {
    fn new(export: Export, chance: &mut Chance) -> Sheet {
        let (header, count) = match export {
            Export::Customers => ("id,name,parent_id,autopay,email", 0),
            Export::Contacts => ("customer_id,email,name", 5),
            Export::Invoices => {
                ("number,customer_id,issued,due,currency,total,paid,open_balance,state,description", 25)
            }
            Export::CreditNotes => ("number,customer_id,issued,currency,total,invoice_number,applied,state", 10),
            _ => ("reference,customer_id,received,amount,currency,invoice_number,method", 20),
        };
        let mut rows: Vec<String> = (0..count).map(|_| row(export, chance)).collect();
        if export == Export::Customers {
            let parents = ["", "A", "B", "", "D", "", "", "", ""];
            rows = CUSTOMERS.iter().zip(parents).map(|(id, parent)| format!("{id},Name of {id},{parent},,")).collect();
        }
        Sheet { export, header: header.to_owned(), rows, line_end: "\n", ends: true, mark: false }
    }

    fn bytes(&self) -> Vec<u8> {
        let rows: Vec<&str> = std::iter::once(&self.header).chain(&self.rows).map(String::as_str).collect();
        let mark = if self.mark { "\u{feff}" } else { "" };
        let end = if self.ends { self.line_end } else { "" };
        format!("{mark}{}{end}", rows.join(self.line_end)).into_bytes()
    }

    /// Changes something, mostly a row.
    fn edit(&mut self, chance: &mut Chance) {
        let (at, other) = (chance.below(self.rows.len() + 1), chance.below(self.rows.len() + 1));
        let there = at < self.rows.len() && other < self.rows.len();
        match chance.below(24) {
            0..6 if there => self.rows[at] = row(self.export, chance),
            6..9 => self.rows.insert(at, row(self.export, chance)),
            9..11 if there => drop(self.rows.remove(at)),
            11 | 12 if there => self.rows.swap(at, other),
            13 if there => self.rows.insert(other, self.rows[at].clone()),
            14 => self.rows.insert(at, chance.pick(&["", ",,,", "  ", "x,,,,,,,,,,,,,,,,y"]).to_owned()),
            15 if there => self.rows[at].push('"'),
            16 if there && chance.one_in(3) => self.rows[at].insert(0, '"'),
            17 if chance.one_in(3) => self.line_end = if chance.one_in(2) { "\n" } else { "\r\n" },
            18 => self.ends = !self.ends,
            19 if chance.one_in(4) => self.mark = !self.mark,
            20 if chance.one_in(6) => self.header.push_str(chance.pick(&[",note", ",total", "", ";x"])),
            21 if chance.one_in(6) => self.rows.clear(),
            _ if self.export == Export::Customers && there => {
                self.rows[at] = self.rows[at].replace("Name", chance.pick(&["Firm", "Name", "House\u{202e}"]));
            }
            _ if there => {
                // One cell of the row, whichever.
                let fresh = row(self.export, chance);
                let (cells, fresh): (Vec<&str>, Vec<&str>) =
                    (self.rows[at].split(',').collect(), fresh.split(',').collect());
                let cell = chance.below(cells.len().min(fresh.len()));
                let mixed =
                    cells.iter().enumerate().map(|(index, text)| if index == cell { fresh[cell] } else { text });
                self.rows[at] = mixed.collect::<Vec<_>>().join(",");
            }
            _ => {}
        }
    }
}

fn row(export: Export, chance: &mut Chance) -> String {
    let customer = chance.pick(&CUSTOMERS);
    let customer = chance.rarely("nobody", customer);
    let customer = chance.rarely("7", customer);
    let (number, other) = (chance.pick(&NUMBERS), chance.pick(&["1", "2", "3", "4", "", "", "9"]));
    let day = chance.pick(&DAYS);
    let day = chance.rarely("31.12.2025", day);
    let amount = chance.pick(&["100", "50.00", "0", "30.5"]);
    let amount = chance.rarely("1.005", amount);
    let amount = chance.rarely("x", amount);
    let amount = chance.rarely("92233720368547758.07", amount);
    let currency = chance.pick(&["EUR", "EUR", "EUR", "USD"]);
    let currency = chance.rarely("ZZZ", currency);
    let state = chance.pick(&["", "", "", "sent", "draft", "void"]);
    match export {
        Export::Customers => format!("{customer},New {number},{},,", chance.pick(&["", "A", "D"])),
        Export::Contacts => {
            let name = chance.pick(&["Ann", "\"B\nob\""]);
            format!("{customer},{}@example.com,{name}", number.trim_matches('"'))
        }
        Export::Invoices => {
            let [paid, open] = [0, 1].map(|_| chance.pick(&["", "", "", "50", "100", "-1"]));
            let text = chance.pick(&["", "work", "\"two\nlines\"", "\"two\r\nlines, and \"\"more\"\"\"", "ü"]);
            let due = chance.pick(&DAYS);
            format!("{number},{customer},{day},{due},{currency},{amount},{paid},{open},{state},{text}")
        }
        Export::CreditNotes => {
            let applied = if other.is_empty() { "" } else { chance.pick(&["", "10", "50"]) };
            format!("{number},{customer},{day},{currency},{amount},{other},{applied},{state}")
        }
        _ => {
            let amount = if chance.one_in(8) { "-20" } else { amount };
            let reference = if chance.one_in(60) { "" } else { number };
            let method = chance.pick(&["", "card", "\"ca\nrd\""]);
            format!("{reference},{customer},{day},{amount},{currency},{other},{method}")
        }
    }
}

fn config() -> Exports {
    let yaml = b"organization: { name: Acme }\nsite: { base_url: https://pay.example.com }\n";
    config::read(FileId(9), yaml, &mut Problems::new()).expect("the config is right").exports
}

fn delivered<'b>(sheets: &[Sheet], bytes: &'b [Vec<u8>]) -> Vec<Delivered<'b>> {
    let delivered = |((sheet, bytes), number): ((&Sheet, &'b Vec<u8>), u16)| Delivered {
        export: sheet.export,
        file: FileId(number),
        path: "export.csv",
        bytes,
    };
    sheets.iter().zip(bytes).zip(0..).map(delivered).collect()
}

/// All that a ledger says, with its places as `place` has them.
fn said(ledger: &Ledger, place: &dyn Fn(Place) -> Place) -> String {
    let mut said = format!("{:?}\n", ledger.left_out());
    for (index, book) in ledger.books().iter().enumerate() {
        let mut customer = (*book.customer).clone();
        customer.place = place(customer.place);
        let (mut invoices, mut credit_notes) = (book.invoices().to_vec(), book.credit_notes().to_vec());
        let mut payments = book.payments().to_vec();
        invoices.iter_mut().for_each(|invoice| invoice.place = place(invoice.place));
        credit_notes.iter_mut().for_each(|credit_note| credit_note.place = place(credit_note.place));
        payments.iter_mut().for_each(|payment| payment.place = place(payment.place));
        let documents = (invoices, credit_notes, payments, book.allocations());
        let family = ledger.account(index, date(2026, 3, 31), Scope::Family);
        let balance = |sheet: &crate::ledger::Sheet<'_>| (sheet.currency, sheet.balance(), sheet.past_due());
        let balances: Vec<_> = family.sheets.iter().map(balance).collect();
        said += &format!("{customer:?}\n{documents:?}\n{balances:?} {:?}\n", ledger.seen_by(&book.customer.id));
    }
    said
}

fn told(problems: &Problems, place: &dyn Fn(Place) -> Place) -> Vec<Diagnostic> {
    let mut told: Vec<Diagnostic> = problems.iter().cloned().collect();
    told.iter_mut().flat_map(|problem| &mut problem.labels).for_each(|label| label.place = place(label.place));
    told
}

/// What is at hand after a reading, for the next one.
struct Before {
    bytes: Vec<Vec<u8>>,
    ledger: Ledger,
    kept: Option<Kept>,
}

#[test]
fn reading_again_after_any_edit_is_reading_all() {
    let config = config();
    let (mut again, mut all) = (0, 0);
    for seed in 1..=SEEDS {
        let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let exports = [Export::Customers, Export::Contacts, Export::Invoices, Export::CreditNotes, Export::Payments];
        let mut sheets = exports.map(|export| Sheet::new(export, &mut chance)).to_vec();
        let mut before: Option<Before> = None;
        for step in 0..STEPS {
            let bytes: Vec<Vec<u8>> = sheets.iter().map(Sheet::bytes).collect();
            let now = delivered(&sheets, &bytes);
            let (mut expected, mut problems) = (Problems::new(), Problems::new());
            let clean = read(&now, &config, &mut expected);
            let reread = before.take().and_then(|Before { bytes, ledger, kept }| {
                all += 1;
                let before = delivered(&sheets, &bytes);
                reread(kept?, &ledger, (&before, &now), &config, &mut problems)
            });
            let (ledger, kept) = match reread {
                Some((ledger, kept)) => {
                    again += 1;
                    (ledger, Some(kept))
                }
                None => read_and_keep(&now, &config, &mut problems),
            };
            let place = |place: Place| kept.as_ref().map_or(place, |kept| kept.place(place));
            let at = format!("seed {seed}, step {step}");
            same(&told(&expected, &|place| place), &told(&problems, &place), &at);
            assert_eq!(said(&clean, &|place| place), said(&ledger, &place), "{at}");
            assert_eq!((expected.errors(), expected.unlisted()), (problems.errors(), problems.unlisted()), "{at}");
            before = Some(Before { bytes, ledger, kept });
            for _ in 0..=chance.below(3) / 2 {
                let sheet = chance.below(sheets.len());
                sheets[sheet].edit(&mut chance);
            }
        }
    }
    assert!(again > all / 2, "only {again} of {all} readings made use of the one before");
}

/// The first problem that differs is shown alone.
fn same(expected: &[Diagnostic], found: &[Diagnostic], at: &str) {
    let first = expected.iter().zip(found).position(|(a, b)| a != b).unwrap_or(expected.len().min(found.len()));
    assert_eq!(expected.get(first), found.get(first), "{at}, problem {first}");
}
