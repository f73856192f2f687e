//! Sentences as the network takes them in, and what it shall give.

use dateline::syntax::rows::{AFFIXES, SentenceRows};

use super::lexicon::Lexicon;
use crate::train::layers::random::Random;

/// What the network shall say of a word: classes with their shares, which add up to 1; empty where nobody knows.
#[derive(Debug, Clone, Default)]
pub struct Target {
    pub tags: Vec<(u16, f32)>,
    /// 0 is the root; others are one more than the head's number in the sentence.
    pub heads: Vec<(u16, f32)>,
    /// Of the arc to the first of `heads`.
    pub relations: Vec<(u16, f32)>,
}

impl Target {
    /// The head that relations are of.
    pub fn head(&self) -> u32 {
        self.heads.first().map_or(0, |h| u32::from(h.0))
    }
}

/// A sentence to learn from.
#[derive(Debug, Clone, Default)]
pub struct Example {
    pub rows: SentenceRows,
    pub targets: Vec<Target>,
}

/// Sentences one after the other.
#[derive(Debug, Default)]
pub struct Batch<'e> {
    /// First word and number of words of each.
    pub sentences: Vec<(usize, usize)>,
    pub own: Vec<u32>,
    pub codes: Vec<u8>,
    pub affixes: Vec<[u32; AFFIXES.len()]>,
    pub ngrams: Vec<u32>,
    pub ngrams_of: Vec<(u32, u32)>,
    pub targets: Vec<&'e Target>,
}

/// How often a known word is taken for an unknown one while learning.
const FORGET: f32 = 0.12;

impl<'e> Batch<'e> {
    /// With random numbers, some words lose their own row or their vector.
    pub fn new<'a>(
        examples: impl Iterator<Item = (&'a SentenceRows, &'e [Target])>,
        lexicon: &Lexicon,
        mut random: Option<&mut Random>,
    ) -> Self {
        let mut batch = Self::default();
        for (rows, targets) in examples {
            batch.sentences.push((batch.own.len(), rows.words.len()));
            let first = batch.ngrams.len() as u32;
            batch.ngrams.extend(&rows.ngrams);
            for word in &rows.words {
                let mut forget = |share: f32| random.as_mut().is_some_and(|r| r.unit() < share);
                let entry = lexicon.find(word.key);
                let known = entry.filter(|_| !forget(FORGET));
                batch.own.push(known.map_or(0, |entry| lexicon.own[entry]));
                match entry.filter(|_| !forget(FORGET / 2.0)) {
                    Some(entry) => batch.codes.extend(lexicon.codes_of(entry)),
                    None => batch.codes.extend(std::iter::repeat_n(0, lexicon.pieces)),
                }
                batch.affixes.push(word.affixes);
                batch.ngrams_of.push((first + word.ngrams.0, first + word.ngrams.1));
            }
            batch.targets.extend(targets);
        }
        batch
    }

    pub fn words(&self) -> usize {
        self.own.len()
    }

    /// The head of every word in its targets.
    pub fn heads(&self) -> Vec<u32> {
        self.targets.iter().map(|target| target.head()).collect()
    }
}
