//! Clocks and zones: "7:10 a.m. local time (2210 GMT)" is one instant, nine hours ahead of Greenwich; "3 p.m. Seoul time" is too.
//!
//! Two clock times of one instant give the offset of the place; the zone of the place that is named there is asked whether it fits.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta};

use super::{Basis, TimeMention, resolve};
use crate::Span;
use crate::document::Document;
use crate::names::Name;
use crate::names::gazetteer::Gazetteer;
use crate::order;
use crate::report::{TimeType, Warning};
use crate::work::tick;

/// A time zone: minutes that its clocks are ahead of Greenwich.
#[derive(Debug, Clone, Copy)]
struct Zone {
    /// IANA name.
    name: &'static str,
    /// The year from which on the rule holds.
    since: i16,
    offset: i16,
    summer: Option<Summer>,
}

/// Summer time, each end in the clock time before it.
#[derive(Debug, Clone, Copy)]
struct Summer {
    offset: i16,
    start: Turn,
    end: Turn,
}

/// "the last Sunday of October at three".
#[derive(Debug, Clone, Copy)]
struct Turn {
    month: u8,
    /// 5 is the last of the month.
    week: u8,
    /// Sunday is 0.
    weekday: u8,
    /// Minutes from the start of the day; may lie outside of it.
    minute: i16,
}

include!(concat!(env!("OUT_DIR"), "/time_zones.rs"));

impl Turn {
    fn of(self, year: i32) -> Option<NaiveDateTime> {
        let first = NaiveDate::from_ymd_opt(year, self.month.into(), 1)?;
        let until = (7 + u32::from(self.weekday) - first.weekday().num_days_from_sunday()) % 7
            + 7 * (u32::from(self.week) - 1);
        let mut day = first.checked_add_days(Days::new(until.into()))?;
        if day.month() != u32::from(self.month) {
            day = day.checked_sub_days(Days::new(7))?;
        }
        day.and_hms_opt(0, 0, 0)?.checked_add_signed(TimeDelta::minutes(self.minute.into()))
    }
}

/// Minutes that the clocks of an IANA zone are ahead of Greenwich when they show `local`; `None` for an unknown zone and
/// for years before its rule of today.
pub(super) fn offset(zone: &str, local: NaiveDateTime) -> Option<i16> {
    let zone = &ZONES[ZONES.binary_search_by(|row| row.name.cmp(zone)).ok()?];
    if local.year() < zone.since.into() {
        return None;
    }
    let Some(summer) = zone.summer else { return Some(zone.offset) };
    let (start, end) = (summer.start.of(local.year())?, summer.end.of(local.year())?);
    let is_summer = match start < end {
        true => start <= local && local < end,
        // south of the equator
        false => start <= local || local < end,
    };
    Some(if is_summer { summer.offset } else { zone.offset })
}

/// A clock time in a value: "2024-10-31T22:10Z".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Clock {
    day: Day,
    /// Minutes from the start of the day.
    minutes: i32,
    /// Minutes ahead of Greenwich.
    zone: Option<i32>,
}

/// The day of a clock time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    Date(NaiveDate),
    /// "XXXX-WXX-4" by its number.
    Weekday(u8),
    Open,
}

impl Day {
    fn of(value: &str) -> Self {
        let weekday = || value.strip_prefix("XXXX-WXX-")?.parse().ok().filter(|day| (1..=7).contains(day));
        match value.parse() {
            Ok(date) => Self::Date(date),
            Err(_) => weekday().map_or(Self::Open, Self::Weekday),
        }
    }

    fn plus(self, days: i32) -> Option<Self> {
        match self {
            Self::Date(date) => date.checked_add_signed(TimeDelta::days(days.into())).map(Self::Date),
            Self::Weekday(day) => Some(Self::Weekday((i32::from(day) - 1 + days).rem_euclid(7) as u8 + 1)),
            Self::Open => Some(Self::Open),
        }
    }
}

impl Clock {
    /// Only minutes: a value of seconds or of a part of the day is left alone.
    fn of(value: &str) -> Option<Self> {
        let (day, clock) = value.split_once('T')?;
        let (hour, minute) = (clock.get(..2)?.parse::<i32>().ok()?, clock.get(3..5)?.parse::<i32>().ok()?);
        let zone = match clock.get(5..)? {
            "" => None,
            "Z" => Some(0),
            zone => {
                let sign = if zone.starts_with('-') { -1 } else { 1 };
                let hours = zone.get(1..3)?.parse::<i32>().ok()?;
                Some(sign * (hours * 60 + zone.get(4..6)?.parse::<i32>().ok()?))
            }
        };
        Some(Self { day: Day::of(day), minutes: hour * 60 + minute, zone })
    }

