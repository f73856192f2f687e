//! What was learnt of events: `data/models/events.bin`; events.md beside it is its card.
//!
//! Three log-linear models over [clues](super::clues): whether a word tells an event (logistic), of which type (softmax over the
//! types of the catalog), and which role a candidate has in it (softmax over none and the roles). Written by
//! `cargo xtask train events` in the container of [`crate::syntax::container`].

use std::sync::LazyLock;

use super::catalog::Catalog;
use super::clues::VERSION;
use crate::report;
use crate::syntax::container::Container;
use crate::work::tick;

static FILE: &[u8] = include_bytes!("../../data/models/events.bin");

/// Kinds of evidence that speak for one type; see [`super::evidence`].
pub const TIED: usize = 48;

/// Roles and none, which is the first.
pub const ROLES: usize = 1 + report::ROLES.len();

/// Weights of classes by clue.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The clues, rising.
    clues: Vec<u32>,
    /// For the upper bits of a clue the first of [`Table::clues`] that has them.
    buckets: Vec<u32>,
    /// Where the weights of each clue begin.
    starts: Vec<u32>,
    classes: Vec<u8>,
    weights: Vec<f32>,
}

/// Bits below those that choose a bucket.
const BELOW: u32 = 10;

impl Table {
    fn read(container: &Container, name: &str, classes: usize) -> Result<Self, String> {
        let wrong = |part: &str| format!("{name}.{part} is wrong");
        let tensor = |part: &str| container.tensor(&format!("{name}.{part}")).ok_or_else(|| wrong(part));
        let clues = tensor("clues")?.u24().ok_or_else(|| wrong("clues"))?;
        let counts = tensor("counts")?.bytes;
        let of_classes = tensor("classes")?.bytes;
        let (step, values) = tensor("weights")?.q8().ok_or_else(|| wrong("weights"))?;
        let mut starts = vec![0];
        starts.extend(counts.iter().scan(0, |at, &count| {
            *at += u32::from(count);
            Some(*at)
        }));
        let total = starts[starts.len() - 1] as usize;
        let known = of_classes.iter().all(|&class| usize::from(class) < classes);
        if counts.len() != clues.len() || of_classes.len() != total || values.len() != total || !known {
            return Err(wrong("counts"));
        }
        let mut buckets = vec![0; (1 << (24 - BELOW)) + 1];
        for &clue in &clues {
            buckets[(clue >> BELOW) as usize + 1] += 1;
        }
        for bucket in 1..buckets.len() {
            buckets[bucket] += buckets[bucket - 1];
        }
        let weights = values.iter().map(|&value| f32::from(value as i8) * step).collect();
        Ok(Self { clues, buckets, starts, classes: of_classes.to_vec(), weights })
    }

    /// Adds what a clue says to the scores of the classes.
    fn add(&self, clue: u32, scores: &mut [f32]) {
        let bucket = (clue >> BELOW) as usize;
        let Some(&[from, to]) = self.buckets.get(bucket..bucket + 2) else { return };
        let Ok(at) = self.clues[from as usize..to as usize].binary_search(&clue) else { return };
        let at = from as usize + at;
        let weights = self.starts[at] as usize..self.starts[at + 1] as usize;
        tick(1 + weights.len() / 4);
        for (&class, weight) in self.classes[weights.clone()].iter().zip(&self.weights[weights]) {
            scores[usize::from(class)] += weight;
        }
    }
}

/// The three models.
#[derive(Debug, Clone, Default)]
pub struct Model {
    event: Table,
    kind: Table,
    role: Table,
    tied: Vec<f32>,
    types: usize,
    /// A word with a chance of at least this tells an event.
    pub event_from: f32,
    /// A candidate with a chance of at least this has a role.
    pub role_from: f32,
    /// Newspapers that it was not learnt from though others of its kind were: what it can be tested on.
    pub without: Vec<String>,
}

