//! `cargo xtask train merging`: learns `data/models/merging.tsv`, how much each clue counts in telling whether two mentions are of one
//! event.
//!
//! A mention is of one of the events before it or of a new one: a softmax over these, learnt on the library's own mentions, each
//! article read by a model of events that has not seen its newspaper. Sums in a fixed order: the same data give the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use dateline::Span;
use dateline::document::Document;
use dateline::events::Catalog;
use dateline::events::lessons::{self, Choice};
use dateline::events::model::Model;
use dateline::{entities, names, statements, times};

use crate::{annotated, root};

#[derive(clap::Args)]
pub struct Args {
    /// Folder of the texts of data/training/events.jsonl
    #[arg(long)]
    texts: PathBuf,
    /// Folder of the models that `train events --folds` writes
    #[arg(long)]
    folds: PathBuf,
    /// Added to every event that a mention may be of
    #[arg(long, default_value_t = 0.0)]
    lean: f32,
}

const STEPS: usize = 600;
const RATE: f32 = 0.03;
const FOLDS: usize = 5;

pub fn run(args: &Args) -> Result<()> {
    let catalog = Catalog::default();
    let type_names = catalog.built_in_names();
    let mut models = Vec::new();
    for entry in fs::read_dir(&args.folds).with_context(|| format!("can't read {}", args.folds.display()))? {
        let path = entry?.path();
        let model = Model::read(&fs::read(&path)?, &catalog)
            .map_err(|why| anyhow::anyhow!("{}: {why}", path.display()))?;
        models.push(model);
    }
    models.sort_by(|a, b| a.without.cmp(&b.without));
    // For each choice the fold of its newspaper.
    let mut choices: Vec<(usize, Choice)> = Vec::new();
    for (gold, text) in annotated::of_file(&root().join("data/training/events.jsonl"), &args.texts)? {
        let paper = annotated::paper(&gold.doc);
        let fold = models
            .iter()
            .position(|m| m.without.iter().any(|p| p == paper))
            .with_context(|| format!("no model without {}", gold.doc))?;
        let document = Document::of_text(&text);
        let names = names::find(&document);
        let published = gold.published.as_deref().and_then(|day| day.get(..10)?.parse().ok());
        let times = times::find(&text, &document.tokens, &document.syntax, published);
        let mut entities = entities::find(&document, &names);
        let statements = statements::find(&document, &mut entities);
        let of = |told: &[(Span, u16)]| events_of(&gold, &text, told, &type_names);
        let found = lessons::of_merging(
            &document, &catalog, &models[fold], &mut entities, &statements, &times, of,
        );
        choices.extend(found.into_iter().map(|choice| (fold, choice)));
    }
    let joins = choices.iter().filter(|(_, c)| c.right.is_some()).count();
    println!("{} choices, {joins} of them an event before", choices.len());
    if let Ok(path) = std::env::var("DUMP") {
        let mut out = String::new();
        for (fold, c) in &choices {
            let rows: Vec<String> = c.candidates.iter().map(|x| format!("{:?}", x.iter().map(|(_, v)| *v).collect::<Vec<f32>>())).collect();
            writeln!(out, "[{fold},{},{},[{}]]", c.event_type, c.right.map_or(-1, |r| r as i32), rows.join(","))?;
        }
        fs::write(path, out)?;
    }
    let mut right = 0;
    for fold in 0..FOLDS {
        let others: Vec<&Choice> = choices.iter().filter(|(f, _)| *f != fold).map(|(_, c)| c).collect();
        let learnt = learn(&others, type_names.len());
        let here = choices.iter().filter(|(f, _)| *f == fold);
        right += here.filter(|(_, c)| learnt.best(c) == c.right).count();
    }
    println!("{:.1} % right by cross-validation", 100.0 * right as f64 / choices.len() as f64);
    let all: Vec<&Choice> = choices.iter().map(|(_, c)| c).collect();
    let learnt = learn(&all, type_names.len());
    let mut file = String::from(HEAD);
    let clue_names = all.first().and_then(|c| c.candidates.first()).context("nothing to learn from")?;
    for (n, ((name, _), weight)) in clue_names.iter().zip(&learnt.clues).enumerate() {
        let lean = if n == 0 { args.lean } else { 0.0 };
        writeln!(file, "{name}\t{:.2}", weight + lean)?;
    }
    let types: BTreeMap<&str, f32> = type_names.iter().copied().zip(learnt.types.iter().copied()).collect();
    for (name, weight) in types.iter().filter(|(_, weight)| weight.abs() >= 0.05) {
        writeln!(file, "{name}\t{weight:.2}")?;
    }
    fs::write(root().join("data/models/merging.tsv"), file)?;
    Ok(())
}

