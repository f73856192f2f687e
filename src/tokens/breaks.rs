//! A linear model of where a sentence ends, over hashed features of the gap between two tokens.
//!
//! Much text has headings, greetings and sentences without any full stop, where rules have nothing to hold on to. What
//! the rules say is one feature among others. The weights come from `cargo xtask train sentences`; see
//! `data/models/sentences.md`.

use super::{Tokens, lists};
use crate::work::tick;

/// Classes of the number of words in a sentence so far.
const LENGTHS: [u64; 20] = [0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 8];

/// Number of weights; a power of two.
pub const TABLE: usize = 1 << 13;

/// Weights in 1/[`SCALE`] of the log-odds.
static WEIGHTS: &[u8; TABLE] = include_bytes!("../../data/models/sentences.bin");

/// Steps of a weight in one unit of the log-odds.
pub const SCALE: f32 = 16.0;

/// What the score must exceed where no mark stands before the gap. Edited prose hardly ever ends a sentence so, while
/// the web pages that the model learned from do.
const BARE: i32 = SCALE as i32;

/// What the model sees of a word.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    shape: u64,
    /// The norm, hashed.
    norm: u64,
    starter: bool,
    /// Ends in a letter or digit.
    letters: bool,
    /// Closes a bracket.
    bracket: bool,
    space_after: bool,
}

impl Look {
    /// Looks at one word.
    pub fn new(text: &str, tokens: &Tokens, word: usize) -> Self {
        let (word, norm) = (tokens.words[word], tokens.norm(word));
        Self {
            shape: shape(word.span.of(text)),
            norm: norm.bytes().fold(0, |hash, byte| mix(hash, u64::from(byte))),
            starter: lists::STARTERS.binary_search(&norm).is_ok(),
            letters: norm.ends_with(char::is_alphanumeric),
            bracket: matches!(norm, ")" | "]"),
            space_after: word.space_after,
        }
    }
}

/// Whether a sentence that began at `first` ends before the word `next`, where the rules say `rule`; the indices are
/// into the words of a zone.
pub fn ends(looks: &[Look], first: usize, next: usize, rule: bool) -> bool {
    let mut score = 0;
    features(looks, first, next, rule, |at| score += i32::from(WEIGHTS[at] as i8));
    let last = looks[next - 1];
    let before = if next > first + 1 { looks[next - 2] } else { last };
    let least = if last.letters {
        BARE
    } else if last.bracket && before.letters {
        // "the officer (UNO) Kabir said"
        3 * BARE
    } else {
        0
    };
    score > least
}

/// Calls `found` with the place in the table of every feature of the gap.
pub fn features(looks: &[Look], first: usize, next: usize, rule: bool, mut found: impl FnMut(usize)) {
    let none = Look::default();
    let (last, here) = (looks[next - 1], looks[next]);
    let before = if next >= first + 2 { looks[next - 2] } else { none };
    let after = looks.get(next + 1).copied().unwrap_or_default();
    let length = LENGTHS[(next - first).min(LENGTHS.len() - 1)];
    let start = looks[first].shape ^ u64::from(here.starter) << 40;
    let rule = u64::from(rule);
    let mut add = |template: u64, parts: [u64; 3]| {
        tick(1);
        let hash = parts.into_iter().fold(mix(0, template), mix);
        found(((hash ^ (hash >> 29) ^ (hash >> 47)) as usize) & (TABLE - 1));
    };
    add(0, [rule, 0, 0]);
    add(1, [last.shape, here.shape, rule]);
    add(2, [last.norm, here.shape, rule]);
    add(3, [here.norm, last.shape, 0]);
    add(4, [before.shape, last.shape, here.shape]);
    add(5, [last.shape, here.shape, after.shape]);
    add(6, [length, last.shape, here.shape]);
    add(7, [length, last.norm, 0]);
    add(8, [start, last.shape, here.shape]);
    add(9, [before.shape, here.shape, after.shape ^ rule << 50]);
    add(10, [last.norm, here.norm, 0]);
    add(11, [before.norm, last.shape, here.shape]);
    add(12, [after.norm, here.shape, last.shape]);
    add(13, [here.norm, rule, 0]);
    add(14, [u64::from(last.space_after), last.shape, here.shape]);
}

/// One step of a hash that is the same on every machine: the weights are of one, the browser's engine is another, and
/// the hashers of the libraries differ with the width of a pointer.
fn mix(hash: u64, part: u64) -> u64 {
    let mixed = (hash ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

/// The look of a form in a few classes; marks stand for themselves.
fn shape(form: &str) -> u64 {
    let mut letters = form.chars();
    let Some(first) = letters.next() else { return 1 };
    if !first.is_alphanumeric() {
        return 100 + u64::from(u32::from(first)) + (u64::from(form.len() > first.len_utf8()) << 32);
    }
    let stop = u64::from(form.ends_with('.')) * 32;
    let long = letters.next().is_some();
    stop + if first.is_ascii_digit() {
        if form.len() > 12 || form.contains(char::is_alphabetic) {
            2
        } else if form.len() == 4 {
            3
        } else {
            4
        }
    } else if form.contains('@') || form.contains('/') {
        5
    } else if first.is_uppercase() {
        if !long {
            6
        } else if form.len() < 40 && form.chars().all(char::is_uppercase) {
            7
        } else {
            8
        }
    } else if first.is_lowercase() {
        9
    } else {
        10
    }
}
