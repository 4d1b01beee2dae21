//! The pages of the preview itself, for whoever edits the project: the list of portals, one portal in other circumstances,
//! and what is wrong. They are part of the program, not of a theme, and speak English.

use super::inbox::Inbox;
use super::look::Look;
use super::showing::{Of, Showing};
use super::stage::State;
use crate::config::Language;
use crate::ledger::{Customer, Standing};
use crate::locale::Locale;
use crate::portal::{Autopay, Block, FormKind, Portal, PromiseState, invoice_slug};
use crate::site::{Site, Slot};
use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;
use tera::{Context, Tera};

/// So many customers stand on a page.
const ON_A_PAGE: usize = 50;

/// So many invoice numbers are shown where they are what was searched for.
const MATCHES: usize = 3;

/// What the admin's page is made from.
pub(super) struct Asked<'a> {
    pub(super) state: &'a State,
    pub(super) inbox: &'a Inbox,
    /// What is searched for; empty for all customers.
    pub(super) search: &'a str,
    /// Which of those that are found: `past-due`, `disputed`, else all.
    pub(super) show: &'a str,
    /// From 1.
    pub(super) page: usize,
}

#[derive(Serialize)]
struct AdminPage<'a> {
    site: Option<SiteView<'a>>,
    errors: usize,
    warnings: usize,
    /// What is wrong, in numbers: `1 error, 2 warnings`.
    wrong: String,
    problems: Vec<ProblemView<'a>>,
    /// So many problems are not listed.
    unlisted: usize,
    search: &'a str,
    show: &'a str,
    shows: Vec<Choice>,
    rows: Vec<Row>,
    found: usize,
    /// What the list holds, in words.
    heard: String,
    newer: Option<String>,
    older: Option<String>,
    received: Vec<ReceivedView>,
    took: u128,
}

#[derive(Serialize)]
struct SiteView<'a> {
    organization: &'a str,
    as_of: String,
    portals: String,
    base_path: &'a str,
    sample: Links,
    is_sample_alone: bool,
}

#[derive(Serialize)]
struct ProblemView<'a> {
    is_error: bool,
    text: &'a str,
}

#[derive(Serialize)]
struct Row {
    id: String,
    name: String,
    links: Option<Links>,
    balances: Vec<BalanceView>,
    flags: Vec<Flag>,
    /// The invoices that were searched for.
    matches: Vec<Named>,
}

#[derive(Serialize)]
struct BalanceView {
    balance: String,
    past_due: Option<String>,
}

#[derive(Serialize)]
struct Flag {
    kind: &'static str,
    text: String,
}

/// The ways to a portal.
#[derive(Serialize)]
struct Links {
    open: String,
    phone: String,
    dark: String,
    print: String,
    languages: Vec<Named>,
}

/// A language or an invoice's number, and where it leads to.
#[derive(Serialize)]
struct Named {
    name: String,
    href: Option<String>,
}

#[derive(Serialize)]
struct ReceivedView {
    reference: String,
    kind: &'static str,
    about: String,
    name: String,
    day: String,
    back: String,
    trapped: bool,
}

#[derive(Serialize)]
struct ViewPage {
    customer: String,
    at: String,
    frame: String,
    look: String,
    width: &'static str,
    looks: Vec<Choice>,
    languages: Vec<Choice>,
}

/// One of several ways to look at a portal.
#[derive(Serialize)]
struct Choice {
    label: String,
    href: String,
    is_current: bool,
}

