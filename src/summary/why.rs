//! For what reason and in which way.

use std::ops::Range;

use super::what;
use crate::document::Document;
use crate::syntax::{Deprel, TIME_HEADS, Xpos};

/// An answer that is longer says too much.
const MOST_WORDS: usize = 30;

/// What the text gives as the reason or the aim of what a word tells: "because of the drought", "to protest the law".
pub(super) fn why(document: &Document, trigger: usize) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let reason = clause(document, trigger, |word, link| match document.norm(link) {
        "because" | "due" | "owing" => true,
        // "protested over the law", "sued over the name"; not "over the weekend"
        "over" => syntax.deprel[word] == Deprel::Obl && !is_time(document, word),
        _ => false,
    });
    let aim = || {
        clause(document, trigger, |word, link| {
            syntax.deprel[word] == Deprel::Advcl
                && document.xpos(word) == Xpos::Vb
                && document.xpos(link) == Xpos::To
        })
    };
    reason.or_else(aim)
}

/// The way in which something was done: "by blocking the road", "using drones".
pub(super) fn how(document: &Document, trigger: usize) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let by = clause(document, trigger, |word, link| {
        syntax.deprel[word] == Deprel::Advcl
            && document.xpos(word) == Xpos::Vbg
            && matches!(document.norm(link), "by" | "through")
    });
    let using = || {
        let uses = |&word: &usize| syntax.deprel[word] == Deprel::Advcl && document.norm(word) == "using";
        syntax.dependents(trigger).find(uses).and_then(|word| bounded(document, word))
    };
    by.or_else(using)
}

/// What hangs on `trigger` by a preposition or conjunction that `is` so.
fn clause(document: &Document, trigger: usize, is: impl Fn(usize, usize) -> bool) -> Option<Range<usize>> {
    let syntax = &document.syntax;
    let found = syntax.dependents(trigger).filter(|&word| word > trigger).find(|&word| {
        matches!(syntax.deprel[word], Deprel::Advcl | Deprel::Obl | Deprel::Nmod)
            && syntax.dependent(word, &[Deprel::Mark, Deprel::Case]).is_some_and(|link| is(word, link))
    });
    bounded(document, found?)
}

fn bounded(document: &Document, word: usize) -> Option<Range<usize>> {
    let words = what::trimmed(document, document.syntax.subtree(word));
    (words.len() <= MOST_WORDS).then_some(words)
}

fn is_time(document: &Document, word: usize) -> bool {
    TIME_HEADS.binary_search(&document.lemma(word).to_lowercase().as_str()).is_ok()
}
