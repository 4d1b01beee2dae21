//! The aging schedule: how old open items are.

use jiff::civil::Date;

/// The age bands that open items fall into, counted in days past due.
///
/// A schedule is given by its upper bounds: `[30, 60, 90]` makes *current*, *1–30*, *31–60*, *61–90* and *over 90*.
/// Every day falls into exactly one bucket, so the buckets of an account always add up to its open invoices.
///
/// ```
/// use jiff::civil::date;
/// use portalsmith::ledger::{AgingSchedule, Bucket};
/// let schedule = AgingSchedule::new([30, 60, 90]).unwrap();
/// let due = date(2026, 3, 1);
/// assert_eq!(schedule.bucket(due, date(2026, 3, 1)), Bucket::Current);
/// assert_eq!(schedule.bucket(due, date(2026, 3, 31)), Bucket::PastDue { from: 1, to: Some(30) });
/// assert_eq!(schedule.bucket(due, date(2026, 6, 1)), Bucket::PastDue { from: 91, to: None });
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct AgingSchedule {
    /// Strictly rising, none of them below 1; [`AgingSchedule::new`] sees to it.
    bounds: Vec<i32>,
}

/// Bounds that do not rise, or are not positive.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnorderedBounds;

/// One age band.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Bucket {
    /// Not past due: due today or later.
    Current,
    /// `from` to `to` days past due, both included; without `to`, all that is older.
    PastDue { from: i32, to: Option<i32> },
}

impl AgingSchedule {
    /// A schedule with these upper bounds, in days past due.
    pub fn new(bounds: impl Into<Vec<i32>>) -> Result<AgingSchedule, UnorderedBounds> {
        let bounds = bounds.into();
        let rising = bounds.windows(2).all(|pair| pair[0] < pair[1]) && bounds.first().is_none_or(|first| *first > 0);
        if rising { Ok(AgingSchedule { bounds }) } else { Err(UnorderedBounds) }
    }

    /// The bucket of an item that fell due on `due`, seen from `as_of`.
    pub fn bucket(&self, due: Date, as_of: Date) -> Bucket {
        self.buckets()[self.index(due, as_of)]
    }

    /// The place of that bucket among [`AgingSchedule::buckets`].
    pub fn index(&self, due: Date, as_of: Date) -> usize {
        let days = days_past_due(due, as_of);
        if days <= 0 { 0 } else { 1 + self.bounds.partition_point(|bound| *bound < days) }
    }

    /// All buckets from *current* to the oldest.
    pub fn buckets(&self) -> Vec<Bucket> {
        let starts = std::iter::once(1).chain(self.bounds.iter().map(|bound| bound + 1));
        let ends = self.bounds.iter().copied().map(Some).chain(std::iter::once(None));
        let past_due = starts.zip(ends).map(|(from, to)| Bucket::PastDue { from, to });
        std::iter::once(Bucket::Current).chain(past_due).collect()
    }
}

/// How many days `as_of` lies past `due`; zero or less means not past due.
pub fn days_past_due(due: Date, as_of: Date) -> i32 {
    (as_of - due).get_days()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_schedule_without_bounds_knows_current_and_past_due() {
        let schedule = AgingSchedule::new([]).unwrap();
        assert_eq!(schedule.buckets(), [Bucket::Current, Bucket::PastDue { from: 1, to: None }]);
        assert_eq!(schedule.bucket(date(2026, 1, 1), date(2026, 1, 2)), Bucket::PastDue { from: 1, to: None });
    }

    #[test]
    fn every_day_falls_into_the_bucket_that_names_it() {
        let schedule = AgingSchedule::new([30, 60, 90]).unwrap();
        let due = date(2024, 2, 28);
        for days in -40..400 {
            let as_of = due + jiff::Span::new().days(days);
            let right = match schedule.bucket(due, as_of) {
                Bucket::Current => days <= 0,
                Bucket::PastDue { from, to } => from <= days && to.is_none_or(|to| days <= to),
            };
            assert!(right, "{days} days");
        }
    }

    #[test]
    fn bounds_rise() {
        assert_eq!(AgingSchedule::new([30, 30]), Err(UnorderedBounds));
        assert_eq!(AgingSchedule::new([0, 30]), Err(UnorderedBounds));
    }
}
