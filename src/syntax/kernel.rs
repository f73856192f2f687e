//! Products of integer matrices and the elementwise arithmetic of the network, in vectors.
//!
//! Activations are i16 in Q12 (a value times 4096), weights i8 widened to i16, sums i32. The one instruction that counts
//! multiplies eight pairs of i16 and adds neighbours into four i32: `i32x4.dot_i16x8_s` in WebAssembly, `pmaddwd` on x86.
//! A matrix lies in memory so that the four sums are four rows of it: no sum across a vector is ever taken, and one
//! load of a pair of activations serves 16 rows. Two words at a time halve the loads of weights.
//!
//! Sums are integers, and the rest is `+ - * /` on f32 in one fixed order: every machine has the same bits.
//! Loops over the four vectors of a block are written out: the release profile (for size) does not unroll them, and
//! sums kept in memory run at a tenth of the speed.

use bytemuck::{cast, cast_slice, cast_slice_mut};
use wide::{f32x4, i16x8, i32x4, i32x8};

/// Rows of a matrix that are multiplied together: four vectors of four.
pub const BLOCK: usize = 16;
/// Numbers in a vector of activations.
pub const VECTOR: usize = 8;
/// The most columns that a matrix may have: 511 * 128 * 32768 < 2^31, so no sum of i8 weights overflows.
pub const COLUMNS: usize = 511;
/// A value of 1 as an activation.
pub const ONE: f32 = 4096.0;

const ONES: f32x4 = all(ONE);

/// 1.5 * 2^23: beside it the bits of an f32 below 2^22 are whole numbers, rounded to the nearest, of two equals the even.
const ROUND: f32 = 12_582_912.0;
/// What [`ROUND`] can take.
const LARGEST: f32 = 4_194_303.0;

/// A number in all places; for numbers that are known when the code is made.
pub const fn all(number: f32) -> f32x4 {
    f32x4::new([number, number, number, number])
}

/// Activations, one row a word, filled up with zeros to whole vectors.
#[derive(Debug, Default)]
pub struct Rows {
    data: Vec<i16x8>,
    /// Vectors in a row.
    vectors: usize,
}

impl Rows {
    /// Makes room for rows of that many numbers; what was in them before is of no meaning.
    pub fn reset(&mut self, rows: usize, width: usize) {
        self.vectors = width.div_ceil(VECTOR);
        self.data.resize(rows * self.vectors, i16x8::ZERO);
    }

    pub fn row(&self, row: usize) -> &[i16x8] {
        &self.data[row * self.vectors..][..self.vectors]
    }

    pub fn row_mut(&mut self, row: usize) -> &mut [i16x8] {
        &mut self.data[row * self.vectors..][..self.vectors]
    }

    /// The numbers of a row with those that fill it up.
    pub fn numbers_mut(&mut self, row: usize) -> &mut [i16] {
        cast_slice_mut(self.row_mut(row))
    }

    /// Rows one after the other.
    pub fn rows(&self, start: usize, end: usize) -> &[i16x8] {
        &self.data[start * self.vectors..end * self.vectors]
    }

    /// Vectors in a row.
    pub fn width(&self) -> usize {
        self.vectors
    }

    /// Adds the rows of another of the same width.
    pub fn add(&mut self, other: &Self) {
        for (sum, &number) in self.data.iter_mut().zip(&other.data) {
            *sum = sum.saturating_add(number);
        }
    }
}

/// A matrix, in blocks of 16 rows; in a block the columns two by two, of each two the 16 rows one after the other.
#[derive(Debug, Default)]
pub struct Matrix {
    data: Vec<[i16x8; 4]>,
    /// Pairs of columns, in whole vectors of activations.
    pairs: usize,
}

impl Matrix {
    /// A matrix from its numbers by row and column.
    pub fn new(rows: usize, columns: usize, number: impl Fn(usize, usize) -> i16) -> Self {
        let mut matrix = Self::default();
        matrix.reset(rows, columns);
        for row in 0..rows {
            for column in 0..columns {
                matrix.set(row, column, number(row, column));
            }
        }
        matrix
    }

