//! Days, months, quarters and years in a language.

use super::BUILT_IN;
use icu_calendar::{Gregorian, Iso};
use icu_datetime::fieldsets::{Y, YM, YMD};
use icu_datetime::options::YearStyle;
use icu_datetime::pattern::{DateTimePattern, FixedCalendarDateTimeNames};
use icu_datetime::preferences::CalendarAlgorithm;
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use jiff::civil::Date;
use writeable::TryWriteable;

pub(super) struct Days {
    language: Box<str>,
    medium: DateTimeFormatter<YMD>,
    short: DateTimeFormatter<YMD>,
    month: Month,
    year: DateTimeFormatter<Y>,
}

/// Months by name and year. `DateTimeFormatter` would do, but ICU4X 2.4 does not load what it needs for Portuguese, so
/// its pattern is taken and all names of it are loaded here.
struct Month {
    pattern: DateTimePattern,
    names: FixedCalendarDateTimeNames<Gregorian, YM>,
}

/// How a quarter is written, by language: CLDR has these words, ICU4X does not offer them yet. A language that is not
/// here names the quarter's first and last month.
const QUARTERS: [(&str, &str); 14] = [
    ("ar", "الربع {q} {y}"),
    ("da", "{q}. kvt. {y}"),
    ("de", "Q{q} {y}"),
    ("en", "Q{q} {y}"),
    ("es", "T{q} {y}"),
    ("fi", "{q}. nelj. {y}"),
    ("fr", "T{q} {y}"),
    ("it", "T{q} {y}"),
    ("ja", "{y}第{q}四半期"),
    ("nb", "{q}. kvartal {y}"),
    ("nl", "K{q} {y}"),
    ("pl", "{q}. kwartał {y}"),
    ("pt", "T{q} {y}"),
    ("sv", "K{q} {y}"),
];

impl Days {
    pub(super) fn new(tag: &icu_locale_core::Locale) -> Days {
        let mut preferences = DateTimeFormatterPreferences::from(tag);
        preferences.calendar_algorithm = Some(CalendarAlgorithm::Gregory);
        let days = |fields| DateTimeFormatter::try_new(preferences, fields).expect(BUILT_IN);
        Days {
            language: tag.id.language.as_str().into(),
            medium: days(YMD::medium()),
            short: days(YMD::short().with_year_style(YearStyle::Full)),
            month: Month::new(preferences),
            year: DateTimeFormatter::try_new(preferences, Y::long()).expect(BUILT_IN),
        }
    }

    pub(super) fn medium(&self, day: Date) -> String {
        self.medium.format(&icu(day)).to_string()
    }

    pub(super) fn short(&self, day: Date) -> String {
        self.short.format(&icu(day)).to_string()
    }

    pub(super) fn month(&self, day: Date) -> String {
        self.month.text(day)
    }

    pub(super) fn year(&self, day: Date) -> String {
        self.year.format(&icu(day)).to_string()
    }

    pub(super) fn quarter(&self, day: Date) -> String {
        let quarter = (day.month() - 1) / 3 + 1;
        match QUARTERS.iter().find(|(language, _)| *language == &*self.language) {
            Some((_, pattern)) => pattern.replace("{q}", &quarter.to_string()).replace("{y}", &self.year(day)),
            None => {
                let month = |month| Date::constant(day.year(), month, 1);
                format!("{} – {}", self.month(month(quarter * 3 - 2)), self.month(month(quarter * 3)))
            }
        }
    }
}

impl Month {
    fn new(preferences: DateTimeFormatterPreferences) -> Month {
        let formatter = DateTimeFormatter::try_new(preferences, YM::long()).expect(BUILT_IN);
        let pattern = formatter.format(&icu(Date::constant(2026, 1, 1))).pattern();
        let mut names = FixedCalendarDateTimeNames::try_new(preferences).expect(BUILT_IN);
        names.include_for_pattern(&pattern).expect(BUILT_IN);
        Month { pattern, names }
    }

    fn text(&self, day: Date) -> String {
        let day = icu(day).to_calendar(Gregorian);
        let formatter = self.names.with_pattern_unchecked(&self.pattern);
        let mut text = String::with_capacity(16);
        // What could fail is a name that is not loaded, and then its number is written in its place.
        let _ = formatter.format(&day).try_write_to(&mut text);
        text
    }
}

fn icu(day: Date) -> icu_calendar::Date<Iso> {
    let (month, day_of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    icu_calendar::Date::try_new_iso(i32::from(day.year()), month, day_of_month)
        .expect("a day is a day in either library")
}
