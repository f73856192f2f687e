//! What a caller can ask for, and what is wrong with it when it can't be had.

mod types;
mod value;

use std::fmt;
use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::bytes::{Regex, RegexBuilder};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

pub(crate) use types::way;
pub use types::{CodesDefinition, EventTypeDefinition, Roles, TriggerDefinition};
use value::Fields;
pub(crate) use value::Value;

/// How one text is to be read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_family = "wasm", derive(tsify::Tsify))]
pub struct Options {
    /// ISO 8601 date, or date-time with offset; what "Thursday" and "yesterday" are relative to.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub published: Option<String>,
    /// The headline when it is not in the text; then `document.title` is null and no mention lies in it.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub title: Option<String>,
    /// "en": analyse as English where the language check says otherwise.
    #[cfg_attr(target_family = "wasm", tsify(optional, type = "\"en\""))]
    pub language: Option<String>,
}

impl Options {
    /// # Errors
    /// When an option is unknown or no string.
    #[cfg(target_family = "wasm")]
    pub(crate) fn read(value: &Value) -> Result<Self, Error> {
        let fields = Fields::of(value, String::new(), &["published", "title", "language"])?;
        Ok(Self {
            published: fields.string("published")?,
            title: fields.string("title")?,
            language: fields.string("language")?,
        })
    }
}

/// Options that are the same for every text of an [`Analyzer`](crate::Analyzer).
///
/// It is read from JSON or TOML of the same form; what is wrong there is told with the way to it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_family = "wasm", derive(tsify::Tsify))]
pub struct AnalyzerOptions {
    /// Event types added to the built-in ones, or replacing those of the same name.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub types: Option<Vec<EventTypeDefinition>>,
    /// Built-in types to leave out: "speech.deny", "sport.*" for a group, "*" for all.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub without: Option<Vec<String>>,
    /// Events less sure than this are left out; 0 … 1.
    #[cfg_attr(target_family = "wasm", tsify(optional))]
    pub min_confidence: Option<f64>,
}

impl AnalyzerOptions {
    /// # Errors
    /// When an option or a field of a type is unknown or of another kind.
    pub(crate) fn read(value: &Value) -> Result<Self, Error> {
        let fields = Fields::of(value, String::new(), &["types", "without", "minConfidence"])?;
        let types = fields.list("types")?;
        let read = |(n, value)| EventTypeDefinition::read(n, value);
        let types = types.map(|types| types.iter().enumerate().map(read).collect::<Result<_, _>>());
        let without = fields.list("without")?.map(|_| fields.strings("without"));
        Ok(Self {
            types: types.transpose()?,
            without: without.transpose()?,
            min_confidence: fields.number("minConfidence")?,
        })
    }
}

impl<'de> Deserialize<'de> for AnalyzerOptions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(&Value::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// A bad option. Text never makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    code: &'static str,
    message: String,
}

impl Error {
    pub(crate) fn new(code: &'static str, message: String) -> Self {
        Self { code, message }
    }

    /// Stable, for programs: "bad-published", "bad-language", "unknown-option" …
    pub fn code(&self) -> &'static str {
        self.code
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// A publication time as precise as it was given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PublicationTime {
    /// The day where the article appeared; none where only a part of it is known ("2024-10", "XXXX-03-03").
    pub(crate) date: Option<NaiveDate>,
    /// Its time of day, in minutes, and how many its clock is ahead of Greenwich.
    pub(crate) clock: Option<(u32, i16)>,
}

/// A date of ISO 8601 with an optional time and offset, unknown digits as X (ISO 8601-2), in named parts.
static PUBLISHED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = r"(?x)^
        (?P<year>[0-9]{4}|XXXX) (?: -(?P<month>[0-9]{2}|XX) (?: -(?P<day>[0-9]{2}|XX)
        (?: [T\ ] (?P<hour>[0-9]{2}) : (?P<minute>[0-9]{2}) (?: : (?P<second>[0-9]{2}) (?:[.][0-9]+)? )?
            (?P<offset> [Zz] | [+-][0-9]{2} (?: :?[0-9]{2} )? )? )? )? )? $";
    RegexBuilder::new(pattern).unicode(false).build().ok()
});

