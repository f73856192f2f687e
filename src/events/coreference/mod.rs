//! Which mentions tell the same event: what speaks for it is weighed against what speaks against it, by weights learnt from
//! annotated articles.

mod clues;
mod facts;

use rustc_hash::FxHashMap;

use super::weights::{Clues, Weights};
use super::{Catalog, Event, Mention, factuality, when};
use crate::document::Document;
use crate::entities::Entities;
use crate::times::TimeMention;
use crate::work::tick;
use facts::of_mentions;

pub(super) use clues::CLUES;

/// A mention is held against this many of the latest events of its type: keeps long texts linear.
const LATEST: usize = 16;

/// An event keeps this many arguments, and is about this many others, for the same reason.
const MOST: usize = 32;

/// An event that a mention may be of.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Its number.
    pub(super) event: usize,
    pub(super) clues: Clues<CLUES>,
    /// Whatever speaks for it, other people or another day are told.
    pub(super) apart: bool,
}

/// What mentions are put together with.
pub(super) struct Merger<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) catalog: &'a Catalog,
    pub(super) entities: &'a Entities,
    pub(super) times: &'a [TimeMention],
}

impl Merger<'_> {
    /// Puts mentions of the same event together.
    pub(super) fn merge(&self, weights: &Weights, mentions: Vec<Mention>) -> Vec<Event> {
        self.gather(mentions, |_, mention, candidates| {
            let prior = weights.of_type(&self.catalog.get(mention.event_type).name);
            let score = |candidate: &Candidate| prior + weights.of_clues(&candidate.clues);
            let open = candidates.iter().filter(|c| !c.apart);
            let best = open.map(|c| (score(c), c.event)).max_by(|a, b| a.0.total_cmp(&b.0));
            best.filter(|(score, _)| *score > 0.0).map(|(_, event)| event)
        })
    }

    /// Makes events of mentions; `choose` says of which of the events so far a mention is, if it is of one of them.
    pub(super) fn gather(
        &self,
        mentions: Vec<Mention>,
        mut choose: impl FnMut(usize, &Mention, &[Candidate]) -> Option<usize>,
    ) -> Vec<Event> {
        let facts = of_mentions(self, &mentions);
        let mut events: Vec<Event> = Vec::new();
        let mut of_type: FxHashMap<u16, Vec<usize>> = FxHashMap::default();
        let topics: Vec<(usize, usize)> =
            mentions.iter().enumerate().filter_map(|(n, m)| Some((n, m.topic?))).collect();
        // For each mention, its event; and for each event the numbers of its mentions.
        let mut event_of: Vec<usize> = Vec::with_capacity(mentions.len());
        let mut members: Vec<Vec<usize>> = Vec::new();
        let triggers: Vec<usize> = mentions.iter().map(|m| m.trigger).collect();
        for (number, mention) in mentions.into_iter().enumerate() {
            let known = of_type.entry(mention.event_type).or_default();
            let candidate = |(back, &event): (usize, &usize)| {
                let side =
                    clues::Side { event: &events[event], members: &members[event], back, known: known.len() };
                let (clues, apart) = self.clues(&side, &facts, number, &mention);
                Candidate { event, clues, apart }
            };
            let candidates: Vec<Candidate> =
                known.iter().rev().take(LATEST).enumerate().map(candidate).collect();
            match choose(number, &mention, &candidates) {
                Some(event) => {
                    event_of.push(event);
                    members[event].push(number);
                    join(self.times, &mut events[event], mention);
                }
                None => {
                    event_of.push(events.len());
                    known.push(events.len());
                    members.push(vec![number]);
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

/// What the chances of mentions come to as confidence: a line through the odds (Platt 1999), from `cargo xtask eval events` over
/// the folds of training; `data/models/confidence.md` has the table.
const SLOPE: f64 = 0.91;
const OFFSET: f64 = 0.45;

/// How surely the fullest mention tells an event of this type.
fn confidence(event: &Event) -> f64 {
    let chance = event.fullest().map_or(0.0, |mention| f64::from(mention.chance));
    let odds = (chance / (1.0 - chance)).ln() * SLOPE + OFFSET;
    (1000.0 / (1.0 + (-odds).exp())).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use crate::events::weights::names;
    use crate::{Options, extract};

    /// The events of a type, each by the words that tell it.
    fn read(text: &str, kind: &str) -> String {
        let report = extract(text, &Options::default()).unwrap();
        let told = report.events.iter().filter(|event| event.kind == kind).map(|event| {
            let mut triggers: Vec<_> = event.mentions.iter().map(|m| m.trigger).collect();
            triggers.sort_by_key(|trigger| trigger.start);
            triggers.iter().map(|trigger| trigger.of(text)).collect::<Vec<_>>().join(" ")
        });
        told.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn one_event_is_told_once() {
        for (text, kind, wanted) in [
            (
                "North Korea tested a missile on Monday. The test was condemned by Japan.",
                "military.weapon-test",
                "tested test",
            ),
            (
                "Police arrested Adam Lee on Monday. His arrest came after a long search.",
                "justice.arrest",
                "arrested arrest",
            ),
            (
                "Militants attacked a base in Kano on Sunday. Nobody claimed the attack.",
                "conflict.attack",
                "attacked attack",
            ),
            // Others did it, or it was done to others.
            (
                "Police arrested Adam Lee in Cairo on Monday. Police arrested Maria Gomez in Lima in 2009.",
                "justice.arrest",
                "arrested | arrested",
            ),
            (
                "Anna Berg was elected in Ward 1. Paul Stone was elected in Ward 2. Mary Clark was elected in Ward 3.",
                "politics.elect",
                "elected | elected | elected",
            ),
        ] {
            assert_eq!(read(text, kind), wanted, "{text}");
        }
    }

    #[test]
    fn the_weights_are_of_these_clues() {
        let file = include_str!("../../../data/models/merging.tsv");
        assert_eq!(names(file).count(), super::CLUES);
    }
}
