//! The network in floating point, with its gradients by hand.
//!
//! Embeddings of the word, its shape and its letters; bidirectional LSTMs with coupled gates (Greff et al. 2015); a
//! softmax over tags; deep biaffine attention over heads (Dozat and Manning 2017) with a distance term after Qi et al.
//! 2018; relations from a low-rank bilinear form.

use dateline::syntax::decode::{DISTANCE, DISTANCES, PIECE};
use dateline::syntax::rows::AFFIXES;

use super::batch::Batch;
use crate::train::layers::matrix::{Matrix, View, multiply};
use crate::train::layers::random::Random;
use crate::train::layers::weights::{Gradients, Weights};
use crate::train::layers::{
    Dropout, Drops, Linear, Lstm, State, back, linear, run, run_back, softmax, tanh, undrop,
};

/// Sizes of the layers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// Columns of the words' own rows.
    pub word: usize,
    /// Pieces of a product-quantised vector, and columns of each.
    pub pieces: usize,
    pub piece: usize,
    /// Binary logarithm of the rows, and the columns, of each of [`AFFIXES`].
    pub affixes: [(u32, usize); AFFIXES.len()],
    pub ngrams: (u32, usize),
    pub input: usize,
    /// Columns of one direction of a layer.
    pub hidden: usize,
    pub layers: usize,
    pub arc: usize,
    pub label: usize,
}

/// Codes of a piece of a vector.
pub const CODES: usize = 256;

impl Sizes {
    pub fn concatenated(&self) -> usize {
        self.word + self.pieces * self.piece + self.affixes.iter().map(|a| a.1).sum::<usize>() + self.ngrams.1
    }
}

/// The class of the distance from the word at `dependent` to its head at `head`; 0 is for the root.
fn class(dependent: usize, head: usize) -> usize {
    let at = (PIECE + head).saturating_sub(dependent).min(DISTANCE.len() - 1);
    usize::from(DISTANCE[at])
}

/// The network: its sizes and where its weights stand.
#[derive(Debug, Clone)]
pub struct Network {
    pub sizes: Sizes,
    input: Linear,
    layers: Vec<[Lstm; 2]>,
    tag: Linear,
    arc_d: Linear,
    arc_h: Linear,
    arc_u: Linear,
    arc_root: usize,
    arc_dist: Linear,
    label_d: Linear,
    label_h: Linear,
    label: Linear,
    /// Word rows, codebook, affixes …, n-grams.
    tables: Vec<usize>,
}

impl Network {
    /// A network with small random weights.
    pub fn new(
        sizes: Sizes,
        own: usize,
        classes: usize,
        relations: usize,
        random: &mut Random,
    ) -> (Self, Weights) {
        let mut weights = Weights::default();
        let mut tables = Vec::new();
        let mut table = |weights: &mut Weights, name: &str, rows: usize, cols: usize, random: &mut Random| {
            tables.push(weights.values.len());
            weights.add(name, rows, cols, 0.2, random);
        };
        table(&mut weights, "word", own + 1, sizes.word, random);
        table(&mut weights, "codebook", sizes.pieces * CODES, sizes.piece, random);
        for (name, (log, cols)) in AFFIXES.iter().zip(sizes.affixes) {
            table(&mut weights, name, 1 << log, cols, random);
        }
        table(&mut weights, "ngram", 1 << sizes.ngrams.0, sizes.ngrams.1, random);
        let input = Linear::new(&mut weights, "input", sizes.input, sizes.concatenated(), random);
        let mut layers = Vec::new();
        let mut width = sizes.input;
        for layer in 1..=sizes.layers {
            layers.push(["fw", "bw"].map(|direction| {
                Lstm::new(&mut weights, &format!("lstm{layer}.{direction}"), sizes.hidden, width, random)
            }));
            width = 2 * sizes.hidden;
        }
        let tag = Linear::new(&mut weights, "tag", classes, width, random);
        let arc_d = Linear::new(&mut weights, "arc.d", sizes.arc, width, random);
        let arc_h = Linear::new(&mut weights, "arc.h", sizes.arc, width, random);
        let arc_u = Linear::new(&mut weights, "arc.u", sizes.arc, sizes.arc, random);
        let arc_root = weights.values.len();
        weights.add("arc.root", 1, sizes.arc, 0.2, random);
        let arc_dist = Linear::new(&mut weights, "arc.dist", DISTANCES, width, random);
        let label_d = Linear::new(&mut weights, "label.d", sizes.label, width, random);
        let label_h = Linear::new(&mut weights, "label.h", sizes.label, width, random);
        let label = Linear::new(&mut weights, "label", relations, 3 * sizes.label, random);
        let network = Self {
            sizes,
            input,
            layers,
            tag,
            arc_d,
            arc_h,
            arc_u,
            arc_root,
            arc_dist,
            label_d,
            label_h,
            label,
            tables,
        };
        (network, weights)
    }

