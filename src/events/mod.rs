//! Events: which words tell one, of which type, with whom, how surely, and which mentions are of the same one.

mod amounts;
mod arguments;
mod catalog;
pub mod clues;
mod codes;
mod coreference;
mod custom;
mod evidence;
mod factuality;
pub mod lessons;
pub mod model;
mod participants;
mod salience;
mod spelling;
pub(crate) mod timeline;
mod triggers;
mod weights;
mod when;

use std::ops::Range;

use rustc_hash::FxHashMap;

pub(crate) use amounts::add as add_amounts;
pub use catalog::{Catalog, EventType, Tone};
pub(crate) use codes::Coder;
pub(crate) use when::anchor as anchor_times;
pub(crate) use when::vagueness;

use clues::Words;
use coreference::Merger;
use model::Model;
use salience::Scale;
use weights::Weights;

use crate::article::ZoneKind;
use crate::document::Document;
use crate::entities::Entities;
use crate::report::{EntityType, Factuality, ROLES, Role};
use crate::statements::Statements;
use crate::syntax::Upos;
use crate::times::TimeMention;

/// One telling of an event.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Word number.
    pub trigger: usize,
    pub sentence: usize,
    /// Number of the type in the catalog.
    pub event_type: u16,
    pub arguments: Vec<Argument>,
    /// The mention (by its number) that the words of this one are about: "accused of *sending*".
    pub topic: Option<usize>,
    /// The clause that says what this is about, where it tells no event: "asked them *to be patient*".
    pub content: Option<Range<usize>>,
    pub factuality: Factuality,
    /// Word numbers.
    pub cues: Vec<usize>,
    /// Entity number.
    pub source: Option<usize>,
    /// Statement number.
    pub statement: Option<usize>,
    /// Index into the times.
    pub time: Option<usize>,
    /// The word of the surroundings that settled the type.
    pub company: Option<usize>,
    /// How surely the words tell an event of this type, 0 … 1.
    pub chance: f32,
    /// The type is what was learnt from articles, not what the catalog says of the word.
    pub learnt: bool,
    pub(crate) headline: bool,
    pub(crate) verbal: bool,
}

#[cfg(test)]
impl Mention {
    /// A mention of which no more is known than where it is.
    fn bare(trigger: usize, sentence: usize, event_type: u16) -> Self {
        Self {
            trigger,
            sentence,
            event_type,
            arguments: Vec::new(),
            topic: None,
            content: None,
            factuality: Factuality::Actual,
            cues: Vec::new(),
            source: None,
            statement: None,
            time: None,
            company: None,
            chance: 1.0,
            learnt: false,
            headline: false,
            verbal: true,
        }
    }
}

/// Who or what fills a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    pub role: Role,
    /// Entity number.
    pub entity: usize,
    pub words: Range<usize>,
}

/// One event with all its mentions.
#[derive(Debug, Clone)]
pub struct Event {
    pub event_type: u16,
    /// In the order of the text.
    pub mentions: Vec<Mention>,
    /// The union over the mentions.
    pub arguments: Vec<Argument>,
    /// Events that this one is about, by number, with the words that name them.
    pub topics: Vec<(usize, usize)>,
    pub factuality: Factuality,
    pub time: Option<usize>,
    /// Quantities that belong to it, by number, with what they are of: "killed", "money".
    pub amounts: Vec<(usize, &'static str)>,
    /// 0 … 1
    pub confidence: f64,
    /// 0 … 1
    pub salience: f64,
}

impl Event {
    /// The fullest mention, which a report shows first.
    pub fn fullest(&self) -> Option<&Mention> {
        fullest(&self.mentions)
    }

