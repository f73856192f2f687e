//! What members of a group tell, put together: each value with the reports that give it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Told;
use super::tellings;
use crate::report::{
    Entity, EntityType, Event, Factuality, Member, MergedAmount, MergedArgument, MergedEvent, MergedPlace,
    MergedSource, MergedTime, Report, Role,
};

/// A record keeps this many values of a kind.
const MOST: usize = 64;

/// The record of some events, which are in the order of their reports.
pub(super) fn of(reports: &[Report], members: &[Told]) -> MergedEvent {
    let mut record = MergedEvent {
        id: String::new(),
        kind: String::new(),
        lemmas: Vec::new(),
        members: Vec::new(),
        reports: Vec::new(),
        sources: Vec::new(),
        arguments: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
        amounts: Vec::new(),
        differ: Vec::new(),
        factuality: Factuality::Actual,
        confidence: 0.0,
        salience: 0.0,
    };
    let mut kinds: Vec<&str> = Vec::new();
    let mut lemmas: Vec<&str> = Vec::new();
    let mut factualities: Vec<(u32, Factuality)> = Vec::new();
    for &(number, index) in members {
        let report = &reports[number];
        let event = &report.events[index];
        let number = number as u32;
        kinds.push(&event.kind);
        lemmas.extend(event.mentions.iter().map(|m| m.lemma.as_str()));
        factualities.push((number, event.factuality));
        record.members.push(Member { report: number, event: event.id.clone(), factuality: event.factuality });
        note(&mut record.reports, number);
        record.confidence = record.confidence.max(event.confidence);
        record.salience = record.salience.max(event.salience);
        add(&mut record, report, number, event);
    }
    factualities.dedup();
    record.kind = by_count(&kinds).first().map_or_else(String::new, |kind| kind.to_string());
    record.lemmas = by_count(&lemmas).iter().map(|lemma| lemma.to_string()).collect();
    record.factuality = factuality(&factualities);
    record.differ = differ(&record);
    record
}

/// Values by how often they come, of equals the earlier.
fn by_count<'v>(values: &[&'v str]) -> Vec<&'v str> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (at, value) in values.iter().enumerate() {
        counts.entry(value).or_insert((0, at)).0 += 1;
    }
    let mut all: Vec<(&str, (usize, usize))> = counts.into_iter().collect();
    all.sort_by_key(|&(_, (count, at))| (usize::MAX - count, at));
    all.into_iter().map(|(value, _)| value).take(MOST).collect()
}

/// From the surest on; what some tell and others deny is told.
const SUREST: [Factuality; 6] = [
    Factuality::Actual,
    Factuality::Alleged,
    Factuality::Planned,
    Factuality::Possible,
    Factuality::Hypothetical,
    Factuality::Negated,
];

fn factuality(all: &[(u32, Factuality)]) -> Factuality {
    let count = |value: Factuality| all.iter().filter(|(_, other)| *other == value).count();
    // Of equals the last: the surest.
    let best = SUREST.into_iter().rev().max_by_key(|&value| count(value));
    best.unwrap_or(Factuality::Actual)
}

/// Notes that a report gives a value.
fn note(reports: &mut Vec<u32>, number: u32) {
    if reports.last() != Some(&number) {
        reports.push(number);
    }
}

/// The one of some that has an id: the second has "e2".
fn numbered<'l, T>(all: &'l [T], id: &str) -> Option<&'l T> {
    let number: usize = id.get(1..)?.parse().ok()?;
    all.get(number.checked_sub(1)?)
}

fn add(record: &mut MergedEvent, report: &Report, number: u32, event: &Event) {
    let entity = |id: &str| numbered(&report.entities, id);
    for mention in event.mentions.iter().take(MOST) {
        let name = mention.source.as_deref().and_then(entity).map(|e| e.name.clone());
        let known = record.sources.iter().any(|s| s.report == number && s.name == name);
        if !known && record.sources.len() < MOST {
            record.sources.push(MergedSource { report: number, name });
        }
    }
    for argument in event.arguments.iter().take(MOST) {
        let Some(entity) = argument.entity.as_deref().and_then(entity) else { continue };
        match argument.role {
            Role::Place => place(&mut record.places, number, entity),
            role => participant(&mut record.arguments, number, role, entity),
        }
    }
    if let Some(time) = event.time.as_deref().and_then(|id| numbered(&report.times, id)) {
        match record.times.iter_mut().find(|t| t.value == time.value && t.from == time.from) {
            Some(same) => note(&mut same.reports, number),
            None => record.times.push(MergedTime {
                value: time.value.clone(),
                from: time.from.clone(),
                to: time.to.clone(),
                reports: vec![number],
            }),
        }
    }
    for amount in event.amounts.iter().take(MOST) {
        let Some(quantity) = numbered(&report.quantities, &amount.quantity) else { continue };
        let full = record.amounts.len() >= MOST;
        let same = record.amounts.iter_mut().find(|a| {
            a.of == amount.of && a.min == quantity.min && a.max == quantity.max && a.unit == quantity.unit
        });
        match same {
            Some(same) => note(&mut same.reports, number),
            None if full => {}
            None => record.amounts.push(MergedAmount {
                of: amount.of.clone(),
                min: quantity.min,
                max: quantity.max,
                unit: quantity.unit.clone(),
                reports: vec![number],
            }),
        }
    }
}

