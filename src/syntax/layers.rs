//! The layers that the networks of the engine are made of: plain layers and LSTM, as their files have them.

use std::ops::Range;

use wide::{f32x4, i16x8, i32x4};

use super::container::Container;
use super::kernel::{self, BLOCK, COLUMNS, Matrix, ONE, Rows, VECTOR, all};

/// Words whose products with the input weights of an LSTM are made at once.
pub const STRIDE: usize = 32;

/// Memory of an LSTM.
#[derive(Debug, Default)]
pub struct State {
    /// What the input adds to the gates of some words.
    gates: Vec<f32x4>,
    cell: Vec<f32x4>,
    /// Output at the word before and at this one.
    hidden: [Vec<i16x8>; 2],
}

/// A layer of weights and biases.
#[derive(Debug)]
pub struct Linear {
    pub weights: Matrix,
    /// What a sum of products of weights and activations is worth.
    step: f32x4,
    bias: Vec<f32x4>,
}

impl Linear {
    /// Reads `NAME.w` and `NAME.b`.
    pub fn read(container: &Container<'_>, name: &str, columns: usize) -> Result<Self, String> {
        let (weights, step, rows) = read_matrix(container, &format!("{name}.w"), columns)?;
        Ok(Self { weights, step, bias: read_bias(container, &format!("{name}.b"), rows)? })
    }

    /// The same with as many rows as are asked for.
    pub fn read_rows(
        container: &Container<'_>,
        name: &str,
        columns: usize,
        rows: usize,
    ) -> Result<Self, String> {
        let layer = Self::read(container, name, columns)?;
        let of_rows = container.tensor(&format!("{name}.w")).is_some_and(|t| t.rows == rows);
        if of_rows { Ok(layer) } else { Err(wrong(name)) }
    }

    /// The width of a hidden layer, in whole blocks.
    pub fn width(&self, container: &Container<'_>, name: &str) -> Result<usize, String> {
        let rows = container.tensor(&format!("{name}.w")).map_or(0, |t| t.rows);
        if rows == self.weights.rows() {
            Ok(rows)
        } else {
            Err(format!("{name} is no multiple of {BLOCK} wide"))
        }
    }

    /// The values of four rows.
    #[inline]
    fn value(&self, sums: i32x4, at: usize) -> f32x4 {
        sums.round_float() * self.step + self.bias[at]
    }

    /// The values for rows of activations, side by side in whole blocks.
    pub fn values(&self, input: &Rows, rows: Range<usize>, out: &mut Vec<f32x4>) {
        let vectors = self.bias.len();
        out.resize(rows.len() * vectors, f32x4::ZERO);
        self.weights.times_all(input.rows(rows.start, rows.end), |row, block, [a, b, c, d]| {
            let at = block * 4;
            let out = &mut out[row * vectors + at..][..4];
            out[0] = self.value(a, at);
            out[1] = self.value(b, at + 1);
            out[2] = self.value(c, at + 2);
            out[3] = self.value(d, at + 3);
        });
    }

    /// Activations for rows of activations; `function` makes eight of eight values.
    pub fn activations(
        &self,
        input: &Rows,
        rows: Range<usize>,
        out: &mut Rows,
        first: usize,
        function: impl Fn(f32x4, f32x4) -> i16x8,
    ) {
        self.weights.times_all(input.rows(rows.start, rows.end), |row, block, [a, b, c, d]| {
            let at = block * 4;
            let out = &mut out.row_mut(first + row)[block * 2..][..2];
            out[0] = function(self.value(a, at), self.value(b, at + 1));
            out[1] = function(self.value(c, at + 2), self.value(d, at + 3));
        });
    }
}

/// An LSTM in one direction whose input gate is what the forget gate leaves.
#[derive(Debug)]
pub struct Lstm {
    input: Matrix,
    hidden: Matrix,
    input_step: f32x4,
    hidden_step: f32x4,
    bias: Vec<f32x4>,
    /// Blocks of units.
    pub blocks: usize,
}

impl Lstm {
    pub fn read(container: &Container<'_>, name: &str, columns: usize) -> Result<Self, String> {
        let units = container.tensor(&format!("{name}.h")).map_or(0, |t| t.columns);
        if units == 0 || !units.is_multiple_of(BLOCK) {
            return Err(format!("{name} is no multiple of {BLOCK} wide"));
        }
        let (input, input_step, rows) = read_matrix(container, &format!("{name}.x"), columns)?;
        let (hidden, hidden_step, hidden_rows) = read_matrix(container, &format!("{name}.h"), units)?;
        if rows != 3 * units || hidden_rows != rows {
            return Err(wrong(name));
        }
        let bias = read_bias(container, &format!("{name}.b"), rows)?;
        Ok(Self { input, hidden, input_step, hidden_step, bias, blocks: units / BLOCK })
    }

