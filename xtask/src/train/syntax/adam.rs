//! The optimiser: Adam (Kingma and Ba 2015) with bounded gradients and a rate that rises shortly and then falls as a
//! cosine to nothing.

use super::matrix::Matrix;
use super::network::Weights;

pub struct Adam {
    mean: Vec<Matrix>,
    square: Vec<Matrix>,
    rate: f32,
    now: usize,
    steps: usize,
}

const BETAS: [f32; 2] = [0.9, 0.98];
const WARM_UP: usize = 300;
/// The longest gradient.
const LONGEST: f64 = 2.0;

impl Adam {
    pub fn new(weights: &Weights, rate: f32, steps: usize) -> Self {
        Self { mean: weights.zeros(), square: weights.zeros(), rate, now: 0, steps }
    }

    pub fn step(&mut self, weights: &mut Weights, grads: &[Matrix]) {
        self.now += 1;
        let length: f64 =
            grads.iter().flat_map(|g| &g.data).map(|g| f64::from(*g) * f64::from(*g)).sum::<f64>().sqrt();
        let bound = (LONGEST / length.max(LONGEST)) as f32;
        let progress = (self.now as f32 / self.steps.max(1) as f32).min(1.0);
        let warm = (self.now as f32 / WARM_UP as f32).min(1.0);
        let rate = self.rate * warm * (0.01 + 0.99 * 0.5 * (1.0 + (progress * std::f32::consts::PI).cos()));
        let unbias = BETAS.map(|beta| 1.0 - beta.powi(self.now.min(100_000) as i32));
        let rate = rate / unbias[0];
        for (((value, grad), mean), square) in
            weights.values.iter_mut().zip(grads).zip(&mut self.mean).zip(&mut self.square)
        {
            let moments = mean.data.iter_mut().zip(&mut square.data);
            for ((v, g), (m, s)) in value.data.iter_mut().zip(&grad.data).zip(moments) {
                let g = g * bound;
                *m = BETAS[0] * *m + (1.0 - BETAS[0]) * g;
                *s = BETAS[1] * *s + (1.0 - BETAS[1]) * g * g;
                *v -= rate * *m / ((*s / unbias[1]).sqrt() + 1e-8);
            }
        }
    }
}