impl Model {
    /// The one that comes with the library, made at its first use.
    pub fn built_in() -> &'static Self {
        static MODEL: LazyLock<Model> =
            // a test reads it, so it can't fail elsewhere
            LazyLock::new(|| Model::read(FILE, &Catalog::default()).unwrap_or_default());
        &MODEL
    }

    /// Reads a model of the types of a catalog.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn read(bytes: &[u8], catalog: &Catalog) -> Result<Self, String> {
        let container = &Container::read(bytes)?;
        let of = |key: &str| container.manifest.iter().find(|(k, _)| *k == key).map(|(_, value)| *value);
        let number =
            |key: &str| of(key).and_then(|v| v.parse::<f32>().ok()).ok_or_else(|| format!("{key} is wrong"));
        if of("clues") != Some(&VERSION.to_string()) {
            return Err("the model knows other clues".into());
        }
        let types = catalog.built_in_names();
        if of("types") != Some(&types.join(" ")) {
            return Err("the model knows other types than the catalog".into());
        }
        let tied = container.tensor("tied").and_then(|t| t.f32()).filter(|t| t.len() == TIED);
        Ok(Self {
            event: Table::read(container, "event", 1)?,
            kind: Table::read(container, "kind", types.len())?,
            role: Table::read(container, "role", ROLES)?,
            tied: tied.ok_or("tied is wrong")?,
            types: types.len(),
            event_from: number("event from")?,
            role_from: number("role from")?,
            without: of("without the papers")
                .map_or_else(Vec::new, |papers| papers.split(' ').map(Into::into).collect()),
        })
    }

    /// The chance that a word with these clues tells an event.
    pub fn event(&self, clues: &[u32]) -> f32 {
        let mut score = [0.0];
        clues.iter().for_each(|&clue| self.event.add(clue, &mut score));
        1.0 / (1.0 + (-score[0]).exp())
    }

    /// The chances of the types, if it tells one. `tied` speaks for types by their numbers.
    pub fn types(&self, clues: &[u32], tied: &[(u16, u8)], chances: &mut Vec<f32>) {
        chances.clear();
        chances.resize(self.types, 0.0);
        clues.iter().for_each(|&clue| self.kind.add(clue, chances));
        for &(event_type, evidence) in tied {
            let weight = self.tied.get(usize::from(evidence)).copied().unwrap_or(0.0);
            if let Some(score) = chances.get_mut(usize::from(event_type)) {
                *score += weight;
            }
        }
        tick(self.types / 8);
        softmax(chances);
    }

    /// The chances of no role and of the roles in the order of [`report::ROLES`].
    pub(crate) fn roles(&self, clues: &[u32]) -> [f32; ROLES] {
        let mut chances = [0.0; ROLES];
        clues.iter().for_each(|&clue| self.role.add(clue, &mut chances));
        softmax(&mut chances);
        chances
    }
}

/// Another type than those that the catalog says is taken where it is so much likelier: what the folds of training like best.
const MUCH_LIKELIER: f32 = 0.3;

/// Whether what the catalog says of a word stands against the chances of all types.
pub fn stands(chances: &[f32], told: impl Iterator<Item = u16>) -> bool {
    let most = chances.iter().copied().fold(0.0, f32::max);
    let of_told = told.filter_map(|event_type| chances.get(usize::from(event_type)).copied());
    of_told.reduce(f32::max).is_some_and(|chance| most - chance < MUCH_LIKELIER)
}

/// What the catalog says of a word has at least this share, however rare it is in the articles that were learnt from: "launched a
/// ballistic missile".
const LEAST_BY_CATALOG: f32 = 0.3;

/// The share that types have in the chances of all.
pub fn share_of(chances: &[f32], types: impl Iterator<Item = u16>, by_catalog: bool) -> f32 {
    let share: f32 = types.filter_map(|event_type| chances.get(usize::from(event_type))).sum();
    if by_catalog { share.max(LEAST_BY_CATALOG) } else { share }
}

/// Scores as chances.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    scores.iter_mut().for_each(|score| *score /= sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_of_this_catalog() {
        let model = Model::read(FILE, &Catalog::default()).unwrap();
        assert!((0.2..0.8).contains(&model.event_from) && (0.2..0.8).contains(&model.role_from));
        let clues = &model.event.clues;
        assert!(clues.is_sorted() && clues.len() > 1000);
        let at = clues.len() / 2;
        let mut score = [0.0];
        model.event.add(clues[at], &mut score);
        assert_eq!(score[0], model.event.weights[at]);
    }

    #[test]
    fn other_files_are_told_apart() {
        let catalog = Catalog::default();
        assert!(Model::read(b"", &catalog).is_err());
        assert!(Model::read(&FILE[..FILE.len() - 1], &catalog).is_err());
        let mut broken = FILE.to_vec();
        *broken.last_mut().unwrap() ^= 1;
        assert!(Model::read(&broken, &catalog).is_err());
    }

    #[test]
    fn unknown_clues_say_nothing() {
        let model = Model::built_in();
        assert_eq!(model.event(&[]), 0.5);
        let chances = model.roles(&[]);
        assert!((chances.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    }
}
