//! A network of any size with weights that nobody trained, and words for it.

use super::container::{Container, Kind, Tensor, u24_bytes};
use super::rows::{SentenceRows, WordRows};
use super::{Deprel, Upos, Xpos};

/// Sizes as the table of the network names them.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    pub vocabulary: usize,
    pub own: usize,
    pub codebooks: usize,
    /// Columns of `word`, a piece, an affix, `ngram`.
    pub columns: [usize; 4],
    /// Rows of the tables by hash.
    pub hashed: usize,
    pub d: usize,
    pub h: usize,
    pub layers: usize,
    pub a: usize,
    pub r: usize,
}

pub const SMALL: Sizes = Sizes {
    vocabulary: 50,
    own: 20,
    codebooks: 2,
    columns: [5, 3, 4, 6],
    hashed: 16,
    d: 32,
    h: 16,
    layers: 2,
    a: 16,
    r: 16,
};

/// Numbers without any order (xorshift).
#[derive(Debug)]
pub struct Random(pub u32);

impl Random {
    pub fn number(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.number() >> 4) as usize % end
    }
}

/// The file of a network, and the keys of its words.
pub fn file(sizes: Sizes, seed: u32) -> (Vec<u8>, Vec<u32>) {
    let random = &mut Random(seed);
    let classes = || Upos::ALL.iter().flat_map(|&upos| Xpos::ALL.iter().map(move |&xpos| (upos, xpos)));
    let tags: Vec<(Upos, Xpos)> = classes().step_by(7).take(117).collect();
    let relations = Deprel::ALL.to_vec();
    let Sizes {
        vocabulary, own, codebooks, columns: [word, piece, affix, ngram], hashed, d, h, a, r, ..
    } = sizes;

    let mut keys: Vec<u32> = (0..vocabulary).map(|_| random.number() & 0xFF_FFFF).collect();
    keys.sort_unstable();
    keys.dedup();
    let v = keys.len();

    let mut tensors = vec![
        ("vocabulary".to_string(), Kind::U24, v, 1, u24_bytes(&keys)),
        ("own".into(), Kind::U8, v, 1, (0..v).map(|word| u8::from(word < own)).collect()),
        ("codes".into(), Kind::U8, codebooks, v, (0..codebooks * v).map(|_| random.number() as u8).collect()),
    ];
    let mut q8 = |name: String, rows: usize, columns: usize, largest: f32| {
        let mut bytes = (largest / 127.0).to_le_bytes().to_vec();
        bytes.extend((0..rows * columns).map(|_| (random.number() >> 9) as u8));
        tensors.push((name, Kind::Q8, rows, columns, bytes));
    };
    q8("word".into(), own + 1, word, 1.0);
    q8("codebook".into(), codebooks * 256, piece, 1.0);
    for name in ["suffix2", "suffix3", "prefix2", "prefix3", "shape"] {
        q8(name.into(), hashed, affix, 1.0);
    }
    q8("ngram".into(), hashed, ngram, 1.0);
    let width = word + codebooks * piece + 5 * affix + ngram;
    let scale = |columns: usize| 2.5 / (columns as f32).sqrt();
    let mut layers = vec![("input".to_string(), d, width)];
    for layer in 1..=sizes.layers {
        for way in ["fw", "bw"] {
            let width = if layer == 1 { d } else { 2 * h };
            q8(format!("lstm{layer}.{way}.x"), 3 * h, width, scale(width));
            q8(format!("lstm{layer}.{way}.h"), 3 * h, h, scale(h));
            layers.push((format!("lstm{layer}.{way}"), 3 * h, 0));
        }
    }
    q8("arc.root".into(), 1, a, 1.0);
    let top = 2 * h;
    layers.extend([
        ("tag".into(), tags.len(), top),
        ("arc.d".into(), a, top),
        ("arc.h".into(), a, top),
        ("arc.u".into(), a, a),
        ("arc.dist".into(), 19, top),
        ("label.d".into(), r, top),
        ("label.h".into(), r, top),
        ("label".into(), relations.len(), 3 * r),
    ]);
    for (name, rows, columns) in &layers {
        if *columns > 0 {
            q8(format!("{name}.w"), *rows, *columns, scale(*columns));
        }
    }
    for (name, rows, _) in layers {
        let numbers = (0..rows).flat_map(|_| ((random.number() % 1000) as f32 / 1000.0 - 0.5).to_le_bytes());
        tensors.push((format!("{name}.b"), Kind::F32, 1, rows, numbers.collect()));
    }
    let tensor = |(name, kind, rows, columns, bytes)| Tensor { name, kind, rows, columns, bytes };
    let tensors = tensors
        .iter()
        .map(|(name, kind, rows, columns, bytes)| tensor((&**name, *kind, *rows, *columns, &**bytes)));
    let container =
        Container { manifest: vec![("seed", "synthetic")], tags, relations, tensors: tensors.collect() };
    (container.write(), keys)
}

/// Words with the hashes of their n-grams; half of the words are known.
pub fn sentence(words: usize, keys: &[u32], random: &mut Random) -> SentenceRows {
    let mut sentence = SentenceRows::default();
    for _ in 0..words {
        let start = sentence.ngrams.len() as u32;
        for _ in 0..random.below(9) {
            sentence.ngrams.push(random.number());
        }
        let known = random.below(2) == 0;
        let key = if known { keys[random.below(keys.len())] } else { random.number() };
        sentence.words.push(WordRows {
            key,
            affixes: [(); 5].map(|()| random.number()),
            ngrams: (start, sentence.ngrams.len() as u32),
            alphanumeric: random.below(8) > 0,
        });
    }
    sentence
}
