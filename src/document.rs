//! A text with all that the first rooms made of it; what the later rooms read.

use std::ops::Range;

use crate::Span;
use crate::article::{self, Article, ZoneKind};
use crate::syntax::{self, Clause, Phrases, Syntax, Upos, Xpos};
use crate::tokens::{self, Sentence, Tokens};
use crate::work::tick;

/// A text, its zones, words, tags and phrases. Words are numbered through the whole text.
#[derive(Debug)]
pub struct Document<'t> {
    pub text: &'t str,
    pub article: Article,
    pub tokens: Tokens,
    pub syntax: Syntax,
    pub phrases: Phrases,
}

impl<'t> Document<'t> {
    /// A text with its headline as it stands: zones, words, trees.
    pub fn of_text(text: &'t str) -> Self {
        let article = article::read(text, false);
        let tokens = tokens::tokenize(text, &article);
        Self::parse(text, article, tokens)
    }

    /// Tags and parses the words of a text.
    pub fn parse(text: &'t str, article: Article, tokens: Tokens) -> Self {
        let syntax = syntax::analyze(text, &tokens);
        let phrases = syntax::noun_phrases(&tokens, &syntax);
        Self { text, article, tokens, syntax, phrases }
    }

    /// The word as it stands.
    pub fn form(&self, word: usize) -> &'t str {
        self.span(word).of(self.text)
    }

    /// Where the word stands.
    pub fn span(&self, word: usize) -> Span {
        tick(1);
        self.tokens.words[word].span
    }

    /// From the first to the last of some words.
    pub fn span_of(&self, words: &Range<usize>) -> Span {
        // Who asks goes on to read them.
        tick(words.len());
        match words.is_empty() {
            true => Span::default(),
            false => self.span(words.start).to(self.span(words.end - 1)),
        }
    }

    /// The word for look-ups; see [`Tokens::norm`].
    pub fn norm(&self, word: usize) -> &str {
        self.tokens.norm(word)
    }

    /// Some words for look-ups, with a blank between.
    pub fn norms(&self, words: &Range<usize>) -> String {
        let mut norms = String::new();
        for word in words.clone() {
            if !norms.is_empty() {
                norms.push(' ');
            }
            norms.push_str(self.norm(word));
        }
        norms
    }

    /// The lemma of the word; see [`Syntax::lemma`].
    pub fn lemma(&self, word: usize) -> &str {
        self.syntax.lemma(word)
    }

    /// The universal part of speech of the word.
    pub fn upos(&self, word: usize) -> Upos {
        tick(1);
        self.syntax.upos[word]
    }

    /// The English tag of the word.
    pub fn xpos(&self, word: usize) -> Xpos {
        tick(1);
        self.syntax.xpos[word]
    }

    /// One sentence, to look for what goes with its verbs and nouns.
    pub fn clause<'a>(&'a self, sentence: &'a Sentence) -> Clause<'a> {
        Clause { tokens: &self.tokens, syntax: &self.syntax, phrases: &self.phrases, sentence }
    }

    /// Sentences that may tell events, with their numbers; boilerplate is none.
    pub fn telling_sentences(&self) -> impl Iterator<Item = (usize, &Sentence)> {
        let telling =
            |zone| !matches!(zone, ZoneKind::Boilerplate(_) | ZoneKind::Published | ZoneKind::Dateline);
        self.tokens.sentences.iter().enumerate().filter(move |(_, s)| telling(s.zone))
    }

    /// The number of the first sentence of the body that may tell something; 0 where there is none.
    pub(crate) fn lead(&self) -> usize {
        let mut telling = self.telling_sentences();
        telling.find(|(_, sentence)| sentence.zone == ZoneKind::Body).map_or(0, |(number, _)| number)
    }
}
