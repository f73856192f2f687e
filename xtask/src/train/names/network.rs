//! The head in floating point, with its gradients by hand: a layer with tanh, an LSTM in either direction, labels and
//! what one label adds to the next (a conditional random field; Lafferty, McCallum and Pereira 2001).

use dateline::syntax::recognizer::LABELS;

use super::paths::Transitions;
use crate::train::layers::matrix::Matrix;
use crate::train::layers::random::Random;
use crate::train::layers::weights::{Gradients, Weights};
use crate::train::layers::{Dropout, Drops, Linear, Lstm, State, back, linear, run, run_back, tanh, undrop};

/// The name of the transitions; what ends so is not rounded.
pub const TRANSITIONS: &str = "transitions.b";

/// Sizes of the layers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// Numbers that go in for each word.
    pub width: usize,
    pub input: usize,
    /// Columns of one direction.
    pub hidden: usize,
}

/// What the head shall say of a word.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Target {
    /// A bit for each label that it may have; all: nobody knows.
    pub allowed: u16,
    /// Instead of these, labels with their shares.
    pub shares: Vec<(u16, f32)>,
    /// How much it counts.
    pub weight: f32,
}

/// The head: where its weights stand.
#[derive(Debug, Clone)]
pub struct Network {
    pub sizes: Sizes,
    input: Linear,
    layer: [Lstm; 2],
    label: Linear,
    /// What a label adds to the next, by the label before; O stands before the first.
    transitions: usize,
}

/// What a batch makes of the weights.
pub struct Pass {
    x: Matrix,
    hidden_plain: Matrix,
    hidden: Matrix,
    states: [State; 2],
    output: Matrix,
    /// Scores of the labels of each word.
    pub labels: Matrix,
    masks: Vec<Vec<f32>>,
}

impl Network {
    /// A head with small random weights.
    pub fn new(sizes: Sizes, random: &mut Random) -> (Self, Weights) {
        let mut weights = Weights::default();
        let input = Linear::new(&mut weights, "input", sizes.input, sizes.width, random);
        let layer = ["lstm.fw", "lstm.bw"]
            .map(|name| Lstm::new(&mut weights, name, sizes.hidden, sizes.input, random));
        let label = Linear::new(&mut weights, "label", LABELS, 2 * sizes.hidden, random);
        let transitions = weights.values.len();
        weights.add(TRANSITIONS, LABELS, LABELS, 0.0, random);
        (Self { sizes, input, layer, label, transitions }, weights)
    }

    /// Everything that words make of the weights; with random numbers, some of it is dropped.
    pub fn forward(
        &self,
        w: &Weights,
        mut x: Matrix,
        sentences: &[(usize, usize)],
        dropout: &Dropout,
        random: Option<&mut Random>,
    ) -> Pass {
        let mut drops = Drops { random, masks: Vec::new() };
        drops.drop(&mut x, dropout.input);
        let mut hidden = linear(w, self.input, &x);
        hidden.data.iter_mut().for_each(|v| *v = tanh(*v));
        let hidden_plain = hidden.clone();
        drops.drop(&mut hidden, dropout.between);
        let mut output = Matrix::zeros(x.rows, 2 * self.sizes.hidden);
        let [fw, bw] = self.layer;
        let states = [
            run(w, fw, &hidden, sentences, false, 0, &mut output),
            run(w, bw, &hidden, sentences, true, self.sizes.hidden, &mut output),
        ];
        drops.drop(&mut output, dropout.heads);
        let labels = linear(w, self.label, &output);
        Pass { x, hidden_plain, hidden, states, output, labels, masks: drops.masks }
    }

