//! The part-of-speech tagger: an averaged perceptron (Collins 2002) that reads a sentence once from left to right.
//!
//! Every word is scored twice over joint UPOS and XPOS classes: first as if it stood alone, which gives a guess also
//! for the words still to come, then in its place, with the tags before it and the guesses after it.
//!
//! # Container
//! `data/models/tagger.bin`, written by `cargo xtask train tagger`. Numbers are little-endian.
//!
//! | field | bytes |
//! | --- | --- |
//! | magic `DLtagger` | 8 |
//! | version of the container, version of hash and templates | 1 + 1 |
//! | number of classes C | 1 |
//! | classes, "NOUN NN\n" each | up to the C-th line feed |
//! | number of rows R, number of weights W | 4 + 4 |
//! | keys of the rows in rising order, as the distance to the one before: all low bytes, all middle, all high | 3 R |
//! | weights in each row | R |
//! | class of each weight | W |
//! | size of each weight: sign in the lowest bit, level in the others; a weight is its level squared | W |
//!
//! Columns lie apart because they compress better so. Sums are integers: every machine gives the same tags.

use super::features::{Around, CONTEXT, EDGE, OWN, VERSION, Words};
use super::{Upos, Xpos};
use crate::work::tick;

const MAGIC: &[u8] = b"DLtagger";
const CONTAINER: u8 = 1;
/// The runner-up is part of a guess when it is this near; see [`STEP`].
const NEAR: i32 = 4 * STEP;
/// How much of a weight is one step of learning.
pub const STEP: i32 = 6;

/// A weight: what a feature adds to the score of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weight {
    pub class: u8,
    pub value: i16,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    key: u32,
    start: u32,
    count: u32,
}

const FREE: Slot = Slot { key: u32::MAX, start: 0, count: 0 };

/// A trained tagger.
#[derive(Debug, Clone, Default)]
pub struct Model {
    classes: Vec<(Upos, Xpos)>,
    /// Open addressing; as many as a power of two, at most half of them taken.
    slots: Vec<Slot>,
    weights: Vec<Weight>,
}

impl Model {
    /// A model from its rows, sorted by key.
    pub fn new(classes: Vec<(Upos, Xpos)>, rows: &[(u32, Vec<Weight>)]) -> Self {
        let mut model = Self {
            classes,
            slots: vec![FREE; (rows.len() * 2).next_power_of_two()],
            weights: Vec::with_capacity(rows.iter().map(|row| row.1.len()).sum()),
        };
        for (key, weights) in rows {
            model.insert(*key, weights.len());
            model.weights.extend_from_slice(weights);
        }
        model
    }

