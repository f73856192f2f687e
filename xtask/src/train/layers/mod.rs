//! What the networks that are trained here are made of, in floating point and with gradients by hand: plain layers, LSTM
//! with coupled gates (Greff et al. 2015), dropout, softmax, an optimiser, and the rounding of weights for the file.

pub mod adam;
pub mod checkpoint;
pub mod matrix;
pub mod quantise;
pub mod random;
pub mod weights;

use matrix::{Matrix, View, multiply};
use random::Random;
use weights::Weights;

/// Where the weights of a linear layer stand.
#[derive(Debug, Clone, Copy)]
pub struct Linear {
    pub w: usize,
    pub b: usize,
}

#[derive(Debug, Clone, Copy)]
pub struct Lstm {
    pub x: usize,
    pub h: usize,
    pub b: usize,
}

impl Linear {
    /// A layer with small random weights.
    pub fn new(
        weights: &mut Weights,
        name: &str,
        outputs: usize,
        inputs: usize,
        random: &mut Random,
    ) -> Self {
        let spread = (6.0 / (inputs + outputs) as f32).sqrt();
        let w = weights.values.len();
        weights.add(&format!("{name}.w"), outputs, inputs, spread, random);
        weights.add(&format!("{name}.b"), 1, outputs, 0.0, random);
        Self { w, b: w + 1 }
    }
}

impl Lstm {
    /// An LSTM with small random weights.
    pub fn new(weights: &mut Weights, name: &str, hidden: usize, inputs: usize, random: &mut Random) -> Self {
        let spread = (3.0 / (inputs + hidden) as f32).sqrt();
        let x = weights.values.len();
        weights.add(&format!("{name}.x"), 3 * hidden, inputs, spread, random);
        weights.add(&format!("{name}.h"), 3 * hidden, hidden, spread, random);
        weights.add(&format!("{name}.b"), 1, 3 * hidden, 0.0, random);
        // Remembering is the default.
        weights.values[x + 2].data[hidden..2 * hidden].fill(1.0);
        Self { x, h: x + 1, b: x + 2 }
    }
}

/// How much of what is dropped while training.
#[derive(Debug, Clone, Copy)]
pub struct Dropout {
    pub input: f32,
    pub between: f32,
    pub heads: f32,
}

impl Dropout {
    pub const NONE: Self = Self { input: 0.0, between: 0.0, heads: 0.0 };
}

pub struct Drops<'r> {
    pub random: Option<&'r mut Random>,
    /// What each value was multiplied by; empty where nothing was dropped.
    pub masks: Vec<Vec<f32>>,
}

impl Drops<'_> {
    pub fn drop(&mut self, matrix: &mut Matrix, share: f32) {
        let mut mask = Vec::new();
        if let Some(random) = &mut self.random
            && share > 0.0
        {
            let keep = 1.0 / (1.0 - share);
            let bound = (f64::from(share) * f64::from(1 << 16)) as u64;
            mask.reserve(matrix.data.len() + 3);
            while mask.len() < matrix.data.len() {
                let bits = random.next();
                mask.extend((0..4).map(|i| if bits >> (16 * i) & 0xFFFF < bound { 0.0 } else { keep }));
            }
            matrix.data.iter_mut().zip(&mask).for_each(|(v, m)| *v *= m);
        }
        self.masks.push(mask);
    }
}

pub fn undrop(d: &mut Matrix, mask: Option<&Vec<f32>>) {
    if let Some(mask) = mask {
        d.data.iter_mut().zip(mask).for_each(|(v, m)| *v *= m);
    }
}

/// Gates, cells and outputs of one direction of a layer.
pub struct State {
    pub gates: Matrix,
    pub cells: Matrix,
    pub before: Matrix,
}

/// Lambert's continued fraction, cut off: within 1e-4, and much faster than the exact one.
pub fn tanh(x: f32) -> f32 {
    // Here the fraction reaches 1.
    let x = x.clamp(-4.97, 4.97);
    let s = x * x;
    x * (135_135.0 + s * (17_325.0 + s * (378.0 + s)))
        / (135_135.0 + s * (62_370.0 + s * (3_150.0 + s * 28.0)))
}

