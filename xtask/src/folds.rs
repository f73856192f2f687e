//! Models of events that have each not seen some newspapers, as `train events --folds` writes them: what is measured or learnt on an article is
//! read by the one that was not learnt from its newspaper.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use dateline::events::Catalog;
use dateline::events::model::Model;

use crate::annotated;

/// What is made of each model, with the newspapers that it has not seen.
pub struct Folds<T>(Vec<(Vec<String>, T)>);

impl<T> Folds<T> {
    /// The models in a folder, in the order of their newspapers.
    pub fn read(dir: &Path, make: impl Fn(Model) -> T) -> Result<Self> {
        let catalog = Catalog::default();
        let mut folds = Vec::new();
        for entry in fs::read_dir(dir).with_context(|| format!("can't read {}", dir.display()))? {
            let path = entry?.path();
            let model = Model::read(&fs::read(&path)?, &catalog);
            let model = model.map_err(|why| anyhow!("{}: {why}", path.display()))?;
            folds.push((model.without.clone(), make(model)));
        }
        folds.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(Self(folds))
    }

    /// The one that has not seen the newspaper of an article, with its number.
    pub fn of(&self, doc: &str) -> Result<(usize, &T)> {
        let paper = annotated::paper(doc);
        let found = self.0.iter().position(|(papers, _)| papers.iter().any(|p| p == paper));
        let number = found.with_context(|| format!("no model without {doc}"))?;
        Ok((number, &self.0[number].1))
    }
}
