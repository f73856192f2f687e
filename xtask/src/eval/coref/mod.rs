//! `cargo xtask eval coref`: who is who, on the news and interviews of GUM.
//!
//! Mentions are predicted; chains of one mention are left out on both sides; a mention is right if its words are exactly
//! those of the gold one. GUM's mentions have all that follows their heads (relative clauses too), so a predicted mention is
//! widened to what its head has in the tree. GUM has no mentions that are nationality words before a noun ("*Australian* children")
//! or relative pronouns, so predicted ones of these kinds are left out.

mod gold;
pub mod metrics;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dateline::document::Document;
use dateline::syntax::{Deprel, Syntax, Upos, Xpos};
use dateline::{entities, names, statements};

use gold::Gold;
use metrics::{Chains, Mention, Score};

#[derive(clap::Args)]
pub struct Args {
    /// Folder of GUM: coref/gum/tsv, xml and splits.md
    #[arg(long)]
    data: PathBuf,
    /// List the chains of both sides, for reading; those of the documents for training only
    #[arg(long)]
    errors: bool,
    /// Only documents whose name has this in it
    #[arg(long, default_value = "")]
    only: String,
}

pub fn run(args: &Args) -> Result<()> {
    let held_out = held_out(&args.data.join("splits.md"))?;
    let mut names: Vec<String> = fs::read_dir(args.data.join("coref/gum/tsv"))
        .context("no folder coref/gum/tsv")?
        .map(|entry| Ok(entry?.path().file_stem().unwrap_or_default().to_string_lossy().into_owned()))
        .collect::<Result<_>>()?;
    names.retain(|name| name.contains(&args.only));
    names.sort();
    let (mut learn, mut measure) = (Sums::default(), Sums::default());
    for name in names {
        let gold = gold::read(&args.data, &name)?;
        let predicted = predict(&gold.text);
        let part = if held_out.contains(&name) { &mut measure } else { &mut learn };
        part.add(&gold, &predicted);
        if args.errors && !held_out.contains(&name) {
            show(&gold, &predicted);
        }
    }
    learn.print("train");
    measure.print("dev and test");
    Ok(())
}

/// The documents of dev and test.
fn held_out(splits: &Path) -> Result<BTreeSet<String>> {
    let text = fs::read_to_string(splits).with_context(|| format!("can't read {}", splits.display()))?;
    let mut held = false;
    let mut names = BTreeSet::new();
    for line in text.lines() {
        if let Some(part) = line.strip_prefix("## ") {
            held = matches!(part.trim(), "dev" | "test" | "test2");
        } else if let Some(name) = line.trim().strip_prefix("* ").filter(|_| held) {
            names.insert(name.to_owned());
        }
    }
    Ok(names)
}

/// Chains of a text: wide mentions, and the heads of the same.
struct Predicted {
    wide: Chains,
    heads: Chains,
    /// The heads of gold mentions are looked up in the predicted tree.
    head_of: Vec<(Mention, Option<Mention>)>,
}

fn predict(text: &str) -> Predicted {
    let document = Document::of_text(text);
    let mut entities = entities::find(&document, &names::find(&document));
    statements::find(&document, &mut entities);
    let (mut wide, mut heads) = (Vec::new(), Vec::new());
    for entity in &entities.all {
        let mut chain = BTreeMap::new();
        for (words, _) in &entity.mentions {
            let head = head(&document.syntax, words);
            if !left_out(&document.syntax, head) {
                let span = document.span_of(&widest(&document.syntax, words));
                chain.insert((span.start, span.end), (document.span(head).start, document.span(head).end));
            }
        }
        if chain.len() > 1 {
            wide.push(chain.keys().copied().collect());
            let all: BTreeSet<Mention> = chain.into_values().collect();
            heads.push(all.into_iter().collect());
        }
    }
    let words = document.tokens.words.iter();
    let head_of = words
        .enumerate()
        .map(|(word, w)| {
            let above = document.syntax.head(word).map(|h| document.span(h));
            ((w.span.start, w.span.end), above.map(|s| (s.start, s.end)))
        })
        .collect();
    Predicted { wide: once(wide), heads: once(heads), head_of }
}

/// Keeps a mention in the first chain only, as the metrics want it.
fn once(mut chains: Chains) -> Chains {
    let mut seen = BTreeSet::new();
    for chain in &mut chains {
        chain.retain(|&mention| seen.insert(mention));
    }
    chains.retain(|chain| chain.len() > 1);
    chains
}

/// The word of some that hangs on a word outside of them.
fn head(syntax: &Syntax, words: &Range<usize>) -> usize {
    let outside = |word: &usize| syntax.head(*word).is_none_or(|above| !words.contains(&above));
    words.clone().find(outside).unwrap_or(words.start)
}

/// What GUM doesn't have as a mention: "*Australian* children", "*which* can lead to".
fn left_out(syntax: &Syntax, head: usize) -> bool {
    let adjective = syntax.upos[head] == Upos::Adj && syntax.deprel[head] == Deprel::Amod;
    let relative = matches!(syntax.xpos[head], Xpos::Wdt | Xpos::Wp | Xpos::WpS)
        || syntax.upos[head] == Upos::Pron && syntax.lemma(head) == "that" && {
            let verb = syntax.head(head);
            verb.is_some_and(|verb| syntax.deprel[verb] == Deprel::AclRelcl)
        };
    adjective || relative
}

