//! Days, time zones, and how long something may rest.

use crate::config::reader::Written;
use crate::config::schema::Json;
use crate::config::tree::quoted;
use crate::diag::Diagnostic;
use jiff::civil::Date;
use jiff::tz::TimeZoneDatabase;

impl Written for Date {
    const WHAT: &'static str = "a day such as `2026-11-20`";

    fn shape() -> Json {
        Json::object([("type", Json::text("string")), ("format", Json::text("date"))])
    }

    fn parse(text: &str) -> Result<Date, Diagnostic> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        match text.parse() {
            Ok(day) if shape => Ok(day),
            _ if shape => Err(Diagnostic::error("invalid-date", format!("there is no day {}", quoted(text)))),
            _ => Err(Diagnostic::error("invalid-date", format!("{} is not {}", quoted(text), Self::WHAT))
                .hint("days are written year, month, day")),
        }
    }
}

/// The IANA name of a time zone.
#[derive(Clone, Debug)]
pub(in crate::config) struct Timezone(pub(in crate::config) String);

impl Written for Timezone {
    const WHAT: &'static str = "a time zone";

    fn shape() -> Json {
        Json::object([("type", Json::text("string"))])
    }

    /// Looks into the database that is part of the program, so that it is known or unknown on every machine alike.
    fn parse(text: &str) -> Result<Timezone, Diagnostic> {
        let zones = TimeZoneDatabase::bundled();
        if let Ok(zone) = zones.get(text)
            && !zone.is_unknown()
        {
            return Ok(Timezone(zone.iana_name().unwrap_or(text).to_owned()));
        }
        let names: Vec<String> = zones.available().map(|name| name.to_string()).collect();
        // "Paris" is a slip of its own kind: the city without its continent.
        let city =
            names.iter().find(|name| name.rsplit('/').next().is_some_and(|city| city.eq_ignore_ascii_case(text)));
        let near = city
            .map(String::as_str)
            .or_else(|| crate::config::nearest::nearest(text, names.iter().map(String::as_str)));
        let problem = Diagnostic::error("unknown-timezone", format!("no time zone {} is known", quoted(text)));
        Err(match near {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint("time zones have names such as `Europe/Paris` or `America/New_York`"),
        })
    }
}

/// `never`, or after so many days.
#[derive(Clone, Copy, Debug)]
pub(in crate::config) struct After(pub(in crate::config) Option<u32>);

/// A bit more than a hundred years.
const MOST_DAYS: u32 = 36_600;

impl Written for After {
    const WHAT: &'static str = "`never` or a number of days such as `180 days`";

    fn shape() -> Json {
        Json::pattern("^(never|1 day|[1-9][0-9]* days)$")
    }

    fn parse(text: &str) -> Result<After, Diagnostic> {
        if text == "never" {
            return Ok(After(None));
        }
        let problem = || Diagnostic::error("wrong-type", format!("{} is not {}", quoted(text), Self::WHAT));
        let (number, unit) = text.split_once(' ').unwrap_or((text, ""));
        match (number.parse::<u32>(), unit) {
            (Ok(days @ 1..=MOST_DAYS), "days" | "day") => Ok(After(Some(days))),
            (Ok(_), "days" | "day") => {
                let title = format!("{} is not from 1 to {MOST_DAYS} days", quoted(text));
                Err(Diagnostic::error("out-of-range", title))
            }
            (Ok(days), "") => Err(problem().hint(format!("write `{days} days`"))),
            _ => Err(problem()),
        }
    }
}
