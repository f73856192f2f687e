//! Sentences and words as Universal Dependencies counts them, each with its place in the text.

use std::ops::Range;

use crate::Span;
use crate::article::{Article, ZoneKind};

/// A syntactic word in the sense of Universal Dependencies: "don't" is two words in one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The word's own letters.
    pub span: Span,
    /// Number of the surface token that it belongs to, from 0; words of one multi-word token share it.
    pub token: u32,
    /// White space follows (or the text ends).
    pub space_after: bool,
}

/// A sentence: a run of words within one zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    /// Indices into [`Tokens::words`].
    pub words: Range<usize>,
    pub zone: ZoneKind,
    /// The paragraph of its zone.
    pub paragraph: u32,
}

/// All words and sentences of a text, in order.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    pub words: Vec<Word>,
    pub sentences: Vec<Sentence>,
    /// Normalised forms of all words, one after the other.
    norms: String,
    /// Where the norm of each word ends in `norms`.
    norm_ends: Vec<u32>,
}

impl Tokens {
    /// The word in lower case, with curly quotes and apostrophes made straight and soft hyphens left out: for
    /// look-ups only, never for offsets.
    pub fn norm(&self, word: usize) -> &str {
        let start = if word == 0 { 0 } else { self.norm_ends[word - 1] as usize };
        &self.norms[start..self.norm_ends[word] as usize]
    }

    fn push(&mut self, text: &str, word: Word) {
        for c in word.span.of(text).chars() {
            self.norms.extend(c.to_lowercase());
        }
        self.norm_ends.push(self.norms.len() as u32);
        self.words.push(word);
    }
}

/// Splits the zones of an article into sentences and words.
pub fn tokenize(text: &str, article: &Article) -> Tokens {
    let mut tokens = Tokens::default();
    let mut number = 0;
    for zone in &article.zones {
        let first = tokens.words.len();
        let mut at = zone.span.start;
        for piece in zone.span.of(text).split_inclusive(char::is_whitespace) {
            let form = piece.trim_end();
            if !form.is_empty() {
                let span = Span::new(at, at + form.len() as u32);
                tokens.push(text, Word { span, token: number, space_after: true });
                number += 1;
            }
            at += piece.len() as u32;
        }
        let words = first..tokens.words.len();
        if !words.is_empty() {
            tokens.sentences.push(Sentence {
                span: zone.span,
                words,
                zone: zone.kind,
                paragraph: zone.paragraph,
            });
        }
    }
    tokens
}

/// Tokens of sentences that are already split, such as those of a treebank; all as running text.
pub fn from_words(text: &str, sentences: &[Vec<Word>]) -> Tokens {
    let mut tokens = Tokens::default();
    for words in sentences {
        let start = tokens.words.len();
        words.iter().for_each(|&word| tokens.push(text, word));
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            let span = first.span.to(last.span);
            let words = start..tokens.words.len();
            tokens.sentences.push(Sentence { span, words, zone: ZoneKind::Body, paragraph: 0 });
        }
    }
    tokens
}
