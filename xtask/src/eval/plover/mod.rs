//! `cargo xtask eval plover`: what one actor does to another, as one of the roots of PLOVER, on sentences with both actors marked (the
//! PLV set of Hu and others 2023).
//!
//! Two figures. What the product says as it is: the code of the event that ties the two actors best. And how far what the product
//! sees carries: a log-linear model over its clues (lemmas, trees, catalog, factuality), learnt and tested on fifths of the set.
//! That model is a measurement of the clues; it is not shipped, and nothing of the set goes into the product.

mod clues;
mod score;

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use dateline::events::Catalog;
use dateline::events::model::softmax;
use dateline::{Analyzer, Options, Report, Span};

use crate::train::events::learn::{Settings, which};
use crate::train::events::lessons::Example;
use clues::Group;
use score::Score;

#[derive(clap::Args)]
pub struct Args {
    /// Rows of tabs with a head: `marked_sentence` (<s>source</s>, <t>target</t>) and `gold_root`
    #[arg(long)]
    data: PathBuf,
    /// Measure once more without each kind of clues
    #[arg(long)]
    without: bool,
    /// Print what is told as another root
    #[arg(long)]
    errors: bool,
}

/// The roots; CONCEDE and RETREAT are one, YIELD.
pub const ROOTS: [&str; 15] = [
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
    "YIELD",
];

const FOLDS: usize = 5;
/// So many models vote.
const SEEDS: u64 = 5;
const SETTINGS: Settings =
    Settings { epochs: 20, rate: 0.05, decay: 0.01, least: 1, kept: 0.0, hidden: 0.5, seed: 0 };

/// Sentences that share so much of their words are learnt or tested together.
const ALIKE: f64 = 0.4;

/// The number of a root of PLOVER.
pub fn root_of(code: &str) -> Option<usize> {
    let root = if matches!(code, "CONCEDE" | "RETREAT") { "YIELD" } else { code };
    ROOTS.iter().position(|r| *r == root)
}

/// A sentence with its actors, where they are told.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    pub text: String,
    pub source: Option<Range<usize>>,
    pub target: Option<Range<usize>>,
    pub root: usize,
}

pub fn run(args: &Args) -> Result<()> {
    let mut rows = read(&args.data)?;
    rows.sort_by(|a, b| a.text.cmp(&b.text));
    let texts: Vec<&str> = rows.iter().map(|row| &*row.text).collect();
    let groups = groups(&texts);
    let folds: Vec<usize> = groups.iter().map(|group| group % FOLDS).collect();
    let analyzer = Analyzer::default();
    let catalog = Catalog::default();
    let options = Options { language: Some("en".into()), ..Options::default() };
    let mut as_it_is = Score::default();
    let mut all = Vec::new();
    for row in &rows {
        let report = analyzer.extract(&row.text, &options)?;
        as_it_is.add(row.root, told(row, &report));
        all.push(clues::of(row, &report, &catalog));
    }
    let alone = groups.iter().collect::<BTreeSet<_>>().len();
    println!("{} sentences in {alone} groups of those alike\nas it is: {}", rows.len(), as_it_is.line());
    let measure = |kinds: &dyn Fn(Group) -> bool| {
        let answers = vote(&rows, &folds, &all, kinds);
        let mut score = Score::default();
        rows.iter().zip(&answers).for_each(|(row, &answer)| score.add(row.root, Some(answer)));
        (answers, score)
    };
    let (answers, score) = measure(&|_| true);
    println!("{FOLDS} folds: {}\n{}", score.line(), score.table().trim_end());
    if args.without {
        for group in Group::ALL {
            let name = format!("{group:?}").to_lowercase();
            println!("without {name:<11} {}", measure(&|other| other != group).1.line());
        }
        let words = |group| matches!(group, Group::Words | Group::Places);
        println!("words and places    {}", measure(&words).1.line());
    }
    if args.errors {
        for (row, &answer) in rows.iter().zip(&answers).filter(|(row, answer)| row.root != **answer) {
            println!("{} as {}: {}", ROOTS[row.root], ROOTS[answer], row.text);
        }
    }
    Ok(())
}

/// The rows of a file; of a head, the names of its columns.
fn read(file: &Path) -> Result<Vec<Row>> {
    let text = fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| {
        head.iter().position(|h| *h == name).with_context(|| format!("{}: no {name}", file.display()))
    };
    let (sentence, gold) = (column("marked_sentence")?, column("gold_root")?);
    let mut rows = Vec::new();
    for line in lines {
        let fields: Vec<&str> = line.split('\t').collect();
        ensure!(fields.len() == head.len(), "{}: {line:?}", file.display());
        let root = root_of(fields[gold]).with_context(|| format!("no root {:?}", fields[gold]))?;
        rows.push(row(fields[sentence], root));
    }
    Ok(rows)
}

/// A sentence without its marks: `<s>source</s>`, `<t>target</t>`. Of an actor that is marked twice the first counts.
fn row(marked: &str, root: usize) -> Row {
    let (mut text, mut source, mut target, mut start) = (String::new(), None, None, 0);
    let mut rest = marked;
    while let Some(next) = rest.chars().next() {
        let mark = ["<s>", "<t>", "</s>", "</t>"].into_iter().find(|mark| rest.starts_with(mark));
        match mark {
            None => text.push(next),
            Some("</s>") => source = source.or(trimmed(&text, start)),
            Some("</t>") => target = target.or(trimmed(&text, start)),
            Some(_) => start = text.len(),
        }
        rest = &rest[mark.map_or(next.len_utf8(), str::len)..];
    }
    Row { text, source, target, root }
}

