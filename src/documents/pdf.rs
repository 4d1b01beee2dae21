//! Statements as PDF: what stands where on the page. What a PDF is, is known to the room `pdf`.

mod letterhead;
mod pay;
mod sheet;
mod slip;
mod table;

use self::letterhead::Title;
use self::pay::Ways;
pub(super) use self::sheet::color;

use self::sheet::{Frame, QUIET, Sheet};
use self::table::{Cell, Column, Setting, Table};
use super::Letter;
use super::paper::Format;
use super::statement::{AccountStatement, ItemKind, OpenItem, OutstandingStatement};
use crate::ledger::Amount;
use crate::locale::Argument;
use crate::payment::{Payable, PaymentCode};
use crate::pdf::{About, Furniture, Level, Style, Target, Unprintable};
use crate::portal::Block;
use jiff::civil::Date;

/// From one line to the next, in parts of the size.
const LINE: f32 = 1.36;

/// A label and what it labels.
#[derive(Clone, Debug)]
struct Fact {
    label: String,
    value: String,
}

/// An account statement: opening balance, what happened, closing balance; the aging schedule and how to pay where it is
/// of today.
pub(super) fn account_statement(
    statement: &AccountStatement<'_, '_>,
    letter: &Letter<'_, '_>,
) -> Result<Vec<u8>, Unprintable> {
    let wording = &letter.wording;
    let block = statement.block;
    let period = &statement.period;
    let money = |amount: Amount| wording.money(amount, block.currency);
    let title = Title { name: wording.text("account-statement", &[]), of: wording.period(period) };
    let mut sheet = sheet(letter, &title, period.last);
    let days = match period.first {
        Some(first) => format!("{} – {}", wording.day(first), wording.day(period.last)),
        None => format!("{} {}", wording.strings.get("until"), wording.day(period.last)),
    };
    let facts = facts(letter, block, Fact { label: wording.text("period", &[]), value: days });
    letterhead::draw(&mut sheet, letter, &title, &facts);
    letterhead::figures(
        &mut sheet,
        &[
            fact(letter, "opening-balance", money(statement.opening)),
            fact(letter, "debit", money(statement.debits)),
            fact(letter, "credit", money(statement.credits)),
            fact(letter, "closing-balance", money(statement.closing)),
        ],
    );
    activity(statement, letter).draw(&mut sheet);
    sheet.y += 6.0;
    let note = if statement.lines.is_empty() { "no-activity" } else { "lines-note" };
    let width = sheet.frame.width;
    sheet.need(20.0);
    pay::note(&mut sheet, wording.strings.get(note), width);
    if !period.closed {
        aging(&mut sheet, block, letter);
    }
    paying(&mut sheet, block, letter, !period.closed);
    finish(sheet, letter, &title)
}

/// The outstanding statement: what is open, and the money that no invoice has taken.
pub(super) fn outstanding_statement(
    statement: &OutstandingStatement<'_, '_>,
    letter: &Letter<'_, '_>,
) -> Result<Vec<u8>, Unprintable> {
    let wording = &letter.wording;
    let block = statement.block;
    let money = |amount: Amount| wording.money(amount, block.currency);
    let as_of = wording.day(statement.as_of);
    let of = format!("{} {as_of}", wording.strings.get("as-of"));
    let title = Title { name: wording.text("outstanding-statement", &[]), of };
    let mut sheet = sheet(letter, &title, statement.as_of);
    let facts = facts(letter, block, fact(letter, "as-of", as_of));
    letterhead::draw(&mut sheet, letter, &title, &facts);
    let balance = &block.balance;
    let mut figures = vec![
        fact(letter, "not-due", money(balance.not_due)),
        fact(letter, "past-due", money(balance.past_due)),
        fact(letter, "outstanding", money(balance.outstanding)),
    ];
    if !balance.unapplied.is_zero() {
        figures.push(fact(letter, "unapplied", money(balance.unapplied)));
        figures.push(fact(letter, "running-balance", money(balance.balance)));
    }
    letterhead::figures(&mut sheet, &figures);
    if statement.items.is_empty() {
        let width = sheet.frame.width;
        pay::note(&mut sheet, wording.strings.get("nothing-open"), width);
    } else {
        open_items(statement, letter).draw(&mut sheet);
        sheet.y += 6.0;
    }
    aging(&mut sheet, block, letter);
    paying(&mut sheet, block, letter, true);
    finish(sheet, letter, &title)
}

/// An empty document with its first page.
fn sheet<'l>(letter: &Letter<'l, '_>, title: &Title, day: Date) -> Sheet<'l> {
    let organization = &letter.config.organization;
    let frame = Frame::new(Format::of(letter.portal, letter.config), letter.wording.locale.direction());
    let name = letter.portal.party.name;
    let about = About {
        title: format!("{}, {}: {name}", title.name, title.of),
        author: organization.legal_name.clone(),
        language: letter.portal.language.as_str().to_owned(),
        day,
    };
    let stationery = letter.stationery;
    let document = stationery.press.document(about, frame.paper);
    let running_title = format!("{} · {} · {name}", title.name, title.of);
    Sheet { stationery, document, frame, palette: letter.palette, y: 0.0, running_title, slip: None }
}

