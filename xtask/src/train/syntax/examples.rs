//! From treebank sentences to what the network learns from.

use std::collections::BTreeMap;

use dateline::syntax::rows::SentenceRows;
use dateline::syntax::{Deprel, Upos, Xpos};

use super::batch::{Example, Target};
use crate::train::layers::random::Random;
use crate::treebank::{Part, Recase, Sentence};

/// Classes rarer than this are not learnt.
const RARE: usize = 20;

/// Sentences in a hundred that are written otherwise (headlines, capitals), drawn anew in each epoch.
pub const RECASED: usize = 20;

/// The classes that are learnt, most frequent first.
pub struct Classes {
    pub tags: Vec<(Upos, Xpos)>,
    pub relations: Vec<Deprel>,
}

impl Classes {
    pub fn of(training: &[Part]) -> Self {
        let mut tags: BTreeMap<(Upos, Xpos), usize> = BTreeMap::new();
        let mut relations: BTreeMap<Deprel, usize> = BTreeMap::new();
        for sentence in training.iter().flat_map(|part| &part.sentences) {
            sentence.tags.iter().flatten().for_each(|&tag| *tags.entry(tag).or_default() += 1);
            sentence
                .deprels
                .iter()
                .flatten()
                .for_each(|&relation| *relations.entry(relation).or_default() += 1);
        }
        Self { tags: frequent(tags), relations: frequent(relations) }
    }

    /// The sentence, written so, to learn its tags and its tree; or, instead of these, what teachers say of it.
    pub fn example(&self, sentence: &Sentence, taught: Option<&[Target]>, recase: Recase) -> Example {
        let (text, tokens) = sentence.tokens(recase);
        let mut rows = SentenceRows::default();
        for (index, word) in tokens.words.iter().enumerate() {
            rows.push(word.span.of(&text), tokens.norm(index));
        }
        let words = sentence.words(recase);
        let targets = match taught {
            Some(taught) => renumbered(&words, taught),
            None => self.gold(sentence, recase, &words),
        };
        Example { rows, targets }
    }

    fn gold(&self, sentence: &Sentence, recase: Recase, words: &[usize]) -> Vec<Target> {
        let surely = |class: Option<usize>| class.map(|class| (class as u16, 1.0)).into_iter().collect();
        let one = |(index, (&word, head)): (usize, (&usize, u32))| {
            let head = if head as usize == index { 0 } else { head as u16 + 1 };
            Target {
                tags: surely(sentence.tags[word].and_then(|tag| self.tags.iter().position(|t| *t == tag))),
                heads: vec![(head, 1.0)],
                relations: surely(
                    sentence.deprels[word].and_then(|r| self.relations.iter().position(|x| *x == r)),
                ),
            }
        };
        words.iter().zip(sentence.heads(recase)).enumerate().map(one).collect()
    }
}

/// The targets of the words that are there; heads that are not are no choice.
fn renumbered(words: &[usize], taught: &[Target]) -> Vec<Target> {
    if words.len() == taught.len() {
        return taught.to_vec();
    }
    let mut number = vec![None; taught.len() + 1];
    number[0] = Some(0);
    for (new, &word) in words.iter().enumerate() {
        number[word + 1] = Some(new as u16 + 1);
    }
    let one = |&word: &usize| {
        let mut target = taught[word].clone();
        target.heads = target
            .heads
            .iter()
            .filter_map(|&(head, share)| number[usize::from(head)].map(|head| (head, share)))
            .collect();
        let sum: f32 = target.heads.iter().map(|h| h.1).sum();
        target.heads.iter_mut().for_each(|h| h.1 /= sum);
        target
    };
    words.iter().map(one).collect()
}

fn frequent<T: Ord + Copy>(counts: BTreeMap<T, usize>) -> Vec<T> {
    let mut classes: Vec<(usize, T)> =
        counts.into_iter().filter(|c| c.1 >= RARE).map(|(class, count)| (count, class)).collect();
    classes.sort_by_key(|&(count, class)| (usize::MAX - count, class));
    classes.into_iter().map(|(_, class)| class).collect()
}

/// How often sentences use each word, digits as "0".
pub fn count_words<'s>(sentences: impl Iterator<Item = &'s Sentence>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for sentence in sentences {
        let (_, tokens) = sentence.tokens(Recase::Keep);
        for word in 0..tokens.words.len() {
            let folded = tokens.norm(word).replace(|c: char| c.is_ascii_digit(), "0");
            *counts.entry(folded).or_default() += 1;
        }
    }
    counts
}

/// How the next sentence is written.
pub fn recase(random: &mut Random) -> Recase {
    if random.below(100) >= RECASED {
        return Recase::Keep;
    }
    match random.below(12) {
        0..=2 => Recase::Title,
        3..=6 => Recase::Headline,
        7 => Recase::Terse,
        8 | 9 => Recase::Upper,
        _ => Recase::Lower,
    }
}
