//! The stretches of time that account statements cover.

use crate::config::PeriodKind;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::fmt;

/// A statement's period by name: `2026-03`, `2026-q1`, `2026`, `all`; `open` is the outstanding statement's.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum PeriodId {
    Month { year: i16, month: i8 },
    Quarter { year: i16, quarter: i8 },
    Year { year: i16 },
    All,
    Open,
}

impl fmt::Display for PeriodId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PeriodId::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            PeriodId::Quarter { year, quarter } => write!(f, "{year:04}-q{quarter}"),
            PeriodId::Year { year } => write!(f, "{year:04}"),
            PeriodId::All => f.write_str("all"),
            PeriodId::Open => f.write_str("open"),
        }
    }
}

/// A period with its days, both included.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Period {
    pub id: PeriodId,
    /// None: from the beginning.
    pub first: Option<Date>,
    pub last: Date,
    /// Over before the as-of day, so that nothing in it depends on that day.
    pub closed: bool,
}

/// All periods of these kinds that reach into the last `months` months, the newest first.
///
/// Quarters and years are whole even where they begin before that; the current ones end on the as-of day. The period
/// `all` ends there too and comes last.
pub(super) fn periods(kinds: &[PeriodKind], months: u32, as_of: Date) -> Vec<Period> {
    let this_month = as_of.first_of_month();
    let months_back = i64::from(months.max(1)) - 1;
    let horizon = this_month.saturating_sub(months_back.months());
    let mut periods = Vec::new();
    for kind in [PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Year] {
        if kinds.contains(&kind) {
            let mut first = start_of(kind, as_of);
            while end_of(kind, first) >= horizon {
                periods.push(bounded(kind, first, as_of));
                let Ok(previous) = first.yesterday() else { break };
                first = start_of(kind, previous);
            }
        }
    }
    if kinds.contains(&PeriodKind::All) {
        periods.push(Period { id: PeriodId::All, first: None, last: as_of, closed: false });
    }
    periods
}

fn bounded(kind: PeriodKind, first: Date, as_of: Date) -> Period {
    let (year, month) = (first.year(), first.month());
    let id = match kind {
        PeriodKind::Month => PeriodId::Month { year, month },
        PeriodKind::Quarter => PeriodId::Quarter { year, quarter: (month - 1) / 3 + 1 },
        PeriodKind::Year => PeriodId::Year { year },
        PeriodKind::All => PeriodId::All,
    };
    let end = end_of(kind, first);
    Period { id, first: Some(first), last: end.min(as_of), closed: end < as_of }
}

fn start_of(kind: PeriodKind, day: Date) -> Date {
    match kind {
        PeriodKind::Month => day.first_of_month(),
        PeriodKind::Quarter => date(day.year(), (day.month() - 1) / 3 * 3 + 1, 1),
        PeriodKind::Year | PeriodKind::All => day.first_of_year(),
    }
}

fn end_of(kind: PeriodKind, first: Date) -> Date {
    match kind {
        PeriodKind::Month => first.last_of_month(),
        PeriodKind::Quarter => first.saturating_add(2.months()).last_of_month(),
        PeriodKind::Year | PeriodKind::All => first.last_of_year(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(kinds: &[PeriodKind], months: u32, as_of: Date) -> Vec<String> {
        periods(kinds, months, as_of).iter().map(|period| period.id.to_string()).collect()
    }

    #[test]
    fn months_bound_the_quarters_and_years_they_touch() {
        let as_of = date(2026, 2, 10);
        assert_eq!(ids(&[PeriodKind::Month], 3, as_of), ["2026-02", "2026-01", "2025-12"]);
        assert_eq!(ids(&[PeriodKind::Quarter], 3, as_of), ["2026-q1", "2025-q4"]);
        assert_eq!(ids(&[PeriodKind::Year, PeriodKind::All], 3, as_of), ["2026", "2025", "all"]);
    }

    #[test]
    fn the_current_period_ends_on_the_as_of_day_and_is_not_closed() {
        let periods = periods(&[PeriodKind::Month], 2, date(2026, 3, 31));
        assert_eq!((periods[0].first, periods[0].last), (Some(date(2026, 3, 1)), date(2026, 3, 31)));
        assert_eq!((periods[0].closed, periods[1].closed), (false, true));
    }
}
