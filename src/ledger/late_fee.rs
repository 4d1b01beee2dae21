//! Late fees, estimated for information. They are in no balance, statement or payment code.

use super::Amount;

/// How a late fee is reckoned.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LateFeeRule {
    /// Days past due that cost nothing.
    pub grace_days: u32,
    /// Millionths of the open balance for each full period of 31 days after the grace: 15,000 is 1.5 %.
    pub millionths_per_period: u32,
    /// Added once, when the first period is over.
    pub flat: Amount,
}

impl LateFeeRule {
    /// The fee for an open balance this many days past due; not compounding, rounded half up to a minor unit.
    ///
    /// ```
    /// use portalsmith::ledger::{Amount, LateFeeRule};
    /// let rule = LateFeeRule { grace_days: 0, millionths_per_period: 30_000, flat: Amount::ZERO };
    /// assert_eq!(rule.fee(Amount(1_000_000), 81), Amount(60_000));
    /// ```
    pub fn fee(&self, open: Amount, days_past_due: i32) -> Amount {
        let late = i64::from(days_past_due) - i64::from(self.grace_days);
        let periods = late.max(0) / 31;
        if periods == 0 || !open.is_positive() {
            return Amount::ZERO;
        }
        let millionths = i128::from(open.minor()) * i128::from(self.millionths_per_period) * i128::from(periods);
        let rounded = (millionths + 500_000).div_euclid(1_000_000);
        self.flat + Amount(i64::try_from(rounded).unwrap_or(i64::MAX / 16))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_fee_comes_when_grace_and_one_period_are_over() {
        let rule = LateFeeRule { grace_days: 5, millionths_per_period: 15_000, flat: Amount(4_000) };
        assert_eq!(rule.fee(Amount(10_000), 35), Amount::ZERO);
        assert_eq!(rule.fee(Amount(10_000), 36), Amount(4_150));
        assert_eq!(rule.fee(Amount(10_000), 67), Amount(4_300));
    }

    #[test]
    fn half_a_minor_unit_is_rounded_up() {
        let rule = LateFeeRule { grace_days: 0, millionths_per_period: 15_000, flat: Amount::ZERO };
        assert_eq!(rule.fee(Amount(100), 31), Amount(2));
        assert_eq!(rule.fee(Amount(99), 31), Amount(1));
    }
}
