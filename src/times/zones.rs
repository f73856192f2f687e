//! Clock times of two zones that say one instant.

use chrono::{Days, NaiveDate};

use super::{TimeMention, resolve};
use crate::Span;
use crate::report::TimeType;

/// "7:10 a.m. local time (2210 GMT)": the two say the same instant, so local time gets its offset and GMT its day.
pub(super) fn pair(text: &str, mentions: &mut [TimeMention]) {
    let [.., local, other] = mentions else { return };
    let between = Span::new(local.span.end, other.span.start).of(text);
    if local.sentence != other.sentence
        || local.kind != TimeType::Time
        || other.kind != TimeType::Time
        || !matches!(between.trim(), "(" | ", or" | "/" | "," | "or" | "[")
    {
        return;
    }
    let (Some((day, local_minutes, None)), Some((_, other_minutes, Some(zone)))) =
        (clock_of(&local.value), clock_of(&other.value))
    else {
        return;
    };
    // how far local clocks are ahead of Greenwich: -12:00 … +14:00
    let mut offset = local_minutes - (other_minutes - zone);
    while offset > 14 * 60 {
        offset -= 24 * 60;
    }
    while offset < -12 * 60 {
        offset += 24 * 60;
    }
    if offset % 15 != 0 {
        return;
    }
    let Ok(offset) = i16::try_from(offset) else { return };
    let day = day.parse::<NaiveDate>();
    let suffix = resolve::offset(offset);
    local.value.push_str(&suffix);
    for end in [&mut local.from, &mut local.to].into_iter().flatten() {
        end.push_str(&suffix);
    }
    // minutes of the other clock from the start of the local day
    let minutes = local_minutes - i32::from(offset) + zone;
    let days = minutes.div_euclid(24 * 60);
    if let Ok(day) = day {
        let step = Days::new(days.unsigned_abs().into());
        let day = if days < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) };
        let Some(day) = day else { return };
        let zone = resolve::offset(zone as i16);
        other.value = format!("{day}T{:02}:{:02}{zone}", other_minutes / 60, other_minutes % 60);
        let (from, to) = resolve::minute_interval(day, other_minutes as u32, &zone).unzip();
        other.from = from;
        other.to = to;
    }
}

/// "2024-10-31T22:10Z": the day, minutes of the day and the zone in minutes.
fn clock_of(value: &str) -> Option<(&str, i32, Option<i32>)> {
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
    Some((day, hour * 60 + minute, zone))
}