    /// Where the tables stand, of whose rows a step touches few.
    pub fn tables(&self) -> &[usize] {
        &self.tables
    }

    /// Adds up the columns of the embeddings of every word.
    fn look_up(&self, w: &Weights, batch: &Batch) -> Matrix {
        let mut out = Matrix::zeros(batch.words(), self.sizes.concatenated());
        for word in 0..batch.words() {
            self.each_row(batch, word, |table, row, column, factor| {
                let source = w.values[table].row(row);
                let target = &mut out.row_mut(word)[column..column + source.len()];
                target.iter_mut().zip(source).for_each(|(t, s)| *t += factor * s);
            });
        }
        out
    }

    /// Tells each row of a table that goes into a word: table, row, first column, factor.
    fn each_row(&self, batch: &Batch, word: usize, mut tell: impl FnMut(usize, usize, usize, f32)) {
        let sizes = &self.sizes;
        tell(self.tables[0], batch.own[word] as usize, 0, 1.0);
        let mut column = sizes.word;
        for piece in 0..sizes.pieces {
            let code = batch.codes[word * sizes.pieces + piece] as usize;
            tell(self.tables[1], piece * CODES + code, column, 1.0);
            column += sizes.piece;
        }
        for (affix, (log, cols)) in sizes.affixes.iter().enumerate() {
            let row = batch.affixes[word][affix] & ((1 << log) - 1);
            tell(self.tables[2 + affix], row as usize, column, 1.0);
            column += cols;
        }
        if batch.own[word] == 0 {
            let (start, end) = batch.ngrams_of[word];
            let factor = 1.0 / (end - start).max(1) as f32;
            for ngram in &batch.ngrams[start as usize..end as usize] {
                let row = ngram & ((1 << sizes.ngrams.0) - 1);
                tell(self.tables[2 + AFFIXES.len()], row as usize, column, factor);
            }
        }
    }

