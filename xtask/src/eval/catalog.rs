//! What the catalog of event types, taken alone, fires on in a folder of texts: how often, which words never, and a sample to judge by hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use dateline::document::Document;
use dateline::events::{Catalog, lessons};
use dateline::{entities, names};

#[derive(Args)]
pub struct Command {
    /// Folder of texts, *.txt
    texts: PathBuf,
    /// Print so many firings, drawn by chance but always the same ones, each in its sentence
    #[arg(long, default_value_t = 0)]
    sample: usize,
    /// Print the trigger words that never fire
    #[arg(long)]
    silent: bool,
}

pub fn run(command: &Command) -> Result<()> {
    let catalog = Catalog::default();
    let types = catalog.built_in_names();
    let mut files: Vec<PathBuf> = fs::read_dir(&command.texts)
        .with_context(|| format!("can't read {}", command.texts.display()))?
        .map(|file| Ok(file?.path()))
        .collect::<Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let mut firings = Vec::new();
    let mut of_word: BTreeMap<String, usize> = BTreeMap::new();
    for file in &files {
        let text = fs::read_to_string(file)?;
        let document = Document::of_text(&text);
        let entities = entities::find(&document, &names::find(&document));
        for lesson in lessons::of_words(&document, &catalog, &entities) {
            for &event_type in &lesson.told {
                *of_word.entry(document.lemma(lesson.word).to_lowercase()).or_default() += 1;
                let words = document.tokens.sentences[lesson.sentence].words.clone();
                let near = words.start.max(lesson.word.saturating_sub(14))..words.end.min(lesson.word + 15);
                let shown = near.map(|w| match w == lesson.word {
                    true => format!("[{}]", document.form(w)),
                    false => document.form(w).to_string(),
                });
                let shown: Vec<String> = shown.collect();
                firings.push(format!("{}\t{}", types[usize::from(event_type)], shown.join(" ")));
            }
        }
    }
    // A step that shares no factor with the number of firings visits each once.
    let step = (firings.len() * 618 / 1000) | 1;
    for number in 0..command.sample.min(firings.len()) {
        println!("{}", firings[number * step % firings.len()]);
    }
    let listed: Vec<&str> = catalog.words().collect();
    let silent: Vec<&str> = listed.iter().copied().filter(|word| !of_word.contains_key(*word)).collect();
    if command.silent {
        println!("{}", silent.join(" "));
    }
    println!(
        "{} firings in {} texts; of {} trigger words {} never fire",
        firings.len(),
        files.len(),
        listed.len(),
        silent.len()
    );
    Ok(())
}
