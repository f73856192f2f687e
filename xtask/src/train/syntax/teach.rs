//! Sentences of plain articles with what several networks together say of them.

use std::path::Path;

use anyhow::{Context, Result};
use dateline::article::{self, ZoneKind};
use dateline::tokens;

use super::batch::{Batch, Target};
use super::examples::Classes;
use super::learn::{Model, best};
use super::network::Dropout;
use crate::treebank::{Recase, Sentence};

/// Sentences of other lengths are left out.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=80;

/// The sentences of the articles of a folder, in order of their names.
pub fn read_articles(folder: &Path) -> Result<Vec<Sentence>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("can't read {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let mut sentences = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        let article = article::read(&text, false);
        let tokens = tokens::tokenize(&text, &article);
        for sentence in &tokens.sentences {
            let telling =
                matches!(sentence.zone, ZoneKind::Body | ZoneKind::Headline | ZoneKind::SectionHead);
            if telling && LENGTHS.contains(&sentence.words.len()) {
                let words = sentence.words.clone().map(|w| tokens.words[w]);
                sentences.push(Sentence::untagged(&text, words));
            }
        }
    }
    Ok(sentences)
}

/// Writes the words of each sentence as a line of JSON, for teachers that are other programs.
pub fn write_words(path: &Path, sentences: &[Sentence]) -> Result<()> {
    let mut out = String::new();
    for sentence in sentences {
        let line = serde_json::json!({ "forms": sentence.forms, "space_after": sentence.space_after });
        out.push_str(&format!("{line}\n"));
    }
    std::fs::write(path, out).with_context(|| format!("can't write {}", path.display()))
}

/// Classes that are kept of a word's distribution.
const KEPT: usize = 4;

/// What the teachers say of each sentence, on average; the sentences get the best of it as their own tags and trees.
pub fn teach(teachers: &[Model], classes: &Classes, sentences: &mut [Sentence]) -> Vec<Vec<Target>> {
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    order.sort_by_key(|&i| sentences[i].forms.len());
    let mut targets = vec![Vec::new(); sentences.len()];
    let halves = order.chunks(order.len().div_ceil(2).max(1));
    let told: Vec<Vec<(usize, Vec<Target>)>> = std::thread::scope(|scope| {
        let sentences = &*sentences;
        let told = |half: &[usize]| {
            half.chunks(64)
                .flat_map(|some| some.iter().copied().zip(tell(teachers, classes, sentences, some)))
                .collect()
        };
        let running: Vec<_> = halves.map(|half| scope.spawn(move || told(half))).collect();
        running.into_iter().map(|thread| thread.join().expect("a teaching thread goes through")).collect()
    });
    for (index, target) in told.into_iter().flatten() {
        let sentence = &mut sentences[index];
        for (word, target) in target.iter().enumerate() {
            sentence.tags[word] = target.tags.first().map(|t| classes.tags[usize::from(t.0)]);
            sentence.heads[word] = (target.head() as usize).checked_sub(1).unwrap_or(word);
            sentence.deprels[word] = target.relations.first().map(|r| classes.relations[usize::from(r.0)]);
        }
        targets[index] = target;
    }
    targets
}

fn tell(teachers: &[Model], classes: &Classes, all: &[Sentence], some: &[usize]) -> Vec<Vec<Target>> {
    let examples: Vec<_> = some.iter().map(|&i| classes.example(&all[i], None, Recase::Keep)).collect();
    let passes: Vec<_> = teachers
        .iter()
        .map(|model| {
            let batch = Batch::new(examples.iter().map(|e| (&e.rows, &e.targets[..])), &model.lexicon, None);
            let pass = model.network.forward(&model.weights, &batch, &Dropout::NONE, None);
            (batch, pass)
        })
        .collect();
    let mut told: Vec<Vec<Target>> = Vec::new();
    let mut heads = Vec::new();
    let mut start = 0;
    for (sentence, example) in examples.iter().enumerate() {
        let mut targets = Vec::new();
        for word in 0..example.targets.len() {
            let tags = mean(passes.iter().map(|(_, pass)| pass.tags.row(start + word)));
            let arcs = mean(passes.iter().map(|(_, pass)| pass.arcs[sentence].row(word)));
            heads.push(best(&arcs) as u32);
            targets.push(Target { tags: kept(&tags), heads: kept(&arcs), relations: Vec::new() });
        }
        start += targets.len();
        told.push(targets);
    }
    let relations: Vec<_> = teachers
        .iter()
        .zip(&passes)
        .map(|(model, (batch, pass))| model.network.relations(&model.weights, batch, pass, &heads).0)
        .collect();
    for (word, target) in told.iter_mut().flatten().enumerate() {
        target.relations = kept(&mean(relations.iter().map(|scores| scores.row(word))));
    }
    told
}

/// The mean of the distributions that scores stand for.
fn mean<'s>(scores: impl Iterator<Item = &'s [f32]>) -> Vec<f32> {
    let mut out: Vec<f32> = Vec::new();
    let mut count = 0.0;
    for scores in scores {
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let exps: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
        let sum: f32 = exps.iter().sum();
        out.resize(scores.len(), 0.0);
        out.iter_mut().zip(exps).for_each(|(o, e)| *o += e / sum);
        count += 1.0;
    }
    out.iter_mut().for_each(|o| *o /= count);
    out
}

/// The most likely classes, the best first.
fn kept(shares: &[f32]) -> Vec<(u16, f32)> {
    let mut order: Vec<usize> = (0..shares.len()).filter(|&i| shares[i] > 0.01).collect();
    order.sort_by(|&a, &b| shares[b].total_cmp(&shares[a]).then(a.cmp(&b)));
    order.truncate(KEPT);
    let sum: f32 = order.iter().map(|&i| shares[i]).sum();
    order.into_iter().map(|i| (i as u16, shares[i] / sum)).collect()
}
