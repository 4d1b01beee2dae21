//! How to pay: bank accounts, what to write on the payment, the payment code, the link.

use super::Pages;
use super::views::{BankAccount, Pay, PaymentCode, QrAccount};
use crate::config;
use crate::locale::Argument;
use crate::payment::{self, BankDetails, Payable, Picture, Subject};
use crate::portal::InvoiceRow;

impl<'p, 'a: 'p> Pages<'p, 'a> {
    /// How to pay one invoice, or several of a currency.
    pub(super) fn pay(&self, payable: &Payable<'a>, row: Option<&InvoiceRow<'a>>) -> Pay<'p> {
        let payment = &self.site.config.payment;
        let accounts = payment.accounts.iter().filter(|account| account.currency == payable.amount.currency);
        let instructions = (payment.instructions.as_ref())
            .and_then(|path| self.site.library.page_at(path, self.renderer.language(), self.portal.as_of));
        Pay {
            accounts: accounts.map(|account| bank_account(account, payable)).collect(),
            link: row.and_then(|row| self.pay_link(payable, row)),
            instructions: instructions.map(|page| self.page_link(page)),
            code: payment::PaymentCode::of(payment, payable).map(|code| self.payment_code(&code, payable)),
        }
    }

    fn payment_code(&self, code: &payment::PaymentCode<'_>, payable: &Payable<'_>) -> PaymentCode {
        let about = match payable.subject {
            Subject::Invoice(number) => number.to_owned(),
            Subject::PastDue(_) => self.text("all-past-due", &[]),
            Subject::Open(_) => self.text("all-open", &[]),
        };
        let amount = self.renderer.locale().money(payable.amount);
        let picture = code.picture();
        let (border, side) = (Picture::BORDER, picture.size() + 2 * Picture::BORDER);
        // Rows of strokes lie on whole numbers and reach half a unit above and below.
        PaymentCode {
            kind: match code {
                payment::PaymentCode::Epc(_) => "epc",
                payment::PaymentCode::QrBill(_) => "qr-bill",
                payment::PaymentCode::Spayd(_) => "spayd",
            },
            alt: self
                .text("payment-code-alt", &[("about", Argument::Text(&about)), ("amount", Argument::Text(&amount))]),
            about,
            amount,
            view_box: format!("-{border} -{border}.5 {side} {side}"),
            ground: format!("M-{border}-{border}.5h{side}v{side}h-{side}z"),
            modules: picture.path(),
            cross: picture.cross_path(),
        }
    }

    /// The invoice's own link, else the organization's with its placeholders filled in.
    fn pay_link(&self, payable: &Payable<'a>, row: &InvoiceRow<'a>) -> Option<String> {
        if let Some(link) = row.payment_link {
            return Some(link.to_owned());
        }
        let payment = &self.site.config.payment;
        let account = payment.accounts.iter().find(|account| account.currency == row.currency);
        let reference = account.and_then(|account| payable.subject.creditor_reference(account));
        let filled = [
            ("{invoice}", row.number.to_owned()),
            ("{amount}", payable.amount.to_string()),
            ("{currency}", row.currency.code().to_owned()),
            ("{customer}", row.owner.id.to_string()),
            ("{reference}", reference.map_or(row.number.to_owned(), |reference| reference.to_string())),
        ];
        let fill = |link: String, (name, value): &(&str, String)| link.replace(name, &super::forms::encoded(value));
        Some(filled.iter().fold(payment.link.clone()?, fill))
    }
}

fn bank_account<'c>(account: &'c config::BankAccount, payable: &Payable<'c>) -> BankAccount<'c> {
    let BankDetails { holder, iban, bic, bank, routing, account, reference, qr } = BankDetails::new(account, payable);
    let qr = qr.map(|(iban, reference)| QrAccount { iban, reference });
    BankAccount { holder, iban, bic, bank, routing, account, reference, qr }
}
