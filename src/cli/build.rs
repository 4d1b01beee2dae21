//! `portalsmith build`.

use super::session::{Purpose, Session};
use super::terminal::{Terminal, count};
use super::{Common, Exit, Stopped};
use crate::diag::Problems;
use crate::disk::{Environment, Outcome, Published, Trouble, replace};
use crate::links::Lock;
use crate::site::{Change, Inputs, OnProblems, Plan, Seen, Shard, Site, shrink};
use jiff::civil::Date;
use serde_json::json;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;

/// Build every portal into output/
#[derive(Debug, clap::Args)]
pub(super) struct Build {
    /// Day the portals speak for [default: exports.as_of in config, else today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Say what each customer would see change, and change nothing
    #[arg(long)]
    diff: bool,
    /// Withhold only the portals whose customers' rows have problems; they keep their last good version
    #[arg(long)]
    keep_going: bool,
    /// Let this share of the portals or documents go [default: limits.shrink in config, 20%]
    #[arg(long, value_name = "N%", value_parser = percent)]
    allow_shrink: Option<u8>,
    /// Build only the I-th of N parts of the portals
    #[arg(long, value_name = "I/N", default_value_t = Shard::WHOLE)]
    shard: Shard,
    /// How many threads render [default: one per core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// How to say what was done
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

fn percent(text: &str) -> Result<u8, String> {
    let number = text.strip_suffix('%').unwrap_or(text).parse().ok();
    number.filter(|percent| *percent <= 100).ok_or_else(|| "write a share from 0% to 100%".to_owned())
}

impl Build {
    pub(super) fn run(
        self,
        common: &Common,
        environment: &Environment,
        terminal: &mut Terminal,
    ) -> Result<Exit, Stopped> {
        let purpose = if self.dry_run || self.diff { Purpose::Plan } else { Purpose::Build };
        let session = Session::open(common, environment, purpose, terminal)?;
        let threads = rayon::ThreadPoolBuilder::new().num_threads(self.jobs.map_or(0, NonZeroUsize::get)).build();
        threads.expect("threads can be started").install(|| self.build(&session, terminal))
    }

    fn build(&self, session: &Session, terminal: &Terminal) -> Result<Exit, Stopped> {
        let mut problems = Problems::new();
        let Some(inputs) = session.load(&mut problems, terminal)? else { return Ok(Exit::Problems) };
        let lock = match session.lock(&inputs, terminal)? {
            Ok(lock) => lock,
            Err(exit) => return Ok(exit),
        };
        let on_problems = if self.keep_going { OnProblems::KeepGoing } else { OnProblems::Stop };
        let Some(site) = session.site(&inputs, self.as_of, on_problems, &mut problems, terminal) else {
            return Ok(Exit::Problems);
        };
        let output = session.project.output();
        let only_looks = self.dry_run || self.diff;
        let published = if only_looks { output.published()? } else { output.claim()? };
        self.refuse_other_site(&published, &site)?;
        let plan = Plan::between(published.manifest.as_ref(), &published.in_flight, &site, self.shard);
        if self.diff {
            return self.show_diff(&plan, &published, &site, terminal);
        }
        self.guard(&published, &lock, &site)?;
        if self.dry_run {
            return self.report(&plan, None, &site, &problems, terminal);
        }
        let last = output.roll()?;
        let plan = plan.with_roll(site.roll(&lock, last.as_deref()).as_ref());
        let bar = terminal.progress(plan.work().len());
        let outcome = output.carry_out(&plan, &site, published, &|| bar.inc(1));
        bar.finish_and_clear();
        let outcome = match outcome {
            Ok(outcome) => outcome,
            Err(Trouble::Failure(failure)) => return Err(failure.into()),
            Err(Trouble::Problem(problem)) => {
                let mut late = Problems::new();
                late.add(*problem);
                terminal.show(&late, &inputs.shown());
                terminal.say("the build stopped; the next one completes it");
                return Ok(Exit::Problems);
            }
        };
        write_lock(session, &inputs, &lock, &site)?;
        self.report(&plan, Some(outcome), &site, &problems, terminal)
    }