    /// Reads a container; `None` where it is of another version or broken.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let bytes = bytes.strip_prefix(MAGIC)?;
        let (&[container, features, classes], mut bytes) = bytes.split_first_chunk()?;
        if (container, features) != (CONTAINER, VERSION) {
            return None;
        }
        let mut model = Self::default();
        for _ in 0..classes {
            let end = bytes.iter().position(|&b| b == b'\n')?;
            let (upos, xpos) = std::str::from_utf8(&bytes[..end]).ok()?.split_once(' ')?;
            model.classes.push((Upos::parse(upos)?, Xpos::parse(xpos)?));
            bytes = &bytes[end + 1..];
        }
        let (rows, bytes) = bytes.split_first_chunk()?;
        let (weights, bytes) = bytes.split_first_chunk()?;
        let (rows, weights) = (u32::from_le_bytes(*rows) as usize, u32::from_le_bytes(*weights) as usize);
        if bytes.len() != rows.checked_mul(4)?.checked_add(weights.checked_mul(2)?)? {
            return None;
        }
        let (keys, bytes) = bytes.split_at(rows * 3);
        let (counts, bytes) = bytes.split_at(rows);
        let (columns, levels) = bytes.split_at(weights);
        for (&class, &level) in columns.iter().zip(levels) {
            if class >= classes {
                return None;
            }
            let size = i16::from(level >> 1).pow(2);
            model.weights.push(Weight { class, value: if level & 1 == 1 { -size } else { size } });
        }
        model.slots = vec![FREE; (rows * 2).next_power_of_two()];
        let (mut key, mut start) = (0u32, 0);
        for row in 0..rows {
            let gap = u32::from_le_bytes([keys[row], keys[rows + row], keys[rows * 2 + row], 0]);
            key = key.checked_add(gap)?;
            let count = usize::from(counts[row]);
            model.insert_at(key, start, count);
            start += count;
        }
        (start == weights).then_some(model)
    }

    /// The container of a model; the weights must be squares.
    pub fn write(classes: &[(Upos, Xpos)], rows: &[(u32, Vec<Weight>)]) -> Vec<u8> {
        let mut out = [MAGIC, &[CONTAINER, VERSION, classes.len() as u8]].concat();
        for (upos, xpos) in classes {
            out.extend(format!("{} {}\n", upos.as_str(), xpos.as_str()).bytes());
        }
        let weights = || rows.iter().flat_map(|row| &row.1);
        out.extend((rows.len() as u32).to_le_bytes());
        out.extend((weights().count() as u32).to_le_bytes());
        let before = [0].into_iter().chain(rows.iter().map(|row| row.0));
        let gaps: Vec<[u8; 4]> = rows.iter().zip(before).map(|(row, b)| (row.0 - b).to_le_bytes()).collect();
        for byte in 0..3 {
            out.extend(gaps.iter().map(|gap| gap[byte]));
        }
        out.extend(rows.iter().map(|row| row.1.len() as u8));
        out.extend(weights().map(|w| w.class));
        out.extend(weights().map(|w| (w.value.unsigned_abs().isqrt() as u8) << 1 | u8::from(w.value < 0)));
        out
    }

    fn insert(&mut self, key: u32, count: usize) {
        self.insert_at(key, self.weights.len(), count);
    }

    fn insert_at(&mut self, key: u32, start: usize, count: usize) {
        let mask = self.slots.len() - 1;
        let mut at = spread(key) & mask;
        while self.slots[at].key != FREE.key {
            at = (at + 1) & mask;
        }
        self.slots[at] = Slot { key, start: start as u32, count: count as u32 };
    }

    /// The joint classes that the tagger chooses from.
    pub fn classes(&self) -> &[(Upos, Xpos)] {
        &self.classes
    }

    /// Adds the weights of the features to the scores of the classes.
    pub fn add(&self, keys: &[u32], scores: &mut [i32]) {
        tick(keys.len());
        let mask = self.slots.len() - 1;
        for &key in keys {
            let mut at = spread(key) & mask;
            loop {
                let slot = self.slots[at];
                if slot.key == key {
                    let start = slot.start as usize;
                    for w in &self.weights[start..start + slot.count as usize] {
                        scores[usize::from(w.class)] += i32::from(w.value);
                    }
                }
                if slot.key == key || slot.key == FREE.key {
                    break;
                }
                at = (at + 1) & mask;
            }
        }
    }

    /// Walks over a sentence. `choose` gets the number of a word, the keys of its features in its place and the scores of
    /// the word alone, and gives the class.
    pub fn walk(&self, words: &Words, mut choose: impl FnMut(usize, &[u32; CONTEXT], &mut [i32]) -> usize) {
        let classes = self.classes.len();
        let mut ring = [vec![0; classes], vec![0; classes], vec![0; classes]];
        let alone = |index: usize, scores: &mut [i32]| {
            if index >= words.len() {
                return EDGE;
            }
            scores.fill(0);
            let keys: [u32; OWN] = words.own(index);
            self.add(&keys, scores);
            guess(scores)
        };
        let mut guesses = [alone(0, &mut ring[0]), alone(1, &mut ring[1]), EDGE];
        let mut around = Around { before: [EDGE; 2], verb: EDGE, guess: EDGE, after: [EDGE; 2] };
        for index in 0..words.len() {
            guesses[(index + 2) % 3] = alone(index + 2, &mut ring[(index + 2) % 3]);
            around.guess = guesses[index % 3];
            around.after = [guesses[(index + 1) % 3], guesses[(index + 2) % 3]];
            let class = choose(index, &words.context(index, &around), &mut ring[index % 3]);
            if matches!(self.classes.get(class), Some((Upos::Verb | Upos::Aux, _))) {
                around.verb = class as u32;
            }
            around.before = [class as u32, around.before[0]];
        }
    }
}

/// Where a key starts to look for its slot.
fn spread(key: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> 7) as usize
}

/// The best class, and the second where it is near.
fn guess(scores: &[i32]) -> u32 {
    let (mut best, mut second) = ((i32::MIN, 0), (i32::MIN, 0));
    for (class, &score) in scores.iter().enumerate() {
        if score > best.0 {
            second = best;
            best = (score, class as u32);
        } else if score > second.0 {
            second = (score, class as u32);
        }
    }
    if second.0 > best.0.saturating_sub(NEAR) { best.1 | (second.1 + 1) << 8 } else { best.1 }
}

/// The class with the highest score; of equals the first.
pub fn best(scores: &[i32]) -> usize {
    let mut best = 0;
    for (class, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = class;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<(u32, Vec<Weight>)> {
        vec![
            (7, vec![Weight { class: 0, value: 9 }, Weight { class: 1, value: -4 }]),
            (70_000, vec![Weight { class: 1, value: 225 }]),
        ]
    }

    #[test]
    fn what_is_written_is_read() {
        let classes = [(Upos::Noun, Xpos::Nn), (Upos::Verb, Xpos::Vbd)];
        let bytes = Model::write(&classes, &rows());
        let model = Model::read(&bytes).unwrap();
        assert_eq!(model.classes(), classes);
        for (keys, expected) in [(&[7][..], [9, -4]), (&[70_000, 7], [9, 221]), (&[8, 0], [0, 0])] {
            let mut scores = [0; 2];
            model.add(keys, &mut scores);
            assert_eq!(scores, expected, "{keys:?}");
        }
    }

    #[test]
    fn a_broken_container_is_not_read() {
        let bytes = Model::write(&[(Upos::Noun, Xpos::Nn), (Upos::Verb, Xpos::Vbd)], &rows());
        for end in 0..bytes.len() {
            assert!(Model::read(&bytes[..end]).is_none(), "{end}");
        }
        let mut other = bytes.clone();
        other[9] = VERSION + 1;
        assert!(Model::read(&other).is_none());
    }
}