    /// Everything that a batch makes of the weights; with random numbers, some of it is dropped.
    pub fn forward(
        &self,
        w: &Weights,
        batch: &Batch,
        dropout: &Dropout,
        random: Option<&mut Random>,
    ) -> Pass {
        let n = batch.words();
        let mut drops = Drops { random, masks: Vec::new() };
        let mut embedded = self.look_up(w, batch);
        drops.drop(&mut embedded, dropout.input);
        let mut x0 = linear(w, self.input, &embedded);
        x0.data.iter_mut().for_each(|v| *v = tanh(*v));
        let x0_plain = x0.clone();
        drops.drop(&mut x0, dropout.between);
        let mut inputs = vec![x0];
        let mut states = Vec::new();
        for directions in &self.layers {
            let input = &inputs[inputs.len() - 1];
            let mut out = Matrix::zeros(n, 2 * self.sizes.hidden);
            let state: Vec<State> = (0..2)
                .map(|d| {
                    run(w, directions[d], input, &batch.sentences, d == 1, d * self.sizes.hidden, &mut out)
                })
                .collect();
            if !states.is_empty() && input.cols == out.cols {
                out.data.iter_mut().zip(&input.data).for_each(|(o, i)| *o += i);
            }
            drops.drop(&mut out, dropout.between);
            states.push(state);
            inputs.push(out);
        }
        let top = &inputs[inputs.len() - 1];
        let tags = linear(w, self.tag, top);
        let mut hidden = |layer: Linear| {
            let mut out = linear(w, layer, top);
            out.data.iter_mut().for_each(|v| *v = v.max(0.0));
            drops.drop(&mut out, dropout.heads);
            out
        };
        let (arc_d, arc_h) = (hidden(self.arc_d), hidden(self.arc_h));
        let (label_d, label_h) = (hidden(self.label_d), hidden(self.label_h));
        let query = linear(w, self.arc_u, &arc_d);
        let distance = linear(w, self.arc_dist, top);
        let mut arcs = Vec::new();
        for &(start, len) in &batch.sentences {
            let mut scores = Matrix::zeros(len, len + 1);
            let queries = View::slice(&query, start, len);
            multiply(queries, View::slice(&arc_h, start, len).t(), 0.0, &mut scores, 0, 1);
            multiply(queries, View::from(&w.values[self.arc_root]).t(), 0.0, &mut scores, 0, 0);
            for dependent in 0..len {
                let distance = distance.row(start + dependent);
                let row = scores.row_mut(dependent);
                row[0] += distance[0];
                for head in 0..len {
                    row[1 + head] = if head == dependent {
                        NEVER
                    } else {
                        row[1 + head] + distance[class(dependent, head)]
                    };
                }
            }
            arcs.push(scores);
        }
        let masks = drops.masks;
        Pass { embedded, x0_plain, inputs, states, tags, arc_d, arc_h, label_d, label_h, query, arcs, masks }
    }

    /// Scores of the relations of every word to the head it is given; head 0 is the root, others one more than the
    /// word's number in its sentence.
    pub fn relations(&self, w: &Weights, batch: &Batch, pass: &Pass, heads: &[u32]) -> (Matrix, Matrix) {
        let size = self.sizes.label;
        let mut features = Matrix::zeros(batch.words(), 3 * size);
        for &(start, len) in &batch.sentences {
            for (word, &head) in heads.iter().enumerate().skip(start).take(len) {
                // The root of a sentence has no head: its relation is `root`.
                let Some(head) = (head as usize).checked_sub(1) else { continue };
                let head = pass.label_h.row(start + head);
                let row = features.row_mut(word);
                row[size..2 * size].copy_from_slice(pass.label_d.row(word));
                row[2 * size..].copy_from_slice(head);
                for i in 0..size {
                    row[i] = row[size + i] * row[2 * size + i];
                }
            }
        }
        (linear(w, self.label, &features), features)
    }

