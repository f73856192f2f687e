//! The network that tags and parses: from rows of words to tags, heads and relations.
//!
//! | step | method |
//! | --- | --- |
//! | input | rows of the word, of its affixes and shape, of its n-grams, side by side; one layer with tanh |
//! | layers | two LSTM side by side, from the left and from the right, whose input and forget gate are one (CIFG; Greff et al., "LSTM: a search space odyssey", 2015); from the second layer on, what went in is added to what comes out |
//! | tags | a joint class of UPOS and XPOS for each word |
//! | heads | a biaffine score for each pair of words (Dozat and Manning, "Deep biaffine attention for neural dependency parsing", 2017) and a score of the distance; the best tree with one root ([`decode`]) |
//! | relations | from the word, its head and their product |
//!
//! Numbers are as [`kernel`] has them. The sizes come from the tensors of the file.
//!
//! | tensor | rows × columns | |
//! | --- | --- | --- |
//! | `vocabulary` | V × 1, u24 | low 24 bits of the hashes of the known words |
//! | `own` | V × 1, u8 | 1: the word has a row of its own in `word`, numbered in this order from 1; row 0 is for all others |
//! | `codes` | S × V, u8 | code of each word in each of S codebooks (product quantisation); 0 in all: no vector is known |
//! | `word`, `codebook` | 1 + own, S · 256 | rows; the pieces from the S codebooks lie side by side |
//! | `suffix2` `suffix3` `prefix2` `prefix3` `shape` | 2^k | rows by hash |
//! | `ngram` | 2^k | rows by hash, their mean; only for words without a row of their own |
//! | `input` | d × all that | |
//! | `lstm1.fw` `lstm1.bw` `lstm2.fw` … `.x` `.h` `.b` | 3H × before, 3H × H, 1 × 3H | rows: new value, forget gate, output gate |
//! | `tag` | C × 2H | |
//! | `arc.d` `arc.h` `arc.u` | A × 2H, A × 2H, A × A | dependent and head (relu), and what stands between them |
//! | `arc.root` | 1 × A | the head of the root of a sentence |
//! | `arc.dist` | 19 × 2H | scores of the classes of distance for each dependent |
//! | `label.d` `label.h` `label` | R × 2H, R × 2H, L × 3R | dependent a, head b (relu); of a · b, a, b |
//!
//! Layers have `.w` (q8, as all tables are) and `.b` (f32, 1 × rows).

use std::ops::Range;

use wide::{f32x4, i16x8, i32x4};

use super::container::{Container, Kind};
use super::decode::{self, DISTANCE, DISTANCES, PIECE, Tree};
use super::kernel::{self, BLOCK, Matrix, Rows, VECTOR, all};
use super::layers::{Linear, Lstm, STRIDE, State, wrong};
use super::rows::{AFFIXES, SentenceRows, WordRows};
use super::{Deprel, Upos, Xpos};
use crate::work::tick;

/// Words that the layers read at once; a longer sentence is read in stretches, so that memory stays small.
const STRETCH: usize = 1024;
/// Arc scores come from numbers in Q9 within 8, so that their sums stay within i32: 128 * 4095^2 < 2^31.
const ARC_ONE: f32 = 512.0;
const ARC_LARGEST: f32 = 4095.0;
const ARC_COLUMNS: usize = 128;
/// Steps of an arc score in the search of the tree.
const ARC_STEPS: f32 = 1024.0;

/// What the network makes of a sentence; one of each for each word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    /// Numbers in [`Model::tags`].
    pub tags: Vec<u16>,
    /// Numbers of words in the sentence; the root hangs on itself.
    pub heads: Vec<u32>,
    /// Numbers in [`Model::relations`].
    pub relations: Vec<u8>,
}

/// What the layers make of the words of a stretch, row by row: for what else stands on this network.
#[derive(Debug, Clone, Copy)]
pub struct Encoded<'s> {
    /// The rows of each word side by side, as they go into the first layer.
    pub embedded: &'s Rows,
    /// What the last layer makes of them.
    pub top: &'s Rows,
}

/// Memory that is used again for each sentence.
#[derive(Debug, Default)]
pub struct Scratch {
    input: Rows,
    layers: [Rows; 2],
    state: State,
    logits: Vec<f32x4>,
    dependents: Rows,
    heads: Rows,
    queries: Rows,
    keys: Matrix,
    distances: Vec<f32x4>,
    /// For each dependent of a piece a row of heads: the root, then each word.
    scores: Vec<i32x4>,
    distance: Vec<f32x4>,
    tree: Tree,
    marks: Vec<u32>,
}

/// Rows of i8 numbers that are read as activations.
#[derive(Debug)]
struct Table<'m> {
    values: &'m [u8],
    columns: usize,
    /// The activation of each byte.
    activations: Vec<i16>,
}

impl<'m> Table<'m> {
    fn read(container: &Container<'m>, name: &str) -> Result<Self, String> {
        let tensor = container.tensor(name).filter(|t| t.rows > 0 && t.columns > 0);
        let (step, values) = tensor.and_then(|t| t.q8()).ok_or_else(|| wrong(name))?;
        let activations =
            (0..=255).map(|byte: u8| kernel::activation(f32::from(byte as i8) * step)).collect();
        Ok(Self { values, columns: values.len() / tensor.map_or(1, |t| t.rows), activations })
    }

