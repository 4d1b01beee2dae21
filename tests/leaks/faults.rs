//! Thirteen planted faults, each at a seam of the real pipeline, and the check that must catch it. The checks are the ones
//! that pass on the real pipeline.

use crate::checks;
use crate::organization::{
    self, CreditNote, Customer, Files, IDS, Invoice, Organization, Payment, Switches, amount, token,
};
use crate::project::{self, Output, keys};
use jiff::civil::date;
use portalsmith::links::{PortalId, Ticket};
use portalsmith::requests::{Filed, SubmissionId};
use std::collections::BTreeMap;

/// What is wrong with the site of an organization whose pipeline has a fault.
type Fault = fn() -> Vec<String>;

const FAULTS: [(&str, Fault); 13] = [
    ("a page keeps the tail of a longer one rendered before it", stale_buffer),
    ("documents are filed with the next customer", off_by_one),
    ("rendered invoice pages are cached by number, without the customer", cache_without_customer),
    ("disputes and promises are joined by the invoice's number only", overlay_by_number),
    ("what customers sent is joined by the invoice's number only", submissions_by_number),
    ("delivered documents are matched by number only", document_by_number),
    ("a document's key is derived without the customer", document_key_without_customer),
    ("parent and child are taken for each other", family_upside_down),
    ("a draft is hidden on pages, but not in the CSV", draft_in_csv),
    ("a template keeps the customer of the portal rendered before", context_of_another),
    ("the fingerprint leaves the contact out", fingerprint_without_contact),
    ("a statement is cut from another currency's lines", statement_of_other_currency),
    ("a ticket is signed for another portal", ticket_of_other_portal),
];

#[test]
#[expect(clippy::print_stdout, reason = "a figure for the log")]
fn every_planted_fault_is_caught() {
    let sound = organization();
    let output = publish(&sound);
    assert_eq!(checks::leaks(&sound, &output), Vec::<String>::new(), "the pipeline without a fault");
    let caught = FAULTS.iter().filter(|(name, fault)| {
        let wrong = fault();
        println!(
            "{} {name}: {}",
            if wrong.is_empty() { "MISSED" } else { "caught" },
            wrong.first().map_or("", |first| first)
        );
        !wrong.is_empty()
    });
    let caught = caught.count();
    println!("planted faults caught: {caught} of {}", FAULTS.len());
    assert_eq!(caught, FAULTS.len());
}

/// A small organization in which all of it can go wrong: three customers with the same invoice number, two of them a
/// family, two currencies, documents, a draft.
fn organization() -> Organization {
    let invoice = |same_number, issued, currency, state| Invoice {
        same_number,
        issued,
        terms: 20,
        currency,
        state,
        document: true,
        disputed: false,
        promised: None,
        link: false,
    };
    let customer = |slot, parent, count: usize| Customer {
        slot,
        parent,
        portal: None,
        same_name: false,
        french: false,
        late_fees: false,
        autopay: false,
        contact: true,
        note: true,
        hides_future: None,
        generation: 0,
        words: 0,
        own_documents: 1,
        invoices: [invoice(true, 150, 0, 0), invoice(false, 160, 1, 0), invoice(false, 170, 0, 6)][..count].to_vec(),
        credit_notes: vec![CreditNote { same_number: true, issued: 155, against: None, sent: true, document: true }],
        payments: vec![Payment { same_reference: false, received: 165, against: None, currency: 0, for_child: false }],
    };
    Organization {
        as_of: date(2026, 3, 31),
        customers: vec![customer(0, None, 3), customer(1, None, 2), customer(2, Some(0), 3), customer(5, None, 1)],
        switches: Switches {
            invoice_pages: true,
            account_statement: true,
            outstanding_statement: true,
            disputes: true,
            promises: true,
            remittance: true,
            hide_future: true,
            invoice_documents: true,
            endpoint: true,
            csv: true,
        },
        order: 0,
        shared: 1,
        page: 0,
        color: 0,
    }
}

fn publish(organization: &Organization) -> Output {
    project::publish(&organization.files(), organization.as_of)
}

/// The leaks of the sound organization once its output went through a fault.
fn after(fault: impl FnOnce(&Organization, &mut Output)) -> Vec<String> {
    let organization = organization();
    let mut output = publish(&organization);
    fault(&organization, &mut output);
    checks::leaks(&organization, &output)
}

/// The leaks of a site built from other files than the organization's own.
fn built_from(fault: impl FnOnce(&mut Files)) -> Vec<String> {
    let organization = organization();
    let mut files = organization.files();
    fault(&mut files);
    checks::leaks(&organization, &project::publish(&files, organization.as_of))
}

fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    String::from_utf8_lossy(bytes).replace(from, to).into_bytes()
}

fn stale_buffer() -> Vec<String> {
    after(|_, output| {
        let mut buffer = Vec::new();
        for (path, bytes) in output.portals.values_mut().flat_map(project::Portal::files_mut) {
            if path.ends_with(".html") {
                if buffer.len() < bytes.len() {
                    buffer.resize(bytes.len(), 0);
                }
                buffer[..bytes.len()].copy_from_slice(bytes);
                bytes.clone_from(&buffer);
            }
        }
    })
}

fn off_by_one() -> Vec<String> {
    built_from(|files| {
        let own: Vec<String> = files.keys().filter(|path| path.contains("/documents/customers/")).cloned().collect();
        let contents: Vec<Vec<u8>> = own.iter().map(|path| files[path].clone()).collect();
        for (index, bytes) in contents.into_iter().enumerate() {
            files.insert(own[(index + 1) % own.len()].clone(), bytes);
        }
    })
}

fn cache_without_customer() -> Vec<String> {
    after(|_, output| {
        let mut cache: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for (path, bytes) in output.portals.values_mut().flat_map(project::Portal::files_mut) {
            let Some((_, slug)) = path.split_once("/invoices/").filter(|_| path.ends_with(".html")) else { continue };
            let number = slug.rsplit_once('-').unwrap().0.to_owned();
            bytes.clone_from(cache.entry(number).or_insert_with(|| bytes.clone()));
        }
    })
}

/// The fault shows when one customer's dispute changes another's page.
fn overlay_by_number() -> Vec<String> {
    joined_for_all("inbox/decisions.yaml", |organization, decisions| {
        let mut joined = decisions.to_owned();
        for customer in &organization.customers {
            let own = format!("customer: \"{}\"", customer.id());
            for line in decisions.lines().filter(|line| line.contains("kind:") && !line.contains(&own)) {
                let (head, tail) = line.split_once("customer: ").unwrap();
                let tail = tail.split_once(',').unwrap().1;
                joined.push_str(&format!("{head}{own},{tail}\n"));
            }
        }
        joined
    })
}

/// The same for what came in by a form.
fn submissions_by_number() -> Vec<String> {
    joined_for_all("inbox/pulled.jsonl", |organization, submissions| {
        let mut joined = submissions.to_owned();
        for (slot, customer) in (0..).zip(&organization.customers) {
            let portal = keys().portal_id(customer.id());
            for (number, line) in (0..).zip(submissions.lines()) {
                let mut filed = Filed::from_json(line).unwrap();
                if filed.submission.portal != portal {
                    filed.submission.portal = portal;
                    filed.id = SubmissionId::new("b", [[slot, number]; 8].concat().try_into().unwrap());
                    joined.push_str(&(filed.to_json() + "\n"));
                }
            }
        }
        joined
    })
}

/// What one customer's dispute changes on other portals, where a file of the inbox goes through a fault.
fn joined_for_all(file: &str, fault: impl Fn(&Organization, &str) -> String) -> Vec<String> {
    let before = organization();
    let mut after = before.clone();
    after.customers[1].invoices[0].disputed = true;
    let outputs = [&before, &after].map(|organization| {
        let mut files = organization.files();
        let joined = fault(organization, &String::from_utf8_lossy(&files[file]));
        files.insert(file.into(), joined.into_bytes());
        project::publish(&files, organization.as_of)
    });
    checks::interference([&before, &after], [&outputs[0], &outputs[1]], after.customers[1].slot)
}

fn document_by_number() -> Vec<String> {
    built_from(|files| {
        let mut by_number: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        for (path, bytes) in files.iter_mut().filter(|(path, _)| path.contains("/documents/invoices/")) {
            let number = path.rsplit('/').next().unwrap().to_owned();
            bytes.clone_from(by_number.entry(number).or_insert_with(|| bytes.clone()));
        }
    })
}

fn document_key_without_customer() -> Vec<String> {
    after(|_, output| {
        for portal in output.portals.values_mut() {
            let documents: Vec<String> =
                portal.files().map(|(path, _)| path.clone()).filter(|path| path.starts_with("d/")).collect();
            for path in documents {
                let name = path.rsplit('/').next().unwrap();
                let key = keys().document_key("", name, 0);
                let new = format!("d/{key}/{name}");
                for (other, bytes) in portal.files_mut() {
                    *other = other.replace(&path, &new);
                    if other.ends_with(".html") {
                        *bytes = replaced(bytes, &path, &new);
                    }
                }
            }
        }
    })
}

