//! What a quantity is of: the outcome for people ("killed", "displaced"), or what the number is itself ("troops", "money").
//! The words are those of `data/amounts.toml`.

use super::{Kind, QuantityMention};
use crate::document::Document;
use crate::sorted::{has, look_up};
use crate::syntax::{Deprel, Upos};

include!(concat!(env!("OUT_DIR"), "/amounts.rs"));

/// The slot of a quantity.
pub(super) fn of(document: &Document, quantity: &QuantityMention) -> Option<&'static str> {
    match quantity.kind {
        Kind::People | Kind::Count | Kind::Rate | Kind::Fraction | Kind::Percent => {}
        Kind::Ordinal | Kind::Multiple | Kind::Score | Kind::Age | Kind::Points => return None,
        kind => return Some(kind.as_str()),
    }
    // "$4,000 a month"
    let currency = |code: &str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    let money = |unit: &str| unit.split_once('/').is_some_and(|(code, _)| currency(code));
    if quantity.kind == Kind::Rate && quantity.unit.as_deref().is_some_and(money) {
        return Some(Kind::Money.as_str());
    }
    let word = anchor(document, quantity);
    let noun = quantity.counted.filter(|_| !is_one_of(document, quantity));
    let own = || noun.and_then(|noun| named(document, noun));
    outcome(document, quantity, word).or_else(own)
}

fn named(document: &Document, noun: usize) -> Option<&'static str> {
    look_up(NOUNS, document.lemma(noun)).or_else(|| look_up(NOUNS, document.norm(noun)))
}

/// "one of the victims": somebody, no number of victims.
fn is_one_of(document: &Document, quantity: &QuantityMention) -> bool {
    let of = quantity.words.end;
    quantity.min == Some(1.0) && of < document.tokens.words.len() && document.norm(of) == "of"
}

/// Whether a verb tells what becomes of people: "hurt", "detain".
pub(crate) fn is_outcome(lemma: &str) -> bool {
    look_up(VERBS, lemma).is_some() || look_up(SUBJECTS, lemma).is_some()
}

/// The word that ties a quantity to the rest of its sentence: the counted noun, or the top word of the number.
pub(crate) fn anchor(document: &Document, quantity: &QuantityMention) -> usize {
    let words = &quantity.words;
    let top = document.syntax.tops(words).next_back().unwrap_or(words.start);
    match quantity.counted {
        // "thousands of troops fled": the noun hangs on the number
        Some(noun) if document.syntax.ancestors(noun).take(3).any(|above| above == top) => top,
        // "a total of 527 soldiers", "a convoy of six trucks"
        Some(noun) => match document.syntax.head(noun) {
            Some(whole) if noun > whole && is_whole(document.lemma(whole)) => whole,
            _ => noun,
        },
        None => top,
    }
}

/// What is no more than the sum of what is counted.
fn is_whole(lemma: &str) -> bool {
    matches!(lemma, "total" | "group" | "team" | "convoy" | "crowd" | "fleet" | "estimate" | "batch")
}