    /// A table whose rows are found by the low bits of a hash.
    fn read_hashed(container: &Container<'m>, name: &str) -> Result<Self, String> {
        let table = Self::read(container, name)?;
        if table.rows().is_power_of_two() { Ok(table) } else { Err(wrong(name)) }
    }

    fn rows(&self) -> usize {
        self.values.len() / self.columns
    }

    /// The numbers of a row.
    fn row(&self, row: usize) -> impl Iterator<Item = i16> + '_ {
        self.values[row * self.columns..][..self.columns]
            .iter()
            .map(|&byte| self.activations[usize::from(byte)])
    }

    fn hashed(&self, hash: u32) -> impl Iterator<Item = i16> + '_ {
        self.row(hash as usize & (self.rows() - 1))
    }
}

/// Which words are known, by hash.
#[derive(Debug)]
struct Vocabulary {
    /// For the high 16 bits of a key the first word that has them or more, and the number of words.
    starts: Vec<u32>,
    /// The low 8 bits of the keys.
    low: Vec<u8>,
    /// For each word its row in `word`.
    rows: Vec<u16>,
}

impl Vocabulary {
    fn read(container: &Container<'_>, own_rows: usize) -> Result<Self, String> {
        let keys = container.tensor("vocabulary").and_then(|t| t.u24()).ok_or_else(|| wrong("vocabulary"))?;
        let own = container.tensor("own").filter(|t| t.kind == Kind::U8 && t.bytes.len() == keys.len());
        let own = own.ok_or_else(|| wrong("own"))?.bytes;
        let mut rows = Vec::with_capacity(keys.len());
        let mut row = 0;
        for &own in own {
            row += usize::from(own == 1);
            rows.push(if own == 1 { u16::try_from(row).map_err(|_| wrong("own"))? } else { 0 });
        }
        if row + 1 != own_rows {
            return Err(wrong("own"));
        }
        let mut starts = vec![0; (1 << 16) + 1];
        keys.iter().for_each(|key| starts[(key >> 8) as usize + 1] += 1);
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Ok(Self { starts, low: keys.iter().map(|key| *key as u8).collect(), rows })
    }

    /// The number of the word with that hash.
    fn find(&self, hash: u32) -> Option<u32> {
        let bucket = (hash >> 8 & 0xFFFF) as usize;
        let (start, end) = (self.starts[bucket], self.starts[bucket + 1]);
        let within = self.low[start as usize..end as usize].iter().position(|&low| low == hash as u8)?;
        Some(start + within as u32)
    }
}

/// Nothing below zero.
fn relu(values: f32x4) -> f32x4 {
    values.fast_max(f32x4::ZERO)
}

/// Values as numbers of arc scores.
fn arc_numbers(low: f32x4, high: f32x4) -> i16x8 {
    let number = |values: f32x4| {
        let values = values * const { all(ARC_ONE) };
        kernel::round(values.fast_max(const { all(-ARC_LARGEST) }).fast_min(const { all(ARC_LARGEST) }))
    };
    kernel::narrow(number(low), number(high))
}

/// A trained network.
#[derive(Debug)]
pub struct Model<'m> {
    tags: Vec<(Upos, Xpos)>,
    relations: Vec<Deprel>,
    root: u8,
    parataxis: u8,
    vocabulary: Vocabulary,
    word: Table<'m>,
    /// The codes of all words in each codebook.
    codes: Vec<&'m [u8]>,
    codebook: Table<'m>,
    affixes: [Table<'m>; 5],
    ngram: Table<'m>,
    input: Linear,
    layers: Vec<[Lstm; 2]>,
    tag: Linear,
    arc_dependent: Linear,
    arc_head: Linear,
    arc_between: Linear,
    arc_root: Vec<i16>,
    arc_distance: Linear,
    label_dependent: Linear,
    label_head: Linear,
    label: Linear,
}

