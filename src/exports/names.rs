//! What rows are called, wherever they have moved.
//!
//! A row keeps the name that it had when it was read, so that what was made of it need not be touched when rows come or go
//! before it. After a whole reading names are numbers. Names that come later are higher than any number can be.

/// Higher than the number of any row.
const LATER: u32 = 1 << 30;

/// So many runs are enough: then the file is read as a whole again.
const RUNS: usize = 4_096;

/// The names of a file's rows: runs of rows whose names follow on each other.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// In the order of the file. The last run has no end.
    runs: Vec<Run>,
    /// No name is as high as this.
    free: u32,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    row: u32,
    name: u32,
}

impl Names {
    /// The names after a whole reading.
    pub(super) fn new() -> Names {
        Names { runs: vec![Run { row: 0, name: 0 }], free: LATER }
    }

    /// The number of the row that is called so.
    pub(super) fn row(&self, name: u32) -> u32 {
        let ends = self.runs.iter().skip(1).map(|next| Some(next.row)).chain([None]);
        let found = self.runs.iter().zip(ends).find_map(|(run, end)| {
            let row = run.row + name.checked_sub(run.name)?;
            end.is_none_or(|end| row < end).then_some(row)
        });
        found.expect("a name is a row's")
    }

    /// What the row of this number is called.
    pub(super) fn name(&self, row: u32) -> u32 {
        let run = self.runs[self.runs.partition_point(|run| run.row <= row) - 1];
        run.name + (row - run.row)
    }

    /// Names after the rows of `gone` gave way to `count` others. As many as were there take over their names. None where
    /// there are too many runs.
    pub(super) fn replaced(mut self, gone: std::ops::Range<u32>, count: u32) -> Option<Names> {
        let length = gone.end - gone.start;
        if length == count {
            return Some(self);
        }
        let rest = Run { row: gone.start + count, name: self.name(gone.end) };
        let first = self.runs.partition_point(|run| run.row < gone.start);
        let last = self.runs.partition_point(|run| run.row <= gone.end);
        let between = (count > 0).then_some(Run { row: gone.start, name: self.free });
        let behind = self.runs.split_off(last);
        self.runs.truncate(first);
        self.runs.extend(between);
        self.runs.push(rest);
        self.runs.extend(behind.into_iter().map(|run| Run { row: run.row - gone.end + rest.row, ..run }));
        self.free = self.free.checked_add(count)?;
        (self.runs.len() <= RUNS).then_some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The names of a list whose rows come and go are those of a list of names that is cut and mended.
        #[test]
        fn a_row_keeps_its_name_wherever_it_moves(edits in prop::collection::vec((0_u32..40, 0_u32..4, 0_u32..4), 0..30)) {
            let mut names = Names::new();
            let mut plain: Vec<u32> = (0..60).collect();
            for (start, length, count) in edits {
                let end = (start + length).min(50);
                let start = start.min(end);
                let fresh: Vec<u32> = (names.free..names.free + count).collect();
                if count != end - start {
                    plain.splice(start as usize..end as usize, fresh);
                }
                names = names.replaced(start..end, count).unwrap();
                for (row, name) in (0..).zip(&plain) {
                    prop_assert_eq!(names.name(row), *name);
                    prop_assert_eq!(names.row(*name), row);
                }
                while plain.len() < 60 {
                    let next = names.name(u32::try_from(plain.len()).unwrap());
                    plain.push(next);
                }
            }
        }
    }
}
