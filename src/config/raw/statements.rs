//! `statements` and `pdf`: which statements are made, of what and on which paper.

use crate::config::checked;
use crate::config::checked::{ContentPath, Paper, PeriodKind, StatementFormat};
use crate::config::collect::Distinct;
use crate::config::reader::{Reader, Value};
use crate::config::schema::Json;
use crate::config::section::section;
use crate::config::tree::Node;
use crate::config::values::number::Whole;
use crate::config::values::text::Line;
use crate::diag::Diagnostic;
use crate::ledger::AgingSchedule;

section! {
    /// Which statements are made.
    Statements {
        /// Periods of account statements: `month`, `quarter`, `year`, and `all` for everything there is.
        periods: Distinct<PeriodKind> = "[month, year, all]",
        /// How many months back statements are made, the current one included.
        months: Whole<1, 120> = "12",
        /// The aging schedule: upper bounds of its buckets in days past due, rising.
        aging: AgingSchedule = "[30, 60, 90]",
        /// Files that statements can be downloaded as: `pdf`, `csv`, `xlsx`.
        formats: Distinct<StatementFormat> = "[pdf, csv, xlsx]",
        /// Whether portals offer all of their files in one ZIP file, too. It takes as much space again.
        archive: bool = "false",
    }
}

impl Statements {
    pub(super) fn checked(self) -> checked::Statements {
        checked::Statements {
            periods: self.periods.0,
            months: self.months.0,
            aging: self.aging,
            formats: self.formats.0,
            archive: self.archive,
        }
    }
}

/// Some twenty-seven years.
type Days = Whole<1, 9999>;

impl Value for AgingSchedule {
    fn schema() -> Json {
        Vec::<Days>::schema()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<AgingSchedule> {
        let days = Vec::<Days>::read(node, reader)?;
        let bounds: Option<Vec<i32>> = days.iter().map(|day| i32::try_from(day.0).ok()).collect();
        let schedule = AgingSchedule::new(bounds?).ok();
        if schedule.is_none() {
            let title = format!("the days of `{}` do not rise", reader.path());
            let problem =
                Diagnostic::error("unordered-aging", title).at(node.place, "each must be greater than the one before");
            reader.add(problem.hint("`[30, 60, 90]` makes 1–30, 31–60, 61–90 and over 90 days past due"));
        }
        schedule
    }
}

section! {
    /// How PDF files are made.
    Pdf {
        /// The paper: `a4`, `letter`, or `auto` for what is usual in the customer's country.
        paper: Paper = "auto",
        /// Fonts (TrueType or OpenType) for scripts beyond Latin, Greek and Cyrillic, which come along.
        fonts: Vec<ContentPath> = "[]",
        /// A program that turns HTML into PDF, in place of the one we bring.
        command: Line = optional,
    }
}

impl Pdf {
    pub(super) fn checked(self) -> checked::Pdf {
        checked::Pdf { paper: self.paper, fonts: self.fonts, command: self.command.map(|line| line.0) }
    }
}
