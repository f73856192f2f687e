//! `data/event-types/` to tables of types, entries and trigger words.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

#[path = "../src/events/spelling.rs"]
mod spelling;
use spelling::spellings;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "type")]
    types: Vec<Type>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Type {
    name: String,
    label: String,
    definition: String,
    #[serde(default)]
    codes: Codes,
    tone: String,
    words: bool,
    #[serde(default)]
    beside: String,
    frame: BTreeMap<String, String>,
    #[serde(default, rename = "trigger")]
    triggers: Vec<Trigger>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Codes {
    cameo: Option<String>,
    plover: Option<String>,
    ace: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Trigger {
    verbs: Vec<String>,
    nouns: Vec<String>,
    adjectives: Vec<String>,
    near: Vec<String>,
    not_near: Vec<String>,
    before: Vec<String>,
    after: Vec<String>,
    document: Vec<String>,
    capital: bool,
    frame: BTreeMap<String, String>,
    /// For tests/catalog.rs.
    #[serde(rename = "examples")]
    _examples: Vec<String>,
    #[serde(rename = "not")]
    _not: Vec<String>,
}

const ROLES: &[&str] =
    &["actor", "target", "object", "instrument", "recipient", "topic", "place", "origin", "destination"];

fn frame_text(frame: &BTreeMap<String, String>, of: &str) -> String {
    let pairs: Vec<String> = frame
        .iter()
        .filter(|(_, role)| !role.is_empty())
        .map(|(slot, role)| {
            let number =
                ROLES.iter().position(|r| r == role).unwrap_or_else(|| panic!("{of}: no role {role:?}"));
            format!("{slot}{number}")
        })
        .collect();
    pairs.join(" ")
}

/// Packs the catalog as lines of text, which compress better than tables of pointers and are read in a millisecond:
/// `T` name, label, definition, codes, tone, words; `F` a frame that the entries after it have; `E` the conditions and
/// triggers of an entry. `prefixes`: what the tokenizer leaves at its word. Fields are separated by tabs, words by blanks.
pub(crate) fn pack(source: &str, text: &str, prefixes: &[String]) -> String {
    let file: File = toml::from_str(text).unwrap_or_else(|e| panic!("data/{source}: {e}"));
    let mut out = String::new();
    let mut last_frame = String::new();
    for t in &file.types {
        let tone = match t.tone.as_str() {
            tone @ ("cooperation" | "conflict" | "neutral") => &tone[..3],
            other => panic!("{}: no tone {other:?}", t.name),
        };
        let code = |code: &Option<String>| code.clone().unwrap_or_default();
        let codes = [code(&t.codes.cameo), code(&t.codes.plover), code(&t.codes.ace)].join("\t");
        let words = if t.words { "words" } else { "" };
        for field in [&t.name, &t.label, &t.definition] {
            assert!(!field.is_empty() && !field.contains(['\t', '\n']), "{}: a bad field {field:?}", t.name);
        }
        writeln!(out, "T{}\t{}\t{}\t{codes}\t{tone}\t{words}\t{}", t.name, t.label, t.definition, t.beside)
            .expect("writing to a string");
        for trigger in &t.triggers {
            let mut frame = t.frame.clone();
            frame.extend(trigger.frame.clone());
            let frame = frame_text(&frame, &t.name);
            if frame != last_frame {
                writeln!(out, "F{frame}").expect("writing to a string");
                last_frame = frame;
            }
            let conditions =
                [&trigger.near, &trigger.not_near, &trigger.before, &trigger.after, &trigger.document]
                    .map(|words| sorted(words, &t.name).join(" "));
            let triggers = [&trigger.verbs, &trigger.nouns, &trigger.adjectives].map(|words| {
                assert!(words.iter().all(|w| !w.trim().is_empty()), "{}: an empty trigger", t.name);
                let is_prefix = |prefix: &str| prefixes.iter().any(|p| p == prefix);
                let spellings = words.iter().flat_map(|w| spellings(w, is_prefix));
                spellings.map(|pieces| pieces.join("+")).collect::<Vec<_>>().join(" ")
            });
            let capital = if trigger.capital { "capital" } else { "" };
            writeln!(out, "E{}\t{capital}\t{}", conditions.join("\t"), triggers.join("\t"))
                .expect("writing to a string");
        }
    }
    out
}

/// Sorted for the binary search; each is one lemma.
fn sorted(words: &[String], of: &str) -> Vec<String> {
    let mut words: Vec<String> = words.iter().map(|w| w.trim().to_lowercase()).collect();
    words.sort();
    words.dedup();
    for word in &words {
        assert!(
            !word.is_empty() && !word.contains(char::is_whitespace),
            "{of}: a condition is one lemma: {word:?}"
        );
    }
    words
}
