//! How surely an event is presented, from the cue words around its trigger.
//!
//! The value is looked for from the trigger outwards: its own verb group or noun phrase, then what governs it.

use std::ops::Range;

use crate::document::Document;
use crate::report::Factuality;
use crate::syntax::{Clause, Upos, Xpos};

/// Where a cue must stand to bear on a trigger; see the head of `data/factuality.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Group,
    Modifier,
    Governor,
    Clause,
    Follower,
}

struct Cue {
    factuality: Factuality,
    scope: Scope,
}

include!(concat!(env!("OUT_DIR"), "/factuality.rs"));

/// A value with the words that decided it and, where one says so, the verb of saying or accusing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Decision {
    pub(crate) factuality: Factuality,
    /// Word numbers.
    pub(crate) cues: Vec<usize>,
}

impl Decision {
    fn plain() -> Self {
        Self { factuality: Factuality::Actual, cues: Vec::new() }
    }

    fn by(factuality: Factuality, cue: usize) -> Self {
        Self { factuality, cues: vec![cue] }
    }
}

/// How far to the left a governor is looked for, in words.
const REACH: usize = 12;

fn cue(document: &Document, word: usize, scope: Scope) -> Option<Factuality> {
    let find = |key: &str| {
        let at = CUES.binary_search_by(|(w, _)| (*w).cmp(key)).ok()?;
        CUES[at].1.iter().find(|c| c.scope == scope).map(|c| c.factuality)
    };
    find(document.norm(word)).or_else(|| find(document.lemma(word)))
}

/// Decides the factuality of the event that `trigger` tells.
pub(crate) fn decide(document: &Document, clause: &Clause, trigger: usize) -> Decision {
    let begin = clause.sentence.words.start;
    let verbal = document.upos(trigger) == Upos::Verb;
    if let Some(next) = (trigger + 1 < clause.sentence.words.end).then_some(trigger + 1)
        && let Some(factuality) = cue(document, next, Scope::Follower)
    {
        return Decision::by(factuality, next);
    }
    if verbal && document.phrases.at(trigger).is_none() {
        return decide_verb(document, clause, trigger, begin);
    }
    let phrase = document
        .phrases
        .at(trigger)
        .map_or(trigger..trigger + 1, |p| document.phrases.nouns[p].words.clone());
    // "an alleged attack", "no attack", "planned talks"
    for word in (phrase.start..trigger).rev() {
        if let Some(factuality) = cue(document, word, Scope::Modifier) {
            return Decision::by(factuality, word);
        }
    }
    // "the talks will be held", "the visit was cancelled"
    if let Some(decision) = predicate(document, clause, phrase.end) {
        return decision;
    }
    // "will hold talks": the carrying verb decides
    if let Some(verb) = clause.carrying_verb(trigger) {
        return decide_verb(document, clause, verb, begin);
    }
    governed(document, clause, phrase.start, false)
}

fn decide_verb(document: &Document, clause: &Clause, verb: usize, begin: usize) -> Decision {
    let group = clause.group_start(verb)..verb;
    if let Some(decision) = in_group(document, group.clone()) {
        return decision;
    }
    let infinitive = document.xpos(verb) == Xpos::Vb && group.clone().any(|w| document.norm(w) == "to");
    let gerund = document.xpos(verb) == Xpos::Vbg && !group.clone().any(|w| document.upos(w) == Upos::Aux);
    let bare = document.xpos(verb) == Xpos::Vb && !infinitive;
    // "will meet Kim and sign a pact": the verb joined to
    if bare
        && let Some(joined) = (begin..group.start)
            .rev()
            .take(REACH)
            .find(|&w| document.upos(w) == Upos::Verb && document.xpos(w) == Xpos::Vb)
        && (joined..group.start).any(|w| document.upos(w) == Upos::Cconj)
    {
        return decide_verb(document, clause, joined, begin);
    }
    let non_finite = infinitive || gerund || (document.xpos(verb) == Xpos::Vbn && group.is_empty());
    let mut decision = governed(document, clause, group.start, !non_finite);
    // "met to discuss", "troops to be sent": nothing else tells, so it is still to come
    if infinitive && decision.cues.is_empty() && decision.factuality == Factuality::Actual {
        let to = group.clone().find(|&w| document.norm(w) == "to");
        if to.is_some() && !actual_governor(document, clause, group.start) {
            decision = Decision { factuality: Factuality::Planned, cues: to.into_iter().collect() };
        }
    }
    decision
}

