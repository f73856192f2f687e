//! Events: which words tell one, of which type, with whom, how surely, and which mentions are of the same one.

mod amounts;
mod arguments;
mod catalog;
pub mod clues;
mod codes;
mod coreference;
mod evidence;
mod factuality;
pub mod lessons;
pub mod model;
pub mod participants;
pub(crate) mod timeline;
mod triggers;
mod when;

use std::ops::Range;

pub(crate) use amounts::add as add_amounts;
pub use catalog::{Catalog, EventType, Tone};
pub(crate) use codes::Coder;
pub(crate) use when::anchor as anchor_times;

use clues::Words;
use model::Model;

use crate::article::ZoneKind;
use crate::document::Document;
use crate::entities::Entities;
use crate::report::{EntityType, Factuality, Role};
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

/// Finds the events of a text, in the order of their first mentions.
pub fn find(
    document: &Document,
    catalog: &Catalog,
    model: &Model,
    entities: &mut Entities,
    statements: &Statements,
    times: &[TimeMention],
) -> Vec<Event> {
    let words = &Words::new(document, entities);
    let triggers = triggers::find(document, catalog, model, words);
    let reader = Reader { document, catalog, model, words, times };
    let mut mentions: Vec<Mention> =
        triggers.iter().map(|trigger| mention(&reader, entities, statements, trigger)).collect();
    for (number, mention) in mentions.iter_mut().enumerate() {
        mention.topic = arguments::topic(document, &triggers, number);
        if mention.topic.is_some() {
            mention.arguments.retain(|a| a.role != Role::Topic);
        }
    }
    let mut events = coreference::merge(document, entities, times, mentions);
    salience(&mut events);
    events
}

fn mention(
    reader: &Reader,
    entities: &mut Entities,
    statements: &Statements,
    trigger: &triggers::Trigger,
) -> Mention {
    let Reader { document, times, .. } = *reader;
    let sentence = &document.tokens.sentences[trigger.sentence];
    let arguments = match trigger.reading.own {
        true => reader.by_frame(entities, trigger),
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
        for filler in arguments::fill(self.document, &clause, trigger, entities) {
            arguments.extend(self.argument(entities, filler.role, filler.words));
        }
        arguments
    }

    /// The participants that the model takes for such, the surest first; words fill one role.
    fn by_model(&self, entities: &mut Entities, trigger: &triggers::Trigger) -> Vec<Argument> {
        let mut all: Vec<(Range<usize>, [f32; model::ROLES])> = Vec::new();
        participants::each(
            self.document,
            self.catalog,
            self.words,
            entities,
            self.times,
            trigger,
            |candidate, clues| all.push((candidate.words.clone(), self.model.roles(clues))),
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
                found.push((own[role], participants::ROLES[role - 1], at));
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
        arguments
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

/// What the article is about: told early, often, in the headline and with somebody taking part.
///
/// The weights are those of a softmax regression on the main events of 68 annotated articles, rounded. The value is
/// relative to the highest, which is 1.
fn salience(events: &mut [Event]) {
    // Events are in the order of their first mentions.
    for (rank, event) in events.iter_mut().enumerate() {
        let mentions = &event.mentions;
        let in_headline = if mentions.iter().any(|m| m.headline) { 0.5 } else { 0.0 };
        let first = mentions.iter().filter(|m| !m.headline).map(|m| m.sentence).min().unwrap_or(usize::MAX);
        let opening = if first <= 1 { 1.2 } else { 0.0 };
        let surely = match event.factuality {
            Factuality::Actual => 0.6,
            Factuality::Planned => 0.4,
            Factuality::Alleged => 0.0,
            Factuality::Possible | Factuality::Hypothetical | Factuality::Negated => -0.7,
        };
        event.salience = in_headline
            + opening
            + 1.4 * (-(first as f64) / 3.0).exp()
            + 3.1 * (-(rank as f64) / 2.0).exp()
            + 0.9 * (mentions.len() as f64).ln()
            + 0.06 * event.arguments.len().min(4) as f64
            + surely;
    }
    let most = events.iter().map(|e| e.salience).fold(f64::NEG_INFINITY, f64::max);
    for event in events {
        event.salience = ((event.salience - most).exp() * 1000.0).round() / 1000.0;
    }
}
