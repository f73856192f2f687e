//! From words to rows of the network's embedding tables; training and reading share it.
//!
//! Every hash is 32 bits wide on every machine: `usize` differs between wasm and native code.

/// Goes up with every change to the rows of a word: a model fits one version only.
pub const VERSION: u8 = 1;

/// Tables that are looked up by a hash: suffixes of 2 and 3 characters, prefixes of 2 and 3, and the shape.
pub const AFFIXES: [&str; 5] = ["suffix2", "suffix3", "prefix2", "prefix3", "shape"];

/// Characters of a word that are looked at from either end; keeps a megabyte of one word harmless.
const LONGEST: usize = 24;

/// What a word looks like to the network.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WordRows {
    /// Key of the word in the vocabulary: 24 bits.
    pub key: u32,
    /// Hashes of [`AFFIXES`]; their low bits are the row.
    pub affixes: [u32; AFFIXES.len()],
    /// First and one past the last of its [`SentenceRows::ngrams`].
    pub ngrams: (u32, u32),
    /// It has a letter or a digit.
    pub alphanumeric: bool,
}

/// The words of a sentence.
#[derive(Debug, Clone, Default)]
pub struct SentenceRows {
    pub words: Vec<WordRows>,
    /// Hashes of the words' character trigrams, one word after the other.
    pub ngrams: Vec<u32>,
    /// The letters of the word at hand, digits as "0".
    letters: Vec<char>,
}

impl SentenceRows {
    /// Forgets the words of the sentence before.
    pub fn clear(&mut self) {
        self.words.clear();
        self.ngrams.clear();
    }

    /// Adds a word: as it is written, and its [norm](crate::tokens::Tokens::norm).
    pub fn push(&mut self, raw: &str, norm: &str) {
        let first = self.words.is_empty();
        self.letters.clear();
        self.letters.extend(norm.chars().map(folded).take(LONGEST));
        let mut ends = norm.chars().rev().map(folded);
        let last = [ends.next(), ends.next(), ends.next()];
        let suffix = |n: usize| hash(n as u32, last[..n].iter().flatten().copied());
        let prefix = |n: usize| hash(2 + n as u32, self.letters.iter().take(n).copied());
        let affixes = [suffix(2), suffix(3), prefix(2), prefix(3), shape(raw, first)];
        let start = self.ngrams.len() as u32;
        let count = self.letters.len();
        let at = |i: usize| i.checked_sub(1).and_then(|i| self.letters.get(i)).copied().unwrap_or('\u{1}');
        self.ngrams.extend((0..count).map(|i| hash(9, [at(i), at(i + 1), at(i + 2)].into_iter())));
        let alphanumeric = raw.contains(char::is_alphanumeric);
        self.words.push(WordRows {
            key: key(norm),
            affixes,
            ngrams: (start, self.ngrams.len() as u32),
            alphanumeric,
        });
    }
}

/// The key of a word in the vocabulary, from its norm.
pub fn key(norm: &str) -> u32 {
    hash(0, norm.chars().map(folded)) & 0xFF_FFFF
}

/// Digits count alike.
fn folded(c: char) -> char {
    if c.is_ascii_digit() { '0' } else { c }
}

/// FNV-1a over characters, well mixed at the end, so that the low bits may be used alone.
fn hash(seed: u32, chars: impl Iterator<Item = char>) -> u32 {
    let mut hash = 0x811C_9DC5_u32 ^ seed.wrapping_mul(0x9E37_79B1);
    for c in chars {
        hash = (hash ^ c as u32).wrapping_mul(0x0100_0193);
    }
    hash = (hash ^ hash >> 15).wrapping_mul(0x85EB_CA6B);
    hash = (hash ^ hash >> 13).wrapping_mul(0xC2B2_AE35);
    hash ^ hash >> 16
}

/// How a word is written: "Xx" for "Nakatani", "X0" for "F-16" without its hyphen; runs count once or as two.
fn shape(raw: &str, first: bool) -> u32 {
    let mut kinds = ['\0'; 8];
    let mut length = 0;
    let mut run = 0;
    for c in raw.chars().take(LONGEST) {
        let kind = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => '0',
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            _ => c,
        };
        run = if length > 0 && kinds[length - 1] == kind { run + 1 } else { 1 };
        if run > 2 {
            continue;
        }
        if length == kinds.len() {
            break;
        }
        kinds[length] = kind;
        length += 1;
    }
    hash(10 + u32::from(first), kinds[..length].iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(words: &[(&str, &str)]) -> SentenceRows {
        let mut rows = SentenceRows::default();
        words.iter().for_each(|(raw, norm)| rows.push(raw, norm));
        rows
    }

    #[test]
    fn the_same_hashes_on_every_machine() {
        let rows = rows(&[("Launched", "launched"), ("F-16", "f-16")]);
        assert_eq!(rows.words[0].key, key("launched"));
        assert_eq!(rows.words[1].key, key("f-29"));
        assert_eq!(rows.words[0].ngrams, (0, 8));
    }

    #[test]
    fn what_differs_in_form_alone_differs_in_shape_alone() {
        let rows = rows(&[("x", "x"), ("Kim", "kim"), ("KIM", "kim"), ("kim", "kim")]);
        let [title, upper, lower] = [1, 2, 3].map(|i: usize| rows.words[i]);
        assert_eq!(title.key, upper.key);
        assert_eq!(title.affixes[..4], lower.affixes[..4]);
        assert!(title.affixes[4] != upper.affixes[4] && upper.affixes[4] != lower.affixes[4]);
    }

    #[test]
    fn long_words_cost_no_more() {
        let long = "é".repeat(100_000);
        assert_eq!(rows(&[(&long, &long)]).ngrams.len(), LONGEST);
    }
}