/// "did not", "may have", "will", "reportedly": a negation beats the rest, the nearest cue wins.
fn in_group(document: &Document, group: Range<usize>) -> Option<Decision> {
    let found: Vec<(usize, Factuality)> =
        group.rev().filter_map(|w| Some((w, cue(document, w, Scope::Group)?))).collect();
    let decisive = found.iter().find(|(_, f)| *f == Factuality::Negated).or(found.first())?;
    Some(Decision::by(decisive.1, decisive.0))
}

/// The verb group right after a noun phrase: "talks *will be held*", "no visit *is planned*".
fn predicate(document: &Document, clause: &Clause, from: usize) -> Option<Decision> {
    let end = clause.sentence.words.end.min(from + 6);
    let verb = (from..end)
        .take_while(|&w| matches!(document.upos(w), Upos::Aux | Upos::Adv | Upos::Part | Upos::Verb));
    let group: Vec<usize> = verb.collect();
    let last = *group.last()?;
    if !group.iter().any(|&w| document.upos(w) == Upos::Aux) {
        return None;
    }
    in_group(document, group[0]..last + 1).or_else(|| {
        let passive = document.xpos(last) == Xpos::Vbn;
        let value = passive.then(|| cue(document, last, Scope::Governor)).flatten()?;
        matches!(value, Factuality::Negated | Factuality::Planned | Factuality::Possible)
            .then(|| Decision::by(value, last))
    })
}

/// What takes the trigger as its complement: "denied *sending*", "accused of *sending*", "plans to *visit*".
///
/// `finite`: the trigger heads a finite clause, which only a word of claiming, denying or doubting, or "if", reaches.
fn governed(document: &Document, clause: &Clause, from: usize, finite: bool) -> Decision {
    let begin = clause.sentence.words.start;
    let mut linked = false;
    let mut phrases = 0;
    for word in (begin.max(from.saturating_sub(REACH))..from).rev() {
        if let Some(factuality) = cue(document, word, Scope::Clause) {
            return Decision::by(factuality, word);
        }
        match document.upos(word) {
            Upos::Adp | Upos::Part | Upos::Sconj => {
                // "before", "after", "since" tell by themselves
                if let Some(factuality) = cue(document, word, Scope::Governor)
                    && !finite
                {
                    return match factuality {
                        Factuality::Actual => Decision::plain(),
                        Factuality::Planned => Decision { factuality, cues: vec![word] },
                        other => Decision::by(other, word),
                    };
                }
                linked = true;
            }
            Upos::Verb | Upos::Noun | Upos::Adj | Upos::Propn | Upos::Pron | Upos::Adv => {
                let governs = cue(document, word, Scope::Governor).filter(|&f| match document.upos(word) {
                    Upos::Noun | Upos::Adj => linked && !finite,
                    Upos::Adv => !finite && linked,
                    Upos::Verb if finite => matches!(f, Factuality::Alleged | Factuality::Possible),
                    Upos::Verb => true,
                    _ => false,
                });
                match governs {
                    Some(Factuality::Actual) => return Decision::plain(),
                    Some(factuality) => return Decision::by(factuality, word),
                    None if document.upos(word) == Upos::Verb && document.phrases.at(word).is_none() => {
                        return Decision::plain();
                    }
                    None => {}
                }
                if document.phrases.at(word).is_some_and(|p| document.phrases.nouns[p].head == word) {
                    phrases += 1;
                    if phrases > 2 {
                        return Decision::plain();
                    }
                }
            }
            Upos::Punct if matches!(document.norm(word), ";" | ":" | "," | "—" | "–" | "-") && !finite => {
                return Decision::plain();
            }
            _ => {}
        }
    }
    Decision::plain()
}

/// Whether an implicative verb ("managed to", "was forced to") stands before an infinitive.
fn actual_governor(document: &Document, clause: &Clause, from: usize) -> bool {
    let begin = clause.sentence.words.start.max(from.saturating_sub(3));
    (begin..from).any(|w| cue(document, w, Scope::Governor) == Some(Factuality::Actual))
}

/// The factuality of an event from those of its mentions: the fullest mention first; a plain telling anywhere decides.
pub(crate) fn of_event(mentions: &[Factuality]) -> Factuality {
    if mentions.contains(&Factuality::Actual) {
        return Factuality::Actual;
    }
    mentions.first().copied().unwrap_or(Factuality::Actual)
}