    /// How much each mention tells.
    pub(crate) fn fullness(&self) -> Vec<usize> {
        fullness(&self.mentions)
    }
}

/// The mention with most arguments, of equals the first.
fn fullest(mentions: &[Mention]) -> Option<&Mention> {
    let full = fullness(mentions);
    (0..mentions.len()).rev().max_by_key(|&m| full[m]).map(|m| &mentions[m])
}

/// How much each mention tells: its arguments. An actor that one mention has alone, where others agree on another, was misread
/// and counts against it: "North Korea *launched* a missile … the army said that the missile was *fired* on Thursday".
fn fullness(mentions: &[Mention]) -> Vec<usize> {
    let is_actor = |argument: &&Argument| argument.role == Role::Actor;
    let mut told: FxHashMap<usize, usize> = FxHashMap::default();
    for argument in mentions.iter().flat_map(|m| &m.arguments).filter(is_actor) {
        *told.entry(argument.entity).or_default() += 1;
    }
    let agreed = told.values().any(|&count| count > 1);
    let alone = |argument: &&Argument| agreed && told.get(&argument.entity) == Some(&1);
    let full = |mention: &Mention| {
        let alone = mention.arguments.iter().filter(is_actor).filter(alone).count();
        mention.arguments.len().saturating_sub(2 * alone)
    };
    mentions.iter().map(full).collect()
}

/// Finds the events of a text, in the order of their first mentions.
pub fn find(
    document: &Document,
    catalog: &Catalog,
    model: &Model,
    entities: &mut Entities,
    statements: &Statements,
    times: &[TimeMention],
) -> Vec<Event> {
    let mentions = mentions(document, catalog, model, entities, statements, times);
    let merger = Merger { document, catalog, entities, times };
    let mut events = merger.merge(Weights::of_merging(), mentions);
    Scale { document, catalog, entities }.weigh(&mut events);
    events
}

/// All tellings of events, in the order of the text.
fn mentions(
    document: &Document,
    catalog: &Catalog,
    model: &Model,
    entities: &mut Entities,
    statements: &Statements,
    times: &[TimeMention],
) -> Vec<Mention> {
    let words = &Words::new(document, entities);
    let triggers = triggers::find(document, catalog, model, words);
    let reader = Reader { document, catalog, model, words, times };
    let mut mentions: Vec<Mention> =
        triggers.iter().map(|trigger| mention(&reader, entities, statements, trigger)).collect();
    for (number, mention) in mentions.iter_mut().enumerate() {
        let topic = arguments::topic(document, &triggers, number);
        mention.topic = topic.or_else(|| arguments::told_in(document, &triggers, number, mention));
        if mention.topic.is_some() {
            mention.arguments.retain(|a| a.role != Role::Topic);
            mention.content = None;
        }
    }
    mentions
}

fn mention(
    reader: &Reader,
    entities: &mut Entities,
    statements: &Statements,
    trigger: &triggers::Trigger,
) -> Mention {
    let Reader { document, times, .. } = *reader;
    let sentence = &document.tokens.sentences[trigger.sentence];
    let (arguments, content) = match trigger.reading.own {
        true => (reader.by_frame(entities, trigger), None),
        false => reader.by_model(entities, trigger),
    };
    let decision = factuality::decide(document, trigger.word);
    let statement = statements.at(trigger.word);
    Mention {
        trigger: trigger.word,
        sentence: trigger.sentence,
        event_type: trigger.reading.type_number,
        arguments,
        topic: None,
        content,
        factuality: decision.factuality,
        cues: decision.cues,
        source: statement.and_then(|s| statements.all[s].speaker),
        statement,
        time: when::own(document, times, trigger),
        company: trigger.company,
        chance: trigger.chance,
        learnt: trigger.learnt,
        headline: sentence.zone == ZoneKind::Headline,
        verbal: trigger.verbal,
    }
}

/// What participants are looked for with.
struct Reader<'a> {
    document: &'a Document<'a>,
    catalog: &'a Catalog,
    model: &'a Model,
    words: &'a Words,
    times: &'a [TimeMention],
}

/// Words that alone have a smaller chance of a role do not stand for the phrase around them.
const LEAST: f32 = 0.1;

