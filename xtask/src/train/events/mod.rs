//! `cargo xtask train events`: learns `data/models/events.bin`, what tells an event, of which type, and who takes part.
//!
//! Learnt from articles annotated by hand, and from what a teacher says of others. `--folds` learns from four fifths of the
//! newspapers at a time and tests on the rest: what the figures of the card are. Fixed numbers of steps, own random numbers, sums in
//! a fixed order: the same data give the same bytes.

mod card;
pub mod learn;
pub mod lessons;
mod score;

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use dateline::events::Catalog;
use dateline::events::clues::VERSION;
use dateline::events::model::{ROLES, TIED};
use dateline::syntax::container::{Container, Kind, Tensor, u24_bytes};

use crate::{annotated, root};
use learn::{Settings, Weights};
use lessons::{Article, Example, Reader, Teacher};

#[derive(clap::Args)]
pub struct Args {
    /// Folder of texts/ and gold/ that the catalog was written with
    #[arg(long)]
    gold: PathBuf,
    /// Folder of the texts of data/training/events.jsonl, and of those that the teacher knows
    #[arg(long)]
    texts: PathBuf,
    /// What a teacher says of words: lines of JSON
    #[arg(long)]
    taught: Option<PathBuf>,
    /// Write what the teacher reads to this file, and learn nothing
    #[arg(long)]
    words: Option<PathBuf>,
    /// Learn from four fifths of the newspapers at a time and print how the rest fares
    #[arg(long)]
    folds: bool,
    /// How much of the target of an annotated word is the annotation's
    #[arg(long, default_value_t = 1.0)]
    trust: f32,
    /// The folder of texts/ and gold/ to print figures of beside
    #[arg(long)]
    dev: Option<PathBuf>,
}

pub const SEED: u64 = 20_261_123;
const FOLDS: usize = 5;

const WHETHER: Settings =
    Settings { epochs: 5, rate: 0.05, decay: 0.01, least: 10, kept: 1.6, hidden: 0.0, seed: SEED };
const WHICH: Settings =
    Settings { epochs: 6, rate: 0.05, decay: 0.15, least: 5, kept: 0.8, hidden: 0.3, seed: SEED };
const ROLE: Settings =
    Settings { epochs: 6, rate: 0.04, decay: 0.01, least: 5, kept: 0.75, hidden: 0.0, seed: SEED };

/// A word tells an event of a type where the chance of both is at least this, a candidate with a chance of at least that has a
/// role: where the F1 of the folds is highest.
pub const EVENT_FROM: f32 = 0.2;
pub const ROLE_FROM: f32 = 0.5;

/// The three models.
pub struct Learnt {
    pub event: Weights,
    pub kind: Weights,
    pub role: Weights,
}

fn learn(articles: &[&Article], types: usize) -> Learnt {
    let words: Vec<&Example> = articles.iter().flat_map(|a| a.words.iter().map(|w| &w.example)).collect();
    // What is hardly an event teaches no type.
    let whole = |e: &&&Example| e.target.iter().map(|(_, share)| share).sum::<f32>() > 0.1;
    let telling: Vec<&Example> = words.iter().filter(whole).copied().collect();
    let roles: Vec<&Example> = articles.iter().flat_map(|a| &a.roles).collect();
    let mut learnt = Learnt {
        event: learn::whether(&words, WHETHER),
        kind: learn::which(&telling, types, 2 * TIED, WHICH),
        role: learn::which(&roles, ROLES, 0, ROLE),
    };
    learnt.event.prune(WHETHER.kept);
    learnt.kind.prune(WHICH.kept);
    learnt.role.prune(ROLE.kept);
    learnt
}