pub fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

pub fn linear(w: &Weights, layer: Linear, x: &Matrix) -> Matrix {
    let (weights, bias) = (&w.values[layer.w], &w.values[layer.b]);
    let mut out = Matrix::zeros(x.rows, weights.rows);
    out.data.chunks_exact_mut(weights.rows).for_each(|row| row.copy_from_slice(&bias.data));
    multiply(x.into(), View::from(weights).t(), 1.0, &mut out, 0, 0);
    out
}

/// From the gradient of a layer's output to those of its weights and its input.
pub fn back(
    w: &Weights,
    grads: &mut [Matrix],
    layer: Linear,
    x: &Matrix,
    d: &Matrix,
    d_x: Option<&mut Matrix>,
) {
    multiply(View::from(d).t(), x.into(), 1.0, &mut grads[layer.w], 0, 0);
    let bias = &mut grads[layer.b].data;
    d.data.chunks_exact(d.cols).for_each(|row| bias.iter_mut().zip(row).for_each(|(b, d)| *b += d));
    if let Some(d_x) = d_x {
        multiply(d.into(), (&w.values[layer.w]).into(), 1.0, d_x, 0, 0);
    }
}

/// Turns scores into the gradient of the cross-entropy to `target`; gives the loss.
pub fn softmax(scores: &mut [f32], target: &[(u16, f32)], scale: f32) -> f64 {
    if target.is_empty() {
        scores.fill(0.0);
        return 0.0;
    }
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - top).exp();
        sum += *score;
    }
    let mut loss = 0.0;
    scores.iter_mut().for_each(|score| *score /= sum);
    for &(class, share) in target {
        loss -= f64::from(share) * f64::from(scores[usize::from(class)].max(1e-12).ln());
    }
    scores.iter_mut().for_each(|score| *score *= scale);
    for &(class, share) in target {
        scores[usize::from(class)] -= share * scale;
    }
    loss
}

/// Sentences from the longest to the shortest, so that those still running are always the first.
fn longest_first(sentences: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut sentences = sentences.to_vec();
    sentences.sort_by_key(|&(start, len)| (usize::MAX - len, start));
    sentences
}

fn word_at((start, len): (usize, usize), step: usize, backwards: bool) -> usize {
    if backwards { start + len - 1 - step } else { start + step }
}

pub fn run(
    w: &Weights,
    lstm: Lstm,
    x: &Matrix,
    sentences: &[(usize, usize)],
    backwards: bool,
    column: usize,
    out: &mut Matrix,
) -> State {
    let n = x.rows;
    let hidden = w.values[lstm.h].cols;
    let mut gates = linear(w, Linear { w: lstm.x, b: lstm.b }, x);
    let mut cells = Matrix::zeros(n, hidden);
    let mut before = Matrix::zeros(n, hidden);
    let sentences = longest_first(sentences);
    let mut h = Matrix::zeros(sentences.len(), hidden);
    let mut c = Matrix::zeros(sentences.len(), hidden);
    let mut recurrent = Matrix::zeros(sentences.len(), 3 * hidden);
    let recurrent_weights = View::from(&w.values[lstm.h]).t();
    for step in 0..sentences.first().map_or(0, |s| s.1) {
        let running = sentences.partition_point(|s| s.1 > step);
        multiply(View::top(&h, running), recurrent_weights, 0.0, &mut recurrent, 0, 0);
        for (s, &sentence) in sentences[..running].iter().enumerate() {
            let word = word_at(sentence, step, backwards);
            before.row_mut(word).copy_from_slice(h.row(s));
            let gates = gates.row_mut(word);
            gates.iter_mut().zip(recurrent.row(s)).for_each(|(g, r)| *g += r);
            let (z, rest) = gates.split_at_mut(hidden);
            z.iter_mut().for_each(|v| *v = tanh(*v));
            rest.iter_mut().for_each(|v| *v = sigmoid(*v));
            let (f, o) = rest.split_at(hidden);
            let (c, h) = (c.row_mut(s), h.row_mut(s));
            for i in 0..hidden {
                c[i] = f[i] * c[i] + (1.0 - f[i]) * z[i];
                h[i] = o[i] * c[i];
            }
            cells.row_mut(word).copy_from_slice(c);
            out.row_mut(word)[column..column + hidden].copy_from_slice(h);
        }
    }
    State { gates, cells, before }
}

