//! References that machines check: ISO 11649's for any account, the QR reference for Swiss QR-IBANs.
//!
//! Both are made of an invoice's number, and neither can hold all of it: a creditor reference has capital letters and
//! digits alone, a QR reference digits alone. `INV-7`, `inv 7` and `INV7` therefore give one reference. That is what
//! accounting systems do too, so that they find the invoice; [`super::problems`] warns where two invoices would share one.

use std::fmt;

/// Why no reference can be made of a number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unfit {
    /// Nothing is left of it: it has no letter or digit, or for a QR reference no digit but zeros.
    Nothing,
    /// More is left than so many characters.
    Long(usize),
    /// A letter or digit that is not one of A–Z, a–z and 0–9: leaving it out would be a guess.
    Character(char),
}

/// A creditor reference of ISO 11649: `RF`, two check digits, and up to 21 capital letters and digits.
///
/// ```
/// use portalsmith::payment::CreditorReference;
/// let reference = CreditorReference::of("5390-0754-7034").unwrap();
/// assert_eq!(reference.as_str(), "RF18539007547034");
/// assert_eq!(reference.grouped(), "RF18 5390 0754 7034");
/// assert_eq!(CreditorReference::parse("RF18 5390 0754 7035"), None);
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct CreditorReference(String);

impl CreditorReference {
    /// The most characters after the check digits.
    pub const LONGEST: usize = 21;

    /// The reference of an invoice's number.
    pub fn of(number: &str) -> Result<CreditorReference, Unfit> {
        let body = without_separators(number)?.to_ascii_uppercase();
        if body.is_empty() {
            return Err(Unfit::Nothing);
        }
        if body.len() > CreditorReference::LONGEST {
            return Err(Unfit::Long(CreditorReference::LONGEST));
        }
        let check = 98 - remainder(body.bytes().chain(*b"RF00"));
        Ok(CreditorReference(format!("RF{check:02}{body}")))
    }

    /// A reference as somebody wrote it, with or without spaces; none where its check digits are wrong.
    pub fn parse(text: &str) -> Option<CreditorReference> {
        let text = without_spaces(text).to_ascii_uppercase();
        let (head, body) = text.split_at_checked(4)?;
        let has_shape = head.starts_with("RF")
            && head[2..].bytes().all(|byte| byte.is_ascii_digit())
            && (1..=CreditorReference::LONGEST).contains(&body.len())
            && body.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (has_shape && remainder(body.bytes().chain(head.bytes())) == 1).then_some(CreditorReference(text))
    }

    /// Without spaces, as machines read it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups of four, as it is printed.
    pub fn grouped(&self) -> String {
        grouped(&self.0, 4)
    }
}

/// A QR reference: 27 digits, the last of which checks the others. It goes with a QR-IBAN, and a QR-IBAN with it
/// (Swiss Implementation Guidelines for the QR-bill 2.4, 2.12.1).
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct QrReference(String);

impl QrReference {
    /// The most digits before the check digit.
    pub const LONGEST: usize = 26;

    /// The reference of an invoice's number: its digits, with zeros before them.
    pub fn of(number: &str) -> Result<QrReference, Unfit> {
        let body: String = without_separators(number)?.chars().filter(char::is_ascii_digit).collect();
        if body.bytes().all(|digit| digit == b'0') {
            return Err(Unfit::Nothing);
        }
        if body.len() > QrReference::LONGEST {
            return Err(Unfit::Long(QrReference::LONGEST));
        }
        let body = format!("{body:0>width$}", width = QrReference::LONGEST);
        let check = check_digit(body.bytes());
        Ok(QrReference(format!("{body}{check}")))
    }

    /// A reference as somebody wrote it, with or without spaces; none where its check digit is wrong.
    pub fn parse(text: &str) -> Option<QrReference> {
        let text = without_spaces(text);
        let has_shape = text.len() == QrReference::LONGEST + 1 && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_right = has_shape
            && text.bytes().any(|digit| digit != b'0')
            && check_digit(text.bytes().take(QrReference::LONGEST)) == text.as_bytes()[QrReference::LONGEST] - b'0';
        is_right.then_some(QrReference(text))
    }

    /// Without spaces, as machines read it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Two digits, then groups of five, as it is printed.
    pub fn grouped(&self) -> String {
        let (first, rest) = self.0.split_at(2);
        format!("{first} {}", grouped(rest, 5))
    }
}

