//! `payment` and `late_fees`: where the money goes, and what lateness is estimated to cost.

use crate::config::checked;
use crate::config::checked::{ContentPath, Country, CreditorReference};
use crate::config::collect::{At, Tried};
use crate::config::reader::Reader;
use crate::config::section::section;
use crate::config::values::bank::{Bic, Iban, QrIban, Routing};
use crate::config::values::number::{Decimal, Whole};
use crate::config::values::payment_link::PaymentLink;
use crate::config::values::text::{Digits, Line};

use crate::diag::{Diagnostic, Place};
use crate::ledger::{Amount, Currency};

section! {
    /// How customers pay.
    Payment {
        /// Bank accounts, one or more for each currency.
        accounts: Vec<At<Account>> = "[]",
        /// A payment page. `{invoice}`, `{amount}`, `{currency}`, `{customer}` and `{reference}` are filled in.
        link: PaymentLink = optional,
        /// A Markdown page below `content/` with your own words on how to pay.
        instructions: ContentPath = optional,
        /// Whether portals show a payment code (QR) where the account has one: GiroCode (EPC), Swiss QR-bill or SPAYD.
        qr_codes: bool = "true",
    }
}

section! {
    /// A bank account; it has an IBAN or an account number.
    Account {
        /// The currency that is paid into it.
        currency: At<Currency> = required,
        /// The account's holder, as the bank knows him.
        holder: Line = required,
        /// The IBAN, with or without spaces.
        iban: Tried<Iban> = optional,
        /// The bank's code (BIC, SWIFT).
        bic: Bic = optional,
        /// The bank's name.
        bank: Line = optional,
        /// The QR-IBAN of a Swiss account in francs, for QR-bills with a QR reference.
        qr_iban: At<QrIban> = optional,
        /// The holder's address in parts, which a Swiss QR-bill needs.
        address: BankAddress = optional,
        /// The reference that payers give: `rf` makes one of ISO 11649 from the invoice's number.
        creditor_reference: CreditorReference = "none",
        /// The routing number (ABA) of a bank in the United States.
        routing: Routing = optional,
        /// The account's number where there is no IBAN.
        account: Tried<Digits> = optional,
    }
}

section! {
    /// The address of an account's holder, in the parts of a Swiss QR-bill.
    BankAddress {
        /// The street, or the post office box.
        street: At<Line> = optional,
        /// The number of the house, where it does not stand with the street.
        house_number: At<Digits> = optional,
        /// The postal code, without the country.
        postal_code: At<Digits> = required,
        /// The town.
        town: At<Line> = required,
        /// The country as two letters of ISO 3166, such as `CH`.
        country: Country = required,
    }
}

impl Payment {
    pub(super) fn checked(self, reader: &mut Reader) -> Option<checked::Payment> {
        let accounts: Vec<_> =
            self.accounts.into_iter().map(|account| account.value.checked(account.place, reader)).collect();
        Some(checked::Payment {
            accounts: accounts.into_iter().collect::<Option<_>>()?,
            link: self.link.map(|link| link.0),
            instructions: self.instructions,
            qr_codes: self.qr_codes,
        })
    }
}

impl Account {
    fn checked(self, place: Place, reader: &mut Reader) -> Option<checked::BankAccount> {
        if self.iban.is_none() && self.account.is_none() {
            let title = "a bank account has neither `iban` nor `account`";
            reader.add(Diagnostic::error("account-without-number", title).at(place, "this account"));
        }
        let (currency, holder) = (self.currency?, self.holder?);
        if let Some(qr_iban) = self.qr_iban.as_ref().filter(|_| currency.value.code() != "CHF") {
            let title = format!("a QR-IBAN takes CHF only, not {}", currency.value);
            let problem = Diagnostic::error("qr-iban-currency", title).at(qr_iban.place, "the QR-IBAN");
            let problem = problem.at(currency.place, "the account's currency");
            reader.add(match currency.value.code() {
                "EUR" => problem.hint("take it out: QR-bills in EUR name the usual IBAN, from November 2026 on"),
                _ => problem,
            });
        }
        let address = match self.address {
            Some(address) => Some(address.checked(reader)?),
            None => None,
        };
        Some(checked::BankAccount {
            currency: currency.value,
            holder: holder.0,
            iban: self.iban.and_then(|iban| iban.0).map(|iban| iban.0),
            bic: self.bic.map(|bic| bic.0),
            bank: self.bank.map(|line| line.0),
            qr_iban: self.qr_iban.map(|iban| iban.value.0),
            address,
            creditor_reference: self.creditor_reference,
            routing: self.routing.map(|routing| routing.0),
            account: self.account.and_then(|account| account.0).map(|digits| digits.0),
        })
    }
}

