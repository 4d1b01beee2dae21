//! The account statement: balance brought forward, activity, balance carried forward.

use super::{Amount, Line, Sheet};
use jiff::civil::Date;

/// The activity of one currency's sheet over a stretch of days.
///
/// What always holds: opening balance + all lines = closing balance, and statements over adjoining stretches meet:
/// one's closing balance is the next one's opening balance.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'s, 'a> {
    /// The balance of all that lies before the first day.
    pub opening: Amount,
    pub lines: &'s [Line<'a>],
    pub closing: Amount,
}

impl<'a> Sheet<'a> {
    /// The statement from the first to the last day, both included; without a first day, from the beginning.
    pub fn statement(&self, first: Option<Date>, last: Date) -> Statement<'_, 'a> {
        let start = first.map_or(0, |first| self.lines.partition_point(|line| line.day < first));
        let end = self.lines.partition_point(|line| line.day <= last).max(start);
        let lines = &self.lines[start..end];
        let opening = self.lines[..start].iter().map(|line| line.amount).sum();
        let activity: Amount = lines.iter().map(|line| line.amount).sum();
        Statement { opening, lines, closing: opening + activity }
    }

    /// The day of the first line, where there is one.
    pub fn first_day(&self) -> Option<Date> {
        self.lines.first().map(|line| line.day)
    }

    /// The day of the last line, where there is one.
    pub fn last_day(&self) -> Option<Date> {
        self.lines.last().map(|line| line.day)
    }
}

impl<'s, 'a> Statement<'s, 'a> {
    /// Each line with the balance after it.
    pub fn running(&self) -> impl Iterator<Item = (&'s Line<'a>, Amount)> + use<'s, 'a> {
        self.lines.iter().scan(self.opening, |balance, line| {
            *balance += line.amount;
            Some((line, *balance))
        })
    }
}
