//! Reads data/budgets.toml: how large and how slow the product may be.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::root;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budgets {
    pub product: Limits,
    pub goal: Limits,
    /// For people to plan by; a test holds their sums against the product. Of the syntax they are checked.
    pub stage: BTreeMap<String, Share>,
    pub now: Now,
}

/// Of the finished product.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    pub brotli_kb: f64,
    pub ms_per_750_words: f64,
    pub ready_ms: f64,
}

/// A stage's part of the product's limits.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    pub brotli_kb: f64,
    pub ms_per_750_words: f64,
}

/// What is checked today.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Now {
    pub wasm_brotli_kb: f64,
    pub sample_ms: f64,
    pub time_of_100_texts: f64,
}

pub fn read() -> Result<Budgets> {
    let path = root().join("data/budgets.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("in {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_fit_into_the_product_and_goals_below_limits() {
        let budgets = read().unwrap();
        let sum = |share: fn(&Share) -> f64| budgets.stage.values().map(share).sum::<f64>();
        assert!(sum(|s| s.brotli_kb) <= budgets.product.brotli_kb);
        assert!(sum(|s| s.ms_per_750_words) <= budgets.product.ms_per_750_words);
        assert!(budgets.goal.brotli_kb <= budgets.product.brotli_kb);
        assert!(budgets.goal.ms_per_750_words <= budgets.product.ms_per_750_words);
        assert!(budgets.goal.ready_ms <= budgets.product.ready_ms);
        assert!(budgets.now.wasm_brotli_kb <= budgets.product.brotli_kb);
        assert!(budgets.now.sample_ms <= budgets.product.ms_per_750_words);
    }

    #[test]
    fn every_stage_of_the_pipeline_has_a_share() {
        let names: Vec<String> = read().unwrap().stage.into_keys().collect();
        let expected = [
            "article",
            "border",
            "entities",
            "events",
            "names",
            "quantities",
            "statements",
            "syntax",
            "times",
            "tokens",
        ];
        assert_eq!(names, expected);
    }
}
