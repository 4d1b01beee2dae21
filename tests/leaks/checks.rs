//! The checks. Each takes what was published and tells all that is wrong; an empty list is a clean site.

use crate::layers::{found, unescaped};
use crate::marks::{Mark, Marks};
use crate::organization::{IDS, Organization};
use crate::project::{Output, Portal, keys};
use portalsmith::ledger::CustomerId;
use std::collections::{BTreeMap, BTreeSet};

/// Canaries: no token where it may not be, every one where it must be, no foreign key, ticket or document.
pub(crate) fn leaks(organization: &Organization, output: &Output) -> Vec<String> {
    let mut wrong = Vec::new();
    let marks = Marks::of(organization);
    let keys = owners_of_keys(organization);
    for (path, bytes) in &output.shared {
        let found = found(path, bytes);
        wrong.extend(found.tokens.iter().map(|token| format!("{path}: shared, but has {token}")));
        let amounts = found.amounts.iter().filter(|amount| marks.amounts.contains_key(amount));
        wrong.extend(amounts.map(|amount| format!("{path}: shared, but has the amount {amount}")));
        let known = found.keys.iter().filter(|key| keys.contains_key(*key));
        wrong.extend(known.map(|key| format!("{path}: shared, but has {key} of {:?}", keys[key])));
    }
    for customer in &organization.customers {
        let is_on = organization.has_portal(customer.slot);
        let Some(portal) = output.portals.get(id(customer.slot).as_str()) else {
            wrong.extend(is_on.then(|| format!("{} has no portal", customer.id())));
            continue;
        };
        if !is_on {
            wrong.push(format!("{} has a portal", customer.id()));
        }
        wrong.extend(leaks_of(organization, customer.slot, portal, &marks, &keys, output));
    }
    wrong.extend(paths_twice(output));
    wrong
}

fn id(slot: usize) -> CustomerId {
    CustomerId::new(IDS[slot]).unwrap()
}

/// Portal keys and public ids: whose they are.
fn owners_of_keys(organization: &Organization) -> BTreeMap<String, usize> {
    let (mut owners, keys) = (BTreeMap::new(), keys());
    for customer in &organization.customers {
        for generation in 0..=customer.generation {
            owners.insert(keys.portal_key(id(customer.slot).as_str(), generation).to_string(), customer.slot);
        }
        owners.insert(keys.portal_id(id(customer.slot).as_str()).to_string(), customer.slot);
    }
    owners
}

fn leaks_of(
    organization: &Organization,
    slot: usize,
    portal: &Portal,
    marks: &Marks,
    keys: &BTreeMap<String, usize>,
    output: &Output,
) -> Vec<String> {
    let mut wrong = Vec::new();
    let (mut tokens, mut amounts) = (BTreeSet::new(), BTreeSet::new());
    let whose = IDS[slot];
    let own_paths: BTreeSet<&str> = portal.files().map(|(path, _)| path.as_str()).collect();
    for (path, bytes) in portal.files() {
        let found = found(path, bytes);
        let currency = currency_of_statement(path);
        let mut judge = |what: String, mark: Option<&Mark>| match mark {
            Some(mark) if !mark.may.contains(&slot) => {
                wrong.push(format!("{whose} {path}: has {what} of {:?}", mark.may))
            }
            Some(Mark { currency: Some(of), .. }) if currency.is_some_and(|currency| currency != *of) => {
                wrong.push(format!("{whose} {path}: has {what}, which is in {of}"));
            }
            Some(_) => {}
            None => wrong.push(format!("{whose} {path}: has {what}, which nobody wrote")),
        };
        found.tokens.iter().for_each(|token| judge(token.clone(), marks.tokens.get(token)));
        let known = found.amounts.iter().filter_map(|amount| Some((amount, marks.amounts.get(amount)?)));
        known.for_each(|(amount, mark)| judge(amount.to_string(), Some(mark)));
        for key in found.keys.iter().filter(|key| keys.contains_key(*key)) {
            let owner = keys[key];
            let is_childs_id = key.len() == 16 && organization.line_of(owner).contains(&slot);
            if owner != slot && !is_childs_id {
                wrong.push(format!("{whose} {path}: has the key or id {key} of {}", IDS[owner]));
            }
        }
        wrong.extend(forms_of_others(organization, slot, portal, path, bytes));
        wrong.extend(links_astray(path, bytes, &own_paths, output).map(|link| format!("{whose} {path}: {link}")));
        tokens.extend(found.tokens);
        amounts.extend(found.amounts);
    }
    let missing = marks.tokens.iter().filter(|(token, mark)| mark.must.contains(&slot) && !tokens.contains(*token));
    wrong.extend(missing.map(|(token, _)| format!("{whose}: {token} does not show")));
    let missing = marks.amounts.iter().filter(|(amount, mark)| mark.must.contains(&slot) && !amounts.contains(amount));
    wrong.extend(missing.map(|(amount, _)| format!("{whose}: the amount {amount} does not show")));
    wrong
}

