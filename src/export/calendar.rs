//! Events on a calendar, in iCalendar (RFC 5545): one for each event whose time can be placed, all-day where its time is a date. Nothing
//! where there is none.
//!
//! A time of day with an offset is written in UTC, one without as the wall clock has it. DTSTAMP is the publication date, 1970-01-01
//! without one: no clock is asked. What is denied is cancelled, what is not told as fact tentative.

use chrono::{NaiveDate, TimeDelta};

use super::reading::{Reading, uuid};
use super::words::{capital, certainty, plain, sentence};
use crate::report::{Event, Factuality};

pub(super) fn write(reading: &Reading) -> String {
    let mut out = String::new();
    let published = reading.report.document.published.as_deref().and_then(Moment::read);
    let stamp = match published {
        Some(moment) => moment.written_with_time(),
        None => "19700101T000000".into(),
    };
    line(&mut out, "BEGIN", "VCALENDAR");
    line(&mut out, "VERSION", "2.0");
    line(&mut out, "PRODID", "-//Dateline//Dateline//EN");
    let head = out.len();
    for event in &reading.report.events {
        let Some((from, to)) = reading.interval(event) else { continue };
        let Some(start) = Moment::read(from) else { continue };
        // The end has the form of the start and lies behind it; what has none takes a day or no time.
        let end = to.and_then(Moment::read).and_then(|end| end.like(&start)).filter(|end| *end > start);
        line(&mut out, "BEGIN", "VEVENT");
        line(&mut out, "UID", &uuid(&[reading.text, &event.id]));
        line(&mut out, "DTSTAMP", &format!("{}Z", stamp.trim_end_matches('Z')));
        line(&mut out, start.property("DTSTART"), &start.written());
        if let Some(end) = end {
            line(&mut out, end.property("DTEND"), &end.written());
        }
        text(&mut out, "SUMMARY", &sentence(reading, event));
        text(&mut out, "DESCRIPTION", &description(reading, event));
        if let Some(place) = reading.place(event) {
            text(&mut out, "LOCATION", &plain(&place.name));
            if let Some(location) = place.location.as_ref().filter(|l| super::geojson::on_earth(l)) {
                line(&mut out, "GEO", &format!("{};{}", location.lat, location.lon));
            }
        }
        text(&mut out, "CATEGORIES", &reading.label(&event.kind));
        let status = match event.factuality {
            Factuality::Actual => "CONFIRMED",
            Factuality::Negated => "CANCELLED",
            _ => "TENTATIVE",
        };
        line(&mut out, "STATUS", status);
        line(&mut out, "TRANSP", "TRANSPARENT");
        line(&mut out, "END", "VEVENT");
    }
    // A calendar has at least one thing in it.
    if out.len() == head {
        return String::new();
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

/// How sure it is, who says so and the words it was read from.
fn description(reading: &Reading, event: &Event) -> String {
    let mut out = capital(certainty(event.factuality));
    let sources = reading.sources(event);
    if !sources.is_empty() {
        out += &format!(". Says: {}", sources.join(", "));
    }
    let told = reading.told(event);
    out + &told.map(|mention| format!("\n{}", plain(&reading.evidence(mention)))).unwrap_or_default()
}

/// A day, and the minute of it.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Moment {
    pub(super) date: NaiveDate,
    /// In UTC where `utc` is set.
    minute: Option<i64>,
    utc: bool,
}

impl Moment {
    /// "2024-10-31", "2024-10-31T07:10", "2024-10-31T07:10+09:00", "2024-10-31T07:10:30Z"
    pub(super) fn read(value: &str) -> Option<Self> {
        let (day, clock) = value.split_at_checked(10)?;
        // Only years of four digits.
        let date: NaiveDate = day.parse().ok().filter(|_| day.as_bytes()[4] == b'-')?;
        let Some(clock) = clock.strip_prefix('T') else {
            return clock.is_empty().then_some(Self { date, minute: None, utc: false });
        };
        let (hours, rest) = clock.split_at_checked(2)?;
        let (minutes, rest) = rest.strip_prefix(':')?.split_at_checked(2)?;
        let number = |digits: &str| digits.parse::<u8>().ok().map(i64::from);
        let minute = number(hours).filter(|&h| h <= 24)? * 60 + number(minutes).filter(|&m| m < 60)?;
        let zone = rest.trim_start_matches(|c: char| c == ':' || c == '.' || c.is_ascii_digit());
        let ahead = match zone.as_bytes() {
            [] => None,
            [b'Z' | b'z'] => Some(0),
            [sign @ (b'+' | b'-'), ..] => {
                let hours = number(zone.get(1..3)?)?;
                let minutes = zone.get(3..).map(|m| m.trim_start_matches(':')).filter(|m| !m.is_empty());
                let ahead = hours * 60 + minutes.map_or(Some(0), number)?;
                Some(if *sign == b'-' { -ahead } else { ahead })
            }
            _ => return None,
        };
        let minute = minute - ahead.unwrap_or(0);
        let date = date.checked_add_signed(TimeDelta::days(minute.div_euclid(1440)))?;
        Some(Self { date, minute: Some(minute.rem_euclid(1440)), utc: ahead.is_some() })
    }

    /// The same in the form of another: a date at its first minute; none where only one of them has an offset.
    fn like(self, other: &Self) -> Option<Self> {
        let alike = match (self.minute, other.minute) {
            (None, Some(_)) => Self { minute: Some(0), utc: other.utc, ..self },
            (Some(_), None) => Self { minute: None, utc: false, ..self },
            _ => self,
        };
        (alike.utc == other.utc).then_some(alike)
    }

    fn property(&self, name: &'static str) -> &'static str {
        match (name, self.minute) {
            ("DTSTART", None) => "DTSTART;VALUE=DATE",
            ("DTEND", None) => "DTEND;VALUE=DATE",
            _ => name,
        }
    }

    fn written(&self) -> String {
        if self.minute.is_some() { self.written_with_time() } else { self.date.to_string().replace('-', "") }
    }

    fn written_with_time(&self) -> String {
        let minute = self.minute.unwrap_or(0);
        let zone = if self.utc { "Z" } else { "" };
        format!("{}T{:02}{:02}00{zone}", self.date.to_string().replace('-', ""), minute / 60, minute % 60)
    }
}

/// A line of a value of type TEXT.
fn text(out: &mut String, name: &str, value: &str) {
    let mut escaped = String::new();
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    line(out, name, &escaped);
}

/// A line, folded where it is longer than 75 bytes.
fn line(out: &mut String, name: &str, value: &str) {
    let mut width = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if width + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        for (value, wanted) in [
            ("2024-10-31", Some("20241031")),
            ("2024-10-31T00:00", Some("20241031T000000")),
            ("2024-10-31T07:10+09:00", Some("20241030T221000Z")),
            ("2024-10-31T23:10-0330", Some("20241101T024000Z")),
            ("2024-10-31T22:10:30Z", Some("20241031T221000Z")),
            ("2024-10-31T24:00", Some("20241101T000000")),
            // must not
            ("2024-13-31", None),
            ("2024-10", None),
            ("2024-10-31TMO", None),
            ("2024-10-31T7:10", None),
            ("2024-10-31T07:10+x", None),
            ("+2024-1-31", None),
            ("yesterday, I said", None),
            ("é", None),
        ] {
            assert_eq!(Moment::read(value).map(|m| m.written()).as_deref(), wanted, "{value}");
        }
    }

    #[test]
    fn lines_are_folded_and_escaped() {
        let mut out = String::new();
        text(&mut out, "SUMMARY", &"é, x; \\ \n\u{7}".repeat(12));
        assert!(out.lines().count() > 1 && out.split("\r\n").all(|line| line.len() <= 75), "{out}");
        let unfolded = out.replace("\r\n ", "");
        assert_eq!(unfolded, format!("SUMMARY:{}\r\n", "é\\, x\\; \\\\ \\n".repeat(12)));
        // Exactly 75 bytes are one line.
        let mut out = String::new();
        line(&mut out, "A", &"x".repeat(73));
        assert_eq!(out.lines().count(), 1);
    }
}
