//! Sentences and words as Universal Dependencies counts them, each with its place in the text.

mod atoms;
#[doc(hidden)]
pub mod breaks;
mod clitics;
mod hyphens;
mod lists;
mod scan;
#[doc(hidden)]
pub mod sentences;
mod web;

use std::ops::Range;

pub(crate) use hyphens::is_prefix;
use scan::Scanner;

use crate::Span;
use crate::article::{Article, ZoneKind};
use crate::work::tick;

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
    /// The word in lower case, with curly quotes and apostrophes (the back-tick of "don`t" too) made
    /// straight, and soft hyphens and characters without width left out: for
    /// look-ups only, never for offsets.
    pub fn norm(&self, word: usize) -> &str {
        tick(1);
        let start = if word == 0 { 0 } else { self.norm_ends[word - 1] as usize };
        &self.norms[start..self.norm_ends[word] as usize]
    }

    fn push(&mut self, text: &str, word: Word) {
        tick(word.span.len() as usize);
        for c in word.span.of(text).chars() {
            match c {
                _ if c.is_ascii() && c != '`' => self.norms.push(c.to_ascii_lowercase()),
                '‘' | '’' | 'ʼ' | '´' | '`' | '＇' => self.norms.push('\''),
                '“' | '”' | '„' => self.norms.push('"'),
                '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => {}
                _ => self.norms.extend(c.to_lowercase()),
            }
        }
        self.norm_ends.push(self.norms.len() as u32);
        self.words.push(word);
    }
}

/// Splits the zones of an article into sentences and words.
///
/// Every character that is not white space lies in exactly one word, and every word in exactly one sentence.
pub fn tokenize(text: &str, article: &Article) -> Tokens {
    let mut tokens = Tokens::default();
    let mut scanner = Scanner::new(text);
    for zone in &article.zones {
        let first = tokens.words.len();
        scanner.start_zone();
        let zone_text = zone.span.of(text);
        let mut at = zone.span.start as usize;
        let zone_end = at + zone_text.len();
        while at < zone_end {
            let rest = &text[at..zone_end];
            let start = at + (rest.len() - rest.trim_start().len());
            let rest = &text[start..zone_end];
            let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
            if start < end {
                scanner.read(start, end, text[end..zone_end].trim_start(), &mut tokens);
            }
            at = end;
        }
        let words = first..tokens.words.len();
        let mut found = Vec::new();
        sentences::split(text, &tokens, words, |words| found.push(words));
        for words in found {
            let span = tokens.words[words.start].span.to(tokens.words[words.end - 1].span);
            tokens.sentences.push(Sentence { span, words, zone: zone.kind, paragraph: zone.paragraph });
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
#[cfg(test)]
mod tests;