/// The currency that a statement's path names.
fn currency_of_statement(path: &str) -> Option<&'static str> {
    let is_statement = path.contains("/statements/") || path.contains("/statement-");
    let has = |currency: &&str| path.contains(&format!("-{}", currency.to_lowercase()));
    crate::organization::CURRENCIES.into_iter().find(|currency| is_statement && has(currency))
}

/// Forms whose ticket is not genuine, or for another portal than the one they stand in or are posted to.
fn forms_of_others(organization: &Organization, slot: usize, portal: &Portal, path: &str, bytes: &[u8]) -> Vec<String> {
    let mut wrong = Vec::new();
    if !path.ends_with(".html") {
        // Forms are on pages; compressed bytes look like anything.
        return wrong;
    }
    let text = String::from_utf8_lossy(bytes);
    let secret = keys().form_secret();
    let mut posted_to = "";
    let is_end = |character: char| "\"' >".contains(character);
    for word in text.split(is_end) {
        if let Some((_, address)) = word.split_once("https://forms.example.test/f/") {
            posted_to = address;
        }
        let word = word.rsplit('=').next().unwrap_or_default();
        if !word.starts_with("1.") || word.len() < 100 {
            continue;
        }
        let Ok(claims) = secret.verify(word) else {
            wrong.push(format!("{path}: a ticket that is not genuine"));
            continue;
        };
        let of_family = |id: &str| {
            let members =
                organization.customers.iter().filter(|member| organization.line_of(member.slot).contains(&slot));
            members
                .map(|member| member.id())
                .any(|member| keys().portal_id(CustomerId::new(member).unwrap().as_str()).as_str() == id)
        };
        let id = claims.portal.to_string();
        if claims.path != portal.address.path()
            || !of_family(&id)
            || posted_to != format!("{}/{id}", claims.kind.as_str())
        {
            wrong.push(format!("{} {path}: a ticket for {id}, posted to {posted_to}", IDS[slot]));
        }
    }
    wrong
}

/// Links to documents that are neither this portal's nor everybody's, and to pages that are not there.
fn links_astray(path: &str, bytes: &[u8], own: &BTreeSet<&str>, output: &Output) -> impl Iterator<Item = String> {
    let mut wrong = Vec::new();
    if path.ends_with(".html") {
        let text = String::from_utf8_lossy(bytes);
        for (at, start) in
            text.match_indices("/d/").chain(text.match_indices("\"/p/")).chain(text.match_indices("=/p/"))
        {
            let from = if start == "/d/" { at + 1 } else { at + 2 };
            let rest = &text[from..];
            let link = &rest[..rest.find(['"', '\'', ' ', '>', '#', '&']).unwrap_or(rest.len())];
            let link = unescaped(link).unwrap_or_else(|| link.to_owned());
            let file = if link.ends_with('/') { format!("{link}index.html") } else { link.clone() };
            if !own.contains(file.as_str()) && !output.shared.contains_key(&file) {
                wrong.push(format!("links to {link}, which is not this portal's"));
            }
        }
    }
    wrong.into_iter()
}

