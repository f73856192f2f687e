//! What the [model](super::model) learns from: the words of a text that may tell events, and who may take part in them.

use std::ops::Range;

use super::clues::{self, Words};
use super::coreference::Merger;
use super::evidence::{Evidence, Spoken};
use super::model::Model;
use super::salience::Scale;
use super::triggers::{Readings, Trigger};
use super::{Catalog, Event, participants};
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

/// What to choose from, and what is right.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What speaks for each candidate, by name.
    pub candidates: Vec<Vec<(&'static str, f32)>>,
    /// The candidate that is right, if one of them is.
    pub right: Option<usize>,
    /// The type of the mention that an event is looked for.
    pub event_type: u16,
}

/// A text as far as its events are looked for.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    pub document: &'a Document<'a>,
    pub catalog: &'a Catalog,
    pub model: &'a Model,
    pub statements: &'a Statements,
    pub times: &'a [TimeMention],
}

/// The choices that merging meets in a text: of which of the events before it a mention is. `gold` tells of triggers and their types
/// which event of the annotation each is.
pub fn of_merging(
    text: &Text,
    entities: &mut Entities,
    gold: impl Fn(&[(Span, u16)]) -> Vec<Option<usize>>,
) -> Vec<Choice> {
    let Text { document, catalog, model, statements, times } = *text;
    let mentions = super::mentions(document, catalog, model, entities, statements, times);
    let told: Vec<(Span, u16)> = mentions.iter().map(|m| (document.span(m.trigger), m.event_type)).collect();
    let gold = gold(&told);
    let mut choices = Vec::new();
    // What the events so far are in the annotation.
    let mut events: Vec<Option<usize>> = Vec::new();
    let merger = Merger { document, catalog, entities, times };
    merger.gather(mentions, |number, mention, candidates| {
        let is = gold[number];
        let right = is.and_then(|is| candidates.iter().position(|c| events[c.event] == Some(is)));
        if is.is_some() && !candidates.is_empty() {
            let candidates = candidates.iter().map(|c| c.clues.to_vec()).collect();
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

/// The choice of what a text is about, among its events; `is_main` tells of a trigger whether the main event of the annotation is told
/// there.
pub fn of_salience(text: &Text, entities: &mut Entities, is_main: impl Fn(Span) -> bool) -> Choice {
    let Text { document, catalog, model, statements, times } = *text;
    let events = super::find(document, catalog, model, entities, statements, times);
    let tells = |event: &Event| event.mentions.iter().filter(|m| is_main(document.span(m.trigger))).count();
    // The one that tells most of it; of equals the first.
    let right = (0..events.len()).rev().max_by_key(|&n| tells(&events[n])).filter(|&n| tells(&events[n]) > 0);
    let clues = Scale { document, catalog, entities }.clues(&events);
    Choice { candidates: clues.iter().map(|clues| clues.to_vec()).collect(), right, event_type: 0 }
}