fn fact(letter: &Letter<'_, '_>, label: &str, value: String) -> Fact {
    Fact { label: letter.wording.text(label, &[]), value }
}

/// What a statement is filed by.
fn facts(letter: &Letter<'_, '_>, block: &Block<'_>, time: Fact) -> Vec<Fact> {
    let party = &letter.portal.party;
    let mut facts = vec![time, fact(letter, "customer-number", party.id.as_str().to_owned())];
    facts.extend(party.vat_number.map(|number| fact(letter, "vat-number", number.to_owned())));
    facts.push(fact(letter, "currency", block.currency.code().to_owned()));
    facts
}

fn column(letter: &Letter<'_, '_>, title: &str, setting: Setting) -> Column {
    Column { title: letter.wording.text(title, &[]), setting }
}

/// The lines of an account statement.
fn activity(statement: &AccountStatement<'_, '_>, letter: &Letter<'_, '_>) -> Table {
    let wording = &letter.wording;
    let money = |amount: Amount| Cell::from(wording.money(amount, statement.block.currency));
    let some = |amount: Option<Amount>| amount.map(money).unwrap_or_default();
    let opening = vec![
        statement.period.first.map(|day| wording.day(day).into()).unwrap_or_default(),
        wording.text("opening-balance", &[]).into(),
        Cell::default(),
        Cell::default(),
        Cell::default(),
        money(statement.opening),
    ];
    let line = |line: &super::statement::Line<'_, '_>| {
        let kind = wording.line(line.of.kind);
        let document = line.of.number.map_or_else(|| kind.clone(), |number| format!("{kind} {number}"));
        vec![
            wording.day(line.of.day).into(),
            document.into(),
            Cell { text: line.of.text.unwrap_or_default().to_owned(), note: line.child().map(str::to_owned) },
            some(line.debit()),
            some(line.credit()),
            money(line.balance),
        ]
    };
    let closing = vec![
        wording.day(statement.period.last).into(),
        wording.text("closing-balance", &[]).into(),
        Cell::default(),
        money(statement.debits),
        money(statement.credits),
        money(statement.closing),
    ];
    Table {
        columns: vec![
            column(letter, "day", Setting::Text),
            column(letter, "document", Setting::Prose),
            column(letter, "description", Setting::Prose),
            column(letter, "debit", Setting::Amount),
            column(letter, "credit", Setting::Amount),
            column(letter, "running-balance", Setting::Amount),
        ],
        naming: 1,
        rows: std::iter::once(opening).chain(statement.lines.iter().map(line)).collect(),
        sums: vec![closing],
    }
}

/// The lines of an outstanding statement.
fn open_items(statement: &OutstandingStatement<'_, '_>, letter: &Letter<'_, '_>) -> Table {
    let wording = &letter.wording;
    let money = |amount: Amount| Cell::from(wording.money(amount, statement.block.currency));
    let day = |day: Option<Date>| day.map(|day| Cell::from(wording.day(day))).unwrap_or_default();
    let row = |item: &OpenItem<'_>| {
        let days = item.days_past_due.filter(|days| *days > 0);
        vec![
            Cell { text: item.number.to_owned(), note: item_note(item, letter) },
            day(Some(item.issued)),
            day(item.due),
            days.map(|days| Cell::from(wording.locale.number(days.into()))).unwrap_or_default(),
            money(item.total),
            money(item.open),
        ]
    };
    let mut balance = vec![Cell::default(); 6];
    balance[0] = wording.text("running-balance", &[]).into();
    balance[5] = money(statement.block.balance.balance);
    Table {
        columns: vec![
            column(letter, "document", Setting::Prose),
            column(letter, "issued", Setting::Text),
            column(letter, "due", Setting::Text),
            column(letter, "days-past-due", Setting::Amount),
            column(letter, "total", Setting::Amount),
            column(letter, "open-balance", Setting::Amount),
        ],
        naming: 0,
        rows: statement.items.iter().map(row).collect(),
        sums: vec![balance],
    }
}

