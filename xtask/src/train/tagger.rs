//! `cargo xtask train tagger`: learns `data/models/tagger.bin` from the treebanks.
//!
//! Two averaged perceptrons one after the other: one for the word alone, one for the word in its place on top of the first.
//! Each is learnt in full, pruned to the weights that count, learnt again over these, and rounded to squares of small
//! numbers. One thread, fixed order, own random numbers: the same data give the same bytes.

use std::collections::HashMap;
use std::path::PathBuf;

use anyhow::{Context, Result};
use dateline::syntax::features::{self, Words};
use dateline::syntax::lemmas::Lemmas;
use dateline::syntax::tagger::{self, Model, STEP, Weight};
use dateline::syntax::{Models, Upos, Xpos};
use rustc_hash::FxHashMap;

use super::lemmas;
use crate::treebank::{self, Recase, Sentence};
use crate::{eval, root};

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

/// The word alone.
const ALONE: Recipe = Recipe { epochs: 5, keep: 16_000, again: 3 };
/// The word in its place.
const IN_PLACE: Recipe = Recipe { epochs: 7, keep: 15_000, again: 3 };
/// Steps by which the right class must win while learning; without, pruning and rounding cost half a point.
const MARGIN: i32 = 6 * STEP;
/// A weight is worth its size times the times that it fires to this power: higher keeps fewer features with more weights.
const FIRES: f64 = 0.25;
/// Sentences in a hundred that are written otherwise (headlines, capitals), drawn anew in each epoch.
const RECASED: u64 = 24;
/// Classes rarer than this are not learnt.
const RARE: usize = 50;
const SEED: u64 = 20_261_123;

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
            7 => Recase::Terse,
            8 | 9 => Recase::Upper,
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
            if scores[gold] - scores[rival] <= MARGIN {
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
        let worth = |row: &Row, cell: &Cell| self.mean(cell).abs() * f64::from(row.seen).powf(FIRES);
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
            let recase = random.recase();
            let (text, tokens) = sentence.tokens(recase);
            words.read(&text, &tokens, &tokens.sentences[0]);
            let tags: Vec<_> = sentence.words(recase).into_iter().map(|word| sentence.tags[word]).collect();
            pass(&mut learner, &words, &tags);
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
    let mut random = Random(SEED);
    let mut scores = vec![0; classes.len()];

    let alone = learn("word alone", &sentences, &ALONE, &mut random, |learner, words, tags| {
        for (index, tag) in tags.iter().enumerate() {
            let keys: [u32; features::OWN] = words.own(index);
            scores.fill(0);
            learner.add(&keys, &mut scores);
            learner.learn(&keys, &scores, class_of(tag));
        }
    });

    let model = Model::new(classes.clone(), &alone);
    let in_place = learn("word in place", &sentences, &IN_PLACE, &mut random, |learner, words, tags| {
        model.walk(words, |index, keys, scores| {
            learner.add(keys, scores);
            learner.learn(keys, scores, class_of(&tags[index]))
        });
    });

    let mut rows = [alone, in_place].concat();
    rows.sort_unstable_by_key(|row| row.0);
    let bytes = Model::write(&classes, &rows);
    let rules = lemmas::learn(&sentences);
    let weights: usize = rows.iter().map(|row| row.1.len()).sum();
    let size = format!(
        "{} classes, {} features, {weights} weights, {} bytes; lemmas.tsv has {} rules, {} bytes",
        classes.len(),
        rows.len(),
        bytes.len(),
        rules.lines().filter(|line| !line.starts_with('#')).count(),
        rules.len()
    );
    let words: usize = sentences.iter().map(|sentence| sentence.forms.len()).sum();
    let trained_on = format!("{} sentences, {words} words", sentences.len());
    let models = root().join("data/models");
    std::fs::create_dir_all(&models)?;
    std::fs::write(models.join("tagger.bin"), &bytes)?;
    std::fs::write(models.join("lemmas.tsv"), &rules)?;
    let trained = Models {
        tagger: Model::read(&bytes).context("the model that was just written")?,
        lemmas: Lemmas::read(&rules),
    };
    let scores = eval::syntax::table(&eval::syntax::score(&args.data, &trained)?);
    std::fs::write(models.join("tagger.md"), card(&size, &trained_on, &scores))?;
    print!("{size}\n{scores}");
    Ok(())
}

/// The card of the models.
fn card(size: &str, trained_on: &str, scores: &str) -> String {
    format!(
        "\
# tagger.bin and lemmas.tsv

Parts of speech and lemmas of English, for `dateline::syntax`. Written by `cargo xtask train tagger --data DIR`; do not
edit by hand. The container is described in `src/syntax/tagger.rs`, the rules in `src/syntax/lemmas.rs`.

{size}.

## Data

Trained on {trained_on}:

- UD English EWT, train (commit 15d613d8, v2.16), CC BY-SA 4.0
- UD English GUM, train (commit afb41ee9, v2.16), without the genres under non-commercial licences (whow, fiction, essay,
  letter, podcast). The repository as a whole names CC BY-NC-SA 4.0, its LICENSE.txt each genre in keeping with its texts: CC BY or
  public domain for those used. Without the articles that the project measures events on.

Source: UD English EWT 2.16 and the openly licensed genres of UD English GUM 2.16, training parts.
Licence: CC BY-SA 4.0

No text of the treebanks is in them but single words in
lemmas.tsv.

## Recipe

Joint UPOS and XPOS classes seen {RARE} times or more, without GW and AFX. Averaged perceptron, greedy from left to right,
margin {} steps; sentences shuffled in each epoch, {RECASED} in 100 rewritten (title case, headline without articles, capitals,
lower case); seed {SEED}. Two in a row: the word alone ({} epochs, pruned to {} weights, {} epochs over these) and
the word in its place on top of it ({}, {}, {}). Weights are rounded to signed squares. \"people\" keeps its form as lemma,
where the treebanks waver. Irregular verbs come from `data/lexicon/irregular-verbs.tsv`.

## Scores

On the dev parts, with the treebank's own words and sentences; lemmas compared without case; \"headlines\" are title-cased
without articles and full stop, \"terse\" the same in plain case. Genres not trained on: {}.

{scores}",
        MARGIN / STEP,
        ALONE.epochs,
        ALONE.keep,
        ALONE.again,
        IN_PLACE.epochs,
        IN_PLACE.keep,
        IN_PLACE.again,
        treebank::CLOSED.join(", "),
    )
}
