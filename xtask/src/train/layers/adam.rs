//! The optimiser: Adam (Kingma and Ba 2015) with bounded gradients and a rate that rises shortly and then falls as a
//! cosine to nothing. Rows of tables that a step does not touch stay as they are.

use std::ops::Range;

use super::matrix::Matrix;
use super::weights::{Gradients, Weights};

pub struct Adam {
    pub mean: Vec<Matrix>,
    pub square: Vec<Matrix>,
    rate: f32,
    /// Steps that were made.
    pub now: usize,
    steps: usize,
}

const BETAS: [f32; 2] = [0.9, 0.98];
const WARM_UP: usize = 300;
/// The longest gradient.
const LONGEST: f32 = 2.0;

impl Adam {
    pub fn new(weights: &Weights, rate: f32, steps: usize) -> Self {
        Self { mean: weights.zeros(), square: weights.zeros(), rate, now: 0, steps }
    }

    pub fn step(&mut self, weights: &mut Weights, grads: &Gradients) {
        self.now += 1;
        let mut square = 0.0;
        each_part(grads, |tensor, part| {
            square += grads.values[tensor].data[part].iter().map(|g| g * g).sum::<f32>();
        });
        let bound = LONGEST / square.sqrt().max(LONGEST);
        let progress = (self.now as f32 / self.steps.max(1) as f32).min(1.0);
        let warm = (self.now as f32 / WARM_UP as f32).min(1.0);
        let rate = self.rate * warm * (0.01 + 0.99 * 0.5 * (1.0 + (progress * std::f32::consts::PI).cos()));
        let unbias = BETAS.map(|beta| 1.0 - beta.powi(self.now.min(100_000) as i32));
        let rate = rate / unbias[0];
        each_part(grads, |tensor, part| {
            let values = weights.values[tensor].data[part.clone()].iter_mut();
            let grads = &grads.values[tensor].data[part.clone()];
            let moments =
                self.mean[tensor].data[part.clone()].iter_mut().zip(&mut self.square[tensor].data[part]);
            for ((v, g), (m, s)) in values.zip(grads).zip(moments) {
                let g = g * bound;
                *m = BETAS[0] * *m + (1.0 - BETAS[0]) * g;
                *s = BETAS[1] * *s + (1.0 - BETAS[1]) * g * g;
                *v -= rate * *m / ((*s / unbias[1]).sqrt() + 1e-8);
            }
        });
    }
}

/// Every matrix whole, but of tables the rows that a step touched.
fn each_part(grads: &Gradients, mut tell: impl FnMut(usize, Range<usize>)) {
    for (tensor, (matrix, touched)) in grads.values.iter().zip(&grads.touched).enumerate() {
        match touched {
            None => tell(tensor, 0..matrix.data.len()),
            Some(touched) => {
                touched.rows.iter().for_each(|row| tell(tensor, row * matrix.cols..(row + 1) * matrix.cols));
            }
        }
    }
}