impl<'m> Model<'m> {
    /// Reads a file; the tables stay in it.
    ///
    /// # Errors
    /// What is wrong with the file. A network that is read parses any sentence.
    pub fn read(bytes: &'m [u8]) -> Result<Self, String> {
        let container = &Container::read(bytes)?;
        let relation = |relation: Deprel| {
            let position = container.relations.iter().position(|r| *r == relation);
            position
                .and_then(|p| u8::try_from(p).ok())
                .ok_or_else(|| format!("no relation {}", relation.as_str()))
        };
        let relations = u8::try_from(container.relations.len()).map_err(|_| "too many relations")?;
        let tags = u16::try_from(container.tags.len()).map_err(|_| "too many tags")?;

        let word = Table::read(container, "word")?;
        let vocabulary = Vocabulary::read(container, word.rows())?;
        let codes =
            container.tensor("codes").filter(|t| t.kind == Kind::U8 && t.columns == vocabulary.rows.len());
        let codes = codes.filter(|t| t.columns > 0).ok_or_else(|| wrong("codes"))?;
        let codes: Vec<&[u8]> = codes.bytes.chunks_exact(codes.columns).collect();
        let codebook = Table::read(container, "codebook")?;
        if codebook.rows() != codes.len() * 256 {
            return Err(wrong("codebook"));
        }
        let [a, b, c, d, e] = AFFIXES.map(|name| Table::read_hashed(container, name));
        let affixes = [a?, b?, c?, d?, e?];
        let ngram = Table::read_hashed(container, "ngram")?;
        let width = word.columns + codes.len() * codebook.columns;
        let width = width + affixes.iter().map(|table| table.columns).sum::<usize>() + ngram.columns;
        let input = Linear::read(container, "input", width)?;
        let mut width = input.width(container, "input")?;

        let mut layers = Vec::new();
        for layer in 1.. {
            if layer > 1 && container.tensor(&format!("lstm{layer}.fw.x")).is_none() {
                break;
            }
            let [fw, bw] =
                ["fw", "bw"].map(|way| Lstm::read(container, &format!("lstm{layer}.{way}"), width));
            let (fw, bw) = (fw?, bw?);
            width = (fw.blocks + bw.blocks) * BLOCK;
            layers.push([fw, bw]);
        }

        let arc_dependent = Linear::read(container, "arc.d", width)?;
        let arcs = arc_dependent.width(container, "arc.d")?;
        if arcs > ARC_COLUMNS {
            return Err(format!("arc.d has more than {ARC_COLUMNS} rows"));
        }
        let (step, root) = container
            .tensor("arc.root")
            .and_then(|t| t.q8())
            .filter(|(_, root)| root.len() == arcs)
            .ok_or_else(|| wrong("arc.root"))?;
        let arc_root = root.iter().map(|&byte| {
            let value = f32::from(byte as i8) * step * ARC_ONE;
            kernel::whole(value.clamp(-ARC_LARGEST, ARC_LARGEST)) as i16
        });
        let label_dependent = Linear::read(container, "label.d", width)?;
        let labels = label_dependent.width(container, "label.d")?;
        Ok(Self {
            root: relation(Deprel::Root)?,
            parataxis: relation(Deprel::Parataxis)?,
            tags: container.tags.clone(),
            relations: container.relations.clone(),
            vocabulary,
            word,
            codes,
            codebook,
            affixes,
            ngram,
            input,
            layers,
            tag: Linear::read_rows(container, "tag", width, tags.into())?,
            arc_dependent,
            arc_head: Linear::read_rows(container, "arc.h", width, arcs)?,
            arc_between: Linear::read_rows(container, "arc.u", arcs, arcs)?,
            arc_root: arc_root.collect(),
            arc_distance: Linear::read_rows(container, "arc.dist", width, DISTANCES)?,
            label_dependent,
            label_head: Linear::read_rows(container, "label.h", width, labels)?,
            label: Linear::read_rows(container, "label", 3 * labels, relations.into())?,
        })
    }

    /// The classes of tags.
    pub fn tags(&self) -> &[(Upos, Xpos)] {
        &self.tags
    }

    /// The classes of relations.
    pub fn relations(&self) -> &[Deprel] {
        &self.relations
    }

    /// The number of the known word with that hash; only the low 24 bits are looked at.
    pub fn entry(&self, hash: u32) -> Option<u32> {
        self.vocabulary.find(hash)
    }

    /// Tags and parses a sentence; the n-grams are those of all its words.
    pub fn parse(&self, sentence: &SentenceRows, scratch: &mut Scratch, out: &mut Parsed) {
        self.parse_and_show(sentence, scratch, out, |_, _| {});
    }