    fn local(self) -> Option<NaiveDateTime> {
        let Day::Date(date) = self.day else { return None };
        date.and_hms_opt(0, 0, 0)?.checked_add_signed(TimeDelta::minutes(self.minutes.into()))
    }

    /// Gives the mention this value.
    fn write(self, mention: &mut TimeMention) {
        let zone =
            self.zone.and_then(|zone| i16::try_from(zone).ok()).map_or_else(String::new, resolve::offset);
        let day = match self.day {
            Day::Date(date) => date.to_string(),
            Day::Weekday(day) => format!("XXXX-WXX-{day}"),
            // as it was
            Day::Open => mention.value.split_once('T').map_or("", |(day, _)| day).to_string(),
        };
        mention.value = format!("{day}T{:02}:{:02}{zone}", self.minutes / 60, self.minutes % 60);
        if let (Day::Date(date), Ok(minutes)) = (self.day, u32::try_from(self.minutes)) {
            (mention.from, mention.to) = resolve::minute_interval(date, minutes, &zone).unzip();
        }
    }
}

/// Brings clock times and zones together; the warnings name pairs that don't fit the zone of the place.
pub(crate) fn settle(document: &Document, names: &[Name], mentions: &mut [TimeMention]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut paired = vec![false; mentions.len()];
    for at in 0..mentions.len() {
        tick(1);
        if mentions[at].kind != TimeType::Time {
            continue;
        }
        if let Some(place) = named_zone(document, names, &mut mentions[at]) {
            give_zone(&mut mentions[at], place);
        }
        let Some([first, second]) = mentions.get_mut(at..at + 2) else { continue };
        // "midnight local time (2200 GMT Wednesday)"
        let by_second = first.basis == Some(Basis::Time(at + 1));
        if let Some(fits) = pair(document, names, first, second, by_second) {
            (paired[at], paired[at + 1]) = (true, true);
            if !fits {
                warnings.push(Warning {
                    code: "zone-mismatch".into(),
                    message: format!(
                        "\"{}\" and \"{}\" are not one instant in any time zone of the places named beside them",
                        first.span.of(document.text),
                        second.span.of(document.text)
                    ),
                    span: Some(first.span.to(second.span)),
                });
            }
        }
    }
    for (mention, _) in mentions.iter_mut().zip(paired).filter(|(_, paired)| !paired) {
        if is_local(document, mention)
            && let Some(zone) = local_zone(document, names, mention)
        {
            give_zone(mention, zone);
        }
    }
    warnings
}

/// Gives a clock time without one the offset of a zone.
fn give_zone(mention: &mut TimeMention, zone: &str) {
    let Some(clock @ Clock { zone: None, .. }) = Clock::of(&mention.value) else { return };
    let Some(offset) = clock.local().and_then(|local| offset(zone, local)) else { return };
    Clock { zone: Some(offset.into()), ..clock }.write(mention);
}

fn is_local(document: &Document, mention: &TimeMention) -> bool {
    mention.words.clone().any(|word| document.norm(word) == "local")
}

/// "3 p.m. Seoul time": the zone, and the mention takes these words in.
fn named_zone(document: &Document, names: &[Name], mention: &mut TimeMention) -> Option<&'static str> {
    let next = mention.words.end;
    let name = names.get(names.partition_point(|name| name.words.start < next))?;
    let sentence = &document.tokens.sentences[mention.sentence];
    let end = name.words.end;
    if name.words.start != next || end >= sentence.words.end || document.norm(end) != "time" {
        return None;
    }
    let zone = zone_of(name)?;
    mention.span = mention.span.to(document.span(end));
    mention.words.end = end + 1;
    Some(zone)
}

fn zone_of(name: &Name) -> Option<&'static str> {
    let gazetteer = Gazetteer::built_in();
    let place = name.place.or_else(|| gazetteer.country(name.country?))?;
    gazetteer.place(place).timezone
}

/// How many words away the place of a clock time is looked for: a sentence may have no end.
const NEAR: usize = 60;

