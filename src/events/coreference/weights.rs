//! How much each clue counts.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::clues::{CLUES, Clues};

/// Written by `cargo xtask train merging`.
static FILE: &str = include_str!("../../../data/models/merging.tsv");

/// What was learnt of clues and of types.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    clues: Vec<f32>,
    types: FxHashMap<String, f32>,
}

impl Weights {
    /// Those that come with the library.
    pub fn built_in() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| match std::env::var("MERGING") {
            Ok(file) => Weights::read(&std::fs::read_to_string(file).unwrap()),
            _ => Weights::read(FILE),
        });
        &WEIGHTS
    }

    /// Reads a file of weights: the clues in their order, then the types.
    pub fn read(file: &str) -> Self {
        let lines = file.lines().filter(|line| !line.starts_with('#'));
        let mut weights = Self::default();
        for line in lines {
            let Some((name, value)) = line.split_once('\t') else { continue };
            let value = value.parse().unwrap_or(0.0);
            match name.contains('.') {
                true => _ = weights.types.insert(name.to_string(), value),
                false => weights.clues.push(value),
            }
        }
        weights.clues.resize(CLUES, 0.0);
        weights
    }

    pub(super) fn of_clues(&self, clues: &Clues) -> f32 {
        clues.iter().zip(&self.clues).map(|((_, value), weight)| value * weight).sum()
    }

    pub(super) fn of_type(&self, name: &str) -> f32 {
        self.types.get(name).copied().unwrap_or(0.0)
    }
}