/// The end of a text without blanks around it.
fn trimmed(text: &str, start: usize) -> Option<Range<usize>> {
    let words = text[start..].trim();
    let start = words.as_ptr() as usize - text.as_ptr() as usize;
    (!words.is_empty()).then_some(start..start + words.len())
}

/// For each text the number of the first of those that are almost the same.
fn groups(texts: &[&str]) -> Vec<usize> {
    let words: Vec<HashSet<&str>> = texts.iter().map(|text| text.split_whitespace().collect()).collect();
    let mut group: Vec<usize> = (0..texts.len()).collect();
    for a in 0..texts.len() {
        for b in 0..a {
            let both = words[a].intersection(&words[b]).count() as f64;
            let either = (words[a].len() + words[b].len()) as f64 - both;
            if group[a] != group[b] && both >= ALIKE * either {
                let (first, second) = (group[a].min(group[b]), group[a].max(group[b]));
                group.iter_mut().filter(|g| **g == second).for_each(|g| *g = first);
            }
        }
    }
    group
}

/// What the product says: the root of the event with a code that has most of the two actors as arguments; of such the one
/// nearest to the middle between them.
fn told(row: &Row, report: &Report) -> Option<usize> {
    let middle = match (&row.source, &row.target) {
        (Some(s), Some(t)) => (s.end.min(t.end) + s.start.max(t.start)) / 2,
        (Some(actor), None) | (None, Some(actor)) => actor.end,
        (None, None) => 0,
    };
    let events = report.events.iter().filter_map(|event| {
        let root = root_of(event.codes.plover.as_deref()?)?;
        let has = |actor: &Option<Range<usize>>| {
            let actor = actor.as_ref()?;
            event.arguments.iter().any(|a| touches(a.span, actor)).then_some(())
        };
        let actors = usize::from(has(&row.source).is_some()) + usize::from(has(&row.target).is_some());
        let trigger = event.mentions.first()?.trigger;
        Some((root, std::cmp::Reverse(actors), (trigger.start as usize).abs_diff(middle)))
    });
    events.min_by_key(|&(_, actors, distance)| (actors, distance)).map(|(root, ..)| root)
}

fn touches(span: Span, bytes: &Range<usize>) -> bool {
    (span.start as usize) < bytes.end && bytes.start < span.end as usize
}

/// The answers of models learnt on the other folds, with some kinds of clues.
fn vote(
    rows: &[Row],
    folds: &[usize],
    clues: &[Vec<(Group, u32)>],
    kinds: &dyn Fn(Group) -> bool,
) -> Vec<usize> {
    let examples: Vec<Example> = rows
        .iter()
        .zip(clues)
        .map(|(row, clues)| {
            // Each once.
            let kept: BTreeSet<u32> =
                clues.iter().filter(|(g, _)| kinds(*g)).map(|(_, clue)| *clue).collect();
            let target = vec![(row.root as u16, 1.0)];
            Example { clues: kept.into_iter().collect(), tied: Vec::new(), target }
        })
        .collect();
    let mut chances = vec![[0.0; ROOTS.len()]; rows.len()];
    for fold in 0..FOLDS {
        let learnt: Vec<&Example> =
            examples.iter().zip(folds).filter(|(_, f)| **f != fold).map(|(e, _)| e).collect();
        for seed in 0..SEEDS {
            let weights = which(&learnt, ROOTS.len(), 0, Settings { seed, ..SETTINGS });
            for (at, example) in examples.iter().enumerate().filter(|(at, _)| folds[*at] == fold) {
                let mut scores = [0.0; ROOTS.len()];
                weights.scores(example, &mut scores);
                softmax(&mut scores);
                chances[at].iter_mut().zip(scores).for_each(|(sum, chance)| *sum += chance);
            }
        }
    }
    let best = |chances: &[f32; ROOTS.len()]| {
        (0..ROOTS.len()).max_by(|&a, &b| chances[a].total_cmp(&chances[b])).unwrap_or(0)
    };
    chances.iter().map(best).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        let row = row("<t>Libyan</t> <s>Minister Ali </s>met <t>Libyan</t> “rebels”", 5);
        assert_eq!(row.text, "Libyan Minister Ali met Libyan “rebels”");
        assert_eq!((row.target, row.source), (Some(0..6), Some(7..19)));
        let without = super::row("Two papers were <x>closed</x> <s> </s>", 4);
        assert_eq!(without.text, "Two papers were <x>closed</x>  ");
        assert_eq!((without.source, without.target), (None, None));
    }

    #[test]
    fn roots() {
        assert_eq!(root_of("RETREAT"), root_of("CONCEDE"));
        assert_eq!(root_of("RETREAT"), root_of("YIELD"));
        assert_eq!(root_of("MAKE"), None);
    }

    #[test]
    fn almost_the_same() {
        let texts = ["a b c d e", "x y", "a b c d f", "x y z z z", "p q"];
        assert_eq!(groups(&texts), [0, 1, 0, 1, 4]);
    }
}
