//! `portalsmith inbox list` and `inbox export`: submissions as a table, as CSV and as JSON.

use super::names::Names;
use super::read::Inbox;
use super::standing::Standing;
use crate::cli::terminal::{Terminal, count};
use crate::cli::{Exit, Stopped};
use crate::diag::shown;
use crate::disk::Environment;
use crate::documents::safe_cell;
use crate::forms::store::Waiting;
use crate::links::Kind;
use crate::requests::{Filed, Submission};
use serde_json::{Map, Value, json};
use unicode_width::UnicodeWidthStr;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct List {
    /// Also those that are decided, withdrawn or replaced
    #[arg(long)]
    all: bool,
    /// Only this kind
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: Option<Kind>,
    /// Only this customer's, by id
    #[arg(long, value_name = "ID")]
    customer: Option<String>,
    /// Only those that are kept apart, since a program seems to have sent them
    #[arg(long)]
    quarantined: bool,
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

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Export {
    /// How to answer; JSON lines can be pulled again
    #[arg(long, value_enum, default_value_t = ExportFormat::Jsonl)]
    format: ExportFormat,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
enum ExportFormat {
    Jsonl,
    Csv,
}

fn kind(text: &str) -> Result<Kind, String> {
    let kinds = Kind::ALL.map(Kind::as_str).join(", ");
    Kind::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| format!("one of {kinds}"))
}

/// A submission with all that is known around it.
pub(super) struct Row<'a> {
    pub(super) filed: &'a Filed,
    pub(super) standing: &'a Standing,
    /// Customer's id and name, where they are known.
    pub(super) customer: Option<(&'a str, &'a str)>,
    /// `2026-03-31 14:02`, where the organization is.
    received: String,
}

impl List {
    pub(super) fn run(self, inbox: &Inbox, environment: &Environment, terminal: &Terminal) -> Result<Exit, Stopped> {
        let names = Names::find(inbox, environment)?;
        let rows: Vec<Row<'_>> = rows(inbox, &names).filter(|row| self.is_wanted(row)).collect();
        match self.format {
            Format::Csv => return terminal.print(&csv(&rows)),
            Format::Json => return terminal.print(&json(&rows, inbox.waiting(environment)?.ok())),
            Format::Table if rows.is_empty() => {}
            Format::Table => drop(terminal.print(&table(&rows))?),
        }
        self.summary(inbox, &rows, inbox.waiting(environment)?).iter().for_each(|line| terminal.say(line));
        Ok(Exit::Done)
    }

    fn is_wanted(&self, row: &Row<'_>) -> bool {
        let submission = &row.filed.submission;
        let is_theirs = |wanted: &String| match row.customer {
            Some((id, _)) => id == wanted,
            None => submission.portal.as_str() == wanted,
        };
        let is_open = *row.standing == Standing::Open;
        submission.trapped == self.quarantined
            && (self.all || self.quarantined || is_open)
            && self.kind.is_none_or(|kind| kind == submission.kind)
            && self.customer.as_ref().is_none_or(is_theirs)
    }

    /// What the table leaves out, and what the outbox has not done.
    fn summary(&self, inbox: &Inbox, rows: &[Row<'_>], waiting: Result<Vec<Waiting>, String>) -> Vec<String> {
        let apart = inbox.submissions.iter().filter(|filed| filed.submission.trapped).count();
        let what = match (self.quarantined, self.all) {
            (true, _) => "kept apart",
            (false, true) => "in all",
            (false, false) => "open",
        };
        let mut lines = vec![format!("{} {what}", count(rows.len(), "submission", "submissions"))];
        if apart > 0 && !self.quarantined {
            lines.push(format!("{} kept apart: portalsmith inbox list --quarantined", count(apart, "is", "are")));
        }
        match waiting {
            Ok(waiting) => lines.extend(outbox(&waiting)),
            Err(why) => lines.push(format!("outbox: not known; {why}")),
        }
        lines
    }
}

/// What is not done of what submissions call for.
fn outbox(waiting: &[Waiting]) -> Vec<String> {
    let (given_up, to_do): (Vec<&Waiting>, Vec<&Waiting>) = waiting.iter().partition(|waiting| waiting.given_up);
    let line = |of: &[&Waiting], what: &str| {
        let last = of.iter().rev().find_map(|waiting| {
            let said = waiting.said.as_deref()?;
            Some(format!(" (last, for {}: {said})", waiting.submission.reference()))
        });
        let count = count(of.len(), "letter or call", "letters and calls");
        (!of.is_empty()).then(|| format!("outbox: {count} {what}{}", last.unwrap_or_default()))
    };
    [line(&to_do, "to be sent"), line(&given_up, "given up")].into_iter().flatten().collect()
}

impl Export {
    pub(super) fn run(self, inbox: &Inbox, environment: &Environment, terminal: &Terminal) -> Result<Exit, Stopped> {
        match self.format {
            ExportFormat::Jsonl => {
                terminal.print(&inbox.submissions.iter().map(|filed| filed.to_json() + "\n").collect::<String>())
            }
            ExportFormat::Csv => {
                let names = Names::find(inbox, environment)?;
                terminal.print(&csv(&rows(inbox, &names).collect::<Vec<_>>()))
            }
        }
    }
}

/// All submissions, the newest first.
fn rows<'a>(inbox: &'a Inbox, names: &'a Names) -> impl Iterator<Item = Row<'a>> {
    inbox.submissions.iter().rev().map(|filed| row(filed, inbox, names))
}

pub(super) fn row<'a>(filed: &'a Filed, inbox: &'a Inbox, names: &'a Names) -> Row<'a> {
    let customer = names.of(filed.submission.portal).map(|named| (named.id.as_str(), named.name.as_str()));
    let received = inbox.local(filed.received).strftime("%Y-%m-%d %H:%M").to_string();
    Row { filed, standing: inbox.standings.on(filed), customer, received }
}

