//! How much each clue counts in what is learnt as a few weights that can be read.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Clues by name, each with how far it holds.
pub type Clues<const COUNT: usize> = [(&'static str, f32); COUNT];

/// What was learnt of clues and of types of events.
#[derive(Debug, Clone, Default)]
pub(super) struct Weights {
    clues: Vec<f32>,
    types: FxHashMap<&'static str, f32>,
}

/// Written by `cargo xtask train merging`.
static MERGING: &str = include_str!("../../data/models/merging.tsv");
/// Written by `cargo xtask train salience`.
static SALIENCE: &str = include_str!("../../data/models/salience.tsv");

impl Weights {
    /// What tells whether a mention is of an event.
    pub(super) fn of_merging() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(MERGING));
        &WEIGHTS
    }

    /// What tells which event an article is about.
    pub(super) fn of_salience() -> &'static Self {
        static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(SALIENCE));
        &WEIGHTS
    }

    /// Reads a file of weights: the clues in their order, then the types, whose names have a dot.
    fn read(file: &'static str) -> Self {
        let mut weights = Self::default();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, value)) = line.split_once('\t') else { continue };
            let value = value.parse().unwrap_or(0.0);
            match name.contains('.') {
                true => _ = weights.types.insert(name, value),
                false => weights.clues.push(value),
            }
        }
        weights
    }

    /// What clues come to.
    pub(super) fn of_clues(&self, clues: &[(&'static str, f32)]) -> f32 {
        clues.iter().zip(&self.clues).map(|((_, value), weight)| value * weight).sum()
    }

    /// What comes on top for a type.
    pub(super) fn of_type(&self, name: &str) -> f32 {
        self.types.get(name).copied().unwrap_or(0.0)
    }
}

/// The names of the clues of a file.
#[cfg(test)]
pub(super) fn names(file: &str) -> impl Iterator<Item = &str> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).map(|(name, _)| name).filter(|name| !name.contains('.'))
}