    /// The same, and shows what the layers make of each stretch of words; sentences that are not very long are one.
    pub fn parse_and_show(
        &self,
        sentence: &SentenceRows,
        scratch: &mut Scratch,
        out: &mut Parsed,
        mut show: impl FnMut(Range<usize>, Encoded<'_>),
    ) {
        let SentenceRows { words, ngrams, .. } = sentence;
        tick(words.len());
        out.tags.clear();
        out.heads.clear();
        out.relations.clear();
        for stretch in words.chunks(STRETCH) {
            self.encode(stretch, ngrams, scratch);
            let first = out.tags.len();
            let encoded = Encoded { embedded: &scratch.input, top: &scratch.layers[0] };
            show(first..first + stretch.len(), encoded);
            self.choose_tags(stretch, scratch, &mut out.tags);
            let mut start = 0;
            while start < stretch.len() {
                let xpos = |word: usize| self.tags[usize::from(out.tags[first + word])].1;
                let end = decode::piece_end(start, stretch.len(), xpos);
                self.parse_piece(start..end, first, scratch, out);
                start = end;
            }
        }
    }

    /// Shows what the layers make of a sentence, without a tree.
    pub fn show(
        &self,
        sentence: &SentenceRows,
        scratch: &mut Scratch,
        mut show: impl FnMut(Range<usize>, Encoded<'_>),
    ) {
        let mut first = 0;
        for stretch in sentence.words.chunks(STRETCH) {
            self.encode(stretch, &sentence.ngrams, scratch);
            show(first..first + stretch.len(), Encoded { embedded: &scratch.input, top: &scratch.layers[0] });
            first += stretch.len();
        }
    }

    /// Numbers in a row of [`Encoded`], with those that fill it up: embedded, top.
    pub fn widths(&self) -> [usize; 2] {
        let top = self.layers.last().map_or(0, |[fw, bw]| (fw.blocks + bw.blocks) * BLOCK);
        [self.input_width().next_multiple_of(VECTOR), top]
    }

    /// Leaves the output of the last layer in the first of `scratch.layers`.
    fn encode(&self, words: &[WordRows], ngrams: &[u32], scratch: &mut Scratch) {
        let Scratch { input, layers: [now, next], state, .. } = scratch;
        input.reset(words.len(), self.input_width());
        for (row, word) in words.iter().enumerate() {
            self.read_word(word, ngrams, input.numbers_mut(row));
        }
        now.reset(words.len(), self.input.weights.rows());
        self.input.activations(input, 0..words.len(), now, 0, |low, high| {
            kernel::activations(kernel::tanh(low), kernel::tanh(high))
        });
        for (number, [fw, bw]) in self.layers.iter().enumerate() {
            next.reset(words.len(), (fw.blocks + bw.blocks) * BLOCK);
            fw.run(now, words.len(), false, next, 0, state);
            bw.run(now, words.len(), true, next, fw.blocks * BLOCK / VECTOR, state);
            if number > 0 && next.width() == now.width() {
                next.add(now);
            }
            std::mem::swap(now, next);
        }
    }

    fn input_width(&self) -> usize {
        let pieces = self.codes.len() * self.codebook.columns;
        let affixes: usize = self.affixes.iter().map(|table| table.columns).sum();
        self.word.columns + pieces + affixes + self.ngram.columns
    }

    /// Puts the rows of a word side by side.
    fn read_word(&self, word: &WordRows, ngrams: &[u32], out: &mut [i16]) {
        let entry = self.entry(word.key).map(|entry| entry as usize);
        let own = entry.map_or(0, |entry| usize::from(self.vocabulary.rows[entry]));
        let mut rest = out;
        put(&mut rest, self.word.columns, self.word.row(own));
        for (codebook, codes) in self.codes.iter().enumerate() {
            let code = entry.map_or(0, |entry| usize::from(codes[entry]));
            put(&mut rest, self.codebook.columns, self.codebook.row(codebook * 256 + code));
        }
        for (table, &hash) in self.affixes.iter().zip(&word.affixes) {
            put(&mut rest, table.columns, table.hashed(hash));
        }
        rest.fill(0);
        let ngrams = ngrams.get(word.ngrams.0 as usize..word.ngrams.1 as usize).unwrap_or_default();
        if own == 0 && !ngrams.is_empty() {
            for (column, out) in rest[..self.ngram.columns].iter_mut().enumerate() {
                let number = |hash: &u32| {
                    let row = *hash as usize & (self.ngram.rows() - 1);
                    let byte = self.ngram.values[row * self.ngram.columns + column];
                    i32::from(self.ngram.activations[usize::from(byte)])
                };
                // A word of 65,536 n-grams is cut, so the sum stays within i32.
                let ngrams = &ngrams[..ngrams.len().min(1 << 16)];
                *out = (ngrams.iter().map(number).sum::<i32>() / ngrams.len() as i32) as i16;
            }
        }
    }

    fn choose_tags(&self, words: &[WordRows], scratch: &mut Scratch, tags: &mut Vec<u16>) {
        for start in (0..words.len()).step_by(STRIDE) {
            let end = words.len().min(start + STRIDE);
            self.tag.values(&scratch.layers[0], start..end, &mut scratch.logits);
            let logits: &[f32] = bytemuck::cast_slice(&scratch.logits);
            for (word, logits) in words[start..end].iter().zip(logits.chunks_exact(self.tag.weights.rows())) {
                let logits = &logits[..self.tags.len()];
                let may = |tag: usize| fits(word, self.tags[tag].0);
                tags.push(decode::best(logits, may) as u16);
            }
        }
    }

    /// The tree of a piece; `first` is the number of the first word of the stretch.
    fn parse_piece(&self, piece: Range<usize>, first: usize, scratch: &mut Scratch, out: &mut Parsed) {
        let words = piece.len();
        self.score_arcs(piece.clone(), scratch);
        let width = (words + 1).next_multiple_of(BLOCK);
        let scores: &[i32] = bytemuck::cast_slice(&scratch.scores);
        let mut heads = [0; PIECE];
        let heads = &mut heads[..words];
        for (head, row) in heads.iter_mut().zip(scores.chunks_exact(width)) {
            *head = best_head(&row[..=words]);
        }
        let root = decode::single_root(heads, &mut scratch.marks).unwrap_or_else(|| {
            scratch.tree.best(scores, width, heads);
            heads.iter().position(|&head| head == 0).unwrap_or(0)
        });

        let first = first + piece.start;
        let later_piece = first > 0;
        let main = if later_piece { self.main_root(out) } else { root };
        for (word, head) in heads.iter_mut().enumerate() {
            // From 1 for words, 0 for the root, to the numbers of words in the piece.
            *head = if *head == 0 { word as u32 } else { *head - 1 };
            out.heads.push(*head + first as u32);
        }
        self.label(piece, heads, scratch, &mut out.relations);
        out.relations[first + root] = self.root;
        if later_piece {
            out.heads[first + root] = main as u32;
            out.relations[first + root] = self.parataxis;
        }
    }

    /// The root of the first piece.
    fn main_root(&self, out: &Parsed) -> usize {
        out.relations.iter().take(PIECE).position(|relation| *relation == self.root).unwrap_or(0)
    }

    /// Fills `scratch.scores`: for each word of a piece a row for the root and each word of it, in whole blocks.
    fn score_arcs(&self, piece: Range<usize>, scratch: &mut Scratch) {
        let words = piece.len();
        let Scratch {
            layers: [encoded, _],
            dependents,
            heads,
            queries,
            keys,
            distances,
            distance,
            scores,
            ..
        } = scratch;
        let width = self.arc_dependent.weights.rows();
        for (rows, count) in [(&mut *dependents, words), (&mut *queries, words), (&mut *heads, words + 1)] {
            rows.reset(count, width);
        }
        self.arc_dependent.activations(encoded, piece.clone(), dependents, 0, |low, high| {
            kernel::activations(relu(low), relu(high))
        });
        self.arc_between.activations(dependents, 0..words, queries, 0, arc_numbers);
        heads.numbers_mut(0).copy_from_slice(&self.arc_root);
        self.arc_head
            .activations(encoded, piece.clone(), heads, 1, |low, high| arc_numbers(relu(low), relu(high)));
        keys.set_rows(heads, words + 1);
        self.arc_distance.values(encoded, piece, distances);
        let distances: &[f32] = bytemuck::cast_slice(distances);

        let vectors = (words + 1).div_ceil(BLOCK) * 4;
        scores.resize(words * vectors, i32x4::ZERO);
        keys.times_all(queries.rows(0, words), |row, block, sums| {
            scores[row * vectors + block * 4..][..4].copy_from_slice(&sums);
        });
        tick(scores.len());
        distance.resize(vectors, f32x4::ZERO);
        let rows =
            scores.chunks_exact_mut(vectors).zip(distances.chunks_exact(DISTANCES.next_multiple_of(BLOCK)));
        for (word, (row, classes)) in rows.enumerate() {
            let by_head: &mut [f32] = bytemuck::cast_slice_mut(distance);
            by_head[0] = classes[0];
            for (score, &class) in by_head[1..=words].iter_mut().zip(&DISTANCE[PIECE - word..]) {
                *score = classes[usize::from(class)];
            }
            for (score, &distance) in row.iter_mut().zip(&*distance) {
                let value = score.round_float() * const { all(1.0 / (ARC_ONE * ARC_ONE)) } + distance;
                *score = kernel::round(value * const { all(ARC_STEPS) });
            }
            let row: &mut [i32] = bytemuck::cast_slice_mut(row);
            row[word + 1] = i32::MIN;
        }
    }

    /// Adds the relation of each word of a piece to its head, numbered in the piece.
    fn label(&self, piece: Range<usize>, heads: &[u32], scratch: &mut Scratch, relations: &mut Vec<u8>) {
        let Scratch { layers: [encoded, _], dependents, heads: head_rows, queries: both, logits, .. } =
            scratch;
        let width = self.label_dependent.weights.rows();
        let rectify = |low, high| kernel::activations(relu(low), relu(high));
        dependents.reset(piece.len(), width);
        self.label_dependent.activations(encoded, piece.clone(), dependents, 0, rectify);
        head_rows.reset(piece.len(), width);
        self.label_head.activations(encoded, piece.clone(), head_rows, 0, rectify);
        both.reset(piece.len(), 3 * width);
        for (word, &head) in heads.iter().enumerate() {
            let (a, b) = (dependents.row(word), head_rows.row(head as usize));
            let (products, rest) = both.row_mut(word).split_at_mut(a.len());
            for (product, (&a, &b)) in products.iter_mut().zip(a.iter().zip(b)) {
                *product = kernel::product(a, b);
            }
            let (dependent, head) = rest.split_at_mut(a.len());
            dependent.copy_from_slice(a);
            head.copy_from_slice(b);
        }
        self.label.values(both, 0..piece.len(), logits);
        let logits: &[f32] = bytemuck::cast_slice(logits);
        for logits in logits.chunks_exact(self.label.weights.rows()) {
            let logits = &logits[..self.relations.len()];
            relations.push(decode::best(logits, |relation| relation != usize::from(self.root)) as u8);
        }
    }
}

/// What has a letter or a digit is no punctuation, however strange it is; what has none is no noun or verb: "🪖".
fn fits(word: &WordRows, upos: Upos) -> bool {
    use Upos::{Adj, Adv, Aux, Noun, Pron, Propn, Punct, Verb};
    match word.alphanumeric {
        true => upos != Punct,
        false => !matches!(upos, Adj | Adv | Aux | Noun | Pron | Propn | Verb),
    }
}

/// Writes a row at the start of what is left.
fn put(rest: &mut &mut [i16], columns: usize, row: impl Iterator<Item = i16>) {
    let (out, left) = std::mem::take(rest).split_at_mut(columns);
    out.iter_mut().zip(row).for_each(|(out, number)| *out = number);
    *rest = left;
}

/// The first of the best heads.
fn best_head(scores: &[i32]) -> u32 {
    let (mut best, mut most) = (0, i32::MIN);
    for (head, &score) in scores.iter().enumerate() {
        if score > most {
            (best, most) = (head as u32, score);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::super::container::Tensor;
    use super::super::synthetic::{self, Random, SMALL, Sizes};
    use super::*;

    /// What [`kernel`] says of activations, in single numbers.
    fn q12(value: f32) -> i32 {
        ((value * 4096.0).round_ties_even() as i32).clamp(-32768, 32767)
    }

    fn tanh(x: f32) -> f32 {
        kernel::tanh(f32x4::splat(x)).to_array()[0]
    }

    /// The network in plain loops over the tensors of the file.
    struct Plain<'m>(Container<'m>);

    impl Plain<'_> {
        fn tensor(&self, name: &str) -> &Tensor<'_> {
            self.0.tensor(name).unwrap()
        }

        fn row(&self, name: &str, row: usize) -> Vec<i32> {
            let (step, values) = self.tensor(name).q8().unwrap();
            let columns = self.tensor(name).columns;
            values[row * columns..][..columns].iter().map(|&v| q12(f32::from(v as i8) * step)).collect()
        }

        fn hashed(&self, name: &str, hash: u32) -> Vec<i32> {
            self.row(name, hash as usize % self.tensor(name).rows)
        }

        /// Sums of products and what they are worth.
        fn sums(&self, name: &str, x: &[i32]) -> Vec<f32> {
            let (step, values) = self.tensor(name).q8().unwrap();
            let dot = |row: &[u8]| row.iter().zip(x).map(|(&w, &x)| i32::from(w as i8) * x).sum::<i32>();
            values.chunks_exact(x.len()).map(|row| dot(row) as f32 * (step / 4096.0)).collect()
        }

        fn bias(&self, name: &str) -> Vec<f32> {
            self.tensor(&format!("{name}.b")).f32().unwrap()
        }

        fn linear(&self, name: &str, x: &[i32]) -> Vec<f32> {
            let sums = self.sums(&format!("{name}.w"), x);
            sums.iter().zip(self.bias(name)).map(|(sum, bias)| sum + bias).collect()
        }

        fn relu(&self, name: &str, x: &[i32]) -> Vec<i32> {
            self.linear(name, x).iter().map(|&value| q12(value.max(0.0))).collect()
        }

        fn input(&self, word: &WordRows, ngrams: &[u32]) -> Vec<i32> {
            let keys = self.tensor("vocabulary").u24().unwrap();
            let known = keys.binary_search(&(word.key & 0xFF_FFFF)).ok();
            let own = self.tensor("own").bytes;
            let row = known
                .map_or(0, |k| if own[k] == 1 { own[..=k].iter().map(|&o| usize::from(o)).sum() } else { 0 });
            let mut x = self.row("word", row);
            let codes = self.tensor("codes");
            for codebook in 0..codes.rows {
                let code = known.map_or(0, |k| usize::from(codes.bytes[codebook * codes.columns + k]));
                x.extend(self.row("codebook", codebook * 256 + code));
            }
            for (name, &hash) in AFFIXES.iter().zip(&word.affixes) {
                x.extend(self.hashed(name, hash));
            }
            let ngrams = &ngrams[word.ngrams.0 as usize..word.ngrams.1 as usize];
            let mut sum = vec![0; self.tensor("ngram").columns];
            if row == 0 {
                for &hash in ngrams {
                    sum.iter_mut().zip(self.hashed("ngram", hash)).for_each(|(sum, number)| *sum += number);
                }
            }
            x.extend(sum.iter().map(|sum| sum / (ngrams.len().max(1) as i32)));
            self.linear("input", &x).iter().map(|&value| q12(tanh(value))).collect()
        }

        fn lstm<'a>(&self, name: &str, words: impl Iterator<Item = &'a Vec<i32>>) -> Vec<Vec<i32>> {
            let bias = self.bias(name);
            let units = bias.len() / 3;
            let (mut cell, mut hidden) = (vec![0.0; units], vec![0; units]);
            let step = |x: &'a Vec<i32>| {
                let (of_x, of_h) =
                    (self.sums(&format!("{name}.x"), x), self.sums(&format!("{name}.h"), &hidden));
                let gate = |at: usize| of_x[at] + of_h[at] + bias[at];
                let sigmoid = |x: f32| tanh(x * 0.5) * 0.5 + 0.5;
                for unit in 0..units {
                    let (f, o) = (sigmoid(gate(units + unit)), sigmoid(gate(2 * units + unit)));
                    cell[unit] = f * cell[unit] + (1.0 - f) * tanh(gate(unit));
                    hidden[unit] = q12(o * cell[unit]);
                }
                hidden.clone()
            };
            words.map(step).collect()
        }