/// Time zones of the places in the sentence of a mention, the nearest first.
fn zones_near(document: &Document, names: &[Name], mention: &TimeMention) -> Vec<&'static str> {
    let sentence = &document.tokens.sentences[mention.sentence].words;
    let (start, end) = (mention.words.start.saturating_sub(NEAR), mention.words.end.saturating_add(NEAR));
    let inside = names_in(names, &(start.max(sentence.start)..end.min(sentence.end)));
    let mut near: Vec<(usize, &Name)> = inside
        .iter()
        .map(|name| {
            let before = mention.words.start.saturating_sub(name.words.end);
            (before.max(name.words.start.saturating_sub(mention.words.end)), name)
        })
        .collect();
    tick(near.len());
    order::sort_by_key(&mut near, |(distance, _)| [*distance, 0, 0]);
    near.into_iter().filter_map(|(_, name)| zone_of(name)).collect()
}

/// The zone of "at 5 a.m. local time": of the nearest place in the sentence, of that of the dateline, or of the last one named before.
fn local_zone(document: &Document, names: &[Name], mention: &TimeMention) -> Option<&'static str> {
    let before = || {
        let start = document.tokens.sentences[mention.sentence].words.start;
        names_in(names, &(start.saturating_sub(NEAR)..start)).iter().rev().find_map(zone_of)
    };
    let here = zones_near(document, names, mention).first().copied();
    here.or_else(|| dateline_zone(document, names)).or_else(before)
}

fn dateline_zone(document: &Document, names: &[Name]) -> Option<&'static str> {
    let place: Span = document.article.dateline.as_ref()?.place?;
    names
        .iter()
        .take_while(|name| document.span(name.words.start).start < place.end)
        .find_map(|name| place.contains(document.span_of(&name.words)).then(|| zone_of(name)).flatten())
}

fn names_in<'n>(names: &'n [Name], words: &Range<usize>) -> &'n [Name] {
    let start = names.partition_point(|name| name.words.start < words.start);
    let end = names.partition_point(|name| name.words.start < words.end);
    names.get(start..end).unwrap_or_default()
}