    /// An output made with another secret, or another shard of the site, must not be mixed with this one.
    fn refuse_other_site(&self, published: &Published, site: &Site) -> Result<(), Stopped> {
        let Some(manifest) = &published.manifest else { return Ok(()) };
        let shard = self.shard.to_string();
        if manifest.secret != site.keys().secret_id() {
            let title = format!("output/ was built with the link secret `{}`, this is another one", manifest.secret);
            let hint = "give the secret it was built with, or move output/ away".to_owned();
            return Err(Stopped::Refused("other-secret", title, vec![hint]));
        }
        if manifest.shard != shard {
            let title = format!("output/ holds shard {} of the site, this would be {shard}", manifest.shard);
            return Err(Stopped::Refused(
                "other-shard",
                title,
                vec!["build each shard into a folder of its own".to_owned()],
            ));
        }
        Ok(())
    }

    fn guard(&self, published: &Published, lock: &Lock, site: &Site) -> Result<(), Stopped> {
        let percent = self.allow_shrink.unwrap_or(site.config().limits.shrink);
        let locked = lock.portals.keys().filter(|portal| self.shard.holds(**portal)).copied().collect();
        let Some(shrink) = shrink(published.manifest.as_ref(), &locked, site, percent) else { return Ok(()) };
        let title =
            format!("{} of {} {} are left; more than {percent} % would go", shrink.after, shrink.before, shrink.what);
        let hints = vec![
            "were the exports cut short?".to_owned(),
            "if it is right so, allow it: `portalsmith build --allow-shrink 100%`".to_owned(),
        ];
        Err(Stopped::Refused("shrunk", title, hints))
    }

    fn report(
        &self,
        plan: &Plan,
        outcome: Option<Outcome>,
        site: &Site,
        problems: &Problems,
        terminal: &Terminal,
    ) -> Result<Exit, Stopped> {
        let exit = if problems.has_errors() { Exit::Problems } else { Exit::Done };
        let total = plan.kept() + plan.work().len() + plan.withheld();
        if self.format == Format::Json {
            let report = json!({
                "as_of": site.as_of().to_string(),
                "dry_run": self.dry_run,
                "shard": self.shard.to_string(),
                "portals": {
                    "total": total,
                    "rendered": plan.work().len(),
                    "unchanged": plan.kept(),
                    "new": plan.new_portals(),
                    "withdrawn": plan.withdrawn().len(),
                    "withheld": plan.withheld(),
                },
                "files": outcome.map(|outcome| json!({
                    "total": outcome.files,
                    "written": outcome.written,
                    "removed": outcome.removed,
                })),
                "errors": problems.errors(),
                "warnings": problems.warnings(),
            });
            terminal.print(&format!("{report:#}\n"))?;
            return Ok(exit);
        }
        let portals = count(total, "portal", "portals");
        let (rendered, kept) = (plan.work().len(), plan.kept());
        let mut parts = vec![format!("{rendered} rendered"), format!("{kept} unchanged")];
        for (number, what) in [(plan.withdrawn().len(), "withdrawn"), (plan.withheld(), "withheld")] {
            if number > 0 {
                parts.push(format!("{number} {what}"));
            }
        }
        let verb = if outcome.is_some() { "Built" } else { "Would build" };
        terminal.say(&format!("{verb} {portals} as of {}: {}", site.as_of(), parts.join(", ")));
        if let Some(outcome) = outcome {
            let files = count(outcome.files, "file", "files");
            let warnings = count(problems.warnings(), "warning", "warnings");
            let (written, removed) = (outcome.written, outcome.removed);
            terminal.say(&format!("output/ holds {files} ({written} written, {removed} removed); {warnings}"));
            terminal.say(&self.where_to_look(site));
        }
        Ok(exit)
    }