    /// Adds the gradients of the loss of a batch to `grads`; gives the loss.
    pub fn backward(
        &self,
        w: &Weights,
        pass: &Pass,
        sentences: &[(usize, usize)],
        targets: &[&Target],
        grads: &mut Gradients,
        scale: f32,
    ) -> f64 {
        let grads = &mut grads.values[..];
        let mut d_labels = Matrix::zeros(pass.labels.rows, LABELS);
        let mut loss = 0.0;
        let transitions = Transitions::new(&w.values[self.transitions]);
        for &(start, len) in sentences {
            let targets = &targets[start..start + len];
            let scores: Vec<&[f32]> = (start..start + len).map(|word| pass.labels.row(word)).collect();
            let weight = targets.first().map_or(0.0, |target| target.weight);
            let d = &mut d_labels.data[start * LABELS..(start + len) * LABELS];
            loss += f64::from(weight)
                * transitions.loss(&scores, targets, scale * weight, d, &mut grads[self.transitions]);
        }
        let mut masks = pass.masks.iter().rev();
        let mut d_output = Matrix::zeros(pass.output.rows, pass.output.cols);
        back(w, grads, self.label, &pass.output, &d_labels, Some(&mut d_output));
        undrop(&mut d_output, masks.next());
        let mut d_hidden = Matrix::zeros(pass.hidden.rows, pass.hidden.cols);
        for (way, (lstm, state)) in self.layer.iter().zip(&pass.states).enumerate() {
            let column = way * self.sizes.hidden;
            run_back(
                w,
                grads,
                *lstm,
                &pass.hidden,
                sentences,
                way == 1,
                column,
                state,
                &d_output,
                &mut d_hidden,
            );
        }
        undrop(&mut d_hidden, masks.next());
        d_hidden.data.iter_mut().zip(&pass.hidden_plain.data).for_each(|(d, y)| *d *= 1.0 - y * y);
        back(w, grads, self.input, &pass.x, &d_hidden, None);
        loss
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gradients_are_the_slopes_of_the_loss() {
        let sizes = Sizes { width: 7, input: 5, hidden: 3 };
        let random = &mut Random::new(1, [0, 0]);
        let (network, mut weights) = Network::new(sizes, random);
        weights.values[network.transitions].data.iter_mut().for_each(|v| *v = random.unit() - 0.5);
        let mut x = Matrix::zeros(6, 7);
        x.data.iter_mut().for_each(|v| *v = random.unit() - 0.5);
        let sentences = [(0, 4), (4, 2)];
        let target =
            |allowed, shares: &[(u16, f32)]| Target { allowed, shares: shares.to_vec(), weight: 0.7 };
        let targets = [
            target(1, &[]),
            target(0b110, &[]),
            target(0x7FFF, &[]),
            target(8, &[]),
            target(0, &[(2, 0.6), (0, 0.4)]),
            target(0, &[(5, 1.0)]),
        ];
        let targets: Vec<&Target> = targets.iter().collect();
        let dropout = Dropout { input: 0.2, between: 0.2, heads: 0.2 };
        let loss = |weights: &Weights| {
            let random = Some(&mut Random::new(7, [0, 0]));
            let pass = network.forward(weights, x.clone(), &sentences, &dropout, random);
            let mut grads = Gradients::new(&[], weights);
            let loss = network.backward(weights, &pass, &sentences, &targets, &mut grads, 1.0);
            (loss, grads.values)
        };
        let (_, grads) = loss(&weights);
        // Shares of single words teach no transitions.
        for (tensor, grads) in grads.iter().enumerate().take(grads.len() - 1) {
            let (mut sum, mut difference) = (1e-4, 0.0);
            for i in 0..weights.values[tensor].data.len().min(60) {
                let value = weights.values[tensor].data[i];
                let slope = [0.004, -0.004].map(|step: f32| {
                    weights.values[tensor].data[i] = value + step;
                    loss(&weights).0
                });
                weights.values[tensor].data[i] = value;
                let slope = (slope[0] - slope[1]) / 0.008;
                let grad = f64::from(grads.data[i]);
                sum += slope * slope;
                difference += (slope - grad) * (slope - grad);
            }
            let share = (difference / sum).sqrt();
            assert!(share < 0.03, "{}: {share}", weights.names[tensor]);
        }
    }

    /// The engine reads the file and sees in it what the head in floating point sees.
    #[test]
    fn the_engine_agrees_with_the_trainer() {
        use dateline::syntax::container::{Container, Tensor};
        use dateline::syntax::network::{Parsed, Scratch};
        use dateline::syntax::recognizer::{self, Recognizer, input_width, put_row};
        use dateline::syntax::rows::SentenceRows;
        use dateline::syntax::{Models, NameKind};

        use crate::train::layers::quantise::{self, Steps, rounded};

        let engine = &Models::built_in().network;
        let sizes = Sizes { width: input_width(engine.widths()), input: 16, hidden: 16 };
        let steps = Steps { tables: 0.01, layers: 0.01 };
        let mut rows = SentenceRows::default();
        "kim said the north fired two missiles from Pyongyang on Monday"
            .split(' ')
            .for_each(|word| rows.push(word, &word.to_lowercase()));
        let marks: Vec<u16> = (0..rows.words.len()).map(|word| 1 << word).collect();
        let kinds = NameKind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(" ");
        let (mut agreed, mut all) = (0, 0);
        for seed in 0..20 {
            let (network, weights) = Network::new(sizes, &mut Random::new(seed, [0, 0]));
            let tensors: Vec<_> = quantise::tensors(&weights, steps).collect();
            let tensor = tensors.iter().map(|(name, kind, rows, columns, bytes)| Tensor {
                name,
                kind: *kind,
                rows: *rows,
                columns: *columns,
                bytes,
            });
            let manifest = vec![("kinds", kinds.as_str())];
            let file = Container { manifest, tensors: tensor.collect(), ..Container::default() }.write();
            let recognizer = Recognizer::read(&file, engine).expect("the engine reads it");
            let mut x = Matrix { rows: 0, cols: sizes.width, data: Vec::new() };
            let mut row = vec![0; sizes.width];
            let mut scratch = recognizer::Scratch::default();
            engine.parse_and_show(&rows, &mut Scratch::default(), &mut Parsed::default(), |_, encoded| {
                for (word, &marks) in marks.iter().enumerate() {
                    put_row(encoded, word, marks, &mut row);
                    x.data.extend(row.iter().map(|&number| f32::from(number) / 4096.0));
                    x.rows += 1;
                }
                recognizer.find(encoded, &marks, &mut scratch);
            });
            let sentences = [(0, x.rows)];
            let weights = rounded(&weights, steps);
            let pass = network.forward(&weights, x, &sentences, &Dropout::NONE, None);
            let (before, labels) = (&mut Vec::new(), &mut Vec::new());
            let scores = (0..pass.labels.rows).map(|word| pass.labels.row(word));
            let transitions = recognizer::transitions(&weights.values[network.transitions].data);
            recognizer::best_labels(scores, &transitions, before, labels);
            all += labels.len();
            agreed += labels.iter().zip(&scratch.labels).filter(|(a, b)| a == b).count();
        }
        // Of equal scores within the rounding of activations either may win.
        assert!(agreed * 100 >= all * 97, "{agreed} of {all} labels");
    }
}
