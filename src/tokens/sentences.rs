//! Where sentences end.

use std::ops::Range;

use super::lists::{self, Abbreviation, abbreviation, has};
use super::{Tokens, Word};

/// Cuts the words of one zone into sentences.
pub fn split(text: &str, tokens: &Tokens, zone: Range<usize>, mut found: impl FnMut(Range<usize>)) {
    let words = &tokens.words[..zone.end];
    let mut first = zone.start;
    for next in zone.start + 1..zone.end {
        if words[next].token != words[next - 1].token && ends(text, words, first, next) {
            found(first..next);
            first = next;
        }
    }
    if first < zone.end {
        found(first..zone.end);
    }
}

/// Whether a sentence that began at `first` ends before the word `next`.
fn ends(text: &str, words: &[Word], first: usize, next: usize) -> bool {
    let here = words[next].span.of(text);
    let gap = &text[words[next - 1].span.end as usize..words[next].span.start as usize];
    if gap.contains('\n') && ends_at_line(text, words, first, next, gap) {
        return true;
    }
    // Without white space only a capital begins anew ("end.Next"): quotes and footnotes belong to what they close.
    if gap.is_empty() && !here.starts_with(char::is_uppercase) {
        return false;
    }
    // Back over quotes and brackets that close, and footnotes: "in 1971. [1]".
    let mut last = next - 1;
    while last > first + 2 && next - last < 9 && is_footnote(text, words, last - 2) {
        last -= 3;
    }
    if is_footnote(text, words, next) {
        return false;
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
        Some('…') => !lower && !is_mark(here) && !gap.is_empty(),
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
fn ends_at_line(text: &str, words: &[Word], first: usize, next: usize, gap: &str) -> bool {
    let here = words[next].span.of(text);
    let blank = gap.bytes().filter(|&b| b == b'\n').count() > 1;
    let bullet = matches!(here, "-" | "*" | "•" | "·" | "–" | "—" | "o" | "+" | "►" | "▪")
        || (here.bytes().all(|b| b.is_ascii_digit())
            && words.get(next + 1).is_some_and(|w| matches!(w.span.of(text), "." | ")")));
    let from = text[..words[next - 1].span.end as usize].rfind('\n').map_or(0, |at| at + 1);
    let _ = first;
    let short = words[next - 1].span.end as usize - from < 40;
    blank || bullet || short
}

/// "[12]", whose first word is at `at`.
fn is_footnote(text: &str, words: &[Word], at: usize) -> bool {
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
