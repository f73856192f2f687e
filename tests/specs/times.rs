//! Reads the tables of time expressions in this folder and judges what Dateline finds in their cases.
//!
//! Their headers tell the format. Shared by the test `specs` and `cargo xtask eval specs`.

use super::table::{rows, unescape};
use dateline::report::{Time, TimeType};
use dateline::{Options, extract};

/// One line of a table.
pub struct Case {
    pub number: String,
    /// ISO 8601 date-time with offset.
    pub published: String,
    pub text: String,
    /// The column as it stands.
    pub expected: String,
    /// "applies", or the reason why the case says nothing about news.
    pub verdict: String,
}

/// All cases of a table.
///
/// # Panics
/// Where a line has not the five columns.
pub fn cases(table: &str) -> Vec<Case> {
    let case = |[number, reference, text, expected, verdict]: [&str; 5]| Case {
        number: number.into(),
        published: if reference.len() == 16 { format!("{reference}Z") } else { reference.into() },
        text: unescape(text),
        expected: expected.into(),
        verdict: verdict.into(),
    };
    rows(table).map(case).collect()
}

impl Case {
    pub fn applies(&self) -> bool {
        self.verdict == "applies"
    }

    /// The times that Dateline finds, offsets in bytes.
    pub fn find(&self) -> Vec<Time> {
        let options = Options {
            published: Some(self.published.clone()),
            language: Some("en".into()),
            ..Options::default()
        };
        extract(&self.text, &options).expect("the options are right").times
    }

    /// Whether the times are what is expected: as many, with their spans, types and values. `strict` keeps DATE and TIME
    /// apart. Two times that make a range ([`Time::until`]) are one here, with the words between them and the preposition before.
    pub fn right(&self, times: &[Time], strict: bool) -> bool {
        let joined = self.joined(times);
        self.expected.split(" || ").any(|reading| {
            let results: Vec<&str> = reading.split(" ; ").filter(|result| *result != "-").collect();
            [times, &joined[..]].iter().any(|times| {
                results.len() == times.len()
                    && results.iter().zip(*times).all(|(result, time)| self.agrees(result, time, strict))
            })
        })
    }

    /// The times with each range as one.
    fn joined(&self, times: &[Time]) -> Vec<Time> {
        let mut joined = Vec::new();
        let mut rest = times.iter();
        while let Some(time) = rest.next() {
            let Some(last) = rest.as_slice().first().filter(|next| time.until.as_ref() == Some(&next.id))
            else {
                joined.push(time.clone());
                continue;
            };
            rest.next();
            let before = self.text[..time.start as usize].trim_end().to_lowercase();
            let before = before.strip_suffix(" the").unwrap_or(&before);
            let opener = ["from", "between"].iter().find(|word| before.ends_with(**word));
            // "until now" ends today
            let now = || (last.value == "PRESENT_REF").then(|| self.published[..10].to_owned());
            let start = opener.map_or(time.start, |word| (before.len() - word.len()) as u32);
            let to = last.to.clone().or_else(now);
            joined.push(Time { start, end: last.end, to, ..time.clone() });
        }
        joined
    }

    /// Whether one of the answers "start-end TYPE value | …" is that of a time.
    fn agrees(&self, answers: &str, time: &Time, strict: bool) -> bool {
        let mut span = None;
        answers.split(" | ").any(|answer| {
            let words: Vec<&str> = answer.split(' ').collect();
            let (kind, value) = match words[..] {
                [place, kind, value] => {
                    span =
                        place.split_once('-').and_then(|(start, end)| self.byte(start).zip(self.byte(end)));
                    (kind, value)
                }
                [kind, value] => (kind, value),
                _ => panic!("{}: {answer:?} is no answer", self.number),
            };
            let kind = match kind {
                "DATE" => TimeType::Date,
                "TIME" => TimeType::Time,
                "DURATION" => TimeType::Duration,
                "SET" => TimeType::Set,
                _ => panic!("{}: no type {kind:?}", self.number),
            };
            let point = |kind| matches!(kind, TimeType::Date | TimeType::Time);
            span == Some((time.start, time.end))
                && (kind == time.kind || !strict && point(kind) && point(time.kind))
                && same_value(kind, value, time)
        })
    }

    /// Byte offset of a character.
    fn byte(&self, number: &str) -> Option<u32> {
        let number: usize = number.parse().ok()?;
        let mut places = self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]);
        places.nth(number).map(|at| at as u32)
    }
}

fn same_value(kind: TimeType, expected: &str, time: &Time) -> bool {
    if let Some((from, to)) = expected.split_once('/') {
        let same = |told: &str, ours: &Option<String>| ours.as_deref().map(instant) == Some(instant(told));
        return same(from, &time.from) && same(to, &time.to);
    }
    if kind == TimeType::Duration
        && let (Ok(told), Some(ours)) = (expected.parse::<f64>(), seconds(&time.value))
    {
        return (told - ours).abs() < 1e-6 * told.max(1.0);
    }
    // "T15:00" of no day, or of a week
    let open = expected.starts_with('T')
        && time.value.strip_suffix(expected).is_some_and(|day| day.contains(['X', 'W']));
    time.value == expected || open
}

/// "2016-11-07T00:00:00Z" and "2016-11-07" are written alike.
fn instant(value: &str) -> &str {
    let value = value.strip_suffix("Z").or(value.strip_suffix("+00:00")).unwrap_or(value);
    let value = if value.len() == "2016-11-07T00:00:00".len() {
        value.strip_suffix(":00").unwrap_or(value)
    } else {
        value
    };
    value.strip_suffix("T00:00").unwrap_or(value)
}

/// The seconds of a TIMEX3 duration: months of 30 days, years of 365, weekends of 2.
fn seconds(period: &str) -> Option<f64> {
    const DAY: f64 = 86_400.0;
    let mut rest = period.strip_prefix('P')?;
    let mut clock = false;
    let mut sum = 0.0;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            (clock, rest) = (true, after);
            continue;
        }
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..digits].parse().ok()?;
        let units = &rest[digits..];
        let letters = units.find(|c: char| !c.is_ascii_alphabetic() || c == 'T').unwrap_or(units.len());
        sum += number
            * match (&units[..letters], clock) {
                ("S", true) => 1.0,
                ("M", true) => 60.0,
                ("H", true) => 3_600.0,
                ("D", false) => DAY,
                ("WE", false) => 2.0 * DAY,
                ("W", false) => 7.0 * DAY,
                ("M", false) => 30.0 * DAY,
                ("Q", false) => 90.0 * DAY,
                ("Y", false) => 365.0 * DAY,
                ("DE", false) => 3_650.0 * DAY,
                ("CE", false) => 36_500.0 * DAY,
                _ => return None,
            };
        rest = &units[letters..];
    }
    Some(sum)
}
