//! Learning: batches, gradients on several threads, checkpoints, scores.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use dateline::syntax::Deprel;

use super::adam::Adam;
use super::batch::{Batch, Example, Target};
use super::examples::{Classes, recase};
use super::lexicon::Lexicon;
use super::network::{Dropout, Gradients, Network, Weights};
use super::random::Random;
use super::rounding::{Steps, rounded};
use crate::treebank::{Part, Recase, Sentence};

/// A network with what it knows.
pub struct Model {
    pub network: Network,
    pub weights: Weights,
    pub lexicon: Lexicon,
}

/// How a network learns.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    pub seed: u64,
    pub epochs: usize,
    /// Words of a step.
    pub words: usize,
    pub rate: f32,
    pub dropout: Dropout,
    /// From which epoch on the weights are rounded while learning, as they will be in the file, and how.
    pub round: Option<(usize, Steps)>,
}

/// Sentences with what teachers say of them, where that counts instead of their own tags and trees.
pub type Lesson<'s> = (&'s Sentence, Option<&'s [Target]>);

/// Learns from gold sentences, all of them in every epoch, and as many words of taught ones as there are, in turn.
pub fn learn(
    model: &mut Model,
    classes: &Classes,
    gold: &[Lesson],
    taught: &[Lesson],
    schedule: Schedule,
    checkpoint: &Path,
    mut report: impl FnMut(&Model, usize),
) -> Result<()> {
    let started = Instant::now();
    let count = |lessons: &[Lesson]| lessons.iter().map(|l| l.0.forms.len()).sum::<usize>();
    let words = count(gold) + count(taught);
    let mut adam = Adam::new(&model.weights, schedule.rate, words / schedule.words * schedule.epochs);
    let print = fingerprint(&format!("{schedule:?} {words} {:?}", model.network.sizes));
    let mut shards = vec![Gradients::new(&model.network, &model.weights); SHARDS];
    let mut first = 0;
    if let Some(epochs) = resume(checkpoint, print, model, &mut adam) {
        println!("{}: goes on after {epochs} epochs", checkpoint.display());
        first = epochs;
    }
    for epoch in first..schedule.epochs {
        let mut random = Random::new(schedule.seed, [1, epoch as u64]);
        let examples: Vec<Example> = gold
            .iter()
            .chain(taught)
            .map(|(sentence, taught)| classes.example(sentence, *taught, recase(&mut random)))
            .collect();
        let mut losses = [0.0; 3];
        for (step, batch) in batches(&examples, schedule.words, &mut random).iter().enumerate() {
            let place = [2 + epoch as u64, step as u64];
            let rounded = schedule
                .round
                .filter(|(from, _)| epoch >= *from)
                .map(|(_, steps)| rounded(&model.weights, steps));
            let weights = rounded.as_ref().unwrap_or(&model.weights);
            let loss = gradients(model, weights, batch, &examples, &schedule, place, &mut shards);
            adam.step(&mut model.weights, &shards[0]);
            losses.iter_mut().zip(loss).for_each(|(sum, loss)| *sum += loss / words as f64);
        }
        let [tag, arc, label] = losses;
        let seconds = started.elapsed().as_secs_f32();
        println!("epoch {:3} {seconds:5.0} s  tags {tag:.3} arcs {arc:.3} relations {label:.3}", epoch + 1);
        report(model, epoch + 1);
        save(checkpoint, print, epoch + 1, model, &adam)?;
    }
    Ok(())
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

/// Leaves the gradients of a batch in the first of `shards`; gives the losses.
fn gradients(
    model: &Model,
    weights: &Weights,
    batch: &[usize],
    examples: &[Example],
    schedule: &Schedule,
    place: [u64; 2],
    shards: &mut [Gradients],
) -> [f64; 3] {
    let words: usize = batch.iter().map(|&i| examples[i].targets.len()).sum();
    let scale = 1.0 / words as f32;
    let shard = |number: usize, grads: &mut Gradients| {
        let mut random = Random::new(schedule.seed ^ (number as u64 + 1) << 40, place);
        let chosen = batch.iter().skip(number).step_by(SHARDS).map(|&i| &examples[i]);
        let batch = Batch::new(chosen.map(|e| (&e.rows, &e.targets[..])), &model.lexicon, Some(&mut random));
        let pass = model.network.forward(weights, &batch, &schedule.dropout, Some(&mut random));
        grads.clear();
        model.network.backward(weights, &batch, &pass, grads, scale)
    };
    let losses: Vec<[f64; 3]> = std::thread::scope(|scope| {
        let threads =
            shards.iter_mut().enumerate().map(|(number, grads)| scope.spawn(move || shard(number, grads)));
        let running: Vec<_> = threads.collect();
        running.into_iter().map(|thread| thread.join().expect("a training thread goes through")).collect()
    });
    if let [first, others @ ..] = shards {
        others.iter().for_each(|other| first.add(other));
    }
    [0, 1, 2].map(|i| losses.iter().map(|loss| loss[i]).sum())
}

/// UPOS, UAS and LAS on gold words and sentences; every word takes the head it likes best.
pub fn score(model: &Model, classes: &Classes, parts: &[&Part], recase: Recase) -> [f64; 3] {
    let weights = &model.weights;
    let sentences: Vec<&Sentence> = parts.iter().flat_map(|part| &part.sentences).collect();
    let mut counts = [0usize; 4];
    for some in sentences.chunks(64) {
        let examples: Vec<Example> = some.iter().map(|s| classes.example(s, None, recase)).collect();
        let batch = Batch::new(examples.iter().map(|e| (&e.rows, &e.targets[..])), &model.lexicon, None);
        let pass = model.network.forward(weights, &batch, &Dropout::NONE, None);
        let heads: Vec<u32> = pass
            .arcs
            .iter()
            .flat_map(|scores| (0..scores.rows).map(|word| best(scores.row(word)) as u32))
            .collect();
        let (labels, _) = model.network.relations(weights, &batch, &pass, &heads);
        let gold = some.iter().flat_map(|s| s.words(recase).into_iter().map(|w| (s.tags[w], s.deprels[w])));
        for (word, (tags, deprel)) in gold.enumerate() {
            let head = heads[word] == batch.targets[word].head();
            let label = deprel.map(Deprel::universal);
            let found = match heads[word] {
                0 => Deprel::Root.universal(),
                _ => classes.relations[best(labels.row(word))].universal(),
            };
            counts[0] += 1;
            counts[1] += usize::from(tags.map(|t| t.0) == Some(classes.tags[best(pass.tags.row(word))].0));
            counts[2] += usize::from(head);
            counts[3] += usize::from(head && label == Some(found));
        }
    }
    [1, 2, 3].map(|i| 100.0 * counts[i] as f64 / counts[0].max(1) as f64)
}

/// The first of the greatest.
pub fn best(scores: &[f32]) -> usize {
    (0..scores.len()).rev().max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0)
}