/// `/`: search, problems, the sample, the portals, what was sent.
pub(super) fn page(asked: &Asked<'_>) -> String {
    let Asked { state, inbox, search, show, page } = *asked;
    let show = SHOWS.iter().map(|(name, _)| *name).find(|name| *name == show).unwrap_or_default();
    let of_pages = state.broken.iter().map(|broken| ProblemView { is_error: true, text: &broken.text });
    let of_all =
        state.told.problems.iter().map(|problem| ProblemView { is_error: problem.is_error, text: &problem.text });
    let mut problems: Vec<ProblemView<'_>> = of_pages.chain(of_all).collect();
    // One template may fail on several pages for one reason.
    let (before, mut seen) = (problems.len(), BTreeSet::new());
    problems.retain(|problem| !problem.is_error || seen.insert(problem.text));
    let repeated = before - problems.len();
    let found = state.showing.as_ref().map(|showing| search_in(showing, search, show)).unwrap_or_default();
    let last_page = found.len().div_ceil(ON_A_PAGE).max(1);
    let page = page.clamp(1, last_page);
    let start = (page - 1) * ON_A_PAGE;
    let shown = found.iter().skip(start).take(ON_A_PAGE);
    let rows: Vec<Row> = match &state.showing {
        Some(showing) => shown.map(|index| row(showing, *index, search)).collect(),
        None => Vec::new(),
    };
    let list = |show: &str, page: usize| {
        let values = [("q", search.to_owned()), ("show", show.to_owned()), ("page", page.to_string())];
        let said = values.iter().filter(|(name, value)| !value.is_empty() && (*name, value.as_str()) != ("page", "1"));
        let query: Vec<String> = said.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        if query.is_empty() { "/".to_owned() } else { format!("/?{}", query.join("&")) }
    };
    let choice = |(name, label): &(&str, &str)| Choice {
        label: (*label).to_owned(),
        href: list(name, 1),
        is_current: *name == show,
    };
    let (errors, warnings) = (state.told.errors + state.broken.len() - repeated, state.told.warnings);
    let view = AdminPage {
        site: state.showing.as_deref().map(site_view),
        errors,
        warnings,
        wrong: [(errors, "error", "errors"), (warnings, "warning", "warnings")]
            .iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, one, many)| count(*number, one, many))
            .collect::<Vec<_>>()
            .join(", "),
        unlisted: (errors + warnings).saturating_sub(problems.len()),
        problems,
        search,
        show,
        shows: SHOWS.iter().map(choice).collect(),
        heard: heard((search, show), found.len(), start..start + rows.len()),
        rows,
        found: found.len(),
        newer: (page > 1).then(|| list(show, page - 1)),
        older: (page < last_page).then(|| list(show, page + 1)),
        received: inbox.newest().map(|filed| received(filed, state)).collect(),
        took: state.took.as_millis(),
    };
    rendered("admin.html", &view)
}

/// A portal in other circumstances, in a frame; none where there is no portal at this path.
pub(super) fn view(showing: &Showing, at: &str, look: &str) -> Option<String> {
    let site = &showing.site;
    let below = at.strip_prefix(site.config().site.base_path())?.strip_prefix('/')?;
    let (of, slot, page) = showing.portal(below)?;
    let portal = showing.site(of).portal(slot)?;
    let look = if LOOKS.iter().any(|(name, _)| *name == look) { look } else { "desk" };
    let as_look = |name: &str, at: &str| format!("/-preview/view?at={}&look={name}", encoded(at));
    let looks = LOOKS.iter().map(|(name, label)| Choice {
        label: (*label).to_owned(),
        href: as_look(name, at),
        is_current: *name == look,
    });
    let (current, rest) = language_of(page, &portal, site);
    let languages = site.config().site.languages.iter().map(|language| Choice {
        label: language.as_str().to_owned(),
        href: as_look(look, &path_in(language, rest, slot, &portal, site)),
        is_current: *language == *current,
    });
    let scheme = look.trim_start_matches("phone-");
    let query = Look::of(scheme).map_or(String::new(), |look| format!("?look={}", look.as_str()));
    let width = match look {
        _ if look.starts_with("phone") => "phone",
        "print" => "paper",
        _ => "desk",
    };
    Some(rendered(
        "view.html",
        &ViewPage {
            customer: slot.name.to_string(),
            at: at.to_owned(),
            frame: format!("{at}{query}"),
            look: look.to_owned(),
            width,
            looks: looks.collect(),
            languages: languages.collect(),
        },
    ))
}

/// What stands in the place of a page that there cannot be.
pub(super) fn broken(text: &str) -> String {
    #[derive(Serialize)]
    struct Broken<'a> {
        text: &'a str,
    }
    rendered("broken.html", &Broken { text })
}