fn participant(all: &mut Vec<MergedArgument>, number: u32, role: Role, entity: &Entity) {
    let full = all.len() >= MOST;
    let same = all.iter_mut().find(|known| {
        known.role == role
            && known.named == entity.named
            && is_same(&known.name, known.kind, known.country.as_deref(), entity)
    });
    match same {
        Some(same) => {
            if entity.name.len() > same.name.len() {
                same.name = entity.name.clone();
            }
            same.country = same.country.take().or_else(|| entity.country.clone());
            note(&mut same.reports, number);
        }
        None if full => {}
        None => all.push(MergedArgument {
            role,
            name: entity.name.clone(),
            kind: entity.kind,
            named: entity.named,
            country: entity.country.clone(),
            reports: vec![number],
        }),
    }
}

fn place(all: &mut Vec<MergedPlace>, number: u32, entity: &Entity) {
    let id = |l: &crate::report::Location| l.geonames;
    let full = all.len() >= MOST;
    let same = all.iter_mut().find(|known| {
        let ids = (known.location.as_ref().and_then(id), entity.location.as_ref().and_then(id));
        match ids {
            (Some(one), Some(other)) => one == other,
            _ => known.name.eq_ignore_ascii_case(&entity.name),
        }
    });
    match same {
        Some(same) => note(&mut same.reports, number),
        None if full => {}
        None => all.push(MergedPlace {
            name: entity.name.clone(),
            location: entity.location.clone(),
            reports: vec![number],
        }),
    }
}

/// Whether two articles call the same by these names: the same words, or of persons the same last name where the first does not differ ("Kim Jong
/// Un", "Kim"; "Merkel", "Angela Merkel").
fn is_same(name: &str, kind: EntityType, country: Option<&str>, entity: &Entity) -> bool {
    let (one, other) = (name.to_lowercase(), entity.name.to_lowercase());
    let plain = |name: &str| name.strip_prefix("the ").unwrap_or(name).to_owned();
    if plain(&one) == plain(&other) {
        return true;
    }
    let both = kind == EntityType::Person && entity.kind == EntityType::Person && entity.named;
    let countries = country.is_none() || entity.country.is_none() || country == entity.country.as_deref();
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    // "Kim" of "Kim Jong Un", "Merkel" of "Angela Merkel"
    both && countries && short.len() == 1 && (long.first() == short.first() || long.last() == short.last())
}

/// On what reports differ: where two give values of which only one can be.
fn differ(record: &MergedEvent) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for role in [Role::Actor, Role::Target, Role::Object, Role::Recipient, Role::Origin, Role::Destination] {
        let values = record.arguments.iter().filter(|a| a.role == role && a.named).map(|a| &a.reports[..]);
        if apart(values, |_, _| true) {
            all.push(format!("{role:?}").to_lowercase());
        }
    }
    let days = |at: usize| {
        let time = &record.times[at];
        let day = |end: &Option<String>| tellings::day(end.as_deref()?);
        Some((day(&time.from)?, day(&time.to)?))
    };
    if apart(record.times.iter().map(|t| &t.reports[..]), |a, b| match (days(a), days(b)) {
        (Some(a), Some(b)) => a.1 < b.0 || b.1 < a.0 || a.1 == b.0 && a.0 < a.1 || b.1 == a.0 && b.0 < b.1,
        _ => false,
    }) {
        all.push("time".into());
    }
    let part_of = |part: &MergedPlace, whole: &MergedPlace| {
        let contained = part.location.as_ref().and_then(|l| l.contained_in.as_deref()).unwrap_or_default();
        contained.iter().any(|name| name.eq_ignore_ascii_case(&whole.name))
    };
    if apart(record.places.iter().map(|p| &p.reports[..]), |a, b| {
        let (a, b) = (&record.places[a], &record.places[b]);
        !part_of(a, b) && !part_of(b, a)
    }) {
        all.push("place".into());
    }
    for (at, amount) in record.amounts.iter().enumerate() {
        let contrary = record.amounts[at + 1..].iter().any(|other| {
            let meets = amount.min.unwrap_or(f64::MIN) <= other.max.unwrap_or(f64::MAX)
                && other.min.unwrap_or(f64::MIN) <= amount.max.unwrap_or(f64::MAX);
            other.of == amount.of
                && other.unit == amount.unit
                && !meets
                && without(&amount.reports, &other.reports)
        });
        if contrary && !all.contains(&amount.of) {
            all.push(amount.of.clone());
        }
    }
    all
}

/// Whether two values are of different reports and can't both be.
fn apart<'r>(values: impl Iterator<Item = &'r [u32]>, contrary: impl Fn(usize, usize) -> bool) -> bool {
    let values: Vec<&[u32]> = values.collect();
    (0..values.len()).any(|a| (a + 1..values.len()).any(|b| without(values[a], values[b]) && contrary(a, b)))
}

/// Whether no report gives both.
fn without(a: &[u32], b: &[u32]) -> bool {
    !a.iter().any(|number| b.contains(number))
}

/// The first day of a record, for the order of records; those of none come last.
pub(super) fn day(record: &MergedEvent) -> usize {
    let days = record.times.iter().filter_map(|time| tellings::day(time.from.as_deref()?));
    let first = days.min().map(|day| (day - NaiveDate::MIN).num_days());
    first.and_then(|days| usize::try_from(days).ok()).unwrap_or(usize::MAX)
}
