//! `cargo xtask train merging` and `train salience`: learn `data/models/merging.tsv`, how much each clue counts in telling whether two
//! mentions are of one event, and `data/models/salience.tsv`, how much in telling which event an article is about.
//!
//! Both are a choice: a mention is of one of the events before it or of a new one, an article is about one of its events. A softmax is
//! learnt on the library's own events, each article read by a model of events that has not seen its newspaper. Sums in a fixed order:
//! the same data give the same bytes.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use dateline::Span;
use dateline::document::Document;
use dateline::entities::Entities;
use dateline::events::Catalog;
use dateline::events::lessons::{self, Choice, Text};
use dateline::{entities, names, statements, times};

use crate::folds::Folds;
use crate::{annotated, root};

#[derive(clap::Args)]
pub struct Args {
    /// Folder of the texts of data/training/events.jsonl
    #[arg(long)]
    texts: PathBuf,
    /// Folder of the models that `train events --folds` writes
    #[arg(long)]
    folds: PathBuf,
}

const STEPS: usize = 500;
const RATE: f32 = 0.03;

/// How much weights are pulled towards zero: those of clues, and those of types.
const PULLS: [f32; 2] = [2.0, 3.0];

/// Learns which mentions are of one event.
pub fn merging(args: &Args) -> Result<()> {
    let catalog = Catalog::default();
    let types = catalog.built_in_names();
    let choices = read(args, |gold, article, text, entities| {
        lessons::of_merging(text, entities, |told| events_of(gold, article, told, &types))
    })?;
    let learnt = measured(&choices, types.len())?;
    write("merging", MERGING, &choices, &learnt, &types)
}

/// Learns which event an article is about.
pub fn salience(args: &Args) -> Result<()> {
    let choices = read(args, |gold, article, text, entities| {
        let bytes = annotated::bytes_of_units(article);
        let main = gold.mentions.iter().filter(|m| Some(&m.event) == gold.main.as_ref());
        let spans: Vec<[u32; 2]> = main.filter_map(|m| bytes_of(&bytes, m.trigger)).collect();
        let is_main =
            |trigger: Span| spans.iter().any(|[start, end]| trigger.start < *end && *start < trigger.end);
        vec![lessons::of_salience(text, entities, is_main)]
    })?;
    // Where the main event was not found there is nothing to choose.
    let choices: Vec<(usize, Choice)> = choices.into_iter().filter(|(_, c)| c.right.is_some()).collect();
    let learnt = measured(&choices, 1)?;
    write("salience", SALIENCE, &choices, &learnt, &[])
}

const MERGING: &str = "\
# How much each clue counts in telling whether a mention is of an event that was told before, and how ready events of a type are to
# be told again; below zero it is another event.
# Source: learnt by `cargo xtask train merging` from data/training/events.jsonl.
# Licence: MIT OR Apache-2.0
";

const SALIENCE: &str = "\
# How much each clue counts in telling which event an article is about.
# Source: learnt by `cargo xtask train salience` from data/training/events.jsonl.
# Licence: MIT OR Apache-2.0
";

/// The choices of all annotated articles, each with the number of the fold of its newspaper.
fn read(
    args: &Args,
    choices: impl Fn(&annotated::Article, &str, &Text, &mut Entities) -> Vec<Choice>,
) -> Result<Vec<(usize, Choice)>> {
    let catalog = Catalog::default();
    let folds = Folds::read(&args.folds, |model| model)?;
    let mut all = Vec::new();
    for (gold, text) in annotated::of_file(&root().join("data/training/events.jsonl"), &args.texts)? {
        let (fold, model) = folds.of(&gold.doc)?;
        let document = &Document::of_text(&text);
        let published = gold.published.as_deref().and_then(|day| day.get(..10)?.parse().ok());
        let times = &times::find(&text, &document.tokens, &document.syntax, published);
        let mut entities = entities::find(document, &names::find(document));
        let statements = &statements::find(document, &mut entities);
        let read = Text { document, catalog: &catalog, model, statements, times };
        all.extend(choices(&gold, &text, &read, &mut entities).into_iter().map(|choice| (fold, choice)));
    }
    Ok(all)
}

/// What is learnt from all choices; prints how what is learnt from four fifths of the newspapers fares on the rest.
fn measured(choices: &[(usize, Choice)], types: usize) -> Result<Learnt> {
    let known = choices.iter().filter(|(_, c)| c.right.is_some()).count();
    let folds = choices.iter().map(|(fold, _)| fold + 1).max().context("nothing to learn from")?;
    let mut right = 0;
    for fold in 0..folds {
        let others: Vec<&Choice> = choices.iter().filter(|(f, _)| *f != fold).map(|(_, c)| c).collect();
        let learnt = learn(&others, types);
        right += choices.iter().filter(|(f, c)| *f == fold && learnt.best(c) == c.right).count();
    }
    let share = 100.0 * right as f64 / choices.len() as f64;
    println!("{} choices, {known} of a candidate, {share:.1} % right by cross-validation", choices.len());
    Ok(learn(&choices.iter().map(|(_, c)| c).collect::<Vec<_>>(), types))
}