impl Reader<'_> {
    fn is_time(&self, words: &Range<usize>) -> bool {
        let next = self.times.partition_point(|t| t.words.end < words.end);
        self.times.get(next).is_some_and(|t| t.words.contains(&(words.end - 1)))
    }

    /// The participants that the frame of a type tells.
    fn by_frame(&self, entities: &mut Entities, trigger: &triggers::Trigger) -> Vec<Argument> {
        let clause = self.document.clause(&self.document.tokens.sentences[trigger.sentence]);
        let mut arguments = Vec::new();
        let (sense, entry) = (trigger.reading.sense, trigger.reading.entry);
        // The whole of "state of siege" is the trigger: "*US* asset freeze".
        let phrase = trigger.word.saturating_sub(sense.left.len())..trigger.word + 1 + sense.right.len();
        for filler in arguments::fill(self.document, &clause, trigger, entities) {
            let mut words = filler.words;
            if words.start < phrase.end && phrase.start < words.end {
                words.end = phrase.start;
            }
            if words.is_empty() {
                continue;
            }
            let argument = self.argument(entities, filler.role, words);
            arguments.extend(argument.filter(|a| entry.takes(a.role, entities.all[a.entity].kind)));
        }
        arguments
    }

    /// The participants that the model takes for such, in the order of the text, and the clause that says what the event is
    /// about; words fill one role.
    fn by_model(
        &self,
        entities: &mut Entities,
        trigger: &triggers::Trigger,
    ) -> (Vec<Argument>, Option<Range<usize>>) {
        let mut all: Vec<(Range<usize>, [f32; model::ROLES])> = Vec::new();
        let mut content: Option<(f32, Range<usize>)> = None;
        participants::each(
            self.document,
            self.catalog,
            self.words,
            entities,
            self.times,
            trigger,
            |candidate, clues| {
                let chances = self.model.roles(clues);
                if !candidate.is_clause() {
                    all.push((candidate.words.clone(), chances));
                    return;
                }
                let chance = chances[1 + Role::Topic as usize];
                if chance >= self.model.role_from && content.as_ref().is_none_or(|(most, _)| chance > *most) {
                    content = Some((chance, candidate.words.clone()));
                }
            },
        );
        let mut found: Vec<(f32, Role, usize)> = Vec::new();
        for (at, (words, own)) in all.iter().enumerate() {
            // Of nested phrases one takes part; what speaks for one of them speaks for all: "the minister", "the minister of Chad".
            let mut chances = *own;
            for (_, (other, theirs)) in all.iter().enumerate().filter(|(o, _)| *o != at) {
                if other.start < words.end && words.start < other.end {
                    (1..chances.len()).for_each(|role| chances[role] += theirs[role]);
                }
            }
            let best = (1..chances.len()).rev().max_by(|&a, &b| chances[a].total_cmp(&chances[b]));
            let takes_part = chances[1..].iter().sum::<f32>() >= self.model.role_from;
            if let Some(role) = best.filter(|&role| takes_part && own[role] > LEAST) {
                found.push((own[role], ROLES[role - 1].1, at));
            }
        }
        // Stable: of equals the first.
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut kept: Vec<(Role, Range<usize>)> = Vec::new();
        for (_, role, at) in found {
            let words = &all[at].0;
            if !kept.iter().any(|(_, other)| other.start < words.end && words.start < other.end) {
                kept.push((role, words.clone()));
            }
        }
        kept.sort_by_key(|(_, words)| words.start);
        let mut arguments = Vec::new();
        for (role, words) in kept {
            arguments.extend(self.argument(entities, role, words));
        }
        let content = content.map(|(_, words)| words);
        // "asked for an answer to be given": the clause says it all
        if let Some(clause) = &content {
            arguments.retain(|a| a.role != Role::Topic || !clause.contains(&a.words.start));
        }
        (arguments, content)
    }

    fn argument(&self, entities: &mut Entities, role: Role, words: Range<usize>) -> Option<Argument> {
        let known = entities.at(&words);
        if self.is_time(&words) || (known.is_none() && is_empty_pronoun(self.document, &words)) {
            return None;
        }
        let entity = known.unwrap_or_else(|| entities.at_or_new(self.document, &words));
        fits(entities, entity, role).then_some(Argument { role, entity, words })
    }
}

/// Whether an event of this type is somewhere: its frame says so, and it is no mere speech act.
pub(crate) fn takes_place(trigger: &triggers::Trigger) -> bool {
    trigger.reading.entry.frame.iter().any(|(_, role)| *role == Role::Place)
}

/// "it", "that", "which", "there" that stand for nothing known: no participant.
fn is_empty_pronoun(document: &Document, words: &Range<usize>) -> bool {
    let alone = words.len() == 1 && document.upos(words.start) == Upos::Pron;
    alone
        && !matches!(
            document.norm(words.start),
            "he" | "she" | "they" | "we" | "i" | "him" | "her" | "them" | "us" | "me"
        )
}

/// How surely the text presents what any word tells, as if it were the trigger of an event, and the words that decided it.
pub fn factuality_of(document: &Document, word: usize) -> (Factuality, Vec<usize>) {
    let decision = factuality::decide(document, word);
    (decision.factuality, decision.cues)
}

/// A place is not somebody: "in talks" gives no place.
fn fits(entities: &Entities, entity: usize, role: Role) -> bool {
    let kind = entities.all[entity].kind;
    match role {
        Role::Place => {
            matches!(kind, EntityType::Place | EntityType::Facility)
                || (entities.all[entity].named
                    && matches!(kind, EntityType::Organization | EntityType::Other))
        }
        Role::Actor | Role::Target | Role::Recipient => !matches!(kind, EntityType::Law),
        _ => true,
    }
}
