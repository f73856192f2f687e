//! `cargo xtask eval names`: the names that the network alone sees, against annotated ones.
//!
//! Strict: the same words and the same kind. A facility counts as a place, and a leading "the" does not count. Of names within
//! names the outer one counts ("Kenya Airways"); "last column" reads the files as if their last column were the only one.

use std::path::PathBuf;

use anyhow::{Context, Result};
use dateline::report::{EntityType, MentionKind};
use dateline::syntax::network::Model as Network;
use dateline::syntax::recognizer::Recognizer;
use dateline::syntax::{self, Models, NameKind, Recognized};
use dateline::{Options, Span, article, tokens};

use crate::names::{self, Document, Layer, SETS};

#[derive(clap::Args)]
pub struct Args {
    /// The folder of the names
    #[arg(long)]
    data: PathBuf,
    /// Score the names of whole reports, not what the network alone sees
    #[arg(long)]
    reports: bool,
    /// A head to score instead of the one that is built in
    #[arg(long, conflicts_with = "reports")]
    model: Option<PathBuf>,
    /// Also print what is missed and what is wrong
    #[arg(long)]
    errors: bool,
}

/// Right, found, gold.
type Counts = [usize; 3];

/// Counts of a set.
#[derive(Debug, Default)]
pub struct Score {
    /// Persons, organizations, places together.
    all: Counts,
    /// The same, whatever their kinds.
    spans: Counts,
    by_kind: [Counts; NameKind::ALL.len()],
}

impl Score {
    /// Adds what is found in a text; `tell` gets what is wrong.
    fn add(&mut self, document: &Document, found: &[(Span, NameKind)], mut tell: impl FnMut(&str, &str)) {
        let text = &document.text;
        let found: Vec<(usize, usize, NameKind)> = found
            .iter()
            .map(|(span, kind)| (without_the(text, span.start as usize), span.end as usize, as_scored(*kind)))
            .collect();
        let gold: Vec<(usize, usize, NameKind)> = document
            .names
            .iter()
            .filter_map(|name| {
                let kind = NameKind::ALL.iter().find(|kind| name.kinds & names::bit(**kind) > 0)?;
                Some((without_the(text, name.start), name.end, as_scored(*kind)))
            })
            .collect();
        for name in &found {
            self.count(1, name.2);
            if !gold.contains(name) {
                tell(&format!("spurious {}", name.2.as_str()), &text[name.0..name.1]);
            }
        }
        for name in &gold {
            self.count(2, name.2);
            let same = found.iter().find(|found| (found.0, found.1) == (name.0, name.1));
            self.spans[0] += usize::from(is_main(name.2) && same.is_some_and(|found| is_main(found.2)));
            match same {
                Some(found) if found.2 == name.2 => self.count(0, name.2),
                Some(found) => {
                    tell(&format!("{} got {}", name.2.as_str(), found.2.as_str()), &text[name.0..name.1]);
                }
                None => tell(&format!("missed {}", name.2.as_str()), &text[name.0..name.1]),
            }
        }
    }

    fn count(&mut self, what: usize, kind: NameKind) {
        self.by_kind[kind as usize][what] += 1;
        if is_main(kind) {
            self.all[what] += 1;
            self.spans[what] += usize::from(what > 0);
        }
    }

    /// F1 of persons, organizations and places in percent.
    pub fn f1(&self) -> f64 {
        f1(self.all)
    }
}

/// What the network alone sees.
fn seen(text: &str, models: &Models<'_>) -> Vec<(Span, NameKind)> {
    let tokens = tokens::tokenize(text, &article::read(text, false));
    let syntax = syntax::analyze_with(models, text, &tokens);
    let span =
        |name: &Recognized| tokens.words[name.words.start].span.to(tokens.words[name.words.end - 1].span);
    syntax.names.iter().map(|name| (span(name), name.kind)).collect()
}

