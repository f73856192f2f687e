//! `cargo xtask train tagger`: learns `data/models/tagger.bin` from the treebanks.
//!
//! Two averaged perceptrons one after the other: one for the word alone, one for the word in its place on top of the first.
//! Each is learnt in full, pruned to the weights that count, learnt again over these, and rounded to squares of small
//! numbers. One thread, fixed order, own random numbers: the same data give the same bytes.

use std::collections::HashMap;
use std::path::PathBuf;

use anyhow::Result;
use dateline::syntax::features::{self, Words};
use dateline::syntax::tagger::{self, Model, STEP, Weight};
use dateline::syntax::{Upos, Xpos};
use rustc_hash::FxHashMap;

use crate::root;
use crate::treebank::{self, Recase, Sentence};

#[derive(clap::Args)]
pub struct Args {
    /// The folder of the treebanks
    #[arg(long)]
    data: PathBuf,
}

/// How one of the two perceptrons is learnt.
struct Recipe {
    epochs: u32,
    /// Weights that are kept.
    keep: usize,
    /// Epochs over the weights that are kept.
    again: u32,
}

static MARGIN: std::sync::LazyLock<i32> = std::sync::LazyLock::new(|| knob("MARGIN", 6) as i32 * STEP);
fn knob(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}
/// Sentences in a hundred that are written otherwise, drawn anew in each epoch.
const RECASED: u64 = 12;
/// Classes rarer than this are not learnt.
const RARE: usize = 50;

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ z >> 31) % n
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i as u64 + 1) as usize);
        }
    }

    fn recase(&mut self) -> Recase {
        match self.below(100 * 12) / RECASED {
            0..=2 => Recase::Title,
            3..=6 => Recase::Headline,
            7..=9 => Recase::Upper,
            10 | 11 => Recase::Lower,
            _ => Recase::Keep,
        }
    }
}

/// One weight while it is learnt: steps now, their sum over time, and when the sum was last brought up to date.
struct Cell {
    class: u8,
    steps: i32,
    sum: i64,
    at: u32,
}

/// Weights while they are learnt.
#[derive(Default)]
struct Learner {
    index: FxHashMap<u32, u32>,
    rows: Vec<Row>,
    now: u32,
    /// Only weights that are there are changed.
    fixed: bool,
}

#[derive(Default)]
struct Row {
    key: u32,
    /// How often the feature was seen.
    seen: u32,
    cells: Vec<Cell>,
}

impl Learner {
    fn add(&mut self, keys: &[u32], scores: &mut [i32]) {
        for key in keys {
            if let Some(&row) = self.index.get(key) {
                let row = &mut self.rows[row as usize];
                row.seen += 1;
                for cell in &row.cells {
                    scores[usize::from(cell.class)] += cell.steps * STEP;
                }
            }
        }
    }

    /// Learns from one word; `scores` are complete.
    fn learn(&mut self, keys: &[u32], scores: &[i32], gold: Option<usize>) -> usize {
        self.now += 1;
        let predicted = tagger::best(scores);
        if let Some(gold) = gold {
            // A right answer by a small margin is no answer yet: rounding would lose it.
            let mut rival = if predicted == gold { usize::from(gold == 0) } else { predicted };
            for class in 0..scores.len() {
                if class != gold && scores[class] > scores[rival] {
                    rival = class;
                }
            }
            if scores[gold] - scores[rival] <= *MARGIN {
                for &key in keys {
                    self.step(key, gold, 1);
                    self.step(key, rival, -1);
                }
            }
        }
        predicted
    }

    fn step(&mut self, key: u32, class: usize, by: i32) {
        let row = match self.index.get(&key) {
            Some(&row) => row as usize,
            None if self.fixed => return,
            None => {
                self.index.insert(key, self.rows.len() as u32);
                self.rows.push(Row { key, ..Row::default() });
                self.rows.len() - 1
            }
        };
        let cells = &mut self.rows[row].cells;
        let now = self.now;
        match cells.iter_mut().find(|cell| usize::from(cell.class) == class) {
            Some(cell) => {
                cell.sum += i64::from(cell.steps) * i64::from(now - cell.at);
                cell.at = now;
                cell.steps += by;
            }
            None if self.fixed => {}
            None => cells.push(Cell { class: class as u8, steps: by, sum: 0, at: now }),
        }
    }

    /// Mean of a weight over time, in parts of a step.
    fn mean(&self, cell: &Cell) -> f64 {
        let sum = cell.sum + i64::from(cell.steps) * i64::from(self.now - cell.at);
        sum as f64 * f64::from(STEP) / f64::from(self.now.max(1))
    }

