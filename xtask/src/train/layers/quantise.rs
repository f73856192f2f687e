//! Weights as the file has them: 8 bits, in steps.

use dateline::syntax::container::Kind;

use super::matrix::Matrix;
use super::weights::Weights;

/// Steps of the weights: coarser ones compress better.
#[derive(Debug, Clone, Copy)]
pub struct Steps {
    /// Of the embedding tables.
    pub tables: f32,
    /// Of the matrices between layers.
    pub layers: f32,
}

/// The step of a tensor: as coarse as asked, and coarser if its largest weight would not fit into 8 bits.
fn step(name: &str, matrix: &Matrix, steps: Steps) -> f32 {
    let largest = matrix.data.iter().fold(0.0f32, |max, v| max.max(v.abs()));
    let asked = if name.contains('.') { steps.layers } else { steps.tables };
    asked.max(largest / 127.0)
}

/// A weight in steps.
fn quantise(value: f32, step: f32) -> i8 {
    (value / step).round_ties_even().clamp(-127.0, 127.0) as i8
}

fn is_bias(name: &str) -> bool {
    name.ends_with(".b")
}

/// The weights as the file has them.
pub fn rounded(weights: &Weights, steps: Steps) -> Weights {
    let mut out = weights.clone();
    for (name, matrix) in out.names.iter().zip(&mut out.values).filter(|(name, _)| !is_bias(name)) {
        let step = step(name, matrix, steps);
        matrix.data.iter_mut().for_each(|v| *v = f32::from(quantise(*v, step)) * step);
    }
    out
}

/// The name, the kind, the rows, the columns and the bytes of each tensor of a file.
pub fn tensors(weights: &Weights, steps: Steps) -> impl Iterator<Item = (&str, Kind, usize, usize, Vec<u8>)> {
    weights.names.iter().zip(&weights.values).map(move |(name, matrix)| {
        let (kind, bytes) = match is_bias(name) {
            true => (Kind::F32, matrix.data.iter().flat_map(|v| v.to_le_bytes()).collect()),
            false => {
                let step = step(name, matrix, steps);
                let numbers = matrix.data.iter().map(|&v| quantise(v, step) as u8);
                (Kind::Q8, step.to_le_bytes().into_iter().chain(numbers).collect())
            }
        };
        (name.as_str(), kind, matrix.rows, matrix.cols, bytes)
    })
}
