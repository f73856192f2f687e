//! What reports tell of each event, in numbers that can be held against each other.
//!
//! A report has no text, so it is told by what it found: names, nouns that stand for somebody, base forms of triggers, quantities, days.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::topics::{self, Topic};
use crate::report::{
    Entity, EntityType, Event, Factuality, LocationKind, PublishedBasis, Report, Role, Time, TimeType,
};
use crate::synonyms;

/// An event keeps this many of each of its things.
const MOST: usize = 32;

/// One report's telling of an event.
#[derive(Debug)]
pub(super) struct Telling {
    pub report: usize,
    /// Index into the events of the report.
    pub event: usize,
    /// None where the event has no known type.
    pub kind: Option<u32>,
    /// Base forms of the triggers, sorted.
    pub lemmas: Vec<u32>,
    /// What these tell, in whatever words: "die" of "death", "acqui" of "acquisition".
    pub stems: Vec<u32>,
    /// By role, sorted.
    pub participants: Vec<Participant>,
    pub places: Vec<u32>,
    /// What its sentences speak of, sorted.
    pub near: Vec<u32>,
    /// The first and the last day of its time.
    pub days: Option<(NaiveDate, NaiveDate)>,
    pub negated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Participant {
    pub role: Role,
    pub key: u32,
    pub named: bool,
}

/// All tellings of some reports.
#[derive(Debug, Default)]
pub(super) struct Tellings {
    pub all: Vec<Telling>,
    pub topics: Vec<Topic>,
    /// By word: how telling it is that two have it.
    pub weight: Vec<f32>,
    /// By word: more than one report has it.
    pub shared: Vec<bool>,
}

/// Numbers for words.
#[derive(Default)]
struct Words {
    number: FxHashMap<String, u32>,
}

impl Words {
    fn number(&mut self, word: String) -> u32 {
        let next = self.number.len() as u32;
        *self.number.entry(word).or_insert(next)
    }
}

impl Tellings {
    pub fn of(reports: &[&Report]) -> Self {
        let mut words = Words::default();
        let mut tellings = Self::default();
        let mut counts: Vec<FxHashMap<u32, u32>> = Vec::with_capacity(reports.len());
        for (number, report) in reports.iter().enumerate() {
            counts.push(tellings.add(&mut words, number, report));
        }
        let mut reports_with = vec![0u32; words.number.len()];
        for count in &counts {
            let mut all: Vec<&u32> = count.keys().collect();
            all.sort_unstable();
            all.into_iter().for_each(|&word| reports_with[word as usize] += 1);
        }
        // Smoothed: of two reports a shared word is in all of them.
        let rarity = |with: &u32| (1.0 + (reports.len() as f32 + 10.0) / (*with as f32 + 2.0)).ln();
        tellings.weight = reports_with.iter().map(rarity).collect();
        tellings.shared = reports_with.iter().map(|&with| with > 1).collect();
        for (topic, count) in tellings.topics.iter_mut().zip(counts) {
            let weights = count
                .into_iter()
                .map(|(word, times)| (word, tellings.weight[word as usize] * (1.0 + (times as f32).ln())));
            topic.words = topics::of_length_one(weights.collect());
        }
        topics::share(&mut tellings.topics);
        tellings
    }

    /// Adds the events of a report; gives how often it has each word.
    fn add(&mut self, words: &mut Words, number: usize, report: &Report) -> FxHashMap<u32, u32> {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        let mut entity: FxHashMap<&str, (u32, &Entity)> = FxHashMap::default();
        let mut in_sentence: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); report.document.sentences.len()];
        let sentence_of = |start: u32| {
            let next = report.document.sentences.partition_point(|s| s.start <= start);
            next.checked_sub(1)
        };
        for one in &report.entities {
            let Some(key) = key(one) else { continue };
            let word = words.number(key);
            entity.insert(&one.id, (word, one));
            *counts.entry(word).or_default() += one.mentions.len() as u32;
            for mention in &one.mentions {
                if let Some(sentence) = sentence_of(mention.start) {
                    in_sentence[sentence].insert(word);
                }
            }
        }
        for quantity in &report.quantities {
            let Some(least) = quantity.min.or(quantity.max) else { continue };
            let word = words.number(format!("{}={least}", quantity.kind));
            *counts.entry(word).or_default() += 1;
            if let Some(sentence) = sentence_of(quantity.start) {
                in_sentence[sentence].insert(word);
            }
        }
        let mut time: FxHashMap<&str, (NaiveDate, NaiveDate)> = FxHashMap::default();
        for one in &report.times {
            let Some(days) = days(one) else { continue };
            time.insert(&one.id, days);
            if (days.1 - days.0).num_days() <= 1 {
                let word = words.number(format!("@{}", days.0));
                *counts.entry(word).or_default() += 1;
                if let Some(sentence) = sentence_of(one.start) {
                    in_sentence[sentence].insert(word);
                }
            }
        }
        for event in &report.events {
            for mention in &event.mentions {
                let word = words.number(lemma(&mention.lemma));
                *counts.entry(word).or_default() += 1;
                if let Some(sentence) = in_sentence.get_mut(mention.sentence as usize) {
                    sentence.insert(word);
                }
            }
        }
        for (index, event) in report.events.iter().enumerate() {
            let telling = telling(words, &entity, &time, &in_sentence, number, index, event);
            self.all.push(telling);
        }
        // Only what the text says of itself: a day that is guessed would keep apart what is one.
        let known =
            matches!(report.document.published_basis, Some(PublishedBasis::Given | PublishedBasis::Text));
        let published = report.document.published.as_deref().filter(|_| known);
        self.topics.push(Topic { words: Vec::new(), published: published.and_then(day) });
        counts
    }
}

