//! `cargo xtask eval syntax`: tags, lemmas, trees and features on dev, with the treebank's own words and sentences.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dateline::syntax::network::Model as Network;
use dateline::syntax::{self, Deprel, Models, Syntax, Upos, Xpos};
use dateline::tokens::Tokens;

use super::{morphology, trees};
use crate::treebank::{self, Part, Recase, Sentence};

#[derive(clap::Args)]
pub struct Args {
    /// The folder of the treebanks
    #[arg(long)]
    data: PathBuf,
    /// A network to score instead of the one that is built in
    #[arg(long)]
    model: Option<PathBuf>,
    /// Instead of scores: the wrong attachments of these gold relations, by kind ("nsubj,obj,obl"), with
    /// examples: [dependent], <gold head>, {predicted head}
    #[arg(long, value_delimiter = ',', value_parser = relation)]
    errors: Vec<Deprel>,
    /// Only this genre of GUM ("news"), with --errors
    #[arg(long, requires = "errors")]
    genre: Option<String>,
    /// Instead of scores: what is most often wrong in the features by gold tags and trees
    #[arg(long)]
    feature_errors: bool,
}

fn relation(label: &str) -> Result<Deprel> {
    Deprel::parse(label).with_context(|| format!("no relation \"{label}\""))
}

/// Counts of one slice of dev.
#[derive(Default)]
pub struct Score {
    words: usize,
    upos: usize,
    xpos: usize,
    lemma: usize,
    /// Per [`Upos`]: right, gold, predicted.
    by_upos: [[usize; 3]; Upos::ALL.len()],
    pub trees: trees::Score,
    features: morphology::Score,
    /// Features by the gold tags and trees.
    gold_features: morphology::Score,
}

impl Score {
    /// Adds the tags of a sentence.
    pub fn add_tags(&mut self, gold: &Sentence, recase: Recase, upos: &[Upos], xpos: &[Xpos]) {
        for (at, word) in gold.words(recase).into_iter().enumerate() {
            self.words += 1;
            let Some((gold_upos, gold_xpos)) = gold.tags[word] else { continue };
            self.upos += usize::from(gold_upos == upos[at]);
            self.xpos += usize::from(gold_xpos == xpos[at]);
            self.by_upos[gold_upos as usize][0] += usize::from(gold_upos == upos[at]);
            self.by_upos[gold_upos as usize][1] += 1;
            self.by_upos[upos[at] as usize][2] += 1;
        }
    }

    fn add(&mut self, gold: &Sentence, recase: Recase, tokens: &Tokens, syntax: &Syntax) {
        self.add_tags(gold, recase, &syntax.upos, &syntax.xpos);
        self.trees.add(gold, recase, &syntax.head, &syntax.deprel);
        for (at, word) in gold.words(recase).into_iter().enumerate() {
            // Our lemmas of other words than names are lower case always: "American" is not wrong.
            self.lemma += usize::from(syntax.lemma(at).to_lowercase() == gold.lemmas[word].to_lowercase());
            let xpos = gold.tags[word].map(|tag| tag.1);
            self.features.add(xpos, &gold.feats[word], syntax.features(tokens, at));
        }
        if recase == Recase::Keep {
            self.gold_features.add_gold(gold);
        }
    }

    /// Right parts of speech in percent.
    pub fn upos(&self) -> f64 {
        self.percent(self.upos)
    }

    fn percent(&self, right: usize) -> f64 {
        100.0 * right as f64 / self.words.max(1) as f64
    }

    fn f1(&self, upos: Upos) -> f64 {
        let [right, gold, predicted] = self.by_upos[upos as usize];
        200.0 * right as f64 / (gold + predicted).max(1) as f64
    }
}

/// The scores on dev, slice by slice.
pub fn score(data: &Path, models: &Models) -> Result<Vec<(String, Score)>> {
    let dev = treebank::read(data, "dev")?;
    Ok(score_with(&dev, |text, tokens| syntax::analyze_with(models, text, tokens)))
}

/// The scores of whatever tags, lemmatises and parses a sentence that stands alone, slice by slice.
pub fn score_with(dev: &[Part], analyze: impl Fn(&str, &Tokens) -> Syntax) -> Vec<(String, Score)> {
    let mut genres: Vec<&str> =
        dev.iter().map(|part| part.genre.as_str()).filter(|g| !g.is_empty()).collect();
    genres.sort_unstable();
    genres.dedup();
    let mut slices: Vec<(String, &str, &str, Recase)> = vec![
        ("EWT".into(), "EWT", "", Recase::Keep),
        ("GUM".into(), "GUM", "", Recase::Keep),
        ("EWT title case".into(), "EWT", "", Recase::Title),
        ("GUM title case".into(), "GUM", "", Recase::Title),
        ("EWT headlines".into(), "EWT", "", Recase::Headline),
        ("GUM headlines".into(), "GUM", "", Recase::Headline),
        ("GUM terse".into(), "GUM", "", Recase::Terse),
        ("GUM upper case".into(), "GUM", "", Recase::Upper),
        ("GUM lower case".into(), "GUM", "", Recase::Lower),
    ];
    slices.extend(genres.iter().map(|genre| (format!("GUM {genre}"), "GUM", *genre, Recase::Keep)));
    let mut scores: Vec<Score> = slices.iter().map(|_| Score::default()).collect();
    for recase in [Recase::Keep, Recase::Title, Recase::Headline, Recase::Terse, Recase::Upper, Recase::Lower]
    {
        for part in dev {
            let of_part = |(_, treebank, genre, case): &&(String, &str, &str, Recase)| {
                *treebank == part.treebank && *case == recase && (genre.is_empty() || *genre == part.genre)
            };
            if !slices.iter().any(|slice| of_part(&slice)) {
                continue;
            }
            for sentence in &part.sentences {
                let (text, tokens) = sentence.tokens(recase);
                let syntax = analyze(&text, &tokens);
                for (slice, score) in slices.iter().zip(&mut scores) {
                    if of_part(&slice) {
                        score.add(sentence, recase, &tokens, &syntax);
                    }
                }
            }
        }
    }
    slices.into_iter().map(|slice| slice.0).zip(scores).collect()
}

