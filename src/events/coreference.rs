//! Which mentions tell the same event: the same type and nobody different.

use rustc_hash::FxHashMap;

use super::{Argument, Event, Mention, factuality, when};
use crate::document::Document;
use crate::entities::Entities;
use crate::report::{Factuality, Role};
use crate::times::TimeMention;
use crate::work::tick;

/// A mention is held against this many of the latest events of its type: keeps long texts linear.
const LATEST: usize = 24;

/// An event keeps this many arguments, and is about this many others, for the same reason.
const MOST: usize = 32;

/// Puts mentions of the same event together.
pub(super) fn merge(
    document: &Document,
    entities: &Entities,
    times: &[TimeMention],
    mentions: Vec<Mention>,
) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut of_type: FxHashMap<u16, Vec<usize>> = FxHashMap::default();
    let topics: Vec<(usize, usize)> =
        mentions.iter().enumerate().filter_map(|(n, m)| Some((n, m.topic?))).collect();
    // For each mention, its event.
    let mut event_of: Vec<usize> = Vec::with_capacity(mentions.len());
    let triggers: Vec<usize> = mentions.iter().map(|m| m.trigger).collect();
    for mention in mentions {
        let candidates = of_type.entry(mention.event_type).or_default();
        let same = candidates.iter().rev().take(LATEST).copied().find(|&e| {
            let event = &events[e];
            same_time(times, event.time, mention.time) && compatible(document, entities, event, &mention)
        });
        match same {
            Some(event) => {
                event_of.push(event);
                join(times, &mut events[event], mention);
            }
            None => {
                event_of.push(events.len());
                candidates.push(events.len());
                events.push(Event {
                    event_type: mention.event_type,
                    arguments: mention.arguments.clone(),
                    topics: Vec::new(),
                    factuality: mention.factuality,
                    time: mention.time,
                    amounts: Vec::new(),
                    confidence: 0.0,
                    salience: 0.0,
                    mentions: vec![mention],
                });
            }
        }
    }
    for (mention, topic) in topics {
        let (event, about) = (event_of[mention], event_of[topic]);
        let topics = &mut events[event].topics;
        tick(topics.len());
        if event != about && topics.len() < MOST && !topics.iter().any(|(known, _)| *known == about) {
            topics.push((about, triggers[topic]));
        }
    }
    for event in &mut events {
        event.factuality = factuality::of_event(&event.mentions);
        event.confidence = confidence(event);
    }
    events
}

fn join(times: &[TimeMention], event: &mut Event, mention: Mention) {
    for argument in &mention.arguments {
        tick(event.arguments.len());
        let known = event.arguments.iter().any(|a| a.role == argument.role && a.entity == argument.entity);
        if !known && event.arguments.len() < MOST {
            event.arguments.push(argument.clone());
        }
    }
    event.time = match (event.time, mention.time) {
        // of the first mention, but a day tells more than "recently", and than the year that it is in
        (Some(first), Some(other))
            if when::vagueness(&times[first]) <= when::vagueness(&times[other])
                && !when::within(&times[other], &times[first]) =>
        {
            Some(first)
        }
        (first, other) => other.or(first),
    };
    event.mentions.push(mention);
}

/// Nothing speaks against it: roles that both fill have somebody in common (of two parties two), and one of them at
/// least is shared, or one of the two names nobody and is a noun ("the launch").
fn compatible(document: &Document, entities: &Entities, event: &Event, mention: &Mention) -> bool {
    let mut shared = 0;
    for role in [Role::Actor, Role::Target, Role::Object, Role::Recipient] {
        let old: Vec<usize> = entities_of(&event.arguments, role);
        let new: Vec<usize> = entities_of(&mention.arguments, role);
        if old.is_empty() || new.is_empty() {
            continue;
        }
        let common = new.iter().filter(|&&n| old.iter().any(|&o| same(entities, o, n))).count();
        if common == 0 {
            return false;
        }
        shared += 1;
    }
    let one_denied = (event.factuality == Factuality::Negated) != (mention.factuality == Factuality::Negated);
    let bare = mention.arguments.is_empty() || event.arguments.is_empty();
    let verbs = mention.verbal && event.mentions.iter().any(|m| m.verbal);
    // "the resignation of the cabinet", "his resignation": told by the same word
    let lemma = document.lemma(mention.trigger);
    let same_word = event.mentions.iter().take(LATEST).any(|m| document.lemma(m.trigger) == lemma);
    shared > 0 || !one_denied && (same_word || !verbs && bare)
}

/// Nothing in what is known of when speaks against it: "arrested in 2009" is not "arrested last week".
fn same_time(times: &[TimeMention], a: Option<usize>, b: Option<usize>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    let (a, b) = (&times[a], &times[b]);
    a == b || when::vagueness(a) > 0 || when::vagueness(b) > 0 || !when::apart(a, b)
}

fn entities_of(arguments: &[Argument], role: Role) -> Vec<usize> {
    tick(arguments.len());
    arguments.iter().filter(|a| a.role == role).map(|a| a.entity).collect()
}

/// The same entity, the same country acting, or things called by the same word.
fn same(entities: &Entities, a: usize, b: usize) -> bool {
    tick(1);
    if a == b {
        return true;
    }
    let (a, b) = (&entities.all[a], &entities.all[b]);
    if a.country.is_some()
        && a.country == b.country
        && !(a.named && b.named && a.title.is_some() && b.title.is_some())
    {
        return true;
    }
    let last = |name: &str| name.rsplit(' ').next().map(|w| w.trim_end_matches('s').to_lowercase());
    (!a.named || !b.named) && last(&a.name) == last(&b.name)
}

/// How surely the first mention tells an event of this type.
fn confidence(event: &Event) -> f64 {
    let first = event.mentions.first().map_or(0.0, |mention| f64::from(mention.chance));
    (first * 1000.0).round() / 1000.0
}