fn telling(
    words: &mut Words,
    entity: &FxHashMap<&str, (u32, &Entity)>,
    time: &FxHashMap<&str, (NaiveDate, NaiveDate)>,
    in_sentence: &[BTreeSet<u32>],
    report: usize,
    index: usize,
    event: &Event,
) -> Telling {
    let mentions = || event.mentions.iter().take(MOST);
    let lemmas: BTreeSet<u32> = mentions().map(|m| words.number(lemma(&m.lemma))).collect();
    let stems: BTreeSet<u32> = mentions().map(|m| words.number(stem(&m.lemma))).collect();
    let mut near: BTreeSet<u32> = BTreeSet::new();
    for mention in mentions() {
        near.extend(in_sentence.get(mention.sentence as usize).into_iter().flatten());
    }
    // Their own words are held against each other by themselves.
    near.retain(|word| !lemmas.contains(word));
    let mut participants: Vec<Participant> = Vec::new();
    let mut places: Vec<u32> = Vec::new();
    for argument in event.arguments.iter().take(MOST) {
        let Some(&(key, one)) = argument.entity.as_deref().and_then(|id| entity.get(id)) else { continue };
        match argument.role {
            Role::Place if one.named => places.push(key),
            Role::Place => {}
            role => participants.push(Participant { role, key, named: one.named }),
        }
    }
    participants.sort_unstable();
    participants.dedup();
    places.sort_unstable();
    places.dedup();
    Telling {
        report,
        event: index,
        kind: (!event.kind.is_empty()).then(|| words.number(format!("type {}", event.kind))),
        lemmas: lemmas.into_iter().collect(),
        stems: stems.into_iter().collect(),
        participants,
        places,
        near: near.into_iter().take(MOST * 2).collect(),
        days: event.time.as_deref().and_then(|id| time.get(id)).copied(),
        negated: event.factuality == Factuality::Negated,
    }
}

fn lemma(lemma: &str) -> String {
    format!("“{}”", lemma.to_lowercase())
}

/// What a base form tells, by the words that tell the same: "die" of "death"; else as much of it as verbs and the nouns made of them have in
/// common: "acqui" of "acquire" and "acquisition".
fn stem(lemma: &str) -> String {
    let lemma = lemma.to_lowercase();
    if let Some(first) = synonyms::first_of(&lemma) {
        return format!("{first}…");
    }
    let letters: String = lemma.chars().take(5).collect();
    format!("{letters}…")
}

/// What an entity is called, as far as articles agree on it: of a person the last name, of what belongs to a country as a whole the country.
pub(super) fn key(entity: &Entity) -> Option<String> {
    let name = entity.name.trim().to_lowercase();
    let name = name.strip_prefix("the ").unwrap_or(&name);
    let last = name.split_whitespace().next_back()?;
    let is_country = entity.location.as_ref().is_some_and(|l| l.kind == LocationKind::Country);
    Some(match (entity.named, entity.kind) {
        (false, _) => last.trim_end_matches('s').to_owned(),
        (true, EntityType::Person) => last.trim_end_matches("'s").to_owned(),
        (true, EntityType::Place | EntityType::People) if is_country || entity.kind == EntityType::People => {
            entity.country.clone().unwrap_or_else(|| name.to_owned())
        }
        (true, _) => name.to_owned(),
    })
}

/// The first and the last day of a date or a time of day.
pub(super) fn days(time: &Time) -> Option<(NaiveDate, NaiveDate)> {
    if !matches!(time.kind, TimeType::Date | TimeType::Time) || time.value.ends_with("_REF") {
        return None;
    }
    let (from, to) = (day(time.from.as_deref()?)?, day(time.to.as_deref()?)?);
    match time.kind {
        TimeType::Date => Some((from, to.pred_opt()?.max(from))),
        _ => Some((from, to)),
    }
}

/// The day of "2024-10-31T07:10+09:00".
pub(super) fn day(date: &str) -> Option<NaiveDate> {
    date.get(..10)?.parse().ok()
}