    /// Adds the gradients of the loss of a batch to `grads`; gives the loss of tags, arcs and relations.
    pub fn backward(
        &self,
        w: &Weights,
        batch: &Batch,
        pass: &Pass,
        gradients: &mut Gradients,
        scale: f32,
    ) -> [f64; 3] {
        let grads = &mut gradients.values[..];
        let n = batch.words();
        let top = &pass.inputs[pass.inputs.len() - 1];
        let mut masks = pass.masks.iter().rev();
        let mut d_top = Matrix::zeros(n, top.cols);

        let mut d_tags = pass.tags.clone();
        let tag_loss =
            (0..n).map(|word| softmax(d_tags.row_mut(word), &batch.targets[word].tags, scale)).sum();
        back(w, grads, self.tag, top, &d_tags, Some(&mut d_top));

        let (mut d_labels, features) = self.relations(w, batch, pass, &batch.heads());
        let relations = |word: usize| match batch.targets[word] {
            target if target.head() == 0 => &[],
            target => &target.relations[..],
        };
        let label_loss = (0..n).map(|word| softmax(d_labels.row_mut(word), relations(word), scale)).sum();
        let mut d_features = Matrix::zeros(n, features.cols);
        back(w, grads, self.label, &features, &d_labels, Some(&mut d_features));
        let size = self.sizes.label;
        let mut d_label_d = Matrix::zeros(n, size);
        let mut d_label_h = Matrix::zeros(n, size);
        for &(start, len) in &batch.sentences {
            for word in start..start + len {
                let (f, d) = (features.row(word), d_features.row(word));
                let target = d_label_d.row_mut(word);
                for i in 0..size {
                    target[i] = d[size + i] + d[i] * f[2 * size + i];
                }
                let Some(head) = (batch.targets[word].head() as usize).checked_sub(1) else { continue };
                let target = d_label_h.row_mut(start + head);
                for i in 0..size {
                    target[i] += d[2 * size + i] + d[i] * f[size + i];
                }
            }
        }

        let mut d_query = Matrix::zeros(n, self.sizes.arc);
        let mut d_arc_h = Matrix::zeros(n, self.sizes.arc);
        let mut d_distance = Matrix::zeros(n, DISTANCES);
        let mut arc_loss = 0.0;
        for (&(start, len), scores) in batch.sentences.iter().zip(&pass.arcs) {
            let mut d = scores.clone();
            for word in 0..len {
                arc_loss += softmax(d.row_mut(word), &batch.targets[start + word].heads, scale);
                let distance = d_distance.row_mut(start + word);
                distance[0] += d.row(word)[0];
                for head in (0..len).filter(|&h| h != word) {
                    distance[class(word, head)] += d.row(word)[1 + head];
                }
            }
            let words = View::from(&d).columns(1, len);
            let root = View::from(&d).columns(0, 1);
            multiply(words, View::slice(&pass.arc_h, start, len), 0.0, &mut d_query, start, 0);
            multiply(root, View::from(&w.values[self.arc_root]), 1.0, &mut d_query, start, 0);
            multiply(words.t(), View::slice(&pass.query, start, len), 0.0, &mut d_arc_h, start, 0);
            multiply(root.t(), View::slice(&pass.query, start, len), 1.0, &mut grads[self.arc_root], 0, 0);
        }
        back(w, grads, self.arc_dist, top, &d_distance, Some(&mut d_top));
        let mut d_arc_d = Matrix::zeros(n, self.sizes.arc);
        back(w, grads, self.arc_u, &pass.arc_d, &d_query, Some(&mut d_arc_d));

        // In the reverse order of the forward pass: so the masks come back in order.
        for (layer, out, mut d) in [
            (self.label_h, &pass.label_h, d_label_h),
            (self.label_d, &pass.label_d, d_label_d),
            (self.arc_h, &pass.arc_h, d_arc_h),
            (self.arc_d, &pass.arc_d, d_arc_d),
        ] {
            undrop(&mut d, masks.next());
            d.data.iter_mut().zip(&out.data).filter(|(_, o)| **o <= 0.0).for_each(|(d, _)| *d = 0.0);
            back(w, grads, layer, top, &d, Some(&mut d_top));
        }

        let mut d_out = d_top;
        for (layer, directions) in self.layers.iter().enumerate().rev() {
            undrop(&mut d_out, masks.next());
            let input = &pass.inputs[layer];
            let mut d_in = if layer > 0 && input.cols == d_out.cols {
                d_out.clone()
            } else {
                Matrix::zeros(n, input.cols)
            };
            for (d, lstm) in directions.iter().enumerate() {
                let column = d * self.sizes.hidden;
                run_back(
                    w,
                    grads,
                    *lstm,
                    input,
                    &batch.sentences,
                    d == 1,
                    column,
                    &pass.states[layer][d],
                    &d_out,
                    &mut d_in,
                );
            }
            d_out = d_in;
        }
        undrop(&mut d_out, masks.next());
        d_out.data.iter_mut().zip(&pass.x0_plain.data).for_each(|(d, y)| *d *= 1.0 - y * y);
        let mut d_embedded = Matrix::zeros(n, pass.embedded.cols);
        back(w, grads, self.input, &pass.embedded, &d_out, Some(&mut d_embedded));
        undrop(&mut d_embedded, masks.next());
        for word in 0..n {
            self.each_row(batch, word, |table, row, column, factor| {
                if let Some(touched) = &mut gradients.touched[table] {
                    touched.add(row);
                }
                let cols = grads[table].cols;
                let source = &d_embedded.row(word)[column..column + cols];
                grads[table].row_mut(row).iter_mut().zip(source).for_each(|(t, s)| *t += factor * s);
            });
        }
        [tag_loss, arc_loss, label_loss]
    }
}

