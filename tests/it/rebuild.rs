//! A build after another one is a build from scratch: the same site, the same problems, at the same places.
//!
//! Single rows are edited here as users edit them; `exports` holds all kinds of edits to the same, by the hundred.

use jiff::civil::{Date, date};
use portalsmith::config;
use portalsmith::content::Listing;
use portalsmith::diag::{Diagnostic, FileId, Problems, Style, text};
use portalsmith::exports::Export;
use portalsmith::ledger::Scope;
use portalsmith::links::{Keys, LinkSecret};
use portalsmith::portal::{Fingerprints, Group};
use portalsmith::site::{BrandFiles, InputFile, Inputs, Kept, OnProblems, Site, build, rebuild};
use portalsmith::theme::{ThemeFile, built_in};
use std::borrow::Cow;
use std::sync::Arc;

const AS_OF: Date = date(2026, 3, 31);

const CONFIG: &str = "organization: { name: Acme, currency: EUR }
site: { base_url: \"https://pay.example.com\" }
contact: { email: billing@example.com }
payment: { accounts: [ { currency: EUR, holder: Acme, iban: DE89 3704 0044 0532 0130 00, creditor_reference: rf } ] }
";

/// The exports in the order of [`Export::ALL`], without allocations.
type Exports = [String; 5];

fn inputs(exports: &Exports) -> Arc<Inputs> {
    let mut files = Vec::new();
    let mut add = |path: String, bytes: Cow<'static, [u8]>| {
        files.push(InputFile { path, bytes });
        FileId(u16::try_from(files.len() - 1).unwrap())
    };
    let config_file = add("config.yaml".to_owned(), CONFIG.as_bytes().into());
    let exports = Export::ALL.into_iter().zip(exports);
    let exports = exports.map(|(export, text)| {
        (export, add(format!("content/exports/{}.csv", export.name()), text.clone().into_bytes().into()))
    });
    let exports = exports.collect();
    let built_in = built_in().map(|(path, bytes)| {
        let bytes = Cow::Borrowed(bytes);
        ThemeFile { path: path.to_owned(), file: add(path.to_owned(), bytes.clone()), bytes }
    });
    let theme = BrandFiles { own: Vec::new(), built_in: built_in.collect(), brand: Vec::new() };
    let config = config::read(config_file, CONFIG.as_bytes(), &mut Problems::new()).unwrap();
    Arc::new(Inputs {
        files,
        config,
        config_file,
        exports,
        register: None,
        lock: None,
        decisions: None,
        pulled: None,
        received: Vec::new(),
        pages: Vec::new(),
        theme,
        documents: Listing { entries: Vec::new() },
    })
}

/// All that a build says and shows.
#[derive(Debug, PartialEq)]
struct Seen {
    problems: Vec<Diagnostic>,
    /// As they are shown, with the lines of their files.
    texts: Vec<String>,
    site: Option<Shown>,
}

#[derive(Debug, PartialEq)]
struct Shown {
    /// A fingerprint is taken over everything that a portal's files may show.
    fingerprints: Vec<(String, Fingerprints)>,
    balances: Vec<String>,
    /// Files of the first customer, to the byte.
    home: Option<String>,
    documents: Vec<(String, String)>,
}

fn seen(inputs: &Arc<Inputs>, problems: &Problems, site: Option<Site>) -> Seen {
    let excerpts = inputs.shown();
    let texts = problems.iter().map(|problem| text(problem, &excerpts, Style::Plain)).collect();
    Seen { problems: problems.iter().cloned().collect(), texts, site: site.map(|site| shown(&site)) }
}

