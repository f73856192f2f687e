//! Dense matrices of the trainer: row-major `f32`.

/// Rows are words, sentences or outputs; columns features.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matrix {
    pub rows: usize,
    pub cols: usize,
    pub data: Vec<f32>,
}

impl Matrix {
    pub fn zeros(rows: usize, cols: usize) -> Self {
        Self { rows, cols, data: vec![0.0; rows * cols] }
    }

    pub fn row(&self, row: usize) -> &[f32] {
        &self.data[row * self.cols..(row + 1) * self.cols]
    }

    pub fn row_mut(&mut self, row: usize) -> &mut [f32] {
        &mut self.data[row * self.cols..(row + 1) * self.cols]
    }
}

/// A part of a matrix that starts at a column, or its transpose.
#[derive(Clone, Copy)]
pub struct View<'a> {
    data: &'a [f32],
    rows: usize,
    cols: usize,
    row_stride: usize,
    col_stride: usize,
}

impl<'a> View<'a> {
    /// The first `rows` rows.
    pub fn top(matrix: &'a Matrix, rows: usize) -> Self {
        let cols = matrix.cols;
        Self { data: &matrix.data, rows, cols, row_stride: cols, col_stride: 1 }
    }

    /// Some rows after others.
    pub fn slice(matrix: &'a Matrix, start: usize, rows: usize) -> Self {
        Self { data: &matrix.data[start * matrix.cols..], ..Self::top(matrix, rows) }
    }

    /// Some columns.
    pub fn columns(self, start: usize, cols: usize) -> Self {
        Self { data: &self.data[start * self.col_stride..], cols, ..self }
    }

    pub fn t(self) -> Self {
        Self {
            rows: self.cols,
            cols: self.rows,
            row_stride: self.col_stride,
            col_stride: self.row_stride,
            ..self
        }
    }
}

impl<'a> From<&'a Matrix> for View<'a> {
    fn from(matrix: &'a Matrix) -> Self {
        Self::top(matrix, matrix.rows)
    }
}

/// `out[.., start..] = keep * out + a b`, over as many rows and columns as the product has.
pub fn multiply(a: View, b: View, keep: f32, out: &mut Matrix, row: usize, column: usize) {
    assert!(a.cols == b.rows && row + a.rows <= out.rows && column + b.cols <= out.cols);
    if a.rows == 0 || b.cols == 0 {
        return;
    }
    let last = |v: &View| {
        if v.rows == 0 || v.cols == 0 {
            0
        } else {
            (v.rows - 1) * v.row_stride + (v.cols - 1) * v.col_stride + 1
        }
    };
    assert!(last(&a) <= a.data.len() && last(&b) <= b.data.len());
    let cols = out.cols;
    let target = &mut out.data[row * cols + column..];
    // SAFETY: the assertions above keep every element that is read inside `a` and `b`, and every one that is written
    // inside `out`, whose rows are `cols` apart.
    unsafe {
        matrixmultiply::sgemm(
            a.rows,
            a.cols,
            b.cols,
            1.0,
            a.data.as_ptr(),
            a.row_stride as isize,
            a.col_stride as isize,
            b.data.as_ptr(),
            b.row_stride as isize,
            b.col_stride as isize,
            keep,
            target.as_mut_ptr(),
            cols as isize,
            1,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_parts_and_transposes() {
        let a = Matrix { rows: 2, cols: 3, data: vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0] };
        let mut out = Matrix::zeros(3, 4);
        multiply(View::from(&a), View::from(&a).t(), 0.0, &mut out, 1, 2);
        assert_eq!(out.data, [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 14.0, 32.0, 0.0, 0.0, 32.0, 77.0]);
        multiply(View::slice(&a, 1, 1).columns(1, 2), View::top(&a, 2).columns(0, 1), 1.0, &mut out, 0, 0);
        assert_eq!(out.data[0], 5.0 + 6.0 * 4.0);
    }
}
