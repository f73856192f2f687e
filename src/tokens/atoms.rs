//! The smallest pieces of a text: runs of letters and digits, and marks of any other kind.

use crate::work::tick;

/// What a piece is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters, digits and underscores.
    Word,
    /// One mark, or a run of one mark ("--", "...", "?!"); the character is the first.
    Mark(char),
}

/// A piece of the text, in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Atom {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

impl Atom {
    /// Exactly this one mark.
    pub fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark) && self.end - self.start == mark.len_utf8()
    }

    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// The mark, where it is a single one.
    pub fn mark(&self) -> Option<char> {
        match self.kind {
            Kind::Mark(c) if self.end - self.start == c.len_utf8() => Some(c),
            _ => None,
        }
    }
}

/// Splits `text[start..end]`, which holds no white space, into `atoms`.
pub fn split(text: &str, start: usize, end: usize, atoms: &mut Vec<Atom>) {
    atoms.clear();
    tick(end - start);
    let mut at = start;
    while let Some(first) = text[at..end].chars().next() {
        let from = at;
        at += first.len_utf8();
        let kind = if is_letter(first) || extends(first) {
            at += length(&text[at..end], |c| is_letter(c) || extends(c));
            Kind::Word
        } else if is_regional(first) {
            // A flag is two regional letters.
            if let Some(second) = text[at..end].chars().next().filter(|&c| is_regional(c)) {
                at += second.len_utf8();
            }
            at = with_extensions(text, at, end);
            Kind::Mark(first)
        } else if runs(first) {
            at += length(&text[at..end], |c| c == first || (is_exclamation(first) && is_exclamation(c)));
            at = with_extensions(text, at, end);
            Kind::Mark(first)
        } else {
            at = with_extensions(text, at, end);
            Kind::Mark(first)
        };
        atoms.push(Atom { start: from, end: at, kind });
    }
}

/// Skips what hangs on a mark: combining marks, variation selectors, and after a joiner the next picture.
fn with_extensions(text: &str, mut at: usize, end: usize) -> usize {
    while let Some(c) = text[at..end].chars().next().filter(|&c| extends(c)) {
        at += c.len_utf8();
        if c == '\u{200D}'
            && let Some(next) = text[at..end].chars().next().filter(|&c| !is_letter(c) && c > '\u{2000}')
        {
            at += next.len_utf8();
        }
    }
    at
}

fn length(text: &str, within: impl Fn(char) -> bool) -> usize {
    text.char_indices().find(|&(_, c)| !within(c)).map_or(text.len(), |(at, _)| at)
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || (c > '\u{7F}' && c.is_alphanumeric() && !is_single(c))
}

/// Letters by their Unicode class that stand alone all the same: fractions, superscripts, "№"-like signs.
fn is_single(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '¼' | '½' | '¾' | 'º' | '\u{2150}'..='\u{215F}' | '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | 'ʼ')
}

/// Characters that never stand alone where there is something to hang on: combining marks (the vowel signs of Indic
/// scripts included), joiners, soft hyphens, variation selectors, skin tones and tags.
fn extends(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{93C}'..='\u{94D}' | '\u{9BC}'..='\u{9CD}'
        | '\u{A3C}'..='\u{A4D}' | '\u{ABC}'..='\u{ACD}' | '\u{B3C}'..='\u{B4D}' | '\u{BCD}' | '\u{C4D}' | '\u{CCD}'
        | '\u{D4D}' | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}' | '\u{1039}' | '\u{103A}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{20D0}'..='\u{20FF}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{FEFF}' | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{E0020}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

fn is_regional(c: char) -> bool {
    ('\u{1F1E6}'..='\u{1F1FF}').contains(&c)
}

fn is_exclamation(c: char) -> bool {
    matches!(c, '!' | '?')
}

/// Marks of which a run is one token.
fn runs(c: char) -> bool {
    matches!(
        c,
        '-' | '–'
            | '—'
            | '='
            | '*'
            | '+'
            | '~'
            | '#'
            | '<'
            | '>'
            | '!'
            | '?'
            | '.'
            | '\''
            | '`'
            | '^'
            | '|'
            | '$'
            | '…'
            | '·'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let mut atoms = Vec::new();
        split(text, 0, text.len(), &mut atoms);
        atoms.iter().map(|a| &text[a.start..a.end]).collect()
    }

    #[test]
    fn words_marks_and_runs() {
        let cases: &[(&str, &[&str])] = &[
            ("a-b--c", &["a", "-", "b", "--", "c"]),
            ("(x)...", &["(", "x", ")", "..."]),
            ("what?!", &["what", "?!"]),
            ("e\u{301}te\u{301}", &["e\u{301}te\u{301}"]),
            ("co\u{AD}op", &["co\u{AD}op"]),
            ("👩‍🚀👍🏽", &["👩‍🚀", "👍🏽"]),
            ("🇰🇵🇰🇷", &["🇰🇵", "🇰🇷"]),
            ("5½", &["5", "½"]),
            ("नमस्ते।", &["नमस्ते", "।"]),
        ];
        for (text, expected) in cases {
            assert_eq!(pieces(text), *expected, "{text}");
        }
    }
}
