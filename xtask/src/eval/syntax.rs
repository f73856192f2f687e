//! `cargo xtask eval syntax`: tags and lemmas on dev, with the treebank's own words and sentences.

use std::path::{Path, PathBuf};

use anyhow::Result;
use dateline::syntax::{self, Upos, tagger::Model};

use crate::treebank::{self, Part, Recase};

#[derive(clap::Args)]
pub struct Args {
    /// The folder of the treebanks
    #[arg(long)]
    data: PathBuf,
}

/// Counts of one slice of dev.
#[derive(Default)]
struct Score {
    words: usize,
    upos: usize,
    xpos: usize,
    lemma: usize,
    /// Per [`Upos`]: right, gold, predicted.
    by_upos: [[usize; 3]; Upos::ALL.len()],
}

impl Score {
    fn add(&mut self, part: &Part, recase: Recase, model: &Model) {
        for sentence in &part.sentences {
            let (text, tokens) = sentence.tokens(recase);
            let tagged = syntax::analyze_with(model, &text, &tokens);
            for (word, gold) in sentence.tags.iter().enumerate() {
                let (upos, xpos) = gold.unzip();
                self.words += 1;
                self.upos += usize::from(upos == Some(tagged.upos[word]));
                self.xpos += usize::from(xpos == Some(tagged.xpos[word]));
                // Our lemmas of other words than names are lower case always: "American" is not wrong.
                self.lemma +=
                    usize::from(tagged.lemma(word).to_lowercase() == sentence.lemmas[word].to_lowercase());
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

/// The scores on dev as the rows of a Markdown table.
pub fn table(data: &Path, model: &Model) -> Result<String> {
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
        ("GUM headline case".into(), "GUM", "", Recase::Headline),
        ("GUM upper case".into(), "GUM", "", Recase::Upper),
        ("GUM lower case".into(), "GUM", "", Recase::Lower),
    ];
    slices.extend(genres.iter().map(|genre| (format!("GUM {genre}"), "GUM", *genre, Recase::Keep)));
    let mut out = String::from("| dev | words | UPOS | XPOS | lemma | VERB F1 | NOUN F1 | PROPN F1 |\n");
    out.push_str("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (name, treebank, genre, recase) in slices {
        let mut score = Score::default();
        for part in dev.iter().filter(|p| p.treebank == treebank && (genre.is_empty() || p.genre == genre)) {
            score.add(part, recase, model);
        }
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
    Ok(out)
}

pub fn run(args: &Args) -> Result<()> {
    print!("{}", table(&args.data, syntax::tagger())?);
    Ok(())
}