pub fn run(args: &Args) -> Result<()> {
    let started = Instant::now();
    let catalog = Catalog::default();
    let names = catalog.built_in_names();
    let types: HashMap<String, u16> =
        names.iter().enumerate().map(|(n, t)| (t.to_string(), n as u16)).collect();
    let teacher = args.taught.as_ref().map(|file| Teacher::read(file)).transpose()?;
    let reader = Reader {
        catalog: &catalog,
        types,
        names: names.iter().map(ToString::to_string).collect(),
        rows: args.words.is_some(),
        teacher: teacher.as_ref(),
        trust: args.trust,
    };
    let mut articles = Vec::new();
    for (gold, text) in annotated::of_folder(&args.gold)? {
        articles.push(reader.article(&gold.doc, &text, Some(&gold), true)?);
    }
    let seen = articles.len();
    for (gold, text) in annotated::of_file(&root().join("data/training/events.jsonl"), &args.texts)? {
        articles.push(reader.article(&gold.doc, &text, Some(&gold), false)?);
    }
    let annotated: BTreeSet<String> = articles.iter().map(|a| a.doc.clone()).collect();
    let mut dev = Vec::new();
    for (gold, text) in args
        .dev
        .iter()
        .map(|dir| annotated::of_folder(dir))
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .flatten()
    {
        dev.push(reader.article(&gold.doc, &text, Some(&gold), false)?);
    }
    if teacher.is_some() || args.words.is_some() {
        let mut files: Vec<PathBuf> = fs::read_dir(&args.texts)
            .with_context(|| format!("can't read {}", args.texts.display()))?
            .map(|file| Ok(file?.path()))
            .collect::<Result<_>>()?;
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "txt")) {
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let wanted = teacher.as_ref().is_none_or(|teacher| teacher.knows(&name));
            if wanted && !annotated.contains(&name) {
                articles.push(reader.article(&name, &fs::read_to_string(file)?, None, false)?);
            }
        }
    }
    if let Some(file) = &args.words {
        return write_rows(articles, dev, &names, file);
    }
    ensure!(articles.iter().any(|a| a.annotated), "nothing to learn from");
    let taught = articles.iter().filter(|a| !a.annotated).count();
    println!(
        "{seen} + {} articles annotated, {taught} taught, read after {:.0} s",
        annotated.len() - seen,
        started.elapsed().as_secs_f32()
    );
    let papers: BTreeSet<&str> = articles.iter().filter(|a| a.annotated).map(Article::paper).collect();
    let fold_of: HashMap<&str, usize> =
        papers.iter().enumerate().map(|(n, paper)| (*paper, n % FOLDS)).collect();
    let mut scores = score::Scores::default();
    let folder = root().join("target/train-events");
    fs::create_dir_all(&folder)?;
    if args.folds {
        for fold in 0..FOLDS {
            let here = |a: &&Article| fold_of.get(a.paper()) == Some(&fold);
            let others: Vec<&Article> = articles.iter().filter(|a| !here(a)).collect();
            let learnt = learn(&others, names.len());
            // The catalog knows the first ones too well to be tested on.
            let tested = articles[seen..].iter().filter(|a| a.annotated && here(a));
            tested.for_each(|article| scores.add(&learnt, article));
            let tested: Vec<&str> = papers.iter().filter(|p| fold_of[**p] == fold).copied().collect();
            fs::write(folder.join(format!("fold-{fold}.bin")), file(&learnt, &names, &tested.join(" ")))?;
            println!("fold {fold} after {:.0} s", started.elapsed().as_secs_f32());
        }
        print!("{}", scores.table());
    }
    let all: Vec<&Article> = articles.iter().collect();
    let learnt = learn(&all, names.len());
    if !dev.is_empty() {
        let mut scores = score::Scores::default();
        dev.iter().for_each(|article| scores.add(&learnt, article));
        print!("dev\n{}", scores.table());
    }
    let file = file(&learnt, &names, "");
    let mentions =
        |a: &[Article]| a.iter().filter(|a| a.annotated).flat_map(|a| &a.words).map(|w| w.gold.len()).sum();
    let told = card::Told {
        seen: (seen, mentions(&articles[..seen])),
        annotated: (annotated.len() - seen, mentions(&articles[seen..])),
        taught,
        scores: if args.folds { scores.table() } else { String::new() },
    };
    let data = root().join("data/models");
    fs::write(data.join("events.md"), card::write(&file, &told)?)?;
    fs::write(data.join("events.bin"), &file)?;
    println!(
        "{} bytes, {} with brotli after {:.0} s",
        file.len(),
        crate::sizes::brotli(&file)?.len(),
        started.elapsed().as_secs_f32()
    );
    Ok(())
}

