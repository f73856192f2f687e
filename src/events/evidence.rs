//! What the catalog has of each word, as [clues](super::clues) for the [model](super::model).

use rustc_hash::FxHashMap;

use super::clues::{Words, clue, may_tell};
use super::triggers::{Readings, Trigger};
use crate::document::Document;
use crate::syntax::Upos;
use crate::work::tick;

/// How many dependents of a word are looked at.
const DEPENDENTS: usize = 8;

/// What the catalog, taken alone, tells of a text.
pub(crate) struct Evidence<'d, 'c> {
    document: &'d Document<'d>,
    words: &'d Words,
    readings: Readings<'d, 'c>,
    /// For each word the type that the catalog has of it, and one beside.
    told: FxHashMap<usize, Vec<u16>>,
    /// How many words tell each type.
    count: FxHashMap<u16, usize>,
    /// The types that each lemma tells somewhere, with the words that tell it.
    of_lemma: FxHashMap<u32, FxHashMap<u16, usize>>,
    types: Vec<u16>,
}

/// What speaks for a word.
#[derive(Debug, Clone, Default)]
pub struct Spoken {
    pub clues: Vec<u32>,
    /// What speaks for one type: its number, the kind of evidence.
    pub tied: Vec<(u16, u8)>,
}

impl<'d, 'c> Evidence<'d, 'c> {
    pub(crate) fn new(
        document: &'d Document<'d>,
        words: &'d Words,
        readings: Readings<'d, 'c>,
        triggers: &[Trigger],
    ) -> Self {
        let mut told: FxHashMap<usize, Vec<u16>> = FxHashMap::default();
        let mut count: FxHashMap<u16, usize> = FxHashMap::default();
        let mut of_lemma: FxHashMap<u32, FxHashMap<u16, usize>> = FxHashMap::default();
        for trigger in triggers {
            let event_type = trigger.reading.type_number;
            told.entry(trigger.word).or_default().push(event_type);
            *count.entry(event_type).or_default() += 1;
            *of_lemma.entry(words.lemma(trigger.word)).or_default().entry(event_type).or_default() += 1;
        }
        let mut types: Vec<u16> = count.keys().copied().collect();
        types.sort_unstable();
        Self { document, words, readings, told, count, of_lemma, types }
    }

    /// What the catalog alone says that a word tells.
    pub(crate) fn told(&self, word: usize) -> &[u16] {
        self.told.get(&word).map_or(&[], Vec::as_slice)
    }

    /// What speaks for a word of a sentence.
    pub(crate) fn of(&self, sentence: usize, word: usize) -> Spoken {
        let document = self.document;
        let syntax = &document.syntax;
        let mut spoken = Spoken::default();
        let upos = document.upos(word) as u32;
        let relation = syntax.deprel[word] as u32;
        let class = match document.upos(word) {
            Upos::Verb => 0,
            Upos::Noun => 1,
            Upos::Adj => 2,
            _ => 3,
        };
        let found = self.readings.of(sentence, word);
        let told = self.told(word);
        let Spoken { clues, tied } = &mut spoken;
        let mut add = |kind: u8, parts: &[u32]| clues.push(clue(kind, parts));
        if let Some(&best) = told.first() {
            add(100, &[u32::from(best)]);
            add(101, &[upos, relation]);
            add(102, &[upos]);
            add(103, &[self.words.lemma(word)]);
        } else if !found.holds.is_empty() {
            add(104, &[upos]);
        } else if !found.fails.is_empty() {
            add(105, &[upos]);
        } else if !found.other.is_empty() {
            add(106, &[upos]);
        } else {
            add(107, &[upos]);
        }
        for (rank, &event_type) in told.iter().enumerate() {
            tied.push((event_type, class + if rank == 0 { 0 } else { 4 }));
        }
        for &(event_type, conditions) in &found.holds {
            tied.push((event_type, 8 + class));
            if conditions > 0 {
                tied.push((event_type, 12 + class));
            }
        }
        for &event_type in &found.fails {
            tied.push((event_type, 16 + class));
            add(108, &[u32::from(event_type)]);
        }
        for &event_type in &found.other {
            tied.push((event_type, 20 + class));
            add(109, &[u32::from(event_type)]);
        }
        let of_head = syntax.head(word).map_or(&[][..], |head| self.told(head));
        let children = || syntax.dependents(word).take(DEPENDENTS);
        let same = self.of_lemma.get(&self.words.lemma(word));
        tick(self.types.len());
        for &event_type in &self.types {
            let own = usize::from(told.contains(&event_type));
            let elsewhere = self.count[&event_type] - own;
            if elsewhere > 0 {
                tied.push((event_type, 24 + class));
            }
            if elsewhere > 2 {
                tied.push((event_type, 28 + class));
            }
            if same.and_then(|types| types.get(&event_type)).is_some_and(|&count| count > own) {
                tied.push((event_type, 32 + class));
            }
            if of_head.contains(&event_type) {
                tied.push((event_type, 36 + class));
            }
            if children().any(|child| self.told(child).contains(&event_type)) {
                tied.push((event_type, 40 + class));
            }
        }
        if let Some(&event_type) = of_head.first() {
            add(110, &[u32::from(event_type), relation]);
        }
        for child in children() {
            if let Some(&event_type) = self.told(child).first() {
                add(111, &[u32::from(event_type), syntax.deprel[child] as u32]);
            }
        }
        spoken
    }

    /// The words that may tell an event, with their sentences, in order.
    pub(crate) fn open(&self) -> impl Iterator<Item = (usize, usize)> + use<'d, 'c> {
        let document = self.document;
        document.telling_sentences().flat_map(move |(number, sentence)| {
            sentence.words.clone().filter(|&w| may_tell(document, w)).map(move |word| (number, word))
        })
    }
}
