//! What the [model](super::model) learns from: the words of a text that may tell events, and who may take part in them.

use std::ops::Range;

use super::clues::{self, Words};
use super::evidence::{Evidence, Spoken};
use super::triggers::{Readings, Trigger};
use super::coreference::{self, Merger};
use super::model::Model;
use super::{Catalog, participants};
use crate::Span;
use crate::document::Document;
use crate::entities::Entities;
use crate::statements::Statements;
use crate::syntax::Upos;
use crate::times::TimeMention;

/// A word that may tell an event.
#[derive(Debug, Clone)]
pub struct Lesson {
    pub word: usize,
    pub sentence: usize,
    /// Clues of the words around it.
    pub clues: Vec<u32>,
    /// What the catalog says.
    pub spoken: Spoken,
    /// The types that the catalog alone would tell.
    pub told: Vec<u16>,
}

/// All words of a text that may tell events, in order.
pub fn of_words(document: &Document, catalog: &Catalog, entities: &Entities) -> Vec<Lesson> {
    let words = &Words::new(document, entities);
    let readings = Readings::new(document, catalog);
    let triggers = readings.triggers();
    let evidence = Evidence::new(document, words, readings, &triggers);
    let lesson = |(sentence, word): (usize, usize)| {
        let mut found = Vec::new();
        clues::of_word(document, words, &document.tokens.sentences[sentence], word, &mut found);
        let (spoken, told) = (evidence.of(sentence, word), evidence.told(word).to_vec());
        Lesson { word, sentence, clues: found, spoken, told }
    };
    evidence.open().map(lesson).collect()
}

/// The candidates for the roles of an event that a word tells, with their clues.
pub fn of_roles(
    document: &Document,
    catalog: &Catalog,
    entities: &Entities,
    times: &[TimeMention],
    sentence: usize,
    word: usize,
    event_type: u16,
) -> Vec<(Range<usize>, Vec<u32>)> {
    let words = &Words::new(document, entities);
    let reading = catalog.reading_of(event_type, &document.lemma(word).to_lowercase());
    let verbal = document.upos(word) == Upos::Verb;
    let trigger = Trigger { word, sentence, reading, verbal, company: None, chance: 1.0, learnt: false };
    let mut all = Vec::new();
    participants::each(document, catalog, words, entities, times, &trigger, |candidate, clues| {
        all.push((candidate.words.clone(), clues.to_vec()));
    });
    all
}

/// Whether a mention is of one of the events before it, and of which.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The type of the mention.
    pub event_type: u16,
    /// What speaks for each candidate.
    pub candidates: Vec<coreference::Clues>,
    /// The candidate that it is, if it is one of them.
    pub right: Option<usize>,
}

/// The choices that merging meets in a text; `gold` tells of a trigger's words and type which event of the annotation it is.
pub fn of_merging(
    document: &Document,
    catalog: &Catalog,
    model: &Model,
    entities: &mut Entities,
    statements: &Statements,
    times: &[TimeMention],
    gold: impl Fn(&[(Span, u16)]) -> Vec<Option<usize>>,
) -> Vec<Choice> {
    let mentions = super::mentions(document, catalog, model, entities, statements, times);
    let told: Vec<(Span, u16)> =
        mentions.iter().map(|m| (document.span(m.trigger), m.event_type)).collect();
    let gold = gold(&told);
    let mut choices = Vec::new();
    // What the events so far are in the annotation.
    let mut events: Vec<Option<usize>> = Vec::new();
    let merger = Merger { document, catalog, entities, times };
    merger.gather(mentions, |number, mention, candidates| {
        let is = gold[number];
        let right = is.and_then(|is| candidates.iter().position(|c| events[c.event] == Some(is)));
        if is.is_some() && !candidates.is_empty() {
            let candidates = candidates.iter().map(|c| c.clues).collect();
            choices.push(Choice { event_type: mention.event_type, candidates, right });
        }
        match right {
            Some(right) => Some(candidates[right].event),
            None => {
                events.push(is);
                None
            }
        }
    });
    choices
}
