//! The words that the network knows by themselves: those frequent in the treebanks have rows of their own, and those of a
//! set of vectors have its codes.
//!
//! The vectors are cut into pieces, and each piece is replaced by the nearest of 255 (product quantisation; Jégou, Douze
//! and Schmid 2011): eight bytes a word. The pieces are what the network starts from; it goes on to learn them.

use std::collections::BTreeMap;

use dateline::syntax::rows;

use super::network::CODES;
use super::vectors::Vectors;
use crate::train::layers::matrix::{Matrix, View, multiply};
use crate::train::layers::random::Random;

/// Known words in the order of their keys.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    pub keys: Vec<u32>,
    /// Row of each in the table of words; 0: none of its own.
    pub own: Vec<u32>,
    /// How many pieces a vector has.
    pub pieces: usize,
    /// `pieces` codes for each; 0: no vector is known.
    pub codes: Vec<u8>,
}

impl Lexicon {
    pub fn find(&self, key: u32) -> Option<usize> {
        self.keys.binary_search(&key).ok()
    }

    pub fn codes_of(&self, entry: usize) -> &[u8] {
        &self.codes[entry * self.pieces..(entry + 1) * self.pieces]
    }

    pub fn own_rows(&self) -> usize {
        self.own.iter().filter(|&&row| row > 0).count()
    }
}

/// What the lexicon is made of.
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    /// How often the treebanks must use a word for a row of its own.
    pub seen: usize,
    /// How many of the most frequent vectors are taken; those of words in the treebanks always are.
    pub vectors: usize,
    pub pieces: usize,
    pub piece: usize,
}

/// The lexicon and the table of pieces.
pub fn build(counts: &BTreeMap<String, usize>, vectors: &Vectors, recipe: Recipe) -> (Lexicon, Matrix) {
    let wanted: Vec<usize> = (0..vectors.words.len())
        .filter(|&i| i < recipe.vectors || counts.contains_key(&vectors.words[i]))
        .filter(|&i| !vectors.words[i].contains(|c: char| c.is_ascii_digit()))
        .collect();
    let points = principal(vectors, &wanted, recipe.pieces * recipe.piece);
    let mut codebook = Matrix::zeros(recipe.pieces * CODES, recipe.piece);
    let mut codes = vec![0u8; wanted.len() * recipe.pieces];
    for piece in 0..recipe.pieces {
        // Every piece gets strong and weak components alike.
        let columns: Vec<usize> = (0..recipe.piece).map(|i| i * recipe.pieces + piece).collect();
        let mut part = Matrix::zeros(points.rows, recipe.piece);
        for row in 0..points.rows {
            for (to, &from) in columns.iter().enumerate() {
                part.row_mut(row)[to] = points.row(row)[from];
            }
        }
        let (centres, nearest) = k_means(&part, CODES - 1, 20_261_123 + piece as u64);
        for code in 1..CODES {
            codebook.row_mut(piece * CODES + code).copy_from_slice(centres.row(code - 1));
        }
        for (word, code) in nearest.iter().enumerate() {
            codes[word * recipe.pieces + piece] = *code as u8 + 1;
        }
    }
    // Of words that share a key the first, the more frequent one, is known.
    let mut entries: BTreeMap<u32, (bool, Option<usize>)> = BTreeMap::new();
    for (row, &word) in wanted.iter().enumerate() {
        entries.entry(rows::key(&vectors.words[word])).or_insert((false, Some(row)));
    }
    for (word, _) in counts.iter().filter(|(_, count)| **count >= recipe.seen) {
        entries.entry(rows::key(word)).or_insert((false, None)).0 = true;
    }
    let mut lexicon = Lexicon { pieces: recipe.pieces, ..Lexicon::default() };
    let mut rows = 0;
    for (key, (own, vector)) in entries {
        lexicon.keys.push(key);
        rows += u32::from(own);
        lexicon.own.push(if own { rows } else { 0 });
        match vector {
            Some(row) => {
                let start = row * recipe.pieces;
                lexicon.codes.extend(&codes[start..start + recipe.pieces]);
            }
            None => lexicon.codes.extend(std::iter::repeat_n(0, recipe.pieces)),
        }
    }
    (lexicon, codebook)
}

