//! Quotations: where they are, and whose.

use std::ops::Range;

use super::reported::Link;
use super::{By, Draft};
use crate::document::Document;
use crate::report::{Stance, StatementKind};
use crate::syntax::Upos;
use crate::work::tick;

/// Words between quotation marks.
#[derive(Debug, Clone)]
pub(crate) struct Quote {
    /// Without the marks.
    pub(crate) words: Range<usize>,
    paragraph: u32,
    /// Opens where the quotation of the paragraph before was left open.
    continues: bool,
}

/// Shorter ones are words held at arm's length ("lofted trajectory"), not statements of their own.
const SHORTEST: usize = 5;

/// Finds the quotations; marks are paired within a paragraph, and one left open ends with it.
pub(crate) fn find(document: &Document) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let mut open: Option<usize> = None;
    let mut left_open = false;
    let mut paragraph = None;
    let mut end_of_paragraph = 0;
    for sentence in &document.tokens.sentences {
        if paragraph != Some(sentence.paragraph) {
            left_open = open.is_some();
            close(&mut quotes, &mut open, end_of_paragraph, paragraph);
            paragraph = Some(sentence.paragraph);
        }
        for word in sentence.words.clone() {
            let opening = match document.form(word) {
                "“" | "„" | "``" | "«" => true,
                "”" | "''" | "»" => false,
                "\"" => open.is_none(),
                // British single quotes; the closing one is also an apostrophe, so only as a word of its own.
                "‘" => open.is_none(),
                "’" if open.is_some_and(|start| document.form(start - 1) == "‘") => false,
                _ => continue,
            };
            if opening {
                close(&mut quotes, &mut open, word, paragraph);
                open = Some(word + 1);
            } else {
                close(&mut quotes, &mut open, word, paragraph);
            }
            if left_open && opening {
                left_open = false;
                if let Some(start) = open {
                    quotes.push(Quote {
                        words: start..start,
                        paragraph: sentence.paragraph,
                        continues: true,
                    });
                }
            }
        }
        end_of_paragraph = sentence.words.end;
    }
    close(&mut quotes, &mut open, end_of_paragraph, paragraph);
    quotes.retain(|q| !q.words.is_empty());
    quotes
}

fn close(quotes: &mut Vec<Quote>, open: &mut Option<usize>, end: usize, paragraph: Option<u32>) {
    let (Some(start), Some(paragraph)) = (open.take(), paragraph) else { return };
    if start >= end {
        return;
    }
    match quotes.last_mut() {
        Some(last) if last.continues && last.words.start == start => last.words.end = end,
        _ => quotes.push(Quote { words: start..end, paragraph, continues: false }),
    }
}

/// Makes a statement of each quotation, with its cue; the pieces of one that the cue splits are one statement.
pub(super) fn attribute(document: &Document, quotes: &[Quote], links: &[Link], drafts: &mut Vec<Draft>) {
    let mut sentence_of = vec![0u32; document.tokens.words.len()];
    for (number, sentence) in document.tokens.sentences.iter().enumerate() {
        sentence_of[sentence.words.clone()].fill(number as u32);
    }
    let cues = cues(quotes, links);
    // Reported speech is in the order of the text, as quotations are: each is looked at once.
    let reported = drafts.len();
    let mut at = 0;
    // The end of the last quotation that has a cue after it, and its cue.
    let mut split: Option<(usize, usize)> = None;
    for (number, quote) in quotes.iter().enumerate() {
        let first = &document.tokens.sentences[sentence_of[quote.words.start] as usize];
        let found = cues[number].map(|link| &links[link]);
        // "We came," he said. "We saw.": the quotation goes on after its cue.
        if let Some((cue, draft)) = split
            && quote.words.start > cue
            && quote.words.start - cue <= GAP
            && drafts[draft].paragraph == quote.paragraph
            && (sentence_of[cue] as usize + 1 == sentence_of[quote.words.start] as usize
                && first.words.start + 1 == quote.words.start
                || sentence_of[cue] == sentence_of[quote.words.start]
                    && document.norm(quote.words.start.saturating_sub(2)) == ",")
            && found.is_none_or(|link| drafts[draft].cue == Some(link.cue))
        {
            drafts[draft].content.push(quote.words.clone());
            split = Some((quote.words.end, draft));
            continue;
        }
        split = None;
        if quote.words.len() < SHORTEST && !ends_with_comma(document, quote) {
            continue;
        }
        while at < reported && drafts[at].hull().end < quote.words.start {
            at += 1;
        }
        // Reported speech already found holds it: "said the missile was "a threat to all of us""
        let said = quote.words.clone().rev().find(|&w| document.upos(w) != Upos::Punct);
        let bare = quote.words.start..said.map_or(quote.words.end, |w| w + 1);
        let mixed = drafts[at..reported.min(at + 6)].iter().any(|d| d.holds(&bare));
        if mixed {
            continue;
        }
        let opens = opens_paragraph(document, quote, sentence_of[quote.words.start]);
        let (by, cue, stance) = match found {
            Some(link) => (By::Named(link.speaker.clone()), Some(link.cue), link.stance),
            None if quote.words.len() < SHORTEST => continue,
            None if quote.continues || opens => (By::GoesOn(2), None, Stance::Says),
            None => (By::GoesOn(0), None, Stance::Says),
        };
        if let Some(cue) = cue.filter(|&cue| cue > quote.words.start) {
            split = Some((cue, drafts.len()));
        }
        drafts.push(Draft {
            cue,
            content: vec![quote.words.clone()],
            kind: StatementKind::Direct,
            stance,
            attitude: false,
            by,
            paragraph: quote.paragraph,
        });
    }
}

/// For each quotation the link of a cue to its words, the first if there are several.
fn cues(quotes: &[Quote], links: &[Link]) -> Vec<Option<usize>> {
    let mut cues = vec![None; quotes.len()];
    for (number, link) in links.iter().enumerate() {
        let mut quote = quotes.partition_point(|q| q.words.end <= link.first);
        while quotes.get(quote).is_some_and(|q| q.words.start <= link.last) {
            tick(1);
            cues[quote].get_or_insert(number);
            quote += 1;
        }
    }
    cues
}

/// Words between the cue and where the quotation goes on: ", the minister told a news conference in Tokyo. "…".
const GAP: usize = 30;

/// "Thank you," she said: short, but said as it stands.
fn ends_with_comma(document: &Document, quote: &Quote) -> bool {
    matches!(document.norm(quote.words.end - 1), "," | "!" | "?")
}

fn opens_paragraph(document: &Document, quote: &Quote, sentence: u32) -> bool {
    let sentence = sentence as usize;
    let first_of_paragraph = sentence == 0
        || document.tokens.sentences[sentence - 1].paragraph != document.tokens.sentences[sentence].paragraph;
    first_of_paragraph && document.tokens.sentences[sentence].words.start + 1 == quote.words.start
}
