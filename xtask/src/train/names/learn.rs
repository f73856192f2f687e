//! Learning: batches, gradients on several threads.

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use dateline::syntax::Models;
use dateline::syntax::network::Scratch;

use super::lessons::{Batch, Lesson};
use super::network::Network;
use crate::train::layers::adam::Adam;
use crate::train::layers::quantise::{Steps, rounded};
use crate::train::layers::random::Random;
use crate::train::layers::weights::{Gradients, Weights};
use crate::train::layers::{Dropout, batches, checkpoint};
use crate::train::syntax::examples::recase;
use crate::treebank::Recase;

/// How a head learns.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    pub seed: u64,
    pub epochs: usize,
    /// Words of a step.
    pub words: usize,
    pub rate: f32,
    pub dropout: Dropout,
    /// From which epoch on the weights are rounded while learning, as they will be in the file, and how.
    pub round: (usize, Steps),
}

/// Threads; the number is part of the recipe, since it is part of the order of sums.
const SHARDS: usize = 2;

/// Learns from all lessons in every epoch.
pub fn learn(
    network: &Network,
    weights: &mut Weights,
    lessons: &[Lesson],
    models: &Models<'_>,
    schedule: Schedule,
    path: &Path,
    mut report: impl FnMut(&Weights, usize) -> Result<()>,
) -> Result<()> {
    let started = Instant::now();
    let lengths: Vec<usize> = lessons.iter().map(|lesson| lesson.targets.len()).collect();
    let words: usize = lengths.iter().sum();
    let mut adam = Adam::new(weights, schedule.rate, words / schedule.words * schedule.epochs);
    let print = checkpoint::fingerprint(&format!("{schedule:?} {words} {:?}", network.sizes));
    let mut shards: Vec<_> =
        (0..SHARDS).map(|_| (Gradients::new(&[], weights), Scratch::default())).collect();
    let first = checkpoint::resume(path, print, weights, &mut adam).unwrap_or(0);
    if first > 0 {
        println!("{}: goes on after {first} epochs", path.display());
    }
    for epoch in first..schedule.epochs {
        let mut random = Random::new(schedule.seed, [1, epoch as u64]);
        let cases: Vec<Recase> = lessons.iter().map(|_| recase(&mut random)).collect();
        let mut sum = 0.0;
        for (step, batch) in batches(&lengths, schedule.words, &mut random).iter().enumerate() {
            let (from, steps) = schedule.round;
            let rounded = (epoch >= from).then(|| rounded(weights, steps));
            let now = rounded.as_ref().unwrap_or(weights);
            let scale = 1.0 / batch.iter().map(|&i| lengths[i]).sum::<usize>() as f32;
            let shard = |number: usize, grads: &mut Gradients, scratch: &mut Scratch| {
                let seed = schedule.seed ^ (number as u64 + 1) << 40;
                let mut random = Random::new(seed, [2 + epoch as u64, step as u64]);
                let chosen = batch.iter().skip(number).step_by(SHARDS).map(|&i| (&lessons[i], cases[i]));
                let Batch { sentences, x, targets } = Batch::new(chosen, models, scratch, Some(&mut random));
                let pass = network.forward(now, x, &sentences, &schedule.dropout, Some(&mut random));
                grads.clear();
                network.backward(now, &pass, &sentences, &targets, grads, scale)
            };
            let losses: Vec<f64> = std::thread::scope(|scope| {
                let threads = shards
                    .iter_mut()
                    .enumerate()
                    .map(|(number, (grads, scratch))| scope.spawn(move || shard(number, grads, scratch)));
                let running: Vec<_> = threads.collect();
                running
                    .into_iter()
                    .map(|thread| thread.join().expect("a training thread goes through"))
                    .collect()
            });
            if let [first, others @ ..] = &mut shards[..] {
                others.iter().for_each(|other| first.0.add(&other.0));
            }
            adam.step(weights, &shards[0].0);
            sum += losses.iter().sum::<f64>();
        }
        let seconds = started.elapsed().as_secs_f32();
        println!("epoch {:3} {seconds:5.0} s  {:.4}", epoch + 1, sum / words as f64);
        report(weights, epoch + 1)?;
        checkpoint::save(path, print, epoch + 1, weights, &adam)?;
    }
    Ok(())
}
