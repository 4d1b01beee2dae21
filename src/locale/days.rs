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

/// The four quarters of a year as people write them out, by language: CLDR has these words, ICU4X does not offer them
/// yet. Japanese says the months, since its *first quarter* is April to June to most who keep books. A language that is
/// not here names the quarter's first and last month.
const QUARTERS: [(&str, [&str; 4]); 14] = [
    ("ar", ["الربع الأول {y}", "الربع الثاني {y}", "الربع الثالث {y}", "الربع الرابع {y}"]),
    ("da", ["1. kvartal {y}", "2. kvartal {y}", "3. kvartal {y}", "4. kvartal {y}"]),
    ("de", ["1. Quartal {y}", "2. Quartal {y}", "3. Quartal {y}", "4. Quartal {y}"]),
    ("en", ["Q1 {y}", "Q2 {y}", "Q3 {y}", "Q4 {y}"]),
    ("es", ["1.er trimestre de {y}", "2.º trimestre de {y}", "3.er trimestre de {y}", "4.º trimestre de {y}"]),
    ("fi", ["1. neljännes {y}", "2. neljännes {y}", "3. neljännes {y}", "4. neljännes {y}"]),
    ("fr", ["1er trimestre {y}", "2e trimestre {y}", "3e trimestre {y}", "4e trimestre {y}"]),
    ("it", ["1º trimestre {y}", "2º trimestre {y}", "3º trimestre {y}", "4º trimestre {y}"]),
    ("ja", ["{y}1～3月期", "{y}4～6月期", "{y}7～9月期", "{y}10～12月期"]),
    ("nb", ["1. kvartal {y}", "2. kvartal {y}", "3. kvartal {y}", "4. kvartal {y}"]),
    ("nl", ["1e kwartaal {y}", "2e kwartaal {y}", "3e kwartaal {y}", "4e kwartaal {y}"]),
    ("pl", ["I kwartał {y}", "II kwartał {y}", "III kwartał {y}", "IV kwartał {y}"]),
    ("pt", ["1.º trimestre de {y}", "2.º trimestre de {y}", "3.º trimestre de {y}", "4.º trimestre de {y}"]),
    ("sv", ["1:a kvartalet {y}", "2:a kvartalet {y}", "3:e kvartalet {y}", "4:e kvartalet {y}"]),
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
        let text = self.medium.format(&icu(day)).to_string();
        match text.strip_prefix("1 ") {
            // French says *le premier*; CLDR's patterns have no place for it.
            Some(rest) if &*self.language == "fr" => format!("1er {rest}"),
            _ => text,
        }
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
        let index = (day.month() - 1) / 3;
        match QUARTERS.iter().find(|(language, _)| *language == &*self.language) {
            Some((_, quarters)) => quarters[usize::from(index.unsigned_abs())].replace("{y}", &self.year(day)),
            None => {
                let month = |month| Date::constant(day.year(), month, 1);
                format!("{} – {}", self.month(month(index * 3 + 1)), self.month(month(index * 3 + 3)))
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