/// The scores as Markdown tables: slices, then relations, then features.
pub fn table(scores: &[(String, Score)]) -> String {
    let heads = [
        "dev",
        "words",
        "UPOS",
        "XPOS",
        "lemma",
        "UAS",
        "LAS",
        "LAS full",
        "LAS no punct",
        "FEATS",
        "VERB F1",
        "NOUN F1",
        "PROPN F1",
    ];
    let mut out = format!("| {} |\n|{}\n", heads.join(" | "), " --- |".repeat(heads.len()));
    for (name, score) in scores {
        let trees = &score.trees;
        let figures = [
            score.upos(),
            score.percent(score.xpos),
            score.percent(score.lemma),
            trees.uas(),
            trees.las(),
            trees.full_las(),
            trees.las_without_punctuation(),
            score.features.f1(),
            score.f1(Upos::Verb),
            score.f1(Upos::Noun),
            score.f1(Upos::Propn),
        ]
        .map(|figure| format!("{figure:.2}"));
        out.push_str(&format!("| {name} | {} | {} |\n", score.words, figures.join(" | ")));
    }
    let whole: Vec<&(String, Score)> =
        scores.iter().filter(|(name, _)| matches!(name.as_str(), "EWT" | "GUM")).collect();
    let relations: Vec<_> = whole.iter().map(|(name, score)| (name.as_str(), &score.trees)).collect();
    let features: Vec<_> = whole
        .iter()
        .flat_map(|(name, score)| {
            [(name.clone(), &score.features), (format!("{name}, gold tags and trees"), &score.gold_features)]
        })
        .collect();
    format!("{out}\n{}\n{}", trees::relations(&relations), morphology::table(&features))
}

/// What must not fall: slice, what, figure in percent.
fn floors(scores: &[(String, Score)]) -> Vec<(&str, &'static str, f64, f64)> {
    let mut checked = Vec::new();
    for (name, score) in scores {
        let lemma = score.percent(score.lemma);
        let mut check = |what, has, floor| checked.push((name.as_str(), what, has, floor));
        match name.as_str() {
            "EWT" => {
                check("UPOS", score.upos(), 95.3);
                check("lemma", lemma, 96.5);
                check("LAS", score.trees.las(), 86.0);
            }
            "GUM" => {
                check("UPOS", score.upos(), 96.5);
                check("lemma", lemma, 98.0);
                check("LAS", score.trees.las(), 86.5);
                check("nsubj F1", score.trees.f1(Deprel::Nsubj), 90.0);
                check("obj F1", score.trees.f1(Deprel::Obj), 90.0);
            }
            "GUM title case" => check("UPOS", score.upos(), 94.0),
            _ => {}
        }
    }
    checked
}

/// # Errors
/// When a score is below its floor.
pub fn run(args: &Args) -> Result<()> {
    if args.feature_errors {
        return feature_errors(&args.data);
    }
    let Some(path) = &args.model else { return report(args, Models::built_in()) };
    let file = std::fs::read(path).with_context(|| format!("can't read {}", path.display()))?;
    let network = Network::read(&file).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
    report(args, &Models { network, recognizer: None, lemmas: Models::built_in().lemmas.clone() })
}

/// Prints what is asked for of some models.
fn report(args: &Args, models: &Models) -> Result<()> {
    if !args.errors.is_empty() {
        return errors(args, models);
    }
    let scores = score(&args.data, models)?;
    print!("{}", table(&scores));
    let low: Vec<String> = floors(&scores)
        .into_iter()
        .filter(|(_, _, has, floor)| has < floor)
        .map(|(name, what, has, floor)| format!("{name}: {what} {has:.2} is below its floor {floor}"))
        .collect();
    anyhow::ensure!(low.is_empty(), "{}", low.join("\n"));
    Ok(())
}

/// Prints kinds of wrong attachments.
fn errors(args: &Args, models: &Models) -> Result<()> {
    let dev = treebank::read(&args.data, "dev")?;
    let mut errors = trees::Errors::of(&args.errors);
    for part in dev.iter().filter(|part| args.genre.as_ref().is_none_or(|genre| part.genre == *genre)) {
        for sentence in &part.sentences {
            let (text, tokens) = sentence.tokens(Recase::Keep);
            let syntax = syntax::analyze_with(models, &text, &tokens);
            errors.add(sentence, &syntax.head, &syntax.deprel);
        }
    }
    print!("{}", errors.report());
    Ok(())
}

/// Prints the wrong features by gold tags and trees.
fn feature_errors(data: &Path) -> Result<()> {
    for treebank in ["EWT", "GUM"] {
        let mut score = morphology::Score::default();
        for part in treebank::read(data, "dev")?.iter().filter(|part| part.treebank == treebank) {
            part.sentences.iter().for_each(|sentence| score.add_gold(sentence));
        }
        print!("{treebank}\n{}", morphology::errors(&score));
    }
    Ok(())
}
