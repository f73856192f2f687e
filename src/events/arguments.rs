//! Who and what fills the roles of an event, from the phrases around its trigger and the frame of its type.

use std::ops::Range;

use super::catalog::Slot;
use super::triggers::Trigger;
use crate::document::Document;
use crate::entities::Entities;
use crate::report::Role;
use crate::syntax::{Clause, Slots, TIME_HEADS, Upos, Xpos};

/// Words that fill a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filler {
    pub(crate) role: Role,
    pub(crate) words: Range<usize>,
    /// The noun phrase that the words are, where they are one.
    pub(crate) phrase: Option<usize>,
}

/// What the clause around a trigger offers for each role of its frame. Words fill one role only, the first that asks.
pub(crate) fn fill(
    document: &Document,
    clause: &Clause,
    trigger: &Trigger,
    entities: &Entities,
) -> Vec<Filler> {
    let slots = match trigger.verbal && document.phrases.at(trigger.word).is_none() {
        true => clause.of_verb(trigger.word),
        false => clause.of_noun(trigger.word),
    };
    let mut fillers: Vec<Filler> = Vec::new();
    for (slot, role) in trigger.reading.entry.frame.iter() {
        match slot {
            Slot::Subject => push_phrase(document, &mut fillers, *role, slots.subject, trigger),
            Slot::Object => push_phrase(document, &mut fillers, *role, slots.object, trigger),
            // "the Russian attack" is Russia's
            Slot::Possessive => {
                let nationality = || nationality(document, entities, slots.compound.clone()?);
                push(&mut fillers, *role, slots.possessive.clone().or_else(nationality), None);
            }
            Slot::Compound => push_compound(document, &mut fillers, *role, &slots, trigger),
            Slot::Content => {}
            // A topic that "for" or "in" opens is seldom one; "about", "over", "on" and "against" say so.
            Slot::Preposition(lemma)
                if *role == Role::Topic
                    && !matches!(*lemma, "about" | "over" | "on" | "against" | "regarding") => {}
            Slot::Preposition(lemma) => {
                for (preposition, phrase) in &slots.prepositions {
                    if document.norm(*preposition) == *lemma && takes(document, *role, *phrase) {
                        push_phrase(document, &mut fillers, *role, Some(*phrase), trigger);
                    }
                }
            }
        }
    }
    fillers
}

/// The nationality word before a noun: "Russian" in "the deadly Russian attack".
fn nationality(document: &Document, entities: &Entities, before: Range<usize>) -> Option<Range<usize>> {
    let of_country = |end: usize| {
        let entity = entities.at(&(end..end + 1))?;
        let (words, _) = entities.all[entity].mentions.iter().find(|(words, _)| words.end == end + 1)?;
        (entities.all[entity].country.is_some() && document.upos(end) == Upos::Adj).then(|| words.clone())
    };
    before.rev().find_map(of_country)
}

fn push(fillers: &mut Vec<Filler>, role: Role, words: Option<Range<usize>>, phrase: Option<usize>) {
    let Some(words) = words.filter(|w| !w.is_empty()) else { return };
    let taken = fillers.iter().any(|f| f.words.start < words.end && words.start < f.words.end);
    if !taken {
        fillers.push(Filler { role, words, phrase });
    }
}

fn push_phrase(
    document: &Document,
    fillers: &mut Vec<Filler>,
    role: Role,
    phrase: Option<usize>,
    trigger: &Trigger,
) {
    let Some(phrase) = phrase else { return };
    for phrase in conjuncts(document, phrase) {
        let words = document.phrases.nouns[phrase].words.clone();
        if !words.contains(&trigger.word) {
            push(fillers, role, Some(words), Some(phrase));
        }
    }
}

/// How far from its trigger the place of an event is looked for, in words.
const PLACE_REACH: usize = 12;

/// The place of an event that its own clause does not name: the nearest "in Nara", "at the Grand Mosque" behind it in
/// its sentence, else one that opens the sentence. `is_place` knows what is somewhere.
pub(crate) fn place(
    document: &Document,
    clause: &Clause,
    trigger: usize,
    is_place: impl Fn(&Range<usize>) -> bool,
) -> Option<Range<usize>> {
    let sentence = &clause.sentence.words;
    let placed = |preposition: usize| {
        let locative =
            matches!(document.norm(preposition), "in" | "at" | "near" | "outside" | "inside" | "across");
        let phrase = document.phrases.at(preposition + 1).filter(|_| locative)?;
        let words = document.phrases.nouns[phrase].words.clone();
        (words.start == preposition + 1 && is_place(&words)).then_some(words)
    };
    let behind = trigger + 1..sentence.end.saturating_sub(1).min(trigger + PLACE_REACH);
    behind
        .clone()
        .take_while(|&w| document.norm(w) != ";")
        .find_map(placed)
        .or_else(|| (sentence.start + 1 < trigger).then(|| placed(sentence.start)).flatten())
}

