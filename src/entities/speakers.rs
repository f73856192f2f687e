//! Who "I", "we" and "you" are: in quotations whoever speaks, outside of them the author, and in interviews those who ask
//! and answer by turns.

use rustc_hash::FxHashMap;

use super::Entities;
use super::chains::Chains;
use super::mentions::{Mention, Pronoun};
use crate::document::Document;
use crate::order;
use crate::report::{EntityType, MentionKind, StatementKind};
use crate::statements::Statements;
use crate::syntax::Upos;
use crate::work::tick;

/// Fewer questions make no interview.
const QUESTIONS: usize = 3;

/// One paragraph of so many asks, at least, in an interview.
const SHARE: usize = 6;

/// Joins those who speak outside of quotations with themselves.
pub(super) fn join(document: &Document, mentions: &[Mention], chains: &mut Chains) {
    let turns = Turns::read(document);
    // The author or who is asked, and the authors together; who asks.
    let (mut asked, mut authors, mut asking) = (None, None, None);
    if turns.interview {
        asked = guest(mentions, chains, &turns);
    }
    // Whoever reads or listens, in one paragraph: "you never know until you try".
    let mut anybody: Option<usize> = None;
    for (number, mention) in mentions.iter().enumerate() {
        let Some(pronoun) = mention.pronoun() else { continue };
        if pronoun == Pronoun::You && (mention.quoted || !(turns.interview && turns.asks(mention.paragraph)))
        {
            let same = |&before: &usize| {
                mentions[before].paragraph == mention.paragraph && mentions[before].quoted == mention.quoted
            };
            if let Some(before) = anybody.filter(same) {
                chains.join(before, number);
            }
            anybody = Some(number);
        }
        if mention.quoted {
            continue;
        }
        let asks = turns.interview && turns.asks(mention.paragraph);
        let who = match pronoun {
            Pronoun::I if asks => &mut asking,
            Pronoun::You if asks => &mut asked,
            Pronoun::I => &mut asked,
            Pronoun::We if !asks => &mut authors,
            _ => continue,
        };
        match *who {
            Some(before) => chains.join(before, number),
            None => *who = Some(number),
        }
    }
}

/// Who is asked: the person in the headline, or the one before the first question who is named most.
fn guest(mentions: &[Mention], chains: &mut Chains, turns: &Turns) -> Option<usize> {
    let before = mentions.iter().enumerate().take_while(|(_, m)| m.headline || m.paragraph < turns.first);
    let mut people: Vec<(bool, u32, usize)> = Vec::new();
    for (number, mention) in before {
        if mention.name().is_some() && mention.kind == Some(EntityType::Person) {
            people.push((mention.headline, chains.chain(number).size, number));
        }
    }
    people
        .into_iter()
        .max_by_key(|&(headline, size, number)| (headline, size, usize::MAX - number))
        .map(|p| p.2)
}

/// Which paragraphs ask.
struct Turns {
    asks: Vec<bool>,
    interview: bool,
    /// The first paragraph that asks.
    first: u32,
}

impl Turns {
    fn read(document: &Document) -> Self {
        let count = document.tokens.sentences.iter().map(|s| s.paragraph as usize + 1).max().unwrap_or(0);
        let (mut question, mut you, mut me) = (vec![false; count], vec![false; count], vec![false; count]);
        for sentence in &document.tokens.sentences {
            let paragraph = sentence.paragraph as usize;
            question[paragraph] = sentence.words.clone().rev().take(2).any(|w| document.norm(w) == "?");
            for word in sentence.words.clone().filter(|&w| document.upos(w) == Upos::Pron) {
                you[paragraph] |= matches!(document.norm(word), "you" | "your");
                me[paragraph] |= matches!(document.norm(word), "i" | "my" | "me");
            }
        }
        let questions = (0..count).filter(|&p| question[p]).count();
        let personal = (0..count).any(|p| question[p] && you[p]);
        let asks: Vec<bool> = (0..count).map(|p| question[p] || you[p] && !me[p]).collect();
        let first = question.iter().position(|&q| q).unwrap_or(0) as u32;
        Self { interview: personal && questions >= QUESTIONS && questions * SHARE >= count, asks, first }
    }

    fn asks(&self, paragraph: u32) -> bool {
        self.asks.get(paragraph as usize).copied().unwrap_or(false)
    }
}

impl Entities {
    /// "He said": the pronoun is who spoke before, whoever else it was taken for. Takes effect when speakers are bound.
    pub(crate) fn retell(&mut self, pronoun: usize, entity: usize) {
        if self.at(&(pronoun..pronoun + 1)) != Some(entity) {
            self.retold.push((pronoun, entity));
        }
    }

    fn move_retold(&mut self) {
        let retold = std::mem::take(&mut self.retold);
        if retold.is_empty() {
            return;
        }
        let new: FxHashMap<usize, usize> = retold.iter().copied().collect();
        for (number, entity) in self.all.iter_mut().enumerate() {
            tick(entity.mentions.len());
            entity.mentions.retain(|(words, kind)| {
                let pronoun = words.len() == 1 && *kind == MentionKind::Pronoun;
                new.get(&words.start).filter(|_| pronoun).is_none_or(|&to| to == number)
            });
        }
        for (pronoun, entity) in retold {
            self.ends_at[pronoun] = entity as u32 + 1;
            self.all[entity].mentions.push((pronoun..pronoun + 1, MentionKind::Pronoun));
        }
    }
}

/// "I" and "we" in quotations are who speaks.
pub(crate) fn bind(document: &Document, entities: &mut Entities, statements: &Statements) {
    entities.move_retold();
    for word in 0..document.tokens.words.len() {
        if document.upos(word) != Upos::Pron || !is_first_person(document.norm(word)) {
            continue;
        }
        if !entities.is_quoted(word)
            || entities.at(&(word..word + 1)).is_some()
            || document.form(word) == "US"
        {
            continue;
        }
        // What somebody says in a quotation that he thinks is still in his words.
        let around = std::iter::successors(statements.at(word), |&s| {
            tick(1);
            statements.all[s].parent
        });
        let quotation =
            around.map(|s| &statements.all[s]).take(4).find(|said| said.kind != StatementKind::Indirect);
        if let Some(speaker) = quotation.and_then(|said| said.speaker) {
            entities.mention(speaker, word..word + 1, MentionKind::Pronoun);
        }
    }
    for entity in &mut entities.all {
        order::sort_by_key(&mut entity.mentions, |(words, _)| [words.start, words.end, 0]);
    }
}

/// "I", "our"
pub(crate) fn is_first_person(norm: &str) -> bool {
    matches!(norm, "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves")
}