/// All that belongs to the head of a mention, in the manner of GUM: modifiers before and after it, relative clauses and
/// the possessive "'s"; no preposition before, no apposition, no members joined to it, no clause of a predicate.
fn widest(syntax: &Syntax, words: &Range<usize>) -> Range<usize> {
    let head = head(syntax, words);
    let (mut start, mut end) = (words.start, words.end);
    if matches!(syntax.upos[head], Upos::Pron) && words.len() == 1 {
        return words.clone();
    }
    let predicate = syntax.dependent(head, &[Deprel::Cop]).is_some();
    for child in syntax.dependents(head) {
        use Deprel::*;
        let subtree = syntax.subtree(child);
        let belongs = match syntax.deprel[child] {
            Det | DetPredet | Amod | Nummod | Compound | Flat | Fixed | NmodDesc | NmodPoss
            | NmodUnmarked | Nmod | Goeswith => true,
            Acl | AclRelcl => child > head,
            Advmod => !predicate && child < head && child + 1 >= start,
            Case => child > head && syntax.xpos[child] == Xpos::Pos,
            _ => false,
        };
        if belongs && child < head {
            start = start.min(subtree.start);
        } else if belongs {
            end = end.max(subtree.end);
        }
    }
    while end > start + 1
        && syntax.upos[end - 1] == Upos::Punct
        && !matches!(syntax.xpos[end - 1], Xpos::RightBracket | Xpos::CloseQuote)
    {
        end -= 1;
    }
    start..end
}

/// The same chains by heads: of each gold mention the word in it that hangs on none of the others.
fn by_heads(gold: &Gold, predicted: &Predicted) -> Chains {
    let head = |&(start, end): &Mention| {
        let from = predicted.head_of.partition_point(|((s, _), _)| *s < start);
        let inside = predicted.head_of[from..].iter().take_while(|((_, e), _)| *e <= end);
        let out = inside.clone().find(|(_, above)| above.is_none_or(|(s, e)| s < start || e > end));
        out.or(inside.clone().next()).map_or((start, end), |(word, _)| *word)
    };
    let chains = gold.chains.iter().map(|chain| {
        let heads: BTreeSet<Mention> = chain.iter().map(head).collect();
        heads.into_iter().collect()
    });
    once(chains.collect())
}

#[derive(Default)]
struct Sums {
    documents: usize,
    exact: Scores,
    heads: Scores,
}

#[derive(Default)]
struct Scores {
    mentions: Score,
    muc: Score,
    b_cubed: Score,
    ceaf_e: Score,
}

impl Scores {
    fn add(&mut self, gold: &Chains, found: &Chains) {
        self.mentions.add(&metrics::mentions(gold, found));
        self.muc.add(&metrics::muc(gold, found));
        self.b_cubed.add(&metrics::b_cubed(gold, found));
        self.ceaf_e.add(&metrics::ceaf_e(gold, found));
    }

    fn print(&self, by: &str) {
        let all = [&self.muc, &self.b_cubed, &self.ceaf_e];
        let conll = all.iter().map(|score| score.f1()).sum::<f64>() / 3.0;
        let line = |score: &Score| {
            format!(
                "{:.1} (R {:.1} P {:.1})",
                100.0 * score.f1(),
                100.0 * score.recall(),
                100.0 * score.precision()
            )
        };
        println!("  {by}: CoNLL F1 {:.1}", 100.0 * conll);
        println!("    mentions {}", line(&self.mentions));
        println!("    MUC {}  B³ {}  CEAF-e {}", line(&self.muc), line(&self.b_cubed), line(&self.ceaf_e));
    }
}

impl Sums {
    fn add(&mut self, gold: &Gold, predicted: &Predicted) {
        self.documents += 1;
        self.exact.add(&gold.chains, &predicted.wide);
        self.heads.add(&by_heads(gold, predicted), &predicted.heads);
    }

    fn print(&self, part: &str) {
        println!("{part}: {} documents", self.documents);
        self.exact.print("exact spans");
        self.heads.print("heads");
    }
}

/// The text with its words in chains: gold ones, and for each the predicted chains that have a part of it.
fn show(gold: &Gold, predicted: &Predicted) {
    let words = |&(start, end): &Mention| gold.text[start as usize..end as usize].replace('\n', " ");
    let line = |&(start, _): &Mention| gold.text[..start as usize].matches("\n\n").count() + 1;
    let mut of: BTreeMap<Mention, String> = BTreeMap::new();
    for (number, chain) in predicted.wide.iter().enumerate() {
        of.extend(chain.iter().map(|&mention| (mention, format!("p{number}"))));
    }
    println!("== {} ({} words)", gold.name, gold.words.len());
    println!("{}", gold.text);
    println!("-- gold");
    let mut known = BTreeMap::new();
    for (number, chain) in gold.chains.iter().enumerate() {
        println!("g{number}");
        for mention in chain {
            known.insert(*mention, number);
            let other = of.get(mention).map_or("-", String::as_str);
            println!("   {other:>5}  {}: {}", line(mention), words(mention));
        }
    }
    println!("-- predicted");
    for (number, chain) in predicted.wide.iter().enumerate() {
        println!("p{number}");
        for mention in chain {
            let other = known.get(mention).map_or("-".to_owned(), |n| format!("g{n}"));
            println!("   {other:>5}  {}: {}", line(mention), words(mention));
        }
    }
}