#[expect(clippy::too_many_arguments, reason = "all that the forward pass had, and two gradients")]
pub fn run_back(
    w: &Weights,
    grads: &mut [Matrix],
    lstm: Lstm,
    x: &Matrix,
    sentences: &[(usize, usize)],
    backwards: bool,
    column: usize,
    state: &State,
    d_out: &Matrix,
    d_x: &mut Matrix,
) {
    let hidden = w.values[lstm.h].cols;
    let sentences = longest_first(sentences);
    let mut d_gates = Matrix::zeros(x.rows, 3 * hidden);
    let mut d_h = Matrix::zeros(sentences.len(), hidden);
    let mut d_c = Matrix::zeros(sentences.len(), hidden);
    let mut packed = Matrix::zeros(sentences.len(), 3 * hidden);
    let none = vec![0.0; hidden];
    for step in (0..sentences.first().map_or(0, |s| s.1)).rev() {
        let running = sentences.partition_point(|s| s.1 > step);
        for (s, &sentence) in sentences[..running].iter().enumerate() {
            let word = word_at(sentence, step, backwards);
            let gates = state.gates.row(word);
            let (z, f, o) = (&gates[..hidden], &gates[hidden..2 * hidden], &gates[2 * hidden..]);
            let c = state.cells.row(word);
            let c_before =
                if step == 0 { &none } else { state.cells.row(word_at(sentence, step - 1, backwards)) };
            let d_out = &d_out.row(word)[column..column + hidden];
            let (d_h, d_c) = (d_h.row(s), d_c.row_mut(s));
            let d = packed.row_mut(s);
            for i in 0..hidden {
                let dh = d_out[i] + d_h[i];
                let dc = dh * o[i] + d_c[i];
                d[i] = dc * (1.0 - f[i]) * (1.0 - z[i] * z[i]);
                d[hidden + i] = dc * (c_before[i] - z[i]) * f[i] * (1.0 - f[i]);
                d[2 * hidden + i] = dh * c[i] * o[i] * (1.0 - o[i]);
                d_c[i] = dc * f[i];
            }
            d_gates.row_mut(word).copy_from_slice(d);
        }
        multiply(View::top(&packed, running), (&w.values[lstm.h]).into(), 0.0, &mut d_h, 0, 0);
    }
    multiply(View::from(&d_gates).t(), (&state.before).into(), 1.0, &mut grads[lstm.h], 0, 0);
    back(w, grads, Linear { w: lstm.x, b: lstm.b }, x, &d_gates, Some(d_x));
}

/// Numbers of the examples of each step: sentences of like length go together.
pub fn batches(lengths: &[usize], words: usize, random: &mut Random) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    random.shuffle(&mut order);
    let mut batches = Vec::new();
    for pool in order.chunks_mut(2000) {
        pool.sort_by_key(|&i| lengths[i]);
        let mut batch = Vec::new();
        let mut size = 0;
        for &example in pool.iter() {
            batch.push(example);
            size += lengths[example];
            if size >= words {
                batches.push(std::mem::take(&mut batch));
                size = 0;
            }
        }
        if !batch.is_empty() {
            batches.push(batch);
        }
    }
    random.shuffle(&mut batches);
    batches
}

/// The first of the greatest.
pub fn best(scores: &[f32]) -> usize {
    (0..scores.len()).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0)
}
