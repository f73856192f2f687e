//! Logistic regression over the gaps between tokens, by gradient descent in a fixed order.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context, Result};
use dateline::article::Article;
use dateline::tokens::breaks::{Look, SCALE, TABLE, features};
use dateline::tokens::sentences::{Gap, gap};
use dateline::tokens::tokenize;

use crate::conllu::{self, Document};

#[derive(clap::Args)]
pub struct Args {
    /// The folder of UD_English-EWT and UD_English-GUM
    #[arg(long)]
    data: PathBuf,
    #[arg(long, default_value_t = 12)]
    epochs: usize,
}

const RATE: f32 = 0.05;
/// Pull of every touched weight towards zero.
const DECAY: f32 = 1e-3;

/// The genres of GUM that are not free for any use.
const NOT_FREE: [&str; 5] = ["_whow_", "_fiction_", "_essay_", "_letter_", "_podcast_"];

struct Example {
    features: Vec<u16>,
    ends: bool,
}

pub fn run(args: &Args) -> Result<()> {
    let mut documents = conllu::read(&args.data.join("UD_English-EWT/en_ewt-ud-train.conllu"))?;
    let gum = conllu::read(&args.data.join("UD_English-GUM/en_gum-ud-train.conllu"))?;
    documents.extend(gum.into_iter().filter(|d| !NOT_FREE.iter().any(|genre| d.id.contains(genre))));
    let mut examples = Vec::new();
    documents.iter().for_each(|document| collect(document, &mut examples));
    println!("{} documents, {} gaps", documents.len(), examples.len());

    // A fixed stride visits all examples out of their order.
    let stride = (1..).map(|n| examples.len() / 3 * 2 + n).find(|&n| coprime(n, examples.len())).unwrap_or(1);
    let mut weights = vec![0f32; TABLE];
    for epoch in 0..args.epochs {
        let rate = RATE * (1.0 - epoch as f32 / args.epochs as f32);
        let mut loss = 0.0;
        let mut at = 0;
        for _ in 0..examples.len() {
            let example = &examples[at];
            at = (at + stride) % examples.len();
            let score: f32 = example.features.iter().map(|&f| weights[usize::from(f)]).sum();
            let chance = 1.0 / (1.0 + (-score).exp());
            let error = f32::from(u8::from(example.ends)) - chance;
            loss -= f64::from(if example.ends { chance } else { 1.0 - chance }.max(1e-9).ln());
            for &f in &example.features {
                let weight = &mut weights[usize::from(f)];
                *weight += rate * (error - DECAY * *weight);
            }
        }
        println!("epoch {epoch}: loss {:.5}", loss / examples.len() as f64);
    }
    let bytes: Vec<u8> =
        weights.iter().map(|w| (w * SCALE).round().clamp(-127.0, 127.0) as i8 as u8).collect();
    let path = crate::root().join("data/models/sentences.bin");
    std::fs::write(&path, bytes).with_context(|| format!("can't write {}", path.display()))
}

fn coprime(a: usize, b: usize) -> bool {
    if b == 0 { a == 1 } else { coprime(b, a % b) }
}

/// Every gap that the rules leave open, seen from the true beginning of its sentence.
fn collect(document: &Document, examples: &mut Vec<Example>) {
    let text = document.text();
    let article = Article::plain(&text);
    let tokens = tokenize(&text, &article);
    let mut gold = BTreeSet::new();
    let mut chars = 0;
    for sentence in &document.sentences {
        chars += sentence.text.chars().filter(|c| !c.is_whitespace()).count();
        gold.insert(chars);
    }
    // Characters before the word `next`.
    let mut chars = 0;
    let mut next = 0;
    for zone in &article.zones {
        let start = next;
        let end = start + tokens.words[start..].iter().take_while(|w| zone.span.contains(w.span)).count();
        let looks: Vec<Look> = (start..end).map(|word| Look::new(&text, &tokens, word)).collect();
        let mut first = start;
        while next < end {
            if next > first {
                let ends = gold.contains(&chars);
                if let Gap::Open { rule } = gap(&text, &tokens.words[..end], first, next) {
                    let mut found = Vec::new();
                    features(&looks, first - start, next - start, rule, |at| found.push(at as u16));
                    examples.push(Example { features: found, ends });
                }
                if ends {
                    first = next;
                }
            }
            chars += tokens.words[next].span.of(&text).chars().count();
            next += 1;
        }
    }
}
