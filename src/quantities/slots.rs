//! What a quantity is of: the outcome for people ("killed", "displaced"), or what the number is itself ("troops", "money").
//! The words are those of `data/amounts.toml`.

use super::{Kind, QuantityMention};
use crate::document::Document;
use crate::syntax::{Deprel, Upos};

include!(concat!(env!("OUT_DIR"), "/amounts.rs"));

fn look_up(table: &[(&str, &'static str)], word: &str) -> Option<&'static str> {
    table.binary_search_by(|(w, _)| (*w).cmp(word)).ok().map(|at| table[at].1)
}

/// The slot of a quantity.
pub(super) fn of(document: &Document, quantity: &QuantityMention) -> Option<&'static str> {
    match quantity.kind {
        Kind::People | Kind::Count | Kind::Rate | Kind::Fraction | Kind::Percent => {}
        Kind::Ordinal | Kind::Multiple | Kind::Score | Kind::Age | Kind::Points | Kind::Magnitude => {
            return None;
        }
        kind => return Some(kind.as_str()),
    }
    let word = anchor(document, quantity);
    outcome(document, quantity, word).or_else(|| {
        let noun = quantity.counted?;
        look_up(NOUNS, document.lemma(noun)).or_else(|| look_up(NOUNS, document.norm(noun)))
    })
}

/// The word that ties a quantity to the rest of its sentence: the counted noun, or the top word of the number.
pub(crate) fn anchor(document: &Document, quantity: &QuantityMention) -> usize {
    let words = &quantity.words;
    let outside = |&word: &usize| document.syntax.head(word).is_none_or(|head| !words.contains(&head));
    let top = words.clone().rev().find(outside).unwrap_or(words.start);
    match quantity.counted {
        // "thousands of troops fled": the noun hangs on the number
        Some(noun) if document.syntax.ancestors(noun).take(3).any(|above| above == top) => top,
        Some(noun) => noun,
        None => top,
    }
}

/// What the verb or adjective says that became of those who are counted.
fn outcome(document: &Document, quantity: &QuantityMention, anchor: usize) -> Option<&'static str> {
    let syntax = &document.syntax;
    let lemma = |word: usize| document.lemma(word);
    // "12 dead", "3 missing", "5 others injured"
    let next = quantity.counted.map_or(quantity.words.end, |noun| noun + 1).max(quantity.words.end);
    if next < document.tokens.words.len() {
        let told = look_up(STATES, document.norm(next))
            .filter(|_| document.upos(next) != Upos::Noun || quantity.counted.is_none());
        if told.is_some() {
            return told;
        }
    }
    // "killing 5 and *wounding* dozens"
    let before = quantity.words.start.checked_sub(1).filter(|&word| {
        document.upos(word) == Upos::Verb && syntax.head(anchor) != Some(word) && !syntax.is_passive(word)
    });
    if let Some(said) = before.and_then(|verb| look_up(VERBS, document.lemma(verb))) {
        return Some(said);
    }
    let first = syntax.first_conjunct(anchor);
    for word in if first == anchor { vec![anchor] } else { vec![anchor, first] } {
        // "5 people killed in the blast", "the 12 injured people"; not what is said of the first of several
        for child in syntax.dependents(word).filter(|_| word == anchor) {
            let said = match syntax.deprel[child] {
                Deprel::Acl | Deprel::Amod => look_up(STATES, document.norm(child)).or_else(|| {
                    look_up(VERBS, lemma(child))
                        .filter(|_| syntax.deprel[child] == Deprel::Acl && syntax.is_passive(child))
                }),
                // "12 people who were killed"
                Deprel::AclRelcl if syntax.is_passive(child) => look_up(VERBS, lemma(child)),
                Deprel::AclRelcl => look_up(SUBJECTS, lemma(child)),
                _ => None,
            };
            if said.is_some() {
                return said;
            }
        }
        let Some(head) = syntax.head(word) else {
            // "12 killed": the verb may hang on the number, above
            continue;
        };
        let verb = lemma(head);
        let said = match syntax.deprel[word] {
            Deprel::Obj | Deprel::Iobj => {
                // "left 3 people dead"
                let state = syntax
                    .dependents(head)
                    .filter(|&child| syntax.deprel[child] == Deprel::Xcomp)
                    .find_map(|child| look_up(STATES, document.norm(child)));
                state.or_else(|| look_up(VERBS, verb))
            }
            Deprel::NsubjPass => look_up(VERBS, verb),
            Deprel::Nsubj | Deprel::NsubjOuter => look_up(SUBJECTS, verb)
                .or_else(|| look_up(STATES, document.norm(head)))
                .or_else(|| look_up(VERBS, verb).filter(|_| syntax.is_passive(head)))
                .or_else(|| predicate(document, head)),
            // "the death toll rose to 1,204"
            Deprel::Obl | Deprel::OblUnmarked | Deprel::Xcomp => {
                let subject = syntax.own_subject(head).or_else(|| syntax.object(head));
                subject.and_then(|subject| toll(document, subject))
            }
            // "a death toll of 12"
            Deprel::Nmod | Deprel::Appos | Deprel::Nummod => toll(document, head),
            _ => None,
        };
        if said.is_some() {
            return said;
        }
        // "the toll stands at 12", "the toll is 12": the number is the predicate
        if let Some(subject) = syntax.own_subject(word)
            && let Some(said) = toll(document, subject)
        {
            return Some(said);
        }
    }
    None
}

/// "were *left* homeless", "were reported missing", "were among those *killed*"
fn predicate(document: &Document, head: usize) -> Option<&'static str> {
    let syntax = &document.syntax;
    syntax.dependents(head).find_map(|child| match syntax.deprel[child] {
        Deprel::Xcomp => look_up(STATES, document.norm(child)),
        Deprel::Acl if document.norm(head) == "those" => look_up(STATES, document.norm(child)),
        _ => None,
    })
}

/// "death toll", "number of deaths"
fn toll(document: &Document, noun: usize) -> Option<&'static str> {
    let norm = document.norm(noun);
    if norm == "number" || norm == "total" {
        let of =
            document.syntax.dependents(noun).find(|&child| document.syntax.deprel[child] == Deprel::Nmod)?;
        return look_up(NOUNS, document.lemma(of)).or_else(|| look_up(STATES, document.norm(of)));
    }
    look_up(TOLLS, norm)
}
