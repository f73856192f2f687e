//! Who says what: quotations with their speakers, and reported speech.

mod quotes;

use std::ops::Range;

use crate::document::Document;
use crate::entities::Entities;
use crate::report::{Stance, StatementKind};
use crate::syntax::{Clause, Upos, Xpos};
use crate::tokens::Sentence;

include!(concat!(env!("OUT_DIR"), "/reporting.rs"));

/// Something said or thought, with who says so.
#[derive(Debug, Clone)]
pub struct Said {
    /// Entity number.
    pub speaker: Option<usize>,
    /// The verb of saying, or "according".
    pub cue: Option<usize>,
    /// Word ranges, without quotation marks.
    pub content: Vec<Range<usize>>,
    pub kind: StatementKind,
    pub stance: Stance,
    /// The statement that this one is inside.
    pub parent: Option<usize>,
}

impl Said {
    fn width(&self) -> usize {
        self.content.iter().map(Range::len).sum()
    }

    /// From its first to its last word.
    fn hull(&self) -> Range<usize> {
        let start = self.content.iter().map(|r| r.start).min().unwrap_or(0);
        start..self.content.iter().map(|r| r.end).max().unwrap_or(start)
    }
}

/// All statements of a text, in order, and which of them each word is inside.
#[derive(Debug, Clone, Default)]
pub struct Statements {
    pub all: Vec<Said>,
    /// For each word, one more than the innermost statement that it is in; 0: the article's own words.
    innermost: Vec<u32>,
}

impl Statements {
    /// The innermost statement that a word is in.
    pub fn at(&self, word: usize) -> Option<usize> {
        (self.innermost.get(word).copied().unwrap_or(0) as usize).checked_sub(1)
    }
}

/// The stance of a verb of saying, and whether it needs a quotation beside it.
fn reporting(lemma: &str) -> Option<(Stance, bool)> {
    VERBS.binary_search_by(|(verb, _)| (*verb).cmp(lemma)).ok().map(|at| VERBS[at].1)
}

/// Finds what is said, and by whom; speakers that are not known yet are noted in `entities`.
pub fn find(document: &Document, entities: &mut Entities) -> Statements {
    let quotes = quotes::find(document);
    let mut said: Vec<Said> = Vec::new();
    let mut quoted = vec![false; document.tokens.words.len()];
    for quote in &quotes {
        quoted[quote.words.clone()].fill(true);
    }
    for (_, sentence) in document.telling_sentences() {
        reported(document, sentence, &quoted, entities, &mut said);
    }
    quotes::attribute(document, &quotes, entities, &mut said);
    said.sort_by_key(|s| (s.hull().start, usize::MAX - s.width(), s.cue));
    let mut innermost = vec![0u32; document.tokens.words.len()];
    // Wider ones first, so that narrower ones come to lie on top of what they are inside of.
    let mut order: Vec<usize> = (0..said.len()).collect();
    order.sort_by_key(|&s| (usize::MAX - said[s].width(), s));
    for &number in &order {
        let first = said[number].content.first().map(|r| r.start);
        let parent = first.and_then(|w| (innermost[w] as usize).checked_sub(1));
        said[number].parent = parent;
        for range in said[number].content.clone() {
            innermost[range].fill(number as u32 + 1);
        }
    }
    Statements { all: said, innermost }
}

/// Reported speech in one sentence: "X said that …", "…, said X", "according to X", "X denied doing …".
fn reported(
    document: &Document,
    sentence: &Sentence,
    quoted: &[bool],
    entities: &mut Entities,
    said: &mut Vec<Said>,
) {
    let clause = document.clause(sentence);
    let words = sentence.words.clone();
    for word in words.clone() {
        if quoted[word] {
            continue;
        }
        if document.norm(word) == "according" && word + 2 < words.end && document.norm(word + 1) == "to" {
            according_to(document, sentence, word, entities, said);
            continue;
        }
        if document.upos(word) != Upos::Verb {
            continue;
        }
        let Some((stance, quoting)) = reporting(document.lemma(word)) else { continue };
        if quoting {
            continue;
        }
        let Some((content, speaker)) = reported_clause(document, &clause, word, stance) else { continue };
        let speaker =
            speaker.map(|phrase| entities.at_or_new(document, &document.phrases.nouns[phrase].words.clone()));
        let quote_inside = content.clone().any(|w| quoted[w]);
        let kind = if quote_inside { StatementKind::Mixed } else { StatementKind::Indirect };
        said.push(Said { speaker, cue: Some(word), content: vec![content], kind, stance, parent: None });
    }
}

