//! Packs data/time-zones.tsv into a sorted table of rules for `times::zones`.

use std::fmt::Write;

use crate::rows;

const SOURCE: &str = "data/time-zones.tsv";

pub(crate) fn pack(text: &str) -> String {
    let mut zones: Vec<(&str, String)> = Vec::new();
    for (number, row) in rows(text) {
        let fields: Vec<&str> = row.split('\t').collect();
        let &[zone, rule, since] = fields.as_slice() else { panic!("{SOURCE}:{number}: not three columns") };
        let since: i16 = since.parse().unwrap_or_else(|e| panic!("{SOURCE}:{number}: {since:?}: {e}"));
        let rule =
            read(rule).unwrap_or_else(|| panic!("{SOURCE}:{number}: {rule:?} is no rule that is known here"));
        let mut packed = format!("Zone {{ name: {zone:?}, since: {since}, offset: {}, summer: ", rule.0);
        match rule.1 {
            Some((offset, [start, end])) => {
                let turn = |(month, week, weekday, minute): Turn| {
                    format!("Turn {{ month: {month}, week: {week}, weekday: {weekday}, minute: {minute} }}")
                };
                let _ = write!(
                    packed,
                    "Some(Summer {{ offset: {offset}, start: {}, end: {} }})",
                    turn(start),
                    turn(end)
                );
            }
            None => packed.push_str("None"),
        }
        packed.push_str(" }");
        zones.push((zone, packed));
    }
    zones.sort_unstable();
    let zones: Vec<String> = zones.into_iter().map(|(_, packed)| packed).collect();
    format!("static ZONES: &[Zone] = &[{}];\n", zones.join(", "))
}

/// Month, week of it (5 is the last), weekday (Sunday is 0), minute of the day.
type Turn = (u8, u8, u8, i16);

/// Minutes east in summer time, its start and its end.
type Summer = (i16, [Turn; 2]);

/// "CET-1CEST,M3.5.0,M10.5.0/3": minutes east, and summer time.
fn read(rule: &str) -> Option<(i16, Option<Summer>)> {
    let mut parts = rule.split(',');
    let names = parts.next()?;
    let (offset, rest) = offset(skip_name(names)?)?;
    let offset = offset.checked_neg()?;
    if rest.is_empty() {
        return parts.next().is_none().then_some((offset, None));
    }
    let rest = skip_name(rest)?;
    // an hour ahead of standard time where the rule doesn't say
    let summer = match rest {
        "" => offset + 60,
        _ => self::offset(rest).filter(|(_, rest)| rest.is_empty())?.0.checked_neg()?,
    };
    let turns = [turn(parts.next()?)?, turn(parts.next()?)?];
    parts.next().is_none().then_some((offset, Some((summer, turns))))
}

/// "CET-1" and "<+03>-3" without the name.
fn skip_name(rule: &str) -> Option<&str> {
    match rule.strip_prefix('<') {
        Some(rest) => rest.split_once('>').map(|(_, rest)| rest),
        None => Some(rule.trim_start_matches(|c: char| c.is_ascii_alphabetic())),
    }
}

/// "-3:30" in minutes, and what stands after it.
fn offset(rule: &str) -> Option<(i16, &str)> {
    let end =
        rule.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '-' || c == '+')).unwrap_or(rule.len());
    let (number, rest) = rule.split_at(end);
    minutes(number).map(|minutes| (minutes, rest))
}

fn minutes(number: &str) -> Option<i16> {
    let (sign, number) = match number.strip_prefix('-') {
        Some(number) => (-1, number),
        None => (1, number),
    };
    let (hours, minutes) = number.split_once(':').unwrap_or((number, "0"));
    Some(sign * (hours.parse::<i16>().ok()? * 60 + minutes.parse::<i16>().ok()?))
}

/// "M10.5.0/3"; two in the morning where it doesn't say.
fn turn(rule: &str) -> Option<Turn> {
    let (day, time) = rule.strip_prefix('M')?.split_once('/').unwrap_or((&rule[1..], "2"));
    let mut numbers = day.split('.').map(|number| number.parse::<u8>().ok());
    let turn = (numbers.next()??, numbers.next()??, numbers.next()??, minutes(time)?);
    numbers.next().is_none().then_some(turn)
}