/// Reads an ISO 8601 date ("2024-10-31") or date-time with offset ("2024-10-31T07:10+09:00", seconds optional, "Z" and
/// "+09" too; a blank for the "T" as RFC 3339 has it).
/// A date with parts missing or unknown (ISO 8601-2: "2024", "2024-10", "XXXX-03-03") is one that nothing is resolved from.
pub(crate) fn parse_published(value: &str) -> Result<PublicationTime, Error> {
    let bad = |hint: &str| {
        Error::new(
            "bad-published",
            format!(
                "option `published`: \"{value}\" is not an ISO 8601 date (2024-10-31) or date-time with offset \
                 (2024-10-31T07:10+09:00){hint}"
            ),
        )
    };
    let parts =
        PUBLISHED.as_ref().and_then(|pattern| pattern.captures(value.as_bytes())).ok_or_else(|| bad(""))?;
    // A part as a number; none where it is missing or unknown.
    let number = |name: &str| -> Option<u32> {
        let digits = parts.name(name)?.as_bytes();
        digits.iter().try_fold(0, |n, d| d.is_ascii_digit().then(|| n * 10 + u32::from(d - b'0')))
    };
    let within = |name: &str, limit: u32| number(name).is_none_or(|n| n < limit);
    let (month, day) = (number("month"), number("day"));
    if !within("hour", 24) || !within("minute", 60) || !within("second", 61) {
        return Err(bad(": there is no such time of day"));
    }
    if month.is_some_and(|m| !(1..=12).contains(&m)) || day.is_some_and(|d| !(1..=31).contains(&d)) {
        return Err(bad(": there is no such day"));
    }
    if parts.name("hour").is_some() && parts.name("offset").is_none() {
        return Err(bad(": it lacks an offset such as Z or +09:00"));
    }
    let (Some(year), Some(month), Some(day)) = (number("year"), month, day) else {
        return Ok(PublicationTime { date: None, clock: None });
    };
    let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    let offset = parts.name("offset").map(|offset| minutes_ahead(offset.as_bytes()));
    let clock = number("hour").zip(number("minute")).zip(offset);
    let clock = clock.map(|((hour, minute), offset)| (hour * 60 + minute, offset));
    date.map(|date| PublicationTime { date: Some(date), clock }).ok_or_else(|| bad(": there is no such day"))
}

/// "Z", "+09", "-0330", "+05:30" in minutes.
fn minutes_ahead(offset: &[u8]) -> i16 {
    let digits = || offset.iter().filter(|byte| byte.is_ascii_digit()).map(|byte| i16::from(byte - b'0'));
    let number = |from: usize| digits().skip(from).take(2).fold(0, |number, digit| number * 10 + digit);
    let minutes = number(0) * 60 + number(2);
    if offset.starts_with(b"-") { -minutes } else { minutes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_of_publication() {
        for (value, clock) in [
            ("2024-10-31", None),
            ("2024-10-31T07:10Z", Some((430, 0))),
            ("2024-10-31T07:10+09:00", Some((430, 540))),
            ("2024-10-31T23:59:59-0330", Some((1439, -210))),
        ] {
            assert_eq!(parse_published(value).ok().and_then(|time| time.clock), clock, "{value}");
        }
    }

    #[test]
    fn publication_times() {
        for (value, date) in [
            ("2024-10-31", "2024-10-31"),
            ("2024-10-31T07:10+09:00", "2024-10-31"),
            ("2024-10-31T07:10:30.5-04:00", "2024-10-31"),
            ("2024-10-30T22:10Z", "2024-10-30"),
            ("2024-10-31 07:10:30.125-05", "2024-10-31"),
        ] {
            assert_eq!(parse_published(value).unwrap().date.unwrap().to_string(), date, "{value}");
        }
        for value in ["2024", "2024-10", "2024-XX-XX", "XXXX-03-03"] {
            assert_eq!(parse_published(value).unwrap().date, None, "{value}");
        }
    }

    #[test]
    fn bad_publication_times_name_the_option_and_the_value() {
        for value in [
            "",
            "yesterday",
            "31.10.2024",
            "2024-13-01",
            "2024-02-30",
            "2024-10-31T07:10",
            "2024-10-31  07:10Z",
            "2024-1-1",
            "XXXX-13-03",
            "XX-03",
            "20245",
        ] {
            let error = parse_published(value).unwrap_err();
            assert_eq!(error.code(), "bad-published");
            assert!(
                error.to_string().contains("`published`") && error.to_string().contains(value),
                "{error}"
            );
        }
    }
}
