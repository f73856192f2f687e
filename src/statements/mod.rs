//! Who says what: quotations with their speakers, and reported speech.

mod beside;
mod frames;
mod interviews;
mod marks;
pub mod quotes;
mod reported;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::document::Document;
use crate::entities::{self, Entities};
use crate::order;
use crate::report::{EntityType, Stance, StatementKind};
use crate::sorted::look_up;
use crate::syntax::Upos;
use crate::work::tick;

use frames::{Frame, Part, Takes};

include!(concat!(env!("OUT_DIR"), "/reporting.rs"));

/// Something said or thought, with who says so.
#[derive(Debug, Clone)]
pub struct Said {
    /// Entity number.
    pub speaker: Option<usize>,
    /// The verb of saying, or "according".
    pub cue: Option<usize>,
    /// Word ranges, without quotation marks.
    pub content: Vec<Range<usize>>,
    pub kind: StatementKind,
    pub stance: Stance,
    /// Wanted, thought of or spoken about, but not reported: "refused to leave". What happens in it has no source.
    pub attitude: bool,
    /// The statement that this one is inside.
    pub parent: Option<usize>,
}

impl Said {
    fn width(&self) -> usize {
        self.content.iter().map(Range::len).sum()
    }
}

/// All statements of a text, in order, and which of them each word is inside.
#[derive(Debug, Clone, Default)]
pub struct Statements {
    pub all: Vec<Said>,
    /// For each word, one more than the innermost statement that it is in; 0: the article's own words.
    innermost: Vec<u32>,
}

impl Statements {
    /// The innermost statement that reports a word.
    pub fn at(&self, word: usize) -> Option<usize> {
        let innermost = (self.innermost.get(word).copied().unwrap_or(0) as usize).checked_sub(1);
        std::iter::successors(innermost, |&s| {
            tick(1);
            self.all[s].parent
        })
        .find(|&s| !self.all[s].attitude)
    }
}

/// The stance of a verb of saying, and whether it needs a quotation beside it.
fn reporting(lemma: &str) -> Option<(Stance, bool)> {
    look_up(VERBS, lemma)
}

/// A statement before its speaker is looked up.
#[derive(Debug)]
struct Draft {
    cue: Option<usize>,
    content: Vec<Range<usize>>,
    kind: StatementKind,
    stance: Stance,
    attitude: bool,
    by: By,
    paragraph: u32,
}

/// How the text tells who says a thing.
#[derive(Debug)]
enum By {
    /// By these words: "the minister", "he".
    Named(Range<usize>),
    /// By the speaker before, if no more paragraphs back than this.
    GoesOn(u32),
    /// By nobody that is named: "is expected to".
    Nobody,
}

impl Draft {
    /// From its first to its last word, the cue left out.
    fn hull(&self) -> Range<usize> {
        tick(self.content.len());
        let start = self.content.iter().map(|r| r.start).min().unwrap_or(0);
        start..self.content.iter().map(|r| r.end).max().unwrap_or(start)
    }

    fn width(&self) -> usize {
        self.content.iter().map(Range::len).sum()
    }

    fn holds(&self, words: &Range<usize>) -> bool {
        self.content.iter().any(|c| c.start <= words.start && words.end <= c.end)
    }
}

/// Finds what is said, and by whom; speakers that are not known yet are noted in `entities`.
pub fn find(document: &Document, entities: &mut Entities) -> Statements {
    let quotes = quotes::find(document);
    let mut quoted = vec![false; document.tokens.words.len()];
    for quote in &quotes {
        quoted[quote.words.clone()].fill(true);
    }
    let (mut drafts, mut links) = (Vec::new(), Vec::new());
    for (_, sentence) in document.telling_sentences() {
        reported::find(document, sentence, &quoted, &mut drafts, &mut links);
    }
    quotes::attribute(document, &quotes, &links, &mut drafts);
    interviews::find(document, entities, &mut drafts);
    leave_thoughts_inside(document, &mut drafts);
    drafts.iter_mut().flat_map(|draft| &mut draft.content).for_each(|words| close_bracket(document, words));
    let mut innermost = vec![0u32; document.tokens.words.len()];
    let mut statements = speakers(document, drafts, entities);
    // Wider ones first, so that narrower ones come to lie on top of what they are inside of.
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order::sort_by_key(&mut order, |&s| [usize::MAX - statements[s].width(), 0, 0]);
    for &number in &order {
        let first = statements[number].content.first().map(|r| r.start);
        let parent = first.and_then(|w| (innermost[w] as usize).checked_sub(1));
        statements[number].parent = parent;
        for range in statements[number].content.clone() {
            tick(range.len());
            innermost[range].fill(number as u32 + 1);
        }
    }
    let statements = Statements { all: statements, innermost };
    entities::bind_speakers(document, entities, &statements);
    statements
}

/// "around 7:10 a.m. (2210 GMT" goes on to the bracket that closes.
fn close_bracket(document: &Document, words: &mut Range<usize>) {
    tick(words.len());
    let count = |mark: &str| words.clone().filter(|&w| document.norm(w) == mark).count();
    let closes = words.end < document.tokens.words.len() && document.norm(words.end) == ")";
    if closes && count("(") > count(")") {
        words.end += 1;
    }
}