    fn show_diff(&self, plan: &Plan, published: &Published, site: &Site, terminal: &Terminal) -> Result<Exit, Stopped> {
        let changes = differences(plan, published, site);
        if self.format == Format::Json {
            let customers: Vec<_> = changes
                .iter()
                .map(|(customer, name, changes)| json!({ "customer_id": customer, "name": name, "changes": changes }))
                .collect();
            let withdrawn = plan.withdrawn().len();
            return terminal.print(&format!("{:#}\n", json!({ "customers": customers, "withdrawn": withdrawn })));
        }
        let mut text = String::new();
        for (customer, name, changes) in &changes {
            text.push_str(&format!("{customer} {name}\n"));
            changes.iter().for_each(|change| text.push_str(&format!("  {}\n", line_of(change))));
        }
        if !plan.withdrawn().is_empty() {
            text.push_str(&format!("{} withdrawn\n", count(plan.withdrawn().len(), "portal is", "portals are")));
        }
        if text.is_empty() {
            text.push_str("no customer would see a balance or an open invoice change\n");
        }
        terminal.print(&crate::diag::shown(&text))
    }
}

impl Build {
    /// The way to a first look. Links are secrets: outside demo projects they are not printed unasked.
    fn where_to_look(&self, site: &Site) -> String {
        let first = site.slots().iter().find(|slot| !slot.withheld && self.shard.holds(slot.address.id));
        match first.filter(|_| site.config().site.is_on_reserved_host()) {
            Some(slot) => {
                let (path, name) = (slot.address.path(), &slot.name);
                format!("Look at output{path}index.html ({name}), or list all links: portalsmith links")
            }
            None => "List the links to send: portalsmith links".to_owned(),
        }
    }
}

/// What each customer would see change, those who would see nothing left out; a portal that is new is all change.
fn differences(plan: &Plan, published: &Published, site: &Site) -> Vec<(String, String, Vec<Change>)> {
    let records = published.manifest.as_ref().map(|manifest| &manifest.portals);
    let mut differences = Vec::new();
    for work in plan.work() {
        let slot = &site.slots()[work.slot];
        let record = records.and_then(|records| records.get(&slot.address.key));
        let before = record.map(|record| Seen::from_bytes(&record.seen)).unwrap_or_default();
        let changes = before.changes_to(&site.seen(slot));
        if !changes.is_empty() {
            differences.push((slot.customer.to_string(), slot.name.to_string(), changes));
        }
    }
    differences
}

fn line_of(change: &Change) -> String {
    match change {
        Change::Balance { currency, before, after } => format!("balance {currency} {before} → {after}"),
        Change::Added { currency, invoice, open_balance } => format!("+ {invoice} {currency} {open_balance}"),
        Change::Changed { currency, invoice, before, after } => format!("~ {invoice} {currency} {before} → {after}"),
        Change::Gone { currency, invoice, before } => format!("- {invoice} {currency} {before}"),
    }
}

/// The lock keeps the day on which each portal was first published; withdrawn ones leave it.
fn write_lock(session: &Session, inputs: &Inputs, lock: &Lock, site: &Site) -> Result<(), Stopped> {
    let first_day = |portal| lock.portals.get(portal).copied();
    let portals = site.slots().iter().filter_map(|slot| {
        let first = first_day(&slot.address.id);
        match slot.withheld {
            true => first.map(|first| (slot.address.id, first)),
            false => Some((slot.address.id, first.unwrap_or(site.as_of()))),
        }
    });
    let now = Lock { secret: lock.secret, portals: portals.collect::<BTreeMap<_, _>>() };
    let text = now.to_text();
    if inputs.lock.is_none_or(|file| inputs.bytes(file) != text.as_bytes()) {
        replace(&session.project.root().join("links.lock"), text.as_bytes())?;
    }
    Ok(())
}