impl fmt::Display for CreditorReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for QrReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The letters and digits of a number.
fn without_separators(number: &str) -> Result<String, Unfit> {
    match number.chars().find(|character| !character.is_ascii() && character.is_alphanumeric()) {
        Some(other) => Err(Unfit::Character(other)),
        None => Ok(number.chars().filter(char::is_ascii_alphanumeric).collect()),
    }
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Characters in groups of so many.
pub(super) fn grouped(text: &str, size: usize) -> String {
    let characters: Vec<char> = text.chars().collect();
    characters.chunks(size).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Of letters and digits as one long number, A being 10 and Z 35, what is left when it is divided by 97 (ISO 7064,
/// MOD 97-10).
fn remainder(characters: impl Iterator<Item = u8>) -> u32 {
    characters.fold(0, |rest, character| match character {
        b'0'..=b'9' => (rest * 10 + u32::from(character - b'0')) % 97,
        _ => (rest * 100 + u32::from(character - b'A') + 10) % 97,
    })
}

/// The check digit of a row of digits, modulo 10 recursive (Implementation Guidelines, annex B).
fn check_digit(digits: impl Iterator<Item = u8>) -> u8 {
    const CARRIES: [u8; 10] = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];
    let carry = digits.fold(0, |carry, digit| CARRIES[usize::from((carry + digit - b'0') % 10)]);
    (10 - carry) % 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn creditor(number: &str) -> Result<String, Unfit> {
        CreditorReference::of(number).map(|reference| reference.0)
    }

    fn qr(number: &str) -> Result<String, Unfit> {
        QrReference::of(number).map(|reference| reference.grouped())
    }

    #[test]
    fn a_creditor_reference_has_the_check_digits_of_the_published_examples() {
        // ISO 11649 and the Swiss guidelines use these.
        assert_eq!(creditor("539007547034"), Ok("RF18539007547034".to_owned()));
        assert_eq!(creditor("2348231"), Ok("RF712348231".to_owned()));
        assert!(CreditorReference::parse("RF71 2348 231").is_some());
        // Printed in an example of the guidelines, but its check digits would have to be 24.
        assert_eq!(CreditorReference::parse("RF720191230100405JSH0438"), None);
        assert_eq!(creditor("0191230100405JSH0438"), Ok("RF240191230100405JSH0438".to_owned()));
    }

    #[test]
    fn separators_and_case_are_no_part_of_a_creditor_reference() {
        assert_eq!(creditor("INV-7"), creditor("inv 7"));
        assert_eq!(creditor("INV/7"), creditor("INV7"));
        assert_ne!(creditor("INV-7"), creditor("INV-70"));
        assert_ne!(creditor("007"), creditor("7"));
    }

    #[test]
    fn what_a_creditor_reference_cannot_hold_is_refused_and_not_left_out() {
        assert_eq!(creditor("Ä-7"), Err(Unfit::Character('Ä')));
        assert_eq!(creditor("請求-7"), Err(Unfit::Character('請')));
        assert_eq!(creditor("٧"), Err(Unfit::Character('٧')));
        assert_eq!(creditor("–/–"), Err(Unfit::Nothing));
        assert_eq!(creditor(&"9".repeat(22)), Err(Unfit::Long(21)));
        assert_eq!(creditor(&"9-".repeat(21)).map(|text| text.len()), Ok(25));
    }

    #[test]
    fn a_qr_reference_has_the_check_digit_of_the_published_example() {
        assert_eq!(qr("21000000000313947143000901"), Ok("21 00000 00003 13947 14300 09017".to_owned()));
        assert_eq!(qr("RE-2026-0042"), Ok("00 00000 00000 00000 02026 00427".to_owned()));
        assert!(QrReference::parse("21 00000 00003 13947 14300 09017").is_some());
    }

    #[test]
    fn a_qr_reference_is_never_all_zeros_and_never_longer_than_27_digits() {
        assert_eq!(qr("INV"), Err(Unfit::Nothing));
        assert_eq!(qr("000"), Err(Unfit::Nothing));
        assert_eq!(qr(&"1".repeat(27)), Err(Unfit::Long(26)));
        assert_eq!(qr("号7"), Err(Unfit::Character('号')));
        assert_eq!(QrReference::parse(&"0".repeat(27)), None);
    }

    proptest! {
        #[test]
        fn what_was_made_is_read_again(number in "[A-Za-z0-9 /.-]{0,21}[1-9]") {
            if let Ok(reference) = CreditorReference::of(&number) {
                prop_assert_eq!(CreditorReference::parse(&reference.grouped()), Some(reference));
            }
            if let Ok(reference) = QrReference::of(&number) {
                prop_assert_eq!(QrReference::parse(&reference.grouped()), Some(reference));
            }
        }

        #[test]
        fn one_wrong_digit_or_letter_is_found(number in "[A-Z]{0,10}[0-9]{1,11}", at in 0usize..25, by in 1u8..26) {
            let reference = CreditorReference::of(&number).unwrap().0;
            let at = 2 + at % (reference.len() - 2);
            let other = changed(&reference, at, by);
            prop_assume!(other != reference);
            prop_assert_eq!(CreditorReference::parse(&other), None);
        }

        #[test]
        fn one_wrong_digit_of_a_qr_reference_is_found(number in "[0-9]{0,25}[1-9]", at in 0usize..27, by in 1u8..10) {
            let reference = QrReference::of(&number).unwrap().0;
            let other = changed(&reference, at, by);
            prop_assert_ne!(&other, &reference);
            prop_assert_eq!(QrReference::parse(&other), None);
        }
    }

    /// The text with another digit in the place of a digit, another letter in that of a letter.
    fn changed(text: &str, at: usize, by: u8) -> String {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] = match bytes[at] {
            digit @ b'0'..=b'9' => b'0' + (digit - b'0' + by) % 10,
            letter => b'A' + (letter - b'A' + by) % 26,
        };
        String::from_utf8(bytes).unwrap()
    }
}
