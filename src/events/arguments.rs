//! Who and what fills the roles of an event, from the phrases around its trigger and the frame of its type.

use std::ops::Range;

use super::Mention;
use super::catalog::{Reading, Slot};
use super::triggers::Trigger;
use crate::document::Document;
use crate::entities::Entities;
use crate::names::is_person;
use crate::report::Role;
use crate::syntax::{Clause, Deprel, NounPhrase, Slots, TIME_HEADS, Upos, Xpos};

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
    let attributive = attributive(document, trigger.word);
    // Of a user's own words adjectives too: "the *frozen* assets".
    let undergone = match document.xpos(trigger.word) {
        Xpos::Vbn => true,
        Xpos::Jj => trigger.reading.own,
        _ => false,
    };
    for (slot, role) in trigger.reading.entry.frame.iter() {
        match slot {
            // "the *protesting* farmers", "the *jailed* activists"
            Slot::Subject if attributive.is_some() && document.xpos(trigger.word) == Xpos::Vbg => {
                push(&mut fillers, *role, attributive.clone(), None);
            }
            Slot::Object if attributive.is_some() && undergone => {
                push(&mut fillers, *role, attributive.clone(), None);
            }
            Slot::Subject => push_phrase(document, &mut fillers, *role, slots.subject, trigger),
            Slot::Object => push_phrase(document, &mut fillers, *role, slots.object, trigger),
            // "the Russian attack" is Russia's
            Slot::Possessive => {
                let nationality = || nationality(document, entities, slots.compound.clone()?);
                push(&mut fillers, *role, slots.possessive.clone().or_else(nationality), None);
            }
            Slot::Compound => push_compound(document, &mut fillers, *role, &slots, trigger),
            Slot::Content => {}
            // A topic that "for" or "in" opens is seldom one; "about", "over", "on" and "against" say so, and a user.
            Slot::Preposition(lemma)
                if *role == Role::Topic
                    && !trigger.reading.own
                    && !matches!(*lemma, "about" | "over" | "on" | "against" | "regarding") => {}
            Slot::Preposition(lemma) => {
                // "gave them money"
                if *lemma == "to" {
                    push_phrase(document, &mut fillers, *role, slots.indirect, trigger);
                }
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

/// The noun that a participle stands before, without what is left of the participle.
fn attributive(document: &Document, trigger: usize) -> Option<Range<usize>> {
    if document.syntax.deprel[trigger] != Deprel::Amod {
        return None;
    }
    let phrase = &document.phrases.nouns[document.phrases.at(trigger)?];
    (phrase.head > trigger).then(|| trigger + 1..phrase.words.end)
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
        let phrase = named(document, phrase);
        let words = document.phrases.nouns[phrase].words.clone();
        if !words.contains(&trigger.word) {
            push(fillers, role, Some(words), Some(phrase));
        }
    }
}

/// "Alexandra Hill" of "the minister, Alexandra Hill" and "the head of the party, Alexandra Hill": the name says more.
fn named(document: &Document, phrase: usize) -> usize {
    let nouns = &document.phrases.nouns;
    let syntax = &document.syntax;
    let noun = nouns[phrase].head;
    let is_name = |word: usize| document.upos(word) == Upos::Propn;
    if is_name(nouns[phrase].words.end - 1) && !is_person(document.norm(noun)) {
        return phrase;
    }
    let apposed = |word: usize| syntax.dependent(word, &[Deprel::Appos]).filter(|&word| is_name(word));
    let of_party = || {
        let inner = syntax.dependents(noun).filter(|&child| syntax.deprel[child] == Deprel::Nmod).last();
        inner.filter(|_| is_person(document.lemma(noun))).and_then(apposed)
    };
    // Behind its comma, though the tree has hung it elsewhere
    let behind = || {
        let comma = syntax.subtree(noun).end;
        let next = document.phrases.at(comma + 1).filter(|_| is_person(document.lemma(noun)))?;
        let head = nouns[next].head;
        let apart = document.norm(comma) == "," && syntax.deprel[head] == Deprel::Appos && is_name(head);
        apart.then_some(head)
    };
    let name = apposed(noun).or_else(of_party).or_else(behind);
    name.and_then(|word| document.phrases.at(word)).unwrap_or(phrase)
}

/// How far from its trigger the place of an event is looked for, in phrases.
const PLACE_REACH: usize = 8;

/// The place of an event that its own words do not name: "in Nara" of what it is part of, "*in Nara* police arrested a
/// man after the attack", or of what takes part in it, "the bombing of a mosque *in Kano*". `is_place` knows what is
/// somewhere.
pub(crate) fn place(
    document: &Document,
    sentence: &Range<usize>,
    trigger: usize,
    is_place: impl Fn(&Range<usize>) -> bool,
) -> Option<Range<usize>> {
    let nouns = &document.phrases.nouns;
    let next = nouns.partition_point(|phrase| phrase.words.end <= trigger);
    let near = next.saturating_sub(PLACE_REACH)..nouns.len().min(next + PLACE_REACH);
    let distance = |phrase: usize| {
        let NounPhrase { words, head, .. } = &nouns[phrase];
        let preposition = document.syntax.preposition(*head)?;
        let locative =
            matches!(document.norm(preposition), "in" | "at" | "near" | "outside" | "inside" | "across");
        if !locative || !sentence.contains(head) || words.contains(&trigger) || !is_place(words) {
            return None;
        }
        let (from_place, from_trigger) = document.syntax.path(*head, trigger)?;
        // "in" belongs to what it hangs on and to that of which this is a part, not into other clauses.
        let mut hung = from_place.iter();
        let hangs = hung.all(|&word| {
            use Deprel::{
                Appos, Compound, Conj, Nmod, NmodUnmarked, NsubjPass, Obj, Obl, OblAgent, OblUnmarked,
            };
            matches!(
                document.syntax.deprel[word],
                Obl | OblAgent
                    | OblUnmarked
                    | Nmod
                    | NmodUnmarked
                    | Obj
                    | Appos
                    | Compound
                    | Conj
                    | NsubjPass
            )
        });
        // What is said elsewhere happened elsewhere.
        let told = from_trigger.iter().any(|&word| {
            matches!(document.syntax.deprel[word], Deprel::Ccomp | Deprel::Parataxis | Deprel::AclRelcl)
        });
        (hangs && !told).then_some(from_place.len() + from_trigger.len())
    };
    let found = near.filter_map(|phrase| Some((distance(phrase)?, phrase))).min();
    found.map(|(_, phrase)| nouns[phrase].words.clone())
}

/// How many triggers beside a speech act are looked at for what it is about.
const TOPICS: usize = 8;

/// How many words stand above the event that a speech act is about, up to the speech act.
const TOPIC_CLIMB: usize = 4;

/// The event that a speech act, a charge or a ruling is about: the one told in its complement, "accused of *sending*",
/// "urged Seoul to *withdraw*", "denied that it *fired*". Gives the number of its trigger.
pub(crate) fn topic(document: &Document, triggers: &[Trigger], number: usize) -> Option<usize> {
    let trigger = &triggers[number];
    let Reading { own, entry, .. } = trigger.reading;
    let about = |(slot, role): &(Slot, Role)| *role == Role::Topic && (own || *slot == Slot::Content);
    if !entry.frame.iter().any(about) {
        return None;
    }
    let near = number.saturating_sub(TOPICS)..triggers.len().min(number + TOPICS + 1);
    near.filter(|&n| triggers[n].sentence == trigger.sentence && triggers[n].word != trigger.word)
        .filter_map(|n| Some((topic_distance(document, trigger.word, triggers[n].word)?, n)))
        // The nearest; of equals the first.
        .min()
        .map(|(_, n)| n)
}

/// The event that the words which say what a mention is about tell: the trigger that stands highest in them.
pub(crate) fn told_in(
    document: &Document,
    triggers: &[Trigger],
    number: usize,
    mention: &Mention,
) -> Option<usize> {
    let topics = mention.arguments.iter().filter(|a| a.role == Role::Topic).map(|a| &a.words);
    let depth = |word: usize| document.syntax.ancestors(word).count();
    mention.content.iter().chain(topics).find_map(|words| {
        let first = triggers.partition_point(|trigger| trigger.word < words.start);
        let inside = (first..triggers.len()).take(TOPICS).take_while(|&n| triggers[n].word < words.end);
        inside
            .filter(|&n| triggers[n].word != triggers[number].word)
            .min_by_key(|&n| (depth(triggers[n].word), n))
    })
}

/// How many steps it is from `about` up to the speech act `trigger`, if it is in its complement or in that of the verb
/// whose object a speech act is: "expressed concern *over the attacks*".
fn topic_distance(document: &Document, trigger: usize, about: usize) -> Option<usize> {
    use Deprel::{Acl, Advcl, Ccomp, Compound, Conj, Nmod, Obj, Obl, Xcomp};
    let syntax = &document.syntax;
    let carrier = syntax.head(trigger).filter(|_| syntax.deprel[trigger] == Obj);
    let mut word = about;
    for step in 1..=TOPIC_CLIMB {
        let relation = syntax.deprel[word];
        let above = syntax.head(word)?;
        if above == trigger || Some(above) == carrier && word != trigger {
            let linked = |words: &[&str]| {
                let link = syntax.dependent(word, &[Deprel::Mark, Deprel::Case]);
                link.is_some_and(|link| words.contains(&document.norm(link)))
            };
            let complement = match relation {
                Ccomp | Xcomp | Acl | Compound => true,
                Obj => above == trigger,
                Obl | Nmod => linked(TOPIC_PREPOSITIONS),
                Advcl => linked(&["of", "for", "to", "from", "over", "about", "against"]),
                _ => false,
            };
            return complement.then_some(step);
        }
        if !matches!(relation, Ccomp | Xcomp | Obj | Acl | Compound | Conj | Nmod | Obl | Advcl) {
            return None;
        }
        word = above;
    }
    None
}

/// Prepositions that open what a speech act is about.
const TOPIC_PREPOSITIONS: &[&str] =
    &["of", "for", "over", "about", "against", "on", "with", "from", "regarding", "to", "in", "into", "at"];

/// A phrase and those it is joined with: "the United States, Japan and South Korea".
fn conjuncts(document: &Document, phrase: usize) -> Vec<usize> {
    let head = document.phrases.nouns[phrase].head;
    let mut all: Vec<usize> =
        document.syntax.conjuncts(head).into_iter().filter_map(|word| document.phrases.at(word)).collect();
    all.dedup();
    all
}

/// "missile" in "a missile test".
fn push_compound(
    document: &Document,
    fillers: &mut Vec<Filler>,
    role: Role,
    slots: &Slots,
    trigger: &Trigger,
) {
    let Some(mut words) = slots.compound.clone() else { return };
    // "Ukraine" in "the prolonged Ukraine conflict"
    let name = words.clone().find(|&w| document.upos(w) == Upos::Propn);
    words.start = name.unwrap_or(words.start);
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

#[cfg(test)]
mod tests {
    use crate::Analyzer;
    use crate::report::Role;

    /// What each event of a sentence is about, in order: words, "event" before them where they tell one.
    fn topics(text: &str) -> Vec<String> {
        let report = Analyzer::default().extract(text, &Default::default()).unwrap();
        let topics = report.events.iter().flat_map(|e| &e.arguments).filter(|a| a.role == Role::Topic);
        let show = |a: &crate::report::Argument| {
            let words = a.span.of(text);
            if a.event.is_some() { format!("event {words}") } else { words.to_string() }
        };
        topics.map(show).collect()
    }

    #[test]
    fn what_events_are_about() {
        for (text, wanted) in [
            ("The governor asked residents to be patient.", "be patient"),
            (
                "The minister promised to continue engaging in charity work.",
                "continue engaging in charity work",
            ),
            ("The court ordered him to pay the costs.", "pay the costs"),
            ("Police warned that the bridge could collapse.", "the bridge could collapse"),
            ("Kim refused to speak with reporters.", "speak with reporters"),
            ("Seoul accused the North of sending troops to Russia.", "event sending"),
            ("He was charged with murdering his wife.", "event murdering"),
        ] {
            assert_eq!(topics(text), [wanted], "{text}");
        }
    }

    #[test]
    fn what_events_are_not_about() {
        for text in [
            "The army said it would stay.",
            "Protesters blocked the road after police killed a student.",
            "The firm bought a rival to expand in Asia.",
        ] {
            assert_eq!(topics(text), [""; 0], "{text}");
        }
    }
}
