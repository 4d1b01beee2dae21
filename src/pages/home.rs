//! A portal's home page.

use super::Pages;
use super::list::newest;
use super::views::{Autopay, BankAccount, Block, Bucket, Home, LastPayment, Pay, StatementLink};
use crate::config;
use crate::ledger::{self, Amount, Currency};
use crate::locale::Argument;
use crate::portal::{self, FormKind, InvoiceRow, PeriodId};

impl<'p, 'a> Pages<'p, 'a> {
    pub(super) fn home(&self) -> Home<'p>
    where
        'a: 'p,
    {
        let portal = self.portal;
        Home {
            as_of: self.day(portal.as_of),
            blocks: portal.blocks.iter().map(|block| self.block(block)).collect(),
            own_documents: portal.documents.iter().map(|row| self.document(row)).collect(),
            shared_documents: self.shared_documents(),
            note: portal.note(self.renderer.language()).map(|note| self.content_page(note)),
            autopay: match portal.autopay {
                portal::Autopay::Off => Autopay { state: "off", form: None },
                portal::Autopay::Offered => Autopay { state: "offered", form: self.autopay_form() },
                portal::Autopay::Active => Autopay { state: "active", form: None },
            },
        }
    }

    pub(super) fn block(&self, block: &'p portal::Block<'a>) -> Block<'p>
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
            pay: self.pay(currency, None, balance.outstanding),
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
                label: self.bucket_label(*bucket),
                amount: self.money(*amount, block.currency),
                is_zero: amount.is_zero(),
                is_past_due: *bucket != ledger::Bucket::Current,
                share,
                percent: self.renderer.locale().percent(share * 10_000),
            }
        };
        block.aging.iter().map(bucket).collect()
    }

    fn bucket_label(&self, bucket: ledger::Bucket) -> String {
        let days = |name, days: i32| (name, Argument::Number(i64::from(days)));
        match bucket {
            ledger::Bucket::Current => self.text("bucket-current", &[]),
            ledger::Bucket::PastDue { from, to: Some(to) } => {
                self.text("bucket-range", &[days("from", from), days("to", to)])
            }
            ledger::Bucket::PastDue { from, to: None } => self.text("bucket-over", &[days("days", from - 1)]),
        }
    }

    /// How to pay: for one invoice, or for all of a currency.
    pub(super) fn pay(&self, currency: Currency, row: Option<&InvoiceRow<'a>>, amount: Amount) -> Pay<'p> {
        let payment = &self.site.config.payment;
        let accounts = payment.accounts.iter().filter(|account| account.currency == currency);
        let instructions = (payment.instructions.as_ref())
            .and_then(|path| self.site.library.page_at(path, self.renderer.language(), self.portal.as_of));
        Pay {
            accounts: accounts.map(bank_account).collect(),
            link: self.pay_link(currency, row, amount),
            instructions: instructions.map(|page| self.page_link(page)),
            reference: row.map_or(self.portal.party.id.as_str(), |row| row.number).to_owned(),
        }
    }

    /// The invoice's own link, else the organization's with its placeholders filled in.
    fn pay_link(&self, currency: Currency, row: Option<&InvoiceRow<'a>>, amount: Amount) -> Option<String> {
        if let Some(link) = row.and_then(|row| row.payment_link) {
            return Some(link.to_owned());
        }
        let (template, row) = (self.site.config.payment.link.as_ref()?, row?);
        let filled = [
            ("{invoice}", row.number.to_owned()),
            ("{amount}", amount.of(currency).to_string()),
            ("{currency}", currency.code().to_owned()),
            ("{customer}", row.owner.id.to_string()),
            ("{reference}", row.number.to_owned()),
        ];
        let fill = |link: String, (name, value): &(&str, String)| link.replace(name, &super::forms::encoded(value));
        Some(filled.iter().fold(template.clone(), fill))
    }

    fn outstanding_link(&self, block: &portal::Block<'_>) -> StatementLink {
        StatementLink {
            kind: "open",
            href: self.href(&self.outstanding_path(block)),
            label: self.text("outstanding-statement", &[]),
            opening: None,
            closing: self.money(block.balance.balance, block.currency),
            csv: self.outstanding_csv(block),
        }
    }
}

fn bank_account(account: &config::BankAccount) -> BankAccount<'_> {
    BankAccount {
        holder: &account.holder,
        iban: account.iban.as_deref().map(in_groups),
        bic: account.bic.as_deref(),
        bank: account.bank.as_deref(),
        routing: account.routing.as_deref(),
        account: account.account.as_deref(),
    }
}

/// An IBAN in groups of four, as it is printed (ISO 13616).
fn in_groups(iban: &str) -> String {
    let characters: Vec<char> = iban.chars().collect();
    characters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn percent(part: Amount, whole: Amount) -> u32 {
    u32::try_from(i128::from(part.minor()) * 100 / i128::from(whole.minor())).unwrap_or(0).min(100)
}