fn shown(site: &Site) -> Shown {
    let ids = site.slots().iter().map(|slot| slot.customer.to_string());
    let accounts = (0..site.ledger().books().len()).map(|index| site.ledger().account(index, AS_OF, Scope::Family));
    let balances = accounts.map(|account| {
        let sheets = account.sheets.iter().map(|sheet| (sheet.currency, sheet.balance(), sheet.past_due()));
        format!("{} {:?}", account.customer.id, sheets.collect::<Vec<_>>())
    });
    let slot = &site.slots()[0];
    let documents = site.documents(slot, Group::Shell).unwrap();
    Shown {
        fingerprints: ids.zip(site.fingerprints()).collect(),
        balances: balances.collect(),
        home: site.page(slot, "index.html").unwrap(),
        documents: documents.into_iter().map(|file| (file.path, format!("{:?}", file.content))).collect(),
    }
}

#[test]
fn a_build_after_edits_of_rows_is_a_build_from_scratch() {
    let mut exports: Exports = [
        "id,name,parent_id\nA,Alpha,\nB,Beta,A\nC,Gamma,\nD,Delta,\n",
        "customer_id,email,name\nA,ann@example.com,Ann\n",
        "number,customer_id,issued,due,currency,total,paid,description\n\
         I-1,A,2026-01-05,2026-02-04,EUR,100.00,,\n\
         I-2,B,2026-01-06,2026-02-05,EUR,80.00,,\"two\nlines\"\n\
         I-3,C,2026-01-07,2026-02-06,EUR,60.00,10.00,\n\
         I-4,D,2026-01-08,2026-02-07,EUR,40.00,,Text \u{16a0}\n\
         I-4,A,2026-02-08,2026-03-07,EUR,20.00,,\n",
        "number,customer_id,issued,currency,total,invoice_number,applied\nN-1,C,2026-02-01,EUR,5.00,I-3,5.00\n",
        "reference,customer_id,received,amount,currency,invoice_number\n\
         P-1,A,2026-02-10,80.00,EUR,I-2\nP-2,C,2026-02-11,30.00,EUR,I-9\nP-3,D,2026-02-12,10.00,EUR,I-4\n",
    ]
    .map(str::to_owned);
    // Which export, what is taken out, what comes in its place.
    let edits = [
        (2, "100.00", "110.00"),
        (2, "I-3,C", "I-0,A,2026-01-01,,EUR,7.00,,\nI-3,C"),
        (4, "P-1,A", "P-0,D,2026-03-01,1.00,EUR,\nP-1,A"),
        (4, "80.00,EUR,I-2", "80.00,EUR,I-1"),
        (2, "60.00", "sixty"),
        (2, "sixty", "65.00"),
        (0, "Gamma", "Gamma \u{16a0}"),
        (1, "ann@", "anna@"),
        (2, "I-0,A,2026-01-01,,EUR,7.00,,\n", ""),
        (2, "\nI-4,A", "\nI-1,A"),
        (2, "\nI-1,A,2026-02-08", "\nI-5,A,2026-02-08"),
        (3, "N-1,C,2026-02-01,EUR,5.00,I-3,5.00\n", ""),
        (2, "two\nlines\"", "two\nlines"),
        (2, "two\nlines", "two\nlines\""),
        (2, "number,", "number ,"),
        (0, "D,Delta,", "D,Delta,C"),
        (2, "I-4,D", "i-4,D"),
    ];
    let keys = Arc::new(Keys::new(&LinkSecret::from_bytes([7; 32])));
    let mut kept = Kept::new();
    for (step, (export, old, new)) in [(0, "", "")].into_iter().chain(edits).enumerate() {
        assert!(exports[export].contains(old), "step {step}: `{old}` is not there");
        exports[export] = exports[export].replacen(old, new, 1);
        let inputs = inputs(&exports);
        let mut problems = Problems::new();
        let site = rebuild(&mut kept, (&inputs, &keys), AS_OF, OnProblems::KeepGoing, &mut problems);
        let again = seen(&inputs, &problems, site);
        let mut problems = Problems::new();
        let site = build(&inputs, &keys, AS_OF, OnProblems::KeepGoing, &mut problems);
        assert_eq!(again, seen(&inputs, &problems, site), "step {step}: `{old}` → `{new}`");
        assert_eq!(again.site.is_some(), step != 13, "step {step}: {:?}", again.problems);
    }
}
