//! `cargo xtask train syntax`: learns `data/models/syntax.bin` and `lemmas.tsv` from the treebanks.
//!
//! Teachers, larger networks that start from a pretrained language model, learn from the treebanks first ([`teach`]); the
//! small network that is shipped learns from the treebanks and from what the teachers say of plain articles (Hinton,
//! Vinyals and Dean 2015), towards the end with its weights rounded as in the file. Fixed numbers of steps, own random
//! numbers, sums in a fixed order: on one kind of processor the same data give the same bytes. What was learnt is kept
//! after every epoch, and a run that was interrupted goes on.

mod batch;
mod card;
pub mod examples;
mod learn;
mod lexicon;
mod network;
mod rounding;
mod teach;
pub mod vectors;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};

use super::lemmas;
use crate::command::{cargo, run as run_command};
use crate::root;
use crate::treebank::{self, Part, Recase, Sentence};
use examples::Classes;
use learn::{Lesson, Model, Schedule};
use network::{Network, Sizes};

use super::layers::Dropout;
use super::layers::quantise::Steps;
use super::layers::random::Random;

#[derive(clap::Args)]
pub struct Args {
    /// The folder of the treebanks
    #[arg(long)]
    data: PathBuf,
    /// A folder of plain articles for the teachers; without: `news` beside the treebanks
    #[arg(long, conflicts_with = "open_only")]
    news: Option<PathBuf>,
    /// Do without the articles, which name no licence, and so without teachers; writes target/train-syntax/open-only.bin
    #[arg(long)]
    open_only: bool,
}

const SEED: u64 = 20_261_123;

/// What the network knows of words.
const LEXICON: lexicon::Recipe = lexicon::Recipe { seen: 3, vectors: 40_000, pieces: 8, piece: 12 };

const SIZES: Sizes = Sizes {
    word: 48,
    pieces: LEXICON.pieces,
    piece: LEXICON.piece,
    affixes: [(10, 16), (12, 24), (10, 12), (12, 16), (9, 16)],
    ngrams: (12, 32),
    input: 128,
    hidden: 96,
    layers: 2,
    arc: 96,
    label: 64,
};

const EPOCHS: usize = 40;

/// Epochs without teachers: of fewer words, and they are learnt by heart sooner.
const OPEN_EPOCHS: usize = 30;

const STEPS: Steps = Steps { tables: 0.04, layers: 0.025 };

const SCHEDULE: Schedule = Schedule {
    seed: SEED,
    epochs: EPOCHS,
    words: 1200,
    rate: 0.003,
    dropout: Dropout { input: 0.12, between: 0.2, heads: 0.2 },
    round: Some((EPOCHS - 6, STEPS)),
};

const OPEN_SCHEDULE: Schedule = Schedule {
    epochs: OPEN_EPOCHS,
    dropout: Dropout { input: 0.2, between: 0.35, heads: 0.35 },
    round: Some((OPEN_EPOCHS - 6, STEPS)),
    ..SCHEDULE
};

pub fn run(args: &Args) -> Result<()> {
    if cfg!(debug_assertions) {
        // Unoptimised it would take a day.
        let mut again = cargo();
        again.args(["run", "--quiet", "--profile", "train", "--package", "xtask", "--"]);
        return run_command(again.args(std::env::args_os().skip(1)));
    }
    let started = Instant::now();
    let folder = root().join("target/train-syntax");
    std::fs::create_dir_all(&folder)?;
    let training = treebank::training(&args.data)?;
    let dev = treebank::read(&args.data, "dev")?;
    let classes = Classes::of(&training);
    let gold: Vec<&Sentence> = training.iter().flat_map(|part| &part.sentences).collect();

    let mut articles = Vec::new();
    let mut targets = Vec::new();
    if !args.open_only {
        let news = args.news.clone().unwrap_or_else(|| args.data.join("../news"));
        articles = teach::read_articles(&news)?;
        targets = teach::teach(&folder, &args.data, &classes, &mut articles)?;
        println!("{} sentences of {} are taught", articles.len(), news.display());
    }
    let lessons: Vec<Lesson> = gold.iter().map(|sentence| (*sentence, None)).collect();
    let taught: Vec<Lesson> = articles.iter().zip(&targets).map(|(s, t)| (s, Some(&t[..]))).collect();

    let vectors = vectors::read(&folder)?;
    let (lexicon, codebook) = lexicon::build(&examples::count_words(gold.iter().copied()), &vectors, LEXICON);
    drop(vectors);
    let mut random = Random::new(SEED, [0, 0]);
    let (network, mut weights) =
        Network::new(SIZES, lexicon.own_rows(), classes.tags.len(), classes.relations.len(), &mut random);
    let at = weights.at("codebook");
    weights.values[at] = codebook;
    let mut model = Model { network, weights, lexicon };
    let name = if args.open_only { "open-only" } else { "network" };
    let schedule = if args.open_only { OPEN_SCHEDULE } else { SCHEDULE };
    let checkpoint = folder.join(format!("{name}.checkpoint"));
    learn::learn(&mut model, &classes, &lessons, &taught, schedule, &checkpoint, |model, epoch| {
        if epoch % 5 == 0 || epoch == schedule.epochs {
            for treebank in ["EWT", "GUM"] {
                let parts: Vec<&Part> = dev.iter().filter(|p| p.treebank == treebank).collect();
                let [upos, uas, las] = learn::score(model, &classes, &parts, Recase::Keep);
                println!("  {treebank}: UPOS {upos:.2} UAS {uas:.2} LAS {las:.2}");
            }
        }
    })?;

    let words = |sentences: &[Lesson]| sentences.iter().map(|l| l.0.forms.len()).sum::<usize>();
    let manifest = [
        (
            "written by",
            format!("cargo xtask train syntax{}", if args.open_only { " --open-only" } else { "" }),
        ),
        (
            "treebanks",
            "UD English EWT 2.16 (15d613d8), UD English GUM 2.16 (afb41ee9) without closed genres".into(),
        ),
        ("gold words", words(&lessons).to_string()),
        ("taught words", words(&taught).to_string()),
        ("vectors", format!("{} {}", vectors::PACKAGE, vectors::VERSION)),
        ("seed", SEED.to_string()),
        ("epochs", schedule.epochs.to_string()),
        ("licence", "CC BY-SA 4.0".into()),
    ];
    let manifest: Vec<(String, String)> =
        manifest.into_iter().map(|(key, value)| (key.into(), value)).collect();
    let file = rounding::file(&model, &classes, &manifest, STEPS);
    let sentences: Vec<Sentence> = training.into_iter().flat_map(|part| part.sentences).collect();
    let rules = lemmas::learn(&sentences);
    let card = card::write(&file, &rules, &manifest, &dev, &schedule, args.open_only)?;
    let models = root().join("data/models");
    let file_path = match args.open_only {
        true => folder.join("open-only.bin"),
        false => models.join("syntax.bin"),
    };
    std::fs::write(&file_path, file).with_context(|| format!("can't write {}", file_path.display()))?;
    if !args.open_only {
        std::fs::write(models.join("lemmas.tsv"), rules)?;
    }
    std::fs::write(models.join(if args.open_only { "syntax-open-only.md" } else { "syntax.md" }), card)?;
    println!("{} after {:.0} s", file_path.display(), started.elapsed().as_secs_f32());
    Ok(())
}