impl BankAddress {
    /// The lengths are those of the Swiss implementation guidelines for the QR-bill (2.4, 4.2.2).
    fn checked(self, reader: &mut Reader) -> Option<checked::BankAddress> {
        let (postal_code, country) = (self.postal_code.map(|code| code.map(|code| code.0)), self.country?);
        if let Some(code) = &postal_code
            && let Some(rest) = code.value.strip_prefix(country.code()).map(|rest| rest.trim_start_matches(['-', ' ']))
            && rest.starts_with(|first: char| first.is_ascii_digit())
        {
            let problem = Diagnostic::error("postal-code-with-country", "the postal code has the country in it");
            reader.add(problem.at(code.place, "").hint(format!("write `{rest}`; the country has a key of its own")));
        }
        let street = self.street.map(|street| fits("street", street.map(|line| line.0), 70, reader));
        let house_number = self.house_number.map(|number| fits("house_number", number.map(|text| text.0), 16, reader));
        let postal_code = fits("postal_code", postal_code?, 16, reader);
        let town = fits("town", self.town?.map(|line| line.0), 35, reader);
        Some(checked::BankAddress { street, house_number, postal_code, town, country })
    }
}

/// A part of an address; one that is too long is a problem, since a shorter one would be another address.
fn fits(key: &str, part: At<String>, most: usize, reader: &mut Reader) -> String {
    let length = part.value.chars().count();
    if length > most {
        let title = format!("`{key}` has {length} characters, but a QR-bill has room for {most}");
        reader.add(Diagnostic::error("address-too-long", title).at(part.place, ""));
    }
    part.value
}

section! {
    /// How late fees are estimated.
    LateFees {
        /// Days past due before the first period begins.
        grace_days: Whole<0, 366> = "0",
        /// Percent of the open balance for each period of 31 days, such as `1.5`.
        percent_per_month: At<Decimal> = "0",
        /// Added once to each invoice that bears a fee, in the organization's currency.
        flat: At<Decimal> = "0",
    }
}

/// Decimals of a percentage: one percent is 10,000 millionths.
const PERCENT_DECIMALS: u32 = 4;

/// All of the open balance, in millionths.
const MOST_PERCENT: u32 = 1_000_000;

impl LateFees {
    pub(super) fn checked(self, currency: Option<Currency>, reader: &mut Reader) -> Option<checked::LateFees> {
        let percent = exact(&self.percent_per_month, PERCENT_DECIMALS, MOST_PERCENT, reader);
        let flat = exact(&self.flat, currency?.decimals().into(), Amount::LIMIT.minor(), reader);
        Some(checked::LateFees { grace_days: self.grace_days.0, millionths_per_month: percent?, flat: Amount(flat?) })
    }
}

/// The number times ten to the power of `decimals`: exact, and at most `most`.
fn exact<N: TryFrom<i128>>(
    number: &At<Decimal>,
    decimals: u32,
    most: impl Into<i128>,
    reader: &mut Reader,
) -> Option<N> {
    let problem = match number.value.scaled(decimals) {
        Some(scaled) if scaled <= most.into() => return N::try_from(scaled).ok(),
        Some(_) => Diagnostic::error("out-of-range", "a late fee cannot be that large"),
        None if decimals == 0 => Diagnostic::error("too-many-decimals", "the organization's currency has no decimals"),
        None => Diagnostic::error("too-many-decimals", format!("a late fee has at most {decimals} decimals here")),
    };
    reader.add(problem.at(number.place, ""));
    None
}
