//! `cargo xtask eval factuality`: whether what words tell happened, against the judgements of UDS-IH2 ("It Happened", White and
//! others 2016; Rudinger and others 2018), from -3 (surely not) to +3 (surely).
//!
//! The predicates are given, so only factuality is measured. Our six values are put on their scale by numbers fixed in advance.

use std::path::PathBuf;

use anyhow::Result;
use dateline::document::Document;
use dateline::events;
use dateline::report::Factuality;
use serde::Deserialize;

use super::json_lines;

#[derive(clap::Args)]
pub struct Args {
    /// Lines of JSON with a text, its words between blanks, and judged predicates
    #[arg(long)]
    data: PathBuf,
    /// Print every predicate with both values and the words that decided ours
    #[arg(long)]
    list: bool,
}

#[derive(Deserialize)]
struct Sentence {
    text: String,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    /// Which of the words between blanks, the end exclusive.
    span1: [usize; 2],
    label: f64,
}

/// The values with their places on the scale of the judgements.
const SCALE: [(Factuality, f64); 6] = [
    (Factuality::Actual, 3.0),
    (Factuality::Possible, 1.0),
    (Factuality::Planned, 0.5),
    (Factuality::Alleged, 0.0),
    (Factuality::Hypothetical, 0.0),
    (Factuality::Negated, -3.0),
];

pub fn run(args: &Args) -> Result<()> {
    let sentences: Vec<Sentence> = json_lines(&args.data)?;
    let mut score = Score::default();
    for sentence in sentences {
        read(&sentence, args.list, &mut score);
    }
    match args.list {
        true => Ok(()),
        false => score.print(),
    }
}

/// Reads one sentence and adds its predicates.
fn read(sentence: &Sentence, list: bool, score: &mut Score) {
    let text = &sentence.text;
    let document = Document::of_text(text);
    // Where the words between blanks begin and end.
    let given: Vec<(usize, usize)> = text
        .split_whitespace()
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word.len()))
        .map(|(start, length)| (start, start + length))
        .collect();
    for target in &sentence.targets {
        let range = target.span1[0]..target.span1[1];
        let Some(&[(start, _), .., (_, end)] | &[(start, end)]) = given.get(range) else {
            score.lost += 1;
            continue;
        };
        let inside = |word: &usize| {
            let span = document.span(*word);
            (span.start as usize) < end && start < span.end as usize
        };
        let Some(word) = (0..document.tokens.words.len()).find(inside) else {
            score.lost += 1;
            continue;
        };
        let (factuality, cues) = events::factuality_of(&document, word);
        score.pairs.push((factuality, target.label));
        if list {
            let cues: Vec<&str> = cues.iter().map(|&w| document.form(w)).collect();
            println!(
                "{:+.2}\t{factuality:?}\t{}\t{}\t{}\t{text}",
                target.label,
                document.form(word),
                document.upos(word).as_str(),
                cues.join(" ")
            );
        }
    }
}

#[derive(Default)]
struct Score {
    pairs: Vec<(Factuality, f64)>,
    /// Predicates without a word of ours.
    lost: usize,
}

impl Score {
    fn print(&self) -> Result<()> {
        anyhow::ensure!(!self.pairs.is_empty(), "no predicates");
        let row = |name: &str, number: &dyn Fn(Factuality) -> f64| {
            let pairs: Vec<(f64, f64)> = self.pairs.iter().map(|&(f, label)| (number(f), label)).collect();
            println!(
                "{name:<13} happened or not {:.1} %  MAE {:.3}  r {:.3}",
                100.0 * mean(pairs.iter().map(|&(ours, theirs)| f64::from((ours > 0.0) == (theirs > 0.0)))),
                mean(pairs.iter().map(|(ours, theirs)| (ours - theirs).abs())),
                pearson(&pairs)
            );
        };
        println!("{} predicates, {} lost", self.pairs.len(), self.lost);
        row("ours", &place);
        row("always actual", &|_| 3.0);
        println!("value          count   mean  judged happened");
        for (value, _) in SCALE {
            let labels: Vec<f64> = self.pairs.iter().filter(|p| p.0 == value).map(|p| p.1).collect();
            if !labels.is_empty() {
                println!(
                    "{:<13} {:>6}  {:+.2}  {:.1} %",
                    format!("{value:?}").to_lowercase(),
                    labels.len(),
                    mean(labels.iter().copied()),
                    100.0 * mean(labels.iter().map(|&label| f64::from(label > 0.0)))
                );
            }
        }
        Ok(())
    }
}

fn place(factuality: Factuality) -> f64 {
    SCALE.iter().find(|(value, _)| *value == factuality).map_or(0.0, |(_, number)| *number)
}

fn mean(numbers: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = numbers.len().max(1) as f64;
    numbers.sum::<f64>() / count
}

/// Pearson's correlation; 0 where one side is constant.
fn pearson(pairs: &[(f64, f64)]) -> f64 {
    let (a, b) = (mean(pairs.iter().map(|p| p.0)), mean(pairs.iter().map(|p| p.1)));
    let sum = |term: &dyn Fn(f64, f64) -> f64| pairs.iter().map(|p| term(p.0 - a, p.1 - b)).sum::<f64>();
    let spread = (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt();
    if spread > 0.0 { sum(&|x, y| x * y) / spread } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::pearson;

    #[test]
    fn correlation() {
        assert!((pearson(&[(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)]) - 1.0).abs() < 1e-9);
        assert!((pearson(&[(1.0, 6.0), (2.0, 4.0), (3.0, 2.0)]) + 1.0).abs() < 1e-9);
        assert_eq!(pearson(&[(3.0, 1.0), (3.0, 2.0)]), 0.0);
    }
}