/// The first principal components, scaled so that their mean variance is that of fresh embeddings.
fn principal(vectors: &Vectors, wanted: &[usize], components: usize) -> Matrix {
    let cols = vectors.values.cols;
    let mut points = Matrix::zeros(wanted.len(), cols);
    for (row, &word) in wanted.iter().enumerate() {
        points.row_mut(row).copy_from_slice(vectors.values.row(word));
    }
    let mut mean = vec![0.0; cols];
    for row in points.data.chunks_exact(cols) {
        mean.iter_mut().zip(row).for_each(|(m, v)| *m += v / wanted.len() as f32);
    }
    points.data.chunks_exact_mut(cols).for_each(|row| row.iter_mut().zip(&mean).for_each(|(v, m)| *v -= m));
    let mut covariance = Matrix::zeros(cols, cols);
    multiply(View::from(&points).t(), (&points).into(), 0.0, &mut covariance, 0, 0);
    let axes = eigenvectors(&covariance);
    let mut out = Matrix::zeros(points.rows, components);
    multiply((&points).into(), View::from(&axes).columns(0, components), 0.0, &mut out, 0, 0);
    let variance: f64 = out.data.iter().map(|v| f64::from(v * v)).sum::<f64>() / out.data.len() as f64;
    let scale = (SPREAD / variance.sqrt()) as f32;
    out.data.iter_mut().for_each(|v| *v *= scale);
    out
}

/// Standard deviation of the pieces.
const SPREAD: f64 = 0.2;

/// Eigenvectors of a symmetric matrix as columns, the greatest first: Jacobi's rotations.
fn eigenvectors(matrix: &Matrix) -> Matrix {
    let n = matrix.rows;
    let mut a: Vec<f64> = matrix.data.iter().map(|&v| f64::from(v)).collect();
    let mut v = vec![0.0f64; n * n];
    (0..n).for_each(|i| v[i * n + i] = 1.0);
    for _ in 0..30 {
        for p in 0..n {
            for q in p + 1..n {
                if a[p * n + q].abs() < 1e-12 {
                    continue;
                }
                let theta = (a[q * n + q] - a[p * n + p]) / (2.0 * a[p * n + q]);
                let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                for k in 0..n {
                    let (x, y) = (a[k * n + p], a[k * n + q]);
                    (a[k * n + p], a[k * n + q]) = (c * x - s * y, s * x + c * y);
                }
                for k in 0..n {
                    let (x, y) = (a[p * n + k], a[q * n + k]);
                    (a[p * n + k], a[q * n + k]) = (c * x - s * y, s * x + c * y);
                    let (x, y) = (v[k * n + p], v[k * n + q]);
                    (v[k * n + p], v[k * n + q]) = (c * x - s * y, s * x + c * y);
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&x, &y| a[y * n + y].total_cmp(&a[x * n + x]));
    let mut out = Matrix::zeros(n, n);
    for (column, &from) in order.iter().enumerate() {
        (0..n).for_each(|row| out.row_mut(row)[column] = v[row * n + from] as f32);
    }
    out
}

/// Centres and, for each point, its nearest: Lloyd's algorithm from random points.
fn k_means(points: &Matrix, k: usize, seed: u64) -> (Matrix, Vec<usize>) {
    let mut random = Random::new(seed, [0, 0]);
    let mut chosen: Vec<usize> = (0..points.rows).collect();
    random.shuffle(&mut chosen);
    let mut centres = Matrix::zeros(k, points.cols);
    for (centre, &point) in chosen.iter().take(k).enumerate() {
        centres.row_mut(centre).copy_from_slice(points.row(point));
    }
    let mut nearest = vec![0; points.rows];
    let mut products = Matrix::zeros(points.rows, k);
    for _ in 0..20 {
        multiply(points.into(), View::from(&centres).t(), 0.0, &mut products, 0, 0);
        let norms: Vec<f32> =
            (0..k).map(|c| centres.row(c).iter().map(|v| v * v).sum::<f32>() / 2.0).collect();
        for (point, nearest) in nearest.iter_mut().enumerate() {
            let distance = |c: &usize| norms[*c] - products.row(point)[*c];
            *nearest = (0..k).min_by(|x, y| distance(x).total_cmp(&distance(y))).unwrap_or(0);
        }
        let mut sums = Matrix::zeros(k, points.cols);
        let mut counts = vec![0usize; k];
        for (point, &centre) in nearest.iter().enumerate() {
            counts[centre] += 1;
            sums.row_mut(centre).iter_mut().zip(points.row(point)).for_each(|(s, v)| *s += v);
        }
        for (centre, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let sum = sums.row(centre).to_vec();
            centres.row_mut(centre).iter_mut().zip(sum).for_each(|(c, s)| *c = s / count as f32);
        }
    }
    (centres, nearest)
}