        fn encode(&self, sentence: &SentenceRows, layers: usize) -> Vec<Vec<i32>> {
            let input = |word| self.input(word, &sentence.ngrams);
            let mut x: Vec<Vec<i32>> = sentence.words.iter().map(input).collect();
            for layer in 1..=layers {
                let fw = self.lstm(&format!("lstm{layer}.fw"), x.iter());
                let mut bw = self.lstm(&format!("lstm{layer}.bw"), x.iter().rev());
                bw.reverse();
                for ((x, fw), bw) in x.iter_mut().zip(fw).zip(bw) {
                    let mut out = [fw, bw].concat();
                    if layer > 1 && out.len() == x.len() {
                        out.iter_mut().zip(&*x).for_each(|(out, x)| *out = (*out + x).clamp(-32768, 32767));
                    }
                    *x = out;
                }
            }
            x
        }

        /// The scores of the root and of all words as heads of each word; none of itself.
        fn arcs(&self, x: &[Vec<i32>]) -> Vec<Vec<i32>> {
            let q9 = |value: f32| ((value * 512.0).clamp(-4095.0, 4095.0)).round_ties_even() as i32;
            let (step, root) = self.tensor("arc.root").q8().unwrap();
            let mut heads: Vec<Vec<i32>> =
                vec![root.iter().map(|&v| q9(f32::from(v as i8) * step)).collect()];
            heads.extend(x.iter().map(|x| self.linear("arc.h", x).iter().map(|&v| q9(v.max(0.0))).collect()));
            let row = |(word, x): (usize, &Vec<i32>)| {
                let query: Vec<i32> =
                    self.linear("arc.u", &self.relu("arc.d", x)).iter().map(|&v| q9(v)).collect();
                let classes = self.linear("arc.dist", x);
                let score = |(head, numbers): (usize, &Vec<i32>)| {
                    let dot: i32 = query.iter().zip(numbers).map(|(a, b)| a * b).sum();
                    let class = if head == 0 { 0 } else { DISTANCE[PIECE + head - 1 - word] };
                    let score = dot as f32 / (512.0 * 512.0) + classes[usize::from(class)];
                    if head == word + 1 { i32::MIN } else { (score * 1024.0).round_ties_even() as i32 }
                };
                heads.iter().enumerate().map(score).collect()
            };
            x.iter().enumerate().map(row).collect()
        }