/// What an open item is, beside its number: whose, for which order, whether disputed.
fn item_note(item: &OpenItem<'_>, letter: &Letter<'_, '_>) -> Option<String> {
    let wording = &letter.wording;
    let kind = match item.kind {
        ItemKind::Invoice => None,
        ItemKind::CreditNote => Some(wording.text("credit-note", &[])),
        ItemKind::Payment => Some(wording.text("payment", &[])),
        ItemKind::Refund => Some(wording.text("refund", &[])),
    };
    let order = item.purchase_order.map(|order| format!("{} {order}", wording.strings.get("purchase-order")));
    let disputed =
        item.disputed.map(|day| wording.text("standing-disputed", &[("day", Argument::Text(&wording.day(day)))]));
    let parts: Vec<String> = [kind, item.child.map(str::to_owned), order, disputed].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The heading of a part of the document.
fn heading(sheet: &mut Sheet<'_>, text: &str) {
    let ink = sheet.ink(Style::bold(11.5));
    let Sheet { document, frame, y, .. } = sheet;
    *y += 21.0;
    document.heading(Level::Two, text, |heading| heading.text(text, frame.start(0.0, *y), &ink));
    *y += 8.0;
}

/// What is open by how late it is.
fn aging(sheet: &mut Sheet<'_>, block: &Block<'_>, letter: &Letter<'_, '_>) {
    let wording = &letter.wording;
    if block.open.is_empty() {
        return;
    }
    let mut columns: Vec<Column> = (block.aging.iter())
        .map(|(bucket, _)| Column { title: wording.bucket(*bucket), setting: Setting::Amount })
        .collect();
    columns.push(column(letter, "outstanding", Setting::Amount));
    let mut row: Vec<Cell> =
        block.aging.iter().map(|(_, amount)| wording.money(*amount, block.currency).into()).collect();
    row.push(wording.money(block.balance.outstanding, block.currency).into());
    let naming = columns.len();
    sheet.need(72.0);
    heading(sheet, wording.strings.get("aging-schedule"));
    Table { columns, naming, rows: vec![row], sums: Vec::new() }.draw(sheet);
}

/// How to pay and whom to ask; with the code for all that is open, where the statement is of today.
fn paying(sheet: &mut Sheet<'_>, block: &Block<'_>, letter: &Letter<'_, '_>, today: bool) {
    let mut payable = Payable::open(letter.portal, block);
    if !today {
        // What was open then may have been paid since.
        payable.amount.amount = Amount::ZERO;
    } else if !payable.amount.amount.is_positive() {
        let width = sheet.frame.width;
        return contact(sheet, letter, width);
    }
    let ways = Ways::new(letter, block.currency, &payable);
    pay::draw(sheet, letter, &ways, &payable);
    if let Some(code @ PaymentCode::QrBill(bill)) = &ways.code {
        slip::draw(sheet, letter, code, bill, &pay::alternative(letter, &payable));
    }
}

/// Draws the foot of each page.
fn finish(sheet: Sheet<'_>, letter: &Letter<'_, '_>, title: &Title) -> Result<Vec<u8>, Unprintable> {
    let wording = &letter.wording;
    let Sheet { mut document, frame, slip, .. } = sheet;
    let pages = document.pages();
    let number = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let style = Style::regular(7.5).colored(QUIET);
    let name = &letter.config.organization.name;
    let baseline = frame.paper.height - 28.0;
    for page in (0..pages).filter(|page| Some(*page) != slip) {
        let count = [("page", Argument::Number(number(page + 1))), ("pages", Argument::Number(number(pages)))];
        let count = wording.text("page-of", &count);
        document.artifact_on(page, Furniture::Footer, |canvas| {
            canvas.text(&format!("{name} · {}", title.name), frame.start(0.0, baseline), &style);
            canvas.text(&count, frame.end(frame.width, baseline), &style);
        });
    }
    document.finish()
}

/// Whom to ask about it, with addresses that can be clicked, in a column so wide.
fn contact(sheet: &mut Sheet<'_>, letter: &Letter<'_, '_>, width: f32) {
    let contact = &letter.portal.contact;
    let mail = contact.email.as_deref().map(|email| (email, format!("mailto:{email}")));
    let phone = contact.phone.as_deref().zip(contact.tel().map(|tel| format!("tel:{tel}")));
    let links: Vec<(&str, String)> = mail.into_iter().chain(phone).collect();
    if links.is_empty() {
        return;
    }
    sheet.need(24.0);
    let (bold, style) = (Style::bold(8.5), sheet.ink(Style::regular(8.5)));
    let Sheet { stationery, document, frame, y, .. } = sheet;
    let fonts = stationery.fonts();
    let mut baseline = *y + 13.0;
    let lead = match contact.name.as_deref() {
        Some(name) => format!("{}: {name}", letter.wording.strings.get("contact-person")),
        None => letter.wording.text("contact", &[]),
    };
    document.paragraph(|paragraph| {
        let mut x = paragraph.text(&lead, frame.start(0.0, baseline), &bold);
        for (text, address) in &links {
            let own = fonts.width(text, &style);
            x += 12.0;
            if x + own > width {
                (x, baseline) = (0.0, baseline + style.size * LINE);
            }
            let target = Target { address, description: text };
            paragraph.link(target, |link| link.text(text, frame.start(x, baseline), &style));
            x += own;
        }
    });
    *y = baseline + 6.0;
}
