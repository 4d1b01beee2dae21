//! Money: exact minor units, and the currency that says what they are.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};
use std::str::FromStr;

/// A currency of ISO 4217, with its number of decimals (its *exponent*: JPY 0, EUR 2, KWD 3).
///
/// ```
/// use portalsmith::ledger::Currency;
/// let yen: Currency = "JPY".parse().unwrap();
/// assert_eq!((yen.code(), yen.decimals()), ("JPY", 0));
/// assert!("eur".parse::<Currency>().is_err());
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Currency {
    code: [u8; 3],
    decimals: u8,
}

/// Not the code of a currency that money is counted in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownCurrency;

impl Currency {
    /// Three capital letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).expect("a currency's code is three ASCII letters")
    }

    /// How many decimals its amounts have; 10 to this power minor units make one major unit.
    pub const fn decimals(&self) -> u8 {
        self.decimals
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(code: &str) -> Result<Currency, UnknownCurrency> {
        let known = iso_currency::Currency::from_code(code).ok_or(UnknownCurrency)?;
        let decimals = known.exponent().and_then(|exponent| u8::try_from(exponent).ok()).ok_or(UnknownCurrency)?;
        let code = code.as_bytes().try_into().map_err(|_| UnknownCurrency)?;
        Ok(Currency { code, decimals })
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A number of minor units of a currency that the context knows: cents of a euro account, yen of a yen account.
///
/// Amounts of one currency add up; where the currency is not fixed by the context there is [`Money`], which does not.
/// Every amount from outside is at most [`Amount::LIMIT`] in size and the ledger refuses an account whose
/// amounts together could leave `i64`, so sums inside the ledger cannot overflow.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Amount(pub i64);

impl Amount {
    pub const ZERO: Amount = Amount(0);

    /// The largest amount of a single document, in minor units: ten million million major units of a currency with
    /// two decimals.
    pub const LIMIT: Amount = Amount(1_000_000_000_000_000);

    pub const fn minor(self) -> i64 {
        self.0
    }

    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The amount with its currency.
    pub const fn of(self, currency: Currency) -> Money {
        Money { amount: self, currency }
    }
}

impl Add for Amount {
    type Output = Amount;
    fn add(self, other: Amount) -> Amount {
        Amount(self.0 + other.0)
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Amount) {
        *self = *self + other;
    }
}

impl Sub for Amount {
    type Output = Amount;
    fn sub(self, other: Amount) -> Amount {
        Amount(self.0 - other.0)
    }
}

impl SubAssign for Amount {
    fn sub_assign(&mut self, other: Amount) {
        *self = *self - other;
    }
}

impl Neg for Amount {
    type Output = Amount;
    fn neg(self) -> Amount {
        Amount(-self.0)
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Amount>>(amounts: I) -> Amount {
        amounts.fold(Amount::ZERO, Add::add)
    }
}

/// An amount and its currency. Two of them are never added: sums are made within one currency, as [`Amount`]s.
///
/// Shown as a plain decimal number with the currency's decimals, as machines read it:
///
/// ```
/// use portalsmith::ledger::Amount;
/// assert_eq!(Amount(-12050).of("EUR".parse().unwrap()).to_string(), "-120.50");
/// assert_eq!(Amount(7).of("KWD".parse().unwrap()).to_string(), "0.007");
/// assert_eq!(Amount(5).of("JPY".parse().unwrap()).to_string(), "5");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Money {
    pub amount: Amount,
    pub currency: Currency,
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&decimal(i128::from(self.amount.minor()), self.currency))
    }
}

/// Minor units as a plain decimal number: a total over many accounts may exceed an [`Amount`].
pub fn decimal(minor: i128, currency: Currency) -> String {
    let decimals = usize::from(currency.decimals());
    let sign = if minor < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", minor.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}
