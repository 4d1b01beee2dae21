//! A portal's due days and promises as a calendar (RFC 5545), to be taken over by any calendar program.
//!
//! Calendars are kept on others' servers and shared with colleagues, so nothing in one leads to the portal: no address, no
//! key. An event keeps its UID from build to build, so that a program that takes the calendar over again changes
//! what it has.

use super::Letter;
use crate::locale::Argument;
use crate::portal::{Reminder, ReminderKind};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// A line ends after so many bytes, and goes on in the next one (RFC 5545, 3.1).
const LINE: usize = 75;

pub(super) fn calendar(letter: &Letter<'_, '_>) -> Vec<u8> {
    let organization = letter.config.organization.name.as_str();
    let name = letter.wording.text("calendar-name", &[("organization", Argument::Text(organization))]);
    let mut lines = Lines::default();
    lines.plain("BEGIN", "VCALENDAR");
    lines.plain("VERSION", "2.0");
    lines.plain("PRODID", "-//Portalsmith//Due days//EN");
    lines.plain("CALSCALE", "GREGORIAN");
    lines.text("NAME", &name);
    lines.text("X-WR-CALNAME", &name);
    for reminder in letter.portal.reminders() {
        event(&reminder, letter, &mut lines);
    }
    lines.plain("END", "VCALENDAR");
    lines.0.into_bytes()
}

/// A whole day on which nobody is busy.
fn event(reminder: &Reminder<'_, '_>, letter: &Letter<'_, '_>, lines: &mut Lines) {
    let invoice = reminder.invoice;
    let amount = letter.wording.money(reminder.amount, invoice.currency);
    let arguments = [("number", Argument::Text(invoice.number)), ("amount", Argument::Text(&amount))];
    let summary = match reminder.kind {
        ReminderKind::Due => "calendar-due",
        ReminderKind::Promise => "calendar-promise",
    };
    let order = invoice.purchase_order.map(|order| format!("{} {order}", letter.wording.text("purchase-order", &[])));
    let more: Vec<&str> = invoice.owner.child.into_iter().chain(order.as_deref()).collect();
    lines.plain("BEGIN", "VEVENT");
    lines.plain("UID", &uid(reminder, letter));
    // The day the portal speaks for, and not the clock's: the same portal gives the same bytes.
    lines.plain("DTSTAMP", &format!("{}T000000Z", basic(letter.portal.as_of)));
    lines.plain("DTSTART;VALUE=DATE", &basic(reminder.on));
    lines.text("SUMMARY", &letter.wording.text(summary, &arguments));
    if !more.is_empty() {
        lines.text("DESCRIPTION", &more.join("\n"));
    }
    lines.plain("TRANSP", "TRANSPARENT");
    lines.plain("END", "VEVENT");
}

/// From the portal's public id, which a renewed link keeps, and from what the event is about. Nobody can go back from it.
fn uid(reminder: &Reminder<'_, '_>, letter: &Letter<'_, '_>) -> String {
    let kind = match reminder.kind {
        ReminderKind::Due => "due",
        ReminderKind::Promise => "promise",
    };
    let invoice = reminder.invoice;
    let parts = [letter.portal.address.id.as_str(), kind, invoice.owner.id.as_str(), invoice.number];
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    format!("{}@portalsmith", data_encoding::HEXLOWER.encode(&digest.finalize()[..16]))
}

/// `20260331`
fn basic(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// Content lines, folded, each ending with CRLF.
#[derive(Debug, Default)]
struct Lines(String);

impl Lines {
    fn plain(&mut self, name: &str, value: &str) {
        let mut room = LINE;
        for character in name.chars().chain([':']).chain(value.chars()) {
            if character.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            room -= character.len_utf8();
            self.0.push(character);
        }
        self.0.push_str("\r\n");
    }

    /// Text, in which some characters are written with a backslash and others cannot be (RFC 5545, 3.3.11).
    fn text(&mut self, name: &str, text: &str) {
        let mut value = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                '\\' | ';' | ',' => value.extend(['\\', character]),
                '\n' => value.push_str("\\n"),
                '\t' => value.push('\t'),
                other if other.is_control() => {}
                other => value.push(other),
            }
        }
        self.plain(name, &value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn lines(name: &str, text: &str) -> String {
        let mut lines = Lines::default();
        lines.text(name, text);
        lines.0
    }

    #[test]
    fn text_is_escaped_as_the_standard_says() {
        let text = "Meyer; Söhne, GmbH \\ Co\nBEGIN:VEVENT\r\u{0}";
        assert_eq!(lines("SUMMARY", text), "SUMMARY:Meyer\\; Söhne\\, GmbH \\\\ Co\\nBEGIN:VEVENT\r\n");
    }

    #[test]
    fn a_line_is_folded_after_75_bytes_and_between_characters() {
        for text in
            ["x".repeat(400), "é".repeat(200), "請求書".repeat(60), "a😀".repeat(90), "x".repeat(67), String::new()]
        {
            let folded = lines("SUMMARY", &text);
            let body = folded.strip_suffix("\r\n").unwrap();
            assert!(body.split("\r\n").all(|line| line.len() <= LINE), "{folded}");
            assert!(body.split("\r\n").skip(1).all(|line| line.starts_with(' ') && line.len() > 1), "{folded}");
            assert_eq!(body.replace("\r\n ", ""), format!("SUMMARY:{text}"));
        }
    }

    #[test]
    fn a_day_has_eight_digits() {
        assert_eq!(basic(date(2026, 3, 5)), "20260305");
        assert_eq!(basic(date(926, 3, 5)), "09260305");
    }
}
