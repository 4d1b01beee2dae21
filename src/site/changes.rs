//! What a customer would see change: balances and open items, before and after.

use crate::ledger::{Currency, decimal};
use crate::portal::Portal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a customer saw that matters when it changes: per currency the balance and the open items.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Seen(BTreeMap<String, SeenBlock>);

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
struct SeenBlock {
    balance: i64,
    /// Number → open balance; a child's item with his id before it.
    items: BTreeMap<String, i64>,
}

/// One difference, amounts as decimal text.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    Balance {
        currency: String,
        before: String,
        after: String,
    },
    Added {
        currency: String,
        invoice: String,
        open_balance: String,
    },
    Changed {
        currency: String,
        invoice: String,
        before: String,
        after: String,
    },
    /// Paid, credited or no longer in the exports.
    Gone {
        currency: String,
        invoice: String,
        before: String,
    },
}

impl Seen {
    pub fn of(portal: &Portal<'_>) -> Seen {
        let block = |block: &crate::portal::Block<'_>| {
            let item = |row: &crate::portal::InvoiceRow<'_>| {
                let number = match row.owner.child {
                    Some(_) => format!("{}/{}", row.owner.id, row.number),
                    None => row.number.to_owned(),
                };
                (number, row.open.minor())
            };
            let items = block.open.iter().chain(&block.upcoming).map(item).collect();
            (block.currency.code().to_owned(), SeenBlock { balance: block.balance.balance.minor(), items })
        };
        Seen(portal.blocks.iter().map(block).collect())
    }

    pub fn to_bytes(&self) -> Box<[u8]> {
        postcard::to_allocvec(self).expect("maps of text and numbers can be written").into()
    }

    /// What was written by [`Seen::to_bytes`]; nothing where it cannot be read.
    pub fn from_bytes(bytes: &[u8]) -> Seen {
        postcard::from_bytes(bytes).unwrap_or_default()
    }

    /// What changes from `self` to `after`, in order of currency and number.
    pub fn changes_to(&self, after: &Seen) -> Vec<Change> {
        let mut changes = Vec::new();
        let currencies: std::collections::BTreeSet<&String> = self.0.keys().chain(after.0.keys()).collect();
        let nothing = SeenBlock::default();
        for code in currencies {
            let before = self.0.get(code).unwrap_or(&nothing);
            let after = after.0.get(code).unwrap_or(&nothing);
            compare(code, before, after, &mut changes);
        }
        changes
    }
}

fn compare(code: &str, before: &SeenBlock, after: &SeenBlock, changes: &mut Vec<Change>) {
    let Ok(unit) = code.parse::<Currency>() else { return };
    let money = |minor: i64| decimal(i128::from(minor), unit);
    let currency = || code.to_owned();
    if before.balance != after.balance {
        let (before, after) = (money(before.balance), money(after.balance));
        changes.push(Change::Balance { currency: currency(), before, after });
    }
    for (invoice, open) in &after.items {
        let invoice = invoice.clone();
        match before.items.get(&invoice) {
            None => changes.push(Change::Added { currency: currency(), invoice, open_balance: money(*open) }),
            Some(old) if old != open => {
                changes.push(Change::Changed {
                    currency: currency(),
                    invoice,
                    before: money(*old),
                    after: money(*open),
                });
            }
            Some(_) => {}
        }
    }
    for (invoice, open) in before.items.iter().filter(|(invoice, _)| !after.items.contains_key(*invoice)) {
        changes.push(Change::Gone { currency: currency(), invoice: invoice.clone(), before: money(*open) });
    }
}