const LOOKS: [(&str, &str); 6] = [
    ("desk", "Desk"),
    ("phone", "Phone"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("phone-dark", "Phone, dark"),
    ("print", "Printed"),
];

fn site_view(showing: &Showing) -> SiteView<'_> {
    let site = &showing.site;
    SiteView {
        organization: &site.config().organization.name,
        as_of: english().date(site.as_of()),
        portals: format!(
            "{} of {}",
            count(site.slots().len(), "portal", "portals"),
            count(site.ledger().books().len(), "customer", "customers")
        ),
        base_path: site.config().site.base_path(),
        sample: links(showing.sample_slot(), &showing.sample, showing),
        is_sample_alone: showing.is_sample_alone,
    }
}

/// What the list may be held to.
const SHOWS: [(&str, &str); 3] = [("", "All"), ("past-due", "Past due"), ("disputed", "Disputed")];

/// What the list holds: `found` customers in all, of whom it shows those in `range`, from 0.
fn heard((search, show): (&str, &str), found: usize, range: Range<usize>) -> String {
    let how = match show {
        "past-due" => " with something past due, the latest first",
        "disputed" => " with something disputed",
        _ => "",
    };
    let of = if search.is_empty() { String::new() } else { format!(" for “{search}”") };
    let which = match range.len() {
        shown if shown == found => String::new(),
        _ => format!(": {} to {}", grouped(range.start + 1), grouped(range.end)),
    };
    match (found, search, show) {
        (0, "", "") => "There are no customers.".to_owned(),
        (0, "", _) => format!("There are no customers{how}.").replace(", the latest first", ""),
        (0, _, "") => format!("Nobody has “{search}” in name, id or invoice number."),
        (0, ..) => format!("Nobody{of}{how}.").replace(", the latest first", ""),
        _ => format!("{}{of}{how}{which}", count(found, "customer", "customers")),
    }
}

/// `1 portal`, `1,200 portals`.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A number with its thousands apart: 12,345.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<String> =
        digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into()).collect();
    groups.join(",")
}

/// The books of the customers whose name, id or invoice number has the text in it, small letters or large; of all, where it
/// is empty. Of those the ones that are to be shown.
fn search_in(showing: &Showing, search: &str, show: &str) -> Vec<usize> {
    let wanted = search.trim().to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&wanted);
    let books = showing.site.ledger().books().iter().enumerate();
    let found = books.filter(|(_, book)| {
        wanted.is_empty()
            || has(&book.customer.name)
            || has(book.customer.id.as_str())
            || book.invoices().iter().any(|invoice| has(invoice.number.as_str()))
    });
    let mut found: Vec<usize> = found.map(|(index, _)| index).collect();
    match show {
        "past-due" => {
            let urgent = showing.urgent();
            found.retain(|book| urgent[*book].days_late > 0);
            found.sort_by_key(|book| std::cmp::Reverse(urgent[*book].days_late));
        }
        "disputed" => found.retain(|book| showing.urgent()[*book].is_disputed),
        _ => {}
    }
    found
}

/// One customer; `index` is his book's.
fn row(showing: &Showing, index: usize, search: &str) -> Row {
    let site = &showing.site;
    let customer = &site.ledger().books()[index].customer;
    let portal = showing.slot_of(index).and_then(|slot| Some((slot, site.portal(slot)?)));
    let Some((slot, portal)) = portal else {
        let flags = vec![Flag { kind: "off", text: "no portal".to_owned() }];
        return Row { flags, ..Row::of(customer) };
    };
    Row {
        links: Some(links(slot, site, showing)),
        balances: portal.blocks.iter().map(balance).collect(),
        flags: flags(&portal),
        matches: matches(&portal, slot, site, search),
        ..Row::of(customer)
    }
}

impl Row {
    fn of(customer: &Customer) -> Row {
        Row {
            id: customer.id.to_string(),
            name: customer.name.to_string(),
            links: None,
            balances: Vec::new(),
            flags: Vec::new(),
            matches: Vec::new(),
        }
    }
}

