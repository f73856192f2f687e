//! Clues: what a word, its tree and its company tell, as numbers that a [model](super::model) has weights for.
//!
//! A clue is a hash of 24 bits over its kind and what it is made of (Weinberger et al. 2009). Words enter by hashes of
//! their own, made once for a text.

use crate::article::ZoneKind;
use crate::document::Document;
use crate::entities::Entities;
use crate::report::EntityType;
use crate::syntax::{Deprel, Upos};
use crate::tokens::Sentence;
use crate::work::tick;

/// A change of the clues makes models that were trained before it useless; they say which clues they know.
pub const VERSION: u8 = 1;

/// How many dependents of a word are looked at.
const DEPENDENTS: usize = 10;

/// How many words on either side make up the company of a word.
const COMPANY: usize = 6;

/// Stands for a word that is not there.
const NONE: u32 = 0;

/// The hash of a clue: its kind and its parts.
pub fn clue(kind: u8, parts: &[u32]) -> u32 {
    let mut hash = 0x811C_9DC5_u32 ^ u32::from(kind).wrapping_mul(0x9E37_79B1);
    for &part in parts {
        hash = (hash ^ part).wrapping_mul(0x0100_0193);
        hash ^= hash >> 15;
    }
    hash = hash.wrapping_mul(0x85EB_CA6B);
    (hash ^ hash >> 13) & 0xFF_FFFF
}

/// The hash of some letters, in lower case (FNV-1a).
pub fn letters(text: impl Iterator<Item = char>) -> u32 {
    let lower = text.flat_map(char::to_lowercase);
    lower.fold(0x811C_9DC5_u32, |hash, c| (hash ^ c as u32).wrapping_mul(0x0100_0193))
}

/// The words of a text by their hashes.
#[derive(Debug, Clone, Default)]
pub struct Words {
    lemmas: Vec<u32>,
    norms: Vec<u32>,
    /// What each noun is the name of.
    kinds: Vec<u8>,
}

impl Words {
    /// The words of a text.
    pub fn new(document: &Document, entities: &Entities) -> Self {
        let all = 0..document.tokens.words.len();
        tick(4 * all.len());
        Self {
            lemmas: all.clone().map(|w| letters(document.lemma(w).chars())).collect(),
            norms: all.clone().map(|w| letters(document.norm(w).chars())).collect(),
            kinds: all.map(|w| kind_of(document, entities, w)).collect(),
        }
    }

    pub fn lemma(&self, word: usize) -> u32 {
        self.lemmas[word]
    }

    pub fn norm(&self, word: usize) -> u32 {
        self.norms[word]
    }

    pub fn kind(&self, word: usize) -> u32 {
        u32::from(self.kinds[word])
    }
}

/// Whether a word can tell an event at all.
pub fn may_tell(document: &Document, word: usize) -> bool {
    matches!(document.upos(word), Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj)
        && document.form(word).contains(char::is_alphabetic)
}

/// What a noun is: a kind of entity, a pronoun, something else.
fn kind_of(document: &Document, entities: &Entities, noun: usize) -> u8 {
    if !matches!(document.upos(noun), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj) {
        return 0;
    }
    let phrase = document.phrases.at(noun).map(|at| &document.phrases.nouns[at]);
    let whole = phrase.filter(|p| p.head == noun).and_then(|p| entities.at(&p.words));
    match whole.or_else(|| entities.at(&(noun..noun + 1))) {
        Some(entity) => match entities.all[entity].kind {
            EntityType::Person => 1,
            EntityType::Organization => 2,
            EntityType::Place => 3,
            EntityType::People => 4,
            EntityType::Weapon => 5,
            EntityType::Vehicle => 6,
            EntityType::Product => 7,
            EntityType::Law => 8,
            EntityType::Facility => 9,
            EntityType::Other => 10,
        },
        None if document.upos(noun) == Upos::Pron => 11,
        None => 0,
    }
}

fn last(word: &str, count: usize) -> u32 {
    letters(word.chars().skip(word.chars().count().saturating_sub(count)))
}

/// The clues of whether a word tells an event, and of which type, but for what the catalog knows.
pub(crate) fn of_word(
    document: &Document,
    words: &Words,
    sentence: &Sentence,
    word: usize,
    out: &mut Vec<u32>,
) {
    let syntax = &document.syntax;
    tick(DEPENDENTS + 2 * COMPANY);
    let lemma = words.lemma(word);
    let upos = document.upos(word) as u32;
    let xpos = document.xpos(word) as u32;
    let relation = syntax.deprel[word] as u32;
    let mut add = |kind: u8, parts: &[u32]| out.push(clue(kind, parts));
    add(0, &[]);
    add(1, &[lemma, upos]);
    add(2, &[lemma]);
    let text = document.lemma(word);
    add(3, &[last(text, 3), upos]);
    add(4, &[last(text, 4)]);
    add(5, &[letters(text.chars().take(5))]);
    add(6, &[words.norm(word)]);
    let inside = &sentence.words;
    let before = if word > inside.start { words.lemma(word - 1) } else { NONE };
    let after = if word + 1 < inside.end { words.lemma(word + 1) } else { NONE };
    add(7, &[before, upos]);
    add(8, &[after, upos]);
    add(9, &[before, lemma]);
    add(10, &[lemma, after]);
    add(11, &[relation, upos]);
    add(12, &[xpos, relation]);
    if let Some(head) = syntax.head(word) {
        add(13, &[words.lemma(head), relation]);
        add(14, &[lemma, words.lemma(head)]);
        add(15, &[relation, syntax.deprel[head] as u32, upos]);
    }
    let mut determiner = NONE;
    for child in syntax.dependents(word).take(DEPENDENTS) {
        let relation = syntax.deprel[child] as u32;
        match syntax.deprel[child] {
            Deprel::Punct => continue,
            Deprel::Det => determiner = words.norm(child),
            _ => {}
        }
        add(16, &[relation, upos]);
        add(17, &[relation, words.lemma(child)]);
        add(18, &[lemma, relation]);
        add(19, &[lemma, relation, words.lemma(child)]);
        if matches!(document.upos(child), Upos::Noun | Upos::Propn | Upos::Pron) {
            let kind = words.kind(child);
            add(20, &[relation, kind, upos]);
            add(21, &[lemma, relation, kind]);
            if let Some(link) = syntax.preposition(child).map(|link| words.norm(link)) {
                add(22, &[link, kind, upos]);
                add(23, &[lemma, link]);
                add(24, &[lemma, link, kind]);
            }
        }
    }
    add(25, &[determiner, xpos]);
    if document.upos(word) == Upos::Verb {
        if let Some(subject) = syntax.subject(word) {
            add(26, &[words.kind(subject)]);
            add(27, &[words.lemma(subject)]);
        }
        if let Some(object) = syntax.object(word) {
            add(28, &[words.kind(object)]);
            add(29, &[words.lemma(object)]);
            add(30, &[lemma, words.lemma(object)]);
        }
    }
    let around = inside.start.max(word.saturating_sub(COMPANY))..inside.end.min(word + COMPANY + 1);
    for other in around.filter(|&w| w != word && may_tell(document, w)) {
        add(31, &[words.lemma(other)]);
    }
    add(32, &[u32::from(sentence.zone == ZoneKind::Headline), upos]);
    if let Some(phrase) = document.phrases.at(word) {
        let head = document.phrases.nouns[phrase].head;
        add(33, &[if head == word { NONE } else { words.lemma(head) }]);
    }
}