/// The persons, organizations and places that a report has by their names.
fn reported(text: &str) -> Result<Vec<(Span, NameKind)>> {
    let report = dateline::extract(text, &Options::default())?;
    let mut found = Vec::new();
    for entity in &report.entities {
        let kind = match entity.kind {
            EntityType::Person => NameKind::Person,
            EntityType::Organization => NameKind::Organization,
            EntityType::Place => NameKind::Location,
            EntityType::Facility => NameKind::Facility,
            _ => continue,
        };
        let names = entity.mentions.iter().filter(|m| m.kind == MentionKind::Name);
        found.extend(names.map(|m| (Span { start: m.start, end: m.end }, kind)));
    }
    Ok(found)
}

fn is_main(kind: NameKind) -> bool {
    matches!(kind, NameKind::Person | NameKind::Organization | NameKind::Location)
}

fn as_scored(kind: NameKind) -> NameKind {
    if kind == NameKind::Facility { NameKind::Location } else { kind }
}

fn without_the(text: &str, start: usize) -> usize {
    let is_the = text.get(start..start + 4).is_some_and(|four| four.eq_ignore_ascii_case("the "));
    if is_the { start + 4 } else { start }
}

fn f1([right, found, gold]: Counts) -> f64 {
    200.0 * right as f64 / (found + gold).max(1) as f64
}

/// The scores on the dev part of every set that has one.
pub fn score(
    data: &std::path::Path,
    models: &Models<'_>,
    reports: bool,
    errors: bool,
) -> Result<Vec<(String, Score)>> {
    let mut scores = Vec::new();
    for set in SETS {
        let outer = set.dev(data, Layer::Outer)?;
        let last = set.dev(data, Layer::Last)?;
        let differs = outer != last;
        for (name, documents) in [(set.name.to_string(), outer), (format!("{}, last column", set.name), last)]
        {
            let is_last = name != set.name;
            if documents.is_empty() || is_last && !differs {
                continue;
            }
            let mut score = Score::default();
            for document in &documents {
                let found = match reports {
                    true => reported(&document.text)?,
                    false => seen(&document.text, models),
                };
                score.add(document, &found, |what, words| {
                    if errors && !is_last {
                        println!("{name}\t{}\t{what}\t{words}", document.id);
                    }
                });
            }
            scores.push((name, score));
        }
    }
    Ok(scores)
}

/// The scores as a Markdown table.
pub fn table(scores: &[(String, Score)]) -> String {
    let heads = [
        "dev",
        "names",
        "F1",
        "precision",
        "recall",
        "Person",
        "Organization",
        "Location",
        "People",
        "Product",
        "Misc",
        "spans",
    ];
    let mut out = format!("| {} |\n|{}\n", heads.join(" | "), " --- |".repeat(heads.len()));
    for (name, score) in scores {
        let [right, found, gold] = score.all;
        let percent = |of: usize| 100.0 * right as f64 / of.max(1) as f64;
        let kind = |kind: NameKind| match score.by_kind[kind as usize] {
            // A set that leaves the kind out.
            [_, _, 0] => "–".to_string(),
            counts => format!("{:.1}", f1(counts)),
        };
        let kinds = [
            NameKind::Person,
            NameKind::Organization,
            NameKind::Location,
            NameKind::People,
            NameKind::Product,
            NameKind::Misc,
        ]
        .map(kind);
        out += &format!(
            "| {name} | {gold} | {:.1} | {:.1} | {:.1} | {} | {:.1} |\n",
            score.f1(),
            percent(found),
            percent(gold),
            kinds.join(" | "),
            f1(score.spans)
        );
    }
    out
}

/// # Errors
/// When a file can't be read.
pub fn run(args: &Args) -> Result<()> {
    let scores = match &args.model {
        None => score(&args.data, Models::built_in(), args.reports, args.errors)?,
        Some(path) => {
            let file = std::fs::read(path).with_context(|| format!("can't read {}", path.display()))?;
            let network = Network::read(syntax::NETWORK).map_err(anyhow::Error::msg)?;
            let head = Recognizer::read(&file, &network);
            let head = head.map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
            let lemmas = Models::built_in().lemmas.clone();
            score(&args.data, &Models { network, recognizer: Some(head), lemmas }, false, args.errors)?
        }
    };
    print!("{}", table(&scores));
    Ok(())
}
