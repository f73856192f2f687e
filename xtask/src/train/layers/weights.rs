//! The weights of a network by name, and their gradients.

use super::matrix::Matrix;
use super::random::Random;

/// All weights, each with its name.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    pub names: Vec<String>,
    pub values: Vec<Matrix>,
}

impl Weights {
    pub fn add(&mut self, name: &str, rows: usize, cols: usize, spread: f32, random: &mut Random) {
        let mut matrix = Matrix::zeros(rows, cols);
        for value in &mut matrix.data {
            *value = (random.unit() * 2.0 - 1.0) * spread;
        }
        self.names.push(name.into());
        self.values.push(matrix);
    }

    pub fn at(&self, name: &str) -> usize {
        self.names.iter().position(|n| n == name).unwrap_or_else(|| panic!("no weights {name}"))
    }

    /// Zeros of the same shapes.
    pub fn zeros(&self) -> Vec<Matrix> {
        self.values.iter().map(|v| Matrix::zeros(v.rows, v.cols)).collect()
    }
}

/// Gradients of all weights. Of an embedding table a step touches few rows, and only these are looked at.
#[derive(Debug, Clone)]
pub struct Gradients {
    pub values: Vec<Matrix>,
    /// For each weight matrix that is a table the rows that are not zero, in the order of their first use.
    pub touched: Vec<Option<Touched>>,
}

/// Rows of a table.
#[derive(Debug, Clone)]
pub struct Touched {
    pub rows: Vec<usize>,
    is: Vec<bool>,
}

impl Touched {
    pub fn add(&mut self, row: usize) {
        if !std::mem::replace(&mut self.is[row], true) {
            self.rows.push(row);
        }
    }
}

impl Gradients {
    pub fn new(tables: &[usize], weights: &Weights) -> Self {
        let values = weights.zeros();
        let touched = (0..values.len()).map(|tensor| {
            tables
                .contains(&tensor)
                .then(|| Touched { rows: Vec::new(), is: vec![false; values[tensor].rows] })
        });
        Self { touched: touched.collect(), values }
    }

    /// Sets all to zero again.
    pub fn clear(&mut self) {
        for (matrix, touched) in self.values.iter_mut().zip(&mut self.touched) {
            match touched {
                None => matrix.data.fill(0.0),
                Some(touched) => {
                    for row in touched.rows.drain(..) {
                        matrix.row_mut(row).fill(0.0);
                        touched.is[row] = false;
                    }
                }
            }
        }
    }

    /// Adds those of another part of the batch.
    pub fn add(&mut self, other: &Self) {
        for (tensor, matrix) in self.values.iter_mut().enumerate() {
            let from = &other.values[tensor];
            match (&mut self.touched[tensor], &other.touched[tensor]) {
                (Some(touched), Some(rows)) => {
                    for &row in &rows.rows {
                        touched.add(row);
                        matrix.row_mut(row).iter_mut().zip(from.row(row)).for_each(|(t, f)| *t += f);
                    }
                }
                _ => matrix.data.iter_mut().zip(&from.data).for_each(|(t, f)| *t += f),
            }
        }
    }
}
