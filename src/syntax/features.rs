//! What the tagger looks at: hashed features of a word and of its neighbours.
//!
//! A feature is a `u32` key: the number of its template in the high bits, a hash in the low [`HASH_BITS`]. The hash and
//! the templates are part of the model's format ([`VERSION`]): a change here asks for a new training.

use super::verbs::{self, Form};
use crate::tokens::{Sentence, Tokens};

/// Version of hash and templates; a model of another version is not read.
pub const VERSION: u8 = 1;
/// Bits of hash in a key; two features of one template share a key about once in 2^18.
pub const HASH_BITS: u32 = 18;
/// Features of the word alone.
pub const OWN: usize = 13;
/// Features of the word in its place.
pub const CONTEXT: usize = 31;
/// Stands for the class before the first and after the last word.
pub const EDGE: u32 = 255;

/// FNV-1a over bytes; with [`mix`] the frozen hash of the format.
fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811C_9DC5, |h, byte| (h ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Stirs two values into one (the finaliser of MurmurHash3 over their sum).
fn mix(a: u32, b: u32) -> u32 {
    let mut h = a.wrapping_mul(0x9E37_79B1).rotate_left(13) ^ b;
    h = (h ^ h >> 16).wrapping_mul(0x85EB_CA6B);
    h = (h ^ h >> 13).wrapping_mul(0xC2B2_AE35);
    h ^ h >> 16
}

fn key(template: usize, value: u32) -> u32 {
    (template as u32) << HASH_BITS | mix(value, template as u32) >> (32 - HASH_BITS)
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// No letters.
    None,
    Lower,
    Capital,
    Upper,
    /// "iPhone", "McDonald"
    Mixed,
}

/// How a sentence is written; capitals mean less in a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Casing {
    Plain,
    /// "Kim Conducts Missile Test Amid Anger"
    Title,
    Upper,
    Lower,
}

/// Hashes of one word.
#[derive(Debug, Clone, Copy)]
struct Word {
    norm: u32,
    /// Its first 1 to 4 characters.
    prefix: [u32; 4],
    /// Its last 1 to 5 characters.
    suffix: [u32; 5],
    shape: u32,
    /// What it can be as an irregular verb.
    verb: u32,
    case: Case,
}

const OUTSIDE: Word = Word { norm: 1, prefix: [1; 4], suffix: [1; 5], shape: 1, verb: 0, case: Case::None };

/// The classes around a word: those of the two words before as tagged, and those that the word itself and the two after
/// would have if they stood alone.
#[derive(Debug, Clone, Copy)]
pub struct Around {
    pub before: [u32; 2],
    /// The last verb or auxiliary in the sentence so far.
    pub verb: u32,
    pub guess: u32,
    pub after: [u32; 2],
}

/// The hashed words of one sentence.
#[derive(Debug, Default)]
pub struct Words {
    words: Vec<Word>,
    casing: u32,
}

impl Words {
    /// Reads a sentence; keeps its memory from the one before.
    pub fn read(&mut self, text: &str, tokens: &Tokens, sentence: &Sentence) {
        self.words.clear();
        let mut tally = Tally::default();
        for index in sentence.words.clone() {
            let raw = tokens.words[index].span.of(text);
            let word = word(raw, tokens.norm(index));
            tally.add(word.case, raw.len(), index == sentence.words.start);
            self.words.push(word);
        }
        self.casing = tally.casing() as u32;
    }

    /// How many words the sentence has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether the sentence has none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn at(&self, index: usize, by: isize) -> &Word {
        index.checked_add_signed(by).and_then(|i| self.words.get(i)).unwrap_or(&OUTSIDE)
    }

    /// Keys of the features of the word alone.
    pub fn own(&self, index: usize) -> [u32; OWN] {
        let w = &self.words[index];
        let case = w.case as u32 | self.casing << 3 | u32::from(index == 0) << 5;
        let [s1, s2, s3, s4, s5] = w.suffix;
        [
            key(0, w.norm),
            key(1, s1),
            key(2, s2),
            key(3, s3),
            key(4, s4),
            key(5, s5),
            key(6, w.prefix[1]),
            key(7, w.prefix[2]),
            key(8, w.prefix[3]),
            key(9, mix(w.shape, case)),
            key(10, mix(w.norm, case)),
            key(11, mix(s3, case)),
            key(41, mix(w.verb, case)),
        ]
    }

    /// Keys of the features of the word in its place.
    pub fn context(&self, index: usize, around: &Around) -> [u32; CONTEXT] {
        let w = &self.words[index];
        let (b1, b2) = (self.at(index, -1), self.at(index, -2));
        let (a1, a2) = (self.at(index, 1), self.at(index, 2));
        let [p1, p2] = around.before;
        let [n1, n2] = around.after;
        let (g, verb) = (around.guess, around.verb);
        let case = w.case as u32 | self.casing << 3;
        let cases = case | (b1.case as u32) << 5 | (a1.case as u32) << 8;
        [
            key(12, mix(p1, case)),
            key(13, mix(p1, p2)),
            key(14, mix(p1, g)),
            key(15, mix(p1, n1)),
            key(16, mix(mix(p1, g), n1)),
            key(17, mix(mix(p1, p2), g)),
            key(18, mix(g, n1)),
            key(19, mix(mix(g, n1), n2)),
            key(20, mix(w.norm, p1)),
            key(21, mix(w.norm, n1)),
            key(22, mix(mix(w.norm, p1), n1)),
            key(23, mix(w.suffix[2], p1)),
            key(24, mix(w.suffix[2], n1)),
            key(25, mix(b1.norm, g)),
            key(26, mix(a1.norm, g)),
            key(27, b2.norm),
            key(28, a2.norm),
            key(29, mix(b1.norm, w.norm)),
            key(30, mix(w.norm, a1.norm)),
            key(31, mix(b1.norm, a1.norm)),
            key(32, mix(p1, a1.norm)),
            key(33, mix(a1.suffix[1], g)),
            key(34, mix(cases, p1)),
            key(35, mix(cases, g)),
            key(36, mix(mix(n1, n2), p1)),
            key(37, mix(verb, g)),
            key(38, mix(verb, w.norm)),
            key(39, mix(mix(verb, g), p1)),
            key(40, mix(w.suffix[1], mix(p1, n1))),
            key(42, mix(mix(w.verb, p1), n1)),
            key(43, mix(w.verb, verb)),
        ]
    }
}