/// What somebody is said to think or want is a part of what is said: "said he hoped to win" is one statement.
fn leave_thoughts_inside(document: &Document, drafts: &mut Vec<Draft>) {
    let mut inside = vec![false; document.tokens.words.len()];
    for range in drafts.iter().flat_map(|draft| &draft.content) {
        tick(range.len());
        inside[range.clone()].fill(true);
    }
    drafts.retain(|draft| {
        // but "said that the police believed"
        let own = match &draft.by {
            By::Named(words) => document.upos(words.start) == Upos::Pron,
            _ => true,
        };
        let thought = draft.attitude || own && draft.stance == Stance::Believes;
        !(thought && draft.cue.is_some_and(|cue| inside[cue]))
    });
}

/// Paragraphs after which "he" no longer is who spoke last.
const MEMORY: u32 = 3;

/// Looks up who the speakers are, in the order of the text: "he said" is mostly who spoke before.
fn speakers(document: &Document, mut drafts: Vec<Draft>, entities: &mut Entities) -> Vec<Said> {
    // Wider ones first, so that what is said inside of them comes after.
    order::sort_by_key(&mut drafts, |d| {
        [d.hull().start, usize::MAX - d.width(), d.cue.map_or(0, |cue| cue + 1)]
    });
    let mut said = Vec::with_capacity(drafts.len());
    let mut previous: Option<Spoke> = None;
    // Who spoke outside of any other's words, and how far those words go.
    let mut outer: Option<Spoke> = None;
    // Who else did before.
    let mut earlier: Option<Spoke> = None;
    let mut outer_end = 0;
    for draft in drafts {
        let nested = draft.hull().start < outer_end;
        let known = if nested { &previous } else { &outer };
        let near =
            |reach: u32| known.as_ref().filter(|p| draft.paragraph.saturating_sub(p.paragraph) <= reach);
        let (speaker, pronoun) = match &draft.by {
            By::Named(words) => {
                let pronoun = words.len() == 1 && document.upos(words.start) == Upos::Pron;
                let norm = match document.norm(words.start) {
                    "his" | "him" => "he",
                    "her" => "she",
                    "their" => "they",
                    "its" => "it",
                    norm => norm,
                };
                // "He said Smith had left": he is not Smith, but may be who spoke before Smith.
                let spoke = [near(MEMORY), earlier.as_ref().filter(|_| !nested)];
                let same = spoke.into_iter().flatten().find(|p| {
                    pronoun
                        && draft.paragraph.saturating_sub(p.paragraph) <= MEMORY
                        && can_be(entities, p, norm)
                        && !(matches!(norm, "he" | "she") && names(document, entities, &draft, p.entity))
                });
                // "I think he knew," she said: she thinks.
                let own = outer.as_ref().filter(|_| nested && entities::is_first_person(norm));
                let speaker = match same.or(own) {
                    Some(same) => {
                        entities.retell(words.start, same.entity);
                        same.entity
                    }
                    None => entities.at_or_new(document, words),
                };
                let gender = match norm {
                    "he" if pronoun => Some(false),
                    "she" if pronoun => Some(true),
                    _ => known.as_ref().filter(|p| p.entity == speaker).and_then(|p| p.female),
                };
                (Some(speaker), gender)
            }
            By::GoesOn(reach) => match near(*reach) {
                Some(p) => (Some(p.entity), p.female),
                None => (None, None),
            },
            By::Nobody => (None, None),
        };
        if let Some(entity) = speaker {
            let spoke = Spoke { entity, female: pronoun, paragraph: draft.paragraph };
            if !nested {
                let other = outer.take().filter(|p| p.entity != entity);
                earlier = other.or(earlier.filter(|p| p.entity != entity));
                outer = Some(spoke.clone());
            }
            previous = Some(spoke);
        }
        if !nested {
            outer_end = draft.hull().end;
        }
        let Draft { cue, content, kind, stance, attitude, .. } = draft;
        said.push(Said { speaker, cue, content, kind, stance, attitude, parent: None });
    }
    said
}

/// Somebody who said something.
#[derive(Debug, Clone)]
struct Spoke {
    entity: usize,
    /// As a pronoun told.
    female: Option<bool>,
    paragraph: u32,
}

/// Whether what is said names an entity.
fn names(document: &Document, entities: &Entities, draft: &Draft, entity: usize) -> bool {
    let mut words = draft.content.iter().cloned().flatten();
    words.any(|w| document.upos(w) == Upos::Propn && entities.at(&(w..w + 1)) == Some(entity))
}

/// Whether a pronoun can be who spoke before.
fn can_be(entities: &Entities, spoke: &Spoke, pronoun: &str) -> bool {
    let kind = entities.all[spoke.entity].kind;
    match pronoun {
        "he" => kind == EntityType::Person && spoke.female != Some(true),
        "she" => kind == EntityType::Person && spoke.female != Some(false),
        "it" => kind == EntityType::Organization,
        "they" => matches!(kind, EntityType::People | EntityType::Organization),
        _ => false,
    }
}
