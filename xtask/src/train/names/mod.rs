//! `cargo xtask train names`: learns `data/models/names.bin`, the head that sees names, on the network of tags and trees as
//! it stands in `data/models/syntax.bin`.
//!
//! The sets know different kinds of names. What a set says of a word is the labels that it may have, and the head learns
//! that one of these is right (the sum of their shares); of sentences that a teacher labelled it learns the shares. Fixed
//! numbers of steps, own random numbers, sums in a fixed order: on one kind of processor the same data give the same bytes.
//! What was learnt is kept after every epoch, and a run that was interrupted goes on.

mod card;
mod learn;
mod lessons;
mod network;
mod paths;

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use dateline::syntax::container::{self, Container, Tensor};
use dateline::syntax::lemmas::Lemmas;
use dateline::syntax::network::Model as Engine;
use dateline::syntax::recognizer::{Recognizer, input_width};
use dateline::syntax::{Models, NameKind};

use super::layers::Dropout;
use super::layers::quantise::{self, Steps};
use super::layers::random::Random;
use super::layers::weights::Weights;
use crate::command::{cargo, run as run_command};
use crate::names::SETS;
use crate::{eval, root};
use learn::Schedule;
use network::{Network, Sizes};

#[derive(clap::Args)]
pub struct Args {
    /// The folder of the names
    #[arg(long)]
    data: PathBuf,
    /// What a teacher says of sentences: lines of JSON with "forms", "space_after" and "labels"
    #[arg(long, conflicts_with = "open_only")]
    taught: Option<PathBuf>,
    /// Do without what names no licence; writes target/train-names/open-only.bin
    #[arg(long)]
    open_only: bool,
}

const SEED: u64 = 20_261_123;

/// What sentences that a teacher labelled are called among the sets.
const TAUGHT: &str = "taught";

const INPUT: usize = 96;
const HIDDEN: usize = 64;
const EPOCHS: usize = 10;
const STEPS: Steps = Steps { tables: 0.025, layers: 0.025 };

const SCHEDULE: Schedule = Schedule {
    seed: SEED,
    epochs: EPOCHS,
    words: 1200,
    rate: 0.003,
    dropout: Dropout { input: 0.15, between: 0.25, heads: 0.3 },
    round: (EPOCHS - 3, STEPS),
};

pub fn run(args: &Args) -> Result<()> {
    if cfg!(debug_assertions) {
        // Unoptimised it would take hours.
        let mut again = cargo();
        again.args(["run", "--quiet", "--profile", "train", "--package", "xtask", "--"]);
        return run_command(again.args(std::env::args_os().skip(1)));
    }
    let started = Instant::now();
    let folder = root().join("target/train-names");
    std::fs::create_dir_all(&folder)?;
    let syntax = root().join("data/models/syntax.bin");
    let syntax = std::fs::read(&syntax).with_context(|| format!("can't read {}", syntax.display()))?;
    let mut models = Models {
        network: Engine::read(&syntax).map_err(|error| anyhow::anyhow!("syntax.bin: {error}"))?,
        recognizer: None,
        lemmas: Lemmas::read(""),
    };

    let mut lessons = Vec::new();
    let mut told = Vec::new();
    for set in SETS.iter().filter(|set| set.open || !args.open_only) {
        let documents = set.train(&args.data)?;
        let some = lessons::of_set(set, &documents, &models);
        told.push((set.name, set.licence, some.iter().map(|lesson| lesson.targets.len()).sum::<usize>()));
        lessons.extend(some);
    }
    if let Some(taught) = &args.taught {
        let some = lessons::taught(taught, &models)?;
        told.push((TAUGHT, "as the texts", some.iter().map(|lesson| lesson.targets.len()).sum()));
        lessons.extend(some);
    }
    for (name, _, words) in &told {
        println!("{name}: {words} words");
    }
    println!("read after {:.0} s", started.elapsed().as_secs_f32());

    let sizes = Sizes { width: input_width(models.network.widths()), input: INPUT, hidden: HIDDEN };
    let (network, mut weights) = Network::new(sizes, &mut Random::new(SEED, [0, 0]));
    let manifest = manifest(args, &syntax, &told);
    let name = if args.open_only { "open-only" } else { "network" };
    let checkpoint = folder.join(format!("{name}.checkpoint"));
    let mut dev_models = Models {
        network: Engine::read(&syntax).map_err(|error| anyhow::anyhow!("syntax.bin: {error}"))?,
        recognizer: None,
        lemmas: Lemmas::read(""),
    };
    learn::learn(&network, &mut weights, &lessons, &models, SCHEDULE, &checkpoint, |weights, epoch| {
        if epoch % 2 == 0 || epoch == SCHEDULE.epochs {
            let file = file(weights, &manifest);
            let recognizer = Recognizer::read(&file, &dev_models.network).map_err(anyhow::Error::msg)?;
            dev_models.recognizer = Some(recognizer);
            print!("{}", eval::names::table(&eval::names::score(&args.data, &dev_models, false, false)?));
        }
        Ok(())
    })?;

    let file = file(&weights, &manifest);
    models.recognizer = Some(Recognizer::read(&file, &models.network).map_err(anyhow::Error::msg)?);
    let scores = eval::names::table(&eval::names::score(&args.data, &models, false, false)?);
    let card = card::write(&file, &manifest, &told, &scores, args.open_only)?;
    let data = root().join("data/models");
    let path = if args.open_only { folder.join("open-only.bin") } else { data.join("names.bin") };
    std::fs::write(&path, file).with_context(|| format!("can't write {}", path.display()))?;
    std::fs::write(data.join(if args.open_only { "names-open-only.md" } else { "names.md" }), card)?;
    println!("{} after {:.0} s", path.display(), started.elapsed().as_secs_f32());
    Ok(())
}

/// What a reader of the file should know.
fn manifest(args: &Args, syntax: &[u8], told: &[(&str, &str, usize)]) -> Vec<(String, String)> {
    let kinds: Vec<&str> = NameKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let words: Vec<String> = told.iter().map(|(name, _, words)| format!("{name} {words}")).collect();
    let rest = match (args.open_only, &args.taught) {
        (true, _) => " --open-only",
        (false, Some(_)) => " --taught",
        (false, None) => "",
    };
    let manifest = [
        ("written by", format!("cargo xtask train names{rest}")),
        ("kinds", kinds.join(" ")),
        ("on the network", format!("{:016x}", container::checksum(syntax))),
        ("words", words.join(", ")),
        ("seed", SEED.to_string()),
        ("epochs", EPOCHS.to_string()),
        ("licence", "CC BY-SA 4.0".into()),
    ];
    manifest.into_iter().map(|(key, value)| (key.into(), value)).collect()
}

/// The head as bytes; see [`dateline::syntax::container`].
fn file(weights: &Weights, manifest: &[(String, String)]) -> Vec<u8> {
    let tensors: Vec<_> = quantise::tensors(weights, STEPS).collect();
    let tensor = tensors.iter().map(|(name, kind, rows, columns, bytes)| Tensor {
        name,
        kind: *kind,
        rows: *rows,
        columns: *columns,
        bytes,
    });
    let manifest = manifest.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    Container { manifest, tensors: tensor.collect(), ..Container::default() }.write()
}
