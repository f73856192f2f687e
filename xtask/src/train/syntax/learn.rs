//! Learning: batches, gradients on several threads, checkpoints, scores.

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use dateline::syntax::Deprel;

use super::batch::{Batch, Example, Target};
use super::examples::{Classes, recase};
use super::lexicon::Lexicon;
use super::network::Network;
use crate::train::layers::adam::Adam;
use crate::train::layers::quantise::{Steps, rounded};
use crate::train::layers::random::Random;
use crate::train::layers::weights::{Gradients, Weights};
use crate::train::layers::{Dropout, batches, best, checkpoint};
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
    path: &Path,
    mut report: impl FnMut(&Model, usize),
) -> Result<()> {
    let started = Instant::now();
    let count = |lessons: &[Lesson]| lessons.iter().map(|l| l.0.forms.len()).sum::<usize>();
    let words = count(gold) + count(taught);
    let mut adam = Adam::new(&model.weights, schedule.rate, words / schedule.words * schedule.epochs);
    let print = checkpoint::fingerprint(&format!("{schedule:?} {words} {:?}", model.network.sizes));
    let mut shards = vec![Gradients::new(model.network.tables(), &model.weights); SHARDS];
    let mut first = 0;
    if let Some(epochs) = checkpoint::resume(path, print, &mut model.weights, &mut adam) {
        println!("{}: goes on after {epochs} epochs", path.display());
        first = epochs;
    }
    for epoch in first..schedule.epochs {
        let mut random = Random::new(schedule.seed, [1, epoch as u64]);
        let examples: Vec<Example> = gold
            .iter()
            .chain(taught)
            .map(|(sentence, taught)| classes.example(sentence, *taught, recase(&mut random)))
            .collect();
        let lengths: Vec<usize> = examples.iter().map(|example| example.targets.len()).collect();
        let mut losses = [0.0; 3];
        for (step, batch) in batches(&lengths, schedule.words, &mut random).iter().enumerate() {
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
        checkpoint::save(path, print, epoch + 1, &model.weights, &adam)?;
    }
    Ok(())
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
