//! What a portal asks a customer to pay: one invoice, all that is past due, all that is open.

use super::payable::{Debtor, Payable, Subject};
use crate::ledger::Amount;
use crate::portal::{Block, InvoiceRow, Portal};

impl<'a> Payable<'a> {
    /// An invoice's open balance. A child's invoice on his parent's portal names no debtor: the parent pays what the
    /// child was billed for.
    pub fn invoice(portal: &Portal<'a>, row: &InvoiceRow<'a>) -> Payable<'a> {
        let debtor = debtor(portal).filter(|_| row.owner.child.is_none());
        Payable { amount: row.open.of(row.currency), subject: Subject::Invoice(row.number), debtor }
    }

    /// All that is past due in one currency or, where nothing is, all that is open.
    pub fn due_first(portal: &Portal<'a>, block: &Block<'a>) -> Payable<'a> {
        match block.balance.past_due.is_positive() {
            true => several(portal, block, Subject::PastDue(portal.party.id.as_str())),
            false => Payable::open(portal, block),
        }
    }

    /// All that is open in one currency.
    pub fn open(portal: &Portal<'a>, block: &Block<'a>) -> Payable<'a> {
        several(portal, block, Subject::Open(portal.party.id.as_str()))
    }
}

/// Nothing is asked of a customer whose unapplied money comes to as much as is open.
fn several<'a>(portal: &Portal<'a>, block: &Block<'a>, subject: Subject<'a>) -> Payable<'a> {
    let amount = match subject {
        _ if !block.balance.balance.is_positive() => Amount::ZERO,
        Subject::PastDue(_) => block.balance.past_due,
        Subject::Open(_) | Subject::Invoice(_) => block.balance.outstanding,
    };
    Payable { amount: amount.of(block.currency), subject, debtor: debtor(portal) }
}

fn debtor<'a>(portal: &Portal<'a>) -> Option<Debtor<'a>> {
    Some(Debtor { name: portal.party.name, address: portal.party.address })
}