    /// Keeps the weights that count most: those that are large and fire often.
    fn prune(&mut self, keep: usize) {
        let power = knob("POWER", 25) as f64 / 100.0;
        let worth = |row: &Row, cell: &Cell| self.mean(cell).abs() * f64::from(row.seen).powf(power);
        let mut worths: Vec<f64> =
            self.rows.iter().flat_map(|row| row.cells.iter().map(move |c| worth(row, c))).collect();
        worths.sort_unstable_by(|a, b| b.total_cmp(a));
        let least = worths.get(keep).copied().unwrap_or(0.0);
        let kept: Vec<Vec<bool>> = self
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| worth(row, cell) > least).collect())
            .collect();
        for (row, kept) in self.rows.iter_mut().zip(kept) {
            let mut kept = kept.into_iter();
            row.cells.retain(|_| kept.next().unwrap_or(false));
        }
        self.rows.retain(|row| !row.cells.is_empty());
        self.index = self.rows.iter().enumerate().map(|(i, row)| (row.key, i as u32)).collect();
        self.fixed = true;
    }

    /// Forgets the past for the mean, not the weights.
    fn restart(&mut self) {
        for row in &mut self.rows {
            for cell in &mut row.cells {
                (cell.sum, cell.at) = (0, 0);
            }
        }
        self.now = 0;
    }

    /// The mean weights, rounded to signed squares.
    fn rows(&self) -> Vec<(u32, Vec<Weight>)> {
        let mut rows: Vec<(u32, Vec<Weight>)> = Vec::new();
        for row in &self.rows {
            let mut weights: Vec<Weight> = Vec::new();
            for cell in &row.cells {
                let mean = self.mean(cell);
                let level = mean.abs().sqrt().round().min(63.0) as i16;
                let value = if mean < 0.0 { -level * level } else { level * level };
                if value != 0 {
                    weights.push(Weight { class: cell.class, value });
                }
            }
            weights.sort_unstable_by_key(|w| w.class);
            if !weights.is_empty() {
                rows.push((row.key, weights));
            }
        }
        rows.sort_unstable_by_key(|row| row.0);
        rows
    }
}

/// The classes of the training data, the most frequent first.
fn classes(sentences: &[Sentence]) -> Vec<(Upos, Xpos)> {
    let mut counts: HashMap<(Upos, Xpos), usize> = HashMap::new();
    // "Goes with" and "affix" mark slips of writers; such words are better read as what they look like.
    for tag in sentences
        .iter()
        .flat_map(|s| s.tags.iter().flatten())
        .filter(|t| !matches!(t.1, Xpos::Gw | Xpos::Afx))
    {
        *counts.entry(*tag).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().filter(|&(_, count)| count >= RARE).collect();
    counts.sort_unstable_by_key(|&(tag, count)| (std::cmp::Reverse(count), tag));
    counts.into_iter().map(|(tag, _)| tag).collect()
}

/// Runs a perceptron over the sentences; `pass` learns from one sentence and says how many words it got right.
fn learn(
    name: &str,
    sentences: &[Sentence],
    recipe: &Recipe,
    random: &mut Random,
    mut pass: impl FnMut(&mut Learner, &Words, &[Option<(Upos, Xpos)>]),
) -> Vec<(u32, Vec<Weight>)> {
    let mut learner = Learner::default();
    let mut words = Words::default();
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    for epoch in 0..recipe.epochs + recipe.again {
        if epoch == recipe.epochs {
            learner.prune(recipe.keep);
            learner.restart();
        }
        random.shuffle(&mut order);
        for &number in &order {
            let sentence = &sentences[number];
            let (text, tokens) = sentence.tokens(random.recase());
            words.read(&text, &tokens, &tokens.sentences[0]);
            pass(&mut learner, &words, &sentence.tags);
        }
        println!("{name}: epoch {}, {} features", epoch + 1, learner.rows.len());
    }
    learner.rows()
}

pub fn run(args: &Args) -> Result<()> {
    let parts = treebank::training(&args.data)?;
    let sentences: Vec<Sentence> = parts.into_iter().flat_map(|part| part.sentences).collect();
    let classes = classes(&sentences);
    let class_of = |tag: &Option<(Upos, Xpos)>| tag.and_then(|tag| classes.iter().position(|&c| c == tag));
    let mut random = Random(20_261_123);
    let mut scores = vec![0; classes.len()];

    let recipe =
        Recipe { epochs: knob("E1", 5) as u32, keep: knob("K1", 22_000), again: knob("A1", 3) as u32 };
    let alone = learn("word alone", &sentences, &recipe, &mut random, |learner, words, tags| {
        for (index, tag) in tags.iter().enumerate() {
            let keys: [u32; features::OWN] = words.own(index);
            scores.fill(0);
            learner.add(&keys, &mut scores);
            learner.learn(&keys, &scores, class_of(tag));
        }
    });

    let model = Model::new(classes.clone(), &alone);
    let recipe =
        Recipe { epochs: knob("E2", 7) as u32, keep: knob("K2", 30_000), again: knob("A2", 3) as u32 };
    let in_place = learn("word in place", &sentences, &recipe, &mut random, |learner, words, tags| {
        model.walk(words, |index, keys, scores| {
            learner.add(keys, scores);
            learner.learn(keys, scores, class_of(&tags[index]))
        });
    });

    let mut rows = [alone, in_place].concat();
    rows.sort_unstable_by_key(|row| row.0);
    let bytes = Model::write(&classes, &rows);
    println!(
        "{} classes, {} rows, {} weights, {} bytes",
        classes.len(),
        rows.len(),
        rows.iter().map(|row| row.1.len()).sum::<usize>(),
        bytes.len()
    );
    let path = root().join("data/models/tagger.bin");
    std::fs::create_dir_all(root().join("data/models"))?;
    std::fs::write(std::env::var("OUT").map_or(path, PathBuf::from), &bytes)?;
    let model = Model::read(&bytes).unwrap();
    print!("{}", crate::eval::syntax::table(&args.data, &model)?);
    Ok(())
}