/// Files of two portals, or two files of one, at one path.
fn paths_twice(output: &Output) -> Vec<String> {
    let mut seen = BTreeMap::new();
    let portals =
        output.portals.iter().flat_map(|(id, portal)| portal.files().map(move |(path, _)| (path, id.as_str())));
    let shared = output.shared.keys().map(|path| (path, "everybody"));
    let twice = |(path, owner)| Some(format!("{path}: of {owner} and of {}", seen.insert(path, owner)?));
    portals.chain(shared).filter_map(twice).collect()
}

/// Non-interference: what differs for customers who are no kin of the one that changed.
pub(crate) fn interference(organizations: [&Organization; 2], outputs: [&Output; 2], changed: usize) -> Vec<String> {
    let mut wrong = Vec::new();
    for customer in &organizations[0].customers {
        let slot = customer.slot;
        let is_kin =
            organizations.iter().any(|organization| organization.head_of(slot) == organization.head_of(changed));
        if slot == changed || is_kin {
            continue;
        }
        let [before, after] = outputs.map(|output| output.portals.get(id(slot).as_str()));
        match (before, after) {
            (None, None) => {}
            (Some(before), Some(after)) => {
                let differ = differences(before, after);
                wrong.extend(differ.map(|path| format!("{}: {path} changed with {}", IDS[slot], IDS[changed])));
                if before.fingerprints != after.fingerprints {
                    wrong.push(format!("{}: the fingerprint changed with {}", IDS[slot], IDS[changed]));
                }
            }
            _ => wrong.push(format!("{}: the portal came or went with {}", IDS[slot], IDS[changed])),
        }
    }
    let differ = outputs[0].shared != outputs[1].shared;
    wrong.extend(differ.then(|| format!("a shared file changed with {}", IDS[changed])));
    wrong
}

fn differences(before: &Portal, after: &Portal) -> impl Iterator<Item = String> {
    let [before, after]: [BTreeMap<_, _>; 2] =
        [before, after].map(|portal| portal.files().map(|(path, bytes)| (path.clone(), bytes.clone())).collect());
    let paths: BTreeSet<String> = before.keys().chain(after.keys()).cloned().collect();
    paths.into_iter().filter(move |path| before.get(path) != after.get(path))
}

/// The portals that two outputs do not have alike, and the shared files if these differ.
pub(crate) fn different(one: &Output, other: &Output) -> Vec<String> {
    let ids: BTreeSet<&String> = one.portals.keys().chain(other.portals.keys()).collect();
    let files = |output: &Output, id: &String| {
        let portal = output.portals.get(id)?;
        Some((portal.fingerprints, portal.shell.clone(), portal.closed.clone()))
    };
    let differs = |id: &&String| files(one, id) != files(other, id);
    let shared = (one.shared != other.shared).then(|| "shared files".to_owned());
    ids.into_iter().filter(differs).cloned().chain(shared).collect()
}

/// Incremental = clean: what would stay of `before` where its fingerprints are those of `after`, but is not `after`'s.
pub(crate) fn stale(before: &Output, after: &Output) -> Vec<String> {
    let mut wrong = Vec::new();
    for (id, after) in &after.portals {
        let Some(before) = before.portals.get(id).filter(|before| before.address.key == after.address.key) else {
            continue;
        };
        let shell = (before.fingerprints.shell == after.fingerprints.shell, &before.shell, &after.shell);
        let closed = (before.fingerprints.closed == after.fingerprints.closed, &before.closed, &after.closed);
        for (is_kept, before, after) in [shell, closed] {
            if is_kept && before != after {
                let (before, after): (BTreeMap<_, _>, BTreeMap<_, _>) =
                    (before.iter().cloned().collect(), after.iter().cloned().collect());
                let differs = |path: &&String| before.get(*path) != after.get(*path);
                let paths = after.keys().chain(before.keys()).filter(differs);
                wrong.extend(paths.map(|path| format!("{id}: {path} would be kept, but is not what it should be")));
            }
        }
    }
    wrong
}
