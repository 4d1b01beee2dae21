//! `portalsmith check`.

use super::session::{Purpose, Session};
use super::terminal::{Terminal, count};
use super::{Common, Exit, Stopped};
use crate::diag::{Diagnostic, Excerpts, Problems, Severity};
use crate::disk::Environment;
use crate::ledger::{Currency, Scope, decimal};
use crate::links::Lock;
use crate::site::{OnProblems, Site};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Read everything, render nothing: every problem in one run
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Day the portals speak for [default: exports.as_of in config, else today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// How to answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Check {
    pub(super) fn run(
        self,
        common: &Common,
        environment: &Environment,
        terminal: &mut Terminal,
    ) -> Result<Exit, Stopped> {
        let session = Session::open(common, environment, Purpose::Look, terminal)?;
        let mut problems = Problems::new();
        let Some(inputs) = session.load(&mut problems, terminal)? else {
            if self.format == Format::Json {
                terminal.print(&format!("{:#}\n", json!({ "errors": problems.errors(), "problems": [] })))?;
            }
            return Ok(Exit::Problems);
        };
        if let Some(file) = inputs.lock {
            // Only its form is judged: who may look need not have the secret.
            Lock::parse(file, &inputs.text(file), &mut problems);
        }
        let site = session.site(&inputs, self.as_of, OnProblems::Stop, &mut problems, terminal);
        if self.format == Format::Json {
            let report = report(site.as_ref(), &problems, &inputs.shown());
            terminal.print(&format!("{:#}\n", Value::Object(report)))?;
        } else if let Some(site) = &site {
            terminal.say(&in_words(site, &problems));
        }
        Ok(if site.is_some() { Exit::Done } else { Exit::Problems })
    }
}

/// The totals of one currency over all customers.
#[derive(Clone, Copy, Debug, Default)]
struct Total {
    open: i128,
    past_due: i128,
    unapplied: i128,
}

fn totals(site: &Site) -> BTreeMap<Currency, Total> {
    let mut totals: BTreeMap<Currency, Total> = BTreeMap::new();
    for index in 0..site.ledger().books().len() {
        for sheet in &site.ledger().account(index, site.as_of(), Scope::Own).sheets {
            let total = totals.entry(sheet.currency).or_default();
            total.open += i128::from(sheet.outstanding().minor());
            total.past_due += i128::from(sheet.past_due().minor());
            total.unapplied += i128::from(sheet.unapplied().minor());
        }
    }
    totals
}

fn in_words(site: &Site, problems: &Problems) -> String {
    let books = site.ledger().books();
    let invoices: usize = books.iter().map(|book| book.invoices().len()).sum();
    let open: Vec<String> = (totals(site).iter())
        .map(|(currency, total)| format!("{currency} {} open", decimal(total.open, *currency)))
        .collect();
    format!(
        "Checked {}, {}, {} as of {}: {}; {}",
        count(books.len(), "customer", "customers"),
        count(site.slots().len(), "portal", "portals"),
        count(invoices, "invoice", "invoices"),
        site.as_of(),
        if open.is_empty() { "nothing open".to_owned() } else { open.join(", ") },
        count(problems.warnings(), "warning", "warnings"),
    )
}

/// What `check --format json` prints; amounts are decimal strings.
fn report(site: Option<&Site>, problems: &Problems, excerpts: &dyn Excerpts) -> Map<String, Value> {
    let mut report = Map::new();
    if let Some(site) = site {
        let books = site.ledger().books();
        let totals = totals(site);
        let per_currency = |of: fn(&Total) -> i128| -> Value {
            let amounts = totals
                .iter()
                .map(|(currency, total)| (currency.code().to_owned(), Value::String(decimal(of(total), *currency))));
            Value::Object(amounts.collect())
        };
        report.insert("as_of".into(), json!(site.as_of().to_string()));
        report.insert("customers".into(), json!(books.len()));
        report.insert("portals".into(), json!(site.slots().len()));
        report.insert(
            "documents".into(),
            json!({
                "invoices": books.iter().map(|book| book.invoices().len()).sum::<usize>(),
                "credit_notes": books.iter().map(|book| book.credit_notes().len()).sum::<usize>(),
                "payments": books.iter().map(|book| book.payments().len()).sum::<usize>(),
            }),
        );
        report.insert("open_balance".into(), per_currency(|total| total.open));
        report.insert("past_due".into(), per_currency(|total| total.past_due));
        report.insert("unapplied".into(), per_currency(|total| total.unapplied));
        report.insert("balance".into(), per_currency(|total| total.open - total.unapplied));
    }
    report.insert("errors".into(), json!(problems.errors()));
    report.insert("warnings".into(), json!(problems.warnings()));
    report.insert("problems".into(), problems.iter().map(|problem| as_json(problem, excerpts)).collect());
    report
}

pub(super) fn as_json(problem: &Diagnostic, excerpts: &dyn Excerpts) -> Value {
    let places: Vec<Value> = (problem.labels.iter())
        .map(|label| {
            let excerpt = excerpts.excerpt(label.place);
            json!({ "file": excerpt.path, "line": excerpt.line, "column": excerpt.column, "role": label.text })
        })
        .collect();
    json!({
        "severity": match problem.severity { Severity::Error => "error", Severity::Warning => "warning" },
        "code": problem.code,
        "message": problem.title,
        "places": places,
        "hints": problem.hints,
    })
}
