//! Log-linear models by stochastic gradients with a step of its own for each weight (AdaGrad: Duchi et al. 2011), in a fixed order.

use std::collections::HashMap;

use dateline::events::model::softmax;

use super::lessons::Example;

/// How a model is learnt.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    pub epochs: usize,
    pub rate: f32,
    /// Pull of every touched weight towards zero.
    pub decay: f32,
    /// A clue is learnt when it is seen so often.
    pub least: usize,
    /// Weights are left out in the end that are smaller than this over the root of how often their clue is seen: what is rare
    /// must say much.
    pub kept: f32,
    /// So many of the clues of an example are hidden each time it is seen (Srivastava et al. 2014): none is relied on alone.
    pub hidden: f32,
    /// Of the random numbers.
    pub seed: u64,
}

/// Weights of classes by clue.
pub struct Weights {
    pub clues: Vec<u32>,
    index: HashMap<u32, usize>,
    /// How often each clue was seen.
    counts: Vec<usize>,
    /// A row of classes for each clue.
    pub rows: Vec<f32>,
    pub tied: Vec<f32>,
    pub classes: usize,
}

impl Weights {
    fn new<'e>(
        examples: impl Iterator<Item = &'e Example>,
        classes: usize,
        tied: usize,
        least: usize,
    ) -> Self {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        examples.flat_map(|e| &e.clues).for_each(|clue| *counts.entry(*clue).or_default() += 1);
        let mut clues: Vec<u32> =
            counts.iter().filter(|(_, count)| **count >= least).map(|(clue, _)| *clue).collect();
        clues.sort_unstable();
        let index = clues.iter().enumerate().map(|(at, &clue)| (clue, at)).collect();
        let counts = clues.iter().map(|clue| counts[clue]).collect();
        Self { rows: vec![0.0; clues.len() * classes], clues, index, counts, tied: vec![0.0; tied], classes }
    }

    /// Weights that say little to zero.
    pub fn prune(&mut self, kept: f32) {
        for (row, &count) in self.rows.chunks_exact_mut(self.classes).zip(&self.counts) {
            let least = kept / (count as f32).sqrt();
            row.iter_mut().filter(|weight| weight.abs() < least).for_each(|weight| *weight = 0.0);
        }
    }

    /// The rows of the clues that are not hidden this time.
    fn rows_of(&self, clues: &[u32], hidden: f32, random: &mut Random, out: &mut Vec<usize>) {
        out.clear();
        let seen = clues.iter().filter(|_| hidden == 0.0 || random.next() >= hidden);
        out.extend(seen.filter_map(|clue| Some(self.index.get(clue)? * self.classes)));
    }

    /// The sums of what the clues of an example say of the classes.
    pub fn scores(&self, example: &Example, scores: &mut [f32]) {
        scores.fill(0.0);
        for row in example.clues.iter().filter_map(|clue| Some(self.index.get(clue)? * self.classes)) {
            scores.iter_mut().zip(&self.rows[row..]).for_each(|(score, weight)| *score += weight);
        }
        for &(class, evidence) in &example.tied {
            scores[usize::from(class)] += self.tied.get(usize::from(evidence)).copied().unwrap_or(0.0);
        }
    }
}

/// Learns whether: one class, a logistic regression on the sum of the shares of an example's target.
pub fn whether(examples: &[&Example], settings: Settings) -> Weights {
    let mut weights = Weights::new(examples.iter().copied(), 1, 0, settings.least);
    let mut squares = vec![1e-2; weights.rows.len()];
    let mut rows = Vec::new();
    let seen = 1.0 - settings.hidden;
    in_turns(examples, settings, |example, rate, random| {
        weights.rows_of(&example.clues, settings.hidden, random, &mut rows);
        let score = rows.iter().map(|&row| weights.rows[row]).sum::<f32>() / seen;
        let target: f32 = example.target.iter().map(|(_, share)| share).sum();
        let error = 1.0 / (1.0 + (-score).exp()) - target;
        for &row in &rows {
            step(&mut weights.rows[row], &mut squares[row], error, rate, settings.decay);
        }
    });
    weights
}

/// Learns which: a softmax over classes. An example counts as much as the shares of its target.
pub fn which(examples: &[&Example], classes: usize, tied: usize, settings: Settings) -> Weights {
    let mut weights = Weights::new(examples.iter().copied(), classes, tied, settings.least);
    let mut squares = vec![1e-2; weights.rows.len()];
    let mut squares_tied = vec![1e-2; tied];
    let mut rows = Vec::new();
    let mut errors = vec![0.0; classes];
    let seen = 1.0 - settings.hidden;
    in_turns(examples, settings, |example, rate, random| {
        weights.rows_of(&example.clues, settings.hidden, random, &mut rows);
        errors.fill(0.0);
        for &row in &rows {
            errors.iter_mut().zip(&weights.rows[row..]).for_each(|(score, weight)| *score += weight / seen);
        }
        for &(class, evidence) in &example.tied {
            errors[usize::from(class)] += weights.tied[usize::from(evidence)];
        }
        softmax(&mut errors);
        let whole: f32 = example.target.iter().map(|(_, share)| share).sum();
        errors.iter_mut().for_each(|error| *error *= whole);
        example.target.iter().for_each(|&(class, share)| errors[usize::from(class)] -= share);
        for &row in &rows {
            for (class, &error) in errors.iter().enumerate().filter(|(_, error)| error.abs() > 1e-3) {
                step(&mut weights.rows[row + class], &mut squares[row + class], error, rate, settings.decay);
            }
        }
        for &(class, evidence) in &example.tied {
            let at = usize::from(evidence);
            step(&mut weights.tied[at], &mut squares_tied[at], errors[usize::from(class)], rate, 0.0);
        }
    });
    weights
}

fn step(weight: &mut f32, squares: &mut f32, error: f32, rate: f32, decay: f32) {
    let slope = error + decay * *weight;
    *squares += slope * slope;
    *weight -= rate * slope / squares.sqrt();
}

/// Numbers that look random, always the same ones (a linear congruence: Knuth).
struct Random(u64);

impl Random {
    fn bits(&mut self) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize
    }

    /// From 0 up to 1.
    fn next(&mut self) -> f32 {
        self.bits() as f32 / (1_u64 << 31) as f32
    }
}

/// Shows the examples in a new order in every epoch, with a rate that falls.
fn in_turns(examples: &[&Example], settings: Settings, mut show: impl FnMut(&Example, f32, &mut Random)) {
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(settings.seed);
    for epoch in 0..settings.epochs {
        let rate = settings.rate * (1.0 - epoch as f32 / settings.epochs as f32);
        for last in (1..order.len()).rev() {
            order.swap(last, random.bits() % (last + 1));
        }
        order.iter().for_each(|&at| show(examples[at], rate, &mut random));
    }
}
