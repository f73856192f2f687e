//! The examples of the catalog: each `[[type.trigger]]` of data/event-types fires on its own and on none of its `not`.

use std::fs;
use std::path::Path;

use dateline::document::Document;
use dateline::events::{Catalog, lessons};
use dateline::{entities, names};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    #[serde(rename = "type")]
    types: Vec<Type>,
}

#[derive(Deserialize)]
struct Type {
    name: String,
    #[serde(rename = "trigger")]
    triggers: Vec<Trigger>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Trigger {
    verbs: Vec<String>,
    nouns: Vec<String>,
    adjectives: Vec<String>,
    examples: Vec<String>,
    not: Vec<String>,
}

/// The lemmas of the words of a text of which the catalog, taken alone, says that they tell a type.
fn telling(catalog: &Catalog, number: usize, text: &str) -> Vec<String> {
    let document = Document::of_text(text);
    let entities = entities::find(&document, &names::find(&document));
    let lessons = lessons::of_words(&document, catalog, &entities);
    let telling = lessons.iter().filter(|lesson| lesson.told.contains(&(number as u16)));
    telling.map(|lesson| document.lemma(lesson.word).to_lowercase()).collect()
}

#[test]
fn examples_fire_and_what_is_not_meant_does_not() {
    let catalog = Catalog::default();
    let names = catalog.built_in_names();
    let (mut wrong, mut bare, mut examples) = (Vec::new(), 0, 0);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/event-types");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "toml"));
    files.sort();
    for file in files {
        let parsed: File = toml::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        for t in parsed.types {
            let number = names.iter().position(|name| *name == t.name).unwrap();
            for trigger in &t.triggers {
                let heads: Vec<String> = [&trigger.verbs, &trigger.nouns, &trigger.adjectives]
                    .into_iter()
                    .flatten()
                    .map(|phrase| head(phrase))
                    .collect();
                let fires =
                    |text: &str| telling(&catalog, number, text).iter().any(|lemma| heads.contains(lemma));
                examples += trigger.examples.len() + trigger.not.len();
                bare += usize::from(trigger.examples.is_empty() || trigger.not.is_empty());
                let silent = trigger.examples.iter().filter(|text| !fires(text));
                wrong.extend(silent.map(|text| format!("{}: nothing fires in {text:?}", t.name)));
                let loud = trigger.not.iter().filter(|text| fires(text));
                wrong.extend(loud.map(|text| format!("{}: fires in {text:?}", t.name)));
            }
        }
    }
    println!("{examples} examples, {bare} entries without");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The word of a trigger phrase that triggers: the starred one, else the last; of "test-fire" what follows the hyphen.
fn head(phrase: &str) -> String {
    let spaced = phrase.replace('-', " - ").to_lowercase();
    let starred = spaced.split_whitespace().find_map(|piece| piece.strip_suffix('*'));
    starred.or_else(|| spaced.split_whitespace().last()).unwrap_or_default().to_string()
}
