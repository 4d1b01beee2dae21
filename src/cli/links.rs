//! `portalsmith links`.

use super::session::{Purpose, Session};
use super::terminal::Terminal;
use super::{Common, Exit, Stopped};
use crate::diag::Problems;
use crate::disk::Environment;
use crate::documents::safe_cell;
use crate::ledger::Customer;
use crate::site::{OnProblems, Site};
use jiff::civil::Date;
use serde_json::json;

/// List customers with their portals' links, for mail merge and CRM
#[derive(Debug, clap::Args)]
pub(super) struct Links {
    #[command(subcommand)]
    what: Option<What>,
    /// Only the portals that the last build added
    #[arg(long)]
    new: bool,
    /// Only the portals first published on this day or later
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,
    /// Day the portals speak for [default: exports.as_of in config, else today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// How to answer
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Print a secret that is derived from the link secret
    Secret {
        /// The form server's: with it tickets can be checked, but no link can be made
        #[arg(long, required = true)]
        form: bool,
    },
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
enum Format {
    Csv,
    Json,
}

/// A customer and his link.
struct Row<'a> {
    customer: &'a Customer,
    url: String,
    published: Date,
}

impl Links {
    pub(super) fn run(
        self,
        common: &Common,
        environment: &Environment,
        terminal: &mut Terminal,
    ) -> Result<Exit, Stopped> {
        let session = Session::open(common, environment, Purpose::Links, terminal)?;
        if let Some(What::Secret { .. }) = self.what {
            return terminal.print(&format!("{}\n", session.keys.form_secret().to_text()));
        }
        let mut problems = Problems::new();
        let Some(inputs) = session.load(&mut problems, terminal)? else { return Ok(Exit::Problems) };
        let lock = match session.lock(&inputs, terminal)? {
            Ok(lock) => lock,
            Err(exit) => return Ok(exit),
        };
        let Some(site) = session.site(&inputs, self.as_of, OnProblems::KeepGoing, &mut problems, terminal) else {
            return Ok(Exit::Problems);
        };
        let manifest = session.project.output().published()?.manifest;
        let new = manifest.as_ref().map(|manifest| &manifest.new);
        let mut rows = Vec::new();
        for slot in site.slots() {
            let Some(published) = lock.portals.get(&slot.address.id).copied() else { continue };
            // A renewed link that no build has made yet leads nowhere.
            if manifest.as_ref().is_some_and(|manifest| !manifest.portals.contains_key(&slot.address.key)) {
                continue;
            }
            let is_wanted = !self.new || new.is_some_and(|new| new.contains(&slot.address.id));
            let Some(book) = site.ledger().book(&slot.customer) else { continue };
            if is_wanted && self.since.is_none_or(|since| published >= since) {
                rows.push(Row { customer: &book.customer, url: slot.address.url(site.config()), published });
            }
        }
        if rows.is_empty() {
            terminal.say(if lock.portals.is_empty() {
                "nothing is published yet: portalsmith build"
            } else {
                "no such links"
            });
        }
        terminal.print(&match self.format {
            Format::Csv => csv(&rows),
            Format::Json => json(&rows, &site),
        })
    }
}

fn csv(rows: &[Row<'_>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = ["customer_id", "name", "contact", "email", "language", "url", "published"];
    writer.write_record(header).expect("memory takes all there is");
    for Row { customer, url, published } in rows {
        let (contact, email) = customer.correspondent();
        let texts = [Some(customer.id.as_str()), Some(&*customer.name), contact, email, customer.language.as_deref()];
        let cells = texts.into_iter().map(|text| safe_cell(text.unwrap_or_default()));
        let record: Vec<String> = cells.chain([url.clone(), published.to_string()]).collect();
        writer.write_record(record).expect("rows of one length go into memory");
    }
    String::from_utf8_lossy(&writer.into_inner().expect("memory takes all there is")).into_owned()
}

fn json(rows: &[Row<'_>], site: &Site) -> String {
    let links: Vec<_> = (rows.iter())
        .map(|Row { customer, url, published }| {
            let (contact, email) = customer.correspondent();
            json!({
                "customer_id": customer.id.as_str(),
                "name": &*customer.name,
                "contact": contact,
                "email": email,
                "language": customer.language,
                "url": url,
                "published": published.to_string(),
            })
        })
        .collect();
    format!("{:#}\n", json!({ "as_of": site.as_of().to_string(), "links": links }))
}