const HEAD: &str = "\
# How much each clue counts in telling whether a mention is of an event that was told before, and how ready events of a type are to
# be told again; zero is as likely as not.
# Source: learnt by `cargo xtask train merging` from data/training/events.jsonl.
# Licence: MIT OR Apache-2.0
";

/// For each mention of the library the event of the annotation that it is of.
fn events_of(gold: &annotated::Article, text: &str, told: &[(Span, u16)], types: &[&str]) -> Vec<Option<usize>> {
    let bytes = annotated::bytes_of_units(text);
    let mut names: Vec<&str> = Vec::new();
    let mut events = vec![None; told.len()];
    let mut taken = vec![false; gold.mentions.len()];
    for same_type in [true, false] {
        for (g, mention) in gold.mentions.iter().enumerate() {
            let [Some(&start), Some(&end)] = mention.trigger.map(|unit| bytes.get(unit as usize)) else { continue };
            let found = told.iter().enumerate().position(|(n, (span, event_type))| {
                events[n].is_none()
                    && span.start < end
                    && start < span.end
                    && (!same_type || types[usize::from(*event_type)] == mention.kind)
            });
            let Some(found) = found.filter(|_| !taken[g]) else { continue };
            taken[g] = true;
            let number = names.iter().position(|name| *name == mention.event).unwrap_or_else(|| {
                names.push(&mention.event);
                names.len() - 1
            });
            events[found] = Some(number);
        }
    }
    events
}

struct Learnt {
    clues: Vec<f32>,
    types: Vec<f32>,
}

impl Learnt {
    /// The scores of the candidates; a new event has zero.
    fn scores(&self, choice: &Choice) -> Vec<f32> {
        let prior = self.types[usize::from(choice.event_type)];
        let score = |clues: &[(&str, f32)]| -> f32 {
            clues.iter().zip(&self.clues).map(|((_, value), weight)| value * weight).sum()
        };
        choice.candidates.iter().map(|clues| prior + score(clues)).collect()
    }

    fn best(&self, choice: &Choice) -> Option<usize> {
        let scores = self.scores(choice);
        (0..scores.len()).filter(|&n| scores[n] > 0.0).max_by(|&a, &b| scores[a].total_cmp(&scores[b]))
    }
}

/// Adam on all choices at once.
fn learn(choices: &[&Choice], types: usize) -> Learnt {
    let clues = choices.first().and_then(|c| c.candidates.first()).map_or(0, |clues| clues.len());
    let mut learnt = Learnt { clues: vec![0.0; clues], types: vec![0.0; types] };
    let size = clues + types;
    let (mut first, mut second) = (vec![0.0_f32; size], vec![0.0_f32; size]);
    for step in 1..=STEPS {
        let mut slope = vec![0.0_f32; size];
        for choice in choices {
            let scores = learnt.scores(choice);
            let most = scores.iter().copied().fold(0.0, f32::max);
            let sum: f32 = scores.iter().map(|s| (s - most).exp()).sum::<f32>() + (-most).exp();
            for (n, clues_here) in choice.candidates.iter().enumerate() {
                let chance = (scores[n] - most).exp() / sum;
                let off = chance - f32::from(u8::from(choice.right == Some(n)));
                for (at, (_, value)) in clues_here.iter().enumerate() {
                    slope[at] += off * value;
                }
                slope[clues + usize::from(choice.event_type)] += off;
            }
        }
        for at in 0..size {
            let weight = if at < clues { &mut learnt.clues[at] } else { &mut learnt.types[at - clues] };
            let pull = if at < clues { 1.0 } else { 3.0 };
            let slope = (slope[at] + pull * *weight) / choices.len() as f32;
            first[at] = 0.9 * first[at] + 0.1 * slope;
            second[at] = 0.999 * second[at] + 0.001 * slope * slope;
            let (m, v) = (first[at] / (1.0 - 0.9_f32.powi(step as i32)), second[at] / (1.0 - 0.999_f32.powi(step as i32)));
            *weight -= RATE * m / (v.sqrt() + 1e-8);
        }
    }
    learnt
}
