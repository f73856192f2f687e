//! Which event an article is about.

use rustc_hash::FxHashMap;

use super::weights::{Clues, Weights};
use super::{Catalog, Event};
use crate::document::Document;
use crate::entities::Entities;
use crate::report::Factuality;
use crate::syntax::Deprel;
use crate::work::tick;

/// How many clues there are.
pub const CLUES: usize = 42;

/// So many of an event's mentions and participants are looked at.
const LOOKED_AT: usize = 8;

/// All events of a text together.
struct Whole<'a> {
    events: &'a [Event],
    /// The first sentence of the body that tells something.
    lead: usize,
    /// How many events are about each.
    about: Vec<usize>,
    /// How many events there are of each type.
    of_type: FxHashMap<u16, usize>,
    /// The events of each sentence, rising.
    of_sentence: FxHashMap<usize, Vec<usize>>,
    /// How many mentions there are, and how many the event has that has most.
    mentions: usize,
    most: usize,
}

/// What events are weighed with.
pub(super) struct Scale<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) catalog: &'a Catalog,
    pub(super) entities: &'a Entities,
}

impl Scale<'_> {
    /// Gives each event its salience, relative to the highest, which is 1.
    pub(super) fn weigh(&self, events: &mut [Event]) {
        let weights = Weights::of_salience();
        let clues = self.clues(events);
        for (event, clues) in events.iter_mut().zip(&clues) {
            event.salience = f64::from(weights.of_clues(clues));
        }
        let most = events.iter().map(|e| e.salience).fold(f64::NEG_INFINITY, f64::max);
        for event in events {
            event.salience = ((event.salience - most).exp() * 1000.0).round() / 1000.0;
        }
    }

    /// What speaks for each event being what the article is about.
    pub(super) fn clues(&self, events: &[Event]) -> Vec<Clues<CLUES>> {
        let lead = self.document.lead();
        let mut about = vec![0_usize; events.len()];
        for (topic, _) in events.iter().flat_map(|e| &e.topics) {
            about[*topic] += 1;
        }
        let mut of_type: FxHashMap<u16, usize> = FxHashMap::default();
        let mut of_sentence: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (rank, event) in events.iter().enumerate() {
            *of_type.entry(event.event_type).or_default() += 1;
            for mention in &event.mentions {
                let told = of_sentence.entry(mention.sentence).or_default();
                if told.last() != Some(&rank) {
                    told.push(rank);
                }
            }
        }
        let whole = Whole {
            events,
            lead,
            about,
            of_type,
            of_sentence,
            mentions: events.iter().map(|e| e.mentions.len()).sum(),
            most: events.iter().map(|e| e.mentions.len()).max().unwrap_or(0),
        };
        (0..events.len()).map(|rank| self.of_event(&whole, rank)).collect()
    }

    fn of_event(&self, whole: &Whole, rank: usize) -> Clues<CLUES> {
        let Whole { events, lead, mentions: all, most, .. } = *whole;
        let about = whole.about[rank];
        let event = &events[rank];
        let mentions = &event.mentions;
        let syntax = &self.document.syntax;
        tick(mentions.len());
        let on = |yes: bool| f32::from(u8::from(yes));
        let headline = mentions.iter().find(|m| m.headline);
        let body = mentions.iter().find(|m| !m.headline);
        let first = body.map_or(usize::MAX, |m| m.sentence.saturating_sub(lead));
        let root = |m: &super::Mention| syntax.deprel[m.trigger] == Deprel::Root;
        // Steps from the top of its sentence.
        let depth = body.map_or(8, |m| syntax.ancestors(m.trigger).take(8).count()) as f32;
        let name = &*self.catalog.get(event.event_type).name;
        let group = |wanted: &str| on(name.split('.').next() == Some(wanted));
        let speech = name.starts_with("speech.") || name == "diplomacy.support";
        let told = |e: usize| self.entities.all[e].mentions.len() as f32;
        let participants = || event.arguments.iter().take(LOOKED_AT).map(|a| a.entity);
        let known = participants().map(told).fold(0.0, f32::max);
        let named = participants().filter(|&e| self.entities.all[e].named).count();
        let early = |e: usize| {
            let start = self.document.tokens.sentences.get(lead).map_or(0, |s| s.words.end);
            self.entities.all[e].mentions.iter().take(LOOKED_AT).any(|(words, _)| words.end <= start)
        };
        let in_lead = participants().filter(|&e| early(e)).count();
        let quoted = mentions.iter().filter(|m| m.statement.is_some()).count() as f32 / mentions.len() as f32;
        // Events of the same sentence are told before it.
        let beside = body.and_then(|b| whole.of_sentence.get(&b.sentence));
        let before = beside.map_or(0, |told| told.partition_point(|&other| other < rank));
        let same_type = whole.of_type[&event.event_type] as f32;
        let count = mentions.len() as f32;
        [
            ("is", 1.0),
            ("in headline", on(headline.is_some())),
            ("top of headline", on(headline.is_some_and(root))),
            ("in lead", on(first == 0)),
            ("in lead, first", on(first == 0 && before == 0)),
            ("top of lead", on(first == 0 && body.is_some_and(root))),
            ("depth in lead", on(first == 0) * depth),
            ("second sentence", on(first == 1)),
            ("third sentence", on(first == 2)),
            ("how early", (-(first.min(99) as f32) / 3.0).exp()),
            ("rank", (-(rank as f32) / 2.0).exp()),
            ("first of all", on(rank == 0)),
            ("before it in its sentence", before.min(4) as f32),
            ("mentions", count.ln()),
            ("share of mentions", count / all.max(1) as f32),
            ("most mentions", on(mentions.len() == most)),
            ("in headline and lead", on(headline.is_some() && first == 0)),
            ("told again after the lead", on(first == 0 && mentions.len() > 1)),
            ("arguments", event.arguments.len().min(5) as f32),
            ("no arguments", on(event.arguments.is_empty())),
            ("named", named.min(3) as f32),
            ("participants in lead", in_lead.min(3) as f32),
            ("how known", known.max(1.0).ln()),
            ("actual", on(event.factuality == Factuality::Actual)),
            ("planned", on(event.factuality == Factuality::Planned)),
            (
                "unsure",
                on(matches!(
                    event.factuality,
                    Factuality::Possible | Factuality::Hypothetical | Factuality::Negated
                )),
            ),
            ("topic of another", about.min(2) as f32),
            ("about another", on(!event.topics.is_empty())),
            ("speech about another", on(speech && !event.topics.is_empty())),
            ("in statements", quoted),
            ("chance", event.confidence as f32),
            ("of its type", same_type.ln()),
            ("verb", on(mentions[0].verbal)),
            ("time", on(event.time.is_some())),
            ("speech", group("speech")),
            ("diplomacy", group("diplomacy")),
            ("business", group("business")),
            ("justice", group("justice")),
            ("movement", group("movement")),
            ("conflict", group("conflict") + group("military")),
            ("life", group("life") + group("crime")),
            (
                "happenings",
                group("disaster") + group("politics") + group("science") + group("culture") + group("sport"),
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, extract};

    #[test]
    fn the_weights_are_of_these_clues() {
        let file = include_str!("../../data/models/salience.tsv");
        assert_eq!(super::super::weights::names(file).count(), super::CLUES);
    }

    #[test]
    fn what_a_text_is_about() {
        for (text, wanted) in [
            (
                "Police arrested Adam Lee in Cairo on Monday.\n\nThe arrest came two years after he visited Lima.",
                "justice.arrest",
            ),
            (
                "North Korea fired a missile on Monday.\n\nJapan condemned the launch. The missile fell into the sea.",
                "military.weapon-test",
            ),
        ] {
            let report = extract(text, &Options::default()).unwrap();
            let main = report.events.iter().max_by(|a, b| a.salience.total_cmp(&b.salience)).unwrap();
            assert_eq!(main.kind, wanted, "{text}");
        }
    }
}