fn write(name: &str, head: &str, choices: &[(usize, Choice)], learnt: &Learnt, types: &[&str]) -> Result<()> {
    let mut file = String::from(head);
    let clues = choices.iter().find_map(|(_, c)| c.candidates.first()).context("nothing to learn from")?;
    for ((name, _), weight) in clues.iter().zip(&learnt.clues) {
        writeln!(file, "{name}\t{weight:.2}")?;
    }
    for (name, weight) in types.iter().zip(&learnt.types).filter(|(_, weight)| weight.abs() >= 0.05) {
        writeln!(file, "{name}\t{weight:.2}")?;
    }
    let path = root().join(format!("data/models/{name}.tsv"));
    fs::write(&path, file).with_context(|| format!("can't write {}", path.display()))
}

fn bytes_of(bytes: &[u32], units: [u32; 2]) -> Option<[u32; 2]> {
    let [start, end] = units.map(|unit| bytes.get(unit as usize).copied());
    Some([start?, end?])
}

/// For each mention of the library the event of the annotation that it is of.
fn events_of(
    gold: &annotated::Article,
    text: &str,
    told: &[(Span, u16)],
    types: &[&str],
) -> Vec<Option<usize>> {
    let bytes = annotated::bytes_of_units(text);
    let mut names: Vec<&str> = Vec::new();
    let mut events = vec![None; told.len()];
    let mut taken = vec![false; gold.mentions.len()];
    for same_type in [true, false] {
        for (mention, taken) in gold.mentions.iter().zip(&mut taken).filter(|(_, taken)| !**taken) {
            let Some([start, end]) = bytes_of(&bytes, mention.trigger) else { continue };
            let found = told.iter().enumerate().position(|(n, (span, event_type))| {
                let same = types[usize::from(*event_type)] == mention.kind;
                events[n].is_none() && span.start < end && start < span.end && (same || !same_type)
            });
            let Some(found) = found else { continue };
            *taken = true;
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
    /// The scores of the candidates; none of them has zero.
    fn scores(&self, choice: &Choice) -> Vec<f32> {
        let prior = self.types[usize::from(choice.event_type)];
        let score = |clues: &[(&str, f32)]| -> f32 {
            clues.iter().zip(&self.clues).map(|((_, value), weight)| value * weight).sum()
        };
        choice.candidates.iter().map(|clues| prior + score(clues)).collect()
    }

    fn best(&self, choice: &Choice) -> Option<usize> {
        let scores = self.scores(choice);
        let most = (0..scores.len()).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
        // A text is about one of its events, however little speaks for it.
        most.filter(|&n| scores[n] > 0.0 || choice.right.is_some() && self.types.len() == 1)
    }
}

/// Adam on all choices at once.
fn learn(choices: &[&Choice], types: usize) -> Learnt {
    let clues = choices.iter().find_map(|c| c.candidates.first()).map_or(0, Vec::len);
    let mut learnt = Learnt { clues: vec![0.0; clues], types: vec![0.0; types] };
    let size = clues + types;
    let (mut first, mut second) = (vec![0.0_f32; size], vec![0.0_f32; size]);
    for step in 1..=STEPS {
        let mut slope = vec![0.0_f32; size];
        for choice in choices {
            let scores = learnt.scores(choice);
            let most = scores.iter().copied().fold(0.0, f32::max);
            let sum: f32 = scores.iter().map(|s| (s - most).exp()).sum::<f32>() + (-most).exp();
            for (n, candidate) in choice.candidates.iter().enumerate() {
                let off = (scores[n] - most).exp() / sum - f32::from(u8::from(choice.right == Some(n)));
                for (slope, (_, value)) in slope.iter_mut().zip(candidate) {
                    *slope += off * value;
                }
                slope[clues + usize::from(choice.event_type)] += off;
            }
        }
        let steps = step as i32;
        for at in 0..size {
            let (weight, pull) = match at < clues {
                true => (&mut learnt.clues[at], PULLS[0]),
                false => (&mut learnt.types[at - clues], PULLS[1]),
            };
            let slope = (slope[at] + pull * *weight) / choices.len() as f32;
            first[at] = 0.9 * first[at] + 0.1 * slope;
            second[at] = 0.999 * second[at] + 0.001 * slope * slope;
            let mean = first[at] / (1.0 - 0.9_f32.powi(steps));
            let spread = second[at] / (1.0 - 0.999_f32.powi(steps));
            *weight -= RATE * mean / (spread.sqrt() + 1e-8);
        }
    }
    learnt
}
