//! What a line looks like, without knowing its words.

use crate::work::tick;

/// Closing marks that may follow a final stop.
pub(super) const CLOSERS: &[char] = &['"', '”', '’', '\'', ')', ']', '»', '*'];

/// Ends as a sentence does: a stop, perhaps with closing quotes behind.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(CLOSERS);
    bare.ends_with(['.', '!', '?', '…', '。']) && !ends_in_initials(bare)
}

/// Ends in "U.S." or "D.C.", which headlines do too.
fn ends_in_initials(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    last.len() >= 4 && last.split_terminator('.').all(|part| part.chars().count() == 1) && last.ends_with('.')
}

/// A paragraph of real text: long enough, and it ends as a sentence does.
pub(super) fn is_real(text: &str) -> bool {
    text.len() >= 80 && (ends_sentence(text) || text.ends_with(':') || has_inner_stop(text))
}

/// A sentence ends inside the text: "… said. The".
pub(super) fn has_inner_stop(text: &str) -> bool {
    last_sentence(text) > 0
}

/// Where the last sentence begins, roughly: after the last stop that is followed by a blank and a capital, a digit or
/// a quote, and does not close an initial ("Kim J. Un").
pub(super) fn last_sentence(text: &str) -> usize {
    tick(text.len());
    let mut start = 0;
    for (at, stop) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…')) {
        let rest = text[at + stop.len_utf8()..].trim_start_matches(CLOSERS);
        let blank = rest.starts_with(char::is_whitespace);
        let next = rest.trim_start();
        let opens = next.starts_with(|c: char| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '\'' | '[' | '(')
        });
        // Only for a full stop: the look back ends at the one before, so all looks together stay linear.
        let short = stop == '.' && {
            let before = text[..at].rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or("");
            before.chars().take(3).count() <= 2 && before.starts_with(char::is_uppercase)
        };
        if blank && opens && !short {
            start = text.len() - next.len();
        }
    }
    start
}

pub(super) fn word_count(text: &str) -> usize {
    tick(text.len());
    text.split_whitespace().count()
}

/// The words of a line without the marks around them.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).filter(|w| !w.is_empty())
}

pub(super) fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Small words that names and titles join with, and that stay small in them.
pub(super) fn is_joiner(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "of"
            | "for"
            | "in"
            | "at"
            | "the"
            | "with"
            | "von"
            | "van"
            | "der"
            | "den"
            | "de"
            | "da"
            | "do"
            | "dos"
            | "del"
            | "della"
            | "di"
            | "la"
            | "le"
            | "du"
            | "al"
            | "el"
            | "bin"
            | "bint"
            | "ibn"
            | "ul"
            | "y"
            | "on"
    )
}

/// Words too small to tell whether two lines speak of the same.
pub(super) fn is_small(word: &str) -> bool {
    word.len() < 4
        || matches!(
            word,
            "with" | "from" | "over" | "after" | "into" | "that" | "this" | "their" | "says" | "said"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentence_ends() {
        for (text, expected) in [
            ("He left.", true),
            ("“He left.”", true),
            ("He left (on foot.)", true),
            ("Did he leave?", true),
            ("Storm hits U.S.", false),
            ("Storm hits", false),
            ("He said:", false),
        ] {
            assert_eq!(ends_sentence(text), expected, "{text}");
        }
    }

    #[test]
    fn last_sentences() {
        for (text, last) in [
            ("He left. She came", "She came"),
            ("“He left.” She came", "She came"),
            ("He met J. Doe and left", "He met J. Doe and left"),
            ("It cost 3.5 million", "It cost 3.5 million"),
            ("He left... and came", "He left... and came"),
        ] {
            assert_eq!(&text[last_sentence(text)..], last);
        }
    }
}