impl Row<'_> {
    /// The amount with its currency: `EUR 120.50`.
    pub(super) fn amount(&self) -> String {
        let submission = &self.filed.submission;
        let amount = submission.amount.map(|amount| amount.of(submission.currency).to_string());
        amount.map(|amount| format!("{} {amount}", submission.currency.code())).unwrap_or_default()
    }

    /// The invoice, or `all` where it is about all that is past due; a request for autopay is about neither.
    pub(super) fn about(&self, all: &str) -> Option<String> {
        let Submission { kind, invoice, .. } = &self.filed.submission;
        invoice.clone().or_else(|| (*kind != Kind::Autopay).then(|| all.to_owned()))
    }

    /// What it says, in short: the reason of a dispute, the day of a payment.
    fn what(&self) -> String {
        let submission = &self.filed.submission;
        match (submission.kind, &submission.reason, submission.date) {
            (Kind::Dispute, Some(reason), _) => reason.clone(),
            (Kind::Promise, _, Some(date)) => format!("by {date}"),
            (Kind::Remittance, _, Some(date)) => format!("paid {date}"),
            _ => String::new(),
        }
    }

    fn customer(&self) -> String {
        match self.customer {
            Some((id, name)) => format!("{id} {}", short(name)),
            None => format!("portal {}", self.filed.submission.portal),
        }
    }

    fn json(&self) -> Value {
        let mut fields: Map<String, Value> = serde_json::from_str(&self.filed.to_json()).expect("we wrote it");
        fields.insert("customer_id".into(), json!(self.customer.map(|(id, _)| id)));
        fields.insert("customer_name".into(), json!(self.customer.map(|(_, name)| name)));
        fields.insert("standing".into(), json!(self.standing.as_str()));
        if let Standing::Decided(decision) = self.standing {
            fields.insert("decided".into(), json!(decision.day.to_string()));
            fields.insert("note".into(), json!(decision.note));
            fields.insert("by".into(), json!(decision.by));
        }
        Value::Object(fields)
    }
}

/// The rows as one JSON value, with what the outbox has not done; null where that is not known.
fn json(rows: &[Row<'_>], waiting: Option<Vec<Waiting>>) -> String {
    let submissions: Vec<Value> = rows.iter().map(Row::json).collect();
    let moment = |seconds| jiff::Timestamp::from_second(seconds).unwrap_or_default().to_string();
    let errand = |waiting: &Waiting| {
        json!({
            "submission": waiting.submission.as_str(),
            "reference": waiting.submission.reference(),
            "errand": waiting.errand.as_str(),
            "since": moment(waiting.since),
            "tries": waiting.tries,
            "given_up": waiting.given_up,
            "said": waiting.said,
        })
    };
    let outbox = waiting.map(|waiting| waiting.iter().map(errand).collect::<Vec<Value>>());
    format!("{:#}\n", json!({ "submissions": submissions, "outbox": outbox }))
}

/// One submission as JSON.
pub(super) fn json_of(row: &Row<'_>) -> String {
    format!("{:#}\n", row.json())
}

const COLUMNS: [&str; 21] = [
    "reference",
    "id",
    "received",
    "kind",
    "standing",
    "customer_id",
    "customer_name",
    "portal",
    "invoice_number",
    "currency",
    "amount",
    "reason",
    "date",
    "payment_reference",
    "name",
    "email",
    "message",
    "quarantined",
    "decided",
    "note",
    "by",
];

fn csv(rows: &[Row<'_>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).expect("memory takes all there is");
    for row in rows {
        let fields = row.json();
        let cell = |name: &&str| match (*name, &fields[*name]) {
            (_, Value::Null) => String::new(),
            // It comes from a number type.
            ("amount", Value::String(amount)) => amount.clone(),
            (_, Value::String(text)) => safe_cell(text),
            (_, other) => other.to_string(),
        };
        writer.write_record(COLUMNS.iter().map(cell)).expect("rows of one length go into memory");
    }
    String::from_utf8_lossy(&writer.into_inner().expect("memory takes all there is")).into_owned()
}

fn table(rows: &[Row<'_>]) -> String {
    let head = ["reference", "received", "kind", "customer", "invoice", "amount", "what", "standing"];
    let cells = |row: &Row<'_>| {
        let submission = &row.filed.submission;
        let cells = [
            row.filed.id.reference(),
            row.received.clone(),
            submission.kind.as_str().to_owned(),
            row.customer(),
            row.about("all past due").unwrap_or_default(),
            row.amount(),
            row.what(),
            row.standing.as_str().to_owned(),
        ];
        cells.map(|cell| shown(&cell).replace('\n', " "))
    };
    let mut lines = vec![head.map(str::to_owned)];
    lines.extend(rows.iter().map(cells));
    let width = |column: usize| lines.iter().map(|line| line[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let mut text = String::new();
    for line in lines {
        for (column, cell) in line.iter().enumerate() {
            let space = " ".repeat(widths[column] - cell.width());
            // Amounts to the right, all else to the left.
            let (before, after) = if head[column] == "amount" { (&*space, "") } else { ("", &*space) };
            text.push_str(&format!("{before}{cell}{after}{}", if column + 1 < head.len() { "  " } else { "" }));
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// A name that leaves room for the rest.
fn short(name: &str) -> String {
    match name.char_indices().nth(24) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}
