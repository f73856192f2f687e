//! Looks names up that are written in tables: the longest that begins at a word.
//!
//! Keys are in lower case, hyphens as blanks, without dots, so that "U.N." and "UN", "Al-Shabaab" and "al Shabaab" are
//! one; what has to be in capitals is checked on the text.

use std::ops::Range;

use crate::tokens::Tokens;

/// No name of a table has more words.
const LONGEST: usize = 16;

/// Visits the longer and longer phrases that begin at the first of `words`, as keys: `visit` gets the end of the phrase
/// and its key, and says whether some name begins with it. The key ends in a blank where one follows in the text.
pub(super) fn grow(
    tokens: &Tokens,
    words: Range<usize>,
    phrase: &mut String,
    mut visit: impl FnMut(usize, &str),
    goes_on: impl Fn(&str) -> bool,
) {
    phrase.clear();
    for word in words.take(LONGEST) {
        push_key(phrase, tokens.norm(word));
        visit(word + 1, phrase);
        if tokens.words[word].space_after && !phrase.ends_with(' ') {
            phrase.push(' ');
        }
        if !goes_on(phrase) {
            break;
        }
    }
}

/// Whether the first key that is not before a phrase begins with it.
pub(super) fn begins(key: Option<&str>, phrase: &str) -> bool {
    key.is_some_and(|key| key.starts_with(phrase))
}

/// The word as the tables have it: hyphens as blanks, without dots.
pub(super) fn push_key(phrase: &mut String, norm: &str) {
    for c in norm.chars() {
        match c {
            '.' | '\u{ad}' => {}
            '’' => phrase.push('\''),
            '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' if phrase.ends_with(' ') => {}
            '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' => phrase.push(' '),
            _ => phrase.push(c),
        }
    }
}

/// Whether a name can begin so: a capital letter or a number first.
pub(super) fn starts_capital(form: &str) -> bool {
    form.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric())
}
