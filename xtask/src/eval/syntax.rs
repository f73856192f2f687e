//! `cargo xtask eval syntax`: tags and lemmas on dev, with the treebank's own words and sentences.

use std::path::{Path, PathBuf};

use anyhow::Result;
use dateline::syntax::{self, Models, Upos};

use crate::treebank::{self, Part, Recase};

#[derive(clap::Args)]
pub struct Args {
    /// The folder of the treebanks
    #[arg(long)]
    data: PathBuf,
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
}

impl Score {
    fn add(&mut self, part: &Part, recase: Recase, models: &Models) {
        for sentence in &part.sentences {
            let (text, tokens) = sentence.tokens(recase);
            let tagged = syntax::analyze_with(models, &text, &tokens);
            for (word, gold) in sentence.words(recase).into_iter().enumerate() {
                let (upos, xpos) = sentence.tags[gold].unzip();
                self.words += 1;
                self.upos += usize::from(upos == Some(tagged.upos[word]));
                self.xpos += usize::from(xpos == Some(tagged.xpos[word]));
                // Our lemmas of other words than names are lower case always: "American" is not wrong.
                self.lemma +=
                    usize::from(tagged.lemma(word).to_lowercase() == sentence.lemmas[gold].to_lowercase());
                let Some(upos) = upos else { continue };
                self.by_upos[upos as usize][0] += usize::from(upos == tagged.upos[word]);
                self.by_upos[upos as usize][1] += 1;
                self.by_upos[tagged.upos[word] as usize][2] += 1;
            }
        }
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
    let mut scores = Vec::new();
    for (name, treebank, genre, recase) in slices {
        let mut score = Score::default();
        for part in dev.iter().filter(|p| p.treebank == treebank && (genre.is_empty() || p.genre == genre)) {
            score.add(part, recase, models);
        }
        scores.push((name, score));
    }
    Ok(scores)
}

/// The scores as a Markdown table.
pub fn table(scores: &[(String, Score)]) -> String {
    let mut out = String::from("| dev | words | UPOS | XPOS | lemma | VERB F1 | NOUN F1 | PROPN F1 |\n");
    out.push_str("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (name, score) in scores {
        out.push_str(&format!(
            "| {name} | {} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} |\n",
            score.words,
            score.percent(score.upos),
            score.percent(score.xpos),
            score.percent(score.lemma),
            score.f1(Upos::Verb),
            score.f1(Upos::Noun),
            score.f1(Upos::Propn),
        ));
    }
    out
}

/// Slices that must not fall below a UPOS and a lemma accuracy.
const FLOORS: [(&str, f64, f64); 3] =
    [("EWT", 94.0, 97.5), ("GUM", 95.5, 98.0), ("GUM title case", 93.5, 98.0)];

/// # Errors
/// When a score is below its floor.
pub fn run(args: &Args) -> Result<()> {
    let scores = score(&args.data, Models::built_in())?;
    print!("{}", table(&scores));
    for (name, score) in &scores {
        let Some((_, upos, lemma)) = FLOORS.iter().find(|floor| floor.0 == name) else { continue };
        let (has_upos, has_lemma) = (score.percent(score.upos), score.percent(score.lemma));
        anyhow::ensure!(has_upos >= *upos, "{name}: UPOS {has_upos:.2} is below its floor {upos}");
        anyhow::ensure!(has_lemma >= *lemma, "{name}: lemma {has_lemma:.2} is below its floor {lemma}");
    }
    Ok(())
}
