//! What is looked up once for each mention before mentions are compared.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use super::super::Mention;
use super::Merger;
use crate::document::Document;
use crate::entities::tells_event_apart;
use crate::report::{EntityType, Role};
use crate::synonyms;
use crate::syntax::{Deprel, Upos, Xpos};
use crate::work::tick;

/// So many content words of a sentence are looked at.
const WORDS: usize = 48;

/// How a noun is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Article {
    /// No noun.
    Verb,
    /// "the attack", "Monday's attack"
    Definite,
    /// "this attack"
    Pointing,
    /// "their attack"
    Owned,
    /// "an attack"
    Indefinite,
    /// "attack", "attacks"
    Bare,
}

/// What a mention is like.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) lemma: String,
    /// What others mean too: "earthquake" of "quake".
    pub(super) meaning: Option<&'static str>,
    pub(super) article: Article,
    pub(super) plural: bool,
    /// "another", "second", "previous", "the first since"
    pub(super) other: bool,
    /// "had attacked"
    pub(super) past_perfect: bool,
    /// Numbers among those who take part: "12" of "killed 12 people".
    pub(super) numbers: Vec<u32>,
    /// Content words of those who take part.
    pub(super) bag: Vec<u32>,
    /// Content words of the sentence.
    pub(super) company: Vec<(u32, f32)>,
    pub(super) paragraph: u32,
    /// Persons, and others with a name, that the sentence speaks of.
    pub(super) people: Vec<u32>,
    pub(super) things: Vec<u32>,
    /// How many mentions of the type the text has, and how many names take part in them.
    pub(super) of_type: usize,
    /// Words that a noun is told by: "nuclear" of "a nuclear test"; names among them.
    pub(super) modifiers: Vec<u32>,
    pub(super) name_modifiers: Vec<u32>,
    /// How many mentions of the type the same verb tells.
    pub(super) of_verb: usize,
    pub(super) names_of_type: usize,
    /// Whether somebody with a name takes part.
    pub(super) named: bool,
}

pub(super) fn of_mentions(merger: &Merger, mentions: &[Mention]) -> Vec<Facts> {
    let document = merger.document;
    let mut sentences: FxHashMap<u32, u32> = FxHashMap::default();
    let mut count = 0_u32;
    for (_, sentence) in document.telling_sentences() {
        count += 1;
        for word in content(document, sentence.words.clone()) {
            *sentences.entry(word).or_default() += 1;
        }
    }
    let weight = |word: u32| {
        let told = sentences.get(&word).copied().unwrap_or(1).max(1);
        ((count + 1) as f32 / told as f32).ln().max(0.01)
    };
    let mut of_type: BTreeMap<u16, (usize, Vec<usize>)> = BTreeMap::new();
    let mut of_verb: FxHashMap<(u16, u32), usize> = FxHashMap::default();
    let participants = |mention: &Mention| -> Vec<usize> {
        let core = mention.arguments.iter().filter(|a| matches!(a.role, Role::Target | Role::Object));
        core.map(|a| a.entity).filter(|&e| merger.entities.all[e].named).collect()
    };
    for mention in mentions {
        let (count, names) = of_type.entry(mention.event_type).or_default();
        *count += 1;
        if document.upos(mention.trigger) == Upos::Verb {
            *of_verb.entry((mention.event_type, hash(document.lemma(mention.trigger)))).or_default() += 1;
        }
        names.extend(participants(mention));
    }
    for (_, names) in of_type.values_mut() {
        names.sort_unstable();
        names.dedup();
    }
    let mut of_sentence: BTreeMap<usize, (Vec<u32>, Vec<u32>)> =
        mentions.iter().map(|mention| (mention.sentence, Default::default())).collect();
    for (number, entity) in merger.entities.all.iter().enumerate() {
        for (words, _) in &entity.mentions {
            let sentence = document.tokens.sentences.partition_point(|s| s.words.end <= words.start);
            let Some((people, things)) = of_sentence.get_mut(&sentence) else { continue };
            match entity.kind {
                EntityType::Person => people.push(number as u32),
                _ if entity.named => things.push(number as u32),
                _ => {}
            }
        }
    }
    for (people, things) in of_sentence.values_mut() {
        people.sort_unstable();
        people.dedup();
        things.sort_unstable();
        things.dedup();
    }
    mentions
        .iter()
        .map(|mention| {
            let (of_type, names_of_type) =
                of_type.get(&mention.event_type).map_or((1, 0), |(n, names)| (*n, names.len()));
            let sentence = &document.tokens.sentences[mention.sentence];
            let own = hash(document.lemma(mention.trigger));
            let company = content(document, sentence.words.clone());
            let mut bag = Vec::new();
            let mut numbers = Vec::new();
            for argument in &mention.arguments {
                bag.extend(content(document, argument.words.clone()));
                numbers.extend(
                    argument
                        .words
                        .clone()
                        .filter(|&w| {
                            document.upos(w) == Upos::Num && document.syntax.deprel[w] == Deprel::Nummod
                        })
                        .map(|w| hash(document.norm(w))),
                );
            }
            bag.sort_unstable();
            bag.dedup();
            let lemma = document.lemma(mention.trigger).to_lowercase();
            Facts {
                meaning: synonyms::first_of(&lemma),
                lemma,
                article: article(document, mention.trigger),
                plural: document.xpos(mention.trigger) == Xpos::Nns,
                other: is_other(document, mention.trigger),
                past_perfect: is_past_perfect(document, mention.trigger),
                numbers,
                bag,
                company: company.into_iter().filter(|w| *w != own).map(|w| (w, weight(w))).collect(),
                paragraph: sentence.paragraph,
                people: of_sentence[&mention.sentence].0.clone(),
                things: of_sentence[&mention.sentence].1.clone(),
                of_type,
                modifiers: modifiers(document, mention.trigger, false),
                name_modifiers: modifiers(document, mention.trigger, true),
                of_verb: of_verb.get(&(mention.event_type, own)).copied().unwrap_or(0),
                names_of_type,
                named: !participants(mention).is_empty(),
            }
        })
        .collect()
}

