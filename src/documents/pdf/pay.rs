//! How to pay: the sum, bank details, and the code to scan.

use super::sheet::{QUIET, Sheet};
use super::{Fact, LINE, contact, heading, slip};
use crate::documents::Letter;
use crate::ledger::Currency;
use crate::locale::Argument;
use crate::payment::{BankDetails, Payable, PaymentCode, Picture};
use crate::pdf::{Area, Dark, Figure, Style};

/// What the section takes beside its bank details: heading, note, contact.
const AROUND: f32 = 74.0;

/// The side of a code: 34 mm, so that its squares can be told apart at arm's length.
const CODE: f32 = 96.0;

/// What a statement says about paying: the accounts of its currency and, where something is asked for, its code.
#[derive(Debug)]
pub(super) struct Ways<'a> {
    pub(super) accounts: Vec<BankDetails<'a>>,
    pub(super) code: Option<PaymentCode<'a>>,
}

impl<'a> Ways<'a> {
    pub(super) fn new(letter: &Letter<'a, 'a>, currency: Currency, payable: &Payable<'a>) -> Ways<'a> {
        let payment = &letter.config.payment;
        let accounts = payment.accounts.iter().filter(|account| account.currency == currency);
        Ways {
            accounts: accounts.map(|account| BankDetails::new(account, payable)).collect(),
            code: PaymentCode::of(payment, payable),
        }
    }
}

/// Draws the section, and whom to ask; a code beside it unless a payment slip has it.
pub(super) fn draw(sheet: &mut Sheet<'_>, letter: &Letter<'_, '_>, ways: &Ways<'_>, payable: &Payable<'_>) {
    let wording = &letter.wording;
    let on_slip = matches!(ways.code, Some(PaymentCode::QrBill(_)));
    let code = ways.code.as_ref().filter(|_| !on_slip);
    let rows: usize = ways.accounts.iter().map(|account| details(account, letter).len() + 1).sum();
    // A slip has the details of its account: they are left out if it can stand on this page then, and not else.
    let fits = |rows: usize| sheet.y + rows as f32 * 13.0 + AROUND <= slip::top(&sheet.frame);
    let (accounts, rows): (&[BankDetails<'_>], usize) = match on_slip && ways.accounts.len() == 1 {
        true if fits(0) && !fits(rows) => (&[], 0),
        _ => (&ways.accounts, rows),
    };
    let height = (rows as f32 * 13.0 + 54.0).max(if code.is_some() { CODE + 34.0 } else { 0.0 });
    sheet.need(height.min(sheet.frame.bottom - 60.0) + 26.0);
    heading(sheet, wording.strings.get("how-to-pay"));
    let top = sheet.y;
    let width = if code.is_some() { sheet.frame.width - CODE - 28.0 } else { sheet.frame.width };
    if ways.accounts.is_empty() {
        note(sheet, wording.strings.get("pay-ask"), width);
    } else {
        for account in accounts {
            accounts_list(sheet, &details(account, letter), width);
        }
        note(sheet, wording.strings.get("pay-safely"), width);
    }
    contact(sheet, letter, width);
    if let Some(code) = code {
        let area = sheet.frame.area(sheet.frame.width - CODE, top, CODE, CODE);
        picture(sheet, code, area, &alternative(letter, payable));
        caption(sheet, &wording.locale.money(payable.amount), wording.strings.get("payment-code-scan"), top + CODE);
    }
}

/// What a code says to those who do not see it.
pub(super) fn alternative(letter: &Letter<'_, '_>, payable: &Payable<'_>) -> String {
    let (about, amount) = (letter.wording.text("all-open", &[]), letter.wording.locale.money(payable.amount));
    letter.wording.text("payment-code-alt", &[("about", Argument::Text(&about)), ("amount", Argument::Text(&amount))])
}

/// A code's picture within an area, its quiet zone included.
fn picture(sheet: &mut Sheet<'_>, code: &PaymentCode<'_>, area: Area, alternative: &str) {
    let picture = code.picture();
    let across = picture.size() + 2 * Picture::BORDER;
    let dark: Vec<Dark> = picture
        .runs()
        .map(|run| Dark {
            x: (run.x + Picture::BORDER) as u16,
            y: (run.y + Picture::BORDER) as u16,
            width: run.length as u16,
            height: 1,
        })
        .collect();
    sheet.document.figure(Figure { alternative, area }, |canvas| canvas.code(area, across as u16, &dark));
}

/// The bank details as labels and values.
fn details(account: &BankDetails<'_>, letter: &Letter<'_, '_>) -> Vec<Fact> {
    let fact = |label: &str, value: Option<&str>| {
        value.map(|value| Fact { label: letter.wording.strings.get(label).to_owned(), value: value.to_owned() })
    };
    let (qr_iban, qr_reference) = account.qr.as_ref().map(|(iban, reference)| (&**iban, &**reference)).unzip();
    [
        fact("account-holder", Some(account.holder)),
        fact("iban", account.iban.as_deref()),
        fact("bic", account.bic),
        fact("bank", account.bank),
        fact("routing-number", account.routing),
        fact("account-number", account.account),
        fact("payment-reference", Some(&account.reference)),
        fact("qr-iban", qr_iban),
        fact("qr-reference", qr_reference),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn accounts_list(sheet: &mut Sheet<'_>, facts: &[Fact], width: f32) {
    let (label_style, value_style) = (Style::regular(8.5).colored(QUIET), Style::regular(8.5));
    let Sheet { stationery, document, frame, y, .. } = sheet;
    let fonts = stationery.fonts();
    let labels = facts.iter().map(|fact| fonts.width(&fact.label, &label_style)).fold(0.0, f32::max);
    let from = (labels + 14.0).min(width * 0.5);
    let mut baseline = *y + 9.0;
    document.list(|list| {
        for Fact { label, value } in facts {
            list.item(|item| {
                item.label(|block| block.text(label, frame.start(0.0, baseline), &label_style));
                item.body(|block| {
                    for line in fonts.lines(value, &value_style, width - from) {
                        block.text(line, frame.start(from, baseline), &value_style);
                        baseline += 13.0;
                    }
                });
            });
        }
    });
    *y = baseline;
}

/// A short text below what was drawn.
pub(super) fn note(sheet: &mut Sheet<'_>, text: &str, width: f32) {
    let style = Style::regular(8.0).colored(QUIET);
    let Sheet { stationery, document, frame, y, .. } = sheet;
    let mut baseline = *y + 8.0;
    document.paragraph(|paragraph| {
        for line in stationery.fonts().lines(text, &style, width) {
            paragraph.text(line, frame.start(0.0, baseline), &style);
            baseline += style.size * LINE;
        }
    });
    *y = baseline + 4.0;
}

/// What stands under a code: its amount, and what to do with it.
fn caption(sheet: &mut Sheet<'_>, amount: &str, text: &str, top: f32) {
    let Sheet { stationery, document, frame, y, .. } = sheet;
    let fonts = stationery.fonts();
    let (bold, style) = (Style::bold(8.5), Style::regular(6.5).colored(QUIET));
    let mut baseline = top + 9.0;
    document.paragraph(|paragraph| {
        paragraph.text(amount, frame.start(frame.width - CODE, baseline), &bold);
        baseline += 9.5;
        for line in fonts.lines(text, &style, CODE) {
            paragraph.text(line, frame.start(frame.width - CODE, baseline), &style);
            baseline += style.size * LINE;
        }
    });
    *y = y.max(baseline + 4.0);
}