    /// Makes room for a matrix of zeros.
    fn reset(&mut self, rows: usize, columns: usize) {
        self.pairs = columns.div_ceil(VECTOR) * VECTOR / 2;
        self.data.clear();
        self.data.resize(rows.div_ceil(BLOCK) * self.pairs, [i16x8::ZERO; 4]);
    }

    fn set(&mut self, row: usize, column: usize, number: i16) {
        let numbers: &mut [i16] = cast_slice_mut(&mut self.data);
        numbers[(row / BLOCK * self.pairs + column / 2) * 2 * BLOCK + row % BLOCK * 2 + column % 2] = number;
    }

    /// Makes the first rows of activations the matrix.
    pub fn set_rows(&mut self, rows: &Rows, count: usize) {
        self.reset(count, rows.vectors * VECTOR);
        let blocks = self.data.chunks_exact_mut(self.pairs.max(1));
        for (block, first) in blocks.zip((0..count).step_by(BLOCK)) {
            let numbers: &mut [i32] = cast_slice_mut(block);
            for row in first..count.min(first + BLOCK) {
                let pairs: &[i32] = cast_slice(rows.row(row));
                for (to, &pair) in numbers[row - first..].iter_mut().step_by(BLOCK).zip(pairs) {
                    *to = pair;
                }
            }
        }
    }

    /// How many rows it has, with those that fill up the last block.
    pub fn rows(&self) -> usize {
        self.data.len() / self.pairs.max(1) * BLOCK
    }

    /// A block times one row of activations.
    #[inline]
    pub fn times(&self, block: usize, row: &[i16x8]) -> [i32x4; 4] {
        times_one(&self.data[block * self.pairs..][..self.pairs], cast_slice(row))
    }

    /// Multiplies by many rows of activations; `put` gets the number of the row, the block and its 16 sums.
    #[inline]
    pub fn times_all(&self, rows: &[i16x8], mut put: impl FnMut(usize, usize, [i32x4; 4])) {
        let pairs: &[i32] = cast_slice(rows);
        let pairs = pairs.chunks_exact(self.pairs.max(1));
        for (number, block) in self.data.chunks_exact(self.pairs.max(1)).enumerate() {
            let mut rest = pairs.clone();
            let mut row = 0;
            while let Some(first) = rest.next() {
                if let Some(second) = rest.next() {
                    let [a, b] = times_two(block, first, second);
                    put(row, number, a);
                    put(row + 1, number, b);
                } else {
                    put(row, number, times_one(block, first));
                }
                row += 2;
            }
        }
    }
}

/// A pair of activations four times. Not by `splat`: that is a loop where code is made for size.
#[inline]
fn pair(pair: i32) -> i16x8 {
    cast(i32x4::new([pair, pair, pair, pair]))
}

/// This and [`times_two`] take nearly all the time of the network. They stay small functions of their own, which costs
/// 7 % in the long run, but a browser, which starts with slow code, makes fast code of them sooner: the first 800 words
/// take half the time.
#[inline(never)]
fn times_one(block: &[[i16x8; 4]], row: &[i32]) -> [i32x4; 4] {
    let [mut a0, mut a1, mut a2, mut a3] = [i32x4::ZERO; 4];
    for (weights, &x) in block.iter().zip(row) {
        let x = pair(x);
        a0 += weights[0].dot(x);
        a1 += weights[1].dot(x);
        a2 += weights[2].dot(x);
        a3 += weights[3].dot(x);
    }
    [a0, a1, a2, a3]
}

#[inline(never)]
fn times_two(block: &[[i16x8; 4]], first: &[i32], second: &[i32]) -> [[i32x4; 4]; 2] {
    let [mut a0, mut a1, mut a2, mut a3] = [i32x4::ZERO; 4];
    let [mut b0, mut b1, mut b2, mut b3] = [i32x4::ZERO; 4];
    for ((weights, &x), &y) in block.iter().zip(first).zip(second) {
        let (x, y) = (pair(x), pair(y));
        a0 += weights[0].dot(x);
        b0 += weights[0].dot(y);
        a1 += weights[1].dot(x);
        b1 += weights[1].dot(y);
        a2 += weights[2].dot(x);
        b2 += weights[2].dot(y);
        a3 += weights[3].dot(x);
        b3 += weights[3].dot(y);
    }
    [[a0, a1, a2, a3], [b0, b1, b2, b3]]
}