fn hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    word.hash(&mut hasher);
    hasher.finish() as u32
}

/// The content words among some, each once, sorted.
fn content(document: &Document, words: Range<usize>) -> Vec<u32> {
    let content = |&word: &usize| {
        matches!(document.upos(word), Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num)
    };
    let mut found: Vec<u32> =
        words.filter(content).take(WORDS).map(|word| hash(&document.lemma(word).to_lowercase())).collect();
    found.sort_unstable();
    found.dedup();
    tick(found.len());
    found
}

fn article(document: &Document, word: usize) -> Article {
    if !matches!(document.upos(word), Upos::Noun | Upos::Propn) {
        return Article::Verb;
    }
    let syntax = &document.syntax;
    if let Some(det) = syntax.dependent(word, &[Deprel::Det]) {
        return match document.norm(det) {
            "the" => Article::Definite,
            "this" | "that" | "these" | "those" => Article::Pointing,
            _ => Article::Indefinite,
        };
    }
    match syntax.dependent(word, &[Deprel::NmodPoss]) {
        Some(owner) if document.upos(owner) == Upos::Pron => Article::Owned,
        Some(_) => Article::Definite,
        None => Article::Bare,
    }
}

/// Whether its modifiers tell an event from those before: "another attack", "had previously attacked".
fn is_other(document: &Document, word: usize) -> bool {
    document.syntax.dependents(word).any(|child| tells_event_apart(document.norm(child)))
}

fn is_past_perfect(document: &Document, word: usize) -> bool {
    document.xpos(word) == Xpos::Vbn
        && document.syntax.dependents(word).any(|child| document.norm(child) == "had")
}

fn modifiers(document: &Document, word: usize, names: bool) -> Vec<u32> {
    if !matches!(document.upos(word), Upos::Noun | Upos::Propn) {
        return Vec::new();
    }
    use Deprel::{Amod, Compound, Nmod, NmodDesc, NmodPoss, Nummod};
    let mut found: Vec<u32> = Vec::new();
    for child in document.syntax.dependents(word) {
        if matches!(document.syntax.deprel[child], Amod | Compound | NmodPoss | Nmod | NmodDesc | Nummod) {
            let extent = document.syntax.subtree(child);
            let end = extent.end.min(extent.start + 6);
            found.extend(
                (extent.start..end)
                    .filter(|&w| match names {
                        true => document.upos(w) == Upos::Propn,
                        false => matches!(document.upos(w), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num),
                    })
                    .map(|w| hash(&document.lemma(w).to_lowercase())),
            );
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