/// What the teacher reads, an article a line.
fn write_rows(articles: Vec<Article>, dev: Vec<Article>, types: &[&str], file: &Path) -> Result<()> {
    let mut rows: Vec<lessons::Row> = articles.into_iter().filter_map(|a| a.row).collect();
    rows.extend(dev.into_iter().filter_map(|a| a.row).map(|mut row| {
        row.part = "dev";
        row
    }));
    if let Some(first) = rows.first_mut() {
        first.types = types.iter().map(ToString::to_string).collect();
    }
    let mut text = String::new();
    for row in &rows {
        text += &serde_json::to_string(row)?;
        text.push('\n');
    }
    fs::write(file, text).with_context(|| format!("can't write {}", file.display()))
}

/// The models as bytes; see [`dateline::events::model`].
fn file(learnt: &Learnt, types: &[&str], without: &str) -> Vec<u8> {
    let version = VERSION.to_string();
    let types = types.join(" ");
    let (event_from, role_from) = (EVENT_FROM.to_string(), ROLE_FROM.to_string());
    let mut manifest: Vec<(&str, &str)> =
        vec![("clues", &version), ("types", &types), ("event from", &event_from), ("role from", &role_from)];
    if !without.is_empty() {
        manifest.push(("without the papers", without));
    }
    let parts = [("event", &learnt.event), ("kind", &learnt.kind), ("role", &learnt.role)];
    let mut tensors: Vec<(String, Kind, usize, Vec<u8>)> = Vec::new();
    for (name, weights) in parts {
        tensors.extend(pack(name, weights));
    }
    let tied: Vec<u8> = learnt.kind.tied[..TIED].iter().flat_map(|weight| weight.to_le_bytes()).collect();
    tensors.push(("tied".into(), Kind::F32, TIED, tied));
    let tensors = tensors.iter().map(|(name, kind, count, bytes)| Tensor {
        name,
        kind: *kind,
        rows: *count,
        columns: 1,
        bytes,
    });
    Container { manifest, tensors: tensors.collect(), ..Container::default() }.write()
}

/// Clues with weights worth keeping: for each how many classes it speaks of, then which, then how much.
fn pack(name: &str, weights: &Weights) -> Vec<(String, Kind, usize, Vec<u8>)> {
    let most = weights.rows.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
    let step = most.max(1e-6) / 127.0;
    let (mut clues, mut counts, mut classes, mut values) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    values.extend(step.to_le_bytes());
    for (&clue, row) in weights.clues.iter().zip(weights.rows.chunks_exact(weights.classes)) {
        let kept = |weight: &f32| (weight / step).round() != 0.0;
        let count = row.iter().filter(|weight| kept(weight)).count();
        if count == 0 {
            continue;
        }
        clues.push(clue);
        counts.push(count as u8);
        for (class, weight) in row.iter().enumerate().filter(|(_, weight)| kept(weight)) {
            classes.push(class as u8);
            values.push((weight / step).round().clamp(-127.0, 127.0) as i8 as u8);
        }
    }
    let of = |part: &str| format!("{name}.{part}");
    vec![
        (of("clues"), Kind::U24, clues.len(), u24_bytes(&clues)),
        (of("counts"), Kind::U8, counts.len(), counts),
        (of("classes"), Kind::U8, classes.len(), classes.clone()),
        (of("weights"), Kind::Q8, classes.len(), values),
    ]
}
