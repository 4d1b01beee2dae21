//! A letter as plain text: the same as its HTML says, for programs and people that prefer it.

use super::Reader;
use super::views::Letter;
use crate::config::Organization;
use crate::locale::Direction;
use crate::theme::Renderer;
use unicode_width::UnicodeWidthStr;

/// The letter's text; lines end with LF.
pub(super) fn text(letter: &Letter, reader: Reader, renderer: &Renderer, organization: &Organization) -> String {
    let strings = renderer.strings();
    let mut sheet = Sheet { lines: vec![letter.title.clone()], is_turned: is_turned(renderer) };
    let facts = letter.facts.iter().map(|fact| (fact.label.as_str(), fact.value.as_str()));
    match reader {
        Reader::Staff => {
            let sender = letter.sender.iter().map(|name| (strings.get("letter-sender"), name.as_str()));
            let email = letter.sender_email.iter().map(|email| (strings.get("email"), email.as_str()));
            sheet.facts(facts.chain(sender).chain(email));
            sheet.paragraph(strings.get("letter-unverified"));
            if !letter.message.is_empty() {
                sheet.paragraph(strings.get("message"));
                sheet.lines.extend(letter.message.iter().map(|line| format!("> {line}").trim_end().to_owned()));
            }
            sheet.paragraph(strings.get("letter-show"));
            sheet.lines.extend(letter.command.iter().map(|command| format!("    {command}")));
        }
        Reader::Customer => {
            sheet.facts(facts);
            sheet.paragraph(strings.get("letter-no-answer"));
            sheet.lines.push(letter.limits.clone());
            sheet.paragraph(strings.get("ack-keep"));
            sheet.paragraph(strings.get("letter-not-you"));
            sheet.lines.extend(letter.contact.iter().cloned());
        }
    }
    sheet.lines.extend([String::new(), "-- ".to_owned(), organization.legal_name.clone()]);
    sheet.lines.extend(organization.address.iter().cloned());
    sheet.lines.push(strings.get("letter-automatic").to_owned());
    sheet.lines.join("\n") + "\n"
}

fn is_turned(renderer: &Renderer) -> bool {
    renderer.locale().direction() == Direction::RightToLeft
}

/// A text that grows line by line.
struct Sheet {
    lines: Vec<String>,
    /// Its language is written from right to left.
    is_turned: bool,
}

impl Sheet {
    fn paragraph(&mut self, text: &str) {
        self.lines.extend([String::new(), text.to_owned()]);
    }

    /// Labels and values in two columns: languages have different signs between them, or none.
    fn facts<'a>(&mut self, facts: impl Iterator<Item = (&'a str, &'a str)>) {
        let facts: Vec<_> = facts.collect();
        let widest = facts.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
        self.lines.push(String::new());
        for (label, value) in facts {
            let room = " ".repeat(widest - label.width() + 2);
            // Marks that keep a number such as 2025-0007 from being turned round among words from right to left.
            let [open, close] = if self.is_turned { ["\u{2068}", "\u{2069}"] } else { [""; 2] };
            self.lines.push(format!("{label}{room}{open}{value}{close}"));
        }
    }
}
