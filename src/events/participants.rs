//! Who and what may take part in an event, with the [clues](super::clues) for the [model](super::model).

use std::ops::Range;

use super::arguments::{self, Filler};
use super::catalog::Catalog;
use super::clues::{Words, clue, letters};
use super::triggers::Trigger;
use crate::document::Document;
use crate::entities::Entities;
use crate::report::EntityType;
use crate::syntax::{Deprel, NounPhrase, Upos};
use crate::times::TimeMention;
use crate::tokens::Sentence;
use crate::work::tick;

/// A longer way through the tree is only "far".
const STEPS: usize = 5;

/// So many phrases on either side of a trigger are looked at, and none further off than so many words: keeps endless sentences
/// linear.
const REACH: usize = 24;
const APART: usize = 60;

/// A longer phrase takes part in nothing.
const LONGEST: usize = 60;

/// So many words before the head of a phrase are looked at one by one.
const INSIDE: usize = 16;

/// How a candidate stands in its noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Whole,
    Possessor,
    /// A name or a nationality before the head.
    Inner,
    Compound,
    /// What is asked, promised, said: "ordered them *to withdraw*".
    Clause,
}

/// Words that may fill a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub words: Range<usize>,
    head: usize,
    form: Form,
}

impl Candidate {
    pub(crate) fn is_clause(&self) -> bool {
        self.form == Form::Clause
    }
}

/// The phrases near a trigger in its sentence, and the names inside of them.
fn candidates(
    document: &Document,
    entities: &Entities,
    sentence: &Sentence,
    trigger: usize,
) -> Vec<Candidate> {
    let nouns = &document.phrases.nouns;
    let next = nouns.partition_point(|phrase| phrase.words.end <= trigger);
    let near = next.saturating_sub(REACH)..nouns.len().min(next + REACH);
    let mut all = Vec::new();
    let open = |p: &&NounPhrase| {
        sentence.words.contains(&p.head) && p.words.len() <= LONGEST && p.head.abs_diff(trigger) <= APART
    };
    for phrase in nouns[near].iter().filter(open) {
        tick(INSIDE);
        if phrase.head != trigger && phrase.words != (trigger..trigger + 1) {
            all.push(Candidate { words: phrase.words.clone(), head: phrase.head, form: Form::Whole });
        }
        if let Some(possessor) = phrase.possessor.clone().filter(|p| *p != phrase.words && !p.is_empty()) {
            all.push(Candidate { head: possessor.end - 1, words: possessor, form: Form::Possessor });
        }
        let inner = phrase.possessor.as_ref().map_or(phrase.words.start, |possessor| possessor.end);
        let inner = inner.max(phrase.head.saturating_sub(INSIDE));
        for word in (inner..phrase.head).filter(|&word| word != trigger) {
            if let Some(entity) = entities.at(&(word..word + 1)) {
                let mentions = &entities.all[entity].mentions;
                let at = mentions.partition_point(|(words, _)| words.end <= word);
                let mention = mentions[at..].iter().take(2).find(|(words, _)| words.end == word + 1);
                let words = mention.map_or(word..word + 1, |(words, _)| words.clone());
                if words != phrase.words && words.start >= phrase.words.start && words.end <= phrase.head {
                    all.push(Candidate { words, head: word, form: Form::Inner });
                    continue;
                }
            }
            let noun = matches!(document.upos(word), Upos::Noun | Upos::Propn);
            if noun && document.syntax.deprel[word] == Deprel::Compound {
                all.push(Candidate { words: word..word + 1, head: word, form: Form::Compound });
            }
        }
    }
    all.extend(clauses(document, trigger));
    all
}

/// The clauses that say what a trigger is about, without what opens them: "accused of *sending troops*", "a proposal to
/// *ban it*".
fn clauses(document: &Document, trigger: usize) -> impl Iterator<Item = Candidate> {
    let syntax = &document.syntax;
    let complement = |deprel| matches!(deprel, Deprel::Xcomp | Deprel::Ccomp | Deprel::Acl | Deprel::Advcl);
    let clause = move |head: usize| {
        let all = syntax.subtree(head);
        let opens = |word: &usize| {
            matches!(syntax.deprel[*word], Deprel::Mark | Deprel::Punct) || document.norm(*word) == "to"
        };
        let first = all.clone().find(|word| !opens(word))?;
        let last = (first..all.end).rfind(|&word| syntax.deprel[word] != Deprel::Punct)?;
        tick(last + 1 - all.start);
        let words = first..last + 1;
        (words.len() <= LONGEST && !words.contains(&trigger)).then_some(Candidate {
            words,
            head,
            form: Form::Clause,
        })
    };
    let verbs =
        syntax.dependents(trigger).take(INSIDE).filter(move |&child| complement(syntax.deprel[child]));
    verbs.filter_map(clause)
}

/// The way through the tree from a candidate to the trigger, as far as it is short.
fn way(document: &Document, from: usize, to: usize) -> u32 {
    const FAR: u32 = 1;
    let syntax = &document.syntax;
    let climb = |word| std::iter::successors(Some(word), |&word| syntax.head(word)).take(STEPS + 1);
    let above: Vec<usize> = climb(to).collect();
    let meeting =
        climb(from).enumerate().find_map(|(up, word)| Some((up, above.iter().position(|&w| w == word)?)));
    let Some((up, down)) = meeting.filter(|(up, down)| up + down <= STEPS) else { return FAR };
    let relation = |word: usize| syntax.deprel[word] as u32 + 1;
    let steps =
        climb(from).take(up).map(relation).chain([0]).chain(above[..down].iter().rev().map(|&w| relation(w)));
    steps.fold(0x811C_9DC5_u32, |hash, step| (hash ^ step).wrapping_mul(0x0100_0193))
}