/// Counts how the words of a sentence are written. Short words say little: headlines write "in" and "of" either way.
#[derive(Debug, Default)]
struct Tally {
    words: usize,
    long: usize,
    long_capital: usize,
    upper: usize,
    lower: usize,
}

impl Tally {
    fn add(&mut self, case: Case, bytes: usize, first: bool) {
        if case == Case::None {
            return;
        }
        self.words += 1;
        self.upper += usize::from(case == Case::Upper);
        self.lower += usize::from(case == Case::Lower);
        if bytes >= 4 && !first {
            self.long += 1;
            self.long_capital += usize::from(case != Case::Lower);
        }
    }

    fn casing(&self) -> Casing {
        if self.words >= 2 && self.lower == self.words {
            Casing::Lower
        } else if self.words >= 3 && self.upper * 4 >= self.words * 3 {
            Casing::Upper
        } else if self.long >= 2 && self.long_capital * 5 >= self.long * 4 {
            Casing::Title
        } else {
            Casing::Plain
        }
    }
}

fn word(raw: &str, norm: &str) -> Word {
    let mut prefix = [0; 4];
    let mut ends = norm.char_indices().map(|(start, c)| start + c.len_utf8());
    for slot in &mut prefix {
        *slot = hash(norm.bytes().take(ends.next().unwrap_or(norm.len())));
    }
    let mut suffix = [0; 5];
    let mut starts = norm.char_indices().rev().map(|(start, _)| start);
    for slot in &mut suffix {
        *slot = hash(norm.bytes().skip(starts.next().unwrap_or(0)));
    }
    let (shape, case) = shape(raw);
    let verb = verbs::form(norm).map_or(0, Form::bits);
    Word { norm: hash(norm.bytes()), prefix, suffix, shape, verb, case }
}

/// Letters and digits by kind, runs cut to two: "McDonald" is "XxXxx", "2,000" is "d,dd".
fn shape(raw: &str) -> (u32, Case) {
    let mut hash: u32 = 0x811C_9DC5;
    let (mut run, mut last) = (0, '\0');
    let (mut upper, mut lower) = (0, 0);
    let mut first_upper = false;
    for c in raw.chars() {
        let kind = match c {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => 'd',
            _ => c,
        };
        match kind {
            'X' => {
                first_upper |= lower == 0 && upper == 0;
                upper += 1;
            }
            'x' => lower += 1,
            _ => {}
        }
        run = if kind == last { run + 1 } else { 1 };
        last = kind;
        if run <= 2 {
            hash = mix(hash, kind as u32);
        }
    }
    let case = match (upper, lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, _) if first_upper => Case::Capital,
        (_, 0) => Case::Upper,
        _ => Case::Mixed,
    };
    (hash, case)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hash is part of the model's format.
    #[test]
    fn golden_hashes() {
        for (text, expected) in [("", 0x811C_9DC5), ("a", 0xE40C_292C), ("foobar", 0xBF9C_F968)] {
            assert_eq!(hash(text.bytes()), expected, "{text:?}");
        }
        assert_eq!(key(0, hash("launch".bytes())), GOLDEN[0]);
        assert_eq!(key(20, mix(hash("launch".bytes()), 3)), GOLDEN[1]);
        assert_eq!(shape("McDonald’s").0, GOLDEN[2]);
    }

    const GOLDEN: [u32; 3] = [0x0000_34E5, 0x0050_E710, 0x7B00_3E2C];

    #[test]
    fn cases() {
        for (raw, case) in [
            ("2,000", Case::None),
            ("launch", Case::Lower),
            ("Launch", Case::Capital),
            ("I", Case::Capital),
            ("U.N.", Case::Upper),
            ("McDonald", Case::Mixed),
        ] {
            assert_eq!(shape(raw).1, case, "{raw}");
        }
    }
}