fn family_upside_down() -> Vec<String> {
    let organization = organization();
    let mut upside_down = organization.clone();
    let (parent, child) = (organization.customers[0].slot, organization.customers[2].slot);
    upside_down.customers[0].parent = Some(child);
    upside_down.customers[2].parent = None;
    assert_eq!(organization.customers[2].parent, Some(parent));
    checks::leaks(&organization, &publish(&upside_down))
}

fn draft_in_csv() -> Vec<String> {
    let mut with_drafts = organization();
    with_drafts.customers.iter_mut().flat_map(|customer| &mut customer.invoices).for_each(|invoice| invoice.state = 0);
    let mut with_drafts = publish(&with_drafts);
    after(|_, output| {
        for (id, portal) in &mut output.portals {
            let drafts = with_drafts.portals.get_mut(id).unwrap();
            let drafts: BTreeMap<String, Vec<u8>> = drafts.files().cloned().collect();
            for (path, bytes) in portal.files_mut().filter(|(path, _)| path.ends_with(".csv")) {
                bytes.clone_from(&drafts[path]);
            }
        }
    })
}

fn context_of_another() -> Vec<String> {
    after(|organization, output| {
        let mut before: Option<String> = None;
        for (id, portal) in &mut output.portals {
            let customer = organization.customers.iter().find(|customer| customer.id() == id).unwrap();
            let name = token(customer.slot, "nm", 0);
            if let Some(before) = before.replace(name.clone()) {
                let page = portal.files_mut().find(|(path, _)| path.ends_with("/index.html")).unwrap();
                page.1 = replaced(&page.1, &name, &before);
            }
        }
    })
}

/// The fault shows when a contact changes and the portal is taken for unchanged.
fn fingerprint_without_contact() -> Vec<String> {
    let with_contact = organization();
    let mut without = with_contact.clone();
    without.customers[1].contact = false;
    let [before, after] = [&with_contact, &without].map(|organization| {
        let mut blind = organization.clone();
        blind.customers.iter_mut().for_each(|customer| customer.contact = false);
        let (mut output, blind) = (publish(organization), publish(&blind));
        output.portals.iter_mut().for_each(|(id, portal)| portal.fingerprints = blind.portals[id].fingerprints);
        output
    });
    checks::stale(&before, &after)
}

fn statement_of_other_currency() -> Vec<String> {
    after(|_, output| {
        for portal in output.portals.values_mut() {
            let yen: Vec<(String, Vec<u8>)> =
                portal.files().filter(|(path, _)| path.contains("-jpy")).cloned().collect();
            for (path, bytes) in yen {
                let euros = path.replace("-jpy", "-eur");
                if let Some((_, other)) = portal.files_mut().find(|(path, _)| *path == euros) {
                    *other = bytes;
                }
            }
        }
    })
}

fn ticket_of_other_portal() -> Vec<String> {
    after(|organization, output| {
        let secret = keys().form_secret();
        let portal = |slot: usize| -> PortalId { keys().portal_id(IDS[slot]) };
        let others: BTreeMap<String, PortalId> = organization
            .customers
            .iter()
            .zip(organization.customers.iter().cycle().skip(1))
            .map(|(customer, next)| (customer.id().to_owned(), portal(next.slot)))
            .collect();
        let (id, portal) = output.portals.iter_mut().next_back().unwrap();
        for (_, bytes) in portal.files_mut() {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let words = text.split(['"', '\'', ' ', '>', '=']).filter(|word| word.starts_with("1."));
            for (word, claims) in words.filter_map(|word| Some((word, secret.verify(word).ok()?))) {
                let ticket = Ticket {
                    portal: others[id],
                    invoice: claims.invoice.as_deref(),
                    kind: claims.kind,
                    generation: claims.generation,
                    iat: claims.iat,
                    exp: claims.exp,
                    amount: &claims.amount,
                    currency: &claims.currency,
                    path: &claims.path,
                };
                *bytes = replaced(bytes, word, &keys().sign(&ticket));
            }
        }
    })
}

#[test]
fn amounts_of_generated_organizations_differ() {
    let mut amounts: Vec<i64> = Vec::new();
    for slot in 0..organization::IDS.len() {
        for field in ["in", "cn", "pr"] {
            amounts.extend((0..10).map(|index| amount(slot, field, index)));
        }
    }
    let count = amounts.len();
    amounts.sort_unstable();
    amounts.dedup();
    assert_eq!(amounts.len(), count);
}