/// What rules, taken alone, say of a trigger.
struct Rules {
    filled: Vec<Filler>,
    place: Option<Range<usize>>,
    /// A number for `group` of `group.name`.
    group: u32,
    subject: Option<usize>,
    object: Option<usize>,
    passive: bool,
}

/// Shows each candidate of a trigger with its clues.
pub(crate) fn each(
    document: &Document,
    catalog: &Catalog,
    words: &Words,
    entities: &Entities,
    times: &[TimeMention],
    trigger: &Trigger,
    mut show: impl FnMut(&Candidate, &[u32]),
) {
    let sentence = &document.tokens.sentences[trigger.sentence];
    let is_place = |words: &Range<usize>| {
        let next = times.partition_point(|t| t.words.end < words.end);
        let is_time = times.get(next).is_some_and(|t| t.words.contains(&(words.end - 1)));
        let kind = entities.at(words).map(|e| entities.all[e].kind);
        !is_time && matches!(kind, Some(EntityType::Place | EntityType::Facility))
    };
    let place = || arguments::place(document, &sentence.words, trigger.word, is_place);
    let name = &catalog.get(trigger.reading.type_number).name;
    let (syntax, verb) = (&document.syntax, trigger.word);
    let verbal = document.upos(verb) == Upos::Verb;
    let rules = Rules {
        filled: arguments::fill(document, &document.clause(sentence), trigger, entities),
        place: if super::takes_place(trigger) { place() } else { None },
        group: letters(name.split('.').next().unwrap_or_default().chars()),
        subject: if verbal { syntax.subject(verb) } else { None },
        object: if verbal { syntax.object(verb) } else { None },
        passive: verbal && syntax.is_passive(verb),
    };
    let mut found = Vec::new();
    for candidate in candidates(document, entities, sentence, trigger.word) {
        found.clear();
        clues(document, words, entities, trigger, &rules, &candidate, &mut found);
        show(&candidate, &found);
    }
}

/// The clues of which role a candidate has.
fn clues(
    document: &Document,
    words: &Words,
    entities: &Entities,
    trigger: &Trigger,
    rules: &Rules,
    candidate: &Candidate,
    out: &mut Vec<u32>,
) {
    let Candidate { words: phrase, head, form } = candidate;
    let (head, form) = (*head, *form as u32);
    let syntax = &document.syntax;
    let verb = trigger.word;
    let (event_type, group) = (u32::from(trigger.reading.type_number), rules.group);
    let (lemma, upos) = (words.lemma(verb), document.upos(verb) as u32);
    let (head_lemma, kind) = (words.lemma(head), words.kind(head));
    let known = match entities.at(phrase) {
        Some(entity) if entities.all[entity].named => 2,
        Some(_) => 1,
        None => 0,
    };
    let touches = |filler: &&Filler| filler.words.start < phrase.end && phrase.start < filler.words.end;
    let filler = rules.filled.iter().find(touches);
    let rule = filler.map_or(0, |filler| 1 + filler.role as u32);
    let exact = u32::from(filler.is_some_and(|filler| filler.words == *phrase));
    let way = way(document, head, verb);
    let mark = |word| syntax.dependent(word, &[Deprel::Mark]);
    let link = if candidate.form == Form::Clause { mark(head) } else { syntax.preposition(head) };
    let link = link.map_or(0, |link| words.norm(link));
    let side = u32::from(head < verb);
    let slot = match Some(head) {
        subject if subject == rules.subject => 1,
        object if object == rules.object => 2,
        _ => 0,
    };
    let passive = u32::from(rules.passive);
    let distance = match head.abs_diff(verb) {
        0..=1 => 0,
        2..=3 => 1,
        4..=6 => 2,
        7..=12 => 3,
        _ => 4,
    };
    let mut add = |kind: u8, parts: &[u32]| out.push(clue(kind, parts));
    add(150, &[]);
    add(151, &[rule, exact]);
    add(152, &[rule, event_type]);
    add(153, &[rule, way]);
    add(154, &[way]);
    add(155, &[way, upos, passive]);
    add(156, &[way, link]);
    add(157, &[way, group]);
    add(158, &[way, event_type]);
    add(159, &[way, lemma]);
    add(160, &[way, kind]);
    add(161, &[kind, event_type]);
    add(162, &[kind, group, link]);
    add(163, &[link, event_type]);
    add(164, &[link, lemma]);
    add(165, &[head_lemma, group]);
    add(166, &[head_lemma]);
    add(167, &[known, kind, form]);
    add(168, &[form, side, upos]);
    add(169, &[slot, passive, group]);
    add(170, &[slot, passive, lemma]);
    add(171, &[slot, event_type]);
    add(172, &[form, event_type]);
    add(173, &[form, kind, group]);
    add(174, &[head_lemma, event_type]);
    add(175, &[syntax.deprel[head] as u32]);
    add(176, &[document.upos(head) as u32, document.xpos(head) as u32]);
    add(177, &[distance, side, upos]);
    add(178, &[way, kind, event_type]);
    let placed =
        rules.place.as_ref().is_some_and(|place| place.start < phrase.end && phrase.start < place.end);
    add(179, &[u32::from(placed), kind]);
}