/// The score of a word as its own head.
const NEVER: f32 = -1e9;

/// What a batch makes of the weights.
pub struct Pass {
    embedded: Matrix,
    x0_plain: Matrix,
    /// What goes into each layer, and what comes out of the last.
    inputs: Vec<Matrix>,
    states: Vec<Vec<State>>,
    pub tags: Matrix,
    arc_d: Matrix,
    arc_h: Matrix,
    label_d: Matrix,
    label_h: Matrix,
    query: Matrix,
    /// For each sentence, a row for each word: scores of the root and of every word as its head.
    pub arcs: Vec<Matrix>,
    masks: Vec<Vec<f32>>,
}

#[cfg(test)]
mod tests {
    use super::super::batch::{Example, Target};
    use super::super::lexicon::Lexicon;
    use super::*;
    use dateline::syntax::rows::{SentenceRows, key};

    fn example(words: &[&str], heads: &[u16]) -> Example {
        let mut rows = SentenceRows::default();
        words.iter().for_each(|word| rows.push(word, word));
        let target = |(i, &head): (usize, &u16)| Target {
            tags: vec![(i as u16 % 3, 0.75), (2, 0.25)],
            heads: vec![(head, 1.0)],
            relations: vec![(head % 4, 1.0)],
        };
        Example { rows, targets: heads.iter().enumerate().map(target).collect() }
    }

    #[test]
    fn gradients_are_the_slopes_of_the_loss() {
        let sizes = Sizes {
            word: 3,
            pieces: 2,
            piece: 2,
            affixes: [(3, 2); 5],
            ngrams: (3, 2),
            input: 6,
            hidden: 3,
            layers: 2,
            arc: 4,
            label: 3,
        };
        let mut lexicon = Lexicon { pieces: 2, ..Lexicon::default() };
        let mut keys = [key("kim"), key("said")];
        keys.sort_unstable();
        lexicon.keys = keys.into();
        lexicon.own = vec![1, 0];
        lexicon.codes = vec![4, 5, 6, 7];
        let (network, mut weights) = Network::new(sizes, 1, 3, 4, &mut Random::new(1, [0, 0]));
        // Away from the kink of the rectifiers.
        for matrix in weights.values.iter_mut().filter(|m| m.rows == 1) {
            matrix.data.iter_mut().for_each(|v| *v += 0.07);
        }
        let examples = [
            example(&["kim", "said", "so"], &[2, 0, 2]),
            example(&["no", "kim", "is", "there", "now"], &[3, 3, 0, 3, 4]),
        ];
        let batch = Batch::new(examples.iter().map(|e| (&e.rows, &e.targets[..])), &lexicon, None);
        let dropout = Dropout { input: 0.2, between: 0.2, heads: 0.2 };
        let loss = |weights: &Weights| {
            let pass = network.forward(weights, &batch, &dropout, Some(&mut Random::new(7, [0, 0])));
            let mut grads = Gradients::new(network.tables(), weights);
            let losses = network.backward(weights, &batch, &pass, &mut grads, 1.0);
            (losses.iter().sum::<f64>(), grads.values)
        };
        let (_, grads) = loss(&weights);
        for (tensor, grads) in grads.iter().enumerate() {
            let (mut sum, mut difference) = (1e-3, 0.0);
            for i in 0..weights.values[tensor].data.len().min(40) {
                let value = weights.values[tensor].data[i];
                let slope = [0.002, -0.002].map(|step: f32| {
                    weights.values[tensor].data[i] = value + step;
                    loss(&weights).0
                });
                weights.values[tensor].data[i] = value;
                let slope = (slope[0] - slope[1]) / 0.004;
                let grad = f64::from(grads.data[i]);
                sum += slope * slope;
                difference += (slope - grad) * (slope - grad);
            }
            let share = (difference / sum).sqrt();
            assert!(share < 0.03, "{}: {share}", weights.names[tensor]);
        }
    }
}
