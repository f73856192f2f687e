//! Where sentences end: what marks, line breaks and abbreviations say, and where they leave it open, the model of
//! [`super::breaks`].

use std::ops::Range;

use super::breaks::{self, Look};
use super::lists::{self, Abbreviation, abbreviation, has};
use super::{Tokens, Word};
use crate::work::tick;

/// Cuts the words of one zone into sentences.
pub fn split(text: &str, tokens: &Tokens, zone: Range<usize>, mut found: impl FnMut(Range<usize>)) {
    let words = &tokens.words[..zone.end];
    let looks: Vec<Look> = zone.clone().map(|word| Look::new(text, tokens, word)).collect();
    let mut first = zone.start;
    for next in zone.start + 1..zone.end {
        let ends = match gap(text, words, first, next) {
            Gap::Decided(ends) => ends,
            Gap::Open { rule } => breaks::ends(&looks, first - zone.start, next - zone.start, rule),
        };
        if ends {
            found(first..next);
            first = next;
        }
    }
    if first < zone.end {
        found(first..zone.end);
    }
}

/// What can be said of the gap before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// A sentence ends here or can't end here.
    Decided(bool),
    /// What the rules say; the model has the last word.
    Open { rule: bool },
}

/// Looks at the gap before the word `next` in a sentence that began at `first`.
pub fn gap(text: &str, words: &[Word], first: usize, next: usize) -> Gap {
    if words[next].token == words[next - 1].token {
        return Gap::Decided(false);
    }
    let here = words[next].span.of(text);
    let space = &text[words[next - 1].span.end as usize..words[next].span.start as usize];
    if space.contains('\n') && ends_at_line(text, words, next, space) {
        return Gap::Decided(true);
    }
    // Without white space only a capital begins anew ("end.Next"): quotes and footnotes belong to what they close.
    if space.is_empty() && !here.starts_with(char::is_uppercase) {
        return Gap::Decided(false);
    }
    let last = words[next - 1].span.of(text);
    if is_footnote(text, words, next) || is_title(last) || is_office(text, words, first, next - 1) {
        return Gap::Decided(false);
    }
    let rule = ends(text, words, first, next);
    // "in the U.S. The talks": the model has seen the abbreviation in the midst of sentences only.
    let anew = rule
        && last.starts_with(char::is_alphanumeric)
        && last.ends_with('.')
        && here.len() > 1
        && has(lists::STARTERS, here);
    if space.is_empty() || anew { Gap::Decided(rule) } else { Gap::Open { rule } }
}

/// Whether by the marks alone a sentence that began at `first` ends before the word `next`.
fn ends(text: &str, words: &[Word], first: usize, next: usize) -> bool {
    let here = words[next].span.of(text);
    // Back over quotes and brackets that close, and footnotes: "in 1971. [1]".
    let mut last = next - 1;
    while last > first + 2 && next - last < 9 && is_footnote(text, words, last - 2) {
        last -= 3;
    }
    while last > first && next - last < 6 && closes(words[last].span.of(text)) && !words[last - 1].space_after
    {
        last -= 1;
    }
    let end = words[last].span.of(text);
    let quoted = last < next - 1;
    let lower = here.starts_with(char::is_lowercase);
    let mark = end.chars().next_back();
    match mark {
        Some('?' | '!') => !lower && !is_mark(here),
        Some('.') if end.len() == 1 => {
            // "1. Open the door"
            let list = last == first + 1 && words[first].span.of(text).bytes().all(|b| b.is_ascii_digit());
            !(lower || list || is_mark(here))
        }
        Some('.') if end.starts_with("..") => !lower && !is_mark(here),
        Some('…') => !lower && !is_mark(here),
        Some('.') => {
            let form = &end[..end.len() - 1];
            match abbreviation(form) {
                Some(Abbreviation::Title | Abbreviation::Inner | Abbreviation::Number) => false,
                _ if form.chars().count() == 1 => false,
                _ => {
                    (has(lists::STARTERS, here) && here.starts_with(char::is_uppercase)) || (quoted && !lower)
                }
            }
        }
        _ => false,
    }
}

/// A line break inside a zone ends a sentence before a list item and after a short line.
fn ends_at_line(text: &str, words: &[Word], next: usize, space: &str) -> bool {
    let here = words[next].span.of(text);
    let blank = space.bytes().filter(|&b| b == b'\n').count() > 1;
    let bullet = matches!(here, "-" | "*" | "•" | "·" | "–" | "—" | "o" | "+" | "►" | "▪")
        || (here.bytes().all(|b| b.is_ascii_digit())
            && words.get(next + 1).is_some_and(|w| matches!(w.span.of(text), "." | ")")));
    let from = text[..words[next - 1].span.end as usize].rfind('\n').map_or(0, |at| at + 1);
    tick(words[next - 1].span.end as usize - from);
    let short = words[next - 1].span.end as usize - from < 40 && !here.starts_with(char::is_lowercase);
    blank || bullet || short
}

/// "Gen.": a name follows.
fn is_title(form: &str) -> bool {
    form.strip_suffix('.').is_some_and(|word| abbreviation(word) == Some(Abbreviation::Title))
}

/// "PM Park said": an office in capitals without a number before it ("at 2 PM").
fn is_office(text: &str, words: &[Word], first: usize, at: usize) -> bool {
    let form = words[at].span.of(text);
    form.bytes().all(|b| b.is_ascii_uppercase())
        && has(lists::OFFICES, form)
        && !(at > first && words[at - 1].span.of(text).starts_with(|c: char| c.is_ascii_digit()))
}

/// "[12]", whose first word is at `at`.
fn is_footnote(text: &str, words: &[Word], at: usize) -> bool {
    tick(1);
    let form = |at: usize| words.get(at).map_or("", |w| w.span.of(text));
    form(at) == "["
        && form(at + 2) == "]"
        && form(at + 1).len() <= 3
        && !words[at].space_after
        && form(at + 1).bytes().all(|b| b.is_ascii_digit())
}

fn is_mark(form: &str) -> bool {
    !form.contains(char::is_alphanumeric)
        && !opens(form)
        && !matches!(form, "-" | "--" | "—" | "–" | "*" | "•" | "$" | "£" | "€")
}

fn opens(form: &str) -> bool {
    matches!(form, "\"" | "“" | "‘" | "'" | "(" | "[" | "``" | "''" | "«" | "<" | "<<")
}

fn closes(form: &str) -> bool {
    matches!(form, "\"" | "”" | "’" | "'" | ")" | "]" | "''" | "»")
}
