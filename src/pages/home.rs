//! A portal's home page.

use super::Pages;
use super::list::newest;
use super::views::{Autopay, Block, Bucket, Home, LastPayment, StatementLink};
use crate::ledger::{self, Amount};
use crate::payment::Payable;
use crate::portal::{self, FormKind, PeriodId};

impl<'p, 'a> Pages<'p, 'a> {
    pub(super) fn home(&self) -> Home<'p>
    where
        'a: 'p,
    {
        let portal = self.portal;
        Home {
            as_of: self.day(portal.as_of),
            blocks: portal.blocks.iter().map(|block| self.block(block, &Payable::due_first(portal, block))).collect(),
            own_documents: portal.documents.iter().map(|row| self.document(row)).collect(),
            shared_documents: self.shared_documents(),
            calendar: portal.calendar_file().map(|file| self.made_href(&file)),
            archive: portal.archive_file().map(|file| self.made_href(&file)),
            note: portal.note(self.renderer.language()).map(|note| self.content_page(note)),
            autopay: match &portal.autopay {
                portal::Autopay::Off => autopay("off"),
                portal::Autopay::Offered => Autopay { form: self.autopay_form(), ..autopay("offered") },
                portal::Autopay::Requested(day) => {
                    Autopay { requested: Some(self.on_day("autopay-requested-on", *day)), ..autopay("requested") }
                }
                portal::Autopay::Declined(decided) => {
                    let declined = Some(self.decision("autopay-declined", decided));
                    Autopay { form: self.autopay_form(), declined, ..autopay("offered") }
                }
                portal::Autopay::Active => autopay("active"),
            },
        }
    }

    /// One currency of the account; `payable` is what its reader is asked to pay.
    pub(super) fn block(&self, block: &'p portal::Block<'a>, payable: &Payable<'a>) -> Block<'p>
    where
        'a: 'p,
    {
        let currency = block.currency;
        let balance = &block.balance;
        let features = &self.portal.features;
        let next_due = block.open.iter().filter(|row| matches!(row.standing, ledger::Standing::NotDue { .. }));
        Block {
            currency: block.currency.code(),
            slug: block.currency.code().to_ascii_lowercase(),
            outstanding: self.money(balance.outstanding, currency),
            past_due: self.money(balance.past_due, currency),
            not_due: self.money(balance.not_due, currency),
            credit: balance.balance.is_negative().then(|| self.money(-balance.balance, currency)),
            unapplied: self.some_money(balance.unapplied, currency),
            balance: self.money(balance.balance, currency),
            is_past_due: balance.past_due.is_positive(),
            is_credit: balance.balance.is_negative(),
            next_due: next_due.map(|row| row.due).min().map(|day| self.day(day)),
            aging: self.aging(block),
            open: block.open.iter().map(|row| self.invoice_row(row)).collect(),
            upcoming: block.upcoming.iter().map(|row| self.invoice_row(row)).collect(),
            paid: newest(&block.paid).map(|row| self.invoice_row(row)).collect(),
            credit_notes: newest(&block.credit_notes).map(|row| self.credit_note_row(row, currency)).collect(),
            payments: newest(&block.payments).map(|row| self.payment_row(row, currency)).collect(),
            lists: self.lists(block),
            late_fees: self.some_money(block.late_fees, currency),
            last_payment: self.last_payment(block),
            has_periods: block.statements.iter().any(|statement| statement.period.id != PeriodId::All),
            statements: block.statements.iter().map(|statement| self.statement_link(block, statement)).collect(),
            outstanding_statement: block.outstanding_statement.then(|| self.outstanding_link(block)),
            pay: self.pay(payable, None),
            told: block.told.map(|told| self.told(told, currency)),
            promise: features.promises_to_pay.then(|| self.past_due_form(FormKind::Promise, block)).flatten(),
            remittance: features.remittance_advice.then(|| self.past_due_form(FormKind::Remittance, block)).flatten(),
            has_children: block.has_children(),
        }
    }

    fn last_payment(&self, block: &portal::Block<'_>) -> Option<LastPayment> {
        let payments = block.payments.iter().filter(|row| row.amount.is_positive());
        let newest = payments.max_by_key(|row| row.received)?;
        Some(LastPayment { received: self.day(newest.received), amount: self.money(newest.amount, block.currency) })
    }

    fn aging(&self, block: &portal::Block<'_>) -> Vec<Bucket> {
        let outstanding = block.balance.outstanding;
        if outstanding.is_zero() {
            return Vec::new();
        }
        let bucket = |(bucket, amount): &(ledger::Bucket, Amount)| {
            let share = percent(*amount, outstanding);
            Bucket {
                label: self.wording().bucket(*bucket),
                amount: self.money(*amount, block.currency),
                is_zero: amount.is_zero(),
                is_past_due: *bucket != ledger::Bucket::Current,
                share,
                percent: self.renderer.locale().percent(share * 10_000),
            }
        };
        block.aging.iter().map(bucket).collect()
    }

    fn outstanding_link(&self, block: &portal::Block<'_>) -> StatementLink {
        StatementLink {
            kind: "open",
            href: self.href(&self.outstanding_path(block)),
            label: self.text("outstanding-statement", &[]),
            opening: None,
            closing: self.money(block.balance.balance, block.currency),
            files: self.statement_files(block, PeriodId::Open),
        }
    }
}

fn autopay(state: &'static str) -> Autopay {
    Autopay { state, requested: None, declined: None, form: None }
}

fn percent(part: Amount, whole: Amount) -> u32 {
    u32::try_from(i128::from(part.minor()) * 100 / i128::from(whole.minor())).unwrap_or(0).min(100)
}