/// Two clock times of one instant, one of them with a zone: the other gets its offset, and the one with the zone its day, or where the
/// day of the first is that of the second (`by_second`), the first gets it. Whether the offset is one of the places named in the sentence;
/// `None` when they are no such pair.
fn pair(
    document: &Document,
    names: &[Name],
    first: &mut TimeMention,
    second: &mut TimeMention,
    by_second: bool,
) -> Option<bool> {
    // "7:10 a.m. local time (2210 GMT)", "1600 GMT, or 7 p.m. in Moscow"
    if first.sentence != second.sentence || second.kind != TimeType::Time {
        return None;
    }
    let between = Span::new(first.span.end, second.span.start).of(document.text);
    if !matches!(between.trim(), "(" | ", or" | "/" | "," | "or" | "[" | "; ") {
        return None;
    }
    let (one, other) = (Clock::of(&first.value)?, Clock::of(&second.value)?);
    let by_second = by_second && one.zone.is_none();
    let (local, mention, abroad, zoned) = match (one.zone, other.zone) {
        (None, Some(zone)) => (one, first, Clock { zone: Some(zone), ..other }, second),
        (Some(zone), None) => (other, second, Clock { zone: Some(zone), ..one }, first),
        _ => return None,
    };
    let greenwich = abroad.minutes - abroad.zone?;
    // how far local clocks are ahead of Greenwich: -12:00 … +14:00
    let least = (local.minutes - greenwich + 12 * 60).rem_euclid(24 * 60) - 12 * 60;
    if least % 15 != 0 {
        return None;
    }
    let possible = [least, least + 24 * 60].map(|offset| i16::try_from(offset).unwrap_or(0));
    let moment = local.local();
    let near: Vec<i16> = match moment {
        Some(moment) => {
            zones_near(document, names, mention).into_iter().filter_map(|zone| offset(zone, moment)).collect()
        }
        None => Vec::new(),
    };
    // "-11" and "+13" show the same clocks: the place decides, else the smaller one
    let known = possible.into_iter().find(|offset| near.contains(offset));
    let offset = i32::from(known.unwrap_or(possible[0]));
    // minutes of the other clock from the start of the local day
    let minutes = local.minutes - offset + abroad.zone?;
    let days = minutes.div_euclid(24 * 60);
    let day = local.day.plus(if by_second { -days } else { days });
    let (day, other_day) = if by_second { (day, Some(abroad.day)) } else { (Some(local.day), day) };
    if let (Some(day), Some(other_day)) = (day, other_day) {
        Clock { day, zone: Some(offset), ..local }.write(mention);
        Clock { day: other_day, ..abroad }.write(zoned);
    }
    Some(known.is_some() || near.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{names, times};

    fn at(date: &str) -> NaiveDateTime {
        format!("{date}:00").parse().unwrap()
    }

    #[test]
    fn offsets_of_zones() {
        for (zone, local, expected) in [
            ("Asia/Seoul", "2024-10-31T07:10", Some(540)),
            ("America/New_York", "2024-03-10T01:59", Some(-300)),
            ("America/New_York", "2024-03-10T03:00", Some(-240)),
            ("America/New_York", "2024-11-03T01:59", Some(-240)),
            ("America/New_York", "2024-11-03T02:00", Some(-300)),
            ("America/New_York", "1999-07-01T12:00", None),
            ("Europe/Berlin", "2024-10-27T02:59", Some(120)),
            ("Europe/Berlin", "2024-10-27T03:00", Some(60)),
            ("Europe/Dublin", "2024-07-01T12:00", Some(60)),
            ("Europe/Dublin", "2024-12-01T12:00", Some(0)),
            ("Australia/Sydney", "2024-01-15T12:00", Some(660)),
            ("Australia/Sydney", "2024-07-15T12:00", Some(600)),
            ("Asia/Kathmandu", "2024-07-15T12:00", Some(345)),
            ("America/Nuuk", "2024-03-30T21:59", Some(-120)),
            ("America/Nuuk", "2024-03-31T12:00", Some(-60)),
            ("Africa/Cairo", "2024-04-25T23:59", Some(120)),
            ("Africa/Cairo", "2024-04-26T01:00", Some(180)),
            ("Atlantis/Poseidonis", "2024-04-26T01:00", None),
        ] {
            assert_eq!(offset(zone, at(local)), expected, "{zone} {local}");
        }
    }

    /// Values and warnings in an article of Thursday, 31 October 2024; without a day of publication where `dated` is false.
    fn read(text: &str, dated: bool) -> (Vec<String>, usize) {
        let document = Document::of_text(text);
        let published = dated.then(|| NaiveDate::from_ymd_opt(2024, 10, 31).unwrap());
        let mut found = times::find(text, &document.tokens, &document.syntax, published);
        let warnings = settle(&document, &names::find(&document), &mut found);
        (found.into_iter().map(|time| time.value).collect(), warnings.len())
    }

    #[test]
    fn one_instant_on_two_clocks() {
        for (text, values, warnings) in [
            (
                "North Korea fired a missile at 7:10 a.m. local time (2210 GMT).",
                &["2024-10-31T07:10+09:00", "2024-10-30T22:10Z"][..],
                0,
            ),
            (
                "North Korea fired a missile at 2210 GMT (7:10 a.m. local time).",
                &["2024-10-30T22:10Z", "2024-10-31T07:10+09:00"],
                0,
            ),
            (
                "The ship sank off Samoa at 9:30 a.m. local time (2030 GMT).",
                &["2024-10-31T09:30+13:00", "2024-10-30T20:30Z"],
                0,
            ),
            (
                "The ceasefire took effect at midnight local time (2200 GMT Wednesday).",
                &["2024-10-31T00:00+02:00", "2024-10-30T22:00Z"],
                0,
            ),
            // one of the two is wrong
            (
                "The ship sank off Japan at 9:30 a.m. local time (1030 GMT).",
                &["2024-10-31T09:30-01:00", "2024-10-31T10:30Z"],
                1,
            ),
            ("Shots were heard in Dakar. Polling opened at 6am local time.", &["2024-10-31T06:00Z"], 0),
            ("A blast shook Kyiv at 5 a.m. local time.", &["2024-10-31T05:00+02:00"], 0),
            ("A blast shook Kyiv at 5 a.m. on Friday.", &["2024-10-25T05:00"], 0),
            ("The call began at 3 p.m. Moscow time.", &["2024-10-31T15:00+03:00"], 0),
            ("The call began at 3 p.m. in Moscow.", &["2024-10-31T15:00"], 0),
            // the United States have many zones
            ("Polls in the United States close at 8 p.m. local time.", &["2024-10-31T20:00"], 0),
        ] {
            assert_eq!(
                read(text, true),
                (values.iter().map(ToString::to_string).collect(), warnings),
                "{text}"
            );
        }
        let open = read("North Korea fired a missile on Thursday at 7:10 a.m. local time (2210 GMT).", false);
        assert_eq!(open.0, ["XXXX-WXX-4T07:10+09:00", "XXXX-WXX-3T22:10Z"]);
    }
}