fn balance(block: &Block<'_>) -> BalanceView {
    let money = |amount: crate::ledger::Amount| english().money(amount.of(block.currency));
    BalanceView {
        balance: money(block.balance.balance),
        past_due: block.balance.past_due.is_positive().then(|| money(block.balance.past_due)),
    }
}

/// What is special about a portal.
fn flags(portal: &Portal<'_>) -> Vec<Flag> {
    let mut flags = Vec::new();
    let mut add = |kind: &'static str, count: usize, one: &str, many: &str| match count {
        0 => {}
        1 => flags.push(Flag { kind, text: one.to_owned() }),
        _ => flags.push(Flag { kind, text: format!("{count} {many}") }),
    };
    let open = || portal.blocks.iter().flat_map(|block| &block.open);
    let promised =
        |state: PromiseState| open().filter(|row| row.promise.is_some_and(|promise| promise.state == state)).count();
    add("late", open().filter(|row| matches!(row.standing, Standing::PastDue { .. })).count(), "past due", "past due");
    add("disputed", open().filter(|row| row.dispute.is_some()).count(), "disputed", "disputed");
    add("late", promised(PromiseState::Broken), "promise broken", "promises broken");
    add("promised", promised(PromiseState::Open), "promised", "promised");
    add("plain", open().filter(|row| row.partly_paid).count(), "partly paid", "partly paid");
    add("plain", open().filter(|row| !row.late_fee.is_zero()).count(), "late fee", "late fees");
    let unapplied = portal.blocks.iter().filter(|block| !block.balance.unapplied.is_zero()).count();
    add("credit", usize::from(unapplied > 0), "unapplied credit", "");
    add("plain", usize::from(portal.autopay == Autopay::Active), "autopay", "");
    add("plain", usize::from(portal.blocks.len() > 1), "several currencies", "");
    add("plain", usize::from(portal.blocks.iter().any(Block::has_children)), "has children", "");
    add("plain", usize::from(!portal.notes.is_empty()), "has a note", "");
    flags
}

/// The invoices of a portal whose numbers have the text in them.
fn matches(portal: &Portal<'_>, slot: &Slot, site: &Site, search: &str) -> Vec<Named> {
    let wanted = search.trim().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let config = site.config();
    let page = |slug: String| format!("{}{}invoices/{slug}/", config.site.base_path(), slot.address.path());
    let blocks = portal.blocks.iter();
    let open = blocks.clone().flat_map(|block| block.open.iter().map(|row| (row, config.site.invoice_pages)));
    let others = blocks.flat_map(|block| block.upcoming.iter().chain(&block.paid)).map(|row| (row, false));
    let found = open.chain(others).filter(|(row, _)| row.number.to_lowercase().contains(&wanted)).take(MATCHES);
    found
        .map(|(row, has_page)| Named { name: row.number.to_owned(), href: has_page.then(|| page(invoice_slug(row))) })
        .collect()
}

fn links(slot: &Slot, of: &Site, showing: &Showing) -> Links {
    let open = format!("{}{}", showing.site.config().site.base_path(), slot.address.path());
    let looking = |look: &str| format!("/-preview/view?at={}&look={look}", encoded(&open));
    let languages = match of.portal(slot) {
        Some(portal) => {
            let others = of.config().site.languages.iter().filter(|language| *language != portal.language);
            let named = |language: &Language| Named {
                name: language.as_str().to_owned(),
                href: Some(path_in(language, "", slot, &portal, of)),
            };
            others.map(named).collect()
        }
        None => Vec::new(),
    };
    Links { phone: looking("phone"), dark: looking("dark"), print: looking("print"), languages, open }
}

/// The language of a page, told by its path below the portal's, and the path without it.
fn language_of<'a, 'p>(page: &'p str, portal: &Portal<'a>, site: &'a Site) -> (&'a Language, &'p str) {
    let (folder, rest) = page.split_once('/').unwrap_or(("", page));
    let mut others = site.config().site.languages.iter().filter(|language| *language != portal.language);
    others.find(|language| language.as_str() == folder).map_or((portal.language, page), |language| (language, rest))
}

