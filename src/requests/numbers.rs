//! Card and bank account numbers in what people write: we do not want to have them.

use std::ops::RangeInclusive;

/// Whether a text holds what looks like a card number or an IBAN, in groups or not.
pub(super) fn has_bank_number(text: &str) -> bool {
    runs(text, |letter| letter.is_ascii_digit()).iter().any(|run| holds_card(run)) || holds_iban(text)
}

/// The longest stretches of wanted characters, each in its groups: between these are single spaces, dots or dashes.
fn runs(text: &str, wanted: fn(char) -> bool) -> Vec<Vec<String>> {
    let mut runs = vec![Vec::new()];
    let mut is_between = false;
    for letter in text.chars() {
        let run: &mut Vec<String> = runs.last_mut().expect("there is a run");
        if wanted(letter) {
            match run.last_mut().filter(|_| !is_between) {
                Some(group) => group.push(letter),
                None => run.push(letter.to_string()),
            }
            is_between = false;
        } else if [' ', '\u{a0}', '-', '.'].contains(&letter) && !is_between {
            is_between = true;
        } else {
            is_between = false;
            runs.push(Vec::new());
        }
    }
    runs
}

/// Whether groups that follow one another are a card number: other numbers may stand before and behind it. Among those, groups
/// of one or two digits are none of a card's but parts of days and telephone numbers.
fn holds_card(groups: &[String]) -> bool {
    let length = |window: &[String]| window.iter().map(String::len).sum::<usize>();
    (0..groups.len()).any(|start| {
        let windows = (start + 1..=groups.len()).map(|end| &groups[start..end]);
        windows.take_while(|window| length(window) <= 19).any(|window| {
            let is_whole = window.len() == groups.len();
            (is_whole || window.iter().all(|group| group.len() >= 3)) && is_card(&window.concat())
        })
    })
}

/// The first four digits of card networks' numbers, and how many digits there are in all.
const ISSUED: [(RangeInclusive<u32>, RangeInclusive<usize>); 12] = [
    (2200..=2204, 16..=19), // Mir
    (2221..=2720, 16..=16), // Mastercard
    (3000..=3099, 14..=19), // Diners Club
    (3400..=3499, 15..=15), // American Express
    (3500..=3599, 16..=19), // JCB, RuPay
    (3600..=3999, 14..=19), // Diners Club, and American Express from 3700
    (4000..=4999, 13..=13), // Visa
    (4000..=4999, 16..=16),
    (4000..=4999, 19..=19),
    (5000..=5099, 13..=19), // Maestro, RuPay
    (5100..=5599, 16..=16), // Mastercard
    (5600..=6999, 13..=19), // Maestro, Discover, UnionPay, RuPay
];

/// Digits as card networks give them, with a right check digit (ISO/IEC 7812).
fn is_card(digits: &str) -> bool {
    let first: Option<u32> = digits.get(..4).and_then(|first| first.parse().ok());
    let is_issued = first.is_some_and(|first| {
        ISSUED.iter().any(|(range, length)| range.contains(&first) && length.contains(&digits.len()))
    });
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
    runs(text, |letter| letter.is_ascii_alphanumeric()).iter().any(|run| {
        let run = run.concat().to_ascii_uppercase();
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
            "41 11 11 11 11 11 11 11",
            "5500005555555559.",
            "3782 822463 10005",
            "30569309025904",
            "2223003122003222",
            "6200 0000 0000 0000 000",
            "IBAN DE89 3704 0044 0532 0130 00",
            "my account is fr1420041010050500013m02606, thanks",
        ] {
            assert!(has_bank_number(text), "{text}");
        }
    }

    #[test]
    fn a_card_number_is_found_among_other_numbers() {
        for text in [
            "4111 1111 1111 1111 12/27",
            "4111 1111 1111 1111 123",
            "4111111111111111 12 27 123",
            "order 12 4111 1111 1111 1111",
            "INV-2026-0001 4111-1111-1111-1111 2026-03-31",
            "4111.1111.1111.1111 5500 0055 5555 5558",
            "3782 822463 10005 1234",
        ] {
            assert!(has_bank_number(text), "{text}");
        }
    }

    #[test]
    fn invoice_numbers_days_and_amounts_are_none() {
        for text in [
            "INV-2026-0001, 2026-03-31, 1,234,567.00 EUR",
            "4111 1111 1111 1112",
            "DE89 3704",
            "",
            "+49 30 901820",
            "+1 415 555 2671 and 0041 44 668 18 00",
            // Their check digits are right.
            "2026-03-31 4711 0818",
            "+44 20 7946 0958 08",
            "INV 5412 3456 7890 02",
        ] {
            assert!(!has_bank_number(text), "{text}");
        }
    }
}