fn according_to(
    document: &Document,
    sentence: &Sentence,
    word: usize,
    entities: &mut Entities,
    said: &mut Vec<Said>,
) {
    let words = &sentence.words;
    let Some(phrase) = document.phrases.at(word + 2) else { return };
    let source = document.phrases.nouns[phrase].words.clone();
    let comma = |from: usize| (from..words.end).find(|&w| document.norm(w) == ",");
    let content = if word <= words.start + 1 {
        match comma(source.end) {
            Some(comma) => comma + 1..words.end,
            None => return,
        }
    } else {
        let end = if document.norm(word - 1) == "," { word - 1 } else { word };
        words.start..end
    };
    if content.is_empty() {
        return;
    }
    let speaker = Some(entities.at_or_new(document, &source));
    said.push(Said {
        speaker,
        cue: Some(word),
        content: vec![content],
        kind: StatementKind::Indirect,
        stance: Stance::Says,
        parent: None,
    });
}

/// What a verb of saying reports and the noun phrase that says it, or nothing where it reports no clause.
fn reported_clause(
    document: &Document,
    clause: &Clause,
    verb: usize,
    stance: Stance,
) -> Option<(Range<usize>, Option<usize>)> {
    let words = clause.sentence.words.clone();
    let slots = clause.of_verb(verb);
    let passive = clause.is_passive(verb);
    let speaker = if passive { slots.subject } else { slots.subject.or(None) };
    let finite = |w: usize| matches!(document.xpos(w), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    // "…, Nakatani said." / "…, said a spokesman."
    let left_edge = {
        let mut edge = clause.group_start(verb);
        if let Some(phrase) = slots.subject.filter(|_| !passive) {
            edge = edge.min(document.phrases.nouns[phrase].words.start.max(words.start));
        }
        edge
    };
    let ends_sentence = |from: usize| {
        (from..words.end).take(8).all(|w| !finite(w) && document.norm(w) != "that") && words.end - from <= 12
    };
    if left_edge > words.start + 3 && document.norm(left_edge - 1) == "," && !passive {
        let inverted = slots.object.filter(|_| left_edge == clause.group_start(verb));
        let end = inverted.map_or(verb + 1, |p| document.phrases.nouns[p].words.end);
        if ends_sentence(end) && (words.start..left_edge).any(finite) {
            let opening = (words.start..left_edge - 1).find(|&w| document.upos(w) != Upos::Punct)?;
            return Some((opening..left_edge - 1, inverted.or(speaker)));
        }
    }
    // "denied deploying troops", "accused X of sending soldiers"
    let after = verb + 1;
    if matches!(stance, Stance::Denies | Stance::Claims) {
        let end = (after..words.end)
            .find(|&w| document.norm(w) == "," || is_final(document, w))
            .unwrap_or(words.end);
        let of = (after..end).find(|&w| matches!(document.norm(w), "of" | "that" | "having"));
        let start = of.map_or(after, |w| w + 1);
        return (start < end && (speaker.is_some() || !passive)).then_some((start..end, speaker));
    }
    // "said that …", "told reporters that …", "said the missile was fired"
    let that = (after..words.end.min(after + 8))
        .find(|&w| document.norm(w) == "that" && document.xpos(w) == Xpos::In);
    let start = match that {
        Some(that) => that + 1,
        None => {
            let next = (after..words.end).next()?;
            let opens = document.phrases.at(next).is_some() || document.norm(next) == "there";
            let verb_after = (next..words.end.min(next + 20))
                .take_while(|&w| !matches!(document.norm(w), "," | ";" | "."))
                .any(finite);
            if !opens || !verb_after {
                return None;
            }
            next
        }
    };
    let end =
        (start..words.end).rev().find(|&w| document.upos(w) != Upos::Punct).map_or(words.end, |w| w + 1);
    (start < end).then_some((start..end, speaker))
}

fn is_final(document: &Document, word: usize) -> bool {
    matches!(document.norm(word), "." | "!" | "?" | ";")
}