/// Values as activations: rounded, and held within i16.
#[inline]
pub fn activations(low: f32x4, high: f32x4) -> i16x8 {
    narrow(round(low * ONES), round(high * ONES))
}

/// Numbers held within i16.
#[inline]
pub fn narrow(low: i32x4, high: i32x4) -> i16x8 {
    i16x8::from_i32x8_saturate(cast::<[i32x4; 2], i32x8>([low, high]))
}

/// Products of activations as activations.
#[inline]
pub fn product(a: i16x8, b: i16x8) -> i16x8 {
    let [low, high] = cast::<i32x8, [i32x4; 2]>(a.widening_mul(b));
    let step = const { all(1.0 / ONE) };
    narrow(round(low.round_float() * step), round(high.round_float() * step))
}

/// Values rounded to whole numbers and held within 2^22.
#[inline]
pub fn round(values: f32x4) -> i32x4 {
    let values = values.fast_max(const { all(-LARGEST) }).fast_min(const { all(LARGEST) });
    cast::<f32x4, i32x4>(values + const { all(ROUND) }) - const { i32x4::new([ROUND.to_bits() as i32; 4]) }
}

/// A value rounded to a whole number and held within 2^22; of two equals the even.
pub fn whole(value: f32) -> i32 {
    let value = if value > -LARGEST { value } else { -LARGEST };
    let value = if value < LARGEST { value } else { LARGEST };
    (value + ROUND).to_bits() as i32 - ROUND.to_bits() as i32
}

/// A value as an activation.
pub fn activation(value: f32) -> i16 {
    whole(value * ONE).clamp(i16::MIN.into(), i16::MAX.into()) as i16
}

/// The hyperbolic tangent, at most 5e-5 off and never beyond 1: a minimax quotient of polynomials in x^2, fitted on
/// [-5.05, 5.05] and constant outside.
#[inline]
pub fn tanh(x: f32x4) -> f32x4 {
    let x = x.fast_max(const { all(-5.05) }).fast_min(const { all(5.05) });
    let t = x * x;
    let top =
        (t * const { all(0.000_650_073_87) } + const { all(0.101_554_9) }) * t + const { all(0.999_799_6) };
    let bottom = (t * const { all(0.012_589_426) } + const { all(0.434_309_36) }) * t + f32x4::ONE;
    x * top / bottom
}

