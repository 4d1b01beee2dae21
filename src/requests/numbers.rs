//! Card and bank account numbers in what people write: we do not want to have them.

/// Whether a text holds what looks like a card number or an IBAN, in groups or not.
pub(super) fn has_bank_number(text: &str) -> bool {
    runs(text, |letter| letter.is_ascii_digit()).any(|run| is_card(&run)) || holds_iban(text)
}

/// The longest stretches of wanted characters, single spaces, dots and dashes within them left out.
fn runs(text: &str, wanted: fn(char) -> bool) -> impl Iterator<Item = String> {
    let mut runs = vec![String::new()];
    let mut between = 0;
    for letter in text.chars() {
        if wanted(letter) {
            between = 0;
            runs.last_mut().expect("there is a run").push(letter);
        } else if [' ', '\u{a0}', '-', '.'].contains(&letter) && between == 0 {
            between = 1;
        } else {
            between = 0;
            runs.push(String::new());
        }
    }
    runs.into_iter().filter(|run| !run.is_empty())
}

/// 13 to 19 digits as card networks give them, with a right check digit (ISO/IEC 7812).
fn is_card(digits: &str) -> bool {
    let is_issued = (13..=19).contains(&digits.len()) && digits.starts_with(['2', '3', '4', '5', '6']);
    let sum: u32 = (digits.bytes().rev().enumerate())
        .map(|(place, digit)| {
            let value = u32::from(digit - b'0') << (place % 2);
            if value > 9 { value - 9 } else { value }
        })
        .sum();
    is_issued && sum.is_multiple_of(10)
}

/// Two letters and two digits with which what follows is an IBAN (ISO 13616), wherever it begins and ends.
fn holds_iban(text: &str) -> bool {
    runs(text, |letter| letter.is_ascii_alphanumeric()).any(|run| {
        let run = run.to_ascii_uppercase();
        (0..run.len().saturating_sub(14)).any(|start| {
            let rest = &run.as_bytes()[start..];
            let begins = rest[0].is_ascii_alphabetic() && rest[1].is_ascii_alphabetic() && rest[2].is_ascii_digit();
            begins && (15..=rest.len().min(34)).any(|end| run[start..start + end].parse::<iban::Iban>().is_ok())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::has_bank_number;

    #[test]
    fn card_numbers_and_ibans_are_found_in_any_grouping() {
        for text in [
            "take 4111 1111 1111 1111 please",
            "4111-1111-1111-1111",
            "5500005555555559.",
            "IBAN DE89 3704 0044 0532 0130 00",
            "my account is fr1420041010050500013m02606, thanks",
        ] {
            assert!(has_bank_number(text), "{text}");
        }
    }

    #[test]
    fn invoice_numbers_days_and_amounts_are_none() {
        for text in
            ["INV-2026-0001, 2026-03-31, 1,234,567.00 EUR", "4111 1111 1111 1112", "DE89 3704", "", "+49 30 901820"]
        {
            assert!(!has_bank_number(text), "{text}");
        }
    }
}
