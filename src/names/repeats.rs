//! What the whole text tells of its names: the same words are the same kind of name throughout, and a name that the
//! recogniser saw once is found where it overlooked it: repeated, as a surname ("Nakatani" after "Gen Nakatani"), as the
//! acronym that stands in brackets behind the long form ("Joint Chiefs of Staff (JCS)"), in the headline.
//!
//! One sense per discourse: Gale, Church and Yarowsky 1992; a second pass over the document for names: Mikheev, Moens and
//! Grover, "Named entity recognition without gazetteers", 1999.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::article::ZoneKind;
use crate::document::Document;
use crate::order;
use crate::syntax::Upos;
use crate::syntax::recognizer::{NameKind, Recognized};

/// How often the words of a name were seen as each kind; what stands in prose counts more than what stands in a
/// headline, where capitals say little.
#[derive(Debug, Default, Clone)]
struct Votes {
    kinds: [u32; NameKind::ALL.len()],
    /// Where the words stand first.
    first: Range<usize>,
}

const PROSE: u32 = 3;
const HEADLINE: u32 = 1;
/// A part of a person's name: any other sight of the word counts more.
const PART: u32 = 1;
/// How many times as often the kind must have been seen as the one that stands.
const MAJORITY: u32 = 3;
/// Names that begin with the same word; more are in lists only.
const SAME_START: usize = 8;

/// Makes kinds agree and adds what was overlooked; `names` is in the order of the text, without overlap, before and after.
pub(super) fn complete(document: &Document, names: &mut Vec<Recognized>) {
    let mut votes = count(document, names);
    for name in names.iter_mut() {
        if let Some(votes) = votes.get(&document.norms(&name.words)) {
            name.kind = votes.kind_instead_of(name.kind);
        }
    }
    add_short_forms(document, names, &mut votes);
    add_overlooked(document, names, &votes);
}

fn count(document: &Document, names: &[Recognized]) -> FxHashMap<String, Votes> {
    let mut votes: FxHashMap<String, Votes> = FxHashMap::default();
    for name in names {
        let seen = votes.entry(document.norms(&name.words)).or_default();
        if seen.first.is_empty() {
            seen.first = name.words.clone();
        }
        let weight = if is_prose(document, name.words.start) { PROSE } else { HEADLINE };
        seen.kinds[name.kind as usize] += weight;
    }
    votes
}

fn is_prose(document: &Document, word: usize) -> bool {
    let sentence = document.tokens.sentences.partition_point(|s| s.words.end <= word);
    document.tokens.sentences.get(sentence).is_some_and(|s| s.zone == ZoneKind::Body)
}

impl Votes {
    fn kind(&self) -> NameKind {
        let best = (0..self.kinds.len()).rev().max_by_key(|&kind| self.kinds[kind]);
        NameKind::ALL[best.unwrap_or_default()]
    }

    fn kind_instead_of(&self, kind: NameKind) -> NameKind {
        let best = self.kind();
        let more = self.kinds[best as usize] >= MAJORITY * self.kinds[kind as usize];
        if more { best } else { kind }
    }
}

/// Surnames of people who are named in full, and acronyms in brackets.
fn add_short_forms(document: &Document, names: &[Recognized], votes: &mut FxHashMap<String, Votes>) {
    let mut add = |words: Range<usize>, kind: NameKind| {
        let form = document.form(words.start);
        if form.chars().filter(|c| c.is_alphabetic()).count() > 1 {
            let votes = votes.entry(document.norm(words.start).to_string()).or_default();
            if votes.first.is_empty() {
                votes.first = words;
                votes.kinds[kind as usize] += PART;
            }
        }
    };
    for name in names {
        let last = name.words.end - 1;
        match name.kind {
            NameKind::Person if name.words.len() > 1 => {
                add(last..name.words.end, name.kind);
            }
            NameKind::Organization if name.words.len() > 1 => {
                if let Some(acronym) = acronym_after(document, last) {
                    add(acronym..acronym + 1, name.kind);
                }
            }
            _ => {}
        }
    }
}

/// The word "JCS" of "Joint Chiefs of Staff (JCS)", by its last word.
pub(crate) fn acronym_after(document: &Document, last: usize) -> Option<usize> {
    let (open, word, close) = (last + 1, last + 2, last + 3);
    if close >= document.tokens.words.len() || document.norm(open) != "(" || document.norm(close) != ")" {
        return None;
    }
    let form = document.form(word);
    let capitals = form.len() > 1 && form.bytes().all(|b| b.is_ascii_uppercase() || b == b'.' || b == b'&');
    capitals.then_some(word)
}

fn add_overlooked(document: &Document, names: &mut Vec<Recognized>, votes: &FxHashMap<String, Votes>) {
    // By the first word; the longest first.
    let mut starts: FxHashMap<&str, Vec<&Votes>> = FxHashMap::default();
    let mut known: Vec<&Votes> = votes.values().collect();
    order::sort_by_key(&mut known, |v| [v.first.start, v.first.end, 0]);
    for votes in known {
        let same = starts.entry(document.norm(votes.first.start)).or_default();
        if same.len() < SAME_START {
            same.push(votes);
        }
    }
    let mut all = Vec::with_capacity(names.len());
    let mut found = std::mem::take(names).into_iter().peekable();
    for sentence in &document.tokens.sentences {
        let prose = sentence.zone == ZoneKind::Body;
        let mut word = sentence.words.start;
        while word < sentence.words.end {
            if let Some(name) = found.next_if(|name| name.words.start <= word) {
                word = name.words.end.max(word + 1);
                all.push(name);
                continue;
            }
            let limit =
                found.peek().map_or(sentence.words.end, |name| name.words.start.min(sentence.words.end));
            let fits = |votes: &&&Votes| {
                let end = word + votes.first.len();
                end <= limit
                    && is_the_same(document, word..end, votes, prose)
                    && stands_alone(document, word..end, limit)
            };
            let same = starts.get(document.norm(word)).into_iter().flatten();
            match same.filter(fits).max_by_key(|votes| votes.first.len()) {
                Some(votes) => {
                    let words = word..word + votes.first.len();
                    word = words.end;
                    all.push(Recognized { words, kind: votes.kind() });
                }
                None => word += 1,
            }
        }
    }
    all.extend(found);
    *names = all;
}

/// Whether words are those of a name: as they are written there; in a headline whatever their capitals are, but with some.
fn is_the_same(document: &Document, words: Range<usize>, votes: &Votes, prose: bool) -> bool {
    words.zip(votes.first.clone()).all(|(word, known)| match prose {
        true => document.form(word) == document.form(known),
        false => {
            document.norm(word) == document.norm(known)
                && (!document.form(known).starts_with(char::is_uppercase)
                    || document.form(word).starts_with(char::is_uppercase))
        }
    })
}

/// Whether a name can end and begin here: tagged as one, and no part of a longer one ("Nakatani Foundation").
fn stands_alone(document: &Document, words: Range<usize>, limit: usize) -> bool {
    let is_name = |word: usize| document.upos(word) == Upos::Propn;
    let sentence_start = words.start == 0 || !is_name(words.start - 1);
    words.clone().any(is_name) && sentence_start && (words.end >= limit || !is_name(words.end))
}