/// A number that other schedules and other data don't have.
fn fingerprint(text: &str) -> u64 {
    text.bytes()
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

fn save(path: &Path, print: u64, epochs: usize, model: &Model, adam: &Adam) -> Result<()> {
    let unfinished: PathBuf = path.with_extension("new");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&unfinished)?);
    for number in [print, epochs as u64, adam.now as u64] {
        file.write_all(&number.to_le_bytes())?;
    }
    for matrix in model.weights.values.iter().chain(&adam.mean).chain(&adam.square) {
        for value in &matrix.data {
            file.write_all(&value.to_le_bytes())?;
        }
    }
    file.flush()?;
    std::fs::rename(&unfinished, path).with_context(|| format!("can't write {}", path.display()))
}

/// Reads what was saved by the same recipe; gives the number of epochs that were learnt.
fn resume(path: &Path, print: u64, model: &mut Model, adam: &mut Adam) -> Option<usize> {
    let mut file = std::io::BufReader::new(std::fs::File::open(path).ok()?);
    let mut numbers = [[0; 8]; 3];
    numbers.iter_mut().try_for_each(|number| file.read_exact(number)).ok()?;
    let [saved, epochs, now] = numbers.map(u64::from_le_bytes);
    if saved != print {
        return None;
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    let mut values = bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
    let matrices = || model.weights.values.iter().chain(&adam.mean).chain(&adam.square);
    let wanted: usize = matrices().map(|m| m.data.len()).sum();
    if values.len() != wanted {
        return None;
    }
    let all = model.weights.values.iter_mut().chain(&mut adam.mean).chain(&mut adam.square);
    for value in all.flat_map(|matrix| &mut matrix.data) {
        *value = values.next()?;
    }
    adam.now = now as usize;
    Some(epochs as usize)
}