/// The logistic function by way of [`tanh`].
#[inline]
pub fn sigmoid(x: f32x4) -> f32x4 {
    tanh(x * f32x4::HALF) * f32x4::HALF + f32x4::HALF
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers without any order (xorshift).
    fn random(state: &mut u32) -> i16 {
        *state ^= *state << 13;
        *state ^= *state >> 17;
        *state ^= *state << 5;
        (*state >> 11) as i16
    }

    fn rows(values: &[Vec<i16>]) -> Rows {
        let mut rows = Rows::default();
        rows.reset(values.len(), values[0].len());
        for (row, values) in values.iter().enumerate() {
            rows.numbers_mut(row)[..values.len()].copy_from_slice(values);
        }
        rows
    }

    /// What [`Matrix::times_all`] and [`Matrix::times`] give, by row of activations.
    fn products(matrix: &Matrix, x: &Rows, count: usize) -> [Vec<Vec<i32>>; 2] {
        let mut all = vec![vec![0; matrix.rows()]; count];
        let mut single = all.clone();
        matrix.times_all(x.rows(0, count), |row, block, sums| {
            all[row][block * BLOCK..][..BLOCK].copy_from_slice(cast_slice(&sums));
        });
        for (row, out) in single.iter_mut().enumerate() {
            for block in 0..matrix.rows() / BLOCK {
                let sums = matrix.times(block, x.row(row));
                out[block * BLOCK..][..BLOCK].copy_from_slice(cast_slice(&sums));
            }
        }
        [all, single]
    }

    #[test]
    fn products_are_those_of_plain_loops() {
        let state = &mut 7;
        for (outputs, columns, count) in
            [(16, 8, 1), (1, 1, 1), (17, 9, 3), (117, 192, 5), (48, 511, 2), (288, 96, 4)]
        {
            for extreme in [None, Some([-128, i16::MIN]), Some([127, i16::MIN]), Some([-128, i16::MAX])] {
                let [w, x] = [outputs, count].map(|n| vec![vec![0; columns]; n]);
                let (mut w, mut x) = (w, x);
                w.iter_mut()
                    .flatten()
                    .for_each(|w| *w = extreme.map_or_else(|| random(state) >> 8, |e| e[0]));
                x.iter_mut().flatten().for_each(|x| *x = extreme.map_or_else(|| random(state), |e| e[1]));
                let matrix = Matrix::new(outputs, columns, |row, column| w[row][column]);
                let dot = |w: &Vec<i16>, x: &Vec<i16>| {
                    w.iter().zip(x).map(|(&w, &x)| i32::from(w) * i32::from(x)).sum()
                };
                let expected: Vec<Vec<i32>> =
                    x.iter().map(|x| w.iter().map(|w| dot(w, x)).collect()).collect();
                for product in products(&matrix, &rows(&x), count) {
                    for (product, expected) in product.iter().zip(&expected) {
                        assert_eq!(product[..outputs], *expected, "{outputs} x {columns}, {extreme:?}");
                        assert!(product[outputs..].iter().all(|&sum| sum == 0));
                    }
                }
                let mut same = Matrix::default();
                same.set_rows(&rows(&w), outputs);
                assert_eq!(same.data, matrix.data);
            }
        }
    }

    /// The same in single numbers, as the documentation of [`tanh`] has it.
    fn plain_tanh(x: f32) -> f32 {
        let x = x.clamp(-5.05, 5.05);
        let t = x * x;
        let top = (t * 0.000_650_073_87 + 0.101_554_9) * t + 0.999_799_6;
        let bottom = (t * 0.012_589_426 + 0.434_309_36) * t + 1.0;
        x * top / bottom
    }

    #[test]
    fn tanh_is_near_and_the_same_in_vectors() {
        for step in -80_000..=80_000i32 {
            let x = step as f32 / 8_000.0;
            let y = tanh(f32x4::splat(x)).to_array()[step.unsigned_abs() as usize % 4];
            assert_eq!(y.to_bits(), plain_tanh(x).to_bits(), "{x}");
            assert!((f64::from(y) - f64::from(x).tanh()).abs() < 5e-5 && y.abs() <= 1.0, "{x}");
            let s = sigmoid(f32x4::splat(x)).to_array()[0];
            assert!((f64::from(s) - 1.0 / (1.0 + f64::from(-x).exp())).abs() < 5e-5, "{x}");
        }
        assert_eq!(tanh(f32x4::splat(f32::INFINITY)).to_array()[0], plain_tanh(6.0));
    }

    #[test]
    fn activations_are_rounded_and_held() {
        for (value, expected) in [
            (0.0, 0),
            (1.0, 4096),
            (-1.0, -4096),
            (0.5 / 4096.0, 0),
            (1.5 / 4096.0, 2),
            (-2.5 / 4096.0, -2),
            (-2.6 / 4096.0, -3),
            (7.999, 32764),
            (8.0, i16::MAX),
            (-8.0, i16::MIN),
            (1e30, i16::MAX),
            (f32::NEG_INFINITY, i16::MIN),
        ] {
            assert_eq!(activation(value), expected, "{value}");
            let vector = activations(f32x4::splat(value), f32x4::splat(-0.0)).to_array();
            assert_eq!(vector, [expected, expected, expected, expected, 0, 0, 0, 0], "{value}");
        }
        let products = product(
            i16x8::new([4096, -4096, 3, 32767, -32768, 1, 6, 0]),
            i16x8::new([7, 7, 2048, 32767, 32767, 2048, 1024, 9]),
        );
        assert_eq!(products.to_array(), [7, -7, 2, 32767, -32768, 0, 2, 0]);
        assert_eq!([2.5, 3.5, 1e9, -1e9].map(whole), [2, 4, 4_194_303, -4_194_303]);
    }
}
