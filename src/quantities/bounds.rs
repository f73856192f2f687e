//! Words that bound or soften a number: "at least 12", "some 40", "60 or more", "3,000-odd".

use super::lexicon::{Bound, Term, bound_after, bound_before};
use super::numbers::Reader;
use crate::syntax::{Deprel, Upos};

/// No phrase of the lists has more words.
const LONGEST: usize = 5;

/// The bound before a number that begins at `at`, and where it begins. `free`: words from there on are not of another
/// quantity.
pub(super) fn before(reader: &Reader, at: usize, free: usize, duration: bool) -> Option<(Bound, usize)> {
    let document = reader.document;
    for length in (1..=LONGEST).rev() {
        let Some(start) = at.checked_sub(length).filter(|&start| start >= free) else { continue };
        let phrase = document.norms(&(start..at));
        let Some(bound) = bound_before(&phrase) else { continue };
        if length == 1 && !counts(reader, start, at, duration) {
            return None;
        }
        // "*never* fell below 33"
        let no = |word: usize| matches!(document.norm(word), "never" | "not" | "n't" | "nor");
        let below = length == 1 && matches!(phrase.as_str(), "below" | "under");
        let denied = below && (start.saturating_sub(4).max(reader.start)..start).any(no);
        return Some((if denied { Bound::Least } else { bound }, start));
    }
    None
}

/// Whether a word alone is a bound in its place.
fn counts(reader: &Reader, word: usize, number: usize, duration: bool) -> bool {
    let document = reader.document;
    let case = document.syntax.deprel[word] == Deprel::Case;
    match document.norm(word) {
        // "turned over two men", "rose above"
        "over" | "about" | "around" | "under" | "above" | "below" | "near" | "beyond"
            if document.syntax.deprel[word] == Deprel::CompoundPrt =>
        {
            false
        }
        // "spread over three years"
        "over" => !(duration && case && document.syntax.head(word).is_some_and(|head| head > number)),
        // "talked about two men", "walked around two houses"
        "about" | "around" => {
            let verb = word.checked_sub(1).filter(|_| case).map(|w| (document.upos(w), document.lemma(w)));
            !matches!(
                verb,
                Some((
                    Upos::Verb,
                    "talk"
                        | "speak"
                        | "know"
                        | "ask"
                        | "think"
                        | "write"
                        | "complain"
                        | "hear"
                        | "worry"
                        | "learn"
                )) | Some((Upos::Noun, "question" | "story" | "report" | "talk" | "information" | "concern"))
            )
        }
        // "beyond 2 doors", "near two villages"
        "near" | "beyond" | "towards" => !case,
        _ => true,
    }
}

/// The bound after a number that ends before `at`, and where it ends.
pub(super) fn after(reader: &Reader, at: usize) -> Option<(Bound, usize)> {
    let document = reader.document;
    for length in (1..=3).rev() {
        let end = at + length;
        if end > reader.end {
            continue;
        }
        let Some(bound) = bound_after(&document.norms(&(at..end))) else { continue };
        // "five plus two", "5 - some"
        let sum = document.norm(end - 1) == "plus"
            && reader.term(end).is_some_and(|term| !matches!(term, Term::Scale(_)) || length == 1);
        // "the two at least agree": said of the clause
        let clause = document.norm(at) == "at" && !matches!(reader.norm(end), "" | "." | "," | ";" | ")");
        // "more than 5 and less than 10", "and up to 110 km/h"
        let goes_on = matches!(reader.norm(end), "than" | "to");
        // "a salary of 35 million plus benefits"
        let plus = document.norm(end - 1) == "plus"
            && length == 1
            && end < reader.end
            && matches!(document.upos(end), Upos::Noun | Upos::Adj | Upos::Det | Upos::Pron | Upos::Propn);
        if sum || clause || goes_on || plus {
            return None;
        }
        return Some((bound, end));
    }
    None
}