/// What the verb or adjective says that became of those who are counted.
fn outcome(document: &Document, quantity: &QuantityMention, anchor: usize) -> Option<&'static str> {
    let syntax = &document.syntax;
    let lemma = |word: usize| document.lemma(word);
    // "buried 20 homes", "released two films": of things the verb says no outcome.
    let thing = quantity.kind == Kind::Count && quantity.counted.is_some();
    let of_verb = |table: &[(&str, &'static str)], verb: &str| {
        look_up(table, verb).filter(|_| !thing || !has(OF_THINGS, verb))
    };
    let sentence = &document.tokens.sentences[quantity.sentence].words;
    // "12 dead", "3 missing", "5 others injured", "dozens more wounded"
    let mut next = quantity.counted.map_or(quantity.words.end, |noun| noun + 1).max(quantity.words.end);
    if next < sentence.end && matches!(document.norm(next), "more" | "others" | "other") {
        next += 1;
    }
    if next < sentence.end {
        let told = look_up(STATES, document.norm(next))
            .filter(|_| document.upos(next) != Upos::Noun || quantity.counted.is_none());
        if told.is_some() {
            return told;
        }
        // "hundreds of dead"
        if quantity.counted.is_none() && document.norm(next) == "of" && next + 1 < sentence.end {
            let told = look_up(STATES, document.norm(next + 1));
            if told.is_some() {
                return told;
            }
        }
    }
    // "killing 5 and *wounding* dozens"
    let before = quantity.words.start.checked_sub(1).filter(|&word| {
        word >= sentence.start
            && document.upos(word) == Upos::Verb
            && syntax.head(anchor) != Some(word)
            && !syntax.is_passive(word)
    });
    if let Some(said) = before.and_then(|verb| of_verb(VERBS, document.lemma(verb))) {
        return Some(said);
    }
    let first = syntax.first_conjunct(anchor);
    for word in if first == anchor { vec![anchor] } else { vec![anchor, first] } {
        // "5 people killed in the blast", "the 12 injured people"; not what is said of the first of several
        for child in syntax.dependents(word).filter(|_| word == anchor) {
            let said = match syntax.deprel[child] {
                Deprel::Acl | Deprel::Amod => look_up(STATES, document.norm(child)).or_else(|| {
                    of_verb(VERBS, lemma(child))
                        .filter(|_| syntax.deprel[child] == Deprel::Acl && syntax.is_passive(child))
                }),
                // "12 people who were killed"
                Deprel::AclRelcl if syntax.is_passive(child) => of_verb(VERBS, lemma(child)),
                Deprel::AclRelcl => of_verb(SUBJECTS, lemma(child)),
                _ => None,
            };
            if said.is_some() {
                return said;
            }
        }
        // "rose from 12 *to 15*", which may hang on the 12
        let of_range = syntax.deprel[word] == Deprel::Nmod
            && syntax.preposition(word).is_some_and(|word| document.norm(word) == "to");
        let over = syntax.head(word).filter(|&head| {
            of_range && syntax.preposition(head).is_some_and(|word| document.norm(word) == "from")
        });
        if let Some(verb) = over.and_then(|number| syntax.head(number)) {
            return syntax.own_subject(verb).and_then(|subject| toll(document, subject));
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
                state
                    .or_else(|| of_verb(VERBS, verb))
                    .or_else(|| harm(document, head, quantity.counted))
                    // "the number of deaths reached 12"
                    .or_else(|| syntax.own_subject(head).and_then(|subject| toll(document, subject)))
            }
            Deprel::NsubjPass => of_verb(VERBS, verb).or_else(|| predicate(document, head)),
            Deprel::Nsubj | Deprel::NsubjOuter => of_verb(SUBJECTS, verb)
                .or_else(|| look_up(STATES, document.norm(head)))
                .or_else(|| of_verb(VERBS, verb).filter(|_| syntax.is_passive(head)))
                .or_else(|| predicate(document, head))
                .or_else(|| did(document, head)),
            // "the toll rose *from* 12 to 15": no longer
            Deprel::Obl | Deprel::OblUnmarked | Deprel::Nmod if is_from(document, quantity, word) => None,
            // "the death toll rose to 1,204"
            Deprel::Obl | Deprel::OblUnmarked | Deprel::Xcomp => {
                let subject = syntax.own_subject(head).or_else(|| syntax.object(head));
                subject.and_then(|subject| toll(document, subject))
            }
            // "a death toll of 12"
            Deprel::Nmod | Deprel::Appos | Deprel::Nummod => toll(document, head).or_else(|| {
                // "the death of two sailors"
                let of = syntax.preposition(word).is_some_and(|word| document.norm(word) == "of");
                let people = quantity.kind == Kind::People || quantity.counted.is_none();
                look_up(ACTS, verb).filter(|_| of && people)
            }),
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

/// "from 12 (to 15)"
fn is_from(document: &Document, quantity: &QuantityMention, word: usize) -> bool {
    let before = quantity.words.start.checked_sub(1).map_or("", |word| document.norm(word));
    before == "from" || document.syntax.preposition(word).is_some_and(|word| document.norm(word) == "from")
}

/// "were *left* homeless", "were feared dead", "were forced to *flee*", "were among those *killed*"
fn predicate(document: &Document, head: usize) -> Option<&'static str> {
    let syntax = &document.syntax;
    syntax.dependents(head).find_map(|child| match syntax.deprel[child] {
        Deprel::Xcomp => look_up(STATES, document.norm(child))
            .or_else(|| look_up(SUBJECTS, document.lemma(child)).filter(|_| is_driven(document, head))),
        Deprel::Acl if document.norm(head) == "those" => look_up(STATES, document.norm(child)),
        _ => None,
    })
}

/// "forced", "had to"
fn is_driven(document: &Document, verb: usize) -> bool {
    matches!(document.lemma(verb), "force" | "have" | "compel" | "oblige" | "drive")
}

/// "claimed 19 *lives*", "left two in critical *condition*"
fn harm(document: &Document, verb: usize, counted: Option<usize>) -> Option<&'static str> {
    let lives = counted.is_some_and(|noun| document.lemma(noun) == "life");
    match document.lemma(verb) {
        "claim" | "cost" | "take" | "lose" if lives => Some("killed"),
        "leave" => {
            let state = document.syntax.dependent(verb, &[Deprel::Obl])?;
            matches!(document.lemma(state), "condition" | "injury" | "hospital").then_some("injured")
        }
        _ => None,
    }
}

/// "lost their *lives*", "took to the *streets*", "sought *refuge*"
fn did(document: &Document, verb: usize) -> Option<&'static str> {
    let is = |relation: Deprel, lemma: &str| {
        document.syntax.dependent(verb, &[relation]).is_some_and(|word| document.lemma(word) == lemma)
    };
    match document.lemma(verb) {
        "lose" if is(Deprel::Obj, "life") => Some("killed"),
        "take" if is(Deprel::Obl, "street") => Some("protesters"),
        "seek" if is(Deprel::Obj, "refuge") || is(Deprel::Obj, "asylum") => Some("displaced"),
        _ => None,
    }
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