        fn labels(&self, dependent: &[i32], head: &[i32]) -> Vec<f32> {
            let (a, b) = (self.relu("label.d", dependent), self.relu("label.h", head));
            let product = a.iter().zip(&b).map(|(&a, &b)| q12((a as f32 / 4096.0) * (b as f32 / 4096.0)));
            let product: Vec<i32> = product.collect();
            self.linear("label", &[product, a, b].concat())
        }
    }

    fn check_by_plain_loops(sizes: Sizes, seed: u32) {
        let (file, keys) = synthetic::file(sizes, seed);
        let model = Model::read(&file).unwrap();
        let plain = Plain(Container::read(&file).unwrap());
        let (scratch, parsed) = (&mut Scratch::default(), &mut Parsed::default());
        let random = &mut Random(seed);
        for length in [1, 2, 7, 40, 33] {
            let sentence = &synthetic::sentence(length, &keys, random);
            model.parse(sentence, scratch, parsed);
            let x = plain.encode(sentence, sizes.layers);
            for (row, x) in x.iter().enumerate() {
                let numbers: Vec<i32> =
                    scratch.layers[0].numbers_mut(row).iter().map(|&n| n.into()).collect();
                assert_eq!(numbers, *x, "word {row} of {length}");
            }
            let expected = plain.arcs(&x);
            let scores: &[i32] = bytemuck::cast_slice(&scratch.scores);
            for (row, expected) in scores.chunks_exact((length + 1).next_multiple_of(BLOCK)).zip(&expected) {
                assert_eq!(row[..=length], *expected);
            }
            for word in 0..length {
                let logits = plain.linear("tag", &x[word]);
                let may = |tag: usize| fits(&sentence.words[word], model.tags[tag].0);
                assert_eq!(usize::from(parsed.tags[word]), decode::best(&logits, may));
                let head = parsed.heads[word] as usize;
                let label = decode::best(&plain.labels(&x[word], &x[head]), |l| l != usize::from(model.root));
                let expected = if head == word { usize::from(model.root) } else { label };
                assert_eq!(usize::from(parsed.relations[word]), expected);
            }
        }
    }

    #[test]
    fn the_network_is_that_of_plain_loops() {
        check_by_plain_loops(SMALL, 1);
        check_by_plain_loops(
            Sizes { d: 48, h: 32, layers: 1, a: 48, r: 32, columns: [7, 2, 3, 1], ..SMALL },
            2,
        );
        check_by_plain_loops(Sizes { layers: 3, codebooks: 1, own: 0, ..SMALL }, 3);
    }

    /// One root; from every word the heads lead to it.
    fn assert_tree(model: &Model<'_>, parsed: &Parsed, words: usize) {
        assert_eq!([parsed.tags.len(), parsed.heads.len(), parsed.relations.len()], [words; 3]);
        let heads: Vec<u32> =
            (0..).zip(&parsed.heads).map(|(w, &h)| if h == w { 0 } else { h + 1 }).collect();
        let root = decode::single_root(&heads, &mut Vec::new()).expect("a tree with one root");
        for (word, &relation) in parsed.relations.iter().enumerate() {
            assert_eq!(relation == model.root, word == root, "only the root is called root");
        }
    }

    #[test]
    fn long_sentences_are_one_tree() {
        let (file, keys) = synthetic::file(SMALL, 4);
        let model = Model::read(&file).unwrap();
        let (scratch, parsed) = (&mut Scratch::default(), &mut Parsed::default());
        for length in [0, 1, 160, 161, 300, 1024, 1025, 5000] {
            let sentence = &synthetic::sentence(length, &keys, &mut Random(6));
            model.parse(sentence, scratch, parsed);
            if length > 0 {
                assert_tree(&model, parsed, length);
            }
            let long = |(word, &head): (usize, &u32)| word.abs_diff(head as usize) > PIECE;
            let later = parsed
                .heads
                .iter()
                .enumerate()
                .filter(|&arc| long(arc))
                .map(|(word, _)| parsed.relations[word]);
            assert!(later.clone().all(|relation| relation == model.parataxis));
            assert!(later.count() <= length / 100);
            assert!(
                scratch.scores.len() * 4 <= PIECE * (PIECE + BLOCK),
                "memory does not grow with the sentence"
            );
        }
    }

    #[test]
    fn rows_that_are_not_there_do_no_harm() {
        let (file, _) = synthetic::file(SMALL, 4);
        let model = Model::read(&file).unwrap();
        let far = WordRows { key: u32::MAX, affixes: [u32::MAX; 5], ngrams: (1, 9), alphanumeric: true };
        let mut sentence = SentenceRows::default();
        sentence.ngrams.extend([1, 2]);
        sentence.words.extend([far, WordRows { ngrams: (7, u32::MAX), ..WordRows::default() }]);
        let parsed = &mut Parsed::default();
        model.parse(&sentence, &mut Scratch::default(), parsed);
        assert_tree(&model, parsed, 2);
    }

    #[test]
    fn words_are_found_by_hash() {
        let (file, keys) = synthetic::file(Sizes { vocabulary: 3000, ..SMALL }, 8);
        let model = Model::read(&file).unwrap();
        for (word, &key) in (0..).zip(&keys) {
            assert_eq!(model.entry(key | 0xAB00_0000), Some(word));
            assert_eq!(model.entry(key ^ 0x80), keys.binary_search(&(key ^ 0x80)).ok().map(|at| at as u32));
        }
        assert_eq!(model.vocabulary.rows[..22], *(1..=20).chain([0, 0]).collect::<Vec<u16>>());
    }

    #[test]
    fn a_file_without_a_tensor_or_with_another_size_is_not_read() {
        let (file, _) = synthetic::file(SMALL, 4);
        let container = Container::read(&file).unwrap();
        for (number, tensor) in container.tensors.iter().enumerate() {
            let mut less = container.clone();
            less.tensors.remove(number);
            // Without its first part the second layer is none.
            assert!(Model::read(&less.write()).is_err() || tensor.name == "lstm2.fw.x", "{}", tensor.name);
            let mut other = container.clone();
            let rows = tensor.rows.max(2) - 1;
            let fewer = Tensor { rows, bytes: &tensor.bytes[..kind_bytes(tensor, rows)], ..*tensor };
            other.tensors[number] = fewer;
            assert!(tensor.rows == 1 || Model::read(&other.write()).is_err(), "{}", tensor.name);
            other.tensors[number] =
                Tensor { kind: if tensor.kind == Kind::U8 { Kind::Q8 } else { Kind::U8 }, ..*tensor };
            assert!(Model::read(&other.write()).is_err(), "{}", tensor.name);
        }
        for relation in [Deprel::Root, Deprel::Parataxis] {
            let mut other = container.clone();
            other.relations.iter_mut().filter(|r| **r == relation).for_each(|r| *r = Deprel::Dep);
            assert!(Model::read(&other.write()).is_err());
        }
    }

    fn kind_bytes(tensor: &Tensor<'_>, rows: usize) -> usize {
        let head = if tensor.kind == Kind::Q8 { 4 } else { 0 };
        head + (tensor.bytes.len() - head) / tensor.rows * rows
    }

    #[test]
    fn weights_of_any_bytes_parse() {
        let (file, keys) = synthetic::file(SMALL, 4);
        let random = &mut Random(3);
        let sentence = &synthetic::sentence(30, &keys, random);
        let (scratch, parsed) = (&mut Scratch::default(), &mut Parsed::default());
        let mut read = 0;
        for _ in 0..300 {
            let mut container = Container::read(&file).unwrap();
            let number = random.below(container.tensors.len());
            let mut bytes = container.tensors[number].bytes.to_vec();
            for _ in 0..4 {
                let at = random.below(bytes.len());
                bytes[at] = random.number() as u8;
                // Mostly the step, which can be of any size.
                bytes[3] = if random.below(2) == 0 { random.number() as u8 } else { bytes[3] };
            }
            container.tensors[number].bytes = &bytes;
            let file = container.write();
            if let Ok(model) = Model::read(&file) {
                read += 1;
                model.parse(sentence, scratch, parsed);
                assert_tree(&model, parsed, 30);
            }
        }
        assert!(read > 100, "most of them are networks, if bad ones");
    }
}