/// How far behind its speech act an event that it is about is looked for, in words.
const TOPIC_REACH: usize = 12;

/// The event that a speech act, a charge or a ruling is about: the next one told in its complement, "accused of
/// *sending*", "urged Seoul to *withdraw*", "denied that it *fired*". Gives the number of its trigger.
pub(crate) fn topic(document: &Document, triggers: &[Trigger], number: usize) -> Option<usize> {
    let trigger = &triggers[number];
    if !trigger.reading.entry.frame.iter().any(|(_, role)| *role == Role::Topic) {
        return None;
    }
    let next = (number + 1..triggers.len()).find(|&n| triggers[n].word > trigger.word)?;
    let about = &triggers[next];
    if about.sentence != trigger.sentence || about.word - trigger.word > TOPIC_REACH {
        return None;
    }
    let mut clause_opened = false;
    for word in trigger.word + 1..about.word {
        let opens = matches!(
            document.norm(word),
            "that" | "to" | "of" | "for" | "over" | "about" | "against" | "on" | "with" | "from" | "in"
        );
        clause_opened |= opens;
        let closes = matches!(
            document.norm(word),
            ";" | ":" | "and" | "but" | "while" | "after" | "when" | "as" | "since"
        );
        let finite = matches!(document.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
        if closes || (finite && !clause_opened) {
            return None;
        }
    }
    let object = document
        .phrases
        .at(about.word)
        .is_some_and(|p| document.phrases.nouns[p].words.start == trigger.word + 1);
    (clause_opened || object).then_some(next)
}

/// A phrase and those it is joined with: "the United States, Japan and South Korea".
fn conjuncts(document: &Document, phrase: usize) -> Vec<usize> {
    let nouns = &document.phrases.nouns;
    // One word between two phrases, and which.
    let joint = |left: usize, right: usize| -> Option<usize> {
        let between = nouns.get(left)?.words.end;
        (nouns.get(right)?.words.start == between + 1).then_some(between)
    };
    let is_and = |w: usize| document.upos(w) == Upos::Cconj;
    let is_comma = |w: usize| document.norm(w) == ",";
    let mut first = phrase;
    let mut last = phrase;
    while first > 0 && phrase - first < 6 && joint(first - 1, first).is_some_and(|w| is_and(w) || is_comma(w))
    {
        first -= 1;
    }
    while last - phrase < 6 && joint(last, last + 1).is_some_and(|w| is_and(w) || is_comma(w)) {
        last += 1;
    }
    // A list has an "and" before its last member; commas alone are appositions.
    let ands: Vec<usize> = (first..last).filter(|&p| joint(p, p + 1).is_some_and(is_and)).collect();
    match (ands.first(), ands.last()) {
        (Some(_), Some(&and)) if and + 1 >= phrase => (first..=and + 1).collect(),
        _ => vec![phrase],
    }
}

/// "missile" in "a missile test".
fn push_compound(
    document: &Document,
    fillers: &mut Vec<Filler>,
    role: Role,
    slots: &Slots,
    trigger: &Trigger,
) {
    let Some(words) = slots.compound.clone() else { return };
    let noun = |w: &usize| matches!(document.upos(*w), Upos::Noun | Upos::Propn);
    if words.clone().any(|w| noun(&w)) && !words.contains(&trigger.word) {
        push(fillers, role, Some(words), None);
    }
}

/// Whether a phrase can be what a role asks for: "in" gives a place only with something that is somewhere, "on" not
/// with a day.
fn takes(document: &Document, role: Role, phrase: usize) -> bool {
    if !matches!(role, Role::Place | Role::Origin | Role::Destination) {
        return true;
    }
    let phrase = &document.phrases.nouns[phrase];
    let time = TIME_HEADS.binary_search(&document.lemma(phrase.head).to_lowercase().as_str()).is_ok();
    let number = document.upos(phrase.head) == Upos::Num;
    !time && !number
}