/// A page of a portal in another language.
fn path_in(language: &Language, rest: &str, slot: &Slot, portal: &Portal<'_>, site: &Site) -> String {
    let folder = if language == portal.language { String::new() } else { format!("{}/", language.as_str()) };
    format!("{}{}{folder}{rest}", site.config().site.base_path(), slot.address.path())
}

fn received(filed: &super::inbox::Filed, state: &State) -> ReceivedView {
    let submission = &filed.submission;
    let money = |amount: crate::ledger::Amount| english().money(amount.of(submission.currency));
    let subject = submission.invoice.clone().unwrap_or_else(|| match submission.kind {
        FormKind::Autopay => "the account".to_owned(),
        _ => format!("all past due in {}", submission.currency.code()),
    });
    let amount = submission.amount.map(|amount| format!(", {}", money(amount))).unwrap_or_default();
    let date = submission.date.map(|day| format!(", {}", english().date(day))).unwrap_or_default();
    let reason = submission.reason.as_ref().map(|reason| format!(", {reason}")).unwrap_or_default();
    let root =
        state.showing.as_ref().map(|showing| showing.site.config().site.base_path().to_owned()).unwrap_or_default();
    let of = state.showing.as_ref().and_then(|showing| {
        let path = filed.back.strip_prefix(root.as_str())?.trim_start_matches('/').to_owned();
        showing
            .portal(&path)
            .map(|(of, slot, _)| if of == Of::Sample { "the sample".into() } else { slot.name.clone() })
    });
    ReceivedView {
        reference: filed.reference.clone(),
        kind: submission.kind.as_str(),
        about: format!("{subject}{reason}{amount}{date}"),
        name: match of {
            Some(portal) => format!("{} · {portal}", submission.name),
            None => submission.name.clone(),
        },
        day: english().date(submission.day),
        back: filed.back.clone(),
        trapped: submission.trapped,
    }
}

/// The preview's own language.
fn english() -> &'static Locale {
    static ENGLISH: OnceLock<Locale> = OnceLock::new();
    ENGLISH.get_or_init(|| Locale::new(&Language("en".into())))
}

/// Percent-encoded for a query.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn rendered(template: &str, view: &impl Serialize) -> String {
    static ENGINE: OnceLock<Tera> = OnceLock::new();
    let engine = ENGINE.get_or_init(|| {
        let mut engine = Tera::new();
        engine.autoescape_on([".html"]);
        let templates = [
            ("base.html", include_str!("base.html")),
            ("admin.html", include_str!("admin.html")),
            ("view.html", include_str!("view.html")),
            ("broken.html", include_str!("broken.html")),
        ];
        engine.add_raw_templates(templates).expect("our own templates are right");
        engine
    });
    let context = Context::from_serialize(view).expect("a view has names");
    engine.render(template, &context).expect("our own templates fit their views")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_list_holds_is_said_once() {
        assert_eq!(heard(("", ""), 1_200, 50..100), "1,200 customers: 51 to 100");
        assert_eq!(heard(("", ""), 12, 0..12), "12 customers");
        assert_eq!(heard(("bo", ""), 23, 0..23), "23 customers for “bo”");
        assert_eq!(heard(("bo", "past-due"), 1, 0..1), "1 customer for “bo” with something past due, the latest first");
        assert_eq!(heard(("bo", ""), 0, 0..0), "Nobody has “bo” in name, id or invoice number.");
        assert_eq!(heard(("", "disputed"), 0, 0..0), "There are no customers with something disputed.");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn what_stands_in_an_address_is_encoded() {
        assert_eq!(encoded("/p/key/?a=b&c ü"), "/p/key/%3Fa%3Db%26c%20%C3%BC");
    }

    #[test]
    fn what_is_wrong_is_shown_as_text() {
        let html = broken("error: `<b>` is wrong");
        assert!(html.contains("&lt;b&gt;") && !html.contains("<b>"), "{html}");
    }
}
