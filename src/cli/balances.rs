//! `portalsmith balances`.

use super::session::{Purpose, Session};
use super::terminal::Terminal;
use super::{Common, Exit, Stopped};
use crate::diag::{Problems, shown};
use crate::disk::Environment;
use crate::documents::safe_cell;
use crate::ledger::{Bucket, Currency, Scope, decimal};
use crate::site::{OnProblems, Site};
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// What each customer owes, to hold against the books before publishing
#[derive(Debug, clap::Args)]
pub(super) struct Balances {
    /// Day the balances are of [default: exports.as_of in config, else today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// How to answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
enum Format {
    Table,
    Csv,
    Json,
}

/// One customer in one currency; his own items only, so that the rows add up to the books.
struct Row {
    customer: String,
    name: String,
    currency: Currency,
    /// Open, past due, unapplied, balance, then the aging buckets; minor units.
    amounts: Vec<i128>,
}

const AMOUNTS: [&str; 4] = ["open_balance", "past_due", "unapplied", "balance"];

impl Balances {
    pub(super) fn run(
        self,
        common: &Common,
        environment: &Environment,
        terminal: &mut Terminal,
    ) -> Result<Exit, Stopped> {
        let session = Session::open(common, environment, Purpose::Look, terminal)?;
        let mut problems = Problems::new();
        let Some(inputs) = session.load(&mut problems, terminal)? else { return Ok(Exit::Problems) };
        let Some(site) = session.site(&inputs, self.as_of, OnProblems::Stop, &mut problems, terminal) else {
            return Ok(Exit::Problems);
        };
        let (rows, headers) = (rows(&site), headers(&site));
        let text = match self.format {
            Format::Table => table(&rows, &headers),
            Format::Csv => csv(&rows, &headers),
            Format::Json => json(&rows, &headers, site.as_of()),
        };
        terminal.print(&text)
    }
}

fn rows(site: &Site) -> Vec<Row> {
    let mut rows = Vec::new();
    let schedule = &site.config().statements.aging;
    for index in 0..site.ledger().books().len() {
        let account = site.ledger().account(index, site.as_of(), Scope::Own);
        for sheet in &account.sheets {
            let own = [sheet.outstanding(), sheet.past_due(), sheet.unapplied(), sheet.balance()];
            let aging = sheet.aging(schedule, site.as_of()).into_iter().map(|(_, amount)| amount);
            rows.push(Row {
                customer: account.customer.id.to_string(),
                name: account.customer.name.to_string(),
                currency: sheet.currency,
                amounts: own.into_iter().chain(aging).map(|amount| i128::from(amount.minor())).collect(),
            });
        }
    }
    rows
}

/// The names of the amounts, as fields.
fn headers(site: &Site) -> Vec<String> {
    let buckets = site.config().statements.aging.buckets().into_iter().map(|bucket| match bucket {
        Bucket::Current => "current".to_owned(),
        Bucket::PastDue { from, to: Some(to) } => format!("days_{from}_{to}"),
        Bucket::PastDue { from, to: None } => format!("days_over_{}", from - 1),
    });
    AMOUNTS.iter().map(|name| (*name).to_owned()).chain(buckets).collect()
}

/// The sum of each amount, per currency.
fn totals(rows: &[Row]) -> BTreeMap<Currency, Vec<i128>> {
    let mut totals: BTreeMap<Currency, Vec<i128>> = BTreeMap::new();
    for row in rows {
        let total = totals.entry(row.currency).or_insert_with(|| vec![0; row.amounts.len()]);
        total.iter_mut().zip(&row.amounts).for_each(|(total, amount)| *total += amount);
    }
    totals
}

fn table(rows: &[Row], headers: &[String]) -> String {
    let cells = |customer: &str, name: &str, currency: Currency, amounts: &[i128]| -> Vec<String> {
        let texts = [shown(customer), short(&shown(name)), currency.to_string()];
        texts.into_iter().chain(amounts.iter().map(|amount| decimal(*amount, currency))).collect()
    };
    let head = ["customer", "name", "currency"].into_iter().map(str::to_owned);
    let mut lines: Vec<Vec<String>> = vec![head.chain(headers.iter().map(|name| name.replace('_', " "))).collect()];
    lines.extend(rows.iter().map(|row| cells(&row.customer, &row.name, row.currency, &row.amounts)));
    lines.extend(totals(rows).iter().map(|(currency, total)| cells("", "all customers", *currency, total)));
    let columns = headers.len() + 3;
    let widths: Vec<usize> =
        (0..columns).map(|column| lines.iter().map(|line| line[column].width()).max().unwrap_or(0)).collect();
    let mut text = String::new();
    for line in lines {
        for (column, cell) in line.iter().enumerate() {
            let space = " ".repeat(widths[column] - cell.width());
            // Text to the left, amounts to the right.
            let (before, after) = if column < 3 { ("", &*space) } else { (&*space, "") };
            text.push_str(&format!("{before}{cell}{after}{}", if column + 1 < columns { "  " } else { "" }));
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// A name that leaves room for the figures.
fn short(name: &str) -> String {
    match name.char_indices().nth(30) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

fn csv(rows: &[Row], headers: &[String]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["customer_id", "name", "currency"].into_iter().chain(headers.iter().map(String::as_str));
    let mut write = |cells: Vec<String>| writer.write_record(cells).expect("rows of one length go into memory");
    write(head.map(str::to_owned).collect());
    for row in rows {
        let texts = [safe_cell(&row.customer), safe_cell(&row.name), row.currency.to_string()];
        write(texts.into_iter().chain(row.amounts.iter().map(|amount| decimal(*amount, row.currency))).collect());
    }
    String::from_utf8_lossy(&writer.into_inner().expect("memory takes all there is")).into_owned()
}

fn json(rows: &[Row], headers: &[String], as_of: Date) -> String {
    let amounts = |currency: Currency, amounts: &[i128]| -> Map<String, Value> {
        let texts = amounts.iter().map(|amount| Value::String(decimal(*amount, currency)));
        headers.iter().cloned().zip(texts).collect()
    };
    let customers: Vec<Value> = (rows.iter())
        .map(|row| {
            let mut object = Map::new();
            object.insert("customer_id".into(), json!(row.customer));
            object.insert("name".into(), json!(row.name));
            object.insert("currency".into(), json!(row.currency.code()));
            object.extend(amounts(row.currency, &row.amounts));
            Value::Object(object)
        })
        .collect();
    let totals: Map<String, Value> = (totals(rows).iter())
        .map(|(currency, total)| (currency.code().to_owned(), Value::Object(amounts(*currency, total))))
        .collect();
    format!("{:#}\n", json!({ "as_of": as_of.to_string(), "customers": customers, "totals": totals }))
}
