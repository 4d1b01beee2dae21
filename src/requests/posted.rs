//! A form as a browser posts it: `application/x-www-form-urlencoded` bytes → the fields that we know.
//!
//! Nothing is believed here. Fields that no form of ours has are passed over, as many as a browser's extensions may add;
//! one that we know and that stands twice has no meaning.

use super::rules::{Field, HONEYPOT};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The largest body, in bytes.
pub const LARGEST: usize = 16 * 1024;

/// The most fields.
const FIELDS: usize = 20;

/// The hidden field that says which portal, invoice and kind of form it is.
const TICKET: &str = "ticket";

/// What was sent is no form that a browser sends: answered with 400.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NoForm;

/// The fields of a form. Texts are as they came, but for line ends, which are LF.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Posted {
    pub ticket: String,
    /// What people filled in; a field that was left empty is not here.
    pub entered: BTreeMap<Field, String>,
    /// Whether the field was filled in that people do not see.
    pub trapped: bool,
}

impl Posted {
    pub fn read(body: &[u8]) -> Result<Posted, NoForm> {
        if body.len() > LARGEST {
            return Err(NoForm);
        }
        let mut posted = Posted::default();
        let mut seen = Vec::new();
        for (number, pair) in body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()).enumerate() {
            if number == FIELDS {
                return Err(NoForm);
            }
            let cut = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
            let (name, value) = (decoded(&pair[..cut])?, decoded(pair.get(cut + 1..).unwrap_or_default())?);
            let field = Field::ALL.into_iter().find(|field| field.as_str() == name);
            if field.is_none() && name != TICKET && name != HONEYPOT {
                continue;
            }
            if seen.contains(&name) {
                return Err(NoForm);
            }
            match field {
                Some(field) if !value.trim().is_empty() => drop(posted.entered.insert(field, value)),
                Some(_) => {}
                None if name == TICKET => posted.ticket = value,
                None => posted.trapped = !value.is_empty(),
            }
            seen.push(name);
        }
        Ok(posted)
    }
}

/// Percent-decoded, `+` as a space; a stray `%`, and what is not UTF-8, no browser sends.
fn decoded(text: &[u8]) -> Result<String, NoForm> {
    let text: Vec<u8> = text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    let text = percent_decoded(&text).ok_or(NoForm)?;
    let text = String::from_utf8(text.into_owned()).map_err(|_| NoForm)?;
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The bytes that `%41` and its like stand for; none where a `%` has no two digits behind it.
pub fn percent_decoded(text: &[u8]) -> Option<Cow<'_, [u8]>> {
    if !text.contains(&b'%') {
        return Some(Cow::Borrowed(text));
    }
    let digit = |at: usize| char::from(*text.get(at)?).to_digit(16);
    let mut decoded = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        if text[at] == b'%' {
            decoded.push(u8::try_from(digit(at + 1)? * 16 + digit(at + 2)?).ok()?);
            at += 3;
        } else {
            decoded.push(text[at]);
            at += 1;
        }
    }
    Some(Cow::Owned(decoded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_browsers_write_them() {
        let posted = Posted::read(b"ticket=1.a.b&name=Ada+L%C3%B6w&message=a%0D%0Ab&amount=&website=").unwrap();
        let entered = BTreeMap::from([(Field::Name, "Ada Löw".to_owned()), (Field::Message, "a\nb".to_owned())]);
        assert_eq!(posted, Posted { ticket: "1.a.b".into(), entered, trapped: false });
    }

    #[test]
    fn what_no_browser_sends_is_no_form() {
        let many = vec!["x=1"; 21].join("&");
        let long = format!("message={}", "a".repeat(LARGEST));
        for body in ["name=%zz", "name=%4", "name=%ff", "name=a&name=b", "ticket=a&ticket=a", &many, &long] {
            assert_eq!(Posted::read(body.as_bytes()), Err(NoForm), "{}", &body[..body.len().min(40)]);
        }
    }

    #[test]
    fn unknown_fields_are_passed_over_and_the_trap_is_told() {
        let posted = Posted::read(b"utf8=1&utf8=2&website=buy&name").unwrap();
        assert!(posted.trapped && posted.entered.is_empty());
    }
}