    /// Reads rows of activations from the left or from the right; the output goes to the vectors of `out` from `first` on.
    pub fn run(
        &self,
        input: &Rows,
        words: usize,
        backward: bool,
        out: &mut Rows,
        first: usize,
        state: &mut State,
    ) {
        let State { gates, cell, hidden: [before, now] } = state;
        let vectors = self.blocks * BLOCK / VECTOR;
        cell.clear();
        cell.resize(self.blocks * 4, f32x4::ZERO);
        before.clear();
        before.resize(vectors, i16x8::ZERO);
        now.resize(vectors, i16x8::ZERO);
        gates.resize(STRIDE * self.bias.len(), f32x4::ZERO);
        let strides = words.div_ceil(STRIDE);
        for stride in 0..strides {
            let stride = if backward { strides - 1 - stride } else { stride };
            let (start, end) = (stride * STRIDE, words.min((stride + 1) * STRIDE));
            self.input.times_all(input.rows(start, end), |row, block, [a, b, c, d]| {
                let out = &mut gates[row * self.bias.len() + block * 4..][..4];
                out[0] = a.round_float() * self.input_step;
                out[1] = b.round_float() * self.input_step;
                out[2] = c.round_float() * self.input_step;
                out[3] = d.round_float() * self.input_step;
            });
            for step in 0..end - start {
                let row = if backward { end - start - 1 - step } else { step };
                let gates = &gates[row * self.bias.len()..][..self.bias.len()];
                self.step(gates, before, cell, now);
                out.row_mut(start + row)[first..first + vectors].copy_from_slice(now);
                std::mem::swap(before, now);
            }
        }
    }

    /// One word: 16 units at a time.
    fn step(&self, gates: &[f32x4], before: &[i16x8], cell: &mut [f32x4], now: &mut [i16x8]) {
        let vectors = self.blocks * 4;
        let (bias, k) = (&self.bias[..3 * vectors], self.hidden_step);
        let gates = &gates[..3 * vectors];
        for (block, (cell, now)) in
            cell.as_chunks_mut::<4>().0.iter_mut().zip(now.as_chunks_mut::<2>().0).enumerate()
        {
            let new = self.hidden.times(block, before);
            let forget = self.hidden.times(self.blocks + block, before);
            let output = self.hidden.times(2 * self.blocks + block, before);
            let gate = |sum: i32x4, at: usize| gates[at] + sum.round_float() * k + bias[at];
            let unit = |vector: usize, cell: &mut f32x4| {
                let at = block * 4 + vector;
                let z = kernel::tanh(gate(new[vector], at));
                let f = kernel::sigmoid(gate(forget[vector], vectors + at));
                let o = kernel::sigmoid(gate(output[vector], 2 * vectors + at));
                *cell = f * *cell + (f32x4::ONE - f) * z;
                o * *cell
            };
            let [a, b, c, d] = cell;
            now[0] = kernel::activations(unit(0, a), unit(1, b));
            now[1] = kernel::activations(unit(2, c), unit(3, d));
        }
    }
}

/// Weights and their number of rows; a row has as many columns as the layer before has numbers.
fn read_matrix(
    container: &Container<'_>,
    name: &str,
    columns: usize,
) -> Result<(Matrix, f32x4, usize), String> {
    let tensor = container.tensor(name).filter(|t| t.rows > 0 && t.columns == columns && columns <= COLUMNS);
    let tensor = tensor.ok_or_else(|| wrong(name))?;
    let (step, values) = tensor.q8().ok_or_else(|| wrong(name))?;
    let number = |row: usize, column: usize| i16::from(values[row * columns + column] as i8);
    Ok((Matrix::new(tensor.rows, columns, number), all(step / ONE), tensor.rows))
}

/// Biases, filled up with zeros to whole blocks.
fn read_bias(container: &Container<'_>, name: &str, rows: usize) -> Result<Vec<f32x4>, String> {
    let mut bias = container
        .tensor(name)
        .and_then(|t| t.f32())
        .filter(|b| b.len() == rows)
        .ok_or_else(|| wrong(name))?;
    bias.resize(rows.next_multiple_of(BLOCK), 0.0);
    Ok(bias.as_chunks().0.iter().map(|four| f32x4::new(*four)).collect())
}

pub fn wrong(name: &str) -> String {
    format!("{name} is missing or of a wrong size")
}
