//! `cargo xtask eval …`

mod article;
mod catalog;
mod coref;
mod countries;
mod ecb;
mod events;
mod factuality;
mod morphology;
pub mod names;
mod places;
mod plover;
mod quantities;
mod quotes;
mod specs;
mod statements;
pub mod syntax;
mod times;
mod tokens;
pub mod trees;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Subcommand;
use serde::de::DeserializeOwned;

#[derive(Subcommand)]
pub enum Command {
    /// Names of places and their coordinates, beside the most populous place of each name
    Places(places::Args),
    /// What one actor does to another: PLOVER's roots, as the product says and as its clues tell in cross-validation
    Plover(plover::Args),
    /// Time expressions against the times of gold events and GUM dates
    Times(times::Args),
    /// Quantities against those told by hand
    Quantities(quantities::Args),
    /// Spans of quotations against those told by hand
    Quotes(quotes::Args),
    /// Cases of other libraries' specs of times that apply to news
    Specs(specs::Args),
    /// What the catalog of event types alone fires on
    Catalog(catalog::Command),
    /// Events: triggers, arguments, factuality, sources, times, coreference
    Events(events::Command),
    /// Who says what: statements against attributions told by hand
    Statements(statements::Args),
    /// How surely what words tell happened, against the judgements of UDS-IH2
    Factuality(factuality::Args),
    /// The country of actors, against answers told by hand
    Countries(countries::Args),
    /// Coreference: MUC, B-cubed and CEAF-e on the news and interviews of GUM
    Coref(coref::Args),
    /// Events that several articles tell: MUC, B-cubed and CEAF-e on ECB+, beside those of the same lemma
    Ecb(ecb::Args),
    /// Words and sentences from raw text, on the dev treebanks
    Tokens(tokens::Args),
    /// Tags, lemmas, trees and features on the dev parts of EWT and GUM, with their own words and sentences
    Syntax(syntax::Args),
    /// The names that the network sees, on the dev parts of the names
    Names(names::Args),
    /// List what is not body in the texts (*.txt) of a folder
    Article { dir: PathBuf },
}

pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Places(args) => places::run(&args),
        Command::Plover(args) => plover::run(&args),
        Command::Times(args) => times::run(&args),
        Command::Quantities(args) => quantities::run(&args),
        Command::Quotes(args) => quotes::run(&args),
        Command::Specs(args) => specs::run(&args),
        Command::Catalog(command) => catalog::run(&command),
        Command::Events(command) => events::run(command),
        Command::Statements(args) => statements::run(&args),
        Command::Factuality(args) => factuality::run(&args),
        Command::Countries(args) => countries::run(&args),
        Command::Coref(args) => coref::run(&args),
        Command::Ecb(args) => ecb::run(&args),
        Command::Tokens(args) => tokens::run(&args),
        Command::Syntax(args) => syntax::run(&args),
        Command::Names(args) => names::run(&args),
        Command::Article { dir } => article::run(&dir),
    }
}

/// The values of a file with one in JSON on each line.
pub fn json_lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))?;
    let lines = text.lines().enumerate();
    lines
        .map(|(number, line)| {
            serde_json::from_str(line).with_context(|| format!("{}, line {}", path.display(), number + 1))
        })
        .collect()
}

/// Pairs of `gold` and `found` by their numbers with their overlap, one to one, the greatest overlap first. No overlap: no pair.
fn one_to_one<G, F>(
    gold: &[G],
    found: &[F],
    overlap: impl Fn(&G, &F) -> Option<f64>,
) -> Vec<(f64, usize, usize)> {
    let mut overlaps = Vec::new();
    for (g, a) in gold.iter().enumerate() {
        overlaps.extend(found.iter().enumerate().filter_map(|(f, b)| Some((overlap(a, b)?, g, f))));
    }
    overlaps.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for pair in overlaps {
        if !pairs.iter().any(|p| p.1 == pair.1 || p.2 == pair.2) {
            pairs.push(pair);
        }
    }
    pairs
}
